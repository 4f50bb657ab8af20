//! What a killed command left behind is completed or taken back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::calls::Disk;
use super::carry::{self, Aside, Theirs};
use super::failure::Failure;
use super::journal::Journal;
use super::lock::Lock;
use super::place;
use crate::edit::Refusal;
use crate::say;
use crate::words::Lang;

/// What was found and done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// The write that was completed.
    pub completed: Option<String>,
    /// The write that was taken back, because it could not be completed when it was made.
    pub taken_back: Option<String>,
    /// Files that somebody else changed in between.
    pub aside: Vec<Aside>,
}

impl Recovered {
    /// What was done, a line each; nothing when nothing had to be.
    #[must_use]
    pub fn words(&self, lang: Lang) -> Vec<String> {
        let mut out = Vec::new();
        if let Some(subject) = &self.completed {
            out.push(say!(lang, "已补完上次中断的写入：{subject}", "completed a write that was interrupted: {subject}"));
        }
        if let Some(subject) = &self.taken_back {
            out.push(say!(lang, "已收回上次未能完成的写入：{subject}", "took back a write that could not be completed: {subject}"));
        }
        out.extend(self.aside.iter().map(|Aside { path, ours }| match ours {
            Some(ours) => say!(
                lang,
                "{path} 其间被别的程序改动，保留了它现在的内容；本来要写入的在 `{ours}`，请自己合并",
                "{path} was changed by another program in between and stays as it is; what was to be written is in `{ours}`: merge it yourself"
            ),
            None => say!(
                lang,
                "{path} 其间被别的程序改动，没有删除；请看一下是否还需要",
                "{path} was changed by another program in between and was not removed; look whether it is still needed"
            ),
        }));
        out
    }
}

/// Whether a killed command seems to have left something behind: then an archive is not read before it is settled.
#[must_use]
pub fn is_unsettled(root: &Path) -> bool {
    ["intent", "journal"].iter().any(|name| super::lock::own(root, name).exists())
}

/// Completes or takes back what a killed command left. At the start of every command that writes, before it reads.
///
/// # Errors
/// When that is not possible; the next command tries again.
pub fn recover(lock: &Lock, disk: &dyn Disk) -> Result<Recovered, Failure> {
    let failed = |error| Failure::file(".kehu/journal", Refusal::Read(error));
    let mut out = Recovered::default();
    let intent = lock.own("intent");
    if disk.look(&intent).map_err(failed)?.is_some() {
        let journal = own_bytes(disk, &intent)?.as_deref().and_then(Journal::parse);
        withdraw(lock, disk, journal.as_ref())?;
    }
    let path = lock.own("journal");
    if disk.look(&path).map_err(failed)?.is_some() {
        let journal = own_bytes(disk, &path)?.as_deref().and_then(Journal::parse).ok_or(Failure::Journal)?;
        carry::carry(lock.root(), disk, &journal, Theirs::Leave(lock), &mut out.aside)?;
        carry::finish(lock, disk, &journal)?;
        let subject = Some(journal.head.subject);
        if journal.head.back {
            out.taken_back = subject;
        } else {
            out.completed = subject;
        }
    }
    Ok(out)
}

/// A file of ours; none when it is a link, which could lead anywhere.
pub(super) fn own_bytes(disk: &dyn Disk, path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    let failed = |error| Failure::file(".kehu", Refusal::Read(error));
    match disk.look(path).map_err(failed)? {
        Some(look) if !look.link && !look.folder => disk.read_whole(path).map_err(failed),
        _ => Ok(None),
    }
}

/// Removes what a write laid aside, the folders that it made, and its intent. None for an intent that is not whole: its write had not come
/// further.
pub(super) fn withdraw(lock: &Lock, disk: &dyn Disk, journal: Option<&Journal>) -> Result<(), Failure> {
    let failed = |error| Failure::file(".kehu/intent", Refusal::Write(error));
    let root = lock.root();
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    for file in journal.iter().flat_map(|journal| &journal.files) {
        let (Some(temp), Some(full)) = (&file.temp, place::trusted(root, disk, &file.at)) else { continue };
        disk.remove_file(&full.with_file_name(temp)).map_err(failed)?;
        folders.extend(full.parent().map(Path::to_owned));
    }
    for folder in journal.iter().flat_map(|journal| journal.head.folders.iter().rev()) {
        let Some(full) = place::trusted(root, disk, folder) else { continue };
        disk.remove_folder(&full).map_err(failed)?;
        folders.extend(full.parent().map(Path::to_owned));
    }
    for folder in folders {
        if disk.look(&folder).map_err(failed)?.is_some() {
            disk.sync_folder(&folder).map_err(failed)?;
        }
    }
    disk.remove_file(&lock.own("intent")).map_err(failed)?;
    disk.sync_folder(&lock.own("")).map_err(failed)
}
