//! Bytes to text: UTF-8 without a copy, and a name for what is not UTF-8.

use super::{Fault, FaultKind, Span, limits};

/// A document's text, still as the bytes of the file: thousands are read, and few of them are ever looked at again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    bytes: Vec<u8>,
    /// Whether the file begins with a byte order mark; writers keep it.
    pub bom: bool,
}

impl Text {
    /// The text of bytes that were checked; of others it is empty.
    #[must_use]
    pub fn of(bytes: Vec<u8>) -> Self {
        let bom = bytes.starts_with(BOM);
        Self { bytes, bom }
    }

    /// The text after the byte order mark.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let start = if self.bom { BOM.len() } else { 0 };
        // `check` lets nothing else through.
        simdutf8::basic::from_utf8(&self.bytes[start..]).unwrap_or_default()
    }
}

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Reads bytes as UTF-8, without the byte order mark. Anything else is a fault that names the encoding it looks like; its span counts bytes
/// of the file.
///
/// # Errors
/// [`FaultKind::TooLarge`] and [`FaultKind::Encoding`].
pub fn check(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.len() > limits::MAX_BYTES {
        return Err(fault(FaultKind::TooLarge, 0, 0));
    }
    let zero = memchr::memchr(0, bytes);
    if let Some(name) = utf16(bytes, zero.is_some()) {
        return Err(fault(FaultKind::Encoding(Some(name)), 0, 1));
    }
    if let Some(at) = zero {
        return Err(fault(FaultKind::Encoding(None), at, at + 1));
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok(text.strip_prefix('\u{feff}').unwrap_or(text));
    }
    let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let name = looks_like_gb18030(bytes).then_some("GB18030");
    Err(fault(FaultKind::Encoding(name), at, at + 1))
}

/// The same for bytes that are kept.
///
/// # Errors
/// As [`check`].
pub fn decode(bytes: Vec<u8>) -> Result<Text, Fault> {
    check(&bytes)?;
    Ok(Text::of(bytes))
}

fn fault(kind: FaultKind, start: usize, end: usize) -> Fault {
    // Larger than u32 only for TooLarge, whose span is empty.
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Fault { span: Span::new(clamp(start), clamp(end)), kind, fix: None }
}

/// UTF-16 by its mark, or by zero bytes in every second place (Latin letters, digits, `=` and line breaks have one).
fn utf16(bytes: &[u8], has_zero: bool) -> Option<&'static str> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some("UTF-16LE");
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some("UTF-16BE");
    }
    if !has_zero || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in bytes.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    // One Latin character in eight is less than any document of keys has; a single zero byte proves nothing.
    let enough = (bytes.len() / 16).max(1);
    if odd > enough && even * 8 < odd {
        Some("UTF-16LE")
    } else if even > enough && odd * 8 < even {
        Some("UTF-16BE")
    } else {
        None
    }
}

/// Whether bytes that are not UTF-8 read as Chinese in GB18030 (which holds GBK and GB2312).
fn looks_like_gb18030(bytes: &[u8]) -> bool {
    // UTF-8 with a few damaged bytes often decodes as GB18030, too.
    if is_mostly_utf8(bytes) {
        return false;
    }
    let (_, had_errors) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    !had_errors && mostly_high_pairs(bytes)
}

/// Whether most of what is not ASCII is good UTF-8: a UTF-8 text that was damaged, whatever else its bytes could be read as.
#[must_use]
pub fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let lossy = String::from_utf8_lossy(bytes);
    let (mut good, mut bad) = (0usize, 0usize);
    for c in lossy.chars().filter(|c| !c.is_ascii()) {
        if c == char::REPLACEMENT_CHARACTER {
            bad += 1;
        } else {
            good += 1;
        }
    }
    good > bad
}

/// Chinese is mostly pairs of two high bytes; a Latin letter with an accent is one high byte before a letter.
fn mostly_high_pairs(bytes: &[u8]) -> bool {
    let (mut high, mut low) = (0usize, 0usize);
    let mut rest = bytes.iter();
    while let Some(&lead) = rest.next() {
        if lead < 0x80 {
            continue;
        }
        match rest.next() {
            Some(&trail) if trail >= 0x80 => high += 1,
            // The second byte of a four-byte form is a digit; the lead of its second half counts by itself.
            Some(&trail) if trail.is_ascii_digit() => {}
            _ => low += 1,
        }
    }
    high > low
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "unit_name = \"云岭通信有限公司\"\r\n# 客户档案\r\n";

    fn kind(bytes: &[u8]) -> (FaultKind, u32) {
        let fault = decode(bytes.to_vec()).expect_err("not UTF-8");
        (fault.kind, fault.span.start)
    }

    fn utf16_bytes(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn utf8_with_and_without_mark() {
        let text = decode(TEXT.into()).expect("is UTF-8");
        assert!(!text.bom && text.as_str() == TEXT);
        let text = decode([BOM, TEXT.as_bytes()].concat()).expect("is UTF-8");
        assert!(text.bom && text.as_str() == TEXT);
    }

    #[test]
    fn chinese_encodings_are_named() {
        let (gbk, ..) = encoding_rs::GBK.encode(TEXT);
        assert_eq!(kind(&gbk), (FaultKind::Encoding(Some("GB18030")), 13));
        let (gb, ..) = encoding_rs::GB18030.encode("name = \"𠮷野家㐂乐\"");
        assert_eq!(kind(&gb).0, FaultKind::Encoding(Some("GB18030")));
    }

    #[test]
    fn utf16_is_named_with_and_without_mark() {
        let le = utf16_bytes(TEXT, u16::to_le_bytes);
        let be = utf16_bytes(TEXT, u16::to_be_bytes);
        assert_eq!(kind(&le).0, FaultKind::Encoding(Some("UTF-16LE")));
        assert_eq!(kind(&be).0, FaultKind::Encoding(Some("UTF-16BE")));
        let marked = [b"\xFF\xFE".as_slice(), &le].concat();
        assert_eq!(kind(&marked).0, FaultKind::Encoding(Some("UTF-16LE")));
    }

    #[test]
    fn the_unknown_stays_unnamed() {
        assert_eq!(kind(b"name = \"Andr\xE9 \"\n"), (FaultKind::Encoding(None), 12));
        assert_eq!(kind(b"ville = \"Orl\xE9ans \xE9t\xE9\"\n").0, FaultKind::Encoding(None));
        assert_eq!(kind(b"a = \"\0\"\n"), (FaultKind::Encoding(None), 5));
        let mut damaged = TEXT.as_bytes().to_vec();
        damaged.remove(14);
        assert_eq!(kind(&damaged), (FaultKind::Encoding(None), 13));
    }

    #[test]
    fn size_is_bounded() {
        assert_eq!(kind(&vec![b'#'; limits::MAX_BYTES + 1]).0, FaultKind::TooLarge);
    }
}
