//! The seasonal index (requirements B5.7): what a month brings against the mean month of three whole calendar years, and what falls on it of
//! a yearly target. With less than three years nothing is told.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::{Month, Period, Year};

use super::{Book, TooLarge, total};

/// How many years the index rests on.
pub const YEARS: i32 = 3;

/// One month of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it brought in the mean of the years, half-up to the fen.
    pub average: Money,
    /// That against the mean month: 100 % is a month like any other.
    pub index: Percent,
    /// Its part of the year.
    pub composition: Percent,
    /// What falls on it of the yearly target.
    pub target: Option<Money>,
}

/// The seasons of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// January to December.
    pub months: Vec<Part>,
    /// The mean year, half-up to the fen.
    pub year: Money,
    /// The mean month, half-up to the fen.
    pub month: Money,
}

/// The months of the three calendar years before `year`.
pub fn base(year: i32) -> impl Iterator<Item = Month> {
    (year - YEARS..year).flat_map(|year| (1..=12).filter_map(move |month| Month::new(year, month)))
}

/// The months of the base of which nothing can be known on the day: those before the first order, and those that are not over.
#[must_use]
pub fn missing(year: i32, first: Option<NaiveDate>, day: NaiveDate) -> Vec<Month> {
    let is_missing = |month: &Month| first.is_none_or(|first| month.last_day() < first) || month.last_day() >= day;
    base(year).filter(is_missing).collect()
}

/// What was sold in each month of the three years before `year`, January to December, the years together.
///
/// # Errors
/// [`TooLarge`].
pub fn sums(books: &[Book<'_>], year: i32) -> Result<[Money; 12], TooLarge> {
    let mut out = [Money::ZERO; 12];
    let (Some(first), Some(last)) = (Year::new(year - YEARS), Year::new(year - 1)) else { return Ok(out) };
    let Some(years) = Period::days_between(first.first_day(), last.last_day()) else { return Ok(out) };
    for book in books {
        for order in book.of_period(years) {
            let sum = &mut out[order.date.month0() as usize];
            *sum = sum.checked_add(order.amount).ok_or(TooLarge)?;
        }
    }
    Ok(out)
}

/// The seasons of these sums over [`YEARS`] years; none when nothing was sold on the whole.
///
/// # Errors
/// [`TooLarge`].
pub fn season(sums: &[Money; 12], target: Option<Money>) -> Result<Option<Season>, TooLarge> {
    let all = total(sums.iter().copied())?;
    if all <= Money::ZERO {
        return Ok(None);
    }
    let part = |sum: Money, whole: i64| {
        let scaled = Decimal::from(sum.fen()) * Decimal::from(whole);
        Percent::new(scaled / Decimal::from(all.fen()))
    };
    let targets = target.map(|target| shared_out(target, sums, all)).transpose()?;
    let mean = |sum: Money, of: i64| sum.mul_ratio(1, of).ok_or(TooLarge);
    let months = sums.iter().enumerate().map(|(at, sum)| {
        let average = mean(*sum, i64::from(YEARS))?;
        let target = targets.as_ref().map(|targets| targets[at]);
        Ok(Part { average, index: part(*sum, 1200), composition: part(*sum, 100), target })
    });
    let months = months.collect::<Result<Vec<_>, TooLarge>>()?;
    Ok(Some(Season { months, year: mean(all, i64::from(YEARS))?, month: mean(all, i64::from(YEARS) * 12)? }))
}

/// An amount over the months by their parts of `all`, to the fen, so that they add up to it: what is left over by rounding down goes, fen by
/// fen, where most was cut off.
fn shared_out(amount: Money, sums: &[Money; 12], all: Money) -> Result<Vec<Money>, TooLarge> {
    let whole = i128::from(all.fen());
    let product = |sum: &Money| i128::from(amount.fen()) * i128::from(sum.fen());
    let mut fen = sums.each_ref().map(|sum| product(sum).div_euclid(whole));
    let mut order: Vec<usize> = (0..sums.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(product(&sums[*at]).rem_euclid(whole)));
    let left = i128::from(amount.fen()) - fen.iter().sum::<i128>();
    for at in order.into_iter().take(usize::try_from(left).unwrap_or_default()) {
        fen[at] += 1;
    }
    fen.into_iter().map(|fen| i64::try_from(fen).map(Money::from_fen).map_err(|_| TooLarge)).collect()
}
