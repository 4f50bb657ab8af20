//! Values and keys as TOML text. Lines end in `\n` here; who puts the text into a document makes them the document's own.

use unicode_width::UnicodeWidthStr;

use crate::edit::value::{Comments, Element, Pair, Scalar, Value};
use crate::source::{Arena, Form, Note, Syntax, parse};

use super::context::{Context, Style};

/// Longest line of a list that is written on one.
const WIDE: usize = 100;
/// Where comments behind values stand, as far as the values let them.
const BESIDE: usize = 47;

/// A key, in quotes where it needs them.
pub(super) fn key(text: &str) -> String {
    if is_bare(text) { text.to_owned() } else { quoted(text) }
}

/// Whether a key needs no quotes.
pub(super) fn is_bare(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A text in `"`.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    text.chars().for_each(|c| escape(&mut out, c));
    out.push('"');
    out
}

fn escape(out: &mut String, c: char) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        c if c < ' ' || c == '\u{7f}' => out.push_str(&format!("\\u{:04X}", u32::from(c))),
        c => out.push(c),
    }
}

/// A text of several lines in `"""`.
fn lines(text: &str) -> String {
    let mut out = String::from("\"\"\"\n");
    let mut marks = 0;
    for (at, c) in text.char_indices() {
        marks = if c == '"' { marks + 1 } else { 0 };
        let last = at + c.len_utf8() == text.len();
        match c {
            '\n' | '\t' => out.push(c),
            // Three in a row would end it, and so would one right before the end.
            '"' if marks < 3 && !last => out.push('"'),
            '"' => {
                marks = 0;
                escape(&mut out, c);
            }
            c => escape(&mut out, c),
        }
    }
    out.push_str("\"\"\"");
    out
}

/// A scalar; a text of several lines in `"""` where it `may` be.
pub(super) fn scalar(scalar: &Scalar, may: bool) -> String {
    let plain = quoted(&scalar.text);
    if let Some(raw) = &scalar.raw
        && (**raw == plain || reads_as(raw, scalar))
        && (may || !raw.contains('\n'))
    {
        return raw.to_string();
    }
    match scalar.form {
        Form::Integer | Form::Float | Form::Bool | Form::Date if reads_as(&scalar.text, scalar) => scalar.text.clone(),
        Form::Null => "\"\"".to_owned(),
        _ if may && scalar.text.contains('\n') => lines(&scalar.text),
        _ => plain,
    }
}

/// Whether TOML reads these bytes as the same value.
fn reads_as(raw: &str, scalar: &Scalar) -> bool {
    if raw.contains(['\r', '#']) && !raw.starts_with(['"', '\'']) {
        return false;
    }
    if scalar.form == Form::Integer
        && raw == scalar.text
        && raw.len() < 18
        && !raw.starts_with('0')
        && raw.bytes().all(|b| b.is_ascii_digit())
    {
        return true;
    }
    let wanted = if scalar.form == Form::Plain { Form::Quoted } else { scalar.form };
    let (arena, line) = (Arena::new(), format!("k = {raw}\n"));
    let tree = parse(Syntax::Toml, &line, &arena);
    let Some([entry]) = tree.root.entries().filter(|_| tree.faults.is_empty()) else { return false };
    entry.value.note == Note::None
        && entry.value.scalar() == Some((scalar.text.as_str(), wanted))
        && entry.value.span.range() == (4..4 + raw.len())
}

