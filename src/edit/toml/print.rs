//! A document in TOML, in the canonical layout of its form.

use crate::edit::shape::Shape;
use crate::edit::value::{Document, Pair};

use super::context::{Context, Style};
use super::write::{self, Blocks};

/// The text of a document. The order of its keys is that of the document: [`crate::edit::arrange`] puts them into the form's. Only what TOML
/// demands is moved: plain keys come before tables. Comments inside of a table that is written on one line go above it.
#[must_use]
pub fn document(document: &Document, shape: Shape) -> String {
    let top = Context::top(shape);
    let pairs: Vec<Pair> = document.pairs.iter().map(|pair| top.pair(pair, None)).collect();
    let blocks = Blocks { may: true, spaced: true };
    let mut parts = Vec::new();
    let plain = pairs.iter().any(|pair| matches!(top.style(&pair.key, &pair.value), Style::Inline | Style::Dotted));
    if plain {
        parts.push(blocks.keys(&pairs, top));
    }
    blocks.tables("", &pairs, top, &mut parts);
    let mut after = String::new();
    write::above(&mut after, &document.after);
    parts.push(after);
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_start_matches('\n')).filter(|part| !part.is_empty()).collect();
    let text = parts.join("\n");
    let end = text.trim_end_matches('\n').len();
    if end == 0 { String::new() } else { format!("{}\n", &text[..end]) }
}
