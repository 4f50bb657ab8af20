//! Inline tables that only TOML 1.1 allows: over several lines, or with a comma after the last value.

use super::{Edit, Fault, FaultKind, Span, toml_lex};

/// Looks at the inline table at `span` of a text that parses. Almost all need no more than the search for a line break.
pub(super) fn check(text: &str, span: Span) -> Option<Fault> {
    let body = &text[span.range()];
    if memchr::memchr(b'\n', body.as_bytes()).is_none() && !trailing_comma(body) {
        return None;
    }
    let shape = Shape::of(body);
    shape.newer.then(|| Fault { span, kind: FaultKind::MultilineInlineTable, fix: shape.joined.map(|text| Edit { span, text }) })
}

fn trailing_comma(body: &str) -> bool {
    body.strip_suffix('}').is_some_and(|inside| inside.trim_end().ends_with(','))
}

/// What an inline table looks like.
struct Shape {
    /// Needs TOML 1.1.
    newer: bool,
    /// The same on one line; none when a comment would be lost.
    joined: Option<String>,
}

impl Shape {
    fn of(body: &str) -> Self {
        let bytes = body.as_bytes();
        let (mut newer, mut comment) = (false, false);
        let mut open = Vec::new();
        let mut joined = String::with_capacity(body.len());
        let mut i = 0;
        while i < bytes.len() {
            let end = match bytes[i] {
                b'"' | b'\'' => toml_lex::string_end(bytes, i).unwrap_or(bytes.len()),
                b'#' => {
                    comment = true;
                    i += memchr::memchr(b'\n', &bytes[i..]).unwrap_or(bytes.len() - i);
                    continue;
                }
                b' ' | b'\t' | b'\r' | b'\n' => {
                    let end = after_blank(bytes, i);
                    newer |= open.last() == Some(&b'{') && bytes[i..end].contains(&b'\n');
                    blank(&mut joined, &body[i..end], bytes.get(end));
                    i = end;
                    continue;
                }
                b',' if last_comma(bytes, i) => {
                    newer |= open.last() == Some(&b'{');
                    i += 1;
                    continue;
                }
                b'{' | b'[' => {
                    open.push(bytes[i]);
                    i + 1
                }
                b'}' | b']' => {
                    open.pop();
                    i + 1
                }
                _ => char_end(body, i),
            };
            joined.push_str(&body[i..end]);
            i = end;
        }
        Self { newer, joined: (newer && !comment).then_some(joined) }
    }
}

/// A run of blanks, joined: as it was without a line break, else one space, or none inside square brackets' edges.
fn blank(joined: &mut String, run: &str, next: Option<&u8>) {
    if !run.contains('\n') {
        joined.push_str(run);
    } else if !joined.ends_with('[') && next != Some(&b']') && !joined.ends_with(' ') {
        joined.push(' ');
    }
}

/// Whether the comma at `i` has nothing but blanks and comments between it and a closing bracket.
fn last_comma(bytes: &[u8], i: usize) -> bool {
    let mut i = after_blank(bytes, i + 1);
    while bytes.get(i) == Some(&b'#') {
        i += memchr::memchr(b'\n', &bytes[i..]).unwrap_or(bytes.len() - i);
        i = after_blank(bytes, i);
    }
    matches!(bytes.get(i), Some(b'}' | b']'))
}

fn after_blank(bytes: &[u8], i: usize) -> usize {
    let blanks = bytes[i..].iter();
    i + blanks.take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).count()
}

fn char_end(text: &str, i: usize) -> usize {
    i + text[i..].chars().next().map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(body: &str) -> Option<Option<String>> {
        let span = Span::new(0, u32::try_from(body.len()).expect("short"));
        check(body, span).map(|fault| fault.fix.map(|fix| fix.text))
    }

    #[test]
    fn one_line_is_fine() {
        assert_eq!(joined("{ a = 1, b = [ 1, 2, ] }"), None);
        assert_eq!(joined("{ a = [\n 1,\n 2\n] }"), None);
        assert_eq!(joined("{ a = \"\"\"x\ny,\n\"\"\" }"), None);
    }

    #[test]
    fn several_lines_are_joined() {
        assert_eq!(joined("{\n  日期 = 2026-06-30,\r\n  份数 = 2,\n}"), Some(Some("{ 日期 = 2026-06-30, 份数 = 2 }".into())));
        assert_eq!(joined("{ a = 1, }"), Some(Some("{ a = 1 }".into())));
        assert_eq!(joined("{ a = [\n 1, { b = '}' },\n],\n c = 2 }"), Some(Some("{ a = [1, { b = '}' }], c = 2 }".into())));
    }

    #[test]
    fn a_comment_is_not_lost() {
        assert_eq!(joined("{ a = 1, # 说明\n b = 2 }"), Some(None));
    }
}
