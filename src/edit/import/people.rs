//! People: a row of 附表3, the contact of a site in 附表1, a sheet of 附表2.

use crate::archive::DocKind;
use crate::edit::op::{Op, Place};
use crate::edit::value::{Pair, Value};
use crate::form::Record;
use crate::form::customer::{Customer, Site, SiteContact};
use crate::form::key_people::{KeyPeople, KeyPersonRow};
use crate::form::person::Person;
use crate::resolve::fold;
use crate::say;

use super::cell::Known;
use super::check::Around;
use super::clients::Client;
use super::columns::{Kind, Part};
use super::customers::{main_site, no_site, site_named};
use super::draft::{self, Draft};
use super::papers::{element, elements, get, text};
use super::row::Row;
use super::{Bad, Item, Run};

/// Who a row is about, and what it is planned with.
struct Of<'r, 'a> {
    row: &'r Row<'a>,
    client: &'r Client<'a>,
    id: &'r str,
    /// The row that makes the person, where this table does.
    hired: Option<usize>,
    known: Known<'r>,
}

impl Of<'_, '_> {
    fn is_new(&self) -> bool {
        self.hired == Some(self.row.number)
    }

    fn item(&self) -> Item {
        let name = self.row.text(Part::Person, "name");
        let name = if name.is_empty() { self.id } else { name };
        Run::item(self.row, Kind::People, format!("{} {name}", self.client.called(self.row)), self.client.stem(self.id))
    }

    fn around(&self) -> Around<'_> {
        Around { people: self.known.people, own: None }
    }
}

/// Plans what a row says of a person. `site`: the place of the site to which a new contact belongs, where the row has said one.
pub(super) fn person(
    row: &Row<'_>,
    client: &Client<'_>,
    id: &str,
    site: Option<usize>,
    known: Known<'_>,
    run: &mut Run<'_>,
    draft: &mut Draft,
) {
    let of = Of { row, client, id, hired: client.hired.get(id).copied(), known };
    relation(&of, run, draft);
    contact(&of, site, run, draft);
    if row.has(Part::Sheet) {
        sheet(&of, run, draft);
    }
}

/// The row of 附表3.
fn relation(of: &Of<'_, '_>, run: &Run<'_>, draft: &mut Draft) {
    let stem = of.client.stem("key-people");
    let Some(work) = run.papers.get(&stem) else { return };
    let mut record = of.row.record(Part::Person, of.known);
    draft.bad.extend(faults(of, &mut record));
    if of.is_new() {
        draft.steps.push((stem, Op::append(Place::top().key("people"), record)));
        draft.added.push(of.item());
        return;
    }
    let rows = elements(get(&work.value, KeyPeople::SPEC, "people"));
    let at = rows.iter().position(|row| fold(text(&row.value, KeyPersonRow::SPEC, "id")) == fold(of.id));
    let Some(at) = at else { return };
    let found = draft::differences(of.row, Part::Person, of.known, &rows[at].value, KeyPersonRow::SPEC);
    draft.decide(of.row, found, &(stem, element("people", at)), of.item(), of.hired, run);
}

/// The record gets its id, and is checked.
fn faults(of: &Of<'_, '_>, record: &mut Value) -> Vec<Bad> {
    if let Value::Table(pairs) = record {
        pairs.retain(|pair| pair.key != "id");
        pairs.insert(0, Pair::new("id", Value::text(of.id)));
    }
    of.row.faults::<KeyPersonRow>(Part::Person, record, of.known, of.around(), of.is_new())
}

/// The contact of a site.
fn contact(of: &Of<'_, '_>, site: Option<usize>, run: &mut Run<'_>, draft: &mut Draft) {
    let stem = of.client.stem("customer");
    let phones = of.row.has(Part::Contact);
    let record = of.row.record(Part::Contact, of.known);
    let Value::Table(mut pairs) = record else { return };
    pairs.insert(0, Pair::new("person", Value::text(of.id)));
    let record = Value::Table(pairs);
    draft.bad.extend(of.row.faults::<SiteContact>(Part::Contact, &record, of.known, of.around(), false));
    let Some(profile) = run.papers.get(&stem).map(|work| &work.value) else { return };
    if let Some((site, at, contact)) = contact_of(profile, of) {
        let found = draft::differences(of.row, Part::Contact, of.known, contact, SiteContact::SPEC);
        if !found.is_empty() && !in_sheet(of, run) {
            let place = element("sites", site).key("contacts").at(at);
            draft.decide(of.row, found, &(stem, place), of.item(), of.hired, run);
        }
        return;
    }
    let said = if run.brought.kind == Kind::People { of.row.text(Part::Site, "name") } else { "" };
    let site = if said.is_empty() { site.or_else(|| main_site(profile)) } else { site_named(profile, said) };
    let wanted = of.is_new() || phones || !said.is_empty();
    let Some(site) = site else {
        if !said.is_empty() {
            let header = of.row.cell(Part::Site, "name").map(|cell| cell.header.clone());
            draft.bad.push(Bad { row: of.row.number, column: header, reason: no_site(said, run), absent: false });
        } else if phones {
            let header = of.row.of(Part::Contact).next().map(|cell| cell.header.clone());
            let reason = say!(
                run.lang(),
                "附表1 还没有机构，电话没有地方登记；请先填机构或地址",
                "form 1 has no site yet to which a phone number could belong; fill in a site or an address first"
            );
            draft.bad.push(Bad { row: of.row.number, column: header, reason, absent: false });
        }
        return;
    };
    if !wanted || in_sheet(of, run) {
        return;
    }
    draft.steps.push((stem, Op::append(element("sites", site).key("contacts"), record)));
    if !of.is_new() {
        draft.updated.push(of.item());
    }
}

