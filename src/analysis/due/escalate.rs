//! What has been overdue so long that the superior is asked: listed once more under his or her name.

use chrono::NaiveDate;

use crate::archive::Loaded;
use crate::form::choices::StaffRole;
use crate::rules::registry;
use crate::say;
use crate::world::World;

use super::item::{Item, Kind, Named, State};
use super::who;

/// The rule whose `escalate_days` says when an item goes to the superior; none where nothing does.
const fn rule_of(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Contact => "F6-06",
        Kind::Action => "F7A-05",
        Kind::Report => "CAD-01",
        Kind::Verification => "CAD-03",
        Kind::Suggestion => "CAD-07",
        Kind::Lending => "SEC-03",
        Kind::Callback => "VIS-01",
        _ => return None,
    })
}

/// The items that have gone to the superior, each under that name and with whose it was.
#[must_use]
pub fn escalated(loaded: &Loaded, items: &[Item], today: NaiveDate) -> Vec<Item> {
    items.iter().filter_map(|item| escalate(loaded, item, today)).collect()
}

fn escalate(loaded: &Loaded, item: &Item, today: NaiveDate) -> Option<Item> {
    let world: &World = &loaded.world;
    let rule = registry::find(rule_of(item.kind)?)?;
    if item.state != State::Overdue || item.owed_for() <= world.policy.number(rule, "escalate_days") {
        return None;
    }
    let folder = item.customer.as_ref().and_then(|customer| super::registers::folder(loaded, &customer.id));
    let region = folder.and_then(|folder| folder.profile.as_ref()).and_then(|doc| doc.record.region.get());
    let staff = item.staff.as_ref().map(|staff| staff.id.as_str());
    let above = who::superior(world, staff, region.map(|region| &*region.id), today)?;
    let subject = match &item.staff {
        Some(Named { name, .. }) => {
            let what = &item.subject;
            say!(world.lang, "过问{name}：{what}", "ask {name}: {what}")
        }
        None => {
            let what = &item.subject;
            say!(world.lang, "无人负责：{what}", "nobody in charge: {what}")
        }
    };
    Some(Item { subject, escalated: true, whose: item.staff.clone(), staff: Some(above), ..item.clone() })
}

/// Who gets what nobody is in charge of.
pub(super) const DIRECTOR: &[StaffRole] = &[StaffRole::MarketingDirector];
