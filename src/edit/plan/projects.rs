//! 附表7 收益计划: projects, and what became of them.

use super::{called, view};
use crate::edit::look::View;
use crate::edit::op::Place;
use crate::edit::value::Value;
use crate::form::aliases::{self, Match};
use crate::form::choices::Outcome;

/// The list of the projects.
#[must_use]
pub fn list() -> Place {
    Place::top().key("revenue_plan").key("lines")
}

/// The projects of a plan.
#[must_use]
pub fn projects(plan: &Value) -> Vec<View<'_>> {
    view(plan).rows(&["revenue_plan", "lines"])
}

/// The projects of this name.
#[must_use]
pub fn find<'v>(plan: &'v Value, text: &str) -> Vec<View<'v>> {
    called(projects(plan), text, &["project"])
}

/// The outcome that a word is.
#[must_use]
pub fn outcome(word: &str) -> Option<Outcome> {
    match aliases::find(Outcome::CHOICE, word) {
        Match::Value(at) | Match::Alias(at) => Outcome::ALL.get(at).copied(),
        Match::Suggest(_) => None,
    }
}

/// Whether it is neither won nor lost nor given up.
#[must_use]
pub fn is_open(project: &View<'_>) -> bool {
    !matches!(project.text("outcome").and_then(outcome), Some(Outcome::Won | Outcome::Lost | Outcome::Cancelled))
}
