//! Days, months, quarters and times as people type them. Only what can mean one thing is taken.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};

use crate::edit::value::{Scalar, Value};
use crate::form::KindSpec;
use crate::form::reader::fold_width;
use crate::model::period::{Month, Quarter, guess_date, parse_date};
use crate::source::Form;

use super::complaint::{Complaint, Wrong, expected};

/// Years that a day can be of: four digits, as the archive writes them.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=9999;

/// Plain digits and no blanks.
fn tight(text: &str) -> String {
    fold_width(text).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

/// A day: `2026-07-08`, `2026/7/8`, `2026年7月8日`, `20260708`, 今天, tomorrow, `+7d`, 下周三.
pub(super) fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, Complaint> {
    let typed = tight(text);
    match written(&typed) {
        Written::Day(day) => Ok(day),
        Written::NoDay => Err(Complaint::new(text, Wrong::NoDay)),
        Written::Other => {
            let near = || guess_date(text).or_else(|| this_year(&typed, today)).map(|day| day.to_string());
            relative(&typed, today).ok_or_else(|| Complaint::kind(text, expected(&KindSpec::Date), near()))
        }
    }
}

enum Written {
    Day(NaiveDate),
    /// Year, month and day are there, but not in the calendar.
    NoDay,
    Other,
}

/// A day that says its year, month and day in this order.
fn written(text: &str) -> Written {
    let parts = if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        [&text[..4], &text[4..6], &text[6..]]
    } else {
        let Some((year, rest)) = text.split_once(['-', '/', '.', '年']) else { return Written::Other };
        let Some((month, day)) = rest.split_once(['-', '/', '.', '月']) else { return Written::Other };
        [year, month, day.trim_end_matches(['日', '号'])]
    };
    let right = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let [year, month, day] = parts;
    if year.len() != 4 || !right(year, 4) || !right(month, 2) || !right(day, 2) {
        return Written::Other;
    }
    let found = parse_date(&format!("{year}-{month:0>2}-{day:0>2}")).filter(|day| YEARS.contains(&day.year()));
    found.map_or(Written::NoDay, Written::Day)
}

/// 7月8日, `7/8`: the day of this year, which may be meant.
fn this_year(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    match written(&format!("{}-{text}", today.year())) {
        Written::Day(day) => Some(day),
        _ => None,
    }
}

/// A day as seen from today.
fn relative(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let off = match text {
        "今天" | "今日" | "today" => 0,
        "昨天" | "昨日" | "yesterday" => -1,
        "前天" => -2,
        "明天" | "明日" | "tomorrow" => 1,
        "后天" => 2,
        _ => return offset(text, today).or_else(|| weekday(text, today)),
    };
    shift(today, off)
}

fn shift(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    let shifted = if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) };
    shifted.filter(|day| YEARS.contains(&day.year()))
}

/// `+7d`, `-2w`, `+1m`, `+1y`, `+7天`.
fn offset(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (back, rest) = text.strip_prefix('-').map_or((false, text.strip_prefix('+')), |rest| (true, Some(rest)));
    let rest = rest?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let count: u32 = rest[..digits].parse().ok().filter(|count| *count < 100_000)?;
    let days = |each: i64| shift(today, if back { -i64::from(count) * each } else { i64::from(count) * each });
    let months = |each: u32| {
        let by = Months::new(count.checked_mul(each)?);
        let day = if back { today.checked_sub_months(by) } else { today.checked_add_months(by) };
        day.filter(|day| YEARS.contains(&day.year()))
    };
    match &rest[digits..] {
        "d" | "天" | "日" => days(1),
        "w" | "周" => days(7),
        "m" | "月" | "个月" => months(1),
        "y" | "年" => months(12),
        _ => None,
    }
}

/// 下周三, 本周五, 上周日: weeks begin on Monday.
fn weekday(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    const WEEKS: [(&str, i64); 7] = [("上上", -2), ("下下", 2), ("上", -1), ("本", 0), ("这", 0), ("下", 1), ("下个", 1)];
    let (weeks, rest) = WEEKS.iter().find_map(|(word, weeks)| text.strip_prefix(word).map(|rest| (*weeks, rest)))?;
    let rest = rest.strip_prefix('个').unwrap_or(rest);
    let name = ["周", "星期", "礼拜"].iter().find_map(|word| rest.strip_prefix(word))?;
    let at = ["一", "二", "三", "四", "五", "六", "日"].iter().position(|day| *day == name).or((name == "天").then_some(6))?;
    let monday = -i64::from(today.weekday().num_days_from_monday());
    shift(today, monday + weeks * 7 + i64::try_from(at).ok()?)
}

/// A birth date as far as it is known.
pub(super) fn birth(text: &str, today: NaiveDate) -> Result<Value, Complaint> {
    let typed = tight(text);
    let year = typed.strip_suffix('年').unwrap_or(&typed);
    if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Value::text(year));
    }
    let month_day = typed.split_once(['-', '/', '.', '月']).filter(|(month, day)| month.len() <= 2 && day.chars().count() <= 3);
    if let Some((month, day)) = month_day
        // 2000 was a leap year: 02-29 is a birthday.
        && let Written::Day(day) = written(&format!("2000-{month}-{day}"))
    {
        return Ok(Value::text(day.format("%m-%d").to_string()));
    }
    let expected = expected(&KindSpec::Birth);
    day(text, today).map(Value::day).map_err(|complaint| match &*complaint.wrong {
        Wrong::Kind { near, .. } => Complaint::kind(text, expected, near.clone()),
        _ => complaint,
    })
}

