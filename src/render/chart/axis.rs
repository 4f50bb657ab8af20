//! The axis of values: from where to where, at which round numbers lines are drawn, and how numbers are written in a picture.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::money::group;

/// 10²²: beyond it nothing is drawn to scale, so that no step of the arithmetic leaves the numbers that decimals have.
const LIMIT: Decimal = Decimal::from_parts(0xB240_0000, 0x19E0_C9BA, 0x21E, false, 0);
/// The most decimals of a number in a picture; the table beside it has all.
const FINEST: u32 = 6;

/// The values that an axis spans, between two of its ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    low: Decimal,
    high: Decimal,
    step: Decimal,
}

impl Scale {
    /// The scale over these values and zero, with at most so many steps of 1, 2 or 5 × 10ⁿ (one more where zero lies between).
    pub(super) fn over(values: impl IntoIterator<Item = Decimal>, steps: u32) -> Self {
        let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
        for value in values.into_iter().map(limited) {
            low = low.min(value);
            high = high.max(value);
        }
        if low == high {
            high = Decimal::ONE;
        }
        let step = step((high - low) / Decimal::from(steps.max(1)));
        // Little below zero beside much above it (or the other way round) gets half a step, not a whole one.
        let half = step / Decimal::TWO;
        let end = |value: Decimal, ticks: Decimal| match value.abs() < half {
            true if value.is_zero() => value,
            true if value < Decimal::ZERO => -half,
            true => half,
            false => ticks * step,
        };
        Self { low: end(low, (low / step).floor()), high: end(high, (high / step).ceil()), step }
    }

    /// The round numbers from the lowest to the highest.
    pub(super) fn ticks(&self) -> Vec<Decimal> {
        let (first, last) = ((self.low / self.step).ceil(), (self.high / self.step).floor());
        let count = (last - first).to_u32().unwrap_or(0);
        (0..=count).map(|at| (first + Decimal::from(at)) * self.step).collect()
    }

    /// How the ticks are written, all with as many decimals.
    pub(super) fn label(&self, tick: Decimal) -> String {
        written(tick, self.step.normalize().scale())
    }

    /// Where a value lies between lowest and highest, 0 to 1.
    pub(super) fn part(&self, value: Decimal) -> f64 {
        let part = (limited(value) - self.low) / (self.high - self.low);
        part.to_f64().unwrap_or(0.0).clamp(0.0, 1.0)
    }

    /// Whether there is anything below zero.
    pub(super) fn has_negative(&self) -> bool {
        self.low < Decimal::ZERO
    }
}

/// The smallest of 1, 2, 5 × 10ⁿ that is not below.
fn step(least: Decimal) -> Decimal {
    let ten = Decimal::TEN;
    let mut power = Decimal::ONE;
    while power > least && power.scale() < 20 {
        power = (power / ten).normalize();
    }
    while least > power * ten {
        power *= ten;
    }
    [Decimal::ONE, Decimal::TWO, Decimal::from(5), ten].iter().map(|times| power * times).find(|step| *step >= least).unwrap_or(power * ten)
}

/// A value that can be drawn.
fn limited(value: Decimal) -> Decimal {
    value.clamp(-LIMIT, LIMIT)
}

/// The decimals with which these values are written beside their bars: fewer the larger they are, as a glance needs.
pub(super) fn decimals(values: impl IntoIterator<Item = Decimal>) -> u32 {
    let (mut most, mut scale) = (Decimal::ZERO, 0);
    for value in values {
        most = most.max(value.abs());
        scale = scale.max(value.normalize().scale());
    }
    let wanted = if most >= Decimal::from(1000) {
        0
    } else if most >= Decimal::ONE_HUNDRED {
        1
    } else {
        2
    };
    scale.min(wanted)
}

/// A number with so many decimals and thousands separators, half up; with more where nothing would be left of it.
pub(super) fn written(value: Decimal, mut decimals: u32) -> String {
    let round = |decimals| value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    while round(decimals).is_zero() && !value.is_zero() && decimals < FINEST {
        decimals += 1;
    }
    let text = format!("{:.*}", decimals as usize, round(decimals).abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if round(decimals) < Decimal::ZERO { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", group(whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    fn ticks(values: &[&str]) -> Vec<String> {
        let scale = Scale::over(values.iter().map(|value| decimal(value)), 5);
        scale.ticks().into_iter().map(|tick| scale.label(tick)).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(&["3550.5"]), ["0", "1,000", "2,000", "3,000", "4,000"]);
        assert_eq!(ticks(&["97", "140.2"]), ["0", "50", "100", "150"]);
        assert_eq!(ticks(&["-30", "70"]), ["-40", "-20", "0", "20", "40", "60", "80"]);
        assert_eq!(ticks(&["0.07"]), ["0.00", "0.02", "0.04", "0.06", "0.08"]);
        assert_eq!(ticks(&["-12"]), ["-15", "-10", "-5", "0"]);
        assert_eq!(ticks(&["-120", "3550"]), ["0", "1,000", "2,000", "3,000", "4,000"]);
        assert_eq!(ticks(&["0"]), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(LIMIT.to_string(), "10000000000000000000000");
    }

    #[test]
    fn numbers_are_short_and_never_nothing() {
        assert_eq!(written(decimal("1234.565"), 2), "1,234.57");
        assert_eq!(written(decimal("-1234.5"), 0), "-1,235");
        assert_eq!((written(decimal("0.004"), 0), written(decimal("-0.0000001"), 0)), ("0.004".to_owned(), "0.000000".to_owned()));
        assert_eq!(decimals(["3550.5", "1.25"].map(decimal)), 0);
        assert_eq!(decimals(["350.55", "-1.25"].map(decimal)), 1);
        assert_eq!(decimals(["3", "7"].map(decimal)), 0);
    }

    proptest! {
        #[test]
        fn every_value_lies_on_its_scale(low in any::<i64>(), high in any::<i64>(), places in 0u32..12, steps in 1u32..9) {
            let values = [Decimal::new(low, places), Decimal::new(high, places)];
            let scale = Scale::over(values, steps);
            prop_assert!(scale.ticks().len() <= steps as usize + 3, "{:?}", scale.ticks());
            for value in values {
                prop_assert!(scale.low <= value && value <= scale.high, "{scale:?} {value}");
            }
        }
    }

    #[test]
    fn the_ends_of_all_numbers_do_no_harm() {
        for values in
            [[Decimal::MAX, Decimal::MIN], [Decimal::MAX, Decimal::ZERO], [decimal("0.0000000000000000000000000001"), Decimal::ZERO]]
        {
            let scale = Scale::over(values, 5);
            assert!(!scale.ticks().is_empty() && scale.ticks().len() < 12, "{scale:?}");
            assert!(values.iter().all(|value| (0.0..=1.0).contains(&scale.part(*value))));
        }
    }
}
