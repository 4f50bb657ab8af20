//! Our people: rows of the staff register.

use std::collections::BTreeMap;

use crate::archive::DocKind;
use crate::archive::compare::unsafe_id;
use crate::edit::id;
use crate::edit::op::{Op, Place};
use crate::edit::value::{Pair, Value};
use crate::form::choices::KeyLanguage;
use crate::form::staff::{StaffRegister, StaffRow};
use crate::form::{Record, Target};
use crate::resolve::{Names, fold};
use crate::say;

use super::Run;
use super::cell::Known;
use super::check::Around;
use super::columns::{Kind, Part};
use super::draft::{self, Draft};
use super::papers::{element, elements, get, text};
use super::row::Row;

const STEM: &str = "staff";

/// Somebody, by id.
struct Book {
    names: Names,
    ids: BTreeMap<String, String>,
    by_name: BTreeMap<String, Vec<String>>,
    hired: BTreeMap<String, usize>,
}

/// Plans rows of staff.
pub(super) fn plan(rows: &[Row<'_>], run: &mut Run<'_>) {
    let staff = &run.archive.loaded.world.staff;
    let path = staff.info.as_ref().map(|info| info.path.to_string());
    if let Err(reason) = run.papers.open(STEM, DocKind::Staff, path.as_deref()) {
        if let Some(row) = rows.first() {
            run.refuse(row, None, reason);
        }
        return;
    }
    let mut book = Book { names: Names::default(), ids: BTreeMap::new(), by_name: BTreeMap::new(), hired: BTreeMap::new() };
    for row in &staff.rows {
        book.add(row.id.get().map_or("", |id| id.as_str()), row.called());
    }
    let who: Vec<Option<String>> = rows.iter().map(|row| book.who(row, run)).collect();
    let mut world = run.archive.loaded.world.clone();
    world.staff.names = book.names.clone();
    let known = Known { world: &world, people: None, chinese: run.archive.keys == KeyLanguage::Chinese, today: run.how.today };
    for (row, id) in rows.iter().zip(who) {
        if let Some(id) = id {
            one(row, &id, &book, known, run);
        }
    }
}

impl Book {
    fn add(&mut self, id: &str, name: &str) {
        self.names.add(id, &[name]);
        self.ids.entry(fold(id)).or_insert_with(|| id.to_owned());
        self.by_name.entry(fold(name)).or_default().push(id.to_owned());
    }

    /// The id of whom a row is about: by id, then by name.
    fn who(&mut self, row: &Row<'_>, run: &mut Run<'_>) -> Option<String> {
        let lang = run.lang();
        let (id, name) = (row.text(Part::Staff, "id"), row.text(Part::Staff, "name"));
        let header = |key: &str| row.cell(Part::Staff, key).map(|cell| cell.header.clone());
        if let Some(there) = self.ids.get(&fold(id)).filter(|_| !id.is_empty()) {
            return Some(there.clone());
        }
        let same = self.by_name.get(&fold(name)).filter(|_| !name.is_empty() && id.is_empty());
        match same.map(Vec::as_slice) {
            Some([one]) => return Some(one.clone()),
            Some(many) => {
                let list = lang.join(many);
                run.refuse(row, header("name"), say!(lang, "对应不止一个人：{list}；请填编号", "it may be any of {list}; fill in the id"));
                return None;
            }
            None => {}
        }
        if let Some(why) = unsafe_id(id, lang).filter(|_| !id.is_empty()) {
            run.refuse(row, header("id"), say!(lang, "编号「{id}」{why}", "the id `{id}` {why}"));
            return None;
        }
        let id = if id.is_empty() { id::unused(&id::of_person(name), |id| self.ids.contains_key(&fold(id))) } else { id.to_owned() };
        self.add(&id, name);
        self.hired.insert(id.clone(), row.number);
        Some(id)
    }
}

fn one(row: &Row<'_>, id: &str, book: &Book, known: Known<'_>, run: &mut Run<'_>) {
    let mut draft = Draft::default();
    let hired = book.hired.get(id).copied();
    let is_new = hired == Some(row.number);
    let mut record = row.record(Part::Staff, known);
    if let Value::Table(pairs) = &mut record {
        pairs.retain(|pair| pair.key != "id");
        pairs.insert(0, Pair::new("id", Value::text(id)));
    }
    let around = Around { people: None, own: Some((Target::Staff, &book.names)) };
    draft.bad.extend(row.faults::<StaffRow>(Part::Staff, &record, known, around, is_new));
    let name = row.text(Part::Staff, "name");
    let item = Run::item(row, Kind::Staff, if name.is_empty() { id } else { name }, id);
    if is_new {
        draft.steps.push((STEM.to_owned(), Op::append(Place::top().key("staff"), record)));
        draft.added.push(item);
    } else if let Some(work) = run.papers.get(STEM) {
        let rows = elements(get(&work.value, StaffRegister::SPEC, "staff"));
        if let Some(at) = rows.iter().position(|row| text(&row.value, StaffRow::SPEC, "id") == id) {
            let found = draft::differences(row, Part::Staff, known, &rows[at].value, StaffRow::SPEC);
            draft.decide(row, found, &(STEM.to_owned(), element("staff", at)), item, hired, run);
        }
    }
    draft.settle(row, run);
}
