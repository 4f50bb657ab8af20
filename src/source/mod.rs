//! Text to tree: TOML and YAML meet in one spanned [`Node`]; from there on nobody knows which it was.
//! This room parses and names faults of the text. It knows no form, no rule and no file system.

mod conflict;
pub mod encoding;
pub mod lines;
mod offsets;
mod phrases;
#[cfg(test)]
mod tests;
pub mod toml;
mod toml_bare;
mod toml_inline;
mod toml_lex;
mod toml_recover;
mod toml_repair;
#[cfg(test)]
mod toml_tests;
mod toml_tree;
mod toml_values;
pub mod yaml;
mod yaml_parts;
mod yaml_plain;
mod yaml_plain_flow;
mod yaml_plain_lines;
#[cfg(test)]
mod yaml_plain_random;
#[cfg(test)]
mod yaml_plain_tests;
mod yaml_plain_text;
mod yaml_repair;
mod yaml_scalar;
#[cfg(test)]
mod yaml_tests;
mod yaml_tree;

use bumpalo::Bump;
use bumpalo::collections::Vec as BumpVec;

use crate::words::{Lang, shell_word};

/// A stretch of bytes of one document's text (after its byte order mark).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The bytes as a range of indices.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether no byte is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// The language that a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// `.toml`
    Toml,
    /// `.yaml`, `.yml`
    Yaml,
}

impl Syntax {
    /// By the file name's ending.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        Self::of_ending(path.rsplit_once('.')?.1)
    }

    /// By the ending itself.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "toml" => Some(Self::Toml),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

/// How a scalar was written, as far as the difference matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In quotes (TOML string of any kind, YAML quoted or block scalar): text.
    Quoted,
    /// YAML plain text that is no number, truth value or null under the 1.2 core schema (`no`, `on`, `2026-07-08` are text).
    Plain,
    /// A whole number; the digits are in the text as written.
    Integer,
    /// A number with a fraction or exponent; the digits are in the text as written.
    Float,
    /// `true` or `false`.
    Bool,
    /// A TOML date or time of any kind, as written.
    Date,
    /// YAML null (`~`, `null`, nothing).
    Null,
}

/// A value of the tree. It lies in an [`Arena`], as does all below it: to copy one is to copy a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node<'t> {
    /// Where the value stands, quotes included. A block table: its header `[x]`, else its first key. A block sequence or mapping: its first line's part.
    pub span: Span,
    /// What it is.
    pub kind: Kind<'t>,
    /// What had to be assumed to read it.
    pub note: Note,
}

/// What a [`Node`] holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind<'t> {
    /// Text, number, date, truth value or null: the text without quotes and escapes, or the digits as written.
    Scalar(&'t str, Form),
    /// A list.
    List(&'t [Node<'t>]),
    /// A table, in the order of the file.
    Map(&'t [Entry<'t>]),
}

/// One key and its value in a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry<'t> {
    /// The key without quotes.
    pub key: &'t str,
    /// Where the key stands (in a header `[a.b]` the part of it).
    pub key_span: Span,
    /// What had to be assumed to read the key.
    pub key_note: Note,
    /// Its value.
    pub value: Node<'t>,
}

/// What the reader assumed about a scalar or key that its language does not allow as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Note {
    /// Nothing.
    #[default]
    None,
    /// TOML: written bare where quotes are needed (`2026-07`, `60%`, `007`, a Chinese key); read as if quoted. The form reader reports it once, as ARC-05, unless the value is wrong for its field anyway.
    NeedsQuotes,
    /// TOML: in quotation marks that TOML does not know (“ ” ‘ ’ 「 」 ＂); read as if in `"`. Reported like `NeedsQuotes`.
    OddQuotes,
}

/// The tree of one document with every fault that the text itself has.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree<'t> {
    /// The top table. An empty document is an empty table.
    pub root: Node<'t>,
    /// Faults in the order of the text.
    pub faults: Vec<Fault>,
    /// Parts may be missing: what is not in the tree must not be called missing.
    pub broken: bool,
}

/// A fault of the text (always rule ARC-05).
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: FaultKind,
    /// A replacement that mends it without a change of meaning.
    pub fix: Option<Edit>,
}

