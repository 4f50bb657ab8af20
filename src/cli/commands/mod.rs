//! One file a command: wiring only.

pub(super) mod add;
pub(super) mod add_contact;
pub(super) mod add_market_report;
pub(super) mod add_record;
pub(super) mod add_suggestion;
pub(super) mod audit;
pub(super) mod certify;
pub(super) mod check;
pub(super) mod close;
pub(super) mod completions;
pub(super) mod explain;
pub(super) mod fmt;
pub(super) mod form;
pub(super) mod help;
pub(super) mod import;
pub(super) mod init;
pub(super) mod lend;
pub(super) mod list;
pub(super) mod policy;
pub(super) mod receive;
pub(super) mod revenue;
pub(super) mod schema;
pub(super) mod set;
pub(super) mod show;
pub(super) mod submit;
