//! What customers still wait for: complaints that are open, opinions that nobody passed on, commitments that are not told or not kept.

use chrono::NaiveDate;

use crate::archive::CustomerFolder;
use crate::form::choices::ComplaintType;
use crate::form::registers::Feedback;
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::numbered::{Ask, common, figures};
use crate::rules::service::{Case, on_our_clock};
use crate::say;
use crate::words::{Lang, Words, shell_word, words};

/// Signs of a text that people are shown.
const TEXT: usize = 40;

/// Something that is not settled.
pub(super) struct Open<'a> {
    folder: &'a CustomerFolder,
    kind: &'static str,
    label: Words,
    on: NaiveDate,
    text: &'a str,
    due: Option<NaiveDate>,
    who: Cell,
    record: String,
    settles: &'static str,
}

/// All of it on the day, the oldest first.
pub(super) fn find<'a>(ask: &Ask<'a>) -> Vec<Open<'a>> {
    let mut out = Vec::new();
    for folder in ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)) {
        complaints(&mut out, folder, ask);
        for doc in folder.feedback.iter().filter(|doc| doc.whole) {
            let Some(on) = doc.record.date.value().filter(|on| *on <= ask.day) else { continue };
            feedback(&mut out, folder, &doc.record, &doc.stem, (on, ask.day));
        }
    }
    out.sort_by(|a, b| (a.on, &a.folder.id, a.kind, &a.record).cmp(&(b.on, &b.folder.id, b.kind, &b.record)));
    out
}

fn complaints<'a>(out: &mut Vec<Open<'a>>, folder: &'a CustomerFolder, ask: &Ask<'a>) {
    let world = &ask.loaded.world;
    for case in folder.complaints.iter().filter(|doc| doc.whole).filter_map(|doc| Case::of(doc, world)) {
        let on = case.received.date();
        if on > ask.day || case.settled_by(world, Some(ask.day)).is_some() {
            continue;
        }
        let record = &case.doc.record;
        let kind = match record.kind.value() {
            None | Some(ComplaintType::Complaint) => words("投诉", "complaint"),
            Some(ComplaintType::Query) => words("查询", "query"),
            Some(ComplaintType::Claim) => words("索赔", "claim"),
            Some(ComplaintType::Finance) => words("财务", "finance"),
        };
        out.push(Open {
            folder,
            kind: "complaint",
            label: kind,
            on,
            text: record.content.get().map_or("", |text| text.as_str()),
            due: record.promised_by.value().map(|moment| on_our_clock(world, moment).date()),
            who: record.first_handler.get().map_or(Cell::Empty, |staff| common::staff_cell(&staff.id, ask)),
            record: format!("{}/complaints/{}", folder.id, case.doc.stem),
            settles: "close",
        });
    }
}

fn feedback<'a>(out: &mut Vec<Open<'a>>, folder: &'a CustomerFolder, record: &'a Feedback, stem: &str, (on, day): (NaiveDate, NaiveDate)) {
    let name = format!("{}/feedback/{stem}", folder.id);
    let is_done = |field: Option<NaiveDate>| field.is_some_and(|done| done <= day);
    let who = || record.forwarded_to.get().map(|text| text.as_str().to_owned()).into();
    let of = |kind, label, text, due, settles| Open { folder, kind, label, on, text, due, who: who(), record: name.clone(), settles };
    if let Some(opinion) = record.opinion.get().filter(|_| !is_done(record.forwarded_on.value())) {
        out.push(of("opinion", words("未转告的意见", "opinion not passed on"), opinion.as_str(), None, "forwarded_on"));
    }
    let Some(commitment) = record.commitment.get() else { return };
    if !is_done(record.told_customer_on.value()) {
        out.push(of("untold", words("未告知客户的承诺", "commitment not told"), commitment.as_str(), None, "told_customer_on"));
    }
    if !is_done(record.closed_on.value()) {
        out.push(of("commitment", words("未兑现的承诺", "commitment not kept"), commitment.as_str(), record.due.value(), "close"));
    }
}

/// A line each: 星桥设备：未办结的投诉（2026-06-01）……
pub(super) fn lines(open: &[Open<'_>], lang: Lang) -> Vec<String> {
    let line = |one: &Open<'_>| {
        let (name, what, on, text) = (one.folder.called(), one.label.get(lang), one.on, one.text);
        say!(lang, "{name}：{what}（{on}）{text}", "{name}: {what} ({on}) {text}")
    };
    open.iter().map(line).collect()
}

/// A row each.
pub(super) fn table(open: &[Open<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("kind", words("事项", "what")),
        Column::new("date", words("日期", "date")),
        Column::new("customer", words("客户", "customer")),
        Column::new("content", words("内容", "content")),
        Column::new("with", words("经办", "with")),
        Column::new("due", words("期限", "due")),
        Column::new("overdue_days", words("逾期天数", "days overdue")),
        Column::new("record", words("记录", "record")),
    ]);
    for one in open {
        let late = one.due.map(|due| (ask.day - due).num_days()).filter(|days| *days > 0);
        let late = match late {
            Some(days) if !ask.machine => Cell::Toned(Tone::Bad, days.to_string()),
            days => days.map_or(Cell::Empty, Cell::Int),
        };
        table.rows.push(vec![
            Cell::text(if ask.machine { one.kind } else { one.label.get(lang) }),
            one.on.into(),
            common::customer_cell(one.folder, ask),
            Cell::text(if ask.machine { one.text.to_owned() } else { figures::cut(one.text, TEXT) }),
            one.who.clone(),
            one.due.into(),
            late,
            Cell::text(&*one.record),
        ]);
    }
    if let Some(first) = open.first() {
        let record = shell_word(&first.record);
        table.hints.push(match first.settles {
            "close" => say!(lang, "办结后：`kehu close {record}`", "once settled: `kehu close {record}`"),
            key => say!(lang, "办理后：`kehu set {record} {key}=日期`", "once done: `kehu set {record} {key}=DATE`"),
        });
    }
    figures::shown(table, ask, &["kind", "date", "customer", "content", "with", "due", "overdue_days"]).named("unsolved")
}
