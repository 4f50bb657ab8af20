//! COV-…: who of ours knows whom of theirs (附表3, 附表4, 附表6).

mod cov_03;

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&cov_03::RULE];
