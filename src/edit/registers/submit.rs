//! What is handed in each month: whether it was, and for which month it is due.

use chrono::NaiveDate;

use crate::archive::DocKind;
use crate::edit::look::View;
use crate::edit::op::Place;
use crate::edit::target::spec_of;
use crate::edit::value::Value;
use crate::form::spec::ChoiceSpec;
use crate::model::period::{Month, Period};
use crate::resolve::same;
use crate::rules::periods;

/// The machine word of a written choice: key or label in any of the two languages.
#[must_use]
pub fn key_of(choice: &'static ChoiceSpec, text: &str) -> Option<&'static str> {
    choice.options.iter().find(|one| [one.key, one.zh, one.en].iter().any(|word| same(word, text))).map(|one| one.key)
}

/// What tells one submission from another.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry<'a> {
    /// The kind's machine word.
    pub kind: &'a str,
    /// The unit.
    pub unit: Option<&'a str>,
    /// The customer.
    pub customer: Option<&'a str>,
    /// Who handed it in; statistics are the unit's, whoever brings them.
    pub by: Option<&'a str>,
}

/// The submissions of a month's document that are this one.
#[must_use]
pub fn entries<'v>(document: &'v Value, wanted: Entry<'_>, choice: &'static ChoiceSpec) -> Vec<View<'v>> {
    let alike = |one: Option<&str>, two: Option<&str>| match (one, two) {
        (Some(one), Some(two)) => same(one, two),
        (None, None) => true,
        _ => false,
    };
    let is = |row: &View<'_>| {
        row.text("kind").and_then(|text| key_of(choice, text)) == Some(wanted.kind)
            && alike(row.text("unit"), wanted.unit)
            && alike(row.text("customer"), wanted.customer)
            && (wanted.kind == "statistics" || alike(row.text("by"), wanted.by))
    };
    rows(document).into_iter().filter(is).collect()
}

/// All submissions of a month's document.
#[must_use]
pub fn rows(document: &Value) -> Vec<View<'_>> {
    View::top(document, spec_of(DocKind::Submissions)).rows(&["submissions"])
}

/// Where submissions stand.
#[must_use]
pub fn place() -> Place {
    Place::top().key("submissions")
}

/// For which month something that falls due on a day of the month itself is handed in today: the one that fell due last, when it was not
/// handed in; else this one.
#[must_use]
pub fn month_due(today: NaiveDate, due_day: i64, done: impl FnOnce(Month) -> bool) -> Month {
    let due = Month::of(periods::last_due_month(today, due_day).first_day());
    if done(due) { Month::of(today) } else { due }
}

/// The month before.
#[must_use]
pub fn last_month(today: NaiveDate) -> Month {
    Month::of(Period::last_complete(crate::model::period::PeriodKind::Month, today).first_day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::choices::SubmissionKind;
    use crate::source::{Arena, Syntax, parse};

    #[test]
    fn the_month_is_the_one_that_is_missing() {
        let day = |text: &str| crate::model::period::parse_date(text).expect("is a day");
        for (today, done, month) in [
            ("2026-07-03", true, "2026-07"),
            ("2026-07-03", false, "2026-06"),
            ("2026-07-08", false, "2026-07"),
            ("2026-07-08", true, "2026-07"),
            ("2026-01-02", false, "2025-12"),
        ] {
            assert_eq!(month_due(day(today), 7, |_| done).to_string(), month, "{today} {done}");
        }
        assert_eq!(last_month(day("2026-01-31")).to_string(), "2025-12");
    }

    #[test]
    fn an_entry_is_known_by_kind_unit_and_customer() {
        let text = "上报:\n- 上报种类: 客户信息统计表\n  上报单位: 西南\n  上报人: a\n- kind: month_end\n  by: a\n";
        let value = Value::of(&parse(Syntax::Yaml, text, &Arena::new()).root);
        let count = |entry| entries(&value, entry, SubmissionKind::CHOICE).len();
        assert_eq!(count(Entry { kind: "statistics", unit: Some("西南"), by: Some("b"), ..Entry::default() }), 1);
        assert_eq!(count(Entry { kind: "statistics", ..Entry::default() }), 0);
        assert_eq!(count(Entry { kind: "month_end", by: Some("a"), ..Entry::default() }), 1);
        assert_eq!(count(Entry { kind: "month_end", by: Some("b"), ..Entry::default() }), 0);
    }
}
