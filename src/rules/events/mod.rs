//! EVT-01: customer events.

mod evt_01;

use super::Rule;

/// The family.
pub(super) static RULES: &[&Rule] = &[&evt_01::RULE];
