//! R-11 关键人物关系图与覆盖矩阵: our people and their key people: role, status, contacts planned and made; coverage and concentration.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 11,
    name: "matrix",
    title: words("关键人物关系图与覆盖矩阵", "Key people and coverage matrix"),
    about: words(
        "我方人员与客户关键人物：角色、关系状况、接触次数；覆盖与集中程度",
        "Our people and their key people: role, status, contacts planned and made; coverage and concentration",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("客户经理、市场部部长", "account managers, marketing director"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("随时、每季度", "on demand, quarterly"),
    source: "000_492afcb71e7a325f.txt 附表3、附表6",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::KeyPeople, DocKind::Plan, DocKind::ContactReport]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
