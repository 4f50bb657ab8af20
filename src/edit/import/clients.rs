//! Which customer a row is about, and which of its people.

use std::collections::BTreeMap;

use crate::archive::compare::unsafe_id;
use crate::archive::{CustomerFolder, Loaded};
use crate::edit::id;
use crate::form::kind::Text;
use crate::resolve::{Found, Names, fold};
use crate::say;

use super::Run;
use super::columns::{Kind, Part};
use super::row::Row;

/// A customer that is there, or that a row makes.
#[derive(Debug, Default)]
pub(super) struct Client<'a> {
    pub(super) id: String,
    pub(super) unit_name: String,
    pub(super) short_name: String,
    /// Its folder, where it is there.
    pub(super) folder: Option<&'a CustomerFolder>,
    /// The first row of this table that was taken over for it; of a new customer the one that makes it.
    pub(super) made: Option<usize>,
    /// The rows that make its new people.
    pub(super) hired: BTreeMap<String, usize>,
    people: Option<Names>,
}

/// All of them.
pub(super) struct Clients<'a> {
    pub(super) all: Vec<Client<'a>>,
    ids: BTreeMap<String, usize>,
    units: BTreeMap<String, Vec<usize>>,
    shorts: BTreeMap<String, Vec<usize>>,
}

impl Client<'_> {
    /// The path without ending of one of its documents.
    pub(super) fn stem(&self, document: &str) -> String {
        format!("customers/{}/{document}", self.id)
    }

    /// The paths of 附表1 and 附表3, where they are there.
    pub(super) fn paths(&self) -> (Option<&str>, Option<&str>) {
        let profile = self.folder.and_then(|folder| folder.profile.as_ref()).map(|doc| &*doc.info.path);
        let people = self.folder.and_then(|folder| folder.key_people.as_ref()).map(|doc| &*doc.info.path);
        (profile, people)
    }

    /// Its key people, with those of this table.
    pub(super) fn people(&self) -> Names {
        self.people.clone().unwrap_or_default()
    }

    /// What people call it.
    pub(super) fn called(&self, row: &Row<'_>) -> String {
        let said = [row.text(Part::Customer, "short_name"), row.text(Part::Customer, "unit_name")];
        let known = [self.short_name.as_str(), self.unit_name.as_str(), said[0], said[1], self.id.as_str()];
        known.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned()
    }
}

impl<'a> Clients<'a> {
    pub(super) fn new(loaded: &'a Loaded) -> Self {
        let mut out = Self { all: Vec::new(), ids: BTreeMap::new(), units: BTreeMap::new(), shorts: BTreeMap::new() };
        for folder in &loaded.customers {
            let record = folder.profile.as_ref().map(|doc| &doc.record);
            let text = |field: Option<&Text>| field.map(|text| text.to_string()).unwrap_or_default();
            out.add(Client {
                id: folder.id.to_string(),
                unit_name: text(record.and_then(|record| record.unit_name.get())),
                short_name: text(record.and_then(|record| record.short_name.get())),
                folder: Some(folder),
                ..Client::default()
            });
        }
        out
    }

    fn add(&mut self, client: Client<'a>) -> usize {
        let at = self.all.len();
        self.ids.entry(fold(&client.id)).or_insert(at);
        for (index, name) in [(&mut self.units, &client.unit_name), (&mut self.shorts, &client.short_name)] {
            if !name.is_empty() {
                index.entry(fold(name)).or_default().push(at);
            }
        }
        self.all.push(client);
        at
    }

    /// Which customer a row is about; none when nobody can tell, which has been said.
    pub(super) fn of(&mut self, row: &Row<'_>, run: &mut Run<'_>) -> Option<usize> {
        if run.brought.kind == Kind::Customers { self.of_customers(row, run) } else { self.there(row, run) }
    }

    /// A customer that must be there: by id or name, or both, which then agree.
    pub(super) fn there(&mut self, row: &Row<'_>, run: &mut Run<'_>) -> Option<usize> {
        let lang = run.lang();
        let mut found = None;
        for cell in row.of(Part::Which) {
            let key = fold(cell.text);
            let by_id = self.ids.get(&key).copied();
            let by_name = |names: &BTreeMap<String, Vec<usize>>| names.get(&key).filter(|places| places.len() == 1).map(|places| places[0]);
            let at = by_id.or_else(|| by_name(&self.units)).or_else(|| by_name(&self.shorts));
            let reason = match (at, found) {
                (Some(at), None) => {
                    found = Some(at);
                    continue;
                }
                (Some(at), Some(before)) if at == before => continue,
                (Some(at), Some(before)) => {
                    let (one, two): (&str, &str) = (&self.all[before].id, &self.all[at].id);
                    say!(
                        lang,
                        "编号和名称指的不是同一个客户：{one}、{two}；请改成一致",
                        "id and name are not of the same customer: {one}, {two}; make them agree"
                    )
                }
                (None, _) => {
                    let near = run.archive.loaded.world.customers.nearest(cell.text);
                    let list = run.archive.loaded.world.customers.describe(&near);
                    let name = cell.text;
                    if near.is_empty() {
                        say!(
                            lang,
                            "档案里没有客户「{name}」；请先导入客户（`--as customers`）",
                            "there is no customer `{name}`; import the customers first (`--as customers`)"
                        )
                    } else {
                        say!(
                            lang,
                            "档案里没有客户「{name}」；是否指 {list}？否则先导入客户",
                            "there is no customer `{name}`; did you mean {list}? otherwise import it first"
                        )
                    }
                }
            };
            run.refuse(row, Some(cell.header.clone()), reason);
            return None;
        }
        if found.is_none() {
            run.refuse(
                row,
                None,
                say!(lang, "没有写明是哪个客户；请填客户编号或名称", "it does not say which customer; fill in its id or name"),
            );
        }
        if let Some(at) = found {
            self.know(at);
        }
        found
    }

