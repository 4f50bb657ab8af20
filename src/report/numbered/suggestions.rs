//! R-05 档案完善建议报告: by account manager and customer: what is missing, contradictory or stale, what to do by when, whether earlier suggestions are settled.

use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 5,
    name: "suggestions",
    title: words("档案完善建议报告", "Letter of suggestions to improve the archive"),
    about: words(
        "按客户经理和客户：缺少、矛盾、过时的内容，建议与期限，以往建议是否办结",
        "By account manager and customer: what is missing, contradictory or stale, what to do by when, whether earlier suggestions are settled",
    ),
    maker: words("市场部信息管理员", "information administrator"),
    audience: words("客户经理、市场部部长（各一份）", "account managers and marketing director, a copy each"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("每季度，季后 15 日内", "quarterly, within 15 days"),
    source: "000_492afcb71e7a325f.txt 第十三条（四）",
    reads: Reads::Findings,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
