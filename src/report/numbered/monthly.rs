//! R-30 月度资料包: R-01 status, R-03, R-07, R-09, R-10, R-21, R-22, R-24, R-29, who owes what, compared with the month before.

use crate::model::period::PeriodKind;
use crate::words::words;

use super::{Cycle, Reads, Spec, pack};

pub(super) static SPEC: Spec = Spec {
    number: 30,
    name: "monthly",
    title: words("月度资料包", "Monthly pack"),
    about: words(
        "R-01 提交情况，R-03、R-07、R-09、R-10、R-21、R-22、R-24、R-29，谁欠什么，与上月相比",
        "R-01 status, R-03, R-07, R-09, R-10, R-21, R-22, R-24, R-29, who owes what, compared with the month before",
    ),
    maker: words("系统", "the tool"),
    audience: words("市场部部长", "marketing director"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月 1 日", "1st of the month"),
    source: "000_492afcb71e7a325f.txt；002_3d333403eb4d59d8.txt；004_0808f37331f263a5.txt",
    reads: Reads::Before(PeriodKind::Month, 1),
    make: pack::make,
};
