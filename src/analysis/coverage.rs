//! Who of ours knows whom of theirs: how many key people somebody of ours knows, and how much hangs on one person alone.
//! Source: `000_492afcb71e7a325f.txt` 附表3 (who knows whom), 附表4 填表目的 (one person must not hold every relation), 附表6.

use std::collections::BTreeMap;
use std::fmt;

use crate::form::choices::{ActionStatus, RelationshipStatus};
use crate::form::key_people::KeyPersonRow;
use crate::form::plan::{Action, Plan};
use crate::model::percent::Percent;
use crate::resolve::Names;

/// How many of the key people somebody of ours knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Key people with at least one of ours.
    pub covered: usize,
    /// All key people.
    pub persons: usize,
}

impl Coverage {
    /// The share covered; none where there is nobody to know.
    #[must_use]
    pub fn percent(self) -> Option<Percent> {
        share(self.covered, self.persons)
    }

    /// Whether the share is less than `least` percent; never where there is nobody to know.
    #[must_use]
    pub fn is_below(self, least: i64) -> bool {
        self.percent().is_some_and(|percent| percent < Percent::from_int(least))
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.covered, self.persons)
    }
}

/// How many of the established relations one of ours holds alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Concentration {
    /// Relations that nobody else has.
    pub sole: usize,
    /// All established relations.
    pub held: usize,
}

impl Concentration {
    /// The share held alone; none where no relation is established.
    #[must_use]
    pub fn percent(self) -> Option<Percent> {
        share(self.sole, self.held)
    }
}

fn share(part: usize, of: usize) -> Option<Percent> {
    Percent::ratio(i64::try_from(part).ok()?, i64::try_from(of).ok()?)
}

/// Our people who know this key person, each once, in the order of the form. Somebody unknown to the staff register counts.
pub fn ours(row: &KeyPersonRow) -> impl Iterator<Item = &str> {
    let list = row.ours.get().map(|list| list.0.as_slice()).unwrap_or_default();
    let ids = list.iter().enumerate().filter(|(at, one)| list[..*at].iter().all(|before| before.value.id != one.value.id));
    ids.map(|(_, one)| &*one.value.id)
}

/// Whether somebody of ours is named for this key person.
#[must_use]
pub fn is_covered(row: &KeyPersonRow) -> bool {
    ours(row).next().is_some()
}

/// Whether there is a relation: its status is known and not `none`, and somebody of ours is named.
#[must_use]
pub fn is_established(row: &KeyPersonRow) -> bool {
    row.status.value().is_some_and(|status| status != RelationshipStatus::None) && is_covered(row)
}

/// The one of ours who alone knows this key person; none where nobody or several do.
#[must_use]
pub fn sole_holder(row: &KeyPersonRow) -> Option<&str> {
    let mut ids = ours(row);
    let first = ids.next()?;
    ids.next().is_none().then_some(first)
}

/// Coverage of a customer: persons with at least one of ours ÷ all key persons.
pub fn coverage<'a>(people: impl IntoIterator<Item = &'a KeyPersonRow>) -> Coverage {
    people
        .into_iter()
        .fold(Coverage::default(), |sum, row| Coverage { covered: sum.covered + usize::from(is_covered(row)), persons: sum.persons + 1 })
}

/// How much of the established relations `staff` holds alone.
pub fn concentration<'a>(people: impl IntoIterator<Item = &'a KeyPersonRow>, staff: &str) -> Concentration {
    let held = people.into_iter().filter(|row| is_established(row));
    held.fold(Concentration::default(), |sum, row| Concentration {
        sole: sum.sole + usize::from(sole_holder(row) == Some(staff)),
        held: sum.held + 1,
    })
}

