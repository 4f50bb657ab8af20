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

use crate::analysis::revenue::Figures;
use crate::archive::{CustomerFolder, Doc};
use crate::findings::Safety;
use crate::form::Field;
use crate::form::plan::{Plan, RevenueLine};
use crate::model::money::Money;
use crate::words::Lang;
use crate::world::World;

use super::amounts::amount;
use super::{Rule, Scene};

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
    customer.plans.iter().filter(move |doc| doc.whole && doc.year() == year)
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

/// Looks through the projects for a stated value that its formula does not give. `message` says so of the project, the stated and
/// the right amount; it has nothing to say where a part of the formula is missing.
fn derived(
    scene: &mut Scene<'_>,
    key: &str,
    stated: fn(&RevenueLine) -> &Field<Money>,
    right: fn(&Figures) -> Option<Money>,
    message: impl Fn(&Figures, [&str; 3]) -> Option<String>,
) {
    let (customer, world) = (scene.customer, scene.world);
    for doc in &customer.plans {
        for line in doc.record.projects() {
            let field = stated(line);
            if field.is_blank() {
                continue;
            }
            let figures = Figures::of(line);
            let Some((stated, right)) = disagrees(field, right(&figures), world) else { continue };
            let texts = [&of_project(line, world.lang), &amount(world, stated), &amount(world, right)];
            let Some(message) = message(&figures, texts.map(String::as_str)) else { continue };
            let finding = scene.find(&doc.info, field.span, &format!("revenue_plan.lines.{key}"), message);
            finding.about(line.called()).fix_value(field.span, right.to_number(world.unit), Safety::Unsafe);
        }
    }
}

/// A derived value that is stated, with the computed one when the two disagree.
fn disagrees(stated: &Field<Money>, computed: Option<Money>, world: &World) -> Option<(Money, Money)> {
    let (stated, computed) = stated.value().zip(computed)?;
    (!crate::analysis::revenue::agrees(stated, computed, world.unit)).then_some((stated, computed))
}
