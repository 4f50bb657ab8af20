//! F5-01: all four topics of 附表5 are there.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{Lifecycle, Tier, Topic};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::source::Syntax;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F5-01",
    title: words("附表5 四个主题齐全", "form 5 has all four topics"),
    sources: &[source(Seed::S000, "附表5")],
    quote: "行业与市场状况",
    level: Levels::By(level),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Insight],
    uses: &[DocKind::Customer],
    // ARC-01 speaks where the whole document is missing: then this rule is not judged at all.
    yields_to: &[],
    anchor: words("附表5 的第一个主题", "the first topic of form 5"),
    meaning: words(
        "附表5 至少各有一行：行业与市场状况、客户近期与远期计划、组织结构与管理体系、投资规划。准客户起为错误，潜在客户和意向客户为提示；整张附表5 都没有时由 ARC-01 指出。",
        "Form 5 has at least one row for each: industry and market, plans, organisation and management, investment. Error from prospective customers on, information before; where the whole form is missing, ARC-01 says so.",
    ),
    remedy: words("请补上缺少的主题", "add the missing topics"),
    bad: "[[topics]]\ntopic = \"plans\"\n# 只有一个主题",
    good: "[[topics]]\ntopic = \"industry_and_market\"\n[[topics]]\ntopic = \"plans\"\n[[topics]]\ntopic = \"organization\"\n[[topics]]\ntopic = \"investment\"",
    run: Run::Customer(run),
};

const fn level(lifecycle: Option<Lifecycle>, _: Option<Tier>) -> Level {
    match lifecycle {
        Some(Lifecycle::Potential | Lifecycle::Interested) => Level::Info,
        _ => Level::Error,
    }
}

fn run(scene: &mut Scene<'_>) {
    // Without any row the form's own check has said so.
    let Some((doc, rows)) = super::insight(scene) else { return };
    let has = |topic: Topic| rows.iter().any(|row| row.value.topic.value() == Some(topic));
    let missing = || Topic::ALL.iter().copied().filter(|topic| !has(*topic));
    // A row whose topic is missing or unknown is very likely one of those: it was reported where it is read.
    let unclear = rows.iter().filter(|row| row.value.topic.value().is_none()).count();
    if missing().count() <= unclear {
        return;
    }
    let lang = scene.lang();
    let list = lang.join(missing().map(|topic| topic.label(lang)));
    let message = say!(lang, "附表5 缺少主题：{list}", "form 5 lacks: {list}");
    let first = missing().next().map_or("", Topic::key);
    let line = match doc.info.syntax {
        Syntax::Toml => format!("topic = \"{first}\""),
        Syntax::Yaml => format!("- topic: {first}"),
    };
    let help = say!(
        lang,
        "请为每个缺少的主题补一行（{line}），写明信息、含义和更新日期",
        "add a row for each missing topic ({line}) with information, implication and date"
    );
    let span = rows.first().map_or(doc.record.head, |row| row.value.head);
    scene.find(&doc.info, span, "topics", message).help(help);
}
