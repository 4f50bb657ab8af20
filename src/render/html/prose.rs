//! Texts of the data within markup: harmless whatever they hold.

use std::fmt::Write;

use crate::render::paper::visible;

/// A text within an element or a quoted attribute. Controls and signs that turn the direction of writing become visible.
pub(super) fn escape(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A text of a cell: as [`escape`]; a day within it is not torn apart.
pub(super) fn cell(text: &str) -> String {
    days(&escape(text))
}

/// Keeps every `2026-07-08` of a text in one piece: a browser would break it at its dashes.
fn days(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    let mut at = 0;
    while at + DAY <= bytes.len() {
        let bounded = (at == 0 || !bytes[at - 1].is_ascii_digit()) && !bytes.get(at + DAY).is_some_and(u8::is_ascii_digit);
        if bounded && is_day(&bytes[at..at + DAY]) {
            let _ = write!(out, "{}<span class=\"day\">{}</span>", &text[from..at], &text[at..at + DAY]);
            at += DAY;
            from = at;
        } else {
            at += 1;
        }
    }
    out.push_str(&text[from..]);
    out
}

/// Bytes of a day.
const DAY: usize = 10;

fn is_day(bytes: &[u8]) -> bool {
    bytes.len() == DAY && bytes.iter().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() })
}

/// The same with commands as code: our sentences set them between backticks, or on a line of their own.
pub(super) fn marked(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(line).collect();
    lines.join("\n")
}

fn line(text: &str) -> String {
    if text.starts_with("kehu ") && !text.contains('`') {
        return format!("<code>{}</code>", escape(text));
    }
    if text.matches('`').count() % 2 == 1 {
        return days(&escape(text));
    }
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split('`').enumerate() {
        match (at % 2 == 1, part.is_empty()) {
            (true, false) => {
                let _ = write!(out, "<code>{}</code>", escape(part));
            }
            (true, true) => out.push_str("``"),
            (false, _) => out.push_str(&days(&escape(part))),
        }
    }
    out
}

/// A text as a string of a style sheet, without the quotes: letters and digits as they are, anything else by its number. It can end neither
/// the string nor the style sheet.
pub(super) fn css(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else {
            let _ = write!(out, "\\{:x} ", u32::from(c));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_data_is_markup() {
        assert_eq!(escape("<a href='x'>\"&\u{202e}\u{1b}"), "&lt;a href=&#39;x&#39;&gt;&quot;&amp;\u{fffd}\u{241b}");
        assert_eq!(css("合同额（万元）</style>\"\\"), "合同额\\ff08 万元\\ff09 \\3c \\2f style\\3e \\22 \\5c ");
    }

    #[test]
    fn commands_are_code() {
        assert_eq!(marked("用 `kehu due` 看"), "用 <code>kehu due</code> 看");
        assert_eq!(marked("a ` b <i>"), "a ` b &lt;i&gt;");
        assert_eq!(marked("`<i>`"), "<code>&lt;i&gt;</code>");
        assert_eq!(marked("``"), "``");
        assert_eq!(marked("先做：\nkehu due --days 0"), "先做：\n<code>kehu due --days 0</code>");
        assert_eq!(marked("截至 2026-07-08，12026-07-08"), "截至 <span class=\"day\">2026-07-08</span>，12026-07-08");
        assert_eq!((cell("2026-07-08").as_str(), cell("2026-07-0").as_str()), ("<span class=\"day\">2026-07-08</span>", "2026-07-0"));
    }
}
