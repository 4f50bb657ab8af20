//! What the reports have in common: how a page begins, how customers and staff are named, which documents could not be counted.

use crate::archive::{CustomerFolder, DocKind};
use crate::render::table::{Cell, Table};
use crate::report::hints::first_customer;
use crate::report::sheet::{Block, Pair, Sheet};
use crate::say;
use crate::words::Words;

use super::{Ask, Cycle};

/// A page with its number and title, and below them the period and the day of judgement.
pub(super) fn start(ask: &Ask<'_>) -> Sheet {
    let lang = ask.lang();
    let (id, title) = (ask.spec.id(), ask.spec.title.get(lang));
    let mut sheet = Sheet::new(format!("{id} {title}"));
    let mut pairs = Vec::new();
    if ask.spec.cycle != Cycle::Day {
        pairs.push(Pair::new(say!(lang, "期间", "Period"), ask.period.label(lang)));
    }
    pairs.push(Pair::new(say!(lang, "截至", "As of"), ask.day.to_string()));
    sheet.push(Block::Line(pairs));
    sheet
}

/// The customer: its id, or its name.
pub(super) fn customer_cell(customer: &CustomerFolder, ask: &Ask<'_>) -> Cell {
    Cell::text(if ask.machine { &*customer.id } else { customer.called() })
}

/// One of ours: the id, or the name.
pub(super) fn staff_cell(id: &str, ask: &Ask<'_>) -> Cell {
    Cell::text(if ask.machine { id } else { ask.loaded.world.staff.names.called(id) })
}

/// Whether the customer is 大客户 (definitions G3): `key_account` not empty, or tier vip.
pub(super) fn is_key_account(customer: &CustomerFolder) -> bool {
    customer.profile.as_ref().is_some_and(|doc| doc.record.is_key_account())
}

/// Whether the customer is 重要、重点, or 大客户 (definitions G3).
pub(super) fn is_important(customer: &CustomerFolder) -> bool {
    customer.profile.as_ref().is_some_and(|doc| doc.record.is_important() || doc.record.is_key_account())
}

/// Names the documents of these kinds (registers too), of the customers asked for and of the archive, that the report needed and that could not be read.
pub(super) fn name_unread(table: &mut Table, ask: &Ask<'_>, kinds: &[DocKind]) {
    let loaded = ask.loaded;
    let customers = loaded.customers.iter().filter(|customer| (ask.needed)(customer)).flat_map(|customer| &customer.broken);
    let needed = customers.chain(&loaded.world.broken).filter(|(kind, _)| *kind == DocKind::Settings || kinds.contains(kind));
    let mut paths: Vec<&str> = needed.map(|(_, path)| &**path).collect();
    paths.sort_unstable();
    paths.dedup();
    let unread = loaded.unread.iter().filter(|one| paths.binary_search(&&*one.path).is_ok());
    table.unread.extend(unread.map(|one| (one.path.to_string(), one.reason.clone())));
}

/// What to do where a report shows nobody; `of_its_kind`: where there are customers, but none of those that the report is about.
pub(super) fn nobody(ask: &Ask<'_>, of_its_kind: Words) -> Option<String> {
    no_customers(ask).or_else(|| ask.query.is_empty().then(|| of_its_kind.get(ask.lang()).to_owned()))
}

/// What to do where no customer is there to be shown.
pub(super) fn no_customers(ask: &Ask<'_>) -> Option<String> {
    let lang = ask.lang();
    if ask.loaded.customers.is_empty() {
        return Some(first_customer(lang));
    }
    (ask.customers().next().is_none() && !ask.machine).then(|| {
        say!(
            lang,
            "没有符合条件的客户；`kehu list customers` 列出全部客户",
            "no customer is meant by this query; `kehu list customers` lists them all"
        )
    })
}
