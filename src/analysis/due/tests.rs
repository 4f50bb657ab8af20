//! What falls due agrees with what the audit reports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{Days, NaiveDate};

use super::*;
use crate::archive::load::{self, Judge, Scope};
use crate::words::Lang;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn telecom(today: NaiveDate, lang: Lang) -> Loaded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom");
    let scope = Scope { keep: true, ..Scope::default() };
    load::load(&root, load::base(&root, Some(lang), lang), &scope, Judge::Audit(today)).expect("the example can be listed")
}

fn items(loaded: &Loaded, today: NaiveDate, ahead: u64) -> Vec<Item> {
    all(loaded, today, today.checked_add_days(Days::new(ahead)).expect("a day"))
}

/// The rules whose findings are all something that can be done.
const TIMELY: &[&str] =
    &["F6-06", "F7A-05", "CAD-01", "CAD-03", "CAD-04", "CAD-05", "SEC-03", "CAD-07", "PLN-02", "GOV-02", "VIS-14", "F3-06"];

/// How many by rule and customer; registers and staff belong to none.
fn counted<'a>(each: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> BTreeMap<(&'a str, Option<&'a str>), usize> {
    let mut out = BTreeMap::new();
    for (rule, customer) in each {
        let customer = customer.filter(|_| !matches!(rule, "SEC-03" | "CAD-07"));
        *out.entry((rule, customer)).or_insert(0) += 1;
    }
    out
}

#[test]
fn what_is_overdue_is_what_the_audit_reports() {
    for date in ["2026-02-03", "2026-04-17", "2026-07-08", "2026-07-11", "2026-08-20", "2026-12-31", "2027-02-01"] {
        let today = day(date);
        let loaded = telecom(today, Lang::Zh);
        let items = items(&loaded, today, 14);
        let is_timely = |rule: &str| TIMELY.contains(&rule);
        let found = loaded.findings.iter().filter(|one| is_timely(one.rule)).map(|one| (one.rule, one.customer.as_deref()));
        let past = items.iter().filter(|item| item.is_past() && is_timely(item.rule));
        let past = past.map(|item| (item.rule, item.customer.as_ref().map(|one| one.id.as_str())));
        assert_eq!(counted(past), counted(found), "{date}");
        // A callback may be late before its period is over; once it is, the rule says so.
        let said: BTreeSet<_> = loaded.findings.iter().map(|one| (one.rule, one.customer.as_deref())).collect();
        for item in items.iter().filter(|item| item.kind == Kind::Callback && item.state == State::Overdue) {
            assert!(said.contains(&(item.rule, item.customer.as_ref().map(|one| one.id.as_str()))), "{date}: {item:?}");
        }
    }
}

#[test]
fn one_customer_alone_says_the_same() {
    let today = day("2026-07-08");
    let loaded = telecom(today, Lang::Zh);
    let whole = items(&loaded, today, 14);
    let until = day("2026-07-22");
    for folder in &loaded.customers {
        let own = whole.iter().filter(|item| item.customer.as_ref().is_some_and(|one| one.id == *folder.id));
        let own: Vec<Item> = own.filter(|item| !matches!(item.kind, Kind::Lending | Kind::Suggestion)).cloned().collect();
        assert_eq!(of_customer(&loaded.world, folder, today, until), own);
    }
}

#[test]
fn the_name_of_an_item_is_its_own_and_lasts() {
    let of = |date: &str, lang| {
        let today = day(date);
        items(&telecom(today, lang), today, 400)
    };
    let (zh, en, later) = (of("2026-07-08", Lang::Zh), of("2026-07-08", Lang::En), of("2026-07-09", Lang::Zh));
    let names = |items: &[Item]| items.iter().map(Item::uid).collect::<BTreeSet<_>>();
    assert_eq!(names(&zh).len(), zh.len(), "no two are called the same");
    assert_eq!(names(&zh), names(&en));
    // Nothing changes from one day to the next but what comes into sight.
    assert!(names(&zh).is_subset(&names(&later)), "{:?}", names(&zh).difference(&names(&later)).collect::<Vec<_>>());
}

#[test]
fn callbacks_run_from_the_last_contact_that_fits() {
    let today = day("2026-07-08");
    let items = items(&telecom(today, Lang::Zh), today, 200);
    let of = |customer: &str| {
        let own = items.iter().filter(|item| item.kind == Kind::Callback && item.customer.as_ref().is_some_and(|one| one.id == customer));
        own.map(|item| (item.rule, item.date.to_string(), item.staff.as_ref().map_or("", |one| &one.id).to_owned())).collect::<Vec<_>>()
    };
    let expected =
        |list: &[(&'static str, &str, &str)]| list.iter().map(|(a, b, c)| (*a, (*b).to_owned(), (*c).to_owned())).collect::<Vec<_>>();
    assert_eq!(
        of("yunling-mobile"),
        expected(&[
            ("VIS-09", "2026-07-24", "zhou-lan"),
            ("VIS-10", "2026-09-18", "ma-chao"),
            ("VIS-01", "2026-09-24", "zhou-lan"),
            ("VIS-02", "2026-09-24", "zhou-lan"),
            ("VIS-03", "2026-11-15", "zheng-keqin"),
        ])
    );
    // One quarter after 5 March; nobody was ever on site, which the rule said at the end of the quarter.
    assert_eq!(of("starbridge"), expected(&[("VIS-01", "2026-06-05", "chen-li"), ("VIS-04", "2026-06-30", "chen-li")]));
    assert_eq!(of("jiangbei-catv"), []);
}

#[test]
fn what_lies_too_long_goes_to_the_superior() {
    let today = day("2026-07-08");
    let mut loaded = telecom(today, Lang::Zh);
    let items = items(&loaded, today, 14);
    let above = |loaded: &Loaded| {
        let out = escalated(loaded, &items, today);
        out.iter().map(|item| (item.rule, item.staff.as_ref().map_or("", |one| &one.id).to_owned())).collect::<Vec<_>>()
    };
    // Nobody has a superior there, and the region is not known: the marketing director.
    let director = |rule| (rule, "wu-fang".to_owned());
    assert_eq!(above(&loaded), [director("F7A-05"), director("VIS-01"), director("VIS-04")]);
    assert!(escalated(&loaded, &items, today).iter().all(|item| item.whose.as_ref().is_some_and(|one| one.id == "chen-li")));
    // The days are the policy's.
    let text = "format = 1\n[company]\nname = \"a\"\nshort_name = \"a\"\namount_unit = \"元\"\n[params]\nF7A-05.escalate_days = 120\nVIS-01.escalate_days = 370\nCAD-01.escalate_days = 0\n";
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("kehu.toml"), text).expect("written");
    loaded.world.policy = load::base(folder.path(), Some(Lang::Zh), Lang::Zh).world.policy;
    assert_eq!(above(&loaded), [director("VIS-04"), director("CAD-01")]);
}

#[test]
fn a_rule_that_is_off_asks_for_nothing() {
    let today = day("2026-07-08");
    let mut loaded = telecom(today, Lang::Zh);
    let rule = registry::find("F6-06").expect("a rule");
    loaded.world.policy.set(rule, crate::policy::Setting::Off);
    let items = items(&loaded, today, 14);
    assert!(items.iter().all(|item| item.kind != Kind::Contact) && items.iter().any(|item| item.kind == Kind::Action));
    assert!(documents(&loaded.world).contains(&DocKind::Plan), "actions still need it");
}
