//! The forms of the regulation, declared once as data: key, Chinese label, English label, type, required, rule, sensitive.
//! From a declaration come reading and checking, the JSON Schema, `kehu form`, columns and the docs page: a new field is one line.
//! This room turns a tree into a typed record with findings; it knows no file system and no clock.

#[macro_use]
mod macros;
pub mod aliases;
pub mod choices;
pub mod custom;
pub mod field;
pub mod kind;
pub mod reader;
pub mod schema;
pub mod spec;
pub mod table;

pub mod contact;
pub mod customer;
pub mod holidays;
pub mod insight;
pub mod key_people;
pub mod person;
pub mod plan;
pub mod registers;
pub mod settings;
pub mod staff;

pub use field::{Field, Spanned};
pub use reader::Reader;
pub use spec::{FieldSpec, KindSpec, Need, RecordSpec, Target};

use crate::source::Entry;
use crate::source::Span;

/// A table of a form, read into a typed struct.
pub trait Record: Sized {
    /// The declaration.
    const SPEC: &'static RecordSpec;

    /// Reads a table. `head` is where a missing key is reported: the table's first line.
    fn read<'a>(entries: &'a [Entry<'a>], head: Span, reader: &mut Reader<'a>) -> Self;

    /// Visits every field with its declaration, in the form's order.
    fn each(&self, visit: &mut dyn FnMut(&'static FieldSpec, &dyn field::AnyField));

    /// The fields that are not filled in, in the form's order.
    fn blanks(&self) -> Vec<&'static FieldSpec> {
        let mut out = Vec::new();
        self.each(&mut |spec, value| {
            if value.blank() {
                out.push(spec);
            }
        });
        out
    }

    /// Where a missing key of it is reported.
    fn head(&self) -> Span;

    /// The organisation's own fields (`[fields.<form>.<key>]`) that are filled in.
    fn custom(&self) -> &[custom::CustomValue];
}
