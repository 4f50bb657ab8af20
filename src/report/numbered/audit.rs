//! R-29 审计报告: findings by rule, level, customer and account manager; what is new and what is settled since the period before.

use crate::model::period::PeriodKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 29,
    name: "audit",
    title: words("审计报告", "Audit report"),
    about: words(
        "发现按规则、级别、客户、客户经理的分布，与上期相比新增和解决的",
        "Findings by rule, level, customer and account manager; what is new and what is settled since the period before",
    ),
    maker: words("系统", "the tool"),
    audience: words("评审人员、持续集成、定时任务", "reviewers, CI, cron"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每次评审、每月", "each review, monthly"),
    source: "全部",
    reads: Reads::Before(PeriodKind::Month, 1),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
