//! Approval of a plan, and its adjustments (第十六条).

use chrono::NaiveDate;

use super::{id_of, view};
use crate::edit::op::{Op, Place};
use crate::edit::value::Value;
use crate::resolve::Names;

/// Who approved a plan, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// Their id; none where only the day is stated.
    pub by: Option<String>,
    /// The day.
    pub on: NaiveDate,
}

/// Who approved it; none: nobody has yet.
#[must_use]
pub fn approved(plan: &Value, staff: &Names) -> Option<Approved> {
    let top = view(plan);
    let on = top.day("approved_on")?;
    Some(Approved { by: top.text("approved_by").map(|text| id_of(staff, text).to_owned()), on })
}

/// The steps of an approval.
#[must_use]
pub fn approve(by: &str, on: NaiveDate) -> Vec<Op> {
    let top = Place::top;
    vec![Op::set(top().key("approved_by"), Value::text(by)), Op::set(top().key("approved_on"), Value::day(on))]
}

/// The plan that an approval without a year is about: the first of this year or later that nobody has approved, else this year's, else the
/// newest. `plans`: years, each with whether it was approved.
#[must_use]
pub fn meant(plans: &[(i32, bool)], this_year: i32) -> Option<i32> {
    let ahead = plans.iter().filter(|(year, approved)| *year >= this_year && !approved).map(|(year, _)| *year).min();
    let current = plans.iter().map(|(year, _)| *year).find(|year| *year == this_year);
    ahead.or(current).or_else(|| plans.iter().map(|(year, _)| *year).max())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::plan::tests::{names, read};

    #[test]
    fn the_next_plan_that_waits_is_meant() {
        assert_eq!(meant(&[(2025, false), (2026, true), (2027, false)], 2026), Some(2027));
        assert_eq!(meant(&[(2025, false), (2026, true)], 2026), Some(2026));
        assert_eq!(meant(&[(2024, true), (2025, true)], 2026), Some(2025));
        assert_eq!(meant(&[], 2026), None);
    }

    #[test]
    fn an_approval_is_a_day_and_mostly_a_name() {
        let staff = names(&[("wu-fang", "吴芳")]);
        let on = |text| approved(&read(text), &staff).map(|one| (one.by, one.on.to_string()));
        assert_eq!(on("批准人: 吴芳\n批准日期: 2026-01-05\n"), Some((Some("wu-fang".to_owned()), "2026-01-05".to_owned())));
        assert_eq!(on("approved_by: wu-fang\n"), None);
    }
}
