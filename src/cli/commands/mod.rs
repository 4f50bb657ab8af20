//! One file a command: wiring only.

pub(super) mod add;
pub(super) mod add_contact;
pub(super) mod audit;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod explain;
pub(super) mod fmt;
pub(super) mod form;
pub(super) mod help;
pub(super) mod import;
pub(super) mod init;
pub(super) mod list;
pub(super) mod policy;
pub(super) mod revenue;
pub(super) mod schema;
pub(super) mod set;
pub(super) mod show;
