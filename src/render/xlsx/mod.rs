//! Workbooks for Excel, WPS and LibreOffice: amounts, rates and days as such, sums and products as formulas, forms as on paper. A page becomes
//! a worksheet; where a page has several named tables, all but the first lie on worksheets of their own.
//!
//! The same pages give the same bytes: nothing here looks at the clock.

#[cfg(feature = "xlsx")]
mod book;
#[cfg(feature = "xlsx")]
mod chart;
#[cfg(feature = "xlsx")]
mod formula;
#[cfg(feature = "xlsx")]
mod grid;
#[cfg(feature = "xlsx")]
mod look;
#[cfg(feature = "xlsx")]
mod measure;
#[cfg(feature = "xlsx")]
mod names;
#[cfg(feature = "xlsx")]
mod paper;
#[cfg(feature = "xlsx")]
mod rows;
#[cfg(all(test, feature = "xlsx"))]
mod tests;
#[cfg(feature = "xlsx")]
mod value;

use crate::render::table::{Table, TableStyle};
use crate::report::sheet::{Block, Sheet};

use super::sheet::SheetStyle;

/// Whether this program can write workbooks: it is built without them where somebody needs it small.
pub const AVAILABLE: bool = cfg!(feature = "xlsx");

/// The sheets as a workbook.
#[must_use]
pub fn workbook(sheets: &[Sheet], style: &SheetStyle) -> Vec<u8> {
    make(sheets, &style.tables())
}

/// A table as a workbook.
#[must_use]
pub fn table(table: &Table, style: &TableStyle) -> Vec<u8> {
    let sheet = Sheet { title: table.title.clone(), blocks: vec![Block::Table(table.clone())], ..Sheet::default() };
    make(&[sheet], style)
}

#[cfg(feature = "xlsx")]
fn make(sheets: &[Sheet], style: &TableStyle) -> Vec<u8> {
    book::make(sheets, style)
}

/// The command line refuses the format before it comes here.
#[cfg(not(feature = "xlsx"))]
fn make(_sheets: &[Sheet], _style: &TableStyle) -> Vec<u8> {
    Vec::new()
}
