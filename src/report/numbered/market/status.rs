//! Who owed a report on industry and market for a month, who has handed one in, and which customers it speaks of.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::analysis::market;
use crate::archive::{CustomerFolder, Doc, DocKind};
use crate::form::choices::StaffRole;
use crate::form::registers::MarketReport;
use crate::model::period::Period;
use crate::rules::cadence::cad_01;
use crate::rules::ours;
use crate::words::{Words, words};
use crate::world::World;

use super::super::{Ask, shape};

/// How somebody's report of a month stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// Not there although it was due.
    Missing,
    /// A document of that name could not be read: nobody knows.
    Unread,
    /// Not there, and not due.
    NotDue,
    /// Not there, and nobody asks this person for one: newly come, or CAD-01 is not in force.
    NotAsked,
    /// Handed in after its day.
    Late,
    /// Handed in.
    Submitted,
}

impl State {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unread => "unread",
            Self::NotDue => "not_due",
            Self::NotAsked => "not_asked",
            Self::Late => "late",
            Self::Submitted => "submitted",
        }
    }

    pub(super) const fn label(self) -> Words {
        match self {
            Self::Missing => words("未交", "missing"),
            Self::Unread => words("读不出来", "unreadable"),
            Self::NotDue => words("未到期", "not due"),
            Self::NotAsked => words("不要求", "not asked"),
            Self::Late => words("迟交", "late"),
            Self::Submitted => words("已交", "submitted"),
        }
    }
}

/// One person's report of one month.
pub(super) struct Status<'a> {
    /// Whose.
    pub(super) staff: &'a str,
    /// Of which month.
    pub(super) month: Period,
    /// The last day for it; none where nobody asks this person for one.
    pub(super) due: Option<NaiveDate>,
    /// Begun and not handed in: the day of that is not filled in.
    pub(super) draft: Option<&'a Doc<MarketReport>>,
    /// Those handed in; usually one.
    pub(super) docs: Vec<&'a Doc<MarketReport>>,
    /// The day on which the first of them was handed in.
    pub(super) submitted_on: Option<NaiveDate>,
    /// The customers that it names.
    pub(super) customers: BTreeSet<&'a str>,
    /// Those in the person's charge that it does not.
    pub(super) left: Vec<&'a CustomerFolder>,
    pub(super) state: State,
}

impl Status<'_> {
    /// Days after the due day: until it was handed in, or until the day of judgement.
    pub(super) fn days_late(&self, day: NaiveDate) -> Option<i64> {
        let until = match self.state {
            State::Missing => Some(day),
            State::Late | State::Submitted => self.submitted_on,
            State::NotDue | State::NotAsked | State::Unread => None,
        };
        Some((until? - self.due?).num_days().max(0))
    }

    pub(super) fn items(&self) -> usize {
        self.docs.iter().filter_map(|doc| doc.record.items.get()).map(crate::form::kind::List::len).sum()
    }
}

/// How the reports of a month stand: the account managers as they stand in the register, then who else has written one.
pub(super) fn of_month<'a>(month: Period, ask: &Ask<'a>) -> Vec<Status<'a>> {
    let loaded = ask.loaded;
    let world = &loaded.world;
    let scene = shape::archive_scene("CAD-01", ask);
    let due = cad_01::last_day(month, scene.param("due_day"));
    let first = scene.first_established();
    let in_force = world.policy.is_in_force(scene.rule);
    let docs: Vec<&Doc<MarketReport>> =
        loaded.registers.market.iter().filter(|doc| doc.whole && cad_01::is_of(doc, month, ask.day)).collect();
    let charges = charges(month, ask);
    let none = Vec::new();
    let mut out = Vec::new();
    let managers: Vec<(&str, bool)> = ours::with_role(world, StaffRole::AccountManager, ask.day)
        .map(|(id, row)| (id, in_force && cad_01::is_asked(row, month, world, first)))
        .collect();
    for (id, asked) in &managers {
        let own: Vec<_> = docs.iter().copied().filter(|doc| market::is_by(doc, id)).collect();
        let status = status(id, month, asked.then_some(due), own, charges.get(id).unwrap_or(&none), ask);
        out.extend(is_meant(&status, &charges, ask).then_some(status));
    }
    // What somebody else wrote who is no account manager, or is one no longer.
    let is_manager = |id: &str| managers.iter().any(|(manager, _)| *manager == id);
    let others = docs.iter().filter_map(|doc| doc.record.author.get()).map(|author| &*author.id).filter(|id| !is_manager(id));
    for id in others.collect::<BTreeSet<&str>>() {
        let own = docs.iter().copied().filter(|doc| doc.record.author.get().is_some_and(|author| author.is(id))).collect();
        let status = status(id, month, None, own, charges.get(id).unwrap_or(&none), ask);
        out.extend(is_meant(&status, &charges, ask).then_some(status));
    }
    out
}

fn status<'a>(
    staff: &'a str,
    month: Period,
    due: Option<NaiveDate>,
    own: Vec<&'a Doc<MarketReport>>,
    charge: &[&'a CustomerFolder],
    ask: &Ask<'a>,
) -> Status<'a> {
    let loaded = ask.loaded;
    let (drafts, docs): (Vec<_>, Vec<_>) = own.into_iter().partition(|doc| doc.record.submitted_on.is_blank());
    let submitted_on = docs.iter().filter_map(|doc| doc.record.submitted_on.value()).min();
    let customers = cad_01::named(&loaded.world, &docs);
    let left = charge.iter().copied().filter(|folder| !customers.contains(&*folder.id)).collect();
    let state = if !docs.is_empty() {
        let late = submitted_on.zip(due).is_some_and(|(submitted, due)| submitted > due);
        if late { State::Late } else { State::Submitted }
    } else {
        match due {
            _ if may_be_unread(staff, month, &loaded.world) => State::Unread,
            None => State::NotAsked,
            Some(due) if due < ask.day => State::Missing,
            Some(_) => State::NotDue,
        }
    };
    let draft = drafts.first().copied().filter(|_| docs.is_empty());
    Status { staff, month, due, draft, docs, submitted_on, customers, left, state }
}

/// The customers that the month's report is to speak of, by who is in charge.
fn charges<'a>(month: Period, ask: &Ask<'a>) -> BTreeMap<&'a str, Vec<&'a CustomerFolder>> {
    let loaded = ask.loaded;
    let mut out: BTreeMap<&str, Vec<&CustomerFolder>> = BTreeMap::new();
    for folder in loaded.customers.iter().filter(|folder| (ask.wanted)(folder)) {
        if let Some(manager) = cad_01::manager_in(folder, month, &loaded.world) {
            out.entry(&manager.id).or_default().push(folder);
        }
    }
    out
}

/// Whether the person is asked for: in charge of a customer that counts, or has written about one.
fn is_meant(status: &Status<'_>, charges: &BTreeMap<&str, Vec<&CustomerFolder>>, ask: &Ask<'_>) -> bool {
    let about = || status.customers.iter().filter_map(|id| shape::folder(id, ask)).any(|folder| (ask.wanted)(folder));
    ask.query.is_empty() || charges.contains_key(status.staff) || about()
}

/// Whether a report that could not be read bears the person's name, or those of the whole year.
fn may_be_unread(id: &str, month: Period, world: &World) -> bool {
    let (single, year) = (format!("{month}-{id}"), month.first_day().year().to_string());
    world.broken.iter().filter(|(kind, _)| *kind == DocKind::Market).any(|(_, path)| {
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        stem == year || stem.strip_prefix(&single).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    })
}
