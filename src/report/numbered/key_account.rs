//! R-16 大客户信息月报: by region: major information on key accounts, contacts, changes of relations and projects, complaints; moves of
//! competitors from the month's market reports.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::analysis::changes;
use crate::analysis::contacts::{Contact, Contacts};
use crate::analysis::market::month_of;
use crate::analysis::revenue::{Figures, Totals};
use crate::archive::{CustomerFolder, DocKind};
use crate::form::choices::MarketSubject;
use crate::form::{Target, kind::Text};
use crate::model::period::Period;
use crate::render::table::{Cell, Column, Table};
use crate::report::sheet::{Block, Pair, Sheet};
use crate::report::show::Source;
use crate::rules::service;
use crate::say;
use crate::words::{Lang, Words, plural, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, follow_up, region, shape};

const KINDS: &[DocKind] = &[
    DocKind::Customer,
    DocKind::KeyPeople,
    DocKind::Plan,
    DocKind::ContactReport,
    DocKind::Complaint,
    DocKind::MajorInfo,
    DocKind::Market,
    DocKind::Staff,
];

/// What is said where no customer is of this report's kind.
const NOBODY: Words = words(
    "没有 VIP 客户，也没有填写「大客户」的客户；用 `kehu set 客户 key_account=critical` 填写",
    "there are no VIP customers, and of no customer `key_account` is filled in: `kehu set CUSTOMER key_account=critical`",
);

pub(super) static SPEC: Spec = Spec {
    number: 16,
    name: "key-account",
    title: words("大客户信息月报", "Monthly report on key accounts"),
    about: words(
        "按大区：大客户的重要信息、接触、关系与项目变化、投诉、竞争动向",
        "By region: major information on key accounts, contacts, changes of relations and projects, complaints, moves of competitors",
    ),
    maker: words("区域经理", "regional managers"),
    audience: words("销售总监", "sales director"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月末", "last day of the month"),
    source: "004_0808f37331f263a5.txt 客户信息报告",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::KeyPeople, DocKind::Plan, DocKind::ContactReport, DocKind::Complaint]),
    make,
};

/// What sort of thing happened, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    MajorInfo,
    Complaint,
    Status,
    Project,
    Contact,
}

impl Kind {
    const fn words(self) -> (&'static str, Words) {
        match self {
            Self::MajorInfo => ("major_info", words("重要信息", "major information")),
            Self::Complaint => ("complaint", words("投诉", "complaint")),
            Self::Status => ("status", words("关系变化", "change of relation")),
            Self::Project => ("project", words("项目变化", "change of project")),
            Self::Contact => ("contact", words("接触", "contact")),
        }
    }
}

/// One thing that happened in the period.
struct Event {
    kind: Kind,
    day: NaiveDate,
    content: String,
}

/// A key account with what happened.
struct Account<'a> {
    folder: &'a CustomerFolder,
    region: region::Key,
    events: Vec<Event>,
    visits: usize,
    last: Option<NaiveDate>,
    plan: Totals,
}

/// A competitor's move that a market report tells.
struct Move<'a> {
    staff: &'a str,
    customer: Option<&'a Text>,
    content: String,
    implication: String,
}

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let mut accounts = look(ask);
    // By region, in the order of the settings; a stable sort: within a region by id.
    accounts.sort_by(|a, b| a.region.cmp(&b.region));
    let moves = moves(ask);
    let count = |kind: Kind| accounts.iter().map(|one| one.count(kind)).sum::<usize>();
    let (all, info, contacts, silent) =
        (accounts.len(), count(Kind::MajorInfo), count(Kind::Contact), accounts.iter().filter(|one| one.count(Kind::Contact) == 0).count());
    let accounts_of = plural(all, "key account", "key accounts");
    let changed = count(Kind::Status) + count(Kind::Project);
    let summary = match (all, silent) {
        (0, _) => say!(lang, "没有大客户", "no key accounts"),
        (_, 0) => say!(
            lang,
            "大客户 {all} 个，接触 {contacts} 次，重要信息 {info} 条，关系与项目变化 {changed} 项",
            "{accounts_of}, {contacts} contacts, {info} items of major information, {changed} changes"
        ),
        _ => say!(
            lang,
            "大客户 {all} 个，{silent} 个没有接触；接触 {contacts} 次，重要信息 {info} 条，关系与项目变化 {changed} 项",
            "{accounts_of}, {silent} without a contact; {contacts} contacts, {info} items of major information, {changed} changes"
        ),
    };
    let mut main = table(&accounts, ask).named("key_accounts");
    main.hints.extend(accounts.is_empty().then(|| common::nobody(ask, NOBODY)).flatten());
    common::name_unread(&mut main, ask, KINDS);
    let mut sheet = common::start(ask);
    if ask.machine {
        sheet.push(Block::Table(main));
        sheet.push(Block::Table(events(&accounts, ask).named("events")));
        sheet.push(Block::Table(competitors(&moves, ask).named("competitors")));
    } else {
        sheet.push(Block::Text(summary.clone()));
        sheet.push(Block::Table(main));
        by_region(&accounts, ask, &mut sheet);
        shape::below(&mut sheet, say!(lang, "竞争动向", "Moves of competitors"), competitors(&moves, ask), ask);
    }
    Made { pages: vec![sheet], summary, open: silent }
}

