//! F1-…: 附表1 客户基本状况表.

mod alike;
mod f1_01;
mod f1_02;
mod f1_03;
mod f1_04;
mod f1_05;
mod f1_06;
mod f1_07;
mod f1_08;
mod f1_09;

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] =
    &[&f1_01::RULE, &f1_02::RULE, &f1_03::RULE, &f1_04::RULE, &f1_05::RULE, &f1_06::RULE, &f1_07::RULE, &f1_08::RULE, &f1_09::RULE];
