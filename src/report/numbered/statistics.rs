//! R-03 客户信息统计表: a row a customer: name, category, class, tier, account manager, contacts, needs, history, state, last contact.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 3,
    name: "statistics",
    title: words("客户信息统计表", "Customer statistics"),
    about: words(
        "每个客户一行：名称、类别、分类、层级、客户经理、联系人、需求、合作历史、状态、最近接触",
        "A row a customer: name, category, class, tier, account manager, contacts, needs, history, state, last contact",
    ),
    maker: words("项目部、分公司", "project and branch offices"),
    audience: words("集团市场部", "group marketing"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月 25 日", "25th of the month"),
    source: "002_3d333403eb4d59d8.txt 客户信息管理",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::KeyPeople, DocKind::ContactReport, DocKind::Survey]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
