//! SAT-01: satisfaction is surveyed in each period.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{Lifecycle, Tier};
use crate::model::period::{Period, PeriodKind};
use crate::rules::classes::names_tier;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(crate) static RULE: Rule = Rule {
    id: "SAT-01",
    title: words("按期进行客户满意度调查", "satisfaction is surveyed in each period"),
    sources: &[source(Seed::S002, "机构与职责 2"), source(Seed::S001, "客户关系管理制度")],
    quote: "负责实施客户满意度调查并撰写客户满意度调查报告",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "half_year_tiers",
        default: Default::List(&[Tier::Vip.key()]),
        strict: Strict::More,
        unit: words("个层级", "tiers"),
        what: words("哪些层级的客户每半年调查一次，其余每年一次", "the tiers that are surveyed each half-year, the others each year"),
    }],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Survey],
    yields_to: &[],
    anchor: words("客户基本状况表的「客户层级」", "`tier` of the customer"),
    meaning: words(
        "签约以后的客户（签约客户、已开发客户、合作伙伴客户）在最近一个完整年度内有满意度调查，VIP客户为最近一个完整半年。期间开始时还没有建档、或制度还没有施行的，不判断。",
        "A customer from stage contracted on was surveyed in the newest complete year, one of tier vip in the newest complete half-year. A period that began before the archive was set up, or before the regulation took effect, is not judged.",
    ),
    remedy: words("请进行满意度调查，并归入 surveys/", "survey the customer and put the result into surveys/"),
    bad: "tier = \"vip\"\nlifecycle = \"developed\"\n# surveys/ 中没有 2026 年上半年的调查",
    good: "# surveys/2026-02-06-satisfaction.toml\nsurveyed_on = 2026-02-06\nscore = 88",
    run: Run::Customer(run),
};

/// The period in which the customer was to be surveyed and was not.
pub(crate) fn missed(scene: &Scene<'_>) -> Option<Period> {
    if scene.lifecycle().is_none_or(|stage| stage < Lifecycle::Contracted) {
        return None;
    }
    let tiers = scene.param_list("half_year_tiers");
    let often = scene.tier().is_some_and(|tier| names_tier(&tiers, tier));
    let period = scene.complete(if often { PeriodKind::Half } else { PeriodKind::Year })?;
    // One whose day could not be read was reported there and may be the one.
    let unclear = scene.customer.surveys.iter().any(|survey| survey.record.surveyed_on.is_bad());
    let done = || super::surveys(scene).iter().any(|(day, _)| period.contains(*day));
    (!unclear && !done()).then_some(period)
}

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    let Some(period) = missed(scene) else { return };
    let (lang, surveys) = (scene.lang(), super::surveys(scene));
    let last = surveys.last().map_or_else(
        || say!(lang, "档案中还没有过", "the archive has none at all"),
        |(day, _)| say!(lang, "最近一次是 {day}", "the last one was on {day}"),
    );
    let period = period.label(lang);
    let message = say!(lang, "{period}没有进行满意度调查；{last}", "the customer's satisfaction was not surveyed in {period}; {last}");
    scene.find(&doc.info, doc.record.tier.or(doc.record.head), "tier", message);
}
