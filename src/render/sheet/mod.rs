//! Sheets (forms as on paper, pages for reading) in every format: one file a format, one arm here.

mod grid;
mod markdown;
mod text;

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
}

/// How a sheet is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetStyle {
    /// Language of headings.
    pub lang: Lang,
    /// Unit of amounts in tables.
    pub unit: Unit,
    /// Headings are bold.
    pub color: bool,
    /// Columns of the text.
    pub width: usize,
}

/// The sheets one below the other, with a line break at the end.
#[must_use]
pub fn render(format: SheetFormat, sheets: &[Sheet], style: &SheetStyle) -> String {
    let one = |sheet: &Sheet| match format {
        SheetFormat::Text => text::render(sheet, style),
        SheetFormat::Markdown => markdown::render(sheet, style),
    };
    sheets.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// The sign between a label and its value.
const fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}
