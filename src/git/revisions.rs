//! Two states of an archive held against each other: which files differ, and their bytes, in as few calls as there are kinds of questions.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::Stdio;

use super::history::short;
use super::{Fault, git, read, reading, run};
use crate::source::limits;

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
        let base = read(root, &["merge-base", &from, &to]).map_err(|_| Trouble::Apart(asked.to_owned()))?;
        return Ok(Range { from: base.trim().to_owned(), to: Some(to) });
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
        out.extend(raw(head, path, range.to.is_none()));
    }
    if range.to.is_none() {
        let others = read(root, &["ls-files", "-z", "--others", "--exclude-standard", "--", "."])?;
        let new = others.split('\0').filter(|path| !path.is_empty());
        out.extend(new.map(|path| Differing { path: path.to_owned(), before: None, after: After::WorkTree }));
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(out)
}

/// `:100644 100644 <before> <after> M`
fn raw(head: &str, path: &str, work_tree: bool) -> Option<Differing> {
    let mut words = head.strip_prefix(':')?.split(' ');
    let (old, new, before, after) = (words.next()?, words.next()?, words.next()?, words.next()?);
    // Links and other repositories are no documents.
    let is_file = |mode: &str| mode.starts_with("100");
    let before = is_file(old).then(|| before.to_owned());
    let after = match (is_file(new), work_tree) {
        (false, _) => After::Gone,
        (true, true) => After::WorkTree,
        (true, false) => After::Blob(after.to_owned()),
    };
    let nothing = before.is_none() && after == After::Gone;
    (!nothing).then(|| Differing { path: path.to_owned(), before, after })
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
    let prefix = read(root, &["rev-parse", "--show-prefix"])?;
    Ok(format!("{commit}:{}", prefix.trim_end_matches('\n')))
}

/// The contents of these objects in their order, by one process; none for one that is not there or larger than what is read.
///
/// # Errors
/// When git cannot be run.
pub fn contents(root: &Path, names: &[String]) -> Result<Vec<Option<Vec<u8>>>, Fault> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut command = git(root, &["cat-file", "--batch"]);
    reading(&mut command).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| Fault::NoGit)?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let mut out = Vec::with_capacity(names.len());
    std::thread::scope(|scope| {
        // Written by another thread: git answers while it is asked.
        scope.spawn(move || {
            let Some(mut input) = input else { return };
            let mut list = String::new();
            for name in names {
                // A line break would be a second question.
                list.push_str(if name.contains('\n') { "-" } else { name });
                list.push('\n');
            }
            // Who ends without reading says why.
            let _ = input.write_all(list.as_bytes());
        });
        let mut output = BufReader::with_capacity(256 * 1024, output?);
        for _ in names {
            out.push(answer(&mut output).ok()?);
        }
        Some(())
    });
    let done = child.wait().map_err(|_| Fault::NoGit)?;
    if out.len() == names.len() && done.success() {
        return Ok(out);
    }
    // In its own words: the same question where it has something to say.
    run(reading(&mut git(root, &["rev-parse", "--git-dir"])))?;
    Err(Fault::Said("git cat-file --batch".to_owned()))
}

/// `<hash> blob <size>`, the bytes and a line break; or `<name> missing`.
fn answer(output: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let mut head = Vec::new();
    if output.read_until(b'\n', &mut head)? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let head = String::from_utf8_lossy(&head);
    let mut words = head.trim_end().rsplit(' ');
    let Some(size) = words.next().and_then(|word| word.parse::<u64>().ok()) else { return Ok(None) };
    let is_blob = words.next() == Some("blob");
    if !is_blob || size > limits::MAX_BYTES as u64 {
        std::io::copy(&mut output.take(size + 1), &mut std::io::sink())?;
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    output.take(size + 1).read_to_end(&mut bytes)?;
    bytes.pop();
    Ok(Some(bytes))
}
