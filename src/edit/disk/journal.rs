//! What a write is about to do, on the disk before it does it: a line a file. Later it is what the write can be taken back with.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

use serde::{Deserialize, Serialize};

/// The version of these lines.
const VERSION: u32 = 1;

/// A write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Journal {
    pub(super) head: Head,
    pub(super) files: Vec<Entry>,
}

/// The first line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// [`VERSION`]
    pub(super) kehu: u32,
    /// What is done, in business words.
    pub(super) subject: String,
    /// When, as the caller says it.
    pub(super) time: String,
    /// It takes this write back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) undoes: Option<u64>,
    /// It takes back what it began itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) back: bool,
    /// Folders that it makes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) folders: Vec<String>,
    /// Files that were written aside and are not needed any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) discard: Vec<String>,
    /// Documents that go from one path to another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) moved: Vec<(String, String)>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// As the change names it.
    pub(super) path: String,
    /// Where it really lies: relative to the root with `/`, symbolic links followed.
    pub(super) at: String,
    /// The name under which its new content lies beside it; none for a file that goes.
    pub(super) temp: Option<String>,
    /// What it was; none for one that was not there.
    pub(super) was: Option<Print>,
    /// What it becomes; none for one that goes.
    pub(super) now: Option<Print>,
    /// What it was, in full, where that may be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) before: Option<Content>,
}

/// The last line: without it the file is not whole.
#[derive(Serialize, Deserialize)]
struct End {
    end: usize,
}

/// Bytes: nearly always text, which then can be read in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Content {
    Text(String),
    Hex(String),
}

impl Content {
    pub(super) fn of(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Hex(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
        }
    }

    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => Some(text.clone().into_bytes()),
            Self::Hex(text) => {
                let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
                digits.chunks(2).map(|pair| u8::try_from(pair.first()? * 16 + pair.get(1)?).ok()).collect()
            }
        }
    }
}

/// Tells contents apart. Nobody gains by forging one: whoever can write the journal can write the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Print {
    len: usize,
    hash: String,
}

impl Print {
    /// FNV-1a, 128 bits: the same in every version of kehu.
    pub(super) fn of(bytes: &[u8]) -> Self {
        const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        let hash = bytes.iter().fold(BASIS, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME));
        Self { len: bytes.len(), hash: format!("{hash:032x}") }
    }
}

impl Journal {
    pub(super) fn new(head: Head, files: Vec<Entry>) -> Self {
        Self { head: Head { kehu: VERSION, ..head }, files }
    }

    /// As it is written.
    pub(super) fn bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut out = serde_json::to_vec(&self.head)?;
        for file in &self.files {
            out.push(b'\n');
            serde_json::to_writer(&mut out, file)?;
        }
        out.push(b'\n');
        serde_json::to_writer(&mut out, &End { end: self.files.len() })?;
        out.push(b'\n');
        Ok(out)
    }

    /// None when it is not whole, or of another version.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut lines = text.strip_suffix('\n')?.lines();
        let head: Head = serde_json::from_str(lines.next()?).ok()?;
        let end: End = serde_json::from_str(lines.next_back()?).ok()?;
        let files: Vec<Entry> = lines.map(|line| serde_json::from_str(line).ok()).collect::<Option<_>>()?;
        let whole = head.kehu == VERSION && end.end == files.len();
        let temps = files.iter().all(|file| file.temp.as_deref().is_none_or(is_temp) && file.temp.is_some() == file.now.is_some());
        let named = |path: &String| path.rsplit('/').next().is_some_and(is_temp);
        (whole && temps && head.discard.iter().all(named)).then_some(Self { head, files })
    }
}

/// A number that no other write has.
pub(super) fn seed() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// A name of a file that was written aside: hidden, so that no run takes it for a document.
pub(super) fn temp_name(seed: u64, number: usize) -> String {
    format!(".kehu-{seed:016x}-{number}.tmp")
}

fn is_temp(name: &str) -> bool {
    let inner = name.strip_prefix(".kehu-").and_then(|rest| rest.strip_suffix(".tmp"));
    inner.is_some_and(|inner| inner.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_is_cut_off_is_not() {
        let file = |path: &str, temp: Option<String>, bytes: &[u8]| Entry {
            path: path.to_owned(),
            at: path.to_owned(),
            now: temp.as_ref().map(|_| Print::of(b"new")),
            temp,
            was: Some(Print::of(bytes)),
            before: Some(Content::of(bytes)),
        };
        let files = vec![file("甲\n.toml", Some(temp_name(7, 0)), "旧\r\n".as_bytes()), file("b", None, b"\xff\x00")];
        let head = Head { subject: "云岭：新增".to_owned(), moved: vec![("a".into(), "b".into())], ..Head::default() };
        let journal = Journal::new(head, files);
        let bytes = journal.bytes().expect("JSON");
        assert_eq!(Journal::parse(&bytes).as_ref(), Some(&journal));
        assert_eq!(journal.files[1].before.as_ref().and_then(Content::bytes), Some(vec![0xff, 0]));
        for cut in 0..bytes.len() {
            assert_eq!(Journal::parse(&bytes[..cut]), None, "{cut}");
        }
        for temp in ["x", ".kehu-a/../../b.tmp", ".kehu-", ".kehu-.toml"] {
            let files = vec![file("a", Some(temp.to_owned()), b"")];
            assert_eq!(Journal::parse(&Journal::new(Head::default(), files).bytes().expect("JSON")), None, "{temp}");
        }
        assert_ne!(Print::of(b"a"), Print::of(b"b"));
        assert_eq!(Print::of(b"").hash, "6c62272e07bb014262b821756295c58d");
        assert_eq!(Print::of(b"a").hash, "d228cb696f1a8caf78912b704e4a8964");
    }
}
