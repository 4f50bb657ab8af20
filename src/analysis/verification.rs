//! Whether a customer's archive was verified in a quarter (CAD-03): within it, within the days of grace after it, or not.

use chrono::{NaiveDate, TimeDelta};

use crate::archive::CustomerFolder;
use crate::form::customer::Verified;
use crate::model::period::Period;
use crate::rules::periods;
use crate::words::{Lang, Words, words};
use crate::world::World;

/// How the verification of a quarter stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The quarter is over, and there is none.
    Missing,
    /// The quarter is not over, and there is none yet.
    Due,
    /// Made after the quarter, within the days of grace.
    Late,
    /// Made within the quarter.
    Done,
    /// Not asked for: the quarter began before the archive was set up, or before the regulation took effect.
    Exempt,
    /// The profile could not be read whole.
    Unknown,
}

impl State {
    const fn option(self) -> (&'static str, Words) {
        match self {
            Self::Missing => ("missing", words("没有核定", "not verified")),
            Self::Due => ("due", words("待核定", "to be verified")),
            Self::Late => ("late", words("已核定（宽限期内）", "verified within grace")),
            Self::Done => ("done", words("已核定", "verified")),
            Self::Exempt => ("exempt", words("不要求", "not asked for")),
            Self::Unknown => ("unknown", words("读不出来", "cannot be read")),
        }
    }

    /// The machine word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        self.option().0
    }

    /// The word for people.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        self.option().1.get(lang)
    }

    /// Whether it was verified.
    #[must_use]
    pub const fn is_verified(self) -> bool {
        matches!(self, Self::Done | Self::Late)
    }

    /// Whether a verification is asked for.
    #[must_use]
    pub const fn is_asked(self) -> bool {
        !matches!(self, Self::Exempt | Self::Unknown)
    }
}

/// The verification of a quarter.
#[derive(Clone, Copy, Debug)]
pub struct Verification<'a> {
    /// How it stands.
    pub state: State,
    /// The stamp that counts for the quarter, the newest of several; none where there is none.
    pub stamp: Option<(NaiveDate, &'a Verified)>,
}

/// That of a customer on `day`. `quarter` may be any period: then the stamp is looked for in it and in the days of grace after it.
#[must_use]
pub fn of<'a>(folder: &'a CustomerFolder, quarter: Period, world: &World, day: NaiveDate) -> Verification<'a> {
    let none = |state| Verification { state, stamp: None };
    let Some(doc) = folder.profile.as_ref().filter(|doc| doc.whole) else { return none(State::Unknown) };
    let verified = &doc.record.verified;
    // A date that cannot be read may be the one.
    if verified.is_bad() || verified.get().is_some_and(|list| list.iter().any(|stamp| stamp.date.is_bad())) {
        return none(State::Unknown);
    }
    let grace = TimeDelta::days(i64::try_from(world.policy.figure("CAD-03.grace_days")).unwrap_or(0));
    let limit = quarter.last_day().checked_add_signed(grace).unwrap_or(NaiveDate::MAX).min(day);
    let stamps = verified.get().into_iter().flat_map(|list| list.iter());
    let dated = stamps.filter_map(|stamp| Some((stamp.date.value()?, &stamp.0)));
    // One made in time is not made late by a later one.
    let in_time = |on: NaiveDate| quarter.contains(on);
    let counted = dated.filter(|(on, _)| quarter.first_day() <= *on && *on <= limit);
    if let Some(stamp) = counted.max_by_key(|(on, _)| (in_time(*on), *on)) {
        return Verification { state: if in_time(stamp.0) { State::Done } else { State::Late }, stamp: Some(stamp) };
    }
    if !periods::counts_of(quarter, world, &doc.record) {
        return none(State::Exempt);
    }
    none(if day > quarter.last_day() { State::Missing } else { State::Due })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::load::{self, Judge, Scope};

    #[test]
    fn the_second_quarter_of_the_example() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom");
        let base = load::base(&root, Some(Lang::Zh), Lang::Zh);
        let loaded = load::load(&root, base, &Scope::default(), Judge::Nothing).expect("the example can be listed");
        let day = |text: &str| -> NaiveDate { text.parse().expect("a day") };
        let state = |id: &str, period: &str, on: &str| {
            let folder = loaded.customers.iter().find(|folder| &*folder.id == id).expect("is there");
            of(folder, Period::parse(period, day(on)).expect("a period"), &loaded.world, day(on)).state
        };
        assert_eq!(state("starbridge", "2026-Q2", "2026-07-08"), State::Missing);
        assert_eq!(state("starbridge", "2026-Q1", "2026-07-08"), State::Done);
        assert_eq!(state("yunling-mobile", "2026-Q2", "2026-07-08"), State::Done);
        assert_eq!(state("yunling-mobile", "2026-Q3", "2026-07-08"), State::Due);
        assert_eq!(state("starbridge", "2024-Q4", "2026-07-08"), State::Exempt);
        assert_eq!(state("starbridge", "2026-Q2", "2026-06-30"), State::Due);
    }
}
