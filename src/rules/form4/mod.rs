//! F4-…: 附表4 角色作用表.

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[];
