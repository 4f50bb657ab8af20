//! Text to period.

use chrono::{Days, NaiveDate, Weekday};

use super::{Half, Month, Period, PeriodError, PeriodKind, Quarter, Year, parse_date};
use crate::model::fold::fold;

/// Words that mean the period of a kind so many before (−) or after today's.
const RELATIVE: [(PeriodKind, i32, &[&str]); 13] = [
    (PeriodKind::Year, 0, &["this-year", "今年", "本年", "本年度"]),
    (PeriodKind::Year, -1, &["last-year", "去年", "上年", "上年度"]),
    (PeriodKind::Year, 1, &["next-year", "明年", "下年", "下年度"]),
    (PeriodKind::Half, 0, &["this-half", "本半年"]),
    (PeriodKind::Half, -1, &["last-half", "上个半年"]),
    (PeriodKind::Quarter, 0, &["this-quarter", "本季度", "本季", "这个季度"]),
    (PeriodKind::Quarter, -1, &["last-quarter", "上季度", "上季", "上个季度"]),
    (PeriodKind::Quarter, 1, &["next-quarter", "下季度", "下季", "下个季度"]),
    (PeriodKind::Month, 0, &["this-month", "本月", "这个月", "当月"]),
    (PeriodKind::Month, -1, &["last-month", "上月", "上个月"]),
    (PeriodKind::Month, 1, &["next-month", "下月", "下个月"]),
    (PeriodKind::Days, 0, &["today", "今天", "今日"]),
    (PeriodKind::Days, -1, &["yesterday", "昨天", "昨日"]),
];

/// Reads a period.
pub(super) fn period(text: &str, today: NaiveDate) -> Result<Period, PeriodError> {
    let (folded, _) = fold(text);
    let word = folded.trim().to_ascii_lowercase();
    // Names first: 年初至今 holds the sign of a range.
    if let Some(period) = named(&word, today) {
        return Ok(period);
    }
    match word.split_once("..").or_else(|| word.split_once('至')) {
        Some((from, to)) => range(text, from, to, today),
        None => Err(PeriodError::Unknown(text.trim().to_owned())),
    }
}

/// A period that is no range. `word` is in lower case.
fn named(word: &str, today: NaiveDate) -> Option<Period> {
    absolute(word).or_else(|| relative(word, today)).or_else(|| to_date(word, today))
}

/// `A..B`: from the first day of A to the last day of B.
fn range(text: &str, from: &str, to: &str, today: NaiveDate) -> Result<Period, PeriodError> {
    let end = |word: &str| named(word.trim(), today).ok_or_else(|| PeriodError::Unknown(text.trim().to_owned()));
    let from = end(from)?.first_day();
    let to = end(to)?.last_day();
    Period::days_between(from, to).ok_or_else(|| PeriodError::Backwards(text.trim().to_owned()))
}

/// Years, halves, quarters, months and days by their number. `word` is in lower case.
fn absolute(word: &str) -> Option<Period> {
    let upper = word.to_ascii_uppercase();
    let plain = || Some(Year::parse(&upper)?.into());
    let half = || Some(Half::parse(&upper)?.into());
    let quarter = || Some(Quarter::parse(&upper)?.into());
    let month = || Some(Month::parse(&upper)?.into());
    let day = || Some(Period::of(PeriodKind::Days, parse_date(&upper)?));
    plain().or_else(half).or_else(quarter).or_else(month).or_else(day).or_else(|| chinese(&upper))
}

/// `2026年`, `2026年上半年`, `2026年第三季度`, `2026年7月`, `2026年Q3`; also without the dash, `2026Q3`.
fn chinese(word: &str) -> Option<Period> {
    let (year, rest) = word.split_at_checked(4)?;
    let year = Year::parse(year)?.number();
    let rest = rest.strip_prefix('年').unwrap_or(rest).trim_start_matches('度').trim();
    match rest {
        "" => return Some(Year::new(year)?.into()),
        "上半年" => return Some(Half::new(year, 1)?.into()),
        "下半年" => return Some(Half::new(year, 2)?.into()),
        _ => {}
    }
    if let Some(number) = rest.strip_prefix('H') {
        return Some(Half::new(year, small(number)?)?.into());
    }
    if let Some(number) = rest.strip_prefix('Q') {
        return Some(Quarter::new(year, small(number)?)?.into());
    }
    if let Some(number) = rest.strip_suffix("季度") {
        return Some(Quarter::new(year, small(number.trim_start_matches('第'))?)?.into());
    }
    let number = rest.strip_suffix("月份").or_else(|| rest.strip_suffix('月'))?;
    Some(Month::new(year, small(number)?)?.into())
}

/// A number from 1 to 12 in digits or Chinese.
fn small(text: &str) -> Option<u32> {
    const NUMERALS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    if !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    (1..).zip(NUMERALS).find(|(_, numeral)| *numeral == text).map(|(n, _)| n)
}

/// `last-month`, `本季度`, `下半年` …
fn relative(word: &str, today: NaiveDate) -> Option<Period> {
    if let Some((kind, steps, _)) = RELATIVE.iter().find(|(.., names)| names.contains(&word)) {
        let now = Period::of(*kind, today);
        return Some(match steps {
            0 => now,
            n if *n < 0 => now.previous(),
            _ => now.next(),
        });
    }
    match word {
        "上半年" => Some(Half::new(Year::of(today).number(), 1)?.into()),
        "下半年" => Some(Half::new(Year::of(today).number(), 2)?.into()),
        "this-week" | "本周" | "这周" => week(today),
        "last-week" | "上周" => week(today.checked_sub_days(Days::new(7))?),
        "next-week" | "下周" => week(today.checked_add_days(Days::new(7))?),
        _ => None,
    }
}

/// Monday to Sunday around a day.
fn week(day: NaiveDate) -> Option<Period> {
    let week = day.week(Weekday::Mon);
    Period::days_between(week.first_day(), week.last_day())
}

/// From the beginning of the year, quarter or month to today.
fn to_date(word: &str, today: NaiveDate) -> Option<Period> {
    let from = match word {
        "ytd" | "year-to-date" | "年初至今" | "本年至今" | "今年以来" => Year::of(today).first_day(),
        "qtd" | "quarter-to-date" | "本季至今" | "季初至今" => Quarter::of(today).first_day(),
        "mtd" | "month-to-date" | "本月至今" | "月初至今" => Month::of(today).first_day(),
        _ => return None,
    };
    Period::days_between(from, today)
}
