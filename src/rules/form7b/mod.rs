//! F7B-…: 附表7 收益计划.

mod f7b_01;
mod f7b_02;
mod f7b_03;
mod f7b_04;
mod f7b_05;
mod f7b_06;
mod f7b_07;
mod f7b_08;
mod f7b_09;
mod f7b_10;
mod f7b_11;
mod f7b_12;
mod f7b_13;

use chrono::{Datelike, NaiveDate};

use crate::archive::{CustomerFolder, Doc};
use crate::form::Field;
use crate::form::plan::{Plan, RevenueLine};
use crate::model::money::Money;
use crate::words::Lang;
use crate::world::World;

use super::Rule;
use super::amounts::amount;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[
    &f7b_01::RULE,
    &f7b_02::RULE,
    &f7b_03::RULE,
    &f7b_04::RULE,
    &f7b_05::RULE,
    &f7b_06::RULE,
    &f7b_07::RULE,
    &f7b_08::RULE,
    &f7b_09::RULE,
    &f7b_10::RULE,
    &f7b_11::RULE,
    &f7b_12::RULE,
    &f7b_13::RULE,
];

/// The plans of the day's year that were read whole.
fn current(customer: &CustomerFolder, today: Option<NaiveDate>) -> impl Iterator<Item = &Doc<Plan>> {
    let year = today.map(|day| day.year());
    customer.plans.iter().filter(move |doc| doc.whole && doc.record.year_or(&doc.stem) == year)
}

/// `「传输管线改造工程」的`: the project before what is said of it; nothing when it has no name.
fn of_project(line: &RevenueLine, lang: Lang) -> String {
    let name = line.called();
    match (name.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("「{name}」的"),
        (false, Lang::En) => format!("`{name}`: "),
    }
}

/// A derived value that is stated, with the computed one when the two disagree.
fn disagrees(stated: &Field<Money>, computed: Option<Money>, world: &World) -> Option<(Money, Money)> {
    let (stated, computed) = stated.value().zip(computed)?;
    (!crate::analysis::revenue::agrees(stated, computed, world.unit)).then_some((stated, computed))
}
