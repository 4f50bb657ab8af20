//! The monthly and the quarterly pack: what its parts say, what is to be minded first, who owes what, and what came to differ since the
//! period before. Here it is data and an index page; the command makes a folder of it.

pub(super) mod change;
mod index;
mod owes;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::analysis::due::Item;
use crate::analysis::snapshot::{Comparison, Snapshot, compare};
use crate::findings::{Finding, Level};
use crate::model::period::{Period, PeriodKind};
use crate::render::table::Table;
use crate::report::due::{self, Asked};
use crate::report::hints::tally;
use crate::report::sheet::{Block, Entry, Link, Sheet};
use crate::say;

use super::{Ask, Cycle, Made, Spec, find};

/// What the monthly pack is made of.
const MONTHLY: &[&str] = &["market", "statistics", "due", "actions", "revenue", "rfm", "follow-up", "lending", "audit"];
/// What the quarterly pack is made of.
const QUARTERLY: &[&str] = &["verification", "suggestions", "matrix", "scorecard", "callback", "customer", "region"];

/// A report within a pack.
#[derive(Clone, Debug)]
pub struct Part {
    /// Which.
    pub spec: &'static Spec,
    /// Its stretch of time: of a part that shows how things stand, the pack's day.
    pub period: Period,
    /// What it says.
    pub made: Made,
}

/// A pack before it is written.
pub struct Pack<'a> {
    ask: Ask<'a>,
    /// Its reports, for people.
    pub parts: Vec<Part>,
    /// What should have been done by the day, by who is to do it.
    owed: Vec<Item>,
    /// How things stand.
    now: Snapshot,
    /// How they stood at the end of the period before, where that is known.
    before: Option<Snapshot>,
    /// What came to differ.
    change: Option<Comparison>,
}

/// The parts of a pack; none of a report that is no pack.
#[must_use]
pub fn parts(spec: &Spec) -> Option<Vec<&'static Spec>> {
    let names = match spec.name {
        "monthly" => MONTHLY,
        "quarterly" => QUARTERLY,
        _ => return None,
    };
    Some(names.iter().filter_map(|name| find(name)).collect())
}

/// What a part is asked for.
#[must_use]
pub fn ask_of<'a>(part: &'static Spec, pack: &Ask<'a>, machine: bool) -> Ask<'a> {
    Ask { spec: part, period: stretch(part, pack.period, pack.day), machine, ..*pack }
}

/// The stretch of time of a part.
fn stretch(part: &Spec, whole: Period, day: NaiveDate) -> Period {
    let kind = match part.cycle {
        Cycle::Day | Cycle::TwoWeeks => return part.period(day, 0),
        Cycle::Month | Cycle::DueMonth => PeriodKind::Month,
        Cycle::Quarter => PeriodKind::Quarter,
        Cycle::Year | Cycle::ThisYear => PeriodKind::Year,
    };
    Period::of(kind, whole.last_day())
}

/// Makes a part for people.
#[must_use]
pub fn part(spec: &'static Spec, ask: &Ask<'_>) -> Part {
    let asked = ask_of(spec, ask, false);
    Part { spec, period: asked.period, made: (spec.make)(&asked) }
}

/// The whole pack on one page, its parts in a phrase each.
pub(super) fn make(ask: &Ask<'_>) -> Made {
    let made = parts(ask.spec).unwrap_or_default().into_iter().map(|spec| part(spec, ask)).collect();
    let pack = Pack::new(ask, made);
    let pages = vec![if ask.machine { pack.machine() } else { pack.page(&|_| Vec::new(), Vec::new()) }];
    Made { pages, summary: pack.summary(), open: pack.open() }
}

impl<'a> Pack<'a> {
    /// The pack with these parts.
    #[must_use]
    pub fn new(ask: &Ask<'a>, parts: Vec<Part>) -> Self {
        let (now, before) = (Snapshot::of(ask.loaded, ask.day), ask.before.first().cloned());
        let (now, before) = (only(now, ask), before.map(|before| only(before, ask)));
        let change = before.as_ref().map(|before| compare(before, &now));
        let asked = Asked { today: ask.day, days: 0, query: ask.query, staff: &[], escalate: false };
        let mut owed = due::items(ask.loaded, &asked);
        owed.retain(Item::is_past);
        owes::sort(&mut owed);
        Self { ask: *ask, parts, owed, now, before, change }
    }

