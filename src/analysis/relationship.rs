//! The relationship index of a customer, 0 to 100: how well we stand with those who decide about buying, by their roles.
//! Σ weight of the role × mean score of the persons in it ÷ Σ weights; a role that nobody holds counts 0, so that a single well-kept
//! relation does not look like a good account; an assessment that is too old counts in part. It is never shown without its parts.

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::archive::CustomerFolder;
use crate::form::choices::{RelationshipStatus, Role};
use crate::form::key_people::KeyPersonRow;
use crate::policy::Policy;
use crate::world::World;

/// What the index is computed by: parameters of F3-10 and F3-06.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Weight of each role, in the order of [`Role::ALL`].
    weights: Vec<Decimal>,
    /// What each status counts, in percent, in the order of [`RelationshipStatus::ALL`].
    scores: Vec<Decimal>,
    /// What an assessment that is too old counts, in percent.
    stale_factor: Decimal,
    /// From how many days on it is too old.
    max_days: i64,
}

/// One role's part of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The role.
    pub role: Role,
    /// How many persons hold it.
    pub persons: usize,
    /// What it brings to the index: below nothing where the relations are bad.
    pub points: Decimal,
    /// What it would bring if every relation were positive and freshly assessed.
    pub most: Decimal,
}

/// The index of one customer with all that it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// 0 to 100, exact; [`Index::rounded`] is what is shown.
    pub value: Decimal,
    /// The part of each role.
    pub parts: Vec<Part>,
    /// Persons whose assessment is too old, or who were never assessed, by id.
    pub stale: Vec<String>,
    /// Persons whose status cannot be read: they are in no mean.
    pub unknown: Vec<String>,
}

impl Scale {
    /// The parameters in force.
    #[must_use]
    pub fn of(policy: &Policy) -> Self {
        let figure = |name: String| policy.figure(&name);
        Self {
            weights: Role::ALL.iter().map(|role| figure(format!("F3-10.weight_{}", role.key()))).collect(),
            scores: RelationshipStatus::ALL.iter().map(|status| figure(format!("F3-10.score_{}", status.key()))).collect(),
            stale_factor: policy.figure("F3-10.stale_factor"),
            max_days: i64::try_from(policy.figure("F3-06.max_days")).unwrap_or(i64::MAX),
        }
    }

    /// From how many days on an assessment is too old.
    #[must_use]
    pub const fn max_days(&self) -> i64 {
        self.max_days
    }

    /// What an assessment that is too old counts, in percent.
    #[must_use]
    pub const fn stale_factor(&self) -> Decimal {
        self.stale_factor
    }

    /// What a relation counts, in percent.
    fn score(&self, standing: Standing) -> Decimal {
        let at = RelationshipStatus::ALL.iter().position(|one| *one == standing.status);
        let score = at.and_then(|at| self.scores.get(at)).copied().unwrap_or_default();
        if standing.stale { score * self.stale_factor / Decimal::ONE_HUNDRED } else { score }
    }

    /// The part that a role may bring at most.
    fn most(&self, at: usize) -> Decimal {
        let all: Decimal = self.weights.iter().sum();
        (self.weights[at] * Decimal::ONE_HUNDRED).checked_div(all).unwrap_or_default()
    }
}

/// How a person stands to us on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// 关系状况
    pub status: RelationshipStatus,
    /// Whether the assessment is too old to count in full, or there is none.
    pub stale: bool,
}

impl Scale {
    /// How a person stands to us on the day; none where the status cannot be read. What was assessed after the day counts nowhere: the
    /// newest assessment before it does, from `history`; where there is none the relation was not yet assessed.
    #[must_use]
    pub fn standing(&self, row: &KeyPersonRow, day: NaiveDate) -> Option<Standing> {
        let too_old = |on: NaiveDate| (day - on).num_days() > self.max_days;
        let Some(assessed) = row.assessed_on.value() else {
            return Some(Standing { status: row.status.value()?, stale: true });
        };
        if assessed <= day {
            return Some(Standing { status: row.status.value()?, stale: too_old(assessed) });
        }
        let history = row.history.get().into_iter().flat_map(|list| list.iter());
        let past = history.filter_map(|one| Some((one.0.date.value()?, one.0.status.value()?))).filter(|(on, _)| *on <= day);
        let last = past.max_by_key(|(on, _)| *on);
        Some(
            last.map_or(Standing { status: RelationshipStatus::None, stale: true }, |(on, status)| Standing { status, stale: too_old(on) }),
        )
    }
}

