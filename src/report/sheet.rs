//! A sheet before it is printed: title, lines to fill in, grids with merged cells, tables, notes. Forms and pages are built
//! once as sheets; every format (text, Markdown) renders sheets and knows nothing of forms.

use crate::render::chart::Chart;
use crate::render::table::{Cell, Formula, Table};

/// A page for reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// 附表1 客户基本状况表
    pub title: String,
    /// 密级标识
    pub mark: Option<String>,
    /// Who took it out and when, where the contents are restricted (SEC-05): 借阅人 马超 · 借阅卡 2026-0007 · 2026-07-08.
    pub stamp: Option<String>,
    /// What stands below the title, in order.
    pub blocks: Vec<Block>,
}

/// A part of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading below the title.
    Heading(String),
    /// Lines to fill in, beside one another where they fit: 单位名称：……  年度：……
    Line(Vec<Pair>),
    /// Labels and values below one another, values aligned.
    Pairs(Vec<Pair>),
    /// A ruled grid, as on paper.
    Grid(Grid),
    /// A table.
    Table(Table),
    /// A picture of the figures in a table beside it.
    Chart(Chart),
    /// Running text; every line of it is a paragraph.
    Text(String),
    /// Points, one below the other; a point may have several lines.
    Items(Vec<String>),
    /// What stands in files of its own beside the page.
    Entries(Vec<Entry>),
    /// 填表说明, 填表目的: a heading and a sentence or more.
    Notes {
        /// The heading.
        title: String,
        /// One paragraph each.
        items: Vec<String>,
    },
}

/// Something that stands in files of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// R-03 客户信息统计表
    pub title: String,
    /// What matters in it, in a phrase.
    pub text: String,
    /// Its files.
    pub links: Vec<Link>,
}

/// A file beside the page. Never made of what somebody wrote into the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What is read: CSV.
    pub label: String,
    /// The file's name: letters, digits, `-`, `_`, `.` and `/`.
    pub href: String,
}

/// A label and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// 单位名称
    pub label: String,
    /// What stands there.
    pub value: Value,
}

/// A value that is known, or room to write it by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Known.
    Text(String),
    /// So many ruled lines; with 0 only a short one.
    Room(usize),
}

/// A ruled grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The columns; without any heading there is no head row.
    pub columns: Vec<GridColumn>,
    /// The cells that begin in each row, from left to right; places that a merged cell covers are left out.
    pub rows: Vec<Vec<GridCell>>,
    /// How many of the last rows are totals.
    pub totals: usize,
    /// How cells follow from one another, by the keys of the columns; for workbooks.
    pub formulas: Vec<Formula>,
}

/// A column of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridColumn {
    /// What stands above it.
    pub head: String,
    /// How its contents may be set.
    pub fit: Fit,
    /// By what formulas name it; empty where none does.
    pub key: &'static str,
}

/// How the contents of a column may be set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fit {
    /// Wrapped; takes what room is left over.
    #[default]
    Text,
    /// Never broken: dates.
    Whole,
    /// Never broken, on the right: numbers.
    Number,
}

/// A cell of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// What it says; may have several lines.
    pub text: String,
    /// How many rows it covers.
    pub rows: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// A heading: set in the middle, bold where there is bold.
    pub head: bool,
    /// What the text says, where a workbook can reckon with it: an amount, a rate, a day. Empty: the text is all there is.
    pub value: Cell,
}

impl Sheet {
    /// An empty sheet with a title.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// The sheet with every text of its own changed; what stands in the cells of grids and tables stays.
    #[must_use]
    pub fn reworded(mut self, change: &dyn Fn(&str) -> String) -> Self {
        let all = |texts: &mut Vec<String>| texts.iter_mut().for_each(|text| *text = change(text));
        for block in &mut self.blocks {
            match block {
                Block::Heading(text) | Block::Text(text) => *text = change(text),
                Block::Line(pairs) | Block::Pairs(pairs) => pairs.iter_mut().for_each(|pair| {
                    if let Value::Text(text) = &mut pair.value {
                        *text = change(text);
                    }
                }),
                Block::Items(items) | Block::Notes { items, .. } => all(items),
                Block::Table(table) => {
                    all(&mut table.notes);
                    all(&mut table.hints);
                }
                Block::Entries(entries) => entries.iter_mut().for_each(|entry| entry.text = change(&entry.text)),
                Block::Grid(_) | Block::Chart(_) => {}
            }
        }
        self
    }

