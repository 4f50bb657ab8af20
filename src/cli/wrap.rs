//! Lines of prose by display width. Chinese has no spaces: it breaks between any two characters, save before closing and after opening marks.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Marks that never begin a line.
const CLOSING: &str = "，。；：！？、）》」』】〕〉”’…—,.;:!?)]}%·";
/// Marks that never end a line.
const OPENING: &str = "（《「『【〔〈“‘([{";

/// Columns that a text takes on a terminal.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// A text of at most `most` columns: the rest gives way to an ellipsis.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if columns(&kept) + wide(c) >= most {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// Breaks prose into lines of at most `width` columns. Code between backticks breaks at its spaces only; a line feed always breaks.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    hang(text, width, "")
}

/// As [`wrap`], with every line after the first of a paragraph begun by `indent`.
pub(crate) fn hang(text: &str, width: usize, indent: &str) -> Vec<String> {
    text.split('\n').flat_map(|paragraph| fill(&pieces(paragraph), width, indent, "")).collect()
}

/// Breaks a command line at its spaces, each broken line ending in the shell's `\`, so that it can still be pasted.
pub(crate) fn wrap_code(line: &str, width: usize) -> Vec<String> {
    if columns(line) <= width {
        return vec![line.to_owned()];
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for word in line.split(' ') {
        match pieces.last_mut() {
            // An option and its value, `<` and its file read better on one line.
            Some(last) if takes(&last.text) && !word.starts_with('-') => {
                last.text = format!("{} {word}", last.text);
            }
            _ => pieces.push(Piece { text: word.to_owned(), spaced: true }),
        }
    }
    fill(&pieces, width, "  ", " \\")
}

fn takes(word: &str) -> bool {
    word.starts_with(['-', '<', '>']) && !word.contains(' ')
}

/// A stretch of text that stays together.
struct Piece {
    text: String,
    spaced: bool,
}

fn pieces(paragraph: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut code, mut spaced, mut previous) = (false, false, None);
    for c in paragraph.chars() {
        if c == ' ' {
            (spaced, previous) = (true, None);
            continue;
        }
        let together = previous.is_some_and(|previous| code || !may_break(previous, c));
        match pieces.last_mut() {
            Some(last) if together => last.text.push(c),
            _ => pieces.push(Piece { text: c.to_string(), spaced }),
        }
        if c == '`' {
            code = !code;
        }
        (spaced, previous) = (false, Some(c));
    }
    pieces
}

fn may_break(before: char, after: char) -> bool {
    let chinese = wide(before) > 1 || wide(after) > 1;
    chinese && !CLOSING.contains(after) && !OPENING.contains(before)
}

/// Fills lines greedily. Lines after the first begin with `indent`, lines that go on end with `end`.
fn fill(pieces: &[Piece], width: usize, indent: &str, end: &str) -> Vec<String> {
    let most = width - columns(end);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut fresh = true;
    for piece in pieces {
        let gap = if piece.spaced && !fresh { " " } else { "" };
        if !fresh && columns(&line) + gap.len() + columns(&piece.text) > most {
            lines.push(format!("{line}{end}"));
            line = indent.to_owned();
        } else {
            line.push_str(gap);
        }
        for c in piece.text.chars() {
            // A word wider than the whole line: there is no good place, so any will do.
            if columns(&line) + wide(c) > most && columns(&line) > indent.len() {
                lines.push(std::mem::replace(&mut line, indent.to_owned()));
            }
            line.push(c);
        }
        fresh = false;
    }
    lines.push(line);
    lines
}

fn wide(c: char) -> usize {
    c.width().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn chinese_breaks_between_characters_but_not_before_marks() {
        assert_eq!(wrap("客户的名称、简称。", 8), ["客户的名", "称、简", "称。"]);
        assert_eq!(wrap("参见（附表3）", 6), ["参见", "（附表", "3）"]);
    }

    #[test]
    fn words_and_code_stay_whole() {
        assert_eq!(wrap("用 `KEHU_ARCHIVE` 指明", 15), ["用", "`KEHU_ARCHIVE`", "指明"]);
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("条件`am:周岚`为准", 12), ["条件", "`am:周岚`为", "准"]);
    }

    #[test]
    fn a_long_command_can_still_be_pasted() {
        assert_eq!(wrap_code("kehu list customers --limit 3", 20), ["kehu list \\", "  customers \\", "  --limit 3"]);
    }

    #[test]
    fn long_values_are_shortened() {
        assert_eq!(shorten("云岭移动通信有限公司", 9), "云岭移动…");
        assert_eq!(shorten("abc", 3), "abc");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "[a-z 客户，。（）`-]{0,80}", width in 8usize..60) {
            let lines = wrap(&text, width);
            prop_assert!(lines.iter().all(|line| columns(line) <= width), "{lines:?}");
            prop_assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }
}
