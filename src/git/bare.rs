//! Archives in bare repositories: there is no work tree, and what HEAD has is the archive.

use std::path::{Path, PathBuf};

use super::{Fault, read};

/// What HEAD of a bare repository has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// An archive: the commit, and where the archive lies in it: empty at the top, else `a/b/`.
    Archive(String, String),
    /// No commit: HEAD is this branch, and others are there.
    Unborn(String, Vec<String>),
    /// This commit, without an archive.
    Nothing(String),
    /// This commit, with several archives.
    Several(String, Vec<String>),
}

/// So many names are told.
const FEW: &str = "--count=5";

/// The bare repository that this folder is; with `above`, or in which it lies. Git is asked only about what looks like a repository.
///
/// # Errors
/// When git refuses to say what it is.
pub fn of(start: &Path, above: bool) -> Result<Option<PathBuf>, Fault> {
    let looks = |dir: &&Path| dir.join("HEAD").is_file() && dir.join("objects").is_dir() && dir.join("refs").is_dir();
    let Some(dir) = start.ancestors().take(if above { usize::MAX } else { 1 }).find(looks) else { return Ok(None) };
    match read(dir, &["rev-parse", "--is-bare-repository"]) {
        Ok(answer) => Ok((answer.trim() == "true").then(|| dir.to_owned())),
        Err(Fault::NoRepository | Fault::NoGit) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// What HEAD of this repository has: an archive is where one of these files is.
///
/// # Errors
/// When git cannot tell.
pub fn head(folder: &Path, settings: &[&str]) -> Result<Head, Fault> {
    let Ok(commit) = read(folder, &["rev-parse", "--quiet", "--verify", "HEAD^{commit}"]) else {
        let branch = read(folder, &["symbolic-ref", "--short", "HEAD"]).unwrap_or_default().trim().to_owned();
        let others = read(folder, &["for-each-ref", FEW, "--format=%(refname:short)", "refs/heads"])?;
        return Ok(Head::Unborn(branch, others.lines().map(str::to_owned).collect()));
    };
    let commit = commit.trim().to_owned();
    let mut args = vec!["ls-tree", "--name-only", "--full-tree", "-z", &commit, "--"];
    args.extend(settings);
    if !read(folder, &args)?.is_empty() {
        return Ok(Head::Archive(commit, String::new()));
    }
    let all = read(folder, &["ls-tree", "-r", "--name-only", "--full-tree", "-z", &commit])?;
    let lies = |path: &str| path.rsplit_once('/').filter(|(_, name)| settings.contains(name)).map(|(folder, _)| format!("{folder}/"));
    let mut places: Vec<String> = all.split('\0').filter_map(lies).collect();
    places.dedup();
    Ok(match <[String; 1]>::try_from(places) {
        Ok([place]) => Head::Archive(commit, place),
        Err(places) if places.is_empty() => Head::Nothing(commit),
        Err(places) => Head::Several(commit, places),
    })
}
