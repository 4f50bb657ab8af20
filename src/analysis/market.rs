//! Whose and of which month an industry and market report is (第十二条 1).

use crate::archive::Doc;
use crate::form::registers::MarketReport;
use crate::model::period::Month;

/// The month that a report is about: stated, else the file name's.
#[must_use]
pub fn month_of(doc: &Doc<MarketReport>) -> Option<Month> {
    doc.record.month.value().or_else(|| doc.stem.get(..7).and_then(Month::parse))
}

/// Whether it is this person's. Who wrote one whose author is not filled in, the file name tells.
#[must_use]
pub fn is_by(doc: &Doc<MarketReport>, id: &str) -> bool {
    let by_name = || doc.stem.get(8..).is_some_and(|rest| rest == id || rest.strip_prefix(id).is_some_and(|rest| rest.starts_with('-')));
    doc.record.author.get().filter(|author| author.known).map_or_else(by_name, |author| author.is(id))
}