/// Who of ours holds established relations alone, and how many: most first, then by id.
pub fn sole_holders<'a>(people: impl IntoIterator<Item = &'a KeyPersonRow>) -> Vec<(&'a str, usize)> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for row in people.into_iter().filter(|row| is_established(row)) {
        if let Some(id) = sole_holder(row) {
            *count.entry(id).or_default() += 1;
        }
    }
    let mut out: Vec<_> = count.into_iter().collect();
    out.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    out
}
/// The actions of 附表7 that are neither done nor cancelled; one whose status cannot be read counts as open.
pub fn open_actions(plan: &Plan) -> impl Iterator<Item = &Action> {
    let open = |action: &&Action| !matches!(action.status.value(), Some(ActionStatus::Done | ActionStatus::Cancelled));
    plan.actions().filter(open)
}

/// Whether the plan has a contact line for the person. A line whose person is misspelt counts for the nearest: the misspelling has its own finding.
#[must_use]
pub fn is_planned(plan: &Plan, person: &str, names: &Names) -> bool {
    plan.contact_lines().any(|line| match line.person.get() {
        Some(meant) if meant.known => meant.is(person),
        Some(meant) => names.nearest(&meant.id).first().is_some_and(|at| names.id(*at) == person),
        None => line.person.is_bad(),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use chrono::NaiveDate;

    use super::*;
    use crate::archive::load::{self, Judge, Scope};
    use crate::archive::{CustomerFolder, Loaded};
    use crate::words::Lang;

    fn example() -> (Loaded, NaiveDate) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom");
        let day = NaiveDate::from_ymd_opt(2026, 7, 8).expect("a day");
        let base = load::base(&root, Some(Lang::Zh), Lang::Zh);
        (load::load(&root, base, &Scope::default(), Judge::Nothing).expect("the example can be listed"), day)
    }

    fn of<'a>(loaded: &'a Loaded, id: &str) -> &'a CustomerFolder {
        loaded.customers.iter().find(|folder| &*folder.id == id).expect("the example has this customer")
    }

    #[test]
    fn coverage_of_the_example() {
        let (loaded, day) = example();
        let shown = |id: &str| {
            let coverage = coverage(of(&loaded, id).people_on(Some(day)));
            format!("{coverage} {}", coverage.percent().expect("there are people").rounded(2))
        };
        assert_eq!(shown("yunling-mobile"), "6/6 100.00");
        assert_eq!(shown("starbridge"), "3/4 75.00");
        assert_eq!(shown("jiangbei-catv"), "2/3 66.67");
    }

    #[test]
    fn below_is_strict_and_needs_somebody() {
        assert!(!Coverage { covered: 3, persons: 4 }.is_below(75));
        assert!(Coverage { covered: 3, persons: 4 }.is_below(76));
        assert!(!Coverage { covered: 0, persons: 0 }.is_below(100));
        assert_eq!(Coverage::default().percent(), None);
    }

    #[test]
    fn who_holds_relations_alone() {
        let (loaded, day) = example();
        let alone = |id: &str| sole_holders(of(&loaded, id).people_on(Some(day)));
        assert_eq!(alone("yunling-mobile"), [("sun-tao", 2), ("zhou-lan", 1)]);
        assert_eq!(alone("starbridge"), [("chen-li", 3)]);
        assert_eq!(alone("jiangbei-catv"), [("zhou-lan", 2)]);
        let share = concentration(of(&loaded, "yunling-mobile").people_on(Some(day)), "sun-tao");
        assert_eq!(share, Concentration { sole: 2, held: 6 });
        assert_eq!(concentration(of(&loaded, "jiangbei-catv").people_on(Some(day)), "zhou-lan"), Concentration { sole: 2, held: 2 });
        assert_eq!(Concentration::default().percent(), None);
    }

    #[test]
    fn a_plan_line_or_an_open_action() {
        let (loaded, _) = example();
        let folder = of(&loaded, "starbridge");
        let plan = &folder.plans.first().expect("there is a plan").record;
        assert!(is_planned(plan, "feng-kai", &folder.people_names));
        assert!(!is_planned(plan, "su-qing", &folder.people_names));
        assert_eq!(plan.contact_lines().count(), 3);
        assert_eq!(open_actions(plan).count(), 2);
        let other = &of(&loaded, "yunling-mobile").plans.first().expect("there is a plan").record;
        assert_eq!(open_actions(other).count(), 3, "one of four is done");
    }
}
