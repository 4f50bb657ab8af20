//! What a writing command did: its words, and the lines that it added and took away.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use similar::{ChangeTag, TextDiff};

use crate::support::{Done, Kehu};

/// `kehu` with these words in an archive, on the day of the example, in Chinese; `me`: who writes, or nobody.
pub(crate) fn kehu(root: &Path, me: &str, words: &[&str]) -> Done {
    Kehu::new(words.iter().copied()).inside(root).lang("zh-CN").var("KEHU_ME", me).var("KEHU_AS_OF", "2026-07-08").run()
}

/// A line as it is typed; single quotes keep blanks together.
pub(crate) fn line(root: &Path, me: &str, line: &str) -> Done {
    let quoted = line.split('\'').enumerate();
    let words: Vec<&str> =
        quoted.flat_map(|(at, part)| if at % 2 == 0 { part.split_whitespace().collect::<Vec<_>>() } else { vec![part] }).collect();
    kehu(root, me, &words)
}

/// Every file of the archive with its bytes, without kehu's own folder.
pub(crate) fn all(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("readable").filter_map(Result::ok) {
            let path = entry.path();
            if entry.file_name() == ".kehu" {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
                out.insert(name, fs::read(&path).expect("readable"));
            }
        }
    }
    out
}

/// What a line that must write changed: `-` for lines that went, `+` for new ones, below the path of their file.
pub(crate) fn changes(root: &Path, me: &str, text: &str) -> String {
    let before = all(root);
    let Done { status, stdout, stderr } = line(root, me, text);
    assert_eq!(status, Some(0), "{text}\n{stdout}{stderr}");
    diff(&before, &all(root))
}

/// The words of a line that writes nothing, and ends with this status.
pub(crate) fn nothing(root: &Path, me: &str, text: &str, status: i32) -> String {
    let before = all(root);
    let done = line(root, me, text);
    assert_eq!(done.status, Some(status), "{text}\n{}{}", done.stdout, done.stderr);
    assert_eq!(diff(&before, &all(root)), "", "{text}");
    done.stderr
}

/// The lines in which two states of an archive differ.
pub(crate) fn diff(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> String {
    let mut out = String::new();
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for path in paths.into_iter().filter(|path| before.get(*path) != after.get(*path)) {
        let text = |files: &BTreeMap<String, Vec<u8>>| {
            files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
        };
        let (old, new) = (text(before), text(after));
        out.push_str(&format!("{path}\n"));
        for change in TextDiff::from_lines(&old, &new).iter_all_changes() {
            let sign = match change.tag() {
                ChangeTag::Equal => continue,
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            };
            out.push_str(&format!("{sign}{}\n", change.value().trim_end_matches(['\n', '\r'])));
        }
    }
    out
}
