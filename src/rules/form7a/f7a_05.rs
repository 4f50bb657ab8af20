//! F7A-05: an action that is overdue and not done.

use crate::archive::DocKind;
use crate::findings::{Fix, Level, Safety};
use crate::form::choices::ActionStatus;
use crate::form::reader::literal;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::source::Edit;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F7A-05",
    title: words("行动按期完成", "actions are done in time"),
    sources: &[source(Seed::S000, "附表7 行动计划")],
    quote: "完毕状况",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "grace",
            default: Default::Int(0),
            strict: Strict::Low,
            unit: words("天", "days"),
            what: words("结束日期之后宽限几天", "how many days after the end are allowed"),
        },
        Param::escalation(30),
    ],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("行动的「结束日期」", "`end` of the action"),
    meaning: words(
        "当年计划中，结束日期已过，而行动既没有完成也没有取消。实际完成日期在当天之后的，当天还没有完成。",
        "In the year's plan, an action whose end has passed and which is neither done nor cancelled. One whose `done_on` lies after the day was not yet done.",
    ),
    remedy: words(
        "已完成的请把「完成情况」改为已完成并填写「实际完成日期」；没有完成的请催办，需要延期的在 revisions 中说明",
        "if it is done, say so with `done_on`; otherwise see to it, and put a new date on record in `revisions`",
    ),
    bad: "end = 2026-03-20\nstatus = \"in_progress\"   # 今天是 2026-07-08",
    good: "end = 2026-03-20\nstatus = \"done\"\nprogress = 100\ndone_on = 2026-03-19",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(day) = scene.today else { return };
    for doc in scene.plans() {
        for action in doc.record.actions() {
            let (Some(end), Some(status)) = (action.end.value(), action.status.value()) else { continue };
            let days = (day - end).num_days();
            if days <= scene.param("grace") || action.is_over(day) {
                continue;
            }
            let (what, lang) = (action.called(), scene.lang());
            let state = status.label(lang);
            let message = say!(
                lang,
                "「{what}」应于 {end} 完成，已逾期 {days} 天，完成情况仍是「{state}」",
                "`{what}` was due on {end}, {days} days ago, and is still `{state}`"
            );
            let done = literal(doc.info.syntax, ActionStatus::Done.key());
            let finding = scene.find(&doc.info, action.end.span, "action_plan.actions.end", message).about(what);
            if status != ActionStatus::Done {
                finding.fix = Some(Fix { edits: vec![Edit { span: action.status.span, text: done }], safety: Safety::Example });
            }
        }
    }
}
