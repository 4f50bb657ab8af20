//! What the families of rules are about.

use crate::words::{Words, words};

/// Letters of a family and what it is about, in the order of the catalogue.
pub const FAMILIES: &[(&str, Words)] = &[
    ("F1", words("附表1 客户基本状况表", "form 1: customer profile")),
    ("F2", words("附表2 个人情况资料", "form 2: personal sheets")),
    ("F3", words("附表3 关键人物关系图", "form 3: map of key people")),
    ("F4", words("附表4 角色作用表", "form 4: roles in buying")),
    ("F5", words("附表5 客户信息的意义", "form 5: what the information means")),
    ("F6", words("附表6 客户接触计划与接触情况报告", "form 6: contact plan and contact reports")),
    ("COV", words("关系覆盖：谁认识谁", "coverage: who knows whom")),
    ("F7A", words("附表7（一）行动计划", "form 7a: action plan")),
    ("F7B", words("附表7（二）收益计划", "form 7b: revenue plan")),
    ("ARC", words("建档与归档", "keeping the archive")),
    ("SRC", words("信息渠道", "sources of information")),
    ("CAD", words("报告与核定的时限", "cadence of reports and verification")),
    ("SEC", words("保密与借阅", "secrecy and lending")),
    ("PLN", words("客户计划", "customer plans")),
    ("ORG", words("职责分工", "who is responsible")),
    ("GOV", words("制度的维护", "upkeep of the regulation")),
    ("CLS", words("客户分类与分级", "classes and tiers")),
    ("VIS", words("拜访与回访", "visits and callbacks")),
    ("RCP", words("来访接待", "receptions")),
    ("SVC", words("投诉与查询", "complaints and queries")),
    ("SAT", words("满意度", "satisfaction")),
    ("STA", words("统计表上报", "statistics to hand in")),
    ("PIP", words("商机跟进", "following up opportunities")),
    ("ANA", words("销售分析", "sales analysis")),
    ("DAT", words("资料齐全", "completeness of data")),
    ("PII", words("个人信息", "personal data")),
    ("GFT", words("礼品与宴请", "gifts and banquets")),
    ("EVT", words("客户活动", "customer events")),
    ("FRM", words("表单的填写", "filling in forms")),
    ("REF", words("引用", "references")),
];

/// What a family is about.
#[must_use]
pub fn name(family: &str) -> Words {
    FAMILIES.iter().find(|(one, _)| *one == family).map_or(words("其他", "others"), |(_, words)| *words)
}
