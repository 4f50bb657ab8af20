//! 附表7 行动计划: actions, and how far they are.

use chrono::NaiveDate;

use super::{called, view};
use crate::edit::look::View;
use crate::edit::op::Place;
use crate::edit::value::Value;
use crate::form::aliases::{self, Match};
use crate::form::choices::ActionStatus;

/// How far an action is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// 完成情况
    pub status: Option<ActionStatus>,
    /// 完成百分比
    pub progress: Option<i64>,
    /// 实际完成日期
    pub done_on: Option<NaiveDate>,
}

/// The list of the actions.
#[must_use]
pub fn list() -> Place {
    Place::top().key("action_plan").key("actions")
}

/// The actions of a plan.
#[must_use]
pub fn actions(plan: &Value) -> Vec<View<'_>> {
    view(plan).rows(&["action_plan", "actions"])
}

/// The actions that are called so: by id, else by what is done.
#[must_use]
pub fn find<'v>(plan: &'v Value, text: &str) -> Vec<View<'v>> {
    called(actions(plan), text, &["id", "what"])
}

/// The status that a word is.
#[must_use]
pub fn status(word: &str) -> Option<ActionStatus> {
    match aliases::find(ActionStatus::CHOICE, word) {
        Match::Value(at) | Match::Alias(at) => ActionStatus::ALL.get(at).copied(),
        Match::Suggest(_) => None,
    }
}

/// Whether there is still something to do.
#[must_use]
pub fn is_open(action: &View<'_>) -> bool {
    !matches!(action.text("status").and_then(status), Some(ActionStatus::Done | ActionStatus::Cancelled))
}

impl State {
    /// As an action has it.
    #[must_use]
    pub fn of(action: &View<'_>) -> Self {
        Self {
            status: action.text("status").and_then(status),
            progress: action.text("progress").and_then(|text| text.parse().ok()),
            done_on: action.day("done_on"),
        }
    }

    /// The state after something was said of it: done means 100 % and a day, 100 % means done; what is not done any more has no such day.
    #[must_use]
    pub fn after(self, said: Self, today: NaiveDate) -> Self {
        let means_done = said.status.is_none() && (said.done_on.is_some() || said.progress == Some(100));
        let status = match said.status {
            Some(status) => Some(status),
            None if means_done => Some(ActionStatus::Done),
            None => said.progress.map_or(self.status, |progress| Some(self.at(progress))),
        };
        let was_done = self.status == Some(ActionStatus::Done);
        let untouched = said == Self::default();
        match status {
            _ if untouched => self,
            Some(ActionStatus::Done) => {
                let day = said.done_on.or(self.done_on.filter(|_| was_done)).unwrap_or(today);
                Self { status, progress: said.progress.or(Some(100)), done_on: Some(day) }
            }
            Some(ActionStatus::NotStarted) => Self { status, progress: said.progress.or(self.progress.map(|_| 0)), done_on: said.done_on },
            _ => Self { status, progress: said.progress.or(self.progress), done_on: said.done_on },
        }
    }

    /// The status that goes with so much progress, less than all.
    fn at(self, progress: i64) -> ActionStatus {
        match (self.status, progress) {
            (Some(ActionStatus::Cancelled), _) => ActionStatus::Cancelled,
            (Some(ActionStatus::InProgress), _) => ActionStatus::InProgress,
            (_, 0) => ActionStatus::NotStarted,
            _ => ActionStatus::InProgress,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::plan::tests::read;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn state(status: ActionStatus, progress: i64, done_on: Option<&str>) -> State {
        State { status: Some(status), progress: Some(progress), done_on: done_on.map(day) }
    }

    #[test]
    fn done_and_a_hundred_go_together() {
        use ActionStatus::{Cancelled, Done, InProgress, NotStarted};
        let today = day("2026-07-29");
        let said = |status: Option<ActionStatus>, progress: Option<i64>, done_on: Option<&str>| State {
            status,
            progress,
            done_on: done_on.map(day),
        };
        let half = state(InProgress, 50, None);
        let all = state(Done, 100, Some("2026-07-29"));
        assert_eq!(half.after(said(Some(Done), None, None), today), all);
        assert_eq!(half.after(said(None, Some(100), None), today), all);
        assert_eq!(half.after(said(None, None, Some("2026-07-01")), today), state(Done, 100, Some("2026-07-01")));
        assert_eq!(half.after(said(None, Some(60), None), today), state(InProgress, 60, None));
        assert_eq!(half.after(State::default(), today), half);
        // Said again, it stays as it is.
        let done = state(Done, 100, Some("2026-07-01"));
        assert_eq!(done.after(said(Some(Done), None, None), today), done);
        assert_eq!(done.after(said(None, Some(80), None), today), state(InProgress, 80, None));
        assert_eq!(done.after(said(Some(NotStarted), None, None), today), state(NotStarted, 0, None));
        assert_eq!(half.after(said(Some(Cancelled), None, None), today), state(Cancelled, 50, None));
        let fresh = state(NotStarted, 0, None);
        assert_eq!(fresh.after(said(None, Some(10), None), today), state(InProgress, 10, None));
        assert_eq!(fresh.after(said(None, Some(0), None), today), fresh);
    }

    #[test]
    fn an_id_comes_before_what_is_done() {
        let plan =
            read("action_plan:\n  actions:\n  - {what: b}\n  - {id: b, what: c, 完成情况: 已完成}\n  - {what: Ｃ c}\n  - {what: cc}\n");
        let found = |text: &str| find(&plan, text).iter().map(|one| one.place.clone()).collect::<Vec<_>>();
        assert_eq!(found("b"), [list().at(1)]);
        assert_eq!(found("CC"), [list().at(2), list().at(3)]);
        assert!(found("x").is_empty());
        let open: Vec<bool> = actions(&plan).iter().map(is_open).collect();
        assert_eq!(open, [true, false, true, true]);
    }
}
