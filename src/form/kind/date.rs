//! Days, months, quarters, moments. Written as ISO 8601 says; other notations are recognised and the right one is offered.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};

use crate::findings::Safety;
use crate::model::period::{Month, Quarter, guess_date, parse_date};
use crate::render::table::Cell;
use crate::say;
use crate::source::{Form, Node};
use crate::words::{Words, words};

use super::{FieldSpec, Kind, KindSpec, Reader, Shown};

const DAY: Words = words("日期（如 2026-07-08）", "a date (2026-07-08)");

/// The day that an example shows where no better one is known.
pub const EXAMPLE_DAY: &str = "2026-07-08";

/// The text of a scalar that may be a date; numbers count as text (`20260708`).
fn written<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>, expected: Words) -> Option<&'a str> {
    match node.scalar() {
        Some((text, form)) if form != Form::Bool => Some(crate::form::reader::trim(text)),
        _ => {
            reader.wrong_type(node, spec, expected);
            None
        }
    }
}

impl Kind for NaiveDate {
    const SPEC: KindSpec = KindSpec::Date;

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let text = written(node, spec, reader, DAY)?;
        if let Some(day) = parse_date(text) {
            return Some(day);
        }
        let folded = crate::form::reader::fold_width(text);
        if let Some(day) = parse_date(&folded) {
            reader.full_width_bare(node, spec, &folded);
            return Some(day);
        }
        no_date(node, text, guess_date(text), spec, reader);
        None
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::Date(*self)
    }
}

/// Reports a text that is no day, with the day that it may mean.
fn no_date<'a>(node: &'a Node<'a>, text: &str, guess: Option<NaiveDate>, spec: &'static FieldSpec, reader: &mut Reader<'a>) {
    let lang = reader.lang();
    let label = reader.label(spec);
    let impossible = looks_iso(text);
    let message = if impossible {
        say!(lang, "{label}「{text}」这一天不存在", "{label} `{text}`: there is no such day")
    } else {
        say!(
            lang,
            "{label}「{text}」不是日期，应写成 年-月-日，如 2026-07-08",
            "{label} `{text}` is not a date; write year-month-day, as 2026-07-08"
        )
    };
    let rule = if impossible { reader.rule_or(spec, "FRM-03") } else { reader.rule_or(spec, "FRM-02") };
    let help = guess.map_or_else(
        || say!(lang, "请写成 YYYY-MM-DD（四位年-两位月-两位日）", "write it as YYYY-MM-DD (four-digit year, two-digit month and day)"),
        |day| say!(lang, "是否指 {day}？", "did you mean {day}?"),
    );
    let (literal, safety) = guess.map_or_else(|| (EXAMPLE_DAY.to_owned(), Safety::Example), |day| (day.to_string(), Safety::Unsafe));
    reader.find(rule, node.span, message).help(help).fix_value(node.span, literal, safety);
}

/// `2026-02-30`: right digits, no such day.
fn looks_iso(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == 3 && [4, 2, 2].iter().zip(&parts).all(|(len, part)| part.len() == *len && part.bytes().all(|b| b.is_ascii_digit()))
}

/// A birth date as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Birth {
    /// The day.
    Day(NaiveDate),
    /// Month and day, `05-18`.
    MonthDay(u32, u32),
    /// The year, `1970`.
    Year(i32),
}

impl Kind for Birth {
    const SPEC: KindSpec = KindSpec::Birth;

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let expected = words("日期（1970-05-18、\"05-18\" 或 \"1970\"）", "a date (1970-05-18, \"05-18\" or \"1970\")");
        let text = written(node, spec, reader, expected)?;
        let folded = crate::form::reader::fold_width(text);
        let birth = parse_date(&folded).map(Self::Day).or_else(|| month_day(&folded)).or_else(|| year(&folded));
        match birth {
            Some(birth) => {
                if folded != text {
                    reader.full_width(node, spec, &folded);
                }
                Some(birth)
            }
            None => {
                no_date(node, text, guess_date(text), spec, reader);
                None
            }
        }
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        match self {
            Self::Day(day) => Cell::Date(*day),
            Self::MonthDay(month, day) => Cell::Text(format!("{month:02}-{day:02}")),
            Self::Year(year) => Cell::Text(year.to_string()),
        }
    }
}

