//! Pages for browser and printer: one self-contained file, no script, nothing fetched from anywhere.

mod entries;

use crate::render::table::{Table, TableStyle};
use crate::report::sheet::Sheet;

use super::sheet::SheetStyle;

/// The sheets as one page, each on paper of its own when printed.
#[must_use]
pub fn page(_sheets: &[Sheet], _style: &SheetStyle) -> String {
    String::new()
}

/// A table as one page.
#[must_use]
pub fn table(_table: &Table, _style: &TableStyle) -> String {
    String::new()
}

pub use entries::entries;
