//! 来访接待安排单, begun: what the standard asks for of a customer of this tier and visitors of this rank, to be arranged and filled in.
//! Source: `003_1e073dfe55fe091b.txt` 第十条.

use chrono::NaiveDate;

use crate::form::choices::VisitorRank;
use crate::say;
use crate::words::Lang;

use super::super::value::{Document, Pair, Value};
use super::{blank, noted};

/// One thing to arrange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// The key of the reception: `pickup_by`.
    pub key: &'static str,
    /// What stands there to begin with; may be empty.
    pub text: String,
    /// What the standard says of it.
    pub standard: String,
}

/// What is known of the visit.
#[derive(Clone, Debug, Default)]
pub struct Visit<'a> {
    /// When.
    pub date: Option<NaiveDate>,
    /// Their rank.
    pub rank: Option<VisitorRank>,
    /// Who plans it.
    pub plan_by: Option<&'a str>,
}

/// The sheet as it is begun: `standard` in the order of the form.
#[must_use]
pub fn document(visit: &Visit<'_>, standard: &[Arrangement], lang: Lang) -> Document {
    let ranks: Vec<String> = VisitorRank::ALL.iter().map(|rank| format!("{} {}", rank.key(), rank.label(lang))).collect();
    let ranks = lang.join(ranks);
    let mut pairs = vec![match visit.date {
        Some(day) => Pair::new("date", Value::day(day)),
        None => blank("date", say!(lang, "来访日期，如 2026-07-15", "day of the visit, such as 2026-07-15")),
    }];
    pairs.push(match visit.rank {
        Some(rank) => Pair::new("visitor_rank", Value::text(rank.key())),
        None => blank("visitor_rank", say!(lang, "来访者级别：{ranks}", "the visitors' rank: {ranks}")),
    });
    pairs.push(blank("visitors", say!(lang, "来访人员：姓名、职务、人数", "who comes: names, titles, how many")));
    if let Some(by) = visit.plan_by {
        pairs.push(Pair::new("plan_by", Value::text(by)));
    }
    for one in standard.iter().filter(|one| one.key != "plan_by" || visit.plan_by.is_none()) {
        pairs.push(noted(one.key, Value::text(&one.text), &one.standard));
    }
    pairs.push(blank("schedule", say!(lang, "日程", "schedule")));
    Document { pairs, after: Vec::new() }
}
