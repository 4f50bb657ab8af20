//! F5-…: 附表5 客户信息的意义.

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[];
