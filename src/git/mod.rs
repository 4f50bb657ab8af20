//! The `git` program, asked for what a command needs: who is working, what is not committed, and one commit of exactly these files.
//! Reading never takes git's locks; words are read by machine (`-z`, `LC_ALL=C`).

use std::path::Path;
use std::process::{Command, Output};

/// Why git did not do it: its own words, one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no git program.
    NoGit,
    /// The archive lies in no work tree.
    NoRepository,
    /// What git said.
    Said(String),
}

fn git(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    // The archive decides what is run: a repository's own `core.fsmonitor` would be a program of whoever made it.
    command.args(["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]).args(args);
    command.current_dir(root).env("LC_ALL", "C");
    command
}

fn run(mut command: Command) -> Result<Output, Fault> {
    let output = command.output().map_err(|_| Fault::NoGit)?;
    if output.status.success() {
        return Ok(output);
    }
    let words = String::from_utf8_lossy(&output.stderr).trim().replace('\n', "; ");
    Err(if words.contains("not a git repository") { Fault::NoRepository } else { Fault::Said(words) })
}

fn read(root: &Path, args: &[&str]) -> Result<String, Fault> {
    let mut command = git(root, args);
    command.env("GIT_OPTIONAL_LOCKS", "0");
    run(command).map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Git's `user.email` in this folder.
#[must_use]
pub fn address(root: &Path) -> Option<String> {
    let address = read(root, &["config", "user.email"]).ok()?;
    Some(address.trim().to_owned()).filter(|address| !address.is_empty())
}

/// Which of these paths (below `root`) differ from the last commit, or are not in it.
///
/// # Errors
/// When git cannot tell.
pub fn uncommitted<'p>(root: &Path, paths: impl Iterator<Item = &'p str>) -> Result<Vec<String>, Fault> {
    let paths: Vec<&str> = paths.collect();
    let mut command = git(root, &["--literal-pathspecs", "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--"]);
    command.args(&paths).env("GIT_OPTIONAL_LOCKS", "0");
    let output = run(command)?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.split('\0').filter(|entry| entry.len() > 3).map(|entry| entry[3..].to_owned()).collect())
}

/// One commit of exactly these paths, whatever else is staged. Gives its short hash.
///
/// # Errors
/// When git refuses; the files are written all the same.
pub fn commit<'p>(root: &Path, paths: impl Iterator<Item = &'p str> + Clone, message: &str) -> Result<String, Fault> {
    let mut add = git(root, &["--literal-pathspecs", "add", "--all", "--"]);
    add.args(paths.clone());
    run(add)?;
    let mut commit = git(root, &["--literal-pathspecs", "commit", "--quiet", "--only", "-m", message, "--"]);
    commit.args(paths);
    run(commit)?;
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
