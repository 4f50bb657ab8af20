//! R-12 客户经理考核表: sales target, share, satisfaction and loyalty, churn, inspection of the archives, punctuality of reports.

use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 12,
    name: "scorecard",
    title: words("客户经理考核表", "Account managers' scorecard"),
    about: words(
        "销售目标、份额、满意度与忠诚度、流失率，档案检查结果，上报是否按时",
        "Sales target, share, satisfaction and loyalty, churn, inspection of the archives, punctuality of reports",
    ),
    maker: words("市场部部长", "marketing director"),
    audience: words("客户经理", "account managers"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("每季度、每年", "quarterly and yearly"),
    source: "000_492afcb71e7a325f.txt 第五条（六）、第十三条（四）；004_0808f37331f263a5.txt 评估标准",
    reads: Reads::Findings,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
