//! YAML with a full-width `：` behind a key, or no space behind `:`, as people type them between Chinese words.

use super::toml_repair::span;
use super::{Edit, Fault, FaultKind, Form, Kind, Node, Span, Tree};

/// Longest text before `：` that is taken for a key, in characters.
const LONGEST_KEY: usize = 24;

/// The places where the sign behind a key is wrong: what to change, and how each is reported.
pub(super) fn find(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut at = 0;
    // A list's item that may be a text of its own; it is an entry only when the next line goes on with the same table.
    let mut item: Option<(usize, Fault)> = None;
    // Lines indented deeper than this belong to a block scalar or go on with a plain one.
    let mut inside: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_end();
        let indent = bare.len() - bare.trim_start_matches(' ').len();
        if bare.is_empty() || inside.is_some_and(|limit| indent > limit) {
            continue;
        }
        inside = None;
        let dashes = dashes(&bare[indent..]);
        let body = indent + dashes;
        let entry = Entry::of(&bare[body..]);
        if let Some((column, fault)) = item.take()
            && (column == indent && dashes == 0)
            && entry.entry
        {
            faults.push(fault);
        }
        if let Some(sign) = entry.sign {
            let fault = fault(text, start + body + entry.key, sign);
            if dashes > 0 {
                item = Some((body, fault));
            } else {
                faults.push(fault);
            }
        }
        // `key: |` and `key: some text` may go on below, deeper than the key.
        if entry.goes_on {
            inside = Some(body);
        }
    }
    faults
}

/// Lines indented with tabs: each is read as two spaces.
pub(super) fn tabs(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let rest = line.trim_start_matches([' ', '\t']);
        let indent = &line[..line.len() - rest.len()];
        // Behind spaces a tab may belong to the text of a block scalar.
        if !indent.starts_with('\t') || rest.trim().is_empty() || rest.starts_with('#') {
            continue;
        }
        let here = span(start, start + indent.len());
        let edit = Edit { span: here, text: indent.replace('\t', "  ") };
        faults.push(Fault { span: here, kind: FaultKind::Syntax("tabs disallowed in the indentation".into()), fix: Some(edit) });
    }
    faults
}

/// Plain texts of several lines that all look like `key：value`: entries that the parser took for one text.
pub(super) fn swallowed(text: &str, tree: &Tree<'_>) -> Vec<Fault> {
    if memchr::memmem::find(text.as_bytes(), "：".as_bytes()).is_none() {
        return Vec::new();
    }
    let mut spans = Vec::new();
    collect(&tree.root, text, &mut spans);
    if spans.is_empty() {
        return Vec::new();
    }
    spans.sort();
    let mut faults = find(text);
    faults.retain(|fault| {
        let after = spans.partition_point(|s| s.start <= fault.span.start);
        after > 0 && fault.span.end <= spans[after - 1].end
    });
    faults
}

/// Depth is bounded when a tree is built, so recursion is.
fn collect(node: &Node<'_>, text: &str, spans: &mut Vec<Span>) {
    match &node.kind {
        Kind::Scalar(_, Form::Plain) => {
            let raw = text.get(node.span.range()).unwrap_or_default();
            let entry = |line: &str| Entry::of(line.trim()).sign == Some('：');
            if raw.contains('\n') && raw.lines().all(entry) {
                spans.push(node.span);
            }
        }
        Kind::Scalar(..) => {}
        Kind::List(items) => items.iter().for_each(|item| collect(item, text, spans)),
        Kind::Map(entries) => entries.iter().for_each(|e| collect(&e.value, text, spans)),
    }
}

/// How long the `- ` before a list's item are.
fn dashes(line: &str) -> usize {
    let rest = line.trim_start_matches("- ");
    let trimmed = rest.trim_start();
    line.len() - if rest.len() == line.len() { rest } else { trimmed }.len()
}

/// One line as key, sign and value.
struct Entry {
    /// Bytes of the key.
    key: usize,
    /// The sign behind it, when it is wrong.
    sign: Option<char>,
    /// `key: value` in any form.
    entry: bool,
    /// The value is text without quotes, or a block scalar's head.
    goes_on: bool,
}

impl Entry {
    fn of(line: &str) -> Self {
        let at = line.find([':', '：']).unwrap_or(line.len());
        let key = &line[..at];
        let Some(sign) = line[at..].chars().next().filter(|_| is_key(key)) else {
            return Self { key: at, sign: None, entry: false, goes_on: false };
        };
        let rest = &line[at + sign.len_utf8()..];
        let right = sign == ':' && (rest.is_empty() || rest.starts_with([' ', '\t']));
        // A time (`10:20`) or address (`http://`) is no key; a Chinese word is.
        let wrong = !right && (sign == '：' || !key.is_ascii() && !rest.starts_with("//"));
        let value = rest.trim_start();
        let quoted = value.starts_with(['"', '\'', '[', '{', '#']) || value.is_empty();
        Self { key: at, sign: wrong.then_some(sign), entry: right || wrong, goes_on: (right || wrong) && !quoted }
    }
}

fn is_key(key: &str) -> bool {
    let key = key.trim();
    let length = key.chars().count();
    (1..=LONGEST_KEY).contains(&length)
        && !key.starts_with(['"', '\'', '#', '[', '{', '&', '*', '!', '|', '>', '%', '@', '`'])
        && !key.contains(['，', '。', '；', '！', '？', ' ', '\t', '#'])
}

fn fault(text: &str, at: usize, sign: char) -> Fault {
    let here = span(at, at + sign.len_utf8());
    let rest = &text[here.end as usize..];
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']);
    let kind = match sign {
        '：' => FaultKind::FullWidthSign(sign),
        _ => FaultKind::Syntax("missing space after `:`".into()),
    };
    Fault { span: here, kind, fix: Some(Edit { span: here, text: if spaced { ":" } else { ": " }.into() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let faults = find(text).into_iter();
        faults.map(|fault| text[..fault.span.end as usize].lines().last().unwrap_or_default().trim().to_owned()).collect()
    }

    #[test]
    fn keys_with_a_wrong_sign() {
        assert_eq!(found("单位名称：云岭\n机构:\n  - 名称：总部\n    地点:春城\n    电话: 1\n"), ["单位名称：", "- 名称：", "地点:"]);
    }

    #[test]
    fn texts_are_left_alone() {
        assert!(found("备注: |\n  一：二\n\n  三：四\n时间: 10:20\n").is_empty());
        assert!(found("备注: 第一行\n  二：三\n# 注：无\n说明，另：无\n'引：'\n").is_empty());
    }
}
