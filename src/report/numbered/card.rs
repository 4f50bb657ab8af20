//! R-28 客户关系卡: one page for each important customer and its key people.

use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 28,
    name: "card",
    title: words("客户关系卡", "Customer cards"),
    about: words("重点客户及其关键人物一页纸的卡片", "One page for each important customer and its key people"),
    maker: words("客户经理", "account managers"),
    audience: words("客户经理", "account managers"),
    cycle: Cycle::Day,
    grace: 0,
    when: words("随时", "on demand"),
    source: "001_774dd85515acb760.txt F16",
    reads: Reads::All,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
