//! Edits of `plans/<year>`: what is said of a plan becomes steps; nothing here asks, prints or reads a clock.

pub mod actions;
pub mod approval;
pub mod lines;
pub mod projects;
pub mod renew;

use super::assign::is_substance;
use super::derived;
use super::look::View;
use super::op::{Op, Place};
use super::shape::Shape;
use super::splice;
use super::target::spec_of;
use super::value::Value;
use crate::archive::DocKind;
use crate::model::money::{Money, Unit};
use crate::resolve::{Found, Names, same};

/// What follows from steps in a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Follows {
    /// Stated values that a formula gives, with what they must be now; the steps that mend them are among the others.
    pub mended: Vec<(Place, Money)>,
    /// The plan was approved, and this changes its substance.
    pub adjusted: bool,
}

/// The plan's own view.
#[must_use]
pub fn view(plan: &Value) -> View<'_> {
    View::top(plan, spec_of(DocKind::Plan))
}

/// Adds to the steps what they make necessary.
#[must_use]
pub fn follow(plan: &Value, shape: Shape, unit: Unit, ops: &mut Vec<Op>) -> Follows {
    let approved = view(plan).day("approved_on").is_some();
    let adjusted = approved && ops.iter().any(is_adjustment);
    let mut after = plan.clone();
    for op in ops.iter() {
        // A step that cannot be taken is told where the document itself is edited.
        let _ = splice::take(&mut after, shape, op);
    }
    let stated: Vec<Place> = ops.iter().map(|op| op.place.clone()).collect();
    let mut out = Follows { adjusted, ..Follows::default() };
    // What a new line states itself is judged as it is said.
    let was_there = |place: &Place| view(plan).at(place).is_some();
    for wrong in derived::made_wrong(plan, &after, &stated, unit).into_iter().filter(|wrong| was_there(&wrong.place)) {
        out.mended.push((wrong.place.clone(), wrong.right));
        ops.push(wrong.op(unit));
    }
    out
}

/// Approval and its adjustments are no change of what was approved.
fn is_adjustment(op: &Op) -> bool {
    let own = ["approved_by", "approved_on", "guided_by", "revisions"];
    let is_own = matches!(op.place.0.first(), Some(super::op::Step::Key(key)) if own.contains(&key.as_str()));
    !is_own && is_substance(op)
}

/// The id that a written reference means; what is written, where nobody is called so.
#[must_use]
pub fn id_of<'n>(names: &'n Names, text: &'n str) -> &'n str {
    match names.find(text) {
        Found::One(at) | Found::Alias(at) => names.id(at),
        Found::Several(_) | Found::Nothing => text,
    }
}

/// The tables of a list that are called so, by one of these keys; an id comes before a name.
fn called<'v>(rows: Vec<View<'v>>, text: &str, keys: &[&str]) -> Vec<View<'v>> {
    for key in keys {
        let found: Vec<View<'v>> = rows.iter().filter(|row| row.text(key).is_some_and(|own| same(own, text))).cloned().collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::form::choices::KeyLanguage;
    use crate::source::{Arena, Syntax, parse};

    pub(in crate::edit::plan) fn read(text: &str) -> Value {
        Value::of(&parse(Syntax::Yaml, text, &Arena::new()).root)
    }

    pub(in crate::edit::plan) fn names(pairs: &[(&str, &str)]) -> Names {
        let mut names = Names::default();
        pairs.iter().for_each(|(id, name)| names.add(id, &[name]));
        names
    }

    #[test]
    fn what_a_step_makes_wrong_is_mended_and_an_approved_plan_is_adjusted() {
        let shape = Shape { spec: spec_of(DocKind::Plan), packed: false, keys: KeyLanguage::English };
        let plan = read(
            "approved_on: 2026-01-05\nrevenue_plan:\n  lines:\n  - {project: a, contract: 100, win_rate: 60, margin: 10, expected: 60}\n  total: {contract: 100}\n",
        );
        let lines = Place::top().key("revenue_plan").key("lines");
        let mut ops = vec![Op::set(lines.clone().at(0).key("win_rate"), Value::number("50"))];
        let follows = follow(&plan, shape, Unit::Wan, &mut ops);
        assert!(follows.adjusted);
        assert_eq!(ops.last(), Some(&Op::set(lines.clone().at(0).key("expected"), Value::number("50"))));
        let mut ops =
            vec![Op::set(lines.at(0).key("outcome"), Value::text("won")), Op::set(Place::top().key("approved_by"), Value::text("x"))];
        assert_eq!(follow(&plan, shape, Unit::Wan, &mut ops), Follows::default());
        assert_eq!(ops.len(), 2);
    }
}
