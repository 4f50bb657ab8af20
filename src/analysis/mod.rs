//! Figures that follow from the documents: pure functions without a file, a clock or a printer. Rules, reports and forms share them.

pub mod contacts;
pub mod coverage;
pub mod relationship;
pub mod due;
pub mod revenue;
pub mod sales;
pub mod verdict;
