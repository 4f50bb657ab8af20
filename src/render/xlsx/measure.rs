//! How wide and how high texts are on a worksheet: applications fit neither merged cells nor columns of Chinese by themselves.

use crate::render::paper::{width, wrap};

/// Units of column width (a digit of the standard font) that a column of a terminal takes: a Chinese character is a little wider than two digits.
const PER_COLUMN: f64 = 1.1;
/// Units on both sides of a text.
const PADDING: f64 = 2.8;
/// Points of a line at the standard size of 11.
const LINE: f64 = 16.5;
/// The standard size.
const STANDARD: f64 = 11.0;
/// The highest that a row may be.
const HIGHEST: f64 = 400.0;
/// The widest that a column may be.
pub(super) const WIDEST: f64 = 250.0;

/// Units that so many columns of a terminal take.
pub(super) fn units(columns: usize) -> f64 {
    let columns = u32::try_from(columns).unwrap_or(u32::MAX);
    f64::from(columns) * PER_COLUMN + PADDING
}

/// Columns of a terminal that fit into so many units, at a size of letters in points.
pub(super) fn columns(units: f64, size: u8) -> usize {
    // What was made as wide as a text is wide enough for it, whatever became of the last digit.
    let columns = (units - PADDING) / (PER_COLUMN * f64::from(size) / STANDARD) + 0.05;
    // Between 2 and 4000: it fits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a range that fits")]
    let whole = columns.floor().clamp(2.0, 4000.0) as usize;
    whole
}

/// Units that a text takes, its widest line.
pub(super) fn of(text: &str) -> f64 {
    units(text.split('\n').map(width).max().unwrap_or(0))
}

/// Lines that a text takes within so many units.
pub(super) fn lines(text: &str, units: f64, size: u8) -> usize {
    wrap(text, columns(units, size)).len()
}

/// Points that so many lines take.
pub(super) fn height(lines: usize, size: u8) -> f64 {
    let lines = f64::from(u32::try_from(lines.max(1)).unwrap_or(u32::MAX));
    (lines * LINE * f64::from(size) / STANDARD + 2.0).min(HIGHEST)
}
