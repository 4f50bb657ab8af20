//! CLS-01: vip and key customers are those that trade and credit make so.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::words::words;

use super::tiers;

pub(super) static RULE: Rule = Rule {
    id: "CLS-01",
    title: words("VIP客户、重点客户与年交易额和信用状况相符", "vip and key customers are those that trade and credit make so"),
    sources: &[source(Seed::S003, "第九条 一")],
    quote: "年交易额在 50 万以上且付款信用优秀",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[
        Param {
            name: "vip_trade",
            default: Default::Int(50),
            strict: Strict::Neither,
            unit: words("万元", "CNY 10k"),
            what: words("年交易额达到多少、信用又优秀的是 VIP客户", "yearly trade from which a customer with excellent credit is vip"),
        },
        Param {
            name: "key_trade",
            default: Default::Int(10),
            strict: Strict::Neither,
            unit: words("万元", "CNY 10k"),
            what: words("年交易额达到多少的是重点客户；CLS-02 也用", "yearly trade from which a customer is key; CLS-02 goes by it too"),
        },
    ],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Orders, DocKind::Settings],
    yields_to: &[],
    anchor: words("客户基本状况表的「客户层级」", "`tier` of the customer"),
    meaning: words(
        "年交易额 50 万元以上且信用优秀的是 VIP客户；50 万元以上而信用不是优秀的、10 万元以上不足 50 万元的是重点客户。所填或按标准应填的层级是 VIP客户、重点客户而两者不同的，在这里指出；其余归 CLS-02。年交易额没有填的，按 orders.csv 近 12 个月合计；签约以后的客户两者都没有的不判断。信用没有评定的，VIP客户、重点客户都算相符。",
        "From CNY 500,000 of yearly trade with excellent credit a customer is vip; with lesser credit, or from CNY 100,000, it is key. Where the stored tier or the one by this standard is vip or key and the two differ, it is said here; the rest is CLS-02's. Where `annual_trade` is not filled in, the orders of the last 12 months count; from a contract on, a customer with neither is not judged. While the credit is not rated, vip and key both agree.",
    ),
    remedy: words(
        "请核对年交易额和信用状况，改正「客户层级」；标准不合本单位的，在 [params] 中调整",
        "check the yearly trade and the credit and correct `tier`; where the standard does not fit you, adjust it in [params]",
    ),
    bad: "tier = \"vip\"\ncredit = \"good\"\nannual_trade = 46.50   # 万元",
    good: "tier = \"key\"\ncredit = \"good\"\nannual_trade = 46.50   # 万元",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    if let Some(verdict) = tiers::judge(scene).filter(tiers::Verdict::is_high) {
        tiers::report(scene, &verdict);
    }
}