    /// What matters most, in a phrase.
    #[must_use]
    pub fn summary(&self) -> String {
        let lang = self.ask.lang();
        let (late, found) = (self.owed.len(), tally(self.now.count(Level::Error), self.now.count(Level::Warning), lang));
        let late = match late {
            0 => say!(lang, "没有过期的事项", "nothing overdue"),
            _ => say!(lang, "过期 {late} 项", "{late} overdue"),
        };
        let change = self.change.as_ref().map(|change| (change.findings.new.len(), change.findings.closed.len()));
        match change {
            Some((new, closed)) => say!(lang, "{late}；{found}，新增 {new}，解决 {closed}", "{late}; {found}, {new} new, {closed} settled"),
            None => format!("{late}{}{found}", crate::words::words("；", "; ").get(lang)),
        }
    }

    /// How many things somebody has to do something about.
    #[must_use]
    pub fn open(&self) -> usize {
        self.owed.len() + self.now.count(Level::Error)
    }

    /// The index page. `links`: the files of a part, and those of `owes` and `compare`; `end`: what stands at the end.
    #[must_use]
    pub fn page(&self, links: &dyn Fn(&str) -> Vec<Link>, end: Vec<Block>) -> Sheet {
        let mut sheet = super::common::start(&self.ask);
        index::first(self, &mut sheet);
        owes::section(self, &mut sheet);
        index::entries(self, links, &mut sheet);
        change::section(self, &mut sheet);
        let unread = self.unread();
        if !unread.is_empty() {
            sheet.push(Block::Table(Table { unread, ..Table::default() }));
        }
        sheet.blocks.extend(end);
        sheet
    }

    /// The same for machines: what each part says, who owes what, what came to differ.
    #[must_use]
    pub fn machine(&self) -> Sheet {
        let mut sheet = Sheet::new(format!("{} {}", self.ask.spec.id(), self.ask.spec.title.get(self.ask.lang())));
        sheet.push(Block::Table(Table { unread: self.unread(), ..index::table(self) }));
        sheet.push(Block::Table(self.owes()));
        sheet.push(Block::Table(self.changes()));
        sheet
    }

    /// Who owes what.
    #[must_use]
    pub fn owes(&self) -> Table {
        owes::table(self)
    }

    /// What came to differ, a row a difference.
    #[must_use]
    pub fn changes(&self) -> Table {
        change::table(self)
    }

    /// Documents that were needed and could not be read: path and reason.
    #[must_use]
    pub fn unread(&self) -> Vec<(String, String)> {
        let of_parts = self.parts.iter().flat_map(|part| &part.made.pages).flat_map(Sheet::unread);
        let broken = self.ask.loaded.customers.iter().filter(|folder| !folder.broken.is_empty() && (self.ask.needed)(folder));
        let needed: BTreeSet<&str> = broken.map(|folder| &*folder.id).collect();
        let all = self.ask.loaded.unread.iter().filter(|one| one.customer.as_ref().is_none_or(|id| needed.contains(&**id)));
        let unread: BTreeSet<(String, String)> = of_parts.chain(all.map(|one| (one.path.to_string(), one.reason.clone()))).collect();
        unread.into_iter().collect()
    }

    /// What the audit says of the customers that are asked for, and of the archive where all are.
    fn findings(&self) -> impl Iterator<Item = &Finding> {
        let ids: Option<BTreeSet<&str>> = (!self.ask.query.is_empty()).then(|| self.ask.customers().map(|folder| &*folder.id).collect());
        let meant = move |one: &&Finding| ids.as_ref().is_none_or(|ids| one.customer.as_deref().is_some_and(|id| ids.contains(id)));
        self.ask.loaded.findings.iter().filter(meant)
    }
}

/// The snapshot of the customers that are asked for. Who is there no more is known to no query.
fn only(mut snapshot: Snapshot, ask: &Ask<'_>) -> Snapshot {
    if ask.query.is_empty() {
        return snapshot;
    }
    let ids: BTreeSet<&str> = ask.customers().map(|folder| &*folder.id).collect();
    snapshot.customers.retain(|one| ids.contains(&*one.id));
    snapshot.findings.retain(|one| one.customer.as_deref().is_some_and(|id| ids.contains(id)));
    snapshot
}

/// An entry of the index.
fn entry(part: &Part, links: Vec<Link>, ask: &Ask<'_>) -> Entry {
    Entry { title: format!("{} {}", part.spec.id(), part.spec.title.get(ask.lang())), text: part.made.summary.clone(), links }
}
