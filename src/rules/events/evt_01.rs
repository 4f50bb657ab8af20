//! EVT-01: customer forums and exchange meetings are recorded. The archive keeps no register of them: a duty.

use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "EVT-01",
    title: words("客户座谈会、交流会有记录", "customer forums and exchange meetings are recorded"),
    sources: &[source(Seed::S003, "第三条 八")],
    quote: "负责组织召开客户会谈会、交流会等活动",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("", ""),
    meaning: words(
        "销售部组织的客户座谈会、交流会要有记录。档案不设活动登记，由部门自查；参加的每个客户可以各记一份接触情况报告，「接触方式」写「会面」。",
        "The sales department records the customer forums and exchange meetings that it holds. The archive keeps no register of events, so it stays with the department; each customer that took part may have a contact report of kind meeting.",
    ),
    remedy: words("请为参加的客户各写一份接触情况报告", "write a contact report for each customer that took part"),
    bad: "",
    good: "",
    run: Run::Duty,
};
