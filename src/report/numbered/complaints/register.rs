//! The register itself.

use rust_decimal::Decimal;

use crate::form::kind::Text;
use crate::form::kind::date::Moment;
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::numbered::{Ask, common, figures};
use crate::rules::service::{has_time, on_our_clock, span_words};
use crate::say;
use crate::words::{shell_word, words};

use super::{KINDS, Line, State};

/// What people are shown: the rest stands in the record, causes in a table of their own.
const PEOPLE: &[&str] = &["received_at", "customer", "type", "content", "first_handler", "closed_at", "hours", "state"];
/// Signs of a content that people are shown.
const CONTENT: usize = 40;

/// A moment on the archive's clock; the day alone where no hour is on record.
fn moment_cell(moment: Option<Moment>, ask: &Ask<'_>) -> Cell {
    let Some(moment) = moment else { return Cell::Empty };
    let at = on_our_clock(&ask.loaded.world, moment);
    match (has_time(moment), ask.machine) {
        (false, _) => Cell::Date(at.date()),
        (true, true) => Cell::text(at.format("%Y-%m-%dT%H:%M:%S").to_string()),
        (true, false) => Cell::text(at.format("%Y-%m-%d %H:%M").to_string()),
    }
}

/// The register itself: a row a case, by the time it was received.
pub(super) fn register(lines: &[Line<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("received_at", words("受理时间", "received at")),
        Column::new("customer", words("客户", "customer")),
        Column::new("type", words("类型", "type")),
        Column::new("content", words("内容", "content")),
        Column::new("first_handler", words("首问责任人", "first handler")),
        Column::new("forwarded_to", words("转交部门", "forwarded to")),
        Column::new("promised_by", words("承诺解决时间", "promised by")),
        Column::new("answered_at", words("答复时间", "answered at")),
        Column::new("closed_at", words("办结时间", "settled at")),
        Column::new("hours", words("用时", "took")),
        Column::new("in_time", words("时效", "in time")),
        Column::new("cause", words("原因", "cause")),
        Column::new("state", words("状态", "state")),
        Column::new("result", words("处理结果", "result")),
        Column::new("satisfied", words("客户是否满意", "satisfied")),
        Column::new("record", words("记录", "record")),
    ]);
    table.rows = lines.iter().map(|line| row(line, ask)).collect();
    if !lines.is_empty() && !ask.machine {
        let figure = |name: &str| ask.loaded.world.policy.figure(name).normalize();
        let (minutes, hours) = (figure("SVC-01.minutes"), figure("SVC-02.hours"));
        table.notes.push(say!(
            lang,
            "时效：查询 {minutes} 分钟内答复，投诉 {hours} 个工作小时内办结（参数 SVC-01.minutes、SVC-02.hours）；索赔、财务看承诺解决时间，不计入达标率",
            "in time: a query answered within {minutes} minutes, a complaint settled within {hours} working hours (parameters SVC-01.minutes, SVC-02.hours); claims and matters of accounts go by the promised time and are in no rate"
        ));
    }
    let open = lines.iter().filter(|line| line.state != State::Closed);
    for line in open.take(3) {
        let record = shell_word(&record(line));
        table.hints.push(say!(
            lang,
            "办结后：`kehu close {record} --result 处理结果`",
            "once settled: `kehu close {record} --result TEXT`"
        ));
    }
    common::name_unread(&mut table, ask, KINDS);
    figures::shown(table, ask, PEOPLE).named("complaints")
}

/// How the record is named on a command line.
fn record(line: &Line<'_>) -> String {
    format!("{}/complaints/{}", line.folder.id, line.case.doc.stem)
}

fn row(line: &Line<'_>, ask: &Ask<'_>) -> Vec<Cell> {
    let (lang, world, record) = (ask.lang(), &ask.loaded.world, &line.case.doc.record);
    let by_day = |moment: &Moment| on_our_clock(world, *moment).date() <= ask.day;
    let text = |field: &crate::form::Field<Text>| field.get().map(|text| text.as_str().to_owned()).into();
    let kind = record.kind.value().map(|kind| if ask.machine { kind.key() } else { kind.label(lang) });
    let took = line.settled.and_then(|at| line.case.took(world, at));
    let hours = match took {
        Some(took) if ask.machine => Cell::Number(Decimal::from(took.num_minutes()) / Decimal::from(60)),
        Some(took) => {
            let took = span_words(took, lang);
            if line.in_time == Some(false) {
                Cell::Toned(Tone::Bad, say!(lang, "{took}（超时）", "{took} (too long)"))
            } else {
                Cell::text(took)
            }
        }
        None => Cell::Empty,
    };
    let in_time = match line.in_time {
        Some(yes) if ask.machine => Cell::Bool(yes),
        Some(true) => words("达标", "yes").get(lang).into(),
        Some(false) => Cell::Toned(Tone::Bad, words("超时", "no").get(lang).to_owned()),
        None => Cell::Empty,
    };
    // Of what is open people read until when it was promised.
    let promised = |state: State| {
        let label = state.label().get(lang);
        match record.promised_by.value().map(|moment| on_our_clock(world, moment).date()) {
            Some(day) => say!(lang, "{label}，承诺 {day}", "{label}, promised by {day}"),
            None => label.to_owned(),
        }
    };
    let state = match line.state {
        state if ask.machine => state.key().into(),
        State::Overdue => Cell::Toned(Tone::Bad, promised(State::Overdue)),
        State::Open => Cell::Toned(Tone::Fair, promised(State::Open)),
        State::Closed if record.satisfied.value() == Some(false) => {
            Cell::Toned(Tone::Fair, words("已办结，客户不满意", "settled, customer not satisfied").get(lang).to_owned())
        }
        State::Closed => State::Closed.label().get(lang).into(),
    };
    let answered = record.answered_at.value().filter(|_| !ask.machine && line.case.is_query());
    let settled = answered.or(record.closed_at.value());
    let content = record.content.get().map_or("", |text| text.as_str());
    vec![
        moment_cell(record.received_at.value(), ask),
        common::customer_cell(line.folder, ask),
        kind.into(),
        Cell::text(if ask.machine { content.to_owned() } else { figures::cut(content, CONTENT) }),
        record.first_handler.get().map_or(Cell::Empty, |staff| common::staff_cell(&staff.id, ask)),
        text(&record.forwarded_to),
        moment_cell(record.promised_by.value(), ask),
        moment_cell(record.answered_at.value().filter(by_day), ask),
        // People see in one column when it was settled: of a query, answered.
        moment_cell(settled.filter(by_day), ask),
        hours,
        in_time,
        text(&record.cause),
        state,
        text(&record.result),
        record.satisfied.value().map_or(Cell::Empty, Cell::Bool),
        Cell::text(self::record(line)),
    ]
}
