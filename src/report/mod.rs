//! What commands show: pure functions from an archive to a table or a sheet. Nothing here prints or reads files.

pub mod contacts;
pub mod figures;
pub mod paper;
pub mod sheet;
pub mod show;
