//! ARC-…: 第十–十三条 档案.

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&super::files::ARC_05];
