//! ARC-…: 第十–十三条 档案.

mod arc_01;
mod arc_02;
mod arc_03;
mod arc_04;
mod arc_06;

pub(super) use arc_06::finder as placeholders;
pub(super) use arc_06::is_placeholder;

use super::Rule;

pub(super) use arc_01::demands;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&arc_01::RULE, &arc_02::RULE, &arc_03::RULE, &arc_04::RULE, &super::files::ARC_05, &arc_06::RULE];
