//! One file a command: wiring only.

pub(crate) mod completions;
