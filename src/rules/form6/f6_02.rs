//! F6-02: our side of a plan line is one of our people. Found while the form is read.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F6-02",
    title: words("我方联系人员在人员名册中", "our contact person is in the staff register"),
    sources: &[source(Seed::S000, "附表6")],
    quote: "中通建设联系人员",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan, DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words("该行的「我方联系人员」", "`ours` of the line"),
    meaning: words(
        "每行的「我方联系人员」已填写，是人员名册中的一个人：写编号，或唯一的姓名。",
        "`ours` of each line names one person of the staff register, by id or by a unique name.",
    ),
    remedy: words("请写名册中一位同事的编号；一行一个人", "write the id of one colleague; one person a line"),
    bad: "ours = \"大家\"",
    good: "ours = \"zhou-lan\"",
    run: Run::Reading,
};