/// Replaces the bytes of `span` by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    /// The parser's own words (English, one line, lower case) where none of the others fits.
    Syntax(String),
    /// The same key twice in one table; `first` is where it stood first.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it stood first.
        first: Span,
    },
    /// `<<<<<<<`, `=======`, `>>>>>>>` of an unfinished git merge.
    ConflictMarker,
    /// Not UTF-8: the encoding that it looks like (`GB18030`, `UTF-16LE`, `UTF-16BE`, or none when unknown).
    Encoding(Option<&'static str>),
    /// Larger than [`limits::MAX_BYTES`].
    TooLarge,
    /// Nested deeper than [`limits::MAX_DEPTH`].
    TooDeep,
    /// More values than [`limits::MAX_NODES`].
    TooManyNodes,
    /// YAML aliases that expand to more than [`limits::MAX_ALIAS_NODES`] values.
    AliasBomb,
    /// An inline table over several lines, which only TOML 1.1 allows (a warning).
    MultilineInlineTable,
    /// A full-width sign (`＝`, `：`, `，`) where the language needs the plain one; read as meant (a warning).
    FullWidthSign(char),
    /// The document is not a table of keys.
    NotATable,
    /// YAML: more than one document in the file.
    SeveralDocuments,
}

/// Limits of what is read from one document, so that a hostile file costs little.
pub mod limits {
    /// Largest document, in bytes.
    pub const MAX_BYTES: usize = 8 * 1024 * 1024;
    /// Deepest nesting of lists and tables.
    pub const MAX_DEPTH: usize = 64;
    /// Most values in one document.
    pub const MAX_NODES: usize = 200_000;
    /// Most values that YAML aliases may expand to.
    pub const MAX_ALIAS_NODES: usize = 10_000;
}

impl FaultKind {
    /// Whether the rest of the document can be trusted all the same (level warning instead of error).
    #[must_use]
    pub const fn is_warning(&self) -> bool {
        matches!(self, Self::MultilineInlineTable | Self::FullWidthSign(_))
    }
}

/// Memory that a tree borrows from: its lists and tables, texts with escapes, repaired copies. One for a document or, emptied in between,
/// for many.
#[derive(Default)]
pub struct Arena {
    toml: toml_spanner::Arena,
    nodes: Bump,
}

impl Arena {
    /// An empty one; it takes memory when something is put in.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets every tree; the memory serves the next ones.
    pub fn clear(&mut self) {
        self.toml = toml_spanner::Arena::default();
        self.nodes.reset();
    }

    /// Keeps a text.
    fn text(&self, text: &str) -> &str {
        self.nodes.alloc_str(text)
    }

    /// Keeps a list.
    fn kept<T: Copy>(&self, items: &[T]) -> &[T] {
        self.nodes.alloc_slice_copy(items)
    }

    /// A list that grows in the arena, with room for `count`.
    fn list<T>(&self, count: usize) -> BumpVec<'_, T> {
        BumpVec::with_capacity_in(count, &self.nodes)
    }
}

/// Reads a document of either language.
#[must_use]
pub fn parse<'t>(syntax: Syntax, text: &'t str, arena: &'t Arena) -> Tree<'t> {
    match syntax {
        Syntax::Toml => toml::parse(text, arena),
        Syntax::Yaml => yaml::parse(text, arena),
    }
}

/// What a fault of the document at `path` says in words. A full-width sign is named as what it was read for: `：` is `=` in TOML and
/// `:` in YAML. A command that helps names the document: it can be copied as it stands.
#[must_use]
pub fn describe_fault(fault: &Fault, path: &str, lang: Lang) -> (String, String) {
    let plain = fault.fix.as_ref().map(|edit| edit.text.trim()).filter(|text| !text.is_empty());
    match (&fault.kind, plain) {
        (FaultKind::FullWidthSign(sign), Some(plain)) => phrases::full_width(*sign, plain, lang),
        (FaultKind::Encoding(name), _) => phrases::encoding(*name, &shell_word(path), lang),
        (kind, _) => phrases::describe(kind, lang),
    }
}

/// What a kind of fault says in words: message and help.
#[must_use]
pub fn describe(kind: &FaultKind, lang: Lang) -> (String, String) {
    phrases::describe(kind, lang)
}

impl<'t> Node<'t> {
    /// The text of a scalar, as written without quotes.
    #[must_use]
    pub const fn scalar(&self) -> Option<(&'t str, Form)> {
        match self.kind {
            Kind::Scalar(text, form) => Some((text, form)),
            Kind::List(_) | Kind::Map(_) => None,
        }
    }

    /// The entries of a table.
    #[must_use]
    pub const fn entries(&self) -> Option<&'t [Entry<'t>]> {
        match self.kind {
            Kind::Map(entries) => Some(entries),
            Kind::Scalar(..) | Kind::List(_) => None,
        }
    }
}
