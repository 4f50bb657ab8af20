use std::path::Path;

use super::*;
use crate::archive::load::{self, Judge, Scope};
use crate::model::money::Unit;
use crate::words::Lang;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn example(on: NaiveDate) -> Loaded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom");
    let base = load::base(&root, Some(Lang::Zh), Lang::Zh);
    load::load(&root, base, &Scope { keep: true, ..Scope::default() }, Judge::Audit(on)).expect("the example can be listed")
}

fn taken(on: &str) -> Snapshot {
    Snapshot::of(&example(day(on)), day(on))
}

#[test]
fn the_figures_are_those_of_the_example() {
    let now = taken("2026-07-08");
    let plan = now.plan(2026);
    let wan = |money: Option<crate::model::money::Money>| money.expect("not too large").to_number(Unit::Wan);
    assert_eq!(
        (wan(plan.contract), wan(plan.expected), wan(plan.profit), plan.projects),
        ("3550.5".into(), "1680.225".into(), "147.251875".into(), 6)
    );
    assert_eq!(now.coverage().to_string(), "11/13");
    assert_eq!(now.customers.len(), 3);
    assert_eq!(now.count(Level::Error) + now.count(Level::Warning) + now.count(Level::Info), now.findings.len());
    assert_eq!(now.by_rule().values().sum::<usize>(), now.findings.len());
}

#[test]
fn nothing_differs_from_itself() {
    let now = taken("2026-07-08");
    let same = compare(&now, &now);
    assert!(same.is_empty());
    assert_eq!(same.findings.open.len(), now.findings.len());
    assert_eq!(same.plan.before, same.plan.after);
}

#[test]
fn what_came_to_differ_is_told() {
    let after = taken("2026-07-08");
    let mut before = after.clone();
    before.customers.retain(|one| &*one.id != "jiangbei-catv");
    let customer = before.customers.iter_mut().find(|one| &*one.id == "starbridge").expect("is there");
    customer.plans.clear();
    let (gone, first) = (customer.people.pop().expect("somebody"), &mut customer.people[0]);
    first.status = Some(RelationshipStatus::Negative);
    let lost = before.findings.remove(0);
    let settled = FindingState { print: "0".into(), ..before.findings[0].clone() };
    before.findings.push(settled.clone());
    let what = compare(&before, &after);
    let customers: Vec<_> = what.customers.iter().map(|one| (&*one.id, one.moved)).collect();
    assert_eq!(customers, [("jiangbei-catv", Some(Moved::Came)), ("starbridge", None)]);
    assert_eq!(what.customers[1].plan.before, Totals::default());
    assert_eq!(what.people.len(), 2);
    assert_eq!((what.people[0].status.before, what.people[0].moved), (Some(RelationshipStatus::Negative), None));
    assert_eq!((&what.people[1].person, what.people[1].moved), (&gone.id, Some(Moved::Came)));
    assert_eq!((what.findings.new, what.findings.closed), (vec![lost], vec![settled]));
    assert_eq!(what.count, Change { before: 2, after: 3 });
}

#[test]
fn what_cannot_be_read_now_is_not_settled() {
    let before = taken("2026-07-08");
    let mut after = before.clone();
    let lost = after.findings.remove(0);
    let second = after.findings.remove(0);
    after.unread.push(lost.path.clone());
    after.not_judged.push((second.rule, second.customer.clone()));
    let what = compare(&before, &after).findings;
    assert_eq!(what.unknown, [lost, second]);
    assert!(what.closed.is_empty());
}

#[test]
fn before_a_customer_was_set_up_it_was_not_there() {
    let on = day("2019-01-01");
    let loaded = example(on);
    let then = Snapshot::back(&loaded, on);
    assert!(then.customers.len() < loaded.customers.len());
    assert!(then.findings.iter().filter_map(|one| one.customer.as_deref()).all(|id| then.customer(id).is_some()));
}
