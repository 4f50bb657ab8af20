//! ARC-04: potential customers have an archive too. No machine sees who is missing.

use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ARC-04",
    title: words("潜在客户也要建档", "potential customers have an archive too"),
    sources: &[source(Seed::S000, "第十一条 1")],
    quote: "对每一种现实和潜在旳客户",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("无：由人核对", "none: people see to it"),
    meaning: words(
        "客户经理对每个现实和潜在的客户都建立档案，潜在客户所需的表较少（见 ARC-01）。没有建档的客户，档案里看不出来，由客户经理和市场部部长核对。",
        "The account manager keeps an archive of every present and potential customer; a potential one needs fewer forms (see ARC-01). A customer without an archive is not to be seen in it: account manager and marketing director see to that.",
    ),
    remedy: words("请定期核对在谈的单位是否都已建档", "check now and then that every unit you talk to has an archive"),
    bad: "# 正在接触某单位，customers/ 中没有它的文件夹",
    good: "customers/jiangbei-catv/   # 潜在客户：附表1、附表3、附表4",
    run: Run::Duty,
};
