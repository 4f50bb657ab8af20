//! Documents in other encodings become UTF-8: every character and line end stays, or the document is left alone.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::Refusal;
use crate::discover;
use crate::source::{FaultKind, Syntax, encoding};

/// An encoding that is converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// GB18030, which holds GBK and GB2312.
    Gb18030,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

impl Charset {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Gb18030, Self::Utf16Le, Self::Utf16Be];

    /// As findings call it; in small letters the word of `--from-encoding`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gb18030 => "GB18030",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        }
    }

    const fn encoding(self) -> &'static Encoding {
        match self {
            Self::Gb18030 => GB18030,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
        }
    }
}

/// A document to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Relative to the archive's root, with `/`.
    pub path: String,
    /// Somebody named this very file, not a folder around it.
    pub by_name: bool,
}

/// The documents that these paths (relative to the root, empty for the root itself) stand for, in order, each once.
///
/// # Errors
/// When the archive's folders cannot be listed.
pub fn documents(root: &Path, paths: &[String]) -> io::Result<Vec<Asked>> {
    let mut out: BTreeMap<String, bool> = BTreeMap::new();
    let (folders, files): (Vec<&String>, Vec<&String>) = paths.iter().partition(|path| root.join(path).is_dir());
    if !folders.is_empty() {
        let within = |path: &str, folder: &str| folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let found = discover::documents(root)?.into_iter().filter(|found| !found.sealed).map(|found| found.path);
        out.extend(found.filter(|path| folders.iter().any(|folder| within(path, folder))).map(|path| (path, false)));
    }
    out.extend(files.into_iter().map(|path| (path.clone(), true)));
    Ok(out.into_iter().map(|(path, by_name)| Asked { path, by_name }).collect())
}

/// What a document is as UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Utf8 {
    /// It is UTF-8.
    Already,
    /// Its text, and what it was.
    Was(Charset, String),
}

/// Reads a document as `charset`, or as what it looks like when none is named. A person who named the very file knows better than a guess:
/// then what looks like nothing known is read as they say.
///
/// # Errors
/// When it is of another encoding, or nobody can tell.
pub fn utf8(bytes: &[u8], asked: &Asked, charset: Option<Charset>) -> Result<Utf8, Refusal> {
    if Syntax::of_path(&asked.path).is_none() && !asked.path.ends_with(".csv") {
        return Err(Refusal::NotADocument);
    }
    let looks = match encoding::decode(bytes.to_vec()) {
        Ok(_) => return Ok(Utf8::Already),
        Err(fault) => match fault.kind {
            FaultKind::TooLarge => return Err(Refusal::TooLarge),
            FaultKind::Encoding(Some(name)) => Charset::ALL.into_iter().find(|charset| charset.name() == name),
            _ if encoding::is_mostly_utf8(bytes) => return Err(damaged(bytes)),
            _ => None,
        },
    };
    let charset = match (charset, looks) {
        (None, Some(looks)) => looks,
        (Some(named), Some(looks)) if named == looks => named,
        (Some(named), None) if asked.by_name => named,
        (Some(_), Some(looks)) => return Err(Refusal::OtherEncoding(looks.name())),
        (_, None) => return Err(Refusal::UnknownEncoding),
    };
    let text = strict(bytes, charset)?;
    // What is written has to be a text that is read from now on: no zero bytes, not too large.
    match encoding::decode(text.as_bytes().to_vec()) {
        Ok(_) => Ok(Utf8::Was(charset, text)),
        Err(fault) if fault.kind == FaultKind::TooLarge => Err(Refusal::TooLarge),
        Err(_) => Err(Refusal::NoText(charset.name())),
    }
}

/// The text without its byte order mark, which says nothing in UTF-8.
fn strict(bytes: &[u8], charset: Charset) -> Result<String, Refusal> {
    let mut decoder = charset.encoding().new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).ok_or(Refusal::TooLarge)?;
    let mut text = String::with_capacity(room);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        _ => Err(Refusal::Undecodable(charset.name(), line_after(text.as_bytes()))),
    }
}

fn damaged(bytes: &[u8]) -> Refusal {
    let good = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let zero = memchr::memchr(0, bytes).unwrap_or(good);
    Refusal::DamagedUtf8(line_after(&bytes[..good.min(zero)]))
}

fn line_after(before: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', before).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "unit_name = \"云岭通信有限公司\"\r\n# 𠮷野家 镕\r\n";

    fn asked(by_name: bool) -> Asked {
        Asked { path: "staff.toml".to_owned(), by_name }
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_character_and_line_end_stays() {
        let gb = GB18030.encode(TEXT).0.into_owned();
        let (le, be) = (utf16(TEXT, u16::to_le_bytes), utf16(&format!("\u{feff}{TEXT}"), u16::to_be_bytes));
        for (bytes, charset) in [(gb, Charset::Gb18030), (le, Charset::Utf16Le), (be, Charset::Utf16Be)] {
            for named in [None, Some(charset)] {
                let Ok(Utf8::Was(was, text)) = utf8(&bytes, &asked(false), named) else { panic!("{charset:?} {named:?}") };
                assert_eq!((was, text.as_str()), (charset, TEXT));
            }
            let other = if charset == Charset::Gb18030 { Charset::Utf16Le } else { Charset::Gb18030 };
            let refused = utf8(&bytes, &asked(true), Some(other));
            assert!(matches!(refused, Err(Refusal::OtherEncoding(name)) if name == charset.name()), "{charset:?}");
        }
        assert!(matches!(utf8(TEXT.as_bytes(), &asked(true), Some(Charset::Utf16Le)), Ok(Utf8::Already)));
        assert!(matches!(utf8(format!("\u{feff}{TEXT}").as_bytes(), &asked(true), None), Ok(Utf8::Already)));
    }

    #[test]
    fn a_guess_is_not_enough_for_a_folder_and_damage_is_not_made_worse() {
        // One rare character, whose second byte is a Latin letter: it looks like nothing.
        let rare = GB18030.encode("a = \"镕\"\n").0.into_owned();
        assert!(matches!(utf8(&rare, &asked(false), Some(Charset::Gb18030)), Err(Refusal::UnknownEncoding)));
        assert!(matches!(utf8(&rare, &asked(true), None), Err(Refusal::UnknownEncoding)));
        let Ok(Utf8::Was(_, text)) = utf8(&rare, &asked(true), Some(Charset::Gb18030)) else { panic!("they said so") };
        assert_eq!(text, "a = \"镕\"\n");
        let mut damaged = TEXT.as_bytes().to_vec();
        damaged.remove(14);
        for charset in Charset::ALL {
            assert!(matches!(utf8(&damaged, &asked(true), Some(charset)), Err(Refusal::DamagedUtf8(1))), "{charset:?}");
        }
        let mut broken = GB18030.encode(TEXT).0.into_owned();
        broken.push(0xFF);
        assert!(matches!(utf8(&broken, &asked(true), Some(Charset::Gb18030)), Err(Refusal::Undecodable("GB18030", 3))));
        let odd = [utf16(TEXT, u16::to_le_bytes), vec![0x41]].concat();
        assert!(matches!(utf8(&odd, &asked(true), Some(Charset::Utf16Le)), Err(Refusal::Undecodable("UTF-16LE", 3))));
        assert!(matches!(utf8(b"a = \"\0\"\n", &asked(true), Some(Charset::Gb18030)), Err(Refusal::NoText(_))));
        let asked = Asked { path: "README.md".to_owned(), by_name: true };
        assert!(matches!(utf8(&broken, &asked, None), Err(Refusal::NotADocument)));
    }
}
