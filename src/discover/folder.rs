//! An open folder: its entries, and its files by their names alone. Thousands of small files are opened, and a path that the system has to
//! walk down again for each of them costs a tenth of reading it.

use std::fs::File;
use std::io;
use std::path::Path;

/// What an entry of a folder is. Devices, pipes and sockets are none: opening one may wait for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link to whatever.
    Link,
}

/// A folder that is open for reading.
#[derive(Debug)]
pub struct Folder(place::Place);

impl Folder {
    /// Opens a folder.
    ///
    /// # Errors
    /// As the file system says.
    pub fn open(path: &Path) -> io::Result<Self> {
        place::open(path).map(Self)
    }

    /// Opens a folder in it.
    ///
    /// # Errors
    /// As the file system says.
    pub fn below(&self, name: &str) -> io::Result<Self> {
        place::below(&self.0, name).map(Self)
    }

    /// Opens a file in it for reading.
    ///
    /// # Errors
    /// As the file system says.
    pub fn file(&self, name: &str) -> io::Result<File> {
        place::file(&self.0, name)
    }

    /// Visits every entry that is not hidden, in no order; none where the folder cannot be listed.
    pub fn each(&self, mut visit: impl FnMut(&str, Entry)) {
        place::each(&self.0, &mut |name, entry| {
            if !name.starts_with('.') {
                visit(name, entry);
            }
        });
    }
}

#[cfg(target_os = "linux")]
mod place {
    use std::fs::File;
    use std::io;
    use std::mem::MaybeUninit;
    use std::os::fd::OwnedFd;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, RawDir, openat, statat};

    use super::Entry;

    pub(super) type Place = OwnedFd;

    /// Room for about a hundred entries at a time.
    const ROOM: usize = 4096;

    const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

    pub(super) fn open(path: &Path) -> io::Result<Place> {
        Ok(openat(CWD, path, FOLDER, Mode::empty())?)
    }

    pub(super) fn below(place: &Place, name: &str) -> io::Result<Place> {
        Ok(openat(place, name, FOLDER, Mode::empty())?)
    }

    pub(super) fn file(place: &Place, name: &str) -> io::Result<File> {
        Ok(File::from(openat(place, name, OFlags::RDONLY.union(OFlags::CLOEXEC), Mode::empty())?))
    }

    pub(super) fn each(place: &Place, visit: &mut dyn FnMut(&str, Entry)) {
        let mut room = [MaybeUninit::uninit(); ROOM];
        let mut entries = RawDir::new(place, &mut room);
        while let Some(Ok(entry)) = entries.next() {
            let kind = match entry.file_type() {
                // Some file systems do not say it in the list.
                FileType::Unknown => {
                    let stat = statat(place, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW);
                    stat.map_or(FileType::Unknown, |stat| FileType::from_raw_mode(stat.st_mode))
                }
                kind => kind,
            };
            let kind = match kind {
                FileType::RegularFile => Entry::File,
                FileType::Directory => Entry::Folder,
                FileType::Symlink => Entry::Link,
                _ => continue,
            };
            visit(&entry.file_name().to_string_lossy(), kind);
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod place {
    use std::fs::File;
    use std::io;
    use std::path::{Path, PathBuf};

    use super::Entry;

    pub(super) type Place = PathBuf;

    pub(super) fn open(path: &Path) -> io::Result<Place> {
        path.read_dir().map(|_| path.to_owned())
    }

    pub(super) fn below(place: &Place, name: &str) -> io::Result<Place> {
        open(&place.join(name))
    }

    pub(super) fn file(place: &Place, name: &str) -> io::Result<File> {
        File::open(place.join(name))
    }

    pub(super) fn each(place: &Place, visit: &mut dyn FnMut(&str, Entry)) {
        let Ok(entries) = place.read_dir() else { return };
        for entry in entries.filter_map(Result::ok) {
            let Ok(kind) = entry.file_type() else { continue };
            let kind = match kind {
                kind if kind.is_file() => Entry::File,
                kind if kind.is_dir() => Entry::Folder,
                kind if kind.is_symlink() => Entry::Link,
                _ => continue,
            };
            visit(&entry.file_name().to_string_lossy(), kind);
        }
    }
}
