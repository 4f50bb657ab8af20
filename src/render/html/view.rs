//! What the templates show: sheets taken apart into texts.

use serde::Serialize;

use crate::render::chart;
use crate::render::table::{Cell, Table, TableStyle, Tone};
use crate::report::sheet::{Block, Entry, Fit, Grid, Pair, Sheet, Value};
use crate::say;
use crate::words::Lang;

use super::columns::{self, Measured, across, widest};
use super::{colour, picture, tag};

/// With more sheets than this a list of them stands above.
const FEW: usize = 3;

/// A file.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    lang: &'static str,
    title: String,
    contents: String,
    nothing: String,
    colon: &'static str,
    light: String,
    dark: String,
    css: &'static str,
    pictures: String,
    wide: String,
    narrow: String,
    listed: bool,
    sheets: Vec<Leaf>,
}

/// A sheet.
#[derive(Debug, Serialize)]
struct Leaf {
    id: String,
    title: String,
    mark: Option<String>,
    stamp: Option<String>,
    /// Set as on paper: title in the middle.
    form: bool,
    /// Printed on A4 turned across.
    across: bool,
    blocks: Vec<Part>,
}

/// A block.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Part {
    Heading { text: String },
    Line { pairs: Vec<Shown> },
    Pairs { pairs: Vec<Shown> },
    Grid(Ruled),
    Table(Box<Listed>),
    Chart { svg: String },
    Text { lines: Vec<String> },
    Items { items: Vec<String> },
    Entries { entries: Vec<Filed> },
    Notes { title: String, items: Vec<String> },
}

/// A label and its value, or so many lines to write on.
#[derive(Debug, Serialize)]
struct Shown {
    label: String,
    value: Option<String>,
    room: usize,
}

/// What stands in files of its own.
#[derive(Debug, Serialize)]
struct Filed {
    title: String,
    text: String,
    /// Label and file.
    links: Vec<(String, String)>,
}

/// A ruled grid.
#[derive(Debug, Serialize)]
struct Ruled {
    /// Widths of the columns in percent.
    widths: Vec<usize>,
    heads: Vec<String>,
    rows: Vec<RuledRow>,
}

#[derive(Debug, Serialize)]
struct RuledRow {
    /// To be written on.
    blank: bool,
    cells: Vec<Square>,
}

#[derive(Debug, Serialize)]
struct Square {
    text: String,
    rows: usize,
    columns: usize,
    head: bool,
    /// `n`: a number, `w`: never broken.
    class: &'static str,
}

/// A table.
#[derive(Debug, Serialize)]
struct Listed {
    id: String,
    headings: Vec<String>,
    rows: Vec<Row>,
    /// Folds into cards on a narrow screen.
    folds: bool,
    empty: bool,
    notes: Vec<String>,
    hints: Vec<String>,
    unread: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    total: bool,
    cells: Vec<ShownCell>,
}

#[derive(Debug, Serialize)]
struct ShownCell {
    text: String,
    /// `bad`, `fair` or nothing.
    tone: &'static str,
    /// The same drawn: bars, sparklines.
    picture: Option<String>,
}

/// What is collected while the sheets are taken apart.
struct Making<'a> {
    style: &'a TableStyle,
    tables: usize,
    wide: String,
    narrow: String,
    pictures: bool,
}

impl Page {
    /// The page of these sheets.
    pub(super) fn of(sheets: &[Sheet], style: &TableStyle) -> Self {
        let lang = style.lang;
        let mut making = Making { style, tables: 0, wide: String::new(), narrow: String::new(), pictures: false };
        let leaves: Vec<Leaf> = sheets.iter().enumerate().map(|(at, sheet)| making.leaf(at, sheet)).collect();
        let (light, dark) = colour::variables();
        Self {
            lang: tag(lang),
            title: sheets.first().map(|sheet| sheet.title.clone()).filter(|title| !title.is_empty()).unwrap_or_else(|| "kehu".to_owned()),
            contents: say!(lang, "目录", "Contents"),
            nothing: say!(lang, "（无）", "(none)"),
            colon: match lang {
                Lang::Zh => "：",
                Lang::En => ": ",
            },
            light,
            dark,
            css: include_str!("style.css"),
            pictures: if making.pictures { colour::classes() } else { String::new() },
            wide: making.wide,
            narrow: making.narrow,
            listed: leaves.len() > FEW,
            sheets: leaves,
        }
    }
}

