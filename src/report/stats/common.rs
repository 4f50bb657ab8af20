//! What the answers have in common: cells, notes, and which documents an answer could not count.

use std::sync::Arc;

use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::render::table::{Cell, Table};
use crate::report::hints::first_customer;
use crate::say;
use crate::words::Lang;

use super::Asked;

/// The customer: its id, or its name.
pub(super) fn customer_cell(customer: &CustomerFolder, machine: bool) -> Cell {
    Cell::text(if machine { &*customer.id } else { customer.called() })
}

/// Names the documents of these kinds that the answer needed and that could not be read: those of the customers asked for, of the
/// archive as a whole, and the settings, without which nobody knows the unit.
pub(super) fn name_unread(table: &mut Table, loaded: &Loaded, asked: &Asked<'_>, kinds: &[DocKind]) {
    let customers = loaded.customers.iter().filter(|customer| (asked.needed)(customer)).flat_map(|customer| &customer.broken);
    let needed = customers.chain(&loaded.world.broken).filter(|(kind, _)| *kind == DocKind::Settings || kinds.contains(kind));
    let mut paths: Vec<&Arc<str>> = needed.map(|(_, path)| path).collect();
    paths.sort_unstable();
    let unread = loaded.unread.iter().filter(|one| paths.binary_search(&&one.path).is_ok());
    table.unread.extend(unread.map(|one| (one.path.to_string(), one.reason.clone())));
}

/// These kinds of documents, and the profiles where a query chooses customers by them.
pub(super) fn of_query(asked: &Asked<'_>, kinds: &[DocKind]) -> Vec<DocKind> {
    let profile = (!asked.everybody).then_some(DocKind::Customer);
    kinds.iter().copied().chain(profile).collect()
}

/// What to do where nobody is there to be shown: the first customer, or another query. That a query meets nobody is an answer too: who
/// reads it by machine is told nothing.
pub(super) fn no_customers(loaded: &Loaded, asked: &Asked<'_>, lang: Lang) -> Option<String> {
    if loaded.customers.is_empty() {
        return Some(first_customer(lang));
    }
    (!asked.machine).then(|| {
        say!(
            lang,
            "没有符合条件的客户；`kehu list customers` 列出全部客户",
            "no customer is meant by this query; `kehu list customers` lists them all"
        )
    })
}
