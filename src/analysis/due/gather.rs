//! What a source of items sees, and where it puts them.

use chrono::NaiveDate;

use crate::rules::{ArchiveScene, Scene};
use crate::words::Lang;

use super::item::{Item, Kind, Named};
use super::who;

/// Signs that a subject may quote of a text.
const MOST: usize = 30;

/// The first line of a text, cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default().trim();
    if line.chars().count() <= MOST {
        return line.to_owned();
    }
    let kept: String = line.chars().take(MOST - 1).collect();
    format!("{}…", kept.trim_end())
}

/// One customer, under one rule.
pub(super) struct OfCustomer<'s> {
    pub(super) scene: &'s Scene<'s>,
    pub(super) today: NaiveDate,
    pub(super) until: NaiveDate,
    pub(super) items: &'s mut Vec<Item>,
}

/// The archive as a whole, under one rule.
pub(super) struct OfArchive<'s> {
    pub(super) scene: &'s ArchiveScene<'s>,
    pub(super) today: NaiveDate,
    pub(super) until: NaiveDate,
    pub(super) items: &'s mut Vec<Item>,
}

impl OfCustomer<'_> {
    /// The language of subjects.
    pub(super) const fn lang(&self) -> Lang {
        self.scene.world.lang
    }

    /// The customer's account manager.
    pub(super) fn manager(&self) -> Option<Named> {
        self.scene.account_manager().map(|id| self.staff(id))
    }

    /// One of ours.
    pub(super) fn staff(&self, id: &str) -> Named {
        Named::of(id, &self.scene.world.staff.names)
    }

    /// A key person.
    pub(super) fn person(&self, id: &str) -> Named {
        Named::of(id, &self.scene.customer.people_names)
    }

    /// Whether the customer was lost by the day: nobody is to call on it any more.
    pub(super) fn is_lost(&self) -> bool {
        let lost = self.scene.customer.profile.as_ref().and_then(|doc| doc.record.lost_on.value());
        lost.is_some_and(|lost| lost <= self.today)
    }

    /// Something due; the account manager is to do it unless somebody else is named.
    pub(super) fn item(&self, kind: Kind, date: NaiveDate, subject: String) -> Item {
        let folder = self.scene.customer;
        let customer = Named { id: folder.id.to_string(), name: folder.called().to_owned() };
        let item = Item::new(self.scene.rule.id, kind, date, self.today, subject).by(self.manager());
        Item { customer: Some(customer), ..item }
    }

    /// Puts it on the list, unless it lies too far ahead.
    pub(super) fn put(&mut self, item: Item) {
        if item.date <= self.until {
            self.items.push(item);
        }
    }
}

impl OfArchive<'_> {
    /// The language of subjects.
    pub(super) const fn lang(&self) -> Lang {
        self.scene.world.lang
    }

    /// One of ours.
    pub(super) fn staff(&self, id: &str) -> Named {
        Named::of(id, &self.scene.world.staff.names)
    }

    /// Something due, by whoever has the first of these roles.
    pub(super) fn item(&self, kind: Kind, date: NaiveDate, subject: String, roles: &[crate::form::choices::StaffRole]) -> Item {
        let staff = who::first_of(self.scene.world, roles, self.today);
        Item::new(self.scene.rule.id, kind, date, self.today, subject).by(staff)
    }

    /// The same about a customer.
    pub(super) fn put(&mut self, item: Item) {
        if item.date <= self.until {
            self.items.push(item);
        }
    }
}
