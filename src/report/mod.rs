//! Reports: pure functions from a loaded archive to a table.

pub mod revenue;
