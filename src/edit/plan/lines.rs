//! 附表6: the lines of the contact plan, each a pair of one of ours and one of theirs.

use chrono::{Datelike, NaiveDate};

use super::{id_of, view};
use crate::edit::op::{Op, Place};
use crate::edit::value::{Pair, Value};
use crate::resolve::Names;

/// A line as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands.
    pub place: Place,
    /// Our person's id.
    pub ours: String,
    /// Their person's id.
    pub person: String,
    /// 联系次数
    pub times: Option<i64>,
    /// 下一次联系的日期
    pub next: Option<NaiveDate>,
}

impl Line {
    /// Whether it is this pair's.
    #[must_use]
    pub fn is_of(&self, ours: &str, person: &str) -> bool {
        self.ours == ours && self.person == person
    }
}

/// The list of the lines.
#[must_use]
pub fn list() -> Place {
    Place::top().key("contact_plan").key("lines")
}

/// The lines of a plan, in the order of the file.
#[must_use]
pub fn lines(plan: &Value, staff: &Names, people: &Names) -> Vec<Line> {
    let one = |row: &crate::edit::look::View<'_>| Line {
        place: row.place.clone(),
        ours: id_of(staff, row.text("ours").unwrap_or_default()).to_owned(),
        person: id_of(people, row.text("person").unwrap_or_default()).to_owned(),
        times: row.text("times").and_then(|text| text.parse().ok()),
        next: row.day("next"),
    };
    view(plan).rows(&["contact_plan", "lines"]).iter().map(one).collect()
}

/// The steps that put a line in, or change the one that the pair has: `times` only where it was said.
#[must_use]
pub fn schedule(lines: &[Line], ours: &str, person: &str, said: Option<i64>, usual: i64, next: NaiveDate) -> Vec<Op> {
    let Some(line) = lines.iter().find(|line| line.is_of(ours, person)) else {
        let times = said.unwrap_or(usual).to_string();
        let line = [
            Pair::new("ours", Value::text(ours)),
            Pair::new("person", Value::text(person)),
            Pair::new("times", Value::number(times)),
            Pair::new("next", Value::day(next)),
        ];
        return vec![Op::append(list(), Value::Table(line.into()))];
    };
    let times = said.filter(|times| line.times != Some(*times)).map(|times| ("times", Value::number(times.to_string())));
    let next = (line.next != Some(next)).then(|| ("next", Value::day(next)));
    times.into_iter().chain(next).map(|(key, value)| Op::set(line.place.clone().key(key), value)).collect()
}

/// The steps that move `next` of the pairs of a contact: only where it came before the planned day, which would else stay in force, and where
/// no newer contact of the pair counts. `newest`: the day of the pair's newest other contact.
#[must_use]
pub fn moved(
    lines: &[Line],
    ours: &[&str],
    people: &[&str],
    day: NaiveDate,
    next: NaiveDate,
    newest: &dyn Fn(&str, &str) -> Option<NaiveDate>,
) -> Vec<Op> {
    let is_met = |line: &&Line| ours.contains(&line.ours.as_str()) && people.contains(&line.person.as_str());
    let is_ahead = |line: &&Line| line.next.is_some_and(|planned| day < planned && planned != next);
    let is_last = |line: &&Line| newest(&line.ours, &line.person).is_none_or(|newest| newest <= day);
    let lines = lines.iter().filter(is_met).filter(is_ahead).filter(is_last);
    lines.map(|line| Op::set(line.place.clone().key("next"), Value::day(next))).collect()
}

/// So many contacts a year, for what is left of the year from a day on; at least one.
#[must_use]
pub fn rest_of_year(a_year: i64, from: NaiveDate) -> i64 {
    let length = if from.leap_year() { 366 } else { 365 };
    let left = length - i64::from(from.ordinal0());
    ((a_year * left + length - 1) / length).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::plan::tests::{names, read};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn plan() -> Vec<Line> {
        let staff = names(&[("zhou-lan", "周岚"), ("sun-tao", "孙涛")]);
        let people = names(&[("li-guoqiang", "李国强"), ("he-jun", "何俊")]);
        let plan = read(
            "附表6:\n  接触安排:\n  - {我方联系人员: 周岚, 客户方的联系对象: 李国强, 联系次数: 6, 下一次联系的日期: 2026-07-15}\n  - {ours: sun-tao, person: he-jun, times: 2, next: 2026-08-04}\n",
        );
        lines(&plan, &staff, &people)
    }

    #[test]
    fn a_pair_has_one_line() {
        let lines = plan();
        assert!(lines[0].is_of("zhou-lan", "li-guoqiang"));
        let changed = schedule(&lines, "zhou-lan", "li-guoqiang", None, 9, day("2026-07-20"));
        assert_eq!(changed, [Op::set(list().at(0).key("next"), Value::day(day("2026-07-20")))]);
        assert_eq!(schedule(&lines, "zhou-lan", "li-guoqiang", Some(6), 9, day("2026-07-15")), []);
        assert_eq!(schedule(&lines, "sun-tao", "he-jun", Some(3), 9, day("2026-08-04")).len(), 1);
        let new = schedule(&lines, "zhou-lan", "he-jun", None, 9, day("2026-07-20"));
        assert!(matches!(&new[..], [op] if op.place == list()));
    }

    #[test]
    fn only_an_early_contact_moves_the_day() {
        let lines = plan();
        let moves = |ours: &[&str], people: &[&str], on: &str, newest: Option<&str>| {
            moved(&lines, ours, people, day(on), day("2026-09-01"), &|_, _| newest.map(day)).len()
        };
        assert_eq!(moves(&["zhou-lan", "sun-tao"], &["li-guoqiang", "he-jun"], "2026-07-14", None), 2);
        assert_eq!(moves(&["zhou-lan"], &["li-guoqiang"], "2026-07-15", None), 0);
        assert_eq!(moves(&["sun-tao"], &["li-guoqiang"], "2026-07-01", None), 0);
        assert_eq!(moves(&["zhou-lan"], &["li-guoqiang"], "2026-07-01", Some("2026-07-02")), 0);
        assert_eq!(moves(&["zhou-lan"], &["li-guoqiang"], "2026-07-01", Some("2026-07-01")), 1);
    }

    #[test]
    fn the_rest_of_a_year_is_rounded_up() {
        assert_eq!(rest_of_year(12, day("2026-01-01")), 12);
        assert_eq!(rest_of_year(12, day("2026-07-02")), 7);
        assert_eq!(rest_of_year(4, day("2026-12-31")), 1);
        assert_eq!(rest_of_year(0, day("2026-01-01")), 1);
    }
}
