//! The computed columns of 附表7 收益计划: 【实际收入】=【合同额】×【获取率】, 【利润额】=【实际收入】×【利润率】, totals of the lines as printed,
//! rates of the total weighted by money and never the mean of a column.

use crate::form::plan::RevenueLine;
use crate::model::money::Money;
use crate::model::percent::Percent;

/// The figures of one project, or of a total. What could not be read, or needs something that could not, is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// 合同额
    pub contract: Option<Money>,
    /// 获取率
    pub win_rate: Option<Percent>,
    /// 实际收入
    pub expected: Option<Money>,
    /// 利润率
    pub margin: Option<Percent>,
    /// 利润额
    pub profit: Option<Money>,
}

impl Figures {
    /// The figures of a line.
    #[must_use]
    pub fn of(line: &RevenueLine) -> Self {
        let contract = line.contract.value();
        let win_rate = line.win_rate.value().map(|rate| rate.percent);
        let margin = line.margin.value().map(|rate| rate.percent);
        let expected = contract.zip(win_rate).and_then(|(contract, rate)| contract.mul_percent(rate));
        let profit = expected.zip(margin).and_then(|(expected, margin)| expected.mul_percent(margin));
        Self { contract, win_rate, expected, margin, profit }
    }

    /// Whether every figure is there, so that the line can be added up.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.contract.is_some() && self.expected.is_some() && self.profit.is_some()
    }

    /// The total of the lines that are whole.
    #[must_use]
    pub fn total(lines: &[Self]) -> Self {
        let whole = || lines.iter().filter(|line| line.is_whole());
        let contract = Money::total(whole().filter_map(|line| line.contract));
        let expected = Money::total(whole().filter_map(|line| line.expected));
        let profit = Money::total(whole().filter_map(|line| line.profit));
        let rate = |part: Option<Money>, of: Option<Money>| part.zip(of).and_then(|(part, of)| Percent::weighted(part, of));
        Self { contract, win_rate: rate(expected, contract), expected, margin: rate(profit, expected), profit }
    }
}
