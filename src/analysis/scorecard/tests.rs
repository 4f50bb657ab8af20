//! The scorecard on the trading example, whose day is 2026-07-08.

use std::path::Path;

use super::*;
use crate::archive::load::{self, Judge, Scope};
use crate::form::Field;
use crate::form::field::{Spanned, State};
use crate::form::kind::{List, Table};
use crate::words::Lang;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn example(name: &str) -> Loaded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let base = load::base(&root, Some(Lang::Zh), Lang::Zh);
    load::load(&root, base, &Scope::default(), Judge::Nothing).expect("the example can be listed")
}

#[test]
fn the_year_so_far_unless_a_period_is_asked_for() {
    let frame = |asked: Option<&str>, on: &str| {
        let asked = asked.map(|text| Period::parse(text, day(on)).expect("a period"));
        let frame = Frame::of(asked, day(on));
        (frame.period.to_string(), frame.window.to_string())
    };
    let pair = |period: &str, window: &str| (period.to_owned(), window.to_owned());
    assert_eq!(frame(None, "2026-07-08"), pair("2026-01-01..2026-06-30", "2025-07-01..2026-06-30"));
    assert_eq!(frame(None, "2026-01-20"), pair("2025-01-01..2025-12-31", "2025-01-01..2025-12-31"));
    assert_eq!(frame(Some("2025"), "2026-07-08"), pair("2025", "2025"));
    assert_eq!(frame(Some("2026-Q1"), "2026-07-08"), pair("2026-Q1", "2025-04-01..2026-03-31"));
    assert_eq!(frame(Some("2026"), "2026-07-08"), pair("2026-01-01..2026-07-08", "2025-07-09..2026-07-08"), "as far as it has come");
}

#[test]
fn a_target_s_part_is_of_whole_months_or_of_days() {
    let part = |text: &str, year: i32| {
        let period = Period::parse(text, day("2027-01-01")).expect("a period");
        Frame::of(Some(period), day("2027-01-01")).part(Money::from_fen(120_000), year).map(Money::fen)
    };
    assert_eq!((part("2026", 2026), part("2026-Q2", 2026), part("2026-02", 2026)), (Some(120_000), Some(30_000), Some(10_000)));
    assert_eq!(part("2025-11-01..2026-01-31", 2025), Some(20_000));
    assert_eq!(part("2025-11-01..2026-01-31", 2026), Some(10_000));
    assert_eq!(part("2026-01-01..2026-01-15", 2026), Some(4932), "15 of 365 days");
    assert_eq!(part("2026", 2025), None);
}

#[test]
fn figures_of_the_example() {
    let loaded = example("trading");
    let found = scorecard(&loaded, Frame::of(None, day("2026-07-08")));
    assert_eq!((found.basis, found.cards.len(), found.others), (Basis::Orders, 2, Some(Money::ZERO)));
    let card = &found.cards[0];
    assert_eq!((card.staff, card.customers, card.before, card.kept, card.lost), ("fang-qing", 4, 4, 4, 0));
    assert_eq!(card.target.map(Money::to_yuan_string).as_deref(), Some("5400000.00"));
    assert_eq!(Money::total(found.cards.iter().filter_map(|card| card.actual)), found.total);
    assert_eq!((card.due, card.on_time), (6, 1));
    assert_eq!((found.cards[1].issued, found.cards[1].closed), (1, 1));
    // 绿源食品 bought last in August 2025: a year later it is lost.
    let later = scorecard(&loaded, Frame::of(None, day("2026-09-08")));
    assert_eq!((later.cards[1].before, later.cards[1].kept, later.cards[1].lost), (4, 3, 1));
}

#[test]
fn who_had_charge_by_the_assignments() {
    let loaded = example("trading");
    let folder = loaded.customers.iter().find(|folder| &*folder.id == "beiling-bank").expect("there");
    let mut record = folder.profile.as_ref().expect("a profile").record.clone();
    assert_eq!(holder(&record, day("2020-01-01")), Some("fang-qing"), "nothing else is known");
    let at = record.account_manager.span;
    let date = |text: &str| Field::found(Some(day(text)), at, at, State::Good);
    let one = |from: &str, to: Option<&str>| {
        let staff = record.account_manager.clone();
        Assignment { staff, from: date(from), to: to.map_or_else(Field::default, date), ..Assignment::default() }
    };
    let list = [one("2024-01-01", Some("2024-12-31")), one("2025-06-01", None)];
    let items = list.into_iter().map(|one| Spanned { value: Table(one), span: at }).collect();
    record.assignments = Field::found(Some(List(items)), at, at, State::Good);
    let known = ["2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01", "2025-06-01"].map(|on| holder(&record, day(on)).is_some());
    assert_eq!(known, [false, true, true, false, true]);
}
