//! How the reports on registers shape their tables: who is named, which columns people need not see, through which scene a rule looks.

use std::collections::BTreeMap;

use crate::archive::{CustomerFolder, DocKind};
use crate::form::choices::StaffRole;
use crate::form::kind::{CustomerRef, StaffRef};
use crate::model::period::{Period, PeriodKind};
use crate::render::table::{Cell, Column, Table};
use crate::report::sheet::{Block, Sheet};
use crate::resolve::Found;
use crate::rules::{ArchiveScene, Rule, Scene, ours, registry};
use crate::say;
use crate::words::words;

use super::{Ask, common};

/// The documents of a customer that an audit looks into.
pub(super) const JUDGED: &[DocKind] = &[
    DocKind::Staff,
    DocKind::Customer,
    DocKind::KeyPeople,
    DocKind::Person,
    DocKind::Insight,
    DocKind::Plan,
    DocKind::ContactReport,
    DocKind::Complaint,
    DocKind::Survey,
    DocKind::Feedback,
    DocKind::Reception,
    DocKind::Orders,
    DocKind::Quotes,
];

/// Whether a document of this kind could not be read, of whomever it is.
pub(super) fn has_unread(kind: DocKind, ask: &Ask<'_>) -> bool {
    ask.loaded.world.broken.iter().any(|(broken, _)| *broken == kind)
}

/// The documents that a register's report rests on: whose customers are asked for the profiles tell, where not all are.
pub(super) fn of_register(kind: DocKind, ask: &Ask<'_>) -> Vec<DocKind> {
    let asked = (!ask.query.is_empty()).then_some(DocKind::Customer);
    [DocKind::Staff, kind].into_iter().chain(asked).collect()
}

/// A column.
pub(super) const fn column(key: &'static str, zh: &'static str, en: &'static str) -> Column {
    Column::new(key, words(zh, en))
}

/// The key for machines, the word for people.
pub(super) fn word(key: &str, label: &str, ask: &Ask<'_>) -> Cell {
    Cell::text(if ask.machine { key } else { label })
}

/// The months that the period asks about, up to the day.
pub(super) fn months(ask: &Ask<'_>) -> Vec<Period> {
    let last = ask.period.last_day().min(ask.day);
    let mut month = Period::of(PeriodKind::Month, ask.period.first_day());
    let mut out = Vec::new();
    while month.first_day() <= last {
        out.push(month);
        month = month.next();
    }
    out
}

/// One of ours where somebody is named.
pub(super) fn staff(one: Option<&StaffRef>, ask: &Ask<'_>) -> Cell {
    one.map_or(Cell::Empty, |one| common::staff_cell(&one.id, ask))
}

/// Several of ours.
pub(super) fn staff_list<'s>(all: impl IntoIterator<Item = &'s StaffRef>, ask: &Ask<'_>) -> Cell {
    let names = &ask.loaded.world.staff.names;
    list(all.into_iter().map(|one| if ask.machine { &*one.id } else { names.called(&one.id) }.to_owned()).collect())
}

/// Several texts; of none an empty cell.
pub(super) fn list(texts: Vec<String>) -> Cell {
    if texts.is_empty() { Cell::Empty } else { Cell::List(texts) }
}

/// The folder of a customer.
pub(super) fn folder<'a>(id: &str, ask: &Ask<'a>) -> Option<&'a CustomerFolder> {
    crate::analysis::due::folder(ask.loaded, id)
}

/// The customer that a register names: its id or name.
pub(super) fn named(one: Option<&CustomerRef>, ask: &Ask<'_>) -> Cell {
    one.map_or(Cell::Empty, |one| Cell::text(customer_name(&one.id, ask)))
}

/// The id, or what people call it.
pub(super) fn customer_name(id: &str, ask: &Ask<'_>) -> String {
    let called = || folder(id, ask).map_or_else(|| ask.loaded.world.customers.called(id), CustomerFolder::called);
    if ask.machine { id.to_owned() } else { called().to_owned() }
}

/// The customer that a free text names.
pub(super) fn meant<'a>(text: &str, ask: &Ask<'a>) -> Option<&'a CustomerFolder> {
    let names = &ask.loaded.world.customers;
    match names.find(text) {
        Found::One(at) | Found::Alias(at) => folder(names.id(at), ask),
        Found::Several(_) | Found::Nothing => None,
    }
}

