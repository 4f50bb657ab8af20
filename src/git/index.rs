//! What is staged: the files as the next commit will have them, whatever the work tree has.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use super::{AT_ONCE, Fault, git, reading, run, said};

/// A file that the next commit changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path below the folder that was asked about.
    pub path: String,
    /// Whether the commit will hold it.
    pub there: bool,
    /// Its blob; none for what is no ordinary file.
    pub blob: Option<String>,
    /// Two versions of it wait for somebody to decide.
    pub conflict: bool,
}

/// What the next commit changes below a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staged {
    /// The files.
    pub changes: Vec<Change>,
    /// It will be the first commit of all.
    pub first: bool,
}

const RAW: &[&str] =
    &["--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--ignore-submodules=all", "--ita-invisible-in-index", "--relative"];

/// How the next commit will differ from the last one. The index of a large archive takes its time: it is read once.
///
/// # Errors
/// When git cannot tell: there is none, or the folder lies in no work tree.
pub fn staged(root: &Path) -> Result<Staged, Fault> {
    let ask = |what: &[&str], rest: &[&str]| run(reading(&mut git(root, &[what, RAW, rest].concat())));
    let (output, first) = match ask(&["diff-index"], &["HEAD"]) {
        Ok(output) => (output, false),
        Err(Fault::Said(_)) if super::history::head(root).is_none() => (ask(&["diff"], &[])?, true),
        Err(fault) => return Err(fault),
    };
    let text = String::from_utf8_lossy(&output.stdout);
    let mut fields = text.split('\0');
    let mut changes = Vec::new();
    while let (Some(about), Some(path)) = (fields.next(), fields.next()) {
        changes.extend(change(about, path));
    }
    Ok(Staged { changes, first })
}

/// `:MODE MODE HASH HASH STATUS`, each first as it was and then as it will be.
fn change(about: &str, path: &str) -> Option<Change> {
    let fields: Vec<&str> = about.split(' ').collect();
    let [_, mode, _, hash, status] = fields.as_slice() else { return None };
    let blob = is_file(mode).then(|| (*hash).to_owned());
    Some(Change { path: path.to_owned(), there: *status != "D", blob, conflict: *status == "U" })
}

/// The files that the last commit has at these paths or below them, with their blobs; none for what is no ordinary file.
///
/// # Errors
/// When git cannot tell.
pub fn committed(root: &Path, paths: &[String]) -> Result<BTreeMap<String, Option<String>>, Fault> {
    let mut out = BTreeMap::new();
    for some in paths.chunks(AT_ONCE) {
        let output = run(reading(git(root, &["--literal-pathspecs", "ls-tree", "-r", "-z", "HEAD", "--"]).args(some)))?;
        let text = String::from_utf8_lossy(&output.stdout);
        out.extend(text.split('\0').filter_map(entry));
    }
    Ok(out)
}

/// `MODE TYPE HASH<TAB>PATH`
fn entry(line: &str) -> Option<(String, Option<String>)> {
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, _, hash) = (about.next()?, about.next()?, about.next()?);
    Some((path.to_owned(), is_file(mode).then(|| hash.to_owned())))
}

/// Neither a symbolic link nor another repository.
fn is_file(mode: &str) -> bool {
    mode.starts_with("100")
}

/// The bytes of these blobs, by their hashes; all by one git.
///
/// # Errors
/// When git cannot give one of them.
pub fn blobs<'h>(root: &Path, hashes: impl IntoIterator<Item = &'h str>) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    let wanted: BTreeMap<&str, ()> = hashes.into_iter().map(|hash| (hash, ())).collect();
    if wanted.is_empty() {
        return Ok(BTreeMap::new());
    }
    let list: String = wanted.keys().map(|hash| format!("{hash}\n")).collect();
    let mut command = git(root, &["cat-file", "--batch"]);
    reading(&mut command).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|_| Fault::NoGit)?;
    let mut input = child.stdin.take();
    // Git answers while it is still being asked: who asks first and listens then would wait for ever.
    let asking = std::thread::spawn(move || input.as_mut().map(|input| input.write_all(list.as_bytes())));
    let output = child.wait_with_output().map_err(|_| Fault::NoGit)?;
    // Who ends without reading says why.
    let _ = asking.join();
    if !output.status.success() {
        return Err(said(&output));
    }
    parsed(&output.stdout).filter(|blobs| blobs.len() == wanted.len()).ok_or_else(|| Fault::Said("git cat-file: object missing".to_owned()))
}

/// `HASH blob SIZE`, a line break, the bytes, a line break; again and again. None where git had something else to say.
fn parsed(mut rest: &[u8]) -> Option<BTreeMap<String, Vec<u8>>> {
    let mut out = BTreeMap::new();
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest)?;
        let head = std::str::from_utf8(&rest[..end]).ok()?;
        let (hash, about) = head.split_once(' ')?;
        let size: usize = about.strip_prefix("blob ")?.parse().ok()?;
        let bytes = rest.get(end + 1..end + 1 + size)?;
        out.insert(hash.to_owned(), bytes.to_vec());
        rest = rest.get(end + 2 + size..)?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_taken_apart() {
        let blobs = parsed(b"aa blob 3\na\nb\nbb blob 0\n\n").expect("whole");
        assert_eq!(blobs.into_iter().collect::<Vec<_>>(), [("aa".to_owned(), b"a\nb".to_vec()), ("bb".to_owned(), Vec::new())]);
        for bad in [&b"aa missing\n"[..], b"aa blob 9\nab\n", b"aa blob x\n"] {
            assert_eq!(parsed(bad), None);
        }
        assert_eq!(entry("100644 blob aa\t客户 一.toml"), Some(("客户 一.toml".to_owned(), Some("aa".to_owned()))));
        assert_eq!(entry("120000 blob aa\tx"), Some(("x".to_owned(), None)));
        assert_eq!(entry(""), None);
        let one = |about: &str| change(about, "x").map(|one| (one.there, one.blob, one.conflict));
        assert_eq!(one(":100644 100644 aa bb M"), Some((true, Some("bb".to_owned()), false)));
        assert_eq!(one(":100644 000000 aa 00 D"), Some((false, None, false)));
        assert_eq!(one(":100644 000000 aa 00 U"), Some((true, None, true)));
        assert_eq!(one(""), None);
    }
}
