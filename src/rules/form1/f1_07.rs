//! F1-07: a contact is a key person with name and title. Judged where the fields are read.

use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F1-07",
    title: words("联系人有姓名和职务", "a contact has name and title"),
    sources: &[source(Seed::S000, "附表1")],
    quote: "名字1,职务1",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "附表1 的「人物」，或附表3 的「关键人物名称」「职务」；没有这一项时为所在表的第一行",
        "`person` in form 1, or `name` and `title` in form 3; where it is missing the first line of its table",
    ),
    meaning: words(
        "附表1 的重要联系人写的是附表3 中有的人物；附表3 的每个人物都有名称和职务。",
        "A contact of form 1 is a person of form 3; every person of form 3 has a name and a title.",
    ),
    remedy: words(
        "请先在附表3（key-people）登记此人的名称和职务，再在附表1 写其编号",
        "enter the person with name and title in form 3 (key-people), then write the id in form 1",
    ),
    bad: "[[people]]\nid = \"wang-min\"\nname = \"王敏\"\ntitle = \"\"",
    good: "[[people]]\nid = \"wang-min\"\nname = \"王敏\"\ntitle = \"计划建设部总经理\"",
    run: Run::Reading,
};
