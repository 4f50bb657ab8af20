//! SRC-…: 第十一条 信息渠道.

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[];
