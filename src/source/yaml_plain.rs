//! YAML to tree in one pass over the bytes, for documents written as people and kehu write them: block tables and lists, values
//! on one line, lists and tables in brackets, block texts. At anything else (tabs, anchors, tags, texts over several lines, any
//! fault …) it gives up, and the parser of events reads the document. What it reads it reads exactly like that parser: the same
//! tree to the last span, which the tests hold.

use super::{Arena, Entry, Form, Kind, Node, Note, Span, Tree, limits, yaml_parts, yaml_scalar};

/// The column of the line behind the last one.
pub(super) const END: isize = -1;

/// Longest key, in bytes: the parser of events takes none of more than 1024 characters.
const LONGEST_KEY: usize = 1_000;

/// Most keys of one table: a longer one is better searched for keys that stand twice by the parser's builder.
const MOST_KEYS: usize = 64;

/// Reads a plainly written document; none when it is not.
pub(super) fn read<'t>(text: &'t str, arena: &'t Arena) -> Option<Tree<'t>> {
    if has_odd_signs(text.as_bytes()) {
        return None;
    }
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        arena,
        pos: 0,
        line: 0,
        column: END,
        values: 0,
        items: Vec::with_capacity(32),
        entries: Vec::with_capacity(32),
    };
    let root = reader.document()?;
    Some(Tree { root, faults: Vec::new(), broken: false })
}

/// Signs that no plainly written document has: control signs (tabs too), a carriage return alone, C1 signs (`C2 80`–`C2 9F`), a
/// byte order mark (`EF BB BF`), U+FFFE, U+FFFF (`EF BF BE`, `EF BF BF`). Without early return, so that it is done many bytes at a time.
fn has_odd_signs(bytes: &[u8]) -> bool {
    let odd = |a: u8, b: u8, c: u8| {
        (a < b' ') & (a != b'\n') & ((a != b'\r') | (b != b'\n'))
            | (a == 0x7F)
            | (a == 0xC2) & (b < 0xA0)
            | (a == 0xEF) & ((b == 0xBB) & (c == 0xBF) | (b == 0xBF) & (c >= 0xBE))
    };
    let most = bytes.windows(3).fold(false, |found, window| found | odd(window[0], window[1], window[2]));
    let tail = &bytes[bytes.len().saturating_sub(2)..];
    let at = |index: usize| tail.get(index).copied().unwrap_or(0);
    most || (0..tail.len()).any(|index| odd(at(index), at(index + 1), 0))
}

/// Where reading stands, and what has been read.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) arena: &'t Arena,
    /// The next byte.
    pub(super) pos: usize,
    /// Where its line begins.
    pub(super) line: usize,
    /// The column of the first sign of the line that is read next, [`END`] behind the last.
    pub(super) column: isize,
    /// Values and keys so far, as the limit counts them.
    values: usize,
    /// Items of the lists and entries of the tables that are open, the innermost last.
    pub(super) items: Vec<Node<'t>>,
    pub(super) entries: Vec<Entry<'t>>,
}

/// A key and where the `:` behind it ends.
pub(super) struct Key<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) colon: usize,
}

/// The table that is being read: where its entries begin, and which keys may be among them.
pub(super) struct Open {
    from: usize,
    seen: u64,
}

