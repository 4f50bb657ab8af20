//! clap's complaints in our words, in both languages: what was typed, what was expected, the nearest, and where to read more.

use std::error::Error;
use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::Key;
use super::errors::CliError;
use super::help;
use super::pages::page;
use super::wrap::{columns, shorten};
use crate::resolve;
use crate::say;
use crate::words::Lang;

/// What was typed is repeated up to this width.
const ECHO: usize = 40;

/// A complaint of clap as an error with our words. `args` is the command line, to know which command's help to name.
pub(crate) fn of(error: &clap::Error, root: &Command, args: &[OsString], lang: Lang) -> CliError {
    let command = command_of(root, args).unwrap_or(root);
    let complaint = Complaint { error, command, root, lang };
    let answer = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            return unknown_command(&complaint.text(ContextKind::InvalidSubcommand), root, lang);
        }
        ErrorKind::UnknownArgument => complaint.unknown_argument(),
        ErrorKind::InvalidValue => complaint.invalid_value(),
        ErrorKind::ValueValidation => complaint.refused_value(),
        ErrorKind::MissingRequiredArgument => complaint.missing(),
        ErrorKind::ArgumentConflict => complaint.conflict(),
        ErrorKind::TooManyValues => complaint.takes_no_value(),
        ErrorKind::InvalidUtf8 => CliError::user(say!(lang, "参数不是有效的 UTF-8 文字", "an argument is not valid UTF-8 text")),
        // Kinds that this command line cannot bring about; clap's own words are better than none.
        _ => CliError::user(error.to_string().trim().trim_start_matches("error: ").to_owned()),
    };
    answer.hint(see(command.get_name(), lang))
}

/// No such command.
pub(crate) fn unknown_command(typed: &str, root: &Command, lang: Lang) -> CliError {
    let typed = shorten(typed, ECHO);
    let error = CliError::user(say!(lang, "没有命令 `{typed}`", "there is no command `{typed}`"));
    let names = root.get_subcommands().map(Command::get_name);
    let error = match nearest_typed(&typed, names) {
        Some(name) => error.hint(did_you_mean(name, lang)),
        None => error,
    };
    error.hint(say!(lang, "全部命令见 `kehu --help`", "all commands: `kehu --help`"))
}

/// The name most like what was typed, when it is like enough to be meant.
/// What is typed on a command line is mostly cut short or typed too quickly: the beginning counts for more than in names of records.
pub(crate) fn nearest_typed<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Below this likeness a guess misleads more often than it helps.
    const LIKE: f64 = 0.75;
    let typed = typed.to_lowercase();
    resolve::best(names, LIKE, |name| strsim::jaro_winkler(&typed, name))
}

struct Complaint<'e> {
    error: &'e clap::Error,
    command: &'e Command,
    root: &'e Command,
    lang: Lang,
}

