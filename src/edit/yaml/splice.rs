//! Changes of a YAML text that leave every other byte as it is.

use crate::edit::op::Op;
use crate::edit::shape::Shape;
use crate::edit::splice::Stuck;
use crate::source::Tree;

/// The text after one step.
///
/// # Errors
/// When it cannot be taken without touching more.
pub fn apply(_text: &str, _tree: &Tree<'_>, _shape: Shape, _op: &Op) -> Result<String, Stuck> {
    Err(Stuck::NoPlace)
}

/// The text that a person would put in by hand.
#[must_use]
pub fn paste(_shape: Shape, _op: &Op) -> String {
    String::new()
}
