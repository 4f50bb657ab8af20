//! DAT-…: what an archive holds besides the forms: legal papers, credit, the fields of seed 002.

mod dat_01;
mod dat_02;
mod dat_03;
mod dat_04;
mod dat_05;

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&dat_01::RULE, &dat_02::RULE, &dat_03::RULE, &dat_04::RULE, &dat_05::RULE];
