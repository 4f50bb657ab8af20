//! How the columns of a table are set: said once a column in the style sheet, not in every cell. So a page of ten thousand rows stays small.

use std::fmt::Write;

use crate::render::paper::width;

use super::prose;

/// Up to this width (in columns of a terminal) a text is kept on one line.
const SHORT: usize = 14;
/// From this width on a text has the room of a sentence.
const LONG: usize = 40;
/// With more columns of text than this a table is printed across.
const MOST_UPRIGHT: usize = 8;
/// And where its columns together are wider than this.
const WIDEST_UPRIGHT: usize = 110;

/// A phone has room for so many characters.
const NARROW: usize = 44;

/// A column, measured.
#[derive(Debug)]
pub(super) struct Measured<'a> {
    /// Its heading, as it stands before each value on a phone.
    pub(super) heading: &'a str,
    /// The widest line in it.
    pub(super) widest: usize,
    /// On the right.
    pub(super) right: bool,
}

/// The widest line of a text.
pub(super) fn widest(text: &str) -> usize {
    text.split('\n').map(width).max().unwrap_or(0)
}

/// Whether the table is printed on A4 turned across.
pub(super) fn across(columns: &[Measured<'_>]) -> bool {
    let room = |one: &Measured<'_>| one.widest.max(widest(one.heading)).min(LONG / 2) + 2;
    columns.len() > MOST_UPRIGHT || columns.iter().map(room).sum::<usize>() > WIDEST_UPRIGHT
}

/// The rules of the table with this id: alignment and room of its columns; on a narrow screen the headings before the values.
pub(super) fn rules(id: &str, columns: &[Measured<'_>]) -> (String, String) {
    let (mut wide, mut narrow) = (String::new(), String::new());
    for (at, column) in columns.iter().enumerate() {
        let nth = at + 1;
        let set = match (column.right, column.widest) {
            (true, _) => "text-align:right;white-space:pre",
            (_, ..=SHORT) => "white-space:pre",
            (_, LONG..) => "min-width:16em",
            _ => "min-width:8em",
        };
        let _ = write!(wide, "#{id} tr>:nth-child({nth}){{{set}}}");
        let _ = write!(narrow, "#{id} td:nth-child({nth})::before{{content:\"{}\"}}", prose::css(column.heading));
    }
    (wide, narrow)
}

/// Whether the table becomes a card a row on a narrow screen; a small one stays a table.
pub(super) fn folds(columns: &[Measured<'_>]) -> bool {
    let room = |one: &Measured<'_>| one.widest.max(widest(one.heading)).min(SHORT) + 2;
    columns.iter().map(room).sum::<usize>() > NARROW
}
