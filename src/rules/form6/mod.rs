//! F6-…: 附表6 客户接触计划与接触情况报告.

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[];
