//! What every test needs: an archive, changes of it, and what it looks like.

mod faults;
mod links;
mod locks;
mod takes_back;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;
use walkdir::WalkDir;

use super::{Lock, Note};
use crate::edit::change::{Change, FileChange};

pub(super) const MOMENT: Duration = Duration::ZERO;

/// Every file outside of our folder with its content, every folder with none.
pub(super) type Picture = BTreeMap<PathBuf, Option<String>>;

pub(super) fn archive() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in [
        ("kehu.toml", "format = 1\n"),
        ("staff.toml", "old staff\n"),
        ("customers/alt/customer.toml", "old alt\n"),
        ("customers/yunling/customer.toml", "old yunling\n"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

pub(super) fn file(path: &str, was: Option<&str>, now: Option<&str>) -> FileChange {
    FileChange { path: path.to_owned(), was: was.map(Into::into), now: now.map(Into::into) }
}

pub(super) fn change(files: Vec<FileChange>) -> Change {
    Change { files, subject: "云岭：改动".to_owned(), moved: Vec::new() }
}

pub(super) fn one() -> Change {
    change(vec![file("staff.toml", Some("old staff\n"), Some("new staff\n"))])
}

pub(super) fn two() -> Change {
    change(vec![
        file("customers/yunling/people/li.toml", None, Some("new li\n")),
        file("customers/yunling/customer.toml", Some("old yunling\n"), Some("new yunling\n")),
    ])
}

pub(super) fn four() -> Change {
    let mut files = two().files;
    files.extend(one().files);
    files.push(file("customers/alt/customer.toml", Some("old alt\n"), None));
    change(files)
}

pub(super) fn picture(root: &Path) -> Picture {
    let ours = |entry: &walkdir::DirEntry| entry.file_name() == ".kehu";
    let entries = WalkDir::new(root).min_depth(1).into_iter().filter_entry(|entry| !ours(entry)).map(|entry| entry.expect("readable"));
    entries
        .map(|entry| {
            let path = entry.path().strip_prefix(root).expect("below").to_owned();
            (path, entry.file_type().is_file().then(|| fs::read_to_string(entry.path()).expect("text")))
        })
        .collect()
}

/// What the archive looks like when the change is made.
pub(super) fn picture_after(change: &Change) -> Picture {
    let folder = archive();
    super::commit(&lock(folder.path()), &super::RealDisk, change, &note()).expect("written");
    let picture = picture(folder.path());
    for file in &change.files {
        let now = file.now.as_ref().map(|now| Some(String::from_utf8_lossy(now).into_owned()));
        assert_eq!(picture.get(Path::new(&file.path)), now.as_ref(), "{}", file.path);
    }
    picture
}

pub(super) fn lock(root: &Path) -> Lock {
    Lock::take(root, MOMENT).expect("locked")
}

pub(super) fn note() -> Note {
    Note { time: "2026-07-29".to_owned(), for_good: false }
}
