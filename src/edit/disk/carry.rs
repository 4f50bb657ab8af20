//! The files of a journal get their names. Every step can be done again: whoever is killed here is followed by somebody who does so.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::calls::Disk;
use super::failure::Failure;
use super::journal::{Entry, Journal, Print};
use super::lock::Lock;
use super::place;
use super::undo;
use crate::edit::Refusal;

/// A file that somebody else changed while a write was interrupted: theirs stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The file.
    pub path: String,
    /// Where ours was put, relative to the root; none when it was to be removed, or is the same.
    pub ours: Option<String>,
}

/// What to do about a file that somebody else changed.
#[derive(Clone, Copy)]
pub(super) enum Theirs<'l> {
    /// It ends the write.
    Stop,
    /// It stays, and ours is put into our folder.
    Leave(&'l Lock),
}

/// Gives the files their names, and brings that to the disk.
pub(super) fn carry(root: &Path, disk: &dyn Disk, journal: &Journal, theirs: Theirs<'_>, aside: &mut Vec<Aside>) -> Result<(), Failure> {
    let mut folders = BTreeSet::new();
    for file in &journal.files {
        let full = trusted(root, disk, &file.at)?;
        match one(disk, file, &full).map_err(|error| Failure::file(&*file.path, Refusal::Write(error)))? {
            Outcome::Done => {}
            Outcome::Theirs => match theirs {
                Theirs::Stop => return Err(Failure::file(&*file.path, Refusal::Changed)),
                Theirs::Leave(lock) => aside.push(put_aside(lock, disk, file, &full)?),
            },
        }
        folders.extend(full.parent().map(Path::to_owned));
        if file.temp.is_none() {
            clear(root, disk, &full, &mut folders).map_err(|error| Failure::file(&*file.path, Refusal::Write(error)))?;
        }
    }
    sync(root, disk, folders)
}

/// Brings the names in those of the folders to the disk that are still there.
fn sync(root: &Path, disk: &dyn Disk, folders: BTreeSet<PathBuf>) -> Result<(), Failure> {
    for folder in folders {
        let failed = |error| Failure::file(place::below(root, &folder).unwrap_or_default(), Refusal::Write(error));
        if disk.look(&folder).map_err(failed)?.is_some() {
            disk.sync_folder(&folder).map_err(failed)?;
        }
    }
    Ok(())
}

enum Outcome {
    Done,
    Theirs,
}

fn one(disk: &dyn Disk, file: &Entry, full: &Path) -> io::Result<Outcome> {
    let Some(temp) = &file.temp else {
        return Ok(match there(disk, full)? {
            There::Nothing => Outcome::Done,
            There::File(print) if file.was.as_ref() == Some(&print) => {
                disk.remove_file(full)?;
                Outcome::Done
            }
            _ => Outcome::Theirs,
        });
    };
    let temp = full.with_file_name(temp);
    // It has its name already.
    let Some(look) = disk.look(&temp)? else { return Ok(Outcome::Done) };
    if look.link || look.folder {
        return Err(ErrorKind::InvalidData.into());
    }
    match (there(disk, full)?, &file.was) {
        (There::Nothing, None) => match disk.rename_new(&temp, full) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(Outcome::Theirs),
            done => done?,
        },
        (There::File(print), Some(was)) if print == *was => disk.rename(&temp, full)?,
        // Made by a second name, and the first was not taken away.
        (There::File(print), _) if file.now.as_ref() == Some(&print) => disk.remove_file(&temp)?,
        _ => return Ok(Outcome::Theirs),
    }
    Ok(Outcome::Done)
}

/// What lies at the place of a file. The place has no links: one that is there now is somebody's change.
enum There {
    Nothing,
    File(Print),
    Other,
}

fn there(disk: &dyn Disk, full: &Path) -> io::Result<There> {
    let Some(look) = disk.look(full)? else { return Ok(There::Nothing) };
    if look.link || look.folder {
        return Ok(There::Other);
    }
    Ok(disk.read(full)?.map_or(There::Nothing, |bytes| There::File(Print::of(&bytes))))
}

fn trusted(root: &Path, disk: &dyn Disk, at: &str) -> Result<PathBuf, Failure> {
    place::trusted(root, disk, at).ok_or_else(|| Failure::file(at, Refusal::Outside))
}

/// Whether a file is what the write expects.
pub(super) fn is_as_it_was(root: &Path, disk: &dyn Disk, file: &Entry) -> Result<bool, Failure> {
    let there = there(disk, &trusted(root, disk, &file.at)?).map_err(|error| Failure::file(&*file.path, Refusal::Read(error)))?;
    Ok(match there {
        There::Nothing => file.was.is_none(),
        There::File(print) => file.was.as_ref() == Some(&print),
        There::Other => false,
    })
}

