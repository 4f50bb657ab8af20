//! The main line of a stretch of time: its commits, oldest first, and what each of them changed below `customers/`. A merge is one step: what
//! it brought in was made elsewhere, and counts from then on.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use chrono::NaiveDate;

use super::history::short;
use super::raw::{self, Entry};
use super::{Fault, git, reading, run, zone};

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its whole hash.
    hash: String,
    parents: Vec<String>,
    /// The day on which it was made.
    pub day: NaiveDate,
    /// The name of who wrote it.
    pub author: String,
    /// The address of who wrote it, in small letters.
    pub email: String,
    /// What it is about; of a merge also what the commits say that it brought in.
    pub message: String,
}

impl Head {
    /// Its hash as people see it.
    #[must_use]
    pub fn shown(&self) -> String {
        short(&self.hash).unwrap_or_else(|| self.hash.clone())
    }
}

/// A stretch of the main line.
#[derive(Debug)]
pub struct MainLine {
    /// The last commit before the stretch; where there is none, the first of all.
    pub base: Head,
    /// There was nothing before the base.
    pub whole: bool,
    /// The commits after the base, oldest first.
    pub steps: Vec<Head>,
    /// The whole hash of the last of them; of the base where there is none.
    pub end: String,
    /// What git said of the files: kept as it is, since of most of it nobody will ask.
    text: String,
    /// Where in it each customer's files are: the commit's place among the steps, and that of the entry.
    touched: BTreeMap<Box<str>, Vec<(usize, usize)>>,
}

/// Before each commit: no path begins with it.
const MARK: char = '\u{1}';

