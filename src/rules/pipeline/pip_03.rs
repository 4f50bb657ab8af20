//! PIP-03: a project that was won has its contract or order recorded.

use chrono::NaiveDate;

use crate::archive::{Doc, DocKind};
use crate::findings::Level;
use crate::form::choices::Outcome;
use crate::form::plan::{Plan, RevenueLine};
use crate::form::reader::literal;
use crate::resolve::same;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, lines, source};
use crate::say;
use crate::words::words;

use super::ARTICLE;

pub(super) static RULE: Rule = Rule {
    id: "PIP-03",
    title: words("中标的项目及时录入合同或订单", "a project that was won has its contract or order recorded"),
    sources: &[source(Seed::S001, ARTICLE)],
    quote: "及时录入签订合同的销售订单",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "max_days",
        default: Default::Int(7),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("中标后几天内录入", "days after the decision within which it is recorded"),
    }],
    needs: &[DocKind::Plan],
    uses: &[DocKind::Orders],
    yields_to: &[],
    anchor: words("项目的「结果」", "`outcome` of the project"),
    meaning: words(
        "结果为中标的项目，自决定日期起 7 天内填写「合同号」或「签约日期」，或在 orders.csv 中有该项目的交易。没有决定日期的由 F7B-11 提示；施行日期以前决定的不判断。",
        "A won project has `contract_no` or `contract_date`, or an order of that project in orders.csv, within 7 days of `decided_on`. Without `decided_on` F7B-11 speaks; what was decided before the regulation took effect is not judged.",
    ),
    remedy: words(
        "请填写「合同号」或「签约日期」，或在 orders.csv 录入订单",
        "fill in `contract_no` or `contract_date`, or enter the order in orders.csv",
    ),
    bad: "outcome = \"won\"\ndecided_on = 2026-06-10",
    good: "outcome = \"won\"\ndecided_on = 2026-06-10\ncontract_no = \"YL-2026-018\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    let (customer, from, limit) = (scene.customer, scene.world.effective_from(), scene.param("max_days"));
    for doc in &customer.plans {
        for line in doc.record.projects().filter(|line| line.outcome_on(Some(today)) == Outcome::Won) {
            let Some(decided) = line.decided_on.value().filter(|day| from.is_none_or(|from| *day >= from)) else { continue };
            let days = (today - decided).num_days();
            if days > limit && !is_recorded(line, today, scene) {
                report(scene, doc, line, decided, days);
            }
        }
    }
}

/// Whether a contract or an order is there, or stands there but cannot be read.
fn is_recorded(line: &RevenueLine, today: NaiveDate, scene: &Scene<'_>) -> bool {
    let signed = line.contract_date.is_bad() || line.contract_date.value().is_some_and(|day| day <= today);
    if signed || !line.contract_no.is_blank() {
        return true;
    }
    let orders = scene.customer.orders.as_ref();
    orders.is_some_and(|orders| {
        let mut counted = orders.rows.iter().filter(|order| order.date <= today);
        orders.has_lost || counted.any(|order| same(orders.project(order), line.called()))
    })
}

fn report(scene: &mut Scene<'_>, doc: &Doc<Plan>, line: &RevenueLine, decided: NaiveDate, days: i64) {
    let (lang, name) = (scene.lang(), line.called());
    let message = say!(
        lang,
        "「{name}」{decided} 中标，已过 {days} 天，没有合同号、签约日期，也没有订单",
        "`{name}` was won on {decided}, {days} days ago, but has neither a contract nor an order"
    );
    let number = literal(doc.info.syntax, &say!(lang, "YL-2026-018", "YL-2026-018"));
    let pairs = [("contract_no", number), ("contract_date", decided.to_string())];
    // A key that stands there empty would be written twice.
    let pairs: Vec<(&str, String)> = pairs
        .into_iter()
        .zip([line.contract_no.is_absent(), line.contract_date.is_absent()])
        .filter(|(_, absent)| *absent)
        .map(|(pair, _)| pair)
        .collect();
    let finding = scene.find(&doc.info, line.outcome.span, "revenue_plan.lines.outcome", message).about(name);
    finding.fix = lines::added(doc.info.syntax, line.head, line.outcome.key_span, &pairs);
}
