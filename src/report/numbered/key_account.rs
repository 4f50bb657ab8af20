//! R-16 大客户信息月报: by region: major information on key accounts, contacts, changes of relations and projects, moves of competitors.

use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 16,
    name: "key-account",
    title: words("大客户信息月报", "Monthly report on key accounts"),
    about: words(
        "按大区：大客户的重要信息、接触、关系与项目变化、竞争动向",
        "By region: major information on key accounts, contacts, changes of relations and projects, moves of competitors",
    ),
    maker: words("区域经理", "regional managers"),
    audience: words("销售总监", "sales director"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月末", "last day of the month"),
    source: "004_0808f37331f263a5.txt 客户信息报告",
    reads: Reads::All,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
