//! Workbooks.

use crate::render::table::{Table, TableStyle};
use crate::report::sheet::Sheet;

use super::sheet::SheetStyle;

/// The sheets as a workbook.
#[must_use]
pub fn workbook(_sheets: &[Sheet], _style: &SheetStyle) -> Vec<u8> {
    Vec::new()
}

/// A table as a workbook.
#[must_use]
pub fn table(_table: &Table, _style: &TableStyle) -> Vec<u8> {
    Vec::new()
}
