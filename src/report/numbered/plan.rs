//! R-08 客户计划书: the five sections of the customer plan with contact plan, action plan and revenue plan.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 8,
    name: "plan",
    title: words("客户计划书", "Customer plans"),
    about: words(
        "客户计划五个部分，附表6 接触计划、附表7 行动计划与收益计划",
        "The five sections of the customer plan with contact plan, action plan and revenue plan",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长、档案", "marketing director, archive"),
    cycle: Cycle::ThisYear,
    grace: 0,
    when: words("每年", "yearly"),
    source: "000_492afcb71e7a325f.txt 第十五条",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::KeyPeople, DocKind::Plan, DocKind::ContactReport]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
