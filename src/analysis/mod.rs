//! Figures that follow from the documents: pure functions without a file, a clock or a printer. Rules, reports and forms share them.

pub mod contacts;
pub mod coverage;
pub mod map;
pub mod revenue;
pub mod verdict;
