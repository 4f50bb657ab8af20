//! COV-…: who of ours knows whom of theirs (附表3, 附表4, 附表6).

mod cov_01;
mod cov_02;
mod cov_03;
mod cov_04;
mod cov_05;
mod cov_06;
mod cov_07;
mod cov_08;
mod cov_09;

use crate::analysis::coverage;
use crate::archive::Doc;
use crate::form::key_people::KeyPersonRow;
use crate::form::plan::Plan;
use crate::words::Lang;

use super::{Rule, Scene};

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[
    &cov_01::RULE,
    &cov_02::RULE,
    &cov_03::RULE,
    &cov_04::RULE,
    &cov_05::RULE,
    &cov_06::RULE,
    &cov_07::RULE,
    &cov_08::RULE,
    &cov_09::RULE,
];

/// The plan in force and the key people who are in none of its contact lines. None without a plan: that is PLN-02's matter.
fn unplanned<'a>(scene: &Scene<'a>) -> Option<(&'a Doc<Plan>, Vec<&'a KeyPersonRow>)> {
    let plans = scene.plans();
    let plan = *plans.first()?;
    let names = &scene.customer.people_names;
    let out = |row: &&KeyPersonRow| !row.key().is_empty() && !plans.iter().any(|doc| coverage::is_planned(&doc.record, row.key(), names));
    Some((plan, scene.each_person().filter(out).collect()))
}

/// What stands for a colleague whom the reader is to choose.
fn colleague(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "另一位同事",
        Lang::En => "a-colleague",
    }
}
