//! Pieces of the YAML tree's building that need no stack: spans that the parser gives otherwise, keys that stand twice, sizes.

use std::collections::{HashMap, HashSet};

use super::{Entry, Kind, Node, Span};

/// A block scalar from its `|` or `>` to its last character; the parser's span is its lines alone.
pub(super) fn block_scalar(text: &str, span: Span) -> Span {
    let body = text.get(span.range()).unwrap_or_default().trim_end();
    let end = span.start + u32::try_from(body.len()).unwrap_or(0);
    let before = text[..span.start as usize].trim_end_matches(' ');
    let above = before.trim_end();
    let line = above.rfind('\n').map_or(0, |at| at + 1);
    let sign = above[line..].match_indices(['|', '>']).find(|&(at, _)| {
        let (left, right) = (&above[line..line + at], &above[line + at + 1..]);
        let rest = right.trim_start_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        (left.is_empty() || left.ends_with([' ', '\t']))
            && (rest.is_empty() || rest.starts_with([' ', '\t']) && rest.trim_start().starts_with('#'))
    });
    match sign {
        Some((at, _)) => Span::new(u32::try_from(line + at).unwrap_or(span.start), end),
        None => Span::new(span.start, end),
    }
}

/// From `start` to `end`, but not over the end of the line.
pub(super) fn line_part(text: &str, start: u32, end: u32) -> Span {
    let whole = Span::new(start, end.max(start));
    let text = text.get(whole.range()).unwrap_or_default();
    let length = text.find('\n').map_or(text.len(), |at| text[..at].trim_end().len());
    Span::new(start, start + u32::try_from(length).unwrap_or(0))
}

/// The place of a value that is not written: right behind its key's colon. The parser gives the next token's place.
pub(super) fn behind_colon(text: &str, key_end: u32, found: Span) -> Span {
    let rest = text.get(key_end as usize..).unwrap_or_default();
    match rest.find(':').and_then(|at| u32::try_from(at + 1).ok()) {
        Some(length) if rest[..length as usize].trim() == ":" => Span::new(key_end + length, key_end + length),
        _ => found,
    }
}

/// Pairs (first, later) of entries with the same key, ordered by the later one.
pub(super) fn duplicates(entries: &[Entry<'_>]) -> Vec<(usize, usize)> {
    if entries.len() <= 16 {
        return (1..entries.len())
            .filter_map(|later| {
                let first = entries[..later].iter().position(|e| e.key == entries[later].key)?;
                Some((first, later))
            })
            .collect();
    }
    let mut seen = HashMap::with_capacity(entries.len());
    let mut twice = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        match seen.get(entry.key) {
            Some(&first) => twice.push((first, index)),
            None => {
                seen.insert(entry.key, index);
            }
        }
    }
    twice
}

/// Adds the entries of a merged table whose keys are not there yet.
pub(super) fn merge<'t>(entries: &mut Vec<Entry<'t>>, merged: &Node<'t>) {
    let Kind::Map(more) = merged.kind else {
        return;
    };
    let known: HashSet<&str> = entries.iter().map(|e| e.key).collect();
    entries.extend(more.iter().filter(|entry| !known.contains(entry.key)));
}

/// How large a node is.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    /// Values, itself included.
    pub(super) values: usize,
    /// Levels of lists and tables.
    pub(super) depth: usize,
}

/// Depth is bounded when a node is built, so recursion is.
pub(super) fn extent(node: &Node<'_>) -> Extent {
    let (mut values, mut depth) = (1, 0);
    let mut add = |child: &Node<'_>| {
        let child = extent(child);
        values += child.values;
        depth = depth.max(child.depth);
    };
    match &node.kind {
        Kind::Scalar(..) => return Extent { values, depth },
        Kind::List(items) => items.iter().for_each(&mut add),
        Kind::Map(entries) => entries.iter().for_each(|e| add(&e.value)),
    }
    Extent { values, depth: depth + 1 }
}