impl Complaint<'_> {
    fn unknown_argument(&self) -> CliError {
        let lang = self.lang;
        let typed = shorten(&self.text(ContextKind::InvalidArg), ECHO);
        if !typed.starts_with('-') {
            return CliError::user(say!(lang, "多出一个参数 `{typed}`", "there is one argument too many: `{typed}`"));
        }
        let error = CliError::user(say!(lang, "没有选项 `{typed}`", "there is no option `{typed}`"));
        match self.others_with(&typed).as_slice() {
            [] => self.with_nearest(error, ContextKind::SuggestedArg),
            others => {
                let others = lang.join(others);
                error.hint(say!(lang, "有这个选项的是：{others}", "it is an option of: {others}"))
            }
        }
    }

    /// The commands that know this option.
    fn others_with(&self, option: &str) -> Vec<String> {
        let name = option.split('=').next().unwrap_or(option).trim_start_matches('-');
        let called = |arg: &clap::Arg| arg.get_long() == Some(name) || arg.get_all_aliases().is_some_and(|aliases| aliases.contains(&name));
        let knows = |command: &&Command| command.get_arguments().any(called);
        let shown = self.root.get_subcommands().filter(|command| !command.is_hide_set());
        shown.filter(knows).map(|command| format!("`kehu {}`", command.get_name())).collect()
    }

    fn invalid_value(&self) -> CliError {
        let lang = self.lang;
        let arg = self.arg(ContextKind::InvalidArg);
        let typed = shorten(&self.text(ContextKind::InvalidValue), ECHO);
        let error = CliError::user(if typed.is_empty() {
            say!(lang, "{arg} 后面缺少值", "{arg} needs a value")
        } else {
            say!(lang, "{arg} 不能是 `{typed}`", "{arg} cannot be `{typed}`")
        });
        let valid = self.valid_values(&arg);
        let error = match nearest_typed(&typed, valid.iter().map(String::as_str)) {
            Some(name) => error.hint(did_you_mean(name, lang)),
            None => error,
        };
        if valid.is_empty() {
            return error;
        }
        let valid = self.labelled(&arg, &valid);
        error.hint(say!(lang, "可取：{valid}", "possible values: {valid}"))
    }

    /// The values, those that have a short name for people with that name.
    fn labelled(&self, arg: &str, values: &[String]) -> String {
        /// Longer ones are explanations; they stand in the help.
        const SHORT: usize = 20;
        let named = |one: &&clap::Arg| one.get_long().is_some_and(|long| arg == format!("`--{long}`"));
        let known = self.command.get_arguments().find(named).map(clap::Arg::get_possible_values).unwrap_or_default();
        let label = |value: &str| {
            let help = known.iter().find(|one| one.get_name() == value)?.get_help()?.to_string();
            (columns(&help) <= SHORT && !help.to_lowercase().starts_with(&value.replace('_', " "))).then_some(help)
        };
        let one = |value: &String| match label(value) {
            Some(label) => say!(self.lang, "{value}（{label}）", "{value} ({label})"),
            None => value.clone(),
        };
        values.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// What could have been written; for `--format`, what this command can write.
    fn valid_values(&self, arg: &str) -> Vec<String> {
        let formats = page(self.command.get_name()).map_or(&[][..], |page| page.formats);
        if arg == "`--format`" && !formats.is_empty() {
            return formats.iter().map(Key::key).collect();
        }
        self.list(ContextKind::ValidValue)
    }

    fn refused_value(&self) -> CliError {
        let arg = self.arg(ContextKind::InvalidArg);
        let typed = shorten(&self.text(ContextKind::InvalidValue), ECHO);
        let why = self.error.source().map(ToString::to_string).unwrap_or_default();
        CliError::user(say!(self.lang, "{arg} 不能是 `{typed}`：{why}", "{arg} cannot be `{typed}`: {why}"))
    }

    fn missing(&self) -> CliError {
        let lang = self.lang;
        let missing = self.list(ContextKind::InvalidArg);
        let names = self.names(&missing);
        let error = CliError::user(say!(lang, "缺少 {names}", "missing: {names}"));
        missing.iter().filter_map(|name| self.meaning(name)).fold(error, CliError::hint)
    }

    /// What an argument is: its choices, else its help.
    fn meaning(&self, name: &str) -> Option<String> {
        let lang = self.lang;
        let name = display(name);
        let arg = self.command.get_positionals().find(|arg| help::value_name(arg) == name)?;
        let shown = arg.get_possible_values().into_iter().filter(|value| !value.is_hide_set());
        let values: Vec<_> = shown.map(|value| value.get_name().to_owned()).collect();
        if values.is_empty() {
            let help = arg.get_help()?;
            return Some(say!(lang, "{name}：{help}", "{name}: {help}"));
        }
        let values = values.join(", ");
        Some(say!(lang, "{name} 可取：{values}", "{name} is one of: {values}"))
    }

    fn conflict(&self) -> CliError {
        let arg = self.arg(ContextKind::InvalidArg);
        let others = self.names(&self.list(ContextKind::PriorArg));
        CliError::user(say!(self.lang, "{arg} 不能与 {others} 同用", "{arg} cannot go together with {others}"))
    }

    fn takes_no_value(&self) -> CliError {
        let arg = self.arg(ContextKind::InvalidArg);
        let typed = shorten(&self.text(ContextKind::InvalidValue), ECHO);
        CliError::user(say!(self.lang, "{arg} 不带值，而写了 `{typed}`", "{arg} takes no value, but `{typed}` was given"))
    }

    fn with_nearest(&self, error: CliError, kind: ContextKind) -> CliError {
        match self.list(kind).first() {
            Some(name) => error.hint(did_you_mean(name, self.lang)),
            None => error,
        }
    }

    fn names(&self, args: &[String]) -> String {
        let names: Vec<_> = args.iter().map(|name| display(name)).collect();
        self.lang.join(names)
    }

    fn arg(&self, kind: ContextKind) -> String {
        display(&self.text(kind))
    }

    fn text(&self, kind: ContextKind) -> String {
        self.list(kind).into_iter().next().unwrap_or_default()
    }

    fn list(&self, kind: ContextKind) -> Vec<String> {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            _ => Vec::new(),
        }
    }
}

