//! F7B-07: stated totals are the sums of the lines.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

use super::{amount, disagrees};

pub(super) static RULE: Rule = Rule {
    id: "F7B-07",
    title: words("总计等于各项目之和", "the totals are the sums of the projects"),
    sources: &[source(Seed::S000, "附表7 收益计划")],
    quote: "总计",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("[revenue_plan.total] 中不相等的那一项", "the value of [revenue_plan.total] that disagrees"),
    meaning: words(
        "填写了的总计（合同额、实际收入、利润额）与逐行算得的各项目之和相差不超过显示单位的 0.01。总计可以不填。有项目缺合同额、获取率或利润率时不判断。",
        "Stated totals agree with the sums of the computed lines to 0.01 of the display unit. They may be left out. Not judged while a project lacks its contract, win rate or margin.",
    ),
    remedy: words("请改为各项目之和，或删去总计由 kehu 计算", "write the sum, or leave the total out and let kehu compute it"),
    bad: "[revenue_plan.total]\nexpected = 2450.00   # 没有乘获取率",
    good: "[revenue_plan.total]\nexpected = 1255.00",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let customer = scene.customer;
    for doc in &customer.plans {
        let Some(plan) = doc.record.revenue_plan.get() else { continue };
        let Some(total) = plan.total.get() else { continue };
        let sums = plan.totals();
        if !sums.is_whole() {
            continue;
        }
        let stated = [
            (&total.contract, sums.contract, "contract", words("合同额", "contract")),
            (&total.expected, sums.expected, "expected", words("实际收入", "expected revenue")),
            (&total.profit, sums.profit, "profit", words("利润额", "profit")),
        ];
        for (field, sum, key, label) in stated {
            let Some((stated, right)) = disagrees(field, sum, scene.world) else { continue };
            let (lang, world, count) = (scene.lang(), scene.world, sums.projects);
            let (label, stated, shown) = (label.get(lang), amount(world, stated), amount(world, right));
            let message = say!(
                lang,
                "总计的{label} {stated}不等于 {count} 个项目之和 {shown}",
                "the total {label} is {stated}, but the {count} projects add up to {shown}"
            );
            let finding = scene.find(&doc.info, field.span, &format!("revenue_plan.total.{key}"), message);
            finding.about(key).fix_value(field.span, right.to_number(world.unit), Safety::Unsafe);
        }
    }
}
