//! What a rule sees: typed, read-only data of one customer or of the archive, and a place to say what it found.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::analysis::contacts::{Contact, Contacts};
use crate::archive::past::Past;
use crate::archive::{CustomerFolder, Doc, Loaded};
use crate::findings::{Finding, Level};
use crate::form::choices::{Lifecycle, Role, Tier};
use crate::form::key_people::KeyPersonRow;
use crate::form::plan::Plan;
use crate::form::reader::DocInfo;
use crate::model::period::{Period, PeriodKind};
use crate::source::Span;
use crate::words::Lang;
use crate::world::World;

use super::{ParamValue, Rule, periods};

/// What a rule about one customer sees.
pub struct Scene<'a> {
    /// Settings, staff, regions.
    pub world: &'a World,
    /// The customer.
    pub customer: &'a CustomerFolder,
    /// The day of judgement; none in `check`.
    pub today: Option<NaiveDate>,
    /// The rule that is judged.
    pub rule: &'static Rule,
    /// What it found.
    pub found: Vec<Finding>,
}

/// What a rule about the whole archive sees.
pub struct ArchiveScene<'a> {
    /// Settings, staff, regions.
    pub world: &'a World,
    /// Every customer and register.
    pub archive: &'a Loaded,
    /// The day of judgement; none in `check`.
    pub today: Option<NaiveDate>,
    /// The rule that is judged.
    pub rule: &'static Rule,
    /// What it found.
    pub found: Vec<Finding>,
}

/// What both kinds of scene say in the same way: written once, since rules call it on either without a trait to import.
macro_rules! says_findings {
    () => {
        /// The language of messages.
        #[must_use]
        pub const fn lang(&self) -> Lang {
            self.world.lang
        }

        /// A parameter of the rule as a whole number.
        #[must_use]
        pub fn param(&self, name: &str) -> i64 {
            self.world.policy.number(self.rule, name)
        }

        /// A parameter of the rule as a list of words.
        #[must_use]
        pub fn param_list(&self, name: &str) -> Vec<String> {
            match self.world.policy.param(self.rule, name) {
                ParamValue::List(list) => list,
                ParamValue::Number(_) => Vec::new(),
            }
        }

        /// Says what was found, at the rule's own level. `field`: the key it is about, dotted from the document's top.
        pub fn find(&mut self, info: &DocInfo, span: Span, field: &str, message: String) -> &mut Finding {
            let level = self.level();
            self.push(level, info, span, field, message)
        }

        /// Says the lesser case of the rule.
        pub fn lesser(&mut self, info: &DocInfo, span: Span, field: &str, message: String) -> &mut Finding {
            let level = self.rule.lesser.unwrap_or_else(|| self.level());
            self.push(level, info, span, field, message)
        }

        fn push(&mut self, level: Level, info: &DocInfo, span: Span, field: &str, message: String) -> &mut Finding {
            // One day is no days; every message with a number of days would have to see to it.
            let message = if message.contains(" 1 days") { message.replace(" 1 days", " 1 day") } else { message };
            self.found.push(Finding {
                field: field.to_owned(),
                help: self.rule.remedy.get(self.world.lang).into(),
                ..Finding::new(self.rule.id, level, info.customer.clone(), info.path.clone(), span, message)
            });
            self.found.last_mut().expect("one was pushed just now")
        }
    };
}

impl<'a> Scene<'a> {
    says_findings!();

    /// The rule's level for this customer.
    #[must_use]
    pub fn level(&self) -> Level {
        self.rule.level_for(self.lifecycle(), self.tier())
    }

