//! R-19 季节指数与月度目标: index and composition of each month, its target, actual against target.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 19,
    name: "season",
    title: words("季节指数与月度目标", "Seasonal index and monthly targets"),
    about: words(
        "各月季节指数、构成比、应达到的销售目标，实际与目标对照",
        "Index and composition of each month, its target, actual against target",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长", "marketing director"),
    cycle: Cycle::ThisYear,
    grace: 0,
    when: words("每年、每月", "yearly and monthly"),
    source: "001_774dd85515acb760.txt F10 第四条",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Orders]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