/// A value on one line.
pub(super) fn inline(value: &Value) -> String {
    match value {
        Value::Scalar(one) => scalar(one, false),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| inline(&item.value)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(pairs) if pairs.is_empty() => "{}".to_owned(),
        Value::Table(pairs) => {
            let pairs: Vec<String> = pairs.iter().map(|pair| format!("{} = {}", key(&pair.key), inline(&pair.value))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

/// Whether one line is too little for a table, or for one of a list: it is long, or comments stand within.
pub(super) fn is_unfit(value: &Value) -> bool {
    match value {
        Value::Scalar(_) => false,
        Value::List(items) => items.iter().any(|item| matches!(item.value, Value::Table(_)) && is_unfit(&item.value)),
        Value::Table(_) => has_comments(value) || inline(value).width() > WIDE,
    }
}

/// The value of a statement that takes `before` columns up to it. `may`: text of several lines may be written as such.
pub(super) fn value(value: &Value, before: usize, may: bool) -> String {
    match value {
        Value::Scalar(one) => scalar(one, may),
        Value::List(items) if !items.is_empty() => {
            let line = inline(value);
            let tables = items.iter().any(|item| matches!(item.value, Value::Table(_)));
            let told = items.iter().any(|item| item.comments != Comments::default() || has_comments(&item.value));
            if tables || told || before + line.width() > WIDE { list(items, None) } else { line }
        }
        other => inline(other),
    }
}

/// A list, an element a line; the comment behind its key goes behind its bracket.
fn list(items: &[Element], beside: Option<&str>) -> String {
    let mut out = String::from("[");
    if let Some(comment) = beside {
        out.push(' ');
        out.push_str(comment);
    }
    out.push('\n');
    for item in items {
        let above = item.comments.above.iter().filter(|comment| !comment.is_empty());
        for comment in above.chain(&hoisted(&item.value)) {
            out.push_str("  ");
            out.push_str(comment);
            out.push('\n');
        }
        let mut line = format!("  {},", inline(&item.value));
        push_beside(&mut line, item.comments.beside.as_deref());
        out.push_str(&line);
        out.push('\n');
    }
    out.push(']');
    out
}

fn push_beside(line: &mut String, comment: Option<&str>) {
    let Some(comment) = comment else { return };
    let width = line[line.rfind('\n').map_or(0, |at| at + 1)..].width();
    let gap = if width + 2 > BESIDE { 2 } else { BESIDE - width };
    line.push_str(&" ".repeat(gap));
    line.push_str(comment);
}

/// Comments inside of a value that is written on one line: they go above it.
pub(super) fn hoisted(value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    collect(value, &mut out);
    out
}

fn has_comments(value: &Value) -> bool {
    !hoisted(value).is_empty()
}

fn collect(value: &Value, out: &mut Vec<String>) {
    let mut take = |comments: &Comments, value: &Value| {
        out.extend(comments.above.iter().filter(|comment| !comment.is_empty()).cloned());
        out.extend(comments.beside.clone());
        collect(value, out);
    };
    match value {
        Value::Scalar(_) => {}
        Value::List(items) => items.iter().for_each(|item| take(&item.comments, &item.value)),
        Value::Table(pairs) => pairs.iter().for_each(|pair| take(&pair.comments, &pair.value)),
    }
}

/// `key = value`, with its comments, as lines of their own.
pub(super) fn statement(name: &str, pair: &Pair, may: bool) -> String {
    let mut out = String::new();
    above(&mut out, &pair.comments.above);
    let beside = pair.comments.beside.as_deref();
    let lead = format!("{name} = ");
    let mut line = value(&pair.value, lead.width(), may);
    match &pair.value {
        Value::List(items) if line.contains('\n') => {
            line = list(items, beside);
            out.push_str(&lead);
            out.push_str(&line);
        }
        other => {
            above(&mut out, &hoisted(other));
            line.insert_str(0, &lead);
            push_beside(&mut line, beside);
            out.push_str(&line);
        }
    }
    out.push('\n');
    out
}

/// Comments on lines of their own.
pub(super) fn above(out: &mut String, comments: &[String]) {
    for comment in comments {
        out.push_str(comment);
        out.push('\n');
    }
}

/// What is written as blocks, and how.
pub(super) struct Blocks {
    /// Text of several lines may be written as such.
    pub(super) may: bool,
    /// Blank lines stand between blocks.
    pub(super) spaced: bool,
}

impl Blocks {
    /// A pair of a table as one or several blocks; `path` is the header's key. Each begins right at its comments.
    pub(super) fn pair(&self, path: &str, pair: &Pair, style: Style, below: Context, out: &mut Vec<String>) {
        match &pair.value {
            Value::List(items) if style == Style::Array => {
                for (n, item) in items.iter().enumerate() {
                    let mut comments = item.comments.clone();
                    if n == 0 {
                        comments.above.splice(0..0, pair.comments.above.iter().chain(&pair.comments.beside).cloned());
                    }
                    if let Value::Table(pairs) = &item.value {
                        self.block(&format!("[[{path}]]"), path, &comments, pairs, below, out);
                    }
                }
            }
            Value::Table(pairs) => {
                let bare = pair.comments == Comments::default() && !pairs.is_empty();
                if bare && pairs.iter().all(|pair| matches!(below.style(&pair.key, &pair.value), Style::Table | Style::Array)) {
                    pairs.iter().for_each(|pair| self.inner(path, pair, below, out));
                } else {
                    self.block(&format!("[{path}]"), path, &pair.comments, pairs, below, out);
                }
            }
            _ => {}
        }
    }

    fn inner(&self, path: &str, pair: &Pair, context: Context, out: &mut Vec<String>) {
        let path = format!("{path}.{}", key(&pair.key));
        self.pair(&path, pair, context.style(&pair.key, &pair.value), context.below(&pair.key), out);
    }

    fn block(&self, header: &str, path: &str, comments: &Comments, pairs: &[Pair], context: Context, out: &mut Vec<String>) {
        let mut text = String::new();
        above(&mut text, &comments.above);
        let mut line = header.to_owned();
        push_beside(&mut line, comments.beside.as_deref());
        text.push_str(&line);
        text.push('\n');
        text.push_str(&self.keys(pairs, context));
        out.push(text);
        self.tables(path, pairs, context, out);
    }

    /// The plain keys of a table.
    pub(super) fn keys(&self, pairs: &[Pair], context: Context) -> String {
        let mut out = String::new();
        for pair in pairs {
            match context.style(&pair.key, &pair.value) {
                Style::Inline => out.push_str(&statement(&key(&pair.key), pair, self.may)),
                Style::Dotted => self.dotted(&key(&pair.key), pair, &mut out),
                Style::Table | Style::Array => {}
            }
        }
        out
    }

    fn dotted(&self, path: &str, pair: &Pair, out: &mut String) {
        match &pair.value {
            Value::Table(pairs) if !pairs.is_empty() => {
                above(out, &pair.comments.above);
                above(out, pair.comments.beside.as_slice());
                pairs.iter().for_each(|pair| self.dotted(&format!("{path}.{}", key(&pair.key)), pair, out));
            }
            _ => out.push_str(&statement(path, pair, self.may)),
        }
    }

    /// The blocks of a table.
    pub(super) fn tables(&self, path: &str, pairs: &[Pair], context: Context, out: &mut Vec<String>) {
        for pair in pairs {
            if matches!(context.style(&pair.key, &pair.value), Style::Table | Style::Array) {
                let name = key(&pair.key);
                let path = if path.is_empty() { name } else { format!("{path}.{name}") };
                self.pair(&path, pair, context.style(&pair.key, &pair.value), context.below(&pair.key), out);
            }
        }
    }

    /// Blocks one below the other.
    pub(super) fn join(&self, blocks: &[String]) -> String {
        blocks.join(if self.spaced { "\n" } else { "" })
    }
}
