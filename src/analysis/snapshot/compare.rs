//! Two days held against each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::Datelike;

use super::{CustomerState, FindingState, PersonState, Snapshot};
use crate::analysis::coverage::Coverage;
use crate::analysis::revenue::Totals;
use crate::findings::Level;
use crate::form::choices::RelationshipStatus;

/// A figure then and now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change<T> {
    /// Then.
    pub before: T,
    /// Now.
    pub after: T,
}

/// What came to differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The plans' year: that of the later day, on both sides.
    pub year: i32,
    /// 收益计划 of that year.
    pub plan: Change<Totals>,
    /// Coverage over all key people.
    pub coverage: Change<Coverage>,
    /// How many customers.
    pub count: Change<usize>,
    /// Customers that came, went, or stand otherwise, by id.
    pub customers: Vec<CustomerChange>,
    /// Key people who came, went, or stand otherwise to us: by customer, in the order of the form.
    pub people: Vec<PersonChange>,
    /// How many findings of each level, grave ones first.
    pub levels: [Change<usize>; 3],
    /// What became of the findings.
    pub findings: FindingsChange,
}

/// A customer that came, went, or whose figures differ.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerChange {
    /// Its id.
    pub id: Arc<str>,
    /// What people call it now.
    pub name: String,
    /// Whether it came or went.
    pub moved: Option<Moved>,
    /// 收益计划 of the year.
    pub plan: Change<Totals>,
    /// Coverage, where 附表3 could be read.
    pub coverage: Change<Option<Coverage>>,
}

/// Somebody or something came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Was not there before.
    Came,
    /// Is there no more.
    Left,
}

/// A key person who came, went, or stands otherwise to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonChange {
    /// The customer's id.
    pub customer: Arc<str>,
    /// What people call the customer.
    pub customer_name: String,
    /// The person's id.
    pub person: Box<str>,
    /// The name.
    pub name: Box<str>,
    /// Whether the person came or went.
    pub moved: Option<Moved>,
    /// 关系状况.
    pub status: Change<Option<RelationshipStatus>>,
}

/// What became of findings. Their order is that of the snapshots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingsChange {
    /// Those that were not there before.
    pub new: Vec<FindingState>,
    /// Those that are there no more.
    pub closed: Vec<FindingState>,
    /// Those that are still there, as they are now.
    pub open: Vec<FindingState>,
    /// Those of which nobody knows: what they are about cannot be read now.
    pub unknown: Vec<FindingState>,
}

impl Totals {
    /// Whether an amount differs.
    fn differs(&self, other: &Self) -> bool {
        (self.contract, self.expected, self.profit) != (other.contract, other.expected, other.profit)
    }
}

impl Comparison {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty() && self.people.is_empty() && self.findings.new.is_empty() && self.findings.closed.is_empty()
    }
}

/// What came to differ from `before` to `after`.
#[must_use]
pub fn compare(before: &Snapshot, after: &Snapshot) -> Comparison {
    let year = after.day.year();
    let mut out = Comparison {
        year,
        plan: Change { before: before.plan(year), after: after.plan(year) },
        coverage: Change { before: before.coverage(), after: after.coverage() },
        count: Change { before: before.customers.len(), after: after.customers.len() },
        levels: [Level::Error, Level::Warning, Level::Info].map(|level| Change { before: before.count(level), after: after.count(level) }),
        findings: findings(before, after),
        ..Comparison::default()
    };
    let ids: BTreeSet<&Arc<str>> = before.customers.iter().chain(&after.customers).map(|one| &one.id).collect();
    for id in ids {
        let sides = Change { before: before.customer(id), after: after.customer(id) };
        out.customers.extend(customer(sides, year));
        people(sides, &mut out.people);
    }
    if before.because.is_some() {
        // Of an assessment that has been replaced since, these files know nothing: that is no change.
        out.people.retain(|one| one.moved.is_some() || one.status.before.is_some());
    }
    out
}

fn moved<T>(sides: Change<Option<T>>) -> Option<Moved> {
    match (sides.before, sides.after) {
        (None, Some(_)) => Some(Moved::Came),
        (Some(_), None) => Some(Moved::Left),
        _ => None,
    }
}

fn customer(sides: Change<Option<&CustomerState>>, year: i32) -> Option<CustomerChange> {
    let shown = sides.after.or(sides.before)?;
    let plan = |side: Option<&CustomerState>| side.and_then(|one| one.plans.get(&year)).copied().unwrap_or_default();
    let coverage = |side: Option<&CustomerState>| side.and_then(|one| one.coverage);
    let change = CustomerChange {
        id: shown.id.clone(),
        name: shown.name.clone(),
        moved: moved(sides),
        plan: Change { before: plan(sides.before), after: plan(sides.after) },
        coverage: Change { before: coverage(sides.before), after: coverage(sides.after) },
    };
    let differs =
        change.moved.is_some() || change.plan.after.differs(&change.plan.before) || change.coverage.before != change.coverage.after;
    differs.then_some(change)
}

/// Of customers that came or went, and of those whose 附表3 could not be read on a side, nothing is said person by person.
fn people(sides: Change<Option<&CustomerState>>, out: &mut Vec<PersonChange>) {
    let (Some(before), Some(after)) = (sides.before, sides.after) else { return };
    if before.coverage.is_none() || after.coverage.is_none() {
        return;
    }
    let then: BTreeMap<&str, &PersonState> = before.people.iter().map(|one| (&*one.id, one)).collect();
    let now: BTreeSet<&str> = after.people.iter().map(|one| &*one.id).collect();
    let gone = before.people.iter().filter(|one| !now.contains(&*one.id)).map(|one| Change { before: Some(one), after: None });
    let there = after.people.iter().map(|one| Change { before: then.get(&*one.id).copied(), after: Some(one) });
    for sides in there.chain(gone) {
        let Some(shown) = sides.after.or(sides.before) else { continue };
        let status = |side: Option<&PersonState>| side.and_then(|one| one.status);
        let status = Change { before: status(sides.before), after: status(sides.after) };
        let moved = moved(sides);
        if moved.is_some() || status.before != status.after {
            out.push(PersonChange {
                customer: after.id.clone(),
                customer_name: after.name.clone(),
                person: shown.id.clone(),
                name: shown.name.clone(),
                moved,
                status,
            });
        }
    }
}

fn findings(before: &Snapshot, after: &Snapshot) -> FindingsChange {
    let known: BTreeSet<&str> = before.findings.iter().map(|one| one.print.as_str()).collect();
    let there: BTreeSet<&str> = after.findings.iter().map(|one| one.print.as_str()).collect();
    let unread: BTreeSet<&str> = after.unread.iter().map(|path| &**path).collect();
    let skipped: BTreeSet<(&str, Option<&str>)> = after.not_judged.iter().map(|(rule, customer)| (*rule, customer.as_deref())).collect();
    let is_unknown = |one: &FindingState| {
        unread.contains(&*one.path) || skipped.contains(&(one.rule, None)) || skipped.contains(&(one.rule, one.customer.as_deref()))
    };
    let (open, new) = after.findings.iter().cloned().partition(|one| known.contains(one.print.as_str()));
    let gone = before.findings.iter().filter(|one| !there.contains(one.print.as_str())).cloned();
    let (unknown, closed) = gone.partition(is_unknown);
    FindingsChange { new, closed, open, unknown }
}
