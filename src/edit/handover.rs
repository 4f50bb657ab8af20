//! One of our people hands over to another: the customer itself with its assignments, open lines of contact plans, open actions. Whom a key
//! person knows of ours is a fact that no hand-over changes.

use chrono::{Days, NaiveDate};

use crate::form::aliases::{self, Match};
use crate::form::choices::ActionStatus;
use crate::resolve::Names;

use super::look::View;
use super::op::{Op, Place, Step};
use super::target::spec_of;
use super::value::Value;
use crate::archive::DocKind;

/// Who hands over to whom.
#[derive(Clone, Copy)]
pub struct Handover<'a> {
    /// Our people.
    pub staff: &'a Names,
    /// The id of who hands over.
    pub from: &'a str,
    /// The id of who takes over.
    pub to: &'a str,
    /// From this day on.
    pub date: NaiveDate,
    /// Who ordered it.
    pub by: Option<&'a str>,
    /// Why.
    pub reason: Option<&'a str>,
}

/// What is handed over of one customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The customer itself.
    pub manager: bool,
    /// Lines of contact plans.
    pub lines: usize,
    /// Actions.
    pub actions: usize,
}

impl Held {
    /// Whether it is nothing.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        !self.manager && self.lines + self.actions == 0
    }

    /// The sum of two.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { manager: self.manager || other.manager, lines: self.lines + other.lines, actions: self.actions + other.actions }
    }
}

impl Handover<'_> {
    fn is(&self, text: Option<&str>, id: &str) -> bool {
        use crate::resolve::Found;
        text.is_some_and(|text| match self.staff.find(text) {
            Found::One(at) | Found::Alias(at) => self.staff.id(at) == id,
            Found::Several(_) | Found::Nothing => false,
        })
    }

    /// Steps in `customer.toml`.
    #[must_use]
    pub fn of_customer(&self, document: &Value) -> (Vec<Op>, Held) {
        let top = View::top(document, spec_of(DocKind::Customer));
        if !self.is(top.text("account_manager"), self.from) {
            return (Vec::new(), Held::default());
        }
        let mut ops = vec![Op::set(Place::top().key("account_manager"), Value::text(self.to))];
        let mut begins = true;
        for row in top.rows(&["assignments"]) {
            let open = row.day("to").is_none_or(|to| to >= self.date);
            if !open || !self.is(row.text("staff"), self.from) {
                continue;
            }
            match self.date.checked_sub_days(Days::new(1)).filter(|last| row.day("from").is_none_or(|from| from <= *last)) {
                Some(last) => ops.push(Op::set(row.place.key("to"), Value::day(last))),
                // It had not begun yet: it is the other's from the start.
                None => {
                    begins = false;
                    ops.push(Op::set(row.place.key("staff"), Value::text(self.to)));
                }
            }
        }
        if begins {
            let mut row = vec![("staff", Value::text(self.to)), ("from", Value::day(self.date))];
            row.extend(self.by.map(|by| ("assigned_by", Value::text(by))));
            row.extend(self.reason.map(|reason| ("reason", Value::text(reason))));
            ops.push(Op::append(Place::top().key("assignments"), Value::table(row)));
        }
        (ops, Held { manager: true, ..Held::default() })
    }

    /// Steps in a plan: lines where the plan's year is not over, actions that are not done. Where the other has a line for the same person
    /// already, both become one. `due`: the date in force of the line of this number where a contact report has set it: the reports stay the
    /// other pair's, so the line itself has to say it from now on.
    #[must_use]
    pub fn of_plan(&self, document: &Value, year: i32, due: &dyn Fn(usize) -> Option<NaiveDate>) -> (Vec<Op>, Held) {
        use chrono::Datelike;
        let top = View::top(document, spec_of(DocKind::Plan));
        let (mut sets, mut removes, mut held) = (Vec::new(), Vec::new(), Held::default());
        let lines = if year >= self.date.year() { top.rows(&["contact_plan", "lines"]) } else { Vec::new() };
        for line in lines.iter().filter(|line| self.is(line.text("ours"), self.from)) {
            held.lines += 1;
            let person = line.text("person").unwrap_or_default();
            let twin = |other: &&View<'_>| self.is(other.text("ours"), self.to) && other.text("person") == Some(person);
            match lines.iter().find(twin) {
                Some(other) => {
                    sets.extend(joined(other, line));
                    removes.push(Op::remove(line.place.clone()));
                }
                None => {
                    sets.push(Op::set(line.place.clone().key("ours"), Value::text(self.to)));
                    let number = match line.place.0.last() {
                        Some(Step::At(number)) => due(*number),
                        _ => None,
                    };
                    sets.extend(number.map(|day| Op::set(line.place.clone().key("next"), Value::day(day))));
                }
            }
        }
        for action in top.rows(&["action_plan", "actions"]) {
            if self.is(action.text("owner"), self.from) && is_open(&action) {
                held.actions += 1;
                sets.push(Op::set(action.place.key("owner"), Value::text(self.to)));
            }
        }
        // From the last to the first: the places of the others stay right.
        sets.extend(removes.into_iter().rev());
        (sets, held)
    }
}

