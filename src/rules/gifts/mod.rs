//! GFT-01: gifts and banquets. From practice: off unless named in `[rules]`.

mod gft_01;

use super::Rule;

/// The family.
pub(super) static RULES: &[&Rule] = &[&gft_01::RULE];
