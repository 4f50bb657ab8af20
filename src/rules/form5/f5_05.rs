//! F5-05: 投资规划 names how much and when.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::Topic;
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

use super::scale;

pub(super) static RULE: Rule = Rule {
    id: "F5-05",
    title: words("投资规划写明规模和启动时间", "investment names its scale and start"),
    sources: &[source(Seed::S000, "附表5 投资规划")],
    quote: "项目工程启动时间和规模等",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Insight],
    uses: &[],
    yields_to: &["F5-03"],
    anchor: words("投资规划的「信息」", "`information` of investment"),
    meaning: words(
        "「投资规划」的「信息」里有带单位的数字（规模），并有年、季度或月份（启动时间）。有几行时合起来看；没有填写的由 F5-03 指出。",
        "`information` of investment holds a number with a unit (scale) and a year, quarter or month (start). Several rows are taken together; an empty one is F5-03's.",
    ),
    remedy: words(
        "请写明投资规模（数字和单位）和启动时间（年、季度或月份）",
        "write the scale (number and unit) and the start (year, quarter or month)",
    ),
    bad: "topic = \"investment\"\ninformation = \"计划继续加大投资\"",
    good: "topic = \"investment\"\ninformation = \"2026 年无线网投资 3.1 亿元，三季度集中启动\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some((doc, rows)) = super::insight(scene) else { return };
    let rows = || rows.iter().map(|item| &item.value.0).filter(|row| row.topic.value() == Some(Topic::Investment));
    let texts = || rows().filter_map(|row| row.information.get());
    let (amount, time) = (texts().any(|text| scale::has_amount(text)), texts().any(|text| scale::has_time(text)));
    let Some(first) = rows().find(|row| row.information.get().is_some()).filter(|_| !(amount && time)) else { return };
    let lang = scene.lang();
    let message = match (amount, time) {
        (false, true) => say!(lang, "「投资规划」没有写规模（带单位的数字）", "investment names no scale (a number with a unit)"),
        (true, false) => say!(lang, "「投资规划」没有写启动时间（年、季度或月份）", "investment names no start (year, quarter or month)"),
        _ => say!(
            lang,
            "「投资规划」没有写规模（带单位的数字）和启动时间（年、季度或月份）",
            "investment names neither scale (a number with a unit) nor start (year, quarter or month)"
        ),
    };
    let right = literal(doc.info.syntax, super::sample(Topic::Investment).0.get(lang));
    let span = first.information.span;
    scene.find(&doc.info, span, "topics.information", message).about(Topic::Investment.key()).fix_value(span, right, Safety::Example);
}
