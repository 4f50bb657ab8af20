//! ORG-…: who is responsible for a customer (第四条, 第五条, 第十七条).

mod org_01;
mod org_02;
mod org_03;
mod org_04;
mod org_05;
mod org_06;
mod org_07;

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] =
    &[&org_01::RULE, &org_02::RULE, &org_03::RULE, &org_04::RULE, &org_05::RULE, &org_06::RULE, &org_07::RULE];
