//! SVC-…: complaints, queries, customer's opinions and our commitments (`003` 第六条, 第十四条; `001` 白云机场; `000` 第四条 10; `002` 档案).

mod svc_01;
mod svc_02;
mod svc_03;
mod svc_04;
mod svc_05;
mod svc_06;
mod svc_07;
mod svc_08;
mod svc_09;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::archive::Doc;
use crate::form::choices::ComplaintType;
use crate::form::kind::date::Moment;
use crate::form::registers::{Complaint, Feedback};
use crate::say;
use crate::words::Lang;
use crate::world::World;

use super::{Rule, Scene, ours};

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[
    &svc_01::RULE,
    &svc_02::RULE,
    &svc_03::RULE,
    &svc_04::RULE,
    &svc_05::RULE,
    &svc_06::RULE,
    &svc_07::RULE,
    &svc_08::RULE,
    &svc_09::RULE,
];

/// A complaint or query that was received by the day.
pub(crate) struct Case<'a> {
    /// Its record.
    pub(crate) doc: &'a Doc<Complaint>,
    /// When, on the archive's clock. Where only the day is known, its last second: nobody is blamed for hours that are not on record.
    pub(crate) received: NaiveDateTime,
}

/// Those received up to the day and not before the regulation's first day.
pub(crate) fn cases<'a>(scene: &Scene<'a>) -> impl Iterator<Item = Case<'a>> + use<'a> {
    let (world, today) = (scene.world, scene.today);
    let of = move |doc| Case::of(doc, world).filter(|case| ours::counts(world, today, Some(case.received.date())));
    scene.customer.complaints.iter().filter_map(of)
}

impl<'a> Case<'a> {
    /// A record with a readable time.
    pub(crate) fn of(doc: &'a Doc<Complaint>, world: &World) -> Option<Self> {
        let stated = doc.record.received_at.value()?;
        let at = on_our_clock(world, stated);
        let received = if has_time(stated) { at } else { at + TimeDelta::days(1) - TimeDelta::seconds(1) };
        Some(Self { doc, received })
    }

    /// Whether it was settled as fast as SVC-01 (queries) or SVC-02 (complaints) wants it; none where neither asks for it, and while the day
    /// of the deadline is not over.
    pub(crate) fn is_in_time(&self, world: &World, today: NaiveDate) -> Option<bool> {
        let settled = self.settled_by(world, Some(today));
        let limit = |name: &str| i64::try_from(world.policy.figure(name)).unwrap_or(i64::MAX / 10_000);
        let record = &self.doc.record;
        if self.is_query() {
            let due = self.received + TimeDelta::minutes(limit("SVC-01.minutes"));
            return settled.map_or_else(|| (today > due.date()).then_some(false), |at| Some(at <= due));
        }
        if !record.kind.is_blank() && record.kind.value() != Some(ComplaintType::Complaint) {
            return None;
        }
        let limit = TimeDelta::hours(limit("SVC-02.hours"));
        let over = || (today > world.calendar.after(self.received, limit).date()).then_some(false);
        settled.map_or_else(over, |at| Some(world.calendar.worked(self.received, at) <= limit))
    }

    /// How long it took until `settled`: of a query by the clock, else in working hours; none where an hour is not on record.
    pub(crate) fn took(&self, world: &World, settled: NaiveDateTime) -> Option<TimeDelta> {
        let record = &self.doc.record;
        let answered = record.answered_at.value().filter(|_| self.is_query());
        let known = [record.received_at.value(), answered.or(record.closed_at.value())];
        if known.iter().any(|moment| !moment.is_some_and(has_time)) {
            return None;
        }
        let took = if self.is_query() { settled - self.received } else { world.calendar.worked(self.received, settled) };
        Some(took.max(TimeDelta::zero()))
    }

    /// Whether it is a query (查询); else it is a complaint, a claim or a matter of accounts.
    pub(crate) fn is_query(&self) -> bool {
        self.doc.record.kind.value() == Some(ComplaintType::Query)
    }

    /// When it was settled: closed, or, for a query, answered. What lies after the day has not been.
    pub(crate) fn settled(&self, scene: &Scene<'_>) -> Option<NaiveDateTime> {
        self.settled_by(scene.world, scene.today)
    }

    /// The same by a day.
    pub(crate) fn settled_by(&self, world: &World, today: Option<NaiveDate>) -> Option<NaiveDateTime> {
        let record = &self.doc.record;
        let answered = record.answered_at.value().filter(|_| self.is_query());
        let at = answered.or(record.closed_at.value()).map(|moment| on_our_clock(world, moment));
        at.filter(|at| today.is_none_or(|today| at.date() <= today))
    }

    /// Whether a moment that would settle it is there but cannot be read: it was reported there.
    pub(crate) const fn is_unclear(&self) -> bool {
        self.doc.record.closed_at.is_bad() || self.doc.record.answered_at.is_bad()
    }

    /// `2026-05-15 10:20`, to begin a message with; the day alone where nothing else is known.
    pub(crate) fn called(&self) -> String {
        let stated = self.doc.record.received_at.value();
        let form = if stated.is_some_and(has_time) { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d" };
        self.received.format(form).to_string()
    }
}

/// Whether a time of day is known: without one the day is read as its midnight.
pub(crate) fn has_time(moment: Moment) -> bool {
    moment.offset.is_some() || moment.at.time() != NaiveTime::MIN
}

/// A moment on the archive's clock. Without an offset it is on that clock already; a time zone that is not known here is left as written.
pub(crate) fn on_our_clock(world: &World, moment: Moment) -> NaiveDateTime {
    let zone = world.settings.company.get().and_then(|company| company.timezone.get()).map_or("Asia/Shanghai", |zone| zone.as_str());
    let ours = match zone {
        "Asia/Shanghai" | "Asia/Chongqing" | "Asia/Hong_Kong" | "Asia/Macau" | "Asia/Taipei" | "Asia/Singapore" | "PRC" => Some(480),
        "UTC" | "Etc/UTC" => Some(0),
        _ => None,
    };
    let shift = moment.offset.zip(ours).map_or(0, |(offset, ours)| i64::from(ours - offset));
    moment.at + TimeDelta::minutes(shift)
}

/// `25 分钟`, `5 小时 20 分钟`.
pub(crate) fn span_words(span: TimeDelta, lang: Lang) -> String {
    // A second over the limit is over it: never said as the limit itself.
    let minutes = (span.num_seconds() + 59) / 60;
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0 | 1, _) => say!(lang, "{minutes} 分钟", "{minutes} minutes"),
        (_, 0) => say!(lang, "{hours} 小时", "{hours} hours"),
        _ => say!(lang, "{hours} 小时 {rest} 分钟", "{hours} hours {rest} minutes"),
    }
}

/// The records of opinions and commitments up to the day and not before the regulation's first day.
pub(crate) fn feedback<'a>(scene: &Scene<'a>) -> impl Iterator<Item = (&'a Doc<Feedback>, NaiveDate)> + use<'a> {
    let (world, today) = (scene.world, scene.today);
    scene.customer.feedback.iter().filter_map(move |doc| {
        let day = doc.record.date.value()?;
        ours::counts(world, today, Some(day)).then_some((doc, day))
    })
}
