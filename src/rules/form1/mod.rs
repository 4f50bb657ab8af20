//! F1-…: 附表1 客户基本状况表.

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[];
