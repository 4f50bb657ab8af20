//! The documents that a commit touched, as they were before or after it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::archive::customer::given;
use crate::archive::document::{self, With};
use crate::archive::{Doc, DocKind};
use crate::discover::{self, Found};
use crate::findings::Level;
use crate::form::contact::ContactReport;
use crate::form::customer::Customer;
use crate::form::insight::Insight;
use crate::form::key_people::KeyPeople;
use crate::form::kind::Shown;
use crate::form::person::Person;
use crate::form::plan::Plan;
use crate::form::reader::DocInfo;
use crate::form::registers::{Complaint, Feedback, Reception, Survey};
use crate::form::{Record, Target};
use crate::source::Syntax;

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
        let read = Reading { teller, found: &found, kind, bytes };
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

/// One document that is read.
struct Reading<'a> {
    teller: &'a Teller<'a>,
    found: &'a Found,
    kind: DocKind,
    bytes: &'a [u8],
}

impl Reading<'_> {
    /// Its records; none where it cannot be read whole.
    fn docs<R: Record>(&self) -> Option<Vec<Doc<R>>> {
        let customer = Some(self.teller.customer.id.clone());
        let syntax = self.found.syntax.unwrap_or(Syntax::Toml);
        let info = Arc::new(DocInfo { path: self.found.path.as_str().into(), customer, syntax });
        let with = With {
            world: self.teller.world,
            people: Some(&self.teller.customer.people_names),
            people_complete: false,
            given: given(self.kind),
            packed: self.kind.may_be_packed(),
            declares: (self.kind == DocKind::KeyPeople).then_some(Target::Person),
        };
        let mut docs = Vec::new();
        let account = document::read(self.bytes.to_vec(), &info, &self.found.stem, with, &mut docs);
        // Where the text had to be guessed at, what is missing may only be misread.
        let faulty = account.findings.iter().any(|finding| finding.rule == "ARC-05" && finding.level == Level::Error);
        (account.broken.is_none() && !faulty).then_some(docs)
    }

    /// What it says, by record: the same text where nothing but the layout differs.
    fn texts(&self) -> Option<Vec<(String, String)>> {
        match self.kind {
            DocKind::Person if !self.found.sealed => self.said::<Person>(),
            DocKind::Insight => self.said::<Insight>(),
            DocKind::Complaint => self.said::<Complaint>(),
            DocKind::Survey => self.said::<Survey>(),
            DocKind::Feedback => self.said::<Feedback>(),
            DocKind::Reception => self.said::<Reception>(),
            // A table, or a sheet that is encrypted.
            _ => Some(vec![(self.found.stem.clone(), format!("{:?}", self.bytes))]),
        }
    }

    fn said<R: Record>(&self) -> Option<Vec<(String, String)>> {
        let name = |_: Target, _: &str| None;
        let shown = Shown { lang: self.teller.world.lang, machine: true, name: &name };
        let one = |doc: Doc<R>| {
            let mut text = String::new();
            doc.record.each(&mut |spec, field| text.push_str(&format!("{}={}\n", spec.key, field.cell(&shown).raw())));
            doc.record.custom().iter().for_each(|own| text.push_str(&format!("{}={}\n", own.key, own.text)));
            (doc.stem.to_string(), text)
        };
        self.docs::<R>().map(|docs| docs.into_iter().map(one).collect())
    }
}
