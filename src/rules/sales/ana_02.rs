//! ANA-02: a customer's share of our sales, and ours of its purchases, is what the company requires.

use chrono::Datelike;

use crate::archive::DocKind;
use crate::archive::gathered::twelve_months_before;
use crate::findings::Level;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::{Period, PeriodKind};
use crate::rules::amounts::amount;
use crate::rules::periods::counts_of;
use crate::rules::{ArchiveScene, Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

use super::total;

pub(super) static RULE: Rule = Rule {
    id: "ANA-02",
    title: words("占有率和钱包份额达到要求", "shares of sales and of wallet are what is required"),
    sources: &[source(Seed::S001, "客户关系管理制度 第三条 3(4)")],
    quote: "检查该占有率是否达到公司所要求的水平",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[DocKind::Customer, DocKind::Orders],
    yields_to: &[],
    anchor: words("客户的「要求占有率」或「要求钱包份额」", "`share_required` or `wallet_required` of the customer"),
    meaning: words(
        "填写了「要求占有率」的客户，最近 12 个月的交易额占全部客户交易额的比重不低于它；填写了「要求钱包份额」的客户，上一年我方对它的交易额占它那一年「客户年采购额」的比重不低于它。没有 orders.csv 的客户、建档或施行不足这段时间的客户不判断；任何一个客户的 orders.csv 读不出来时，占有率不判断。",
        "Where `share_required` is filled in, the customer's trade of the last 12 months is at least that share of all customers' trade; where `wallet_required` is, our trade with it in the last year is at least that share of its `turnover` of that year. Without orders.csv, and before the archive or the regulation is that old, nothing is judged; no share of sales where any customer's orders.csv cannot be read.",
    ),
    remedy: words(
        "请分析原因，在行动计划中安排措施；要求已变的请改写",
        "find out why and plan actions; if the requirement has changed, correct it",
    ),
    bad: "share_required = 20   # 近 12 个月占 12.50%",
    good: "share_required = 10",
    run: Run::Both(wallet, share),
};

/// 钱包份额: our sales to the customer against what it bought in the last complete year.
fn wallet(scene: &mut Scene<'_>) {
    let (Some(doc), Some(orders), Some(today)) = (&scene.customer.profile, &scene.customer.orders, scene.today) else { return };
    let Some(required) = doc.record.wallet_required.value() else { return };
    let Some(year) = scene.complete(PeriodKind::Year) else { return };
    let number = year.first_day().year();
    let rows = doc.record.turnover.get().into_iter().flat_map(|list| list.iter());
    let bought = rows.filter(|row| row.year.value().is_some_and(|year| year.0 == number)).find_map(|row| row.amount.value());
    let Some(bought) = bought.filter(|money| *money > Money::ZERO) else { return };
    let counted = orders.rows.iter().filter(|order| order.date <= today && year.contains(order.date));
    let Some(sold) = Money::total(counted.map(|order| order.amount)) else { return };
    let Some(part) = Percent::weighted(sold, bought).filter(|part| *part < required.percent) else { return };
    let (lang, world) = (scene.lang(), scene.world);
    let (sold, bought, part, asked) = (amount(world, sold), amount(world, bought), part.rounded(2), required.percent.trimmed());
    let message = say!(
        lang,
        "{number} 年我方销售额 {sold}占客户年采购额 {bought}的 {part}%，低于要求的 {asked}%",
        "our sales of {number}, {sold}, are {part}% of the customer's purchases of {bought}; {asked}% is required"
    );
    scene.find(&doc.info, doc.record.wallet_required.span, "wallet_required", message);
}

/// 占有率: the customer's part of all our sales.
fn share(scene: &mut ArchiveScene<'_>) {
    let (archive, Some(today)) = (scene.archive, scene.today) else { return };
    let asked = |customer: &crate::archive::CustomerFolder| {
        customer.profile.as_ref().is_some_and(|doc| doc.record.share_required.value().is_some()) && customer.gathered.trade.is_some()
    };
    if !archive.customers.iter().any(asked) {
        return;
    }
    let Some(period) = Period::days_between(twelve_months_before(today), today) else { return };
    let Some(all) = total(scene, |trade| trade.last_12_months) else { return };
    for customer in &archive.customers {
        let (Some(doc), Some(trade)) = (&customer.profile, &customer.gathered.trade) else { continue };
        let Some(required) = doc.record.share_required.value() else { continue };
        if !counts_of(period, scene.world, &doc.record) {
            continue;
        }
        let Some(part) = Percent::weighted(trade.last_12_months, all).filter(|part| *part < required.percent) else { continue };
        let (lang, world) = (scene.lang(), scene.world);
        let (own, all, part, asked) =
            (amount(world, trade.last_12_months), amount(world, all), part.rounded(2), required.percent.trimmed());
        let message = say!(
            lang,
            "最近 12 个月交易额 {own}占全部客户 {all}的 {part}%，低于要求的 {asked}%",
            "trade of the last 12 months, {own}, is {part}% of all customers' {all}; {asked}% is required"
        );
        scene.find(&doc.info, doc.record.share_required.span, "share_required", message);
    }
}
