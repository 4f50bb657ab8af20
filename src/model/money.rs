//! Money: whole fen (1/100 元), exact. Digits come from the text; binary floating point never touches an amount.

mod parse;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::model::percent::Percent;
use crate::words::{Lang, Words, words};

pub use parse::MoneyError;

/// The unit in which amounts are written or shown (`company.amount_unit`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 元
    #[default]
    Yuan,
    /// 万元, 10,000 元
    Wan,
    /// 亿元, 100,000,000 元
    Yi,
}

impl Unit {
    /// Reads the name of a unit: `元`, `万`, `万元`, `亿`, `亿元`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name.trim() {
            "元" => Some(Self::Yuan),
            "万" | "万元" => Some(Self::Wan),
            "亿" | "亿元" => Some(Self::Yi),
            _ => None,
        }
    }

    /// How it is called: 元, 万元, 亿元; in English CNY, CNY 10k, CNY 100m.
    #[must_use]
    pub const fn name(self) -> Words {
        match self {
            Self::Yuan => words("元", "CNY"),
            Self::Wan => words("万元", "CNY 10k"),
            Self::Yi => words("亿元", "CNY 100m"),
        }
    }

    /// The name in `lang`.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        self.name().get(lang)
    }

    /// How many decimals show one fen: 2, 6, 10. One unit is ten to that power in fen.
    #[must_use]
    pub const fn max_decimals(self) -> u32 {
        match self {
            Self::Yuan => 2,
            Self::Wan => 6,
            Self::Yi => 10,
        }
    }
}

/// The fewest decimals that money is shown with.
pub const MIN_DECIMALS: u32 = 2;

/// An exact amount in fen, from −`i64::MAX` to `i64::MAX`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    fen: i64,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self { fen: 0 };

    /// So many fen (1/100 元).
    #[must_use]
    pub const fn from_fen(fen: i64) -> Self {
        Self { fen }
    }

    /// So many whole 元; none when too large.
    #[must_use]
    pub fn from_yuan(yuan: i64) -> Option<Self> {
        yuan.checked_mul(100).map(Self::from_fen)
    }

    /// The amount in fen (1/100 元).
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.fen
    }

    /// Whether it is exactly nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.fen == 0
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.fen < 0
    }

    /// The sum; none when too large.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.fen.checked_add(other.fen).map(Self::from_fen)
    }

    /// The difference; none when too large.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.fen.checked_sub(other.fen).map(Self::from_fen)
    }

    /// The sum of all; none when too large.
    #[must_use]
    pub fn total(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// How far apart two amounts are, in fen, whichever is larger.
    #[must_use]
    pub const fn distance(self, other: Self) -> u64 {
        self.fen.abs_diff(other.fen)
    }

    /// `percent` of it, half-up to the fen (away from zero on both sides); none when too large.
    #[must_use]
    pub fn mul_percent(self, percent: Percent) -> Option<Self> {
        let rate = percent.value().normalize();
        let hundred = 10i128.checked_pow(rate.scale() + 2)?;
        let product = i128::from(self.fen).checked_mul(rate.mantissa())?;
        fit(div_half_up(product, hundred))
    }

    /// The share `numerator / denominator` of it, half-up to the fen (away from zero); none when too large or the denominator is 0.
    #[must_use]
    pub fn mul_ratio(self, numerator: i64, denominator: i64) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let product = i128::from(self.fen) * i128::from(numerator);
        fit(div_half_up(product, i128::from(denominator)))
    }

    /// In 元 with two decimals and no separators: `35505000.00`. The machine form.
    #[must_use]
    pub fn to_yuan_string(self) -> String {
        self.plain(Unit::Yuan, MIN_DECIMALS)
    }

    /// In `unit` with so many decimals and no separators; fewer decimals than needed round half-up (away from zero).
    #[must_use]
    pub fn plain(self, unit: Unit, decimals: u32) -> String {
        let (sign, whole, fraction) = self.digits(unit, decimals);
        join(sign, &whole, &fraction)
    }

    /// In `unit` with so many decimals and thousands separators, for people: `3,550.500`. Fewer decimals than needed round half-up (away from zero).
    #[must_use]
    pub fn display(self, unit: Unit, decimals: u32) -> String {
        let (sign, whole, fraction) = self.digits(unit, decimals);
        join(sign, &group(&whole), &fraction)
    }

    /// The shortest exact number in `unit`, as one would write it into a document: `1200`, `180.5`, `81.225`.
    #[must_use]
    pub fn to_number(self, unit: Unit) -> String {
        let exact = self.plain(unit, unit.max_decimals());
        exact.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// The fewest decimals that show the amount exactly in `unit`: 2 for 元, 2 to 6 for 万元, 2 to 10 for 亿元.
    #[must_use]
    pub fn decimals_needed(self, unit: Unit) -> u32 {
        let mut decimals = unit.max_decimals();
        let mut rest = self.fen.unsigned_abs();
        while decimals > MIN_DECIMALS && rest.is_multiple_of(10) {
            rest /= 10;
            decimals -= 1;
        }
        decimals
    }

    /// Sign, digits before and digits after the point.
    fn digits(self, unit: Unit, decimals: u32) -> (&'static str, String, String) {
        let exact = unit.max_decimals();
        let mut amount = i128::from(self.fen);
        if decimals < exact {
            amount = div_half_up(amount, 10i128.pow(exact - decimals));
        }
        let shown = decimals.min(exact);
        let sign = if amount < 0 { "-" } else { "" };
        let width = shown as usize + 1;
        let mut digits = format!("{:0width$}", amount.unsigned_abs());
        let mut fraction = digits.split_off(digits.len() - shown as usize);
        fraction.extend(std::iter::repeat_n('0', (decimals - shown) as usize));
        (sign, digits, fraction)
    }
}

/// In 元 with two decimals, as [`Money::to_yuan_string`].
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_yuan_string())
    }
}

/// The decimals with which a column of amounts is exact in `unit`, so that its printed lines add up to its printed total.
#[must_use]
pub fn decimals_for(amounts: impl IntoIterator<Item = Money>, unit: Unit) -> u32 {
    amounts.into_iter().map(|m| m.decimals_needed(unit)).max().unwrap_or(MIN_DECIMALS)
}

/// The middle amount; of two, half-way between them. None of them: none. The order of `amounts` is lost.
#[must_use]
pub fn median(amounts: &mut [Money]) -> Option<Money> {
    if amounts.is_empty() {
        return None;
    }
    let middle = amounts.len() / 2;
    let even = amounts.len().is_multiple_of(2);
    let (below, at, _) = amounts.select_nth_unstable(middle);
    let below = below.iter().copied().max().filter(|_| even);
    Some(Money::from_fen(below.map_or(at.fen, |below| below.fen.midpoint(at.fen))))
}

/// Divides, rounding half away from zero. `divisor` is not 0.
fn div_half_up(value: i128, divisor: i128) -> i128 {
    let magnitude = (value.unsigned_abs() + divisor.unsigned_abs() / 2) / divisor.unsigned_abs();
    let magnitude = i128::try_from(magnitude).unwrap_or(i128::MAX);
    if (value < 0) == (divisor < 0) { magnitude } else { -magnitude }
}

/// An amount that fits, or none.
fn fit(fen: i128) -> Option<Money> {
    i64::try_from(fen).ok().filter(|fen| *fen != i64::MIN).map(Money::from_fen)
}

/// Puts the parts of a number together.
fn join(sign: &str, whole: &str, fraction: &str) -> String {
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

/// Thousands separators.
pub(crate) fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