/// Whether a file has got its name, or is gone.
pub(super) fn is_done(root: &Path, disk: &dyn Disk, file: &Entry) -> Result<bool, Failure> {
    let full = trusted(root, disk, &file.at)?;
    let failed = |error| Failure::file(&*file.path, Refusal::Read(error));
    if let Some(temp) = &file.temp
        && disk.look(&full.with_file_name(temp)).map_err(failed)?.is_none()
    {
        return Ok(true);
    }
    Ok(match there(disk, &full).map_err(failed)? {
        There::Nothing => file.now.is_none(),
        There::File(print) => file.now.as_ref() == Some(&print),
        There::Other => false,
    })
}

/// Folders that became empty go, as git has it: an empty one in `customers/` would be a customer. The archive's own folders stay.
fn clear(root: &Path, disk: &dyn Disk, full: &Path, folders: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    let mut folder = full.parent();
    while let Some(here) = folder.filter(|here| here.parent().is_some_and(|above| above != root && above.starts_with(root))) {
        if !disk.remove_folder(here)? {
            break;
        }
        folder = here.parent();
        folders.extend(folder.map(Path::to_owned));
    }
    Ok(())
}

/// Ours goes into our folder, where no run takes it for a document.
fn put_aside(lock: &Lock, disk: &dyn Disk, file: &Entry, full: &Path) -> Result<Aside, Failure> {
    let failed = |error| Failure::file(&*file.path, Refusal::Write(error));
    let Some(temp) = &file.temp else { return Ok(Aside { path: file.path.clone(), ours: None }) };
    let temp = full.with_file_name(temp);
    let Some(bytes) = disk.read_whole(&temp).map_err(failed)? else { return Ok(Aside { path: file.path.clone(), ours: None }) };
    let mut folder = lock.own("");
    let (above, name) = file.at.rsplit_once('/').unwrap_or(("", &file.at));
    for part in std::iter::once("aside").chain(above.split('/').filter(|part| !part.is_empty())) {
        folder.push(part);
        if disk.look(&folder).map_err(failed)?.is_some_and(|look| !look.folder) {
            return Err(Failure::file(".kehu/aside", Refusal::Outside));
        }
        disk.make_folder(&folder).map_err(failed)?;
    }
    let mut number = 0;
    let path = loop {
        let name = if number == 0 { name.to_owned() } else { format!("{name}.{number}") };
        let path = folder.join(name);
        match disk.read_whole(&path).map_err(failed)? {
            None => {
                disk.write_new(&path, &bytes, Some(&temp)).map_err(failed)?;
                break path;
            }
            Some(there) if there == bytes => break path,
            Some(_) => number += 1,
        }
    };
    disk.sync_file(&path).map_err(failed)?;
    disk.sync_folder(&folder).map_err(failed)?;
    disk.remove_file(&temp).map_err(failed)?;
    let ours = path.strip_prefix(lock.root()).ok().map(|path| path.to_string_lossy().replace('\\', "/"));
    Ok(Aside { path: file.path.clone(), ours })
}

/// Nothing is left to complete: the journal becomes what the write can be taken back with, or goes.
pub(super) fn finish(lock: &Lock, disk: &dyn Disk, journal: &Journal) -> Result<(), Failure> {
    let failed = |error| Failure::file(".kehu/journal", Refusal::Write(error));
    let ours = lock.own("journal");
    let mut folders = BTreeSet::new();
    for path in &journal.head.discard {
        // The name is hidden, and one of ours; what is above it is neither.
        let (above, name) = path.rsplit_once('/').map_or(("", &**path), |(folder, name)| (&path[..=folder.len()], name));
        let beside = trusted(lock.root(), disk, &format!("{above}x"))?;
        disk.remove_file(&beside.with_file_name(name)).map_err(failed)?;
        folders.extend(beside.parent().map(Path::to_owned));
        clear(lock.root(), disk, &beside, &mut folders).map_err(failed)?;
    }
    sync(lock.root(), disk, folders)?;
    if journal.head.back {
        disk.remove_file(&ours).map_err(failed)?;
    } else if let Some(number) = journal.head.undoes {
        undo::remove(lock, disk, number)?;
        disk.remove_file(&ours).map_err(failed)?;
    } else {
        undo::push(lock, disk, &ours)?;
    }
    disk.sync_folder(&lock.own("")).map_err(failed)
}
