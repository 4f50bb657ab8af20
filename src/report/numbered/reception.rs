//! R-25 来访接待安排单: of each visit: tier, rank of the visitors, what the standard asks for, who approves.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 25,
    name: "reception",
    title: words("来访接待安排单", "Reception sheets"),
    about: words(
        "每次来访：客户层级、来宾级别、按接待标准的各项安排、审批人",
        "Of each visit: tier, rank of the visitors, what the standard asks for, who approves",
    ),
    maker: words("销售部、业务部", "sales and business department"),
    audience: words("公司领导", "company leaders"),
    cycle: Cycle::ThisYear,
    grace: 0,
    when: words("每次来访", "per visit"),
    source: "003_1e073dfe55fe091b.txt 第十条",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Reception]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
