//! PLN-05: the approved plan is filed with the administrator.

use chrono::TimeDelta;

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, lines, periods, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PLN-05",
    title: words("客户计划交信息管理员归档", "the plan is filed with the information administrator"),
    sources: &[source(Seed::S000, "第十六条 3")],
    quote: "客户筹划交市场部信息管理员归档",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "days",
        default: Default::Int(14),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("批准后几天内归档", "days after `approved_on` within which it is filed"),
    }],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "计划的「批准日期」；填了将来的归档日期时为「归档日期」",
        "`approved_on` of the plan; `filed_on` where it lies in the future",
    ),
    meaning: words(
        "当年的计划批准（制度生效在后的，从生效之日算起）满 14 天后，「归档日期」仍没有填写，或还在将来。晚归档不算；没有批准日期的不判断。",
        "More than 14 days after `approved_on` of the year's plan (or after the regulation took effect, where that is later) `filed_on` is not filled in or lies in the future. Filing late is no fault; a plan without `approved_on` is not judged.",
    ),
    remedy: words(
        "请把计划交市场部信息管理员归档，并填写「归档日期」",
        "hand the plan to the information administrator and fill in `filed_on`",
    ),
    bad: "approved_on = 2025-12-22   # 没有 filed_on",
    good: "approved_on = 2025-12-22\nfiled_on = 2025-12-26",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    for doc in scene.plans() {
        let record = &doc.record;
        let Some(approved) = record.approved_on.value() else { continue };
        if record.filed_on.is_bad() || record.filed_on.value().is_some_and(|filed| filed <= today) {
            continue;
        }
        let from = periods::runs_from(approved, scene.world);
        let limit = scene.param("days");
        if today <= from + TimeDelta::days(limit) {
            continue;
        }
        let (lang, year, days) = (scene.lang(), super::year(doc), (today - approved).num_days());
        let message = match record.filed_on.value() {
            Some(filed) => say!(
                lang,
                "{year} 年的计划批准后 {days} 天仍未归档（「归档日期」{filed} 还没有到），期限为 {limit} 天",
                "the plan of {year} is not filed {days} days after its approval (`filed_on` {filed} is still to come); the limit is {limit} days"
            ),
            None => say!(
                lang,
                "{year} 年的计划 {approved} 批准，{days} 天后仍未归档，期限为 {limit} 天",
                "the plan of {year} was approved on {approved} and is not filed {days} days later; the limit is {limit} days"
            ),
        };
        let (span, field) =
            if record.filed_on.is_blank() { (record.approved_on.span, "approved_on") } else { (record.filed_on.span, "filed_on") };
        let fix = lines::added(doc.info.syntax, record.head, record.approved_on.key_span, &[("filed_on", today.to_string())]);
        let blank = record.filed_on.is_absent();
        let finding = scene.find(&doc.info, span, field, message);
        if blank {
            finding.fix = fix;
        }
    }
}
