//! One file a command: wiring only.

pub(crate) mod completions;
pub(crate) mod help;
