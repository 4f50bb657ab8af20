//! Two states of an archive held against each other: which files differ, in as few calls as there are kinds of questions.

use std::path::Path;

use super::history::{common, short};
use super::repo::Repo;
use super::{Fault, raw, read};

/// The two states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The commit before, its whole hash.
    pub from: String,
    /// The commit after; none for the work tree.
    pub to: Option<String>,
    /// Where the archive lies below the top: empty there, else `a/b/`.
    prefix: String,
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
    /// How a file of a commit is named, up to its path below the archive's root.
    #[must_use]
    pub fn at(&self, commit: &str) -> String {
        format!("{commit}:{}", self.prefix)
    }

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
pub fn range(repo: &Repo, asked: Option<&str>) -> Result<Range, Trouble> {
    let root = repo.folder.as_path();
    let top = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
    let asked = asked.unwrap_or("HEAD");
    let (since_base, ends) = match (asked.split_once("..."), asked.split_once("..")) {
        (Some((from, to)), _) => (true, vec![top(from), top(to)]),
        (None, Some((from, to))) => (false, vec![top(from), top(to)]),
        (None, None) => (false, vec![asked.to_owned()]),
    };
    let (prefix, mut commits) = match at_once(root, &ends) {
        Some(answer) => answer,
        // Something is wrong: one after the other, to say what. Without a repository no revision is known: that is the better answer.
        None => (super::prefix(root)?, ends.iter().map(|end| commit(root, end)).collect::<Result<Vec<_>, _>>()?),
    };
    let to = if commits.len() > 1 { commits.pop() } else { None };
    let mut from = commits.pop().ok_or(Trouble::NoCommit)?;
    if let Some(to) = to.as_ref().filter(|_| since_base) {
        from = common(root, &from, to)?.ok_or_else(|| Trouble::Apart(asked.to_owned()))?;
    }
    let prefix = if repo.is_bare() { repo.inner().to_owned() } else { prefix };
    Ok(Range { from, to, prefix })
}

/// The folder's prefix and the whole hashes of revisions, by one question; none where one of them is not known.
fn at_once(root: &Path, names: &[String]) -> Option<(String, Vec<String>)> {
    let commits: Vec<String> = names.iter().map(|name| format!("{name}^{{commit}}")).collect();
    // What begins with a dash would be an option of git.
    let harmless = names.iter().all(|name| !name.starts_with('-'));
    let mut args = vec!["rev-parse", "--show-prefix"];
    args.extend(commits.iter().map(String::as_str));
    let answer = harmless.then(|| read(root, &args).ok()).flatten()?;
    let mut lines = answer.lines();
    let prefix = lines.next()?.to_owned();
    let hashes: Vec<String> = lines.map(str::to_owned).collect();
    let is_hash = |text: &String| text.len() >= 40 && text.chars().all(|c| c.is_ascii_hexdigit());
    (hashes.len() == names.len() && hashes.iter().all(is_hash)).then_some((prefix, hashes))
}

/// The newest commit that both a revision and HEAD come from, shortened; none where they have nothing in common.
///
/// # Errors
/// There is no such revision, or nothing to look it up in.
pub fn merge_base(repo: &Repo, rev: &str) -> Result<Option<String>, Trouble> {
    let root = repo.folder.as_path();
    super::prefix(root)?;
    let (ours, theirs) = (commit(root, repo.revision())?, commit(root, rev)?);
    Ok(common(root, &theirs, &ours)?.and_then(|base| short(&base)))
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
pub fn differing(repo: &Repo, range: &Range) -> Result<Vec<Differing>, Fault> {
    let (root, relative) = (repo.folder.as_path(), repo.relative());
    let mut args = vec!["diff", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv", relative.as_str()];
    args.extend(["--ignore-submodules=all", range.from.as_str()]);
    args.extend(range.to.as_deref());
    args.push("--");
    // Without a work tree there is no folder to be in.
    if !repo.is_bare() {
        args.push(".");
    }
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

/// Files by their paths, with the name of their content; none: there is no such file.
pub type Contents = Vec<(String, Option<String>)>;

/// The files below the archive's root in which the work tree is not as a commit: the name of the content that the commit has, or none where it
/// has no such file. None where the two differ in what is no ordinary file, or where there is no work tree.
///
/// # Errors
/// When git cannot tell.
pub fn back(repo: &Repo, commit: &str) -> Result<Option<Contents>, Fault> {
    if repo.is_bare() || repo.commit.is_some() {
        return Ok(None);
    }
    let root = repo.folder.as_path();
    let ask = ["diff", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--relative"];
    let ask = [&ask[..], &["--ignore-submodules=none", commit, "--", "."]].concat();
    // What is left out for other reasons than the archive's own is a document all the same.
    let (differing, others) = rayon::join(|| read(root, &ask), || read(root, &["ls-files", "-z", "--others", "--", "."]));
    let (differing, others) = (differing?, others?);
    let mut out = Vec::new();
    let mut parts = differing.split('\0');
    while let (Some(head), Some(path)) = (parts.next(), parts.next()) {
        let Some(entry) = raw::entry(head) else { return Ok(None) };
        // One side at least is a file, and the other is one or nothing.
        let is_plain = match entry.status {
            "A" => entry.after.is_some(),
            "D" => entry.before.is_some(),
            "M" => entry.before.is_some() && entry.after.is_some(),
            _ => false,
        };
        if !is_plain {
            return Ok(None);
        }
        out.push((path.to_owned(), entry.before.filter(|_| entry.status != "A").map(str::to_owned)));
    }
    out.extend(others.split('\0').filter(|path| !path.is_empty()).map(|path| (path.to_owned(), None)));
    Ok(Some(out))
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
pub fn folders(repo: &Repo, range: &Range, commit: &str, folder: &str) -> Result<Vec<(String, String)>, Fault> {
    let place = format!("{}{folder}", range.at(commit));
    // A commit without that folder has none.
    let Ok(text) = read(&repo.folder, &["ls-tree", "--full-tree", "-z", &place]) else { return Ok(Vec::new()) };
    let entry = |entry: &str| {
        let (head, name) = entry.split_once('\t')?;
        let (kind, hash) = head.split_once(' ')?.1.split_once(' ')?;
        (kind == "tree").then(|| (name.to_owned(), hash.to_owned()))
    };
    Ok(text.split('\0').filter_map(entry).collect())
}
