//! What the commits below a folder changed, in one pass over the log.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::NaiveDate;

use super::repo::Repo;
use super::{Fault, git, reading, said};

/// So many digits of a commit's hash are kept: as many in every clone.
const DIGITS: usize = 12;

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
    let mut args = vec!["-c", "log.showRoot=true", "-c", "diff.relative=false", "--literal-pathspecs", "log", "-z"];
    args.extend(["--no-renames", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color", DAYS]);
    args.extend(more);
    args.extend([revision, "--", path]);
    let mut command = git(root, &args);
    if let Some(zone) = zone_for(zone) {
        command.env("TZ", zone);
    }
    reading(&mut command);
    command
}

/// A time zone as the system is told; none where it is not one's name.
fn zone_for(zone: &str) -> Option<&str> {
    let named =
        zone.starts_with(|c: char| c.is_ascii_alphabetic()) && zone.chars().all(|c| c.is_ascii_alphanumeric() || "/_+-".contains(c));
    match zone {
        // Also where the system knows no time zones.
        "Asia/Shanghai" | "Asia/Chongqing" | "Asia/Harbin" | "PRC" => Some("CST-8"),
        _ => Some(zone).filter(|_| named),
    }
}

/// The day of the newest commit, not after `day`, that touches each of these customers' folders. The log is read no further than needed.
/// The archive must be all that the repository holds.
///
/// # Errors
/// When git cannot tell.
pub fn last_changes(repo: &Repo, zone: &str, day: NaiveDate, wanted: &BTreeSet<&str>) -> Result<BTreeMap<String, NaiveDate>, Fault> {
    let mut command = log(&repo.folder, repo.revision(), zone, &["--name-only", "--format=%x01%cd"], "customers");
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

/// The commits that touch this folder (below `root`), newest first. A merge brings nothing of its own.
///
/// # Errors
/// When git cannot tell.
pub fn commits(root: &Path, zone: &str, path: &str) -> Result<Vec<Commit>, Fault> {
    let more = ["--raw", "--no-abbrev", "--relative", "--encoding=UTF-8", "--format=%x01%H%x1f%cd%x1f%aN"];
    let output = super::run(&mut log(root, "HEAD", zone, &more, path))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut out: Vec<Commit> = Vec::new();
    let mut words = text.split('\0').map(|word| word.strip_prefix('\n').unwrap_or(word));
    while let Some(word) = words.next() {
        if let Some(head) = word.strip_prefix(char::from(MARK)) {
            out.extend(commit_of(head));
        } else if let Some(raw) = word.strip_prefix(':')
            && let (Some(file), Some(commit)) = (words.next().and_then(|path| file_of(raw, path)), out.last_mut())
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
    Some(Commit { hash: hash.get(..DIGITS)?.to_owned(), day, author, files: Vec::new() })
}

/// `100644 100644 <before> <after> M` and its path. Neither links nor other repositories are documents.
fn file_of(raw: &str, path: &str) -> Option<ChangedFile> {
    let parts: Vec<&str> = raw.split(' ').collect();
    let [before_mode, after_mode, before, after, _] = parts[..] else { return None };
    let content = |mode: &str, name: &str| mode.starts_with("100").then(|| name.to_owned());
    Some(ChangedFile { path: path.to_owned(), before: content(before_mode, before), after: content(after_mode, after) })
}

/// Contents by their names, all of them asked of one program.
///
/// # Errors
/// When git cannot give them.
pub fn contents(root: &Path, names: &BTreeSet<&str>) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    if names.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut command = git(root, &["cat-file", "--batch"]);
    reading(&mut command).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|_| Fault::NoGit)?;
    let list: String = names.iter().map(|name| format!("{name}\n")).collect();
    let (input, stdout) = (child.stdin.take(), child.stdout.take());
    let read = std::thread::scope(|scope| {
        // Answers come while questions are still being put: both at once, or each waits for the other.
        scope.spawn(move || input.map(|mut input| input.write_all(list.as_bytes())));
        stdout.map(|stdout| answers(BufReader::new(stdout)))
    });
    let output = child.wait_with_output().map_err(|_| Fault::NoGit)?;
    match read {
        Some(Ok(all)) if output.status.success() => Ok(all),
        _ => Err(said(&output)),
    }
}

/// `<name> blob <size>`, the content, a line's end; `<name> missing` where there is none.
fn answers(mut input: impl BufRead) -> std::io::Result<BTreeMap<String, Vec<u8>>> {
    let mut out = BTreeMap::new();
    let mut line = String::new();
    while input.read_line(&mut line)? > 0 {
        let parts: Vec<&str> = line.trim_end().split(' ').collect();
        if let [name, _, size] = parts[..]
            && let Ok(size) = size.parse()
        {
            let mut content = Vec::new();
            input.by_ref().take(size).read_to_end(&mut content)?;
            out.insert(name.to_owned(), content);
            input.read_until(b'\n', &mut Vec::new())?;
        }
        line.clear();
    }
    Ok(out)
}
