//! The substance of a plan: everything but what tells progress. Changed after the plan was approved, it takes an adjustment (PLN-04).

use std::collections::BTreeMap;

use crate::archive::DocKind;
use crate::edit::assign::tells_progress;
use crate::form::field::{AnyField, AnyRecord};
use crate::form::kind::Shown;
use crate::form::plan::Plan;
use crate::form::spec::{FieldSpec, KindSpec, Need, Target};
use crate::render::table::Cell;
use crate::resolve::Names;
use crate::source::Span;
use crate::world::World;

use super::pair::pairs;
use super::row::{Item, Reading, Row};
use super::tell::{Place, Teller};
use super::{Change, Whose};

/// Keys that say nothing of substance though they tell no progress either: what the file name says, and who guided.
const BESIDE: &[&str] = &["unit_name", "year", "guided_by"];

/// The keys with which a plan is approved, and its adjustments.
const APPROVAL: &[&str] = &["approved_on", "approved_by", "revisions"];

/// Stands for a value that is there and could not be read: no text has this sign in it.
const UNREAD: &str = "\0";

/// A difference in substance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    /// The keys on the way to the field.
    pub field: String,
    /// Where it stands in the later version; none where nothing is there any more.
    pub at: Option<Span>,
    /// In words: which field, before and after.
    pub text: String,
}

/// What two versions of a plan are read with.
#[derive(Clone, Copy)]
pub struct Against<'a> {
    /// Names of our people, unit of amounts, language.
    pub world: &'a World,
    /// The customer's key people.
    pub people: &'a Names,
    /// Ids that people had before, and those that they have now.
    pub renamed: &'a BTreeMap<Box<str>, Box<str>>,
}

impl Against<'_> {
    /// What of the substance differs. A field that cannot be read on one side is no difference: nobody knows what it said.
    #[must_use]
    pub fn substance(self, before: &Plan, after: &Plan) -> Vec<Differs> {
        self.reading(|how| {
            let (mut old, new) = (substance_of(Row::of(before, how)), substance_of(Row::of(after, how)));
            self.rename(&mut old);
            let told = changes(self, &old, &new).into_iter().filter(is_known);
            let differs = |change: Change| {
                let keys: Vec<&str> = change.field.split('.').collect();
                let at = place_of(Some(&old), after, &keys, &change, how);
                Differs { field: change.field, at, text: change.text }
            };
            told.map(differs).collect()
        })
    }

    /// Whether both are approved by the same person on the same day, with the same adjustments.
    #[must_use]
    pub fn same_approval(self, one: &Plan, other: &Plan) -> bool {
        self.reading(|how| {
            let approval = |plan: &Plan| {
                let mut row = Row::of(plan, how);
                row.items.retain(|item| APPROVAL.contains(&item.spec.key));
                row.own.clear();
                row
            };
            let (one, other) = (approval(one), approval(other));
            one.items.len() == other.items.len() && one.items.iter().zip(&other.items).all(|(one, other)| is_alike(one, other))
        })
    }

    /// Calls people by the ids that they have now.
    fn rename(self, row: &mut Row) {
        if self.renamed.is_empty() {
            return;
        }
        for item in &mut row.items {
            let is_person = matches!(item.spec.kind, KindSpec::Ref(Target::Person));
            if let Some(id) = self.renamed.get(&*item.cell.raw()).filter(|_| is_person) {
                item.cell = Cell::text(&**id);
            }
            item.rows.iter_mut().for_each(|row| self.rename(row));
        }
    }

    fn reading<T>(self, then: impl FnOnce(&Reading<'_>) -> T) -> T {
        let name = |target: Target, id: &str| match target {
            Target::Person => self.people.label_of(self.renamed.get(id).map_or(id, |now| &**now)).map(str::to_owned),
            _ => self.world.name_of(target, id),
        };
        let people = Shown { lang: self.world.lang, machine: false, name: &name };
        then(&Reading { people, unit: self.world.unit, text: "" })
    }
}

/// Whether both say the same, in whatever order.
fn is_alike(one: &Item, other: &Item) -> bool {
    let paired = || pairs(&one.rows, &other.rows).iter().all(|(one, other)| one.zip(*other).is_some_and(|(one, other)| one.is_same(other)));
    one.spec.is(other.spec) && one.is_same(other) && one.rows.len() == other.rows.len() && paired()
}

