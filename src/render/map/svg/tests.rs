use proptest::prelude::*;

use super::*;
use crate::render::map::testing::map;

/// What lies upon what it should not, whatever the map.
fn faults(map: &Map, lang: Lang) -> Vec<String> {
    let mut out = drawn(map, lang).clashes();
    let layout = Layout::of(map, lang);
    for side in &layout.sides {
        out.extend(side_faults(side));
    }
    let mut all: Vec<usize> = layout.sides.iter().flat_map(|side| &side.cards).map(|card| card.person).collect();
    all.sort_unstable();
    if all != (0..map.people.len()).collect::<Vec<_>>() {
        out.push(format!("not everybody is there once: {all:?}"));
    }
    for mate in &layout.mates {
        out.extend(
            mate.ends.iter().filter(|end| end.2 < mate.top || end.2 > mate.top + mate.h).map(|_| "a line ends beside one of ours".into()),
        );
    }
    let ends: usize = layout.mates.iter().map(|mate| mate.ends.len()).sum();
    if ends != map.ties.len() {
        out.push(format!("{} relations, {ends} lines", map.ties.len()));
    }
    out
}

fn side_faults(side: &Side) -> Vec<String> {
    let mut out = Vec::new();
    for pair in side.cards.windows(2) {
        if pair[0].top + pair[0].h > pair[1].top {
            out.push(format!("{} and {} share a row", pair[0].person, pair[1].person));
        }
    }
    let inner = side.panel_u + side.panel_w;
    for card in &side.cards {
        let within = card.u >= side.panel_u && card.u + CARD <= inner + 0.01;
        let in_panel = side.panels.iter().any(|panel| panel.top <= card.top && card.top + card.h <= panel.top + panel.h + 0.01);
        if !(within && in_panel) {
            out.push(format!("{} leaves the panel", card.person));
        }
        let ends = card.ties.iter().chain(&card.ends);
        out.extend(ends.filter(|(_, y)| *y < card.top || *y > card.top + card.h).map(|_| format!("a line misses {}", card.person)));
    }
    for runs in [&side.influences, &side.reports] {
        for (at, one) in runs.iter().enumerate() {
            let span = |run: &Run| (run.from.min(run.to), run.from.max(run.to));
            let upon = |other: &&Run| other.lane == one.lane && span(other).0 <= span(one).1 && span(one).0 <= span(other).1;
            out.extend(runs[at + 1..].iter().filter(upon).map(|_| "two lines share a lane".to_owned()));
        }
    }
    let lanes = side.influences.iter().map(|run| inner + layout::lane(run));
    out.extend(lanes.filter(|u| *u >= side.words.0).map(|_| "a lane runs through words".to_owned()));
    out.extend(side.reports.iter().filter(|run| side.panel_u - layout::lane(run) < 0.0).map(|_| "a lane leaves the picture".to_owned()));
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_lies_upon_anything(map in map(), english: bool) {
        let faults = faults(&map, if english { Lang::En } else { Lang::Zh });
        prop_assert!(faults.is_empty(), "{faults:#?}\n{map:#?}");
    }
}

#[test]
fn the_examples_are_clean() {
    for map in crate::render::map::testing::examples() {
        for lang in [Lang::Zh, Lang::En] {
            assert_eq!(faults(&map, lang), Vec::<String>::new(), "{}", map.id);
            let svg = render(&map, lang);
            let verdict = map.verdict.light.label(lang);
            assert!(svg.contains("2026-07-08") && svg.contains(verdict) && svg.ends_with("</svg>\n"), "{svg}");
        }
    }
}

#[test]
fn a_crowd_stands_on_two_sides() {
    let mut map = crate::render::map::testing::examples().remove(0);
    assert_eq!(Layout::of(&map, Lang::Zh).sides.len(), 1);
    let one = map.people[0].clone();
    map.people = (0..20).map(|_| one.clone()).collect();
    let layout = Layout::of(&map, Lang::Zh);
    let counts: Vec<usize> = layout.sides.iter().map(|side| side.cards.len()).collect();
    assert_eq!(counts, [10, 10]);
    assert_eq!(faults(&map, Lang::Zh), Vec::<String>::new());
}
