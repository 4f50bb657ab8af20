//! What goes, with the comments that belong to it.

use std::ops::Range;

use crate::edit::op::Step;

use super::scan::{Item, Val, ValKind};
use super::splice::{Patch, Splice};

impl Splice<'_> {
    /// The text without a key, a block or an element.
    pub(super) fn remove(&self, path: &[Step]) -> Option<String> {
        if let Some(dive) = self.dive(path)
            && let Some((parent, at)) = dive.parent
        {
            return self.remove_item(dive.line, parent, at).map(|patch| self.patched(vec![patch]));
        }
        let mut runs: Vec<Range<usize>> = Vec::new();
        for section in self.layout.sections_under(path).filter(|_| !path.is_empty()) {
            let first = self.layout.first_above(self.layout.sections[section].lines.start);
            let end = self.layout.section_end(section);
            match runs.last_mut() {
                // What stands between two parts of a block goes with it.
                Some(run) if section > 0 && self.layout.sections[section - 1].place.starts_with(path) => run.end = end,
                _ => runs.push(first..end),
            }
        }
        for line in self.layout.pairs_under(path) {
            if !runs.iter().any(|run| run.contains(&line)) {
                let first = self.layout.first_above(line);
                match runs.last_mut() {
                    Some(run) if run.end == first => run.end = line + 1,
                    _ => runs.push(first..line + 1),
                }
            }
        }
        let patches: Vec<Patch> = runs.into_iter().map(|run| (self.closed(run), String::new())).collect();
        (!patches.is_empty()).then(|| self.patched(patches))
    }

    /// Lines that go, and of the blank lines around them those that would stand double.
    fn closed(&self, run: Range<usize>) -> Range<usize> {
        let layout = &self.layout;
        let (mut first, mut end) = (run.start, run.end);
        let at_end = end >= layout.lines.len();
        if (first == 0 || layout.is_blank(first - 1)) && (at_end || layout.is_blank(end)) {
            if at_end {
                while first > 0 && layout.is_blank(first - 1) {
                    first -= 1;
                }
            } else {
                while layout.is_blank(end) {
                    end += 1;
                }
            }
        }
        let (start, end) = (layout.start(first), layout.start(end));
        if end == layout.text.len() && !layout.text.ends_with('\n') {
            let before = &layout.text[..start];
            return before.strip_suffix('\n').map_or(before, |line| line.strip_suffix('\r').unwrap_or(line)).len()..end;
        }
        start..end
    }

    /// Takes an element out of a list, or a pair out of an inline table.
    fn remove_item(&self, line: usize, parent: &Val, at: usize) -> Option<Patch> {
        let inside = parent.inside()?;
        let item = inside.items.get(at)?;
        let alone = self.lines_of(line, parent, at);
        if inside.items.len() == 1 {
            let (first, end) = alone.clone().map_or((item.start, item.value.span.end), |lines| (lines.start, lines.end));
            if inside.comments.iter().all(|comment| comment.start >= first && comment.end <= end) {
                let empty = if matches!(parent.kind, ValKind::List(_)) { "[]" } else { "{}" };
                return Some((parent.span.clone(), empty.to_owned()));
            }
        }
        if let Some(lines) = alone {
            return Some((lines, String::new()));
        }
        let text = self.layout.text;
        let span = match (at.checked_sub(1).map(|before| &inside.items[before]), inside.items.get(at + 1)) {
            (_, Some(next)) if is_free(&text[after(item)..next.start]) => item.start..next.start,
            (Some(before), _) if text[after(before)..item.start].trim().is_empty() => match (before.comma, item.comma) {
                (Some(own), Some(comma)) => own + 1..comma + 1,
                _ => before.value.span.end..item.value.span.end,
            },
            _ => item.start..after(item),
        };
        Some((span, String::new()))
    }

    /// The whole lines that an item takes, with its comments, where it shares none of them.
    pub(super) fn lines_of(&self, line: usize, parent: &Val, at: usize) -> Option<Range<usize>> {
        let text = self.layout.text;
        let inside = parent.inside()?;
        let item = inside.items.get(at)?;
        let start = text[..item.start].rfind('\n').map_or(0, |n| n + 1);
        let mut end = text[after(item)..].find('\n').map_or(text.len(), |n| after(item) + n + 1);
        let behind = text[after(item)..end].trim();
        let lone = start > parent.span.start && text[start..item.start].trim().is_empty() && (behind.is_empty() || behind.starts_with('#'));
        if !lone || end > self.layout.lines[line].span.end || end > parent.span.end {
            return None;
        }
        let mut first = start;
        loop {
            let above = text[..first.saturating_sub(1)].rfind('\n').map_or(0, |n| n + 1);
            let is_comment = above > parent.span.start && above < first && text[above..first].trim().starts_with('#');
            // A comment behind an element on the line above belongs to that element: it does not begin its line.
            if !is_comment {
                break;
            }
            first = above;
        }
        let blank = |range: Range<usize>| text[range].trim().is_empty();
        let above = text[..first.saturating_sub(1)].rfind('\n').map_or(0, |n| n + 1);
        let next = text[end..].find('\n').map_or(text.len(), |n| end + n + 1);
        if above > parent.span.start && above < first && blank(above..first) {
            if next < parent.span.end && blank(end..next) {
                end = next;
            } else if text[end..].trim_start_matches([' ', '\t']).starts_with([']', '}']) {
                first = above;
            }
        }
        Some(first..end)
    }
}

/// One past an item and its comma.
pub(super) fn after(item: &Item) -> usize {
    item.comma.map_or(item.value.span.end, |comma| comma + 1)
}

/// Only blanks of one line, or the comma.
fn is_free(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' ' | '\t' | ','))
}
