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
