//! Who is to do something, and who stands above whom.

use chrono::NaiveDate;

use crate::form::choices::StaffRole;
use crate::resolve::Found;
use crate::rules::ours;
use crate::world::World;

use super::item::Named;

/// Whoever has the first of these roles that anybody has on the day.
pub(super) fn first_of(world: &World, roles: &[StaffRole], today: NaiveDate) -> Option<Named> {
    let id = roles.iter().find_map(|role| ours::first_with(world, *role, Some(today)))?;
    Some(Named::of(id, &world.staff.names))
}

/// The active manager of a region, by its id or name.
pub(super) fn of_region(world: &World, region: &str, today: NaiveDate) -> Option<Named> {
    let (Found::One(at) | Found::Alias(at)) = world.regions.find(region) else { return None };
    let rows = world.settings.regions.get()?;
    let manager = rows.iter().nth(at)?.manager.get()?;
    let Found::One(at) = world.staff.names.find(manager.as_str()) else { return None };
    let row = world.staff.rows.get(at).filter(|row| row.is_active(today))?;
    row.id.get().map(|id| Named::of(id.as_str(), &world.staff.names))
}

/// Who looks into it when somebody has let something lie: the direct superior, else the manager of the region (the customer's, else the
/// person's own), else the marketing director. Whoever has left or is the person himself is passed over.
#[must_use]
pub fn superior(world: &World, staff: Option<&str>, region: Option<&str>, today: NaiveDate) -> Option<Named> {
    let row = staff.and_then(|id| world.staff.row(id));
    let direct = row.and_then(|row| row.superior.get()).filter(|one| one.known).map(|one| Named::of(&one.id, &world.staff.names));
    let regions = region.into_iter().chain(row.and_then(|row| row.region.get()).map(|region| region.as_str()));
    let regional = regions.filter_map(|region| of_region(world, region, today));
    let director = first_of(world, &[StaffRole::MarketingDirector], today);
    let is_there = |one: &Named| world.staff.row(&one.id).is_some_and(|row| row.is_active(today));
    direct.into_iter().chain(regional).chain(director).find(|one| Some(one.id.as_str()) != staff && is_there(one))
}
