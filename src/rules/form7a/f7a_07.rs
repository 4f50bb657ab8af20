//! F7A-07: the plan has actions, at least one for each objective.

use crate::archive::{Doc, DocKind};
use crate::findings::Level;
use crate::form::choices::ActionStatus;
use crate::form::kind::TextOrList;
use crate::form::plan::{Objective, Plan};
use crate::resolve::same;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F7A-07",
    title: words("计划至少有一项行动，每个目标都有行动", "the plan has actions, one at least for each objective"),
    sources: &[source(Seed::S000, "附表7 行动计划 填表目的")],
    quote: "所必须采用旳行动",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "[action_plan] 的首行，没有时为计划的首行；没有行动的目标",
        "the first line of [action_plan], else of the plan; the objective without an action",
    ),
    meaning: words(
        "当年计划至少有一项行动。客户计划的目标写成列表时，每个目标至少有一项未取消的行动，其「对应目标」是该目标的编号或内容；目标写成文字时不判断。",
        "The year's plan has an action. Where `objectives` is a list, each has an action that is not cancelled and whose `objective` is its id or text; objectives in words are not judged.",
    ),
    remedy: words("请为它写一项行动：内容、执行人、起止日期、完成情况", "write an action for it: what, owner, start, end, status"),
    bad: "[action_plan]\npurpose = \"确保份额\"   # 没有行动",
    good: "[[action_plan.actions]]\nwhat = \"编制春城片区工期保证书\"\nowner = \"sun-tao\"\nobjective = \"O1\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    for doc in scene.plans() {
        if doc.record.actions().next().is_none() {
            none_at_all(scene, doc);
            continue;
        }
        let Some(TextOrList::List(objectives)) = doc.record.plan.get().and_then(|plan| plan.objectives.get()) else { continue };
        for item in objectives {
            let objective: &Objective = &item.value;
            let text = objective.text.get().or_else(|| objective.id.get());
            let Some(text) = text.map(|text| text.as_str()).filter(|_| !is_pursued(&doc.record, objective)) else { continue };
            let lang = scene.lang();
            let message = say!(lang, "目标「{text}」没有对应的行动", "there is no action for the objective `{text}`");
            let name = objective.id.get().map_or(text, |id| id.as_str());
            let help = say!(
                lang,
                "请在为它而做的行动中填写 objective = \"{name}\"，或为它写一项行动",
                "write objective = \"{name}\" in the action that serves it, or add an action"
            );
            let field = if objective.text.is_blank() { &objective.id } else { &objective.text };
            scene.find(&doc.info, field.span, "plan.objectives", message).about(name).help(help);
        }
    }
}

fn none_at_all(scene: &mut Scene<'_>, doc: &Doc<Plan>) {
    let plan = &doc.record.action_plan;
    // What stands there and could not be read has been reported.
    if plan.is_bad() || plan.get().is_some_and(|plan| plan.actions.is_bad()) {
        return;
    }
    let lang = scene.lang();
    let message = say!(lang, "行动计划中没有行动", "the action plan has no action");
    let help = say!(
        lang,
        "请填写附表7：每项行动写明行动内容、执行人、开始日期、结束日期、完成情况，如「编制春城片区工期保证书」sun-tao 2026-06-25 至 2026-07-15 进行中",
        "fill in form 7: each action with what, owner, start, end and status"
    );
    let span = plan.get().map_or(doc.record.head, |plan| plan.head);
    scene.find(&doc.info, span, "action_plan.actions", message).help(help);
}

/// Whether an action that is not cancelled serves the objective.
fn is_pursued(plan: &Plan, objective: &Objective) -> bool {
    let names = [objective.id.get(), objective.text.get()];
    let is_it = |served: &str| names.iter().flatten().any(|name| same(name, served));
    plan.actions()
        .filter(|action| action.status.value() != Some(ActionStatus::Cancelled))
        .filter_map(|action| action.objective.get())
        .any(|served| is_it(served))
}
