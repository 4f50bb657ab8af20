//! One file that somebody named, outside of what a [`Change`](crate::edit::change::Change) is: a baseline, say. Written over whole or not at
//! all, and only over what was read.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::calls::{Disk, RealDisk};
use super::journal;
use crate::archive::document;
use crate::edit::Refusal;
use crate::source::limits;

/// A document as it was read, for writing it anew.
#[derive(Clone, Debug)]
pub struct Original {
    root: PathBuf,
    /// Where it really lies, symbolic links followed: they stay links.
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Original {
    /// Reads the document at `path`, which is relative to the archive's root.
    ///
    /// # Errors
    /// When it cannot be read, is too large, or lies outside.
    pub fn read(root: &Path, path: &str) -> Result<Self, Refusal> {
        let root = root.canonicalize().map_err(Refusal::Read)?;
        let path = root.join(path).canonicalize().map_err(Refusal::Read)?;
        if !path.starts_with(&root) {
            return Err(Refusal::Outside);
        }
        let bytes = document::bytes(&path).map_err(Refusal::Read)?;
        if bytes.len() > limits::MAX_BYTES {
            return Err(Refusal::TooLarge);
        }
        Ok(Self { root, path, bytes })
    }

    /// What was read.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Puts `bytes` in its place: written aside in the same folder, brought to the disk, then renamed. A crash leaves the old or the new
    /// document, never a half.
    ///
    /// # Errors
    /// When it was changed since it was read, is read-only, or cannot be written; then it is as it was.
    pub fn replace(&self, bytes: &[u8]) -> Result<(), Refusal> {
        // Renaming would go over a read-only file without asking.
        if RealDisk.look(&self.path).map_err(Refusal::Write)?.is_some_and(|look| look.protected) {
            return Err(Refusal::Protected);
        }
        through(&self.path, bytes, Some(&self.path), |temp| {
            self.is_unchanged()?;
            RealDisk.rename(temp, &self.path).map_err(Refusal::Write)
        })
    }

    /// Looked at last of all, so that the time between looking and renaming is as short as can be.
    fn is_unchanged(&self) -> Result<(), Refusal> {
        let now = self.path.canonicalize().map_err(|_| Refusal::Changed)?;
        if !now.starts_with(&self.root) {
            return Err(Refusal::Outside);
        }
        let bytes = document::bytes(&now).map_err(|_| Refusal::Changed)?;
        if now != self.path || bytes != self.bytes { Err(Refusal::Changed) } else { Ok(()) }
    }
}

/// Puts a new file into a folder, whole or not at all, and never over one that is there.
///
/// # Errors
/// When there is one already, or it cannot be written.
pub fn create(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let path = folder.join(name);
    through(&path, bytes, None, |temp| {
        RealDisk.rename_new(temp, &path).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Refusal::Changed,
            _ => Refusal::Write(error),
        })
    })
}

/// Writes aside, lets it get its name, and leaves nothing behind when that fails.
fn through(path: &Path, bytes: &[u8], like: Option<&Path>, name: impl FnOnce(&Path) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let temp = path.with_file_name(journal::temp_name(journal::seed(), 0));
    let written = RealDisk.write_new(&temp, bytes, like).and_then(|()| RealDisk.sync_file(&temp)).map_err(Refusal::Write);
    if let Err(refusal) = written.and_then(|()| name(&temp)) {
        let _ = RealDisk.remove_file(&temp);
        return Err(refusal);
    }
    // The file itself is safe already.
    let _ = path.parent().map(|folder| RealDisk.sync_folder(folder));
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("staff.toml"), "old").expect("written");
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("readable")
            .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_document_is_replaced_and_nothing_is_left_beside_it() {
        let folder = folder();
        let original = Original::read(folder.path(), "staff.toml").expect("readable");
        assert_eq!(original.bytes(), b"old");
        original.replace(b"new").expect("written");
        assert_eq!(fs::read(folder.path().join("staff.toml")).expect("readable"), b"new");
        assert_eq!(names(folder.path()), ["staff.toml"]);
    }

    #[test]
    fn a_new_file_never_goes_over_another() {
        let folder = folder();
        create(folder.path(), "new.toml", b"new").expect("written");
        assert_eq!(fs::read(folder.path().join("new.toml")).expect("readable"), b"new");
        assert!(matches!(create(folder.path(), "staff.toml", b"new"), Err(Refusal::Changed)));
        assert_eq!(fs::read(folder.path().join("staff.toml")).expect("readable"), b"old");
        assert!(matches!(create(&folder.path().join("none"), "x", b""), Err(Refusal::Write(_))));
        assert_eq!(names(folder.path()), ["new.toml", "staff.toml"]);
    }

    #[test]
    fn what_changed_in_the_meantime_is_kept() {
        let folder = folder();
        let original = Original::read(folder.path(), "staff.toml").expect("readable");
        fs::write(folder.path().join("staff.toml"), "theirs").expect("written");
        assert!(matches!(original.replace(b"new"), Err(Refusal::Changed)));
        assert_eq!(fs::read(folder.path().join("staff.toml")).expect("readable"), b"theirs");
        assert_eq!(names(folder.path()), ["staff.toml"]);
        let mut permissions = fs::metadata(folder.path().join("staff.toml")).expect("there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(folder.path().join("staff.toml"), permissions).expect("set");
        let original = Original::read(folder.path(), "staff.toml").expect("readable");
        assert!(matches!(original.replace(b"new"), Err(Refusal::Protected)));
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_links_and_lead_nowhere_else() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (folder, other) = (folder(), folder());
        symlink(folder.path().join("staff.toml"), folder.path().join("link.toml")).expect("made");
        symlink(other.path().join("staff.toml"), folder.path().join("out.toml")).expect("made");
        symlink(other.path(), folder.path().join("elsewhere")).expect("made");
        fs::set_permissions(folder.path().join("staff.toml"), fs::Permissions::from_mode(0o640)).expect("set");
        Original::read(folder.path(), "link.toml").expect("readable").replace(b"new").expect("written");
        assert!(folder.path().join("link.toml").is_symlink());
        let meta = fs::metadata(folder.path().join("staff.toml")).expect("there");
        assert_eq!((meta.len(), meta.permissions().mode() & 0o777), (3, 0o640));
        for path in ["out.toml", "elsewhere/staff.toml", "../x"] {
            assert!(matches!(Original::read(folder.path(), path), Err(Refusal::Outside | Refusal::Read(_))), "{path}");
        }
        // A link put in the document's place after it was read.
        let original = Original::read(folder.path(), "staff.toml").expect("readable");
        fs::remove_file(folder.path().join("staff.toml")).expect("removed");
        fs::write(other.path().join("staff.toml"), "new").expect("written");
        symlink(other.path().join("staff.toml"), folder.path().join("staff.toml")).expect("made");
        assert!(matches!(original.replace(b"newer"), Err(Refusal::Outside)));
        assert_eq!(fs::read(other.path().join("staff.toml")).expect("readable"), b"new");
    }
}
