//! The calls of the file system that writing needs, so that a test can make each of them fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::archive::document;

/// What lies at a path; a symbolic link is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// A folder.
    pub folder: bool,
    /// A symbolic link.
    pub link: bool,
    /// Write-protected.
    pub protected: bool,
    /// How many bytes.
    pub len: u64,
    /// What others than the owner may do with it; nothing where the system has no such thing.
    pub others: u32,
}

/// The file system, as far as writing needs it.
pub trait Disk {
    /// What lies at `path`; none when nothing does.
    ///
    /// # Errors
    /// As the file system says.
    fn look(&self, path: &Path) -> io::Result<Option<Look>>;

    /// Where `path` really lies, symbolic links followed.
    ///
    /// # Errors
    /// As the file system says.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;

    /// The bytes of a document, never more than one over the limit; none when it is not there.
    ///
    /// # Errors
    /// As the file system says.
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;

    /// All bytes of a file of ours; none when it is not there.
    ///
    /// # Errors
    /// As the file system says.
    fn read_whole(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;

    /// The names in a folder, sorted; none when it is not there.
    ///
    /// # Errors
    /// As the file system says.
    fn list(&self, path: &Path) -> io::Result<Vec<String>>;

    /// Makes a folder. One that is there already is fine.
    ///
    /// # Errors
    /// As the file system says.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Writes a file that must not be there yet; it gets the permissions and the owner of `like`, as far as the system allows.
    ///
    /// # Errors
    /// As the file system says. What was begun may lie there.
    fn write_new(&self, path: &Path, bytes: &[u8], like: Option<&Path>) -> io::Result<()>;

    /// Brings a file to the disk.
    ///
    /// # Errors
    /// As the file system says.
    fn sync_file(&self, path: &Path) -> io::Result<()>;

    /// Gives a file another name, over what is there.
    ///
    /// # Errors
    /// As the file system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file another name, never over what is there.
    ///
    /// # Errors
    /// As the file system says: that something is there already, too.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file. One that is gone already is fine.
    ///
    /// # Errors
    /// As the file system says.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder when it is empty; whether it is gone.
    ///
    /// # Errors
    /// As the file system says.
    fn remove_folder(&self, path: &Path) -> io::Result<bool>;

    /// Brings the names in a folder to the disk.
    ///
    /// # Errors
    /// As the file system says.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// The file system that there is.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn look(&self, path: &Path) -> io::Result<Option<Look>> {
        let meta = match fs::symlink_metadata(path) {
            Err(error) => return missing(error).map(|()| None),
            Ok(meta) => meta,
        };
        Ok(Some(Look {
            folder: meta.is_dir(),
            link: meta.is_symlink(),
            protected: !meta.is_dir() && !meta.is_symlink() && meta.permissions().readonly(),
            len: meta.len(),
            others: others(&meta),
        }))
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        document::bytes(path).map_or_else(|error| missing(error).map(|()| None), |bytes| Ok(Some(bytes)))
    }

    fn read_whole(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        fs::read(path).map_or_else(|error| missing(error).map(|()| None), |bytes| Ok(Some(bytes)))
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(path) {
            Err(error) => return missing(error).map(|()| Vec::new()),
            Ok(entries) => entries,
        };
        let names = entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
        let mut names = names.collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        match fs::create_dir(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            done => done,
        }
    }

    fn write_new(&self, path: &Path, bytes: &[u8], like: Option<&Path>) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let like = like.map(fs::metadata).transpose()?;
        // Until it is its owner's again, nobody else may look into it. A new file may be read by whoever may read the others.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, if like.is_some() { 0o600 } else { 0o666 });
        let mut file = options.open(path)?;
        file.write_all(bytes)?;
        if let Some(meta) = like {
            keep_owner(path, &meta);
            file.set_permissions(meta.permissions())?;
        }
        Ok(())
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        // Windows syncs only what is open for writing.
        let file = if cfg!(windows) { OpenOptions::new().write(true).open(path)? } else { File::open(path)? };
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        TempPath::try_from_path(from)?.persist_noclobber(to).map_err(|failed| {
            // Dropped, it would be removed: what becomes of it is the caller's to say.
            let _ = failed.path.keep();
            failed.error
        })
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path).or_else(missing)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<bool> {
        match fs::remove_dir(path) {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(false),
            Err(error) => missing(error).map(|()| true),
            Ok(()) => Ok(true),
        }
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if cfg!(not(unix)) {
            return Ok(());
        }
        match File::open(path).and_then(|folder| folder.sync_all()) {
            // Some file systems have no such call: they do it by themselves or not at all.
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
            done => done,
        }
    }
}

#[cfg(unix)]
fn others(meta: &fs::Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o077
}

#[cfg(not(unix))]
fn others(_: &fs::Metadata) -> u32 {
    0
}

/// Nothing there is an answer, too.
fn missing(error: io::Error) -> io::Result<()> {
    if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

/// In a shared folder the file stays its owner's and group's, as far as the system allows.
#[cfg(unix)]
fn keep_owner(path: &Path, meta: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    // The group alone may be given away by others than root.
    if chown(path, Some(meta.uid()), Some(meta.gid())).is_err() {
        let _ = chown(path, None, Some(meta.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &fs::Metadata) {}
