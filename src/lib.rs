//! kehu.
pub mod findings;
pub mod model;
pub mod render;
pub mod source;
pub mod words;
