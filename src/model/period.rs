//! Dates and stretches of time on the archive's calendar: days, months, quarters, halves, years.

mod calendar;
mod date;
mod parse;
#[cfg(test)]
mod tests;

use std::fmt;

use chrono::{Days, NaiveDate};

use crate::say;
use crate::words::Lang;

pub use calendar::{Half, Month, Quarter, Year};
pub use date::{guess_date, parse_date};

/// A stretch of days, both ends included, that remembers how it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    kind: PeriodKind,
    from: NaiveDate,
    to: NaiveDate,
}

/// What a period is; it decides what the one before it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodKind {
    /// A calendar year.
    Year,
    /// Half a calendar year.
    Half,
    /// A calendar quarter.
    Quarter,
    /// A calendar month.
    Month,
    /// Any other stretch of days.
    Days,
}

/// A text that names no period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// It cannot be read.
    Unknown(String),
    /// Its end lies before its beginning.
    Backwards(String),
}

impl PeriodError {
    /// What is wrong and what would be right, in words.
    #[must_use]
    pub fn describe(&self, lang: Lang) -> String {
        match self {
            Self::Unknown(text) => say!(
                lang,
                "看不懂期间「{text}」；可写 2026、2026-Q3、2026-H1、2026-07、上月、本季度、ytd 或 2026-01-01..2026-06-30",
                "cannot read the period “{text}”; write 2026, 2026-Q3, 2026-H1, 2026-07, last-month, this-quarter, ytd or 2026-01-01..2026-06-30"
            ),
            Self::Backwards(text) => say!(lang, "期间「{text}」的结束早于开始", "the period “{text}” ends before it begins"),
        }
    }
}

impl Period {
    /// The days from `from` to `to`, both included; none when that is backwards.
    #[must_use]
    pub fn days_between(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { kind: PeriodKind::Days, from, to })
    }

    /// Reads a period as the command line has it, in either language; `today` settles `last-month`, `上月`, `ytd` …
    ///
    /// # Errors
    /// [`PeriodError`] when the text names none.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, PeriodError> {
        parse::period(text, today)
    }

    /// The period of `kind` that holds `day`; for [`PeriodKind::Days`] the day itself.
    #[must_use]
    pub fn of(kind: PeriodKind, day: NaiveDate) -> Self {
        match kind {
            PeriodKind::Year => Year::of(day).into(),
            PeriodKind::Half => Half::of(day).into(),
            PeriodKind::Quarter => Quarter::of(day).into(),
            PeriodKind::Month => Month::of(day).into(),
            PeriodKind::Days => Self { kind, from: day, to: day },
        }
    }

    /// The newest period of `kind` that was over before `today` began: what reports show by default.
    #[must_use]
    pub fn last_complete(kind: PeriodKind, today: NaiveDate) -> Self {
        Self::of(kind, today).previous()
    }

    /// What kind it is.
    #[must_use]
    pub const fn kind(self) -> PeriodKind {
        self.kind
    }

    /// The first day.
    #[must_use]
    pub const fn first_day(self) -> NaiveDate {
        self.from
    }

    /// The last day, included.
    #[must_use]
    pub const fn last_day(self) -> NaiveDate {
        self.to
    }

    /// Whether `day` lies in it.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// How many days it has, at least 1.
    #[must_use]
    pub fn len_days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// Whether it is over when `today` begins.
    #[must_use]
    pub fn is_complete(self, today: NaiveDate) -> bool {
        self.to < today
    }

    /// The one before it: of the same kind, or as many days.
    #[must_use]
    pub fn previous(self) -> Self {
        let Some(before) = self.from.pred_opt() else {
            return self;
        };
        match self.kind {
            PeriodKind::Days => {
                let length = self.len_days().unsigned_abs() - 1;
                let from = before.checked_sub_days(Days::new(length)).unwrap_or(NaiveDate::MIN);
                Self { kind: self.kind, from, to: before }
            }
            kind => Self::of(kind, before),
        }
    }

    /// The one after it: of the same kind, or as many days.
    #[must_use]
    pub fn next(self) -> Self {
        let Some(after) = self.to.succ_opt() else {
            return self;
        };
        match self.kind {
            PeriodKind::Days => {
                let length = self.len_days().unsigned_abs() - 1;
                let to = after.checked_add_days(Days::new(length)).unwrap_or(NaiveDate::MAX);
                Self { kind: self.kind, from: after, to }
            }
            kind => Self::of(kind, after),
        }
    }

    /// As people say it: 2026年7月, 2026年第3季度, 2026年上半年, 2026年; in English the machine form.
    #[must_use]
    pub fn label(self, lang: Lang) -> String {
        match (lang, self.kind) {
            (Lang::Zh, PeriodKind::Year) => Year::of(self.from).label(lang),
            (Lang::Zh, PeriodKind::Half) => Half::of(self.from).label(lang),
            (Lang::Zh, PeriodKind::Quarter) => Quarter::of(self.from).label(lang),
            (Lang::Zh, PeriodKind::Month) => Month::of(self.from).label(lang),
            (Lang::Zh, PeriodKind::Days) if self.from != self.to => {
                format!("{} 至 {}", self.from, self.to)
            }
            _ => self.to_string(),
        }
    }
}

/// The machine form, which [`Period::parse`] reads: `2026`, `2026-H1`, `2026-Q3`, `2026-07`, `2026-07-08`, `2026-01-01..2026-07-08`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            PeriodKind::Year => Year::of(self.from).fmt(f),
            PeriodKind::Half => Half::of(self.from).fmt(f),
            PeriodKind::Quarter => Quarter::of(self.from).fmt(f),
            PeriodKind::Month => Month::of(self.from).fmt(f),
            PeriodKind::Days if self.from == self.to => write!(f, "{}", self.from),
            PeriodKind::Days => write!(f, "{}..{}", self.from, self.to),
        }
    }
}

macro_rules! into_period {
    ($($unit:ident),*) => {$(
        impl From<$unit> for Period {
            fn from(unit: $unit) -> Self {
                Self { kind: PeriodKind::$unit, from: unit.first_day(), to: unit.last_day() }
            }
        }
    )*};
}
into_period!(Year, Half, Quarter, Month);
