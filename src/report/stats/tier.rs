//! `stats tier`: the stored tiers held against the standard.

use crate::analysis::tier::{Limits, Standard, Trade, standard};
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::form::choices::Tier;
use crate::form::customer::Customer;
use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, words};

use super::common::{customer_cell, name_unread, no_customers};
use super::{Answer, Asked};

/// How many customers stand how.
#[derive(Default)]
struct Counts {
    apart: usize,
    from_orders: usize,
    open: usize,
    /// Much trade, but the credit is not excellent: the standard leaves it open, and here it is key.
    gap: usize,
    unknown: usize,
}

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Answer {
    let lang = loaded.world.lang;
    let limits = Limits::of(&loaded.world.policy);
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("annual_trade", words("年交易额", "annual trade")),
        Column::new("credit", words("信用状况", "credit")),
        Column::new("tier", words("客户层级", "tier")),
        Column::new("suggested", words("按标准", "by the standard")),
        Column::picture("compared", words("比较", "compared")),
    ]);
    let mut counts = Counts::default();
    for folder in loaded.customers.iter().filter(|folder| (asked.wanted)(folder)) {
        let Some(doc) = folder.profile.as_ref().filter(|doc| doc.whole) else { continue };
        let known = doc.record.annual_trade.value().is_some() || !folder.has_unread(DocKind::Orders);
        let trade = Trade::of(folder, Some(asked.day)).filter(|_| known && loaded.world.knows_unit());
        table.rows.push(row(folder, &doc.record, trade, limits, &mut counts, asked, lang));
    }
    if table.rows.is_empty() {
        table.hints.extend(no_customers(loaded, asked, lang));
    } else {
        notes(&mut table, &counts, limits, asked, lang);
    }
    // Of a customer whose yearly trade is stated the orders are not asked.
    let stated = |folder: &CustomerFolder| folder.profile.as_ref().is_some_and(|doc| doc.record.annual_trade.value().is_some());
    let needs_orders = |folder: &CustomerFolder| (asked.needed)(folder) && !stated(folder);
    name_unread(&mut table, loaded, asked, &[DocKind::Customer]);
    name_unread(&mut table, loaded, &Asked { needed: &needs_orders, ..*asked }, &[DocKind::Orders]);
    table.unread.sort();
    table.unread.dedup();
    table.into()
}

fn row(
    folder: &CustomerFolder,
    record: &Customer,
    trade: Option<Trade>,
    limits: Option<Limits>,
    counts: &mut Counts,
    asked: &Asked<'_>,
    lang: Lang,
) -> Vec<Cell> {
    let bad = record.annual_trade.is_bad() || record.credit.is_bad();
    let right = trade.zip(limits).filter(|_| !bad).and_then(|(trade, limits)| standard(record, trade.amount(), limits));
    let stored = record.tier.value();
    counts.from_orders += usize::from(matches!(trade, Some(Trade::Orders(_))));
    counts.open += usize::from(right.is_some_and(|right| right.open));
    let much = trade.and_then(Trade::amount).zip(limits).is_some_and(|(trade, limits)| trade >= limits.vip);
    counts.gap += usize::from(much && right.is_some_and(|right| !right.open && right.tier == Tier::Key));
    counts.unknown += usize::from(right.is_none());
    let apart = stored.zip(right).is_some_and(|(stored, right)| !right.agrees(stored));
    counts.apart += usize::from(apart);
    let tier = |tier: Tier| if asked.machine { tier.key() } else { tier.label(lang) };
    vec![
        customer_cell(folder, asked.machine),
        trade.and_then(Trade::amount).into(),
        record.credit.value().map(|credit| if asked.machine { credit.key() } else { credit.label(lang) }).into(),
        stored.map(tier).into(),
        right.map(|right| tier(right.tier)).into(),
        Cell::text(compared(stored, right, lang)),
    ]
}

/// Whether the stored tier is as it should be, too high or too low.
fn compared(stored: Option<Tier>, right: Option<Standard>, lang: Lang) -> &'static str {
    let Some(right) = right else { return words("无法判断", "not known").get(lang) };
    let Some(stored) = stored else { return words("未填写", "not filled in").get(lang) };
    let place = |tier: Tier| Tier::ALL.iter().position(|one| *one == tier);
    match place(stored).cmp(&place(right.tier)) {
        _ if right.open && right.agrees(stored) => words("信用待评定", "credit not rated").get(lang),
        std::cmp::Ordering::Equal => words("相符", "agrees").get(lang),
        std::cmp::Ordering::Less => words("偏高", "too high").get(lang),
        std::cmp::Ordering::Greater => words("偏低", "too low").get(lang),
    }
}

fn notes(table: &mut Table, counts: &Counts, limits: Option<Limits>, asked: &Asked<'_>, lang: Lang) {
    let wan = |limits: Limits| [limits.vip, limits.key].map(|money| money.fen() / 1_000_000);
    if let Some([vip, key]) = limits.map(wan) {
        table.notes.push(say!(
            lang,
            "标准：年交易额 {vip} 万元以上且信用优秀的是VIP客户，{key} 万元以上的是重点客户，其余是一般客户；没有交易而尚未签约的是储备客户",
            "The standard: vip from CNY {vip}0,000 a year with excellent credit, key from CNY {key}0,000, else general; reserve before a contract and without trade"
        ));
    }
    let (day, orders, open, unknown, apart) = (asked.day, counts.from_orders, counts.open, counts.unknown, counts.apart);
    if orders > 0 {
        table.notes.push(say!(
            lang,
            "{orders} 个客户没有填「年交易额」，按 orders.csv 截至 {day} 的 12 个月合计",
            "Customers without `annual_trade`, whose orders of the 12 months up to {day} count: {orders}"
        ));
    }
    if open > 0 {
        table.notes.push(say!(
            lang,
            "{open} 个客户的信用没有评定，评为优秀的是VIP客户",
            "Customers whose credit is not rated, vip if it is excellent: {open}"
        ));
    }
    let gap = counts.gap;
    if gap > 0 {
        table.notes.push(say!(
            lang,
            "{gap} 个客户的交易额达到VIP客户的标准而信用不是优秀，按重点客户对待",
            "Customers with the trade of a vip but without excellent credit, who count as key: {gap}"
        ));
    }
    if unknown > 0 {
        table.notes.push(say!(
            lang,
            "{unknown} 个客户缺年交易额（或客户阶段），无法判断；用 `kehu set 客户 annual_trade=金额` 填写，或导入 orders.csv",
            "Customers without yearly trade (or lifecycle), not judged: {unknown}; fill it in by `kehu set CUSTOMER annual_trade=AMOUNT`, or import orders.csv"
        ));
    }
    if apart > 0 {
        table.notes.push(say!(
            lang,
            "{apart} 个客户与标准不符；核对后用 `kehu set 客户 tier=层级` 改正",
            "Customers whose tier differs from the standard: {apart}; check them, then correct with `kehu set CUSTOMER tier=TIER`"
        ));
    }
}
