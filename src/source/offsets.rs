//! Repaired copies of a text, and the way back from their offsets to the original's.

use super::{Arena, Edit, Entry, Kind, Node, Note, Span, Tree};

/// From offsets of a repaired copy to offsets of the original.
#[derive(Clone, Debug, Default)]
pub(super) struct OffsetMap {
    /// What was replaced: bytes of the copy, bytes of the original. In order.
    pieces: Vec<(Span, Span)>,
}

impl OffsetMap {
    /// The original place of a span of the copy. A span that begins or ends inside a replacement takes in all of it.
    pub(super) fn span(&self, span: Span) -> Span {
        let start = self.locate(span.start, |_, to| to.start);
        let end = self.locate(span.end, |inside, to| if inside { to.end } else { to.start });
        Span::new(start, end.max(start))
    }

    /// `pick` chooses for an offset at (`false`) or inside (`true`) a replacement.
    fn locate(&self, offset: u32, pick: impl Fn(bool, Span) -> u32) -> u32 {
        let after = self.pieces.partition_point(|(from, _)| from.start <= offset);
        let Some(&(from, to)) = after.checked_sub(1).and_then(|last| self.pieces.get(last)) else {
            return offset;
        };
        if offset >= from.end { to.end + (offset - from.end) } else { pick(offset > from.start, to) }
    }
}

/// A copy of `text` with `edits` made and `blanks` overwritten by spaces (line breaks stay). Both are in order and do not
/// overlap among themselves; an edit inside a blank is not made.
pub(super) fn apply(text: &str, edits: &[Edit], blanks: &[Span]) -> (String, OffsetMap) {
    let mut out = String::with_capacity(text.len() + edits.len() * 2);
    let mut map = OffsetMap::default();
    let mut at = 0;
    let mut edits = edits.iter().peekable();
    let mut make = |out: &mut String, at: &mut u32, limit: u32| {
        while let Some(edit) = edits.next_if(|edit| edit.span.start < limit) {
            if edit.span.start < *at {
                continue;
            }
            out.push_str(&text[*at as usize..edit.span.start as usize]);
            let start = len(out);
            out.push_str(&edit.text);
            map.pieces.push((Span::new(start, len(out)), edit.span));
            *at = edit.span.end;
        }
    };
    for blank in blanks {
        make(&mut out, &mut at, blank.start);
        if blank.end <= at {
            continue;
        }
        let start = blank.start.max(at);
        out.push_str(&text[at as usize..start as usize]);
        erase(&mut out, &text[start as usize..blank.end as usize]);
        at = blank.end;
    }
    make(&mut out, &mut at, u32::MAX);
    out.push_str(&text[at as usize..]);
    (out, map)
}

/// Adds as many spaces as `text` has bytes, and its line breaks.
fn erase(out: &mut String, text: &str) {
    out.extend(text.bytes().map(|b| match b {
        b'\n' | b'\r' => char::from(b),
        _ => ' ',
    }));
}

/// Documents are at most [`super::limits::MAX_BYTES`] long, copies little longer.
fn len(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Puts every span of a copy's tree back where it stands in the original, and `notes` (by the start of key or value) on nodes.
pub(super) fn remap<'t>(tree: &mut Tree<'t>, map: &OffsetMap, notes: &[(u32, Note)], arena: &'t Arena) {
    let whole = tree.root.span;
    tree.root = node(&tree.root, map, notes, arena);
    tree.root.note = Note::None;
    tree.root.span = map.span(whole);
    for fault in &mut tree.faults {
        fault.span = map.span(fault.span);
        if let Some(fix) = &mut fault.fix {
            fix.span = map.span(fix.span);
        }
        if let super::FaultKind::DuplicateKey { first, .. } = &mut fault.kind {
            *first = map.span(*first);
        }
    }
}

/// The node with its places in the original. Depth is bounded when a tree is built, so recursion is.
fn node<'t>(node: &Node<'t>, map: &OffsetMap, notes: &[(u32, Note)], arena: &'t Arena) -> Node<'t> {
    let span = map.span(node.span);
    match node.kind {
        Kind::Scalar(..) => Node { span, note: note_at(notes, span.start), ..*node },
        Kind::List(items) => {
            let mut list = arena.list(items.len());
            list.extend(items.iter().map(|item| self::node(item, map, notes, arena)));
            Node { span, kind: Kind::List(list.into_bump_slice()), ..*node }
        }
        Kind::Map(entries) => {
            let mut list = arena.list(entries.len());
            list.extend(entries.iter().map(|entry| {
                let key_span = map.span(entry.key_span);
                let value = self::node(&entry.value, map, notes, arena);
                Entry { key: entry.key, key_span, key_note: note_at(notes, key_span.start), value }
            }));
            Node { span, kind: Kind::Map(list.into_bump_slice()), ..*node }
        }
    }
}

fn note_at(notes: &[(u32, Note)], start: u32) -> Note {
    let found = notes.binary_search_by_key(&start, |&(at, _)| at);
    found.map_or(Note::None, |index| notes[index].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        Edit { span: Span::new(start, end), text: text.into() }
    }

    #[test]
    fn copies_map_back() {
        let text = "a = 2026-07 # x";
        let (copy, map) = apply(text, &[edit(4, 11, "\"2026-07\"")], &[]);
        assert_eq!(copy, "a = \"2026-07\" # x");
        assert_eq!(map.span(Span::new(4, 13)), Span::new(4, 11));
        assert_eq!(map.span(Span::new(6, 7)), Span::new(4, 11));
        assert_eq!(map.span(Span::new(14, 17)), Span::new(12, 15));
        assert_eq!(map.span(Span::new(0, 1)), Span::new(0, 1));
    }

    #[test]
    fn insertions_and_blanks() {
        let text = "[a\nb = 云 c\nd = 1";
        let edits = [edit(2, 2, "]"), edit(7, 10, "x"), edit(17, 18, "22")];
        let (copy, map) = apply(text, &edits, &[Span::new(3, 12)]);
        assert_eq!(copy, "[a]\n         \nd = 22");
        assert_eq!(map.span(Span::new(0, 3)), Span::new(0, 2));
        assert_eq!(map.span(Span::new(14, 15)), Span::new(13, 14));
        assert_eq!(map.span(Span::new(18, 20)), Span::new(17, 18));
    }
}
