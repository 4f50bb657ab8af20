//! Bars and sparklines of a terminal, for [`Column::picture`](crate::render::table::Column::picture) cells. One character is one column;
//! figures stay exact in the columns beside them, here they are only seen.

use rust_decimal::{Decimal, RoundingStrategy};

/// What fills a part of a column from the left, by eighths.
const LYING: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
/// What fills a column from below, by eighths.
const STANDING: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The part of a meter that is still to come.
const TRACK: char = '░';
/// Where a series has no value.
const GAP: char = '·';

/// A bar that takes `share` (0 to 1) of `width` columns. What is more than nothing can be seen; nothing, and less than nothing, has no bar;
/// more than the whole fills it.
#[must_use]
pub fn bar(share: Decimal, width: usize) -> String {
    let eighths = eighths(share, width);
    let mut out: String = std::iter::repeat_n(LYING[7], eighths / 8).collect();
    if let Some(rest) = (eighths % 8).checked_sub(1) {
        out.push(LYING[rest]);
    }
    out
}

/// A bar for `value` where `most` fills `width` columns: [`bar`] of their ratio. Without a largest value above zero there is none.
#[must_use]
pub fn bar_of(value: Decimal, most: Decimal, width: usize) -> String {
    if most <= Decimal::ZERO { String::new() } else { bar(value.checked_div(most).unwrap_or(Decimal::ONE), width) }
}

/// How far something has come: whole columns, the rest drawn too. It is full only at the whole and empty only at nothing.
#[must_use]
pub fn meter(share: Decimal, width: usize) -> String {
    let share = share.clamp(Decimal::ZERO, Decimal::ONE);
    let full = whole(share * Decimal::from(width)).min(width);
    let full = match width.checked_sub(1) {
        Some(below) if share < Decimal::ONE => full.min(below),
        _ => full,
    };
    let full = if share > Decimal::ZERO { full.max(1).min(width) } else { full };
    std::iter::repeat_n(LYING[7], full).chain(std::iter::repeat_n(TRACK, width - full)).collect()
}

/// A series as one character a value, from zero (from the lowest where one is below zero) to the largest. `·` where there is no value.
#[must_use]
pub fn spark(values: &[Option<Decimal>]) -> String {
    let lowest = values.iter().flatten().copied().min().unwrap_or_default().min(Decimal::ZERO);
    let highest = values.iter().flatten().copied().max().unwrap_or_default().max(Decimal::ZERO);
    let place = |value: Decimal| {
        let (above, span) = (value.checked_sub(lowest), highest.checked_sub(lowest));
        let share = above.zip(span).and_then(|(above, span)| above.checked_div(span)).unwrap_or_default();
        STANDING[eighths(share, 1).saturating_sub(1)]
    };
    values.iter().map(|value| value.map_or(GAP, place)).collect()
}

/// Filled eighths of `width` columns; at least one where the share is above zero.
fn eighths(share: Decimal, width: usize) -> usize {
    let share = share.clamp(Decimal::ZERO, Decimal::ONE);
    let all = width.saturating_mul(8);
    let filled = whole(share * Decimal::from(all)).min(all);
    if share > Decimal::ZERO { filled.max(1).min(all) } else { filled }
}

/// Half up, and never below zero.
fn whole(number: Decimal) -> usize {
    let rounded = number.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    usize::try_from(rounded).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::paper::width;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    #[test]
    fn bars_grow_by_eighths() {
        let bars = ["0", "0.001", "0.125", "0.5", "0.99", "1", "7", "-1"].map(|share| bar(decimal(share), 4));
        assert_eq!(bars, ["", "▏", "▌", "██", "████", "████", "████", ""]);
        assert_eq!(bar(decimal("0.3"), 10), "███");
        assert_eq!(bar(decimal("0.31"), 10), "███▏");
        assert_eq!(bar(Decimal::ONE, 0), "");
        assert_eq!(bar_of(decimal("2300"), decimal("4600"), 6), "███");
        assert_eq!((bar_of(decimal("5"), Decimal::ZERO, 6), bar_of(decimal("-5"), decimal("5"), 6)), (String::new(), String::new()));
    }

    #[test]
    fn meters_are_full_at_the_whole_only() {
        let meters = ["0", "0.01", "0.5", "0.99", "1", "1.2"].map(|share| meter(decimal(share), 5));
        assert_eq!(meters, ["░░░░░", "█░░░░", "███░░", "████░", "█████", "█████"]);
        assert_eq!((meter(decimal("0.5"), 0), meter(decimal("0.5"), 1)), (String::new(), "█".to_owned()));
    }

    #[test]
    fn sparks_begin_at_zero() {
        let of = |values: &[i64]| spark(&values.iter().map(|value| Some(Decimal::from(*value))).collect::<Vec<_>>());
        assert_eq!(of(&[0, 1, 2, 3, 4, 5, 6, 7, 8]), "▁▁▂▃▄▅▆▇█");
        assert_eq!((of(&[100, 100]).as_str(), of(&[0, 0]).as_str(), of(&[]).as_str()), ("██", "▁▁", ""));
        assert_eq!(of(&[-4, 0, 4]), "▁▄█");
        assert_eq!(spark(&[Some(Decimal::ONE), None, Some(Decimal::TWO)]), "▄·█");
        assert_eq!(spark(&[None, None]), "··");
        assert_eq!(spark(&[Some(Decimal::MIN), Some(Decimal::MAX)]).chars().count(), 2);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_its_room(share in -2000i64..3000, room in 0usize..40) {
            let share = Decimal::new(share, 3);
            prop_assert!(width(&bar(share, room)) <= room);
            prop_assert_eq!(width(&meter(share, room)), room);
        }
    }
}
