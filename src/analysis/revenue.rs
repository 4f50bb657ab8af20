//! 附表7 收益计划 in numbers: 【实际收入】=【合同额】×【获取率】, 【利润额】=【实际收入】×【利润率】, exact, half-up to the fen line by line.
//! Totals add up the rounded lines, so that a printed table foots; rates of a total are weighted by money, never the mean of a column.

use chrono::NaiveDate;

use crate::form::choices::Outcome;
use crate::form::plan::{Plan, RevenueLine, RevenuePlan};
use crate::model::money::{Money, Unit};
use crate::model::percent::Percent;

/// The figures of one project, each as far as what it needs could be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// 合同额
    pub contract: Option<Money>,
    /// 获取率
    pub win_rate: Option<Percent>,
    /// 实际收入: what the project is worth, weighted by how likely it is.
    pub expected: Option<Money>,
    /// 利润率
    pub margin: Option<Percent>,
    /// 利润额
    pub profit: Option<Money>,
}

impl Figures {
    /// The figures of a project. Stated derived values play no part: they are checked against these.
    #[must_use]
    pub fn of(line: &RevenueLine) -> Self {
        let contract = line.contract.value();
        let win_rate = line.win_rate.value().map(|rate| rate.percent);
        let margin = line.margin.value().map(|rate| rate.percent);
        Self::compute(contract, win_rate, margin)
    }

    /// The figures of these three.
    #[must_use]
    pub fn compute(contract: Option<Money>, win_rate: Option<Percent>, margin: Option<Percent>) -> Self {
        let expected = contract.zip(win_rate).and_then(|(contract, rate)| contract.mul_percent(rate));
        let profit = expected.zip(margin).and_then(|(expected, margin)| expected.mul_percent(margin));
        Self { contract, win_rate, expected, margin, profit }
    }

    /// Whether nothing is missing.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.profit.is_some()
    }
}

/// Sums over projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// How many projects.
    pub projects: usize,
    /// How many of them lack a figure.
    pub partial: usize,
    /// Σ合同额; none when too large for an amount.
    pub contract: Option<Money>,
    /// Σ实际收入
    pub expected: Option<Money>,
    /// Σ利润额
    pub profit: Option<Money>,
    /// The contracts behind `expected`: those whose win rate is known.
    rated: Option<Money>,
    /// The expected revenue behind `profit`: that whose margin is known.
    margined: Option<Money>,
}

impl Default for Totals {
    fn default() -> Self {
        let nothing = Some(Money::ZERO);
        Self { projects: 0, partial: 0, contract: nothing, expected: nothing, profit: nothing, rated: nothing, margined: nothing }
    }
}

impl Totals {
    /// The sums over these projects.
    #[must_use]
    pub fn of(lines: impl IntoIterator<Item = Figures>) -> Self {
        let mut totals = Self::default();
        lines.into_iter().for_each(|line| totals.add(&line));
        totals
    }

    /// Adds a project. What it lacks is left out of the sums, not guessed; of rates, both sides leave it out.
    pub fn add(&mut self, line: &Figures) {
        let plus = |sum: &mut Option<Money>, amount: Option<Money>| {
            if let Some(amount) = amount {
                *sum = sum.and_then(|sum| sum.checked_add(amount));
            }
        };
        self.projects += 1;
        self.partial += usize::from(!line.is_whole());
        plus(&mut self.contract, line.contract);
        plus(&mut self.expected, line.expected);
        plus(&mut self.profit, line.profit);
        plus(&mut self.rated, line.contract.filter(|_| line.expected.is_some()));
        plus(&mut self.margined, line.expected.filter(|_| line.profit.is_some()));
    }

