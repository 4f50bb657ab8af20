//! Aligned columns for people. On a terminal wrapped to its width; where even that does not fit, a block of `label: value` lines a record.

use comfy_table::{
    Cell as Shown, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table as Grid, TableStyle as Lines, Width,
};

use crate::render::paper::{visible, width, wrap};
use crate::render::table::{Cell, Table, TableStyle, Tone};
use crate::say;
use crate::words::Lang;

/// Blanks between two columns.
const GAP: usize = 2;
/// A column of text is never narrower than this, unless its content is.
const NARROWEST: usize = 10;
/// Ids and names of files up to this width stay in one piece, to be copied.
const LONGEST_NAME: usize = 24;
/// Rules below the heading.
const PLAIN: Lines = Lines::new().header_separator(LineStyle::none().fill('─'));
/// And between rows, where rows take several lines.
const RULED: Lines = PLAIN.row_separator(LineStyle::none().fill('╌'));

/// The texts of a table with what is needed to lay them out.
struct Sheet {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
    totals: Vec<Vec<String>>,
    right: Vec<bool>,
    /// Width of the widest line of each column, headings included.
    natural: Vec<usize>,
    /// The narrowest that each column can be made.
    least: Vec<usize>,
}

/// Table, totals and notes.
pub(super) fn render(table: &Table, style: &TableStyle) -> String {
    let sheet = Sheet::of(table, style);
    let room = style.width.map(usize::from);
    let mut out = match room {
        _ if table.rows.is_empty() && table.totals.is_empty() => {
            say!(style.lang, "（无）\n", "(none)\n")
        }
        Some(room) if span(&sheet.least) > room => blocks(&sheet, room, style.lang),
        room => grid(&sheet, room),
    };
    if style.color {
        out = colored(&out);
    }
    let notes = table.footnotes(style.lang);
    if !notes.is_empty() {
        out.push('\n');
    }
    for note in &notes {
        let note = visible(note);
        let lines = room.map_or_else(|| vec![note.to_string()], |room| wrap(&note, room));
        out.push_str(&lines.join("\n"));
        out.push('\n');
    }
    out
}

impl Sheet {
    /// Every text of the table, made harmless for a terminal, and measured.
    fn of(table: &Table, style: &TableStyle) -> Self {
        let clean = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
            rows.into_iter().map(|row| row.iter().map(|text| visible(text).into_owned()).collect()).collect()
        };
        let columns = 0..table.columns.len();
        let headings = clean(vec![table.headings(style.lang, style.unit)]).swap_remove(0);
        let mut rows = clean(table.shown(&table.rows, style));
        if style.color {
            tint(&mut rows, table);
        }
        let totals = clean(table.shown(&table.totals, style));
        let right: Vec<bool> = columns.clone().map(|at| table.is_right(at)).collect();
        let content = |at: usize| {
            let cells = rows.iter().chain(&totals).map(|row| &row[at]);
            cells.flat_map(|text| text.split('\n')).map(width).max().unwrap_or(0)
        };
        let content: Vec<usize> = columns.clone().map(content).collect();
        let natural = columns.clone().map(|at| content[at].max(width(&headings[at]))).collect();
        let names = |at: usize| rows.iter().chain(&totals).map(|row| longest_name(&row[at])).max().unwrap_or(0).min(LONGEST_NAME);
        // Numbers are never broken; headings and text are, though not within an id or a file's name.
        let least = columns.map(|at| {
            let heading = unit_below(&headings[at]);
            let heading = heading.split('\n').map(width).max().unwrap_or(0);
            let least = if right[at] { content[at] } else { content[at].min(NARROWEST).max(names(at)) };
            least.max(heading.min(NARROWEST)).max(longest_name(&headings[at]).min(LONGEST_NAME))
        });
        let least = least.collect();
        Self { headings, rows, totals, right, natural, least }
    }

    /// Whether a cell has a line break.
    fn has_breaks(&self) -> bool {
        self.rows.iter().chain(&self.totals).flatten().any(|text| text.contains('\n'))
    }
}

/// Signs without width that stand for colours while a table is laid out: yellow, red, and the end of either.
const SIGNS: [char; 3] = ['\u{2061}', '\u{2062}', '\u{2064}'];

