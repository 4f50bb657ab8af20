//! Stated values that a formula gives: an edit that makes one wrong mends it too.

use crate::analysis::revenue::{Figures, Totals, agrees};
use crate::model::money::{Money, Unit};
use crate::model::percent::Percent;

use super::look::View;
use super::op::{Op, Place};
use super::value::Value;
use crate::archive::DocKind;

/// A stated value that its formula does not give, with what it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Where it stands.
    pub place: Place,
    /// What it should be.
    pub right: Money,
}

impl Wrong {
    /// The step that mends it.
    #[must_use]
    pub fn op(self, unit: Unit) -> Op {
        Op::set(self.place, Value::number(self.right.to_number(unit)))
    }
}

/// What an edit of a plan has made wrong: `before` and `after` are the plan as it was and as it would be. What was wrong before is not this
/// edit's business, and what it states itself is judged as it is said.
#[must_use]
pub fn made_wrong(before: &Value, after: &Value, stated: &[Place], unit: Unit) -> Vec<Wrong> {
    let known = wrong(before, unit);
    let mut out = wrong(after, unit);
    out.retain(|one| !stated.contains(&one.place) && !known.iter().any(|known| known.place == one.place));
    out
}

/// The stated derived values of a plan that are wrong.
fn wrong(plan: &Value, unit: Unit) -> Vec<Wrong> {
    let Some(spec) = DocKind::Plan.spec() else { return Vec::new() };
    let top = View::top(plan, spec);
    let (mut out, mut all) = (Vec::new(), Vec::new());
    for line in top.rows(&["revenue_plan", "lines"]) {
        let percent = |key: &str| line.text(key).and_then(|text| Percent::parse(text).ok()).map(|(percent, _)| percent);
        let figures = Figures::compute(money(&line, "contract", unit), percent("win_rate"), percent("margin"));
        compare(&line, "expected", figures.expected, unit, &mut out);
        compare(&line, "profit", figures.profit, unit, &mut out);
        all.push(figures);
    }
    let totals = Totals::of(all);
    if let Some(total) = top.way(&["revenue_plan", "total"]).filter(|_| totals.is_whole()) {
        for (key, sum) in [("contract", totals.contract), ("expected", totals.expected), ("profit", totals.profit)] {
            compare(&total, key, sum, unit, &mut out);
        }
    }
    out
}

fn compare(table: &View<'_>, key: &str, right: Option<Money>, unit: Unit, out: &mut Vec<Wrong>) {
    let (Some(stated), Some(right)) = (money(table, key, unit), right) else { return };
    if !agrees(stated, right, unit) {
        out.push(Wrong { place: table.place.clone().key(key), right });
    }
}

fn money(table: &View<'_>, key: &str, unit: Unit) -> Option<Money> {
    table.text(key).and_then(|text| Money::parse(text, unit).ok()).map(|(money, _)| money)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Arena, Syntax, parse};

    fn read(text: &str) -> Value {
        Value::of(&parse(Syntax::Yaml, text, &Arena::new()).root)
    }

    #[test]
    fn what_an_edit_makes_wrong_is_mended_and_nothing_else() {
        let plan = |rate: &str| {
            read(&format!(
                "收益计划:\n  项目:\n  - {{项目名称: a, 合同额: 100, 获取率: {rate}, 实际收入: 60, 利润率: 10, profit: 6}}\n  - {{project: b, contract: 10, win_rate: 50, margin: 10, expected: 7}}\n  total: {{contract: 110, expected: 65}}\n"
            ))
        };
        let found = made_wrong(&plan("60"), &plan("40%"), &[], Unit::Wan);
        let said: Vec<_> = found.iter().map(|one| one.right.to_number(Unit::Wan)).collect();
        assert_eq!(said, ["40", "4", "45"]);
        let line = Place::top().key("revenue_plan").key("lines").at(0);
        assert_eq!(found[0].place, line.clone().key("expected"));
        let stated = [line.key("expected")];
        assert_eq!(made_wrong(&plan("60"), &plan("40"), &stated, Unit::Wan).len(), 2);
        assert_eq!(made_wrong(&plan("60"), &plan("60"), &[], Unit::Wan), []);
    }
}
