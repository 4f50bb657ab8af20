//! ORG-…: who is responsible for a customer (第四条, 第五条, 第十七条). So far the two rows that references to staff and regions need.

mod org_01;
mod org_04;

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&org_01::RULE, &org_04::RULE];
