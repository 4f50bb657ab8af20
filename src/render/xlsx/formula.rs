//! What may stand as a formula: only what gives exactly the figure that the report shows. What was declared ([`Formula`]) is reckoned anew here,
//! and where a row differs (something is missing, something was left out) the figure stays a figure.

use rust_xlsxwriter::utility::column_number_to_name;

use crate::model::money::{Money, Unit};
use crate::model::percent::Percent;
use crate::render::table::{Cell, Formula};

use super::value::is_exact;

/// The figures of a table, as they lie on the worksheet.
pub(super) struct Figures<'a> {
    /// The keys of the columns.
    keys: Vec<&'a str>,
    /// The rows; cells as many as keys.
    rows: Vec<Vec<&'a Cell>>,
    /// What follows from what.
    formulas: &'a [Formula],
    /// Which of the formulas lack something in some row.
    partial: Vec<bool>,
    /// The worksheet's row of the first of them, counted from 0.
    top: u32,
    /// The unit of amounts.
    unit: Unit,
}

impl<'a> Figures<'a> {
    /// The figures under these keys, whose first row lies on the worksheet's row `top`, counted from 0.
    pub(super) fn new(keys: Vec<&'a str>, rows: Vec<Vec<&'a Cell>>, formulas: &'a [Formula], top: u32, unit: Unit) -> Self {
        let mut figures = Self { keys, rows, formulas, partial: Vec::new(), top, unit };
        figures.partial = formulas.iter().map(|formula| figures.is_partial(formula)).collect();
        figures
    }

