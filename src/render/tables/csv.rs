//! CSV (RFC 4180): raw values for machines; with `--excel` a file that spreadsheets open with Chinese intact and nothing executed.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use crate::model::money::Unit;
use crate::render::table::{Cell, Table, TableStyle};
use crate::words::Lang;

/// What makes a spreadsheet take a text for a formula, in some locales full-width too.
const TRIGGERS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Header and rows.
pub(super) fn render(table: &Table, style: &TableStyle) -> Vec<u8> {
    let terminator = if style.excel { Terminator::CRLF } else { Terminator::Any(b'\n') };
    let start = if style.excel { "\u{FEFF}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = WriterBuilder::new().terminator(terminator).from_writer(start);
    let header: Vec<String> = if style.excel {
        let headings = table.headings(Lang::Zh, Unit::Yuan);
        table.machine_columns().map(|(at, _)| neutral(&headings[at]).into_owned()).collect()
    } else {
        table.machine_columns().map(|(_, column)| column.key.to_string()).collect()
    };
    // Writing to memory does not fail, and every record has as many fields as there are columns.
    let mut written = writer.write_record(&header);
    for row in &table.rows {
        let fields = table.machine_columns().map(|(at, _)| field(Table::cell(row, at), style.excel));
        let fields: Vec<Cow<'_, str>> = fields.collect();
        written = written.and_then(|()| writer.write_record(fields.iter().map(|f| f.as_bytes())));
    }
    debug_assert!(written.is_ok(), "writing CSV to memory failed");
    writer.into_inner().unwrap_or_default()
}

/// One field.
fn field(cell: &Cell, excel: bool) -> Cow<'_, str> {
    match cell {
        Cell::Text(_) | Cell::Toned(..) | Cell::List(_) if excel => match cell.raw() {
            Cow::Borrowed(text) => neutral(text),
            Cow::Owned(text) => Cow::Owned(neutral(&text).into_owned()),
        },
        Cell::Bool(yes) if excel => Cow::Borrowed(Cell::yes_no(*yes, Lang::Zh)),
        _ => cell.raw(),
    }
}

/// A text that a spreadsheet does not execute: a `'` before what would be a formula. Numbers (`-5`) and phones (`+86 138 …`) stay as they are.
fn neutral(text: &str) -> Cow<'_, str> {
    if !text.starts_with(TRIGGERS) || is_number(text) || is_phone(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("'{text}"))
}

/// `-5`, `+1,200.50`, `-7.5%`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        && digits.matches('.').count() <= 1
}

/// `+86 138-0013-8000`: a plus, a digit, then only digits, blanks, hyphens and brackets. A hyphen that stands between digits could be
/// read as subtraction, but of two numbers only: it shows a wrong number and runs nothing.
fn is_phone(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('+') else {
        return false;
    };
    rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')'))
        && (7..=20).contains(&rest.chars().filter(char::is_ascii_digit).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised() {
        for bad in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "-", "+86=1", "-1.2.3"] {
            assert_eq!(neutral(bad), format!("'{bad}"));
        }
        for good in ["-5", "+1,200.50", "-7.5%", "+86 138 0013 8000", "+86-10-12345678", "云岭", "a=b", ""] {
            assert_eq!(neutral(good), good);
        }
    }
}
