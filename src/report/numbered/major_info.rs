//! R-02 重大信息快报: what happened, by which source level, its impact, what is advised, when and how it was reported and to whom, in time or not.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 2,
    name: "major-info",
    title: words("重大信息快报", "Flashes of major information"),
    about: words(
        "发生了什么、信息渠道级别、影响、建议，何时以何种方式报告了谁，是否及时",
        "What happened, by which source level, its impact, what is advised, when and how it was reported and to whom, in time or not",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长（大区经理、销售总监）", "marketing director (regional manager, sales director)"),
    cycle: Cycle::ThisYear,
    grace: 0,
    when: words("立即", "at once"),
    source: "000_492afcb71e7a325f.txt 第十二条（一）",
    reads: Reads::Kinds(&[DocKind::Customer]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
