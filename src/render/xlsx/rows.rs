//! A table on a worksheet: heading, rows, totals, notes.

use crate::render::paper::visible;
use crate::render::table::{Cell, Decimals, Table};
use crate::say;

use super::formula::Figures;
use super::look::{Across, Look, Rule};
use super::measure;
use super::paper::{Paper, column};
use super::value;

/// Rows that a worksheet has, less what stands around a table.
const MOST_ROWS: usize = 1_048_000;
/// Columns that a worksheet has.
const MOST_COLUMNS: usize = 16_384;
/// A column of text is not wider than this: longer texts are broken into lines.
const WIDEST: f64 = 60.0;
/// That of a page with several tables, which share their columns.
const SHARED: f64 = 36.0;
/// What is seen of a worksheet at once.
const SEEN: f64 = 190.0;
/// Texts are not made narrower than this.
const LEAST_TEXT: f64 = 30.0;
/// The narrowest column.
const NARROWEST: f64 = 7.0;
/// A heading that is wider than what stands below it is broken into lines above this.
const HEAD: f64 = 16.0;
/// What the sign of a filter takes beside a heading.
const FILTER: f64 = 2.6;
/// Rows above a heading that may stay in sight while the rest is scrolled.
const MOST_FROZEN: u32 = 8;

/// The table's place on the worksheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The row of the headings.
    pub(super) head: u32,
    /// The last row of the figures; that of the headings where there are none.
    pub(super) last: u32,
    /// How many columns.
    pub(super) columns: usize,
}

/// The columns that are shown: pictures of a terminal are none here.
fn shown(table: &Table) -> Vec<usize> {
    table.machine_columns().map(|(at, _)| at).take(MOST_COLUMNS).collect()
}

/// How wide each column wants to be, alone on a worksheet or with other tables.
pub(super) fn wants(table: &Table, paper_style: &crate::render::table::TableStyle, alone: bool) -> Vec<f64> {
    let headings = table.headings(paper_style.lang, paper_style.unit);
    let most = if alone { WIDEST } else { SHARED };
    let want = |at: usize| {
        let decimals = value::decimals(table.decimals(at, paper_style), &table.formulas);
        let width = |cell: &Cell| {
            let width = measure::of(&cell.show(decimals, paper_style));
            // Numbers are never broken; those of a total are bold.
            if is_whole(cell) { (width * 1.12).min(measure::WIDEST) } else { width.min(most) }
        };
        let body = table.cells(at).map(width).fold(0.0, f64::max);
        let head = measure::of(&headings[at]) * 1.05 + if alone { FILTER } else { 0.0 };
        body.max(head.min(HEAD)).max(NARROWEST)
    };
    let columns = shown(table);
    let widths = columns.iter().map(|at| want(*at)).collect();
    let texts: Vec<bool> = columns.iter().map(|at| table.cells(*at).any(|cell| !is_whole(cell))).collect();
    narrowed(widths, &texts)
}

/// A table that is wider than what one sees at once breaks its texts sooner.
fn narrowed(widths: Vec<f64>, texts: &[bool]) -> Vec<f64> {
    let mut most = WIDEST;
    let at_most = |most: f64| -> Vec<f64> {
        let narrow = |(width, text): (&f64, &bool)| if *text { width.min(most) } else { *width };
        widths.iter().zip(texts).map(narrow).collect()
    };
    while most > LEAST_TEXT && at_most(most).iter().sum::<f64>() > SEEN {
        most -= 2.0;
    }
    at_most(most)
}

/// Numbers and days are never broken into lines.
const fn is_whole(cell: &Cell) -> bool {
    cell.is_number() || matches!(cell, Cell::Date(_) | Cell::Empty)
}

