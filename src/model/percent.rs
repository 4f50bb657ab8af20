//! Percentages: exact decimals on the scale 0–100.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::fold::{Folded, fold};
use crate::model::money::Money;
use crate::say;
use crate::words::Lang;

/// A percentage on the scale of the forms: 60 is 60 %. Exact; may be negative or above 100 (the form's field says what is allowed).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(Decimal);

/// Why a text is no percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentError {
    /// Nothing is there.
    Empty,
    /// No number, or one with more than 28 digits.
    NotANumber,
    /// A number with an exponent.
    Exponent,
}

impl PercentError {
    /// What is wrong, in words, without the text itself.
    #[must_use]
    pub fn describe(self, lang: Lang) -> String {
        match self {
            Self::Empty => say!(lang, "百分数为空", "the percentage is empty"),
            Self::NotANumber => say!(lang, "不是百分数", "not a percentage"),
            Self::Exponent => say!(lang, "百分数不能用科学计数法", "a percentage must not have an exponent"),
        }
    }
}

impl Percent {
    /// 0 %.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// 100 %.
    pub const HUNDRED: Self = Self(Decimal::ONE_HUNDRED);

    /// A percentage from a decimal on the scale 0–100.
    #[must_use]
    pub const fn new(value: Decimal) -> Self {
        Self(value)
    }

    /// A whole percentage.
    #[must_use]
    pub fn from_int(value: i64) -> Self {
        Self(Decimal::from(value))
    }

    /// The number on the scale 0–100.
    #[must_use]
    pub const fn value(self) -> Decimal {
        self.0
    }

    /// Reads `60`, `7.5`, `-3`, `60%`, `７０％`.
    ///
    /// # Errors
    /// [`PercentError`] when the text is no such number.
    pub fn parse(text: &str) -> Result<(Self, Folded), PercentError> {
        // Nearly every percentage is one to three digits.
        if matches!(text.len(), 1..=3) && text.bytes().all(|b| b.is_ascii_digit()) {
            let value = text.bytes().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
            return Ok((Self::from_int(value), Folded::No));
        }
        let (text, folded) = fold(text);
        let text = text.trim();
        let number = text.strip_suffix('%').unwrap_or(text).trim_end();
        if number.is_empty() {
            return Err(if text.is_empty() { PercentError::Empty } else { PercentError::NotANumber });
        }
        let unsigned = number.strip_prefix(['-', '+']).unwrap_or(number);
        if unsigned.starts_with(|c: char| c.is_ascii_digit()) && unsigned.contains(['e', 'E']) {
            return Err(PercentError::Exponent);
        }
        let digits = unsigned.replace('_', "");
        let well_formed = digits.contains(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && unsigned.split('_').all(|p| !p.is_empty());
        if !well_formed {
            return Err(PercentError::NotANumber);
        }
        let mut value = Decimal::from_str_exact(&digits).map_err(|_| PercentError::NotANumber)?;
        value.set_sign_negative(number.starts_with('-') && !value.is_zero());
        Ok((Self(value), folded))
    }

    /// What part of `denominator` the `numerator` is; none when the denominator is zero. Σ收入 / Σ合同额 is a weighted win rate.
    #[must_use]
    pub fn weighted(numerator: Money, denominator: Money) -> Option<Self> {
        Self::ratio(numerator.fen(), denominator.fen())
    }

    /// What part of `of` the `part` is, as with counts; none when `of` is 0.
    #[must_use]
    pub fn ratio(part: i64, of: i64) -> Option<Self> {
        let part = Decimal::from(part).checked_mul(Decimal::ONE_HUNDRED)?;
        part.checked_div(Decimal::from(of)).map(Self)
    }

    /// Whether it lies strictly between 0 and 1, which a bare number that was meant as a fraction does (F7B-04).
    #[must_use]
    pub fn looks_like_fraction(self) -> bool {
        self.0 > Decimal::ZERO && self.0 < Decimal::ONE
    }

    /// Whether it lies within `low` … `high`, both included.
    #[must_use]
    pub fn is_within(self, low: i64, high: i64) -> bool {
        self.0 >= Decimal::from(low) && self.0 <= Decimal::from(high)
    }

    /// Rounded half-up (away from zero) to so many decimals, without the sign %: `51.22`.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> String {
        let rounded = self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        // A small negative number rounds to −0, which nobody wants to read.
        let rounded = if rounded.is_zero() { Decimal::ZERO } else { rounded };
        format!("{rounded:.*}", decimals as usize)
    }

    /// With two decimals, without the sign %: the machine form.
    #[must_use]
    pub fn to_machine(self) -> String {
        self.rounded(2)
    }

    /// As a person would write it: `60`, `7.5`; at most six decimals.
    #[must_use]
    pub fn trimmed(self) -> String {
        let text = self.rounded(6);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// As [`Percent::trimmed`] with the sign: `7.5%`.
impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}%", self.trimmed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, PercentError> {
        Percent::parse(text).map(|(p, folded)| format!("{p}{}", if folded.is_yes() { " folded" } else { "" }))
    }

    #[test]
    fn reads_what_people_write() {
        for (text, shown) in [
            ("60", "60%"),
            ("7.5", "7.5%"),
            (" 60 % ", "60%"),
            ("７０％", "70% folded"),
            ("-3", "-3%"),
            ("+3", "3%"),
            ("-0", "0%"),
            ("0.6", "0.6%"),
            ("1_00", "100%"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(shown), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in ["六成", "60%%", "%", "--3", "1_", "1.2.3", "inf", ".", "1,200"] {
            assert_eq!(read(text), Err(PercentError::NotANumber), "{text}");
        }
        assert_eq!(read("6e1"), Err(PercentError::Exponent));
        assert_eq!(read(" "), Err(PercentError::Empty));
    }

    #[test]
    fn weighs_by_money() {
        let yuan = |n| Money::from_yuan(n).expect("small");
        let share = Percent::weighted(yuan(12_550_000), yuan(24_500_000)).expect("not zero");
        assert_eq!(share.rounded(2), "51.22");
        assert_eq!(Percent::weighted(yuan(1), Money::ZERO), None);
    }

    #[test]
    fn rounds_half_away_from_zero() {
        let of = |text| Percent::parse(text).expect("a percentage").0;
        assert_eq!(of("2.345").rounded(2), "2.35");
        assert_eq!(of("-2.345").rounded(2), "-2.35");
        assert_eq!(of("-0.001").rounded(2), "0.00");
        assert_eq!(of("5").rounded(2), "5.00");
    }
}
