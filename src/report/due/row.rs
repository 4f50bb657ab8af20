//! An item as a query sees it: `kind:contact`, `staff:周岚`, `date:..2026-07-31`, `role:decision_maker` of the person whom it is about.

use chrono::NaiveDate;

use crate::analysis::due::{Item, Kind, Named};
use crate::archive::CustomerFolder;
use crate::form::field::{AnyField, State};
use crate::form::key_people::KeyPersonRow;
use crate::form::kind::Text;
use crate::form::spec::optional;
use crate::form::{Field, FieldSpec, KindSpec, Record};
use crate::query::matching::Row;
use crate::source::Span;
use crate::words::Lang;

/// What a query can ask of an item.
static FIELDS: [FieldSpec; 6] = [
    optional("日期", "Date").of("date", KindSpec::Date),
    optional("种类", "Kind").of("kind", KindSpec::Text),
    optional("事项", "What").of("subject", KindSpec::Text),
    optional("对象", "Person").of("person", KindSpec::Text),
    optional("经办人", "Who").of("staff", KindSpec::Text),
    optional("执行人", "Owner").of("owner", KindSpec::Text),
];

/// An item with the person whom it is about.
pub(super) struct Queried<'a> {
    date: Field<NaiveDate>,
    /// The other fields, in their order.
    texts: [Field<Text>; 5],
    person: Option<&'a KeyPersonRow>,
}

/// Whether a term of this key speaks of the item rather than of the customer.
#[must_use]
pub fn is_of_rows(key: &str) -> bool {
    FIELDS.iter().any(|spec| spec.key == key) || is_of_person(key)
}

fn is_of_person(key: &str) -> bool {
    matches!(key, "role" | "status")
}

impl<'a> Queried<'a> {
    /// Of this item.
    pub(super) fn of(item: &Item, folder: Option<&'a CustomerFolder>) -> Self {
        // A term matches a part: id and name in one.
        let named = |one: &Named| format!("{} {}", one.id, one.name);
        let staff = item.staff.as_ref().map(named);
        let kind = item.kind;
        let label = kind.label();
        let kinds = format!("{} {} {}", kind.key(), label.get(Lang::Zh), label.get(Lang::En));
        let owner = staff.clone().filter(|_| kind == Kind::Action);
        let person = item.person.as_ref().map(named);
        let texts = [Some(kinds), Some(item.subject.clone()), person, staff, owner].map(text);
        let rows = folder.and_then(|folder| folder.key_people.as_ref()).and_then(|doc| doc.record.people.get());
        let person = item.person.as_ref().zip(rows);
        let person = person.and_then(|(person, rows)| rows.iter().map(|row| &row.0).find(|row| row.key() == person.id));
        Self { date: field(Some(item.date)), texts, person }
    }
}

fn field<T>(value: Option<T>) -> Field<T> {
    let state = if value.is_some() { State::Good } else { State::Absent };
    Field::found(value, Span::default(), Span::default(), state)
}

fn text(value: Option<String>) -> Field<Text> {
    field(value.map(|value| Text::from(value.as_str())))
}

impl Row for Queried<'_> {
    fn visit(&self, visit: &mut dyn FnMut(&'static FieldSpec, &dyn AnyField)) {
        visit(&FIELDS[0], &self.date);
        for (spec, field) in FIELDS[1..].iter().zip(&self.texts) {
            visit(spec, field);
        }
        // Of an item about nobody the role is nobody's, not that of anybody of the customer's.
        let nobody = KeyPersonRow::default();
        self.person.unwrap_or(&nobody).each(&mut |spec, field| {
            if is_of_person(spec.key) {
                visit(spec, field);
            }
        });
    }
}
