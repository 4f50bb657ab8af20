//! Two states of an archive held against each other: which files differ, in as few calls as there are kinds of questions.

use std::path::Path;

use super::history::{common, short};
use super::{Fault, raw, read};

/// The two states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The commit before, its whole hash.
    pub from: String,
    /// The commit after; none for the work tree.
    pub to: Option<String>,
}

/// Why two states cannot be held against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Git cannot tell.
    Git(Fault),
    /// There is no commit yet.
    NoCommit,
    /// There is no such revision; the second: older commits were left out when the repository was fetched.
    Unknown(String, bool),
    /// The two have no common ancestor, or it was not fetched.
    Apart(String),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Git(fault)
    }
}

/// A file that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Its path below the archive's root.
    pub path: String,
    /// Its contents before; none where it was no file.
    pub before: Option<String>,
    /// What it is after.
    pub after: After,
}

/// What a file is in the later state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// It is gone.
    Gone,
    /// These contents.
    Blob(String),
    /// What the work tree has.
    WorkTree,
}

impl Range {
    /// The first digits of the commits, as people name them; none for the work tree.
    #[must_use]
    pub fn names(&self) -> (String, Option<String>) {
        let shown = |hash: &String| short(hash).unwrap_or_else(|| hash.clone());
        (shown(&self.from), self.to.as_ref().map(shown))
    }
}

/// What `REV`, `REV..REV`, `REV...REV` mean; nothing: the last commit against the work tree.
///
/// # Errors
/// There is no such revision, or nothing to look it up in.
pub fn range(root: &Path, asked: Option<&str>) -> Result<Range, Trouble> {
    let top = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
    // Without a repository no revision is known: that is the better answer.
    read(root, &["rev-parse", "--git-dir"])?;
    let Some(asked) = asked else { return Ok(Range { from: commit(root, "HEAD")?, to: None }) };
    if let Some((from, to)) = asked.split_once("...") {
        let (from, to) = (commit(root, &top(from))?, commit(root, &top(to))?);
        let base = common(root, &from, &to)?.ok_or_else(|| Trouble::Apart(asked.to_owned()))?;
        return Ok(Range { from: base, to: Some(to) });
    }
    match asked.split_once("..") {
        Some((from, to)) => Ok(Range { from: commit(root, &top(from))?, to: Some(commit(root, &top(to))?) }),
        None => Ok(Range { from: commit(root, asked)?, to: None }),
    }
}

/// The whole hash of a revision.
fn commit(root: &Path, name: &str) -> Result<String, Trouble> {
    // What begins with a dash would be an option of git.
    let found =
        if name.starts_with('-') { None } else { read(root, &["rev-parse", "--quiet", "--verify", &format!("{name}^{{commit}}")]).ok() };
    let found = found.map(|hash| hash.trim().to_owned()).filter(|hash| !hash.is_empty());
    found.ok_or_else(|| {
        if super::history::head(root).is_none() {
            Trouble::NoCommit
        } else {
            Trouble::Unknown(name.to_owned(), super::history::is_shallow(root))
        }
    })
}

/// The files below the archive's root that differ, new ones of the work tree among them, sorted by path.
///
/// # Errors
/// When git cannot tell.
pub fn differing(root: &Path, range: &Range) -> Result<Vec<Differing>, Fault> {
    let mut args = vec!["diff", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--relative"];
    args.extend(["--ignore-submodules=all", range.from.as_str()]);
    args.extend(range.to.as_deref());
    args.extend(["--", "."]);
    let text = read(root, &args)?;
    let mut out = Vec::new();
    let mut parts = text.split('\0');
    while let (Some(head), Some(path)) = (parts.next(), parts.next()) {
        out.extend(changed(head, path, range.to.is_none()));
    }
    if range.to.is_none() {
        let others = read(root, &["ls-files", "-z", "--others", "--exclude-standard", "--", "."])?;
        let new = others.split('\0').filter(|path| !path.is_empty());
        out.extend(new.map(|path| Differing { path: path.to_owned(), before: None, after: After::WorkTree }));
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(out)
}

/// A raw entry and its path. Links and other repositories are no documents.
fn changed(head: &str, path: &str, work_tree: bool) -> Option<Differing> {
    let entry = raw::entry(head)?;
    let after = match entry.after {
        None => After::Gone,
        Some(_) if work_tree => After::WorkTree,
        Some(hash) => After::Blob(hash.to_owned()),
    };
    let nothing = entry.before.is_none() && after == After::Gone;
    (!nothing).then(|| Differing { path: path.to_owned(), before: entry.before.map(str::to_owned), after })
}

/// The folders in a folder of a commit (below the archive's root) with the names of their trees.
///
/// # Errors
/// When git cannot tell.
pub fn folders(root: &Path, commit: &str, folder: &str) -> Result<Vec<(String, String)>, Fault> {
    let place = format!("{}{folder}", at(root, commit)?);
    // A commit without that folder has none.
    let Ok(text) = read(root, &["ls-tree", "--full-tree", "-z", &place]) else { return Ok(Vec::new()) };
    let entry = |entry: &str| {
        let (head, name) = entry.split_once('\t')?;
        let (kind, hash) = head.split_once(' ')?.1.split_once(' ')?;
        (kind == "tree").then(|| (name.to_owned(), hash.to_owned()))
    };
    Ok(text.split('\0').filter_map(entry).collect())
}

/// How a file of a commit is named, up to its path below the archive's root.
///
/// # Errors
/// When git cannot tell.
pub fn at(root: &Path, commit: &str) -> Result<String, Fault> {
    Ok(format!("{commit}:{}", super::prefix(root)?))
}
