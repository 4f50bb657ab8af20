//! Figures that follow from the documents: pure functions without a file, a clock or a printer. Rules, reports and forms share them.

pub mod calibration;
pub mod changes;
pub mod class;
pub mod contacts;
pub mod coverage;
pub mod difference;
pub mod due;
pub mod history;
pub mod map;
pub mod market;
pub mod matrix;
pub mod outcome;
pub mod reception;
pub mod relationship;
pub mod revenue;
pub mod sales;
pub mod scorecard;
pub mod snapshot;
pub mod tier;
pub mod verdict;
pub mod verification;