/// The person's contact: its site, its place there, what it says.
fn contact_of<'v>(profile: &'v Value, of: &Of<'_, '_>) -> Option<(usize, usize, &'v Value)> {
    let sites = elements(get(profile, Customer::SPEC, "sites")).iter().enumerate();
    let mut all = sites.flat_map(|(site, value)| {
        let contacts = elements(get(&value.value, Site::SPEC, "contacts")).iter().enumerate();
        contacts.map(move |(at, contact)| (site, at, &contact.value))
    });
    all.find(|(_, _, contact)| {
        let person = text(contact, SiteContact::SPEC, "person");
        let names = of.known.people;
        person == of.id || names.is_some_and(|names| matches!(names.find(person), crate::resolve::Found::One(at) if names.id(at) == of.id))
    })
}

/// Whether the person's sheet says all the phone numbers of the row: they may stand there instead.
fn in_sheet(of: &Of<'_, '_>, run: &mut Run<'_>) -> bool {
    let Some(doc) = of.client.folder.and_then(|folder| folder.sheet(of.id)) else { return false };
    if !of.row.has(Part::Contact) {
        return false;
    }
    let path = doc.info.path.to_string();
    let Ok(work) = run.papers.open(&stem_of(&path), DocKind::Person, Some(&path)) else { return false };
    draft::differences(of.row, Part::Contact, of.known, &work.value, Person::SPEC).is_empty()
}

fn stem_of(path: &str) -> String {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned()
}

/// 附表2.
fn sheet(of: &Of<'_, '_>, run: &mut Run<'_>, draft: &mut Draft) {
    let row = of.row;
    let refuse = |draft: &mut Draft, reason: String| {
        let header = row.of(Part::Sheet).next().map(|cell| cell.header.clone());
        draft.bad.push(Bad { row: row.number, column: header, reason, absent: false });
    };
    if of.client.folder.is_some_and(|folder| folder.is_sealed(of.id)) {
        let reason = say!(
            run.lang(),
            "这个人的附表2 已加密，不能导入；请删去这些格",
            "this person's form 2 is encrypted and cannot be imported into; empty these cells"
        );
        return refuse(draft, reason);
    }
    let there = of.client.folder.and_then(|folder| folder.sheet(of.id)).map(|doc| doc.info.path.to_string());
    let stem = there.as_deref().map_or_else(|| of.client.stem(&format!("people/{}", of.id)), stem_of);
    let begun = run.papers.get(&stem).is_some_and(|work| !work.value.is_blank() && work.value != Value::Table(Vec::new()));
    if let Err(reason) = run.papers.open(&stem, DocKind::Person, there.as_deref()) {
        return refuse(draft, reason);
    }
    let is_new = there.is_none() && !begun;
    let mut record = row.record(Part::Sheet, of.known);
    let Value::Table(pairs) = &mut record else { return };
    if is_new {
        let common = [("source_level", "source_level"), ("recorded_on", "assessed_on")];
        for (key, from) in common {
            let cell = row.cell(Part::Person, from).filter(|_| !pairs.iter().any(|pair| pair.key == key));
            pairs.extend(cell.map(|cell| Pair::new(key, Row::value(cell, of.known))));
        }
    }
    draft.bad.extend(row.faults::<Person>(Part::Sheet, &record, of.known, of.around(), is_new));
    if is_new {
        let Value::Table(pairs) = record else { return };
        draft.steps.extend(pairs.into_iter().map(|pair| (stem.clone(), Op::set(Place::top().key(pair.key), pair.value))));
        if !of.is_new() {
            draft.updated.push(of.item());
        }
        return;
    }
    let Some(work) = run.papers.get(&stem) else { return };
    let found = draft::differences(row, Part::Sheet, of.known, &work.value, Person::SPEC);
    if !found.is_empty() {
        draft.decide(row, found, &(stem, Place::top()), of.item(), of.hired, run);
    }
}
