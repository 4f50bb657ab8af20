//! A field of a record as it was found: its value, where it stands, and whether it was given at all.

use crate::render::table::Cell;
use crate::source::Span;

use super::Record;
use super::custom::CustomValue;
use super::kind::{Kind, Shown};
use super::spec::{FieldSpec, RecordSpec};

/// How a field was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// The key is not there.
    #[default]
    Absent,
    /// The key is there with nothing in it: not filled in.
    Empty,
    /// Something is there that could not be read; a finding has said so.
    Bad,
    /// Read.
    Good,
}

/// A field of a record.
#[derive(Clone, Debug)]
pub struct Field<T> {
    value: Option<T>,
    /// Where the value stands; nothing when absent.
    pub span: Span,
    /// Where the key stands; nothing when absent.
    pub key_span: Span,
    state: State,
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self { value: None, span: Span::default(), key_span: Span::default(), state: State::Absent }
    }
}

impl<T> Field<T> {
    /// A field as it was read.
    #[must_use]
    pub const fn found(value: Option<T>, span: Span, key_span: Span, state: State) -> Self {
        Self { value, span, key_span, state }
    }

    /// The value, when it is there and right.
    #[must_use]
    pub const fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Whether nothing was filled in (no key, or an empty value). A wrong value is filled in.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        matches!(self.state, State::Absent | State::Empty)
    }

    /// Whether something is there that could not be read.
    #[must_use]
    pub const fn is_bad(&self) -> bool {
        matches!(self.state, State::Bad)
    }

    /// Whether the key is not there at all.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self.state, State::Absent)
    }

    /// Where to point: the value, or `head` when the key is absent.
    #[must_use]
    pub const fn or(&self, head: Span) -> Span {
        if self.is_absent() { head } else { self.span }
    }
}

impl<T: Copy> Field<T> {
    /// The value itself, for small types.
    #[must_use]
    pub const fn value(&self) -> Option<T> {
        self.value
    }
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// What is done with each text of a field: the innermost field that it stands in, the text, its place.
pub type Visit<'v> = dyn FnMut(&'static FieldSpec, &str, Span) + 'v;

/// What is done with each table of a field.
pub type Tables<'v> = dyn FnMut(&dyn AnyRecord) + 'v;

/// A record without its type: two of them can be held against each other whatever form they are of.
pub trait AnyRecord {
    /// The declaration.
    fn form(&self) -> &'static RecordSpec;
    /// Visits every field with its declaration, in the form's order.
    fn fields(&self, visit: &mut dyn FnMut(&'static FieldSpec, &dyn AnyField));
    /// The organisation's own fields.
    fn own_fields(&self) -> &[CustomValue];
}

impl<R: Record> AnyRecord for R {
    fn form(&self) -> &'static RecordSpec {
        R::SPEC
    }

    fn fields(&self, visit: &mut dyn FnMut(&'static FieldSpec, &dyn AnyField)) {
        self.each(visit);
    }

    fn own_fields(&self) -> &[CustomValue] {
        self.custom()
    }
}

/// A field without its type: for lists, forms on paper and columns.
pub trait AnyField {
    /// The value as a cell of a table; empty when blank or wrong.
    fn cell(&self, shown: &Shown<'_>) -> Cell;
    /// Whether nothing was filled in.
    fn blank(&self) -> bool;
    /// Whether something stands there that could not be read.
    fn bad(&self) -> bool;
    /// Where the value stands.
    fn at(&self) -> Span;
    /// Where the key stands.
    fn key_at(&self) -> Span;
    /// Visits the texts in it, nested ones too, each with the innermost field that it stands in and its place (placeholders, `search`).
    /// `spec`: this field.
    fn texts(&self, spec: &'static FieldSpec, visit: &mut Visit<'_>);
    /// Visits the tables in it, not those within them.
    fn tables(&self, visit: &mut Tables<'_>);
}

impl<T: Kind> AnyField for Field<T> {
    fn cell(&self, shown: &Shown<'_>) -> Cell {
        self.value.as_ref().map_or(Cell::Empty, |value| value.cell(shown))
    }

    fn bad(&self) -> bool {
        self.is_bad()
    }

    fn blank(&self) -> bool {
        self.is_blank()
    }

    fn at(&self) -> Span {
        self.span
    }

    fn key_at(&self) -> Span {
        self.key_span
    }

    fn texts(&self, spec: &'static FieldSpec, visit: &mut Visit<'_>) {
        if let Some(value) = &self.value {
            value.texts(spec, self.span, visit);
        }
    }

    fn tables(&self, visit: &mut Tables<'_>) {
        if let Some(value) = &self.value {
            value.tables(visit);
        }
    }
}
