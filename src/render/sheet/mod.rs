//! Sheets (forms as on paper, pages for reading) in every format: one file a format, one arm here.

mod csv;
pub(in crate::render) mod grid;
mod json;
mod markdown;
mod text;

use super::table::TableStyle;
use crate::model::money::Unit;
use crate::report::sheet::Sheet;
use crate::words::Lang;

/// A format that a sheet can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SheetFormat {
    /// For a terminal.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// Its first named table as comma-separated values.
    Csv,
    /// All named tables as one JSON object.
    Json,
    /// Its first named table, one JSON object a row.
    Jsonl,
    /// A self-contained page for browser and printer.
    Html,
    /// A workbook.
    Xlsx,
}

impl SheetFormat {
    /// Whether it carries raw values.
    #[must_use]
    pub const fn is_machine(self) -> bool {
        matches!(self, Self::Csv | Self::Json | Self::Jsonl)
    }
}

/// How a sheet is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SheetStyle {
    /// Language of headings.
    pub lang: Lang,
    /// Unit of amounts in tables.
    pub unit: Unit,
    /// Headings are bold.
    pub color: bool,
    /// Columns of the text.
    pub width: usize,
    /// `--round N`.
    pub round: Option<u32>,
    /// CSV for spreadsheets.
    pub excel: bool,
}

impl SheetStyle {
    /// That of its tables, off a terminal.
    pub(in crate::render) const fn tables(&self) -> TableStyle {
        TableStyle { lang: self.lang, unit: self.unit, width: None, round: self.round, excel: self.excel, color: false }
    }
}

impl From<&TableStyle> for SheetStyle {
    fn from(style: &TableStyle) -> Self {
        let TableStyle { lang, unit, width, round, excel, color } = *style;
        Self { lang, unit, color, width: width.map_or(usize::MAX, usize::from), round, excel }
    }
}

/// The sheets one below the other, with a line break at the end.
#[must_use]
pub fn render(format: SheetFormat, sheets: &[Sheet], style: &SheetStyle) -> Vec<u8> {
    let texts = |one: &dyn Fn(&Sheet) -> String| sheets.iter().map(one).collect::<Vec<_>>().join("\n").into_bytes();
    match format {
        SheetFormat::Text => texts(&|sheet| text::render(sheet, style)),
        SheetFormat::Markdown => texts(&|sheet| markdown::render(sheet, style)),
        SheetFormat::Csv => csv::render(sheets, style),
        SheetFormat::Json => json::render(sheets),
        SheetFormat::Jsonl => json::render_lines(sheets, style),
        SheetFormat::Html => super::html::page(sheets, style).into_bytes(),
        SheetFormat::Xlsx => super::xlsx::workbook(sheets, style),
    }
}

/// The sign between a label and its value.
const fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}
