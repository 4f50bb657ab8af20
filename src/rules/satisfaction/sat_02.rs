//! SAT-02: a score below the target leads to something being done.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::archive::{CustomerFolder, Doc, DocKind};
use crate::findings::Level;
use crate::form::choices::ActionStatus;
use crate::form::plan::Action;
use crate::form::registers::Survey;
use crate::resolve::same;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SAT-02",
    title: words("满意度低于目标的，列入行动改进", "a score below the target leads to an action"),
    sources: &[source(Seed::S001, "广州白云机场集团客户关系管理方案")],
    quote: "超过预期越多,满意度越高",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "target",
        default: Default::Int(80),
        strict: Strict::High,
        unit: words("分", "points"),
        what: words("满意度得分的目标", "the target of the score"),
    }],
    needs: &[DocKind::Survey],
    uses: &[DocKind::Plan],
    yields_to: &[],
    anchor: words("最近一次调查的「得分」", "`score` of the newest survey"),
    meaning: words(
        "最近一次满意度调查的得分低于 80 分的，行动计划中要有一项没有取消的改进行动：「对应调查」就是这份调查，或者在调查当天或以后开始、内容提到「满意」「改进」或「整改」。",
        "Where the newest survey scored below 80, an action plan holds an action that is not cancelled and whose `survey` is that survey, or that begins on or after the day of the survey and speaks of 满意, 改进 or 整改.",
    ),
    remedy: words(
        "请在行动计划中加一项改进行动，「对应调查」填这份调查的文件名",
        "add an action for it to the action plan, with the survey's file name in `survey`",
    ),
    bad: "# surveys/2026-06-20-satisfaction.toml\nscore = 72      # 行动计划中没有改进行动",
    good: "[[action_plan.actions]]\nwhat = \"割接通知流程整改\"\nsurvey = \"2026-06-20-satisfaction\"\nstart = 2026-06-25",
    run: Run::Customer(run),
};

/// Words of an action that is about satisfaction.
const ABOUT: [&str; 3] = ["满意", "改进", "整改"];

fn run(scene: &mut Scene<'_>) {
    let Some((day, doc)) = super::surveys(scene).pop() else { return };
    let target = scene.param("target");
    let Some(score) = doc.record.score.value().map(|score| score.0).filter(|score| *score < Decimal::from(target)) else { return };
    if actions(scene.customer).any(|action| settles(action, doc, day)) {
        return;
    }
    let (lang, score, name) = (scene.lang(), score.normalize(), &doc.stem);
    let message = say!(
        lang,
        "{day} 的满意度得分 {score}，低于目标 {target}，行动计划中没有改进行动",
        "the survey of {day} scored {score}, below the target {target}, and no action follows it up"
    );
    let help = say!(
        lang,
        "请在行动计划中加一项改进行动，并写上「对应调查」 survey = \"{name}\"",
        "add an action to the action plan, with survey = \"{name}\""
    );
    scene.find(&doc.info, doc.record.score.span, "score", message).help(help);
}

/// The actions of every year's plan.
pub(crate) fn actions(folder: &CustomerFolder) -> impl Iterator<Item = &Action> {
    folder.plans.iter().flat_map(|doc| doc.record.actions())
}

/// Whether an action is about what a survey found.
pub(crate) fn settles(action: &Action, survey: &Doc<Survey>, day: NaiveDate) -> bool {
    if action.status.value() == Some(ActionStatus::Cancelled) {
        return false;
    }
    // The file name, with or without folder and ending.
    let named = action.survey.get().is_some_and(|name| {
        let name = name.rsplit('/').next().unwrap_or_default();
        let stem = [".toml", ".yaml", ".yml"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
        same(stem, &survey.stem)
    });
    let texts = [&action.what, &action.objective, &action.note];
    let speaks = || texts.iter().filter_map(|text| text.get()).any(|text| ABOUT.iter().any(|word| text.contains(word)));
    named || (action.start.value().is_some_and(|start| start >= day) && speaks())
}