impl Index {
    /// The index of a customer on a day. Who left does not count.
    #[must_use]
    pub fn of(folder: &CustomerFolder, scale: &Scale, day: NaiveDate) -> Self {
        Self::by(folder, scale, day, |row| scale.standing(row, day))
    }

    fn by(folder: &CustomerFolder, scale: &Scale, day: NaiveDate, standing: impl Fn(&KeyPersonRow) -> Option<Standing>) -> Self {
        let people: Vec<(&KeyPersonRow, Option<Standing>)> = folder.people_on(Some(day)).map(|row| (row, standing(row))).collect();
        let ids = |wanted: &dyn Fn(Option<Standing>) -> bool| {
            people.iter().filter(|(_, standing)| wanted(*standing)).map(|(row, _)| row.key().to_owned()).collect()
        };
        let parts: Vec<Part> = Role::ALL.iter().enumerate().map(|(at, role)| part(&people, *role, scale, at)).collect();
        let sum: Decimal = parts.iter().map(|part| part.points).sum();
        Self {
            value: sum.max(Decimal::ZERO),
            parts,
            stale: ids(&|standing| standing.is_some_and(|one| one.stale)),
            unknown: ids(&|standing| standing.is_none()),
        }
    }

    /// The same; none where nobody had been assessed by then: an index of the past that is only a lack of records says nothing. Whose dated
    /// assessments do not reach back is taken as 附表3 had it then, by git.
    #[must_use]
    pub fn known_on(folder: &CustomerFolder, world: &World, scale: &Scale, day: NaiveDate) -> Option<Self> {
        let is_dated = |row: &KeyPersonRow| {
            let before = |date: Option<NaiveDate>| date.is_some_and(|date| date <= day);
            let mut history = row.history.get().into_iter().flat_map(|list| list.iter());
            before(row.assessed_on.value()) || history.any(|one| before(one.0.date.value()))
        };
        if folder.people_on(Some(day)).all(is_dated) {
            return folder.people_on(Some(day)).next().map(|_| Self::of(folder, scale, day));
        }
        let now = folder.key_people.as_ref().map(|doc| &doc.record);
        let then = folder.history(world).and_then(|past| past.key_people_on(day, now)).and_then(|doc| doc.people.get());
        let of_then = |row: &KeyPersonRow| then?.iter().find(|one| one.0.key() == row.key()).map(|one| &one.0);
        let is_known = |row: &KeyPersonRow| is_dated(row) || of_then(row).is_some_and(|row| row.status.value().is_some());
        let standing = |row: &KeyPersonRow| scale.standing(of_then(row).filter(|_| !is_dated(row)).unwrap_or(row), day);
        folder.people_on(Some(day)).any(is_known).then(|| Self::by(folder, scale, day, standing))
    }

    /// The index as it is shown: one decimal, half up.
    #[must_use]
    pub fn rounded(&self) -> Decimal {
        self.value.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
    }

    /// The roles that nobody holds.
    pub fn missing(&self) -> impl Iterator<Item = Role> {
        self.parts.iter().filter(|part| part.persons == 0).map(|part| part.role)
    }

    /// How many persons there are at all is none where every role is missing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.persons == 0)
    }
}

