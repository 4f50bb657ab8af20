//! PLN-…: the yearly customer plan (第十五条, 第十六条).

mod pln_01;
pub(crate) mod pln_02;
mod pln_03;
mod pln_04;
mod pln_05;
mod pln_06;
mod pln_07;
mod pln_08;
mod pln_09;
mod pln_10;
mod pln_11;
mod unrevised;

use crate::archive::Doc;
use crate::form::Record;
use crate::form::kind::Table;
use crate::form::plan::Plan;
use crate::form::reader::DocInfo;
use crate::say;
use crate::words::Words;

use super::{Rule, Scene};

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[
    &pln_01::RULE,
    &pln_02::RULE,
    &pln_03::RULE,
    &pln_04::RULE,
    &pln_05::RULE,
    &pln_06::RULE,
    &pln_07::RULE,
    &pln_08::RULE,
    &pln_09::RULE,
    &pln_10::RULE,
    &pln_11::RULE,
];

pub(super) use pln_02::is_reported as missing_plan_is_reported;

/// The year of a plan for messages; 0 where neither the key nor the file name gives one.
fn year(doc: &Doc<Plan>) -> i32 {
    doc.year().unwrap_or_default()
}

/// The sub-headings of a part of the plan that are not filled in: `PLN-06`, `PLN-08`. What is missing is named in one finding.
fn sub_headings<R: Record>(scene: &mut Scene<'_>, info: &DocInfo, (key, part): (&str, Words), table: &Table<R>) {
    let missing = table.0.blanks();
    if missing.is_empty() {
        return;
    }
    let lang = scene.lang();
    let (count, part) = (missing.len(), part.get(lang));
    let names = lang.join(missing.iter().map(|spec| spec.label(lang)));
    let message = say!(lang, "「{part}」缺 {count} 项：{names}", "`{part}` lacks {count} of its parts: {names}");
    let keys = missing.iter().map(|spec| spec.key).collect::<Vec<_>>().join(", ");
    let help = say!(lang, "请在 [plan.{key}] 中补写 {keys}", "add {keys} to [plan.{key}]");
    scene.find(info, table.head(), &format!("plan.{key}"), message).help(help);
}

/// Characters of a text, white space apart.
fn length(text: &str) -> i64 {
    i64::try_from(text.chars().filter(|c| !c.is_whitespace()).count()).unwrap_or(i64::MAX)
}