/// Whether an action still has to be done.
#[must_use]
pub fn is_open(action: &View<'_>) -> bool {
    let status = action.text("status").map(|text| aliases::find(ActionStatus::CHOICE, text));
    match status {
        Some(Match::Value(at) | Match::Alias(at)) => !matches!(ActionStatus::CHOICE.options[at].key, "done" | "cancelled"),
        _ => true,
    }
}

/// The steps by which one line takes another in: both contacts, the earlier day.
#[must_use]
pub fn joined(into: &View<'_>, other: &View<'_>) -> Vec<Op> {
    let times = |line: &View<'_>| line.text("times").and_then(|text| text.parse::<u32>().ok());
    let mut ops = Vec::new();
    if let (Some(one), Some(two)) = (times(into), times(other)) {
        ops.push(Op::set(into.place.clone().key("times"), Value::number(one.saturating_add(two).min(366).to_string())));
    }
    if let (Some(one), Some(two)) = (into.day("next"), other.day("next"))
        && two < one
    {
        ops.push(Op::set(into.place.clone().key("next"), Value::day(two)));
    }
    ops
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::splice;
    use crate::form::choices::KeyLanguage;
    use crate::source::{Arena, Syntax, parse};

    fn read(text: &str) -> Value {
        Value::of(&parse(Syntax::Yaml, text, &Arena::new()).root)
    }

    fn after(kind: DocKind, text: &str, work: impl Fn(&Handover<'_>, &Value) -> (Vec<Op>, Held)) -> (Value, Held) {
        let mut staff = Names::default();
        staff.add("zhou-lan", &["周岚"]);
        staff.add("chen-li", &["陈立"]);
        let date = NaiveDate::from_ymd_opt(2026, 4, 11).expect("a real day");
        let handover = Handover { staff: &staff, from: "zhou-lan", to: "chen-li", date, by: None, reason: Some("离职") };
        let mut value = read(text);
        let (ops, held) = work(&handover, &value);
        let shape = crate::edit::shape::Shape { spec: spec_of(kind), packed: false, keys: KeyLanguage::English };
        ops.iter().for_each(|op| splice::take(&mut value, shape, op).expect("there"));
        (value, held)
    }

    #[test]
    fn the_old_assignment_ends_the_day_before() {
        let (value, held) = after(
            DocKind::Customer,
            "客户经理: 周岚\nassignments:\n- {staff: zhou-lan, from: 2024-01-01, to: 2025-01-01}\n- {staff: zhou-lan, from: 2025-01-02}\n",
            |handover, value| handover.of_customer(value),
        );
        let wanted = "客户经理: chen-li\nassignments:\n- {staff: zhou-lan, from: 2024-01-01, to: 2025-01-01}\n- {staff: zhou-lan, from: 2025-01-02, to: 2026-04-10}\n- {staff: chen-li, from: 2026-04-11, reason: 离职}\n";
        assert!(value.same(&read(wanted)), "{value:?}");
        assert!(held.manager);
        let (value, held) = after(DocKind::Customer, "account_manager: chen-li\n", |handover, value| handover.of_customer(value));
        assert!(value.same(&read("account_manager: chen-li\n")) && held.is_nothing());
        let (value, _) = after(
            DocKind::Customer,
            "account_manager: zhou-lan\nassignments: [{staff: zhou-lan, from: 2026-05-01}]\n",
            |handover, value| handover.of_customer(value),
        );
        assert!(value.same(&read("account_manager: chen-li\nassignments: [{staff: chen-li, from: 2026-05-01}]\n")), "{value:?}");
    }

    #[test]
    fn lines_and_open_actions_change_hands_and_pairs_do_not_double() {
        let text = "contact_plan:\n  lines:\n  - {ours: zhou-lan, person: a, times: 4, next: 2026-05-01}\n  - {ours: 周岚, person: b, times: 2, next: 2026-06-01}\n  - {ours: chen-li, person: a, times: 1, next: 2026-07-01}\naction_plan:\n  actions:\n  - {owner: 周岚, status: 进行中}\n  - {owner: zhou-lan, status: done}\n";
        let (value, held) = after(DocKind::Plan, text, |handover, value| handover.of_plan(value, 2026, &|_| None));
        let wanted = "contact_plan:\n  lines:\n  - {ours: chen-li, person: b, times: 2, next: 2026-06-01}\n  - {ours: chen-li, person: a, times: 5, next: 2026-05-01}\naction_plan:\n  actions:\n  - {owner: chen-li, status: 进行中}\n  - {owner: zhou-lan, status: done}\n";
        assert!(value.same(&read(wanted)), "{value:?}");
        assert_eq!(held, Held { manager: false, lines: 2, actions: 1 });
        let (_, held) = after(DocKind::Plan, text, |handover, value| handover.of_plan(value, 2025, &|_| None));
        assert_eq!(held, Held { manager: false, lines: 0, actions: 1 });
    }
}