fn part(people: &[(&KeyPersonRow, Option<Standing>)], role: Role, scale: &Scale, at: usize) -> Part {
    let holders = || people.iter().filter(|(row, _)| row.has_role(role));
    let scores: Vec<Decimal> = holders().filter_map(|(_, standing)| standing.map(|one| scale.score(one))).collect();
    let mean = scores.iter().sum::<Decimal>().checked_div(Decimal::from(scores.len())).unwrap_or_default();
    let most = scale.most(at);
    Part { role, persons: holders().count(), points: most * mean / Decimal::ONE_HUNDRED, most }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::archive::load::{self, Judge, Scope};
    use crate::archive::{CustomerFolder, Loaded};
    use crate::form::Field;
    use crate::form::field::State;
    use crate::words::Lang;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn example() -> Loaded {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom");
        let base = load::base(&root, Some(Lang::Zh), Lang::Zh);
        load::load(&root, base, &Scope::default(), Judge::Nothing).expect("the example can be listed")
    }

    fn of<'a>(loaded: &'a Loaded, id: &str) -> &'a CustomerFolder {
        loaded.customers.iter().find(|folder| &*folder.id == id).expect("the example has this customer")
    }

    fn found<T: Clone>(field: &Field<T>, value: T) -> Field<T> {
        Field::found(Some(value), field.span, field.span, State::Good)
    }

    #[test]
    fn index_of_the_example() {
        let loaded = example();
        let scale = Scale::of(&loaded.world.policy);
        let shown = |id: &str| {
            let index = Index::of(of(&loaded, id), &scale, day("2026-07-08"));
            let parts: Vec<String> = index.parts.iter().map(|part| part.points.normalize().to_string()).collect();
            (format!("{:.1}", index.rounded()), parts.join(" "), index.stale.len(), index.missing().count())
        };
        assert_eq!(shown("yunling-mobile"), ("56.3".into(), "30 10 11.25 -10 15".into(), 0, 0));
        assert_eq!(shown("starbridge").0, "27.5");
        assert_eq!(shown("starbridge").2, 4);
        assert_eq!(shown("jiangbei-catv").0, "5.0");
    }

    #[test]
    fn the_most_of_all_roles_is_a_hundred() {
        let loaded = example();
        let index = Index::of(of(&loaded, "starbridge"), &Scale::of(&loaded.world.policy), day("2026-07-08"));
        assert_eq!(index.parts.iter().map(|part| part.most).sum::<Decimal>(), Decimal::ONE_HUNDRED);
        let nobody = CustomerFolder::default();
        let index = Index::of(&nobody, &Scale::of(&loaded.world.policy), day("2026-07-08"));
        assert_eq!((index.rounded(), index.missing().count(), index.is_empty()), (Decimal::ZERO, 5, true));
    }

    #[test]
    fn an_assessment_to_come_counts_nowhere() {
        let loaded = example();
        let scale = Scale::of(&loaded.world.policy);
        let folder = of(&loaded, "yunling-mobile");
        let mut row = folder.people_on(None).next().expect("somebody").clone();
        let at = |row: &KeyPersonRow, on: &str| scale.standing(row, day(on));
        let positive = RelationshipStatus::Positive;
        assert_eq!(at(&row, "2026-06-24"), Some(Standing { status: positive, stale: false }));
        assert_eq!(at(&row, "2026-09-24"), Some(Standing { status: positive, stale: false }), "92 days are in time");
        assert_eq!(at(&row, "2026-09-25"), Some(Standing { status: positive, stale: true }));
        assert_eq!(at(&row, "2026-06-23"), Some(Standing { status: RelationshipStatus::None, stale: true }));
        row.assessed_on = Field::default();
        assert_eq!(at(&row, "2026-06-23"), Some(Standing { status: positive, stale: true }), "never assessed");
        row.status = Field::default();
        assert_eq!(at(&row, "2026-06-23"), None);
        row.status = found(&row.status, RelationshipStatus::Negative);
        assert_eq!(scale.score(at(&row, "2026-06-23").expect("readable")), Decimal::from(-25));
    }

    #[test]
    fn bad_relations_alone_are_nothing_and_not_less() {
        let loaded = example();
        let scale = Scale { scores: vec![Decimal::from(-100); RelationshipStatus::ALL.len()], ..Scale::of(&loaded.world.policy) };
        let index = Index::of(of(&loaded, "yunling-mobile"), &scale, day("2026-07-08"));
        assert_eq!(index.value, Decimal::ZERO);
        let scale = Scale { weights: vec![Decimal::ZERO; Role::ALL.len()], ..scale };
        assert_eq!(Index::of(of(&loaded, "yunling-mobile"), &scale, day("2026-07-08")).value, Decimal::ZERO);
    }
}
