//! The documents that a commit touched, as they were before or after it.

use std::collections::BTreeMap;

use crate::archive::version::Reading;
use crate::archive::{Doc, DocKind};
use crate::discover;
use crate::form::contact::ContactReport;
use crate::form::customer::Customer;
use crate::form::key_people::KeyPeople;
use crate::form::plan::Plan;

use super::Teller;

/// A kind of document and what addresses it: the file name without its ending, of a packed record its id.
pub(super) type Key = (DocKind, String);

/// Documents of one side of a commit.
#[derive(Default)]
pub(super) struct Side {
    pub(super) customer: Option<Customer>,
    pub(super) people: Option<KeyPeople>,
    pub(super) plans: BTreeMap<String, Plan>,
    pub(super) reports: BTreeMap<String, ContactReport>,
    /// All others, with what they say in one text.
    pub(super) others: BTreeMap<Key, String>,
    /// Those that cannot be read, with their path.
    pub(super) broken: BTreeMap<Key, String>,
}

/// Whether the file is a document whose content counts.
pub(super) fn is_read(path: &str) -> bool {
    discover::document(path).is_some_and(|found| found.kind.is_some())
}

impl Side {
    /// Reads a file of this side; none where it was not there.
    pub(super) fn take(&mut self, teller: &Teller<'_>, path: &str, name: Option<&String>, contents: &BTreeMap<String, Vec<u8>>) {
        let (Some(name), Some(found)) = (name, discover::document(path)) else { return };
        let Some(kind) = found.kind else { return };
        let key = (kind, found.stem.clone());
        let Some(bytes) = contents.get(name) else {
            self.broken.insert(key, path.to_owned());
            return;
        };
        let read = Reading { world: teller.world, customer: teller.customer, found: &found, kind, bytes };
        let whole = match kind {
            DocKind::Customer => read.docs().map(|docs| self.customer = docs.into_iter().next().map(|doc| doc.record)),
            DocKind::KeyPeople => read.docs().map(|docs| self.people = docs.into_iter().next().map(|doc| doc.record)),
            DocKind::Plan => read.docs().map(|docs| self.plans.extend(stems(docs))),
            DocKind::ContactReport => read.docs().map(|docs| self.reports.extend(stems(docs))),
            _ => read.texts().map(|texts| self.others.extend(texts.into_iter().map(|(stem, text)| ((kind, stem), text)))),
        };
        if whole.is_none() {
            self.broken.insert(key, path.to_owned());
        }
    }

    /// Leaves out what the other side could not read.
    pub(super) fn forget(&mut self, other: &Self) {
        for (kind, stem) in other.broken.keys() {
            match kind {
                DocKind::Customer => self.customer = None,
                DocKind::KeyPeople => self.people = None,
                DocKind::Plan => drop(self.plans.remove(stem)),
                // It may be any of those in a packed register.
                DocKind::ContactReport => self.reports.clear(),
                kind => self.others.retain(|(other, _), _| other != kind),
            }
        }
    }
}

fn stems<R>(docs: Vec<Doc<R>>) -> impl Iterator<Item = (String, R)> {
    docs.into_iter().map(|doc| (doc.stem.to_string(), doc.record))
}
