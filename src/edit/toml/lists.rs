//! One more element of a list.

use crate::edit::op::{Op, Step};
use crate::edit::value::{Pair, Value};
use crate::source::Kind;

use super::context::Style;
use super::layout::Body;
use super::remove::after;
use super::scan::{Inside, ValKind};
use super::splice::{Dive, Found, Patch, Splice};
use super::write::{self, Blocks};

impl Splice<'_> {
    /// The text with one more element of the list at a place.
    pub(super) fn append(&self, found: &Found<'_>, value: &Value, op: &Op) -> Option<String> {
        if !found.rest.is_empty() {
            return self.insert(found, &Value::list([value.clone()]));
        }
        let (_, context, key) = self.spot(&found.path)?;
        let value = &context.speak(&key, value, Some(self.keys));
        let Some(dive) = self.dive(&found.path) else {
            return match (found.node.kind, found.path.last()?) {
                (Kind::List(items), Step::Key(_)) => self.append_block(&found.path, items.len(), value),
                (Kind::Map(entries), Step::Key(_)) if !entries.is_empty() => self.anew(self.doubled(&found.path)?, op),
                _ => None,
            };
        };
        let patches = match &dive.value.kind {
            ValKind::List(inside) if inside.items.is_empty() => {
                let blocks = context.style(&key, &Value::list([value.clone()])) == Style::Array;
                if blocks && self.gives_way(&dive) {
                    return self.anew(self.remove(&found.path)?, op);
                }
                vec![self.first(&dive, inside, value)]
            }
            ValKind::List(inside) => self.next(&dive, inside, value),
            _ => vec![self.wrapped(&dive, found, value)],
        };
        Some(self.patched(patches))
    }

    /// A block `[x]` becomes the first `[[x]]`.
    fn doubled(&self, path: &[Step]) -> Option<String> {
        let mut patches = Vec::new();
        for section in self.layout.sections_under(path).filter(|at| self.layout.sections[*at].place == path) {
            let Body::Header { array: false, span, .. } = &self.layout.lines[self.layout.sections[section].lines.start].body else {
                return None;
            };
            patches.push((span.start..span.start, "[".to_owned()));
            patches.push((span.end..span.end, "]".to_owned()));
        }
        (patches.len() == 2).then(|| self.patched(patches))
    }

    /// A single value becomes the first of two; an empty one gives way.
    fn wrapped(&self, dive: &Dive<'_>, found: &Found<'_>, value: &Value) -> Patch {
        let old = Value::of(&found.node);
        let new = write::inline(value);
        let empty = old.is_blank() || old == Value::Table(Vec::new());
        let text = if empty { format!("[{new}]") } else { format!("[{}, {new}]", self.layout.slice(&dive.value.span)) };
        (dive.value.span.clone(), text)
    }

    /// The first element of an empty list.
    fn first(&self, dive: &Dive<'_>, inside: &Inside, value: &Value) -> Patch {
        let list = dive.value;
        if inside.comments.is_empty() {
            let whole = Value::list([value.clone()]);
            let text = if dive.parent.is_some() {
                write::inline(&whole)
            } else {
                let before = list.span.start - self.layout.start(dive.line);
                self.own_lines(&write::value(&whole, before, false), self.layout.indent(dive.line))
            };
            return (list.span.clone(), text);
        }
        // Comments keep their lines: the element goes right above the closing bracket.
        let close = list.span.end - 1;
        let line = self.layout.text[..close].rfind('\n').map_or(0, |n| n + 1);
        let indent = &self.layout.text[line..close];
        (line..line, format!("{indent}  {},{}", write::inline(value), self.layout.eol))
    }

    /// One more behind the last.
    fn next(&self, dive: &Dive<'_>, inside: &Inside, value: &Value) -> Vec<Patch> {
        let new = write::inline(value);
        let Some(last) = inside.items.last() else { return Vec::new() };
        let end = last.value.span.end;
        let eol = self.layout.eol;
        if let Some(lines) = self.lines_of(dive.line, dive.value, inside.items.len() - 1) {
            let indent = self.indent_at(last.start);
            let behind = self.line_after(after(last)).min(lines.end);
            return match last.comma {
                Some(_) => vec![(behind..behind, format!("{indent}{new},{eol}"))],
                None => vec![(end..end, ",".to_owned()), (behind..behind, format!("{indent}{new}{eol}"))],
            };
        }
        let own_line = self.layout.text[dive.value.span.start..last.start].contains('\n')
            && self.indent_at(last.start).len() + self.line_start(last.start) == last.start;
        if own_line && last.comma.is_none() {
            let indent = self.indent_at(last.start);
            return vec![(end..end, format!(",{eol}{indent}{new}"))];
        }
        match last.comma {
            Some(comma) => vec![(comma + 1..comma + 1, format!(" {new},"))],
            None => vec![(end..end, format!(", {new}"))],
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.layout.text[..at].rfind('\n').map_or(0, |n| n + 1)
    }

    fn line_after(&self, at: usize) -> usize {
        let text = self.layout.text;
        text[at..].find('\n').map_or(text.len(), |n| at + n + 1)
    }

    fn indent_at(&self, at: usize) -> &str {
        let line = &self.layout.text[self.line_start(at)..at];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// One more `[[block]]`, behind the last with its sub-tables.
    fn append_block(&self, path: &[Step], count: usize, value: &Value) -> Option<String> {
        let Value::Table(_) = value else { return None };
        let mut last = path.to_vec();
        last.push(Step::At(count.checked_sub(1)?));
        let end = self.layout.section_end(self.layout.sections_under(&last).next_back()?);
        let (_, context, key) = self.spot(path)?;
        let blocks = Blocks { may: self.may(), spaced: self.layout.spaced() };
        let mut out = Vec::new();
        let pair = Pair::new(key.as_str(), Value::list([value.clone()]));
        blocks.pair(&self.header(path), &pair, Style::Array, context.below(&key), &mut out);
        Some(self.insert_block_text(end, &self.block_lines(&blocks.join(&out))))
    }
}