/// Puts the signs of its tone around every character of a toned cell, so that its lines may be broken anywhere. Where the data has such
/// signs of its own they are taken out: they show nothing.
fn tint(rows: &mut [Vec<String>], table: &Table) {
    for (texts, cells) in rows.iter_mut().zip(&table.rows) {
        for (at, text) in texts.iter_mut().enumerate() {
            text.retain(|c| !SIGNS.contains(&c));
            let Cell::Toned(tone, _) = Table::cell(cells, at) else { continue };
            let sign = match tone {
                Tone::Fair => SIGNS[0],
                Tone::Bad => SIGNS[1],
            };
            *text = text.chars().flat_map(|c| if c == ' ' { vec![c] } else { vec![sign, c, SIGNS[2]] }).collect();
        }
    }
}

/// The signs become colours of a terminal.
fn colored(text: &str) -> String {
    let joined = SIGNS[..2].iter().fold(text.to_owned(), |text, sign| text.replace(&format!("{}{sign}", SIGNS[2]), ""));
    joined.replace(SIGNS[0], "\x1b[33m").replace(SIGNS[1], "\x1b[31m").replace(SIGNS[2], "\x1b[0m")
}

/// Columns of the longest word that a blank or a Chinese character ends.
fn longest_name(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_graphic()).map(str::len).max().unwrap_or(0)
}

/// A heading with its unit on a line of its own.
fn unit_below(heading: &str) -> String {
    heading.replacen('（', "\n（", 1).replacen(" (", "\n(", 1)
}

/// Columns that a table of these content widths takes.
fn span(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// As a grid, in `room` columns when there is a limit.
fn grid(sheet: &Sheet, room: Option<usize>) -> String {
    let wrapped = room.is_some_and(|room| span(&sheet.natural) > room);
    let ruled = wrapped || sheet.has_breaks();
    let mut grid = Grid::new();
    grid.load_style(if ruled { RULED } else { PLAIN });
    let headings = sheet.headings.iter();
    let headings: Vec<String> = if wrapped { headings.map(|heading| unit_below(heading)).collect() } else { headings.cloned().collect() };
    grid.set_header(cells(sheet, &headings));
    for row in &sheet.rows {
        grid.add_row(cells(sheet, row));
    }
    if !sheet.totals.is_empty() && !ruled {
        // A line under what is added up, as in a ledger; rows with rules between them have one already.
        let line = |at: usize| {
            if sheet.right[at] { "─".repeat(sheet.natural[at]) } else { String::new() }
        };
        let lines: Vec<String> = (0..sheet.headings.len()).map(line).collect();
        grid.add_row(cells(sheet, &lines));
    }
    for row in &sheet.totals {
        grid.add_row(cells(sheet, row));
    }
    let last = sheet.headings.len().saturating_sub(1);
    for (at, column) in grid.column_iter_mut().enumerate() {
        let gap = if at == last { 0 } else { GAP as u16 };
        column.set_padding((0, gap));
        if wrapped {
            let least = u16::try_from(sheet.least[at]).unwrap_or(u16::MAX).saturating_add(gap);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        }
    }
    if let (true, Some(room)) = (wrapped, room) {
        grid.set_content_arrangement(ContentArrangement::Dynamic);
        grid.set_width(u16::try_from(room).unwrap_or(u16::MAX));
    }
    grid.trim_fmt() + "\n"
}

/// One row for the grid.
fn cells(sheet: &Sheet, texts: &[String]) -> Vec<Shown> {
    let side = |at: usize| {
        if sheet.right[at] { CellAlignment::Right } else { CellAlignment::Left }
    };
    texts.iter().enumerate().map(|(at, text)| Shown::new(text).set_alignment(side(at))).collect()
}

/// A block of lines a record, empty cells left out.
fn blocks(sheet: &Sheet, room: usize, lang: Lang) -> String {
    let colon = say!(lang, "：", ": ");
    let mut out = String::new();
    for row in sheet.rows.iter().chain(&sheet.totals) {
        if !out.is_empty() {
            out.push('\n');
        }
        for (heading, text) in sheet.headings.iter().zip(row).filter(|(_, text)| !text.is_empty()) {
            // Room for the indent of what is wrapped.
            let lines = wrap(&format!("{heading}{colon}{text}"), room.saturating_sub(2));
            out.push_str(&lines.join("\n  "));
            out.push('\n');
        }
    }
    out
}
