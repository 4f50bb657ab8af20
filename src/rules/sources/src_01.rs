//! SRC-01: the level of a source is 1 to 4. Judged where the field is read.

use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SRC-01",
    title: words("信息渠道级别为 1–4", "the level of a source is 1 to 4"),
    sources: &[source(Seed::S000, "第十一条 2")],
    quote: "信息渠道涉及四个级别",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("「信息渠道级别」；附表2 没有这一项时为其第一行", "`source_level`; where a sheet has none its first line"),
    meaning: words(
        "信息渠道级别是 1 到 4 的整数：1 客户的公开资料，2 第三方，3 客户的联系人或合作方，4 希望我方赢得业务的客户内部人员。附表2 必填，其他文件写出的也要合规。",
        "The level is a whole number from 1 to 4: 1 public material of the customer, 2 third parties, 3 contacts or partners of the customer, 4 insiders who want us to win. Required on a personal sheet; elsewhere judged where stated.",
    ),
    remedy: words("请写 1、2、3 或 4", "write 1, 2, 3 or 4"),
    bad: "source_level = 5",
    good: "source_level = 3",
    run: Run::Reading,
};
