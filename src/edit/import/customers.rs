//! Customers: 附表1 with its sites, and the people whom the same row names.

use crate::archive::DocKind;
use crate::edit::op::{Op, Place};
use crate::edit::value::{Pair, Value};
use crate::form::Record;
use crate::form::choices::SiteKind;
use crate::form::customer::{Customer, Site};
use crate::resolve::fold;
use crate::say;
use crate::world::World;

use super::cell::Known;
use super::check::Around;
use super::clients::{Client, Clients};
use super::columns::{Kind, Part};
use super::draft::{self, Draft};
use super::papers::{element, elements, get, text};
use super::row::Row;
use super::{Run, people};

/// Plans rows of customers, or of people.
pub(super) fn plan(rows: &[Row<'_>], run: &mut Run<'_>) {
    let mut clients = Clients::new(run.archive.loaded);
    let whose: Vec<Option<usize>> = rows.iter().map(|row| clients.of(row, run)).collect();
    let who: Vec<Option<String>> =
        rows.iter().zip(&whose).map(|(row, client)| client.and_then(|client| clients.person(client, row, run))).collect();
    // What a row refers to may stand in a later row.
    let mut world = run.archive.loaded.world.clone();
    for client in clients.all.iter().filter(|client| client.folder.is_none()) {
        world.customers.add(&client.id, &[&client.short_name, &client.unit_name]);
    }
    for ((row, client), person) in rows.iter().zip(whose).zip(who) {
        let Some(client) = client else { continue };
        one(row, &mut clients.all[client], person, &world, run);
    }
}

fn one(row: &Row<'_>, client: &mut Client<'_>, person: Option<String>, world: &World, run: &mut Run<'_>) {
    let mut draft = Draft::default();
    let chinese = run.archive.keys == crate::form::choices::KeyLanguage::Chinese;
    let names = client.people();
    let known = Known { world, people: Some(&names), chinese, today: run.how.today };
    if let Err(reason) = open(client, run) {
        run.refuse(row, None, reason);
        return;
    }
    if run.brought.kind == Kind::Customers {
        profile(row, client, known, run, &mut draft);
    }
    let mut site = None;
    if run.brought.kind == Kind::Customers {
        site = sites(row, client, known, run, &mut draft);
    }
    if let Some(person) = person {
        people::person(row, client, &person, site, known, run, &mut draft);
    }
    let bad = !draft.bad.is_empty();
    draft.settle(row, run);
    if !bad {
        client.made = client.made.or(Some(row.number));
    }
}

/// Brings the customer's documents to hand.
fn open(client: &Client<'_>, run: &mut Run<'_>) -> Result<(), String> {
    let (profile, people) = client.paths();
    run.papers.open(&client.stem("customer"), DocKind::Customer, profile)?;
    run.papers.open(&client.stem("key-people"), DocKind::KeyPeople, people)?;
    Ok(())
}

/// 附表1 without its sites.
fn profile(row: &Row<'_>, client: &Client<'_>, known: Known<'_>, run: &Run<'_>, draft: &mut Draft) {
    let stem = client.stem("customer");
    let item = Run::item(row, Kind::Customers, client.called(row), &client.id);
    let is_new = client.folder.is_none() && client.made.is_none();
    let mut record = row.record(Part::Customer, known);
    if is_new
        && let Value::Table(pairs) = &mut record
        && !pairs.iter().any(|pair| pair.key == "established_on")
    {
        pairs.push(Pair::new("established_on", Value::day(run.how.today)));
    }
    draft.bad.extend(row.faults::<Customer>(Part::Customer, &record, known, Around::default(), is_new));
    if is_new {
        let Value::Table(pairs) = record else { return };
        draft.steps.extend(pairs.into_iter().map(|pair| (stem.clone(), Op::set(Place::top().key(pair.key), pair.value))));
        draft.added.push(item);
        return;
    }
    let Some(work) = run.papers.get(&stem) else { return };
    let found = draft::differences(row, Part::Customer, known, &work.value, Customer::SPEC);
    let place = (stem, Place::top());
    draft.decide(row, found, &place, item, client.made, run);
}

/// The site that a row names: it is found, or made. Its name where a contact of this row belongs to it; none for the first one.
fn sites(row: &Row<'_>, client: &Client<'_>, known: Known<'_>, run: &Run<'_>, draft: &mut Draft) -> Option<usize> {
    let stem = client.stem("customer");
    let work = run.papers.get(&stem)?;
    let there = elements(get(&work.value, Customer::SPEC, "sites"));
    if !row.has(Part::Site) {
        return (!there.is_empty()).then(|| main_site(&work.value)).flatten();
    }
    let name = row.text(Part::Site, "name");
    let found = if name.is_empty() { main_site(&work.value) } else { site_named(&work.value, name) };
    let mut record = row.record(Part::Site, known);
    let Value::Table(pairs) = &mut record else { return None };
    if let Some(at) = found {
        draft.bad.extend(row.faults::<Site>(Part::Site, &record, known, Around::default(), false));
        let differences = draft::differences(row, Part::Site, known, &there[at].value, Site::SPEC);
        let item = Run::item(row, Kind::Customers, client.called(row), &client.id);
        draft.decide(row, differences, &(stem, element("sites", at)), item, client.made, run);
        return Some(at);
    }
    if !pairs.iter().any(|pair| pair.key == "name") {
        pairs.insert(0, Pair::new("name", Value::text(client.called(row))));
    }
    if !pairs.iter().any(|pair| pair.key == "kind") {
        let kind = if there.is_empty() { SiteKind::Headquarters } else { SiteKind::Branch }.option();
        pairs.insert(0, Pair::new("kind", Value::text(if known.chinese { kind.zh } else { kind.key })));
    }
    draft.bad.extend(row.faults::<Site>(Part::Site, &record, known, Around::default(), true));
    draft.steps.push((stem, Op::append(Place::top().key("sites"), record)));
    if client.folder.is_some() || client.made.is_some() {
        draft.updated.push(Run::item(row, Kind::Customers, client.called(row), &client.id));
    }
    Some(there.len())
}

/// The headquarters, else the first site.
pub(super) fn main_site(profile: &Value) -> Option<usize> {
    let sites = elements(get(profile, Customer::SPEC, "sites"));
    let head = SiteKind::Headquarters.option();
    let is_head = |value: &Value| head.is_called(text(value, Site::SPEC, "kind"));
    sites.iter().position(|site| is_head(&site.value)).or((!sites.is_empty()).then_some(0))
}

/// The site of this name.
pub(super) fn site_named(profile: &Value, name: &str) -> Option<usize> {
    let sites = elements(get(profile, Customer::SPEC, "sites"));
    sites.iter().position(|site| fold(text(&site.value, Site::SPEC, "name")) == fold(name))
}

/// The words for a site that is not there.
pub(super) fn no_site(name: &str, run: &Run<'_>) -> String {
    say!(
        run.lang(),
        "附表1 没有机构「{name}」；请先用 add-site 加上，或改为已有的机构",
        "form 1 has no site `{name}`; add it first with add-site, or name one that is there"
    )
}
