//! Lists, tables, tables with free keys.

use crate::form::Record;
use crate::form::field::{Spanned, Tables, Visit};
use crate::render::table::Cell;
use crate::source::{Kind as Tree, Node, Span};
use crate::words::words;

use super::{FieldSpec, Kind, KindSpec, Reader, Shown};

/// A list of values; wrong and blank elements are left out (a finding has named the wrong ones).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T>(pub Vec<Spanned<T>>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> List<T> {
    /// The values.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|item| &item.value)
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Reads every element of a list node.
fn elements<'a, T: Kind>(nodes: &'a [Node<'a>], spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Vec<Spanned<T>> {
    let mut out = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let Some(value) = reader.element::<T>(node, spec) {
            out.push(Spanned { value, span: node.span });
        }
    }
    out
}

fn cells<T: Kind>(items: &[Spanned<T>], shown: &Shown<'_>) -> Cell {
    let text = |item: &Spanned<T>| item.value.cell(shown).raw().into_owned();
    Cell::List(items.iter().map(text).collect())
}

impl<T: Kind> Kind for List<T> {
    const SPEC: KindSpec = KindSpec::List(&T::SPEC);

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        if let Tree::List(nodes) = &node.kind {
            return Some(Self(elements(nodes, spec, reader)));
        }
        // One table where a list of tables is meant: `[sites]` for `[[sites]]`. Read as a list of one, said once.
        let expected = words("列表", "a list");
        if matches!(T::SPEC, KindSpec::Record(_)) && node.entries().is_some() {
            reader.wrong_type(node, spec, expected);
            let value = T::read(node, spec, reader);
            return value.map(|value| Self(vec![Spanned { value, span: node.span }]));
        }
        reader.wrong_type(node, spec, expected);
        None
    }

    fn cell(&self, shown: &Shown<'_>) -> Cell {
        cells(&self.0, shown)
    }

    fn texts(&self, spec: &'static FieldSpec, _: Span, visit: &mut Visit<'_>) {
        for item in &self.0 {
            item.value.texts(spec, item.span, visit);
        }
    }

    fn tables(&self, visit: &mut Tables<'_>) {
        self.0.iter().for_each(|item| item.value.tables(visit));
    }
}

/// A list, or one value alone: `role = "user"` and `role = ["user", "advisor"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<Spanned<T>>);

impl<T> OneOrMany<T> {
    /// The values.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|item| &item.value)
    }

    /// The first, main one.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.0.first().map(|item| &item.value)
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Kind> Kind for OneOrMany<T> {
    const SPEC: KindSpec = KindSpec::OneOrMany(&T::SPEC);

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let items = match &node.kind {
            Tree::List(nodes) => elements(nodes, spec, reader),
            Tree::Scalar(..) | Tree::Map(_) => {
                reader.set_many(true);
                let value = T::read(node, spec, reader);
                reader.set_many(false);
                vec![Spanned { value: value?, span: node.span }]
            }
        };
        Some(Self(items))
    }

    fn cell(&self, shown: &Shown<'_>) -> Cell {
        cells(&self.0, shown)
    }

    fn texts(&self, spec: &'static FieldSpec, _: Span, visit: &mut Visit<'_>) {
        for item in &self.0 {
            item.value.texts(spec, item.span, visit);
        }
    }

    fn tables(&self, visit: &mut Tables<'_>) {
        self.0.iter().for_each(|item| item.value.tables(visit));
    }
}

/// A table of the form, read into its record.
#[derive(Clone, Debug, Default)]
pub struct Table<R>(pub R);

impl<R> std::ops::Deref for Table<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.0
    }
}

impl<R: Record> Kind for Table<R> {
    const SPEC: KindSpec = KindSpec::Record(R::SPEC);

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let Some(entries) = node.entries() else {
            reader.wrong_type(node, spec, words("表", "a table"));
            return None;
        };
        let before = reader.findings.len();
        let record = R::read(entries, node.span, reader);
        if reader.findings.len() > before {
            name_row(&record, reader, before);
        }
        Some(Self(record))
    }

    fn cell(&self, shown: &Shown<'_>) -> Cell {
        let mut parts = Vec::new();
        self.0.each(&mut |field, value| {
            if !value.blank() {
                let name = if shown.machine { field.key } else { field.label(shown.lang) };
                parts.push(format!("{name}={}", value.cell(shown).raw().into_owned()));
            }
        });
        Cell::Text(parts.join(", "))
    }

    fn texts(&self, spec: &'static FieldSpec, _: Span, visit: &mut Visit<'_>) {
        self.0.each(&mut |field, value| value.texts(field, visit));
        // The organisation's own fields have no declaration of ours: they count under the table's.
        self.0.custom().iter().for_each(|own| visit(spec, &own.text, own.span));
    }

    fn tables(&self, visit: &mut Tables<'_>) {
        visit(&self.0);
    }
}

