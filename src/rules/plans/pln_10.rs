//! PLN-10: plan, contact plan, action plan and revenue plan are of one year. Reported where the year is read.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PLN-10",
    title: words("客户计划、附表6、附表7 的年度一致", "plan, form 6 and form 7 are of one year"),
    sources: &[source(Seed::S000, "附表6"), source(Seed::S000, "附表7")],
    quote: "下一种年度",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("计划的「年度」", "`year` of the plan"),
    meaning: words(
        "客户计划、客户接触计划、行动计划、收益计划同在一个文件 plans/<年度> 中，年度即文件名；文件里写了「年度」的，要与文件名一致。",
        "Plan, contact plan, action plan and revenue plan stand in one document, plans/<year>, whose name is the year; a `year` that is stated agrees with it.",
    ),
    remedy: words(
        "请改正「年度」或文件名；可以删去这一行，以文件名为准",
        "correct `year` or the file name; the line may be left out, then the file name counts",
    ),
    bad: "# plans/2026.toml\nyear = 2025",
    good: "# plans/2026.toml\nyear = 2026",
    run: Run::Reading,
};