/// Whether a record about this customer is asked for; one about none is only where nothing is left out.
pub(super) fn is_wanted(customer: Option<&CustomerRef>, ask: &Ask<'_>) -> bool {
    match customer.and_then(|one| folder(&one.id, ask)) {
        Some(folder) => (ask.wanted)(folder),
        None => ask.query.is_empty(),
    }
}

/// The account manager's id.
pub(super) fn manager(customer: &CustomerFolder) -> Option<&StaffRef> {
    customer.profile.as_ref().and_then(|doc| doc.record.account_manager.get())
}

/// The customers that count, by the id of whoever is in charge of them.
pub(super) fn charges<'a>(ask: &Ask<'a>) -> BTreeMap<&'a str, Vec<&'a CustomerFolder>> {
    let mut out: BTreeMap<&str, Vec<&CustomerFolder>> = BTreeMap::new();
    let loaded = ask.loaded;
    for customer in loaded.customers.iter().filter(|customer| (ask.wanted)(customer)) {
        if let Some(manager) = manager(customer) {
            out.entry(&manager.id).or_default().push(customer);
        }
    }
    out
}

/// The names of everybody with this role on the day: 吴芳; empty where there is nobody.
pub(super) fn holders(role: StaffRole, ask: &Ask<'_>) -> String {
    let world = &ask.loaded.world;
    let names: Vec<&str> = ours::with_role(world, role, ask.day).map(|(id, _)| ours::name(world, id)).collect();
    ours::listed(&names, world.lang)
}

/// The rule of this id.
pub(super) fn rule(id: &str) -> &'static Rule {
    registry::find(id).expect("the reports name rules of the catalogue")
}

/// Where this rule is not in force: that the audit says nothing of what stands here.
pub(super) fn not_in_force(id: &str, ask: &Ask<'_>) -> Option<String> {
    let (lang, world) = (ask.lang(), &ask.loaded.world);
    let (title, level) = (rule(id).title.get(lang), rule(id).level_for(None, None).key());
    (!world.policy.is_in_force(rule(id))).then(|| {
        say!(
            lang,
            "规则 {id}（{title}）没有施行，审计不查；要施行，在 kehu.toml 的 [rules] 写 \"{id}\" = \"{level}\"",
            "rule {id} ({title}) is not in force, the audit does not look at it; to put it in force write \"{id}\" = \"{level}\" under [rules] of kehu.toml"
        )
    })
}

/// The archive as this rule sees it, whether it is in force or not.
pub(super) fn archive_scene<'a>(id: &str, ask: &Ask<'a>) -> ArchiveScene<'a> {
    let loaded = ask.loaded;
    ArchiveScene { world: &loaded.world, archive: loaded, today: Some(ask.day), rule: rule(id), found: Vec::new() }
}

/// A customer as this rule sees it.
pub(super) fn scene<'a>(rule: &'static Rule, customer: &'a CustomerFolder, ask: &Ask<'a>) -> Scene<'a> {
    Scene { world: &ask.loaded.world, customer, today: Some(ask.day), rule, found: Vec::new() }
}

/// For people: without these columns, and without those in which nothing stands. Machines keep every column.
pub(super) fn lean(table: &mut Table, ask: &Ask<'_>, without: &[&str]) {
    if ask.machine {
        return;
    }
    let says = |at: usize| table.rows.is_empty() || table.cells(at).any(|cell| *cell != Cell::Empty);
    let kept: Vec<usize> = (0..table.columns.len()).filter(|at| !without.contains(&&*table.columns[*at].key) && says(*at)).collect();
    let take = |row: &Vec<Cell>| kept.iter().map(|at| Table::cell(row, *at).clone()).collect::<Vec<_>>();
    table.rows = table.rows.iter().map(take).collect();
    table.totals = table.totals.iter().map(take).collect();
    table.columns = kept.iter().map(|at| table.columns[*at].clone()).collect();
}

/// A table below its heading; one without rows only machines need.
pub(super) fn below(sheet: &mut Sheet, heading: String, table: Table, ask: &Ask<'_>) {
    if ask.machine || !table.rows.is_empty() {
        sheet.heading(heading);
        sheet.push(Block::Table(table));
    }
}

/// Points below their heading, where there are any.
pub(super) fn points(sheet: &mut Sheet, heading: String, items: Vec<String>) {
    if !items.is_empty() {
        sheet.heading(heading);
        sheet.push(Block::Items(items));
    }
}
