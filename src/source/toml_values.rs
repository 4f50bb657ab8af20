//! The values of the repair's pass: bare words, arrays, inline tables.

use super::toml_bare::{Place, is_text, is_value, odd_closers, plain_sign};
use super::toml_lex;
use super::toml_repair::{Broken, Scanner, span};
use super::{Edit, FaultKind, Note};

/// What follows a value in an array or inline table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    End,
    Comma,
    /// A value, on the same line or a later one.
    Value {
        new_line: bool,
    },
}

impl Scanner<'_> {
    /// The value here, `depth` levels below the top.
    pub(super) fn value(&mut self, place: Place, depth: usize) -> Result<(), Broken> {
        self.blanks();
        let start = self.at;
        match self.peek() {
            Some('"' | '\'') => self.string(place),
            Some(c) if odd_closers(c).is_some() => self.odd_string(place, "missing closing quote"),
            Some(c @ ('[' | '［' | '【')) => {
                self.sign(c);
                self.array(start, depth + 1)
            }
            Some(c @ ('{' | '｛')) => {
                self.sign(c);
                self.inline(start, depth + 1)
            }
            None | Some('\n' | '\r' | '#' | '＃') => Ok(()),
            Some(_) => {
                self.bare(place);
                Ok(())
            }
        }
    }

    fn sign(&mut self, c: char) {
        if c.is_ascii() {
            self.at += 1;
        } else {
            self.full_width(c);
        }
    }

    fn string(&mut self, place: Place) -> Result<(), Broken> {
        let bytes = self.text.as_bytes();
        if let Some(end) = toml_lex::string_end(bytes, self.at) {
            self.at = end;
            return Ok(());
        }
        let triple = bytes[self.at..].starts_with(b"\"\"\"") || bytes[self.at..].starts_with(b"'''");
        if !triple {
            return self.odd_string(place, "missing closing quote");
        }
        let line = self.line_end(self.at);
        Err(Broken {
            span: span(self.at, self.at + 3),
            words: "unclosed multi-line string, expected three closing quotes",
            resume: self.next_statement(line),
        })
    }

    /// A bare word: left alone when TOML knows it, else put in quotes if it reads as one text.
    fn bare(&mut self, place: Place) {
        let ends: &[char] = match place {
            Place::Array => &['\n', ',', '，', ']', '］', '】'],
            Place::Inline => &['\n', ',', '，', '}', '｝'],
            Place::Line | Place::Header => &['\n'],
        };
        let rest = &self.text[self.at..];
        let rest = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let run = rest[..comment_at(rest)].trim_end();
        let end = self.at + run.len();
        // `[1 2]` lacks a comma; `138 0000 0000` alone on its line is a text.
        let commas = place != Place::Line && run.split_whitespace().all(is_value);
        if !is_value(run) && is_text(run) && !commas {
            self.quote(span(self.at, end), run, Note::NeedsQuotes);
        }
        self.at = end;
    }

    /// An array, its opening bracket at `open` behind us.
    fn array(&mut self, open: usize, depth: usize) -> Result<(), Broken> {
        if self.refuse(depth, open) {
            return Ok(());
        }
        const UNCLOSED: &str = "unclosed array, expected `]`";
        let mut value_end = None;
        loop {
            match self.next(open, UNCLOSED, &[']', '］', '】'])? {
                Next::End => return Ok(()),
                Next::Comma => value_end = None,
                Next::Value { .. } => {
                    if self.refuse(depth, open) {
                        return Ok(());
                    }
                    if let Some(end) = value_end {
                        self.missing_comma(end, "missing comma between array elements, expected `,`");
                    }
                    let start = self.at;
                    self.value(Place::Array, depth)?;
                    if self.at == start {
                        return Err(self.broken(span(start, self.line_end(start)), "unexpected text in array"));
                    }
                    value_end = Some(self.at);
                }
            }
            if self.out.refused.is_some() {
                return Ok(());
            }
        }
    }

    /// An inline table, its opening brace at `open` behind us.
    fn inline(&mut self, open: usize, depth: usize) -> Result<(), Broken> {
        if self.refuse(depth, open) {
            return Ok(());
        }
        const UNCLOSED: &str = "unclosed inline table, expected `}`";
        let mut value_end = None;
        let mut comma = None;
        loop {
            let before = self.at;
            match self.next(open, UNCLOSED, &['}', '｝'])? {
                Next::End => return Ok(()),
                Next::Comma => {
                    comma = Some(before);
                    value_end = None;
                }
                Next::Value { new_line } => {
                    match value_end {
                        // Most likely the closing brace is missing, and this is the next statement.
                        Some(end) if new_line => {
                            return Err(Broken { span: span(open, open + 1), words: UNCLOSED, resume: self.line_end(end) });
                        }
                        Some(end) => self.missing_comma(end, "missing comma between key-value pairs, expected `,`"),
                        None => {}
                    }
                    let start = self.at;
                    self.key_value(Place::Inline, depth)?;
                    self.out.pairs.push(span(comma.unwrap_or(start), self.at));
                    value_end = Some(self.at);
                }
            }
            if self.out.refused.is_some() {
                return Ok(());
            }
        }
    }

    /// Goes to what comes next inside brackets, over a closing sign or comma.
    fn next(&mut self, open: usize, unclosed: &'static str, close: &[char]) -> Result<Next, Broken> {
        let mut new_line = false;
        loop {
            self.blanks();
            match self.peek() {
                None => return Err(self.unclosed(open, unclosed)),
                Some('\n' | '\r') => {
                    self.at += 1;
                    new_line = true;
                    let array = close.contains(&']');
                    if self.starts_header(self.at) || array && self.starts_key(self.at) {
                        return Err(self.unclosed(open, unclosed));
                    }
                }
                Some('#') => self.at = self.line_end(self.at),
                Some('＃') => {
                    self.full_width('＃');
                    self.at = self.line_end(self.at);
                }
                Some(c) if close.contains(&c) => {
                    self.sign(c);
                    return Ok(Next::End);
                }
                Some(c) if c == ',' || plain_sign(c) == Some(",") => {
                    self.sign(c);
                    return Ok(Next::Comma);
                }
                Some(_) => return Ok(Next::Value { new_line }),
            }
        }
    }

    fn unclosed(&self, open: usize, words: &'static str) -> Broken {
        let sign = self.text[open..].chars().next().map_or(1, char::len_utf8);
        Broken { span: span(open, open + sign), words, resume: self.at }
    }

    fn missing_comma(&mut self, at: usize, words: &str) {
        let insert = Edit { span: span(at, at), text: ",".into() };
        let words = FaultKind::Syntax(words.into());
        self.fault(insert.span, words, Some(insert.clone()));
        self.out.edits.push(insert);
    }

    /// The first line after byte `from` (a line's end) that looks like a statement.
    fn next_statement(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(n) = memchr::memchr(b'\n', &self.text.as_bytes()[at..]) {
            at += n + 1;
            if self.starts_header(at) || self.starts_key(at) {
                return at;
            }
        }
        self.text.len()
    }

    /// Whether the line at `at` is a table's header: `[name]` alone.
    fn starts_header(&self, at: usize) -> bool {
        let line = self.text[at..self.line_end(at)].trim();
        let Some(inside) = line.strip_prefix('[') else {
            return false;
        };
        let name = inside.strip_prefix('[').unwrap_or(inside);
        let length = name.find(|c: char| !is_key(c) && c != '.').unwrap_or(name.len());
        let rest = name[length..].trim_start_matches(']').trim_start();
        let letter = |c: char| c.is_ascii_alphabetic() || !c.is_ascii();
        name.starts_with(letter) && name[length..].starts_with(']') && (rest.is_empty() || rest.starts_with(['#', '＃']))
    }

    /// Whether the line at `at` begins like `name = …`.
    fn starts_key(&self, at: usize) -> bool {
        let line = self.text[at..self.line_end(at)].trim_start();
        let length = line.find(|c: char| !is_key(c) && c != '.').unwrap_or(line.len());
        let rest = line[length..].trim_start();
        length > 0 && rest.starts_with(['=', '＝']) && !rest.starts_with("==")
    }
}

/// A sign of a bare key, or of one that should have been quoted.
fn is_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii() && c.is_alphanumeric()
}

/// Where a comment begins in a line's rest that opens with a bare word.
fn comment_at(rest: &str) -> usize {
    let Some(at) = rest.find(['#', '＃']) else {
        return rest.len();
    };
    // `A#2` is one text, `12#2` a number and a comment.
    let before = &rest[..at];
    if before.ends_with(char::is_whitespace) || is_value(before) {
        return at;
    }
    let spaced = [" #", "\t#", " ＃", "\t＃"];
    let next = spaced.iter().filter_map(|sign| rest.find(sign)).min();
    next.unwrap_or(rest.len())
}
