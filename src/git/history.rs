//! An archive's files as they were committed on a day.

use std::path::Path;

use chrono::NaiveDate;

use super::repo::Repo;
use super::{Fault, fed, git, read, reading, run, said, zone};

/// So many digits of a commit's hash are shown: as many in every clone.
pub const DIGITS: usize = 12;

/// Whether the folder is the top of its work tree.
///
/// # Errors
/// When git cannot tell: there is none, or the folder lies in no work tree.
pub fn is_top(root: &Path) -> Result<bool, Fault> {
    Ok(read(root, &["rev-parse", "--show-prefix"])?.trim().is_empty())
}

/// The last commit; none before the first.
#[must_use]
pub fn head(root: &Path) -> Option<String> {
    let hash = read(root, &["rev-parse", "--quiet", "--verify", "HEAD^{commit}"]).ok()?;
    short(&hash)
}

/// Whether older commits were left out when the repository was fetched.
#[must_use]
pub fn is_shallow(root: &Path) -> bool {
    read(root, &["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer.trim() == "true")
}

/// The last commit of the main line that was made by the end of a day in this time zone; none where there was none yet.
///
/// # Errors
/// When git cannot tell.
pub fn last_of(root: &Path, day: NaiveDate, zone: &str) -> Result<Option<String>, Fault> {
    if head(root).is_none() {
        return Ok(None);
    }
    // What a merge brought in later was not there on the day, whatever its commits say.
    let before = format!("--before={day} 23:59:59");
    let mut command = git(root, &["rev-list", "--max-count=1", "--first-parent", &before, "HEAD", "--"]);
    zone::set(&mut command, zone);
    let output = run(reading(&mut command))?;
    Ok(short(&String::from_utf8_lossy(&output.stdout)))
}

/// Writes the files of the archive of a commit into a folder: all of them, or those that these patterns mean. Gives whether the commit has the
/// archive's folder. Neither index nor work tree of the repository are touched, no hook runs.
///
/// # Errors
/// When git cannot.
pub fn check_out(repo: &Repo, commit: &str, into: &Path, only: &[&str]) -> Result<bool, Fault> {
    let inner = repo.prefix()?;
    let tree = format!("{commit}:{}", inner.trim_end_matches('/'));
    if !inner.is_empty() && !read(&repo.folder, &["cat-file", "-t", &tree]).is_ok_and(|kind| kind.trim() == "tree") {
        return Ok(false);
    }
    let git_dir = read(&repo.folder, &["rev-parse", "--absolute-git-dir"])?;
    let (index, no_hooks) = (into.with_extension("index"), format!("core.hooksPath={}", into.display()));
    let there = |args: &[&str]| {
        let mut command = git(into, &["-c", &no_hooks]);
        command.args(args).env("GIT_INDEX_FILE", &index).env("GIT_WORK_TREE", into).env("GIT_DIR", git_dir.trim_end_matches('\n'));
        reading(&mut command);
        command
    };
    run(&mut there(&["read-tree", if inner.is_empty() { commit } else { &tree }]))?;
    if only.is_empty() {
        run(&mut there(&["checkout-index", "--all", "--quiet", "--force"]))?;
        return Ok(true);
    }
    let listed = run(&mut there(&[&["ls-files", "-z", "--"], only].concat()))?;
    let names = String::from_utf8_lossy(&listed.stdout).into_owned();
    let done = fed(&mut there(&["checkout-index", "-z", "--stdin", "--quiet", "--force"]), &names)?;
    if done.status.success() { Ok(true) } else { Err(said(&done)) }
}

pub(super) fn short(hash: &str) -> Option<String> {
    let hash = hash.trim();
    hash.chars().all(|c| c.is_ascii_hexdigit()).then(|| hash.get(..DIGITS).map(str::to_owned)).flatten()
}

/// The newest commit that two commits come from, its whole hash; none where they have nothing in common.
///
/// # Errors
/// When git cannot tell.
pub(super) fn common(root: &Path, one: &str, other: &str) -> Result<Option<String>, Fault> {
    let mut command = git(root, &["merge-base", one, other]);
    let output = reading(&mut command).output().map_err(|_| Fault::NoGit)?;
    match output.status.code() {
        Some(0) => Ok(Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())),
        Some(1) => Ok(None),
        _ => Err(said(&output)),
    }
}
