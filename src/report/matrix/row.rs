//! A person with one of ours as a query sees them: `role:decision_maker`, `staff:周岚`, `person:李国强`, `last_contact:never`.

use chrono::NaiveDate;

use crate::analysis::matrix::Tie;
use crate::form::Target;
use crate::form::field::{AnyField, State};
use crate::form::key_people::KeyPersonRow;
use crate::form::kind::Text;
use crate::form::spec::optional;
use crate::form::{Field, FieldSpec, KindSpec, Record};
use crate::query::matching::Row;
use crate::source::Span;
use crate::world::World;

/// What a query can ask of a pair beside the fields of the person's row.
static FIELDS: [FieldSpec; 3] = [
    optional("人物", "Person").of("person", KindSpec::Text),
    optional("人员", "Staff").of("staff", KindSpec::Text),
    optional("最近接触", "Last contact").of("last_contact", KindSpec::Date),
];

/// A pair; of a hole there is nobody of ours.
pub(super) struct Pair<'a> {
    row: &'a KeyPersonRow,
    person: Field<Text>,
    staff: Field<Text>,
    last: Field<NaiveDate>,
}

/// Whether a term of this key speaks of persons and pairs rather than of the customer.
#[must_use]
pub(super) fn is_of_rows(key: &str) -> bool {
    key == "year" || FIELDS.iter().any(|spec| spec.key == key) || is_of_person(key)
}

/// The fields of the person's row that can be asked for. A title is none: 云岭交付经理 of another customer is not meant by 云岭.
fn is_of_person(key: &str) -> bool {
    matches!(key, "id" | "name" | "role" | "status")
}

impl<'a> Pair<'a> {
    /// Of this person and this tie.
    pub(super) fn of(row: &'a KeyPersonRow, tie: Option<&Tie<'_>>, world: &World) -> Self {
        // A term matches a part: id and name in one.
        let named = |id: &str, name: &str| Text::from(format!("{id} {name}").as_str());
        let staff = tie.map(|tie| named(tie.staff, &world.name_of(Target::Staff, tie.staff).unwrap_or_default()));
        let last = tie.and_then(|tie| tie.last);
        Self { row, person: field(Some(named(row.key(), row.called()))), staff: field(staff), last: field(last) }
    }
}

fn field<T>(value: Option<T>) -> Field<T> {
    let state = if value.is_some() { State::Good } else { State::Absent };
    Field::found(value, Span::default(), Span::default(), state)
}

impl Row for Pair<'_> {
    fn visit(&self, visit: &mut dyn FnMut(&'static FieldSpec, &dyn AnyField)) {
        visit(&FIELDS[0], &self.person);
        visit(&FIELDS[1], &self.staff);
        visit(&FIELDS[2], &self.last);
        self.row.each(&mut |spec, field| {
            if is_of_person(spec.key) {
                visit(spec, field);
            }
        });
    }
}
