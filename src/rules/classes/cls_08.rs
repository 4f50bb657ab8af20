//! CLS-08: contracted customers have contracts or sales, and the others have none.

use crate::archive::{CustomerFolder, DocKind};
use crate::findings::{Level, Safety};
use crate::form::choices::{Lifecycle, Outcome};
use crate::form::reader::quote;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, amounts, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "CLS-08",
    title: words("签约客户有合同或交易，未签约的没有", "contracted customers have a contract or sales, the others have none"),
    sources: &[source(Seed::S002, "一")],
    quote: "签约客户",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Plan, DocKind::Orders],
    yields_to: &[],
    anchor: words("客户基本状况表的「客户阶段」", "`lifecycle` of the customer"),
    meaning: words(
        "合同或交易指：收益计划中标的、有合同号或签约日期的项目，orders.csv 中当天以前的交易，或年交易额大于 0。签约客户、已开发客户、合作伙伴客户至少有其一；潜在客户、意向客户、准客户一样也没有。",
        "A contract or sales: a project of a revenue plan that was won or has a contract number or date, an order up to the day, or an `annual_trade` above 0. Contracted, developed and partner customers have one of these; potential, interested and prospective ones have none.",
    ),
    remedy: words("请改正「客户阶段」，或补记合同、交易", "correct `lifecycle`, or enter the contract or the orders"),
    bad: "lifecycle = \"potential\"\nannual_trade = 120   # 万元",
    good: "lifecycle = \"developed\"\nannual_trade = 120   # 万元",
    run: Run::Customer(run),
};

/// What shows a contract or sales, in words; none where nothing does.
fn shown(folder: &CustomerFolder, world: &World, today: chrono::NaiveDate) -> Option<String> {
    let lang = world.lang;
    let lines = folder.plans.iter().filter_map(|doc| doc.record.revenue_plan.get()?.lines.get()).flat_map(|lines| lines.iter());
    let signed = lines
        .filter(|line| !line.contract_no.is_blank() || line.outcome.value() == Some(Outcome::Won) || !line.contract_date.is_blank())
        .find(|line| line.contract_date.value().or(line.decided_on.value()).is_none_or(|day| day <= today));
    if let Some(line) = signed {
        let name = line.called();
        return Some(say!(lang, "项目「{name}」已中标或签约", "the project `{name}`, won or signed"));
    }
    let orders = folder.orders.as_ref().map_or(0, |orders| orders.rows.iter().filter(|order| order.date <= today).count());
    if orders > 0 {
        return Some(say!(lang, "交易记录（orders.csv）有 {orders} 笔", "{orders} orders in orders.csv"));
    }
    let trade = folder.profile.as_ref()?.record.annual_trade.value().filter(|sum| !sum.is_zero() && !sum.is_negative())?;
    let sum = amounts::amount(world, trade);
    Some(say!(lang, "年交易额 {sum}", "a yearly trade of {sum}"))
}

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(today)) = (&scene.customer.profile, scene.today) else { return };
    let Some(stage) = scene.lifecycle() else { return };
    // A trade or an order that could not be read is one.
    if doc.record.annual_trade.is_bad() || scene.customer.orders.as_ref().is_some_and(|orders| orders.has_lost) {
        return;
    }
    let lang = scene.lang();
    let shown = shown(scene.customer, scene.world, today);
    let label = stage.label(lang);
    let span = doc.record.lifecycle.span;
    match shown {
        Some(what) if super::is_before_contract(stage) => {
            let message = say!(lang, "「客户阶段」是{label}，而{what}", "`lifecycle` is {label}, but there is trade: {what}");
            let right = quote(Lifecycle::Contracted.key());
            scene.find(&doc.info, span, "lifecycle", message).fix_value(span, right, Safety::Example);
        }
        None if !super::is_before_contract(stage) => {
            let message = say!(
                lang,
                "「客户阶段」是{label}，而收益计划、orders.csv 和年交易额都看不到合同或交易",
                "`lifecycle` is {label}, but neither revenue plan, orders.csv nor `annual_trade` shows a contract or sales"
            );
            scene.find(&doc.info, span, "lifecycle", message);
        }
        _ => {}
    }
}
