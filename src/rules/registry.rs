//! Every rule, in the order of the catalogue. A new rule is a file in its family's folder and a line in the family's list.

use super::Rule;
use super::{coverage, files, filing, form1, form2, form3, form4, form5, form6, form7a, form7b, organisation, plans, sources};

/// The families' lists, in the order of the catalogue.
pub static FAMILIES: &[&[&Rule]] = &[
    form1::RULES,
    form2::RULES,
    form3::RULES,
    form4::RULES,
    form5::RULES,
    form6::RULES,
    coverage::RULES,
    form7a::RULES,
    form7b::RULES,
    filing::RULES,
    sources::RULES,
    plans::RULES,
    organisation::RULES,
    files::RULES,
];

/// Every rule, in order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.iter().copied())
}

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// The place of a rule in the order of the catalogue.
#[must_use]
pub fn place(id: &str) -> Option<usize> {
    all().position(|rule| rule.id == id)
}
