//! R-13 客户回访计划与评估报告: 1 plan fulfilment, 2 achievements, 3 problems left, 4 improvements and suggestions; visits by tier against the standard.

mod begun;
mod cadence;
mod open;
mod results;

use chrono::TimeDelta;

use crate::analysis::due;
use crate::archive::{CustomerFolder, DocKind};
use crate::form::registers::Submission;
use crate::model::period::PeriodKind;
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::sheet::Block;
use crate::rules::visits::{CALLBACKS, vis_14};
use crate::say;
use crate::words::{Lang, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, figures};
use cadence::Duty;
use results::{achievements, improvements};

pub use begun::{Begun, begun};

pub(super) static SPEC: Spec = Spec {
    number: 13,
    name: "callback",
    title: words("客户回访计划与评估报告", "Callbacks: plan and evaluation"),
    about: words(
        "一、回访计划完成情况；二、成效；三、未解决的问题；四、改进与建议；各层级的回访次数与标准",
        "1 plan fulfilment, 2 achievements, 3 problems left, 4 improvements and suggestions; visits by tier against the standard",
    ),
    maker: words("业务部", "business department"),
    audience: words("公司领导", "company leaders"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("每季度，季后 15 日内", "quarterly, within 15 days"),
    source: "003_1e073dfe55fe091b.txt 第十一条",
    reads: Reads::All,
    make,
};

/// Documents that the answer needs.
const KINDS: &[DocKind] =
    &[DocKind::Customer, DocKind::Staff, DocKind::ContactReport, DocKind::Complaint, DocKind::Feedback, DocKind::Submissions];
/// So many proposals people are shown.
const MOST: usize = 8;

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let mut sheet = common::start(ask);
    let duties = cadence::duties(ask);
    let open = open::find(ask);
    let handed: Vec<&Submission> = vis_14::handed_in(ask.loaded, ask.period, ask.day).filter(|row| is_of(row, ask)).collect();
    let missing: usize = duties.iter().filter(|duty| !duty.is_by_choice()).map(|duty| duty.missing).sum();
    if !ask.machine {
        sheet.push(Block::Text(evaluation(&handed, ask)));
    }
    let mut main = cadence::by_tier(&duties, ask);
    common::name_unread(&mut main, ask, KINDS);
    let none = common::no_customers(ask).unwrap_or_else(|| nothing_asked(ask));
    let part = |zh: &'static str, en: &'static str| words(zh, en).get(lang);
    figures::put(&mut sheet, ask, part("一、回访计划完成情况", "1 Plan fulfilment"), main, Some(none));
    figures::put(&mut sheet, ask, part("没有完成的", "Not fulfilled"), cadence::by_customer(&duties, ask), None);
    achievements(&mut sheet, &handed, ask);
    if ask.machine {
        sheet.push(Block::Table(register(&handed)));
    }
    let unsolved = open::table(&open, ask);
    let none = say!(
        lang,
        "没有未办结的投诉、未转告的意见和未兑现的承诺",
        "no open complaint, no opinion to be passed on, no commitment to be kept"
    );
    figures::put(&mut sheet, ask, part("三、没有解决的问题", "3 Problems left"), unsolved, Some(none));
    improvements(&mut sheet, &handed, &duties, ask);
    figures::put(&mut sheet, ask, part("下一期间的回访计划", "Callbacks of the next period"), ahead(ask), None);
    let summary = summary(&duties, missing, open.len(), lang);
    Made { pages: vec![sheet], summary, open: missing + open.len() }
}

/// Whether a row of the register is this period's: one handed in after the next period is not.
fn is_of(row: &Submission, ask: &Ask<'_>) -> bool {
    row.submitted_on.value().is_none_or(|on| on <= ask.period.next().last_day())
}

