//! An archive's files as they were committed on a day.

use std::path::Path;

use chrono::NaiveDate;

use super::{Fault, git, read, reading, run, said, zone};

/// So many digits of a commit's hash are shown: as many in every clone.
const DIGITS: usize = 12;

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

/// Writes the files of a commit into an empty folder. Neither index nor work tree of the repository are touched, no hook runs.
///
/// # Errors
/// When git cannot.
pub fn check_out(root: &Path, commit: &str, into: &Path) -> Result<(), Fault> {
    let (index, no_hooks) = (into.with_extension("index"), format!("core.hooksPath={}", into.display()));
    let prefix = format!("--prefix={}/", into.display());
    for args in [&["read-tree", commit][..], &["checkout-index", "--all", "--quiet", &prefix]] {
        let args: Vec<&str> = ["-c", &no_hooks].into_iter().chain(args.iter().copied()).collect();
        run(reading(&mut git(root, &args)).env("GIT_INDEX_FILE", &index))?;
    }
    Ok(())
}

pub(super) fn short(hash: &str) -> Option<String> {
    let hash = hash.trim();
    hash.chars().all(|c| c.is_ascii_hexdigit()).then(|| hash.get(..DIGITS).map(str::to_owned)).flatten()
}

/// The newest commit that both a revision and HEAD come from; none where they have nothing in common.
///
/// # Errors
/// When there is no such revision, no commit yet, or git cannot tell.
pub fn merge_base(root: &Path, rev: &str) -> Result<Option<String>, Fault> {
    // What begins with a hyphen would be an option.
    if rev.is_empty() || rev.starts_with('-') {
        return Err(Fault::Said("not a revision".to_owned()));
    }
    let commit = format!("{rev}^{{commit}}");
    let theirs = read(root, &["rev-parse", "--verify", &commit])?;
    let ours = read(root, &["rev-parse", "--verify", "HEAD^{commit}"])?;
    Ok(common(root, theirs.trim(), ours.trim())?.and_then(|base| short(&base)))
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
