//! A folder that is written whole or not at all: beside its place, then under its name. One that is there is taken over only when this
//! program made it of the same thing, and holds nothing else.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Names what a folder is, and the files that it was written with.
pub(super) const LIST: &str = ".kehu-pack";
/// A list is not longer.
const LONGEST: u64 = 1 << 20;

/// What lies at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum There {
    /// Nothing, or an empty folder.
    Nothing,
    /// A folder that was made of this; and what else lies in it.
    Ours(String, Vec<String>),
    /// A folder with other things in it.
    Folder,
    /// A file.
    File,
}

/// Looks at a place.
pub(super) fn look(path: &Path) -> io::Result<There> {
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(There::Nothing),
        Err(error) => return Err(error),
    };
    if !meta.is_dir() {
        return Ok(There::File);
    }
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(path)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    if names.is_empty() {
        return Ok(There::Nothing);
    }
    let Some((about, files)) = list(path) else { return Ok(There::Folder) };
    names.retain(|name| name != LIST && !files.contains(name));
    Ok(There::Ours(about, names))
}

/// What the list of a folder says: of what it was made, and its files.
fn list(path: &Path) -> Option<(String, Vec<String>)> {
    let mut text = String::new();
    File::open(path.join(LIST)).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
    let mut lines = text.lines();
    let about = lines.next()?.strip_prefix("kehu ")?.to_owned();
    Some((about, lines.map(str::to_owned).collect()))
}

/// Writes a folder of these files in the place of what is there. `about`: of what it is made, one line.
pub(super) fn write(target: &Path, about: &str, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    // A link to a folder stays a link.
    let target = &target.canonicalize().unwrap_or_else(|_| target.to_owned());
    let (parent, name) = (target.parent().unwrap_or(Path::new(".")), target.file_name().unwrap_or_default().to_string_lossy().into_owned());
    fs::create_dir_all(parent)?;
    let prefix = format!(".{name}.kehu-");
    sweep(parent, &prefix);
    let staged = Staged::new(parent, &prefix)?;
    for (file, bytes) in files {
        fs::write(staged.path.join(file), bytes)?;
    }
    staged.name(target, about, files)
}

/// A folder in the making; removed unless it gets its name.
struct Staged {
    path: PathBuf,
    /// Held as long as its writer lives: who sweeps sees whether it still does.
    list: File,
}

impl Staged {
    fn new(parent: &Path, prefix: &str) -> io::Result<Self> {
        let mut named = tempfile::Builder::new();
        named.prefix(prefix).rand_bytes(8);
        // As any folder that is made here, not its owner's alone.
        #[cfg(unix)]
        named.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let path = named.tempdir_in(parent)?.keep();
        // Held before it has the name by which others look for it.
        let begun = path.join(".begun");
        let list = File::create_new(&begun).inspect_err(|_| drop(fs::remove_dir_all(&path)))?;
        // Where the system has no locks nobody sweeps either.
        let _ = list.try_lock();
        let staged = Self { path, list };
        fs::rename(begun, staged.path.join(LIST))?;
        Ok(staged)
    }

    fn name(mut self, target: &Path, about: &str, files: &[(String, Vec<u8>)]) -> io::Result<()> {
        let names: String = files.iter().map(|(name, _)| format!("{name}\n")).collect();
        self.list.write_all(format!("kehu {about}\n{names}").as_bytes())?;
        if let Ok(old) = fs::metadata(target) {
            fs::set_permissions(&self.path, old.permissions())?;
        }
        // Some rounds: another run may be putting its own there at the same time.
        let mut refused = ErrorKind::ResourceBusy;
        for _ in 0..100 {
            match fs::rename(&self.path, target) {
                Ok(()) => return Ok(()),
                Err(error) if !is_in_the_way(&error, target) => return Err(error),
                Err(_) => {}
            }
            // What came there since it was looked at is not ours to remove.
            match look(target)? {
                There::Ours(other, extra) if other == about && extra.is_empty() => {}
                There::Nothing => {
                    // Some systems put nothing in the place of an empty folder either.
                    let _ = fs::remove_dir(target);
                    continue;
                }
                // Looked at while another run was putting its own there: once more.
                _ => {
                    refused = ErrorKind::AlreadyExists;
                    std::thread::sleep(std::time::Duration::from_millis(2));
                    continue;
                }
            }
            if swap(&self.path, target).is_ok() {
                // What was there now lies aside, and goes with `self`.
                return Ok(());
            }
        }
        Err(refused.into())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        let _ = self.list.unlock();
        // After it got its name nothing is there any more, or what it took the place of.
        remove(&self.path);
    }
}

