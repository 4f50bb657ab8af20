//! The `git` program, asked for what a command needs: who is working, what is not committed, and one commit of exactly these files.
//! Reading never takes git's locks; words are read by machine (`-z`, `LC_ALL=C`).

pub mod bare;
pub mod blobs;
pub mod driver;
pub mod history;
pub mod hooks;
pub mod index;
pub mod line;
pub mod log;
pub mod moved;
pub mod raw;
pub mod repo;
pub mod revisions;
pub mod setup;
#[cfg(test)]
mod tests;
mod zone;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// So many paths go on one command line.
const AT_ONCE: usize = 400;

/// Why git did not do it: its own words, one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no git program.
    NoGit,
    /// The archive lies in no work tree.
    NoRepository,
    /// A merge is under way: git makes no commit of some of the files then.
    Merging,
    /// These files are left out of the repository.
    Ignored(Vec<String>),
    /// These files hold changes that are not committed.
    Uncommitted(Vec<String>),
    /// What git said, on as many lines as it took.
    Said(String),
}

impl Fault {
    /// Git does not read what belongs to somebody else.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        matches!(self, Self::Said(words) if words.contains("dubious ownership"))
    }
}

fn git(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    // The archive decides what is run: a repository's own `core.fsmonitor` would be a program of whoever made it.
    command.args(["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]).args(args);
    command.current_dir(root);
    command
}

fn run(command: &mut Command) -> Result<Output, Fault> {
    let output = command.output().map_err(|_| Fault::NoGit)?;
    if output.status.success() { Ok(output) } else { Err(said(&output)) }
}

fn said(output: &Output) -> Fault {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    // Without its `(or any of the parent directories)`: a `.git` is there and names a place that is none.
    if lines.iter().any(|line| line.contains("not a git repository (or any")) { Fault::NoRepository } else { Fault::Said(lines.join("\n")) }
}

/// A question that changes nothing, and the answer.
fn read(root: &Path, args: &[&str]) -> Result<String, Fault> {
    let mut command = git(root, args);
    run(reading(&mut command)).map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn reading(command: &mut Command) -> &mut Command {
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0")
}

/// Git's `user.email` in this folder.
#[must_use]
pub fn address(root: &Path) -> Option<String> {
    let address = read(root, &["config", "user.email"]).ok()?;
    Some(address.trim().to_owned()).filter(|address| !address.is_empty())
}

/// The folder below the top of its work tree, ending in `/`; nothing for the top itself.
///
/// # Errors
/// When git cannot tell: there is none, or the folder lies in no work tree.
pub fn prefix(root: &Path) -> Result<String, Fault> {
    read(root, &["rev-parse", "--show-prefix"]).map(|prefix| prefix.trim_end_matches('\n').to_owned())
}

/// Whether a commit would hold the changes of these paths (below `root`) that are about to be made, and nothing else. Asked before anything
/// is written: what can be known then need not fail afterwards.
///
/// # Errors
/// Why it would not.
pub fn ready<'p>(root: &Path, paths: impl Iterator<Item = &'p str>) -> Result<(), Fault> {
    let paths: Vec<&str> = paths.collect();
    let prefix = read(root, &["rev-parse", "--show-prefix"])?;
    let other = uncommitted(root, prefix.trim_end_matches('\n'), &paths)?;
    if !other.is_empty() {
        return Err(Fault::Uncommitted(other));
    }
    let left_out = ignored(root, &paths)?;
    if !left_out.is_empty() {
        return Err(Fault::Ignored(left_out));
    }
    if read(root, &["rev-parse", "--quiet", "--verify", "MERGE_HEAD"]).is_ok() {
        return Err(Fault::Merging);
    }
    // Both have to be known; a commit of nothing tells nothing.
    for who in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
        read(root, &["var", who])?;
    }
    Ok(())
}

/// Which files of this folder differ from the last commit, or are not in it; as the folder names them.
///
/// # Errors
/// When git cannot tell: there is none, or the folder lies in no work tree.
pub fn changed(root: &Path) -> Result<Vec<String>, Fault> {
    changed_below(root, ".")
}

/// The same of what lies below one path: elsewhere nothing is looked at.
///
/// # Errors
/// As [`changed`].
pub fn changed_below(root: &Path, path: &str) -> Result<Vec<String>, Fault> {
    let prefix = read(root, &["rev-parse", "--show-prefix"])?;
    uncommitted(root, prefix.trim_end_matches('\n'), &[path])
}

/// Which of these paths differ from the last commit, or are not in it. Git names them from the top of its work tree.
fn uncommitted(root: &Path, prefix: &str, paths: &[&str]) -> Result<Vec<String>, Fault> {
    let mut out = Vec::new();
    for some in paths.chunks(AT_ONCE) {
        let mut command = git(root, &["--literal-pathspecs", "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--"]);
        let output = run(reading(command.args(some)))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let named = text.split('\0').filter_map(|entry| entry.get(3..)).filter(|path| !path.is_empty());
        out.extend(named.map(|path| path.strip_prefix(prefix).unwrap_or(path).to_owned()));
    }
    Ok(out)
}

/// Which of these paths `.gitignore` and its like leave out.
fn ignored(root: &Path, paths: &[&str]) -> Result<Vec<String>, Fault> {
    let list: String = paths.iter().map(|path| format!("{path}\0")).collect();
    let output = fed(reading(&mut git(root, &["check-ignore", "--stdin", "-z"])), &list)?;
    match output.status.code() {
        Some(0) => {
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            Ok(text.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
        }
        // None of them is.
        Some(1) => Ok(Vec::new()),
        _ => Err(said(&output)),
    }
}

/// One commit of exactly these paths, whatever else is staged; hooks run. Gives its short hash.
///
/// # Errors
/// When git refuses; the files are written all the same.
pub fn commit<'p>(root: &Path, paths: impl Iterator<Item = &'p str>, message: &str) -> Result<String, Fault> {
    let list: String = paths.map(|path| format!("{path}\0")).collect();
    let from_here = ["--pathspec-from-file=-", "--pathspec-file-nul"];
    for what in [&["--literal-pathspecs", "add", "--all"][..], &["--literal-pathspecs", "commit", "--quiet", "--only", "-m", message]] {
        let output = fed(git(root, what).args(from_here), &list)?;
        if !output.status.success() {
            return Err(said(&output));
        }
    }
    read(root, &["rev-parse", "--short", "HEAD"]).map(|hash| hash.trim().to_owned())
}

/// What was committed below a path after a day, newest first: a line a commit, and its files with how much of them changed.
///
/// # Errors
/// When git cannot tell.
pub fn changes_since(root: &Path, path: &str, day: chrono::NaiveDate, most: usize) -> Result<String, Fault> {
    let (most, since) = (format!("--max-count={most}"), format!("--since={day}T23:59:59"));
    let log = ["log", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color", "--stat=100", "--format=%h %as %an %s"];
    let mut args = vec!["--literal-pathspecs"];
    args.extend(log);
    args.extend([most.as_str(), since.as_str(), "--", path]);
    let text = read(root, &args)?;
    // Who wrote a commit's subject decides nothing about this terminal.
    Ok(text.chars().filter(|c| !c.is_control() || *c == '\n').collect())
}

/// Runs git with a text on its standard input.
fn fed(command: &mut Command, text: &str) -> Result<Output, Fault> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|_| Fault::NoGit)?;
    if let Some(mut input) = child.stdin.take() {
        // Who ends without reading says why.
        let _ = input.write_all(text.as_bytes());
    }
    child.wait_with_output().map_err(|_| Fault::NoGit)
}
