//! PIP-01: every open project is followed up at least once a month.

use chrono::Datelike;

use crate::archive::{Doc, DocKind};
use crate::findings::Level;
use crate::form::choices::{ActionStatus, Outcome};
use crate::form::kind::Text;
use crate::form::plan::{Action, Plan, RevenueLine};
use crate::model::period::{Period, PeriodKind};
use crate::resolve::same;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

use super::ARTICLE;

pub(super) static RULE: Rule = Rule {
    id: "PIP-01",
    title: words("进行中的项目每月至少有一次跟进", "every open project is followed up at least once a month"),
    sources: &[source(Seed::S001, ARTICLE)],
    quote: "需要保证一个月至少有一个跟进更新的“一般行动”",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[DocKind::ContactReport],
    yields_to: &[],
    anchor: words("收益计划中该项目的「项目名称」", "`project` of the line in the revenue plan"),
    meaning: words(
        "最近一个完整的月所在年度的收益计划中进行中的项目，在该月内，有「相关项目」为它的接触情况报告，或有「相关项目」为它、当月已经着手（进行中或已完成）的行动。客户没有新动向也要跟进并留下记录。建档之前的月、阶段记录开始之前的月不判断。",
        "In the newest complete month every open project of that year's revenue plan has a contact report whose `project` names it, or an action whose `project` names it and which was under way or done in that month. A month before the archive was set up or before the project's stage log begins is not judged.",
    ),
    remedy: words(
        "请跟进后写接触情况报告，或在行动计划中登记，并在「相关项目」中写明项目名称",
        "follow it up and write a contact report or enter an action; name the project in its `project`",
    ),
    bad: "project = \"传输管线改造工程\"   # 六月没有一份报告、一项行动提到它",
    good: "# contact-reports/2026-06-24-….toml\nproject = \"传输管线改造工程\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(month) = scene.complete(PeriodKind::Month) else { return };
    for (doc, line) in asked(scene, month) {
        if !is_followed(line, doc, month, scene) {
            report(scene, doc, line, month);
        }
    }
}

/// The projects that somebody should have been at in a month.
pub(crate) fn asked<'a>(scene: &Scene<'a>, month: Period) -> Vec<(&'a Doc<Plan>, &'a RevenueLine)> {
    // The plan of this year says nothing about a month of the year before: in January the one that was in force then counts.
    let plans = scene.customer.plans.iter().filter(|doc| doc.year() == Some(month.first_day().year()));
    let lines = plans.filter_map(|doc| Some((doc, doc.record.revenue_plan.get()?)));
    let lines = lines.flat_map(|(doc, plan)| plan.projects().map(move |line| (doc, line)));
    lines.filter(|(_, line)| is_asked(line, month, scene)).collect()
}

/// Whether the project has a name, is open and was there all month.
fn is_asked(line: &RevenueLine, month: Period, scene: &Scene<'_>) -> bool {
    let log = line.stage_log.get();
    let begun = log.and_then(|log| log.iter().filter_map(|change| change.date.value()).min());
    !line.called().is_empty()
        && line.outcome_on(scene.today) == Outcome::Open
        && !line.outcome.is_bad()
        && begun.is_none_or(|day| day <= month.first_day())
}

pub(crate) fn is_followed(line: &RevenueLine, doc: &Doc<Plan>, month: Period, scene: &Scene<'_>) -> bool {
    let about = |project: Option<&Text>| project.is_some_and(|project| same(project.as_str(), line.called()));
    if scene.contacts().within(month).any(|contact| about(contact.doc.record.project.get())) {
        return true;
    }
    doc.record.actions().any(|action| about(action.project.get()) && was_done_in(action, month))
}

/// Whether somebody was at it in the month: a plan that nobody has begun is no follow-up.
fn was_done_in(action: &Action, month: Period) -> bool {
    let begun = matches!(action.status.value(), Some(ActionStatus::InProgress | ActionStatus::Done));
    let last = action.done_on.value().or(action.end.value());
    begun && action.start.value().is_none_or(|start| start <= month.last_day()) && last.is_none_or(|last| last >= month.first_day())
}

fn report(scene: &mut Scene<'_>, doc: &Doc<Plan>, line: &RevenueLine, month: Period) {
    let lang = scene.lang();
    let (name, month) = (line.called(), month.label(lang));
    let message = say!(
        lang,
        "「{name}」仍在进行中，{month}没有任何跟进：没有「相关项目」为它的接触情况报告，也没有着手的行动",
        "`{name}` is open, but nobody followed it up in {month}: no contact report and no action names it in `project`"
    );
    scene.find(&doc.info, line.project.span, "revenue_plan.lines.project", message).about(name);
}