    /// Adds the sums over other projects.
    pub fn merge(&mut self, other: &Self) {
        let plus = |sum: Option<Money>, more: Option<Money>| sum?.checked_add(more?);
        self.projects += other.projects;
        self.partial += other.partial;
        self.contract = plus(self.contract, other.contract);
        self.expected = plus(self.expected, other.expected);
        self.profit = plus(self.profit, other.profit);
        self.rated = plus(self.rated, other.rated);
        self.margined = plus(self.margined, other.margined);
    }

    /// 综合获取率: Σ实际收入 ÷ Σ合同额; none when there is nothing to divide by.
    #[must_use]
    pub fn win_rate(&self) -> Option<Percent> {
        Percent::weighted(self.expected?, self.rated?)
    }

    /// 综合利润率: Σ利润额 ÷ Σ实际收入; none when there is nothing to divide by.
    #[must_use]
    pub fn margin(&self) -> Option<Percent> {
        Percent::weighted(self.profit?, self.margined?)
    }

    /// Whether no project lacks a figure and no sum is too large.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.partial == 0 && self.contract.is_some() && self.expected.is_some() && self.profit.is_some()
    }
}

/// How far a stated derived value may differ from the computed one: 0.01 of the display unit, in fen.
const fn tolerance(unit: Unit) -> u64 {
    10u64.pow(unit.max_decimals() - 2)
}

/// Whether a stated derived value agrees with the computed one.
#[must_use]
pub const fn agrees(stated: Money, computed: Money, unit: Unit) -> bool {
    stated.distance(computed) <= tolerance(unit)
}

impl RevenuePlan {
    /// The projects, in the order of the file.
    pub fn projects(&self) -> impl Iterator<Item = &RevenueLine> {
        self.lines.get().into_iter().flat_map(|lines| lines.iter().map(|line| &line.0))
    }

    /// The sums over its projects.
    #[must_use]
    pub fn totals(&self) -> Totals {
        Totals::of(self.projects().map(Figures::of))
    }
}

impl Plan {
    /// The projects of its revenue plan.
    pub fn projects(&self) -> impl Iterator<Item = &RevenueLine> {
        self.revenue_plan.get().into_iter().flat_map(|plan| plan.projects())
    }
}

impl RevenueLine {
    /// The project's name; nothing when it is missing.
    #[must_use]
    pub fn called(&self) -> &str {
        self.project.get().map_or("", |text| text.as_str())
    }

