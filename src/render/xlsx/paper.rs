//! A worksheet as it is written, from above to below: texts over the whole width, pairs, rows.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::render::table::{Cell, TableStyle};
use crate::report::sheet::{Pair, Value as PairValue};
use crate::words::Lang;

use super::formula::cached;
use super::look::{Across, Look, Looks, Rule};
use super::measure::{height, lines};
use super::value::{self, Value};

/// Size of a form's title.
const TITLE: u8 = 16;
/// Size of a heading.
const HEADING: u8 = 12;
/// Room to write a short value by hand.
const SHORT_ROOM: &str = "________________";
/// Points of a line that is written on by hand.
const HAND: f64 = 24.0;

/// A worksheet that is being written.
pub(super) struct Paper<'a> {
    pub(super) sheet: Worksheet,
    /// The next row.
    pub(super) row: u32,
    /// The width of each column.
    pub(super) widths: Vec<f64>,
    pub(super) style: &'a TableStyle,
    pub(super) looks: &'a mut Looks,
    /// It looks like a paper form.
    pub(super) form: bool,
}

/// What is written was measured before: rows, names and ranges lie within what a workbook takes.
fn done<T>(result: Result<T, XlsxError>) {
    debug_assert!(result.is_ok(), "a worksheet refused what was written: {:?}", result.err());
}

/// A column's number as worksheets count.
pub(super) fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

impl<'a> Paper<'a> {
    pub(super) fn new(widths: Vec<f64>, form: bool, style: &'a TableStyle, looks: &'a mut Looks) -> Self {
        let mut sheet = Worksheet::new();
        // A formula without a result shows nothing, not 0.
        sheet.set_formula_result_default("");
        for (at, width) in widths.iter().enumerate() {
            done(sheet.set_column_width(column(at), *width));
        }
        Self { sheet, row: 0, widths, style, looks, form }
    }

    /// The number of the last column.
    pub(super) fn last(&self) -> usize {
        self.widths.len().saturating_sub(1)
    }

    /// Units of several columns.
    pub(super) fn width(&self, from: usize, to: usize) -> f64 {
        self.widths.iter().take(to + 1).skip(from).sum()
    }

    /// A text in a cell.
    pub(super) fn text(&mut self, row: u32, at: usize, text: &str, look: Look) {
        let text = value::text(text);
        let format = self.looks.get(Look { quoted: value::is_like_formula(&text), ..look });
        done(self.sheet.write_string_with_format(row, column(at), text, format));
    }

    /// A cell that may hold a number, and the formula that gives it.
    pub(super) fn cell(&mut self, row: u32, at: usize, cell: &Cell, shown: impl FnOnce() -> String, formula: Option<String>, look: Look) {
        let value = value::of(cell, self.style.unit, shown);
        if let Value::Text(text) = &value {
            return self.text(row, at, text, look);
        }
        let format = self.looks.get(look);
        let at = column(at);
        done(match (value, formula) {
            (Value::Number(number), Some(formula)) => {
                self.sheet.write_formula_with_format(row, at, Formula::new(formula).set_result(cached(Some(number))), format)
            }
            (Value::Blank, Some(formula)) => self.sheet.write_formula_with_format(row, at, Formula::new(formula), format),
            (Value::Number(number), None) => self.sheet.write_number_with_format(row, at, number, format),
            (Value::Day(day), _) => self.sheet.write_datetime_with_format(row, at, &day, format),
            (Value::Blank | Value::Text(_), _) => self.sheet.write_blank(row, at, format),
        });
    }

    /// A range of one text; of one cell where that is all.
    pub(super) fn range(&mut self, (top, left): (u32, usize), (bottom, right): (u32, usize), text: &str, look: Look) {
        if (top, left) == (bottom, right) {
            return self.text(top, left, text, look);
        }
        let text = value::text(text);
        let format = self.looks.get(Look { quoted: value::is_like_formula(&text), ..look });
        done(self.sheet.merge_range(top, column(left), bottom, column(right), &text, format));
    }

