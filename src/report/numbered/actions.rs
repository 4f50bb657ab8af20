//! R-09 行动计划进展表: by owner: actions, start and end, state, progress, days overdue, share done.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 9,
    name: "actions",
    title: words("行动计划进展表", "Progress of the action plans"),
    about: words(
        "按执行人：行动、起止日期、完成情况、进度、逾期天数，完成比例",
        "By owner: actions, start and end, state, progress, days overdue, share done",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长", "marketing director"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月", "monthly"),
    source: "000_492afcb71e7a325f.txt 附表7（一）",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Plan]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
