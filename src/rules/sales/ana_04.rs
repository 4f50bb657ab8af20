//! ANA-04: seasonal targets need three years of sales. Nothing to find: where they are missing no season is told.

use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

use super::SEASON;

pub(super) static RULE: Rule = Rule {
    id: "ANA-04",
    title: words("推算季节目标需要三年的月销售额", "seasonal targets need three years of monthly sales"),
    sources: &[source(Seed::S001, SEASON)],
    quote: "统计各客户以往3年的各月销售额",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("无：计算口径", "none: it says how a figure is computed"),
    meaning: words(
        "计算口径：某月构成比 = 以往三个自然年该月销售额之和 ÷ 三年销售额之和；该月目标 = 构成比 × 年度目标。orders.csv 不足 36 个月的客户不推算季节（`kehu stats season` 说明缺哪些月份，不给出结果），月度目标按年度目标的十二分之一累计（见 ANA-05）。",
        "How it is computed: a month's part = its sales of the three calendar years before ÷ the sales of those years; its target = that part × the yearly target. With fewer than 36 months of orders.csv no season is told (`kehu stats season` names the months that are missing and gives no figure), and targets run by twelfths of the year (ANA-05).",
    ),
    remedy: words("请在 orders.csv 补录以往三年的交易", "enter the orders of the three years before in orders.csv"),
    bad: "# orders.csv 从 2025-01 开始：只有 18 个月",
    good: "# orders.csv 从 2023-01 开始",
    run: Run::Duty,
};
