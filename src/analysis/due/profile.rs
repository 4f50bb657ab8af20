//! What keeps a customer's archive alive: verification, supplements, assessments, surveys.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use crate::form::choices::{Credit, Lifecycle};
use crate::model::period::{Period, PeriodKind};
use crate::rules::classes::names_tier;
use crate::rules::{form5, periods, satisfaction};
use crate::say;

use super::gather::OfCustomer;
use super::item::Kind;

/// CAD-03: the quarter that was over last, while a stamp is missing that still settles something; else the current one, else the next.
pub(super) fn verification(of: &mut OfCustomer<'_>) {
    let scene = of.scene;
    let Some(doc) = scene.customer.profile.as_ref().filter(|doc| doc.whole) else { return };
    let verified = &doc.record.verified;
    if verified.is_bad() || verified.get().is_some_and(|list| list.iter().any(|stamp| stamp.date.is_bad())) {
        return;
    }
    let today = of.today;
    let grace = scene.param("grace_days");
    let newest = doc.record.newest_verified(today).map(|(day, _)| day);
    let current = Period::of(PeriodKind::Quarter, today);
    // One stamp settles what is missing up to now: the newest is all that has to be looked at.
    let open = |quarter: Period| scene.is_judged(quarter) && newest.is_none_or(|day| day < quarter.first_day());
    let Some(quarter) = [current.previous(), current, current.next()].into_iter().find(|quarter| open(*quarter)) else { return };
    let label = quarter.label(of.lang());
    let subject = match newest {
        Some(last) => say!(of.lang(), "{label}，上次核定 {last}", "{label}, last verified {last}"),
        None => say!(of.lang(), "{label}，还没有核定过", "{label}, never verified so far"),
    };
    of.put(of.item(Kind::Verification, quarter.last_day(), subject).grace(grace));
}

/// CAD-04: so many days after the last supplement.
pub(super) fn update(of: &mut OfCustomer<'_>) {
    let Some(record) = of.scene.customer.profile.as_ref().map(|doc| &doc.record) else { return };
    let updated = of.scene.world.updated_on(&of.scene.customer.id, record).map(|update| update.day);
    let Some(updated) = updated.filter(|day| *day <= of.today) else { return };
    let due = after(of, periods::runs_from(updated, of.scene.world));
    let subject = say!(of.lang(), "上次增补 {updated}", "last supplement {updated}");
    of.put(of.item(Kind::Update, due, subject));
}

/// The day so many days after another as the rule's `max_days` has it.
fn after(of: &OfCustomer<'_>, day: NaiveDate) -> NaiveDate {
    day.checked_add_signed(TimeDelta::days(of.scene.param("max_days"))).unwrap_or(NaiveDate::MAX)
}

/// F3-06: each relationship is assessed anew.
pub(super) fn assessments(of: &mut OfCustomer<'_>) {
    for row in of.scene.each_person() {
        let Some(assessed) = row.assessed_on.value().filter(|day| *day <= of.today) else { continue };
        let due = after(of, assessed);
        let subject = say!(of.lang(), "上次评估 {assessed}", "last assessed {assessed}");
        of.put(of.item(Kind::Assessment, due, subject).about(of.person(row.key())));
    }
}

/// F5-04: each topic of 附表5 is brought up to date.
pub(super) fn insight(of: &mut OfCustomer<'_>) {
    // Topics that grow old on the same day are one piece of work.
    let mut topics: BTreeMap<NaiveDate, Vec<&str>> = BTreeMap::new();
    for (_, topic, row) in form5::rows(of.scene) {
        if let Some(updated) = row.updated_on.value().filter(|day| *day <= of.today) {
            topics.entry(updated).or_default().push(topic.label(of.lang()));
        }
    }
    for (updated, labels) in topics {
        let count = labels.len();
        let what = match labels.as_slice() {
            [one] => (*one).to_owned(),
            _ => say!(of.lang(), "附表5 的 {count} 项", "{count} topics of form 5"),
        };
        let subject = say!(of.lang(), "{what}，上次更新 {updated}", "{what}, last updated {updated}");
        of.put(of.item(Kind::Insight, after(of, updated), subject));
    }
}

/// DAT-02: a rating holds so many days.
pub(super) fn credit(of: &mut OfCustomer<'_>) {
    let Some(record) = of.scene.customer.profile.as_ref().map(|doc| &doc.record) else { return };
    let rated = record.credit.value().is_some_and(|credit| credit != Credit::Unknown);
    let Some(day) = record.credit_rated_on.value().filter(|day| rated && *day <= of.today && of.scene.is_important()) else { return };
    let due = day.checked_add_signed(TimeDelta::days(of.scene.param("days"))).unwrap_or(NaiveDate::MAX);
    let subject = say!(of.lang(), "上次评定 {day}", "last rated {day}");
    of.put(of.item(Kind::Credit, due, subject));
}

/// SAT-01: the period that was over last, while nobody was asked since; else the current one, else the next.
pub(super) fn survey(of: &mut OfCustomer<'_>) {
    let scene = of.scene;
    let unclear = scene.customer.surveys.iter().any(|survey| survey.record.surveyed_on.is_bad());
    if of.is_lost() || unclear || scene.lifecycle().is_none_or(|stage| stage < Lifecycle::Contracted) {
        return;
    }
    let tiers = scene.param_list("half_year_tiers");
    let often = scene.tier().is_some_and(|tier| names_tier(&tiers, tier));
    let current = Period::of(if often { PeriodKind::Half } else { PeriodKind::Year }, of.today);
    let newest = satisfaction::surveys(scene).last().map(|(day, _)| *day);
    let open = |period: Period| scene.is_judged(period) && newest.is_none_or(|day| day < period.first_day());
    let Some(period) = [current.previous(), current, current.next()].into_iter().find(|period| open(*period)) else { return };
    let label = period.label(of.lang());
    let subject = match newest {
        Some(last) => say!(of.lang(), "{label}，上次调查 {last}", "{label}, last survey {last}"),
        None => say!(of.lang(), "{label}，还没有调查过", "{label}, never surveyed so far"),
    };
    of.put(of.item(Kind::Survey, period.last_day(), subject));
}

/// ARC-03: a new archive is to be filed.
pub(super) fn filing(of: &mut OfCustomer<'_>) {
    let Some(doc) = of.scene.customer.profile.as_ref().filter(|doc| doc.whole) else { return };
    let record = &doc.record;
    let filed = record.filed.get().is_some_and(|filed| filed.date.value().is_none_or(|date| date <= of.today));
    let Some(established) = record.established_on.value().filter(|day| !filed && !record.filed.is_bad() && *day <= of.today) else {
        return;
    };
    let due = periods::runs_from(established, of.scene.world) + TimeDelta::days(of.scene.param("days"));
    let copies = of.scene.param("copies");
    let subject = say!(of.lang(), "档案 {copies} 份交信息管理员存档", "file {copies} copies of the archive with the administrator");
    of.put(of.item(Kind::Filing, due, subject));
}
