//! `kehu init [DIR]`: a new archive, or a filled example.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::archive::{DocKind, load};
use crate::cli::args::{InitArgs, Key};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::discover;
use crate::form::schema::{self, Own};
use crate::policy::DEFAULT_PRESET;
use crate::say;
use crate::template::{self, Answers, Example, Placed, Staging};
use crate::words::shell_word;

/// Makes the archive and says what to do next.
pub(crate) fn run(args: &InitArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let dir = args.dir.as_ref().map_or_else(|| cx.env.cwd.clone(), |dir| cx.env.cwd.join(dir));
    let example = args.example.as_deref().map(|name| example(name, cx)).transpose()?;
    let shown = args.dir.clone().unwrap_or_else(|| PathBuf::from("."));
    refuse_occupied(&dir, &shown, cx)?;
    let answers = answers(args, example.is_some(), globals, cx)?;
    let files = example.map_or_else(|| template::new(&answers), |example| template::filled(example, &answers));
    let placed = put(&dir, &files, cx)?;
    let git = start_git(&dir);
    report(args, &answers, example, &placed, git, cx);
    Ok(Exit::Clean)
}

fn example(name: &str, cx: &Cx<'_>) -> Result<&'static Example> {
    template::example(name).ok_or_else(|| {
        let names: Vec<&str> = template::EXAMPLES.iter().map(|example| example.name).collect();
        let names = names.join(", ");
        let error = CliError::user(say!(cx.lang, "没有叫 `{name}` 的示例", "there is no example `{name}`"));
        error.hint(say!(cx.lang, "有这些：{names}", "there are: {names}")).into()
    })
}

/// Only an empty folder, or one with `.git`, README and LICENSE alone, becomes an archive.
fn refuse_occupied(dir: &Path, shown: &Path, cx: &Cx<'_>) -> Result<()> {
    let in_the_way = template::in_the_way(dir).map_err(|error| unwritable(dir, &error, cx))?;
    if in_the_way.is_empty() {
        return Ok(());
    }
    let place = shown.display();
    if let Some(name) = in_the_way.iter().find(|name| discover::SETTINGS.contains(&name.as_str())) {
        let error = CliError::user(say!(
            cx.lang,
            "`{place}` 已经是一份客户档案：里面有 {name}",
            "`{place}` is a customer archive already: it holds {name}"
        ));
        return Err(error
            .hint(say!(
                cx.lang,
                "要另建一份，请写一个新的文件夹，如 `kehu init archive`",
                "for another one name a new folder, as `kehu init archive`"
            ))
            .into());
    }
    let some = in_the_way.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    let more = if in_the_way.len() > 5 { " …" } else { "" };
    let error = CliError::user(say!(cx.lang, "`{place}` 里已有别的东西：{some}{more}", "`{place}` is not empty: {some}{more}"));
    let hint = say!(
        cx.lang,
        "请换一个新的文件夹，如 `kehu init archive`；只有 `.git`、README、LICENSE 的文件夹也可以",
        "name a new folder, as `kehu init archive`; one that only holds `.git`, README and LICENSE will do as well"
    );
    Err(error.hint(hint).into())
}

fn unwritable(dir: &Path, error: &std::io::Error, cx: &Cx<'_>) -> CliError {
    let (place, why) = (dir.display(), crate::words::refusal(error, cx.lang));
    CliError::system(say!(cx.lang, "不能在 `{place}` 建立档案：{why}", "cannot make an archive in `{place}`: {why}"))
}

/// What the command line says; the company's name is asked for where somebody can answer.
fn answers(args: &InitArgs, example: bool, globals: &Globals, cx: &mut Cx<'_>) -> Result<Answers> {
    let lang = cx.lang;
    let ask = |question: String, cx: &mut Cx<'_>| if globals.may_ask && !example { cx.ui.ask(&question) } else { Ok(String::new()) };
    let mut company = args.company.clone().unwrap_or_default();
    if company.trim().is_empty() {
        company = ask(say!(lang, "本公司全称（可以以后再填）：", "Full name of your company (may be filled in later): "), cx)?;
    }
    let mut short = args.short.clone().unwrap_or_default();
    if short.trim().is_empty() && !company.trim().is_empty() {
        let guess = template::short_of(company.trim());
        short = match &args.company {
            Some(_) => String::new(),
            None => ask(say!(lang, "简称（{guess}）：", "Short name ({guess}): "), cx)?,
        };
        if short.trim().is_empty() {
            short = guess;
        }
    }
    if company.trim().is_empty() {
        company = if short.trim().is_empty() { template::nobody(lang) } else { short.clone() };
    }
    if short.trim().is_empty() {
        short = company.clone();
    }
    if company.chars().chain(short.chars()).any(char::is_control) {
        return Err(CliError::user(say!(
            lang,
            "公司名称里有换行或控制字符",
            "the company's name holds a line break or a control character"
        ))
        .into());
    }
    let mut presets: Vec<String> = args.presets.iter().map(Key::key).collect();
    if presets.is_empty() {
        presets.push(DEFAULT_PRESET.to_owned());
    }
    Ok(Answers { company: company.trim().to_owned(), short: short.trim().to_owned(), presets, today: globals.as_of })
}

/// Writes the files aside, adds the schemas with the archive's own fields, and moves all into place.
fn put(dir: &Path, files: &[(&str, String)], cx: &Cx<'_>) -> Result<Placed> {
    let put = || {
        let mut staging = Staging::new(dir)?;
        files.iter().try_for_each(|(path, text)| staging.write(path, text))?;
        let base = load::base(staging.root(), None, cx.lang);
        for (name, text) in schema::files(DocKind::FORMS, Own::of(&base.world)) {
            staging.write(&format!("schema/{name}"), &text)?;
        }
        staging.place()
    };
    put().map_err(|error| unwritable(dir, &error, cx).into())
}

/// What became of `git init`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Git {
    /// The archive lies in a repository.
    There,
    /// A repository was made.
    Made,
    /// There is no git, or it failed.
    Failed,
}

