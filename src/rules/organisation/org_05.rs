//! ORG-05: what was spent stays within the budget.

use chrono::Datelike;

use crate::archive::DocKind;
use crate::findings::Level;
use crate::model::percent::Percent;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ORG-05",
    title: words("经费不超预算", "what was spent stays within the budget"),
    sources: &[source(Seed::S000, "第五条 4")],
    quote: "审核、管理预算与经费旳使用",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "max_share",
        default: Default::Int(100),
        strict: Strict::Low,
        unit: words("%", "%"),
        what: words("已用至多占预算的比例", "the greatest share of the budget that may be spent"),
    }],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("客户基本状况表「经费预算」的「已用」", "`spent` of the customer's `budget`"),
    meaning: words(
        "「经费预算」中「已用」不超过「金额」的 100 %。没有预算或没有填「已用」的不判断。审计时看当年的预算。",
        "`spent` of `budget` is no more than 100 % of `amount`. Not judged without a budget or without `spent`. An audit looks at the budget of the year.",
    ),
    remedy: words(
        "请市场部部长审核超支，调整预算或停止支出",
        "the marketing director should look into it: raise the budget or stop spending",
    ),
    bad: "budget = [{ year = 2026, amount = 3, spent = 3.6 }]",
    good: "budget = [{ year = 2026, amount = 3, spent = 2.4 }]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    let Some(list) = doc.record.budget.get() else { return };
    let most = scene.param("max_share");
    let this = scene.today.map(|day| day.year());
    for budget in list.iter() {
        let year = budget.year.value().map(|year| year.0);
        if this.is_some() && year != this {
            continue;
        }
        let (Some(amount), Some(spent)) = (budget.amount.value(), budget.spent.value()) else { continue };
        let Some(limit) = amount.mul_percent(Percent::from_int(most)) else { continue };
        if spent <= limit {
            continue;
        }
        let lang = scene.lang();
        let year = year.unwrap_or_default();
        let (used, planned) = (crate::rules::amounts::amount(scene.world, spent), crate::rules::amounts::amount(scene.world, amount));
        let share = Percent::weighted(spent, amount).map(|share| share.rounded(1));
        let message = match share {
            Some(share) => say!(
                lang,
                "{year} 年经费已用 {used}，预算 {planned}，已用 {share} %，至多 {most} %",
                "{year}: {used} of {planned} spent, {share} % of the budget; {most} % at most"
            ),
            None => say!(lang, "{year} 年经费已用 {used}，没有预算", "{year}: {used} spent without a budget"),
        };
        scene.find(&doc.info, budget.spent.span, "budget.spent", message);
    }
}
