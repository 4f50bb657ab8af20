//! R-26 大区监督表: of each region: verification, suggestions, revenue plan (第十七条: by region); below it the customers
//! that want something done.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::analysis::revenue::{Figures, Totals};
use crate::analysis::verification::{self, State};
use crate::archive::{CustomerFolder, DocKind};
use crate::findings::Level;
use crate::form::Target;
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::sheet::{Block, Sheet};
use crate::resolve::fold;
use crate::rules::cadence::cad_07;
use crate::say;
use crate::words::{shell_word, words};

use super::{Ask, Cycle, Made, Reads, Spec, common};

const KINDS: &[DocKind] = &[DocKind::Customer, DocKind::Plan, DocKind::Suggestion, DocKind::Staff];

pub(super) static SPEC: Spec = Spec {
    number: 26,
    name: "region",
    title: words("大区监督表", "Supervision by region"),
    about: words(
        "每个大区：核定、完善建议、收益计划、审计发现；要处理的客户",
        "Of each region: verification, suggestions, revenue plan, findings; the customers that want something done",
    ),
    maker: words("大区经理", "regional managers"),
    audience: words("市场部", "marketing"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("每季度，季后 15 日内", "quarterly, within 15 days"),
    source: "000_492afcb71e7a325f.txt 第十七条",
    reads: Reads::Findings,
    make,
};

/// What a region's customers, or one of them, come to.
#[derive(Clone, Default)]
struct Sums {
    customers: usize,
    /// Of how many a verification is asked for, and how many were verified.
    asked: usize,
    verified: usize,
    missing: usize,
    /// Verified and countersigned.
    checked: usize,
    open: usize,
    overdue: usize,
    closed: usize,
    plan: Totals,
    errors: usize,
    warnings: usize,
}

/// A customer with its figures.
struct Row<'a> {
    folder: &'a CustomerFolder,
    region: Key,
    state: State,
    sums: Sums,
}

/// What regions are told apart and sorted by: the settings' order, then those that are not registered, then none.
pub(super) type Key = (bool, usize, String);

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let rows = look(ask);
    let mut groups: BTreeMap<Key, (String, Sums)> = BTreeMap::new();
    // A region without customers has its row too: somebody is in charge of it.
    if ask.query.is_empty() {
        registered(ask).for_each(|(key, id)| drop(groups.insert(key, (id, Sums::default()))));
    }
    let mut all = Sums::default();
    for row in &rows {
        let id = || region_of(row.folder).map(|region| region.id.to_string()).unwrap_or_default();
        groups.entry(row.region.clone()).or_insert_with(|| (id(), Sums::default())).1.add(&row.sums);
        all.add(&row.sums);
    }
    let mut main = Table::new(columns(ask.machine));
    for (key, (id, sums)) in &groups {
        main.rows.push(cells(name(key, id, ask), manager(key, id, ask), sums, ask));
    }
    if groups.len() > 1 {
        main.totals.push(cells(Cell::text(words("合计", "total").get(lang)), Cell::Empty, &all, ask));
    }
    main.hints.extend(rows.is_empty().then(|| common::no_customers(ask)).flatten());
    common::name_unread(&mut main, ask, KINDS);
    let summary = summary(&all, ask);
    let mut sheet = common::start(ask);
    if ask.machine {
        sheet.push(Block::Table(main.named("regions")));
        sheet.push(Block::Table(customers(&rows, ask).named("customers")));
    } else {
        sheet.push(Block::Text(summary.clone()));
        sheet.push(Block::Table(main.named("regions")));
        plans(&groups, &all, ask, &mut sheet);
        to_do(&rows, ask, &mut sheet);
    }
    Made { pages: vec![sheet], summary, open: all.missing + all.overdue }
}

/// The customer's region.
pub(super) fn region_of(folder: &CustomerFolder) -> Option<&crate::form::kind::RegionRef> {
    folder.profile.as_ref().filter(|doc| doc.whole).and_then(|doc| doc.record.region.get())
}

/// The key of its region.
pub(super) fn key(folder: &CustomerFolder, ask: &Ask<'_>) -> Key {
    let Some(region) = region_of(folder) else { return (true, usize::MAX, String::new()) };
    (false, ask.loaded.world.regions.at(&region.id).unwrap_or(usize::MAX), fold(&region.id))
}

