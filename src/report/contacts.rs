//! Contacts of one customer as the reports tell them: one report is one contact for all its `ours` and all its `people` (definitions G2).

use chrono::{Datelike, NaiveDate};

use crate::archive::{CustomerFolder, Doc};
use crate::form::contact::ContactReport;
use crate::form::plan::ContactLine;

/// The reports up to `today` with their days, oldest first.
pub fn until(folder: &CustomerFolder, today: NaiveDate) -> impl Iterator<Item = (NaiveDate, &Doc<ContactReport>)> {
    let dated = folder.reports.iter().filter_map(|doc| Some((doc.record.day_or(&doc.stem)?, doc)));
    dated.filter(move |(day, _)| *day <= today)
}

/// Whether the report is about this person of theirs.
#[must_use]
pub fn is_with(report: &ContactReport, person: &str) -> bool {
    report.people.get().is_some_and(|people| people.iter().any(|one| one.is(person)))
}

/// Whether this person of ours took part.
#[must_use]
pub fn is_by(report: &ContactReport, ours: &str) -> bool {
    report.ours.get().is_some_and(|staff| staff.iter().any(|one| one.is(ours)))
}

/// The newest contact with a person.
#[must_use]
pub fn last(folder: &CustomerFolder, person: &str, today: NaiveDate) -> Option<NaiveDate> {
    until(folder, today).filter(|(_, doc)| is_with(&doc.record, person)).map(|(day, _)| day).max()
}

/// The newest report of a pair.
#[must_use]
pub fn last_of_pair<'a>(
    folder: &'a CustomerFolder,
    ours: &str,
    person: &str,
    today: NaiveDate,
) -> Option<(NaiveDate, &'a Doc<ContactReport>)> {
    let pair = until(folder, today).filter(|(_, doc)| is_with(&doc.record, person) && is_by(&doc.record, ours));
    pair.max_by_key(|(day, _)| *day)
}

/// How often a pair was in contact in a year, up to `today`.
#[must_use]
pub fn count(folder: &CustomerFolder, ours: &str, person: &str, year: i32, today: NaiveDate) -> usize {
    until(folder, today).filter(|(day, doc)| day.year() == year && is_with(&doc.record, person) && is_by(&doc.record, ours)).count()
}

/// The date in force of a line of 附表6: its `next` while that is later than the pair's newest report, after that the report's `next_date`.
#[must_use]
pub fn next(folder: &CustomerFolder, line: &ContactLine, today: NaiveDate) -> Option<NaiveDate> {
    let stated = line.next.value();
    let (Some(ours), Some(person)) = (line.ours.get(), line.person.get()) else { return stated };
    match last_of_pair(folder, &ours.id, &person.id, today) {
        Some((day, doc)) if stated.is_none_or(|next| next <= day) => doc.record.next_date.value(),
        _ => stated,
    }
}
