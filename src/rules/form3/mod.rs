//! F3-…: 附表3 关键人物关系图.

mod f3_01;
mod f3_02;
mod f3_03;
mod f3_04;
mod f3_05;
mod f3_06;
mod f3_07;
mod f3_08;
mod f3_09;
mod f3_10;

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[
    &f3_01::RULE,
    &f3_02::RULE,
    &f3_03::RULE,
    &f3_04::RULE,
    &f3_05::RULE,
    &f3_06::RULE,
    &f3_07::RULE,
    &f3_08::RULE,
    &f3_09::RULE,
    &f3_10::RULE,
];
