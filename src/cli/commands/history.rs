//! `kehu history CUSTOMER [PERSON]`: how a customer's archive came to be, as git's history tells it.

use std::path::Path;

use anyhow::Result;

use crate::analysis::history::{self, History, Teller};
use crate::archive::CustomerFolder;
use crate::cli::args::{Format, HistoryArgs, Key};
use crate::cli::open::Part;
use crate::cli::{CliError, Cx, Exit, Globals, faults, open, pick, tables};
use crate::git::{self, Fault, blobs, moved};
use crate::render::tables::TableFormat;
use crate::report::history as report;
use crate::say;
use crate::words::Lang;

/// Tells it.
pub(crate) fn run(args: &HistoryArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = TableFormat::parse(&globals.format(Format::TABLES)?.key()).unwrap_or_default();
    let opened = open::open_part(Part::Names, globals, cx)?;
    let repo = opened.repo.clone();
    let root = repo.folder.as_path();
    if globals.no_history {
        let error = CliError::user(say!(cx.lang, "`history` 要看 git 的历史", "`history` needs git's history"));
        return Err(error.hint(say!(cx.lang, "去掉 `--no-history`", "leave `--no-history` out")).into());
    }
    complete(root, cx.lang)?;
    let loaded = opened.one(&args.customer, cx)?;
    let Some(folder) = loaded.customers.first() else {
        return Err(CliError::internal(say!(cx.lang, "客户没有读入", "the customer was not read")).into());
    };
    let path = format!("customers/{}", folder.id);
    let told = |fault: Fault| why(&fault, cx.lang);
    let mut commits = moved::commits(&repo, loaded.world.zone(), &folder.id).map_err(told)?;
    commits.retain(|commit| commit.day <= globals.as_of);
    let contents = blobs::named(root, history::needed(&commits)).map_err(told)?;
    let teller = Teller { world: &loaded.world, customer: folder, machine: tables::is_machine(format) };
    let history = history::of(teller, &commits, &contents);
    let person = args.person.as_deref().map(|text| whom(folder, &history, text, cx.lang)).transpose()?;
    let mut table = report::table(&commits, &history, person.as_deref(), cx.lang);
    if let Some(limit) = args.limit {
        table.rows.truncate(limit);
    }
    table.title = tables::title(report::TITLE, globals.as_of, cx.lang);
    if !repo.is_bare() {
        uncommitted(root, &path, cx);
    }
    tables::deliver(&table, format, loaded.world.unit, &args.shown, globals, cx)
}

/// The person's id: somebody of now, or somebody of whom only the history knows, by the id.
fn whom(folder: &CustomerFolder, history: &History, text: &str, lang: Lang) -> Result<String, CliError> {
    pick::person(folder, text, lang).or_else(|error| {
        let known = history.changes.iter().any(|(_, change)| change.people.iter().any(|one| one == text));
        if known { Ok(text.to_owned()) } else { Err(error) }
    })
}

/// Only a whole history tells who changed what: in a shallow clone everything older seems to be the oldest commit's.
fn complete(root: &Path, lang: Lang) -> Result<(), CliError> {
    // Also where there is no repository, or none with files.
    git::history::is_top(root).map_err(|fault| why(&fault, lang))?;
    if git::history::is_shallow(root) {
        let error = CliError::user(say!(
            lang,
            "git 仓库是浅克隆，较早的提交不在，看不出谁改了什么",
            "the git repository is a shallow clone: older commits are missing, so nobody can tell who changed what"
        ));
        let hint = say!(lang, "先运行 `git fetch --unshallow`", "run `git fetch --unshallow` first");
        return Err(error.hint(hint));
    }
    if git::history::head(root).is_none() {
        let error = CliError::user(say!(lang, "git 仓库里还没有提交", "the git repository has no commit yet"));
        let hint = say!(lang, "先运行 `git add -A` 和 `git commit`", "run `git add -A` and `git commit` first");
        return Err(error.hint(hint));
    }
    Ok(())
}

fn why(fault: &Fault, lang: Lang) -> CliError {
    let what = say!(lang, "看不到历史", "there is no history to be seen");
    let outside = say!(lang, "在档案里运行 `git init`，此后的改动都提交", "run `git init` in the archive and commit from then on");
    faults::told(&what, fault, &outside, lang)
}

/// What is not committed is nobody's change yet.
fn uncommitted(root: &Path, path: &str, cx: &mut Cx<'_>) {
    let count = git::changed_below(root, path).map_or(0, |files| files.len());
    if count > 0 {
        let files = crate::words::plural(count, "file", "files");
        cx.ui.notice(say!(cx.lang, "另有 {count} 个文件的改动没有提交，没有列出", "changes of {files} are not committed and not listed"));
    }
}
