//! What is staged: the files as the next commit will have them, whatever the work tree has.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{AT_ONCE, Fault, blobs, git, raw, reading, run};

/// A file that the next commit changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path below the folder that was asked about.
    pub path: String,
    /// Whether the commit will hold it.
    pub there: bool,
    /// Its blob; none for what is no ordinary file.
    pub blob: Option<String>,
    /// Two versions of it wait for somebody to decide.
    pub conflict: bool,
}

/// What the next commit changes below a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staged {
    /// The files.
    pub changes: Vec<Change>,
    /// It will be the first commit of all.
    pub first: bool,
}

const RAW: &[&str] =
    &["--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--ignore-submodules=all", "--ita-invisible-in-index", "--relative"];

/// How the next commit will differ from the last one. The index of a large archive takes its time: it is read once.
///
/// # Errors
/// When git cannot tell: there is none, or the folder lies in no work tree.
pub fn staged(root: &Path) -> Result<Staged, Fault> {
    let ask = |what: &[&str], rest: &[&str]| run(reading(&mut git(root, &[what, RAW, rest].concat())));
    let (output, first) = match ask(&["diff-index"], &["HEAD"]) {
        Ok(output) => (output, false),
        Err(fault @ Fault::Said(_)) => {
            // Where there is no repository to be read `git diff` compares two files, and explains how.
            super::prefix(root)?;
            if super::history::head(root).is_some() {
                return Err(fault);
            }
            (ask(&["diff"], &[])?, true)
        }
        Err(fault) => return Err(fault),
    };
    let text = String::from_utf8_lossy(&output.stdout);
    let mut fields = text.split('\0');
    let mut changes = Vec::new();
    while let (Some(about), Some(path)) = (fields.next(), fields.next()) {
        changes.extend(change(about, path));
    }
    Ok(Staged { changes, first })
}

fn change(head: &str, path: &str) -> Option<Change> {
    let entry = raw::entry(head)?;
    let blob = entry.after.map(str::to_owned);
    Some(Change { path: path.to_owned(), there: entry.status != "D", blob, conflict: entry.status == "U" })
}

/// The files that the last commit has at these paths or below them, with their blobs; none for what is no ordinary file.
///
/// # Errors
/// When git cannot tell.
pub fn committed(root: &Path, paths: &[String]) -> Result<BTreeMap<String, Option<String>>, Fault> {
    let mut out = BTreeMap::new();
    for some in paths.chunks(AT_ONCE) {
        let output = run(reading(git(root, &["--literal-pathspecs", "ls-tree", "-r", "-z", "HEAD", "--"]).args(some)))?;
        let text = String::from_utf8_lossy(&output.stdout);
        out.extend(text.split('\0').filter_map(entry));
    }
    Ok(out)
}

/// `MODE TYPE HASH<TAB>PATH`
fn entry(line: &str) -> Option<(String, Option<String>)> {
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, _, hash) = (about.next()?, about.next()?, about.next()?);
    Some((path.to_owned(), raw::is_file(mode).then(|| hash.to_owned())))
}

/// The bytes of these blobs, by their hashes; all by one git.
///
/// # Errors
/// When git cannot give one of them.
pub fn blobs<'h>(root: &Path, hashes: impl IntoIterator<Item = &'h str>) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    let wanted: BTreeSet<&str> = hashes.into_iter().collect();
    let found = blobs::named(root, wanted.iter().copied())?;
    if found.len() < wanted.len() {
        return Err(Fault::Said("git cat-file: object missing".to_owned()));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_taken_apart() {
        assert_eq!(entry("100644 blob aa\t客户 一.toml"), Some(("客户 一.toml".to_owned(), Some("aa".to_owned()))));
        assert_eq!(entry("120000 blob aa\tx"), Some(("x".to_owned(), None)));
        assert_eq!(entry(""), None);
        let one = |about: &str| change(about, "x").map(|one| (one.there, one.blob, one.conflict));
        assert_eq!(one(":100644 100644 aa bb M"), Some((true, Some("bb".to_owned()), false)));
        assert_eq!(one(":100644 000000 aa 00 D"), Some((false, None, false)));
        assert_eq!(one(":100644 000000 aa 00 U"), Some((true, None, true)));
        assert_eq!(one(""), None);
    }
}
