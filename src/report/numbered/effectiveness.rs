//! R-27 制度运行效果报告: findings by rule over time, share settled, parameters that may be reconsidered.

use crate::model::period::PeriodKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 27,
    name: "effectiveness",
    title: words("制度运行效果报告", "Effectiveness of the regulation"),
    about: words(
        "各条规则的发现随时间的变化、办结率，可考虑调整的参数",
        "Findings by rule over time, share settled, parameters that may be reconsidered",
    ),
    maker: words("市场部部长", "marketing director"),
    audience: words("总经理办公会", "general manager's meeting"),
    cycle: Cycle::Year,
    grace: 0,
    when: words("每年", "yearly"),
    source: "000_492afcb71e7a325f.txt 第八条",
    reads: Reads::Before(PeriodKind::Quarter, 4),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
