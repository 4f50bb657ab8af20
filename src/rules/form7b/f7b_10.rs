//! F7B-10: a customer with a plan has a revenue plan.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{Lifecycle, Tier};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F7B-10",
    title: words("有客户计划就有收益计划", "a customer with a plan has a revenue plan"),
    sources: &[source(Seed::S000, "附表7 收益计划 填表目的")],
    quote: "通过收益筹划确立客户经理旳业绩目旳",
    level: Levels::By(level),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer, DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("计划的首行，或 [revenue_plan] 的首行", "the first line of the plan, or of [revenue_plan]"),
    meaning: words(
        "当年的计划有收益计划，其中至少一个项目。VIP客户和重点客户为错误，其他为警告。",
        "The year's plan has a revenue plan with at least one project. An error for tiers vip and key, a warning for the others.",
    ),
    remedy: words(
        "请填写附表7 收益计划：每个拟议中的项目写明项目名称、合同额、获取率、利润率",
        "fill in the revenue plan: each intended project with its name, contract, win rate and margin",
    ),
    bad: "[revenue_plan]\npurpose = \"预期收入\"   # 没有项目",
    good: "[[revenue_plan.lines]]\nproject = \"传输管线改造工程\"\ncontract = 800.00\nwin_rate = 50\nmargin = 10",
    run: Run::Customer(run),
};

fn level(_: Option<Lifecycle>, tier: Option<Tier>) -> Level {
    match tier {
        Some(Tier::Vip | Tier::Key) => Level::Error,
        _ => Level::Warning,
    }
}

fn run(scene: &mut Scene<'_>) {
    for doc in scene.plans() {
        let field = &doc.record.revenue_plan;
        let lang = scene.lang();
        let year = doc.year().unwrap_or_default();
        match field.get() {
            // What stands there and could not be read has been reported.
            None if field.is_bad() => {}
            None => {
                let message = say!(lang, "{year} 年的计划没有收益计划", "the plan of {year} has no revenue plan");
                scene.find(&doc.info, doc.record.head, "revenue_plan", message);
            }
            Some(plan) if plan.lines.is_bad() || plan.projects().next().is_some() => {}
            Some(plan) => {
                let message = say!(lang, "{year} 年的收益计划中没有项目", "the revenue plan of {year} has no project");
                scene.find(&doc.info, plan.head, "revenue_plan.lines", message);
            }
        }
    }
}
