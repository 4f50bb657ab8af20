//! 季度资料包, who owes what, compared with the quarter before. It has no number of its own.

use crate::model::period::PeriodKind;
use crate::words::words;

use super::{Cycle, Reads, Spec, pack};

pub(super) static SPEC: Spec = Spec {
    number: 30,
    name: "quarterly",
    title: words("季度资料包", "Quarterly pack"),
    about: words(
        "R-04、R-05、R-11、R-12、R-13、R-15、R-26，谁欠什么，与上季度相比",
        "R-04, R-05, R-11, R-12, R-13, R-15, R-26, who owes what, compared with the quarter before",
    ),
    maker: words("系统", "the tool"),
    audience: words("市场部部长、大区经理", "marketing director, regional managers"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("季后 15 日", "15 days after the quarter"),
    source: "000_492afcb71e7a325f.txt；002_3d333403eb4d59d8.txt；004_0808f37331f263a5.txt",
    reads: Reads::Before(PeriodKind::Quarter, 1),
    make: pack::make,
};
