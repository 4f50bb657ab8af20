//! R-20 商品与业务构成: sales of each product, running share, tasks fulfilled.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 20,
    name: "mix",
    title: words("商品与业务构成", "Product mix"),
    about: words("各商品销售额、累计比重，销售任务完成情况", "Sales of each product, running share, tasks fulfilled"),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长", "marketing director"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月", "monthly"),
    source: "001_774dd85515acb760.txt F10 第四条（二）",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Orders]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
