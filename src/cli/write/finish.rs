//! The end of a writing command: edited once more, judged, shown, written, committed, and what to do next.

use std::sync::Arc;

use anyhow::Result;

use super::common::WriteArgs;
use super::session::Session;
use super::{commit, edited, steps};
use crate::cli::{Cx, Exit, Globals, put};
use crate::edit::change::Change;
use crate::edit::disk::{self, RealDisk};
use crate::edit::judge;
use crate::findings::Finding;
use crate::render::findings as render;
use crate::say;
use crate::words::Lang;

/// How a command ends besides writing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ending {
    /// It cannot be taken back, and nothing of what was there is kept.
    pub(crate) for_good: bool,
    /// What to do next that only this command knows: lines, each with its command.
    pub(crate) steps: Vec<String>,
    /// What was done, one by one, where it is more than one: they are named in the commit.
    pub(crate) records: Vec<String>,
}

/// Judges what is on the desk, then shows or writes it. `subject`: what was done, in business words.
///
/// # Errors
/// When it cannot be written, or git refuses the commit.
pub(crate) fn finish(session: Session, subject: String, write: &WriteArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    finish_with(session, subject, write, &Ending::default(), globals, cx)
}

/// The same, with what only the command knows.
///
/// # Errors
/// As [`finish`].
pub(crate) fn finish_with(
    mut session: Session,
    subject: String,
    write: &WriteArgs,
    ending: &Ending,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Exit> {
    let lang = cx.lang;
    if write.edit && !edited::edited(&mut session, &subject, write.force, globals, cx)? {
        return Ok(Exit::Findings);
    }
    let steps = [std::mem::take(&mut session.steps), ending.steps.clone()].concat();
    let change = session.desk.change(subject);
    if change.is_empty() {
        cx.ui.notice(say!(lang, "没有要改的", "nothing to change"));
        return Ok(Exit::Clean);
    }
    let verdict = judge::judge(session.desk.root(), &mut session.base.world, &change, session.today)?;
    if write.dry_run {
        cx.ui.data(put::shown(&change, cx.ui.color_data()))?;
    }
    if !verdict.refused.is_empty() && !write.force {
        refuse(&verdict.refused, &change, cx);
        return Ok(Exit::Findings);
    }
    if !write.dry_run {
        session.hold(cx)?;
        if write.commit {
            commit::ready(&change, session.root(), cx)?;
        }
        let lock = session.hold(cx)?;
        put::store(lock, &change, ending.for_good, cx)?;
        if ending.for_good {
            forget(lock, &change, lang)?;
        }
        said(&change, cx);
    }
    let committed = if write.commit && !write.dry_run { commit::commit(&change, &ending.records, session.root(), cx) } else { Ok(()) };
    steps::say(&verdict, &steps, cx);
    committed.map(|()| Exit::Clean)
}

/// Nothing of these documents is kept for taking earlier writes back.
fn forget(lock: &disk::Lock, change: &Change, lang: Lang) -> Result<()> {
    for path in change.paths() {
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        disk::forget(lock, &RealDisk, stem).map_err(|failure| put::failed(&failure, lang))?;
    }
    Ok(())
}

/// What was written, in one line and one a file.
pub(crate) fn said(change: &Change, cx: &mut Cx<'_>) {
    cx.ui.notice(&change.subject);
    for file in change.files.iter().filter(|file| file.was != file.now) {
        let path = &file.path;
        let line = match (&file.was, &file.now) {
            (None, _) => say!(cx.lang, "  新建 {path}", "  new: {path}"),
            (_, None) => say!(cx.lang, "  删除 {path}", "  removed: {path}"),
            _ => say!(cx.lang, "  修改 {path}", "  changed: {path}"),
        };
        cx.ui.notice(line);
    }
}

/// Says why nothing was written.
fn refuse(refused: &[Finding], change: &Change, cx: &mut Cx<'_>) {
    let lang = cx.lang;
    cx.ui.say(explained(refused, change, lang, cx.ui.color_words(), cx.ui.prose_width()));
    let count = refused.len();
    cx.ui.say(say!(
        lang,
        "没有写入：有 {count} 处不合规定；改正后再运行，或用 `--force` 照样写入",
        "nothing was written: {count} values are wrong; mend them and run again, or write all the same with `--force`"
    ));
}

/// What is wrong, with the lines as they would stand in the documents.
pub(super) fn explained(refused: &[Finding], change: &Change, lang: Lang, color: bool, width: usize) -> String {
    let text = |path: &str| {
        let file = change.files.iter().find(|file| file.path == path)?;
        let text = String::from_utf8_lossy(file.now.as_deref()?).into_owned();
        Some(Arc::from(text.trim_start_matches('\u{feff}')))
    };
    render::explained(refused, &text, lang, color, u16::try_from(width).ok()).trim_end().to_owned()
}
