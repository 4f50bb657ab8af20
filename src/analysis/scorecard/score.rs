//! The score of an account manager: a weighted mean of the parts that are there. A part without data is left out together with its weight;
//! nothing is guessed in its place.

use rust_decimal::Decimal;

use crate::model::percent::Percent;
use crate::policy::Policy;
use crate::words::{Words, words};

use super::Card;

/// What the score is made of: the indicators of seed 004 and the inspection of the archives. That a customer was lost is in the loyalty
/// already and does not count twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 销售目标的达成情况: sales ÷ target.
    Sales,
    /// 销售份额: share of all sales ÷ the share that is the target.
    Share,
    /// 客户满意度
    Satisfaction,
    /// 客户忠诚度
    Loyalty,
    /// 档案工作: the mean of suggestions closed and reports on time.
    Archive,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 5] = [Self::Sales, Self::Share, Self::Satisfaction, Self::Loyalty, Self::Archive];

    /// The parameter of ANA-11 that is its weight.
    const fn param(self) -> &'static str {
        match self {
            Self::Sales => "ANA-11.weight_sales",
            Self::Share => "ANA-11.weight_share",
            Self::Satisfaction => "ANA-11.weight_satisfaction",
            Self::Loyalty => "ANA-11.weight_loyalty",
            Self::Archive => "ANA-11.weight_archive",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn label(self) -> Words {
        match self {
            Self::Sales => words("销售目标达成率", "achievement"),
            Self::Share => words("销售份额（对目标份额）", "share (of its target)"),
            Self::Satisfaction => words("满意度", "satisfaction"),
            Self::Loyalty => words("忠诚度", "loyalty"),
            Self::Archive => words("档案工作", "archive work"),
        }
    }
}

/// The weights in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights(Vec<(Part, Decimal)>);

impl Weights {
    /// The parameters in force.
    #[must_use]
    pub fn of(policy: &Policy) -> Self {
        Self(Part::ALL.iter().map(|part| (*part, policy.figure(part.param()))).collect())
    }

    /// Nothing counts: of a sum of several people there is no score.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Each part that counts with its weight.
    pub fn parts(&self) -> impl Iterator<Item = (Part, Decimal)> {
        self.0.iter().copied().filter(|(_, weight)| !weight.is_zero())
    }
}

impl Card<'_> {
    /// A part as points from 0 to 100; none without data. More than the whole counts as the whole: what exceeds in one part does not make
    /// up for another.
    #[must_use]
    pub fn points(&self, part: Part) -> Option<Decimal> {
        let points = match part {
            Part::Sales => self.achievement()?.value(),
            Part::Share => {
                let wanted = self.share_target.filter(|wanted| *wanted > Percent::ZERO)?;
                (self.share?.value() * Decimal::ONE_HUNDRED).checked_div(wanted.value())?
            }
            Part::Satisfaction => self.satisfaction()?,
            Part::Loyalty => self.loyalty()?.value(),
            Part::Archive => {
                let both: Vec<Decimal> =
                    [self.suggestions_closed(), self.reports_on_time()].into_iter().flatten().map(Percent::value).collect();
                both.iter().sum::<Decimal>().checked_div(Decimal::from(both.len()))?
            }
        };
        Some(points.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED))
    }

    /// The score, 0 to 100; none where no part has data.
    #[must_use]
    pub fn score(&self, weights: &Weights) -> Option<Decimal> {
        let there: Vec<(Decimal, Decimal)> =
            weights.parts().filter_map(|(part, weight)| self.points(part).map(|points| (points, weight))).collect();
        let sum: Decimal = there.iter().map(|(points, weight)| points * weight).sum();
        sum.checked_div(there.iter().map(|(_, weight)| weight).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::money::Money;

    fn weights(of: [i64; 5]) -> Weights {
        Weights(Part::ALL.iter().copied().zip(of.map(Decimal::from)).collect())
    }

    #[test]
    fn what_is_missing_takes_its_weight_along() {
        let card = Card {
            target: Some(Money::from_fen(1000)),
            actual: Some(Money::from_fen(800)),
            surveyed: vec![Decimal::from(90), Decimal::from(80)],
            issued: 2,
            closed: 1,
            due: 4,
            on_time: 4,
            ..Card::new("a")
        };
        assert_eq!(card.points(Part::Archive), Some(Decimal::from(75)));
        assert_eq!((card.points(Part::Share), card.points(Part::Loyalty)), (None, None));
        // (80 + 85 + 75) ÷ 3, and with weights (2 × 80 + 85 + 75) ÷ 4.
        assert_eq!(card.score(&weights([1, 1, 1, 1, 1])), Some(Decimal::from(80)));
        assert_eq!(card.score(&weights([2, 1, 1, 1, 1])), Some(Decimal::from(80)));
        assert_eq!(card.score(&weights([0, 1, 1, 1, 1])), Some(Decimal::from(80)));
        assert_eq!(card.score(&weights([1, 0, 0, 0, 0])), Some(Decimal::from(80)));
        assert_eq!(card.score(&weights([0, 0, 0, 0, 0])), None);
        assert_eq!(Card::new("b").score(&weights([1, 1, 1, 1, 1])), None);
    }

    #[test]
    fn more_than_the_whole_is_the_whole() {
        let card = Card {
            target: Some(Money::from_fen(1000)),
            actual: Some(Money::from_fen(2500)),
            share: Some(Percent::from_int(30)),
            share_target: Some(Percent::from_int(40)),
            ..Card::new("a")
        };
        assert_eq!((card.points(Part::Sales), card.points(Part::Share)), (Some(Decimal::ONE_HUNDRED), Some(Decimal::from(75))));
        let back = Card { actual: Some(Money::from_fen(-5)), target: Some(Money::from_fen(1000)), ..Card::new("a") };
        assert_eq!(back.points(Part::Sales), Some(Decimal::ZERO), "more came back than was sold");
    }
}
