//! One writer at a time. The lock is the system's: it is gone with the process that held it, however that ended.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::calls::{Disk, RealDisk};
use super::failure::Failure;
use crate::edit::Refusal;

/// How long a command waits for another one.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// How long it sleeps before it tries again.
const NAP: Duration = Duration::from_millis(5);

/// Our folder in an archive.
const FOLDER: &str = ".kehu";

/// The right to change an archive. Dropped, the next one has it.
#[derive(Debug)]
pub struct Lock {
    root: PathBuf,
    /// The lock lasts as long as this is open.
    _file: File,
}

impl Lock {
    /// Waits for its turn, but not longer than `wait`.
    ///
    /// # Errors
    /// When somebody else does not finish, or our folder cannot be made.
    pub fn take(root: &Path, wait: Duration) -> Result<Self, Failure> {
        let at = |path: &str| {
            let path = path.to_owned();
            move |error| Failure::file(path, Refusal::Write(error))
        };
        let root = root.canonicalize().map_err(at(FOLDER))?;
        let folder = own_folder(&root)?;
        let (path, shown) = (folder.join("lock"), ".kehu/lock");
        let mut waited = Duration::ZERO;
        loop {
            if RealDisk.look(&path).map_err(at(shown))?.is_some_and(|look| look.link || look.folder) {
                return Err(Failure::file(shown, Refusal::Outside));
            }
            let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(at(shown))?;
            match file.try_lock() {
                Ok(()) if is_still_there(&file, &path) => {
                    // Only a help for whoever waits: without it the lock is the same.
                    let _ = sign(&mut file);
                    return Ok(Self { root, _file: file });
                }
                // Somebody cleared our folder away: the lock of a file that nobody else finds is none.
                Ok(()) => {}
                Err(TryLockError::Error(error)) => return Err(at(shown)(error)),
                Err(TryLockError::WouldBlock) if waited >= wait => {
                    return Err(Failure::Locked { holder: holder(&mut file), seconds: wait.as_secs() });
                }
                Err(TryLockError::WouldBlock) => {}
            }
            thread::sleep(NAP);
            waited += NAP;
            if !folder.is_dir() {
                own_folder(&root)?;
            }
        }
    }

    /// The archive's root, symbolic links followed.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file in our folder.
    pub(super) fn own(&self, name: &str) -> PathBuf {
        self.root.join(FOLDER).join(name)
    }
}

/// A file in our folder of the archive at `root`.
pub(super) fn own(root: &Path, name: &str) -> PathBuf {
    root.join(FOLDER).join(name)
}

/// Our folder, made when there is none. It ignores itself; a link in its place could lead anywhere.
fn own_folder(root: &Path) -> Result<PathBuf, Failure> {
    let failed = |error| Failure::file(FOLDER, Refusal::Write(error));
    let folder = root.join(FOLDER);
    let look = RealDisk.look(&folder).map_err(failed)?;
    if look.is_some_and(|look| !look.folder) {
        return Err(Failure::file(FOLDER, Refusal::Outside));
    }
    if look.is_none() {
        RealDisk.make_folder(&folder).map_err(failed)?;
        RealDisk.sync_folder(root).map_err(failed)?;
    }
    let ignore = folder.join(".gitignore");
    match RealDisk.write_new(&ignore, b"*\n", None) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(failed(error)),
        _ => Ok(folder),
    }
}

/// Whether the file that was opened is the one at the path.
#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(ours), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (ours.dev(), ours.ino()) == (there.dev(), there.ino())
}

/// An open file cannot be removed there.
#[cfg(not(unix))]
fn is_still_there(_: &File, path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

/// The process that has it, where the system lets us read that.
fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(20).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
