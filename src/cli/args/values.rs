//! Values of options, parsed at the border. What a parser complains of is shown as it stands, so it speaks the language of the run.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::cli::language::{spoken, t};
use crate::form::choices::StaffRole;
use crate::say;

/// Years that a plan can be of; outside it is a slip of the finger.
const YEARS: RangeInclusive<i32> = 1990..=2999;

/// A day as ISO 8601 writes it; `2026/7/29` and `2026年7月29日` are read too.
pub(crate) fn date(text: &str) -> Result<NaiveDate, String> {
    let iso: String = text.trim().replace(['/', '年', '月'], "-").replace('日', "");
    NaiveDate::parse_from_str(&iso, "%Y-%m-%d")
        .map_err(|_| t("应为日期，如 `2026-07-29`", "expected a date, such as `2026-07-29`").to_owned())
}

/// A calendar year.
pub(crate) fn year(text: &str) -> Result<i32, String> {
    let year = text.trim().trim_end_matches('年').parse().ok();
    year.filter(|year| YEARS.contains(year)).ok_or_else(|| t("应为年份，如 `2026`", "expected a year, such as `2026`").to_owned())
}

/// How many rows.
pub(crate) fn count(text: &str) -> Result<usize, String> {
    text.trim().parse().map_err(|_| t("应为不小于 0 的整数", "expected a whole number, 0 or more").to_owned())
}

/// How many decimals.
pub(crate) fn decimals(text: &str) -> Result<u32, String> {
    const MOST: u32 = 8;
    let decimals = text.trim().parse().ok().filter(|decimals| *decimals <= MOST);
    decimals.ok_or_else(|| say!(spoken(), "应为 0 至 {MOST} 的整数", "expected a whole number from 0 to {MOST}"))
}

/// A role of our staff: its key, or its label in either language.
pub(crate) fn role() -> impl TypedValueParser<Value = StaffRole> {
    let of = |role: &StaffRole| {
        let option = role.option();
        PossibleValue::new(option.key).alias(option.zh).help(role.label(spoken()))
    };
    PossibleValuesParser::new(StaffRole::ALL.iter().map(of)).map(|word| {
        let is = |role: &&StaffRole| role.key() == word || role.option().zh == word;
        StaffRole::ALL.iter().find(is).copied().unwrap_or(StaffRole::Colleague)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 29);
        for text in ["2026-07-29", "2026/7/29", "2026年7月29日", " 2026-7-29 "] {
            assert_eq!(date(text).ok(), day, "{text}");
        }
        for text in ["", "2026", "2026-02-30", "29.07.2026", "yesterday"] {
            assert!(date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_keep_within_reason() {
        assert_eq!(year("2026年"), Ok(2026));
        assert!(year("26").is_err());
        assert_eq!(count("0"), Ok(0));
        assert!(count("-1").is_err());
        assert!(decimals("9").is_err());
    }
}