    /// The height of a row.
    pub(super) fn high(&mut self, row: u32, points: f64) {
        done(self.sheet.set_row_height(row, points));
    }

    /// A text over the columns from `left` to the last one, in a row whose height fits; the row is not left.
    fn fitted(&mut self, left: usize, text: &str, look: Look) -> f64 {
        let (width, row, last) = (self.width(left, self.last()), self.row, self.last());
        let size = if look.size == 0 { 11 } else { look.size };
        let count = lines(&value::text(text), width, size);
        // A text of one line needs no merged cells: it runs on over the empty ones beside it.
        if count > 1 || look.across != Across::Left || look.rule != Rule::None {
            self.range((row, left), (row, last), text, Look { wrap: true, ..look });
        } else {
            self.text(row, left, text, look);
        }
        height(count, size)
    }

    /// A text over the whole width; goes on to the next row.
    pub(super) fn across(&mut self, text: &str, look: Look) {
        let points = self.fitted(0, text, look);
        self.high(self.row, points);
        self.row += 1;
    }

    /// The title.
    pub(super) fn title(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let across = if self.form { Across::Centre } else { Across::Left };
        self.across(text, Look { bold: true, across, middle: true, ..Look::default() }.sized(TITLE));
    }

    /// A heading.
    pub(super) fn heading(&mut self, text: &str) {
        self.across(text, Look { bold: true, ..Look::default() }.sized(HEADING));
    }

    /// Running text.
    pub(super) fn plain(&mut self, text: &str) {
        for line in text.split('\n').filter(|line| !line.trim().is_empty()) {
            self.across(line, Look::default());
        }
    }

    /// A blank row.
    pub(super) fn gap(&mut self) {
        if self.row > 0 {
            self.row += 1;
        }
    }

    /// Pairs beside one another; room to write is ruled.
    pub(super) fn line(&mut self, pairs: &[Pair]) {
        let colon = self.colon();
        let text = |pair: &Pair| match &pair.value {
            PairValue::Text(text) => format!("{}{colon}{text}", pair.label),
            PairValue::Room(0) => format!("{}{colon}{SHORT_ROOM}", pair.label),
            PairValue::Room(_) => format!("{}{colon}", pair.label),
        };
        if let [Pair { value: PairValue::Room(count @ 1..), .. }] = pairs {
            self.ruled(&text(&pairs[0]), *count);
            return;
        }
        let all: Vec<String> = pairs.iter().map(text).collect();
        self.across(&all.join("　　"), Look { middle: self.form, ..Look::default() });
        if self.form {
            self.high(self.row - 1, HAND.max(height(lines(&value::text(&all.join("　　")), self.width(0, self.last()), 11), 11)));
        }
    }

    /// A label with so many lines to write on.
    fn ruled(&mut self, label: &str, count: usize) {
        let (last, look) = (self.last(), Look { rule: Rule::Below, ..Look::default() });
        for at in 0..count {
            self.range((self.row, 0), (self.row, last), if at == 0 { label } else { "" }, look);
            self.high(self.row, HAND);
            self.row += 1;
        }
    }

    /// Pairs below one another: the label in the first column, what is known beside it.
    pub(super) fn pairs(&mut self, pairs: &[Pair]) {
        for pair in pairs {
            let PairValue::Text(text) = &pair.value else {
                self.ruled(&format!("{}{}", pair.label, self.colon()), 1);
                continue;
            };
            let label = Look { bold: true, wrap: true, ..Look::default() };
            let high = height(lines(&value::text(&pair.label), self.width(0, 0), 11), 11);
            self.text(self.row, 0, &pair.label, label);
            let points = if self.last() == 0 { high } else { self.fitted(1, text, Look::default()) };
            self.high(self.row, points.max(high));
            self.row += 1;
        }
    }

    /// The sign between a label and its value.
    pub(super) const fn colon(&self) -> &'static str {
        match self.style.lang {
            Lang::Zh => "：",
            Lang::En => ": ",
        }
    }
}
