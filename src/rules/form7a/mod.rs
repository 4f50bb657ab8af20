//! F7A-…: 附表7 行动计划.

mod f7a_01;
mod f7a_02;
mod f7a_03;
mod f7a_04;
mod f7a_05;
mod f7a_06;
mod f7a_07;
mod f7a_08;

use chrono::NaiveDate;

use crate::form::choices::ActionStatus;
use crate::form::plan::Action;

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] =
    &[&f7a_01::RULE, &f7a_02::RULE, &f7a_03::RULE, &f7a_04::RULE, &f7a_05::RULE, &f7a_06::RULE, &f7a_07::RULE, &f7a_08::RULE];

impl Action {
    /// What is to be done, for messages; the id, or 行动 alone, when that is missing.
    #[must_use]
    pub fn called(&self) -> &str {
        self.what.get().or_else(|| self.id.get()).map_or("…", |text| text.as_str())
    }

    /// Whether nothing more is to be done on the day: cancelled, or done by then.
    #[must_use]
    pub fn is_over(&self, day: NaiveDate) -> bool {
        match self.status.value() {
            Some(ActionStatus::Cancelled) => true,
            Some(ActionStatus::Done) => self.done_on.value().is_none_or(|done| done <= day),
            _ => false,
        }
    }
}
