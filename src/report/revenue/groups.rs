//! What sums of a revenue plan are made by: the group that a project belongs to.

use crate::form::Target;
use crate::form::choices::Tier;
use crate::render::table::Cell;
use crate::resolve::fold;
use crate::words::{Lang, words};
use crate::world::World;

use super::{By, Row, customer_cell, named};

/// What groups are told apart and sorted by: those without a value last, then the order of the list, then the key.
pub(super) type Group = (bool, usize, String);

/// The group of a project by this key, and what it is called.
pub(super) fn group(row: &Row<'_>, by: By, machine: bool, world: &World) -> (Group, Cell) {
    let profile = row.profile();
    let of = |target: Target, id: &str| {
        let place = match target {
            Target::Staff | Target::Customer => 0,
            listed => world.names(listed).and_then(|names| names.at(id)).unwrap_or(usize::MAX),
        };
        ((false, place, fold(id)), Cell::text(named(target, id, machine, world)))
    };
    let found = match by {
        By::Customer => Some(((false, 0, row.customer.id.to_string()), customer_cell(row.customer, machine))),
        By::Am => profile.and_then(|profile| profile.account_manager.get()).map(|staff| of(Target::Staff, &staff.id)),
        By::Region => profile.and_then(|profile| profile.region.get()).map(|region| of(Target::Region, &region.id)),
        By::Category => profile.and_then(|profile| profile.category.get()).map(|category| of(Target::Category, &category.id)),
        By::Month => row.line.expected_on.value().map(|day| {
            let month = day.format("%Y-%m").to_string();
            ((false, 0, month.clone()), Cell::text(month))
        }),
        By::Stage => row.line.stage.get().map(|stage| of(Target::Stage, &stage.id)),
        By::Product => row.line.product.get().map(|product| ((false, 0, fold(product)), Cell::text(product.as_str()))),
        By::Tier => profile.and_then(|profile| profile.tier.value()).map(|tier| tier_group(tier, machine, world.lang)),
    };
    let none = if machine { Cell::Empty } else { Cell::text(words("（未填写）", "(not filled in)").get(world.lang)) };
    found.unwrap_or_else(|| ((true, 0, String::new()), none))
}

fn tier_group(tier: Tier, machine: bool, lang: Lang) -> (Group, Cell) {
    let place = Tier::ALL.iter().position(|one| *one == tier).unwrap_or_default();
    let cell = Cell::text(if machine { tier.key() } else { tier.label(lang) });
    ((false, place, String::new()), cell)
}
