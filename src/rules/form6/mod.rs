//! F6-…: 附表6 客户接触计划 and 接触情况报告.

mod f6_01;
mod f6_02;
mod f6_03;
mod f6_04;
mod f6_05;
mod f6_06;
mod f6_07;
mod f6_08;
mod f6_09;
mod f6_10;
mod f6_11;
mod f6_12;
mod f6_13;
mod f6_14;

use chrono::NaiveDate;

use crate::archive::Doc;
use crate::form::plan::{ContactLine, Plan};

use super::{Rule, Scene};

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[
    &f6_01::RULE,
    &f6_02::RULE,
    &f6_03::RULE,
    &f6_04::RULE,
    &f6_05::RULE,
    &f6_06::RULE,
    &f6_07::RULE,
    &f6_08::RULE,
    &f6_09::RULE,
    &f6_10::RULE,
    &f6_11::RULE,
    &f6_12::RULE,
    &f6_13::RULE,
    &f6_14::RULE,
];

/// A contact-plan line between two people who are known and there.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    /// The plan.
    pub(crate) doc: &'a Doc<Plan>,
    /// The line.
    pub(crate) row: &'a ContactLine,
    /// Whoever of ours.
    pub(crate) ours: &'a str,
    /// Whoever of theirs.
    pub(crate) person: &'a str,
}

/// The lines of the current plan. Unknown names were reported where they are read; who left drops out (definitions G4).
fn lines<'a>(scene: &Scene<'a>) -> impl Iterator<Item = Line<'a>> + use<'a> {
    lines_of(scene, scene.plans())
}

/// The same of these plans.
pub(crate) fn lines_of<'a>(scene: &Scene<'a>, plans: Vec<&'a Doc<Plan>>) -> impl Iterator<Item = Line<'a>> + use<'a> {
    let rows = |doc: &'a Doc<Plan>| doc.record.contact_lines().map(move |row| (doc, row));
    let (customer, today) = (scene.customer, scene.today);
    let is_gone = move |id: &str| {
        let people = customer.key_people.as_ref().and_then(|doc| doc.record.people.get());
        people.is_some_and(|list| list.iter().any(|row| row.key() == id && !row.is_there(today)))
    };
    plans.into_iter().flat_map(rows).filter_map(move |(doc, row)| {
        let ours = row.ours.get().filter(|one| one.known)?;
        let person = row.person.get().filter(|one| one.known && !is_gone(&one.id))?;
        Some(Line { doc, row, ours: &ours.id, person: &person.id })
    })
}

/// `2026-07-15`, or the last day of the plan's year where that would be too late: a day that a corrected line may show.
fn within(day: NaiveDate, year: Option<i32>) -> NaiveDate {
    let last = year.and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31));
    last.map_or(day, |last| day.min(last))
}
