//! A change is shown, or brought to the disk.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use super::{CliError, Cx};
use crate::edit::change::{Change, FileChange};
use crate::edit::disk::{self, Failure, Lock, Note, PATIENCE, RealDisk};
use crate::render::diff;
use crate::say;
use crate::words::Lang;

/// So long one waits for another command without a word.
const SILENCE: Duration = Duration::from_secs(1);

/// What a change does, as a unified diff.
pub(crate) fn shown(change: &Change, color: bool) -> String {
    change.files.iter().map(|file| one(file, color)).collect()
}

fn one(file: &FileChange, color: bool) -> String {
    let text = |bytes: &'_ Option<Vec<u8>>| bytes.as_deref().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    diff::unified(&file.path, text(&file.was).as_deref(), text(&file.now).as_deref(), color)
}

/// Writes a change under the archive's lock, all of it or nothing.
///
/// # Errors
/// When a file was changed in the meantime or cannot be written.
pub(crate) fn put(root: &Path, change: &Change, cx: &mut Cx<'_>) -> Result<()> {
    // Who changes nothing leaves no trace.
    if change.is_empty() {
        return Ok(());
    }
    let lock = lock(root, cx)?;
    store(&lock, change, false, cx)
}

/// Takes the archive's lock, and settles what a killed command left behind.
///
/// # Errors
/// When somebody else holds it too long.
pub(crate) fn lock(root: &Path, cx: &mut Cx<'_>) -> Result<Lock> {
    let lang = cx.lang;
    let lock = match Lock::take(root, SILENCE) {
        Err(Failure::Locked { holder, .. }) => {
            waiting(holder, cx);
            Lock::take(root, PATIENCE)
        }
        other => other,
    };
    let lock = lock.map_err(|failure| failed(&failure, lang))?;
    let recovered = disk::recover(&lock, &RealDisk).map_err(|failure| failed(&failure, lang))?;
    recovered.words(lang).into_iter().for_each(|line| cx.ui.say(line));
    Ok(lock)
}

/// Says for whom one waits: a program that just stands there looks broken.
fn waiting(holder: Option<u32>, cx: &mut Cx<'_>) {
    let lang = cx.lang;
    cx.ui.notice(match holder {
        Some(pid) => {
            say!(lang, "另一个 kehu（进程 {pid}）正在写入，等它结束……", "another kehu (process {pid}) is writing; waiting for it …")
        }
        None => say!(lang, "另一个 kehu 正在写入，等它结束……", "another kehu is writing; waiting for it …"),
    });
}

/// Writes a change under a lock that is held. `for_good`: it cannot be taken back, and nothing of what was there is kept.
///
/// # Errors
/// As [`put`].
pub(crate) fn store(lock: &Lock, change: &Change, for_good: bool, cx: &mut Cx<'_>) -> Result<()> {
    let lang = cx.lang;
    try_store(lock, change, for_good, cx).map_err(|failure| failed(&failure, lang).into())
}

/// The same for a command that can do something about a file that is in the way.
///
/// # Errors
/// As [`put`].
pub(crate) fn try_store(lock: &Lock, change: &Change, for_good: bool, cx: &mut Cx<'_>) -> Result<(), Failure> {
    let note = Note { time: cx.env.today.to_string(), for_good };
    let recovered = disk::commit(lock, &RealDisk, change, &note)?;
    recovered.words(cx.lang).into_iter().for_each(|line| cx.ui.say(line));
    Ok(())
}

/// Why nothing was written.
pub(crate) fn failed(failure: &Failure, lang: Lang) -> CliError {
    let words = failure.words(lang);
    if failure.is_of_system() { CliError::system(words) } else { CliError::user(words) }
}
