//! F7B-01: a project has a name, a contract amount, a win rate and a margin; an amount is not negative.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::model::money::Money;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

use super::{amount, of_project};

pub(super) static RULE: Rule = Rule {
    id: "F7B-01",
    title: words("项目写明名称、合同额、获取率和利润率", "a project states its name, contract amount, win rate and margin"),
    sources: &[source(Seed::S000, "附表7 收益计划 填表说明")],
    quote: "【项目名称】指下一年度拟议中旳项目",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("收益计划中缺少的那一项；负的「合同额」", "the missing key of the revenue plan; a negative `contract`"),
    meaning: words(
        "收益计划写明「目的描述」，每个项目写明「项目名称」「合同额」「获取率」「利润率」；合同额不小于 0。实际收入和利润额由 kehu 计算，不必填写。",
        "The revenue plan states its `purpose`, each project `project`, `contract`, `win_rate` and `margin`; a contract amount is not negative. Expected revenue and profit are computed.",
    ),
    remedy: words("请补填，金额单位见 kehu.toml 的 amount_unit", "fill it in; the unit of amounts is `amount_unit` of kehu.toml"),
    bad: "[[revenue_plan.lines]]\nproject = \"传输管线改造工程\"\ncontract = 800.00",
    good: "[[revenue_plan.lines]]\nproject = \"传输管线改造工程\"\ncontract = 800.00\nwin_rate = 50\nmargin = 10",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let customer = scene.customer;
    for doc in &customer.plans {
        for line in doc.record.projects() {
            let Some(contract) = line.contract.value().filter(|money| money.is_negative()) else { continue };
            let lang = scene.lang();
            let (whose, shown) = (of_project(line, lang), amount(scene.world, contract));
            let message = say!(lang, "{whose}合同额 {shown}是负数，应不小于 0", "{whose}`contract` is {shown}; it should not be negative");
            let right = Money::from_fen(-contract.fen()).to_number(scene.world.unit);
            let finding = scene.find(&doc.info, line.contract.span, "revenue_plan.lines.contract", message);
            finding.about(line.called()).fix_value(line.contract.span, right, Safety::Example);
        }
    }
}
