//! An item as a query sees it: `kind:contact`, `staff:周岚`, `date:..2026-07-31`, `role:decision_maker` of the person whom it is about.

use chrono::NaiveDate;

use crate::analysis::due::{Item, Kind, Named};
use crate::archive::CustomerFolder;
use crate::form::field::{AnyField, State};
use crate::form::key_people::KeyPersonRow;
use crate::form::kind::Text;
use crate::form::{Field, FieldSpec, Record};
use crate::query::matching::Row;
use crate::source::Span;
use crate::words::Lang;

record! {
    /// What a query can ask of an item.
    pub struct DueRow = "due", "到期事项", "Item" {
        date: NaiveDate => optional("日期", "Date"),
        kind: Text => optional("种类", "Kind"),
        subject: Text => optional("事项", "What"),
        person: Text => optional("对象", "Person"),
        staff: Text => optional("经办人", "Who"),
        owner: Text => optional("执行人", "Owner"),
    }
}

/// An item with the person whom it is about.
pub(super) struct Queried<'a> {
    row: DueRow,
    person: Option<&'a KeyPersonRow>,
}

/// Whether a term of this key speaks of the item rather than of the customer.
#[must_use]
pub fn is_of_rows(key: &str) -> bool {
    DueRow::SPEC.fields.iter().any(|spec| spec.key == key) || is_of_person(key)
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
        let row = DueRow {
            date: field(Some(item.date)),
            kind: text(Some(format!("{} {} {}", kind.key(), label.get(Lang::Zh), label.get(Lang::En)))),
            subject: text(Some(item.subject.clone())),
            person: text(item.person.as_ref().map(named)),
            owner: text(staff.clone().filter(|_| kind == Kind::Action)),
            staff: text(staff),
            ..DueRow::default()
        };
        let rows = folder.and_then(|folder| folder.key_people.as_ref()).and_then(|doc| doc.record.people.get());
        let person = item.person.as_ref().zip(rows);
        let person = person.and_then(|(person, rows)| rows.iter().map(|row| &row.0).find(|row| row.key() == person.id));
        Self { row, person }
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
        self.row.each(visit);
        if let Some(person) = self.person {
            person.each(&mut |spec, field| {
                if is_of_person(spec.key) {
                    visit(spec, field);
                }
            });
        }
    }
}
