//! What commands share that change many documents: shown first, done only when that is wanted.

use anyhow::Result;

use super::ask;
use super::session::Session;
use crate::archive::Loaded;
use crate::archive::load::{self, Judge, Scope};
use crate::cli::args::ChangeArgs;
use crate::cli::{Cx, Globals};
use crate::say;

/// Files that are named before the question.
const NAMED: usize = 10;

/// Shows what will be done and asks whether it shall. A dry run does nothing and needs no answer.
///
/// # Errors
/// Where nobody can be asked.
pub(crate) fn sure(session: &Session, what: &str, change: &ChangeArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<bool> {
    let lang = cx.lang;
    let would = session.desk.change(what);
    // What is written is said afterwards, file by file.
    if change.dry_run || globals.yes || would.is_empty() {
        return Ok(true);
    }
    cx.ui.say(what);
    let paths: Vec<&str> = would.paths().collect();
    for path in paths.iter().take(NAMED) {
        cx.ui.say(format!("  {path}"));
    }
    let count = paths.len();
    if count > NAMED {
        let more = count - NAMED;
        cx.ui.say(say!(lang, "  还有 {more} 个文件（`--dry-run` 看全部改动）", "  and {more} more files (`--dry-run` shows all of it)"));
    }
    let yes = ask::confirm(&say!(lang, "改动这 {count} 个文件吗？", "change these {count} files?"), globals, cx)?;
    if !yes {
        cx.ui.notice(say!(lang, "没有改动", "nothing was changed"));
    }
    Ok(yes)
}

/// Reads customers whole, without judging them: those with these ids, or all.
///
/// # Errors
/// When `customers/` cannot be listed.
pub(crate) fn customers(session: &Session, ids: Option<Vec<String>>) -> Result<Loaded> {
    let lang = session.world().lang;
    let base = load::base(session.root(), Some(lang), lang);
    let scope = Scope { customers: ids, no_registers: true, keep: true, ..Scope::default() };
    Ok(load::load(session.root(), base, &scope, Judge::Nothing)?)
}
