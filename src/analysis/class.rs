//! The judged class A, B, C of seed 002: what a customer's factors make it. It has nothing to do with the A, B, C computed from sales.

use crate::form::choices::AbcClass;
use crate::form::customer::AbcFactors;
use crate::form::{Field, Record};

/// What all of an A customer has; the other factors each make a C.
const GOOD: &[&str] = &["cooperation_history", "good_faith", "good_credit", "high_social_value", "near_term_demand"];

/// The class that the factors make, and the keys of what decides it: what speaks for C, else what is missing for A; of an A what it has.
#[must_use]
pub fn class(factors: &AbcFactors) -> (AbcClass, Vec<&'static str>) {
    let yes = |field: &Field<bool>| field.value() == Some(true);
    let all = [
        ("cooperation_history", yes(&factors.cooperation_history)),
        ("good_faith", yes(&factors.good_faith)),
        ("good_credit", yes(&factors.good_credit)),
        ("high_social_value", yes(&factors.high_social_value)),
        ("near_term_demand", yes(&factors.near_term_demand)),
        ("stranger", yes(&factors.stranger)),
        ("bad_faith_record", yes(&factors.bad_faith_record)),
        ("harsh_demands", yes(&factors.harsh_demands)),
        ("unreasonable_complaints", yes(&factors.unreasonable_complaints)),
        ("low_profit_complex", yes(&factors.low_profit_complex)),
        ("poor_credit", yes(&factors.poor_credit)),
        ("own_problems", yes(&factors.own_problems)),
    ];
    let held: Vec<&'static str> = all.iter().filter(|(_, yes)| *yes).map(|(key, _)| *key).collect();
    let against: Vec<&'static str> = held.iter().copied().filter(|key| !GOOD.contains(key)).collect();
    if !against.is_empty() {
        return (AbcClass::C, against);
    }
    let lacking: Vec<&'static str> = GOOD.iter().copied().filter(|key| !held.contains(key)).collect();
    if lacking.is_empty() { (AbcClass::A, held) } else { (AbcClass::B, lacking) }
}

/// Whether any factor is filled in and none of them is wrong, so that they make a class.
#[must_use]
pub fn has_factors(factors: &AbcFactors) -> bool {
    let (mut any, mut bad) = (false, false);
    factors.each(&mut |spec, value| {
        any |= spec.key != "override_reason" && !value.blank();
        bad |= value.bad();
    });
    any && !bad
}
