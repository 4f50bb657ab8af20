//! kehu.
pub mod cli;
pub mod context;
pub mod findings;
pub mod model;
pub mod render;
pub mod source;
pub mod words;
