use std::path::Path;

use super::*;
use crate::archive::load::{self, Judge, Scope};
use crate::archive::{CustomerFolder, Loaded};
use crate::model::money::Unit;
use crate::query::Query;
use crate::render::table::Cell;
use crate::words::Lang;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn example(name: &str, on: NaiveDate, lang: Lang) -> Loaded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let base = load::base(&root, Some(lang), lang);
    load::load(&root, base, &Scope { keep: true, ..Scope::default() }, Judge::Audit(on)).expect("the example can be listed")
}

/// Looks at a pack of the telecom example.
fn looked<R>(name: &str, lang: Lang, machine: bool, before: &[Snapshot], look: impl FnOnce(&Pack<'_>, Made) -> R) -> R {
    let spec = find(name).expect("is there");
    let on = day("2026-07-08");
    let loaded = example("telecom", on, lang);
    let period = Period::parse(if name == "monthly" { "2026-06" } else { "2026-Q2" }, on).expect("a period");
    let (query, all, none) = (Query::default(), |_: &CustomerFolder| true, |_: &Finding| None);
    let ask = Ask {
        spec,
        loaded: &loaded,
        day: on,
        period,
        query: &query,
        wanted: &all,
        needed: &all,
        machine,
        unit: Unit::Wan,
        before,
        settles: &none,
    };
    let made = parts(spec).expect("is a pack").into_iter().map(|one| part(one, &ask)).collect();
    look(&Pack::new(&ask, made), (spec.make)(&ask))
}

fn back(on: &str) -> Snapshot {
    let on = day(on);
    Snapshot::back(&example("telecom", on, Lang::Zh), on)
}

#[test]
fn the_parts_are_those_of_the_catalogue() {
    let ids =
        |name: &str| parts(find(name).expect("is there")).expect("is a pack").iter().map(|spec| spec.id()).collect::<Vec<_>>().join(" ");
    assert_eq!(ids("R-30"), "R-01 R-03 R-07 R-09 R-10 R-21 R-22 R-24 R-29");
    assert_eq!(ids("quarterly"), "R-04 R-05 R-11 R-12 R-13 R-15 R-26");
    assert!(parts(find("audit").expect("is there")).is_none());
}

#[test]
fn each_part_goes_over_the_time_of_the_pack() {
    let month = Period::parse("2026-06", day("2026-07-08")).expect("a month");
    let of = |name: &str| stretch(find(name).expect("is there"), month, day("2026-06-30")).to_string();
    assert_eq!(of("market"), "2026-06");
    assert_eq!(of("statistics"), "2026-06");
    assert_eq!(of("due"), "2026-06-30");
    assert_eq!(of("revenue"), "2026");
    assert_eq!(of("verification"), "2026-Q2");
}

#[test]
fn who_owes_what_is_what_is_overdue() {
    looked("monthly", Lang::Zh, true, &[], |pack, made| {
        let owes = pack.owes();
        assert_eq!(owes.rows.len(), 12, "as many as `kehu due --days 0` names");
        assert!(owes.rows.iter().all(|row| matches!(row[6], Cell::Int(days) if days > 0)));
        assert!(owes.rows.iter().all(|row| row[8].raw().starts_with("kehu ")));
        let market = owes.rows.iter().find(|row| row[1].raw() == "report").expect("a report is missing");
        assert_eq!(
            (market[0].raw(), market[8].raw()),
            ("chen-li".into(), "kehu report market --skeleton --period 2026-07 --me chen-li".into())
        );
        let names: Vec<&str> = made.pages[0].tables().map(|table| table.name).collect();
        assert_eq!(names, ["parts", "owes", "compare"]);
        assert!(made.open >= 12 && made.summary.contains("过期 12 项"), "{}", made.summary);
    });
}

#[test]
fn a_pack_says_what_came_to_differ() {
    let before = [back("2026-05-31")];
    looked("monthly", Lang::Zh, false, &before, |pack, made| {
        assert!(made.summary.contains("新增"), "{}", made.summary);
        let compare = pack.changes();
        let count = |kind: &str| compare.rows.iter().filter(|row| row[0].raw() == kind).count();
        assert_eq!(count("plan"), 3, "the files are the same");
        assert_eq!(count("findings"), 3);
        let change = pack.change.as_ref().expect("compared");
        let found = &change.findings;
        assert_eq!(count("finding"), found.new.len() + found.closed.len() + found.open.len() + found.unknown.len());
        assert_eq!(found.new.len() + found.open.len(), pack.now.findings.len());
    });
}

#[test]
fn packs_are_made_in_both_languages() {
    for name in ["monthly", "quarterly"] {
        let titles = |lang: Lang| looked(name, lang, false, &[back("2026-05-31")], |_, made| made.pages[0].blocks.len());
        assert_eq!(titles(Lang::Zh), titles(Lang::En));
    }
}

#[test]
fn only_those_asked_for() {
    let loaded = example("telecom", day("2026-07-08"), Lang::Zh);
    let query = Query::parse(&["am:chen-li".to_owned()], None, Lang::Zh).expect("a query");
    let wanted = |folder: &CustomerFolder| query.matches_customer(&loaded.world, folder, day("2026-07-08"));
    let period = Period::parse("2026-06", day("2026-07-08")).expect("a month");
    let ask = Ask {
        spec: find("monthly").expect("is there"),
        loaded: &loaded,
        day: day("2026-07-08"),
        period,
        query: &query,
        wanted: &wanted,
        needed: &wanted,
        machine: true,
        unit: Unit::Wan,
        before: &[],
        settles: &|_| None,
    };
    let pack = Pack::new(&ask, Vec::new());
    assert!(pack.now.customers.iter().all(|one| &*one.id == "starbridge"));
    assert!(pack.now.findings.iter().all(|one| one.customer.as_deref() == Some("starbridge")));
    assert!(pack.findings().all(|one| one.customer.as_deref() == Some("starbridge")));
}