/// Whether two versions differ in substance.
pub(super) fn is_touched(teller: &Teller<'_>, before: &Row, after: &Row) -> bool {
    let mut inner = Teller { lang: teller.lang, whose: teller.whose, kind: teller.kind, path: teller.path, out: Vec::new() };
    inner.rows(&beyond(before, after), &beyond(after, before), &Place::default());
    !inner.out.is_empty()
}

fn changes(against: Against<'_>, before: &Row, after: &Row) -> Vec<Change> {
    let whose = Whose::default();
    let mut teller = Teller { lang: against.world.lang, whose: &whose, kind: DocKind::Plan, path: "", out: Vec::new() };
    teller.rows(before, after, &Place::default());
    teller.out
}

/// The plan without what tells progress, and without what is computed.
fn substance_of(mut row: Row) -> Row {
    row.items.retain(|item| is_substance(item.spec));
    row.own.retain(|own| !tells_progress(&own.key));
    for item in &mut row.items {
        if item.rows.is_empty() && item.cell.raw().is_empty() {
            item.cell = Cell::text(UNREAD);
        }
        item.rows = std::mem::take(&mut item.rows).into_iter().map(substance_of).collect();
    }
    row
}

/// The substance without what the other version says in the same place: a plan is long, and of what is the same nothing is told.
fn beyond(row: &Row, other: &Row) -> Row {
    let own = if row.own.is_empty() { Vec::new() } else { row.own.clone() };
    let mut out = Row { own, ..Row::empty(row.spec) };
    out.own.retain(|own| !tells_progress(&own.key));
    for item in row.items.iter().filter(|item| is_substance(item.spec)) {
        let there = other.item(item.spec.key);
        if there.is_some_and(|there| item.is_same_throughout(there)) {
            continue;
        }
        let opposite = |at: usize| there.and_then(|there| there.rows.get(at));
        let left = item.rows.iter().enumerate().filter(|(at, row)| !opposite(*at).is_some_and(|there| row.is_same(there)));
        let rows: Vec<Row> = match (&item.rows[..], opposite(0)) {
            ([only], Some(there)) if item.is_one() => vec![beyond(only, there)],
            _ => left.map(|(_, row)| substance_of(row.clone())).collect(),
        };
        let mut item = item.with_rows(rows);
        if item.rows.is_empty() && item.cell.raw().is_empty() {
            item.cell = Cell::text(UNREAD);
        }
        out.items.push(item);
    }
    out
}

fn is_substance(spec: &FieldSpec) -> bool {
    !tells_progress(spec.key) && !BESIDE.contains(&spec.key) && spec.need != Need::Derived
}

fn is_known(change: &Change) -> bool {
    change.before.as_deref() != Some(UNREAD) && change.after.as_deref() != Some(UNREAD)
}

/// Where in the later version a change stands: in the row that was not there as it is now.
fn place_of(before: Option<&Row>, after: &dyn AnyRecord, keys: &[&str], change: &Change, how: &Reading<'_>) -> Option<Span> {
    let (key, rest) = keys.split_first()?;
    let was = before.and_then(|row| row.item(key));
    let mut found = None;
    let mut look = |spec: &'static FieldSpec, value: &dyn AnyField| {
        if spec.key != *key || value.blank() {
            return;
        }
        let mut rows = false;
        value.tables(&mut |row| {
            rows = true;
            if found.is_some() || (was.is_some_and(|was| !was.is_one()) && !is_new(was, row, how)) {
                return;
            }
            let inner = was.filter(|was| was.is_one()).and_then(|was| was.rows.first());
            found = if rest.is_empty() { first_of(row) } else { place_of(inner, row, rest, change, how) };
        });
        if rest.is_empty() && !rows {
            let raw = value.cell(&Shown { machine: true, ..how.people }).raw().into_owned();
            found = change.after.as_ref().is_none_or(|after| *after == raw).then(|| value.at());
        } else if rest.is_empty() && found.is_none() {
            // A row that is gone: the list that it stood in.
            found = Some(value.key_at());
        }
    };
    after.fields(&mut look);
    found
}

/// Whether no row was there before that says the same.
fn is_new(was: Option<&Item>, row: &dyn AnyRecord, how: &Reading<'_>) -> bool {
    let row = substance_of(Row::of(row, how));
    was.is_none_or(|was| !was.rows.iter().any(|old| old.is_same(&row)))
}

/// The first line of a row.
fn first_of(row: &dyn AnyRecord) -> Option<Span> {
    let mut first = None;
    row.fields(&mut |_, value| first = first.or_else(|| (!value.blank()).then(|| value.key_at())));
    first
}
