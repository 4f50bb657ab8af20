//! Lines that a finding proposes to add to a document.

use crate::findings::{Fix, Safety};
use crate::source::{Edit, Span, Syntax};

/// Shows `key = value` added to a table next to the key at `beside`; `head` is the table's own span. Only ever an example.
/// None in YAML: without the text nobody knows how far the table is indented.
pub(super) fn added(syntax: Syntax, head: Span, beside: Span, pairs: &[(&str, String)]) -> Option<Fix> {
    if syntax == Syntax::Yaml || beside.is_empty() || pairs.is_empty() {
        return None;
    }
    // The span of a `[table]` ends with its header, that of an inline table holds its keys.
    let end = if beside.start >= head.end { "\n" } else { ", " };
    let text: String = pairs.iter().map(|(key, value)| format!("{key} = {value}{end}")).collect();
    let edits = vec![Edit { span: Span::new(beside.start, beside.start), text }];
    Some(Fix { edits, safety: Safety::Example })
}
