//! F2-…: 附表2 关键人物的个人情况资料.

mod f2_01;
mod f2_02;
mod f2_03;
mod f2_04;
mod f2_05;
mod f2_06;
mod f2_07;

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&f2_01::RULE, &f2_02::RULE, &f2_03::RULE, &f2_04::RULE, &f2_05::RULE, &f2_06::RULE, &f2_07::RULE];
