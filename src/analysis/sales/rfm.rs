//! Recency, frequency, monetary value (S4 七 b): when a customer bought last, how often and for how much. All three are scored by fifths of
//! the customers, or by fixed cuts where there are too few for that. What a customer is called goes by days, not by its place among others:
//! the last of many who bought yesterday is not lost.

use std::cmp::Reverse;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::model::money::Money;
use crate::model::period::Period;
use crate::words::{Words, words};

use super::{Book, TooLarge};

/// What a customer's orders say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Days since the last purchase.
    pub recency_days: i64,
    /// Purchases in the period: days on which something was bought.
    pub frequency: usize,
    /// What was sold in the period, returns taken off.
    pub monetary: Money,
    /// Purchases up to the day, whenever.
    pub purchases: usize,
    /// The mean of the days from one purchase to the next, over all of them; none of a single one.
    pub mean_gap: Option<Decimal>,
}

impl Facts {
    /// The facts of these orders on a day; none of who never bought.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn of(book: &Book<'_>, period: Period, day: NaiveDate) -> Result<Option<Self>, TooLarge> {
        let days = book.purchases();
        let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(None) };
        let gaps = i64::try_from(days.len()).unwrap_or(i64::MAX) - 1;
        let mean_gap = (gaps > 0).then(|| Decimal::from((*last - *first).num_days()) / Decimal::from(gaps));
        let frequency = days.iter().filter(|day| period.contains(**day)).count();
        let recency_days = (day - *last).num_days();
        Ok(Some(Self { recency_days, frequency, monetary: book.sold(period)?, purchases: days.len(), mean_gap }))
    }

    /// Whether it has not bought for more than so many of its own mean gaps (ANA-07), which it has from `least` purchases on.
    #[must_use]
    pub fn is_overdue(&self, times: i64, least: i64) -> bool {
        let often = i64::try_from(self.purchases).is_ok_and(|count| count >= least);
        self.mean_gap.is_some_and(|gap| often && Decimal::from(self.recency_days) > gap * Decimal::from(times))
    }
}

/// What is scored by fixed cuts: for the scores 5, 4, 3, 2; what reaches none is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cuts {
    /// Most days since the last purchase.
    pub recency: [i64; 4],
    /// Least purchases in the period.
    pub frequency: [i64; 4],
    /// Least amount in the period.
    pub monetary: [Money; 4],
    /// From how many customers on all three are scored by fifths.
    pub min_customers: usize,
}

/// Scores from 1 to 5, 5 the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scores {
    /// Recency.
    pub r: u8,
    /// Frequency.
    pub f: u8,
    /// Monetary value.
    pub m: u8,
    /// Recency by the fixed cuts, however many customers there are: what segments go by.
    pub band: u8,
}

impl Scores {
    /// Frequency and amount together, from 1 to 5: their mean, half-up.
    #[must_use]
    pub const fn value(self) -> u8 {
        (self.f + self.m).div_ceil(2)
    }

    /// What such customers are called.
    #[must_use]
    pub const fn segment(self) -> Segment {
        Segment::at(self.band, self.value())
    }
}

/// What customers of a place in the grid are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Segment {
    /// Buys much, and did so lately.
    Champion,
    /// Buys much, and is due again.
    Loyal,
    /// Bought lately, with room for more.
    Promising,
    /// Bought lately, and little so far.
    Small,
    /// Bought much or often, and has not for long.
    AtRisk,
    /// Bought little, some time ago.
    Dormant,
    /// Has not bought for so long that nobody expects it to.
    Lost,
}

impl Segment {
    /// Every segment, from those to be kept to those that are gone.
    pub const ALL: [Self; 7] = [Self::Champion, Self::Loyal, Self::Promising, Self::Small, Self::AtRisk, Self::Dormant, Self::Lost];

