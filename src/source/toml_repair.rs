//! Goes through a TOML file that does not parse, statement by statement, and notes what a repaired copy needs: quotes around
//! bare texts, plain signs for full-width ones, a missing bracket or comma. Knows strings, comments, arrays and inline tables.

use super::toml_bare::{Place, ends_here, is_text, odd_closers, plain_sign, quoted};
use super::{Edit, Fault, FaultKind, Note, Span, limits, toml_lex};

/// What the repair of one document found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Changes that make the copy parse, in the order of the text.
    pub(super) edits: Vec<Edit>,
    /// Notes for the nodes and keys that begin at these bytes.
    pub(super) notes: Vec<(u32, Note)>,
    /// Faults that the repair itself is sure of.
    pub(super) faults: Vec<Fault>,
    /// All statements: headers and keys with their values.
    pub(super) statements: Vec<Statement>,
    /// Statements (by index) that no repair can read.
    pub(super) unreadable: Vec<usize>,
    /// Keys with values inside inline tables: where one begins, and what to take out to be rid of it.
    pub(super) pairs: Vec<Span>,
    /// Nested too deep, or too much of it: nothing of the file is read.
    pub(super) refused: Option<Fault>,
}

/// A header, or a key with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    /// From its first to its last character.
    pub(super) span: Span,
    /// `[x]` or `[[x]]`.
    pub(super) header: bool,
}

/// Why a statement cannot be read, and where the next one begins.
pub(super) struct Broken {
    pub(super) span: Span,
    pub(super) words: &'static str,
    pub(super) resume: usize,
}

/// Reads the whole of `text`.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner { text, at: 0, table: 0, out: Scan::default() };
    while scanner.at < text.len() && scanner.out.refused.is_none() {
        scanner.line();
    }
    // A comma that was missing behind a value is put in after what stands inside that value.
    scanner.out.edits.sort_by_key(|edit| edit.span);
    scanner.out.notes.sort_by_key(|&(at, _)| at);
    scanner.out
}

/// The position in the text and what was found so far.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// Levels of the header above.
    table: usize,
    pub(super) out: Scan,
}

