//! R-18 客户构成、ABC 与占有率: composition by category, ABC by sales, share of our sales, share of wallet.

use crate::archive::DocKind;
use crate::report::stats::Name;
use crate::words::words;

use super::figures::{self, Part};
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
    let lang = ask.lang();
    let mut sheet = common::start(ask);
    let part = |name: Name| figures::part(ask, name, Some(ask.period));
    let (composition, abc, share) = (part(Name::Composition), part(Name::Abc), part(Name::Share));
    let silent = abc.table.rows.is_empty();
    let gists = [share.gist.clone(), composition.gist.clone(), abc.gist.clone()];
    let summary = match silent {
        // Of what is not there one sentence is enough.
        true if share.open == 0 => words("期间内没有交易", "nothing was sold in the period").get(lang).to_owned(),
        _ => figures::phrases(&gists, lang),
    };
    let open = share.open;
    composition.put(&mut sheet, ask, Some(words("一、客户构成", "1 Composition by category").get(lang)), "composition");
    // The same words below three empty tables help nobody.
    let is_told = |part: &Part| ask.machine || !part.table.rows.is_empty();
    let (by_sales, shares) = (
        words("二、按销售额的 ABC", "2 Customers by sales, A, B and C"),
        words("三、占有率与钱包份额", "3 Share of our sales, share of wallet"),
    );
    if is_told(&abc) {
        abc.put(&mut sheet, ask, Some(by_sales.get(lang)), "abc");
    }
    if is_told(&share) {
        share.put(&mut sheet, ask, Some(shares.get(lang)), "share");
    }
    Made { pages: vec![sheet], summary, open }
}
