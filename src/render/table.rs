//! A table before it is printed: typed cells under columns that have a machine key and a heading in both languages.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::money::{Money, Unit, decimals_for};
use crate::model::percent::Percent;
use crate::say;
use crate::words::{Lang, Words};

/// The most decimals that a percentage or another number is shown with.
const PERCENT_DECIMALS: u32 = 2;

/// What a report or list has to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What machines call it where a page has several tables (`abc`, `calibration`); empty: it is for people only. Of a table that stands
    /// alone it says nothing.
    pub name: &'static str,
    /// What it shows: the title of the page or workbook that it alone fills. Text, CSV, JSON and Markdown have none.
    pub title: String,
    /// The columns, in order: that of the machine formats.
    pub columns: Vec<Column>,
    /// One list of cells a row, as many as columns; missing ones are empty.
    pub rows: Vec<Vec<Cell>>,
    /// Total rows, the grand total last. Only formats for people and JSON (`total`) show them.
    pub totals: Vec<Vec<Cell>>,
    /// Sentences below the table: what was left out, how something was counted.
    pub notes: Vec<String>,
    /// What to do next, where there is little or nothing to show. People read it below the table; of machine formats it goes to standard error.
    pub hints: Vec<String>,
    /// Documents that the answer needed and that could not be read: path and reason. They are counted nowhere.
    pub unread: Vec<(String, String)>,
    /// How cells follow from one another: a workbook computes them anew when somebody changes a figure. Other formats show the results alone.
    pub formulas: Vec<Formula>,
}

/// How cells follow from others, by the keys of the columns. It says what may be written as a formula: where the figures in a row are not
/// those that the formula gives (something is missing, something was left out), they stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// 实际收入 = 合同额 × 获取率, row by row, half-up to the fen.
    Product {
        /// Where the result stands.
        into: &'static str,
        /// The amount.
        amount: &'static str,
        /// The rate.
        rate: &'static str,
    },
    /// 综合获取率 = Σ实际收入 ÷ Σ合同额, in the totals.
    Share {
        /// Where the result stands.
        into: &'static str,
        /// What is divided.
        part: &'static str,
        /// By what.
        of: &'static str,
        /// In the rows too: they are sums of their own.
        rows: bool,
    },
    /// Totals count only the rows that have this.
    Whole {
        /// 利润额: there only where nothing is missing.
        by: &'static str,
    },
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// CSV header and JSON field: contract.
    pub key: Cow<'static, str>,
    /// What people read above it, without a unit.
    pub label: Label,
    /// On which side its cells stand.
    pub align: Align,
    /// Only people see it (a bar, a sparkline): machine formats leave it out.
    pub picture: bool,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// Known beforehand.
    Words(Words),
    /// From the data (a person's name), the same in both languages.
    Text(String),
}

/// Alignment of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Numbers to the right, everything else to the left.
    #[default]
    ByContent,
    /// To the left.
    Left,
    /// To the right.
    Right,
}

/// A value in a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// Text that should be seen at a glance: in colour on a terminal, plain elsewhere. What it means stands in its words.
    Toned(Tone, String),
    /// A whole number.
    Int(i64),
    /// An amount.
    Money(Money),
    /// A percentage.
    Percent(Percent),
    /// Any other number: a score, a mean of days. Two decimals for machines; people see those that it has.
    Number(Decimal),
    /// A day.
    Date(NaiveDate),
    /// Several texts.
    List(Vec<String>),
    /// Yes or no.
    Bool(bool),
}

/// How much a text wants to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something to look at: today, within grace (yellow).
    Fair,
    /// Something is wrong: overdue, nobody there (red).
    Bad,
}

/// How a table is to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableStyle {
    /// Language of headings and words.
    pub lang: Lang,
    /// The unit of amounts for people (`company.amount_unit`); machine formats are always in 元.
    pub unit: Unit,
    /// Columns of the terminal; none off a terminal, where nothing is wrapped or cut.
    pub width: Option<u16>,
    /// `--round N`: show at most so many decimals. Otherwise amounts are shown exactly.
    pub round: Option<u32>,
    /// CSV for spreadsheets (`--excel`): BOM, CRLF, Chinese headings, formulas neutralised.
    pub excel: bool,
    /// With colours, on a terminal.
    pub color: bool,
}

