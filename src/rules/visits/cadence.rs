//! How often the policy in force wants somebody of ours to meet a customer: for commands that propose a plan.

use crate::form::choices::{StaffRole, Tier};
use crate::form::customer::Customer;
use crate::rules::{ParamValue, Rule};
use crate::world::World;

use super::{vis_01, vis_02, vis_04, vis_05, vis_09, vis_10};

/// Contacts a year that are asked of this one of ours with a customer; none where nothing is asked.
#[must_use]
pub fn contacts_a_year(world: &World, customer: &Customer, staff: &str) -> Option<i64> {
    let tier = customer.tier.value();
    let is_key = customer.is_key_account();
    let manages = customer.account_manager.get().is_some_and(|manager| manager.is(staff));
    let regional = world.staff.has_role(staff, StaffRole::RegionalManager);
    let called_back = match world.policy.param(&vis_01::RULE, "tiers") {
        ParamValue::List(tiers) => tier.is_some_and(|tier| tiers.iter().any(|word| tier.option().is_called(word))),
        ParamValue::Number(_) => false,
    };
    let asked: [(&'static Rule, i64, bool); 6] = [
        (&vis_09::RULE, 12, is_key && manages),
        (&vis_10::RULE, 2, is_key && regional),
        (&vis_01::RULE, 4, called_back),
        (&vis_02::RULE, 4, tier == Some(Tier::Vip)),
        (&vis_04::RULE, 4, tier == Some(Tier::Key)),
        (&vis_05::RULE, 2, tier == Some(Tier::General)),
    ];
    let policy = &world.policy;
    let fits = asked.into_iter().filter(|(rule, _, fits)| *fits && policy.is_in_force(rule));
    fits.map(|(rule, periods, _)| periods.saturating_mul(policy.number(rule, "times"))).max()
}
