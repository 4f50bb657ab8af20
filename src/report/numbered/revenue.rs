//! R-10 收益计划汇总: by customer, account manager and region: contract, expected revenue, profit, weighted rates; plan against outcome; calibration of win rates.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 10,
    name: "revenue",
    title: words("收益计划汇总", "Revenue plans summed up"),
    about: words(
        "按客户、客户经理、大区：合同额、实际收入（预期）、利润额合计，综合获取率与利润率；计划与实际对照；获取率校准",
        "By customer, account manager and region: contract, expected revenue, profit, weighted rates; plan against outcome; calibration of win rates",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长、总经理办公会", "marketing director, general manager's meeting"),
    cycle: Cycle::ThisYear,
    grace: 0,
    when: words("每年、每月", "yearly and monthly"),
    source: "000_492afcb71e7a325f.txt 附表7（二）",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Plan]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