impl Table {
    /// An empty table with these columns.
    #[must_use]
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns, ..Self::default() }
    }

    /// The same under a name by which machines find it on a page.
    #[must_use]
    pub fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// The same under a title, where it fills a page or workbook of its own.
    #[must_use]
    pub fn titled(self, title: impl Into<String>) -> Self {
        Self { title: title.into(), ..self }
    }

    /// What stands below the table for people: the notes, then what is not counted.
    #[must_use]
    pub fn footnotes(&self, lang: Lang) -> Vec<String> {
        let unread = self.unread.iter().map(|(path, reason)| say!(lang, "未计入：{path}（{reason}）", "not counted: {path} ({reason})"));
        self.notes.iter().chain(&self.hints).cloned().chain(unread).collect()
    }

    /// The columns of machine formats, with their places.
    pub fn machine_columns(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(|(_, column)| !column.picture)
    }

    /// The cell of `row` in a column; empty when the row is short.
    #[must_use]
    pub fn cell(row: &[Cell], column: usize) -> &Cell {
        row.get(column).unwrap_or(&Cell::Empty)
    }

    /// The place of a column, where people are not spared it.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// The same, with what follows from what.
    #[must_use]
    pub fn computed(self, formulas: &[Formula]) -> Self {
        Self { formulas: formulas.to_vec(), ..self }
    }

    /// All cells of a column, those of the totals too.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = &Cell> {
        self.rows.iter().chain(&self.totals).map(move |row| Self::cell(row, column))
    }

    /// The headings for people, with the unit where a column holds amounts: 合同额（万元）.
    #[must_use]
    pub fn headings(&self, lang: Lang, unit: Unit) -> Vec<String> {
        let heading = |(at, column): (usize, &Column)| {
            let label = column.label.get(lang);
            if !self.cells(at).any(|cell| matches!(cell, Cell::Money(_))) {
                return label.to_owned();
            }
            match lang {
                Lang::Zh => format!("{label}（{}）", unit.label(lang)),
                Lang::En => format!("{label} ({})", unit.label(lang)),
            }
        };
        self.columns.iter().enumerate().map(heading).collect()
    }

    /// Whether a column stands on the right.
    #[must_use]
    pub fn is_right(&self, column: usize) -> bool {
        match self.columns[column].align {
            Align::Left => false,
            Align::Right => true,
            Align::ByContent => {
                let mut filled = self.cells(column).filter(|c| !matches!(c, Cell::Empty)).peekable();
                filled.peek().is_some() && filled.all(Cell::is_number)
            }
        }
    }

    /// Rows of text for people: every column with as many decimals as its amounts need, so that printed lines add up.
    #[must_use]
    pub fn shown(&self, rows: &[Vec<Cell>], style: &TableStyle) -> Vec<Vec<String>> {
        let decimals: Vec<Decimals> = (0..self.columns.len()).map(|at| self.decimals(at, style)).collect();
        let show = |row: &Vec<Cell>| decimals.iter().enumerate().map(|(at, d)| Self::cell(row, at).show(*d, style)).collect();
        rows.iter().map(show).collect()
    }

    /// The decimals of one column.
    pub(crate) fn decimals(&self, column: usize, style: &TableStyle) -> Decimals {
        let amounts = self.cells(column).filter_map(|cell| match cell {
            Cell::Money(money) => Some(*money),
            _ => None,
        });
        let rates = self.cells(column).filter_map(|cell| match cell {
            Cell::Percent(percent) => Some(percent.value().normalize().scale()),
            Cell::Number(number) => Some(number.normalize().scale()),
            _ => None,
        });
        let most = style.round.unwrap_or(u32::MAX);
        Decimals { money: decimals_for(amounts, style.unit).min(most), percent: rates.max().unwrap_or(0).min(PERCENT_DECIMALS).min(most) }
    }
}

/// Decimals of a column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decimals {
    /// Of amounts.
    pub(crate) money: u32,
    /// Of percentages and other numbers.
    pub(crate) percent: u32,
}

impl Column {
    /// A column with a fixed heading; numbers stand on the right.
    #[must_use]
    pub const fn new(key: &'static str, label: Words) -> Self {
        Self { key: Cow::Borrowed(key), label: Label::Words(label), align: Align::ByContent, picture: false }
    }

    /// A column of bars or sparklines, for people only.
    #[must_use]
    pub const fn picture(key: &'static str, label: Words) -> Self {
        Self { key: Cow::Borrowed(key), label: Label::Words(label), align: Align::Left, picture: true }
    }

    /// A column that the data bring along.
    #[must_use]
    pub fn from_data(key: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self { key: key.into(), label: Label::Text(label.into()), align: Align::ByContent, picture: false }
    }

    /// The same on the given side.
    #[must_use]
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

impl Label {
    /// The heading in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match self {
            Self::Words(words) => words.get(lang),
            Self::Text(text) => text,
        }
    }
}

impl Cell {
    /// Text; empty text is an empty cell.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A count; one too large for a table is shown as the largest.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::Int(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// Whether it is a quantity.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Int(_) | Self::Money(_) | Self::Percent(_) | Self::Number(_))
    }

    /// As machines read it: amounts in 元 and percentages with two decimals, ISO dates, lists joined by `;`.
    #[must_use]
    pub fn raw(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Toned(_, text) => Cow::Borrowed(text),
            Self::Int(number) => Cow::Owned(number.to_string()),
            Self::Money(money) => Cow::Owned(money.to_yuan_string()),
            Self::Percent(percent) => Cow::Owned(percent.to_machine()),
            Self::Number(number) => Cow::Owned(rounded(*number, PERCENT_DECIMALS)),
            Self::Date(day) => Cow::Owned(day.to_string()),
            Self::List(items) => Cow::Owned(items.join(";")),
            Self::Bool(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
        }
    }

    /// Yes or no in words.
    #[must_use]
    pub const fn yes_no(yes: bool, lang: Lang) -> &'static str {
        match (lang, yes) {
            (Lang::Zh, true) => "是",
            (Lang::Zh, false) => "否",
            (Lang::En, true) => "yes",
            (Lang::En, false) => "no",
        }
    }

    /// As people read it.
    pub(crate) fn show(&self, decimals: Decimals, style: &TableStyle) -> String {
        match self {
            Self::Money(money) => money.display(style.unit, decimals.money),
            Self::Percent(percent) => format!("{}%", percent.rounded(decimals.percent)),
            Self::Number(number) => rounded(*number, decimals.percent),
            Self::List(items) => items.join(match style.lang {
                Lang::Zh => "、",
                Lang::En => ", ",
            }),
            Self::Bool(yes) => Self::yes_no(*yes, style.lang).to_owned(),
            Self::Empty | Self::Text(_) | Self::Toned(..) | Self::Int(_) | Self::Date(_) => self.raw().into_owned(),
        }
    }
}

/// So many decimals, half-up (away from zero), as amounts are.
fn rounded(number: Decimal, decimals: u32) -> String {
    format!("{:.*}", decimals as usize, number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
}

impl From<Decimal> for Cell {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<Money> for Cell {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<Percent> for Cell {
    fn from(percent: Percent) -> Self {
        Self::Percent(percent)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

/// None is an empty cell.
impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
