//! A change is written, all of it or nothing.
//!
//! 1. `.kehu/intent` says what will be done: whoever finds it takes everything back.
//! 2. The new contents are written aside and brought to the disk.
//! 3. The intent is renamed and is the journal: from now on whoever finds it completes the write.
//! 4. The files get their names.
//! 5. The journal is renamed and is what the write can be taken back with.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::calls::Disk;
use super::carry::{self, Theirs};
use super::failure::Failure;
use super::journal::{Content, Entry, Head, Journal, Print, seed, temp_name};
use super::lock::Lock;
use super::place::Place;
use super::recover::{self, Recovered};
use super::undo::{self, Undo};
use crate::edit::Refusal;
use crate::edit::change::{Change, FileChange};
use crate::source::limits;

/// What is noted of a write besides its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// When, as the caller says it.
    pub time: String,
    /// It cannot be taken back, and nothing of what was there is kept, of earlier writes of these files neither: somebody's data is erased.
    pub for_good: bool,
}

/// Writes a change. What a killed command left is completed first; that is what is returned.
///
/// # Errors
/// When something is in the way. Save for [`Failure::Halfway`] everything is then as it was.
pub fn commit(lock: &Lock, disk: &dyn Disk, change: &Change, note: &Note) -> Result<Recovered, Failure> {
    write(lock, disk, change, note, None)
}

/// Takes a write back; the next one to be taken back is then the one before.
///
/// # Errors
/// As [`commit`].
pub fn take_back(lock: &Lock, disk: &dyn Disk, undo: &Undo) -> Result<Recovered, Failure> {
    write(lock, disk, &undo.change, &Note::default(), Some(undo.number))
}

fn write(lock: &Lock, disk: &dyn Disk, change: &Change, note: &Note, undoes: Option<u64>) -> Result<Recovered, Failure> {
    let recovered = recover::recover(lock, disk)?;
    let files: Vec<&FileChange> = change.files.iter().filter(|file| file.was != file.now).collect();
    if files.is_empty() {
        return Ok(recovered);
    }
    let places = places(lock, disk, &files)?;
    for file in &files {
        if note.for_good || is_sealed(change, file) {
            undo::forget(lock, disk, &file.path)?;
        }
    }
    let keep = |file: &FileChange| !note.for_good && undoes.is_none() && !is_sealed(change, file);
    let journal = journal(change, &files, &places, note, undoes, &keep);
    let like = files.iter().zip(&places).filter(|(_, place)| place.exists).min_by_key(|(_, place)| place.others);
    let like = like.map(|(_, place)| lock.root().join(&place.at));
    let contents: Vec<Option<&[u8]>> = files.iter().map(|file| file.now.as_deref()).collect();
    let ready = prepare(lock, disk, &journal, &contents, like.as_deref()).and_then(|()| {
        recheck(lock, disk, &journal)?;
        begin(lock, disk)
    });
    if let Err(failure) = ready {
        return Err(if abandon(lock, disk, &journal).is_ok() { failure } else { halfway(failure) });
    }
    if let Err(failure) = carry::carry(lock.root(), disk, &journal, Theirs::Stop, &mut Vec::new()) {
        let back = turn_back(lock, disk, &journal, &files);
        return Err(if back.is_ok() { failure } else { halfway(failure) });
    }
    // Everything is in its place and on the disk. What fails from here on is done by the next command.
    let _ = carry::finish(lock, disk, &journal);
    Ok(recovered)
}

/// A sheet that goes and comes again encrypted: its plain text is kept nowhere.
fn is_sealed(change: &Change, file: &FileChange) -> bool {
    let sealed = |other: &FileChange| other.now.is_some() && other.path.strip_suffix(".age") == Some(&file.path);
    file.now.is_none() && change.files.iter().any(sealed)
}

fn halfway(failure: Failure) -> Failure {
    match failure {
        Failure::File { path, why: Refusal::Read(error) | Refusal::Write(error) } => Failure::Halfway { path, error },
        Failure::File { path, .. } => Failure::Halfway { path, error: io::ErrorKind::ResourceBusy.into() },
        other => other,
    }
}

/// Where the files lie; each is what was read, and may be written.
fn places(lock: &Lock, disk: &dyn Disk, files: &[&FileChange]) -> Result<Vec<Place>, Failure> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::with_capacity(files.len());
    for file in files {
        let refused = |why| Err(Failure::file(&*file.path, why));
        let place = Place::find(lock.root(), disk, &file.path)?;
        let there = if place.exists {
            disk.read(&lock.root().join(&place.at)).map_err(|error| Failure::file(&*file.path, Refusal::Read(error)))?
        } else {
            None
        };
        if there != file.was {
            return refused(Refusal::Changed);
        }
        // Renaming would go over a read-only file without asking.
        if place.protected {
            return refused(Refusal::Protected);
        }
        if !seen.insert(place.at.clone()) || (place.link && file.now.is_none()) {
            return refused(Refusal::Linked);
        }
        if file.now.as_ref().is_some_and(|now| now.len() > limits::MAX_BYTES) {
            return refused(Refusal::TooLarge);
        }
        out.push(place);
    }
    Ok(out)
}

