//! F6-01: the contact plan says what it is for. Found while the form is read.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F6-01",
    title: words("接触计划写明目的", "the contact plan states its purpose"),
    sources: &[source(Seed::S000, "附表6")],
    quote: "目旳描述",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "接触计划的「目的描述」；没有这一项时为 [contact_plan] 这一行",
        "`purpose` of the contact plan; the line [contact_plan] where the key is absent",
    ),
    meaning: words("有接触计划时，「目的描述」已填写。", "Where there is a contact plan, `purpose` is filled in."),
    remedy: words("请写明接触计划的目的", "write what the contact plan is for"),
    bad: "[contact_plan]\npurpose = \"\"",
    good: "[contact_plan]\npurpose = \"系统建立双方关键人物之间一一对应的关系\"",
    run: Run::Reading,
};
