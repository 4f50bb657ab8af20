//! Sections of the plan: a text, or the article's sub-headings as a table, or a list.

use crate::form::Record;
use crate::form::field::{Spanned, Tables, Visit};
use crate::render::table::Cell;
use crate::source::{Kind as Tree, Node, Span};

use super::list::Table;
use super::{FieldSpec, Kind, KindSpec, List, Reader, Shown, Text};

/// A section in words, or under the article's sub-headings.
#[derive(Clone, Debug)]
pub enum Section<R> {
    /// Free text.
    Text(Text),
    /// The sub-headings.
    Table(Box<Table<R>>),
}

impl<R: Record> Kind for Section<R> {
    const SPEC: KindSpec = KindSpec::Section(R::SPEC);

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        match &node.kind {
            Tree::Map(_) => Table::read(node, spec, reader).map(|table| Self::Table(Box::new(table))),
            Tree::Scalar(..) | Tree::List(_) => Text::read(node, spec, reader).map(Self::Text),
        }
    }

    fn cell(&self, shown: &Shown<'_>) -> Cell {
        match self {
            Self::Text(text) => text.cell(shown),
            Self::Table(table) => table.cell(shown),
        }
    }

    fn texts(&self, spec: &'static FieldSpec, at: Span, visit: &mut Visit<'_>) {
        match self {
            Self::Text(text) => text.texts(spec, at, visit),
            Self::Table(table) => table.texts(spec, at, visit),
        }
    }

    fn tables(&self, visit: &mut Tables<'_>) {
        if let Self::Table(table) = self {
            table.tables(visit);
        }
    }
}

/// A text, or a list of tables (`objectives`, `career`).
#[derive(Clone, Debug)]
pub enum TextOrList<R> {
    /// Free text.
    Text(Text),
    /// The list.
    List(Vec<Spanned<Table<R>>>),
}

impl<R: Record> Kind for TextOrList<R> {
    const SPEC: KindSpec = KindSpec::TextOrList(R::SPEC);

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        match &node.kind {
            Tree::List(_) => List::<Table<R>>::read(node, spec, reader).map(|list| Self::List(list.0)),
            Tree::Scalar(..) | Tree::Map(_) => Text::read(node, spec, reader).map(Self::Text),
        }
    }

    fn cell(&self, shown: &Shown<'_>) -> Cell {
        match self {
            Self::Text(text) => text.cell(shown),
            Self::List(items) => Cell::List(items.iter().map(|item| item.value.cell(shown).raw().into_owned()).collect()),
        }
    }

    fn texts(&self, spec: &'static FieldSpec, at: Span, visit: &mut Visit<'_>) {
        match self {
            Self::Text(text) => text.texts(spec, at, visit),
            Self::List(items) => items.iter().for_each(|item| item.value.texts(spec, item.span, visit)),
        }
    }

    fn tables(&self, visit: &mut Tables<'_>) {
        if let Self::List(items) = self {
            items.iter().for_each(|item| item.value.tables(visit));
        }
    }
}
