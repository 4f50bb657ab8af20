//! The documents of one customer (or of the registers) on one side, read into rows.

use std::sync::Arc;

use crate::archive::document::{self, With};
use crate::archive::{DocKind, customer, orders, quotes};
use crate::discover::Found;
use crate::form::contact::ContactReport;
use crate::form::customer::Customer;
use crate::form::holidays::Holidays;
use crate::form::insight::Insight;
use crate::form::key_people::KeyPeople;
use crate::form::kind::Shown;
use crate::form::person::Person;
use crate::form::plan::Plan;
use crate::form::reader::DocInfo;
use crate::form::registers::{
    Complaint, Feedback, Incident, Loan, MajorInfo, MarketReport, Reception, Submissions, Suggestion, Survey, Targets,
};
use crate::form::settings::Settings;
use crate::form::staff::StaffRegister;
use crate::form::{Record, Target};
use crate::resolve::{Names, fold};
use crate::source::Syntax;
use crate::words::Lang;
use crate::world::World;

use super::row::{Reading, Row};

/// One document, or one record of a packed register.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) kind: DocKind,
    /// The file name without its ending, or the record's id.
    pub(super) stem: String,
    pub(super) path: Arc<str>,
    pub(super) body: Body,
}

/// What it holds.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// A form.
    Form(Row),
    /// The rows of a table, each as one text.
    Table(Vec<String>),
    /// Encrypted.
    Sealed(Vec<u8>),
}

impl Part {
    /// What tells it from all others of the customer.
    pub(super) fn key(&self) -> (DocKind, String) {
        (self.kind, fold(&self.stem))
    }

    /// The form.
    pub(super) const fn form(&self) -> Option<&Row> {
        match &self.body {
            Body::Form(row) => Some(row),
            Body::Table(_) | Body::Sealed(_) => None,
        }
    }

    /// Whether both hold the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (&self.body, &other.body) {
            (Body::Form(a), Body::Form(b)) => a.is_same(b),
            (Body::Table(a), Body::Table(b)) => a == b,
            (Body::Sealed(a), Body::Sealed(b)) => a == b,
            _ => false,
        }
    }
}

/// One side of one customer.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) parts: Vec<Part>,
    pub(super) people: Names,
    /// Documents that could not be read whole: kind, file name, path, why.
    pub(super) broken: Vec<(DocKind, String, Arc<str>, String)>,
}

/// Reads documents against a world.
pub(super) struct Desk<'a> {
    pub(super) world: &'a World,
    pub(super) customer: Option<Arc<str>>,
    pub(super) lang: Lang,
}

