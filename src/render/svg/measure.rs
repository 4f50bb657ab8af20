//! How much room a text takes, without a font: on the safe side for every font that the pictures name.

use unicode_width::UnicodeWidthChar;

use crate::render::paper::{width, wrap};

/// Bold is wider.
pub(super) const BOLD: f64 = 1.06;

/// The narrowest letter, in parts of its height.
const NARROWEST: f64 = 0.42;

/// Width of a character in parts of its height. Wide characters are as wide as high; of the others the widest fonts count.
fn part(c: char) -> f64 {
    if c.width().unwrap_or(1) > 1 {
        return 1.0;
    }
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '·' => {
            NARROWEST
        }
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 1.0,
        'A'..='Z' | '&' | '~' | '+' | '=' | '<' | '>' => 0.80,
        '→' | '←' | '↑' | '↓' | '—' | '…' | '×' | '÷' | '●' | '○' | '■' | '□' | '▲' | '▼' | '◆' | '★' => 1.0,
        _ => 0.66,
    }
}

/// Width of a line of text of this size.
#[must_use]
pub fn width_of(text: &str, size: f64) -> f64 {
    text.chars().map(part).sum::<f64>() * size
}

/// The text cut so that it fits into `room`, with `…` where something is left out.
#[must_use]
pub fn cut(text: &str, size: f64, room: f64) -> String {
    if width_of(text, size) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = size;
    for c in text.chars() {
        used += part(c) * size;
        if used > room {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// The text in lines that fit into `room`, at most so many, the last one cut.
#[must_use]
pub fn wrapped(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    // What cannot be shown is not measured: a title of ten thousand signs costs no more than one of a hundred.
    let text = &cut(text, size, room * (f64::from(u16::try_from(lines).unwrap_or(u16::MAX)) + 2.0));
    // Columns first, as on a terminal, narrower until every line fits: Latin letters differ in width.
    // No line can have more columns than the narrowest letters would need.
    let most = width(text).min((room / (NARROWEST * size)) as usize).max(2);
    let mut columns = most;
    let mut parts = wrap(text, columns);
    while columns > 2 && parts.iter().any(|part| width_of(part, size) > room) {
        columns -= 1;
        parts = wrap(text, columns);
    }
    if parts.len() > lines {
        parts.truncate(lines);
        if let Some(last) = parts.last_mut() {
            *last = cut(&format!("{last}……"), size, room);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit() {
        for text in ["建设部总经理兼技术委员会主任", "Deputy general manager, construction", "客户经理 zhou-lan", ""] {
            for part in wrapped(text, 12.0, 90.0, 2) {
                assert!(width_of(&part, 12.0) <= 90.0, "{part}");
            }
        }
        assert_eq!(cut("云岭移动通信有限公司", 10.0, 50.0), "云岭移动…");
        assert_eq!(cut("云岭", 10.0, 50.0), "云岭");
    }
}
