//! The parts of a TOML text with their places: keys, values, what stands inside brackets. The text was read before: its tree knows where each
//! value ends, also of those that TOML does not allow as written.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::source::{Kind, Node, Tree};

/// A part of a key.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// Without quotes.
    pub(super) text: String,
    /// With quotes.
    pub(super) span: Range<usize>,
}

/// A value.
#[derive(Clone, Debug)]
pub(super) struct Val {
    /// Brackets included.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) kind: ValKind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum ValKind {
    /// Anything without brackets.
    Scalar,
    /// `[…]`
    List(Inside),
    /// `{…}`
    Table(Inside),
}

/// What stands between brackets.
#[derive(Clone, Debug, Default)]
pub(super) struct Inside {
    /// Elements or pairs.
    pub(super) items: Vec<Item>,
    /// Comments between them, not those inside of them.
    pub(super) comments: Vec<Range<usize>>,
}

/// An element, or a pair of an inline table.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The key, part by part; none of an element.
    pub(super) keys: Vec<Key>,
    /// First byte.
    pub(super) start: usize,
    /// The value.
    pub(super) value: Val,
    /// The comma behind it.
    pub(super) comma: Option<usize>,
}

/// Knows where keys and values end.
pub(super) struct Scan<'t> {
    text: &'t str,
    values: BTreeMap<usize, usize>,
    keys: BTreeMap<usize, (usize, &'t str)>,
}

impl Val {
    /// What stands inside of a list or inline table.
    pub(super) const fn inside(&self) -> Option<&Inside> {
        match &self.kind {
            ValKind::List(inside) | ValKind::Table(inside) => Some(inside),
            ValKind::Scalar => None,
        }
    }
}

impl<'t> Scan<'t> {
    /// For the text of this tree.
    pub(super) fn new(text: &'t str, tree: &Tree<'t>) -> Self {
        let mut scan = Self { text, values: BTreeMap::new(), keys: BTreeMap::new() };
        scan.learn(&tree.root);
        scan
    }

    fn learn(&mut self, node: &Node<'t>) {
        match node.kind {
            Kind::Scalar(..) => {
                self.values.insert(node.span.start as usize, node.span.end as usize);
            }
            Kind::List(items) => items.iter().for_each(|item| self.learn(item)),
            Kind::Map(entries) => {
                for entry in entries {
                    self.keys.insert(entry.key_span.start as usize, (entry.key_span.end as usize, entry.key));
                    self.learn(&entry.value);
                }
            }
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Over blanks of a line.
    pub(super) fn blanks(&self, mut at: usize) -> usize {
        while matches!(self.byte(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        at
    }

    /// The end of the line at `at`, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let end = memchr::memchr(b'\n', &self.text.as_bytes()[at..]).map_or(self.text.len(), |n| at + n);
        if end > at && self.byte(end - 1) == Some(b'\r') && end < self.text.len() { end - 1 } else { end }
    }

    /// A key `a."b".c` and where it ends.
    pub(super) fn keys(&self, mut at: usize) -> Option<(Vec<Key>, usize)> {
        let mut keys = Vec::new();
        loop {
            let key = self.key(at)?;
            at = self.blanks(key.span.end);
            keys.push(key);
            if self.byte(at) != Some(b'.') {
                let end = keys.last().map_or(at, |key| key.span.end);
                return Some((keys, end));
            }
            at = self.blanks(at + 1);
        }
    }

    fn key(&self, at: usize) -> Option<Key> {
        if let Some((end, text)) = self.keys.get(&at) {
            return Some(Key { text: (*text).to_owned(), span: at..*end });
        }
        match self.byte(at)? {
            b'\'' => {
                let end = at + 1 + self.text[at + 1..].find(['\'', '\n'])?;
                (self.byte(end) == Some(b'\'')).then(|| Key { text: self.text[at + 1..end].to_owned(), span: at..end + 1 })
            }
            b'"' => self.quoted_key(at),
            _ => {
                let rest = &self.text[at..];
                let length = rest.find(|c: char| c.is_whitespace() || ".=]#\"'＝：".contains(c)).unwrap_or(rest.len());
                (length > 0).then(|| Key { text: rest[..length].to_owned(), span: at..at + length })
            }
        }
    }

    fn quoted_key(&self, at: usize) -> Option<Key> {
        let mut text = String::new();
        let mut chars = self.text[at + 1..].char_indices();
        while let Some((n, c)) = chars.next() {
            match c {
                '"' => return Some(Key { text, span: at..at + n + 2 }),
                '\n' => return None,
                '\\' => text.push(match chars.next()?.1 {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'e' => '\u{1b}',
                    sign @ ('x' | 'u' | 'U') => {
                        let count = if sign == 'x' {
                            2
                        } else if sign == 'u' {
                            4
                        } else {
                            8
                        };
                        let digits: String = chars.by_ref().take(count).map(|(_, c)| c).collect();
                        char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
                    }
                    c @ ('"' | '\\') => c,
                    _ => return None,
                }),
                c => text.push(c),
            }
        }
        None
    }

    /// Over the `=` behind a key and the blanks around it.
    pub(super) fn equals(&self, at: usize) -> Option<usize> {
        let at = self.blanks(at);
        let sign = self.text[at..].chars().next().filter(|c| "=＝：".contains(*c))?;
        Some(self.blanks(at + sign.len_utf8()))
    }

    /// The value that begins at `at`.
    pub(super) fn value(&self, at: usize) -> Option<Val> {
        match self.byte(at)? {
            b'[' => self.inside(at, b']').map(|(inside, end)| Val { span: at..end, kind: ValKind::List(inside) }),
            b'{' => self.inside(at, b'}').map(|(inside, end)| Val { span: at..end, kind: ValKind::Table(inside) }),
            _ => self.values.get(&at).map(|end| Val { span: at..*end, kind: ValKind::Scalar }),
        }
    }

    fn inside(&self, open: usize, close: u8) -> Option<(Inside, usize)> {
        let mut inside = Inside::default();
        let mut at = open + 1;
        loop {
            match self.byte(at)? {
                b' ' | b'\t' | b'\r' | b'\n' => at += 1,
                b'#' => {
                    let end = self.line_end(at);
                    inside.comments.push(at..end);
                    at = end;
                }
                b',' => {
                    let last = inside.items.last_mut().filter(|item| item.comma.is_none())?;
                    last.comma = Some(at);
                    at += 1;
                }
                b if b == close => return Some((inside, at + 1)),
                _ => {
                    let start = at;
                    let mut keys = Vec::new();
                    if close == b'}' {
                        let (parts, end) = self.keys(at)?;
                        keys = parts;
                        at = self.equals(end)?;
                    }
                    let value = self.value(at)?;
                    at = value.span.end;
                    inside.items.push(Item { keys, start, value, comma: None });
                }
            }
        }
    }
}