impl<'t> Reader<'t> {
    fn document(&mut self) -> Option<Node<'t>> {
        self.next_line();
        if self.column == 0 && self.bytes[self.pos..].starts_with(b"---") {
            self.pos += 3;
            self.finish_line()?;
        }
        if self.column == END || self.is_dash() {
            return None;
        }
        let root = self.block_table(self.column, None, 0)?;
        (self.column == END).then_some(Node { span: span(0, self.text.len()), ..root })
    }

    /// A block table whose keys stand at `column`. The key of its first entry has been read where it begins behind a `-`.
    fn block_table(&mut self, column: isize, mut first: Option<Key<'t>>, depth: usize) -> Option<Node<'t>> {
        self.open(depth)?;
        let mut open = self.open_table();
        loop {
            let key = match first.take() {
                Some(key) => key,
                None => self.key()?,
            };
            let value = self.block_value(column, key.colon, depth + 1)?;
            self.entry(&mut open, key, value)?;
            if self.column != column {
                break;
            }
        }
        if self.column > column {
            return None;
        }
        let span = self.entries[open.from].key_span;
        self.table(open.from, span)
    }

    /// The value of a key of the table at `column`, whose `:` ends at `colon`.
    fn block_value(&mut self, column: isize, colon: usize, depth: usize) -> Option<Node<'t>> {
        self.skip_blanks();
        match self.byte() {
            0 | b'\n' | b'\r' | b'#' => {
                self.finish_line()?;
                match self.is_dash() {
                    true if self.column > column => self.block_list(self.column, self.pos, false, depth),
                    // A list may stand right below its key; its place is its first item's, as the parser of events has it.
                    true if self.column == column => {
                        let start = self.behind_dash();
                        self.block_list(column, start, true, depth)
                    }
                    false if self.column > column => self.block_table(self.column, None, depth),
                    _ => self.scalar("", Form::Null, span(colon, colon)),
                }
            }
            b'|' | b'>' => self.block_text(column),
            b'[' | b'{' => {
                let node = self.flow(depth)?;
                self.finish_line()?;
                Some(node)
            }
            _ => {
                let node = self.word(false)?;
                self.finish_line()?;
                Some(node)
            }
        }
    }

    /// A list whose dashes stand at `column`. `start` is where its own place begins.
    fn block_list(&mut self, column: isize, start: usize, below_key: bool, depth: usize) -> Option<Node<'t>> {
        self.open(depth)?;
        let from = self.items.len();
        loop {
            let item = self.block_item(column, depth + 1)?;
            self.items.push(item);
            if self.column != column || !self.is_dash() {
                break;
            }
        }
        // Deeper than the list, or at its column without a dash, is nothing that could follow; the key's next sibling is.
        if self.column > column || self.column == column && !below_key {
            return None;
        }
        let span = yaml_parts::line_part(self.text, place(start), self.items[from].span.end);
        self.list(from, span)
    }

    /// What stands behind the dash at `column`.
    fn block_item(&mut self, column: isize, depth: usize) -> Option<Node<'t>> {
        let behind = self.behind_dash();
        self.pos += 1;
        self.skip_blanks();
        let here = isize::try_from(self.pos - self.line).ok()?;
        match self.byte() {
            0 | b'\n' | b'\r' | b'#' => {
                self.finish_line()?;
                match self.is_dash() {
                    true if self.column > column => self.block_list(self.column, self.pos, false, depth),
                    false if self.column > column => self.block_table(self.column, None, depth),
                    _ => self.scalar("", Form::Null, span(behind, behind)),
                }
            }
            b'-' if self.is_dash() => self.block_list(here, self.pos, false, depth),
            b'|' | b'>' => self.block_text(column),
            b'[' | b'{' => {
                let node = self.flow(depth)?;
                self.finish_line()?;
                Some(node)
            }
            _ => self.word_or_table(here, depth),
        }
    }

    /// A text behind a dash, or the first key of a table there.
    fn word_or_table(&mut self, column: isize, depth: usize) -> Option<Node<'t>> {
        let node = self.word(false)?;
        if self.skip_colon(false) {
            let key = self.key_of(&node)?;
            return self.block_table(column, Some(key), depth);
        }
        self.finish_line()?;
        Some(node)
    }

    /// The key of a block table and its `:`.
    fn key(&mut self) -> Option<Key<'t>> {
        // `...` at the line's beginning ends a document.
        if self.byte() == b'.' {
            return None;
        }
        let node = self.word(false)?;
        if self.skip_colon(false) { self.key_of(&node) } else { None }
    }

    /// A text as a key, `pos` being behind its `:`.
    pub(super) fn key_of(&mut self, node: &Node<'t>) -> Option<Key<'t>> {
        let (text, form) = node.scalar()?;
        let text = match form {
            Form::Quoted => text,
            _ => self.text.get(node.span.range())?,
        };
        if form != Form::Quoted && text == "<<" || self.pos - node.span.start as usize > LONGEST_KEY {
            return None;
        }
        Some(Key { text, span: node.span, colon: self.pos })
    }

    /// Plain or quoted text on this line.
    pub(super) fn word(&mut self, flow: bool) -> Option<Node<'t>> {
        let (text, form, span) = match self.byte() {
            quote @ (b'"' | b'\'') => {
                let (text, span) = self.quoted(quote)?;
                (text, Form::Quoted, span)
            }
            _ => {
                let span = self.plain(flow)?;
                let (text, form) = yaml_scalar::plain(&self.text[span.range()]);
                (text, form, span)
            }
        };
        self.scalar(text, form, span)
    }

    /// Goes behind the `:` of a key; whether there is one.
    pub(super) fn skip_colon(&mut self, adjacent: bool) -> bool {
        let mut at = self.pos;
        while self.at(at) == b' ' {
            at += 1;
        }
        let found = self.at(at) == b':' && (adjacent || matches!(self.at(at + 1), b' ' | b'\n' | b'\r' | 0));
        if found {
            self.pos = at + 1;
        }
        found
    }
}

