//! A document in YAML, in the canonical layout of its form.

use super::layout::{Context, Layout, Style, above};
use crate::edit::shape::Shape;
use crate::edit::value::{Comments, Document};

/// The text of a document. The order of its keys is that of the document: [`crate::edit::arrange`] puts them into the form's.
#[must_use]
pub fn document(document: &Document, shape: Shape) -> String {
    let mut out = String::new();
    for pair in &document.pairs {
        Layout::CANONICAL.pair(&mut out, 0, pair, Context::top(shape), Style::Usual);
    }
    // An empty line would be the first thing after the last entry: it separates nothing.
    let last = document.after.iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1);
    above(&mut out, 0, &Comments { above: document.after[..last].to_vec(), beside: None });
    out
}