impl Account<'_> {
    fn count(&self, kind: Kind) -> usize {
        self.events.iter().filter(|event| event.kind == kind).count()
    }
}

/// Whether a day lies in the period and not after the day of judgement.
fn within(day: NaiveDate, ask: &Ask<'_>) -> bool {
    ask.period.contains(day) && day <= ask.day
}

fn look<'a>(ask: &Ask<'a>) -> Vec<Account<'a>> {
    let mut info: BTreeMap<&str, Vec<Event>> = BTreeMap::new();
    for doc in ask.loaded.registers.major_info.iter().filter(|doc| doc.whole) {
        let record = &doc.record;
        let Some((customer, day)) = record.customer.get().zip(record.occurred_on.value()).filter(|(_, day)| within(*day, ask)) else {
            continue;
        };
        let parts = [record.content.get(), record.impact.get(), record.advice.get()];
        let content: Vec<&str> = parts.into_iter().flatten().map(Text::as_str).filter(|text| !text.is_empty()).collect();
        let content = content.join(words("；", "; ").get(ask.lang()));
        info.entry(&customer.id).or_default().push(Event { kind: Kind::MajorInfo, day, content });
    }
    // Who asks for somebody gets the report, key account or not.
    let meant = |folder: &&CustomerFolder| (ask.wanted)(folder) && (!ask.query.is_empty() || common::is_key_account(folder));
    ask.loaded.customers.iter().filter(meant).map(|folder| account(folder, info.remove(&*folder.id).unwrap_or_default(), ask)).collect()
}

fn account<'a>(folder: &'a CustomerFolder, mut events: Vec<Event>, ask: &Ask<'a>) -> Account<'a> {
    let source = Source { world: &ask.loaded.world, customer: folder, today: ask.day, reveal: false, unread: &[] };
    let contacts = Contacts::of(folder, Some(ask.day)).whole();
    let of_period: Vec<Contact<'_>> = contacts.within(ask.period).collect();
    events.extend(of_period.iter().map(|contact| Event { kind: Kind::Contact, day: contact.day, content: told(contact, &source) }));
    events.extend(statuses(folder, ask));
    let steps = follow_up::steps(folder, ask);
    events.extend(steps.iter().map(|step| Event { kind: Kind::Project, day: step.day, content: step.words(ask) }));
    let scene = shape::scene(shape::rule("SVC-02"), folder, ask);
    for case in service::cases(&scene).filter(|case| within(case.received.date(), ask)) {
        let content = source.value(&case.doc.record.content);
        let content = match case.settled(&scene) {
            Some(_) => say!(ask.lang(), "{content}（已办结）", "{content} (settled)"),
            None => say!(ask.lang(), "{content}（未办结）", "{content} (open)"),
        };
        events.push(Event { kind: Kind::Complaint, day: case.received.date(), content });
    }
    events.sort_by_key(|event| (event.kind, event.day));
    let plan = folder.plan_of(ask.period.last_day().year()).filter(|doc| doc.whole);
    Account {
        folder,
        region: region::key(folder, ask),
        events,
        visits: of_period.iter().filter(|contact| contact.is_visit()).count(),
        last: contacts.last(),
        plan: Totals::of(plan.into_iter().flat_map(|doc| doc.record.projects()).map(Figures::of)),
    }
}

/// 会面，周岚与李国强：……
fn told(contact: &Contact<'_>, source: &Source<'_>) -> String {
    let (lang, record) = (source.world.lang, &contact.doc.record);
    let (kind, ours, people) = (source.value(&record.kind), source.value(&record.ours), source.value(&record.people));
    let summary = source.value(&record.summary);
    say!(lang, "{kind}，{ours}与{people}：{summary}", "{kind}, {ours} with {people}: {summary}")
}

/// 李国强：中立的→积极的（……）. The first assessment of all is no change: nobody knows what was before.
fn statuses(folder: &CustomerFolder, ask: &Ask<'_>) -> Vec<Event> {
    let lang = ask.lang();
    let last = ask.period.last_day().min(ask.day);
    let mut out = Vec::new();
    for row in folder.people_on(Some(ask.day)) {
        for change in changes::of_status(row, ask.period.first_day(), last) {
            let Some(from) = change.from.map(|from| from.label(lang)) else { continue };
            let (name, to) = (row.called(), change.to.label(lang));
            let note = change.note.map(Text::as_str).map_or_else(String::new, |note| say!(lang, "（{note}）", " ({note})"));
            let content = say!(lang, "{name}：{from}→{to}{note}", "{name}: {from}→{to}{note}");
            out.push(Event { kind: Kind::Status, day: change.day, content });
        }
    }
    out
}

