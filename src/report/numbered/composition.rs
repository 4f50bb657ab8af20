//! R-18 客户构成、ABC 与占有率: composition by category, ABC by sales, share of our sales, share of wallet.

use crate::archive::DocKind;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 18,
    name: "composition",
    title: words("客户构成、ABC 与占有率", "Composition, ABC and share"),
    about: words(
        "按类别的构成、销售额 ABC、占我方销售的比重、钱包份额",
        "Composition by category, ABC by sales, share of our sales, share of wallet",
    ),
    maker: words("市场部", "marketing"),
    audience: words("市场部部长", "marketing director"),
    cycle: Cycle::Year,
    grace: 0,
    when: words("每月、每年", "monthly and yearly"),
    source: "001_774dd85515acb760.txt F10 第三条",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Orders]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    common::unmade(ask)
}
