//! CLS-02: general and reserve customers are told apart by their trade.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::words::words;

use super::tiers;

pub(super) static RULE: Rule = Rule {
    id: "CLS-02",
    title: words("一般客户、储备客户与年交易额相符", "general and reserve customers are told apart by their trade"),
    sources: &[source(Seed::S003, "第九条 一")],
    quote: "年交易额在 10 万以下的客户",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Orders, DocKind::Settings],
    yields_to: &[],
    anchor: words("客户基本状况表的「客户层级」", "`tier` of the customer"),
    meaning: words(
        "年交易额不足 10 万元（CLS-01.key_trade）的是一般客户；签约以前没有交易的是储备客户。所填和按标准应填的层级都不是 VIP客户、重点客户而两者不同的，在这里指出；其余归 CLS-01。",
        "With a yearly trade below CNY 100,000 (CLS-01.key_trade) a customer is general; before a contract and without trade it is reserve. Where neither the stored tier nor the one by this standard is vip or key and the two differ, it is said here; the rest is CLS-01's.",
    ),
    remedy: words("请核对年交易额，改正「客户层级」", "check the yearly trade and correct `tier`"),
    bad: "lifecycle = \"potential\"\ntier = \"general\"\nannual_trade = 0",
    good: "lifecycle = \"potential\"\ntier = \"reserve\"\nannual_trade = 0",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    if let Some(verdict) = tiers::judge(scene).filter(|verdict| !verdict.is_high()) {
        tiers::report(scene, &verdict);
    }
}