    /// The outcome on a day: open until it is decided. What was decided after the day counts as open; without a day, as written.
    #[must_use]
    pub fn outcome_on(&self, day: Option<NaiveDate>) -> Outcome {
        let later = self.decided_on.value().zip(day).is_some_and(|(decided, day)| decided > day);
        self.outcome.value().filter(|_| !later).unwrap_or(Outcome::Open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(contract: &str, win_rate: &str, margin: &str) -> Figures {
        let contract = Money::parse(contract, Unit::Wan).expect("an amount").0;
        let percent = |text| Percent::parse(text).expect("a percentage").0;
        Figures::compute(Some(contract), Some(percent(win_rate)), Some(percent(margin)))
    }

    fn yunling() -> Vec<Figures> {
        vec![figures("1200.00", "60", "8"), figures("800.00", "50", "10"), figures("450.00", "30", "12")]
    }

    fn starbridge() -> Vec<Figures> {
        vec![figures("320.00", "70", "9"), figures("180.50", "45", "7.5")]
    }

    fn jiangbei() -> Vec<Figures> {
        vec![figures("600.00", "20", "6")]
    }

    fn wan(totals: &Totals) -> [String; 5] {
        let money = |money: Option<Money>| money.expect("not too large").to_number(Unit::Wan);
        let rate = |rate: Option<Percent>| rate.expect("something to divide by").rounded(2);
        [money(totals.contract), money(totals.expected), money(totals.profit), rate(totals.win_rate()), rate(totals.margin())]
    }

    #[test]
    fn each_line_is_exact_to_the_fen() {
        let lines: Vec<Figures> = [yunling(), starbridge(), jiangbei()].concat();
        let yuan = |money: Option<Money>| money.expect("computed").to_yuan_string();
        let shown: Vec<[String; 2]> = lines.iter().map(|line| [yuan(line.expected), yuan(line.profit)]).collect();
        let golden = [
            ["7200000.00", "576000.00"],
            ["4000000.00", "400000.00"],
            ["1350000.00", "162000.00"],
            ["2240000.00", "201600.00"],
            ["812250.00", "60918.75"],
            ["1200000.00", "72000.00"],
        ];
        assert_eq!(shown, golden.map(|line| line.map(str::to_owned)));
    }

    #[test]
    fn totals_of_the_example() {
        assert_eq!(wan(&Totals::of(yunling())), ["2450", "1255", "113.8", "51.22", "9.07"]);
        assert_eq!(wan(&Totals::of(starbridge())), ["500.5", "305.225", "26.251875", "60.98", "8.60"]);
        assert_eq!(wan(&Totals::of(jiangbei())), ["600", "120", "7.2", "20.00", "6.00"]);
        let all = Totals::of([yunling(), starbridge(), jiangbei()].concat());
        assert_eq!(wan(&all), ["3550.5", "1680.225", "147.251875", "47.32", "8.76"]);
        let yuan = [all.contract, all.expected, all.profit].map(|money| money.expect("small").to_yuan_string());
        assert_eq!(yuan, ["35505000.00", "16802250.00", "1472518.75"]);
        assert_eq!((all.projects, all.partial, all.is_whole()), (6, 0, true));
    }

    #[test]
    fn each_line_is_rounded_half_up_before_it_is_added() {
        // 0.01 元 × 50 % is half a fen: a whole one a line.
        let fen = Figures::compute(Some(Money::from_fen(1)), Some(Percent::from_int(50)), Some(Percent::HUNDRED));
        assert_eq!(fen.expected, Some(Money::from_fen(1)));
        assert_eq!(Totals::of([fen, fen]).expected, Some(Money::from_fen(2)));
        let loss = Figures::compute(Some(Money::from_fen(1)), Some(Percent::HUNDRED), Some(Percent::from_int(-50)));
        assert_eq!(loss.profit, Some(Money::from_fen(-1)));
    }

    #[test]
    fn what_is_missing_is_left_out_of_sums_and_of_rates() {
        let no_rate = Figures::compute(Some(Money::from_fen(1000)), None, Some(Percent::from_int(10)));
        let whole = Figures::compute(Some(Money::from_fen(1000)), Some(Percent::from_int(60)), Some(Percent::from_int(10)));
        let totals = Totals::of([no_rate, whole]);
        assert_eq!((totals.projects, totals.partial, totals.is_whole()), (2, 1, false));
        assert_eq!((totals.contract, totals.expected), (Some(Money::from_fen(2000)), Some(Money::from_fen(600))));
        assert_eq!(totals.win_rate().map(|rate| rate.rounded(2)), Some("60.00".to_owned()));
        assert_eq!(Totals::default().win_rate(), None);
    }

    #[test]
    fn a_sum_too_large_is_none() {
        let most = Figures::compute(Some(Money::from_fen(i64::MAX)), Some(Percent::HUNDRED), Some(Percent::HUNDRED));
        let totals = Totals::of([most, most]);
        assert_eq!((totals.contract, totals.win_rate(), totals.is_whole()), (None, None, false));
    }

    #[test]
    fn tolerance_is_a_hundredth_of_the_unit() {
        assert_eq!([Unit::Yuan, Unit::Wan, Unit::Yi].map(tolerance), [1, 10_000, 100_000_000]);
        let fen = Money::from_fen;
        assert!(agrees(fen(81_220_000), fen(81_225_000), Unit::Wan));
        assert!(agrees(fen(10_000), fen(0), Unit::Wan));
        assert!(!agrees(fen(10_001), fen(0), Unit::Wan));
        assert!(!agrees(fen(2), fen(0), Unit::Yuan));
    }
}
