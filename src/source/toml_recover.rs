//! Files that do not parse: what is wrong with them, and what can be read all the same.

use super::{Arena, Fault, FaultKind, Span, Tree, toml::too_large};

/// Reads a document that toml-spanner refused, or that holds a conflict.
pub(super) fn parse<'t>(text: &'t str, arena: &'t Arena) -> Tree<'t> {
    let mut tree = too_large();
    if let Err(error) = toml_spanner::parse(text, &arena.0) {
        let span = error.span();
        tree.faults = vec![Fault {
            span: Span::new(span.start, span.end),
            kind: FaultKind::Syntax(error.message(text)),
            fix: None,
        }];
    }
    tree
}
