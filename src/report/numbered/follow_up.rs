//! R-22 商机跟进检查: open projects without an action in the month, changes of stage.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 22,
    name: "follow-up",
    title: words("商机跟进检查", "Follow-up of open projects"),
    about: words("当月没有跟进行动的商机，阶段变化", "Open projects without an action in the month, changes of stage"),
    maker: words("市场营销部", "marketing and sales"),
    audience: words("市场营销部", "marketing and sales"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月", "monthly"),
    source: "001_774dd85515acb760.txt F13 第三条",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Plan, DocKind::ContactReport]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
