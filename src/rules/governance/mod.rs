//! GOV-…: upkeep of the regulation (第五条 6, 第八条, 第十九条).

mod gov_01;
pub(crate) mod gov_02;
mod gov_03;

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&gov_01::RULE, &gov_02::RULE, &gov_03::RULE];
