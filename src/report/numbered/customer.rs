//! R-15 客户分析报告: of each customer: profile, trade, profitability, satisfaction, complaints, relations, risks, suggestions.

use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 15,
    name: "customer",
    title: words("客户分析报告", "Customer analyses"),
    about: words(
        "每个客户：概况、交易、盈利、满意度、投诉、关系、风险、建议",
        "Of each customer: profile, trade, profitability, satisfaction, complaints, relations, risks, suggestions",
    ),
    maker: words("项目部、客户经理", "project offices, account managers"),
    audience: words("市场部", "marketing"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("每季度", "quarterly"),
    source: "002_3d333403eb4d59d8.txt 客户分析报告；001_774dd85515acb760.txt F8",
    reads: Reads::Findings,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
