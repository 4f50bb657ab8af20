use proptest::prelude::*;

use super::testing::{examples, map};
use super::*;
use crate::render::paper::width;

const fn style(lang: Lang, width: usize) -> MapStyle {
    MapStyle { lang, color: false, width }
}

fn shown(format: MapFormat, map: &Map) -> String {
    render(format, map, &style(Lang::Zh, 80))
}

/// Quotes in a line open and close; nothing that could end a text stands within one.
fn is_balanced(line: &str) -> bool {
    let mut quotes = 0;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '"' => quotes += 1,
            _ => {}
        }
    }
    quotes % 2 == 0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_text_fits(map in map(), columns in 40usize..120, english: bool) {
        let lang = if english { Lang::En } else { Lang::Zh };
        let text = render(MapFormat::Text, &map, &style(lang, columns));
        for line in text.lines().filter(|line| !line.trim_start().starts_with("kehu ")) {
            prop_assert!(width(line) <= columns, "{} > {columns}: {line}", width(line));
        }
    }

    #[test]
    fn names_are_no_code(map in map()) {
        for format in [MapFormat::Dot, MapFormat::Mermaid] {
            let source = shown(format, &map);
            let faulty: Vec<&str> = source.lines().filter(|line| !line.starts_with("  %% ") && !is_balanced(line)).collect();
            prop_assert!(faulty.is_empty(), "{faulty:?}");
        }
        let page = shown(MapFormat::Markdown, &map);
        prop_assert_eq!(page.matches("\n```").count() % 2, 0);
    }
}

#[test]
fn the_examples_in_every_format() {
    for map in examples() {
        let all: Vec<String> =
            [MapFormat::Text, MapFormat::Dot, MapFormat::Mermaid, MapFormat::Markdown].map(|format| shown(format, &map)).to_vec();
        insta::assert_snapshot!(format!("{}_zh", map.id), all.join("\n----\n"));
        insta::assert_snapshot!(format!("{}_en", map.id), render(MapFormat::Text, &map, &style(Lang::En, 60)));
    }
}

#[test]
fn trees_and_circles_in_text() {
    let mut map = examples().remove(2);
    assert_eq!(map.id, "yunling-mobile");
    // 李国强 – 王敏 (何俊) and 钱雪梅; 段云飞 sits elsewhere and reports to 王敏; 赵志远 and 李国强 report to each other.
    let order = [0, 1, 4, 3, 2, 5];
    map.people = order.iter().map(|at| map.people[*at].clone()).collect();
    map.ties.iter_mut().for_each(|tie| tie.person = order.iter().position(|at| *at == tie.person).expect("it is there"));
    for (at, boss, depth, hangs) in [(0, Some(4), 0, false), (1, Some(0), 1, true), (2, Some(1), 2, true), (3, Some(0), 1, true)] {
        (map.people[at].boss, map.people[at].depth, map.people[at].hangs) = (boss, depth, hangs);
    }
    map.people[5].boss = Some(1);
    map.people[4].boss = Some(0);
    (map.people[4].depth, map.people[4].hangs) = (1, true);
    map.influences = vec![(2, 0), (2, 1), (5, 3)];
    insta::assert_snapshot!(shown(MapFormat::Text, &map));
    insta::assert_snapshot!(render(MapFormat::Text, &map, &MapStyle { lang: Lang::Zh, color: true, width: 40 }));
}
