//! From the top of a document down to a place.

use super::ground::Ground;
use super::layout::Context;
use crate::edit::op::Step;
use crate::edit::shape::same_key;
use crate::source::{Kind, Node};

/// A value where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'t> {
    /// The value.
    pub(super) node: Node<'t>,
    /// What the form says about it.
    pub(super) context: Context,
    /// Where its key or dash stands; in brackets an element itself.
    pub(super) start: usize,
    /// Behind its colon or dash.
    pub(super) head: usize,
    /// Which of its list or table it is.
    pub(super) index: usize,
    /// It has a key, not a dash.
    pub(super) keyed: bool,
    /// It stands in brackets.
    pub(super) inside: bool,
}

/// How far one came.
pub(super) enum Found<'t, 's> {
    /// There; the place is the last, what it is in before it.
    There(Vec<Spot<'t>>),
    /// The next step is not in the last of these.
    Missing(Vec<Spot<'t>>, &'s [Step]),
    /// On the way is a copy of what stands elsewhere.
    Copied,
}

/// Goes to a place.
pub(super) fn walk<'t, 's>(ground: Ground<'_>, root: Node<'t>, top: Context, steps: &'s [Step]) -> Option<Found<'t, 's>> {
    let start = ground.body();
    let root = top_table(ground, root, start);
    let mut way = vec![Spot { node: root, context: top, start, head: start, index: 0, keyed: false, inside: false }];
    for (depth, step) in steps.iter().enumerate() {
        let here = *way.last()?;
        if depth > 0 && ground.is_alias(&here.node) {
            return Some(Found::Copied);
        }
        match next(ground, &here, step)? {
            Next::Is(spot) => way.push(spot),
            Next::Missing => return Some(Found::Missing(way, &steps[depth..])),
            Next::Copied => return Some(Found::Copied),
        }
    }
    Some(Found::There(way))
}

enum Next<'t> {
    Is(Spot<'t>),
    Missing,
    Copied,
}

/// The span of a tree's root is the whole text: here it is where its table stands.
fn top_table<'t>(ground: Ground<'_>, root: Node<'t>, start: usize) -> Node<'t> {
    let mut root = root;
    let span = &mut root.span;
    span.start = u32::try_from(start).unwrap_or(0);
    if ground.is_flow(&root) {
        let last = ground.own(&root).last().map_or(start + 1, |entry| ground.end(&entry.value, ground.behind_colon(entry)));
        let mut end = ground.skip_space(last);
        if ground.byte(end) == b',' {
            end = ground.skip_space(end + 1);
        }
        root.span.end = u32::try_from(end + 1).unwrap_or(0).min(root.span.end);
    } else {
        root.span.end = root.span.start;
    }
    root
}

fn next<'t>(ground: Ground<'_>, here: &Spot<'t>, step: &Step) -> Option<Next<'t>> {
    let inside = here.inside || ground.is_flow(&here.node);
    match (here.node.kind, step) {
        (Kind::Map(entries), Step::Key(key)) => {
            let table = here.context.table;
            let Some(index) = entries.iter().position(|entry| same_key(table, entry.key, key)) else {
                return Some(Next::Missing);
            };
            let entry = &entries[index];
            if index >= ground.own(&here.node).len() {
                return Some(Next::Copied);
            }
            let context = here.context.below(entry.key);
            let start = entry.key_span.start as usize;
            Some(Next::Is(Spot { node: entry.value, context, start, head: ground.behind_colon(entry), index, keyed: true, inside }))
        }
        (Kind::List(items), Step::At(index)) => {
            let node = *items.get(*index)?;
            let start = if inside { node.span.start as usize } else { dash(ground, here.head, items, *index)? };
            let head = if inside { start } else { start + 1 };
            Some(Next::Is(Spot { node, context: here.context, start, head, index: *index, keyed: false, inside }))
        }
        _ => None,
    }
}

/// Where the dash of an item stands. `head` is behind what the list hangs on.
pub(super) fn dash(ground: Ground<'_>, head: usize, items: &[Node<'_>], index: usize) -> Option<usize> {
    let mut at = ground.token(head);
    for item in items.iter().take(index) {
        at = ground.token(ground.end(item, at + 1));
    }
    (ground.byte(at) == b'-').then_some(at)
}