/// The list goes last: what is killed here can still be swept.
fn remove(path: &Path) {
    let Ok(entries) = fs::read_dir(path) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name() != LIST) {
        let _ = fs::remove_file(entry.path());
    }
    let _ = fs::remove_dir_all(path);
}

fn is_in_the_way(error: &io::Error, target: &Path) -> bool {
    matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists | ErrorKind::PermissionDenied) && target.is_dir()
}

/// Puts one folder in the place of another, which then lies where the first was.
fn swap(new: &Path, target: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    // Swept like any other when this run is killed.
    let aside = new.with_file_name(format!("{}-old", new.file_name().unwrap_or_default().to_string_lossy()));
    fs::rename(target, &aside)?;
    match fs::rename(new, target) {
        Ok(()) => {
            remove(&aside);
            Ok(())
        }
        Err(error) => {
            // As it was; unless another run has put its own there.
            let _ = fs::rename(&aside, target).inspect_err(|_| remove(&aside));
            Err(error)
        }
    }
}

/// Removes what killed runs left behind: nobody holds its list any more.
fn sweep(parent: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix)) {
        let Ok(list) = File::open(entry.path().join(LIST)) else { continue };
        if list.try_lock().is_ok() {
            remove(&entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<(String, Vec<u8>)> {
        names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).expect("readable").map(|one| one.expect("readable").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_written_and_written_over() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let target = place.path().join("包");
        assert_eq!(look(&target).expect("looked"), There::Nothing);
        write(&target, "monthly 2026-06", &files(&["a", "b"])).expect("written");
        assert_eq!(names(&target), [LIST, "a", "b"]);
        write(&target, "monthly 2026-06", &files(&["c"])).expect("written");
        assert_eq!(names(&target), [LIST, "c"]);
        assert_eq!(names(place.path()), ["包"]);
        assert_eq!(look(&target).expect("looked"), There::Ours("monthly 2026-06".to_owned(), Vec::new()));
        fs::write(target.join("notes.txt"), "mine").expect("written");
        assert_eq!(look(&target).expect("looked"), There::Ours("monthly 2026-06".to_owned(), vec!["notes.txt".to_owned()]));
        assert_eq!(look(&target.join("c")).expect("looked"), There::File);
        assert_eq!(look(place.path()).expect("looked"), There::Folder);
    }

    #[test]
    fn an_empty_folder_becomes_it_and_what_was_left_behind_goes() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let target = place.path().join("x");
        fs::create_dir(&target).expect("made");
        let left = place.path().join(".x.kehu-dead");
        fs::create_dir(&left).expect("made");
        fs::write(left.join(LIST), "").expect("written");
        write(&target, "m", &files(&["a"])).expect("written");
        assert_eq!(names(place.path()), ["x"]);
        assert_eq!(names(&target), [LIST, "a"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let place = tempfile::tempdir().expect("a temporary folder");
        let (target, link) = (place.path().join("x"), place.path().join("link"));
        fs::create_dir(&target).expect("made");
        fs::set_permissions(&target, fs::Permissions::from_mode(0o750)).expect("set");
        symlink("x", &link).expect("made");
        for name in ["a", "b"] {
            write(&link, "m", &files(&[name])).expect("written");
            assert_eq!(names(&target), [LIST, name]);
        }
        assert!(link.is_symlink());
        assert_eq!(fs::metadata(&target).expect("there").permissions().mode() & 0o777, 0o750);
        assert_eq!(names(place.path()), ["link", "x"]);
    }

    #[test]
    fn runs_at_the_same_time_do_not_mix() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let target = place.path().join("x");
        std::thread::scope(|scope| {
            for at in 0..8 {
                let target = &target;
                scope.spawn(move || {
                    let own = [format!("{at}-a"), format!("{at}-b")];
                    for _ in 0..10 {
                        write(target, "m", &files(&[&own[0], &own[1]])).expect("written");
                    }
                });
            }
        });
        let found = names(&target);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[1].split('-').next(), found[2].split('-').next(), "{found:?}");
        assert_eq!(names(place.path()), ["x"]);
    }

    #[test]
    fn a_folder_that_cannot_be_made_leaves_nothing() {
        let place = tempfile::tempdir().expect("a temporary folder");
        assert!(write(&place.path().join("x"), "m", &files(&["a/b"])).is_err());
        assert!(names(place.path()).is_empty());
    }
}
