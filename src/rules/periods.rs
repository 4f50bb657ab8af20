//! When a duty is judged (definitions G1): the latest passed deadline, or the latest complete period, and never one that began too early.

use chrono::{Datelike, NaiveDate};

use crate::form::customer::Customer;
use crate::model::period::{Month, Period};
use crate::world::World;

/// Whether a period is judged: it began neither before the regulation took effect nor before any of `since` (when the customer's archive was
/// set up, when the person came).
#[must_use]
pub fn counts(period: Period, world: &World, since: impl IntoIterator<Item = Option<NaiveDate>>) -> bool {
    since.into_iter().chain([world.effective_from()]).flatten().all(|day| period.first_day() >= day)
}

/// The day from which a term runs: the day itself, or the regulation's first where that is later.
#[must_use]
pub fn runs_from(day: NaiveDate, world: &World) -> NaiveDate {
    world.effective_from().map_or(day, |effective| effective.max(day))
}

/// Whether a period is judged of this customer. Where the day on which the archive was set up could not be read, which was reported there,
/// nobody knows whether it was there already: no.
#[must_use]
pub fn counts_of(period: Period, world: &World, customer: &Customer) -> bool {
    !customer.established_on.is_bad() && counts(period, world, [customer.established_on.value()])
}

/// The month whose duty fell due last, where it falls due on day `due_day` of the month itself: the current month from the day after,
/// the one before until then.
#[must_use]
pub fn last_due_month(today: NaiveDate, due_day: i64) -> Period {
    let month = Period::from(Month::of(today));
    if i64::from(today.day()) > due_day { month } else { month.previous() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_due_from_the_day_after() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 7, day).expect("is a day");
        assert_eq!(last_due_month(day(7), 7).to_string(), "2026-06");
        assert_eq!(last_due_month(day(8), 7).to_string(), "2026-07");
    }
}
