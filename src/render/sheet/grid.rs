//! Ruled grids with merged cells in box-drawing characters, aligned under Chinese.

use crate::render::paper::{visible, width, wrap};
use crate::report::sheet::{Fit, Grid, Place, Placed};

use super::{SheetStyle, colon, text::hang};

/// A column of text is never narrower than this, unless its content is.
const NARROWEST: usize = 8;
/// A heading may be wrapped to this.
const NARROWEST_HEAD: usize = 4;

/// A Latin word of a heading is broken only when it is longer.
const LONGEST_WORD: usize = 10;

/// The grid in at most `style.width` columns; where even the narrowest does not fit, its rows as labels and values.
pub(super) fn lines(grid: &Grid, style: &SheetStyle) -> Vec<String> {
    // The head is a row like any other, but for its place.
    let mut all = Grid::new(grid.columns.clone());
    if grid.has_head() {
        all.rows.push(grid.columns.iter().map(|column| crate::report::sheet::GridCell::head(column.head.clone())).collect());
    }
    all.rows.extend(grid.rows.iter().cloned());
    let placed = all.placed();
    if all.rows.is_empty() || all.columns.is_empty() {
        return Vec::new();
    }
    for padding in [1, 0] {
        let frame = all.columns.len() * (1 + 2 * padding) + 1;
        let Some(room) = style.width.checked_sub(frame) else { continue };
        if let Some(widths) = widths(&all, &placed, room) {
            return Drawing::new(&all, &placed, widths, padding).draw();
        }
    }
    records(grid, style)
}

/// The widths of the columns within `room`; none when they do not fit.
pub(in crate::render) fn widths(grid: &Grid, placed: &Placed<'_>, room: usize) -> Option<Vec<usize>> {
    let widest = |place: &Place<'_>| visible(place.text()).split('\n').map(width).max().unwrap_or(0);
    let of = |column: usize, head: bool| {
        let cells = placed.cells.iter().filter(|place| place.column == column && place.columns == 1 && (place.head() == head));
        cells.map(widest).max().unwrap_or(0)
    };
    let mut natural = Vec::new();
    let mut least = Vec::new();
    for (at, column) in grid.columns.iter().enumerate() {
        let (head, body) = (of(at, true), of(at, false));
        natural.push(head.max(body).max(2));
        let narrow = match column.fit {
            Fit::Text => body.min(NARROWEST),
            Fit::Whole | Fit::Number => body,
        };
        let heads = placed.cells.iter().filter(|place| place.column == at && place.head()).map(|place| unbroken(place.text()));
        least.push(narrow.max(heads.max().unwrap_or(0)).max(2));
    }
    let needed: usize = least.iter().sum();
    if needed > room {
        return None;
    }
    let mut widths = if natural.iter().sum::<usize>() <= room { natural } else { level(&natural, &least, room) };
    stretch(grid, &mut widths, room);
    Some(widths)
}

/// The narrowest that a heading can be made: Chinese breaks anywhere, a Latin word only when it is long.
fn unbroken(head: &str) -> usize {
    let least = |word: &str| if word.is_ascii() { word.len().min(LONGEST_WORD) } else { width(word).min(NARROWEST_HEAD) };
    head.split_whitespace().map(least).max().unwrap_or(0)
}

/// Every column as wide as it wants, but none wider than a level at which all fit.
fn level(natural: &[usize], least: &[usize], room: usize) -> Vec<usize> {
    let at = |level: usize| natural.iter().zip(least).map(|(natural, least)| (*natural).min(level.max(*least))).collect::<Vec<_>>();
    let level = (1..=room).rev().find(|level| at(*level).iter().sum::<usize>() <= room);
    level.map_or_else(|| least.to_vec(), at)
}

/// Gives what is left over to the columns of text, so that the form fills its sheet.
fn stretch(grid: &Grid, widths: &mut [usize], room: usize) {
    let text: Vec<usize> = (0..widths.len()).filter(|at| grid.columns[*at].fit == Fit::Text).collect();
    let mut left = room - widths.iter().sum::<usize>();
    while left > 0 && !text.is_empty() {
        // The narrowest first: a blank form ends up with even columns.
        let Some(narrowest) = text.iter().copied().min_by_key(|at| widths[*at]) else { return };
        widths[narrowest] += 1;
        left -= 1;
    }
}

/// A grid with everything measured.
struct Drawing<'a> {
    grid: &'a Grid,
    placed: &'a Placed<'a>,
    /// Without padding.
    widths: Vec<usize>,
    padding: usize,
    /// The lines of each cell.
    texts: Vec<Vec<String>>,
    /// The height of each row.
    heights: Vec<usize>,
}

impl<'a> Drawing<'a> {
    fn new(grid: &'a Grid, placed: &'a Placed<'a>, widths: Vec<usize>, padding: usize) -> Self {
        let mut drawing = Self { grid, placed, widths, padding, texts: Vec::new(), heights: vec![1; grid.rows.len()] };
        drawing.texts = placed.cells.iter().map(|place| wrap(&visible(place.text()), drawing.inner(place))).collect();
        for (place, text) in placed.cells.iter().zip(&drawing.texts).filter(|(place, _)| place.rows == 1) {
            drawing.heights[place.row] = drawing.heights[place.row].max(text.len());
        }
        for (place, text) in placed.cells.iter().zip(&drawing.texts).filter(|(place, _)| place.rows > 1) {
            let last = place.row + place.rows - 1;
            // The lines between merged rows hold text as well.
            let height: usize = drawing.heights[place.row..=last].iter().sum::<usize>() + place.rows - 1;
            drawing.heights[last] += text.len().saturating_sub(height);
        }
        drawing
    }

