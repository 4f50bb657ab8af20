//! Who has which duty when: the rules that fall due by themselves, and what only people can do. One table, keyed by the rule's id;
//! article and words are the rule's.

mod table;

use chrono::{Datelike, Days, NaiveDate};

use crate::form::choices::StaffRole;
use crate::model::period::{Period, PeriodKind};
use crate::rules::{Rule, registry};
use crate::say;
use crate::words::Lang;

use super::Policy;

pub use table::DUTIES;

/// A duty.
#[derive(Clone, Copy, Debug)]
pub struct Duty {
    /// The rule that demands it.
    pub rule: &'static str,
    /// Who has it.
    pub roles: &'static [StaffRole],
    /// When.
    pub rhythm: Rhythm,
}

/// When a duty falls due.
#[derive(Clone, Copy, Debug)]
pub enum Rhythm {
    /// At any time.
    Always,
    /// Whenever it comes up, at once or within a limit.
    Event(Limit),
    /// Never later than so long after the last time.
    Every(Limit),
    /// Once in each period of this kind.
    Each(PeriodKind, Due),
    /// Once a year by this month and day.
    Yearly(u32, u32),
}

/// When in a period.
#[derive(Clone, Copy, Debug)]
pub enum Due {
    /// By this day of the month; of a longer period, this day of it.
    Day(Limit),
    /// By the period's last day.
    End,
    /// So many days after it.
    After(Limit),
}

/// A number of days (hours, minutes: the parameter's unit).
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// None.
    None,
    /// A parameter of the duty's rule, so that `[params]` moves the date.
    Param(&'static str),
}

/// A day by which a duty is to be done, and for which period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The last day.
    pub due: NaiveDate,
    /// What it is for.
    pub of: Period,
}

impl Duty {
    /// The rule; a test holds that there is one.
    #[must_use]
    pub fn rule(&self) -> Option<&'static Rule> {
        registry::find(self.rule)
    }

    /// Whether it falls due on days of its own.
    #[must_use]
    pub const fn has_days(&self) -> bool {
        matches!(self.rhythm, Rhythm::Each(..) | Rhythm::Yearly(..))
    }

    /// Whether everybody has it.
    #[must_use]
    pub fn is_everybodys(&self) -> bool {
        self.roles.len() == StaffRole::ALL.len()
    }

    /// The deadlines within a period, by the parameters in force.
    #[must_use]
    pub fn deadlines(&self, rule: &'static Rule, policy: &Policy, within: Period) -> Vec<Deadline> {
        let (kind, due) = match self.rhythm {
            Rhythm::Each(kind, due) => (kind, due),
            Rhythm::Yearly(month, day) => return yearly(month, day, within),
            Rhythm::Always | Rhythm::Event(_) | Rhythm::Every(_) => return Vec::new(),
        };
        // A duty may fall due some weeks after its period.
        let mut of = Period::of(kind, within.first_day()).previous().previous();
        let mut out = Vec::new();
        while of.first_day() <= within.last_day() {
            if let Some(due) = due.day(of, rule, policy).filter(|due| within.contains(*due)) {
                out.push(Deadline { due, of });
            }
            of = of.next();
        }
        out
    }
}

impl Due {
    fn day(self, of: Period, rule: &'static Rule, policy: &Policy) -> Option<NaiveDate> {
        match self {
            Self::End => Some(of.last_day()),
            Self::Day(limit) => {
                let ahead = u64::try_from(limit.number(rule, policy)? - 1).ok()?;
                Some(of.first_day().checked_add_days(Days::new(ahead))?.min(of.last_day()))
            }
            Self::After(limit) => of.last_day().checked_add_days(Days::new(u64::try_from(limit.number(rule, policy)?).ok()?)),
        }
    }
}

impl Limit {
    fn number(self, rule: &'static Rule, policy: &Policy) -> Option<i64> {
        let Self::Param(name) = self else { return None };
        rule.params.iter().any(|param| param.name == name).then(|| policy.number(rule, name))
    }

    /// `3 天`.
    fn words(self, rule: &'static Rule, policy: &Policy, lang: Lang) -> Option<String> {
        let Self::Param(name) = self else { return None };
        let param = rule.params.iter().find(|param| param.name == name)?;
        Some(param.counted(policy.number(rule, name).into(), lang))
    }
}