fn month_day(text: &str) -> Option<Birth> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (two_digits(month)?, two_digits(day)?);
    // 2000 was a leap year: 02-29 is a birthday.
    NaiveDate::from_ymd_opt(2000, month, day).map(|_| Birth::MonthDay(month, day))
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2).then(|| text.parse().ok()).flatten()
}

fn year(text: &str) -> Option<Birth> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().map(Birth::Year)
}

impl Kind for Month {
    const SPEC: KindSpec = KindSpec::Month;

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let expected = words("月份（如 \"2026-07\"）", "a month (\"2026-07\")");
        let text = written(node, spec, reader, expected)?;
        let folded = crate::form::reader::fold_width(text);
        if let Some(month) = Self::parse(&folded) {
            if folded != text {
                reader.full_width(node, spec, &folded);
            }
            return Some(month);
        }
        let guess = guess_month(&folded);
        match guess {
            Some(month) => {
                let literal = reader.literal(&month.to_string());
                reader.wrong_type_fix(node, spec, expected, literal);
            }
            None => reader.wrong_type(node, spec, expected),
        }
        guess
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::Text(self.to_string())
    }
}

/// `2026年7月`, `2026/7`, `2026.07`, `202607`: the month that is meant.
fn guess_month(text: &str) -> Option<Month> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month) = match text.split_once(['年', '/', '.', '-']) {
        Some((year, month)) => (year, month.strip_suffix('月').unwrap_or(month)),
        None => text.split_at_checked(4)?,
    };
    let right = year.len() == 4 && digits(year) && month.len() <= 2 && digits(month);
    right.then(|| Month::parse(&format!("{year}-{month:0>2}"))).flatten()
}

impl Kind for Quarter {
    const SPEC: KindSpec = KindSpec::Quarter;

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let expected = words("季度（如 \"2026-Q3\"）", "a quarter (\"2026-Q3\")");
        let text = written(node, spec, reader, expected)?;
        let folded = crate::form::reader::fold_width(text);
        let quarter = Self::parse(&folded);
        if quarter.is_none() {
            reader.wrong_type(node, spec, expected);
        } else if folded != text {
            reader.full_width(node, spec, &folded);
        }
        quarter
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::Text(self.to_string())
    }
}

/// A day with a time: `2026-05-15T10:20:00` in the archive's time zone, or with an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Wall-clock time of the archive where no offset is given.
    pub at: NaiveDateTime,
    /// Minutes east of Greenwich, when stated.
    pub offset: Option<i32>,
}

impl Moment {
    fn parse(text: &str) -> Option<Self> {
        let text = text.replacen(' ', "T", 1);
        if let Ok(at) = DateTime::parse_from_rfc3339(&text) {
            return Some(Self { at: at.naive_local(), offset: Some(at.offset().local_minus_utc() / 60) });
        }
        let parsed = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"].iter().find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok());
        parsed.map(|at| Self { at, offset: None })
    }
}

impl Kind for Moment {
    const SPEC: KindSpec = KindSpec::Moment;

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let expected = words("时间（如 2026-05-15T10:20:00）", "a time (2026-05-15T10:20:00)");
        let text = written(node, spec, reader, expected)?;
        let folded = crate::form::reader::fold_width(text);
        let midnight = || parse_date(&folded).and_then(|day| day.and_hms_opt(0, 0, 0)).map(|at| Self { at, offset: None });
        let moment = Self::parse(&folded).or_else(midnight);
        if moment.is_none() {
            reader.wrong_type(node, spec, expected);
        } else if folded != text {
            reader.full_width_bare(node, spec, &folded);
        }
        moment
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::Text(self.at.format("%Y-%m-%dT%H:%M:%S").to_string())
    }
}

/// A year of four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Year(pub i32);

impl Kind for Year {
    const SPEC: KindSpec = KindSpec::Integer { min: 1990, max: 2100 };

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let year = super::Between::<1990, 2100>::read(node, spec, reader)?;
        i32::try_from(year.0).ok().map(Self)
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::Int(i64::from(self.0))
    }
}

impl Birth {
    /// Completed years on `day`; by the year alone where only the year is known; none for month and day.
    #[must_use]
    pub fn age(self, day: NaiveDate) -> Option<i32> {
        match self {
            Self::Day(birth) => {
                let had = (day.month(), day.day()) >= (birth.month(), birth.day());
                Some(day.year() - birth.year() - i32::from(!had))
            }
            Self::Year(year) => Some(day.year() - year),
            Self::MonthDay(..) => None,
        }
    }
}