    /// The tables on it, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// What its tables needed and could not be read: path and reason, each once.
    #[must_use]
    pub fn unread(&self) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = self.tables().flat_map(|table| table.unread.iter().cloned()).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.push(Block::Heading(text.into()));
    }

    /// Adds a heading with one paragraph or more below it.
    pub fn note(&mut self, title: impl Into<String>, items: Vec<String>) {
        self.push(Block::Notes { title: title.into(), items });
    }
}

impl Pair {
    /// A value that is known.
    #[must_use]
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: Value::Text(value.into()) }
    }

    /// Room for a value.
    #[must_use]
    pub fn room(label: impl Into<String>, lines: usize) -> Self {
        Self { label: label.into(), value: Value::Room(lines) }
    }

    /// The value when it is known and not empty, else room for it.
    #[must_use]
    pub fn or_room(label: impl Into<String>, value: Option<&str>, lines: usize) -> Self {
        match value.filter(|value| !value.is_empty()) {
            Some(value) => Self::new(label, value),
            None => Self::room(label, lines),
        }
    }
}

impl Grid {
    /// A grid with these columns and no rows.
    #[must_use]
    pub fn new(columns: Vec<GridColumn>) -> Self {
        Self { columns, ..Self::default() }
    }

    /// Adds a row of plain cells.
    pub fn row<T: Into<GridCell>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Adds so many empty rows.
    pub fn empty_rows(&mut self, count: usize) {
        for _ in 0..count {
            self.row(vec![""; self.columns.len()]);
        }
    }

    /// Whether any column has a heading.
    #[must_use]
    pub fn has_head(&self) -> bool {
        self.columns.iter().any(|column| !column.head.is_empty())
    }

    /// Which cell covers each place, as its index in the list that comes with it; every place is covered.
    #[must_use]
    pub fn placed(&self) -> Placed<'_> {
        let (height, width) = (self.rows.len(), self.columns.len());
        let mut placed = Placed { cells: Vec::new(), at: vec![vec![usize::MAX; width]; height] };
        for (row, cells) in self.rows.iter().enumerate() {
            let mut cells = cells.iter();
            for column in 0..width {
                if placed.at[row][column] != usize::MAX {
                    continue;
                }
                let cell = cells.next();
                let columns = cell.map_or(1, |cell| cell.columns).clamp(1, width - column);
                let rows = cell.map_or(1, |cell| cell.rows).clamp(1, height - row);
                let index = placed.cells.len();
                placed.cells.push(Place { cell, row, column, rows, columns });
                for covered in &mut placed.at[row..row + rows] {
                    covered[column..column + columns].fill(index);
                }
            }
        }
        placed
    }
}

/// The cells of a grid with their places.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// The cells, in the order of rows.
    pub cells: Vec<Place<'a>>,
    /// Row by row, the index of the cell that covers the place.
    pub at: Vec<Vec<usize>>,
}

/// A cell with its place.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The cell; none where the row was short.
    pub cell: Option<&'a GridCell>,
    /// Its first row.
    pub row: usize,
    /// Its first column.
    pub column: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// How many columns it covers.
    pub columns: usize,
}

impl Place<'_> {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        self.cell.map_or("", |cell| &cell.text)
    }

    /// Whether it is a heading.
    #[must_use]
    pub fn head(&self) -> bool {
        self.cell.is_some_and(|cell| cell.head)
    }
}

impl GridColumn {
    /// A column.
    #[must_use]
    pub fn new(head: impl Into<String>, fit: Fit) -> Self {
        Self { head: head.into(), fit, key: "" }
    }

    /// The same under a key, by which formulas name it.
    #[must_use]
    pub fn keyed(self, key: &'static str) -> Self {
        Self { key, ..self }
    }
}

impl GridCell {
    /// A plain cell.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), rows: 1, columns: 1, head: false, value: Cell::Empty }
    }

    /// A heading within the grid.
    #[must_use]
    pub fn head(text: impl Into<String>) -> Self {
        Self { head: true, ..Self::new(text) }
    }

    /// The same with what it stands for, where a workbook can reckon with it.
    #[must_use]
    pub fn worth(self, value: impl Into<Cell>) -> Self {
        Self { value: value.into(), ..self }
    }

    /// The same over so many rows.
    #[must_use]
    pub fn over_rows(self, rows: usize) -> Self {
        Self { rows: rows.max(1), ..self }
    }

    /// The same over so many columns.
    #[must_use]
    pub fn over_columns(self, columns: usize) -> Self {
        Self { columns: columns.max(1), ..self }
    }
}

impl From<&str> for GridCell {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for GridCell {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}
