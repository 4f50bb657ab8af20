//! F3-01: the role is one of the five. Found while the form is read (`form/key_people.rs`).

use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F3-01",
    title: words("「角色作用」是五种角色之一", "the role is one of the five"),
    sources: &[source(Seed::S000, "附表3 说明4"), source(Seed::S000, "附表4")],
    quote: "【角色作用】见表四",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Check,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("关键人物表的「角色作用」；没有这一项时为该人物的第一行", "`role` of the person; absent, the first line of the person"),
    meaning: words(
        "「角色作用」必填，取决策者、顾问人员、使用者、阻拦者、支持者之一；一人有几种角色时写成列表，第一个为主要的。旧称、错字（如「决策人」）照样读取并给警告，其他说法（如「拍板人」）为错误。",
        "`role` is required and one of decision_maker, advisor, user, blocker, supporter; for several a list, the main one first. Old or damaged words are read with a warning, others are errors.",
    ),
    remedy: words("请改为五种角色之一", "write one of the five roles"),
    bad: "role = \"拍板人\"",
    good: "role = \"decision_maker\"",
    run: Run::Reading,
};
