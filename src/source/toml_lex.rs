//! The few tokens of TOML that can hide others: strings and headers.

use memchr::memchr2;

/// The end (one past the closing quotes) of the string that begins at `at`; none when it is not closed.
/// A string in single quotation marks ends with its line, one in threefold marks where it is closed.
pub(super) fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let quote = *bytes.get(at)?;
    if bytes[at..].starts_with(&[quote; 3]) {
        return multiline_end(bytes, at + 3, quote);
    }
    let mut i = at + 1;
    loop {
        match *bytes.get(i)? {
            b'\n' => return None,
            b'\\' if quote == b'"' => i += 2,
            b if b == quote => return Some(i + 1),
            _ => i += 1,
        }
    }
}

fn multiline_end(bytes: &[u8], mut i: usize, quote: u8) -> Option<usize> {
    loop {
        i += memchr2(quote, b'\\', bytes.get(i..)?)?;
        if bytes[i] == b'\\' {
            i += if quote == b'"' { 2 } else { 1 };
            continue;
        }
        let run = bytes[i..].iter().take_while(|&&b| b == quote).count();
        // Up to two quotation marks may stand right before the closing three.
        if run >= 3 {
            return Some(i + run.min(5));
        }
        i += run;
    }
}

/// The end of the header `[…]` or `[[…]]` that begins at `start`.
pub(super) fn header_end(text: &str, start: u32) -> u32 {
    let bytes = text.as_bytes();
    let mut i = start as usize;
    while let Some(&b) = bytes.get(i) {
        match b {
            b']' => {
                i += if bytes.get(i + 1) == Some(&b']') { 2 } else { 1 };
                break;
            }
            b'\n' => break,
            b'"' | b'\'' => match string_end(bytes, i) {
                Some(end) => i = end,
                None => break,
            },
            _ => i += 1,
        }
    }
    u32::try_from(i).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_end_where_toml_says() {
        let end = |s: &str| string_end(s.as_bytes(), 0);
        assert_eq!(end(r#""a\"b" c"#), Some(6));
        assert_eq!(end(r"'a\' c"), Some(4));
        assert_eq!(end("\"a\nb\""), None);
        assert_eq!(end("\"\"\"a\n\"b\"\" \"\"\"\"\" x"), Some(15));
        assert_eq!(end("'''a\\'''"), Some(8));
        assert_eq!(end("\"\" x"), Some(2));
        assert_eq!(end("\"abc\\"), None);
        assert_eq!(end("\"\"\"abc"), None);
    }

    #[test]
    fn headers_end_at_their_brackets() {
        assert_eq!(header_end("[a] # ]]", 0), 3);
        assert_eq!(header_end("[[a.\"]]\"]] x", 0), 10);
        assert_eq!(header_end("[a\n]", 0), 2);
    }
}
