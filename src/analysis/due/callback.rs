//! Callbacks and visits that the regulation asks for in each month, quarter or half-year: the next is due one period after the last
//! contact that fits, and never later than the last day of the period in which the rule wants it.

use chrono::{Months, NaiveDate};

use crate::form::choices::StaffRole;
use crate::model::period::{Period, PeriodKind};
use crate::rules::Scene;
use crate::rules::visits::{CALLBACKS, Callback};
use crate::say;

use super::gather::OfCustomer;
use super::item::{Item, Kind, Named};
use super::who;

/// The next contact that the rule asks for.
pub(super) fn gather(of: &mut OfCustomer<'_>) {
    let Some(callback) = CALLBACKS.iter().find(|callback| callback.rule.id == of.scene.rule.id) else { return };
    if of.is_lost() || (callback.asked)(of.scene).is_none() {
        return;
    }
    let mut days: Vec<NaiveDate> =
        of.scene.contacts().all().filter(|contact| (callback.fits)(of.scene, contact)).map(|contact| contact.day).collect();
    days.sort_unstable();
    let Some(Next { date, since }) = next(of.scene, callback.kind, &days, of.today) else { return };
    let what = callback.what.get(of.lang());
    let subject = match days.last() {
        Some(last) => say!(of.lang(), "{what}，上次 {last}", "{what}, last {last}"),
        None => say!(of.lang(), "{what}，还没有过", "{what}, none so far"),
    };
    // Until the period is over the rule has nothing to say.
    let grace = (Period::of(callback.kind, date).last_day() - date).num_days();
    let item = of.item(Kind::Callback, date, subject).grace(grace).by(doer(of, callback));
    of.put(Item { since, ..item });
}

/// When a contact is due, and since when, where earlier ones were missed too.
struct Next {
    date: NaiveDate,
    since: Option<NaiveDate>,
}

/// The day by which the next contact is due; `days`: those of the contacts that fit, oldest first.
fn next(scene: &Scene<'_>, kind: PeriodKind, days: &[NaiveDate], today: NaiveDate) -> Option<Next> {
    let times = usize::try_from(scene.param("times")).ok().filter(|times| *times > 0)?;
    let profile = scene.customer.profile.as_ref().filter(|doc| !doc.record.established_on.is_bad())?;
    // With several in each period the next is due one period after the one that so many ago was.
    let counted = days.len().checked_sub(times).and_then(|at| days.get(at));
    let soon = counted.and_then(|day| day.checked_add_months(Months::new(months(kind))));
    if let Some(day) = soon.filter(|day| scene.is_judged(Period::of(kind, *day))) {
        return Some(Next { date: day, since: None });
    }
    let since = profile.record.established_on.value().max(scene.world.effective_from());
    // Where there has been none, that of the period that was over last, as the rule reports it; else of the first that counts.
    let last = Period::last_complete(kind, today);
    let Some(since) = since else { return Some(Next { date: last.last_day(), since: None }) };
    let first = Period::of(kind, since);
    let first = if first.first_day() < since { first.next() } else { first };
    let date = first.last_day().max(last.last_day());
    Some(Next { date, since: Some(first.last_day()).filter(|first| *first < date) })
}

const fn months(kind: PeriodKind) -> u32 {
    match kind {
        PeriodKind::Year => 12,
        PeriodKind::Half => 6,
        PeriodKind::Quarter => 3,
        PeriodKind::Month | PeriodKind::Days => 1,
    }
}

/// Who is to see to it.
fn doer(of: &OfCustomer<'_>, callback: &Callback) -> Option<Named> {
    let world = of.scene.world;
    let region = of.scene.customer.profile.as_ref().and_then(|doc| doc.record.region.get());
    let named = match callback.by {
        StaffRole::AccountManager => None,
        StaffRole::RegionalManager => region
            .and_then(|region| who::of_region(world, &region.id, of.today))
            .or_else(|| who::first_of(world, &[StaffRole::RegionalManager], of.today)),
        role => who::first_of(world, &[role], of.today),
    };
    named.or_else(|| of.manager())
}
