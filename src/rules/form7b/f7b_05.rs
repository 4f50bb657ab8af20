//! F7B-05: a margin lies within reason.

use rust_decimal::Decimal;

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

use super::of_project;

pub(super) static RULE: Rule = Rule {
    id: "F7B-05",
    title: words("利润率在合理范围内", "the margin lies within reason"),
    sources: &[source(Seed::S000, "附表7 收益计划 填表说明")],
    quote: "指盼望从每个项目中获取旳利润大小",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Check,
    params: &[
        Param {
            name: "min",
            default: Default::Int(0),
            strict: Strict::High,
            unit: words("%", "%"),
            what: words("利润率低于它时询问", "a margin below it is questioned"),
        },
        Param {
            name: "max",
            default: Default::Int(30),
            strict: Strict::Low,
            unit: words("%", "%"),
            what: words("利润率高于它时询问", "a margin above it is questioned"),
        },
    ],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("项目的「利润率」", "`margin` of the project"),
    meaning: words(
        "利润率超出 −100 到 100 为错误；低于 0（亏损）或高于 30 为警告，正好 0 或 30 不算。",
        "A margin outside −100 to 100 is an error; below 0 (a loss) or above 30 it is a warning, exactly 0 or 30 is not.",
    ),
    remedy: words("请核对；确实如此时在「说明及措施」中写明原因", "check it; if it is right, give the reason in `notes`"),
    bad: "margin = 80",
    good: "margin = 8",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let customer = scene.customer;
    let (min, max) = (scene.param("min"), scene.param("max"));
    for doc in &customer.plans {
        for line in doc.record.projects() {
            let Some(margin) = line.margin.value().map(|rate| rate.percent) else { continue };
            if margin.is_within(min, max) {
                continue;
            }
            let lang = scene.lang();
            let whose = of_project(line, lang);
            let message = if margin.value() < Decimal::from(min) {
                say!(lang, "{whose}利润率 {margin} 低于 {min}%，是亏损的项目吗？", "{whose}margin {margin} is below {min}%; is it a loss?")
            } else {
                say!(
                    lang,
                    "{whose}利润率 {margin} 高于 {max}%，一般在 {min}% 到 {max}% 之间",
                    "{whose}margin {margin} is above {max}%; it is usually from {min}% to {max}%"
                )
            };
            let right = if margin.value() < Decimal::from(min) { min } else { max };
            let finding = scene.lesser(&doc.info, line.margin.span, "revenue_plan.lines.margin", message).about(line.called());
            finding.fix_value(line.margin.span, right.to_string(), Safety::Example);
        }
    }
}
