//! What the registers of the archive hold open: suggestions and lending cards.

use crate::archive::{CustomerFolder, Loaded};
use crate::form::choices::StaffRole;
use crate::rules::cadence::cad_07;
use crate::rules::{ours, secrecy};
use crate::say;

use super::gather::{OfArchive, quoted};
use super::item::{Item, Kind, Named};

/// The folder of a customer.
#[must_use]
pub fn folder<'a>(loaded: &'a Loaded, id: &str) -> Option<&'a CustomerFolder> {
    // Those that are loaded stand first among the names, in the same order.
    let at = loaded.world.customers.at(id)?;
    loaded.customers.get(at).filter(|folder| &*folder.id == id)
}

/// The customer that a register names, with its account manager.
fn customer(of: &OfArchive<'_>, id: &str) -> (Named, Option<Named>) {
    let folder = folder(of.scene.archive, id);
    let manager = folder.and_then(|folder| folder.profile.as_ref()).and_then(|doc| doc.record.account_manager.get());
    let name = folder.map_or_else(|| of.scene.world.customers.called(id).to_owned(), |folder| folder.called().to_owned());
    (Named { id: id.to_owned(), name }, manager.map(|one| of.staff(&one.id)))
}

/// CAD-07: suggestions that are not carried out yet.
pub(super) fn suggestions(of: &mut OfArchive<'_>) {
    let (world, today) = (of.scene.world, of.today);
    for doc in of.scene.archive.registers.suggestions.iter().filter(|doc| doc.whole) {
        let record = &doc.record;
        let unclear = record.status.is_bad() || record.closed_on.is_bad();
        if unclear || !ours::counts(world, Some(today), record.issued_on.value()) || cad_07::is_closed(record, today) {
            continue;
        }
        let Some(due) = record.due.value() else { continue };
        let about = record.customer.get().map(|one| customer(of, &one.id));
        let (customer, manager) = about.map_or((None, None), |(customer, manager)| (Some(customer), manager));
        let texts = [record.issue.get(), record.suggestion.get()].into_iter().flatten().map(|text| quoted(text.as_str()));
        let subject = texts.collect::<Vec<_>>().join(say!(of.lang(), "：", ": ").as_str());
        let item = Item { customer, ..of.item(Kind::Suggestion, due, subject, &[StaffRole::MarketingDirector]).marked(&doc.stem) };
        of.put(if manager.is_some() { item.by(manager) } else { item });
    }
}

/// SEC-03: cards that have not come back.
pub(super) fn loans(of: &mut OfArchive<'_>) {
    for doc in secrecy::loans(of.scene).filter(|doc| doc.whole) {
        let record = &doc.record;
        if record.returned_on.is_bad() || record.returned_on.value().is_some_and(|day| day <= of.today) {
            continue;
        }
        let Some(due) = record.due_back.value() else { continue };
        let card = &doc.stem;
        let subject = say!(of.lang(), "借阅卡 {card}", "card {card}");
        let borrower = record.borrower.get().map(|one| of.staff(&one.id));
        let about = record.customer.get().map(|one| customer(of, &one.id).0);
        let item = of.item(Kind::Lending, due, subject, &[]).marked(&doc.stem);
        of.put(Item { customer: about, ..item.by(borrower) });
    }
}