/// clap writes `--limit <N>` and `<KIND>`; a person is told `--limit` and KIND.
fn display(name: &str) -> String {
    let name = name.replace(['<', '>', '[', ']'], "");
    let name = name.trim_end_matches("...");
    let first = name.split([' ', '=']).next().unwrap_or(name);
    if first.starts_with('-') { format!("`{first}`") } else { name.to_owned() }
}

fn did_you_mean(name: &str, lang: Lang) -> String {
    say!(lang, "是不是 `{name}`？", "did you mean `{name}`?")
}

/// Where to read how a command is used.
pub(crate) fn see(command: &str, lang: Lang) -> String {
    let page = if command == "kehu" { "kehu --help".to_owned() } else { format!("kehu {command} --help") };
    say!(lang, "用法见 `{page}`", "usage: `{page}`")
}

/// The command that a command line names, parsable or not.
fn command_of<'c>(root: &'c Command, args: &[OsString]) -> Option<&'c Command> {
    let mut words = args.iter().skip(1).map(|arg| arg.to_string_lossy());
    while let Some(word) = words.next() {
        if word == "--" {
            return None;
        }
        if word.starts_with('-') {
            if takes_next(root, &word) {
                words.next();
            }
            continue;
        }
        return root.find_subcommand(&*word);
    }
    None
}

/// Whether the word after this option is its value.
fn takes_next(root: &Command, option: &str) -> bool {
    let named = root.get_arguments().find(|arg| match option.strip_prefix("--") {
        Some(long) => arg.get_long() == Some(long),
        None => option.len() == 2 && arg.get_short() == option.chars().nth(1),
    });
    named.is_some_and(|arg| arg.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;

    fn command(line: &str) -> Option<String> {
        let args: Vec<_> = line.split(' ').map(OsString::from).collect();
        command_of(&Cli::command(), &args).map(|command| command.get_name().to_owned())
    }

    #[test]
    fn the_command_is_found_past_options_and_their_values() {
        assert_eq!(command("kehu list people"), Some("list".to_owned()));
        assert_eq!(command("kehu -C list show x"), Some("show".to_owned()));
        assert_eq!(command("kehu -q --as-of=2026-01-01 audit"), Some("audit".to_owned()));
        assert_eq!(command("kehu --me"), None);
    }

    #[test]
    fn only_a_likely_name_is_suggested() {
        let names = ["list", "audit", "explain"];
        assert_eq!(nearest_typed("lst", names), Some("list"));
        assert_eq!(nearest_typed("frobnicate", names), None);
    }
}
