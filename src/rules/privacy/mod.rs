//! PII-…: personal data (个人信息保护法). From outside the seeds: off unless named in `[rules]`.

mod pii_01;
mod pii_02;
mod pii_03;

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&pii_01::RULE, &pii_02::RULE, &pii_03::RULE];
