//! What the commits below a folder changed, in one pass over the log.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::NaiveDate;

use super::history::short;
use super::repo::Repo;
use super::{Fault, git, raw, reading, said, zone};

/// A commit and what it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its hash, shortened.
    pub hash: String,
    /// The day on which it was made, in the archive's time zone.
    pub day: NaiveDate,
    /// Who wrote it.
    pub author: String,
    /// The files, as the archive names them.
    pub files: Vec<ChangedFile>,
    /// It gave the customer another id: the one before and the one from then on.
    pub renamed: Option<(String, String)>,
}

/// A file that a commit changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile {
    /// Its path below the archive's folder.
    pub path: String,
    /// What it was: the name of its content; none where there was no file.
    pub before: Option<String>,
    /// What it is from now on.
    pub after: Option<String>,
}

/// Before each commit: no path begins with it.
const MARK: u8 = 1;

/// How days are written.
const DAYS: &str = "--date=format-local:%Y-%m-%d";

/// A log of everything below `path` up to a revision, in this time zone, whatever the repository's own settings are.
fn log(root: &Path, revision: &str, zone: &str, more: &[&str], path: &str) -> Command {
    let mut args = vec!["-c", "log.showRoot=true", "-c", "log.follow=false", "-c", "diff.relative=false"];
    args.extend(["--literal-pathspecs", "log", "-z"]);
    args.extend(["--no-renames", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color", DAYS]);
    args.extend(more);
    args.extend([revision, "--", path]);
    let mut command = git(root, &args);
    reading(zone::set(&mut command, zone));
    command
}

/// The day of the newest commit, not after `day`, that touches each of these customers' folders. The log is read no further than needed.
/// The archive must be all that the repository holds.
///
/// # Errors
/// When git cannot tell.
pub fn last_changes(repo: &Repo, zone: &str, day: NaiveDate, wanted: &BTreeSet<&str>) -> Result<BTreeMap<String, NaiveDate>, Fault> {
    // Of one alone nothing else is gone through.
    let one = wanted.first().filter(|_| wanted.len() == 1).map(|id| format!("customers/{id}"));
    let path = one.as_deref().unwrap_or("customers");
    let mut command = log(&repo.folder, repo.revision(), zone, &["--name-only", "--format=%x01%cd"], path);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|_| Fault::NoGit)?;
    let mut out = BTreeMap::new();
    let mut enough = wanted.is_empty();
    if let Some(stdout) = child.stdout.take() {
        let (mut input, mut word, mut of) = (BufReader::new(stdout), Vec::new(), None);
        while !enough && input.read_until(0, &mut word).is_ok_and(|read| read > 0) {
            of = note(&word, of, day, wanted, &mut out);
            word.clear();
            enough = out.len() == wanted.len();
        }
    }
    if enough {
        // Nobody reads on: it ends by itself or here.
        let _ = child.kill();
        let _ = child.wait();
        return Ok(out);
    }
    let output = child.wait_with_output().map_err(|_| Fault::NoGit)?;
    if output.status.success() { Ok(out) } else { Err(said(&output)) }
}

/// Takes one word of the log: the day of a commit, or a path that it changed. Gives the day that paths belong to from now on.
fn note(
    word: &[u8],
    of: Option<NaiveDate>,
    until: NaiveDate,
    wanted: &BTreeSet<&str>,
    out: &mut BTreeMap<String, NaiveDate>,
) -> Option<NaiveDate> {
    let word = word.strip_suffix(b"\0").unwrap_or(word);
    let word = word.strip_prefix(b"\n").unwrap_or(word);
    if let Some(day) = word.strip_prefix(&[MARK]) {
        return std::str::from_utf8(day).ok().and_then(|day| day.trim().parse().ok()).filter(|day| *day <= until);
    }
    let path = std::str::from_utf8(word).ok().and_then(|path| path.strip_prefix("customers/")).and_then(|path| path.split_once('/'));
    if let (Some(day), Some((id, _))) = (of, path)
        && wanted.contains(id)
    {
        // A branch may have been made on an earlier day than what was merged before it.
        let newest = out.entry(id.to_owned()).or_insert(day);
        *newest = (*newest).max(day);
    }
    of
}

/// The commits that touch this folder of the archive, newest first. A merge brings nothing of its own.
///
/// # Errors
/// When git cannot tell.
pub fn commits(repo: &Repo, zone: &str, path: &str) -> Result<Vec<Commit>, Fault> {
    // Without a work tree nothing tells where the archive begins.
    let (relative, path) = (repo.relative(), format!("{}{path}", repo.inner()));
    let more = ["--raw", "--no-abbrev", relative.as_str(), "--encoding=UTF-8", "--format=%x01%H%x1f%cd%x1f%aN"];
    let output = super::run(&mut log(&repo.folder, repo.revision(), zone, &more, &path))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut out: Vec<Commit> = Vec::new();
    let mut words = text.split('\0').map(|word| word.strip_prefix('\n').unwrap_or(word));
    while let Some(word) = words.next() {
        if let Some(head) = word.strip_prefix(char::from(MARK)) {
            out.extend(commit_of(head));
        } else if word.starts_with(':')
            && let (Some(file), Some(commit)) = (words.next().and_then(|path| file_of(word, path)), out.last_mut())
        {
            commit.files.push(file);
        }
    }
    Ok(out)
}

fn commit_of(head: &str) -> Option<Commit> {
    let mut parts = head.split('\u{1f}');
    let (hash, day, author) = (parts.next()?, parts.next()?.trim().parse().ok()?, parts.next()?);
    // Who wrote a name decides nothing about this terminal.
    let author = author.chars().filter(|c| !c.is_control()).collect();
    Some(Commit { hash: short(hash)?, day, author, files: Vec::new(), renamed: None })
}

/// A raw entry and its path.
fn file_of(head: &str, path: &str) -> Option<ChangedFile> {
    let entry = raw::entry(head)?;
    let owned = |name: Option<&str>| name.map(str::to_owned);
    Some(ChangedFile { path: path.to_owned(), before: owned(entry.before), after: owned(entry.after) })
}
