//! A result that goes to a file somebody named: the old one stays until the new one is whole.

use std::fs;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use super::calls::{Disk, RealDisk};
use super::journal;

/// Writes a file, over what is there: aside in the same folder, then renamed. Symbolic links stay links; what is no file (a pipe, a device)
/// is written to as it is.
///
/// # Errors
/// As the file system says; then the old file is as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let old = match fs::metadata(path) {
        Ok(meta) => Some(meta),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let dangling = old.is_none() && path.is_symlink();
    if dangling || old.as_ref().is_some_and(|meta| !meta.is_file()) {
        return fs::write(path, bytes);
    }
    if old.as_ref().is_some_and(|meta| meta.permissions().readonly()) {
        // Renaming would go over it without asking.
        return Err(Error::from(ErrorKind::PermissionDenied));
    }
    let real: PathBuf = if old.is_some() { path.canonicalize()? } else { path.to_owned() };
    let temp = real.with_file_name(journal::temp_name(journal::seed(), 0));
    let like = old.is_some().then_some(real.as_path());
    let aside = RealDisk.write_new(&temp, bytes, like).and_then(|()| RealDisk.rename(&temp, &real));
    if aside.is_ok() {
        return Ok(());
    }
    let _ = RealDisk.remove_file(&temp);
    // In a folder that takes no new files the file itself may be written to; where it does not, that says why.
    if old.is_some() { fs::write(&real, bytes) } else { aside }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        RealDisk.list(folder).expect("a folder")
    }

    #[test]
    fn a_file_is_made_and_written_over() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.csv");
        for text in ["one", "two"] {
            write(&path, text.as_bytes()).expect("written");
            assert_eq!(fs::read_to_string(&path).expect("there"), text);
        }
        assert_eq!(names(folder.path()), ["a.csv"]);
        assert!(write(&folder.path().join("none/a.csv"), b"").is_err());
        assert!(write(folder.path(), b"").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_permissions_and_devices_stay_what_they_are() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (path, link) = (folder.path().join("a.csv"), folder.path().join("link.csv"));
        write(&path, b"one").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        symlink("a.csv", &link).expect("made");
        write(&link, b"two").expect("written");
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&path).expect("there"), "two");
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
        write(Path::new("/dev/null"), b"gone").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).expect("set");
        assert_eq!(write(&path, b"three").expect_err("protected").kind(), ErrorKind::PermissionDenied);
        assert_eq!(names(folder.path()), ["a.csv", "link.csv"]);
    }
}