    /// The segment of a place: recency by days 1–5 and value 1–5.
    #[must_use]
    pub const fn at(recency: u8, value: u8) -> Self {
        match (recency, value) {
            (4.., 4..) => Self::Champion,
            (3, 4..) => Self::Loyal,
            (3.., 2..) => Self::Promising,
            (4.., _) => Self::Small,
            (2, 3..) => Self::AtRisk,
            (2.., _) => Self::Dormant,
            _ => Self::Lost,
        }
    }

    /// The same for a customer that is behind its own rhythm ([`Facts::is_overdue`]).
    #[must_use]
    pub const fn overdue(self) -> Self {
        match self {
            Self::Champion | Self::Loyal | Self::Promising | Self::Small | Self::AtRisk => Self::AtRisk,
            Self::Dormant | Self::Lost => self,
        }
    }

    /// The word for machines.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Champion => "champion",
            Self::Loyal => "loyal",
            Self::Promising => "promising",
            Self::Small => "small",
            Self::AtRisk => "at_risk",
            Self::Dormant => "dormant",
            Self::Lost => "lost",
        }
    }

    /// The words for people.
    #[must_use]
    pub const fn label(self) -> Words {
        match self {
            Self::Champion => words("重要价值", "champion"),
            Self::Loyal => words("重要保持", "loyal"),
            Self::Promising => words("发展", "promising"),
            Self::Small => words("新客户、小客户", "new or small"),
            Self::AtRisk => words("流失预警", "at risk"),
            Self::Dormant => words("沉睡", "dormant"),
            Self::Lost => words("已流失", "lost"),
        }
    }
}

/// The scores of these customers, in their order.
#[must_use]
pub fn score(facts: &[Facts], cuts: &Cuts) -> Vec<Scores> {
    let bands: Vec<u8> = facts.iter().map(|one| by_cuts(cuts.recency.iter().map(|cut| one.recency_days <= *cut))).collect();
    let (recency, frequency, monetary): (Vec<u8>, Vec<u8>, Vec<u8>) = if facts.len() >= cuts.min_customers {
        (
            fifths(&facts.iter().map(|one| Reverse(one.recency_days)).collect::<Vec<_>>()),
            fifths(&facts.iter().map(|one| one.frequency).collect::<Vec<_>>()),
            fifths(&facts.iter().map(|one| one.monetary).collect::<Vec<_>>()),
        )
    } else {
        let often = |one: &Facts| i64::try_from(one.frequency).unwrap_or(i64::MAX);
        let frequency = facts.iter().map(|one| by_cuts(cuts.frequency.iter().map(|cut| often(one) >= *cut)));
        (
            bands.clone(),
            frequency.collect(),
            facts.iter().map(|one| by_cuts(cuts.monetary.iter().map(|cut| one.monetary >= *cut))).collect(),
        )
    };
    // Where most bought nothing in the period, nothing is still the lowest score.
    let some = |is: bool, score: u8| if is { score } else { 1 };
    let scores = facts.iter().enumerate().map(|(at, one)| Scores {
        r: recency[at],
        f: some(one.frequency > 0, frequency[at]),
        m: some(one.monetary > Money::ZERO, monetary[at]),
        band: bands[at],
    });
    scores.collect()
}

/// 5 for the first cut that is reached, 4 for the second …, 1 for none.
fn by_cuts(mut reached: impl Iterator<Item = bool>) -> u8 {
    reached.position(|is| is).and_then(|at| u8::try_from(at).ok()).map_or(1, |at| 5 - at)
}

/// In which fifth each value stands, 5 the highest. Equal values stand in the same one, that of the middle of them: where all are equal it
/// is 3.
fn fifths<T: Ord + Copy>(values: &[T]) -> Vec<u8> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let fifth = |value: &T| {
        let below = sorted.partition_point(|one| one < value);
        let up_to = sorted.partition_point(|one| one <= value);
        // The middle of the equal ones is (below + up_to) / 2; in fifths of the whole, rounded down.
        let fifth = 5 * (below + up_to) / (2 * sorted.len());
        u8::try_from(fifth.min(4)).map_or(5, |fifth| fifth + 1)
    };
    values.iter().map(fifth).collect()
}
