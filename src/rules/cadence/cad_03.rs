//! CAD-03: every customer's archive is verified each quarter.

use chrono::{NaiveDate, TimeDelta};

use crate::archive::{Doc, DocKind};
use crate::findings::Level;
use crate::form::customer::Customer;
use crate::form::reader::key_line;
use crate::model::period::{Period, PeriodKind};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "CAD-03",
    title: words("客户档案每季度核定一次", "the archive is verified each quarter"),
    sources: &[source(Seed::S000, "第十二条 5")],
    quote: "客户信息档案每季度重新核定一次",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Info),
    when: When::Audit,
    params: &[
        Param {
            name: "grace_days",
            default: Default::Int(10),
            strict: Strict::Low,
            unit: words("天", "days"),
            what: words("季度结束后几天以内的核定仍算该季度的", "how many days after the quarter a verification still counts for it"),
        },
        Param::escalation(10),
    ],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "客户基本状况表的「核定」；没有时为该表的第一行",
        "`verified` of the customer; where it is missing the form's first line",
    ),
    meaning: words(
        "上一个季度内，或该季度结束后 10 天内，有一次核定。从季度结束的次日起判断，宽限期内补核定的即告了结；建档或制度生效之前开始的季度不追究，日期在将来的核定不算。四个季度都登记了核定，而 git 中从那时起该客户的资料毫无改动的，为提示；git 历史没有那么长的不提示。",
        "There is a verification in the last quarter or within ten days after it. Judged from the first day after the quarter; one made within the days of grace settles it. A quarter that began before the customer's archive was set up or the regulation took effect is not judged; a date to come does not count. A hint where the archive was stamped four quarters running and git knows of no change of the customer since; not given where the history does not reach back that far.",
    ),
    remedy: words(
        "请核定档案，并在「核定」中登记日期、核定人和复核人",
        "verify the archive and enter date, `by` and `checked_by` in `verified`",
    ),
    bad: "# 2026-07-08：二季度没有核定\n[[verified]]\ndate = 2026-03-27\nby = \"chen-li\"\nchecked_by = \"wu-fang\"",
    good: "[[verified]]\ndate = 2026-06-29\nby = \"chen-li\"\nchecked_by = \"wu-fang\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(today)) = (&scene.customer.profile, scene.today) else { return };
    let Some(quarter) = scene.complete(PeriodKind::Quarter) else { return };
    let verified = &doc.record.verified;
    if is_unclear(doc) {
        return;
    }
    let limit = limit(quarter, scene.param("grace_days"));
    if stamps(&doc.record, quarter, today).any(|date| date <= limit) {
        return only_stamped(scene, doc, quarter, today);
    }
    let lang = scene.lang();
    let label = quarter.label(lang);
    let message = match doc.record.newest_verified(today) {
        Some((last, _)) => {
            say!(lang, "{label}没有核定，最近一次核定是 {last}", "not verified in {label}; the last verification is of {last}")
        }
        None => say!(lang, "{label}没有核定，至今没有核定过", "not verified in {label}, nor ever before"),
    };
    let stamp = key_line(doc.info.syntax, "date", &today.to_string());
    let help = if today <= limit {
        say!(
            lang,
            "请核定档案，由市场部部长或大区经理复核，并在「核定」(verified) 登记 {stamp}、by、checked_by；{limit} 以前登记的仍算{label}",
            "verify the archive, have the director or regional manager check it, and enter {stamp}, by and checked_by in `verified`; up to {limit} it still counts for {label}"
        )
    } else {
        say!(
            lang,
            "请尽快核定档案，由市场部部长或大区经理复核，并在「核定」(verified) 登记 {stamp}、by、checked_by；本季度的核定仍要按时做",
            "verify the archive soon, have the director or regional manager check it, and enter {stamp}, by and checked_by in `verified`; the next one falls due all the same"
        )
    };
    scene.find(&doc.info, verified.or(doc.record.head), "verified", message).help(help);
}

/// So many quarters running without a change are remarkable.
const QUARTERS: usize = 4;

/// The hint that the archive is stamped quarter by quarter and nothing in it ever changes.
fn only_stamped(scene: &mut Scene<'_>, doc: &Doc<Customer>, last: Period, today: NaiveDate) {
    let Some(past) = scene.past() else { return };
    let grace = scene.param("grace_days");
    let quarters: Vec<Period> = std::iter::successors(Some(last), |quarter| Some(quarter.previous())).take(QUARTERS).collect();
    let first = quarters[QUARTERS - 1];
    let is_known = past.since.is_some_and(|since| since <= first.first_day()) && scene.is_judged(first);
    let is_stamped = |quarter: &Period| stamps(&doc.record, *quarter, today).any(|date| date <= limit(*quarter, grace));
    let is_changed = past.steps.iter().any(|step| step.substance && step.day >= first.first_day());
    if !is_known || is_changed || !quarters.iter().all(is_stamped) {
        return;
    }
    let Some((date, stamp)) = doc.record.newest_verified(today) else { return };
    let (lang, from, to) = (scene.lang(), first.label(scene.lang()), last.label(scene.lang()));
    let message = say!(
        lang,
        "{from}至{to}每季度都登记了核定（最近 {date}），而 git 中从 {} 起档案毫无改动",
        "verified each quarter from {from} to {to} (last on {date}), and git knows of no change of the archive since {}",
        first.first_day()
    );
    let help = say!(
        lang,
        "请对照各表逐项核对（电话、职务、关系状况、计划等），有变化的改过来；确无变化的不必处理",
        "go through the forms item by item (phones, titles, relations, plan) and correct what has changed; if nothing has, leave it"
    );
    scene.lesser(&doc.info, stamp.date.span, "verified.date", message).help(help);
}

/// Whether nobody can say when the archive was verified: a date that cannot be read may be the one.
pub(crate) fn is_unclear(doc: &Doc<Customer>) -> bool {
    let verified = &doc.record.verified;
    verified.is_bad() || !doc.whole || verified.get().is_some_and(|list| list.iter().any(|stamp| stamp.date.is_bad()))
}

/// The last day on which a verification still counts for the quarter.
pub(crate) fn limit(quarter: Period, grace: i64) -> NaiveDate {
    quarter.last_day() + TimeDelta::days(grace)
}

/// The days of the verifications from the quarter's first day up to the day of judgement.
pub(crate) fn stamps(record: &Customer, quarter: Period, today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let dates = record.verified.get().into_iter().flat_map(|list| list.iter()).filter_map(|stamp| stamp.date.value());
    dates.filter(move |date| quarter.first_day() <= *date && *date <= today)
}
