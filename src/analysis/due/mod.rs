//! What falls due: every date that the plans, the registers and the rules in force set, with what is to be done, and by whom.
//! The dates are those of the rules: what is overdue here is what they report. A rule that is not in force asks for nothing. Where a
//! document could not be read nobody is said to be late for what may stand in it; what lies ahead is listed all the same.
//!
//! Of what comes round again each item is the earliest that is open: a quarter's verification, then the next one's.

mod callback;
mod escalate;
mod gather;
mod item;
mod lists;
mod plans;
mod profile;
mod registers;
mod service;
#[cfg(test)]
mod tests;
mod who;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::rules::{ArchiveScene, Rule, Scene, engine, registry};
use crate::world::World;

pub use escalate::escalated;
pub use item::{Item, Kind, Named, State};
pub use registers::folder;
pub use who::superior;

use gather::{OfArchive, OfCustomer};

/// Where items about a customer come from: the rules that ask for them, of which one must be in force, and what looks for them.
struct CustomerSource {
    rules: &'static [&'static str],
    gather: fn(&mut OfCustomer<'_>),
    /// It lists records that stand alone: those that could be read do not wait for the others.
    of_records: bool,
}

/// Where items about no customer in particular come from, or from the registers.
struct ArchiveSource {
    rules: &'static [&'static str],
    gather: fn(&mut OfArchive<'_>),
    /// As with a customer.
    of_records: bool,
}

const fn of_customer_by(rules: &'static [&'static str], gather: fn(&mut OfCustomer<'_>)) -> CustomerSource {
    CustomerSource { rules, gather, of_records: false }
}

const fn of_its_records(rules: &'static [&'static str], gather: fn(&mut OfCustomer<'_>)) -> CustomerSource {
    CustomerSource { rules, gather, of_records: true }
}

/// What can be said where documents could not be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sight {
    /// Everything.
    All,
    /// Only what lies ahead.
    Ahead,
    /// Nothing.
    Nothing,
}

impl Sight {
    /// Takes out of `items`, from the `first` on, what must not be said.
    fn keep(self, items: &mut Vec<Item>, first: usize) {
        if self == Self::Ahead {
            let ahead = items.split_off(first).into_iter().filter(|item| !item.is_past());
            items.extend(ahead);
        }
    }
}

/// What can be said of a customer under a rule.
fn sight(world: &World, folder: &CustomerFolder, source: &CustomerSource, rule: &Rule) -> Sight {
    let broken = || folder.broken.iter().chain(&world.broken).map(|(kind, _)| kind);
    if !engine::has_needs(folder, rule) || (!source.of_records && broken().any(|kind| rule.needs.contains(kind))) {
        Sight::Nothing
    } else if broken().any(|kind| rule.uses.contains(kind)) {
        Sight::Ahead
    } else {
        Sight::All
    }
}

static CUSTOMER: &[CustomerSource] = &[
    of_its_records(&["F6-06"], plans::contacts),
    of_its_records(&["F7A-05"], plans::actions),
    of_customer_by(&["PLN-02"], plans::of_the_year),
    of_its_records(&["PLN-05"], plans::filing),
    of_customer_by(&["ARC-03"], profile::filing),
    of_customer_by(&["CAD-03"], profile::verification),
    of_customer_by(&["CAD-04"], profile::update),
    of_customer_by(&["F3-06"], profile::assessments),
    of_customer_by(&["F5-04"], profile::insight),
    of_customer_by(&["DAT-02"], profile::credit),
    of_customer_by(&["SAT-01"], profile::survey),
    of_customer_by(&["VIS-01"], callback::gather),
    of_customer_by(&["VIS-02"], callback::gather),
    of_customer_by(&["VIS-03"], callback::gather),
    of_customer_by(&["VIS-04"], callback::gather),
    of_customer_by(&["VIS-05"], callback::gather),
    of_customer_by(&["VIS-06"], callback::gather),
    of_customer_by(&["VIS-09"], callback::gather),
    of_customer_by(&["VIS-10"], callback::gather),
    of_its_records(&["SVC-02", "SVC-04", "SVC-01"], service::complaints),
    of_its_records(&["SVC-05"], service::opinions),
    of_its_records(&["SVC-06"], service::commitments),
    of_customer_by(&["PIP-01"], service::projects),
];

