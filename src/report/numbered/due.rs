//! R-07 接触提醒与逾期清单: what falls due in the next days, what is overdue, contacts made against planned.

use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 7,
    name: "due",
    title: words("接触提醒与逾期清单", "Contacts due and overdue"),
    about: words(
        "今后几天到期的、已经逾期的事项，接触次数与计划之比",
        "What falls due in the next days, what is overdue, contacts made against planned",
    ),
    maker: words("系统", "the tool"),
    audience: words("客户经理", "account managers"),
    cycle: Cycle::Day,
    grace: 0,
    when: words("每日", "daily"),
    source: "000_492afcb71e7a325f.txt 附表6",
    reads: Reads::All,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