/// What the market reports of the period's months tell of competitors.
fn moves<'a>(ask: &Ask<'a>) -> Vec<Move<'a>> {
    let mut out = Vec::new();
    for doc in ask.loaded.registers.market.iter().filter(|doc| doc.whole) {
        let of_period = month_of(doc).is_some_and(|month| {
            let month = Period::from(month);
            ask.period.contains(month.first_day()) || month.contains(ask.period.first_day())
        });
        let submitted = doc.record.submitted_on.value().is_none_or(|on| on <= ask.day);
        if !of_period || !submitted {
            continue;
        }
        let items = doc.record.items.get().into_iter().flat_map(|list| list.iter()).map(|item| &item.0);
        for item in items.filter(|item| item.subject.value() == Some(MarketSubject::Competitor)) {
            let customer = item.customer.get();
            let meant = customer.and_then(|text| shape::meant(text.as_str(), ask));
            if !ask.query.is_empty() && !meant.is_some_and(|folder| (ask.wanted)(folder)) {
                continue;
            }
            let text = |field: Option<&Text>| field.map_or_else(String::new, |text| text.as_str().to_owned());
            out.push(Move {
                staff: doc.record.author.get().map_or("", |author| &author.id),
                customer,
                content: text(item.content.get()),
                implication: text(item.implication.get()),
            });
        }
    }
    out
}

fn table(accounts: &[Account<'_>], ask: &Ask<'_>) -> Table {
    let column = |kind: Kind| Column::new(kind.words().0, kind.words().1);
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("region", words("大区", "region")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("contacts", words("接触", "contacts")),
        Column::new("visits", words("拜访", "visits")),
        Column::new("last_contact", words("最近接触", "last contact")),
        column(Kind::MajorInfo),
        Column::new("status_changes", Kind::Status.words().1),
        Column::new("project_changes", Kind::Project.words().1),
        Column::new("complaints", Kind::Complaint.words().1),
        Column::new("contract", words("合同额", "contract")),
        Column::new("expected", words("实际收入", "expected revenue")),
    ]);
    for one in accounts {
        let plan = (one.plan.projects > 0).then_some(&one.plan);
        let count = |kind: Kind| Cell::count(one.count(kind));
        table.rows.push(vec![
            common::customer_cell(one.folder, ask),
            Cell::text(region_name(one.folder, ask)),
            shape::staff(shape::manager(one.folder), ask),
            count(Kind::Contact),
            Cell::count(one.visits),
            one.last.into(),
            count(Kind::MajorInfo),
            count(Kind::Status),
            count(Kind::Project),
            count(Kind::Complaint),
            plan.and_then(|plan| plan.contract).into(),
            plan.and_then(|plan| plan.expected).into(),
        ]);
    }
    // The region stands above the events, the amounts in R-10.
    shape::lean(&mut table, ask, &["region", "visits", "contract", "expected"]);
    table
}

fn region_name(folder: &CustomerFolder, ask: &Ask<'_>) -> String {
    let Some(region) = region::region_of(folder) else { return String::new() };
    let called = || ask.loaded.world.name_of(Target::Region, &region.id).unwrap_or_else(|| region.id.to_string());
    if ask.machine { region.id.to_string() } else { called() }
}

/// Everything that happened, a row each.
fn events(accounts: &[Account<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("region", words("大区", "region")),
        Column::new("customer", words("客户", "customer")),
        Column::new("date", words("日期", "date")),
        Column::new("kind", words("种类", "kind")),
        Column::new("content", words("内容", "content")),
    ]);
    for (one, event) in accounts.iter().flat_map(|one| one.events.iter().map(move |event| (one, event))) {
        table.rows.push(vec![
            Cell::text(region_name(one.folder, ask)),
            common::customer_cell(one.folder, ask),
            event.day.into(),
            Cell::text(event.kind.words().0),
            Cell::text(&*event.content),
        ]);
    }
    table
}

/// For people: a heading a region, below it each account with what happened, kind by kind.
fn by_region(accounts: &[Account<'_>], ask: &Ask<'_>, sheet: &mut Sheet) {
    let lang: Lang = ask.lang();
    let mut last: Option<&region::Key> = None;
    for one in accounts.iter().filter(|one| !one.events.is_empty()) {
        if last != Some(&one.region) {
            let name = region_name(one.folder, ask);
            sheet.heading(if name.is_empty() { say!(lang, "（没有填写大区）", "(no region)") } else { name });
            last = Some(&one.region);
        }
        let name = one.folder.called();
        let pairs = one.events.iter().map(|event| {
            let (day, kind) = (event.day, event.kind.words().1.get(lang));
            Pair::new(format!("{day} {kind}"), event.content.clone())
        });
        sheet.push(Block::Text(say!(lang, "{name}：", "{name}:")));
        sheet.push(Block::Pairs(pairs.collect()));
    }
}

fn competitors(moves: &[Move<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("staff", words("报告人", "staff")),
        Column::new("customer", words("客户", "customer")),
        Column::new("content", words("内容", "content")),
        Column::new("implication", words("含义", "implication")),
    ]);
    for one in moves {
        table.rows.push(vec![
            common::staff_cell(one.staff, ask),
            one.customer.map(|text| Cell::text(text.as_str())).unwrap_or_default(),
            Cell::text(&*one.content),
            Cell::text(&*one.implication),
        ]);
    }
    shape::lean(&mut table, ask, &[]);
    table
}
