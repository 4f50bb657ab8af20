//! What stands bare in a TOML file: which values TOML knows, and how the others look in quotes.

/// Whether `token` is a boolean, number, date or time of TOML.
pub(super) fn is_value(token: &str) -> bool {
    match token.as_bytes() {
        b"true" | b"false" | b"inf" | b"nan" => true,
        [b'0'] => true,
        [b'1'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit) => rest.len() < MAX_DIGITS,
        [b'0'..=b'9' | b'+' | b'-', rest @ ..] => rest.len() < 64 && ::toml::de::DeValue::parse(token).is_ok(),
        _ => false,
    }
}

/// Longer whole numbers do not fit the parser's 128 bits; in quotes their digits are kept.
const MAX_DIGITS: usize = 38;

/// Whether `token` reads as one text: nothing in it looks like more syntax.
pub(super) fn is_text(token: &str) -> bool {
    !token.is_empty() && !token.contains(['"', '\'', '=']) && !token.contains(char::is_control)
}

/// `text` as a basic string.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The plain sign that a full-width one stands for where syntax is meant.
pub(super) const fn plain_sign(c: char) -> Option<&'static str> {
    Some(match c {
        '＝' => "=",
        '，' => ",",
        '［' | '【' => "[",
        '］' | '】' => "]",
        '｛' => "{",
        '｝' => "}",
        '＃' => "#",
        '．' => ".",
        '\u{3000}' => " ",
        _ => return None,
    })
}

/// The marks that may close what the quotation mark `open` opened, if TOML does not know `open`.
pub(super) const fn odd_closers(open: char) -> Option<&'static [char]> {
    Some(match open {
        '“' | '”' | '„' | '＂' => &['”', '“', '＂', '"'],
        '‘' | '’' | '＇' => &['’', '‘', '＇', '\''],
        '「' => &['」'],
        '『' => &['』'],
        _ => return None,
    })
}

/// Where a value or key stands: decides what ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A statement of its own.
    Line,
    /// Inside `[ ]`.
    Array,
    /// Inside `{ }`.
    Inline,
    /// Between a header's brackets.
    Header,
}

/// Whether nothing but an end of value follows a closing quotation mark.
pub(super) fn ends_here(rest: &str, place: Place) -> bool {
    let next = rest.trim_start_matches([' ', '\t', '\r', '\u{3000}']).chars().next();
    let rest_of_value = match place {
        Place::Array => ",，]］】#＃",
        Place::Inline => ",，}｝#＃=＝:：.．",
        Place::Header => "]］】.．",
        Place::Line => "#＃=＝:：.．",
    };
    next.is_none_or(|c| c == '\n' || rest_of_value.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_toml() {
        for token in [
            "true",
            "0",
            "-0",
            "12",
            "1_000",
            "0x1F",
            "7.5",
            "1e3",
            "+inf",
            "2026-07-08",
            "10:20:00",
            "2026-05-15T10:20:00",
            "2026-05-15 10:20:00+08:00",
            "2024-02-29",
        ] {
            assert!(is_value(token), "{token}");
        }
    }

    #[test]
    fn everything_else_is_text() {
        for token in [
            "2026-07",
            "2026-Q2",
            "05-18",
            "60%",
            "1,200",
            "0990-5550101",
            "007",
            "2026/7/15",
            "2026年7月15日",
            "下周三",
            "２０２６－０７－１５",
            "yes",
            "2026-02-30",
            "2026-13-01",
            "A",
            "True",
            "+86 13800000000",
            "123456789012345678901234567890123456789",
            "2026-07-08 上午",
        ] {
            assert!(!is_value(token) && is_text(token), "{token}");
        }
    }

    #[test]
    fn quoting_keeps_the_text() {
        assert_eq!(quoted("C:\\客户\t\"甲\""), r#""C:\\客户\t\"甲\"""#);
    }
}
