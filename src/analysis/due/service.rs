//! What customers wait for: complaints, opinions, commitments, and projects that somebody has to be at.

use chrono::{NaiveDate, TimeDelta};

use crate::form::choices::ComplaintType;
use crate::model::period::{Period, PeriodKind};
use crate::rules::pipeline::pip_01;
use crate::rules::registry;
use crate::rules::service::{self, Case};
use crate::say;

use super::gather::{OfCustomer, quoted};
use super::item::Kind;

/// Open complaints and queries: by the promised day, else as the rules in force have it.
pub(super) fn complaints(of: &mut OfCustomer<'_>) {
    for case in service::cases(of.scene).filter(|case| case.doc.whole) {
        if case.is_unclear() || case.settled(of.scene).is_some() {
            continue;
        }
        let Some(due) = deadline(of, &case) else { continue };
        let record = &case.doc.record;
        let content = record.content.get().map_or("", |text| text.as_str());
        let content = quoted(content);
        let received = case.received.date();
        let kind = record.kind.value().unwrap_or(ComplaintType::Complaint).label(of.lang());
        let subject = say!(of.lang(), "办结 {received} 的{kind}：{content}", "settle the {kind} of {received}: {content}");
        let handler = record.first_handler.get().filter(|one| one.known).map(|one| of.staff(&one.id));
        let item = of.item(Kind::Complaint, due, subject).marked(&case.doc.stem);
        of.put(if handler.is_some() { item.by(handler) } else { item });
    }
}

fn deadline(of: &OfCustomer<'_>, case: &Case<'_>) -> Option<NaiveDate> {
    let world = of.scene.world;
    let in_force = |id: &str| registry::find(id).filter(|rule| world.policy.is_in_force(rule));
    let record = &case.doc.record;
    if case.is_query() {
        let asked = in_force("SVC-01").is_some() || in_force("SVC-04").is_some();
        let promised = record.promised_by.value().map(|moment| service::on_our_clock(world, moment).date());
        return asked.then(|| promised.unwrap_or_else(|| case.received.date()));
    }
    if let Some(promised) = record.promised_by.value() {
        return Some(service::on_our_clock(world, promised).date());
    }
    let plain = record.kind.is_blank() || record.kind.value() == Some(ComplaintType::Complaint);
    if let Some(rule) = in_force("SVC-02").filter(|_| plain) {
        let limit = TimeDelta::hours(world.policy.number(rule, "hours"));
        return Some(world.calendar.after(case.received, limit).date());
    }
    // What is not settled that day needs a promise.
    in_force("SVC-04").map(|_| case.received.date())
}

/// SVC-05: an opinion is passed on to whoever serves the customer.
pub(super) fn opinions(of: &mut OfCustomer<'_>) {
    let days = TimeDelta::days(of.scene.param("days"));
    for (doc, day) in service::feedback(of.scene).filter(|(doc, _)| doc.whole) {
        let record = &doc.record;
        let passed_on = record.forwarded_on.is_bad() || record.forwarded_on.value().is_some_and(|on| on <= of.today);
        let Some(opinion) = record.opinion.get().filter(|_| !passed_on) else { continue };
        let opinion = quoted(opinion);
        let subject = say!(of.lang(), "转告 {day} 的客户意见：{opinion}", "pass on the opinion of {day}: {opinion}");
        of.put(of.item(Kind::Feedback, day + days, subject).marked(&doc.stem));
    }
}

/// SVC-06: a commitment is told to the customer, and kept.
pub(super) fn commitments(of: &mut OfCustomer<'_>) {
    for (doc, day) in service::feedback(of.scene).filter(|(doc, _)| doc.whole) {
        let record = &doc.record;
        let Some(text) = record.commitment.get() else { continue };
        let text = quoted(text);
        let told = record.told_customer_on.is_bad() || record.told_customer_on.value().is_some_and(|on| on <= of.today);
        if !told {
            let subject = say!(of.lang(), "把 {day} 的承诺告知客户：{text}", "tell the customer the commitment of {day}: {text}");
            let mark = format!("{} told", doc.stem);
            of.put(of.item(Kind::Commitment, day, subject).marked(&mark));
        }
        let closed = record.closed_on.is_bad() || record.closed_on.value().is_some_and(|on| on <= of.today);
        if let Some(due) = record.due.value().filter(|_| !closed) {
            let subject = say!(of.lang(), "兑现 {day} 的承诺：{text}", "keep the commitment of {day}: {text}");
            let mark = format!("{} kept", doc.stem);
            of.put(of.item(Kind::Commitment, due, subject).marked(&mark));
        }
    }
}

/// PIP-01: an open project is followed up in each month.
pub(super) fn projects(of: &mut OfCustomer<'_>) {
    let scene = of.scene;
    let current = Period::of(PeriodKind::Month, of.today);
    let mut found = Vec::new();
    for month in [current.previous(), current] {
        for (doc, line) in pip_01::asked(scene, month) {
            let name = line.called();
            // One step settles what is missing up to now.
            let at_it = pip_01::is_followed(line, doc, current, scene);
            let known = found.iter().any(|(_, other): &(Period, &str)| *other == name);
            if !at_it && !known && !pip_01::is_followed(line, doc, month, scene) {
                found.push((month, name));
            }
        }
    }
    for (month, name) in found {
        let label = month.label(of.lang());
        let subject = say!(of.lang(), "跟进「{name}」（{label}还没有）", "follow up `{name}` (not yet in {label})");
        of.put(of.item(Kind::Project, month.last_day(), subject).marked(name));
    }
}
