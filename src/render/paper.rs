//! What all text formats share: display widths, wrapping, cutting, and text made harmless for a terminal.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Columns that a tab takes in an excerpt.
const TAB: usize = 4;

/// Punctuation that must not begin a line.
const CLOSING: &str = "，。、；：！？）」』】》〉”’…%‰,.;:!?)]}>～·";
/// Punctuation that must not end a line.
const OPENING: &str = "（「『【《〈“‘([{<￥¥$";

/// Columns that one character takes on a terminal.
fn char_width(c: char) -> usize {
    match c {
        '\t' => TAB,
        _ => c.width().unwrap_or(1),
    }
}

/// Columns that a text takes on a terminal; Chinese characters take two.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// A character that does nothing to a terminal: escapes and controls become visible pictures, signs that turn the direction of writing become `�`.
const fn harmless(c: char) -> char {
    match c {
        '\0'..='\u{1F}' => match char::from_u32(0x2400 + c as u32) {
            Some(picture) => picture,
            None => '�',
        },
        '\u{7F}' => '␡',
        '\u{80}'..='\u{9F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => '�',
        _ => c,
    }
}

/// `text` without anything that acts on a terminal; line breaks stay, tabs become a blank.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    let clean = |c: char| match c {
        '\n' => '\n',
        '\t' => ' ',
        _ => harmless(c),
    };
    if text.chars().all(|c| clean(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").chars().map(clean).collect())
}

/// As [`visible`], on one line.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let clean = visible(text);
    if clean.contains('\n') { Cow::Owned(clean.replace('\n', " ")) } else { clean }
}

/// Breaks a text into lines of at most `limit` columns: at blanks, and around Chinese characters but never before closing or after opening punctuation.
/// A word that is longer than a line is cut. Line breaks of the text stay.
pub(crate) fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(2);
    let mut lines = Vec::new();
    for line in text.split('\n') {
        wrap_line(line, limit, &mut lines);
    }
    lines
}

/// Wraps one line.
fn wrap_line(line: &str, limit: usize, lines: &mut Vec<String>) {
    let mut rest = line.trim_end();
    loop {
        let cut = break_point(rest, limit);
        lines.push(rest[..cut].trim_end().to_owned());
        if cut == rest.len() {
            return;
        }
        rest = rest[cut..].trim_start();
        if rest.is_empty() {
            return;
        }
    }
}

/// The byte where a line of at most `limit` columns ends; at least one character.
fn break_point(text: &str, limit: usize) -> usize {
    let (mut used, mut good, mut before) = (0, 0, None);
    for (at, c) in text.char_indices() {
        if before.is_some_and(|b| may_break(b, c)) {
            good = at;
        }
        // Blanks may hang over the edge: they are trimmed.
        if used + char_width(c) > limit && c != ' ' {
            let hard = if at == 0 { c.len_utf8() } else { at };
            return if good > 0 { good } else { hard };
        }
        used += char_width(c);
        before = Some(c);
    }
    text.len()
}

/// Whether a line may end between two characters.
fn may_break(before: char, after: char) -> bool {
    if CLOSING.contains(after) || OPENING.contains(before) || after == ' ' {
        return false;
    }
    before == ' ' || char_width(before) > 1 || char_width(after) > 1
}

/// A line cut to `limit` columns around `focus` (bytes of `line`), with `…` where something is left out; also where the focus is in the result.
/// Characters that act on a terminal are made visible; tabs stay.
pub(crate) fn clip(line: &str, focus: Range<usize>, limit: usize) -> (String, Range<usize>) {
    let window = window(line, &focus, limit);
    let mut out = String::with_capacity(window.len() + 6);
    if window.start > 0 {
        out.push('…');
    }
    let (mut start, mut end) = (out.len(), None);
    for (at, c) in line[window.clone()].char_indices() {
        let at = at + window.start;
        if at <= focus.start {
            start = out.len();
        }
        if at >= focus.end && end.is_none() {
            end = Some(out.len());
        }
        out.push(if c == '\t' { c } else { harmless(c) });
    }
    if focus.start >= window.end {
        start = out.len();
    }
    let end = end.unwrap_or(out.len()).max(start);
    if window.end < line.len() {
        out.push('…');
    }
    (out, start..end)
}

/// The bytes of `line` that are shown: all of it, or a third of the room before the focus and the rest after its start.
fn window(line: &str, focus: &Range<usize>, limit: usize) -> Range<usize> {
    if width(line) <= limit {
        return 0..line.len();
    }
    let room = limit.saturating_sub(2).max(8);
    let back = |from: usize, mut room: usize| {
        let mut start = from;
        for (at, c) in line[..from].char_indices().rev() {
            match room.checked_sub(char_width(c)) {
                Some(left) => (room, start) = (left, at),
                None => break,
            }
        }
        start
    };
    let ahead = |from: usize, mut room: usize| {
        for (at, c) in line[from..].char_indices() {
            match room.checked_sub(char_width(c)) {
                Some(left) => room = left,
                None => return from + at,
            }
        }
        line.len()
    };
    let start = back(focus.start.min(line.len()), room / 3);
    let end = ahead(start, room);
    if end == line.len() { back(end, room)..end } else { start..end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_chinese_and_latin() {
        assert_eq!(wrap("云岭移动通信，有限公司", 13), ["云岭移动通", "信，有限公司"]);
        assert_eq!(wrap("the quick brown fox", 10), ["the quick", "brown fox"]);
        assert_eq!(wrap("abcdefghijklmnop", 5), ["abcde", "fghij", "klmno", "p"]);
        assert_eq!(wrap("a\nb", 5), ["a", "b"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("「云岭」", 2), ["「", "云", "岭", "」"]);
    }

    #[test]
    fn clips_around_the_focus() {
        let line = format!("{}云岭{}", "甲".repeat(50), "乙".repeat(50));
        let (cut, focus) = clip(&line, 150..156, 30);
        assert_eq!(&cut[focus], "云岭");
        assert!(width(&cut) <= 30 && cut.starts_with('…') && cut.ends_with('…'), "{cut}");
        let (cut, focus) = clip(&line, line.len()..line.len(), 30);
        assert!(cut.starts_with('…') && !cut.ends_with('…'), "{cut}");
        assert_eq!(focus, cut.len()..cut.len());
        assert_eq!(clip("短", 0..3, 30), ("短".to_owned(), 0..3));
        let (cut, focus) = clip(&line, 0..line.len(), 30);
        assert_eq!(focus.start, 0);
        assert!(focus.end < cut.len());
    }

    #[test]
    fn nothing_acts_on_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mb\tc\u{9b}\u{202e}\r\nd"), "a␛[31mb c��\nd");
        assert_eq!(one_line("a\nb"), "a b");
        assert!(matches!(visible("云岭\n"), Cow::Borrowed(_)));
    }
}
