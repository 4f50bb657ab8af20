//! ANA-08: what a customer costs and brings is computed. Nothing to find: the figure is what is asked for.

use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ANA-08",
    title: words("计算客户的成本和利润", "what a customer costs and brings is computed"),
    sources: &[source(Seed::S004, "七 b)")],
    quote: "可以计算出客户为公司所投入的费用",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("无：计算口径", "none: it says how a figure is computed"),
    meaning: words(
        "计算口径：利润 = orders.csv 中填写了成本的交易的「金额」之和 − 「成本」之和；没有填写成本的交易两边都不计。",
        "How it is computed: profit = the amounts of the orders that state a cost − those costs; an order without a cost counts on neither side.",
    ),
    remedy: words("请在 orders.csv 填写每笔交易的成本", "fill in the cost of each order in orders.csv"),
    bad: "2026-03-02,A-1,春城片区,安装,320,",
    good: "2026-03-02,A-1,春城片区,安装,320,210",
    run: Run::Duty,
};
