//! What a change of a plan means: approved, adjusted with or without approval, and what its projects are worth before and after.

use std::collections::BTreeMap;

use crate::analysis::revenue::{Figures, Totals};
use crate::model::money::{Money, Unit};
use crate::model::percent::Percent;
use crate::render::table::Cell;
use crate::say;

use super::pair::pairs;
use super::row::{Row, amount_said};
use super::tell::{Place, Teller};
use super::{Part, Sums, substance};

/// Tells what became of a plan.
pub(super) fn tell(teller: &mut Teller<'_>, before: &Row, after: &Row, place: &Place, unit: Unit) {
    let lang = teller.lang;
    let start = teller.out.len();
    teller.rows(before, after, place);
    expected(teller, before, after, place, unit);
    let plan = &place.subject;
    let was_approved = before.item("approved_on").is_some();
    let mut revised = false;
    // The revisions in one sentence each.
    let mut told = Vec::new();
    for (old, new) in pairs(rows(before, "revisions"), rows(after, "revisions")) {
        let (None, Some(new)) = (old, new) else { continue };
        revised = true;
        let (date, reason, by) = (new.said("date", lang), new.said("reason", lang), new.said("approved_by", lang));
        told.push(if by.is_empty() {
            (
                "revised_unapproved",
                say!(lang, "{plan}：调整未经批准（{date}，{reason}）", "{plan}: adjusted without approval ({date}, {reason})"),
            )
        } else {
            ("revised", say!(lang, "{plan}：调整经{by}批准（{date}，{reason}）", "{plan}: adjusted, approved by {by} ({date}, {reason})"))
        });
    }
    teller.out.retain({
        let mut at = 0;
        move |change| {
            at += 1;
            at <= start || !(change.field == "revisions" && change.kind == "added")
        }
    });
    // Who is said to have approved it on the same day is a field like any other.
    let approved = after.item("approved_on").is_some() && before.raw("approved_on") != after.raw("approved_on");
    if approved {
        let mut at = 0;
        teller.out.retain(|change| {
            at += 1;
            at <= start || !matches!(change.field.as_str(), "approved_on" | "approved_by")
        });
        let (date, by) = (after.said("approved_on", lang), after.said("approved_by", lang));
        told.push(("approved", say!(lang, "{plan}：已批准（{date}，{by}）", "{plan}: approved ({date}, {by})")));
    }
    if was_approved && !approved && !revised && teller.out.len() > start && substance::is_touched(teller, before, after) {
        told.push((
            "unrevised",
            say!(
                lang,
                "{plan}：已批准的计划改了内容，没有写调整记录；请补记并经批准（`kehu plan revise`）",
                "{plan}: an approved plan was changed without a revision; enter one and have it approved (`kehu plan revise`)"
            ),
        ));
    }
    told.into_iter().for_each(|(kind, text)| teller.note(kind, plan.clone(), text));
}

/// 实际收入 follows from contract and win rate: told where no stated value was.
fn expected(teller: &mut Teller<'_>, before: &Row, after: &Row, place: &Place, unit: Unit) {
    let lang = teller.lang;
    for (old, new) in pairs(before.within("revenue_plan", "lines"), after.within("revenue_plan", "lines")) {
        let (Some(old), Some(new)) = (old, new) else { continue };
        let (was, is) = (figures(old).expected, figures(new).expected);
        if was == is || old.raw("expected") != new.raw("expected") {
            continue;
        }
        let project = new.said("project", lang);
        let subject = say!(lang, "{}，项目「{project}」", "{}, Project “{project}”", place.subject);
        let said = |amount: Option<Money>| amount.map_or_else(|| say!(lang, "无", "nothing"), |amount| amount_said(amount, unit, lang));
        let text = say!(lang, "{subject}，实际收入：{} → {}", "{subject}, Expected revenue: {} → {}", said(was), said(is));
        teller.note("expected", subject, text);
        if let Some(change) = teller.out.last_mut() {
            change.field = "revenue_plan.lines.expected".to_owned();
            (change.before, change.after) = (was.map(|one| one.to_string()), is.map(|one| one.to_string()));
        }
    }
}

fn rows<'r>(row: &'r Row, key: &str) -> &'r [Row] {
    row.item(key).map(|item| item.rows.as_slice()).unwrap_or_default()
}

fn figures(line: &Row) -> Figures {
    let money = |key: &str| line.item(key).and_then(|item| if let Cell::Money(amount) = item.cell { Some(amount) } else { None });
    let rate = |key: &str| -> Option<Percent> {
        line.item(key).and_then(|item| if let Cell::Percent(rate) = item.cell { Some(rate) } else { None })
    };
    Figures::compute(money("contract"), rate("win_rate"), rate("margin"))
}

/// The sums over a plan's projects.
pub(super) fn totals(plan: &Row) -> Totals {
    Totals::of(plan.within("revenue_plan", "lines").iter().map(figures))
}

/// Adds a plan's projects to the sums of its year, on one side.
pub(super) fn add(sums: &mut BTreeMap<String, Sums>, part: &Part, after: bool) {
    let Some(row) = part.form() else { return };
    let year = sums.entry(part.stem.clone()).or_default();
    let side = if after { &mut year.after } else { &mut year.before };
    side.merge(&totals(row));
}
