//! What `orders.csv` and `quotes.csv` have in common: a first line that names the columns, then a row a line; a wrong row is a
//! finding and counts nowhere.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::findings::{Finding, Level, Safety};
use crate::form::reader::{DocInfo, fold_width, trim};
use crate::model::money::{Money, Unit};
use crate::model::period::parse_date;
use crate::say;
use crate::source::Span;
use crate::source::encoding::{self, Text};
use crate::world::World;

use super::table;

/// How many columns a sheet has.
const COLUMNS: usize = 6;

/// The columns of a sheet.
pub(super) struct Sheet {
    /// Key and Chinese label of each.
    pub columns: [(&'static str, &'static str); COLUMNS],
    /// Those without which the file is no such sheet.
    pub needed: [usize; 2],
}

/// Where the columns stand, and in which unit their amounts are.
struct Layout {
    place: [Option<usize>; COLUMNS],
    units: [Unit; COLUMNS],
    bare: [Option<Span>; COLUMNS],
}

/// What came of reading a sheet.
pub(super) struct ReadSheet {
    /// Whether it is such a sheet at all.
    pub whole: bool,
    /// Where each column is named without a unit.
    pub bare: [Option<Span>; COLUMNS],
    /// What was found, without line and column.
    pub findings: Vec<Finding>,
    /// Its text.
    pub text: Text,
    /// Why it could not be read whole.
    pub broken: Option<String>,
}

/// One row that is being read.
pub(super) struct Row<'r, 'a> {
    sheet: &'static Sheet,
    layout: &'r Layout,
    cells: &'r [&'r str],
    text: &'r str,
    start: u32,
    notes: &'r mut Notes<'a>,
}

/// What was found so far.
struct Notes<'a> {
    world: &'a World,
    info: &'a Arc<DocInfo>,
    findings: Vec<Finding>,
}

impl Notes<'_> {
    fn find(&mut self, rule: &'static str, span: Span, field: &str, message: String, help: String) -> &mut Finding {
        self.findings.push(Finding {
            field: field.to_owned(),
            help: help.into(),
            of_value: true,
            ..Finding::new(rule, Level::Error, self.info.customer.clone(), self.info.path.clone(), span, message)
        });
        self.findings.last_mut().expect("one was pushed just now")
    }
}

/// Reads a sheet; `take` is given each row below the first.
pub(super) fn read(
    bytes: Vec<u8>,
    info: &Arc<DocInfo>,
    world: &World,
    sheet: &'static Sheet,
    mut take: impl FnMut(&mut Row<'_, '_>),
) -> ReadSheet {
    let mut notes = Notes { world, info, findings: Vec::new() };
    let text = match encoding::check(&bytes) {
        Ok(text) => text,
        Err(fault) => {
            let (message, help) = crate::source::describe_fault(&fault, &info.path, world.lang);
            notes.find("ARC-05", fault.span, "", message.clone(), help);
            return ReadSheet {
                whole: false,
                bare: [None; COLUMNS],
                findings: notes.findings,
                text: Text::default(),
                broken: Some(message),
            };
        }
    };
    let mut layout: Option<Layout> = None;
    let whole = table::rows(text, |start, cells| {
        if cells.iter().all(|cell| trim(cell).is_empty()) {
            return true;
        }
        if let Some(layout) = &layout {
            take(&mut Row { sheet, layout, cells, text, start, notes: &mut notes });
            return true;
        }
        layout = header(cells, text, start, sheet, &mut notes);
        layout.is_some()
    });
    let broken = if whole { None } else { notes.findings.last().map(|finding| finding.message.clone()) };
    let bare = layout.map_or([None; COLUMNS], |layout| layout.bare);
    ReadSheet { whole, bare, findings: notes.findings, text: Text::of(bytes), broken }
}

/// The line that begins at `start`, without its end.
fn line_span(text: &str, start: u32) -> Span {
    let rest = &text[start as usize..];
    let line = rest.lines().next().unwrap_or_default();
    Span::new(start, start + u32::try_from(line.len()).unwrap_or(0))
}

/// `amount(元)`, `金额(万元)`: the column's own unit.
fn unit_of(name: &str, default: Unit) -> (String, Unit) {
    let folded = fold_width(name.trim());
    let Some((head, rest)) = folded.split_once('(') else { return (folded.trim().to_owned(), default) };
    let unit = Unit::parse(rest.trim_end_matches(')').trim()).unwrap_or(default);
    (head.trim().to_owned(), unit)
}