    /// The columns that a cell's text has.
    fn inner(&self, place: &Place<'_>) -> usize {
        let widths: usize = self.widths[place.column..place.column + place.columns].iter().sum();
        widths + (place.columns - 1) * (1 + 2 * self.padding)
    }

    fn draw(&self) -> Vec<String> {
        let rows = self.grid.rows.len();
        let mut out = Vec::with_capacity(rows * 2 + 1);
        for row in 0..rows {
            out.push(self.boundary(row));
            for line in 0..self.heights[row] {
                out.push(self.text_line(row, line));
            }
        }
        out.push(self.boundary(rows));
        out
    }

    /// The cell at a place; none outside.
    fn cell(&self, row: Option<usize>, column: Option<usize>) -> Option<usize> {
        self.placed.at.get(row?)?.get(column?).copied()
    }

    /// Whether a line is drawn between the cells of two places.
    fn parted(&self, one: Option<usize>, other: Option<usize>) -> bool {
        one != other
    }

    /// Line `line` of the cells of a row.
    fn text_line(&self, row: usize, line: usize) -> String {
        let mut out = String::new();
        let mut column = 0;
        while column < self.widths.len() {
            out.push('│');
            let index = self.placed.at[row][column];
            let place = &self.placed.cells[index];
            let above: usize = self.heights[place.row..row].iter().map(|height| height + 1).sum();
            self.put(&mut out, index, above + line);
            column = place.column + place.columns;
        }
        out.push('│');
        out
    }

    /// The line above a row (below the last one).
    fn boundary(&self, row: usize) -> String {
        let mut out = String::new();
        let (above, below) = (row.checked_sub(1), Some(row));
        let columns = self.widths.len();
        let mut column = 0_usize;
        loop {
            let (left, right) = (column.checked_sub(1), Some(column));
            let cells = [self.cell(above, left), self.cell(above, right), self.cell(below, left), self.cell(below, right)];
            let [above_left, above_right, below_left, below_right] = cells;
            let up = self.parted(above_left, above_right);
            let down = self.parted(below_left, below_right);
            let to_left = self.parted(above_left, below_left);
            let to_right = self.parted(above_right, below_right);
            out.push(junction(up, down, to_left, to_right));
            if column == columns {
                return out;
            }
            if to_right {
                out.push_str(&"─".repeat(self.widths[column] + 2 * self.padding));
                column += 1;
            } else {
                // A merged cell runs across: its text goes on here.
                let index = self.placed.at[row][column];
                let place = &self.placed.cells[index];
                let passed: usize = self.heights[place.row..row].iter().map(|height| height + 1).sum();
                self.put(&mut out, index, passed - 1);
                column = place.column + place.columns;
            }
        }
    }

    /// Line `line` of a cell, padded to its width.
    fn put(&self, out: &mut String, index: usize, line: usize) {
        let place = &self.placed.cells[index];
        let text = self.texts[index].get(line).map_or("", String::as_str);
        let free = self.inner(place).saturating_sub(width(text));
        let number = place.columns == 1 && self.grid.columns[place.column].fit == Fit::Number;
        let before = match (place.head(), number) {
            (true, _) => free / 2,
            (false, true) => free,
            (false, false) => 0,
        };
        out.push_str(&" ".repeat(self.padding + before));
        out.push_str(text);
        out.push_str(&" ".repeat(free - before + self.padding));
    }
}

/// The character where lines meet.
const fn junction(up: bool, down: bool, left: bool, right: bool) -> char {
    match (up, down, left, right) {
        (true, true, true, true) => '┼',
        (true, true, false, true) => '├',
        (true, true, true, false) => '┤',
        (false, true, true, true) => '┬',
        (true, false, true, true) => '┴',
        (false, true, false, true) => '┌',
        (false, true, true, false) => '┐',
        (true, false, false, true) => '└',
        (true, false, true, false) => '┘',
        (false, false, true, true) => '─',
        (true, true, false, false) => '│',
        _ => ' ',
    }
}

/// Rows as labels and values, for very narrow terminals.
fn records(grid: &Grid, style: &SheetStyle) -> Vec<String> {
    let placed = grid.placed();
    let mut out = Vec::new();
    for row in 0..grid.rows.len() {
        out.push("─".repeat(style.width));
        let mut label = String::new();
        for column in 0..grid.columns.len() {
            let place = &placed.cells[placed.at[row][column]];
            if place.column != column {
                continue;
            }
            let text = visible(place.text()).replace('\n', " ");
            if place.head() && !grid.has_head() {
                label = text;
                continue;
            }
            let head = grid.columns[column].head.replace('\n', if style.lang == crate::words::Lang::Zh { "" } else { " " });
            let label = if head.is_empty() { std::mem::take(&mut label) } else { head };
            out.extend(hang(&format!("{label}{}{text}", colon(style.lang)), style.width, 2));
        }
    }
    out
}
