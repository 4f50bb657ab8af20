//! From toml-spanner's table to [`Node`]s.

use toml_spanner::{ArrayStyle, Item, Table, TableStyle, Value};

use super::{Arena, Entry, Fault, FaultKind, Form, Kind, Node, Note, Span, limits, toml_inline, toml_lex};

/// Builds the tree of one parsed document.
pub(super) struct Builder<'t> {
    text: &'t str,
    arena: &'t Arena,
    /// How many more values may come.
    left: usize,
    /// End of the last inline table that was reported: what is inside it is not reported again.
    reported: u32,
    /// What the building found.
    pub(super) faults: Vec<Fault>,
    /// Something is missing from the tree.
    pub(super) broken: bool,
}

impl<'t> Builder<'t> {
    /// A builder for the document that was parsed from `text`; its lists and tables go to `arena`.
    pub(super) fn new(text: &'t str, arena: &'t Arena) -> Self {
        Self { text, arena, left: limits::MAX_NODES, reported: 0, faults: Vec::new(), broken: false }
    }

    /// The whole document.
    pub(super) fn root(&mut self, table: &Table<'t>) -> Node<'t> {
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        plain(Span::new(0, end), self.map(table, 1))
    }

    /// The value of the key at `key`, `depth` levels below the top.
    fn node(&mut self, item: &Item<'t>, key: Span, depth: usize) -> Node<'t> {
        let span = item.span();
        let span = Span::new(span.start, span.end);
        match item.value() {
            Value::String(text) => plain(span, Kind::Scalar(text, Form::Quoted)),
            Value::Integer(_) => self.raw(span, Form::Integer),
            Value::Float(_) => self.raw(span, Form::Float),
            Value::Boolean(_) => self.raw(span, Form::Bool),
            Value::DateTime(_) => self.raw(span, Form::Date),
            Value::Table(table) => {
                let span = self.table_span(table, span, key);
                plain(span, self.below(span, depth, |b| b.map(table, depth + 1)))
            }
            Value::Array(array) => {
                let span = match array.style() {
                    ArrayStyle::Inline => span,
                    ArrayStyle::Header => self.header(span.start),
                };
                let items = array.as_slice();
                plain(span, self.below(span, depth, |b| b.list(items, key, depth + 1)))
            }
        }
    }

    /// The digits as written.
    fn raw(&self, span: Span, form: Form) -> Node<'t> {
        plain(span, Kind::Scalar(&self.text[span.range()], form))
    }

    /// Goes one level down unless that is too deep.
    fn below(&mut self, span: Span, depth: usize, build: impl FnOnce(&mut Self) -> Kind<'t>) -> Kind<'t> {
        if depth >= limits::MAX_DEPTH {
            self.cut(span, FaultKind::TooDeep);
            return Kind::Map(&[]);
        }
        build(self)
    }

    fn map(&mut self, table: &Table<'t>, depth: usize) -> Kind<'t> {
        let mut entries = self.arena.list(table.len());
        for (key, item) in table.entries() {
            let key_span = Span::new(key.span.start, key.span.end);
            if !self.count(key_span) {
                break;
            }
            entries.push(Entry { key: key.name, key_span, key_note: Note::None, value: self.node(item, key_span, depth) });
        }
        Kind::Map(entries.into_bump_slice())
    }

    fn list(&mut self, items: &[Item<'t>], key: Span, depth: usize) -> Kind<'t> {
        let mut nodes = self.arena.list(items.len());
        for item in items {
            if !self.count(key) {
                break;
            }
            nodes.push(self.node(item, key, depth));
        }
        Kind::List(nodes.into_bump_slice())
    }

    /// What a caret points at for a table. The parser's span of a `[table]` reaches to its last line.
    fn table_span(&mut self, table: &Table<'t>, span: Span, key: Span) -> Span {
        match table.style() {
            TableStyle::Header => self.header(span.start),
            TableStyle::Implicit | TableStyle::Dotted => key,
            TableStyle::Inline => {
                if span.start >= self.reported
                    && let Some(fault) = toml_inline::check(self.text, span)
                {
                    self.reported = span.end;
                    self.faults.push(fault);
                }
                span
            }
        }
    }

    fn header(&self, start: u32) -> Span {
        Span::new(start, toml_lex::header_end(self.text, start))
    }

    /// Counts one more value; false when there are too many.
    fn count(&mut self, span: Span) -> bool {
        if self.left == 0 {
            self.cut(span, FaultKind::TooManyNodes);
            return false;
        }
        self.left -= 1;
        true
    }

    /// A limit is reached: said once, the rest is left out.
    fn cut(&mut self, span: Span, kind: FaultKind) {
        if !self.faults.iter().any(|fault| fault.kind == kind) {
            self.faults.push(Fault { span, kind, fix: None });
        }
        self.broken = true;
    }
}

fn plain<'t>(span: Span, kind: Kind<'t>) -> Node<'t> {
    Node { span, kind, note: Note::None }
}
