//! One file a command: wiring only.

pub(super) mod add;
pub(super) mod add_contact;
pub(super) mod add_customer;
pub(super) mod add_site;
pub(super) mod add_staff;
pub(super) mod add_topic;
pub(super) mod audit;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod contact_left;
pub(super) mod explain;
pub(super) mod fmt;
pub(super) mod form;
pub(super) mod handover;
pub(super) mod help;
pub(super) mod import;
pub(super) mod init;
pub(super) mod list;
pub(super) mod policy;
pub(super) mod rename;
pub(super) mod revenue;
pub(super) mod schema;
pub(super) mod set;
pub(super) mod show;
pub(super) mod staff_left;
