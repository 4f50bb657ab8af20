//! Who owes what: everything whose day has passed, by who is to do it, with the command that settles it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::analysis::due::{Item, Kind, Named};
use crate::model::period::{Period, PeriodKind};
use crate::render::table::{Cell, Column, Table};
use crate::report::due;
use crate::report::sheet::{Block, Sheet};
use crate::say;
use crate::words::{Lang, shell_word, words};

use super::Pack;

/// So much of what one of ours owes stands on the index page.
const SHOWN: usize = 5;
/// So many of ours stand there.
const PEOPLE: usize = 20;

/// By who is to do it, who owes most first and what nobody is in charge of last; the earliest day first.
pub(super) fn sort(items: &mut [Item]) {
    let mut owed: BTreeMap<String, usize> = BTreeMap::new();
    items.iter().filter_map(|item| item.staff.as_ref()).for_each(|staff| *owed.entry(staff.id.clone()).or_default() += 1);
    items.sort_by_cached_key(|item| {
        let id = item.staff.as_ref().map(|staff| staff.id.clone());
        let count = id.as_ref().and_then(|id| owed.get(id)).copied();
        (id.is_none(), Reverse(count), id, item.date)
    });
}

/// The section of the index: a point a person, what has waited longest first.
pub(super) fn section(pack: &Pack<'_>, sheet: &mut Sheet) {
    let lang = pack.ask.lang();
    if pack.owed.is_empty() {
        return;
    }
    let whose = |item: &Item| item.staff.as_ref().map(|staff| staff.id.clone());
    let of_one = |items: &[Item]| {
        let count = items.len();
        let name = items[0].staff.as_ref().map_or_else(|| say!(lang, "（无人负责）", "(nobody in charge)"), |staff| staff.name.clone());
        let mut lines = vec![say!(lang, "{name}，{count} 项", "{name}, {count}")];
        lines.extend(items.iter().take(SHOWN).map(|item| line(item, lang)));
        let more = count.saturating_sub(SHOWN);
        if more > 0 {
            lines.push(say!(lang, "另有 {more} 项", "and {more} more"));
        }
        lines.join("\n")
    };
    sheet.heading(say!(lang, "谁欠什么", "Who owes what"));
    let groups: Vec<&[Item]> = pack.owed.chunk_by(|a, b| whose(a) == whose(b)).collect();
    let mut points: Vec<String> = groups.iter().take(PEOPLE).map(|items| of_one(items)).collect();
    let more = groups.len().saturating_sub(PEOPLE);
    if more > 0 {
        let items: usize = groups[PEOPLE..].iter().map(|items| items.len()).sum();
        points.push(say!(lang, "另外 {more} 人，{items} 项", "{more} more people, {items}"));
    }
    sheet.push(Block::Items(points));
}

/// 冯凯 按接触计划（星桥设备，过期 10 天）
fn line(item: &Item, lang: Lang) -> String {
    let (what, state) = (what(item), due::state(item, lang));
    match &item.customer {
        Some(customer) => say!(lang, "{what}（{}，{state}）", "{what} ({}, {state})", customer.name),
        None => say!(lang, "{what}（{state}）", "{what} ({state})"),
    }
}

/// The subject with the person whom it is about.
fn what(item: &Item) -> String {
    match &item.person {
        Some(person) if !item.subject.contains(&person.name) => format!("{} {}", person.name, item.subject),
        _ => item.subject.clone(),
    }
}

/// The list for machines.
pub(super) fn table(pack: &Pack<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("staff", words("经办人", "who")),
        Column::new("kind", words("种类", "kind")),
        Column::new("what", words("事项", "what")),
        Column::new("customer", words("客户", "customer")),
        Column::new("person", words("对象", "with")),
        Column::new("due", words("日期", "due")),
        Column::new("days", words("过期天数", "days overdue")),
        Column::new("rule", words("规则", "rule")),
        Column::new("command", words("办理命令", "command")),
    ])
    .named("owes");
    let id = |named: &Option<Named>| named.as_ref().map(|one| Cell::text(&*one.id)).unwrap_or_default();
    table.rows = pack
        .owed
        .iter()
        .map(|item| {
            vec![
                id(&item.staff),
                item.kind.key().into(),
                Cell::text(&*item.subject),
                id(&item.customer),
                id(&item.person),
                item.date.into(),
                Cell::Int(-item.days),
                item.rule.into(),
                Cell::text(command(item)),
            ]
        })
        .collect();
    table
}

/// The command that settles it, with the ids of this archive; what only a person knows is a word in capitals.
fn command(item: &Item) -> String {
    let id = |named: &Option<Named>, other: &str| named.as_ref().map_or_else(|| other.to_owned(), |one| shell_word(&one.id));
    let (customer, person, mark) = (id(&item.customer, "CUSTOMER"), id(&item.person, "PERSON"), shell_word(&item.mark));
    let staff = id(&item.staff, "STAFF");
    let record = |folder: &str| match &item.customer {
        Some(_) if !item.mark.is_empty() => format!("{customer}/{folder}/{mark}"),
        _ => format!("{folder}/{mark}"),
    };
    match item.kind {
        Kind::Action => format!("kehu progress {customer} {} --status done", shell_word(&item.subject)),
        Kind::Assessment => format!("kehu assess {customer} {person} --status STATUS --evidence TEXT"),
        Kind::Callback | Kind::Contact | Kind::Project => format!("kehu log {customer} {person} --ours {staff} --kind KIND --summary TEXT"),
        Kind::Commitment | Kind::Feedback => format!("kehu close {}", record("feedback")),
        Kind::Complaint => format!("kehu close {} --result TEXT", record("complaints")),
        Kind::Credit => format!("kehu set {customer} credit=CREDIT credit_rated_on=DATE"),
        Kind::Evaluation => format!("kehu report callback --skeleton --period {}", Period::last_complete(PeriodKind::Quarter, item.date)),
        Kind::Filing if item.rule == "PLN-05" => format!("kehu receive {customer} --plan"),
        Kind::Filing => format!("kehu receive {customer}"),
        Kind::Insight => format!("kehu add-topic {customer} --topic TOPIC --information TEXT --implication TEXT"),
        Kind::Inspection => {
            format!("kehu report suggestions --skeleton --period {} --me {staff}", Period::last_complete(PeriodKind::Quarter, item.date))
        }
        Kind::Lending => format!("kehu return {mark}"),
        Kind::Plan => format!("kehu plan new {customer}"),
        Kind::Report => format!("kehu report market --skeleton --period {} --me {mark}", Period::of(PeriodKind::Month, item.date)),
        Kind::Review => "kehu report effectiveness".to_owned(),
        Kind::Statistics if item.rule == "STA-01" => "kehu submit statistics".to_owned(),
        Kind::Statistics if item.rule == "STA-03" => "kehu submit month_end".to_owned(),
        Kind::Statistics => "kehu submit regional_analysis".to_owned(),
        Kind::Suggestion => format!("kehu close suggestions/{mark}"),
        Kind::Survey => format!("kehu add-survey {customer}"),
        Kind::Update => format!("kehu set {customer} needs=TEXT"),
        Kind::Verification => format!("kehu certify {customer}"),
    }
}
