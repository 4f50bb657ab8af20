//! A TOML text line by line: what each statement is, and which place of the document it speaks of.

use std::collections::HashMap;
use std::ops::Range;

use crate::edit::op::Step;
use crate::source::Tree;

use super::scan::{Key, Scan, Val};

/// The statements of a text.
pub(super) struct Layout<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// In order; they cover the text without a gap.
    pub(super) lines: Vec<Line>,
    /// The parts between headers; the first has none.
    pub(super) sections: Vec<Section>,
    /// `\n` or `\r\n`, as most lines of the text end.
    pub(super) eol: &'static str,
}

/// A statement with its line break, a blank line, or a comment alone on its line.
pub(super) struct Line {
    /// From its first byte to the next line's.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) body: Body,
    /// The comment behind it, or the one that it is.
    pub(super) comment: Option<Range<usize>>,
    /// Of a header: the table or element that it opens. Of a pair: the key's place. Else empty.
    pub(super) place: Vec<Step>,
}

/// What a line is.
pub(super) enum Body {
    /// Nothing on it.
    Blank,
    /// A comment.
    Comment,
    /// `[a.b]` or `[[a.b]]`; with each part of the key how deep it lies.
    Header {
        /// `[[…]]`
        array: bool,
        /// Brackets included.
        span: Range<usize>,
        /// The key's parts and how many steps lead to each.
        keys: Vec<(Key, usize)>,
    },
    /// `a.b = value`
    Pair {
        /// The key's parts and how many steps lead to each.
        keys: Vec<(Key, usize)>,
        /// The value.
        value: Val,
    },
}

/// A header with what follows up to the next one.
pub(super) struct Section {
    /// The table or element.
    pub(super) place: Vec<Step>,
    /// Its lines, the header first; none of the first section is a header.
    pub(super) lines: Range<usize>,
}

impl<'t> Layout<'t> {
    /// The layout of a text that could be read; none where a line cannot be told apart.
    pub(super) fn of(text: &'t str, tree: &Tree<'t>) -> Option<Self> {
        let scan = Scan::new(text, tree);
        let crlf = memchr::memmem::find_iter(text.as_bytes(), b"\r\n").count();
        let all = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let eol = if crlf * 2 > all { "\r\n" } else { "\n" };
        let mut layout = Self { text, lines: Vec::new(), sections: vec![Section { place: Vec::new(), lines: 0..0 }], eol };
        let mut arrays = HashMap::new();
        let mut at = 0;
        while at < text.len() {
            at = layout.line(&scan, &mut arrays, at)?;
        }
        layout.close();
        Some(layout)
    }

    fn close(&mut self) {
        let end = self.lines.len();
        if let Some(section) = self.sections.last_mut() {
            section.lines.end = end;
        }
    }

    /// Takes the statement at `start`; gives the next one's first byte.
    fn line(&mut self, scan: &Scan<'t>, arrays: &mut HashMap<String, usize>, start: usize) -> Option<usize> {
        let at = scan.blanks(start);
        let rest = &self.text[at..];
        let mut place = Vec::new();
        let (body, end) = if rest.is_empty() || rest.starts_with('\n') || rest.starts_with("\r\n") {
            (Body::Blank, at)
        } else if rest.starts_with(['#', '＃']) {
            (Body::Comment, at)
        } else if rest.starts_with('[') {
            let (body, found) = header(self.text, scan, arrays, at)?;
            let Body::Header { span, .. } = &body else { return None };
            let end = span.end;
            place = found;
            self.close();
            let line = self.lines.len();
            self.sections.push(Section { place: place.clone(), lines: line..line });
            (body, end)
        } else {
            let (keys, end) = scan.keys(at)?;
            let value = scan.value(scan.equals(end)?)?;
            place.clone_from(&self.sections.last()?.place);
            let depth = place.len();
            place.extend(keys.iter().map(|key| Step::Key(key.text.clone())));
            let keys = keys.into_iter().enumerate().map(|(n, key)| (key, depth + n)).collect();
            let end = value.span.end;
            (Body::Pair { keys, value }, end)
        };
        let at = scan.blanks(end);
        let end = scan.line_end(at);
        let comment = self.text[at..].starts_with(['#', '＃']).then_some(at..end);
        if comment.is_none() && at != end {
            return None;
        }
        let next = self.text[end..].find('\n').map_or(self.text.len(), |n| end + n + 1);
        self.lines.push(Line { span: start..next, body, comment, place });
        Some(next)
    }

