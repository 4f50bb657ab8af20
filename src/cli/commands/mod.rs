//! One file a command: wiring only.

pub(crate) mod completions;
pub(crate) mod help;

pub(crate) mod add_contact;
pub(crate) mod audit;
pub(super) mod check;
pub(super) mod explain;
pub(super) mod fmt;
pub(super) mod form;
pub(super) mod init;
pub(super) mod list;
pub(super) mod policy;
pub(super) mod revenue;
pub(super) mod schema;
pub(super) mod show;
