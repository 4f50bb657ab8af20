//! Dates in text: strictly as the archive has them, and leniently to suggest what was meant.

use chrono::NaiveDate;

use crate::model::fold::fold;

/// Reads `2026-07-08`: exactly four, two and two ASCII digits, a day of the calendar. Nothing else, no blanks.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        let digit = |sum: u32, byte: &u8| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'));
        digits.iter().try_fold(0, digit)
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// The day that was probably meant by `2026/7/15`, `2026.7.15`, `2026年7月15日`, `7/15/26`, `２０２６－０７－１５`, `20260715`, `2026-7-5 10:20`; none when
/// it could be several. Only for suggestions: what it guesses is never taken as a value.
#[must_use]
pub fn guess_date(text: &str) -> Option<NaiveDate> {
    let (text, _) = fold(text);
    let day = without_time(text.trim());
    if let Some(found) = parse_date(day) {
        return Some(found);
    }
    if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        return date(&day[..4], &day[4..6], &day[6..]);
    }
    if day.chars().any(|c| !c.is_ascii_digit() && !matches!(c, '/' | '.' | '-' | '_' | ' ' | '年' | '月' | '日' | '号' | '、' | '。'))
    {
        return None;
    }
    let parts: Vec<&str> = day.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let &[a, b, c] = parts.as_slice() else {
        return None;
    };
    if a.len() == 4 || day.contains('年') {
        return date(a, b, c);
    }
    if day.contains('/') {
        // As American spreadsheets write it, unless that is no day.
        return date(c, a, b).or_else(|| date(c, b, a));
    }
    match (date(c, b, a), date(c, a, b), date(a, b, c)) {
        (Some(x), Some(y), _) if c.len() == 4 => (x == y).then_some(x),
        (Some(x), None, _) | (None, Some(x), _) if c.len() == 4 => Some(x),
        (_, _, found) => found,
    }
}

/// Cuts off a time of day: `2026-07-05T10:20`, `2026/7/5 10:20:00`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else {
        return text;
    };
    text[..colon].rfind([' ', 'T', 't']).map_or(text, |cut| text[..cut].trim_end())
}

/// A day of the calendar from digits; a year of two digits is of this century up to 69.
fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let number: i32 = year.parse().ok()?;
    let year = match year.len() {
        4 if number >= 1000 => number,
        2 if number < 70 => 2000 + number,
        2 => 1900 + number,
        _ => return None,
    };
    if month.len() > 2 || day.len() > 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}
