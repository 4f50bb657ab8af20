//! The page of a key person: the row of 附表3, the sheet of 附表2, the contacts.

use chrono::Datelike;

use crate::form::Record;
use crate::form::contact::ContactReport;
use crate::form::customer::SiteContact;
use crate::form::key_people::KeyPersonRow;
use crate::form::person::Person;
use crate::render::table::{Cell, Table};
use crate::report::sheet::{Block, Pair, Sheet};
use crate::say;
use crate::words::words;

use super::{OVERDUE, Source, column, drop_empty_columns, head, is_sensitive, label};

/// The row of 附表3.
const ROW: &[&str] = &[
    "title",
    "role",
    "status",
    "target_status",
    "ours",
    "assessed_on",
    "evidence",
    "reports_to",
    "influences",
    "influence",
    "source_level",
    "concerns",
    "left_on",
];
/// What of 附表2 is not restricted.
const OPEN: &[&str] = &["name", "title", "source_level"];
/// Contacts on the page.
const CONTACTS: usize = 10;

/// The page of the person with this id.
#[must_use]
pub fn sheet(source: &Source<'_>, person: &str) -> Sheet {
    let lang = source.lang();
    let row = source.row(person);
    let sheet_record = source.customer.sheet(person).map(|doc| &doc.record);
    let name =
        row.map(|row| row.called().to_owned()).or_else(|| sheet_record.and_then(|record| record.name.get()).map(|name| name.to_string()));
    let mut sheet = Sheet::new(name.unwrap_or_else(|| person.to_owned()));
    let mut facts = vec![Pair::new(say!(lang, "编号", "Id"), person), Pair::new(say!(lang, "客户", "Customer"), source.customer.called())];
    if let Some(row) = row {
        facts.extend(source.pairs(row, ROW, &is_sensitive));
        facts.extend(ties(source, row));
    }
    let last = source.contacts().last_with(person);
    let last = last.map_or_else(|| say!(lang, "从未", "never"), |day| source.since(day));
    facts.push(Pair::new(say!(lang, "最近联系", "Last contact"), last));
    facts.extend(phones(source, person));
    sheet.push(Block::Pairs(facts));
    if let Some(row) = row {
        history(source, row, &mut sheet);
    }
    personal(source, person, sheet_record, &mut sheet);
    plan(source, person, &mut sheet);
    reports(source, person, &mut sheet);
    source.left_out(&mut sheet);
    sheet
}

fn ties(source: &Source<'_>, row: &KeyPersonRow) -> Option<Pair> {
    let ties = row.competitor_ties.get().filter(|ties| !ties.is_empty())?;
    let items: Vec<String> =
        ties.iter().map(|tie| format!("{} {}", source.value(&tie.competitor), source.value(&tie.status)).trim().to_owned()).collect();
    Some(Pair::new(label::<KeyPersonRow>("competitor_ties", source.lang()), source.list(&items)))
}

/// The numbers of 附表1.
fn phones(source: &Source<'_>, person: &str) -> Vec<Pair> {
    let sites = source.customer.profile.as_ref().and_then(|doc| doc.record.sites.get());
    let contacts = sites.into_iter().flat_map(|list| list.iter()).filter_map(|site| site.contacts.get()).flat_map(|list| list.iter());
    let own = contacts.filter(|contact| contact.person.get().is_some_and(|one| one.is(person)));
    own.flat_map(|contact| source.pairs::<SiteContact>(contact, &["mobile", "office", "home"], &is_sensitive)).collect()
}

fn history(source: &Source<'_>, row: &KeyPersonRow, sheet: &mut Sheet) {
    let Some(history) = row.history.get().filter(|history| !history.is_empty()) else { return };
    let mut pairs: Vec<Pair> = Vec::new();
    for one in history.iter() {
        let text = format!("{} {}", source.value(&one.status), source.value(&one.note));
        pairs.push(Pair::new(source.value(&one.date), text.trim()));
    }
    sheet.push(Block::Heading(label::<KeyPersonRow>("history", source.lang()).to_owned()));
    sheet.push(Block::Pairs(pairs));
}

/// 附表2, restricted but for name, title and source level.
fn personal(source: &Source<'_>, person: &str, record: Option<&Person>, sheet: &mut Sheet) {
    let lang = source.lang();
    let title = Person::SPEC.title.get(lang).to_owned();
    let Some(record) = record else {
        let sealed = source.customer.sealed.iter().any(|id| **id == *person);
        let text = if sealed {
            say!(lang, "已加密，没有打开", "encrypted, not opened")
        } else {
            say!(lang, "还没有建立", "not there yet")
        };
        sheet.note(title, vec![text]);
        return;
    };
    let keys: Vec<&str> =
        Person::SPEC.fields.iter().map(|spec| spec.key).filter(|key| !matches!(*key, "unit_name" | "name" | "title")).collect();
    let mut pairs = source.pairs(record, &keys, &|spec| !OPEN.contains(&spec.key));
    // An own field of the restricted sheet is restricted, whatever its declaration says.
    let own = record.custom().len();
    let from = pairs.len() - own;
    for pair in pairs.iter_mut().skip(from).filter(|_| !source.reveal) {
        *pair = Pair::new(pair.label.clone(), super::MASK);
    }
    sheet.push(Block::Heading(title));
    sheet.push(Block::Pairs(pairs));
}

fn plan(source: &Source<'_>, person: &str, sheet: &mut Sheet) {
    let (lang, year) = (source.lang(), source.today.year());
    let plan = source.customer.plan_of(year);
    let lines = plan.and_then(|doc| doc.record.contact_plan.get()).and_then(|plan| plan.lines.get());
    let mut table = Table::new(vec![
        column("ours", words("我方", "Ours")),
        column("times", words("计划次数", "Planned")),
        column("actual", words("已联系", "Actual")),
        column("next", words("下一次", "Next")),
        column("overdue", OVERDUE),
    ]);
    for line in lines.into_iter().flat_map(|list| list.iter()).filter(|line| line.person.get().is_some_and(|one| one.is(person))) {
        table.rows.push(std::iter::once(Cell::from(source.value(&line.ours))).chain(source.planned(line)).collect());
    }
    drop_empty_columns(&mut table);
    if !table.rows.is_empty() {
        sheet.push(Block::Heading(say!(lang, "{year} 年接触计划", "Contact plan {year}")));
        sheet.push(Block::Table(table));
    }
}

/// The newest contacts, newest first.
fn reports(source: &Source<'_>, person: &str, sheet: &mut Sheet) {
    let mut table = Table::new(vec![
        column("date", head::<ContactReport>("date")),
        column("kind", head::<ContactReport>("kind")),
        column("ours", head::<ContactReport>("ours")),
        column("summary", head::<ContactReport>("summary")),
    ]);
    let mut found: Vec<_> = source.contacts().all().filter(|contact| contact.has_person(person)).collect();
    found.sort_by_key(|contact| std::cmp::Reverse(contact.day));
    let all = found.len();
    for contact in found.into_iter().take(CONTACTS) {
        let report = &contact.doc.record;
        table.rows.push(vec![
            Cell::Date(contact.day),
            source.value(&report.kind).into(),
            source.value(&report.ours).into(),
            source.value(&report.summary).into(),
        ]);
    }
    if table.rows.is_empty() {
        return;
    }
    if all > CONTACTS {
        table.notes.push(say!(source.lang(), "只列最近 {CONTACTS} 次，共 {all} 次。", "The last {CONTACTS} of {all}."));
    }
    sheet.push(Block::Heading(say!(source.lang(), "联系记录", "Contacts")));
    sheet.push(Block::Table(table));
}
