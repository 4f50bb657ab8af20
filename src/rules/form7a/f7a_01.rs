//! F7A-01: the action plan has a year and a purpose.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F7A-01",
    title: words("行动计划有年度和目的描述", "the action plan has a year and a purpose"),
    sources: &[source(Seed::S000, "附表7 行动计划 填表说明")],
    quote: "基本是每年度制定一次",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("[action_plan] 的「目的描述」；没有时为 [action_plan] 的首行", "`purpose` of [action_plan], or its first line"),
    meaning: words(
        "行动计划写明「目的描述」。年度由文件名 plans/<年度> 给出，写在文件里的年度由 PLN-10 检查。",
        "The action plan states its `purpose`. The year comes from the file name; a stated one is PLN-10's concern.",
    ),
    remedy: words("请填写这一年行动要达到的目的", "say what the year's actions are to reach"),
    bad: "[action_plan]\npurpose = \"\"",
    good: "[action_plan]\npurpose = \"确保 5G 三期春城片区份额不低于 60%\"",
    run: Run::Reading,
};
