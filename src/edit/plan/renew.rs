//! The plan of a new year: what of the old one still holds is carried over, what belongs to the old year is not.

use chrono::{Days, NaiveDate};

use super::actions;
use super::lines::{self, Line};
use super::projects;
use super::view;
use crate::edit::look::View;
use crate::edit::shape::same_key;
use crate::edit::value::{Pair, Value};
use crate::resolve::Names;

/// What is known where a plan is carried over.
pub struct Around<'a> {
    /// Ids and names of our people.
    pub staff: &'a Names,
    /// Ids and names of theirs.
    pub people: &'a Names,
    /// Whether a pair still meets: neither has left.
    pub meets: &'a dyn Fn(&str, &str) -> bool,
    /// The date in force of a line.
    pub in_force: &'a dyn Fn(&Line) -> Option<NaiveDate>,
}

/// What was carried over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Lines of the contact plan.
    pub lines: usize,
    /// Lines whose people have left.
    pub dropped: usize,
    /// Open actions.
    pub actions: usize,
    /// Open projects.
    pub projects: usize,
}

/// The tables of the new year's plan.
#[must_use]
pub fn carried_over(old: &Value, year: i32, around: &Around<'_>) -> (Vec<Pair>, Carried) {
    let top = view(old);
    let mut carried = Carried::default();
    let mut out = Vec::new();
    if let Some(text) = top.child("plan") {
        out.push(Pair::new("plan", text.value.clone()));
    }
    let mut contact = kept(top.child("contact_plan"), &["lines"]);
    let (rows, dropped) = contact_lines(old, year, around);
    (carried.lines, carried.dropped) = (rows.len(), dropped);
    push(&mut contact, "lines", rows);
    table(&mut out, "contact_plan", contact);

    let mut action_plan = kept(top.child("action_plan"), &["actions"]);
    let open: Vec<Value> = actions::actions(old).iter().filter(|one| actions::is_open(one)).map(|one| one.value.clone()).collect();
    carried.actions = open.len();
    push(&mut action_plan, "actions", open);
    table(&mut out, "action_plan", action_plan);

    let mut revenue = kept(top.child("revenue_plan"), &["lines", "total"]);
    let open: Vec<Value> = projects::projects(old).iter().filter(|one| projects::is_open(one)).map(project).collect();
    carried.projects = open.len();
    push(&mut revenue, "lines", open);
    table(&mut out, "revenue_plan", revenue);
    (out, carried)
}

/// The keys of a table without some.
fn kept(table: Option<View<'_>>, without: &[&str]) -> Vec<Pair> {
    let Some(table) = table else { return Vec::new() };
    let stays = |pair: &&Pair| !without.iter().any(|key| same_key(table.table, &pair.key, key)) && !pair.value.is_blank();
    table.pairs().iter().filter(stays).cloned().collect()
}

fn push(table: &mut Vec<Pair>, key: &str, rows: Vec<Value>) {
    if !rows.is_empty() {
        table.push(Pair::new(key, Value::list(rows)));
    }
}

fn table(out: &mut Vec<Pair>, key: &str, pairs: Vec<Pair>) {
    if !pairs.is_empty() {
        out.push(Pair::new(key, Value::Table(pairs)));
    }
}

/// A project without what became of it: its derived amounts are computed, and it is open again.
fn project(line: &View<'_>) -> Value {
    const OLD: &[&str] = &[
        "expected",
        "profit",
        "outcome",
        "decided_on",
        "reason",
        "contract_no",
        "contract_date",
        "actual_contract",
        "actual_revenue",
        "actual_profit",
    ];
    Value::Table(kept(Some(line.clone()), OLD))
}

