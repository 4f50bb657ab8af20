//! CLS-10: a customer of class A or vip whose profit falls or is negative.

use chrono::NaiveDate;

use crate::archive::gathered::twelve_months_before;
use crate::archive::{DocKind, Orders};
use crate::findings::Level;
use crate::form::choices::{AbcClass, Tier};
use crate::model::money::Money;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, amounts, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "CLS-10",
    title: words("A类客户、VIP客户的利润没有下降或为负", "the profit from customers of class A and vip neither falls nor is negative"),
    sources: &[source(Seed::S001, "客户关系管理的核心客户价值 引言")],
    quote: "销售或利润额贡献大的客户是否就一定是高价值客户",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer, DocKind::Orders],
    uses: &[],
    yields_to: &[],
    anchor: words("客户基本状况表的「客户层级」，不是 VIP客户的为「ABC类」", "`tier` of the customer, `abc_class` where it is not vip"),
    meaning: words(
        "客户层级为 VIP客户或「ABC类」为 A类的：按 orders.csv，近 12 个月的利润（金额减成本）为负，或低于再前 12 个月。一笔没有成本的，所在的 12 个月算不出利润，不判断；再前 12 个月没有交易的，只看是否为负。",
        "For a vip customer or one of class A in `abc_class`: by orders.csv the profit (amount less cost) of the last 12 months is negative, or lower than that of the 12 months before. Twelve months in which an order has no cost are not judged; without orders in the 12 months before only a negative profit counts.",
    ),
    remedy: words("请分析成本和价格，重新评估该客户的价值与投入", "look at costs and prices, and weigh again what the customer is worth"),
    bad: "date,order,project,product,amount,cost\n2025-03-10,A-1,传输管线改造,,300,240\n2026-03-12,A-2,传输管线改造二期,,320,316",
    good: "date,order,project,product,amount,cost\n2025-03-10,A-1,传输管线改造,,300,240\n2026-03-12,A-2,传输管线改造二期,,320,250",
    run: Run::Customer(run),
};

/// The profit of the twelve months that end on the day; none without orders or where one has no cost.
fn profit(orders: &Orders, day: NaiveDate) -> Option<Money> {
    let from = twelve_months_before(day);
    let mut rows = orders.rows.iter().filter(|order| order.date >= from && order.date <= day).peekable();
    rows.peek()?;
    rows.try_fold(Money::ZERO, |sum, order| sum.checked_add(order.amount.checked_sub(order.cost?)?))
}

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(orders), Some(today)) = (&scene.customer.profile, &scene.customer.orders, scene.today) else { return };
    let record = &doc.record;
    let vip = record.tier.value() == Some(Tier::Vip);
    if !vip && record.abc_class.value() != Some(AbcClass::A) {
        return;
    }
    let Some(now) = profit(orders, today) else { return };
    let earlier = twelve_months_before(today).pred_opt().and_then(|day| profit(orders, day));
    let fell = earlier.filter(|before| now < *before);
    if !now.is_negative() && fell.is_none() {
        return;
    }
    let lang = scene.lang();
    let (span, field) = if vip { (record.tier.span, "tier") } else { (record.abc_class.span, "abc_class") };
    let what = if vip { Tier::Vip.label(lang) } else { AbcClass::A.label(lang) };
    let is = amounts::amount(scene.world, now);
    let message = match fell {
        Some(before) => {
            let was = amounts::amount(scene.world, before);
            say!(
                lang,
                "{what}近 12 个月的利润为 {is}，低于再前 12 个月的 {was}",
                "{what}: the profit of the last 12 months is {is}, that of the 12 months before was {was}"
            )
        }
        None => say!(lang, "{what}近 12 个月的利润为 {is}", "{what}: the profit of the last 12 months is {is}"),
    };
    scene.find(&doc.info, span, field, message);
}