impl Scanner<'_> {
    /// One line's statement, comment or nothing.
    fn line(&mut self) {
        self.blanks();
        match self.peek() {
            None => {}
            Some('\n' | '\r') => self.at += 1,
            Some('#' | '＃') => self.comment(),
            Some(c) => self.statement(c),
        }
    }

    fn statement(&mut self, first: char) {
        let start = self.at;
        let header = matches!(first, '[' | '［' | '【');
        let read = if header { self.header() } else { self.key_value(Place::Line, self.table) };
        let end = match read {
            Ok(()) => {
                self.blanks();
                let comment_or_end = matches!(self.peek(), None | Some('\n' | '\r' | '#' | '＃'));
                // Something more on the line: behind a value it makes the value doubtful, behind a header it stands alone.
                if !comment_or_end && !header {
                    self.at = self.line_end(self.at);
                }
                self.at
            }
            Err(broken) => {
                self.out.unreadable.push(self.out.statements.len());
                self.fault(broken.span, FaultKind::Syntax(broken.words.into()), None);
                broken.resume
            }
        };
        self.at = end.max(start + first.len_utf8());
        let end = self.text[..self.at].trim_end().len().max(start);
        self.out.statements.push(Statement { span: span(start, end), header });
        self.comment();
    }

    /// To the end of the line, over a comment.
    fn comment(&mut self) {
        match self.peek() {
            Some('#') => self.at = self.line_end(self.at),
            Some('＃') => {
                self.full_width('＃');
                self.at = self.line_end(self.at);
            }
            _ => {}
        }
    }

    fn header(&mut self) -> Result<(), Broken> {
        let start = self.at;
        let double = self.header_bracket("[") && self.header_bracket("[");
        let levels = self.key_path(Place::Header)?;
        self.table = levels;
        self.refuse(levels, start);
        self.blanks();
        let mut missing = 1 + usize::from(double);
        while missing > 0 && self.header_bracket("]") {
            missing -= 1;
        }
        let end = self.text[..self.at].trim_end().len();
        self.blanks();
        if missing > 0 && levels > 0 && matches!(self.peek(), None | Some('\n' | '\r' | '#' | '＃')) {
            let insert = Edit { span: span(end, end), text: "]".repeat(missing) };
            let words = "unclosed table header, expected `]`".into();
            self.fault(span(start, end), FaultKind::Syntax(words), Some(insert.clone()));
            self.out.edits.push(insert);
        }
        Ok(())
    }

    fn header_bracket(&mut self, plain: &str) -> bool {
        match self.peek() {
            Some(c) if c.is_ascii() && plain.contains(c) => self.at += 1,
            Some(c) if plain_sign(c) == Some(plain) => self.full_width(c),
            _ => return false,
        }
        true
    }

    /// `key = value`, `depth` levels below the top.
    pub(super) fn key_value(&mut self, place: Place, depth: usize) -> Result<(), Broken> {
        let start = self.at;
        let levels = self.key_path(place)?;
        self.refuse(depth + levels, start);
        self.blanks();
        match self.peek() {
            Some('=') => self.at += 1,
            Some('＝') => self.full_width('＝'),
            Some('：') => self.replace_sign('：', "="),
            Some(':') if levels > 0 => {
                let edit = Edit { span: span(self.at, self.at + 1), text: "=".into() };
                let words = "found `:`, expected `=`".into();
                self.fault(edit.span, FaultKind::Syntax(words), Some(edit.clone()));
                self.out.edits.push(edit);
                self.at += 1;
            }
            _ if place == Place::Inline => {
                return Err(self.broken(span(start, self.at), "key with no value, expected `=`"));
            }
            // The parser says what it misses.
            _ => {
                self.at = self.line_end(self.at);
                return Ok(());
            }
        }
        self.blanks();
        if levels > 0 && matches!(self.peek(), None | Some('\n' | '\r' | '#' | '＃')) {
            let end = self.text[..self.at].trim_end().len();
            return Err(self.broken(span(start, end), "missing value for key"));
        }
        self.value(place, depth + levels)
    }

    /// A key with its dots; how many parts it has.
    fn key_path(&mut self, place: Place) -> Result<usize, Broken> {
        let mut levels = 0;
        loop {
            self.blanks();
            if !self.key_part(place)? {
                return Ok(levels);
            }
            levels += 1;
            self.blanks();
            match self.peek() {
                Some('.') => self.at += 1,
                Some('．') => self.full_width('．'),
                _ => return Ok(levels),
            }
        }
    }

    /// One part of a key; false when there is none.
    fn key_part(&mut self, place: Place) -> Result<bool, Broken> {
        match self.peek() {
            Some('"' | '\'') => {
                let Some(end) = toml_lex::string_end(self.text.as_bytes(), self.at) else {
                    return self.odd_string(place, "missing closing quote of a key").map(|()| true);
                };
                self.at = end;
                Ok(true)
            }
            Some(c) if odd_closers(c).is_some() => self.odd_string(place, "missing closing quote of a key").map(|()| true),
            _ => Ok(self.bare_key()),
        }
    }

    /// A bare key; one with other than TOML's letters gets quotes.
    fn bare_key(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let is_end = |c: char| {
            plain_sign(c).is_some_and(|sign| sign != " ")
                || matches!(c, '=' | ':' | '：' | '.' | ',' | '#' | '"' | '\'' | '[' | ']' | '{' | '}')
                || c == '\n'
                || c == '\r'
        };
        let run = rest[..rest.find(is_end).unwrap_or(rest.len())].trim_end();
        let ascii = run.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(run.len());
        if ascii == run.len() || run.is_ascii() {
            self.at += ascii;
            return ascii > 0;
        }
        if !is_text(run) {
            return false;
        }
        let key = span(self.at, self.at + run.len());
        self.quote(key, run, Note::NeedsQuotes);
        true
    }

    /// A text in quotation marks of which at least one is not TOML's; `words` when it is not closed on its line.
    pub(super) fn odd_string(&mut self, place: Place, words: &'static str) -> Result<(), Broken> {
        let start = self.at;
        let open = self.peek().unwrap_or('"');
        let closers = odd_closers(open).unwrap_or(match open {
            '"' => &['”', '“', '＂'],
            _ => &['’', '‘', '＇'],
        });
        let body = start + open.len_utf8();
        // Not the whole line first: a line may hold very many texts.
        let line = &self.text[body..];
        let mut here = line.char_indices().take_while(|&(_, c)| c != '\n');
        let close = here.find(|&(at, c)| closers.contains(&c) && ends_here(&line[at + c.len_utf8()..], place));
        let Some((length, c)) = close else {
            return Err(self.broken(span(start, self.line_end(start)), words));
        };
        let whole = span(start, body + length + c.len_utf8());
        self.quote(whole, &line[..length], Note::OddQuotes);
        Ok(())
    }

    /// Puts `text` in quotes instead of what stands at `whole`, and goes behind it.
    pub(super) fn quote(&mut self, whole: Span, text: &str, note: Note) {
        self.out.edits.push(Edit { span: whole, text: quoted(text) });
        self.out.notes.push((whole.start, note));
        self.at = whole.end as usize;
    }

    /// Reads the full-width sign here as the plain one.
    pub(super) fn full_width(&mut self, sign: char) {
        if let Some(plain) = plain_sign(sign) {
            self.replace_sign(sign, plain);
        }
    }

    fn replace_sign(&mut self, sign: char, plain: &str) {
        let here = span(self.at, self.at + sign.len_utf8());
        let edit = Edit { span: here, text: plain.into() };
        self.fault(here, FaultKind::FullWidthSign(sign), Some(edit.clone()));
        self.out.edits.push(edit);
        self.at += sign.len_utf8();
    }

    pub(super) fn fault(&mut self, span: Span, kind: FaultKind, fix: Option<Edit>) {
        self.out.faults.push(Fault { span, kind, fix });
    }

    /// A statement that ends, unreadable, with this line.
    pub(super) fn broken(&self, span: Span, words: &'static str) -> Broken {
        Broken { span, words, resume: self.line_end(self.at) }
    }

    /// Notes that the file is nested deeper, or holds more, than is read; true when it is.
    pub(super) fn refuse(&mut self, depth: usize, at: usize) -> bool {
        let many = self.out.statements.len().max(self.out.edits.len() / 2);
        let kind = if depth > limits::MAX_DEPTH {
            FaultKind::TooDeep
        } else if many > limits::MAX_NODES {
            FaultKind::TooManyNodes
        } else {
            return false;
        };
        let length = self.text[at..].chars().next().map_or(0, char::len_utf8);
        self.out.refused = Some(Fault { span: span(at, at + length), kind, fix: None });
        true
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Over spaces and tabs; a full-width space becomes plain ones, silently: nobody sees it.
    pub(super) fn blanks(&mut self) {
        while let Some(c) = self.peek() {
            match c {
                ' ' | '\t' => {}
                '\u{3000}' | '\u{A0}' => self.out.edits.push(Edit { span: span(self.at, self.at + c.len_utf8()), text: " ".into() }),
                _ => break,
            }
            self.at += c.len_utf8();
        }
    }

    /// Where the line of byte `at` ends, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[at..];
        let end = memchr::memchr(b'\n', bytes).map_or(self.text.len(), |n| at + n);
        let carriage = end > at && self.text.as_bytes()[end - 1] == b'\r';
        end - usize::from(carriage)
    }
}

/// Documents are at most [`limits::MAX_BYTES`] long, so nothing is cut.
pub(super) fn span(start: usize, end: usize) -> Span {
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span::new(clamp(start), clamp(end))
}
