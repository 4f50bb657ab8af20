//! `kehu diff [REV[..REV]]`: what changed in the archive, in business words.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::analysis::difference::{self, Asked, Difference};
use crate::archive::load::{Judge, Scope};
use crate::cli::args::{DiffArgs, Format};
use crate::cli::open::{Opened, Part};
use crate::cli::revision::Revision;
use crate::cli::states::Source;
use crate::cli::{CliError, Cx, Exit, Globals, faults, open, states};
use crate::findings::{Finding, change};
use crate::git::Fault;
use crate::git::revisions::{self, Range, Trouble};
use crate::render::difference::{self as render, Between, Judged};
use crate::say;
use crate::words::Lang;

/// Shows what changed.
pub(crate) fn run(args: &DiffArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = globals.format(Format::CHANGES)?;
    let opened = open::open_part(Part::Settings, globals, cx)?;
    let lang = cx.lang;
    let range = revisions::range(&opened.repo, args.range.as_deref()).map_err(|trouble| refused(&trouble, lang))?;
    if opened.repo.is_bare() && range.to.is_none() {
        return Err(no_work_tree(args.range.as_deref(), lang).into());
    }
    let source = Source { root: &opened.root, repo: &opened.repo, range: &range };
    let states = states::states(source, &opened.base.world).map_err(|fault| failed(&fault, lang))?;
    let unit = states.after.unit;
    let asked = Asked { before: &states.before, after: &states.after, files: states.files, names: states.names, lang };
    let difference = difference::compare(&asked);
    let (from, to) = range.names();
    let findings = if args.findings { Some(judged(opened, &range, &difference, globals, cx)?) } else { None };
    let between = Between { from, to, lang, unit, findings };
    let page = match format {
        Format::Markdown => render::markdown(&difference, &between),
        Format::Json => render::json(&difference, &between),
        _ => cx.ui.typed(&render::text(&difference, &between)),
    };
    cx.deliver(globals, page.as_bytes())?;
    super::form::say_unread(&difference.unread, cx);
    let changed = args.exit_code && difference.changes().next().is_some();
    Ok(Exit::found(changed || !difference.unread.is_empty()))
}

/// In a bare repository there is nothing to hold a single revision against.
fn no_work_tree(asked: Option<&str>, lang: Lang) -> CliError {
    let from = asked.unwrap_or("HEAD~1");
    let error = CliError::user(say!(lang, "裸仓库没有工作区可比较", "a bare repository has no work tree to compare with"));
    error.hint(say!(lang, "写明两个版本，如 `kehu diff {from}..HEAD`", "name two revisions, as `kehu diff {from}..HEAD`"))
}

/// The findings that the change brings and settles: each state is judged by its own settings, on the same day.
fn judged(opened: Opened, range: &Range, difference: &Difference, globals: &Globals, cx: &mut Cx<'_>) -> Result<Judged> {
    let day = globals.as_of;
    let before = committed(&opened, &range.from, globals, cx)?;
    let (after, unread) = match &range.to {
        Some(commit) => (committed(&opened, commit, globals, cx)?, Vec::new()),
        None => {
            let loaded = opened.load(&Scope::default(), Judge::Audit(day))?;
            open::say_unknown_updates(&loaded, cx);
            (loaded.findings, loaded.unread)
        }
    };
    let renamed = difference.changes().filter(|change| change.kind == "renamed");
    let renamed: BTreeMap<String, String> = renamed.filter_map(|change| change.before.clone().zip(change.after.clone())).collect();
    let mut turned = change::turned(before, after, &renamed);
    // What cannot be read now has settled nothing.
    let unread = |path: &str| unread.iter().chain(&difference.unread).any(|one| *one.path == *path);
    turned.disappeared.retain(|(finding, _)| !unread(&finding.path));
    Ok(Judged { day, turned })
}

/// The findings of a commit's archive.
fn committed(opened: &Opened, commit: &str, globals: &Globals, cx: &mut Cx<'_>) -> Result<Vec<Finding>> {
    let lang = cx.lang;
    let Some(revision) = Revision::take(&opened.repo, commit).map_err(|fault| failed(&fault, lang))? else {
        let commit = commit.get(..12).unwrap_or(commit);
        cx.ui.notice(say!(lang, "{commit} 里没有档案，没有审计发现", "there is no archive in {commit}, hence no findings"));
        return Ok(Vec::new());
    };
    let base = revision.base(lang, globals.as_of, !globals.no_history);
    let watch = opened.watcher.watch();
    let scope = Scope { counter: Some(watch.counter().clone()), ..Scope::default() };
    let mut loaded = revision.audit(base, globals.as_of, &scope)?;
    let findings = std::mem::take(&mut loaded.findings);
    // Before the other state is read: both at once would take twice the memory.
    drop(loaded);
    Ok(findings)
}

/// Why two states cannot be held against each other, and what to do.
fn refused(trouble: &Trouble, lang: Lang) -> CliError {
    match trouble {
        Trouble::Git(fault) => failed(fault, lang),
        other => faults::trouble(other, lang),
    }
}

fn failed(fault: &Fault, lang: Lang) -> CliError {
    let what = say!(lang, "没有可比较的版本", "there is nothing to compare with");
    let outside = say!(lang, "在档案里运行 `git init`，再提交一次", "run `git init` in the archive and commit once");
    faults::told(&what, fault, &outside, lang)
}
