//! A document as a tree, written as TOML or as YAML.

use std::fmt::Write as _;

pub(super) enum Value {
    /// In quotes.
    Text(String),
    /// A date or a number, as it stands.
    Bare(String),
    /// In one line.
    List(Vec<Value>),
    /// A table in one line.
    Inline(Fields),
    /// A table.
    Table(Fields),
    /// A list of tables.
    Rows(Vec<Fields>),
}

pub(super) type Fields = Vec<(&'static str, Value)>;

pub(super) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

pub(super) fn bare(value: impl ToString) -> Value {
    Value::Bare(value.to_string())
}

fn inline(out: &mut String, value: &Value, equals: &str) {
    let mut between = |open: &str, close: &str, items: &mut dyn Iterator<Item = (Option<&str>, &Value)>| {
        out.push_str(open);
        for (at, (key, item)) in items.enumerate() {
            out.push_str(if at > 0 { ", " } else { "" });
            if let Some(key) = key {
                out.push_str(key);
                out.push_str(equals);
            }
            inline(out, item, equals);
        }
        out.push_str(close);
    };
    match value {
        // No text above holds a quote or a backslash.
        Value::Text(text) => {
            let _ = write!(out, "\"{text}\"");
        }
        Value::Bare(text) => out.push_str(text),
        Value::List(items) => between("[", "]", &mut items.iter().map(|item| (None, item))),
        Value::Inline(fields) | Value::Table(fields) => between("{ ", " }", &mut fields.iter().map(|(key, item)| (Some(*key), item))),
        Value::Rows(_) => {}
    }
}

pub(super) fn toml(out: &mut String, path: &str, fields: &Fields) {
    let is_block = |value: &Value| matches!(value, Value::Table(_) | Value::Rows(_));
    for (key, value) in fields.iter().filter(|(_, value)| !is_block(value)) {
        out.push_str(key);
        out.push_str(" = ");
        inline(out, value, " = ");
        out.push('\n');
    }
    for (key, value) in fields {
        let path = if path.is_empty() { (*key).to_owned() } else { format!("{path}.{key}") };
        match value {
            Value::Table(inner) => {
                let _ = writeln!(out, "\n[{path}]");
                toml(out, &path, inner);
            }
            Value::Rows(rows) => {
                for row in rows {
                    let _ = writeln!(out, "\n[[{path}]]");
                    toml(out, &path, row);
                }
            }
            _ => {}
        }
    }
}

pub(super) fn yaml(out: &mut String, depth: usize, fields: &Fields) {
    for (at, (key, value)) in fields.iter().enumerate() {
        // The first key of a row stands behind its dash.
        if at > 0 || !out.ends_with("- ") {
            out.push_str(&"  ".repeat(depth));
        }
        out.push_str(key);
        out.push(':');
        match value {
            Value::Table(inner) => {
                out.push('\n');
                yaml(out, depth + 1, inner);
            }
            Value::Rows(rows) => {
                out.push('\n');
                for row in rows {
                    let _ = write!(out, "{}- ", "  ".repeat(depth + 1));
                    yaml(out, depth + 2, row);
                }
            }
            flat => {
                out.push(' ');
                inline(out, flat, ": ");
                out.push('\n');
            }
        }
    }
}
