//! CLS-09: how much of the sales hangs on a few customers.

use crate::archive::{DocKind, Loaded};
use crate::findings::Level;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "CLS-09",
    title: words("销售不过于集中在少数客户", "sales do not hang on a few customers"),
    sources: &[source(Seed::S004, "一")],
    quote: "80%的销售来自20%的客户",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "sales_share",
            default: Default::Int(80),
            strict: Strict::Low,
            unit: words("%", "%"),
            what: words("前列客户的销售额达到多大比例时提示", "from which share of the sales of the top customers it is said"),
        },
        Param {
            name: "customer_share",
            default: Default::Int(20),
            strict: Strict::High,
            unit: words("%", "%"),
            what: words(
                "前列客户占有交易客户的比例，不足一个的按一个",
                "which share of the customers with orders the top ones are, rounded up",
            ),
        },
        Param {
            name: "min_customers",
            default: Default::Int(10),
            strict: Strict::Low,
            unit: words("个", "customers"),
            what: words("有交易的客户达到几个才判断", "from how many customers with orders it is judged"),
        },
    ],
    needs: &[],
    uses: &[DocKind::Orders],
    yields_to: &[],
    anchor: words("kehu.toml 的 [regulation]", "[regulation] of kehu.toml"),
    meaning: words(
        "按 orders.csv 近 12 个月的交易额，有交易的客户达到 10 个时，前 20 % 的客户（向上取整）占销售额 80 % 以上的，提示一次。只是提示：这些客户是大客户管理的重点，也是风险所在。",
        "By the orders of the last 12 months, from 10 customers with orders on: where the top 20 % of them (rounded up) bring 80 % of the sales or more, it is said once. Only a hint: these are the customers that key-account work is for, and where the risk lies.",
    ),
    remedy: words(
        "请确认这些客户都有客户计划、支持小组和多人联系，并发展其他客户",
        "see that these customers have a plan, a team and more than one contact, and develop others",
    ),
    bad: "# 12 个有交易的客户，前 3 个占销售额 91 %",
    good: "# 12 个有交易的客户，前 3 个占销售额 72 %",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let archive: &Loaded = scene.archive;
    // Of a part of the sales nobody knows whose part is large.
    if !scene.world.customers_complete || archive.customers.iter().any(|folder| folder.has_unread(DocKind::Orders)) {
        return;
    }
    let sums = archive.customers.iter().filter_map(|folder| Some((folder, folder.gathered.trade.as_ref()?.last_12_months)));
    let mut sums: Vec<_> = sums.filter(|(_, sum)| *sum > Money::ZERO).collect();
    let count = i64::try_from(sums.len()).unwrap_or(i64::MAX);
    if count == 0 || count < scene.param("min_customers") {
        return;
    }
    sums.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.id.cmp(&b.0.id)));
    let percent = scene.param("customer_share").clamp(0, 100);
    let top = usize::try_from((count * percent + 99) / 100).unwrap_or(0).clamp(1, sums.len());
    let (Some(first), Some(all)) = (Money::total(sums[..top].iter().map(|one| one.1)), Money::total(sums.iter().map(|one| one.1))) else {
        return;
    };
    let Some(share) = Percent::weighted(first, all).filter(|share| *share >= Percent::from_int(scene.param("sales_share"))) else { return };
    let Some((info, span)) = scene.regulation() else { return };
    let lang = scene.lang();
    let share = share.rounded(1);
    let names = lang.join(sums[..top].iter().take(5).map(|one| one.0.called()));
    let more = if top > 5 { words(" 等", " …").get(lang) } else { "" };
    let message = say!(
        lang,
        "近 12 个月 {count} 个有交易的客户中，前 {top} 个（{names}{more}）占销售额 {share} %",
        "of {count} customers with orders in the last 12 months the top {top} ({names}{more}) brought {share} % of the sales"
    );
    scene.find(&info, span, "regulation", message);
}
