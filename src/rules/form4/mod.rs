//! F4-…: 附表4 购买决策中关键人物角色作用表.

mod f4_01;
mod f4_02;
mod f4_03;
mod f4_04;
mod f4_05;
mod f4_06;

use crate::form::key_people::Concerns;

use super::{Rule, Scene};

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&f4_01::RULE, &f4_02::RULE, &f4_03::RULE, &f4_04::RULE, &f4_05::RULE, &f4_06::RULE];

/// The texts of 附表4, when there are any.
fn concerns<'a>(scene: &Scene<'a>) -> Option<&'a Concerns> {
    scene.customer.key_people.as_ref()?.record.concerns.get().map(|table| &table.0)
}

/// Words with which people say that a role is nobody's, in the place of its concerns.
fn says_nobody(text: &str) -> bool {
    matches!(text.trim(), "无" | "没有" | "未识别" | "-" | "—" | "/")
}