    /// What is declared.
    pub(super) const fn formulas(&self) -> &'a [Formula] {
        self.formulas
    }

    /// How many rows.
    pub(super) const fn count(&self) -> usize {
        self.rows.len()
    }

    fn is_partial(&self, formula: &Formula) -> bool {
        let Formula::Product { amount, rate, .. } = formula else { return false };
        let (Some(amount), Some(rate)) = (self.column(amount), self.column(rate)) else { return false };
        (0..self.rows.len()).any(|row| self.multiplied(row, amount, rate) == Cell::Empty)
    }

    fn column(&self, key: &str) -> Option<usize> {
        self.keys.iter().position(|one| *one == key)
    }

    fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(&Cell::Empty)
    }

    /// D5
    fn name(&self, row: u32, column: usize) -> String {
        format!("{}{}", letters(column), row + 1)
    }

    /// D5:D9
    fn range(&self, column: usize) -> String {
        let last = self.top + u32::try_from(self.rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
        format!("{}:{}", self.name(self.top, column), self.name(last, column))
    }

    fn line(&self, row: usize) -> u32 {
        self.top + u32::try_from(row).unwrap_or(u32::MAX)
    }

    /// The formula of a cell in a row.
    pub(super) fn of_row(&self, row: usize, column: usize) -> Option<String> {
        let key = *self.keys.get(column).filter(|key| !key.is_empty())?;
        self.formulas.iter().zip(&self.partial).find_map(|(formula, partial)| match formula {
            Formula::Product { into, amount, rate } if *into == key => {
                self.product(row, column, (self.column(amount)?, self.column(rate)?), *partial)
            }
            Formula::Share { into, part, of, rows: true } if *into == key => {
                let (part, of) = (self.column(part)?, self.column(of)?);
                let same = gives(self.cell(row, part), self.cell(row, of), self.cell(row, column));
                let line = self.line(row);
                same.then(|| guarded(&format!("{}/{}", self.name(line, part), self.name(line, of))))
            }
            Formula::Product { .. } | Formula::Share { .. } | Formula::Whole { .. } => None,
        })
    }

    /// Amount × rate, rounded to the fen; nothing where either is missing.
    fn multiplied(&self, row: usize, amount: usize, rate: usize) -> Cell {
        match (self.cell(row, amount), self.cell(row, rate)) {
            (Cell::Money(amount), Cell::Percent(rate)) => amount.mul_percent(*rate).map_or(Cell::Empty, Cell::Money),
            _ => Cell::Empty,
        }
    }

    /// The same as a formula. Where any row lacks something, every row asks whether it is there.
    fn product(&self, row: usize, into: usize, (amount, rate): (usize, usize), partial: bool) -> Option<String> {
        if self.multiplied(row, amount, rate) != *self.cell(row, into) || !self.is_reckoned(row, &[amount, rate, into]) {
            return None;
        }
        let line = self.line(row);
        let (amount_at, rate_at) = (self.name(line, amount), self.name(line, rate));
        let product = format!("ROUND({amount_at}*{rate_at},{})", self.unit.max_decimals());
        Some(if partial { format!("IF(COUNT({amount_at},{rate_at})=2,{product},\"\")") } else { product })
    }

    /// Whether these cells of a row are nothing, or numbers that a worksheet holds exactly.
    fn is_reckoned(&self, row: usize, columns: &[usize]) -> bool {
        columns.iter().all(|column| is_number_or_nothing(self.cell(row, *column), self.unit))
    }

    /// The formula of a cell in a total, which lies on the worksheet's row `line`.
    pub(super) fn of_total(&self, total: &[&Cell], column: usize, line: u32) -> Option<String> {
        if self.rows.is_empty() {
            return None;
        }
        let key = *self.keys.get(column)?;
        let share = self.formulas.iter().find_map(|formula| match formula {
            Formula::Share { into, part, of, .. } if *into == key && !key.is_empty() => Some((self.column(part)?, self.column(of)?)),
            _ => None,
        });
        match share {
            Some((part, of)) => self.total_share(total, column, (part, of), line),
            None => self.sum(total.get(column)?, column),
        }
    }

    /// Σ of the column, of all rows or of those that are whole.
    fn sum(&self, total: &Cell, column: usize) -> Option<String> {
        let all = (0..self.rows.len()).all(|row| is_number_or_nothing(self.cell(row, column), self.unit));
        if !all || !is_exact(total, self.unit) {
            return None;
        }
        if self.added(column, |_| true).as_ref() == Some(total) {
            return Some(format!("SUM({})", self.range(column)));
        }
        let whole = self.formulas.iter().find_map(|formula| match formula {
            Formula::Whole { by } => self.column(by),
            Formula::Product { .. } | Formula::Share { .. } => None,
        })?;
        let same = self.added(column, |row| *self.cell(row, whole) != Cell::Empty).as_ref() == Some(total);
        same.then(|| format!("SUMPRODUCT(--ISNUMBER({}),{})", self.range(whole), self.range(column)))
    }

    /// The sum of a column over these rows; none unless it is of amounts, or of whole numbers.
    fn added(&self, column: usize, wanted: impl Fn(usize) -> bool) -> Option<Cell> {
        let cells =
            || (0..self.rows.len()).filter(|row| wanted(*row)).map(|row| self.cell(row, column)).filter(|cell| **cell != Cell::Empty);
        let money = |cell: &Cell| if let Cell::Money(amount) = cell { Some(*amount) } else { None };
        let count = |cell: &Cell| if let Cell::Int(count) = cell { Some(*count) } else { None };
        if cells().all(|cell| money(cell).is_some()) {
            let sum = cells().try_fold(Money::ZERO, |sum, cell| sum.checked_add(money(cell)?));
            return sum.map(Cell::Money).filter(|_| cells().next().is_some());
        }
        cells().try_fold(0_i64, |sum, cell| sum.checked_add(count(cell)?)).map(Cell::Int)
    }

    /// Σ ÷ Σ: of the totals beside it, else of what those rows hold that have both.
    fn total_share(&self, total: &[&Cell], column: usize, (part, of): (usize, usize), line: u32) -> Option<String> {
        let cell = |at: usize| total.get(at).copied().unwrap_or(&Cell::Empty);
        let part_at = self.name(line, part);
        if gives(cell(part), cell(of), cell(column)) {
            return Some(guarded(&format!("{part_at}/{}", self.name(line, of))));
        }
        let behind = self.added(of, |row| *self.cell(row, part) != Cell::Empty)?;
        let same = gives(cell(part), &behind, cell(column));
        same.then(|| guarded(&format!("{part_at}/SUMPRODUCT(--ISNUMBER({}),{})", self.range(part), self.range(of))))
    }
}

/// What a formula gives, as the worksheet keeps it for readers that do not reckon.
pub(super) fn cached(number: Option<f64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Nothing where there is nothing to divide by.
fn guarded(ratio: &str) -> String {
    format!("IFERROR({ratio},\"\")")
}

/// The share of two amounts or counts.
fn share(part: &Cell, of: &Cell) -> Option<Percent> {
    match (part, of) {
        (Cell::Money(part), Cell::Money(of)) => Percent::weighted(*part, *of),
        (Cell::Int(part), Cell::Int(of)) => Percent::ratio(*part, *of),
        _ => None,
    }
}

/// Whether the division gives what is shown: a rate, or nothing where there is nothing to divide by.
fn gives(part: &Cell, of: &Cell, shown: &Cell) -> bool {
    match share(part, of) {
        Some(rate) => Some(rate) == rate_of(shown),
        None => *shown == Cell::Empty && matches!(of, Cell::Empty | Cell::Int(0) | Cell::Money(Money::ZERO)),
    }
}

const fn rate_of(cell: &Cell) -> Option<Percent> {
    match cell {
        Cell::Percent(rate) => Some(*rate),
        _ => None,
    }
}

fn is_number_or_nothing(cell: &Cell, unit: Unit) -> bool {
    *cell == Cell::Empty || is_exact(cell, unit)
}

/// AB
fn letters(column: usize) -> String {
    column_number_to_name(u16::try_from(column).unwrap_or(u16::MAX))
}
