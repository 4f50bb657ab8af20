//! PLN-11: the summary can be shown by itself.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PLN-11",
    title: words("计划摘要可以单独呈报", "the summary can be shown by itself"),
    sources: &[source(Seed::S000, "第十五条 1")],
    quote: "可以与客户筹划旳其他部分分开展呈",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "max_chars",
        default: Default::Int(600),
        strict: Strict::Low,
        unit: words("字", "characters"),
        what: words("计划摘要至多几个字，空格不计", "how many characters the summary has at most, spaces not counted"),
    }],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("计划的「计划摘要」", "`summary` of the plan"),
    meaning: words(
        "「计划摘要」不超过 600 字（空格不计），一页之内可以单独给人看。审计时看当年的计划。",
        "`summary` has no more than 600 characters (spaces not counted), so that it can be shown by itself. An audit looks at the plan of the year.",
    ),
    remedy: words(
        "请精简为总目标、方向和对客户的总看法，细节移到后面各节",
        "keep the aim, the direction and the view of the customer; move details to the other sections",
    ),
    bad: "summary = \"\"\"（一千多字，逐项介绍人物、市场、对手……）\"\"\"",
    good: "summary = \"总目标：由优先供应商走向伙伴关系；2026 年预期收入 1255 万元\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let most = scene.param("max_chars");
    for doc in scene.plans() {
        let Some(plan) = doc.record.plan.get() else { continue };
        let Some(summary) = plan.summary.get() else { continue };
        let count = super::length(summary);
        if count <= most {
            continue;
        }
        let message = say!(
            scene.lang(),
            "「计划摘要」有 {count} 字，至多 {most} 字，不便单独呈报",
            "`summary` has {count} characters, {most} at most: too long to be shown by itself"
        );
        scene.find(&doc.info, plan.summary.span, "plan.summary", message);
    }
}
