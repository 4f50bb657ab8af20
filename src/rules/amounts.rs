//! Amounts in messages, and what a project of the archive usually comes to.

use crate::archive::Loaded;
use crate::model::money::{MIN_DECIMALS, Money, Unit, median};
use crate::words::Lang;
use crate::world::World;

/// `1,200.00 万元`: an amount in the archive's unit, exact.
pub(super) fn amount(world: &World, money: Money) -> String {
    labelled(world, money, money.decimals_needed(world.unit))
}

/// The same with two decimals: for what was computed.
pub(super) fn rounded(world: &World, money: Money) -> String {
    labelled(world, money, MIN_DECIMALS)
}

fn labelled(world: &World, money: Money, decimals: u32) -> String {
    let (unit, lang) = (world.unit, world.lang);
    let number = money.display(unit, decimals);
    match lang {
        Lang::Zh => format!("{number} {}", unit.label(lang)),
        Lang::En => format!("{} {number}", unit.label(lang)),
    }
}

/// The middle contract of all projects in plans that were read whole; none with fewer projects than `least`.
pub(super) fn usual_contract(archive: &Loaded, least: i64) -> Option<Money> {
    let plans = archive.customers.iter().flat_map(|customer| customer.plans.iter()).filter(|doc| doc.whole);
    let lines = plans.flat_map(|doc| doc.record.projects());
    let mut contracts: Vec<Money> = lines.filter_map(|line| line.contract.value()).filter(|money| *money > Money::ZERO).collect();
    let enough = usize::try_from(least).is_ok_and(|least| contracts.len() >= least);
    median(&mut contracts).filter(|_| enough)
}

/// What the amount would be had it been written in yuan, where that is an amount like the others.
pub(super) fn in_yuan(amount: Money, usual: Money, times: i64, unit: Unit) -> Option<Money> {
    let one = 10i64.checked_pow(unit.max_decimals())?;
    let right = amount.mul_ratio(100, one).filter(|_| unit != Unit::Yuan)?;
    let near = |money: Money| money.fen() <= usual.fen().saturating_mul(times) && money.fen().saturating_mul(times) >= usual.fen();
    near(right).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_are_recognised_by_what_they_would_be() {
        let wan = |number: i64| Money::from_fen(number * 1_000_000);
        assert_eq!(in_yuan(wan(12_000_000), wan(450), 50, Unit::Wan), Some(wan(1200)));
        assert_eq!(in_yuan(wan(30_000), wan(450), 50, Unit::Wan), None);
        assert_eq!(in_yuan(wan(12_000_000), wan(450), 50, Unit::Yuan), None);
    }
}
