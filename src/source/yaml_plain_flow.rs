//! Lists and tables in brackets, on one line or several, for the plain reader of YAML.

use super::Node;
use super::yaml_plain::{Reader, span};

impl<'t> Reader<'t> {
    /// The list or table whose bracket is here.
    pub(super) fn flow(&mut self, depth: usize) -> Option<Node<'t>> {
        self.open(depth)?;
        if self.byte() == b'[' { self.flow_list(depth) } else { self.flow_table(depth) }
    }

    fn flow_list(&mut self, depth: usize) -> Option<Node<'t>> {
        let (start, from) = (self.pos, self.items.len());
        self.pos += 1;
        loop {
            self.gap()?;
            if self.byte() == b']' {
                break;
            }
            let item = self.flow_value(depth + 1)?;
            self.items.push(item);
            if !self.comma(b']')? {
                break;
            }
        }
        self.pos += 1;
        self.list(from, span(start, self.pos))
    }

    fn flow_table(&mut self, depth: usize) -> Option<Node<'t>> {
        let (start, mut open) = (self.pos, self.open_table());
        self.pos += 1;
        loop {
            self.gap()?;
            if self.byte() == b'}' {
                break;
            }
            let adjacent = matches!(self.byte(), b'"' | b'\'');
            let node = self.word(true)?;
            if !self.skip_colon(adjacent) {
                return None;
            }
            let key = self.key_of(&node)?;
            self.gap()?;
            let value = self.flow_value(depth + 1)?;
            self.entry(&mut open, key, value)?;
            if !self.comma(b'}')? {
                break;
            }
        }
        self.pos += 1;
        self.table(open.from(), span(start, self.pos))
    }

    fn flow_value(&mut self, depth: usize) -> Option<Node<'t>> {
        match self.byte() {
            b'[' | b'{' => self.flow(depth),
            _ => self.word(true),
        }
    }

    /// Whether a comma comes next (which is passed) and not the closing bracket.
    fn comma(&mut self, close: u8) -> Option<bool> {
        self.gap()?;
        match self.byte() {
            b',' => {
                self.pos += 1;
                Some(true)
            }
            byte => (byte == close).then_some(false),
        }
    }

    /// Over blanks, comments and line breaks between brackets.
    fn gap(&mut self) -> Option<()> {
        loop {
            match self.byte() {
                b' ' => self.pos += 1,
                b'\n' | b'\r' => self.line_break()?,
                b'#' if matches!(self.bytes[self.pos - 1], b' ' | b'\n') => self.pos = self.line_end(self.pos),
                0 | b'#' => return None,
                _ => return Some(()),
            }
        }
    }
}
