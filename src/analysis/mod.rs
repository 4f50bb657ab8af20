//! Figures drawn from an archive: pure functions over typed records, without findings, clock or words.

pub mod coverage;
