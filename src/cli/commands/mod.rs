//! One file a command: wiring only.

pub(crate) mod completions;
pub(crate) mod help;

pub(super) mod add;
pub(super) mod audit;
pub(super) mod check;
pub(super) mod contact_left;
pub(super) mod erase;
pub(super) mod explain;
pub(super) mod fmt;
pub(super) mod form;
pub(super) mod handover;
pub(super) mod init;
pub(super) mod list;
pub(super) mod merge;
pub(super) mod policy;
pub(super) mod rename;
pub(super) mod revenue;
pub(super) mod schema;
pub(super) mod set;
pub(super) mod show;
pub(super) mod staff_left;
pub(super) mod undo;
