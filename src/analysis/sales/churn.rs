//! Customers lost (requirements B12, formulas): who bought in the period before and then not for so many days.

use chrono::NaiveDate;

use crate::model::percent::Percent;
use crate::model::period::Period;

/// What became of the customers of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Churn {
    /// The period.
    pub period: Period,
    /// How many customers bought in the period before.
    pub before: usize,
    /// Which of them are lost, by their places.
    pub lost: Vec<usize>,
}

impl Churn {
    /// The customers lost; `purchases` are each customer's days of purchase up to `day`, in order. Who did not buy within the `days` days that
    /// end with the period (or on `day`, when the period is not over) is lost.
    #[must_use]
    pub fn of(purchases: &[Vec<NaiveDate>], period: Period, day: NaiveDate, days: i64) -> Self {
        let before = period.previous();
        let end = period.last_day().min(day);
        let mut out = Self { period, before: 0, lost: Vec::new() };
        for (at, bought) in purchases.iter().enumerate() {
            let until = |day: NaiveDate| bought.partition_point(|one| *one <= day);
            let active = until(before.last_day()) > bought.partition_point(|one| *one < before.first_day());
            if !active {
                continue;
            }
            out.before += 1;
            let last = until(end).checked_sub(1).map(|at| bought[at]);
            if last.is_none_or(|last| (end - last).num_days() >= days) {
                out.lost.push(at);
            }
        }
        out
    }

    /// Lost ÷ active before; none when nobody was active.
    #[must_use]
    pub fn rate(&self) -> Option<Percent> {
        let count = |number: usize| i64::try_from(number).ok();
        Percent::ratio(count(self.lost.len())?, count(self.before)?)
    }
}
