//! New keys and blocks, each where the form's order wants it.

use crate::edit::op::Step;
use crate::edit::value::{Pair, Value};

use super::context::{Context, Style};
use super::scan::{Val, ValKind};
use super::splice::{Found, Splice};
use super::write::{self, Blocks};

/// A key that comes new into a table.
struct New<'n> {
    /// The table.
    table: &'n [Step],
    /// Its form.
    context: Context,
    /// The key with its value.
    pair: Pair,
}

impl New<'_> {
    /// How far down in the form a key of the table stands.
    fn order(&self, key: &str) -> Option<usize> {
        self.context.find(key).map(|(at, _)| at)
    }

    /// Of the keys that are there, in the text's order, which one the new key follows, else which one it precedes.
    fn neighbour<T: Copy>(&self, there: &[(T, &str)]) -> (Option<T>, Option<T>) {
        let Some(own) = self.order(&self.pair.key) else { return (None, None) };
        let known = || there.iter().filter_map(|(what, key)| self.order(key).map(|at| (*what, at)));
        let earlier = known().filter(|(_, at)| *at < own).max_by_key(|(_, at)| *at).map(|(what, _)| what);
        let later = known().filter(|(_, at)| *at > own).rev().min_by_key(|(_, at)| *at).map(|(what, _)| what);
        (earlier, later)
    }
}

