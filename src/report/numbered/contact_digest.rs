//! R-06 接触情况报告摘编: by customer: each contact of the month with date, kind, people of both sides, summary, opinion, promises, what follows, next date, reported in time or not.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 6,
    name: "contact-digest",
    title: words("接触情况报告摘编", "Digest of contact reports"),
    about: words(
        "按客户：当月每次接触的日期、方式、双方人员、情况、客户意见、承诺、后续、下次日期，是否按时报告",
        "By customer: each contact of the month with date, kind, people of both sides, summary, opinion, promises, what follows, next date, reported in time or not",
    ),
    maker: words("我方各接触人员", "whoever was there"),
    audience: words("客户经理及其他需要了解的人员", "account managers and others who need to know"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每次接触后；摘编每月", "after each contact; digest monthly"),
    source: "000_492afcb71e7a325f.txt 附表6",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::KeyPeople, DocKind::ContactReport]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