/// What has been read.
impl<'t> Reader<'t> {
    /// Counts a list or table inside `depth` others.
    pub(super) fn open(&mut self, depth: usize) -> Option<()> {
        if depth < limits::MAX_DEPTH { self.count() } else { None }
    }

    fn count(&mut self) -> Option<()> {
        self.values += 1;
        (self.values <= limits::MAX_NODES).then_some(())
    }

    pub(super) fn scalar(&mut self, text: &'t str, form: Form, span: Span) -> Option<Node<'t>> {
        self.count()?;
        Some(Node { span, kind: Kind::Scalar(text, form), note: Note::None })
    }

    pub(super) fn open_table(&self) -> Open {
        Open { from: self.entries.len(), seen: 0 }
    }

    /// Adds an entry to the innermost table; none when its key stands there already.
    pub(super) fn entry(&mut self, open: &mut Open, key: Key<'t>, mut value: Node<'t>) -> Option<()> {
        let siblings = &self.entries[open.from..];
        let bit = mark(key.text.as_bytes());
        let stands = || siblings.iter().any(|entry| entry.key == key.text);
        if siblings.len() >= MOST_KEYS || open.seen & bit != 0 && stands() {
            return None;
        }
        open.seen |= bit;
        if value.span.is_empty() {
            // What is not written stands right behind the colon; so does a list whose first item is not written.
            value.span = span(key.colon, key.colon);
        }
        self.entries.push(Entry { key: key.text, key_span: key.span, key_note: Note::None, value });
        Some(())
    }

    /// Makes a table of the entries since `from`.
    pub(super) fn table(&mut self, from: usize, span: Span) -> Option<Node<'t>> {
        let entries = self.arena.kept(&self.entries[from..]);
        self.entries.truncate(from);
        Some(Node { span, kind: Kind::Map(entries), note: Note::None })
    }

    /// Makes a list of the items since `from`.
    pub(super) fn list(&mut self, from: usize, span: Span) -> Option<Node<'t>> {
        let items = self.arena.kept(&self.items[from..]);
        self.items.truncate(from);
        Some(Node { span, kind: Kind::List(items), note: Note::None })
    }
}

impl Open {
    /// Where the table's entries begin.
    pub(super) const fn from(&self) -> usize {
        self.from
    }
}

/// One of 64 bits for a key: keys with different bits are different.
fn mark(key: &[u8]) -> u64 {
    let at = |index: usize| u32::from(key.get(index).copied().unwrap_or(0));
    let length = u32::try_from(key.len()).unwrap_or(0);
    let sum = length * 7 + at(2) * 5 + at(key.len() / 2) * 11 + at(key.len().wrapping_sub(1)) * 3;
    1 << (sum % 64)
}

/// Documents are at most [`limits::MAX_BYTES`] long, so nothing is cut.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

pub(super) fn span(start: usize, end: usize) -> Span {
    Span::new(place(start), place(end))
}
