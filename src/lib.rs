//! kehu.
pub mod findings;
pub mod source;
pub mod words;
