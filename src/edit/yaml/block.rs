//! Edits of tables and lists that are written as lines.

use super::ground::{Ground, Patch};
use super::layout::{Layout, Style, Written};
use super::splice::Pen;
use super::walk::{Spot, dash};
use crate::edit::value::{Comments, Element, Pair, Value};
use crate::form::RecordSpec;
use crate::source::{Entry, Kind, Node};

/// Where among the entries of a table a new one goes.
pub(super) enum Slot {
    After(usize),
    Before(usize),
}

/// Behind the nearest earlier field of the form, else before the first later one, else at the end.
pub(super) fn slot(own: &[Entry<'_>], table: Option<&'static RecordSpec>, key: &str) -> Slot {
    let place = |key: &str| table.and_then(|table| table.find(key)).map(|(at, _)| at);
    let last = Slot::After(own.len().saturating_sub(1));
    let Some(mine) = place(key) else { return last };
    let known = own.iter().enumerate().filter_map(|(index, entry)| Some((place(entry.key)?, index)));
    match known.clone().filter(|(at, _)| *at < mine).max() {
        Some((_, index)) => Slot::After(index),
        None => known.map(|(_, index)| index).next().map_or(last, Slot::Before),
    }
}

/// A new entry of a table that has some.
pub(super) fn insert(pen: &Pen<'_>, parent: &Spot<'_>, pair: &Pair) -> Option<Vec<Patch>> {
    let ground = pen.ground;
    let own = ground.own(&parent.node);
    let column = ground.column(own.first()?.key_span.start as usize);
    let mut lines = String::new();
    pen.habits.layout.pair(&mut lines, column, pair, parent.context, Style::Usual);
    let start = |entry: &Entry<'_>| entry.key_span.start as usize;
    let after = |entry: &Entry<'_>| ground.lines_end(ground.end(&entry.value, ground.behind_colon(entry)), column);
    let spaced = own.len() > 2 && own.windows(2).all(|two| is_blank_line(ground, after(&two[0])) && start(&two[1]) > after(&two[0]));
    let before = match slot(own, parent.context.table, &pair.key) {
        Slot::Before(index) if ground.is_first(start(&own[index])) => index,
        // Behind a dash stands the first key: its line stays as it is.
        Slot::After(index) | Slot::Before(index) => {
            let lines = if spaced && !ground.keeps_blanks(&own[index].value) { format!("\n{lines}") } else { lines };
            return Some(vec![ground.insert(after(&own[index]), &lines)]);
        }
    };
    let line = ground.line_start(start(&own[before]));
    // What stands above the first of all is the document's own head.
    let at = if before == 0 && column == 0 { line } else { ground.comments_above(line, column) };
    let lines = if spaced { format!("{lines}\n") } else { lines };
    Some(vec![ground.insert(at, &lines)])
}

fn is_blank_line(ground: Ground<'_>, start: usize) -> bool {
    start < ground.text.len() && ground.line(start).trim().is_empty()
}

/// The first entry of a document: it is empty, holds only comments, or `{}`.
pub(super) fn first(pen: &Pen<'_>, top: &Spot<'_>, pair: &Pair) -> Option<Vec<Patch>> {
    let ground = pen.ground;
    let mut lines = String::new();
    pen.habits.layout.pair(&mut lines, 0, pair, top.context, Style::Usual);
    if ground.is_flow(&top.node) {
        let range = top.node.span.range();
        if ground.text[range.clone()].contains('#') || !ground.is_first(top.start) {
            return None;
        }
        return Some(vec![(ground.line_start(top.start)..range.end, lines.trim_end_matches('\n').to_owned())]);
    }
    // Behind `---` nothing is, or the end: `...`.
    let rest = &ground.text[top.start..];
    let at = match rest.trim_end() {
        "" => ground.text.len(),
        _ if rest.starts_with("...") => top.start,
        _ => return None,
    };
    let unfinished = at == ground.text.len() && !ground.text.is_empty() && !ground.text.ends_with('\n');
    if unfinished && ground.line(ground.line_start(at)).trim().is_empty() {
        return Some(vec![(ground.line_start(at)..at, lines)]);
    }
    Some(vec![ground.insert(at, &lines)])
}

/// A value in place of another behind a key or dash.
pub(super) fn replace(pen: &Pen<'_>, spot: &Spot<'_>, value: &Value, style: Style) -> Patch {
    let ground = pen.ground;
    let node = &spot.node;
    let column = ground.column(spot.start);
    let (start, end) = (node.span.start as usize, ground.end(node, spot.head));
    // Comments that stand deeper would become lines of a text above them.
    let layout = Layout { blocks: ground.lines_end(end, column) == ground.next_line(end), ..pen.habits.layout };
    let written = written(&layout, column, spot, value, style);
    let absent = node.span.is_empty() && node.scalar().is_some();
    let one_line = absent || ground.line_start(start) == ground.line_start(spot.head) && !is_lines(ground, node);
    if one_line && written.rest.is_empty() && !written.first.is_empty() {
        return match absent {
            true => (spot.head..spot.head, format!(" {}", written.first)),
            false => (start..end, written.first),
        };
    }
    let comment = match ground.block_head(node) {
        Some(head) => ground.text[head].find(" #").map_or("", |at| &ground.text[start + at..ground.line_end(start)]),
        None if is_lines(ground, node) || start > ground.line_end(spot.head) => ground.beside(spot.head),
        None => ground.beside(end),
    };
    // Anchors and tags in between would be lost; then what is read does not fit, or nobody needed them.
    let mut out = String::new();
    pen.habits.layout.finish(&mut out, &written, comment);
    (spot.head..ground.line_end(end), out)
}

fn written(layout: &Layout, column: usize, spot: &Spot<'_>, value: &Value, style: Style) -> Written {
    match spot.keyed {
        true => layout.below_key(column, value, spot.context, style),
        false => layout.below_dash(column, value, spot.context, style),
    }
}

/// A list or table of lines, or a text written as a block.
fn is_lines(ground: Ground<'_>, node: &Node<'_>) -> bool {
    node.scalar().is_none() && !ground.is_flow(node) || ground.block_head(node).is_some()
}

/// One more item at the end of a list.
pub(super) fn append(pen: &Pen<'_>, spot: &Spot<'_>, items: &[Node<'_>], value: &Value) -> Option<Vec<Patch>> {
    let ground = pen.ground;
    let (first, last) = (dash(ground, spot.head, items, 0)?, dash(ground, spot.head, items, items.len() - 1)?);
    let column = ground.column(first);
    let behind = ground.skip_blanks(first + 1);
    let gap = if matches!(ground.byte(behind), 0 | b'\r' | b'\n' | b'#') { 1 } else { behind - first - 1 };
    let layout = Layout { gap, ..pen.habits.layout };
    let node = items.last()?;
    let style = match node.kind {
        Kind::Scalar(..) => Style::Usual,
        _ if ground.is_flow(node) => Style::Flow,
        _ => Style::Block,
    };
    let mut lines = String::new();
    let item = Element { value: value.clone(), comments: Comments::default() };
    layout.item(&mut lines, column, &item, spot.context, style);
    // Comments at the dashes' own column belong to the list where it stands deeper than its key.
    let outer = if spot.keyed { ground.column(spot.start) } else { column };
    let at = ground.lines_end(ground.end(node, last + 1), outer.min(column));
    if items.len() > 1 && ground.is_blank_before(ground.line_start(last)) && !ground.keeps_blanks(node) {
        lines.insert(0, '\n');
    }
    Some(vec![ground.insert(at, &lines)])
}

/// An entry or item goes.
pub(super) fn remove(ground: Ground<'_>, parent: &Spot<'_>, spot: &Spot<'_>) -> Option<Vec<Patch>> {
    let count = match parent.node.kind {
        Kind::List(items) => items.len(),
        // What is merged stays, so the table is not empty.
        Kind::Map(entries) => entries.len(),
        Kind::Scalar(..) => return None,
    };
    let end = ground.end(&spot.node, spot.head);
    let column = ground.column(spot.start);
    if ground.is_first(spot.start) {
        let line = ground.line_start(spot.start);
        let over = ground.lines_end(end, column);
        let mut from = ground.comments_above(line, column);
        let blank_below = over >= ground.text.len() || is_blank_line(ground, over);
        if blank_below && ground.is_blank_before(from) && from > 0 {
            from = ground.line_start(from - 1);
        }
        let mut patches = vec![(from..over, String::new())];
        if count == 1 && parent.start != parent.head {
            let empty = if spot.keyed { " {}" } else { " []" };
            patches.push((parent.head..parent.head, empty.to_owned()));
        }
        return Some(patches);
    }
    if count == 1 {
        let empty = if spot.keyed { "{}" } else { "[]" };
        return Some(vec![(spot.start..ground.line_end(end), empty.to_owned())]);
    }
    // The first behind a dash: what follows moves up to it.
    let next = ground.skip_blanks(ground.next_line(end));
    Some(vec![(spot.start..next, String::new())])
}
