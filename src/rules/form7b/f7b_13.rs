//! F7B-13: the projects reach the revenue target.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

use super::amount;

pub(super) static RULE: Rule = Rule {
    id: "F7B-13",
    title: words("各项目实际收入合计达到收入目标", "the projects add up to the revenue target"),
    sources: &[source(Seed::S000, "附表7 收益计划 填表目的")],
    quote: "客户经理旳业绩目旳",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("收益计划的「收入目标」", "`target` of the revenue plan"),
    meaning: words(
        "填写了「收入目标」时，各项目实际收入（合同额×获取率）合计不低于它。有项目缺合同额或获取率时不判断。",
        "Where a `target` is stated, the projects' expected revenue (contract × win rate) adds up to it. Not judged while a project lacks one of the two.",
    ),
    remedy: words(
        "请补充项目、提高获取率，或与市场部部长商定新的目标",
        "find further projects, raise win rates, or agree on another target",
    ),
    bad: "target = 1200   # 合计 1100.00",
    good: "target = 1200   # 合计 1255.00",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let customer = scene.customer;
    for doc in &customer.plans {
        let Some(plan) = doc.record.revenue_plan.get() else { continue };
        let Some(target) = plan.target.value() else { continue };
        if plan.projects().next().is_none() {
            continue; // F7B-10
        }
        let sums = plan.totals();
        let known = plan.projects().all(|line| line.contract.value().is_some() && line.win_rate.value().is_some());
        let Some(expected) = sums.expected.filter(|expected| known && *expected < target) else { continue };
        let (lang, world, count) = (scene.lang(), scene.world, sums.projects);
        let gap = target.checked_sub(expected).unwrap_or_default();
        let [expected, target, gap] = [expected, target, gap].map(|money| amount(world, money));
        let message = say!(
            lang,
            "{count} 个项目的实际收入合计 {expected}，低于收入目标 {target}，还差 {gap}",
            "the expected revenue of {count} projects is {expected}, below the target {target} by {gap}"
        );
        scene.find(&doc.info, plan.target.span, "revenue_plan.target", message);
    }
}
