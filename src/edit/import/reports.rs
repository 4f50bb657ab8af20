//! Contact reports: one file a contact, with its own author and day.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::archive::DocKind;
use crate::edit::op::{Op, Place};
use crate::edit::value::Value;
use crate::form::Record;
use crate::form::choices::KeyLanguage;
use crate::form::contact::ContactReport;
use crate::say;

use super::Run;
use super::cell::{Known, meaning};
use super::check::Around;
use super::clients::{Client, Clients};
use super::columns::{Kind, Part};
use super::draft::{self, Draft};
use super::papers::{elements, get, text};
use super::row::Row;

/// A report that is there, or that an earlier row makes.
struct There {
    stem: String,
    path: Option<String>,
    row: Option<usize>,
    /// In a packed register it is one of several, and stays as it is.
    packed: bool,
    value: Value,
}

/// Plans rows of contact reports.
pub(super) fn plan(rows: &[Row<'_>], run: &mut Run<'_>) {
    let mut clients = Clients::new(run.archive.loaded);
    let mut there: BTreeMap<usize, Vec<There>> = BTreeMap::new();
    for row in rows {
        let Some(at) = clients.there(row, run) else { continue };
        let known = match there.entry(at) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => match reports(&clients.all[at], run) {
                Ok(found) => place.insert(found),
                Err(reason) => {
                    run.refuse(row, None, reason);
                    continue;
                }
            },
        };
        one(row, &clients.all[at], known, run);
    }
}

/// The reports of a customer.
fn reports(client: &Client<'_>, run: &Run<'_>) -> Result<Vec<There>, String> {
    let mut out = Vec::new();
    let mut last: Option<(String, Value)> = None;
    for doc in client.folder.map(|folder| folder.reports.as_slice()).unwrap_or_default() {
        let path = doc.info.path.to_string();
        if last.as_ref().is_none_or(|(known, _)| *known != path) {
            last = Some((path.clone(), (run.archive.value)(&path)?));
        }
        let Some((_, whole)) = &last else { continue };
        let records = get(whole, ContactReport::SPEC, "records").or_else(|| get(whole, ContactReport::SPEC, "记录"));
        let packed = records.is_some();
        let record = elements(records).iter().find(|one| text(&one.value, ContactReport::SPEC, "id") == &*doc.stem);
        let value = if packed { record.map(|one| one.value.clone()) } else { Some(whole.clone()) };
        let stem = format!("{}/{}", path.rsplit_once('/').map_or("", |(folder, _)| folder), doc.stem);
        out.extend(value.map(|value| There { stem, path: Some(path), row: None, packed, value }));
    }
    Ok(out)
}

fn one(row: &Row<'_>, client: &Client<'_>, there: &mut Vec<There>, run: &mut Run<'_>) {
    let mut draft = Draft::default();
    let names = client.people();
    let world = &run.archive.loaded.world;
    let known = Known { world, people: Some(&names), chinese: run.archive.keys == KeyLanguage::Chinese, today: run.how.today };
    let record = row.record(Part::Report, known);
    let around = Around { people: Some(&names), own: None };
    draft.bad.extend(row.faults::<ContactReport>(Part::Report, &record, known, around, true));
    let name = name(&record, known);
    let item = |id: &str| Run::item(row, Kind::ContactReports, format!("{} {name}", client.called(row)), id);
    if !draft.bad.is_empty() {
        return draft.settle(row, run);
    }
    let base = client.stem(&format!("contact-reports/{name}"));
    match there.iter().find(|one| is_same(one, &record, known)) {
        None => {
            let taken = |stem: &str| there.iter().any(|one| one.stem == stem);
            let stem = std::iter::once(base.clone()).chain((2_usize..).map(|number| format!("{base}-{number}"))).find(|stem| !taken(stem));
            let stem = stem.unwrap_or(base);
            if let Err(reason) = run.papers.open(&stem, DocKind::ContactReport, None) {
                return run.refuse(row, None, reason);
            }
            if let Value::Table(pairs) = &record {
                draft.steps.extend(pairs.iter().map(|pair| (stem.clone(), Op::set(Place::top().key(&pair.key), pair.value.clone()))));
            }
            let made = item(&stem);
            there.push(There { stem, path: None, row: Some(row.number), packed: false, value: record });
            draft.added.push(made);
        }
        Some(one) => {
            let found = draft::differences(row, Part::Report, known, &one.value, ContactReport::SPEC);
            let refused = (one.packed && !found.is_empty()).then(|| {
                say!(
                    run.lang(),
                    "这份报告已归并到年度文件，导入不改它；请手工核对",
                    "the report is in a packed file, which an import does not change; compare it by hand"
                )
            });
            let (stem, path, made) = (one.stem.clone(), one.path.clone(), one.row);
            let opened = if one.packed { Ok(()) } else { run.papers.open(&stem, DocKind::ContactReport, path.as_deref()).map(|_| ()) };
            if let Some(reason) = refused.or_else(|| opened.err()) {
                return run.refuse(row, None, reason);
            }
            let item = item(&stem);
            draft.decide(row, found, &(stem, Place::top()), item, made, run);
        }
    }
    draft.settle(row, run);
}

/// `2026-07-08-li-guoqiang-zhou-lan`: day, first of theirs, first of ours.
fn name(record: &Value, known: Known<'_>) -> String {
    let first = |key: &str| match get(record, ContactReport::SPEC, key) {
        Some(Value::List(items)) => items.first().map(|item| item.value.clone()),
        other => other.cloned(),
    };
    let kind = |key: &str| ContactReport::SPEC.find(key).map(|(_, field)| &field.kind);
    let word = |key: &str| {
        let value = first(key)?;
        kind(key).and_then(|kind| meaning(kind, &value, known).into_iter().next())
    };
    ["date", "people", "ours"].into_iter().filter_map(word).collect::<Vec<_>>().join("-")
}

/// Whether it is the report of the same contact: same day, first person, kind and summary, whatever the file is called.
fn is_same(one: &There, record: &Value, known: Known<'_>) -> bool {
    let says = |value: &Value, key: &str| {
        let field = ContactReport::SPEC.find(key).map(|(_, field)| field);
        field.zip(get(value, ContactReport::SPEC, key)).map(|(field, value)| meaning(&field.kind, value, known)).unwrap_or_default()
    };
    let day = |value: &Value| says(value, "date").into_iter().next();
    // The day may stand in the file name alone.
    let name = one.stem.rsplit('/').next().and_then(|name| name.get(..10)).map(str::to_owned);
    day(&one.value).or(name) == day(record)
        && says(&one.value, "people").first() == says(record, "people").first()
        && ["kind", "summary"].into_iter().all(|key| says(&one.value, key) == says(record, key))
}
