//! The text under a tree: lines, indentation, and where values end. A block's own span is only its first line's part.

use std::ops::Range;

use crate::source::{Entry, Form, Kind, Node};

/// Replaces bytes.
pub(super) type Patch = (Range<usize>, String);

/// A document's text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground<'t> {
    /// All of it.
    pub(super) text: &'t str,
}

impl<'t> Ground<'t> {
    /// The byte at a place.
    pub(super) fn byte(self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// Where the line of `at` begins.
    pub(super) fn line_start(self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    /// Where the line of `at` ends, before its line break.
    pub(super) fn line_end(self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |length| at + length);
        if end > at && end < self.text.len() && self.byte(end - 1) == b'\r' { end - 1 } else { end }
    }

    /// Where the line after that of `at` begins; the text's end behind the last.
    pub(super) fn next_line(self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |length| at + length + 1)
    }

    /// The line that begins at `start`, without its line break.
    pub(super) fn line(self, start: usize) -> &'t str {
        &self.text[start..self.line_end(start)]
    }

    /// How far from its line's beginning a place is.
    pub(super) fn column(self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// Whether only blanks stand before it on its line.
    pub(super) fn is_first(self, at: usize) -> bool {
        self.text[self.line_start(at)..at].bytes().all(|byte| byte == b' ')
    }

    /// The comment that a line beginning at `start` is, and its column.
    pub(super) fn comment_line(self, start: usize) -> Option<usize> {
        let line = self.line(start);
        let column = line.len() - line.trim_start().len();
        (start < self.text.len() && line[column..].starts_with('#')).then_some(column)
    }

    /// Over blanks and tabs.
    pub(super) fn skip_blanks(self, mut at: usize) -> usize {
        while matches!(self.byte(at), b' ' | b'\t') {
            at += 1;
        }
        at
    }

    /// Over blanks, line breaks and comments.
    pub(super) fn skip_space(self, mut at: usize) -> usize {
        loop {
            match self.byte(at) {
                b' ' | b'\t' | b'\r' | b'\n' => at += 1,
                b'#' if at == 0 || self.text.as_bytes()[at - 1].is_ascii_whitespace() => at = self.line_end(at),
                _ => return at,
            }
        }
    }

    /// The next sign of content: over blanks, comments, anchors and tags.
    pub(super) fn token(self, at: usize) -> usize {
        let mut at = self.skip_space(at);
        while matches!(self.byte(at), b'&' | b'!') {
            let length = self.text[at..].find(|c: char| c.is_ascii_whitespace()).unwrap_or(self.text.len() - at);
            at = self.skip_space(at + length);
        }
        at
    }

    /// Where a document's content begins: behind directives and `---`.
    pub(super) fn body(self) -> usize {
        let mut at = self.skip_space(0);
        while self.byte(at) == b'%' && self.is_first(at) {
            at = self.skip_space(self.line_end(at));
        }
        if self.text[at..].starts_with("---") && matches!(self.byte(at + 3), 0 | b' ' | b'\t' | b'\r' | b'\n') {
            at += 3;
        }
        self.token(at)
    }

    /// The comment behind `at` on its line, with the blanks before it; empty where there is none.
    pub(super) fn beside(self, at: usize) -> &'t str {
        let rest = &self.text[at..self.line_end(at)];
        let comment = rest.trim_start();
        if comment.starts_with('#') && comment.len() < rest.len() { rest } else { "" }
    }

    /// Whether a value is the copy that an alias stands for.
    pub(super) fn is_alias(self, node: &Node<'_>) -> bool {
        self.byte(node.span.start as usize) == b'*' && !own_start(node)
    }

    /// Whether a list or table stands in brackets.
    pub(super) fn is_flow(self, node: &Node<'_>) -> bool {
        let sign = self.byte(node.span.start as usize);
        match node.kind {
            Kind::Scalar(..) => false,
            Kind::List(_) => sign == b'[' && !own_start(node),
            Kind::Map(_) => sign == b'{' && !own_start(node),
        }
    }

    /// The head of a text written as a block: from `|` or `>` to the line's end.
    pub(super) fn block_head(self, node: &Node<'_>) -> Option<Range<usize>> {
        let start = node.span.start as usize;
        let block = matches!(node.kind, Kind::Scalar(_, Form::Quoted)) && matches!(self.byte(start), b'|' | b'>');
        block.then(|| start..self.line_end(start))
    }

    /// The entries that stand in the table itself, not in one that it merges.
    pub(super) fn own<'n>(self, node: &Node<'n>) -> &'n [Entry<'n>] {
        let entries = node.entries().unwrap_or_default();
        let mut from = node.span.start;
        let own = entries.iter().take_while(|entry| {
            let here = entry.key_span.start >= from;
            from = entry.key_span.end;
            here
        });
        &entries[..own.count()]
    }

    /// One past the last byte of a value. `head` is behind its colon or dash.
    pub(super) fn end(self, node: &Node<'_>, head: usize) -> usize {
        let end = (node.span.end as usize).max(head);
        if let Some(header) = self.block_head(node) {
            let mut end = self.line_end(end.max(header.end));
            // What `|+` keeps are empty lines.
            while self.text[header.clone()].contains('+') && end < self.text.len() {
                let next = self.next_line(end);
                if next >= self.text.len() || !self.line(next).trim().is_empty() {
                    break;
                }
                end = self.line_end(next);
            }
            return end;
        }
        if self.is_alias(node) || self.is_flow(node) {
            return end;
        }
        match node.kind {
            Kind::Scalar(..) if node.span.is_empty() => head,
            Kind::Scalar(..) => end,
            Kind::List(items) => items.last().map_or(end, |item| self.end(item, end.max(item.span.start as usize))),
            Kind::Map(_) => self.own(node).last().map_or(end, |entry| self.end(&entry.value, self.behind_colon(entry))),
        }
    }

    /// Whether a value ends in a text that keeps the empty lines behind it.
    pub(super) fn keeps_blanks(self, node: &Node<'_>) -> bool {
        match node.kind {
            Kind::Scalar(..) => self.block_head(node).is_some_and(|head| self.text[head].contains('+')),
            Kind::List(items) => items.last().is_some_and(|item| self.keeps_blanks(item)),
            Kind::Map(_) => self.own(node).last().is_some_and(|entry| self.keeps_blanks(&entry.value)),
        }
    }

    /// Where the colon behind a key ends.
    pub(super) fn behind_colon(self, entry: &Entry<'_>) -> usize {
        let key = entry.key_span.end as usize;
        let at = self.skip_space(key);
        if self.byte(at) == b':' { at + 1 } else { key }
    }

    /// Where the lines of something that ends at `end` and stands at `column` are over: comments deeper than it are its own.
    pub(super) fn lines_end(self, end: usize, column: usize) -> usize {
        let mut over = self.next_line(end);
        let mut at = over;
        while at < self.text.len() {
            match self.comment_line(at) {
                Some(deep) if deep > column => {
                    at = self.next_line(at);
                    over = at;
                }
                None if self.line(at).trim().is_empty() => at = self.next_line(at),
                _ => break,
            }
        }
        over
    }

    /// Where the comments begin that stand right above the line beginning at `start`, at its column or further left.
    pub(super) fn comments_above(self, start: usize, column: usize) -> usize {
        let mut from = start;
        while from > 0 {
            let above = self.line_start(from - 1);
            match self.comment_line(above) {
                Some(deep) if deep <= column => from = above,
                _ => break,
            }
        }
        from
    }

    /// Whether the line before the one that begins at `start` is empty.
    pub(super) fn is_blank_before(self, start: usize) -> bool {
        start > 0 && self.line(self.line_start(start - 1)).trim().is_empty()
    }

    /// Lines put in at the beginning of a line, or behind the last.
    pub(super) fn insert(self, at: usize, lines: &str) -> Patch {
        let unfinished = at == self.text.len() && !self.text.is_empty() && !self.text.ends_with('\n');
        let lines = if unfinished { format!("\n{}", lines.strip_suffix('\n').unwrap_or(lines)) } else { lines.to_owned() };
        (at..at, lines)
    }
}

/// A block begins where its first key or item does; a bracket stands before them.
fn own_start(node: &Node<'_>) -> bool {
    match node.kind {
        Kind::Scalar(..) => false,
        Kind::List(items) => items.first().is_some_and(|item| item.span.start == node.span.start),
        Kind::Map(entries) => entries.first().is_some_and(|entry| entry.key_span.start == node.span.start),
    }
}

/// The text with these replacements, which do not overlap. New lines end as `ends` says.
pub(super) fn patched(text: &str, mut patches: Vec<Patch>, ends: &str) -> String {
    patches.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (range, new) in patches {
        out.push_str(&text[at..range.start]);
        if ends == "\n" {
            out.push_str(&new)
        } else {
            out.push_str(&new.replace('\n', ends))
        }
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}
