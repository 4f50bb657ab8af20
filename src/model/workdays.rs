//! Working hours: Monday to Friday, 9–12 and 13–18, less holidays, with the Chinese make-up workdays (definitions SVC-02).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

/// The hours of a working day: from, to.
const SHIFTS: [(u32, u32); 2] = [(9, 12), (13, 18)];
/// No work takes longer to wait for: an end to every search, whatever the holidays say.
const FAR: u32 = 3660;

/// Which days are worked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    /// Days that are not as their weekday says: worked or not.
    special: BTreeMap<NaiveDate, bool>,
}

impl WorkCalendar {
    /// A calendar with these days that are not as their weekday says: `true` for a make-up workday, `false` for a holiday.
    /// Of a day that stands twice the first counts.
    #[must_use]
    pub fn new(days: impl IntoIterator<Item = (NaiveDate, bool)>) -> Self {
        let mut special = BTreeMap::new();
        for (day, worked) in days {
            special.entry(day).or_insert(worked);
        }
        Self { special }
    }

    /// How many days of a year are known not to be as their weekday says.
    #[must_use]
    pub fn days_of(&self, year: i32) -> usize {
        self.special.keys().filter(|day| day.year() == year).count()
    }

    /// Whether the day is worked.
    #[must_use]
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        let usual = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.special.get(&day).copied().unwrap_or(usual)
    }

    /// The working time between two moments; none when that is backwards.
    #[must_use]
    pub fn worked(&self, from: NaiveDateTime, to: NaiveDateTime) -> TimeDelta {
        let mut sum = TimeDelta::zero();
        for day in from.date().iter_days().take_while(|day| *day <= to.date()).filter(|day| self.is_workday(*day)) {
            for (begin, end) in shifts(day) {
                sum += (end.min(to) - begin.max(from)).max(TimeDelta::zero());
            }
        }
        sum
    }

    /// The moment when so much working time has gone by since `from`.
    #[must_use]
    pub fn after(&self, from: NaiveDateTime, work: TimeDelta) -> NaiveDateTime {
        let mut left = work;
        let mut at = from;
        for day in from.date().iter_days().take(FAR as usize).filter(|day| self.is_workday(*day)) {
            for (begin, end) in shifts(day) {
                let begin = begin.max(from);
                let time = (end - begin).max(TimeDelta::zero());
                if time >= left && time > TimeDelta::zero() {
                    return begin + left;
                }
                left -= time;
                at = end;
            }
        }
        at
    }
}

/// The working hours of a day.
fn shifts(day: NaiveDate) -> impl Iterator<Item = (NaiveDateTime, NaiveDateTime)> {
    let at = move |hour| day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
    SHIFTS.into_iter().map(move |(from, to)| (at(from), at(to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// National Day 2026: off from 1 to 7 October, made up for on Saturday 10 October.
    fn october() -> WorkCalendar {
        let holidays = (1..=7).filter_map(|number| NaiveDate::from_ymd_opt(2026, 10, number)).map(|day| (day, false));
        WorkCalendar::new(holidays.chain([(day("2026-10-10"), true)]))
    }

    #[test]
    fn a_make_up_saturday_is_worked_and_a_holiday_is_not() {
        let calendar = october();
        assert!(calendar.is_workday(day("2026-10-10")) && !calendar.is_workday(day("2026-10-11")));
        assert!(!calendar.is_workday(day("2026-10-07")) && calendar.is_workday(day("2026-10-08")));
        assert!(!WorkCalendar::default().is_workday(day("2026-10-10")) && WorkCalendar::default().is_workday(day("2026-10-07")));
    }

    #[test]
    fn only_working_hours_count() {
        let plain = WorkCalendar::default();
        let minutes = |from, to| plain.worked(at(from), at(to)).num_minutes();
        assert_eq!(minutes("2026-05-15 10:20", "2026-05-15 13:40"), 140);
        assert_eq!(minutes("2026-05-15 12:10", "2026-05-15 12:50"), 0);
        // Friday evening to Monday morning.
        assert_eq!(minutes("2026-05-15 17:00", "2026-05-18 10:00"), 120);
        assert_eq!(minutes("2026-05-15 17:00", "2026-05-14 10:00"), 0);
        let calendar = october();
        assert_eq!(calendar.worked(at("2026-09-30 17:00"), at("2026-10-08 10:00")).num_minutes(), 120);
        assert_eq!(calendar.worked(at("2026-10-09 17:00"), at("2026-10-12 10:00")).num_minutes(), 60 + 480 + 60);
    }

    #[test]
    fn a_deadline_lies_in_working_hours() {
        let calendar = october();
        let half = |from| calendar.after(at(from), TimeDelta::hours(4));
        assert_eq!(half("2026-05-15 08:00"), at("2026-05-15 14:00"));
        assert_eq!(half("2026-05-15 10:20"), at("2026-05-15 15:20"));
        assert_eq!(half("2026-05-15 14:00"), at("2026-05-15 18:00"));
        assert_eq!(half("2026-05-15 17:00"), at("2026-05-18 12:00"));
        assert_eq!(half("2026-10-09 17:00"), at("2026-10-10 12:00"));
        assert_eq!(half("2026-10-03 11:00"), at("2026-10-08 14:00"));
    }
}