fn summary(duties: &[Duty<'_>], missing: usize, open: usize, lang: Lang) -> String {
    let mut parts = Vec::new();
    parts.push(match cadence::fulfilment(duties) {
        Some(rate) if missing > 0 => {
            let rate = figures::rate(rate);
            say!(lang, "回访完成 {rate}%，缺 {missing} 次", "{rate}% of the callbacks made, {missing} missing")
        }
        Some(_) => words("回访全部完成", "all callbacks made").get(lang).to_owned(),
        None => words("期间内没有规定的回访", "no callbacks were asked for").get(lang).to_owned(),
    });
    if open > 0 {
        parts.push(say!(lang, "没有解决的问题 {open} 个", "problems left: {open}"));
    }
    figures::phrases(&parts, lang)
}

/// Whether the evaluation is in the register.
fn evaluation(handed: &[&Submission], ask: &Ask<'_>) -> String {
    let lang = ask.lang();
    if let Some(row) = handed.first() {
        let by = row.by.get().map_or_else(String::new, |staff| ask.loaded.world.staff.names.called(&staff.id).to_owned());
        let on = row.submitted_on.value().map_or_else(String::new, |on| on.to_string());
        return say!(lang, "评估报告已上报：{by} {on}", "The evaluation was handed in: {by} {on}").trim_end().to_owned();
    }
    let month = crate::model::period::Month::of(ask.period.last_day());
    let days = i64::try_from(ask.loaded.world.policy.figure("VIS-14.days")).unwrap_or_default();
    let due = ask.period.last_day() + TimeDelta::days(days);
    if ask.period.kind() == PeriodKind::Quarter {
        let period = ask.period;
        return say!(
            lang,
            "评估报告还没有上报（{due} 前）：`kehu report callback --period {period} --skeleton` 起草，改好后填上报日期",
            "The evaluation is not handed in (due before {due}): begin it with `kehu report callback --period {period} --skeleton`, complete it, then fill in the day"
        );
    }
    say!(
        lang,
        "评估报告还没有上报（{due} 前）：`kehu submit callback_evaluation --month {month} --achievements 成效 --improvements 建议`",
        "The evaluation is not handed in (due before {due}): `kehu submit callback_evaluation --month {month} --achievements TEXT --improvements TEXT`"
    )
}

/// The evaluation as it was handed in, for programs.
fn register(handed: &[&Submission]) -> Table {
    let mut table = Table::new(vec![
        Column::new("by", words("上报人", "by")),
        Column::new("submitted_on", words("上报日期", "submitted on")),
        Column::new("summary", words("摘要", "summary")),
        Column::new("achievements", words("成效", "achievements")),
        Column::new("improvements", words("改进与建议", "improvements")),
    ]);
    for row in handed {
        let texts = [&row.summary, &row.achievements, &row.improvements].map(|field| field.get().map(|text| text.as_str()).into());
        let by = row.by.get().map(|staff| &*staff.id);
        table.rows.push([by.into(), row.submitted_on.value().into()].into_iter().chain(texts).collect());
    }
    table.named("evaluation")
}

/// Why no callbacks were asked for.
fn nothing_asked(ask: &Ask<'_>) -> String {
    let lang = ask.lang();
    let in_force = CALLBACKS.iter().any(|callback| ask.loaded.world.policy.is_in_force(callback.rule));
    if in_force {
        say!(
            lang,
            "期间内没有客户适用回访的规定：客户没有填写层级（`kehu set 客户 tier=层级`），或期间开始时还没有建档",
            "no customer comes under the rules on callbacks: no tier is filled in (`kehu set CUSTOMER tier=TIER`), or the archive was set up later"
        )
    } else {
        say!(
            lang,
            "本单位没有采用回访的规定（VIS-01 至 VIS-10）；`kehu policy list` 列出可选的制度",
            "the rules on callbacks (VIS-01 to VIS-10) are not in force here; `kehu policy list` shows which there are"
        )
    }
}

/// What is due next, up to the end of the next period.
fn ahead(ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("date", words("期限", "due")),
        Column::new("customer", words("客户", "customer")),
        Column::new("requirement", words("要求", "requirement")),
        Column::new("staff", words("负责人", "staff")),
        Column::new("rule", words("规则", "rule")),
        Column::new("overdue", words("逾期", "overdue")),
    ]);
    let (world, until) = (&ask.loaded.world, ask.period.next().last_day().max(ask.day));
    let mut items: Vec<(&CustomerFolder, due::Item)> = Vec::new();
    for folder in ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)) {
        let own = due::of_customer(world, folder, ask.day, until);
        items.extend(own.into_iter().filter(|item| item.kind == due::Kind::Callback).map(|item| (folder, item)));
    }
    items.sort_by(|a, b| a.1.order(&b.1));
    for (folder, item) in items {
        let late = item.state == due::State::Overdue;
        let overdue = match (ask.machine, late) {
            (true, late) => Cell::Bool(late),
            (false, true) => Cell::Toned(Tone::Bad, words("逾期", "overdue").get(lang).to_owned()),
            (false, false) => Cell::Empty,
        };
        let staff = item.staff.as_ref().map(|named| common::staff_cell(&named.id, ask)).unwrap_or_default();
        table.rows.push(vec![item.date.into(), common::customer_cell(folder, ask), item.subject.into(), staff, item.rule.into(), overdue]);
    }
    figures::shown(table, ask, &["date", "customer", "requirement", "staff", "overdue"]).named("plan")
}
