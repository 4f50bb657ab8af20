//! F7B-06: a margin is measured by what past projects of the product brought.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::Outcome;
use crate::form::plan::RevenueLine;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::resolve::fold;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

use super::of_project;

pub(super) static RULE: Rule = Rule {
    id: "F7B-06",
    title: words("利润率与同类产品以往项目相近", "the margin is near that of past projects of the product"),
    sources: &[source(Seed::S000, "附表7 收益计划 填表说明")],
    quote: "一般以以往项目旳利润率为参照点",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "points",
            default: Default::Int(5),
            strict: Strict::Low,
            unit: words("个百分点", "points"),
            what: words("相差几个百分点以内不提示", "how far apart the two may be"),
        },
        Param {
            name: "min_projects",
            default: Default::Int(3),
            strict: Strict::Low,
            unit: words("个", "projects"),
            what: words("同类产品的中标项目至少几个", "how many won projects of the product there must be"),
        },
    ],
    needs: &[DocKind::Settings],
    uses: &[],
    yields_to: &[],
    anchor: words("项目的「利润率」", "`margin` of the project"),
    meaning: words(
        "进行中的项目填写了「产品」，全部客户中同一产品的中标项目至少 3 个填写了实现收入和实现利润：利润率与 Σ实现利润 ÷ Σ实现收入 相差 5 个百分点以上。",
        "An open project names its `product`, and at least 3 won projects of that product, of any customer, state `actual_revenue` and `actual_profit`: its margin differs from Σprofit ÷ Σrevenue by more than 5 points.",
    ),
    remedy: words(
        "请以以往项目的利润率为参照核对，或在「说明及措施」中写明差别的原因",
        "measure it by past projects, or explain the difference in `notes`",
    ),
    bad: "product = \"割接\"\nmargin = 20   # 以往三个割接项目为 8%",
    good: "product = \"割接\"\nmargin = 8",
    run: Run::Archive(run),
};

/// What the won projects of a product brought.
#[derive(Default)]
struct Past {
    projects: i64,
    revenue: Option<Money>,
    profit: Option<Money>,
}

fn run(scene: &mut ArchiveScene<'_>) {
    let past = past(scene);
    if past.is_empty() {
        return;
    }
    let (archive, today) = (scene.archive, scene.today);
    let (points, least) = (scene.param("points"), scene.param("min_projects"));
    for doc in archive.customers.iter().flat_map(|customer| super::current(customer, today)) {
        for line in doc.record.projects().filter(|line| line.outcome_on(today) == Outcome::Open) {
            let (Some(margin), Some(product)) = (line.margin.value().map(|rate| rate.percent), line.product.get()) else { continue };
            let Some(past) = past.get(&fold(product)).filter(|past| past.projects >= least) else { continue };
            let Some(usual) = past.profit.zip(past.revenue).and_then(|(profit, revenue)| Percent::weighted(profit, revenue)) else {
                continue;
            };
            if (margin.value() - usual.value()).abs() <= Decimal::from(points) {
                continue;
            }
            let (lang, count) = (scene.lang(), past.projects);
            let (whose, product, shown) = (of_project(line, lang), product.as_str(), usual.rounded(2));
            let message = say!(
                lang,
                "{whose}利润率 {margin} 与以往 {count} 个「{product}」项目的 {shown}% 相差 {points} 个百分点以上",
                "{whose}margin {margin} is more than {points} points from the {shown}% of {count} past projects of `{product}`"
            );
            let finding = scene.find(&doc.info, line.margin.span, "revenue_plan.lines.margin", message).about(line.called());
            finding.fix_value(line.margin.span, usual.rounded(1), Safety::Example);
        }
    }
}

/// The won projects with figures, by product.
fn past(scene: &ArchiveScene<'_>) -> BTreeMap<String, Past> {
    let mut out: BTreeMap<String, Past> = BTreeMap::new();
    let plans = scene.archive.customers.iter().flat_map(|customer| customer.plans.iter()).filter(|doc| doc.whole);
    let lines = plans.flat_map(|doc| doc.record.projects());
    let won = |line: &&RevenueLine| line.outcome_on(scene.today) == Outcome::Won;
    for line in lines.filter(won) {
        let (Some(product), Some(revenue), Some(profit)) = (line.product.get(), line.actual_revenue.value(), line.actual_profit.value())
        else {
            continue;
        };
        let past = out.entry(fold(product)).or_insert_with(|| Past { revenue: Some(Money::ZERO), profit: Some(Money::ZERO), projects: 0 });
        past.projects += 1;
        past.revenue = past.revenue.and_then(|sum| sum.checked_add(revenue));
        past.profit = past.profit.and_then(|sum| sum.checked_add(profit));
    }
    out
}
