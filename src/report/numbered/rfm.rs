//! R-21 RFM 与流失预警: recency, frequency, amount, scores, customers at risk.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 21,
    name: "rfm",
    title: words("RFM 与流失预警", "RFM and warning of churn"),
    about: words("最近交易、频率、金额、评分，可能流失的客户", "Recency, frequency, amount, scores, customers at risk"),
    maker: words("客户经理", "account managers"),
    audience: words("客户经理、区域经理", "account managers, regional managers"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月", "monthly"),
    source: "004_0808f37331f263a5.txt 客户数据分析",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Orders]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
