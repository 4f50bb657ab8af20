//! Files that do not parse: what is wrong with them, and what can be read all the same.
//!
//! A repaired copy is parsed; what still is wrong is blanked, statement by statement, until the rest parses.

use std::borrow::Cow;

use toml_spanner::ErrorKind;

use super::conflict::{self, Conflict};
use super::offsets::{self, OffsetMap};
use super::toml_repair::{self, Scan, span};
use super::toml_tree::Builder;
use super::{Arena, Fault, FaultKind, Kind, Node, Note, Span, Tree, toml_lex};

/// Most rounds of parsing, and most bytes parsed in all of them (three rounds at least).
const MAX_ROUNDS: usize = 200;
const MAX_WORK: usize = 32 * 1024 * 1024;

/// Reads a document that toml-spanner refused, or that holds a conflict.
pub(super) fn parse<'t>(text: &'t str, arena: &'t Arena) -> Tree<'t> {
    let conflicts = conflict::find(text);
    let text = without_markers(text, &conflicts);
    let scan = toml_repair::scan(&text);
    let mut recovery = Recovery { text: &text, scan, conflicts, gone: Vec::new(), blanks: Vec::new(), faults: Vec::new() };
    recovery.begin();
    if let Some(fault) = recovery.scan.refused.take() {
        return nothing(text.len(), fault);
    }
    recovery.run();
    recovery.tree(arena)
}

/// Only the first side of each conflict stays (what the branch here says): a version of the file that makes sense in itself.
fn without_markers<'t>(text: &'t str, conflicts: &[Conflict]) -> Cow<'t, str> {
    if conflicts.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(conflict::first_side(text, conflicts))
}

fn nothing<'t>(length: usize, fault: Fault) -> Tree<'t> {
    Tree { root: Node { span: span(0, length), kind: Kind::Map(&[]), note: Note::None }, faults: vec![fault], broken: true }
}

struct Recovery<'a> {
    text: &'a str,
    scan: Scan,
    conflicts: Vec<Conflict>,
    /// Statements that are blanked, by index, sorted.
    gone: Vec<usize>,
    /// What is blanked besides: parts of inline tables, stray lines.
    blanks: Vec<Span>,
    faults: Vec<Fault>,
}

