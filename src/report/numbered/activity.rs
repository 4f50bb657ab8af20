//! R-23 人员活跃通报: staff without any record for fourteen days or more.

use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 23,
    name: "activity",
    title: words("人员活跃通报", "Activity of our people"),
    about: words("连续十四天没有任何记录的人员", "Staff without any record for fourteen days or more"),
    maker: words("市场营销部", "marketing and sales"),
    audience: words("市场营销部", "marketing and sales"),
    cycle: Cycle::TwoWeeks,
    grace: 0,
    when: words("每两周", "every two weeks"),
    source: "001_774dd85515acb760.txt F13 第三条",
    reads: Reads::All,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