/// The regions of the settings.
fn registered<'a>(ask: &Ask<'a>) -> impl Iterator<Item = (Key, String)> + use<'a> {
    let rows = ask.loaded.world.settings.regions.get().into_iter().flat_map(|list| list.iter());
    let ids = rows.enumerate().filter_map(|(at, row)| Some((at, row.0.id.get()?.to_string())));
    ids.map(|(at, id)| ((false, at, fold(&id)), id))
}

fn name(key: &Key, id: &str, ask: &Ask<'_>) -> Cell {
    if ask.machine {
        return Cell::text(id);
    }
    let lang = ask.lang();
    let called = ask.loaded.world.name_of(Target::Region, id).unwrap_or_else(|| id.to_owned());
    match *key {
        (true, ..) => Cell::Text(say!(lang, "（没有填写大区）", "(no region)")),
        (_, usize::MAX, _) => Cell::Toned(Tone::Fair, say!(lang, "{called}（未登记）", "{called} (not registered)")),
        _ => Cell::Text(called),
    }
}

/// Who manages the region.
fn manager(key: &Key, id: &str, ask: &Ask<'_>) -> Cell {
    let rows = ask.loaded.world.settings.regions.get();
    let row = rows.and_then(|list| list.iter().find(|row| row.0.id.get().is_some_and(|own| own.as_str() == id)));
    match row.and_then(|row| row.0.manager.get()) {
        Some(manager) => common::staff_cell(manager.as_str(), ask),
        None if ask.machine || key.0 => Cell::Empty,
        None => Cell::Toned(Tone::Fair, say!(ask.lang(), "没有大区经理", "nobody")),
    }
}

fn look<'a>(ask: &Ask<'a>) -> Vec<Row<'a>> {
    let year = ask.period.last_day().year();
    let mut levels: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut suggestions: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for finding in &ask.loaded.findings {
        let Some(id) = finding.customer.as_deref() else { continue };
        match finding.level {
            Level::Error => levels.entry(id).or_default()[0] += 1,
            Level::Warning => levels.entry(id).or_default()[1] += 1,
            Level::Info => {}
        }
    }
    for doc in &ask.loaded.registers.suggestions {
        let record = &doc.record;
        let Some(customer) = record.customer.get().filter(|_| doc.whole) else { continue };
        if record.issued_on.value().is_some_and(|issued| issued > ask.day) {
            continue;
        }
        let counts = suggestions.entry(&customer.id).or_default();
        if !cad_07::is_closed(record, ask.day) {
            counts[0] += 1;
            counts[1] += usize::from(record.due.value().is_some_and(|due| due < ask.day));
        } else if record.closed_on.value().is_some_and(|closed| ask.period.contains(closed)) {
            counts[2] += 1;
        }
    }
    let row = |folder: &'a CustomerFolder| {
        let verification = verification::of(folder, ask.period, &ask.loaded.world, ask.day);
        let state = verification.state;
        let plan = folder.plan_of(year).filter(|doc| doc.whole);
        let [errors, warnings] = levels.get(&*folder.id).copied().unwrap_or_default();
        let [open, overdue, closed] = suggestions.get(&*folder.id).copied().unwrap_or_default();
        let sums = Sums {
            customers: 1,
            asked: usize::from(state.is_asked() || state.is_verified()),
            verified: usize::from(state.is_verified()),
            missing: usize::from(state == State::Missing),
            checked: usize::from(verification.stamp.is_some_and(|(_, stamp)| !stamp.checked_by.is_blank())),
            open,
            overdue,
            closed,
            plan: Totals::of(plan.into_iter().flat_map(|doc| doc.record.projects()).map(Figures::of)),
            errors,
            warnings,
        };
        Row { folder, region: key(folder, ask), state, sums }
    };
    ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)).map(row).collect()
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.customers += other.customers;
        self.asked += other.asked;
        self.verified += other.verified;
        self.missing += other.missing;
        self.checked += other.checked;
        self.open += other.open;
        self.overdue += other.overdue;
        self.closed += other.closed;
        self.plan.merge(&other.plan);
        self.errors += other.errors;
        self.warnings += other.warnings;
    }

    fn share(&self) -> Option<crate::model::percent::Percent> {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        crate::model::percent::Percent::ratio(count(self.verified), count(self.asked))
    }
}