impl Recovery<'_> {
    /// Takes over what the repair knows already.
    fn begin(&mut self) {
        self.faults = self.conflicts.iter().map(Conflict::fault).collect();
        for fault in std::mem::take(&mut self.scan.faults) {
            self.report(fault);
        }
        self.gone = std::mem::take(&mut self.scan.unreadable);
    }

    /// Parses and blanks until nothing is wrong any more, or too much was tried.
    fn run(&mut self) {
        // Blanking whole statements brings no new fault of syntax: from then on only what stands twice is left.
        let mut syntax = true;
        for round in 0..MAX_ROUNDS {
            if round >= 3 && round * self.text.len() > MAX_WORK {
                break;
            }
            let (copy, map) = self.copy();
            let arena = toml_spanner::Arena::new();
            let Err(error) = toml_spanner::parse(&copy, &arena) else {
                return;
            };
            syntax = syntax && self.syntax(&copy, &map);
            if !syntax && !self.last(&error, &copy, &map) {
                return;
            }
        }
    }

    fn copy(&self) -> (String, OffsetMap) {
        let mut blanks: Vec<Span> = self.gone.iter().map(|&index| self.extent(index)).collect();
        blanks.extend(&self.blanks);
        blanks.sort();
        offsets::apply(self.text, &self.scan.edits, &blanks)
    }

    /// What goes with a statement: with a header all up to the next, else its keys would fall into the table above.
    fn extent(&self, index: usize) -> Span {
        let statement = self.scan.statements[index];
        if !statement.header {
            return statement.span;
        }
        let mut below = self.scan.statements[index + 1..].iter();
        let next = below.find(|s| s.header);
        let end = next.map_or_else(|| span(0, self.text.len()).end, |next| next.span.start);
        Span::new(statement.span.start, end)
    }

    /// All syntax errors that the `toml` crate finds in one pass; false when there is none that helps on.
    fn syntax(&mut self, copy: &str, map: &OffsetMap) -> bool {
        let (_, mut errors) = ::toml::de::DeTable::parse_recoverable(copy);
        errors.retain(|error| {
            let words = error.message();
            words != "duplicate key" && !words.starts_with("cannot extend value")
        });
        errors.sort_by_key(|error| error.span().map(|range| range.start));
        let mut covered = None;
        for error in errors {
            let at = map.span(around(copy, error.span().unwrap_or_default()));
            // One fault a statement: what follows in it is often a consequence.
            if covered.is_some_and(|end| at.start < end) {
                continue;
            }
            if let Some(blanked) = self.blank_statement(at) {
                covered = Some(blanked.end);
                self.report(Fault { span: self.visible(at), kind: FaultKind::Syntax(lower(error.message())), fix: None });
            }
        }
        covered.is_some()
    }

    /// The fault at which toml-spanner stops: a key or table that stands twice, or something only it objects to.
    fn last(&mut self, error: &toml_spanner::Error, copy: &str, map: &OffsetMap) -> bool {
        let at = error.span();
        let at = Span::new(at.start, at.end);
        let header = |s: u32| Span::new(s, toml_lex::header_end(copy, s));
        let (at, kind) = match error.kind() {
            ErrorKind::DuplicateKey { first } => (at, Some((at, Span::new(first.start, first.end)))),
            ErrorKind::DuplicateTable { name, first } => {
                let name = Span::new(name.start, name.end);
                (header(at.start), Some((name, header(first.start))))
            }
            ErrorKind::RedefineAsArray { first } => {
                let at = header(at.start);
                (at, Some((at, Span::new(first.start, first.end))))
            }
            ErrorKind::DottedKeyInvalidType { first } => (at, Some((at, Span::new(first.start, first.end)))),
            _ => (at, None),
        };
        let kind = match kind {
            Some((name, first)) => FaultKind::DuplicateKey {
                key: copy[name.range()].trim_matches(['[', ']', '"', '\'', ' ']).to_owned(),
                first: map.span(first),
            },
            None => FaultKind::Syntax(lower(&error.message(copy))),
        };
        let at = map.span(around(copy, at.range()));
        let found = self.blank_pair(at) || self.blank_statement(at).is_some() || self.blank_line(at);
        self.report(Fault { span: self.visible(at), kind, fix: None });
        found
    }

    /// An empty place grows to the character there, or at a line's end to all of the line before it.
    fn visible(&self, at: Span) -> Span {
        let start = at.start as usize;
        let next = self.text[start..].chars().next().filter(|c| !"\r\n".contains(*c));
        match next {
            _ if !at.is_empty() => at,
            Some(c) => span(start, start + c.len_utf8()),
            None => {
                let line = self.text[..start].rfind('\n').map_or(0, |n| n + 1);
                let lead = self.text[line..start].len() - self.text[line..start].trim_start().len();
                span(line + lead, start)
            }
        }
    }

    /// Notes a fault, unless it only follows from a conflict that is reported already.
    fn report(&mut self, fault: Fault) {
        let after = self.conflicts.partition_point(|c| c.span.start <= fault.span.start);
        let last = after.checked_sub(1).map(|index| &self.conflicts[index]);
        let follows = last.is_some_and(|conflict| fault.span.start < conflict.span.end);
        if fault.kind.is_warning() || !follows {
            self.faults.push(fault);
        }
    }

    /// Blanks the statement at or before `at` and says what is blank now; none when there is none or it is blank already.
    fn blank_statement(&mut self, at: Span) -> Option<Span> {
        let statements = &self.scan.statements;
        let after = statements.partition_point(|s| s.span.start <= at.start);
        let index = after.checked_sub(1)?;
        let place = self.gone.binary_search(&index).err()?;
        self.gone.insert(place, index);
        Some(self.extent(index))
    }

    /// Blanks one key of an inline table; false when `at` is in none.
    fn blank_pair(&mut self, at: Span) -> bool {
        let within = |pair: &&Span| pair.start <= at.start && at.start < pair.end;
        let pairs = self.scan.pairs.iter().filter(within);
        let Some(&pair) = pairs.min_by_key(|pair| pair.end - pair.start) else {
            return false;
        };
        if self.blanks.contains(&pair) {
            return false;
        }
        self.blanks.push(pair);
        true
    }

    /// Blanks a line that belongs to no statement.
    fn blank_line(&mut self, at: Span) -> bool {
        let start = self.text[..at.start as usize].rfind('\n').map_or(0, |n| n + 1);
        let end = self.text[start..].find('\n').map_or(self.text.len(), |n| start + n);
        let line = span(start, end);
        let blank = self.text[start..end].trim().is_empty() || self.blanks.contains(&line);
        if !blank {
            self.blanks.push(line);
        }
        !blank
    }

    /// The tree of what parses now.
    fn tree<'t>(mut self, arena: &'t Arena) -> Tree<'t> {
        let (copy, map) = self.copy();
        let copy: &'t str = arena.text(&copy);
        let document = toml_spanner::parse_recoverable(copy, &arena.toml);
        let mut builder = Builder::new(copy, arena);
        let root = builder.root(document.table());
        let lost = !self.gone.is_empty() || !self.blanks.is_empty() || !self.conflicts.is_empty();
        let mut tree = Tree { root, faults: std::mem::take(&mut builder.faults), broken: builder.broken || lost || document.has_errors() };
        offsets::remap(&mut tree, &map, &self.scan.notes, arena);
        tree.root.span = span(0, self.text.len());
        for fault in std::mem::take(&mut tree.faults) {
            self.report(fault);
        }
        tree.faults = self.faults;
        tree.faults.sort_by_key(|fault| fault.span);
        tree.faults.dedup();
        tree
    }
}

/// A parser's range as a span on character boundaries.
fn around(copy: &str, range: std::ops::Range<usize>) -> Span {
    let (mut start, mut end) = (range.start.min(copy.len()), range.end.min(copy.len()));
    while !copy.is_char_boundary(start) {
        start -= 1;
    }
    while !copy.is_char_boundary(end) {
        end += 1;
    }
    span(start, end.max(start))
}

/// The parsers' words begin in small letters.
fn lower(words: &str) -> String {
    let words = words.lines().next().unwrap_or_default();
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_ascii_lowercase().to_string() + chars.as_str(),
        None => String::new(),
    }
}