/// Writes the table from the paper's row on.
pub(super) fn write(paper: &mut Paper<'_>, table: &Table, alone: bool) -> Place {
    let columns = shown(table);
    let style = paper.style;
    let head = paper.row;
    headings(paper, table, &columns, if alone { FILTER } else { 0.0 });
    let decimals: Vec<Decimals> = columns.iter().map(|at| value::decimals(table.decimals(*at, style), &table.formulas)).collect();
    let rows = &table.rows[..table.rows.len().min(MOST_ROWS)];
    let keys = columns.iter().map(|at| &*table.columns[*at].key).collect();
    let cells = |row| columns.iter().map(|at| Table::cell(row, *at)).collect();
    let figures = Figures::new(keys, rows.iter().map(|row| cells(row)).collect(), &table.formulas, head + 1, style.unit);
    let right: Vec<bool> = columns.iter().map(|at| table.is_right(*at)).collect();
    for (number, row) in rows.iter().enumerate() {
        let mut most = 1;
        for (at, cell) in columns.iter().map(|at| Table::cell(row, *at)).enumerate() {
            most = most.max(lines_of(paper, cell, at));
            let look = look_of(cell, decimals[at], right[at], false);
            let formula = if table.formulas.is_empty() { None } else { figures.of_row(number, at) };
            paper.cell(paper.row, at, cell, || cell.show(decimals[at], style), formula, look);
        }
        paper.high(paper.row, measure::height(most, 11) + 2.0);
        paper.row += 1;
    }
    let last = paper.row - 1;
    for row in &table.totals {
        let total: Vec<&Cell> = columns.iter().map(|at| Table::cell(row, *at)).collect();
        for (at, cell) in total.iter().enumerate() {
            let look = look_of(cell, decimals[at], right[at], true);
            let formula = figures.of_total(&total, at, paper.row);
            paper.cell(paper.row, at, cell, || cell.show(decimals[at], style), formula, look);
        }
        paper.high(paper.row, measure::height(1, 11) + 2.0);
        paper.row += 1;
    }
    if rows.is_empty() && table.totals.is_empty() {
        paper.text(paper.row, 0, &say!(style.lang, "（无）", "(none)"), Look::default());
        paper.row += 1;
    }
    notes(paper, table, rows.len());
    Place { head, last, columns: columns.len() }
}

fn headings(paper: &mut Paper<'_>, table: &Table, columns: &[usize], filter: f64) {
    let texts = table.headings(paper.style.lang, paper.style.unit);
    let look = Look { bold: true, shade: true, rule: Rule::Pale, wrap: true, middle: true, across: Across::Centre, ..Look::default() };
    let mut most = 1;
    for (at, from) in columns.iter().enumerate() {
        paper.text(paper.row, at, &texts[*from], look);
        most = most.max(measure::lines(&texts[*from], paper.width(at, at) - filter, 11));
    }
    paper.high(paper.row, measure::height(most, 11).max(20.0));
    paper.row += 1;
}

/// Lines that a text takes in its column.
fn lines_of(paper: &Paper<'_>, cell: &Cell, at: usize) -> usize {
    let width = paper.width(at, at);
    match cell {
        Cell::Text(text) | Cell::Toned(_, text) => measure::lines(&visible(text), width, 11),
        // Set apart by one character.
        Cell::List(items) => measure::lines(&visible(&items.join("、")), width, 11),
        _ => 1,
    }
}

fn look_of(cell: &Cell, decimals: Decimals, right: bool, total: bool) -> Look {
    let kind = value::kind(cell, decimals);
    let across = if right { Across::Right } else { Across::Left };
    let wrap = !is_whole(cell);
    let look = Look { kind, across, rule: Rule::Pale, middle: true, wrap, bold: total, total, ..Look::default() };
    match cell {
        Cell::Toned(tone, _) => look.toned(*tone),
        _ => look,
    }
}

/// What stands below: notes, hints, what was left out.
fn notes(paper: &mut Paper<'_>, table: &Table, shown: usize) {
    let lang = paper.style.lang;
    let mut notes = table.footnotes(lang);
    let left = table.rows.len() - shown;
    if left > 0 {
        notes.push(say!(
            lang,
            "还有 {left} 行放不下，用 `--format csv` 输出全部",
            "{left} more rows do not fit; write all of them by `--format csv`"
        ));
    }
    let left = table.machine_columns().count().saturating_sub(MOST_COLUMNS);
    if left > 0 {
        notes.push(say!(
            lang,
            "还有 {left} 列放不下，用 `--format csv` 输出全部",
            "{left} more columns do not fit; write all of them by `--format csv`"
        ));
    }
    let unit = paper.style.unit;
    let long = |cell: &Cell| matches!(cell, Cell::Int(_) | Cell::Money(_)) && !value::is_exact(cell, unit);
    if table.rows.iter().chain(&table.totals).flatten().any(long) {
        notes.push(say!(
            lang,
            "超过 15 位的数字在工作簿中不能精确保存，按文字写出，不参加计算",
            "a number of more than 15 digits cannot be kept exactly in a workbook: it is written as text and not reckoned with"
        ));
    }
    if !notes.is_empty() {
        paper.row += 1;
    }
    for note in notes {
        paper.plain(&note);
    }
}

/// Headings that stay in sight, and filters.
pub(super) fn handy(paper: &mut Paper<'_>, place: Place) {
    if place.columns == 0 {
        return;
    }
    if place.last > place.head {
        // A range within the worksheet: a table was written there.
        let _ = paper.sheet.autofilter(place.head, 0, place.last, column(place.columns - 1));
    }
    if place.head <= MOST_FROZEN {
        let wide = place.columns > 8 && paper.width(0, place.columns - 1) > 120.0 && paper.width(0, 0) < 32.0;
        let _ = paper.sheet.set_freeze_panes(place.head + 1, u16::from(wide));
    }
    let _ = paper.sheet.set_repeat_rows(place.head, place.head);
}
