//! PLN-…: the yearly customer plan (第十五条, 第十六条).

mod pln_01;
mod pln_02;
mod pln_03;
mod pln_04;
mod pln_05;
mod pln_06;
mod pln_07;
mod pln_08;
mod pln_09;
mod pln_10;
mod pln_11;

use crate::archive::Doc;
use crate::form::plan::Plan;
use crate::form::{FieldSpec, Record};
use crate::words::Lang;

use super::Rule;

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
    doc.record.year_or(&doc.stem).unwrap_or_default()
}

/// The labels of the sub-headings that are not filled in.
fn blanks<R: Record>(record: &R) -> Vec<&'static FieldSpec> {
    let mut out = Vec::new();
    record.each(&mut |spec, value| {
        if value.blank() {
            out.push(spec);
        }
    });
    out
}

/// Labels one after another, as a sentence has them.
fn labels(specs: &[&'static FieldSpec], lang: Lang) -> String {
    let labels: Vec<&str> = specs.iter().map(|spec| spec.label(lang)).collect();
    labels.join(if lang == Lang::Zh { "、" } else { ", " })
}

/// Characters of a text, white space apart.
fn length(text: &str) -> i64 {
    i64::try_from(text.chars().filter(|c| !c.is_whitespace()).count()).unwrap_or(i64::MAX)
}
