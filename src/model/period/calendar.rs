//! Years, halves, quarters and months of the calendar.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};

use crate::say;
use crate::words::Lang;

/// The years that are read: a typing mistake such as 206 or 20266 is none of them.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// A calendar year, 1900 to 2999 when read from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(i32);

/// Half a calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Half {
    year: i32,
    number: u32,
}

/// A calendar quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i32,
    number: u32,
}

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    number: u32,
}

/// The first day of a month. Months are 1–12 by construction and years within chrono's range.
fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
}

/// The last day of the stretch of so many months that begins on `first`.
fn end_after(first: NaiveDate, months: u32) -> NaiveDate {
    first.checked_add_months(Months::new(months)).and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX)
}

/// Exactly four digits that are a year.
fn year_of(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|year| YEARS.contains(year))
}

impl Year {
    /// The year, when it is one that is read (1900 to 2999).
    #[must_use]
    pub fn new(year: i32) -> Option<Self> {
        YEARS.contains(&year).then_some(Self(year))
    }

    /// The year of a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day.year())
    }

    /// Reads `2026`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        year_of(text).map(Self)
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// 1 January.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        first_of(self.0, 1)
    }

    /// 31 December.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        end_after(self.first_day(), 12)
    }

    /// 2026年; in English 2026.
    #[must_use]
    pub fn label(self, lang: Lang) -> String {
        say!(lang, "{}年", "{}", self.0)
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

impl Half {
    /// Half 1 or 2 of a year.
    #[must_use]
    pub fn new(year: i32, number: u32) -> Option<Self> {
        ((1..=2).contains(&number) && YEARS.contains(&year)).then_some(Self { year, number })
    }

    /// The half that holds a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), number: day.month0() / 6 + 1 }
    }

    /// Reads `2026-H1`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, half) = text.split_once("-H")?;
        (half.len() == 1).then(|| Self::new(year_of(year)?, half.parse().ok()?)).flatten()
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        first_of(self.year, self.number * 6 - 5)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        end_after(self.first_day(), 6)
    }

    /// 2026年上半年; in English 2026-H1.
    #[must_use]
    pub fn label(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{}年{}半年", self.year, if self.number == 1 { "上" } else { "下" }),
            Lang::En => self.to_string(),
        }
    }
}

impl fmt::Display for Half {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-H{}", self.year, self.number)
    }
}

impl Quarter {
    /// Quarter 1 to 4 of a year.
    #[must_use]
    pub fn new(year: i32, number: u32) -> Option<Self> {
        ((1..=4).contains(&number) && YEARS.contains(&year)).then_some(Self { year, number })
    }

    /// The quarter that holds a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), number: day.month0() / 3 + 1 }
    }

    /// Reads `2026-Q3`, exactly so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, quarter) = text.split_once("-Q")?;
        (quarter.len() == 1).then(|| Self::new(year_of(year)?, quarter.parse().ok()?)).flatten()
    }

    /// Its year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// 1 to 4.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.number
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        first_of(self.year, self.number * 3 - 2)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        end_after(self.first_day(), 3)
    }

    /// The quarter before.
    #[must_use]
    pub const fn previous(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 4 },
            n => Self { year: self.year, number: n - 1 },
        }
    }

    /// The quarter after.
    #[must_use]
    pub const fn next(self) -> Self {
        match self.number {
            4 => Self { year: self.year + 1, number: 1 },
            n => Self { year: self.year, number: n + 1 },
        }
    }

    /// 2026年第3季度; in English 2026-Q3.
    #[must_use]
    pub fn label(self, lang: Lang) -> String {
        say!(lang, "{year}年第{number}季度", "{year}-Q{number}", year = self.year, number = self.number)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

impl Month {
    /// Month 1 to 12 of a year.
    #[must_use]
    pub fn new(year: i32, number: u32) -> Option<Self> {
        ((1..=12).contains(&number) && YEARS.contains(&year)).then_some(Self { year, number })
    }

    /// The month that holds a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), number: day.month() }
    }

    /// Reads `2026-07`, exactly so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let digits = month.len() == 2 && month.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| Self::new(year_of(year)?, month.parse().ok()?)).flatten()
    }

    /// Its year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.number
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        first_of(self.year, self.number)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        end_after(self.first_day(), 1)
    }

    /// The day of that number, or the last one when the month is shorter.
    #[must_use]
    pub fn day(self, number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.number, number.max(1)).unwrap_or_else(|| self.last_day())
    }

    /// The month before.
    #[must_use]
    pub const fn previous(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 12 },
            n => Self { year: self.year, number: n - 1 },
        }
    }

    /// The month after.
    #[must_use]
    pub const fn next(self) -> Self {
        match self.number {
            12 => Self { year: self.year + 1, number: 1 },
            n => Self { year: self.year, number: n + 1 },
        }
    }

    /// 2026年7月; in English 2026-07.
    #[must_use]
    pub fn label(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{}年{}月", self.year, self.number),
            Lang::En => self.to_string(),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.number)
    }
}
