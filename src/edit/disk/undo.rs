//! What the last writes changed, so that they can be taken back: a file each in `.kehu/undo`, the newest with the highest number.

use std::path::Path;

use super::calls::Disk;
use super::failure::Failure;
use super::journal::{Content, Journal, Print};
use super::lock::{self, Lock};
use super::place::Place;
use super::recover::own_bytes;
use crate::edit::Refusal;
use crate::edit::change::{Change, FileChange};

/// How many writes can be taken back.
const KEPT: usize = 20;
/// How much is kept of them, the last one apart.
const KEPT_BYTES: u64 = 64 * 1024 * 1024;

/// A write that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    pub(super) number: u64,
    /// When it was made, as its command said.
    pub time: String,
    /// What takes it back; its subject is the write's own.
    pub change: Change,
}

/// What takes the last write back; none when there is none.
///
/// # Errors
/// When a file was changed since, or the write was made for good.
pub fn undo_change(root: &Path, disk: &dyn Disk) -> Result<Option<Undo>, Failure> {
    let root = disk.real(root).map_err(unreadable)?;
    let folder = lock::own(&root, "undo");
    let Some(number) = numbers(disk, &folder)?.pop() else { return Ok(None) };
    let shown = format!(".kehu/undo/{}", name(number));
    let journal = own_bytes(disk, &folder.join(name(number)))?.as_deref().and_then(Journal::parse);
    let journal = journal.ok_or_else(|| Failure::file(shown, Refusal::Damaged))?;
    let mut files = Vec::with_capacity(journal.files.len());
    for file in journal.files {
        let before = match (&file.was, file.before.as_ref().and_then(Content::bytes)) {
            (None, _) => None,
            (Some(was), Some(bytes)) if Print::of(&bytes) == *was => Some(bytes),
            (Some(_), _) => return Err(Failure::Final { subject: journal.head.subject }),
        };
        let place = Place::find(&root, disk, &file.path)?;
        let failed = |error| Failure::file(&*file.path, Refusal::Read(error));
        let there = if place.exists { disk.read(&root.join(&place.at)).map_err(failed)? } else { None };
        if there.as_deref().map(Print::of) != file.now {
            return Err(Failure::file(file.path, Refusal::ChangedSince));
        }
        files.push(FileChange { path: file.path, was: there, now: before });
    }
    let moved = journal.head.moved.into_iter().map(|(from, to)| (to, from)).collect();
    let change = Change { files, subject: journal.head.subject, moved };
    Ok(Some(Undo { number, time: journal.head.time, change }))
}

/// Forgets what is kept of this path and of what lies below it (of a sheet in any language: `customers/yunling/people/li-guoqiang`; the
/// empty path for everything): the writes that touched it, and those before them, which could not be reached any more.
///
/// # Errors
/// As the file system says.
pub fn forget(lock: &Lock, disk: &dyn Disk, prefix: &str) -> Result<(), Failure> {
    let folder = lock.own("undo");
    let mut gone = false;
    for number in numbers(disk, &folder)?.into_iter().rev() {
        if !gone {
            let journal = own_bytes(disk, &folder.join(name(number)))?.as_deref().and_then(Journal::parse);
            // What cannot be read may hold anything.
            let touches = |journal: Journal| journal.files.iter().any(|file| is_within(&file.path, prefix) || is_within(&file.at, prefix));
            gone = journal.is_none_or(touches);
        }
        if gone {
            remove(lock, disk, number)?;
        }
    }
    forget_aside(disk, &lock.own("aside"), "", prefix)
}

/// The same of what was put aside.
fn forget_aside(disk: &dyn Disk, folder: &Path, below: &str, prefix: &str) -> Result<(), Failure> {
    if disk.look(folder).map_err(unwritable)?.is_none_or(|look| !look.folder) {
        return Ok(());
    }
    for name in disk.list(folder).map_err(unwritable)? {
        let (full, path) = (folder.join(&name), if below.is_empty() { name } else { format!("{below}/{name}") });
        if disk.look(&full).map_err(unwritable)?.is_some_and(|look| look.folder) {
            forget_aside(disk, &full, &path, prefix)?;
        } else if is_within(&path, prefix) {
            disk.remove_file(&full).map_err(unwritable)?;
        }
    }
    Ok(())
}

fn is_within(path: &str, prefix: &str) -> bool {
    let prefix = prefix.trim_end_matches('/');
    prefix.is_empty() || path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
}

/// A journal that is done with becomes the last write.
pub(super) fn push(lock: &Lock, disk: &dyn Disk, journal: &Path) -> Result<(), Failure> {
    let folder = lock.own("undo");
    match disk.look(&folder).map_err(unwritable)? {
        None => {
            disk.make_folder(&folder).map_err(unwritable)?;
            disk.sync_folder(&lock.own("")).map_err(unwritable)?;
        }
        Some(look) if look.folder => {}
        Some(_) => return Err(Failure::file(".kehu/undo", Refusal::Outside)),
    }
    let known = numbers(disk, &folder)?;
    let number = known.last().map_or(1, |last| last.saturating_add(1));
    disk.rename(journal, &folder.join(name(number))).map_err(unwritable)?;
    disk.sync_folder(&folder).map_err(unwritable)?;
    let mut bytes = 0;
    for (at, number) in known.iter().rev().enumerate() {
        let len = disk.look(&folder.join(name(*number))).map_err(unwritable)?.map_or(0, |look| look.len);
        bytes += len;
        if at + 1 >= KEPT || bytes > KEPT_BYTES {
            disk.remove_file(&folder.join(name(*number))).map_err(unwritable)?;
        }
    }
    Ok(())
}

/// One that was taken back is gone.
pub(super) fn remove(lock: &Lock, disk: &dyn Disk, number: u64) -> Result<(), Failure> {
    let folder = lock.own("undo");
    if disk.look(&folder).map_err(unwritable)?.is_none_or(|look| !look.folder) {
        return Ok(());
    }
    disk.remove_file(&folder.join(name(number))).map_err(unwritable)?;
    disk.sync_folder(&folder).map_err(unwritable)
}

fn name(number: u64) -> String {
    format!("{number:08}.jsonl")
}

/// The numbers of the writes, the oldest first. A link in the folder's place leads elsewhere: there are none.
fn numbers(disk: &dyn Disk, folder: &Path) -> Result<Vec<u64>, Failure> {
    if disk.look(folder).map_err(unreadable)?.is_none_or(|look| !look.folder) {
        return Ok(Vec::new());
    }
    let names = disk.list(folder).map_err(unreadable)?;
    let mut out: Vec<u64> = names.iter().filter_map(|name| name.strip_suffix(".jsonl")?.parse().ok()).collect();
    out.retain(|number| names.contains(&name(*number)));
    out.sort_unstable();
    Ok(out)
}

fn unreadable(error: std::io::Error) -> Failure {
    Failure::file(".kehu/undo", Refusal::Read(error))
}

fn unwritable(error: std::io::Error) -> Failure {
    Failure::file(".kehu/undo", Refusal::Write(error))
}