/// Keys that tell a row of a list from its neighbours.
const NAMING: &[&str] = &["id", "topic", "person"];

/// Findings within a row are about that row: one fault, one finding goes by it.
fn name_row<R: Record>(record: &R, reader: &mut Reader<'_>, before: usize) {
    let shown = Shown { lang: reader.lang(), machine: true, name: &|_, _| None };
    let mut name = String::new();
    record.each(&mut |field, value| {
        if name.is_empty() && NAMING.contains(&field.key) {
            name = value.cell(&shown).raw().into_owned();
        }
    });
    for finding in reader.findings[before..].iter_mut().filter(|finding| finding.subject.is_empty()) {
        finding.about(&name);
    }
}

/// A table whose keys are free: name and value pairs in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Free<T>(pub Vec<(Box<str>, Spanned<T>)>);

impl<T: Kind> Kind for Free<T> {
    const SPEC: KindSpec = KindSpec::Free(&T::SPEC);

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let Some(entries) = node.entries() else {
            reader.wrong_type(node, spec, words("表（名称 = 值）", "a table (name = value)"));
            return None;
        };
        let mut out = Vec::with_capacity(entries.len());
        for entry in entries {
            if let Some(value) = reader.element::<T>(&entry.value, spec) {
                out.push((entry.key.into(), Spanned { value, span: entry.value.span }));
            }
        }
        Some(Self(out))
    }

    fn cell(&self, shown: &Shown<'_>) -> Cell {
        Cell::List(self.0.iter().map(|(name, item)| format!("{name}={}", item.value.cell(shown).raw().into_owned())).collect())
    }
}

/// A table that another part reads by itself (`[params]`, `[rules]`, `[fields]`): an owned copy of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Raw {
    /// The values, keys joined with dots: `CAD-01.due_day`.
    pub entries: Vec<RawEntry>,
}

/// One key of a [`Raw`] table.
#[derive(Clone, Debug, PartialEq)]
pub struct RawEntry {
    /// Key path from the table.
    pub path: Vec<String>,
    /// Where the last key stands.
    pub key_span: Span,
    /// The value as written (a list: its elements).
    pub values: Vec<String>,
    /// Whether it was a list.
    pub list: bool,
    /// Where the value stands.
    pub span: Span,
    /// The line of the key, from 1.
    pub line: u32,
}

impl Raw {
    fn collect(entries: &[crate::source::Entry<'_>], text: &str, path: &mut Vec<String>, out: &mut Vec<RawEntry>) {
        for entry in entries {
            path.push(entry.key.to_string());
            let line = line_of(text, entry.key_span);
            match &entry.value.kind {
                Tree::Map(inner) => Self::collect(inner, text, path, out),
                Tree::Scalar(text, _) => out.push(RawEntry {
                    path: path.clone(),
                    key_span: entry.key_span,
                    values: vec![text.to_string()],
                    list: false,
                    span: entry.value.span,
                    line,
                }),
                Tree::List(nodes) => {
                    let values = nodes.iter().filter_map(|node| node.scalar().map(|(text, _)| text.to_owned())).collect();
                    out.push(RawEntry { path: path.clone(), key_span: entry.key_span, values, list: true, span: entry.value.span, line });
                }
            }
            path.pop();
        }
    }
}

/// The line on which something begins; the tables read this way are short.
fn line_of(text: &str, span: Span) -> u32 {
    let before = usize::try_from(span.start).ok().and_then(|start| text.as_bytes().get(..start)).unwrap_or_default();
    u32::try_from(before.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX).saturating_add(1)
}

impl Kind for Raw {
    const SPEC: KindSpec = KindSpec::Raw;

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let Some(entries) = node.entries() else {
            reader.wrong_type(node, spec, words("表", "a table"));
            return None;
        };
        let mut out = Vec::new();
        Self::collect(entries, reader.text, &mut Vec::new(), &mut out);
        Some(Self { entries: out })
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::List(self.entries.iter().map(|entry| format!("{}={}", entry.path.join("."), entry.values.join(","))).collect())
    }
}