impl Rhythm {
    /// The parameter that it goes by.
    #[must_use]
    pub const fn param(self) -> Option<&'static str> {
        match self {
            Self::Event(Limit::Param(name)) | Self::Every(Limit::Param(name)) => Some(name),
            Self::Each(_, Due::Day(Limit::Param(name)) | Due::After(Limit::Param(name))) => Some(name),
            _ => None,
        }
    }

    /// In words, by the parameters in force: 每月 7 日前.
    #[must_use]
    pub fn words(self, rule: &'static Rule, policy: &Policy, lang: Lang) -> String {
        match self {
            Self::Always => say!(lang, "随时", "at all times"),
            Self::Event(limit) => match limit.words(rule, policy, lang) {
                Some(limit) => say!(lang, "遇事，{limit}内", "when it comes up, within {limit}"),
                None => say!(lang, "遇事", "when it comes up"),
            },
            Self::Every(limit) => match limit.words(rule, policy, lang) {
                Some(limit) => say!(lang, "至多隔 {limit}", "at least every {limit}"),
                None => say!(lang, "经常", "regularly"),
            },
            Self::Each(kind, due) => each(kind, due, rule, policy, lang),
            Self::Yearly(month, day) => say!(lang, "每年 {month} 月 {day} 日前", "each year by {month:02}-{day:02}"),
        }
    }
}

fn each(kind: PeriodKind, due: Due, rule: &'static Rule, policy: &Policy, lang: Lang) -> String {
    let period = match kind {
        PeriodKind::Month => say!(lang, "每月", "each month"),
        PeriodKind::Quarter => say!(lang, "每季度", "each quarter"),
        PeriodKind::Half => say!(lang, "每半年", "each half-year"),
        PeriodKind::Year => say!(lang, "每年", "each year"),
        PeriodKind::Days => say!(lang, "每天", "each day"),
    };
    match due {
        Due::End => say!(lang, "{period}末前", "by the end of {period}"),
        Due::Day(limit) if kind == PeriodKind::Year => {
            // Any year will do to say which day it is.
            let date = limit.number(rule, policy).and_then(|day| NaiveDate::from_yo_opt(2025, u32::try_from(day).ok()?));
            date.map_or(period, |date| Rhythm::Yearly(date.month(), date.day()).words(rule, policy, lang))
        }
        Due::Day(limit) => match limit.number(rule, policy) {
            Some(day) => say!(lang, "{period} {day} 日前", "{period} by day {day}"),
            None => period,
        },
        Due::After(limit) => match limit.number(rule, policy) {
            Some(1) => say!(lang, "{period}，期末后 1 天内", "{period}, within a day after its end"),
            Some(days) => say!(lang, "{period}，期末后 {days} 天内", "{period}, within {days} days after its end"),
            None => period,
        },
    }
}

fn yearly(month: u32, day: u32, within: Period) -> Vec<Deadline> {
    let mut of = Period::of(PeriodKind::Year, within.first_day());
    let mut out = Vec::new();
    while of.first_day() <= within.last_day() {
        let due = of.first_day().with_month(month).and_then(|first| first.with_day(day));
        out.extend(due.filter(|due| within.contains(*due)).map(|due| Deadline { due, of }));
        of = of.next();
    }
    out
}

/// The duties of a rule.
pub fn of(rule: &str) -> impl Iterator<Item = &'static Duty> {
    DUTIES.iter().filter(move |duty| duty.rule == rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Default, Run};

    #[test]
    fn every_duty_belongs_to_a_rule_and_has_somebody() {
        let mut faults = Vec::new();
        for duty in DUTIES {
            let id = duty.rule;
            if duty.roles.is_empty() {
                faults.push(format!("{id}: nobody has it"));
            }
            let Some(rule) = duty.rule() else {
                faults.push(format!("{id}: there is no such rule"));
                continue;
            };
            let number = |name: &str| rule.params.iter().any(|param| param.name == name && matches!(param.default, Default::Int(_)));
            if let Some(name) = duty.rhythm.param().filter(|name| !number(name)) {
                faults.push(format!("{id}: no parameter {name} to go by"));
            }
        }
        let nobodys = registry::all().filter(|rule| matches!(rule.run, Run::Duty) && of(rule.id).next().is_none());
        faults.extend(nobodys.map(|rule| format!("{} is a duty of nobody", rule.id)));
        assert!(faults.is_empty(), "src/policy/duties/table.rs:\n{}", faults.join("\n"));
    }

    #[test]
    fn deadlines_fall_into_the_period_asked_for() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a real day");
        let july = Period::of(PeriodKind::Month, day(7, 8));
        assert_eq!(yearly(1, 31, july), []);
        let year = Period::of(PeriodKind::Year, day(7, 8));
        assert_eq!(yearly(1, 31, year), [Deadline { due: day(1, 31), of: year }]);
        let rule = registry::find("F3-09").expect("it is there");
        let duty = |rhythm| Duty { rule: rule.id, roles: StaffRole::ALL, rhythm };
        let dates = |rhythm| duty(rhythm).deadlines(rule, &Policy::default(), july).iter().map(|one| one.due).collect::<Vec<_>>();
        assert_eq!(dates(Rhythm::Each(PeriodKind::Month, Due::End)), [day(7, 31)]);
        assert_eq!(dates(Rhythm::Each(PeriodKind::Quarter, Due::End)), []);
        // F3-09.max_days is 180: past the month, so its last day.
        assert_eq!(dates(Rhythm::Each(PeriodKind::Month, Due::Day(Limit::Param("max_days")))), [day(7, 31)]);
    }
}