    /// The text of a stretch.
    pub(super) fn slice(&self, span: &Range<usize>) -> &'t str {
        &self.text[span.clone()]
    }

    /// The first of the comment lines that stand right above this line and belong to it. Comments that begin the document are its title.
    pub(super) fn first_above(&self, line: usize) -> usize {
        let mut first = line;
        while first > 0 && matches!(self.lines[first - 1].body, Body::Comment) {
            first -= 1;
        }
        if first == 0 { line } else { first }
    }

    /// One past the last line of the comments that begin the document.
    pub(super) fn title(&self) -> usize {
        self.lines.iter().take_while(|line| matches!(line.body, Body::Comment)).count()
    }

    /// One past the last line that belongs to a section: comments right below its last pair do, unless the next header stands right below
    /// them.
    pub(super) fn section_end(&self, section: usize) -> usize {
        let lines = self.sections[section].lines.clone();
        let content = |line: &usize| matches!(self.lines[*line].body, Body::Pair { .. } | Body::Header { .. });
        let Some(last) = lines.clone().rev().find(content) else {
            return if self.sections.len() == 1 { lines.end } else { self.title().min(lines.end) };
        };
        let mut end = last + 1;
        while end < lines.end && matches!(self.lines[end].body, Body::Comment) {
            end += 1;
        }
        if end == lines.end && section + 1 < self.sections.len() { last + 1 } else { end }
    }

    /// First byte of a line; the text's end past the last.
    pub(super) fn start(&self, line: usize) -> usize {
        self.lines.get(line).map_or(self.text.len(), |line| line.span.start)
    }

    /// Whether a line is there and blank.
    pub(super) fn is_blank(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| matches!(line.body, Body::Blank))
    }

    /// The sections whose place begins like this, in order.
    pub(super) fn sections_under<'s>(&'s self, place: &'s [Step]) -> impl DoubleEndedIterator<Item = usize> + 's {
        (0..self.sections.len()).filter(move |at| self.sections[*at].place.starts_with(place))
    }

    /// The lines with a pair whose place begins like this.
    pub(super) fn pairs_under<'s>(&'s self, place: &'s [Step]) -> impl DoubleEndedIterator<Item = usize> + 's {
        (0..self.lines.len())
            .filter(move |at| matches!(self.lines[*at].body, Body::Pair { .. }) && self.lines[*at].place.starts_with(place))
    }

    /// The line whose value is at this place, or holds it.
    pub(super) fn holder(&self, place: &[Step]) -> Option<usize> {
        (0..self.lines.len()).find(|at| matches!(self.lines[*at].body, Body::Pair { .. }) && place.starts_with(&self.lines[*at].place))
    }

    /// The section that this line is in.
    pub(super) fn section_of(&self, line: usize) -> usize {
        self.sections.partition_point(|section| section.lines.start <= line).saturating_sub(1)
    }

    /// Blanks before a line's first sign.
    pub(super) fn indent(&self, line: usize) -> &'t str {
        let text = self.slice(&self.lines[line].span);
        &text[..text.len() - text.trim_start_matches([' ', '\t']).len()]
    }

    /// Whether blank lines stand between blocks: where there are no two blocks, they do.
    pub(super) fn spaced(&self) -> bool {
        let firsts =
            self.sections.iter().skip(1).map(|section| self.first_above(section.lines.start)).filter(|first| *first > self.title());
        let (blank, all) = firsts.fold((0, 0), |(blank, all), first| (blank + usize::from(self.is_blank(first - 1)), all + 1));
        blank * 2 >= all
    }
}

/// A header and the place that it opens.
fn header(text: &str, scan: &Scan<'_>, arrays: &mut HashMap<String, usize>, start: usize) -> Option<(Body, Vec<Step>)> {
    let array = text[start..].starts_with("[[");
    let (keys, end) = scan.keys(scan.blanks(start + 1 + usize::from(array)))?;
    let end = scan.blanks(end);
    let close = if array { "]]" } else { "]" };
    if !text[end..].starts_with(close) {
        return None;
    }
    let mut place = Vec::new();
    let mut path = String::new();
    let mut parts = Vec::new();
    let last = keys.len() - 1;
    for (n, key) in keys.into_iter().enumerate() {
        path.push('\0');
        path.push_str(&key.text);
        place.push(Step::Key(key.text.clone()));
        parts.push((key, place.len() - 1));
        if n == last && array {
            *arrays.entry(path.clone()).or_insert(0) += 1;
        }
        if let Some(count) = arrays.get(&path).filter(|_| n < last || array) {
            place.push(Step::At(count - 1));
            path.push('\u{1}');
            path.push_str(&count.to_string());
        }
    }
    Some((Body::Header { array, span: start..end + close.len(), keys: parts }, place))
}
