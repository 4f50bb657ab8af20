//! What `kehu doctor` asks git: the program, the repository, settings, the paths and how they are treated; and to set something.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Fault, fed, git, read, reading, run, said};

/// Where a folder lies, as git sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// There is no git program.
    NoGit,
    /// In no repository.
    Nowhere,
    /// In a repository of somebody else, which git does not open; its folder.
    Foreign(String),
    /// Git does not tell; its own words.
    Refused(String),
    /// In a repository without a work tree; whether its last commit has this file at the top, none before the first commit.
    Bare(Option<bool>),
    /// In a work tree.
    Tree(Tree),
}

/// A work tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The folder below its top, ending in `/`; nothing for the top itself.
    pub prefix: String,
    /// Its top.
    pub top: PathBuf,
    /// The last commit in words; none before the first.
    pub head: Option<String>,
    /// Older commits were not fetched.
    pub shallow: bool,
    /// The addresses of other repositories.
    pub remotes: Vec<String>,
}

/// What `git --version` says; none where there is no git.
#[must_use]
pub fn version() -> Option<String> {
    said_by("git")
}

/// What `kehu --version` says of the kehu that git's hooks find; none where there is none.
#[must_use]
pub fn kehu() -> Option<String> {
    said_by("kehu")
}

fn said_by(program: &str) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().trim().to_owned();
    Some(text).filter(|_| output.status.success())
}

/// Where a folder lies; `marks`: files of which one makes the top of a bare repository's last commit an archive.
#[must_use]
pub fn place(dir: &Path, marks: &[&str]) -> Place {
    match tree(dir, marks) {
        Ok(place) => place,
        Err(Fault::NoGit) => Place::NoGit,
        Err(Fault::NoRepository) => Place::Nowhere,
        Err(Fault::Said(words)) => {
            let foreign = words.contains("dubious ownership").then(|| words.split('\'').nth(1).map(str::to_owned)).flatten();
            let first = words.lines().next().unwrap_or_default();
            foreign.map_or_else(|| Place::Refused(first.trim_start_matches("fatal: ").to_owned()), Place::Foreign)
        }
        Err(_) => Place::Refused(String::new()),
    }
}

fn tree(dir: &Path, marks: &[&str]) -> Result<Place, Fault> {
    let born = |dir: &Path| read(dir, &["rev-parse", "--quiet", "--verify", "HEAD^{commit}"]).is_ok();
    if read(dir, &["rev-parse", "--is-inside-work-tree"])?.trim() != "true" {
        let has = |mark: &&str| read(dir, &["cat-file", "-e", &format!("HEAD:{mark}")]).is_ok();
        return Ok(Place::Bare(born(dir).then(|| marks.iter().any(has))));
    }
    let prefix = super::prefix(dir)?;
    let top = PathBuf::from(read(dir, &["rev-parse", "--show-toplevel"])?.trim_end_matches(['\n', '\r']));
    let head = if born(dir) { read(dir, &["log", "-1", "--no-show-signature", "--no-color", "--format=%h %cs"]).ok() } else { None };
    let settings = settings(dir);
    let remote = |(key, value): (&String, &String)| (key.starts_with("remote.") && key.ends_with(".url")).then(|| value.clone());
    Ok(Place::Tree(Tree {
        prefix,
        top,
        head: head.map(|text| text.trim().to_owned()),
        shallow: super::history::is_shallow(dir),
        remotes: settings.iter().filter_map(remote).collect(),
    }))
}

/// Git's settings as they hold in a folder, by their keys (section and name in small letters); also outside a repository.
#[must_use]
pub fn settings(dir: &Path) -> BTreeMap<String, String> {
    // What the other questions set for themselves would be among the answers.
    let mut command = Command::new("git");
    let Ok(output) = reading(command.args(["config", "--list", "-z"]).current_dir(dir)).output() else { return BTreeMap::new() };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let entries = text.split('\0').filter(|entry| !entry.is_empty());
    // A key without a value is switched on.
    entries.map(|entry| entry.split_once('\n').unwrap_or((entry, "true"))).map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

/// The files of a folder that git has or would take, by their paths below it.
///
/// # Errors
/// When git cannot tell.
pub fn paths(root: &Path) -> Result<Vec<String>, Fault> {
    listed(root, &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
}

/// The files of a folder that are in the repository, by their paths below it.
///
/// # Errors
/// When git cannot tell.
pub fn tracked(root: &Path) -> Result<Vec<String>, Fault> {
    listed(root, &["ls-files", "-z", "--cached"])
}

fn listed(root: &Path, args: &[&str]) -> Result<Vec<String>, Fault> {
    let text = read(root, args)?;
    let mut paths: Vec<String> = text.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
    paths.sort_unstable();
    // A file in conflict has several entries.
    paths.dedup();
    Ok(paths)
}

/// The value of an attribute for each of these paths (below `root`), which need not be there.
///
/// # Errors
/// When git cannot tell.
pub fn attribute(root: &Path, name: &str, paths: &[String]) -> Result<Vec<String>, Fault> {
    let list: String = paths.iter().map(|path| format!("{path}\0")).collect();
    let output = fed(reading(&mut git(root, &["check-attr", "--stdin", "-z", name])), &list)?;
    if !output.status.success() {
        return Err(said(&output));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // Path, attribute, value; and so on.
    Ok(text.split('\0').skip(2).step_by(3).map(str::to_owned).collect())
}

/// Sets something in the settings of the repository in which a folder lies.
///
/// # Errors
/// When git does not.
pub fn set(root: &Path, key: &str, value: &str) -> Result<(), Fault> {
    run(&mut git(root, &["config", "--local", key, value])).map(drop)
}
