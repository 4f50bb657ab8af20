//! R-04 客户档案核定表: a row a customer: last verified when and by whom, countersigned by whom, changed since, findings that are open.

use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 4,
    name: "verification",
    title: words("客户档案核定表", "Re-verification of the archives"),
    about: words(
        "每个客户：最近何时由谁核定、由谁复核，此后有无改动，未解决的审计发现",
        "A row a customer: last verified when and by whom, countersigned by whom, changed since, findings that are open",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长、大区经理", "marketing director, regional managers"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("每季度", "quarterly"),
    source: "000_492afcb71e7a325f.txt 第十二条（五）",
    reads: Reads::Findings,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
