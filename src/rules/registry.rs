//! Every rule, in the order of the catalogue. A new rule is a file in its family's folder and a line in the family's list.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::RandomState;

use super::Rule;
use super::{
    cadence, classes, coverage, data, events, files, filing, form1, form2, form3, form4, form5, form6, form7a, form7b, gifts, governance,
    organisation, pipeline, plans, privacy, receptions, sales, satisfaction, secrecy, service, sources, statistics, visits,
};

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
    cadence::RULES,
    secrecy::RULES,
    plans::RULES,
    organisation::RULES,
    governance::RULES,
    classes::RULES,
    visits::RULES,
    receptions::RULES,
    service::RULES,
    satisfaction::RULES,
    statistics::RULES,
    pipeline::RULES,
    sales::RULES,
    data::RULES,
    privacy::RULES,
    gifts::RULES,
    events::RULES,
    files::RULES,
];

/// Every rule, in order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.iter().copied())
}

/// A rule with what is asked for again and again.
struct Known {
    rule: &'static Rule,
    place: usize,
    source: String,
}

/// Every rule by its id: thousands of findings ask for theirs.
fn known(id: &str) -> Option<&'static Known> {
    static KNOWN: OnceLock<HashMap<&'static str, Known, RandomState>> = OnceLock::new();
    let entry = |(place, rule): (usize, &'static Rule)| (rule.id, Known { rule, place, source: rule.source_text() });
    KNOWN.get_or_init(|| all().enumerate().map(entry).collect()).get(id)
}

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    known(id).map(|known| known.rule)
}

/// The place of a rule in the order of the catalogue.
#[must_use]
pub fn place(id: &str) -> Option<usize> {
    known(id).map(|known| known.place)
}

/// Where a rule comes from; empty for an unknown id.
#[must_use]
pub fn source(id: &str) -> &'static str {
    known(id).map_or("", |known| &known.source)
}
