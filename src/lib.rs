//! kehu.
pub mod findings;
pub mod model;
pub mod source;
pub mod words;
