//! Puts a document's keys and tables into the order of its form.

use super::shape::Shape;
use super::value::Document;
use crate::form::choices::KeyLanguage;

/// Arranges a document; `keys` also says which keys it has from now on.
pub fn arrange(_document: &mut Document, _shape: Shape, _keys: Option<KeyLanguage>) {}