/// A month: `2026-07`, `2026年7月`, `2026/7`, `202607`, 本月, 上月.
pub(super) fn month(text: &str, today: NaiveDate) -> Result<Value, Complaint> {
    let typed = tight(text);
    let typed = typed.trim_end_matches('份');
    let off = match typed {
        "本月" | "这个月" | "this-month" => Some(0),
        "上月" | "上个月" | "last-month" => Some(-1),
        "下月" | "下个月" | "next-month" => Some(1),
        _ => None,
    };
    let month = match off {
        Some(0) => Some(Month::of(today)),
        Some(-1) => today.checked_sub_months(Months::new(1)).map(Month::of),
        Some(_) => today.checked_add_months(Months::new(1)).map(Month::of),
        None => written_month(typed),
    };
    month.map(|month| Value::text(month.to_string())).ok_or_else(|| Complaint::kind(text, expected(&KindSpec::Month), None))
}

fn written_month(text: &str) -> Option<Month> {
    let (year, month) = match text.split_once(['-', '/', '.', '年']) {
        Some((year, month)) => (year, month.strip_suffix('月').unwrap_or(month)),
        None => text.split_at_checked(4).filter(|(_, month)| month.len() == 2)?,
    };
    Month::parse(&format!("{year}-{month:0>2}"))
}

/// A quarter: `2026-Q3`, `2026Q3`, 2026年第3季度, 2026年三季度, 本季度.
pub(super) fn quarter(text: &str, today: NaiveDate) -> Result<Value, Complaint> {
    let typed = tight(text);
    let near = |back: bool| {
        let by = Months::new(3);
        if back { today.checked_sub_months(by) } else { today.checked_add_months(by) }.map(Quarter::of)
    };
    let quarter = match typed.as_str() {
        "本季度" | "this-quarter" => Some(Quarter::of(today)),
        "上季度" | "上个季度" | "last-quarter" => near(true),
        "下季度" | "下个季度" | "next-quarter" => near(false),
        _ => written_quarter(&typed),
    };
    quarter.map(|quarter| Value::text(quarter.to_string())).ok_or_else(|| Complaint::kind(text, expected(&KindSpec::Quarter), None))
}

fn written_quarter(text: &str) -> Option<Quarter> {
    let (year, rest) = text.split_at_checked(4)?;
    let rest = rest.trim_start_matches(['-', '年', '第', '/']).trim_start_matches('q');
    let rest = rest.trim_end_matches("季度").trim_end_matches("季");
    let number = match rest {
        "1" | "一" => 1,
        "2" | "二" => 2,
        "3" | "三" => 3,
        "4" | "四" => 4,
        _ => return None,
    };
    Quarter::parse(&format!("{year}-Q{number}"))
}

/// A day with a time: `2026-05-15 10:20`, `2026年5月15日 10:20`, `昨天 9:05`; a day alone stays a day.
pub(super) fn moment(text: &str, today: NaiveDate) -> Result<Value, Complaint> {
    let folded = fold_width(text);
    let typed = folded.trim();
    let wrong = || Complaint::kind(text, expected(&KindSpec::Moment), None);
    let cut = typed.find(['T', ' ', '日']).map(|at| if typed[at..].starts_with('日') { at + '日'.len_utf8() } else { at });
    let (date, time) = cut.map_or((typed, ""), |at| typed.split_at(at));
    let date = match day(date, today) {
        Ok(date) => date,
        // 今天 9:05 has no such sign to cut at when it is written together; then it is no time that is known.
        Err(complaint) if *complaint.wrong == Wrong::NoDay => return Err(complaint),
        Err(_) => return Err(wrong()),
    };
    let time = time.trim_start_matches(['T', ' ']).trim();
    if time.is_empty() {
        return Ok(Value::day(date));
    }
    let time = clock(time).ok_or_else(wrong)?;
    Ok(Value::Scalar(Scalar { text: format!("{date}T{time}"), form: Form::Date, raw: None }))
}

/// `10:20`, `10:20:30`, 10点20分, with or without an offset.
fn clock(text: &str) -> Option<String> {
    let at = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (time, offset) = text.split_at(at);
    let offset = match offset.trim() {
        "" => String::new(),
        "Z" | "z" => "Z".to_owned(),
        offset => {
            let (hours, minutes) = offset[1..].split_once(':')?;
            let right = NaiveTime::parse_from_str(&format!("{hours}:{minutes}"), "%H:%M").is_ok() && hours.len() == 2 && minutes.len() == 2;
            right.then(|| offset.to_owned())?
        }
    };
    let time = time.trim().replace(['点', '时', '分'], ":").replace('秒', "");
    let time = time.strip_suffix(':').unwrap_or(&time);
    let time = if time.contains(':') { time.to_owned() } else { format!("{time}:00") };
    let parsed = ["%H:%M:%S", "%H:%M"].iter().find_map(|form| NaiveTime::parse_from_str(&time, form).ok())?;
    Some(format!("{}{offset}", parsed.format("%H:%M:%S")))
}
