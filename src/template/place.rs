//! Puts the files of a new archive in place: all of them are written aside first and then moved.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// Whether a name may stand in the folder of a new archive. It is kept.
fn is_kept(name: &str) -> bool {
    let name = name.to_lowercase();
    name == ".git" || name.starts_with("readme") || name.starts_with("license")
}

/// What is in the way of an archive in this folder: its entries save `.git`, README and LICENSE, sorted. A file is in its own way.
///
/// # Errors
/// When the folder cannot be listed.
pub fn in_the_way(dir: &Path) -> io::Result<Vec<String>> {
    if !dir.exists() {
        return Ok(Vec::new());
    }
    if !dir.is_dir() {
        return Ok(vec![dir.display().to_string()]);
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !is_kept(&name) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Files that are written but not yet in place; dropped, they are gone.
#[derive(Debug)]
pub struct Staging {
    target: PathBuf,
    /// Beside the target, so that moving is only renaming; in it when it is there already.
    aside: TempDir,
    root: PathBuf,
    count: usize,
}

/// What was put in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// How many files.
    pub files: usize,
    /// Files of the folder that were kept instead of ours.
    pub kept: Vec<String>,
}

impl Staging {
    /// Prepares a place for an archive at `target`.
    ///
    /// # Errors
    /// When the folder above cannot be made or written in.
    pub fn new(target: &Path) -> io::Result<Self> {
        let above = if target.exists() { target } else { target.parent().unwrap_or(target) };
        fs::create_dir_all(above)?;
        let aside = tempfile::Builder::new().prefix(".kehu-init-").tempdir_in(above)?;
        // A folder within: the temporary one is readable for us alone, and that would stay with a renamed one.
        let root = aside.path().join("archive");
        fs::create_dir(&root)?;
        Ok(Self { target: target.to_owned(), aside, root, count: 0 })
    }

    /// Where the files lie for now.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Writes a file; `path` is relative, with `/`.
    ///
    /// # Errors
    /// As the file system says.
    pub fn write(&mut self, path: &str, text: &str) -> io::Result<()> {
        let path = self.root.join(path);
        if let Some(dir) = path.parent() {
            fs::create_dir_all(dir)?;
        }
        self.count += 1;
        fs::write(path, text)
    }

    /// Moves all files to the target. What is there already is kept.
    ///
    /// # Errors
    /// As the file system says; what was moved by then is taken back.
    pub fn place(self) -> io::Result<Placed> {
        if !self.target.exists() {
            fs::rename(&self.root, &self.target)?;
            return Ok(Placed { files: self.count, kept: Vec::new() });
        }
        let mut placed = Placed { files: self.count, kept: Vec::new() };
        let mut moved: Vec<PathBuf> = Vec::new();
        for name in names(&self.root)? {
            let to = self.target.join(&name);
            if taken(&self.target, &name)? {
                placed.files -= 1;
                placed.kept.push(name);
                continue;
            }
            if let Err(error) = fs::rename(self.root.join(&name), &to) {
                for path in moved {
                    let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
                }
                return Err(error);
            }
            moved.push(to);
        }
        self.aside.close()?;
        Ok(placed)
    }
}

fn names(dir: &Path) -> io::Result<Vec<String>> {
    let mut names = fs::read_dir(dir)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

/// Whether a file of ours has its counterpart there: the same name, or any README for a README.
fn taken(dir: &Path, name: &str) -> io::Result<bool> {
    let readme = name.to_lowercase().starts_with("readme");
    let same = |other: &String| *other == name || (readme && other.to_lowercase().starts_with("readme"));
    Ok(names(dir)?.iter().any(same))
}
