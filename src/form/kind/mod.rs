//! What a field can hold: one file a kind, each reading a node into a value and saying what is wrong with it in words.

pub mod choice;
pub mod date;
pub mod list;
pub mod number;
pub mod reference;
pub mod section;
pub mod text;

pub use date::Birth;
pub use list::{Free, List, OneOrMany, Raw, Table};
pub use number::{Between, InCents, Points};
pub use reference::{CategoryRef, CustomerRef, PersonRef, RegionRef, StaffRef, StageRef, UnitRef};
pub use section::{Section, TextOrList};
pub use text::{Phone, Text};

use crate::render::table::Cell;
use crate::source::{Node, Span};
use crate::words::Lang;

use super::Reader;
use super::field::{Tables, Visit};
use super::spec::{FieldSpec, KindSpec, Target};

/// A type that a field can have.
pub trait Kind: Sized {
    /// The declaration for schema and docs.
    const SPEC: KindSpec;

    /// Reads a value that is not blank. `None` when it is wrong: a finding has said so.
    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self>;

    /// The value as a cell.
    fn cell(&self, shown: &Shown<'_>) -> Cell;

    /// Visits the free texts in it with their fields and places. `spec` and `at`: field and place of the value itself.
    fn texts(&self, spec: &'static FieldSpec, at: Span, visit: &mut Visit<'_>) {
        let _ = (spec, at, visit);
    }

    /// Visits the tables in it.
    fn tables(&self, visit: &mut Tables<'_>) {
        let _ = visit;
    }
}

/// How values are shown: for people (labels, names) or for machines (keys, ids).
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Language of labels.
    pub lang: Lang,
    /// Keys and ids instead of labels and names.
    pub machine: bool,
    /// The name for an id.
    pub name: &'a dyn Fn(Target, &str) -> Option<String>,
}

impl Shown<'_> {
    /// An id for machines; for people the name, when there is one.
    #[must_use]
    pub fn reference(&self, target: Target, id: &str) -> String {
        if self.machine {
            return id.to_owned();
        }
        (self.name)(target, id).unwrap_or_else(|| id.to_owned())
    }
}