fn contact_lines(old: &Value, year: i32, around: &Around<'_>) -> (Vec<Value>, usize) {
    let (mut rows, mut dropped) = (Vec::new(), 0);
    for line in lines::lines(old, around.staff, around.people) {
        if !(around.meets)(&line.ours, &line.person) {
            dropped += 1;
            continue;
        }
        let mut row = vec![Pair::new("ours", Value::text(&*line.ours)), Pair::new("person", Value::text(&*line.person))];
        row.extend(line.times.map(|times| Pair::new("times", Value::number(times.to_string()))));
        if let Some(next) = first_day((around.in_force)(&line), line.times, year) {
            row.push(Pair::new("next", Value::day(next)));
        }
        rows.push(Value::Table(row));
    }
    (rows, dropped)
}

/// The first contact of the year, in step with the last date in force: at earliest on 1 January, at latest on 31 December.
fn first_day(in_force: Option<NaiveDate>, times: Option<i64>, year: i32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
    let last = NaiveDate::from_ymd_opt(year, 12, 31)?;
    let interval = 365 / times.filter(|times| *times > 0).unwrap_or(12);
    let interval = interval.max(1).unsigned_abs();
    let day = match in_force {
        None => first.checked_add_days(Days::new(interval))?,
        Some(day) if day >= first => day,
        Some(day) => {
            let behind = (first - day).num_days().unsigned_abs();
            day.checked_add_days(Days::new(behind.div_ceil(interval) * interval))?
        }
    };
    Some(day.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::plan::tests::{names, read};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn the_interval_goes_on_into_the_new_year() {
        let first = |on: Option<&str>, times| first_day(on.map(day), times, 2027).map(|day| day.to_string());
        assert_eq!(first(Some("2026-12-10"), Some(4)).as_deref(), Some("2027-03-11"));
        assert_eq!(first(Some("2026-07-15"), Some(12)).as_deref(), Some("2027-01-11"));
        assert_eq!(first(Some("2027-01-01"), Some(12)).as_deref(), Some("2027-01-01"));
        assert_eq!(first(Some("2028-02-01"), Some(1)).as_deref(), Some("2027-12-31"));
        assert_eq!(first(None, Some(6)).as_deref(), Some("2027-03-02"));
        assert_eq!(first(Some("2026-12-31"), None).as_deref(), Some("2027-01-30"));
    }

    #[test]
    fn what_is_open_goes_on_and_what_is_settled_stays() {
        let old = read(
            "year: 2026\nauthor: a\napproved_by: b\napproved_on: 2026-01-05\nfiled_on: 2026-01-06\nrevisions: [{date: 2026-02-01, reason: r}]\n\
             plan: {summary: s}\n\
             contact_plan:\n  目的描述: p\n  lines:\n  - {ours: 周岚, person: x, times: 4, next: 2026-12-10}\n  - {ours: zhou-lan, person: gone, times: 1, next: 2026-12-10}\n\
             action_plan:\n  actions:\n  - {what: a, status: done}\n  - {what: b, 完成情况: 进行中, progress: 40}\n\
             revenue_plan:\n  target: 10\n  lines:\n  - {project: p, contract: 1, expected: 1, outcome: postponed, decided_on: 2026-03-01}\n  - {project: q, outcome: won}\n  total: {contract: 1}\n",
        );
        let staff = names(&[("zhou-lan", "周岚")]);
        let people = names(&[("x", "甲"), ("gone", "乙")]);
        let around = Around { staff: &staff, people: &people, meets: &|_, person| person != "gone", in_force: &|line| line.next };
        let (tables, carried) = carried_over(&old, 2027, &around);
        assert_eq!(carried, Carried { lines: 1, dropped: 1, actions: 1, projects: 1 });
        let wanted = read(
            "plan: {summary: s}\n\
             contact_plan:\n  目的描述: p\n  lines:\n  - {ours: zhou-lan, person: x, times: 4, next: 2027-03-11}\n\
             action_plan:\n  actions:\n  - {what: b, 完成情况: 进行中, progress: 40}\n\
             revenue_plan:\n  target: 10\n  lines:\n  - {project: p, contract: 1}\n",
        );
        let same = Value::Table(tables.clone()).same(&wanted);
        assert!(same, "{tables:?}");
    }
}
