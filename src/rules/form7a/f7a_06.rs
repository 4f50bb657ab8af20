//! F7A-06: status, percent and dates of an action tell the same.

use chrono::NaiveDate;

use crate::archive::{Doc, DocKind};
use crate::findings::{Level, Safety};
use crate::form::choices::ActionStatus;
use crate::form::kind::date::EXAMPLE_DAY;
use crate::form::plan::{Action, Plan};
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, lines, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F7A-06",
    title: words("完成情况、完成百分比和日期一致", "status, percent and dates of an action agree"),
    sources: &[source(Seed::S000, "附表7 行动计划")],
    quote: "完毕状况",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("行动的「完成情况」或「完成百分比」", "`status` or `progress` of the action"),
    meaning: words(
        "已完成的行动，完成百分比为 100 并填写实际完成日期；开始日期已过、结束日期未到的行动不再是「未开始」；结束日期未到而百分比已是 100 的行动应为「已完成」。后两条只在审计时判断。",
        "A done action has `progress` 100 and `done_on`; one whose start has passed and whose end has not is no longer `not_started`; one at 100 before its end is done. The last two need a day: `audit` only.",
    ),
    remedy: words("请按实际情况更新完成情况", "bring the status up to date"),
    bad: "status = \"done\"\nprogress = 80",
    good: "status = \"done\"\nprogress = 100\ndone_on = 2026-06-30",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let customer = scene.customer;
    for doc in &customer.plans {
        for action in doc.record.actions() {
            match action.status.value() {
                Some(ActionStatus::Done) => done(scene, doc, action),
                Some(status @ (ActionStatus::NotStarted | ActionStatus::InProgress)) => {
                    if let Some(day) = scene.today {
                        open(scene, doc, action, status, day);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Done, but not by every sign.
fn done(scene: &mut Scene<'_>, doc: &Doc<Plan>, action: &Action) {
    let full = action.progress.is_bad() || action.progress.value().is_some_and(|progress| progress.0 == 100);
    let dated = !action.done_on.is_blank();
    if full && dated {
        return;
    }
    let (what, lang) = (action.called(), scene.lang());
    let percent = action.progress.value().map(|progress| progress.0);
    let message = match (percent, dated) {
        (Some(percent), true) => say!(
            lang,
            "「{what}」已完成，完成百分比却是 {percent}，应为 100",
            "`{what}` is done, but `progress` is {percent} instead of 100"
        ),
        (Some(percent), false) if percent != 100 => {
            say!(
                lang,
                "「{what}」已完成，完成百分比却是 {percent}，也没有填写实际完成日期",
                "`{what}` is done, but `progress` is {percent} and `done_on` is not filled in"
            )
        }
        (None, true) => say!(
            lang,
            "「{what}」已完成，没有填写完成百分比，应为 100",
            "`{what}` is done, but `progress` is not filled in; it should be 100"
        ),
        (None, false) if !full => {
            say!(
                lang,
                "「{what}」已完成，没有填写完成百分比和实际完成日期",
                "`{what}` is done, but `progress` and `done_on` are not filled in"
            )
        }
        _ => say!(lang, "「{what}」已完成，没有填写实际完成日期", "`{what}` is done, but `done_on` is not filled in"),
    };
    let help = say!(
        lang,
        "请填写 progress = 100 和 done_on = 实际完成的日期；还没有完成的请改回「进行中」",
        "write progress = 100 and done_on = the day it was done; if it is not done yet, set it back to in_progress"
    );
    let wrong = percent.is_some() && !full;
    let span = if wrong { action.progress.span } else { action.status.span };
    let finding = scene.find(&doc.info, span, if wrong { "action_plan.actions.progress" } else { "action_plan.actions.status" }, message);
    finding.about(what).help(help);
    if wrong {
        finding.fix_value(span, "100".to_owned(), Safety::Example);
        return;
    }
    let mut pairs = Vec::new();
    if !full {
        pairs.push(("progress", "100".to_owned()));
    }
    if !dated {
        let end = action.end.value().map_or_else(|| EXAMPLE_DAY.to_owned(), |end| end.to_string());
        pairs.push(("done_on", end));
    }
    finding.fix = lines::added(doc.info.syntax, action.head, action.status.key_span, &pairs);
}

/// Not done, though some sign says that it is under way or done.
fn open(scene: &mut Scene<'_>, doc: &Doc<Plan>, action: &Action, status: ActionStatus, day: NaiveDate) {
    let (start, end) = (action.start.value(), action.end.value());
    let (what, lang) = (action.called(), scene.lang());
    let state = status.label(lang);
    let full = action.progress.value().is_some_and(|progress| progress.0 == 100);
    if let Some(end) = end.filter(|end| full && *end > day) {
        let message = say!(
            lang,
            "「{what}」的完成百分比已是 100，完成情况却是「{state}」，结束日期 {end} 也未到",
            "`{what}` is at 100 percent, but its status is `{state}` and its end {end} has not come"
        );
        let right = literal(doc.info.syntax, ActionStatus::Done.key());
        let finding = scene.find(&doc.info, action.status.span, "action_plan.actions.status", message).about(what);
        let help = say!(
            lang,
            "完成了的请改为「已完成」并填写实际完成日期；没有完成的请改正百分比",
            "if it is done, say so with `done_on`; if not, correct the percentage"
        );
        finding.help(help).fix_value(action.status.span, right, Safety::Example);
        return;
    }
    let (Some(start), Some(end)) = (start, end) else { return };
    if status == ActionStatus::NotStarted && start < day && day <= end {
        let days = (day - start).num_days();
        let message = say!(
            lang,
            "「{what}」应于 {start} 开始，已过 {days} 天，完成情况仍是「{state}」",
            "`{what}` was to start on {start}, {days} days ago, and is still `{state}`"
        );
        let right = literal(doc.info.syntax, ActionStatus::InProgress.key());
        let finding = scene.find(&doc.info, action.status.span, "action_plan.actions.status", message).about(what);
        finding.fix_value(action.status.span, right, Safety::Example);
    }
}
