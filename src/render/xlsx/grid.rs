//! A ruled grid with merged cells, as on a paper form.

use crate::render::sheet::grid::widths;
use crate::render::table::{Cell, Column, Decimals, Table, TableStyle};
use crate::report::sheet::{Fit, Grid, GridCell, Place};

use super::formula::Figures;
use super::look::{Across, Look, Rule};
use super::measure::{self, height, lines};
use super::paper::Paper;
use super::value;

/// Units of an A4 sheet between its margins.
pub(super) const PAGE: f64 = 92.0;
/// Points of a row that is filled in.
const LOWEST: f64 = 22.0;
/// Points of a row that is written on by hand.
const HAND: f64 = 30.0;

/// The grid with its head as a row like any other.
fn whole(grid: &Grid) -> Grid {
    let mut all = Grid::new(grid.columns.clone());
    if grid.has_head() {
        all.rows.push(grid.columns.iter().map(|column| GridCell::head(column.head.clone())).collect());
    }
    all.rows.extend(grid.rows.iter().cloned());
    all
}

/// How wide its columns are: together a sheet of paper.
pub(super) fn wants(grid: &Grid) -> Vec<f64> {
    let all = whole(grid);
    let count = all.columns.len().max(1);
    let room = measure::columns(PAGE, 11).saturating_sub(3 * count);
    let found = widths(&all, &all.placed(), room);
    let columns = found.unwrap_or_else(|| vec![room / count; all.columns.len()]);
    let natural: Vec<f64> = columns.into_iter().map(|columns| measure::units(columns + 1)).collect();
    let sum: f64 = natural.iter().sum();
    natural.into_iter().map(|width| if sum > 0.0 { width * PAGE / sum } else { width }).collect()
}

/// Writes the grid from the paper's row on.
pub(super) fn write(paper: &mut Paper<'_>, grid: &Grid) {
    let all = whole(grid);
    let placed = all.placed();
    let top = paper.row;
    let head = u32::from(grid.has_head());
    let numbers = Numbers::of(grid, top + head, paper.style);
    let mut heights = heights(paper, &all);
    for place in &placed.cells {
        let (row, right) = (top + line(place.row), place.column + place.columns - 1);
        let bottom = top + line(place.row + place.rows - 1);
        paper.range((row, place.column), (bottom, right), place.text(), look(&all, place));
        if let Some(cell) = place.cell.filter(|cell| cell.value != Cell::Empty || numbers.is_computed(place, head)) {
            numbers.write(paper, cell, place, (row, head), look(&all, place));
        }
    }
    let blank = |row: usize| all.rows[row].iter().any(|cell| cell.text.is_empty() || cell.text.starts_with('\n'));
    for (row, points) in heights.iter_mut().enumerate() {
        let least = if grid_is_blank(grid) && blank(row) { HAND } else { LOWEST };
        paper.high(top + line(row), points.max(least));
    }
    if head > 0 {
        // A range within the worksheet: the head was written there.
        let _ = paper.sheet.set_repeat_rows(top, top);
    }
    paper.row = top + line(all.rows.len());
}

/// Nothing is filled in but labels: it is to be written on.
fn grid_is_blank(grid: &Grid) -> bool {
    let cells = || grid.rows.iter().flatten().filter(|cell| !cell.head);
    let blank = cells().filter(|cell| cell.text.trim().is_empty()).count();
    blank * 2 >= cells().count()
}

fn line(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

fn look(grid: &Grid, place: &Place<'_>) -> Look {
    let fit = if place.columns == 1 { grid.columns[place.column].fit } else { Fit::Text };
    let across = match (place.head(), fit) {
        (true, _) => Across::Centre,
        (false, Fit::Number) => Across::Right,
        (false, Fit::Whole) => Across::Centre,
        (false, Fit::Text) => Across::Left,
    };
    Look { across, middle: true, rule: Rule::Dark, bold: place.head(), wrap: true, ..Look::default() }
}

/// The height of each row: applications fit none that has merged cells.
fn heights(paper: &Paper<'_>, grid: &Grid) -> Vec<f64> {
    let placed = grid.placed();
    let mut heights = vec![LOWEST; grid.rows.len()];
    let wanted = |place: &Place<'_>| {
        let width = paper.width(place.column, place.column + place.columns - 1);
        height(lines(&value::text(place.text()), width, 11), 11) + 4.0
    };
    for place in placed.cells.iter().filter(|place| place.rows == 1) {
        heights[place.row] = heights[place.row].max(wanted(place));
    }
    for place in placed.cells.iter().filter(|place| place.rows > 1) {
        let rows = place.row..place.row + place.rows;
        let lacking = wanted(place) - heights[rows.clone()].iter().sum::<f64>();
        if lacking > 0.0 {
            let each = lacking / f64::from(line(place.rows));
            heights[rows].iter_mut().for_each(|height| *height += each);
        }
    }
    heights
}

/// The numbers of a grid: its cells' values, and what follows from what.
struct Numbers<'a> {
    figures: Figures<'a>,
    totals: Vec<Vec<&'a Cell>>,
    decimals: Vec<Decimals>,
}

impl<'a> Numbers<'a> {
    fn of(grid: &'a Grid, top: u32, style: &TableStyle) -> Self {
        let placed = grid.placed();
        let value = |row: usize, column: usize| -> &'a Cell {
            let place = &placed.cells[placed.at[row][column]];
            let cell = place.cell.filter(|_| (place.row, place.column) == (row, column));
            cell.map_or(&Cell::Empty, |cell| &cell.value)
        };
        let rows = (0..grid.rows.len()).map(|row| (0..grid.columns.len()).map(|column| value(row, column)).collect());
        let mut rows: Vec<Vec<&Cell>> = rows.collect();
        let totals = rows.split_off(grid.rows.len() - grid.totals.min(grid.rows.len()));
        let table = Table {
            columns: grid.columns.iter().map(|column| Column::from_data(column.key, "")).collect(),
            rows: rows.iter().chain(&totals).map(|row| row.iter().map(|cell| (*cell).clone()).collect()).collect(),
            ..Table::default()
        };
        let decimals = (0..grid.columns.len()).map(|at| table.decimals(at, style)).collect();
        let keys = grid.columns.iter().map(|column| column.key).collect();
        Self { figures: Figures::new(keys, rows, &grid.formulas, top, style.unit), totals, decimals }
    }

    /// Whether a formula stands there though there is nothing to show yet.
    fn is_computed(&self, place: &Place<'_>, head: u32) -> bool {
        let head = usize::from(head > 0);
        !place.head() && place.row >= head && self.formula(place.row - head, place.column, 0).is_some()
    }

    fn formula(&self, row: usize, column: usize, line: u32) -> Option<String> {
        if self.figures.formulas().is_empty() {
            return None;
        }
        match row.checked_sub(self.figures.count()) {
            None => self.figures.of_row(row, column),
            Some(total) => self.figures.of_total(self.totals.get(total)?, column, line),
        }
    }

    /// Over the text that stands there already.
    fn write(&self, paper: &mut Paper<'_>, cell: &GridCell, place: &Place<'_>, (row, head): (u32, u32), look: Look) {
        let decimals = value::decimals(self.decimals[place.column], self.figures.formulas());
        let formula = self.formula(place.row - usize::from(head > 0), place.column, row);
        let look = Look { kind: value::kind(&cell.value, decimals), wrap: false, ..look };
        paper.cell(row, place.column, &cell.value, || cell.text.clone(), formula, look);
    }
}
