//! What stands in a cell of a worksheet: numbers as such as long as they are exact, texts that can do nothing.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_xlsxwriter::ExcelDateTime;

use crate::model::money::Unit;
use crate::render::paper::visible;
use crate::render::table::{Cell, Decimals, Formula};

use super::look::Kind;

/// Digits that a number of a worksheet holds exactly.
const DIGITS: usize = 15;
/// Decimals of a rate that somebody may change.
const RATE: u32 = 2;
/// UTF-16 units that a cell may hold.
const LONGEST: usize = 32_767;

/// What a cell of a worksheet holds.
pub(super) enum Value {
    /// Nothing.
    Blank,
    /// Text, or a number that a worksheet cannot hold exactly.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(ExcelDateTime),
}

/// What a cell holds, in the unit of its heading.
pub(super) fn of(cell: &Cell, unit: Unit, shown: impl FnOnce() -> String) -> Value {
    let number = |text: String| exact(&text);
    let found = match cell {
        Cell::Empty => return Value::Blank,
        Cell::Int(count) => number(count.to_string()).map(Value::Number),
        Cell::Money(amount) => number(amount.to_number(unit)).map(Value::Number),
        Cell::Percent(rate) => fraction(rate.value()).map(Value::Number),
        Cell::Number(value) => nearest(*value).map(Value::Number),
        Cell::Date(day) => date(*day).map(Value::Day),
        Cell::Text(_) | Cell::Toned(..) | Cell::List(_) | Cell::Bool(_) => None,
    };
    found.unwrap_or_else(|| Value::Text(text(&shown())))
}

/// How a cell's number is shown; `decimals` are those of its column.
pub(super) const fn kind(cell: &Cell, decimals: Decimals) -> Kind {
    match cell {
        Cell::Int(_) => Kind::Whole,
        Cell::Money(_) => Kind::Money(decimals.money),
        Cell::Percent(_) => Kind::Percent(decimals.percent),
        Cell::Number(_) => Kind::Number(decimals.percent),
        Cell::Date(_) => Kind::Day,
        Cell::Empty | Cell::Text(_) | Cell::Toned(..) | Cell::List(_) | Cell::Bool(_) => Kind::Text,
    }
}

/// The decimals of a column. Where somebody may try other rates, 62.5 % does not show as 63 %.
pub(super) fn decimals(own: Decimals, formulas: &[Formula]) -> Decimals {
    if formulas.is_empty() { own } else { Decimals { percent: own.percent.max(RATE), ..own } }
}

/// Whether it is a number that a worksheet holds exactly.
pub(super) fn is_exact(cell: &Cell, unit: Unit) -> bool {
    matches!(of(cell, unit, String::new), Value::Number(_))
}

/// A number of at most so many digits.
fn exact(text: &str) -> Option<f64> {
    let digits = text.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    let leading = digits.iter().take_while(|digit| **digit == b'0').count();
    (digits.len() - leading <= DIGITS).then(|| text.parse().ok()).flatten()
}

/// 60 as 0.6.
fn fraction(rate: Decimal) -> Option<f64> {
    nearest(rate.checked_div(Decimal::ONE_HUNDRED)?)
}

/// A ratio has no end: the nearest number that a worksheet holds.
pub(super) fn nearest(value: Decimal) -> Option<f64> {
    value.to_string().parse().ok()
}

/// The days that worksheets know: from 1900 on.
fn date(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    // Excel has a 29th of February 1900, so that days before it are off by one elsewhere.
    if year <= 1900 {
        return None;
    }
    let (month, day) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// A text that acts on nothing, as long as a cell may hold.
pub(super) fn text(text: &str) -> String {
    let mut clean = visible(text).into_owned();
    let mut units = 0;
    let over = clean.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST - 2
    });
    if let Some((at, _)) = over {
        clean.truncate(at);
        clean.push('…');
    }
    // What looks like the markup of rich text is taken for it by the writer: a blank behind it and it is text.
    if clean.starts_with("<r>") && clean.ends_with("</r>") {
        clean.push(' ');
    }
    clean
}

/// Whether an application would take a text for a formula when somebody opens the cell.
pub(super) fn is_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\'', '＝', '＋', '－', '＠'])
}