fn start_git(dir: &Path) -> Git {
    let git = |args: &[&str]| {
        let run =
            Command::new("git").arg("-C").arg(dir).args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        run.map(|status| status.success())
    };
    match git(&["rev-parse", "--is-inside-work-tree"]) {
        Ok(true) => Git::There,
        Ok(false) if matches!(git(&["init", "--quiet"]), Ok(true)) => Git::Made,
        _ => Git::Failed,
    }
}

/// Says what was made and which commands come next.
fn report(args: &InitArgs, answers: &Answers, example: Option<&Example>, placed: &Placed, git: Git, cx: &mut Cx<'_>) {
    let lang = cx.lang;
    let place = args.dir.clone().unwrap_or_else(|| PathBuf::from("."));
    let (shown, count) = (place.display(), placed.files);
    cx.ui.notice(say!(lang, "已在 `{shown}` 建立客户档案，共 {count} 个文件", "made a customer archive of {count} files in `{shown}`"));
    if !placed.kept.is_empty() {
        let kept = placed.kept.join(", ");
        cx.ui.notice(say!(lang, "原有的文件保留不动：{kept}", "kept as it was: {kept}"));
    }
    if git == Git::Failed {
        cx.ui.notice(say!(
            lang,
            "没能运行 `git init`：请先装 git，再在档案中运行它，改动才有历史",
            "`git init` did not work: install git and run it in the archive, so that changes have a history"
        ));
    }
    if example.is_none() && args.company.is_none() && answers.company == template::nobody(lang) {
        cx.ui.notice(say!(
            lang,
            "公司名称还没有填：请改 `kehu.toml` 的 [company]",
            "the company has no name yet: fill in [company] of `kehu.toml`"
        ));
    }
    cx.ui.notice(say!(lang, "接下来：", "Next:"));
    if args.dir.as_deref().is_some_and(|dir| dir != Path::new(".")) {
        cx.ui.notice(format!("  cd {}", shell_word(&place.display().to_string())));
    }
    let as_of = example.map_or_else(String::new, |example| format!(" --as-of {}", example.as_of));
    if example.is_none() {
        cx.ui.notice(say!(lang, "  kehu add-staff 姓名 --title 职务 --role 岗位", "  kehu add-staff NAME --title TITLE --role ROLE"));
        cx.ui.notice(say!(lang, "  kehu add-customer 单位名称", "  kehu add-customer NAME"));
    } else {
        cx.ui.notice("  kehu check");
    }
    cx.ui.notice(format!("  kehu audit{as_of}"));
    if git != Git::Failed {
        let what = words_of_commit(example, cx);
        cx.ui.notice(format!("  git add -A && git commit -m {}", shell_word(&what)));
        cx.ui.notice("  kehu doctor");
    }
}

fn words_of_commit(example: Option<&Example>, cx: &Cx<'_>) -> String {
    match example {
        Some(example) => say!(cx.lang, "示例档案 {}", "Example archive {}", example.name),
        None => say!(cx.lang, "建立客户档案", "Start the customer archive"),
    }
}