fn journal(
    change: &Change,
    files: &[&FileChange],
    places: &[Place],
    note: &Note,
    undoes: Option<u64>,
    keep: &dyn Fn(&FileChange) -> bool,
) -> Journal {
    let seed = seed();
    let entry = |(number, (file, place)): (usize, (&&FileChange, &Place))| Entry {
        path: file.path.clone(),
        at: place.at.clone(),
        temp: file.now.as_ref().map(|_| temp_name(seed, number)),
        was: file.was.as_deref().map(Print::of),
        now: file.now.as_deref().map(Print::of),
        before: file.was.as_deref().filter(|_| keep(file)).map(Content::of),
    };
    let entries = files.iter().zip(places).enumerate().map(entry).collect();
    let folders: BTreeSet<&String> =
        places.iter().zip(files).filter(|(_, file)| file.now.is_some()).flat_map(|(place, _)| &place.missing).collect();
    let head = Head {
        subject: change.subject.clone(),
        time: note.time.clone(),
        undoes,
        folders: folders.into_iter().cloned().collect(),
        moved: change.moved.clone(),
        ..Head::default()
    };
    Journal::new(head, entries)
}

/// Steps 1 and 2.
fn prepare(lock: &Lock, disk: &dyn Disk, journal: &Journal, contents: &[Option<&[u8]>], like: Option<&Path>) -> Result<(), Failure> {
    let intent = lock.own("intent");
    let own = |error| Failure::file(".kehu/intent", Refusal::Write(error));
    let bytes = journal.bytes().map_err(own)?;
    // It holds what the files hold: nobody may read it who may not read those.
    disk.write_new(&intent, &bytes, like).map_err(own)?;
    disk.sync_file(&intent).map_err(own)?;
    disk.sync_folder(&lock.own("")).map_err(own)?;
    let root = lock.root();
    for folder in &journal.head.folders {
        let failed = |error| Failure::file(&**folder, Refusal::Write(error));
        let full = root.join(folder);
        disk.make_folder(&full).map_err(failed)?;
        disk.sync_folder(full.parent().unwrap_or(root)).map_err(failed)?;
    }
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    for (file, content) in journal.files.iter().zip(contents) {
        let (Some(temp), Some(content)) = (&file.temp, content) else { continue };
        let failed = |error| Failure::file(&*file.path, Refusal::Write(error));
        let target = root.join(&file.at);
        let temp = target.with_file_name(temp);
        let like = disk.look(&target).map_err(failed)?.map(|_| target.as_path());
        disk.write_new(&temp, content, like).map_err(failed)?;
        disk.sync_file(&temp).map_err(failed)?;
        folders.extend(target.parent().map(Path::to_owned));
    }
    for folder in folders {
        disk.sync_folder(&folder).map_err(own)?;
    }
    Ok(())
}

/// Looked at last of all, so that nothing has to be taken back when somebody changed a file.
fn recheck(lock: &Lock, disk: &dyn Disk, journal: &Journal) -> Result<(), Failure> {
    for file in &journal.files {
        if !carry::is_as_it_was(lock.root(), disk, file)? {
            return Err(Failure::file(&*file.path, Refusal::Changed));
        }
    }
    Ok(())
}

/// Step 3.
fn begin(lock: &Lock, disk: &dyn Disk) -> Result<(), Failure> {
    let failed = |error| Failure::file(".kehu/journal", Refusal::Write(error));
    disk.rename(&lock.own("intent"), &lock.own("journal")).map_err(failed)?;
    disk.sync_folder(&lock.own("")).map_err(failed)
}

/// Nothing has its name yet: everything goes as if it had not been.
fn abandon(lock: &Lock, disk: &dyn Disk, journal: &Journal) -> Result<(), Failure> {
    let failed = |error| Failure::file(".kehu/journal", Refusal::Write(error));
    // First of all it must not be completed any more.
    if disk.look(&lock.own("journal")).map_err(failed)?.is_some() {
        disk.rename(&lock.own("journal"), &lock.own("intent")).map_err(failed)?;
        disk.sync_folder(&lock.own("")).map_err(failed)?;
    }
    recover::withdraw(lock, disk, Some(journal))
}

/// Some have their names and others cannot have them: a write of its own that gives those back what they had.
fn turn_back(lock: &Lock, disk: &dyn Disk, journal: &Journal, files: &[&FileChange]) -> Result<(), Failure> {
    let root = lock.root();
    let seed = seed();
    let (mut entries, mut contents, mut discard) = (Vec::new(), Vec::new(), Vec::new());
    let mut folders = BTreeSet::new();
    for (number, (entry, file)) in journal.files.iter().zip(files).enumerate() {
        discard.extend(entry.temp.as_ref().map(|temp| beside(&entry.at, temp)));
        if !carry::is_done(root, disk, entry)? {
            continue;
        }
        if file.was.is_some() {
            folders.extend(missing_above(root, disk, &entry.at)?);
        }
        contents.push(file.was.as_deref());
        let (temp, was, now) = (file.was.as_ref().map(|_| temp_name(seed, number)), entry.now.clone(), entry.was.clone());
        entries.push(Entry { path: entry.path.clone(), at: entry.at.clone(), temp, was, now, before: None });
    }
    if entries.is_empty() {
        return abandon(lock, disk, journal);
    }
    let head = Head { back: true, folders: folders.into_iter().collect(), discard, ..journal.head.clone() };
    let back = Journal::new(Head { undoes: None, ..head }, entries);
    prepare(lock, disk, &back, &contents, None)?;
    begin(lock, disk)?;
    carry::carry(root, disk, &back, Theirs::Leave(lock), &mut Vec::new())?;
    carry::finish(lock, disk, &back)
}

/// A name in the folder of `at`.
fn beside(at: &str, name: &str) -> String {
    at.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

/// The folders above `at` that are not there.
fn missing_above(root: &Path, disk: &dyn Disk, at: &str) -> Result<Vec<String>, Failure> {
    let mut out = Vec::new();
    for (end, _) in at.match_indices('/') {
        let folder = &at[..end];
        let look = disk.look(&root.join(folder)).map_err(|error| Failure::file(folder, Refusal::Read(error)))?;
        if look.is_none() {
            out.push(folder.to_owned());
        }
    }
    Ok(out)
}