/// A log of the commits that `which` names, whatever the repository's own settings are.
fn log(root: &Path, zone: &str, which: &[&str]) -> Result<String, Fault> {
    let fixed = ["-c", "log.showRoot=false", "-c", "log.follow=false", "-c", "diff.relative=false", "--literal-pathspecs", "log", "-z"];
    let plain = ["--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "--encoding=UTF-8"];
    let mut command = git(root, &[&fixed[..], &plain, &["--date=format-local:%Y-%m-%d"], which].concat());
    let output = run(reading(zone::set(&mut command, zone)))?;
    Ok(match String::from_utf8_lossy(&output.stdout) {
        std::borrow::Cow::Borrowed(_) => String::from_utf8(output.stdout).unwrap_or_default(),
        std::borrow::Cow::Owned(text) => text,
    })
}

const HEAD: &str = "--format=%H%x1f%P%x1f%cd%x1f%aN%x1f%aE%x1f%B";

fn heads(text: &str) -> impl Iterator<Item = Head> {
    text.split('\0').filter_map(head)
}

fn head(text: &str) -> Option<Head> {
    let mut parts = text.trim_start_matches('\n').splitn(6, '\u{1f}');
    let (hash, parents, day) = (parts.next()?, parts.next()?, parts.next()?.trim().parse().ok()?);
    let (author, email, message) = (parts.next()?, parts.next()?, parts.next()?);
    // Who wrote a name decides nothing about this terminal.
    let clean = |text: &str| text.chars().filter(|c| !c.is_control() || *c == '\n').collect::<String>();
    Some(Head {
        hash: hash.to_owned(),
        parents: parents.split_whitespace().map(str::to_owned).collect(),
        day,
        author: clean(author),
        email: clean(email).to_lowercase(),
        message: clean(message).trim().to_owned(),
    })
}

/// The newest commit of the main line of `tip` by the end of a day.
fn newest(root: &Path, zone: &str, tip: &str, day: NaiveDate) -> Result<Option<Head>, Fault> {
    let before = format!("--before={day} 23:59:59");
    log(root, zone, &["--max-count=1", "--first-parent", &before, HEAD, tip, "--"]).map(|text| heads(&text).next())
}

/// The main line of `tip` from a day up to a day, in this time zone, with what its commits changed below `path`; none where nothing was committed by then. The archive's folder must be
/// the top of its work tree.
///
/// # Errors
/// When git cannot tell.
pub fn main_line(root: &Path, zone: &str, tip: &str, (from, to): (NaiveDate, NaiveDate), path: &str) -> Result<Option<MainLine>, Fault> {
    let Some(end) = newest(root, zone, tip, to)? else { return Ok(None) };
    let base = from.pred_opt().map(|day| newest(root, zone, &end.hash, day)).transpose()?.flatten();
    let range = base.as_ref().map_or_else(|| end.hash.clone(), |base| format!("{}..{}", base.hash, end.hash));
    let raw = ["--first-parent", "-m", "--raw", "--no-abbrev", "--ignore-submodules=all", "--format=%x01%H", &range, "--", path];
    let (all, text) = std::thread::scope(|scope| {
        let text = scope.spawn(|| log(root, zone, &raw));
        let all = log(root, zone, &[HEAD, &range, "--"]);
        (all, text.join().unwrap_or_else(|_| Err(Fault::Said("git log".to_owned()))))
    });
    let mut steps = chain(heads(&all?), &end.hash);
    let whole = base.is_none();
    let base = match base {
        Some(base) => base,
        None if steps.is_empty() => return Ok(None),
        None => steps.remove(0),
    };
    let text = text?;
    let touched = touched(&text, &steps);
    Ok(Some(MainLine { base, whole, steps, end: end.hash, text, touched }))
}

/// The newest day, not after `to`, on which each author wrote a commit that `tip` holds, by address in small letters; of commits made since
/// `from`. Who only merged has written nothing.
///
/// # Errors
/// When git cannot tell.
pub fn authors(root: &Path, zone: &str, tip: &str, from: NaiveDate, to: NaiveDate) -> Result<BTreeMap<String, NaiveDate>, Fault> {
    let since = format!("--since={from} 00:00:00");
    let text = log(root, zone, &["--no-merges", &since, "--format=%aE%x1f%ad", tip, "--"])?;
    let mut out: BTreeMap<String, NaiveDate> = BTreeMap::new();
    for line in text.split('\0') {
        let Some((email, day)) = line.trim_start_matches('\n').split_once('\u{1f}') else { continue };
        let Some(day) = day.trim().parse().ok().filter(|day| *day <= to) else { continue };
        let newest = out.entry(email.to_lowercase()).or_insert(day);
        *newest = day.max(*newest);
    }
    Ok(out)
}

/// The main line among these commits, oldest first; a merge says what was said of what it brought in.
fn chain(all: impl Iterator<Item = Head>, end: &str) -> Vec<Head> {
    let all: HashMap<String, Head> = all.map(|head| (head.hash.clone(), head)).collect();
    let mut line: Vec<&Head> = std::iter::successors(all.get(end), |head| all.get(head.parents.first()?)).collect();
    line.reverse();
    let mut known: HashSet<&str> = line.iter().map(|head| head.hash.as_str()).collect();
    let mut out = Vec::with_capacity(line.len());
    for head in line {
        let mut step = head.clone();
        let mut open: Vec<&str> = head.parents.iter().skip(1).map(String::as_str).collect();
        while let Some(brought) = open.pop().and_then(|hash| all.get(hash)) {
            if known.insert(&brought.hash) {
                step.message.push('\n');
                step.message.push_str(&brought.message);
                open.extend(brought.parents.iter().map(String::as_str));
            }
        }
        out.push(step);
    }
    out
}

/// Where what changed of each customer stands, oldest first.
fn touched(text: &str, steps: &[Head]) -> BTreeMap<Box<str>, Vec<(usize, usize)>> {
    let places: HashMap<&str, usize> = steps.iter().enumerate().map(|(at, head)| (head.hash.as_str(), at)).collect();
    let mut out: BTreeMap<Box<str>, Vec<(usize, usize)>> = BTreeMap::new();
    let (mut at, mut step, mut entry) = (0, None, None);
    for word in text.split('\0') {
        let plain = word.trim_start_matches('\n');
        let start = at + word.len() - plain.len();
        at += word.len() + 1;
        if let Some(hash) = plain.strip_prefix(MARK) {
            step = places.get(hash.trim()).copied();
        } else if plain.starts_with(':') && entry.is_none() {
            entry = Some(start);
        } else if let Some(entry) = entry.take()
            && let (Some(step), Some(id)) = (step, customer(plain))
        {
            match out.get_mut(id) {
                Some(places) => places.push((step, entry)),
                None => drop(out.insert(id.into(), vec![(step, entry)])),
            }
        }
    }
    // Git tells the newest first.
    out.values_mut().for_each(|places| places.sort_unstable());
    out
}

fn customer(path: &str) -> Option<&str> {
    Some(path.strip_prefix("customers/")?.split_once('/')?.0)
}

impl MainLine {
    /// What the steps changed in a customer's folder, oldest first: the place of the step, what became of the file, its path.
    pub fn changes(&self, id: &str) -> impl Iterator<Item = (usize, Entry<'_>, &str)> {
        let places = self.touched.get(id).into_iter().flatten();
        places.filter_map(|(step, at)| {
            let mut words = self.text.get(*at..)?.splitn(3, '\0');
            Some((*step, raw::entry(words.next()?)?, words.next()?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commit(hash: &str, parents: &str, message: &str) -> Head {
        head(&format!("{hash}\u{1f}{parents}\u{1f}2026-01-01\u{1f}周岚\u{1f}Zhou@Example.com\u{1f}{message}\n")).expect("a commit")
    }

    #[test]
    fn a_merge_says_what_it_brought_in() {
        // f is a merge of e, which parted from b; c and d lie between.
        let all = [
            commit("f", "d e", "合并"),
            commit("e", "b", "客户改期"),
            commit("d", "c", "四"),
            commit("c", "b", "三"),
            commit("b", "", "二"),
        ];
        let line = chain(all.into_iter(), "f");
        let told: Vec<(&str, &str)> = line.iter().map(|head| (head.hash.as_str(), head.message.as_str())).collect();
        assert_eq!(told, [("b", "二"), ("c", "三"), ("d", "四"), ("f", "合并\n客户改期")]);
        assert_eq!((line[0].email.as_str(), line[0].author.as_str()), ("zhou@example.com", "周岚"));
    }

    #[test]
    fn entries_are_found_by_customer() {
        let text = "\u{1}b\0\n:100644 100644 1 2 M\0customers/甲/customer.toml\0:000000 100644 0 3 A\0customers/乙/a.toml\0\u{1}a\0\n:100644 000000 1 0 D\0customers/甲/:x.toml\0";
        let steps = [commit("a", "", ""), commit("b", "a", "")];
        let line = MainLine {
            base: commit("0", "", ""),
            whole: true,
            end: "b".to_owned(),
            touched: touched(text, &steps),
            text: text.to_owned(),
            steps: steps.to_vec(),
        };
        let told: Vec<(usize, &str, &str)> = line.changes("甲").map(|(step, entry, path)| (step, entry.status, path)).collect();
        assert_eq!(told, [(0, "D", "customers/甲/:x.toml"), (1, "M", "customers/甲/customer.toml")]);
        assert_eq!(line.changes("乙").count(), 1);
        assert_eq!(line.changes("丙").count(), 0);
    }
}