/// Where the name of a column stands that says no unit.
fn bare_name(cell: &str, text: &str, start: u32) -> Option<Span> {
    let name = trim(cell);
    let at = text[line_span(text, start).range()].find(name).filter(|_| !name.contains(['(', '（']))?;
    let from = start + u32::try_from(at).ok()?;
    Some(Span::new(from, from + u32::try_from(name.len()).ok()?))
}

fn header(cells: &[&str], text: &str, start: u32, sheet: &Sheet, notes: &mut Notes<'_>) -> Option<Layout> {
    let (lang, unit) = (notes.world.lang, notes.world.unit);
    let mut layout = Layout { place: [None; COLUMNS], units: [unit; COLUMNS], bare: [None; COLUMNS] };
    for (at, cell) in cells.iter().enumerate() {
        let (name, unit) = unit_of(cell, unit);
        let named = |(key, label): &(&str, &str)| name.eq_ignore_ascii_case(key) || name == *label;
        let Some(column) = sheet.columns.iter().position(named) else { continue };
        layout.place[column] = Some(at);
        layout.units[column] = unit;
        layout.bare[column] = bare_name(cell, text, start);
    }
    if sheet.needed.iter().all(|column| layout.place[*column].is_some()) {
        return Some(layout);
    }
    let keys = sheet.columns.map(|(key, _)| key).join(",");
    let labels = sheet.columns.map(|(_, label)| label).join(",");
    let message = say!(lang, "第一行应是列名 {keys}（或 {labels}）", "the first line should name the columns {keys}");
    let help = say!(lang, "请在第一行补上列名", "add the column names as the first line");
    notes.find("ARC-05", line_span(text, start), "", message, help);
    None
}

impl Row<'_, '_> {
    /// The text of a column; empty where the row or the sheet has none.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.layout.place[column].and_then(|at| self.cells.get(at)).map_or("", |cell| trim(cell))
    }

    /// The row's place in the text.
    pub(super) fn span(&self) -> Span {
        line_span(self.text, self.start)
    }

    /// The column's label for people.
    fn label(&self, column: usize) -> String {
        let (key, label) = self.sheet.columns[column];
        say!(self.notes.world.lang, "{label}", "{key}")
    }

    /// The day in a column; what is none is a finding.
    pub(super) fn date(&mut self, column: usize) -> Option<NaiveDate> {
        let day = parse_date(self.cell(column));
        if day.is_none() {
            let (lang, label, found) = (self.notes.world.lang, self.label(column), self.cell(column).to_owned());
            let message = say!(
                lang,
                "{label}「{found}」不是日期，应写成 年-月-日，如 2026-07-08",
                "{label} `{found}` is not a date; write year-month-day, as 2026-07-08"
            );
            let span = self.span();
            let help = self.mend();
            let text = self.text;
            let finding = self.notes.find("FRM-02", span, self.sheet.columns[column].0, message, help);
            if let Some(day) = crate::model::period::guess_date(&found) {
                let from = span.start + u32::try_from(text[span.range()].find(&found).unwrap_or(0)).unwrap_or(0);
                let to = from + u32::try_from(found.len()).unwrap_or(0);
                finding.fix_value(Span::new(from, to), day.to_string(), Safety::Unsafe);
            }
        }
        day
    }

    /// The amount in a column; what is none is a finding.
    pub(super) fn money(&mut self, column: usize) -> Option<Money> {
        if let Ok((money, _)) = Money::parse(self.cell(column), self.layout.units[column]) {
            return Some(money);
        }
        let (lang, label, found) = (self.notes.world.lang, self.label(column), self.cell(column));
        let message = say!(lang, "{label}「{found}」不是金额", "{label} `{found}` is not an amount");
        let help = say!(
            lang,
            "请写数字，如 320.50；改正前这一行不计入任何合计",
            "write a number, as 320.50; until then the line counts in no total"
        );
        let span = self.span();
        self.notes.find("FRM-02", span, self.sheet.columns[column].0, message, help);
        None
    }

    /// Another word than the column takes. `expected`: the words that it does take.
    pub(super) fn wrong_word(&mut self, column: usize, expected: &str) {
        let (lang, label, found) = (self.notes.world.lang, self.label(column), self.cell(column));
        let message = say!(lang, "{label}「{found}」应为 {expected}", "{label} `{found}` should be one of {expected}");
        let (span, help) = (self.span(), self.mend());
        self.notes.find("FRM-03", span, self.sheet.columns[column].0, message, help);
    }

    fn mend(&self) -> String {
        let lang = self.notes.world.lang;
        say!(lang, "请改正这一行；改正前它不计入任何合计", "mend the line; until then it counts in no total")
    }
}