impl Making<'_> {
    fn leaf(&mut self, at: usize, sheet: &Sheet) -> Leaf {
        let mut wide = false;
        let blocks = sheet.blocks.iter().map(|block| self.part(block, &mut wide)).collect();
        Leaf {
            id: format!("s{}", at + 1),
            title: sheet.title.clone(),
            mark: sheet.mark.clone(),
            stamp: sheet.stamp.clone(),
            form: sheet.blocks.iter().any(|block| matches!(block, Block::Grid(_))),
            across: wide,
            blocks,
        }
    }

    fn part(&mut self, block: &Block, wide: &mut bool) -> Part {
        match block {
            Block::Heading(text) => Part::Heading { text: text.clone() },
            Block::Line(pairs) => Part::Line { pairs: shown(pairs) },
            Block::Pairs(pairs) => Part::Pairs { pairs: shown(pairs) },
            Block::Grid(grid) => Part::Grid(ruled(grid)),
            Block::Table(table) => Part::Table(Box::new(self.table(table, wide))),
            Block::Chart(chart) => {
                self.pictures = true;
                Part::Chart { svg: chart::inline(chart, self.style.lang) }
            }
            Block::Text(text) => Part::Text { lines: text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect() },
            Block::Items(items) => Part::Items { items: items.clone() },
            Block::Entries(entries) => Part::Entries { entries: entries.iter().map(filed).collect() },
            Block::Notes { title, items } => Part::Notes { title: title.clone(), items: items.clone() },
        }
    }

    fn table(&mut self, table: &Table, wide: &mut bool) -> Listed {
        self.tables += 1;
        let (id, style) = (format!("t{}", self.tables), self.style);
        let headings = table.headings(style.lang, style.unit);
        let rows = self.rows(table, &table.rows, false);
        let totals = self.rows(table, &table.totals, true);
        let all: Vec<Row> = rows.into_iter().chain(totals).collect();
        let measured: Vec<Measured<'_>> = headings
            .iter()
            .enumerate()
            .map(|(at, heading)| Measured {
                heading,
                widest: all.iter().map(|row| widest(&row.cells[at].text)).max().unwrap_or(0),
                right: table.is_right(at),
            })
            .collect();
        *wide |= across(&measured);
        let (rules, narrow) = columns::rules(&id, &measured);
        self.wide.push_str(&rules);
        let folds = columns::folds(&measured);
        if folds {
            self.narrow.push_str(&narrow);
        }
        let unread = Table { unread: table.unread.clone(), ..Table::default() }.footnotes(style.lang);
        let empty = all.is_empty() && table.notes.is_empty() && table.hints.is_empty();
        Listed { id, headings, rows: all, folds, empty, notes: table.notes.clone(), hints: table.hints.clone(), unread }
    }

    fn rows(&self, table: &Table, rows: &[Vec<Cell>], total: bool) -> Vec<Row> {
        let tone = |row: &Vec<Cell>, at: usize| match Table::cell(row, at) {
            Cell::Toned(Tone::Bad, _) => "bad",
            Cell::Toned(Tone::Fair, _) => "fair",
            _ => "",
        };
        let texts = table.shown(rows, self.style);
        let drawn = |text: &str, at: usize| if table.columns[at].picture { picture::of(text) } else { None };
        let cell = |row: &Vec<Cell>, at: usize, text: String| ShownCell { picture: drawn(&text, at), tone: tone(row, at), text };
        let cells = |(row, texts): (&Vec<Cell>, Vec<String>)| Row {
            total,
            cells: texts.into_iter().enumerate().map(|(at, text)| cell(row, at, text)).collect(),
        };
        rows.iter().zip(texts).map(cells).collect()
    }
}

fn shown(pairs: &[Pair]) -> Vec<Shown> {
    let one = |pair: &Pair| match &pair.value {
        Value::Text(text) => Shown { label: pair.label.clone(), value: Some(text.clone()), room: 0 },
        Value::Room(lines) => Shown { label: pair.label.clone(), value: None, room: *lines },
    };
    pairs.iter().map(one).collect()
}

fn filed(entry: &Entry) -> Filed {
    // Names of files are ours; anything else is no link.
    let plain = |href: &str| href.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/')) && !href.starts_with('/');
    let links = entry.links.iter().filter(|link| plain(&link.href)).map(|link| (link.label.clone(), link.href.clone())).collect();
    Filed { title: entry.title.clone(), text: entry.text.clone(), links }
}

/// Narrowest and widest that a column of a grid counts as, in characters of a terminal.
const ROOM: (usize, usize) = (6, 36);
/// A column to write in counts as this.
const TO_WRITE: usize = 26;

fn ruled(grid: &Grid) -> Ruled {
    let placed = grid.placed();
    let natural = |at: usize| {
        let cells = placed.cells.iter().filter(|place| place.column == at && place.columns == 1);
        let widest = cells.map(|place| widest(place.text())).chain([widest(&grid.columns[at].head)]).max().unwrap_or(0);
        // Where nothing stands somebody wants to write.
        let to_write = grid.columns[at].fit == Fit::Text
            && placed.cells.iter().all(|place| place.column != at || place.head() || place.text().is_empty());
        widest.max(if to_write { TO_WRITE } else { 0 }).clamp(ROOM.0, ROOM.1)
    };
    let naturals: Vec<usize> = (0..grid.columns.len()).map(natural).collect();
    let sum = naturals.iter().sum::<usize>().max(1);
    let square = |place: &crate::report::sheet::Place<'_>| Square {
        text: place.text().to_owned(),
        rows: place.rows,
        columns: place.columns,
        head: place.head(),
        class: match (place.head(), place.columns, grid.columns[place.column].fit) {
            (false, 1, Fit::Number) => "n",
            (false, 1, Fit::Whole) => "w",
            _ => "",
        },
    };
    let row = |at: usize| {
        let places = || placed.cells.iter().filter(move |place| place.row == at);
        RuledRow { blank: places().all(|place| place.head() || place.text().trim().is_empty()), cells: places().map(square).collect() }
    };
    Ruled {
        widths: naturals.iter().map(|natural| natural * 100 / sum).collect(),
        heads: if grid.has_head() { grid.columns.iter().map(|column| column.head.clone()).collect() } else { Vec::new() },
        rows: (0..grid.rows.len()).map(row).collect(),
    }
}
