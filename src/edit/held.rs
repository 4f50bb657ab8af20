//! What somebody of ours still holds, and what still counts on somebody of a customer: what is to be done when they leave.

use chrono::{Datelike, NaiveDate};

use crate::archive::CustomerFolder;
use crate::form::choices::ActionStatus;
use crate::form::plan::{Action, ContactLine};

/// A contact-plan line or an action with its place in the plan.
#[derive(Clone, Debug)]
pub struct Left<'a, T> {
    /// The plan's year.
    pub year: i32,
    /// Its number in the list, from 1.
    pub number: usize,
    /// What it says.
    pub row: &'a T,
}

/// The lines of contact plans whose year is not over, as far as `of` wants them.
pub fn lines<'a>(
    folder: &'a CustomerFolder,
    date: NaiveDate,
    of: impl Fn(&ContactLine) -> bool + 'a,
) -> impl Iterator<Item = Left<'a, ContactLine>> {
    let plans = folder.plans.iter().filter_map(move |doc| doc.year().filter(|year| *year >= date.year()).map(|year| (year, doc)));
    let rows =
        plans.flat_map(|(year, doc)| doc.record.contact_lines().enumerate().map(move |(at, row)| Left { year, number: at + 1, row }));
    rows.filter(move |left| of(left.row))
}

/// The actions that are not done, as far as `of` wants them.
pub fn actions<'a>(folder: &'a CustomerFolder, of: impl Fn(&Action) -> bool + 'a) -> impl Iterator<Item = Left<'a, Action>> {
    let plans = folder.plans.iter().filter_map(|doc| doc.year().map(|year| (year, doc)));
    let rows = plans.flat_map(|(year, doc)| doc.record.actions().enumerate().map(move |(at, row)| Left { year, number: at + 1, row }));
    let open = |action: &Action| !matches!(action.status.value(), Some(ActionStatus::Done | ActionStatus::Cancelled));
    rows.filter(move |left| open(left.row) && of(left.row))
}
