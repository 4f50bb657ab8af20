//! The global options after command line and environment have been laid together.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::args::{self, ColorChoice, Format, GlobalArgs, Key};
use super::errors::CliError;
use super::ui::Verbosity;
use crate::context::Env;
use crate::render::xlsx;
use crate::say;
use crate::words::Lang;

/// What every command may ask about the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Globals {
    /// `-C`, else `KEHU_ARCHIVE`; relative to the current directory.
    pub archive: Option<PathBuf>,
    /// The day of judgement: `--as-of`, else `KEHU_AS_OF`, else today.
    pub as_of: NaiveDate,
    /// Somebody named that day: `--as-of` or `KEHU_AS_OF`.
    pub as_of_said: bool,
    /// `--me`, else `KEHU_ME`; git is asked later.
    pub me: Option<String>,
    /// `--format`, as asked; [`Globals::format`] decides.
    pub asked_format: Option<Format>,
    /// `-o`; `-` is standard output and stands here as none.
    pub output: Option<PathBuf>,
    /// `--lang`, when it was said.
    pub asked_lang: Option<Lang>,
    /// The language as far as it is known without the archive.
    pub lang: Lang,
    /// `--color`.
    pub color: ColorChoice,
    /// `-q`, `-v`.
    pub verbosity: Verbosity,
    /// A question may be asked.
    pub may_ask: bool,
    /// `--no-history`.
    pub no_history: bool,
    /// `-y`.
    pub yes: bool,
}

impl Globals {
    /// Lays command line and environment together.
    ///
    /// # Errors
    /// `KEHU_AS_OF` is no date.
    pub fn new(args: &GlobalArgs, env: &Env, lang: Lang) -> Result<Self, CliError> {
        Ok(Self {
            archive: args.archive.clone().or_else(|| env.archive.clone()),
            as_of: as_of(args, env, lang)?,
            as_of_said: args.as_of.is_some() || env.as_of.is_some(),
            me: args.me.clone().or_else(|| env.me.clone()),
            asked_format: args.format,
            output: args.output.clone().filter(|path| path.as_os_str() != "-"),
            asked_lang: args.lang.map(Lang::from),
            lang,
            color: args.color.unwrap_or_default(),
            verbosity: verbosity(args),
            may_ask: env.may_ask() && !args.no_input,
            no_history: args.no_history,
            yes: args.yes,
        })
    }

    /// The format to write: `--format`, else the extension of `-o`, else the first of `allowed`.
    ///
    /// # Errors
    /// The command cannot write that format.
    pub fn format(&self, allowed: &[Format]) -> Result<Format, CliError> {
        let extension = self.output.as_ref().and_then(|path| path.extension()).and_then(|extension| extension.to_str());
        let asked = self.asked_format.or_else(|| extension.and_then(Format::of_extension));
        match (asked, allowed.first()) {
            (Some(Format::Xlsx), _) if !xlsx::AVAILABLE => Err(self.without_workbooks()),
            (Some(format), _) if allowed.contains(&format) => Ok(format),
            (None, Some(default)) => Ok(*default),
            (Some(format), _) => Err(self.refuse_format(format, allowed)),
            (None, None) => Err(CliError::internal("a command without formats asked for one")),
        }
    }

    /// This program was built without them.
    fn without_workbooks(&self) -> CliError {
        CliError::user(say!(self.lang, "这个 kehu 编译时没有加入工作簿功能", "this kehu was built without workbooks")).hint(say!(
            self.lang,
            "用 `--format csv --excel` 输出 Excel 能打开的文件，或安装带 `xlsx` 功能的 kehu",
            "write a file that Excel opens by `--format csv --excel`, or install a kehu with the feature `xlsx`"
        ))
    }

    fn refuse_format(&self, format: Format, allowed: &[Format]) -> CliError {
        let key = format.key();
        let error = CliError::user(say!(self.lang, "这个命令不能输出 `{key}` 格式", "this command cannot write the format `{key}`"));
        if allowed.is_empty() {
            return error.hint(say!(self.lang, "去掉 `--format`", "leave `--format` out"));
        }
        let list = allowed.iter().map(|format| format.key()).collect::<Vec<_>>().join(", ");
        error.hint(say!(self.lang, "可以输出：{list}", "it writes: {list}"))
    }
}

fn as_of(args: &GlobalArgs, env: &Env, lang: Lang) -> Result<NaiveDate, CliError> {
    match (args.as_of, &env.as_of) {
        (Some(day), _) => Ok(day),
        (None, None) => Ok(env.today),
        (None, Some(text)) => args::date(text).map_err(|expected| {
            CliError::user(say!(lang, "环境变量 `KEHU_AS_OF` 的值 `{text}` 不对：{expected}", "`KEHU_AS_OF` is `{text}`: {expected}"))
                .hint(say!(lang, "改正它，或用 `--as-of DATE`", "mend it, or use `--as-of DATE`"))
        }),
    }
}

const fn verbosity(args: &GlobalArgs) -> Verbosity {
    match (args.quiet, args.verbose) {
        (true, _) => Verbosity::Quiet,
        (false, 0) => Verbosity::Normal,
        (false, _) => Verbosity::Verbose,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globals(args: &GlobalArgs, env: &Env) -> Globals {
        Globals::new(args, env, Lang::En).expect("nothing is wrong")
    }

    #[test]
    fn the_command_line_outranks_the_environment() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 29).expect("a real day");
        let mut env = Env::new("/work", day);
        assert_eq!(globals(&GlobalArgs::default(), &env).as_of, day);
        env.as_of = Some("2026-01-31".to_owned());
        env.me = Some("chen-li".to_owned());
        assert_eq!(globals(&GlobalArgs::default(), &env).as_of.to_string(), "2026-01-31");
        let args = GlobalArgs { as_of: Some(day), me: Some("zhou-lan".to_owned()), ..GlobalArgs::default() };
        assert_eq!(globals(&args, &env).as_of, day);
        assert_eq!(globals(&args, &env).me.as_deref(), Some("zhou-lan"));
    }

    #[test]
    fn the_format_comes_from_the_flag_then_the_file_then_the_command() {
        let env = Env::new("/work", NaiveDate::default());
        let format = |format: Option<Format>, output: &str| {
            let output = (!output.is_empty()).then(|| output.into());
            globals(&GlobalArgs { format, output, ..GlobalArgs::default() }, &env).format(Format::TABLES).ok()
        };
        assert_eq!(format(None, ""), Some(Format::Table));
        assert_eq!(format(None, "a/b.CSV"), Some(Format::Csv));
        assert_eq!(format(None, "notes.txt"), Some(Format::Table));
        assert_eq!(format(Some(Format::Json), "b.csv"), Some(Format::Json));
        assert_eq!(format(None, "b.sarif"), None);
    }
}