static ARCHIVE: &[ArchiveSource] = &[
    ArchiveSource { rules: &["CAD-01"], gather: lists::reports, of_records: false },
    ArchiveSource { rules: &["CAD-05"], gather: lists::inspection, of_records: false },
    ArchiveSource { rules: &["VIS-14"], gather: lists::evaluation, of_records: false },
    ArchiveSource { rules: &["STA-01"], gather: lists::statistics, of_records: false },
    ArchiveSource { rules: &["STA-03"], gather: lists::month_end, of_records: false },
    ArchiveSource { rules: &["STA-04"], gather: lists::regional, of_records: false },
    ArchiveSource { rules: &["GOV-02"], gather: lists::review, of_records: false },
    ArchiveSource { rules: &["CAD-07"], gather: registers::suggestions, of_records: true },
    ArchiveSource { rules: &["SEC-03"], gather: registers::loans, of_records: true },
];

/// The sources whose rules are in force, each with the first of them.
fn in_force<'s, S>(sources: &'s [S], rules: fn(&S) -> &'static [&'static str], world: &World) -> Vec<(&'s S, &'static Rule)> {
    let first = |source: &'s S| {
        let known = rules(source).iter().filter_map(|id| registry::find(id));
        known.into_iter().find(|rule| world.policy.is_in_force(rule)).map(|rule| (source, rule))
    };
    sources.iter().filter_map(first).collect()
}

/// The kinds of documents that the answer rests on, by the rules in force: where one of them cannot be read, something may be missing.
#[must_use]
pub fn documents(world: &World) -> Vec<DocKind> {
    let of_customers = in_force(CUSTOMER, |source| source.rules, world).into_iter().map(|(_, rule)| rule);
    let of_archive = in_force(ARCHIVE, |source| source.rules, world).into_iter().map(|(_, rule)| rule);
    let mut kinds: Vec<DocKind> = of_customers.chain(of_archive).flat_map(|rule| rule.needs.iter().chain(rule.uses)).copied().collect();
    // Whose the customer is, and who stands above whom.
    kinds.extend([DocKind::Customer, DocKind::Staff, DocKind::Settings]);
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// What falls due with one customer up to `until`, and what is overdue: sorted. What the registers say of it is not there: that
/// takes the whole archive ([`all`]).
#[must_use]
pub fn of_customer(world: &World, folder: &CustomerFolder, today: NaiveDate, until: NaiveDate) -> Vec<Item> {
    let mut items = look(world, folder, &in_force(CUSTOMER, |source| source.rules, world), today, until);
    items.sort_by(Item::order);
    items
}

fn look(
    world: &World,
    folder: &CustomerFolder,
    sources: &[(&'static CustomerSource, &'static Rule)],
    today: NaiveDate,
    until: NaiveDate,
) -> Vec<Item> {
    let mut items = Vec::new();
    for (source, rule) in sources {
        let sight = sight(world, folder, source, rule);
        if sight == Sight::Nothing {
            continue;
        }
        let first = items.len();
        let scene = Scene { world, customer: folder, today: Some(today), rule, found: Vec::new() };
        (source.gather)(&mut OfCustomer { scene: &scene, today, until, items: &mut items });
        sight.keep(&mut items, first);
    }
    items
}

/// Everything that falls due up to `until`, and what is overdue: sorted by date, kind and customer.
#[must_use]
pub fn all(loaded: &Loaded, today: NaiveDate, until: NaiveDate) -> Vec<Item> {
    let world = &loaded.world;
    let sources = in_force(CUSTOMER, |source| source.rules, world);
    let each = loaded.customers.par_iter().with_max_len(64).map(|folder| look(world, folder, &sources, today, until));
    let mut items: Vec<Item> = each.collect::<Vec<_>>().into_iter().flatten().collect();
    for (source, rule) in in_force(ARCHIVE, |source| source.rules, world) {
        let missing = |(kind, _): &(DocKind, _)| (!source.of_records && rule.needs.contains(kind)) || rule.uses.contains(kind);
        let sight = if world.broken.iter().any(missing) { Sight::Ahead } else { Sight::All };
        let first = items.len();
        let scene = ArchiveScene { world, archive: loaded, today: Some(today), rule, found: Vec::new() };
        (source.gather)(&mut OfArchive { scene: &scene, today, until, items: &mut items });
        sight.keep(&mut items, first);
    }
    items.sort_by(Item::order);
    items
}
