//! What the orders of the customers add up to: by customer, by product, by month. Orders after the day count nowhere; returns (negative
//! amounts) lower a sum and are no purchase. Every sum is exact: one that is too large for an amount is refused, never rounded.

pub mod abc;
pub mod churn;
pub mod mix;
pub mod rfm;
pub mod season;
#[cfg(test)]
mod tests;

use std::fmt;

use chrono::NaiveDate;

use crate::archive::{CustomerFolder, Order, Orders};
use crate::model::money::Money;
use crate::model::period::Period;

/// A sum that no amount can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sum is too large")
    }
}

impl std::error::Error for TooLarge {}

/// The sum of these amounts.
///
/// # Errors
/// [`TooLarge`].
pub fn total(amounts: impl IntoIterator<Item = Money>) -> Result<Money, TooLarge> {
    Money::total(amounts).ok_or(TooLarge)
}

/// The orders of one customer up to a day.
#[derive(Clone, Copy, Debug)]
pub struct Book<'a> {
    /// Whose.
    pub folder: &'a CustomerFolder,
    orders: &'a Orders,
    day: NaiveDate,
}

impl<'a> Book<'a> {
    /// The customer's orders; none without `orders.csv`.
    #[must_use]
    pub fn of(folder: &'a CustomerFolder, day: NaiveDate) -> Option<Self> {
        folder.orders.as_ref().map(|orders| Self { folder, orders, day })
    }

    /// The orders that count, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = &'a Order> + use<'a> {
        let day = self.day;
        self.orders.rows.iter().filter(move |order| order.date <= day)
    }

    /// Those of a period.
    pub fn of_period(&self, period: Period) -> impl Iterator<Item = &'a Order> + use<'a> {
        self.rows().filter(move |order| period.contains(order.date))
    }

    /// What was sold in a period, returns taken off.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn sold(&self, period: Period) -> Result<Money, TooLarge> {
        total(self.of_period(period).map(|order| order.amount))
    }

    /// What an order is of; empty where it does not say.
    #[must_use]
    pub fn product(&self, order: &Order) -> &'a str {
        self.orders.product(order)
    }

    /// The first and the last day on which there is an order.
    #[must_use]
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days = || self.rows().map(|order| order.date);
        days().min().zip(days().max())
    }

    /// The days on which the customer bought, in order, each once: several orders of a day are one purchase, returns are none (ANA-07).
    #[must_use]
    pub fn purchases(&self) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> = self.rows().filter(|order| order.amount > Money::ZERO).map(|order| order.date).collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}

/// The books of these customers, in their order; who has no `orders.csv` has none.
pub fn books<'a>(customers: impl IntoIterator<Item = &'a CustomerFolder>, day: NaiveDate) -> Vec<Book<'a>> {
    customers.into_iter().filter_map(|folder| Book::of(folder, day)).collect()
}
