//! F2-…: 附表2 个人情况资料.

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[];
