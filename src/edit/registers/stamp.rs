//! 核定 and 复核: the stamps of a customer's archive.

use chrono::NaiveDate;

use crate::archive::DocKind;
use crate::edit::look::View;
use crate::edit::op::{Op, Place};
use crate::edit::target::spec_of;
use crate::edit::value::Value;

/// One verification, as the document has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub date: NaiveDate,
    /// By whom, as written.
    pub by: Option<String>,
    /// Who checked it, as written.
    pub checked_by: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// The verifications of a customer's profile up to a day, in the order of their days; of several of one day the last written is the newest.
#[must_use]
pub fn all(profile: &Value, until: NaiveDate) -> Vec<Stamp> {
    let rows = View::top(profile, spec_of(DocKind::Customer)).rows(&["verified"]);
    let stamp = |row: &View<'_>| {
        let text = |key: &str| row.text(key).map(str::to_owned);
        Some(Stamp {
            date: row.day("date").filter(|date| *date <= until)?,
            by: text("by"),
            checked_by: text("checked_by"),
            place: row.place.clone(),
        })
    };
    let mut out: Vec<Stamp> = rows.iter().filter_map(stamp).collect();
    out.sort_by_key(|stamp| stamp.date);
    out
}

/// One more verification.
#[must_use]
pub fn verify(date: NaiveDate, by: &str) -> Op {
    Op::append(Place::top().key("verified"), Value::table([("date", Value::day(date)), ("by", Value::text(by))]))
}

/// The check of a verification.
#[must_use]
pub fn countersign(stamp: &Stamp, by: &str) -> Op {
    Op::set(stamp.place.clone().key("checked_by"), Value::text(by))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Arena, Syntax, parse};

    #[test]
    fn the_newest_is_the_last_written_of_its_day() {
        let text = "核定:\n- 日期: 2026-06-29\n  核定人: a\n- 日期: 2026-03-30\n  核定人: b\n- {date: 2026-06-29, by: c, checked_by: d}\n- 日期: 2026-09-30\n";
        let value = Value::of(&parse(Syntax::Yaml, text, &Arena::new()).root);
        let day = NaiveDate::from_ymd_opt(2026, 7, 8).expect("is a day");
        let stamps = all(&value, day);
        assert_eq!(stamps.len(), 3);
        let newest = stamps.last().expect("there is one");
        assert_eq!((newest.by.as_deref(), newest.checked_by.as_deref()), (Some("c"), Some("d")));
        assert_eq!(newest.place, Place::top().key("verified").at(2));
    }
}
