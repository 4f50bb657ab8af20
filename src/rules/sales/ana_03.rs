//! ANA-03: the share of the customer's wallet is computed. Nothing to find: the figure is what is asked for.

use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

use super::TRADE;

pub(super) static RULE: Rule = Rule {
    id: "ANA-03",
    title: words("计算我方在客户采购中的份额", "our share of the customer's purchases is computed"),
    sources: &[source(Seed::S001, TRADE)],
    quote: "直接询问客户本年度的交易额",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("无：计算口径", "none: it says how a figure is computed"),
    meaning: words(
        "计算口径：钱包份额 = 我方一年对客户的交易额（orders.csv）÷ 客户同一年的「客户年采购额」。没有填写年采购额的客户没有这个数。是否达到要求见 ANA-02。",
        "How it is computed: share of wallet = our trade with the customer in a year (orders.csv) ÷ its `turnover` of that year. Without a turnover there is no such figure. Whether it is enough: ANA-02.",
    ),
    remedy: words(
        "请向客户询问年采购额，填入「客户年采购额」并写明来源",
        "ask the customer for its yearly purchases and enter them in `turnover`, with the source",
    ),
    bad: "# 没有 turnover：份额算不出来",
    good: "turnover = [{ year = 2025, amount = 5200, source = \"asked\" }]",
    run: Run::Duty,
};
