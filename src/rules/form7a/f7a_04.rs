//! F7A-04: who carries an action out is one of our people.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F7A-04",
    title: words("执行人在人员名册中", "the owner of an action is in the staff register"),
    sources: &[source(Seed::S000, "附表7 行动计划")],
    quote: "执行人",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan, DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words("行动的「执行人」", "`owner` of the action"),
    meaning: words(
        "执行人是人员名册（staff）中一个人的编号或姓名。「大家」「市场部」不是执行人：每项行动由一个人负责，参与的人写在备注里。",
        "The owner is the id or name of one person in the staff register. `Everybody` is no owner: one person answers for an action, the others go into the note.",
    ),
    remedy: words("请写一名我方人员", "name one of our people"),
    bad: "owner = \"大家\"",
    good: "owner = \"sun-tao\"",
    run: Run::Reading,
};
