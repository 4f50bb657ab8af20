//! Lines for the plain reader of YAML: what is passed over, and where the next one begins.

use super::yaml_plain::{END, Reader};

impl Reader<'_> {
    /// The byte at an index; none has the value 0 but the one behind the last.
    pub(super) fn at(&self, index: usize) -> u8 {
        self.bytes.get(index).copied().unwrap_or(0)
    }

    pub(super) fn byte(&self) -> u8 {
        self.at(self.pos)
    }

    /// Whether a list's item begins here.
    pub(super) fn is_dash(&self) -> bool {
        self.byte() == b'-' && matches!(self.at(self.pos + 1), b' ' | b'\n' | b'\r' | 0)
    }

    /// Where what the dash here announces begins: behind blanks and a comment.
    pub(super) fn behind_dash(&self) -> usize {
        let blanks = self.bytes[self.pos + 1..].iter().take_while(|&&byte| byte == b' ').count();
        let behind = self.pos + 1 + blanks;
        if self.at(behind) == b'#' { self.line_end(behind) } else { behind }
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.byte() == b' ' {
            self.pos += 1;
        }
    }

    /// The end of the line of `from`, without its line break.
    pub(super) fn line_end(&self, from: usize) -> usize {
        let Some(length) = memchr::memchr(b'\n', &self.bytes[from..]) else {
            return self.bytes.len();
        };
        let end = from + length;
        end - usize::from(length > 0 && self.bytes[end - 1] == b'\r')
    }

    /// Over a line break; none when there is another sign.
    pub(super) fn line_break(&mut self) -> Option<()> {
        match self.byte() {
            b'\n' => self.pos += 1,
            b'\r' => self.pos += 2,
            0 => {}
            _ => return None,
        }
        self.line = self.pos;
        Some(())
    }

    /// Over blanks, a comment and the line break; none when there is anything else.
    pub(super) fn rest_of_line(&mut self) -> Option<()> {
        self.skip_blanks();
        if self.byte() == b'#' {
            if self.bytes[self.pos - 1] != b' ' {
                return None;
            }
            self.pos = self.line_end(self.pos);
        }
        self.line_break()
    }

    /// Ends this line and goes to the next.
    pub(super) fn finish_line(&mut self) -> Option<()> {
        self.rest_of_line()?;
        self.next_line();
        Some(())
    }

    /// Goes to the first sign of the next line that has more than a comment. `pos` is where a line begins.
    pub(super) fn next_line(&mut self) {
        loop {
            self.line = self.pos;
            self.skip_blanks();
            match self.byte() {
                0 => {
                    self.column = END;
                    return;
                }
                b'\n' => self.pos += 1,
                b'\r' => self.pos += 2,
                b'#' => {
                    let end = memchr::memchr(b'\n', &self.bytes[self.pos..]);
                    self.pos = end.map_or(self.bytes.len(), |length| self.pos + length + 1);
                }
                _ => {
                    self.column = isize::try_from(self.pos - self.line).unwrap_or(isize::MAX);
                    return;
                }
            }
        }
    }
}
