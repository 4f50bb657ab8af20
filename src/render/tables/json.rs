//! JSON: `{"version":1,"rows":[…],"total":{…}}`, fields in the order of the columns, decimals as strings.

use crate::render::table::{Cell, Table};

/// The whole table as one object without a line break behind it, a row a line so that a diff of two of them can be read.
pub(crate) fn render(table: &Table) -> String {
    let mut out = String::from("{\"version\":1,\"rows\":[");
    list(&mut out, table, &table.rows, |_| true);
    out.push(']');
    if let Some((grand, parts)) = table.totals.split_last() {
        if !parts.is_empty() {
            out.push_str(",\"subtotals\":[");
            list(&mut out, table, parts, |cell| !matches!(cell, Cell::Empty));
            out.push(']');
        }
        out.push_str(",\"total\":");
        object(&mut out, table, grand, Cell::is_number);
    }
    if !table.notes.is_empty() {
        out.push_str(",\"notes\":[");
        let notes: Vec<String> = table.notes.iter().map(|note| string(note)).collect();
        out.push_str(&notes.join(","));
        out.push(']');
    }
    if !table.unread.is_empty() {
        let unread = |(path, reason): &(String, String)| format!("{{\"path\":{},\"reason\":{}}}", string(path), string(reason));
        let unread: Vec<String> = table.unread.iter().map(unread).collect();
        out.push_str(&format!(",\"unread\":[{}]", unread.join(",")));
    }
    out.push('}');
    out
}

/// A row a line, nothing else.
pub(super) fn render_lines(table: &Table) -> String {
    let mut out = String::new();
    for row in &table.rows {
        object(&mut out, table, row, |_| true);
        out.push('\n');
    }
    out
}

/// Rows, each on a line of its own.
fn list(out: &mut String, table: &Table, rows: &[Vec<Cell>], keep: fn(&Cell) -> bool) {
    for (at, row) in rows.iter().enumerate() {
        out.push_str(if at == 0 { "\n  " } else { ",\n  " });
        object(out, table, row, keep);
    }
    if !rows.is_empty() {
        out.push('\n');
    }
}

/// One row with the cells that are kept.
fn object(out: &mut String, table: &Table, row: &[Cell], keep: fn(&Cell) -> bool) {
    out.push('{');
    let mut first = true;
    for (at, column) in table.machine_columns() {
        let cell = Table::cell(row, at);
        if !keep(cell) {
            continue;
        }
        if !first {
            out.push(',');
        }
        first = false;
        out.push_str(&string(&column.key));
        out.push(':');
        out.push_str(&value(cell));
    }
    out.push('}');
}

/// One cell.
fn value(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "null".to_owned(),
        Cell::Int(_) | Cell::Bool(_) => cell.raw().into_owned(),
        Cell::List(items) => {
            let items: Vec<String> = items.iter().map(|item| string(item)).collect();
            format!("[{}]", items.join(","))
        }
        Cell::Text(_) | Cell::Toned(..) | Cell::Money(_) | Cell::Percent(_) | Cell::Number(_) | Cell::Date(_) => string(&cell.raw()),
    }
}

/// A JSON string.
fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
