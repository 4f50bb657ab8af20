//! `kehu undo`: takes the last write back.

use anyhow::Result;

use crate::cli::args::UndoArgs;
use crate::cli::write::{commit, finish};
use crate::cli::{CliError, Cx, Exit, Globals, open, put};
use crate::edit::disk::{self, RealDisk};
use crate::say;

/// Takes it back, or shows what that would do.
pub(crate) fn run(args: &UndoArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let root = open::writable(globals, cx)?.root;
    let lang = cx.lang;
    let lock = if args.change.dry_run { None } else { Some(put::lock(&root, cx)?) };
    let undo = disk::undo_change(&root, &RealDisk).map_err(|failure| put::failed(&failure, lang))?;
    let Some(undo) = undo else {
        let error = CliError::user(say!(lang, "没有可撤销的写入", "there is no write to take back"));
        return Err(error.hint(say!(lang, "更早的改动看 git 历史：`git log --stat`", "for earlier changes see `git log --stat`")).into());
    };
    let subject = undo.change.subject.clone();
    let Some(lock) = lock else {
        cx.ui.data(put::shown(&undo.change, cx.ui.color_data()))?;
        cx.ui.notice(say!(lang, "将撤销：{subject}", "would take back: {subject}"));
        return Ok(Exit::Clean);
    };
    if args.change.commit {
        commit::ready(&undo.change, &root, cx)?;
    }
    let recovered = disk::take_back(&lock, &RealDisk, &undo).map_err(|failure| put::failed(&failure, lang))?;
    recovered.words(lang).into_iter().for_each(|line| cx.ui.say(line));
    let mut change = undo.change;
    change.subject = say!(lang, "撤销：{subject}", "take back: {subject}");
    finish::said(&change, cx);
    if args.change.commit {
        commit::commit(&change, &[], &root, cx)?;
    }
    Ok(Exit::Clean)
}
