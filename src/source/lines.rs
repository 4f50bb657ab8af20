//! Where a byte stands in lines and columns as people count them.

use super::Span;
use crate::findings::Position;

/// Finds lines in a text. Built only for documents that have something to report.
#[derive(Clone, Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    /// Byte at which each line begins.
    starts: Vec<u32>,
}

impl<'t> LineIndex<'t> {
    /// Indexes the lines of `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| clamp(at + 1)));
        Self { text, starts }
    }

    /// Line and column of the character that holds byte `offset`. Past the end: just behind the last character.
    /// Both bytes of CR LF count as the place behind the line's last character.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let number = clamp(line);
        let span = self.line_span(number);
        let mut end = (offset.min(span.end)) as usize;
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[span.start as usize..end];
        Position { line: number, column: clamp(before.chars().count() + 1) }
    }

    /// How many lines there are; a text that ends in a line break has an empty last one.
    #[must_use]
    pub fn count(&self) -> u32 {
        clamp(self.starts.len())
    }

    /// The text of `line` (from 1) without its line break; empty when there is no such line.
    #[must_use]
    pub fn line_text(&self, line: u32) -> &'t str {
        &self.text[self.line_span(line).range()]
    }

    /// The bytes of `line` (from 1) without its line break; empty, at the end, when there is no such line.
    #[must_use]
    pub fn line_span(&self, line: u32) -> Span {
        let index = (line as usize).saturating_sub(1);
        let Some(&start) = self.starts.get(index) else {
            let end = clamp(self.text.len());
            return Span::new(end, end);
        };
        let Some(&next) = self.starts.get(index + 1) else {
            return Span::new(start, clamp(self.text.len()));
        };
        let mut end = next - 1;
        if end > start && self.text.as_bytes()[end as usize - 1] == b'\r' {
            end -= 1;
        }
        Span::new(start, end)
    }
}

/// Documents are at most [`super::limits::MAX_BYTES`] long, so nothing is really cut.
fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, column: u32) -> Position {
        Position { line, column }
    }

    #[test]
    fn columns_count_characters() {
        let index = LineIndex::new("单位 = 1\r\n二\n");
        assert_eq!(index.position(0), at(1, 1));
        assert_eq!(index.position(3), at(1, 2));
        assert_eq!(index.position(4), at(1, 2), "inside 位");
        assert_eq!(index.position(9), at(1, 6));
        assert_eq!(index.position(10), at(1, 7), "CR");
        assert_eq!(index.position(11), at(1, 7), "LF");
        assert_eq!(index.position(12), at(2, 1));
        assert_eq!(index.position(16), at(3, 1));
        assert_eq!(index.position(9_999), at(3, 1), "past the end");
    }

    #[test]
    fn lines_lose_their_breaks() {
        let index = LineIndex::new("甲\r\n乙\n\r\n丙");
        assert_eq!(index.count(), 4);
        assert_eq!(index.line_text(1), "甲");
        assert_eq!(index.line_text(2), "乙");
        assert_eq!(index.line_text(3), "");
        assert_eq!(index.line_text(4), "丙");
        assert_eq!(index.line_text(5), "");
        assert_eq!(index.line_text(0), "甲");
        assert_eq!(LineIndex::new("").line_text(1), "");
        assert_eq!(LineIndex::new("").position(7), at(1, 1));
    }
}
