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

use chrono::NaiveDate;

use crate::archive::Orders;
use crate::archive::gathered::twelve_months_before;
use crate::form::choices::{Lifecycle, Tier};
use crate::model::money::Money;

use super::Rule;

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

/// Whether the stage is one before a contract.
pub(in crate::rules) const fn is_before_contract(stage: Lifecycle) -> bool {
    matches!(stage, Lifecycle::Potential | Lifecycle::Interested | Lifecycle::Prospective)
}

/// What the orders of the twelve months that end on the day come to.
fn last_year(orders: &Orders, day: NaiveDate) -> Option<Money> {
    let from = twelve_months_before(day);
    Money::total(orders.rows.iter().filter(|order| order.date >= from && order.date <= day).map(|order| order.amount))
}
