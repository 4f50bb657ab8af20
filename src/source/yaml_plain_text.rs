//! Texts for the plain reader of YAML: without quotes, in quotes, and as a block.

use super::yaml_plain::{Reader, span};
use super::{Form, Node, Span, yaml_parts};

/// What may end plain text, or begin what ends it.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let signs = b" :\n\r,[]{}";
    let mut index = 0;
    while index < signs.len() {
        stops[signs[index] as usize] = true;
        index += 1;
    }
    stops
};

impl<'t> Reader<'t> {
    /// Where the plain text on this line stands. `pos` is behind it afterwards. A line that begins with `...` may end the document.
    pub(super) fn plain(&mut self, flow: bool) -> Option<Span> {
        let start = self.pos;
        if !self.begins_plain() || flow && start == self.line && self.byte() == b'.' {
            return None;
        }
        let mut at = start;
        let end = loop {
            while self.bytes.get(at).is_some_and(|&byte| !STOPS[byte as usize]) {
                at += 1;
            }
            // Blanks belong to the text only when it goes on behind them.
            let here = at;
            while self.at(at) == b' ' {
                at += 1;
            }
            match self.at(at) {
                0 | b'\n' | b'\r' => break here,
                b'#' if at > here => break here,
                b':' if self.ends_key(at + 1, flow) => break here,
                b',' | b'[' | b']' | b'{' | b'}' if flow => break here,
                _ => at += 1,
            }
        };
        self.pos = end;
        Some(span(start, end))
    }

    /// Whether the sign here may begin plain text. Of those with `-` only numbers are taken.
    fn begins_plain(&self) -> bool {
        match self.byte() {
            b'-' => matches!(self.at(self.pos + 1), b'0'..=b'9' | b'.'),
            0 | b'\n' | b'\r' | b' ' | b'?' | b':' | b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'\''
            | b'"' | b'%' | b'@' | b'`' => false,
            _ => true,
        }
    }

    /// Whether a `:` before `next` ends a key.
    fn ends_key(&self, next: usize, flow: bool) -> bool {
        match self.at(next) {
            0 | b'\n' | b'\r' | b' ' => true,
            b',' | b'[' | b']' | b'{' | b'}' => flow,
            _ => false,
        }
    }

    /// Text in quotes on this line, and where it stands.
    pub(super) fn quoted(&mut self, quote: u8) -> Option<(&'t str, Span)> {
        let start = self.pos;
        let (mut at, mut from) = (start + 1, start + 1);
        // Only a text with escapes is copied.
        let mut copy = String::new();
        let text = loop {
            let rest = &self.bytes[at..];
            let found = if quote == b'"' { memchr::memchr3(b'"', b'\\', b'\n', rest) } else { memchr::memchr2(b'\'', b'\n', rest) };
            at += found?;
            let sign = match (self.at(at), self.at(at + 1)) {
                (b'\n', _) => return None,
                (b'\\', escape) => escaped(escape)?,
                (b'\'', b'\'') => '\'',
                _ if copy.is_empty() => break &self.text[from..at],
                _ => {
                    copy.push_str(&self.text[from..at]);
                    break self.arena.text(&copy);
                }
            };
            copy.push_str(&self.text[from..at]);
            copy.push(sign);
            at += 2;
            from = at;
        };
        self.pos = at + 1;
        Some((text, span(start, self.pos)))
    }

    /// The block text whose `|` or `>` is here; it is indented deeper than `column`.
    pub(super) fn block_text(&mut self, column: isize) -> Option<Node<'t>> {
        let folded = self.byte() == b'>';
        self.pos += 1;
        let chomping = self.byte();
        if matches!(chomping, b'-' | b'+') {
            self.pos += 1;
        }
        self.rest_of_line()?;
        let (indent, mut breaks) = self.first_line_of_block()?;
        if isize::try_from(indent).ok()? <= column {
            return None;
        }
        let start = self.pos;
        let mut out = String::new();
        push_breaks(&mut out, breaks);
        loop {
            let end = self.line_end(self.pos);
            let deeper = self.byte() == b' ';
            out.push_str(&self.text[self.pos..end]);
            self.pos = end;
            self.line_break()?;
            if !self.next_line_of_block(indent, &mut breaks) {
                break;
            }
            // Folding joins lines, except around deeper ones.
            match folded && !deeper && self.byte() != b' ' {
                true if breaks == 0 => out.push(' '),
                true => push_breaks(&mut out, breaks),
                false => push_breaks(&mut out, breaks + 1),
            }
        }
        match chomping {
            b'-' => {}
            b'+' => push_breaks(&mut out, breaks + 1),
            _ => out.push('\n'),
        }
        let place = yaml_parts::block_scalar(self.text, span(start, self.pos));
        if place.is_empty() {
            return None;
        }
        self.next_line();
        let text = self.arena.text(&out);
        self.scalar(text, Form::Quoted, place)
    }

    /// Goes to the first sign of a block text: its column, and how many empty lines were before it.
    fn first_line_of_block(&mut self) -> Option<(usize, usize)> {
        let (mut breaks, mut widest) = (0, 0);
        loop {
            self.skip_blanks();
            let column = self.pos - self.line;
            match self.byte() {
                0 => return None,
                b'\n' | b'\r' => {
                    widest = widest.max(column);
                    breaks += 1;
                    self.line_break()?;
                }
                // A wider empty line before it is a fault.
                _ => return (widest <= column).then_some((column, breaks)),
            }
        }
    }

    /// Goes to the next line of a block text, over empty ones, which are counted; whether there is one.
    /// Else `pos` is where the first line behind the text begins.
    fn next_line_of_block(&mut self, indent: usize, breaks: &mut usize) -> bool {
        *breaks = 0;
        loop {
            let mut at = self.pos;
            while at < self.pos + indent && self.at(at) == b' ' {
                at += 1;
            }
            match self.at(at) {
                b'\n' | b'\r' => {
                    self.pos = at + if self.at(at) == b'\r' { 2 } else { 1 };
                    self.line = self.pos;
                    *breaks += 1;
                }
                0 => return false,
                _ if at < self.pos + indent => return false,
                _ => {
                    self.pos = at;
                    return true;
                }
            }
        }
    }
}

/// What an escape of one letter stands for; none for the rarer ones.
const fn escaped(letter: u8) -> Option<char> {
    Some(match letter {
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b' ' => ' ',
        b'"' => '"',
        b'/' => '/',
        b'\\' => '\\',
        _ => return None,
    })
}

fn push_breaks(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n('\n', count));
}
