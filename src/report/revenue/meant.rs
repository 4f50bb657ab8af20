//! Which projects a query means.

use chrono::NaiveDate;

use crate::archive::CustomerFolder;
use crate::form::field::{AnyField, State};
use crate::form::plan::RevenueLine;
use crate::form::{Field, FieldSpec, Record};
use crate::query::Query;
use crate::query::matching::{Row, Subject};
use crate::world::World;

/// The terms that speak of customers: the others cannot be judged by a plan that was not read.
#[must_use]
pub fn about_customers(query: &Query) -> Query {
    let of_projects = |key: &str| key == "year" || RevenueLine::SPEC.fields.iter().any(|spec| spec.key == key);
    let terms = query.terms.iter().filter(|term| !term.key.is_some_and(of_projects));
    Query { terms: terms.cloned().collect() }
}

/// Whether the project is meant, as it stood on the day.
#[must_use]
pub fn is_meant(query: &Query, world: &World, folder: &CustomerFolder, line: &RevenueLine, day: NaiveDate) -> bool {
    query.is_empty() || query.matches(&Subject { world, folder: Some(folder), row: Some(&Project { line, day }), today: day })
}

/// A project as a query sees it: open unless decided by the day, as it is shown.
struct Project<'a> {
    line: &'a RevenueLine,
    day: NaiveDate,
}

impl Row for Project<'_> {
    fn visit(&self, visit: &mut dyn FnMut(&'static FieldSpec, &dyn AnyField)) {
        self.line.each(&mut |spec, field| {
            if spec.key == "outcome" {
                let outcome = self.line.outcome_on(Some(self.day));
                visit(spec, &Field::found(Some(outcome), field.at(), field.key_at(), State::Good));
            } else {
                visit(spec, field);
            }
        });
    }
}
