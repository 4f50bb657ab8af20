//! Tables in every format: one file a format, one arm here.

mod csv;
mod json;
pub(crate) mod markdown;
#[cfg(test)]
mod tests;
mod text;

use crate::render::paper::{one_line, wrap};
use crate::render::table::{Table, TableStyle};

pub(crate) use json::render as json_object;
pub(crate) use markdown::escape as escape_markdown;

/// A format that a table can be printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableFormat {
    /// Aligned columns for people (`table`).
    #[default]
    Text,
    /// Comma-separated values.
    Csv,
    /// One JSON object.
    Json,
    /// One JSON object a row.
    Jsonl,
    /// A Markdown table.
    Markdown,
    /// A page.
    Html,
    /// A workbook.
    Xlsx,
}

impl TableFormat {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 7] = [Self::Text, Self::Csv, Self::Json, Self::Jsonl, Self::Markdown, Self::Xlsx, Self::Html];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "table",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
        }
    }

    /// Reads `--format`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// By the ending of `-o FILE` (`csv`, `json`, `jsonl`, `md`, `txt`), without the dot, in any case.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "md" => Some(Self::Markdown),
            "htm" => Some(Self::Html),
            other => Self::parse(other).filter(|format| *format != Self::Text),
        }
    }
}

/// The table in `format`, UTF-8, with a line break at the end unless it is empty.
#[must_use]
pub fn render(format: TableFormat, table: &Table, style: &TableStyle) -> Vec<u8> {
    let text = match format {
        TableFormat::Text => text::render(table, style),
        TableFormat::Csv => return csv::render(table, style),
        TableFormat::Json => json::render(table) + "\n",
        TableFormat::Jsonl => json::render_lines(table),
        TableFormat::Markdown => markdown::render(table, style),
        TableFormat::Html => super::html::table(table, style),
        TableFormat::Xlsx => return super::xlsx::table(table, style),
    };
    text.into_bytes()
}

/// A heading above one of several tables, with the blank line below it; nothing where a machine reads.
#[must_use]
pub fn heading(format: TableFormat, text: &str, style: &TableStyle) -> String {
    let line = one_line(text);
    match format {
        TableFormat::Text => {
            let lines = style.width.map_or_else(|| vec![line.to_string()], |width| wrap(&line, usize::from(width)));
            format!("{}\n\n", lines.join("\n"))
        }
        TableFormat::Markdown => format!("## {}\n\n", escape_markdown(&line)),
        TableFormat::Csv | TableFormat::Json | TableFormat::Jsonl | TableFormat::Html | TableFormat::Xlsx => String::new(),
    }
}
