//! What kehu tells about an archive and about itself: pure, data in, a table or a page out. Nothing here prints or reads files.

pub mod access;
pub mod actions;
pub mod brief;
pub mod codeowners;
pub mod doctor;
pub mod due;
pub mod explain;
pub mod hints;
pub mod history;
pub mod list;
pub mod matrix;
pub mod numbered;
pub mod paper;
pub mod plan;
pub mod policy;
pub mod reference;
pub mod revenue;
pub mod sheet;
pub mod show;
pub mod stats;
pub mod status;
