//! Maps for tests: those of the example, and any that one can think of.

use std::path::Path;

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::analysis::coverage::Coverage;
use crate::analysis::map::{Map, Ours, Place, Theirs, Tie};
use crate::analysis::verdict::{Light, Reason, Standing, Verdict, Why};
use crate::archive::load::{self, Judge, Scope};
use crate::form::choices::{RelationshipStatus, Role, SiteKind};
use crate::words::Lang;

/// The day.
pub(super) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 8).expect("a day")
}

/// The maps of the example.
pub(super) fn examples() -> Vec<Map> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom");
    let base = load::base(&root, Some(Lang::Zh), Lang::Zh);
    let loaded = load::load(&root, base, &Scope::default(), Judge::Nothing).expect("the example can be listed");
    loaded.customers.iter().map(|folder| Map::of(folder, &loaded.world, day())).collect()
}

/// Names and titles as people have them, and as nobody has them.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[王李周]{1}[国敏志远]{1,2}",
        "[A-Z][a-z]{2,12} [A-Z][a-z]{2,18}",
        "[计划建设部总经理兼技术委员会主任、（）()]{0,40}",
        "[ -~]{0,60}",
        "\\PC{0,30}",
        Just("\"];\n`{<&>}|#end %%{\\".to_owned()),
        Just("长".repeat(300)),
    ]
}

fn standing() -> impl Strategy<Value = Standing> {
    (option::of(select(RelationshipStatus::ALL)), option::of(0i64..400)).prop_map(|(status, age)| Standing {
        status,
        on: age.map(|age| day() - chrono::Days::new(age.unsigned_abs())),
        age,
        stale: age.is_none_or(|age| age > 92),
    })
}

fn person() -> impl Strategy<Value = Theirs> {
    let roles = vec(select(Role::ALL), 0..5);
    let rivals = vec((text(), option::of(select(RelationshipStatus::ALL))), 0..3);
    let more = (option::of(1i64..6), rivals, option::of(select(RelationshipStatus::ALL)));
    (text(), text(), roles, standing(), more).prop_map(|(name, title, mut roles, standing, (influence, rivals, target))| {
        roles.sort_unstable();
        roles.dedup();
        Theirs { id: name.clone(), name, title, roles, standing, target, site: 0, depth: 0, boss: None, hangs: false, influence, rivals }
    })
}

/// Any map: up to forty people at up to five sites, in trees as deep as may be.
pub(super) fn map() -> impl Strategy<Value = Map> {
    let sites = vec((option::of(text()), option::of(select(SiteKind::ALL)), option::of(text())), 1..5);
    let place = (0usize..5, 0usize..4, any::<prop::sample::Index>());
    let people = vec((person(), place), 0..41);
    let ours = vec((text(), text(), any::<bool>()), 0..10);
    let pairs = vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..25);
    let ties = vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0usize..9), 0..90);
    (sites, people, ours, pairs, ties, text()).prop_map(|(sites, people, ours, pairs, ties, name)| {
        let mut map = framed(name);
        let places = sites.into_iter().map(|(name, kind, location)| Place { name, kind, location });
        map.sites = places.collect();
        seat(&mut map, people);
        map.ours = ours.into_iter().map(|(name, title, left)| Ours { id: name.clone(), name, title, is_manager: left, left }).collect();
        let count = map.people.len();
        if count > 0 {
            let pairs = pairs.into_iter().map(|(a, b)| (a.index(count), b.index(count))).filter(|(a, b)| a != b);
            map.influences = pairs.collect();
            map.influences.sort_unstable();
            map.influences.dedup();
        }
        if count > 0 && !map.ours.is_empty() {
            let tie = |(a, b, contacts): (prop::sample::Index, prop::sample::Index, usize)| Tie {
                ours: a.index(map.ours.len()),
                person: b.index(count),
                contacts,
                last: (contacts > 2).then(day),
            };
            map.ties = ties.into_iter().map(tie).collect();
            map.ties.sort_by_key(|tie| (tie.person, tie.ours));
            map.ties.dedup_by_key(|tie| (tie.person, tie.ours));
            let known: Vec<usize> = map.ties.iter().map(|tie| tie.ours).collect();
            // Who knows nobody is not on the map.
            let kept: Vec<usize> = (0..map.ours.len()).filter(|at| known.contains(at)).collect();
            map.ours = kept.iter().map(|at| map.ours[*at].clone()).collect();
            map.ties.iter_mut().for_each(|tie| tie.ours = kept.iter().position(|at| *at == tie.ours).expect("it was kept"));
        } else {
            map.ours.clear();
        }
        map
    })
}

fn framed(name: String) -> Map {
    let reason = Reason { why: Why::OthersFor, people: (0..8).map(|_| ("x".to_owned(), name.clone())).collect() };
    Map {
        id: "acme".to_owned(),
        company: name.clone(),
        name,
        day: day(),
        verdict: Verdict { light: Light::Amber, reasons: vec![reason] },
        coverage: Coverage::default(),
        sites: Vec::new(),
        deserted: Vec::new(),
        missing: vec![Role::Supporter],
        people: Vec::new(),
        influences: Vec::new(),
        ours: Vec::new(),
        ties: Vec::new(),
        left_out: vec!["customers/acme/insight.toml".to_owned()],
    }
}

/// Seats the people site by site, in trees: each stands below the one before, beside it, or higher up.
fn seat(map: &mut Map, people: Vec<(Theirs, (usize, usize, prop::sample::Index))>) {
    let mut people = people;
    people.iter_mut().for_each(|(one, place)| one.site = place.0 % map.sites.len());
    people.sort_by_key(|(one, _)| one.site);
    let used: Vec<usize> = (0..map.sites.len()).filter(|at| people.iter().any(|(one, _)| one.site == *at)).collect();
    map.sites = used.iter().map(|at| map.sites[*at].clone()).collect();
    let mut above: Vec<usize> = Vec::new();
    for (at, (mut one, (_, up, anybody))) in people.into_iter().enumerate() {
        one.site = used.iter().position(|site| *site == one.site).expect("it is used");
        if map.people.last().is_some_and(|before| before.site != one.site) {
            above.clear();
        }
        above.truncate(above.len().saturating_sub(up.saturating_sub(1)));
        (one.depth, one.hangs) = (above.len(), !above.is_empty());
        one.boss = above.last().copied().or_else(|| (up == 3 && at > 0).then(|| anybody.index(at)));
        above.push(at);
        map.people.push(one);
    }
}
