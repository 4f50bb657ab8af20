//! TOML to tree. A valid file takes one pass; anything else goes to the repair and recovery next door.

use super::toml_tree::Builder;
use super::{Arena, Fault, FaultKind, Kind, Node, Note, Span, Tree, conflict, limits, toml_recover};

/// Reads a TOML document. Every fault that can be found is in [`Tree::faults`]; what could be read is in the tree.
#[must_use]
pub fn parse<'t>(text: &'t str, arena: &'t Arena) -> Tree<'t> {
    if text.len() > limits::MAX_BYTES {
        return too_large();
    }
    if conflict::none(text)
        && let Ok(document) = toml_spanner::parse(text, &arena.toml)
    {
        let mut builder = Builder::new(text, arena);
        let root = builder.root(document.table());
        return Tree { root, faults: builder.faults, broken: builder.broken };
    }
    toml_recover::parse(text, arena)
}

/// The tree of a document that is not read at all.
pub(super) fn too_large<'t>() -> Tree<'t> {
    Tree {
        root: Node { span: Span::default(), kind: Kind::Map(&[]), note: Note::None },
        faults: vec![Fault { span: Span::default(), kind: FaultKind::TooLarge, fix: None }],
        broken: true,
    }
}
