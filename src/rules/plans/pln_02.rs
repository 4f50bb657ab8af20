//! PLN-02: each important customer has a plan every year.

use chrono::{Datelike, NaiveDate, TimeDelta};
use rust_decimal::prelude::ToPrimitive;

use crate::archive::DocKind;
use crate::findings::Level;
use crate::model::period::{Period, Year};
use crate::rules::classes::names_tier;
use crate::rules::{Default, Levels, Param, ParamValue, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PLN-02",
    title: words("VIP客户和重点客户每年有一份客户计划", "each vip and key customer has a plan every year"),
    sources: &[source(Seed::S000, "第十六条 2")],
    quote: "客户筹划每年一次,定期地制定",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "due_day",
            default: Default::Int(31),
            strict: Strict::Low,
            unit: words("天", "days"),
            what: words("当年计划最迟在一年的第几天制定：31 即 1 月 31 日", "by which day of the year the plan is due: 31 is 31 January"),
        },
        Param {
            name: "tiers",
            default: Default::List(&["vip", "key"]),
            strict: Strict::More,
            unit: words("", ""),
            what: words("哪些客户层级每年要有计划", "which tiers need a plan every year"),
        },
    ],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Plan],
    yields_to: &[],
    anchor: words("客户基本状况表的「客户层级」", "`tier` of the customer"),
    meaning: words(
        "客户层级为 VIP客户、重点客户的，从 2 月 1 日起要有当年的计划（plans/<年度>）；1 月里看上一年的。建档当年、制度生效当年不追究。其他规则不再就缺少的计划另行指出。",
        "A vip or key customer has the year's plan (plans/<year>) from 1 February on; in January the last year's is looked at. Not in the year in which the archive was set up or the regulation took effect. No other rule says anything more about the missing plan.",
    ),
    remedy: words("请制定当年的客户计划", "make the plan of the year"),
    bad: "customers/yunling-mobile/plans/\n  2025.toml   # 2026 年没有",
    good: "customers/yunling-mobile/plans/\n  2025.toml\n  2026.toml",
    run: Run::Customer(run),
};

/// The last day for the plan of a year.
pub(crate) fn deadline(year: i32, due_day: i64) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 1, 1).map(|first| first + TimeDelta::days(due_day.clamp(1, 366) - 1))
}

/// The year whose plan fell due last and is not there, with the day on which it was due.
pub(crate) fn missing(scene: &Scene<'_>, due_day: i64) -> Option<(i32, NaiveDate)> {
    let today = scene.today?;
    let this = today.year();
    let passed = deadline(this, due_day).is_some_and(|due| today > due);
    let year = if passed { this } else { this - 1 };
    if scene.customer.plan_of(year).is_some() {
        return None;
    }
    scene.is_judged(Period::from(Year::new(year)?)).then_some(())?;
    Some((year, deadline(year, due_day)?))
}

/// Whether this rule reports that the customer has no plan, so that no other has to (definitions G6).
pub(in crate::rules) fn is_reported(scene: &Scene<'_>) -> bool {
    let policy = &scene.world.policy;
    let due = match policy.param(&RULE, "due_day") {
        ParamValue::Number(number) => number.to_i64().unwrap_or_default(),
        ParamValue::List(_) => 0,
    };
    let asked = match (policy.param(&RULE, "tiers"), scene.tier()) {
        (ParamValue::List(tiers), Some(tier)) => names_tier(&tiers, tier),
        _ => false,
    };
    asked && policy.is_in_force(&RULE) && missing(scene, due).is_some()
}

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    let (Some(tier), Some((year, due))) = (scene.tier(), missing(scene, scene.param("due_day"))) else { return };
    if !names_tier(&scene.param_list("tiers"), tier) {
        return;
    }
    let lang = scene.lang();
    let tier = tier.label(lang);
    let message =
        say!(lang, "{tier}没有 {year} 年的客户计划，应在 {due} 前制定", "{tier}: there is no plan for {year}; it was due by {due}");
    let id = &scene.customer.id;
    let help = say!(
        lang,
        "请建立 customers/{id}/plans/{year}.toml，写法见 `kehu explain plan`",
        "make customers/{id}/plans/{year}.toml; `kehu explain plan` says how"
    );
    scene.find(&doc.info, doc.record.tier.or(doc.record.head), "tier", message).help(help);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_counted_within_the_year() {
        assert_eq!(deadline(2026, 31), NaiveDate::from_ymd_opt(2026, 1, 31));
        assert_eq!(deadline(2026, 59), NaiveDate::from_ymd_opt(2026, 2, 28));
        assert_eq!(deadline(2026, 0), NaiveDate::from_ymd_opt(2026, 1, 1));
    }
}
