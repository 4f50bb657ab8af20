//! Edits of tables and lists in brackets.

use super::block::{Slot, slot};
use super::ground::{Ground, Patch};
use super::splice::Pen;
use super::walk::Spot;
use crate::edit::value::Pair;
use crate::source::Kind;

/// A new entry of a table in brackets.
pub(super) fn insert(pen: &Pen<'_>, parent: &Spot<'_>, pair: &Pair) -> Option<Vec<Patch>> {
    let ground = pen.ground;
    let node = &parent.node;
    let new = pen.habits.layout.flow_pair(pair, parent.context);
    let own = ground.own(node);
    if own.is_empty() {
        let range = node.span.range();
        let bare = ground.is_flow(node) && !ground.text[range.clone()].contains('#') && node.entries().is_some_and(<[_]>::is_empty);
        return bare.then(|| vec![(range, format!("{{ {new} }}"))]);
    }
    match slot(own, parent.context.table, &pair.key) {
        Slot::Before(index) => {
            let at = own[index].key_span.start as usize;
            let line = ground.line_start(at);
            Some(vec![match ground.is_first(at) {
                true => (line..line, format!("{}{new},\n", &ground.text[line..at])),
                false => (at..at, format!("{new}, ")),
            }])
        }
        Slot::After(index) => {
            let end = ground.end(&own[index].value, ground.behind_colon(&own[index]));
            let next = own.get(index + 1).map(|entry| entry.key_span.start as usize);
            add(ground, end, next, (node.span.end as usize).checked_sub(1)?, &new)
        }
    }
}

/// One more behind what ends at `end`, before what begins at `next`, or else before the bracket at `close`.
pub(super) fn add(ground: Ground<'_>, end: usize, next: Option<usize>, close: usize, new: &str) -> Option<Vec<Patch>> {
    let until = next.unwrap_or(close);
    let comma = comma(ground, end);
    let line = ground.next_line(comma.unwrap_or(end));
    if line > until {
        // Another stands on the same line, or the bracket does.
        return Some(vec![match comma {
            Some(comma) if next.is_none() => (comma + 1..comma + 1, format!(" {new},")),
            _ => (end..end, format!(", {new}")),
        }]);
    }
    let start = ground.line_start(end);
    let own = ground.line(start);
    let blanks = own.len() - own.trim_start_matches(' ').len();
    // The first of all stand behind the bracket; the others are indented deeper.
    let deeper = if own[blanks..].starts_with(['[', '{']) || own.contains(": [") || own.contains(": {") { 2 } else { 0 };
    let indent = " ".repeat(blanks + deeper);
    Some(match comma {
        Some(_) => vec![(line..line, format!("{indent}{new},\n"))],
        None => vec![(end..end, ",".to_owned()), (line..line, format!("{indent}{new}\n"))],
    })
}

/// The comma behind `end`.
fn comma(ground: Ground<'_>, end: usize) -> Option<usize> {
    let at = ground.skip_space(end);
    (ground.byte(at) == b',').then_some(at)
}

/// An element or entry goes.
pub(super) fn remove(ground: Ground<'_>, parent: &Spot<'_>, spot: &Spot<'_>) -> Option<Vec<Patch>> {
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    match parent.node.kind {
        Kind::Scalar(..) => return None,
        Kind::List(items) => {
            for item in items {
                starts.push(item.span.start as usize);
                ends.push(ground.end(item, item.span.start as usize));
            }
        }
        Kind::Map(_) => {
            for entry in ground.own(&parent.node) {
                starts.push(entry.key_span.start as usize);
                ends.push(ground.end(&entry.value, ground.behind_colon(entry)));
            }
        }
    }
    let (start, end) = (*starts.get(spot.index)?, *ends.get(spot.index)?);
    if starts.len() == 1 {
        let empty = if spot.keyed { "{}" } else { "[]" };
        return Some(vec![(parent.node.span.range(), empty.to_owned())]);
    }
    let comma = comma(ground, end);
    let behind = comma.map_or(end, |comma| comma + 1);
    let alone = ground.is_first(start) && ground.skip_space(behind) >= ground.next_line(behind);
    let line = ground.comments_above(ground.line_start(start), ground.column(start))..ground.next_line(behind);
    match (starts.get(spot.index + 1), spot.index.checked_sub(1).map(|before| ends[before])) {
        (Some(_), _) if alone => Some(vec![(line, String::new())]),
        (Some(next), _) => Some(vec![(start..*next, String::new())]),
        (None, Some(_)) if alone && comma.is_some() => Some(vec![(line, String::new())]),
        (None, Some(before)) if alone => {
            let last = self::comma(ground, before)?;
            Some(vec![(last..last + 1, String::new()), (line, String::new())])
        }
        (None, Some(before)) => Some(vec![(before..end, String::new())]),
        (None, None) => None,
    }
}
