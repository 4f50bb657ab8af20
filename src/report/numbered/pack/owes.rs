//! Who owes what: everything whose day has passed, by who is to do it, with the command that settles it.

use std::cmp::Reverse;

use crate::analysis::due::{Item, Kind, Named};
use crate::render::table::{Cell, Column, Table};
use crate::report::due;
use crate::report::sheet::{Block, Sheet};
use crate::say;
use crate::words::{shell_word, words};

use super::Pack;

/// So many rows stand on the index page.
const SHOWN: usize = 30;

/// By who is to do it, what nobody is in charge of last; the longest overdue first.
pub(super) fn sort(items: &mut [Item]) {
    items.sort_by(|a, b| {
        let who = |item: &Item| (item.staff.is_none(), item.staff.as_ref().map(|one| one.id.clone()));
        who(a).cmp(&who(b)).then_with(|| Reverse(a.owed_for()).cmp(&Reverse(b.owed_for()))).then_with(|| a.order(b))
    });
}

/// The section of the index.
pub(super) fn section(pack: &Pack<'_>, sheet: &mut Sheet) {
    let lang = pack.ask.lang();
    if pack.owed.is_empty() {
        return;
    }
    sheet.heading(say!(lang, "谁欠什么", "Who owes what"));
    let mut table = Table::new(vec![
        Column::new("staff", words("经办人", "who")),
        Column::new("due", words("日期", "due")),
        Column::new("state", words("状态", "state")),
        Column::new("what", words("事项", "what")),
        Column::new("customer", words("客户", "customer")),
    ]);
    let name = |named: &Option<Named>| named.as_ref().map(|one| Cell::text(&*one.name)).unwrap_or_default();
    for item in pack.owed.iter().take(SHOWN) {
        let staff = match &item.staff {
            Some(one) => Cell::text(&*one.name),
            None => say!(lang, "（无人负责）", "(nobody in charge)").into(),
        };
        table.rows.push(vec![staff, item.date.into(), due::state_cell(item, lang), what(item).into(), name(&item.customer)]);
    }
    let more = pack.owed.len().saturating_sub(SHOWN);
    if more > 0 {
        table.notes.push(say!(lang, "另有 {more} 项，全部在 owes.csv", "{more} more; all of them are in owes.csv"));
    }
    sheet.push(Block::Table(table));
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
    let record = |folder: &str| match &item.customer {
        Some(_) if !item.mark.is_empty() => format!("{customer}/{folder}/{mark}"),
        _ => format!("{folder}/{mark}"),
    };
    match item.kind {
        Kind::Action => format!("kehu progress {customer} {} --status done", shell_word(&item.subject)),
        Kind::Assessment => format!("kehu assess {customer} {person} --status STATUS --evidence TEXT"),
        Kind::Callback | Kind::Contact | Kind::Project => format!("kehu log {customer} {person} --kind KIND --summary TEXT"),
        Kind::Commitment | Kind::Feedback => format!("kehu close {}", record("feedback")),
        Kind::Complaint => format!("kehu close {} --result TEXT", record("complaints")),
        Kind::Credit => format!("kehu edit {customer}"),
        Kind::Evaluation => "kehu report callback --skeleton".to_owned(),
        Kind::Filing if item.rule == "PLN-05" => format!("kehu receive {customer} --plan"),
        Kind::Filing => format!("kehu receive {customer}"),
        Kind::Insight => format!("kehu add-topic {customer} --topic TOPIC --information TEXT --implication TEXT"),
        Kind::Inspection => "kehu report suggestions --skeleton".to_owned(),
        Kind::Lending => format!("kehu return {mark}"),
        Kind::Plan => format!("kehu plan new {customer}"),
        Kind::Report => format!("kehu report market --skeleton --me {mark}"),
        Kind::Review => "kehu report effectiveness".to_owned(),
        Kind::Statistics if item.rule == "STA-01" => "kehu submit statistics".to_owned(),
        Kind::Statistics if item.rule == "STA-03" => "kehu submit month_end".to_owned(),
        Kind::Statistics => "kehu submit regional_analysis".to_owned(),
        Kind::Suggestion => format!("kehu close suggestions/{mark}"),
        Kind::Survey => format!("kehu add-survey {customer}"),
        Kind::Update => format!("kehu edit {customer}"),
        Kind::Verification => format!("kehu certify {customer}"),
    }
}
