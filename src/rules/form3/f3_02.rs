//! F3-02: the relationship status is one of the four. Found while the form is read (`form/key_people.rs`).

use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F3-02",
    title: words("「关系状况」是四类关系之一", "the relationship status is one of the four"),
    sources: &[source(Seed::S000, "附表3 说明5")],
    quote: "提成如下四类关系",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Check,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("关键人物表的「关系状况」；没有这一项时为该人物的第一行", "`status` of the person; absent, the first line of the person"),
    meaning: words(
        "「关系状况」必填，取积极的、中立的、消极的、尚未建立关系之一；「目标状态」、评估历史和与竞争对手关系中的状况也一样。旧称（如「悲观的」）照样读取并给警告，其他说法（如「很好」）为错误。",
        "`status` is required and one of positive, neutral, negative, none; so are `target_status` and the statuses of `history` and `competitor_ties`. Old wording is read with a warning, other words are errors.",
    ),
    remedy: words("请改为四类关系之一", "write one of the four statuses"),
    bad: "status = \"很好\"",
    good: "status = \"positive\"",
    run: Run::Reading,
};
