//! DAT-04: a card for key customers can be printed. What the tool does, never a finding.

use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "DAT-04",
    title: words("重要客户可以制作关系卡", "a card for key customers can be printed"),
    sources: &[source(Seed::S001, "客户关系管理办法 第二条 2")],
    quote: "对于重点客户应该单独管理,制作重要客户的卡片",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("", ""),
    meaning: words(
        "由程序提供，不是判断：`kehu show 客户` 把一个客户的资料、`kehu show 客户 人物` 把一位关键人物的资料印在一页上，内容取自档案，随档案更新。",
        "What the tool does, nothing that is judged: `kehu show CUSTOMER` prints a customer, `kehu show CUSTOMER PERSON` one of its key people on a page, taken from the archive as it is.",
    ),
    remedy: words("无需处理；需要卡片时打印即可", "nothing to do; print the card when it is needed"),
    bad: "",
    good: "",
    run: Run::Duty,
};
