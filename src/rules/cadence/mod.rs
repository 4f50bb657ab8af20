//! CAD-…: what is due each month and quarter (第十二条, 第十三条).

pub(crate) mod cad_01;
pub(crate) mod cad_02;
pub(crate) mod cad_03;
mod cad_04;
pub(crate) mod cad_05;
pub(crate) mod cad_06;
pub(crate) mod cad_07;
mod cad_08;
pub(crate) mod cad_09;

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[
    &cad_01::RULE,
    &cad_02::RULE,
    &cad_03::RULE,
    &cad_04::RULE,
    &cad_05::RULE,
    &cad_06::RULE,
    &cad_07::RULE,
    &cad_08::RULE,
    &cad_09::RULE,
];
