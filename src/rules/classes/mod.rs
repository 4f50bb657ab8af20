//! CLS-…: tiers (seed 003 第九条), the judged A, B, C (seed 002), stages and levels of the relation, key customers.

mod cls_01;
mod cls_02;
mod cls_03;
mod cls_04;
mod cls_05;
mod cls_06;
mod cls_07;
mod cls_08;
mod cls_09;
mod cls_10;
mod tiers;

use crate::form::choices::Tier;

use super::Rule;

pub(in crate::rules) use crate::analysis::tier::is_before_contract;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[
    &cls_01::RULE,
    &cls_02::RULE,
    &cls_03::RULE,
    &cls_04::RULE,
    &cls_05::RULE,
    &cls_06::RULE,
    &cls_07::RULE,
    &cls_08::RULE,
    &cls_09::RULE,
    &cls_10::RULE,
];

/// Whether a parameter that lists tiers names this one, by its key or its label.
pub(crate) fn names_tier(list: &[String], tier: Tier) -> bool {
    list.iter().any(|one| tier.option().is_called(one))
}
