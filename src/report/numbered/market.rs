//! R-01 客户行业和市场信息报告: who has submitted; what is said of industry, customers, competitors and leads, by which source level, and what it means for us; which customers are covered.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 1,
    name: "market",
    title: words("客户行业和市场信息报告", "Industry and market reports"),
    about: words(
        "每位客户经理当月是否已交；行业、客户、竞争对手、线索各说了什么，信息渠道级别，对我方意味着什么；涉及哪些客户",
        "Who has submitted; what is said of industry, customers, competitors and leads, by which source level, and what it means for us; which customers are covered",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部信息管理员", "information administrator"),
    cycle: Cycle::DueMonth,
    grace: 0,
    when: words("每月 1–7 日", "day 1–7 of the month"),
    source: "000_492afcb71e7a325f.txt 第十二条（一）",
    reads: Reads::Kinds(&[DocKind::Customer]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
