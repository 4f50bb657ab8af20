//! The first named table of the pages as CSV: a report has one table that a machine takes, the rest is for people, JSON or a workbook.

use crate::render::tables::{self, TableFormat};
use crate::report::sheet::Sheet;

use super::SheetStyle;

pub(super) fn render(sheets: &[Sheet], style: &SheetStyle) -> Vec<u8> {
    let table = sheets.iter().flat_map(Sheet::tables).find(|table| !table.name.is_empty());
    table.map(|table| tables::render(TableFormat::Csv, table, &style.tables())).unwrap_or_default()
}
