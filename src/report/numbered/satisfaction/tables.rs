//! The surveys, what is done about them, and who was not surveyed.

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::form::Field;
use crate::form::kind::Text;
use crate::render::table::{Align, Cell, Column, Table, Tone};
use crate::report::numbered::{Ask, common, figures};
use crate::say;
use crate::words::{shell_word, words};

use super::{KINDS, Line, Owed, score_of};

/// What people are shown of a survey.
const PEOPLE: &[&str] =
    &["customer", "account_manager", "surveyed_on", "score", "previous_score", "change", "gap", "below_target", "actions", "opinions"];
/// Signs of an opinion or action that people are shown.
const TEXT: usize = 40;

/// A row a survey.
pub(super) fn surveys(lines: &[Line<'_>], target: Decimal, ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("surveyed_on", words("调查日期", "surveyed on")),
        Column::new("method", words("调查方式", "method")),
        Column::new("respondents", words("答卷数", "respondents")),
        Column::new("score", words("得分", "score")),
        Column::new("previous_on", words("上次日期", "survey before")),
        Column::new("previous_score", words("上次得分", "score before")),
        Column::new("change", words("变化", "change")),
        Column::new("expected", words("期望", "expected")),
        Column::new("perceived", words("感知", "perceived")),
        Column::new("gap", words("感知减期望", "perceived less expected")),
        Column::new("below_target", words("低于目标", "below target")),
        Column::new("actions", words("改进行动", "actions")),
        Column::new("opinions", words("意见", "opinions")),
        Column::new("reported_on", words("报告日期", "reported on")),
    ]);
    table.rows = lines.iter().map(|line| row(line, ask)).collect();
    if !lines.is_empty() {
        let (target, drop) = (target.normalize(), ask.loaded.world.policy.figure("SAT-03.drop").normalize());
        table.notes.push(say!(
            lang,
            "目标 {target} 分（参数 SAT-02.target）；比上次下降 {drop} 分或更多的要查明原因（SAT-03.drop）",
            "the target is {target} (parameter SAT-02.target); a drop of {drop} or more is to be explained (SAT-03.drop)"
        ));
    }
    if let Some(line) = lines.iter().find(|line| line.is_undone()) {
        let (id, survey, year) = (shell_word(&line.folder.id), shell_word(line.stem), line.on.year());
        table.hints.push(say!(
            lang,
            "补上改进行动：`kehu add-action {id} 内容 --year {year} --owner 人员 --end 日期 --survey {survey}`",
            "add an action: `kehu add-action {id} WHAT --year {year} --owner STAFF --end DATE --survey {survey}`"
        ));
    }
    common::name_unread(&mut table, ask, KINDS);
    figures::shown(table, ask, PEOPLE).named("satisfaction")
}

fn row(line: &Line<'_>, ask: &Ask<'_>) -> Vec<Cell> {
    let (lang, record) = (ask.lang(), line.record);
    let text = |field: &Field<Text>| {
        field.get().map(|text| if ask.machine { text.as_str().to_owned() } else { figures::cut(text.as_str(), TEXT) })
    };
    let (expected, perceived) = (record.expected.value().map(|score| score.0), record.perceived.value().map(|score| score.0));
    let whats = line.actions.iter().filter_map(|action| action.what.get()).map(|what| what.as_str().to_owned()).collect();
    let change = match line.change() {
        Some(change) if !ask.machine && change <= -ask.loaded.world.policy.figure("SAT-03.drop") => {
            Cell::Toned(Tone::Bad, change.normalize().to_string())
        }
        change => change.into(),
    };
    let actions = match ask.machine {
        false if line.is_undone() => Cell::Toned(Tone::Bad, words("没有", "none").get(lang).to_owned()),
        _ => Cell::List(whats),
    };
    let below = match (ask.machine, line.below) {
        (true, below) => Cell::Bool(below),
        (false, true) => Cell::Toned(Tone::Bad, words("是", "yes").get(lang).to_owned()),
        (false, false) => Cell::Empty,
    };
    vec![
        common::customer_cell(line.folder, ask),
        figures::manager_cell(line.folder, ask),
        line.on.into(),
        text(&record.method).into(),
        record.respondents.value().map_or(Cell::Empty, |count| Cell::Int(count.0)),
        line.score().into(),
        line.before.map(|(on, _)| on).into(),
        line.before.and_then(|(_, survey)| score_of(survey)).into(),
        change,
        expected.into(),
        perceived.into(),
        perceived.zip(expected).map(|(perceived, expected)| perceived - expected).into(),
        below,
        actions,
        text(&record.opinions).into(),
        record.reported_on.value().filter(|on| *on <= ask.day).into(),
    ]
}

/// What is done about the surveys of the period.
pub(super) fn actions(lines: &[Line<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("surveyed_on", words("调查日期", "surveyed on")),
        Column::new("score", words("得分", "score")),
        Column::new("what", words("行动内容", "what")),
        Column::new("owner", words("执行人", "owner")),
        Column::new("start", words("开始日期", "start")),
        Column::new("end", words("结束日期", "end")),
        Column::new("status", words("完成情况", "status")),
    ]);
    for line in lines {
        for action in &line.actions {
            let status = action.status.value().map(|status| if ask.machine { status.key() } else { status.label(lang) });
            table.rows.push(vec![
                common::customer_cell(line.folder, ask),
                line.on.into(),
                line.score().into(),
                action.what.get().map_or("", |what| what.as_str()).into(),
                action.owner.get().map_or(Cell::Empty, |staff| common::staff_cell(&staff.id, ask)),
                action.start.value().into(),
                action.end.value().into(),
                status.into(),
            ]);
        }
    }
    table.named("actions")
}

pub(super) fn owed(missing: &[Owed<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("tier", words("客户层级", "tier")),
        Column::new("period", words("应调查的期间", "period")).aligned(Align::Left),
        Column::new("last_on", words("最近一次", "last survey")),
        Column::new("last_score", words("得分", "score")),
    ]);
    for Owed { folder, period, last } in missing {
        let tier = folder.profile.as_ref().and_then(|doc| doc.record.tier.value());
        table.rows.push(vec![
            common::customer_cell(folder, ask),
            figures::manager_cell(folder, ask),
            tier.map(|tier| if ask.machine { tier.key() } else { tier.label(lang) }).into(),
            if ask.machine { period.to_string() } else { period.label(lang) }.into(),
            last.map(|(on, _)| on).into(),
            last.map(|(_, score)| score).into(),
        ]);
    }
    if let Some(first) = missing.first() {
        let id = shell_word(&first.folder.id);
        table.hints.push(say!(lang, "调查后登记：`kehu add-survey {id} --score 得分`", "once surveyed: `kehu add-survey {id} --score N`"));
    }
    table.named("missing")
}