/// For machines every figure in a column of its own; for people what belongs together stands together.
fn columns(machine: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::new("region", words("大区", "region")),
        Column::new("manager", words("大区经理", "manager")),
        Column::new("customers", words("客户", "customers")),
    ];
    if machine {
        columns.extend([
            Column::new("verification_due", words("应核定", "to be verified")),
            Column::new("verified", words("已核定", "verified")),
            Column::new("countersigned", words("已复核", "countersigned")),
            Column::new("verified_share", words("核定率", "share verified")),
            Column::new("suggestions_open", words("未办结建议", "open suggestions")),
            Column::new("suggestions_overdue", words("逾期建议", "overdue suggestions")),
            Column::new("suggestions_closed", words("本期办结建议", "suggestions closed in the period")),
        ]);
    } else {
        let right = crate::render::table::Align::Right;
        columns.extend([
            Column::new("verified", words("已核定", "verified")).aligned(right),
            Column::new("suggestions_open", words("未办结建议", "open suggestions")).aligned(right),
        ]);
    }
    if machine {
        columns.extend(amounts());
    }
    columns.extend([Column::new("errors", words("错误", "errors")), Column::new("warnings", words("警告", "warnings"))]);
    columns
}

fn amounts() -> [Column; 3] {
    [
        Column::new("contract", words("合同额", "contract")),
        Column::new("expected", words("实际收入", "expected revenue")),
        Column::new("profit", words("利润额", "profit")),
    ]
}

fn cells(name: Cell, manager: Cell, sums: &Sums, ask: &Ask<'_>) -> Vec<Cell> {
    let (machine, lang) = (ask.machine, ask.lang());
    let mut cells = vec![name, manager, Cell::count(sums.customers)];
    if machine {
        let counts = [sums.asked, sums.verified, sums.checked];
        cells.extend(counts.map(Cell::count));
        cells.push(sums.share().into());
        cells.extend([sums.open, sums.overdue, sums.closed].map(Cell::count));
    } else {
        let (verified, asked, open, overdue) = (sums.verified, sums.asked, sums.open, sums.overdue);
        cells.push(format!("{verified}/{asked}").into());
        cells.push(if overdue > 0 {
            Cell::Toned(Tone::Bad, say!(lang, "{open}（逾期 {overdue}）", "{open} ({overdue} overdue)"))
        } else {
            Cell::Text(open.to_string())
        });
    }
    if machine {
        cells.extend([sums.plan.contract.into(), sums.plan.expected.into(), sums.plan.profit.into()]);
    }
    cells.extend([Cell::count(sums.errors), Cell::count(sums.warnings)]);
    cells
}

/// For people: the revenue plans by region, apart from the supervision.
fn plans(groups: &BTreeMap<Key, (String, Sums)>, all: &Sums, ask: &Ask<'_>, sheet: &mut Sheet) {
    if all.plan.projects == 0 {
        return;
    }
    let (lang, year) = (ask.lang(), ask.period.last_day().year());
    let mut columns = vec![Column::new("region", words("大区", "region")), Column::new("projects", words("项目数", "projects"))];
    columns.extend(amounts());
    columns.extend([Column::new("win_rate", words("获取率", "win rate")), Column::new("margin", words("利润率", "margin"))]);
    let mut table = Table::new(columns);
    let row = |name: Cell, plan: &Totals| {
        let rates = [plan.win_rate().into(), plan.margin().into()];
        let sums = [name, Cell::count(plan.projects), plan.contract.into(), plan.expected.into(), plan.profit.into()];
        sums.into_iter().chain(rates).collect::<Vec<Cell>>()
    };
    table.rows = groups.iter().map(|(key, (id, sums))| row(name(key, id, ask), &sums.plan)).collect();
    if table.rows.len() > 1 {
        table.totals.push(row(Cell::text(words("合计", "total").get(lang)), &all.plan));
    }
    sheet.heading(say!(lang, "{year} 年收益计划", "Revenue plans of {year}"));
    sheet.push(Block::Table(table));
}

