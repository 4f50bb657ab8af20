//! R-24 借阅台账与逾期未还: cards, those overdue, loans by person.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 24,
    name: "lending",
    title: words("借阅台账与逾期未还", "Lending register and overdue cards"),
    about: words("借阅卡、逾期未还的、每人借阅次数", "Cards, those overdue, loans by person"),
    maker: words("市场部信息管理员", "information administrator"),
    audience: words("市场部部长", "marketing director"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月", "monthly"),
    source: "000_492afcb71e7a325f.txt 第十三条（二）",
    reads: Reads::Kinds(&[DocKind::Customer]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
