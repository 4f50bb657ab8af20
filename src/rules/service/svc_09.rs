//! SVC-09: feedback is not concealed. No machine sees what was not written down.

use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SVC-09",
    title: words("不隐瞒客户的反馈", "what a customer says is not concealed"),
    sources: &[source(Seed::S003, "第十四条（一）")],
    quote: "不得隐瞒反响信息",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("无：由人核对", "none: people see to it"),
    meaning: words(
        "工作人员如实向有关部门报告客户的需求和反馈。没有写下来的，档案里看不出来，由各级负责人在回访中核对。",
        "Whoever serves a customer reports needs and feedback as they are. What was not written down is not to be seen in the archive: those in charge ask when they call back.",
    ),
    remedy: words(
        "请把客户的意见记入 feedback/，投诉、查询记入 complaints/",
        "write opinions into feedback/, complaints and queries into complaints/",
    ),
    bad: "# 客户在电话里投诉，complaints/ 中没有记录",
    good: "# complaints/2026-05-15-site-cleanup.toml\ncontent = \"春城 3 个站点垃圾未清运\"",
    run: Run::Duty,
};
