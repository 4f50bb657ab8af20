//! 重大信息快报, begun: who is told, which customer, and what of our plan is at stake. Source: `000_492afcb71e7a325f.txt` 第十二条（一）,
//! `004_0808f37331f263a5.txt` 七.

use chrono::{Datelike, NaiveDate};

use crate::archive::CustomerFolder;
use crate::form::choices::{Outcome, ReportMode};
use crate::say;
use crate::words::Lang;
use crate::world::World;

use super::super::value::{Document, Pair, Value};
use super::{blank, noted, project};

/// The flash as it is begun.
#[must_use]
pub fn document(world: &World, customer: Option<&CustomerFolder>, told: &[String], day: NaiveDate, lang: Lang) -> Document {
    let mut pairs = vec![Pair::new("occurred_on", Value::day(day))];
    if let Some(customer) = customer {
        pairs.push(Pair::new("customer", Value::text(&*customer.id)));
    }
    pairs.push(blank("content", say!(lang, "发生了什么", "what has happened")));
    let note =
        say!(lang, "对我方有何影响；已列出在谈的项目，请改写", "its impact on us: the open projects are listed, put it in your own words");
    let stake = customer.map(|customer| at_stake(world, customer, day, lang)).unwrap_or_default();
    pairs.push(noted("impact", Value::text(stake), note));
    pairs.push(blank("advice", say!(lang, "建议怎么办", "what should be done")));
    let levels = say!(
        lang,
        "信息渠道级别 1–4：1 公开资料，2 第三方，3 客户内部接触，4 支持我方的内部人士",
        "source level 1–4: 1 public material, 2 third parties, 3 contacts inside, 4 insiders who want us to win"
    );
    pairs.push(blank("source_level", levels));
    pairs.push(noted(
        "reported_to",
        Value::list(told.iter().map(Value::text)),
        say!(lang, "立即报告市场部部长", "the marketing director is told at once"),
    ));
    pairs.push(blank("reported_at", say!(lang, "报告时间，如 2026-07-08T10:20:00", "when, such as 2026-07-08T10:20:00")));
    pairs.push(Pair::new("mode", Value::text(ReportMode::Written.key())));
    Document { pairs, after: Vec::new() }
}

/// The open projects of the year's plan, one a line.
fn at_stake(world: &World, customer: &CustomerFolder, day: NaiveDate, lang: Lang) -> String {
    let plan = customer.plan_of(day.year());
    let lines = plan.into_iter().flat_map(|plan| plan.record.projects());
    let open = lines.filter(|line| line.outcome_on(Some(day)) == Outcome::Open && !line.called().is_empty());
    open.map(|line| project(line, world.unit, lang)).collect::<Vec<_>>().join("\n")
}