impl Splice<'_> {
    /// Puts in a value whose place is missing, with the tables on the way.
    pub(super) fn insert(&self, found: &Found<'_>, value: &Value) -> Option<String> {
        let (Step::Key(key), further) = found.rest.split_first()? else { return None };
        let whole = further.iter().rev().fold(value.clone(), |value, step| match step {
            Step::Key(key) => Value::table([(key.as_str(), value)]),
            Step::At(_) => value,
        });
        let context = Context::at(self.shape, &found.path);
        let pair = context.pair(&Pair::new(key.as_str(), whole), Some(self.keys));
        let new = New { table: &found.path, context, pair };
        if let Some(dive) = self.dive(&found.path) {
            return self.insert_inline(dive.value, &new);
        }
        match context.style(&new.pair.key, &new.pair.value) {
            style @ (Style::Table | Style::Array) if self.takes_blocks(&found.path) => self.insert_blocks(&new, style),
            _ => self.insert_line(&new),
        }
    }

    /// Tables of dotted keys take no blocks.
    fn takes_blocks(&self, table: &[Step]) -> bool {
        self.layout.sections_under(table).next().is_some()
    }

    fn insert_inline(&self, table: &Val, new: &New<'_>) -> Option<String> {
        let ValKind::Table(inside) = &table.kind else { return None };
        let text = format!("{} = {}", write::key(&new.pair.key), write::inline(&new.pair.value));
        let Some(last) = inside.items.last() else {
            let text = format!("{{ {text} }}");
            return inside.comments.is_empty().then(|| self.patched(vec![(table.span.clone(), text)]));
        };
        let there: Vec<(usize, &str)> =
            inside.items.iter().enumerate().filter_map(|(n, item)| Some((n, item.keys.first()?.text.as_str()))).collect();
        let patch = match new.neighbour(&there) {
            (Some(earlier), _) => {
                let end = inside.items[earlier].value.span.end;
                (end..end, format!(", {text}"))
            }
            (None, Some(later)) => {
                let start = inside.items[later].start;
                (start..start, format!("{text}, "))
            }
            _ => (last.value.span.end..last.value.span.end, format!(", {text}")),
        };
        Some(self.patched(vec![patch]))
    }

    /// A line of its own among the table's own keys.
    fn insert_line(&self, new: &New<'_>) -> Option<String> {
        let layout = &self.layout;
        let dotted = |line: &usize| layout.sections[layout.section_of(*line)].place.len() < new.table.len();
        let own = (0..layout.sections.len()).find(|at| layout.sections[*at].place == new.table);
        let section = match own {
            Some(section) => section,
            None => match layout.pairs_under(new.table).rfind(dotted) {
                Some(line) => layout.section_of(line),
                None => return self.insert_header(new),
            },
        };
        let depth = layout.sections[section].place.len();
        let prefix: Vec<String> =
            new.table[depth..].iter().enumerate().filter_map(|(n, _)| self.own_key(&new.table[..=depth + n])).collect();
        let name = prefix.into_iter().chain([write::key(&new.pair.key)]).collect::<Vec<_>>().join(".");
        let mut there: Vec<(usize, &str)> = Vec::new();
        for line in layout.pairs_under(new.table).filter(|line| layout.section_of(*line) == section) {
            if let Some(Step::Key(key)) = layout.lines[line].place.get(new.table.len()) {
                there.push((line, key));
            }
        }
        let (line, like) = match (new.neighbour(&there), there.last()) {
            ((Some(earlier), _), _) => (earlier + 1, Some(earlier)),
            ((None, Some(later)), _) => (layout.first_above(later), Some(later)),
            (_, Some((last, _))) => (last + 1, Some(*last)),
            _ if depth == 0 => return Some(self.insert_first(&name, new)),
            _ => (layout.sections[section].lines.start + 1, Some(layout.sections[section].lines.start)),
        };
        let indent = like.map_or("", |line| layout.indent(line));
        let text = write::statement(&name, &new.pair, self.may());
        Some(self.insert_text(line, &self.statement_lines(&text, indent)))
    }

    /// The last key of a path, as the document spells it.
    fn own_key(&self, path: &[Step]) -> Option<String> {
        let whole = self.header(path);
        let above = self.header(&path[..path.len() - 1]);
        Some(whole.strip_prefix(above.as_str())?.trim_start_matches('.').to_owned()).filter(|key| !key.is_empty())
    }

    /// A statement's lines, indented; not inside of a text of several lines.
    fn statement_lines(&self, text: &str, indent: &str) -> String {
        if text.contains("\"\"\"") || text.contains("'''") {
            return format!("{indent}{text}");
        }
        let lines = text.lines().map(|line| format!("{indent}{line}{}", self.layout.eol));
        lines.collect()
    }

    /// The first plain key of the document: below its title, above the first block.
    fn insert_first(&self, name: &str, new: &New<'_>) -> String {
        let layout = &self.layout;
        let eol = layout.eol;
        let text = self.statement_lines(&write::statement(name, &new.pair, self.may()), "");
        if layout.sections.len() == 1 {
            return self.insert_text(layout.lines.len(), &text);
        }
        let line = layout.title();
        let gap = if layout.is_blank(line) { "" } else { eol };
        self.insert_text(line, &format!("{text}{gap}"))
    }

    /// The table is there by its sub-tables only: it gets a header above the first of them.
    fn insert_header(&self, new: &New<'_>) -> Option<String> {
        let first = self.layout.sections_under(new.table).next()?;
        let line = self.layout.first_above(self.layout.sections[first].lines.start);
        let text = write::statement(&write::key(&new.pair.key), &new.pair, self.may());
        let header = format!("[{}]{}", self.header(new.table), self.layout.eol);
        Some(self.insert_block_text(line, &format!("{header}{}", self.statement_lines(&text, ""))))
    }

    fn insert_blocks(&self, new: &New<'_>, style: Style) -> Option<String> {
        let layout = &self.layout;
        let mut path = new.table.to_vec();
        path.push(Step::Key(new.pair.key.clone()));
        let depth = new.table.len();
        let mut there = Vec::new();
        for section in layout.sections_under(new.table) {
            if let Some(Step::Key(key)) = layout.sections[section].place.get(depth) {
                there.push((section, key.as_str()));
            }
        }
        let line = match new.neighbour(&there) {
            (Some(earlier), _) => layout.section_end(earlier),
            (None, Some(later)) => layout.first_above(layout.sections[later].lines.start),
            _ => layout.section_end(layout.sections_under(new.table).next_back()?),
        };
        let blocks = Blocks { may: self.may(), spaced: layout.spaced() };
        let mut out = Vec::new();
        blocks.pair(&self.header(&path), &new.pair, style, new.context.below(&new.pair.key), &mut out);
        Some(self.insert_block_text(line, &self.block_lines(&blocks.join(&out))))
    }

    /// Blocks as the document ends its lines.
    pub(super) fn block_lines(&self, text: &str) -> String {
        if self.layout.eol == "\n" { text.to_owned() } else { text.replace('\n', self.layout.eol) }
    }

    /// Puts whole lines in before a line.
    pub(super) fn insert_text(&self, line: usize, text: &str) -> String {
        let at = self.layout.start(line);
        let all = self.layout.text;
        if at == all.len() && !all.is_empty() && !all.ends_with('\n') {
            let text = text.trim_end_matches(['\n', '\r']);
            return format!("{all}{}{text}", self.layout.eol);
        }
        self.patched(vec![(at..at, text.to_owned())])
    }

    /// Puts a block in before a line, with blank lines around it as the document has them.
    pub(super) fn insert_block_text(&self, line: usize, text: &str) -> String {
        let layout = &self.layout;
        let gap = if layout.spaced() { layout.eol } else { "" };
        let before = if line == 0 || layout.is_blank(line - 1) { "" } else { gap };
        let after = if line >= layout.lines.len() || layout.is_blank(line) { "" } else { gap };
        self.insert_text(line, &format!("{before}{text}{after}"))
    }
}
