//! What a form says about the layout of a document: the order of its keys, which tables are `[[blocks]]`, what a key is called.

use crate::form::choices::KeyLanguage;
use crate::form::{FieldSpec, KindSpec, RecordSpec};

use super::op::{Place, Step};

/// The form of a document that is edited, laid out or printed.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The form.
    pub spec: &'static RecordSpec,
    /// The document may hold `[[records]]`, each a form of its own (`<year>.toml` of a register).
    pub packed: bool,
    /// Which keys are written where the document does not tell.
    pub keys: KeyLanguage,
}

/// The key of the records of a packed register.
pub const RECORDS: (&str, &str) = ("records", "记录");

impl Shape {
    /// The table of the form at a place of the document, and the field that the place is: none where the keys are free (`[params]`, own fields).
    #[must_use]
    pub fn at(&self, place: &Place) -> (Option<&'static RecordSpec>, Option<&'static FieldSpec>) {
        let mut table = Some(self.spec);
        let mut field = None;
        for (depth, step) in place.0.iter().enumerate() {
            let Step::Key(key) = step else { continue };
            if depth == 0 && self.packed && (key == RECORDS.0 || key == RECORDS.1) {
                continue;
            }
            field = table.and_then(|table| table.find(key)).map(|(_, field)| field);
            table = field.and_then(|field| child(&field.kind));
        }
        (table, field)
    }
}

/// The table that a field holds, itself or in a list.
#[must_use]
pub const fn child(kind: &KindSpec) -> Option<&'static RecordSpec> {
    match kind {
        KindSpec::Record(spec) | KindSpec::Section(spec) | KindSpec::TextOrList(spec) => Some(spec),
        KindSpec::List(inner) | KindSpec::OneOrMany(inner) => child(inner),
        _ => None,
    }
}

/// Whether a written key means the same as another: both are keys or labels of one field, or the same word.
#[must_use]
pub fn same_key(table: Option<&'static RecordSpec>, one: &str, two: &str) -> bool {
    if one == two {
        return true;
    }
    let place = |key: &str| table.and_then(|table| table.find(key)).map(|(at, _)| at);
    place(one).is_some_and(|at| place(two) == Some(at))
}
