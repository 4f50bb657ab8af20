//! What came of the projects of 附表7 收益计划, held against the plan: won or not, and for how much.
//! What was decided after the day counts as open, as everywhere.

use chrono::NaiveDate;

use crate::form::choices::Outcome;
use crate::form::plan::RevenueLine;
use crate::model::money::Money;

use super::calibration::Calibration;
use super::revenue::Figures;

/// What came of one project by a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actual {
    /// 结果 on the day.
    pub outcome: Outcome,
    /// 决定日期; of what is still open there is none.
    pub decided_on: Option<NaiveDate>,
    /// 实际合同额, of a project that was won.
    pub contract: Option<Money>,
    /// 实现收入
    pub revenue: Option<Money>,
    /// 实现利润
    pub profit: Option<Money>,
}

impl Actual {
    /// What came of a project by the day.
    #[must_use]
    pub fn of(line: &RevenueLine, day: NaiveDate) -> Self {
        let outcome = line.outcome_on(Some(day));
        let won = outcome == Outcome::Won;
        Self {
            outcome,
            decided_on: line.decided_on.value().filter(|on| *on <= day && outcome != Outcome::Open),
            contract: line.actual_contract.value().filter(|_| won),
            revenue: line.actual_revenue.value().filter(|_| won),
            profit: line.actual_profit.value().filter(|_| won),
        }
    }

    /// Whether it was decided by the customer: a project that was cancelled or postponed says nothing about our chances.
    #[must_use]
    pub const fn is_decided(&self) -> bool {
        matches!(self.outcome, Outcome::Won | Outcome::Lost)
    }
}

/// Sums over projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcomes {
    /// How many projects have each outcome, in the order of [`Outcome::ALL`].
    counts: Vec<usize>,
    /// Σ实际合同额 of those won; none where no project has one, and when too large for an amount.
    pub contract: Option<Money>,
    /// Σ实现收入
    pub revenue: Option<Money>,
    /// Σ实现利润
    pub profit: Option<Money>,
    /// A sum that is too large stays none.
    too_large: bool,
    /// Σ实际收入（合同额×获取率）of those decided: what was to be expected of them.
    pub expected: Option<Money>,
    /// Won without an actual contract amount: they are in no sum.
    pub unknown: usize,
    /// How planned win rates came true.
    pub calibration: Calibration,
}

impl Default for Outcomes {
    fn default() -> Self {
        let nothing = Some(Money::ZERO);
        Self {
            counts: vec![0; Outcome::ALL.len()],
            contract: None,
            revenue: None,
            profit: None,
            too_large: false,
            expected: nothing,
            unknown: 0,
            calibration: Calibration::default(),
        }
    }
}

impl Outcomes {
    /// Adds a project. What it lacks is left out of the sums, not guessed.
    pub fn add(&mut self, plan: &Figures, actual: &Actual) {
        let too_large = &mut self.too_large;
        let mut plus = |sum: &mut Option<Money>, amount: Option<Money>| {
            if let Some(amount) = amount {
                *sum = sum.unwrap_or(Money::ZERO).checked_add(amount).filter(|_| !*too_large);
                *too_large |= sum.is_none();
            }
        };
        if let Some(at) = Outcome::ALL.iter().position(|one| *one == actual.outcome) {
            self.counts[at] += 1;
        }
        plus(&mut self.contract, actual.contract);
        plus(&mut self.revenue, actual.revenue);
        plus(&mut self.profit, actual.profit);
        self.unknown += usize::from(actual.outcome == Outcome::Won && actual.contract.is_none());
        if actual.is_decided() {
            plus(&mut self.expected, plan.expected);
            self.calibration.add(plan.win_rate, actual.outcome == Outcome::Won);
        }
    }

    /// How many projects have this outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        Outcome::ALL.iter().position(|one| *one == outcome).map_or(0, |at| self.counts[at])
    }

    /// How many were won or lost.
    #[must_use]
    pub fn decided(&self) -> usize {
        self.count(Outcome::Won) + self.count(Outcome::Lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Field;
    use crate::form::field::State;
    use crate::form::kind::number::Rate;
    use crate::model::percent::Percent;
    use crate::source::Span;

    fn found<T>(value: T) -> Field<T> {
        let at = Span::default();
        Field::found(Some(value), at, at, State::Good)
    }

    fn line(outcome: Outcome, decided: &str, actual: i64) -> RevenueLine {
        RevenueLine {
            contract: found(Money::from_fen(1000)),
            win_rate: found(Rate { percent: Percent::from_int(60), bare: true }),
            outcome: found(outcome),
            decided_on: found(decided.parse().expect("a day")),
            actual_contract: found(Money::from_fen(actual)),
            ..RevenueLine::default()
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn only_what_was_won_by_the_day_is_actual() {
        let won = line(Outcome::Won, "2026-06-12", 900);
        let actual = Actual::of(&won, day("2026-06-12"));
        assert_eq!((actual.outcome, actual.contract, actual.is_decided()), (Outcome::Won, Some(Money::from_fen(900)), true));
        let before = Actual::of(&won, day("2026-06-11"));
        assert_eq!((before.outcome, before.decided_on, before.contract), (Outcome::Open, None, None));
        let lost = Actual::of(&line(Outcome::Lost, "2026-06-12", 900), day("2026-07-01"));
        assert_eq!((lost.contract, lost.is_decided()), (None, true));
        assert!(!Actual::of(&line(Outcome::Postponed, "2026-06-12", 0), day("2026-07-01")).is_decided());
    }

    #[test]
    fn sums_and_how_the_rates_came_true() {
        let today = day("2026-07-01");
        let mut outcomes = Outcomes::default();
        assert_eq!(outcomes.contract, None, "nothing was won yet");
        let lines = [
            line(Outcome::Won, "2026-06-12", 900),
            line(Outcome::Won, "2026-06-13", 50),
            line(Outcome::Lost, "2026-06-12", 0),
            line(Outcome::Cancelled, "2026-06-12", 0),
            line(Outcome::Won, "2026-07-02", 7),
        ];
        for one in &lines {
            outcomes.add(&Figures::of(one), &Actual::of(one, today));
        }
        let unknown = RevenueLine { actual_contract: Field::default(), ..line(Outcome::Won, "2026-06-12", 0) };
        outcomes.add(&Figures::of(&unknown), &Actual::of(&unknown, today));
        assert_eq!((outcomes.decided(), outcomes.count(Outcome::Open), outcomes.unknown), (4, 1, 1));
        assert_eq!((outcomes.contract, outcomes.revenue), (Some(Money::from_fen(950)), None));
        assert_eq!(outcomes.expected, Some(Money::from_fen(2400)), "60 % of each of the four");
        assert_eq!(outcomes.calibration.total.realised(), Some(Percent::from_int(75)));
    }

    #[test]
    fn a_sum_too_large_stays_none() {
        let most = line(Outcome::Won, "2026-06-12", i64::MAX);
        let mut outcomes = Outcomes::default();
        for _ in 0..3 {
            outcomes.add(&Figures::default(), &Actual::of(&most, day("2026-07-01")));
        }
        assert_eq!(outcomes.contract, None);
    }
}
