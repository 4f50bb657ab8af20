//! A document in TOML, in the canonical layout of its form.

use crate::edit::shape::Shape;
use crate::edit::value::Document;

/// The text of a document. The order of its keys is that of the document: [`crate::edit::arrange`] puts them into the form's.
#[must_use]
pub fn document(_document: &Document, _shape: Shape) -> String {
    String::new()
}
