//! Markdown tables (GitHub flavour).

use crate::render::table::{Table, TableStyle};

/// Table, then notes as a list.
pub(super) fn render(table: &Table, style: &TableStyle) -> String {
    let mut out = String::new();
    line(&mut out, &table.headings(style.lang, style.unit), false);
    out.push('|');
    for at in 0..table.columns.len() {
        out.push_str(if table.is_right(at) { " ---: |" } else { " --- |" });
    }
    out.push('\n');
    for row in table.shown(&table.rows, style) {
        line(&mut out, &row, false);
    }
    for row in table.shown(&table.totals, style) {
        line(&mut out, &row, true);
    }
    let notes = table.footnotes(style.lang);
    if !notes.is_empty() {
        out.push('\n');
    }
    for note in &notes {
        out.push_str(&format!("- {}\n", escape(note)));
    }
    out
}

/// One row.
fn line(out: &mut String, cells: &[String], bold: bool) {
    out.push('|');
    for cell in cells {
        let cell = escape(cell);
        let mark = if bold && !cell.is_empty() { "**" } else { "" };
        out.push_str(&format!(" {mark}{cell}{mark} |"));
    }
    out.push('\n');
}

/// Text that Markdown shows as it is, in a table cell too: signs escaped, line breaks as `<br>`.
pub(crate) fn escape(text: &str) -> String {
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '|' | '*' | '`' | '[' | ']' | '<' | '>' | '~' | '&' | '$' => out.extend(['\\', c]),
            // Inside a word (`unit_name`) it means nothing and is left alone.
            '_' if before.is_alphanumeric() && chars.peek().is_some_and(|n| n.is_alphanumeric()) => out.push(c),
            '_' => out.push_str("\\_"),
            '#' | '-' | '+' | '=' if out.is_empty() && !chars.peek().is_some_and(char::is_ascii_digit) => out.extend(['\\', c]),
            '\r' => {}
            '\n' => out.push_str("<br>"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
        before = c;
    }
    out
}
