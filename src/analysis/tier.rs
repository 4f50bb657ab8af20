//! Which tier the yearly trade and the credit make a customer (seed 003 第九条 一), and from what the yearly trade is known.
//! The standard has a gap: much trade without excellent credit. Such a customer is key, as one with less trade is.

use chrono::NaiveDate;

use crate::archive::gathered::twelve_months_before;
use crate::archive::{CustomerFolder, Orders};
use crate::form::choices::{Credit, Lifecycle, Tier};
use crate::form::customer::Customer;
use crate::model::money::Money;
use crate::policy::Policy;

/// The amounts of yearly trade at which a tier begins: parameters of CLS-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From here on, with excellent credit, VIP客户.
    pub vip: Money,
    /// From here on 重点客户.
    pub key: Money,
}

/// The tier by the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standard {
    /// The tier.
    pub tier: Tier,
    /// Whether it is vip or key only the credit would tell, which is not rated.
    pub open: bool,
}

impl Limits {
    /// The parameters in force, which are in 万元; none when they are too large for an amount.
    #[must_use]
    pub fn of(policy: &Policy) -> Option<Self> {
        let wan = |name: &str| {
            let yuan = i64::try_from(policy.figure(name)).ok()?.checked_mul(10_000)?;
            Money::from_yuan(yuan)
        };
        Some(Self { vip: wan("CLS-01.vip_trade")?, key: wan("CLS-01.key_trade")? })
    }
}

/// What the yearly trade is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trade {
    /// `annual_trade` says it.
    Stated(Money),
    /// The orders of the twelve months that end on the day.
    Orders(Money),
    /// Neither is there.
    Nothing,
}

impl Trade {
    /// The yearly trade of a customer: stated, else what the orders of the last twelve months come to. None where that cannot be known:
    /// there are orders but no day, or their sum is too large.
    #[must_use]
    pub fn of(folder: &CustomerFolder, today: Option<NaiveDate>) -> Option<Self> {
        let stated = folder.profile.as_ref()?.record.annual_trade.value();
        match (stated, &folder.orders) {
            (Some(stated), _) => Some(Self::Stated(stated)),
            (None, Some(orders)) => last_year(orders, today?).map(Self::Orders),
            (None, None) => Some(Self::Nothing),
        }
    }

    /// The amount.
    #[must_use]
    pub const fn amount(self) -> Option<Money> {
        match self {
            Self::Stated(amount) | Self::Orders(amount) => Some(amount),
            Self::Nothing => None,
        }
    }
}

/// What the orders of the twelve months that end on the day come to.
fn last_year(orders: &Orders, day: NaiveDate) -> Option<Money> {
    let from = twelve_months_before(day);
    Money::total(orders.rows.iter().filter(|order| order.date >= from && order.date <= day).map(|order| order.amount))
}

/// Whether the stage is one before a contract.
#[must_use]
pub const fn is_before_contract(stage: Lifecycle) -> bool {
    matches!(stage, Lifecycle::Potential | Lifecycle::Interested | Lifecycle::Prospective)
}

/// The tier by the standard; none where what decides it is missing: the stage of a customer without trade, the trade of one that has signed.
#[must_use]
pub fn standard(record: &Customer, trade: Option<Money>, limits: Limits) -> Option<Standard> {
    let sure = |tier: Tier| Some(Standard { tier, open: false });
    let early = || record.lifecycle.value().map(is_before_contract);
    match trade {
        None => early()?.then_some(Standard { tier: Tier::Reserve, open: false }),
        Some(sum) if sum <= Money::ZERO => sure(if early()? { Tier::Reserve } else { Tier::General }),
        Some(sum) if sum < limits.key => sure(Tier::General),
        Some(sum) if sum < limits.vip => sure(Tier::Key),
        Some(_) => match record.credit.value() {
            Some(Credit::Excellent) => sure(Tier::Vip),
            None | Some(Credit::Unknown) => Some(Standard { tier: Tier::Key, open: true }),
            Some(_) => sure(Tier::Key),
        },
    }
}

impl Standard {
    /// Whether a stored tier agrees with it. While the credit is not rated, vip and key both do.
    #[must_use]
    pub fn agrees(self, stored: Tier) -> bool {
        stored == self.tier || (self.open && stored == Tier::Vip)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Field;
    use crate::form::field::State;
    use crate::source::Span;

    fn customer(stage: Lifecycle, credit: Option<Credit>) -> Customer {
        let at = Span::default();
        Customer {
            lifecycle: Field::found(Some(stage), at, at, State::Good),
            credit: credit.map_or_else(Field::default, |credit| Field::found(Some(credit), at, at, State::Good)),
            ..Customer::default()
        }
    }

    #[test]
    fn the_standard_and_its_gap() {
        let limits = Limits::of(&Policy::default()).expect("small");
        assert_eq!((limits.vip.fen(), limits.key.fen()), (50_000_000, 10_000_000));
        let tier = |yuan: i64, credit| {
            let standard = standard(&customer(Lifecycle::Contracted, credit), Money::from_yuan(yuan), limits).expect("decided");
            (standard.tier, standard.open)
        };
        assert_eq!(tier(500_000, Some(Credit::Excellent)), (Tier::Vip, false));
        assert_eq!(tier(499_999, Some(Credit::Excellent)), (Tier::Key, false));
        assert_eq!(tier(500_000, Some(Credit::Good)), (Tier::Key, false), "much trade without excellent credit");
        assert_eq!(tier(900_000, None), (Tier::Key, true));
        assert_eq!(tier(100_000, Some(Credit::Poor)), (Tier::Key, false));
        assert_eq!(tier(99_999, None), (Tier::General, false));
        assert_eq!(tier(0, None), (Tier::General, false));
        let early = |trade| standard(&customer(Lifecycle::Potential, None), trade, limits).map(|one| one.tier);
        assert_eq!((early(None), early(Some(Money::ZERO))), (Some(Tier::Reserve), Some(Tier::Reserve)));
        assert_eq!(standard(&customer(Lifecycle::Contracted, None), None, limits), None, "nobody knows");
        let open = Standard { tier: Tier::Key, open: true };
        assert!(open.agrees(Tier::Vip) && open.agrees(Tier::Key) && !open.agrees(Tier::General));
    }
}
