//! One file a command: wiring only.

pub(crate) mod completions;
pub(crate) mod help;

pub(super) mod audit;
pub(super) mod check;
pub(super) mod revenue;
