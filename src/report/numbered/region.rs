//! R-26 大区监督表: of each region: verification, suggestions, revenue plan.

use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 26,
    name: "region",
    title: words("大区监督表", "Supervision by region"),
    about: words("每个大区：核定、完善建议、收益计划的情况", "Of each region: verification, suggestions, revenue plan"),
    maker: words("大区经理", "regional managers"),
    audience: words("市场部", "marketing"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("每季度，季后 15 日内", "quarterly, within 15 days"),
    source: "000_492afcb71e7a325f.txt 第十七条",
    reads: Reads::Findings,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
