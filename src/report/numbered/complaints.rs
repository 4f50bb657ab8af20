//! R-17 客户投诉台账与时效: received, first handler, department, promised and closed, share settled in time, causes.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 17,
    name: "complaints",
    title: words("客户投诉台账与时效", "Complaints and how fast they were settled"),
    about: words(
        "受理、首问责任人、转交部门、承诺与办结时间，时效达标率，原因",
        "Received, first handler, department, promised and closed, share settled in time, causes",
    ),
    maker: words("综合办公室", "general office"),
    audience: words("各部门", "all departments"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月", "monthly"),
    source: "003_1e073dfe55fe091b.txt 第六条；001_774dd85515acb760.txt F15",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Complaint]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