    /// What git tells of the customer; none outside git, in a shallow clone, with `--no-history`, and in `check`.
    #[must_use]
    pub fn past(&self) -> Option<&'a Past> {
        self.today?;
        self.customer.history(self.world)
    }

    /// The customer's stage.
    #[must_use]
    pub fn lifecycle(&self) -> Option<Lifecycle> {
        self.customer.profile.as_ref().and_then(|doc| doc.record.lifecycle.value())
    }

    /// The customer's tier.
    #[must_use]
    pub fn tier(&self) -> Option<Tier> {
        self.customer.profile.as_ref().and_then(|doc| doc.record.tier.value())
    }

    /// The account manager's id.
    #[must_use]
    pub fn account_manager(&self) -> Option<&'a str> {
        self.customer.profile.as_ref()?.record.account_manager.get().map(|staff| &*staff.id)
    }

    /// Whether the customer is 重要、重点: tier vip or key (definitions G3).
    #[must_use]
    pub fn is_important(&self) -> bool {
        self.customer.profile.as_ref().is_some_and(|doc| doc.record.is_important())
    }

    /// Whether the customer is a 大客户: `key_account` not empty, or tier vip (definitions G3).
    #[must_use]
    pub fn is_key_account(&self) -> bool {
        self.customer.profile.as_ref().is_some_and(|doc| doc.record.is_key_account())
    }

    /// The day the customer's archive was set up.
    #[must_use]
    pub fn established_on(&self) -> Option<NaiveDate> {
        self.customer.profile.as_ref().and_then(|doc| doc.record.established_on.value())
    }

    /// The newest complete period of this kind; none in `check`, and none when it began before the regulation took effect or the
    /// customer's archive was set up (definitions G1).
    #[must_use]
    pub fn complete(&self, kind: PeriodKind) -> Option<Period> {
        let period = Period::last_complete(kind, self.today?);
        self.is_judged(period).then_some(period)
    }

    /// Whether a period is judged of this customer (definitions G1).
    #[must_use]
    pub fn is_judged(&self, period: Period) -> bool {
        self.customer.profile.as_ref().is_none_or(|doc| periods::counts_of(period, self.world, &doc.record))
    }

    /// The customer's contacts up to the day.
    #[must_use]
    pub fn contacts(&self) -> Contacts<'a> {
        Contacts::of(self.customer, self.today)
    }

    /// Those of them that do not lie before the regulation's first day: what is asked of a report is asked of these.
    pub fn reports(&self) -> impl Iterator<Item = Contact<'a>> + use<'a> {
        let from = self.world.effective_from();
        self.contacts().all().filter(move |contact| from.is_none_or(|from| contact.day >= from))
    }

    /// The key people who count on the day (definitions G4), with their document.
    #[must_use]
    pub fn people(&self) -> Vec<&'a KeyPersonRow> {
        self.each_person().collect()
    }

    /// The same without a list.
    pub fn each_person(&self) -> impl Iterator<Item = &'a KeyPersonRow> + use<'a> {
        self.customer.people_on(self.today)
    }

    /// The key-people document.
    #[must_use]
    pub fn people_doc(&self) -> Option<Arc<DocInfo>> {
        self.customer.key_people.as_ref().map(|doc| doc.info.clone())
    }

    /// Where to point when somebody is missing among the key people (definitions G5).
    #[must_use]
    pub fn people_span(&self) -> Span {
        self.customer.key_people.as_ref().map(|doc| doc.record.people.or(doc.record.head)).unwrap_or_default()
    }

    /// Whether somebody's role could not be read or is not filled in: then who is missing cannot be told.
    #[must_use]
    pub fn has_unread_role(&self) -> bool {
        self.each_person().any(|row| row.role.is_bad() || row.role.is_blank())
    }

    /// Whether the role is or was somebody's. In `check`, which has no day, who has left counts as well.
    #[must_use]
    pub fn may_have_role(&self, role: Role) -> bool {
        if self.today.is_some() {
            return self.has_role(role);
        }
        let rows = self.customer.key_people.as_ref().and_then(|doc| doc.record.people.get());
        rows.is_some_and(|list| list.iter().any(|row| row.has_role(role)))
    }

    /// Whether somebody who counts has this role.
    #[must_use]
    pub fn has_role(&self, role: Role) -> bool {
        self.each_person().any(|row| row.has_role(role))
    }

    /// The plan in force: that of the day's year; in `check`, of every year.
    #[must_use]
    pub fn plans(&self) -> Vec<&'a Doc<Plan>> {
        let year = self.today.map(|day| day.year());
        let of_year = |doc: &&Doc<Plan>| year.is_none_or(|year| doc.year() == Some(year));
        self.customer.plans.iter().filter(of_year).collect()
    }

    /// The name of one of our people for messages; the id where unknown.
    #[must_use]
    pub fn staff_name(&self, id: &str) -> String {
        self.world.staff.names.called(id).to_owned()
    }

    /// The name of a key person for messages; the id where unknown.
    #[must_use]
    pub fn person_name(&self, id: &str) -> String {
        self.customer.people_names.called(id).to_owned()
    }
}

impl ArchiveScene<'_> {
    says_findings!();

    /// The rule's level: of no customer in particular.
    #[must_use]
    pub fn level(&self) -> Level {
        self.rule.level_for(None, None)
    }

    /// The newest complete period of this kind; none in `check`, and none when it began before the regulation took effect or before
    /// `since`, where given: a person's `active_from`, say (definitions G1).
    #[must_use]
    pub fn complete(&self, kind: PeriodKind, since: Option<NaiveDate>) -> Option<Period> {
        let period = Period::last_complete(kind, self.today?);
        periods::counts(period, self.world, [since]).then_some(period)
    }

    /// The day on which the first customer's archive was set up: before it there was nothing to be done about anybody. None without a
    /// customer, and in a part of the archive, where nobody knows.
    #[must_use]
    pub fn first_established(&self) -> Option<NaiveDate> {
        let profiles = self.archive.customers.iter().filter_map(|folder| folder.profile.as_ref());
        profiles.filter_map(|doc| doc.record.established_on.value()).min().filter(|_| self.world.customers_complete)
    }

    /// Where a duty of the archive as a whole is reported (definitions G5): `[regulation]` of `kehu.toml`.
    #[must_use]
    pub fn regulation(&self) -> Option<(Arc<DocInfo>, Span)> {
        let info = self.world.settings_info.clone()?;
        let span = self.world.settings.regulation.get().map(|table| table.head);
        Some((info, span.unwrap_or_default()))
    }

    /// Where a duty of one of our people is reported (definitions G5): the `id` in `staff.toml`.
    #[must_use]
    pub fn staff_place(&self, id: &str) -> Option<(Arc<DocInfo>, Span)> {
        let info = self.world.staff.info.clone()?;
        let row = self.world.staff.row(id)?;
        Some((info, row.id.or(row.head)))
    }
}