impl Desk<'_> {
    /// Reads these documents: key people first, since everything else refers to them. `people`: those of a document that is not among them.
    pub(super) fn read(&self, files: &[(&Found, &[u8])], people: Names) -> Side {
        let mut side = Side { people, ..Side::default() };
        let first = |found: &Found| found.kind == Some(DocKind::KeyPeople);
        for (found, bytes) in files.iter().filter(|(found, _)| first(found)) {
            self.one(found, bytes, &mut side);
        }
        for (found, bytes) in files.iter().filter(|(found, _)| !first(found)) {
            self.one(found, bytes, &mut side);
        }
        side
    }

    fn one(&self, found: &Found, bytes: &[u8], side: &mut Side) {
        let Some(kind) = found.kind else { return };
        let path: Arc<str> = found.path.as_str().into();
        let info = Arc::new(DocInfo { path: path.clone(), customer: self.customer.clone(), syntax: found.syntax.unwrap_or(Syntax::Toml) });
        if found.sealed {
            let body = Body::Sealed(bytes.to_vec());
            side.parts.push(Part { kind, stem: found.stem.clone(), path, body });
            return;
        }
        let broken = match kind {
            DocKind::Orders | DocKind::Quotes => self.table(kind, &info, bytes, side),
            _ => self.form(kind, &info, found, bytes, side),
        };
        if let Some(why) = broken {
            side.broken.push((kind, fold(&found.stem), path, why));
        }
    }

    fn table(&self, kind: DocKind, info: &Arc<DocInfo>, bytes: &[u8], side: &mut Side) -> Option<String> {
        let opt = |value: Option<String>| value.unwrap_or_default();
        let (rows, broken): (Option<Vec<String>>, _) = if kind == DocKind::Orders {
            let read = orders::read(bytes.to_vec(), info, self.world);
            let rows = read.orders.as_ref().map(|all| {
                let line = |one: &orders::Order| {
                    let words = [all.number(one), all.project(one), all.product(one)];
                    let words = words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ");
                    let cost = opt(one.cost.map(|cost| cost.to_string()));
                    [one.date.to_string(), words, one.amount.to_string(), cost].join(" ").trim_end().to_owned()
                };
                all.rows.iter().map(line).collect()
            });
            (rows, read.broken)
        } else {
            let read = quotes::read(bytes.to_vec(), info, self.world);
            let rows = read.quotes.as_ref().map(|all| {
                let line = |one: &quotes::Quote| {
                    let until = opt(one.valid_until.map(|day| day.to_string()));
                    format!("{} {} {} {until} {} {:?}", one.date, one.project, one.amount, one.by, one.status)
                };
                all.rows.iter().map(line).collect()
            });
            (rows, read.broken)
        };
        let mut rows = rows.unwrap_or_default();
        rows.sort_unstable();
        side.parts.push(Part { kind, stem: String::new(), path: info.path.clone(), body: Body::Table(rows) });
        broken
    }

    fn form(&self, kind: DocKind, info: &Arc<DocInfo>, found: &Found, bytes: &[u8], side: &mut Side) -> Option<String> {
        let at = At { info, found, bytes, kind };
        match kind {
            DocKind::Settings => self.typed::<Settings>(&at, side),
            DocKind::Staff => self.typed::<StaffRegister>(&at, side),
            DocKind::Holidays => self.typed::<Holidays>(&at, side),
            DocKind::Customer => self.typed::<Customer>(&at, side),
            DocKind::KeyPeople => self.typed::<KeyPeople>(&at, side),
            DocKind::Person => self.typed::<Person>(&at, side),
            DocKind::Insight => self.typed::<Insight>(&at, side),
            DocKind::Plan => self.typed::<Plan>(&at, side),
            DocKind::ContactReport => self.typed::<ContactReport>(&at, side),
            DocKind::Complaint => self.typed::<Complaint>(&at, side),
            DocKind::Survey => self.typed::<Survey>(&at, side),
            DocKind::Feedback => self.typed::<Feedback>(&at, side),
            DocKind::Reception => self.typed::<Reception>(&at, side),
            DocKind::Market => self.typed::<MarketReport>(&at, side),
            DocKind::MajorInfo => self.typed::<MajorInfo>(&at, side),
            DocKind::Loan => self.typed::<Loan>(&at, side),
            DocKind::Incident => self.typed::<Incident>(&at, side),
            DocKind::Suggestion => self.typed::<Suggestion>(&at, side),
            DocKind::Submissions => self.typed::<Submissions>(&at, side),
            DocKind::Targets => self.typed::<Targets>(&at, side),
            DocKind::Orders | DocKind::Quotes => None,
        }
    }

    fn typed<R: Record>(&self, at: &At<'_>, side: &mut Side) -> Option<String> {
        let declares = match at.kind {
            DocKind::KeyPeople => Some(Target::Person),
            DocKind::Staff => Some(Target::Staff),
            _ => None,
        };
        let people = self.customer.is_some().then_some(&side.people);
        let given = customer::given(at.kind);
        let with = With { world: self.world, people, people_complete: false, given, packed: at.kind.may_be_packed(), declares };
        let mut docs = Vec::with_capacity(1);
        let account = document::read::<R>(at.bytes.to_vec(), at.info, &at.found.stem, with, &mut docs);
        if at.kind == DocKind::KeyPeople {
            side.people = account.names;
        }
        let name = |target: Target, id: &str| match target {
            Target::Person => side.people.label_of(id).map(str::to_owned),
            _ => self.world.name_of(target, id),
        };
        let people = Shown { lang: self.lang, machine: false, name: &name };
        let how = Reading { people, unit: self.world.unit, text: account.text.as_str() };
        let parts: Vec<Part> = docs
            .iter()
            .map(|doc| {
                let mut row = Row::of(&doc.record, &how);
                // What the file name says already: it may stand in the document or not.
                let said = |key: &str, value: &str| (key == "id" || given.contains(&key)) && doc.stem.starts_with(value);
                row.items.retain(|item| !said(item.spec.key, &item.cell.raw()));
                Part { kind: at.kind, stem: doc.stem.to_string(), path: at.info.path.clone(), body: Body::Form(row) }
            })
            .collect();
        side.parts.extend(parts);
        account.broken
    }
}

/// A document that is read.
struct At<'d> {
    info: &'d Arc<DocInfo>,
    found: &'d Found,
    bytes: &'d [u8],
    kind: DocKind,
}
