//! R-14 客户满意度调查报告: scores by customer and dimension, trend, opinions, actions taken.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 14,
    name: "satisfaction",
    title: words("客户满意度调查报告", "Customer satisfaction surveys"),
    about: words("按客户与分项的得分、走势、客户意见、改进行动", "Scores by customer and dimension, trend, opinions, actions taken"),
    maker: words("项目部、分公司", "project and branch offices"),
    audience: words("市场部", "marketing"),
    cycle: Cycle::ThisYear,
    grace: 0,
    when: words("每次调查后、每年", "after each survey, yearly"),
    source: "002_3d333403eb4d59d8.txt 客户满意度；001_774dd85515acb760.txt F14",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Survey, DocKind::Plan]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
