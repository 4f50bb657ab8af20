//! What is staged: the files as the next commit will have them, whatever the work tree has.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use super::{AT_ONCE, Fault, git, reading, run, said};

/// A file of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path below the folder that was asked about.
    pub path: String,
    /// Its blob; none for what is no ordinary file.
    pub blob: Option<String>,
    /// Two versions of it wait for somebody to decide.
    pub conflict: bool,
}

/// The paths below this folder at which the next commit will differ from the last one; true for those that it will hold.
///
/// # Errors
/// When git cannot tell: there is none, or the folder lies in no work tree.
pub fn staged(root: &Path) -> Result<Vec<(String, bool)>, Fault> {
    // Outside a repository `git diff` compares any two files: another git says that there is none.
    super::prefix(root)?;
    let args = ["diff", "--cached", "--name-status", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=all", "--relative"];
    let output = run(reading(&mut git(root, &args)))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut fields = text.split('\0');
    let mut out = Vec::new();
    while let (Some(status), Some(path)) = (fields.next(), fields.next()) {
        out.push((path.to_owned(), !status.starts_with('D')));
    }
    Ok(out)
}

/// The files of the index at these paths or below them, sorted by path.
///
/// # Errors
/// When git cannot tell.
pub fn entries(root: &Path, paths: &[String]) -> Result<Vec<Entry>, Fault> {
    let mut out: Vec<Entry> = Vec::new();
    for some in paths.chunks(AT_ONCE) {
        let output = run(reading(git(root, &["--literal-pathspecs", "ls-files", "--stage", "-z", "--"]).args(some)))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        out.extend(text.split('\0').filter_map(entry));
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out.dedup_by(|a, b| a.path == b.path);
    Ok(out)
}

/// `MODE HASH STAGE<TAB>PATH`
fn entry(line: &str) -> Option<Entry> {
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, hash, stage) = (about.next()?, about.next()?, about.next()?);
    let ordinary = mode.starts_with("100");
    Some(Entry { path: path.to_owned(), blob: ordinary.then(|| hash.to_owned()), conflict: stage != "0" })
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
        let one = entry("100644 aa 0\t客户 一.toml").expect("an entry");
        assert_eq!((one.path.as_str(), one.blob.as_deref(), one.conflict), ("客户 一.toml", Some("aa"), false));
        assert_eq!(entry("120000 aa 0\tx").and_then(|one| one.blob), None);
        assert_eq!(entry("100644 aa 2\tx").map(|one| one.conflict), Some(true));
        assert_eq!(entry(""), None);
    }
}
