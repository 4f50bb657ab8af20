//! F6-03: their side of a plan line is one of the key people. Found while the form is read.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F6-03",
    title: words("客户方的联系对象在附表3 中", "their contact person is in form 3"),
    sources: &[source(Seed::S000, "附表6")],
    quote: "客户方旳联系对象",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan, DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words("该行的「客户方的联系对象」", "`person` of the line"),
    meaning: words(
        "每行的「客户方的联系对象」已填写，是本客户附表3 中的一个人：写编号，或唯一的姓名。",
        "`person` of each line names one person of this customer's form 3, by id or by a unique name.",
    ),
    remedy: words("请写附表3 中的人；新接触的人先登记到附表3", "write a person of form 3; enter somebody new there first"),
    bad: "person = \"张三\"   # 附表3 中没有",
    good: "person = \"li-guoqiang\"",
    run: Run::Reading,
};
