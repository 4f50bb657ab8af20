//! R-13 客户回访计划与评估报告: 1 plan fulfilment, 2 achievements, 3 problems left, 4 improvements and suggestions; visits by tier against the standard.

use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 13,
    name: "callback",
    title: words("客户回访计划与评估报告", "Callbacks: plan and evaluation"),
    about: words(
        "一、回访计划完成情况；二、成效；三、未解决的问题；四、改进与建议；各层级的回访次数与标准",
        "1 plan fulfilment, 2 achievements, 3 problems left, 4 improvements and suggestions; visits by tier against the standard",
    ),
    maker: words("业务部", "business department"),
    audience: words("公司领导", "company leaders"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("每季度，季后 15 日内", "quarterly, within 15 days"),
    source: "003_1e073dfe55fe091b.txt 第十一条",
    reads: Reads::All,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