fn customers(rows: &[Row<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("region", words("大区", "region")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("verified_on", words("最近核定", "last verified")),
        Column::new("verification", words("本期核定", "verification")),
        Column::new("suggestions_open", words("未办结建议", "open suggestions")),
        Column::new("suggestions_overdue", words("逾期建议", "overdue suggestions")),
        Column::new("contract", words("合同额", "contract")),
        Column::new("expected", words("实际收入", "expected revenue")),
        Column::new("profit", words("利润额", "profit")),
        Column::new("errors", words("错误", "errors")),
        Column::new("warnings", words("警告", "warnings")),
    ]);
    for row in rows {
        let record = row.folder.profile.as_ref().map(|doc| &doc.record);
        let manager = record.and_then(|record| record.account_manager.get()).map(|staff| common::staff_cell(&staff.id, ask));
        let last = record.and_then(|record| record.newest_verified(ask.day)).map(|(on, _)| on);
        table.rows.push(vec![
            common::customer_cell(row.folder, ask),
            region_of(row.folder).map(|region| Cell::text(&*region.id)).unwrap_or_default(),
            manager.unwrap_or_default(),
            last.into(),
            Cell::text(row.state.key()),
            Cell::count(row.sums.open),
            Cell::count(row.sums.overdue),
            row.sums.plan.contract.into(),
            row.sums.plan.expected.into(),
            row.sums.plan.profit.into(),
            Cell::count(row.sums.errors),
            Cell::count(row.sums.warnings),
        ]);
    }
    table
}

/// For people: the customers that want something done, by region, and the commands.
fn to_do(rows: &[Row<'_>], ask: &Ask<'_>, sheet: &mut Sheet) {
    let lang = ask.lang();
    let mut open: Vec<&Row<'_>> =
        rows.iter().filter(|row| row.state == State::Missing || row.sums.overdue > 0 || row.sums.errors > 0).collect();
    if open.is_empty() {
        return;
    }
    open.sort_by(|a, b| a.region.cmp(&b.region).then_with(|| b.sums.errors.cmp(&a.sums.errors)));
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("region", words("大区", "region")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("verification", words("本期核定", "verification")),
        Column::new("suggestions_overdue", words("逾期建议", "overdue suggestions")),
        Column::new("errors", words("错误", "errors")),
    ]);
    for row in &open {
        let record = row.folder.profile.as_ref().map(|doc| &doc.record);
        let region = region_of(row.folder).map(|region| region.id.to_string());
        let region = region.map(|id| ask.loaded.world.name_of(Target::Region, &id).unwrap_or(id));
        let state = row.state.label(lang).to_owned();
        table.rows.push(vec![
            common::customer_cell(row.folder, ask),
            region.into(),
            record.and_then(|record| record.account_manager.get()).map(|staff| common::staff_cell(&staff.id, ask)).unwrap_or_default(),
            if row.state == State::Missing { Cell::Toned(Tone::Bad, state) } else { Cell::Text(state) },
            Cell::count(row.sums.overdue),
            Cell::count(row.sums.errors),
        ]);
    }
    if let Some(id) = open.iter().find(|row| row.state == State::Missing).map(|row| shell_word(&row.folder.id)) {
        table.hints.push(say!(lang, "登记核定：`kehu certify {id}`", "enter a verification: `kehu certify {id}`"));
    }
    if let Some(id) = open.iter().find(|row| row.sums.errors > 0).map(|row| shell_word(&row.folder.id)) {
        table.hints.push(say!(lang, "看错误在哪里：`kehu audit customer:{id}`", "see what is wrong: `kehu audit customer:{id}`"));
    }
    sheet.heading(say!(lang, "要处理的客户", "Customers that want something done"));
    sheet.push(Block::Table(table));
}

fn summary(all: &Sums, ask: &Ask<'_>) -> String {
    let lang = ask.lang();
    if all.customers == 0 {
        return say!(lang, "没有客户", "no customers");
    }
    let (verified, asked, open, overdue, errors) = (all.verified, all.asked, all.open, all.overdue, all.errors);
    let overdue = if overdue > 0 { say!(lang, "（逾期 {overdue}）", " ({overdue} overdue)") } else { String::new() };
    say!(
        lang,
        "已核定 {verified}/{asked}，未办结建议 {open} 条{overdue}，错误 {errors} 个",
        "verified {verified}/{asked}, open suggestions {open}{overdue}, errors {errors}"
    )
}
