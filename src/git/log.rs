//! What the commits below a folder changed, in one pass over the log.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::NaiveDate;

use super::{Fault, git, reading, said};

/// Before each commit: no path begins with it.
const MARK: u8 = 1;

/// How days are written.
const DAYS: &str = "--date=format-local:%Y-%m-%d";

/// A log of everything below `path`, in this time zone, whatever the repository's own settings are.
fn log(root: &Path, zone: &str, more: &[&str], path: &str) -> Command {
    let mut args = vec!["-c", "log.showRoot=true", "-c", "diff.relative=false", "--literal-pathspecs", "log", "-z"];
    args.extend(["--no-renames", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color", DAYS]);
    args.extend(more);
    args.extend(["HEAD", "--", path]);
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
/// The archive's folder must be the top of its work tree.
///
/// # Errors
/// When git cannot tell.
pub fn last_changes(root: &Path, zone: &str, day: NaiveDate, wanted: &BTreeSet<&str>) -> Result<BTreeMap<String, NaiveDate>, Fault> {
    let mut command = log(root, zone, &["--name-only", "--format=%x01%cd"], "customers");
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
