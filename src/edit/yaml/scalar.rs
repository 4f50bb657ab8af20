//! Texts, numbers and keys as YAML writes them: plain where that stays what it is, else in double quotes, or as a block of lines.

use crate::edit::value::{Scalar, Value};
use crate::form::reader::literal;
use crate::source::{self, Arena, Form, Kind, Syntax};

/// Where a scalar stands: what may be plain differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// Behind a key or dash.
    Block,
    /// In brackets.
    Flow,
}

/// A scalar on one line.
pub(super) fn inline(scalar: &Scalar, room: Room) -> String {
    if let Some(raw) = &scalar.raw
        && is_raw(scalar, raw, room)
    {
        return raw.to_string();
    }
    match scalar.form {
        Form::Quoted | Form::Plain | Form::Date => text(&scalar.text, room),
        Form::Integer | Form::Float => number(scalar, room),
        Form::Bool => scalar.text.clone(),
        Form::Null => "null".to_owned(),
    }
}

/// TOML parts digits by `_`, which makes a text of them here.
fn number(scalar: &Scalar, room: Room) -> String {
    if is_raw(scalar, &scalar.text, room) { scalar.text.clone() } else { scalar.text.replace('_', "") }
}

/// A text on one line.
pub(super) fn text(text: &str, room: Room) -> String {
    let plain = literal(Syntax::Yaml, text) == text && {
        let scalar = Scalar { text: text.to_owned(), form: Form::Plain, raw: None };
        is_raw(&scalar, text, room)
    };
    if plain { text.to_owned() } else { quoted(text) }
}

/// A key.
pub(super) fn key(key: &str, room: Room) -> String {
    let breaks = room == Room::Flow && key.contains([',', '[', ']', '{', '}']);
    let plain = !breaks && literal(Syntax::Yaml, key) == key && {
        let arena = Arena::new();
        let line = format!("{key}: x\n");
        let tree = source::parse(Syntax::Yaml, &line, &arena);
        let entries = tree.root.entries().unwrap_or_default();
        tree.faults.is_empty() && matches!(entries, [entry] if entry.key == key && entry.value.scalar() == Some(("x", Form::Plain)))
    };
    if plain { key.to_owned() } else { quoted(key) }
}

/// Whether `raw` says what the scalar says where it stands, on one line.
fn is_raw(scalar: &Scalar, raw: &str, room: Room) -> bool {
    if raw.contains(['\n', '\r']) || raw.starts_with(['&', '*', '!', '|', '>', '#']) || raw.trim() != raw {
        return false;
    }
    let line = match room {
        Room::Block => format!("k: {raw}\n"),
        Room::Flow => format!("k: [{raw}, x]\n"),
    };
    let arena = Arena::new();
    let tree = source::parse(Syntax::Yaml, &line, &arena);
    let [entry] = tree.root.entries().unwrap_or_default() else { return false };
    let node = match (room, entry.value.kind) {
        (Room::Flow, Kind::List([first, _])) => first,
        (Room::Block, Kind::Scalar(..)) => &entry.value,
        _ => return false,
    };
    tree.faults.is_empty() && Value::Scalar(scalar.clone()).same(&Value::of(node))
}

/// In double quotes, with every sign escaped that may not stand there.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\x{:02X}", u32::from(c))),
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text of several lines as a block: its head (`|-`) and its lines, which stand `step` deeper than the key or dash. None where it has to
/// be quoted.
pub(super) fn block(text: &str, step: usize) -> Option<(String, Vec<&str>)> {
    let odd = |c: char| c != '\n' && (c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'));
    let body = text.trim_end_matches('\n');
    if !text.contains('\n') || body.trim().is_empty() || text.contains(odd) {
        return None;
    }
    let mut head = "|".to_owned();
    // A reader takes the indentation of the first line that is not empty, unless it is told.
    if body.starts_with('\n') || body.trim_start_matches('\n').starts_with([' ', '\u{a0}', '\u{3000}']) {
        head.push_str(&step.to_string());
    }
    let lines: Vec<&str> = match text.len() - body.len() {
        0 => {
            head.push('-');
            body.split('\n').collect()
        }
        1 => body.split('\n').collect(),
        _ => {
            head.push('+');
            text.strip_suffix('\n').unwrap_or(text).split('\n').collect()
        }
    };
    is_block(text, &head, &lines, step).then_some((head, lines))
}

fn is_block(text: &str, head: &str, lines: &[&str], step: usize) -> bool {
    let mut trial = format!("k: {head}\n");
    push_lines(&mut trial, lines, step);
    trial.push_str("z: x\n");
    let arena = Arena::new();
    let tree = source::parse(Syntax::Yaml, &trial, &arena);
    let entries = tree.root.entries().unwrap_or_default();
    tree.faults.is_empty() && entries.len() == 2 && entries[0].value.scalar() == Some((text, Form::Quoted))
}

/// Puts lines at a column; empty ones stay empty.
pub(super) fn push_lines(out: &mut String, lines: &[&str], column: usize) {
    for line in lines {
        if !line.is_empty() {
            indent(out, column);
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// Puts blanks.
pub(super) fn indent(out: &mut String, column: usize) {
    out.extend(std::iter::repeat_n(' ', column));
}
