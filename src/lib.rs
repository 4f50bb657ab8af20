//! kehu: key-account customer archives as plain TOML and YAML, checked against the customer-relationship regulation.
//!
//! The way of the data:
//!
//! ```text
//! discover ─ files ─► source::{toml,yaml} ─ Node + spans ─► form ─► archive::Loaded ─► rules ─► findings ─► render
//! ```
//!
//! Every stage returns its value and its findings: a broken file costs that file, never the run. Nothing below
//! [`cli`] prints, reads the clock, the environment or the terminal.

pub mod analysis;
pub mod archive;
pub mod cli;
pub mod context;
pub mod discover;
pub mod edit;
pub mod findings;
pub mod form;
pub mod git;
pub mod model;
pub mod pinyin;
pub mod policy;
pub mod query;
pub mod render;
pub mod report;
pub mod resolve;
pub mod rules;
pub mod source;
pub mod template;
pub mod words;
pub mod world;
