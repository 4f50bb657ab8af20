//! What the plans set: contacts, actions, and the plans themselves.

use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::analysis::contacts::Contacts;
use crate::archive::Doc;
use crate::form::plan::{ContactLine, Plan};
use crate::model::period::{Period, Year};
use crate::rules::classes::names_tier;
use crate::rules::plans::pln_02;
use crate::rules::{form6, periods};
use crate::say;

use super::gather::OfCustomer;
use super::item::Kind;

/// 附表6: the date in force of each line of the year's plan on or after which the pair has not met.
pub(super) fn contacts(of: &mut OfCustomer<'_>) {
    let scene = of.scene;
    let contacts = Contacts::of(scene.customer, Some(of.today));
    let grace = scene.param("grace_days");
    for (plans, only_ahead) in [(scene.plans(), false), (other_plans(of), true)] {
        for line in form6::lines_of(scene, plans).filter(|line| line.doc.whole) {
            // Without a date of its own the line was reported (F6-05).
            if line.row.next.value().is_none() {
                continue;
            }
            let Some(due) = contacts.in_force(line.row) else { continue };
            let met = contacts.newest(line.ours, line.person).is_some_and(|newest| newest >= due.day);
            if met || (only_ahead && due.day < of.today) {
                continue;
            }
            let subject = contact_subject(of, contacts, line.row, due.report);
            let item = of.item(Kind::Contact, due.day, subject).grace(grace).by(Some(of.staff(line.ours))).marked(line.ours);
            of.put(item.about(of.person(line.person)));
        }
    }
}

/// Plans whose dates to come count although they are not the year's: the next year's, and the last year's while the year has none.
fn other_plans<'a>(of: &OfCustomer<'a>) -> Vec<&'a Doc<Plan>> {
    let (folder, year) = (of.scene.customer, of.today.year());
    let last = if folder.plan_of(year).is_none() { folder.plan_of(year - 1) } else { None };
    last.into_iter().chain(folder.plan_of(year + 1)).collect()
}

fn contact_subject(of: &OfCustomer<'_>, contacts: Contacts<'_>, row: &ContactLine, report: Option<NaiveDate>) -> String {
    let lang = of.lang();
    let what = match report {
        None => say!(lang, "按接触计划", "by the contact plan"),
        Some(report) => say!(lang, "按 {report} 的约定", "as agreed on {report}"),
    };
    match contacts.pace(row, of.today) {
        Some(pace) => {
            let (actual, times) = (pace.actual, pace.times);
            say!(lang, "{what}（今年 {actual}/{times} 次）", "{what} ({actual} of {times})")
        }
        None => what,
    }
}

/// 附表7 行动计划: actions that are neither done nor cancelled.
pub(super) fn actions(of: &mut OfCustomer<'_>) {
    let grace = of.scene.param("grace");
    for (plans, only_ahead) in [(of.scene.plans(), false), (other_plans(of), true)] {
        for doc in plans.into_iter().filter(|doc| doc.whole) {
            for action in doc.record.actions() {
                let (Some(end), true) = (action.end.value(), action.status.value().is_some()) else { continue };
                if action.is_over(of.today) || (only_ahead && end < of.today) {
                    continue;
                }
                let owner = action.owner.get().map(|owner| of.staff(&owner.id));
                let mark = action.id.get().map_or_else(|| action.called(), |id| id.as_str());
                let item = of.item(Kind::Action, end, action.called().to_owned()).grace(grace).marked(mark);
                let item = if owner.is_some() { item.by(owner) } else { item };
                let item = match action.counterpart.get() {
                    Some(person) => item.about(of.person(&person.id)),
                    None => item,
                };
                of.put(item);
            }
        }
    }
}

/// PLN-02: the plan of the year, and the next one's.
pub(super) fn of_the_year(of: &mut OfCustomer<'_>) {
    let scene = of.scene;
    let tiers = scene.param_list("tiers");
    if of.is_lost() || scene.tier().is_none_or(|tier| !names_tier(&tiers, tier)) {
        return;
    }
    let due_day = scene.param("due_day");
    let missing = pln_02::missing(scene, due_day);
    let this = of.today.year();
    let open = pln_02::deadline(this, due_day).is_some_and(|due| of.today <= due);
    let next = if open { this } else { this + 1 };
    let ahead = Year::new(next).filter(|year| scene.customer.plan_of(next).is_none() && scene.is_judged(Period::from(*year)));
    let ahead = ahead.and_then(|_| Some((next, pln_02::deadline(next, due_day)?)));
    for (year, due) in missing.into_iter().chain(ahead) {
        let subject = say!(of.lang(), "制订 {year} 年的客户计划", "the plan of {year}");
        of.put(of.item(Kind::Plan, due, subject));
    }
}

/// PLN-05: an approved plan is to be filed.
pub(super) fn filing(of: &mut OfCustomer<'_>) {
    let days = TimeDelta::days(of.scene.param("days"));
    for doc in of.scene.plans().into_iter().filter(|doc| doc.whole) {
        let record = &doc.record;
        let Some(approved) = record.approved_on.value().filter(|day| *day <= of.today) else { continue };
        if record.filed_on.is_bad() || record.filed_on.value().is_some_and(|filed| filed <= of.today) {
            continue;
        }
        let due = periods::runs_from(approved, of.scene.world) + days;
        let year = doc.year().unwrap_or_default();
        let subject = say!(of.lang(), "{year} 年的客户计划交信息管理员归档", "file the plan of {year} with the administrator");
        of.put(of.item(Kind::Filing, due, subject));
    }
}