    /// A customer that is there or comes to be: by id, then by unit name, then by short name.
    fn of_customers(&mut self, row: &Row<'_>, run: &mut Run<'_>) -> Option<usize> {
        let lang = run.lang();
        let id = row.text(Part::Which, "id");
        let (unit, short) = (row.text(Part::Customer, "unit_name"), row.text(Part::Customer, "short_name"));
        let by_id = self.ids.get(&fold(id)).copied().filter(|_| !id.is_empty());
        let named = |names: &BTreeMap<String, Vec<usize>>, name: &str| {
            names.get(&fold(name)).filter(|_| !name.is_empty()).cloned().unwrap_or_default()
        };
        let mut by_name = named(&self.units, unit);
        // People write the short name where the unit's is asked for.
        for name in [short, unit] {
            if by_name.is_empty() {
                by_name = named(&self.shorts, name);
            }
        }
        let header = |key: &str| row.cell(Part::Customer, key).or_else(|| row.cell(Part::Which, "id")).map(|cell| cell.header.clone());
        if by_id.is_none() && by_name.len() > 1 {
            let ids = lang.join(by_name.iter().map(|at| &self.all[*at].id));
            run.refuse(
                row,
                header("unit_name"),
                say!(lang, "对应不止一个客户：{ids}；请填客户编号", "it may be any of {ids}; fill in the customer's id"),
            );
            return None;
        }
        if let (None, Some(at), false) = (by_id, by_name.first(), id.is_empty()) {
            let other = &self.all[*at].id;
            let reason = say!(
                lang,
                "客户编号是「{id}」，而同名客户的编号是「{other}」；请核对",
                "the id is `{id}`, but the customer of this name has `{other}`; check it"
            );
            run.refuse(row, header("id"), reason);
            return None;
        }
        if let Some(at) = by_id.or(by_name.first().copied()) {
            self.know(at);
            return Some(at);
        }
        if let Some(why) = unsafe_id(id, lang).filter(|_| !id.is_empty()) {
            run.refuse(row, header("id"), say!(lang, "客户编号「{id}」{why}", "the customer id `{id}` {why}"));
            return None;
        }
        let base = id::slug(if short.is_empty() { unit } else { short });
        let id = if id.is_empty() { id::unused(&base, |id| self.ids.contains_key(&fold(id))) } else { id.to_owned() };
        Some(self.add(Client {
            id,
            unit_name: unit.to_owned(),
            short_name: short.to_owned(),
            people: Some(Names::default()),
            ..Client::default()
        }))
    }

    /// Reads a customer's people once.
    fn know(&mut self, at: usize) {
        let client = &mut self.all[at];
        if client.people.is_none() {
            client.people = Some(client.folder.map(|folder| folder.people_names.clone()).unwrap_or_default());
        }
    }

    /// The id of the person whom a row names; none when it names nobody.
    pub(super) fn person(&mut self, client: usize, row: &Row<'_>, run: &mut Run<'_>) -> Option<String> {
        let lang = run.lang();
        let (id, name) = (row.text(Part::Person, "id"), row.text(Part::Person, "name"));
        if id.is_empty() && name.is_empty() {
            let people = [Part::Person, Part::Contact, Part::Sheet].into_iter().find_map(|part| row.of(part).next());
            if let Some(cell) = people {
                run.refuse(row, Some(cell.header.clone()), say!(lang, "没有写明是谁；请填姓名", "it does not say whose; fill in the name"));
            } else if run.brought.kind == Kind::People {
                run.refuse(row, None, say!(lang, "没有写明是谁；请填姓名", "it does not say who; fill in the name"));
            }
            return None;
        }
        let client = &mut self.all[client];
        let names = client.people.get_or_insert_default();
        let text = if id.is_empty() { name } else { id };
        match names.find(text) {
            Found::One(at) | Found::Alias(at) => return Some(names.id(at).to_owned()),
            Found::Several(places) => {
                let list = names.describe(&places);
                let header = row.cell(Part::Person, "name").map(|cell| cell.header.clone());
                run.refuse(row, header, say!(lang, "对应不止一个人：{list}；请填编号", "it may be any of {list}; fill in the id"));
                return None;
            }
            Found::Nothing => {}
        }
        if let Some(why) = unsafe_id(id, lang).filter(|_| !id.is_empty()) {
            let header = row.cell(Part::Person, "id").map(|cell| cell.header.clone());
            run.refuse(row, header, say!(lang, "编号「{id}」{why}", "the id `{id}` {why}"));
            return None;
        }
        let taken = |id: &str| matches!(names.find(id), Found::One(_) | Found::Several(_));
        let id = if id.is_empty() { id::unused(&id::of_person(name), taken) } else { id.to_owned() };
        names.add(&id, &[name]);
        client.hired.insert(id.clone(), row.number);
        Some(id)
    }
}
