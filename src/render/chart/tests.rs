//! Pictures hold for every data: nothing overlaps, nothing leaves the picture, the same data give the same bytes.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}

fn chart(shape: Shape) -> Chart {
    Chart {
        title: "云岭移动等客户 2026 年各月预计签约".to_owned(), notes: vec!["期间：2026-01-01 至 2026-12-31".to_owned()], shape
    }
}

fn bars(groups: &[&str], series: &[(&str, &[&str])], stacked: bool) -> Shape {
    let values = |list: &[&str]| list.iter().map(|text| text.parse().ok()).collect();
    Shape::Bars {
        groups: groups.iter().map(|text| (*text).to_owned()).collect(),
        series: series.iter().map(|(name, list)| Series { name: (*name).to_owned(), values: values(list) }).collect(),
        stacked,
        unit: "万元".to_owned(),
        level: None,
    }
}

fn holds(chart: &Chart) {
    for lang in [Lang::Zh, Lang::En] {
        let canvas = draw(chart, lang);
        assert_eq!(canvas.clashes(), Vec::<String>::new());
        let svg = svg(chart, lang);
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>") && !svg.contains("NaN") && !svg.contains("inf\""), "{svg}");
    }
}

#[test]
fn a_bar_says_its_name_and_its_value() {
    let chart = chart(bars(&["陈立", "周岚"], &[("预计", &["305.225", "1375"])], false));
    let svg = svg(&chart, Lang::Zh);
    for shown in ["单位：万元", ">陈立<", ">1,375<", ">305<", "周岚: 1,375 万元", "期间：2026-01-01"] {
        assert!(svg.contains(shown), "{shown} in\n{svg}");
    }
    holds(&chart);
}

#[test]
fn without_data_the_picture_says_so() {
    for shape in [
        bars(&[], &[], false),
        bars(&["一月"], &[("预计", &[""])], true),
        Shape::Pareto { bars: Vec::new(), unit: "万元".to_owned(), ends: Vec::new() },
        Shape::Grid { across: "R".to_owned(), upwards: "F".to_owned(), places: vec![(1, 1, Vec::new())], regions: Vec::new() },
    ] {
        let chart = chart(shape);
        assert!(svg(&chart, Lang::Zh).contains("没有可画的数据"));
        assert!(svg(&chart, Lang::En).contains("There is nothing to draw"));
        holds(&chart);
    }
}

#[test]
fn more_series_than_colours_become_one() {
    let names: Vec<String> = (0..9).map(|at| format!("客户经理{at}")).collect();
    let series: Vec<Series> =
        names.iter().enumerate().map(|(at, name)| Series { name: name.clone(), values: vec![Some(Decimal::from(at))] }).collect();
    let shape = Shape::Bars { groups: vec!["2026-07".to_owned()], series, stacked: true, unit: "%".to_owned(), level: None };
    let svg = svg(&chart(shape), Lang::Zh);
    assert!(svg.contains("其余 3 项: 3%") && svg.contains("客户经理8") && !svg.contains("客户经理2"), "{svg}");
}

#[test]
fn the_tail_of_a_pareto_stays_in_its_classes() {
    let class = |at: usize| ['A', 'B', 'C'][(at / 40).min(2)];
    let rows: Vec<_> =
        (0..101_usize).map(|at| (format!("客户{at}"), Decimal::from(200 - at), Decimal::from(at.min(100)), class(at))).collect();
    let shape = Shape::Pareto { bars: rows, unit: "万元".to_owned(), ends: vec![(number("75"), 'A'), (number("95"), 'B')] };
    let chart = chart(shape);
    let svg = svg(&chart, Lang::Zh);
    for shown in ["A 类其余 16 户", "B 类其余 40 户", "C 类其余 21 户", "A 类 40 户", ">A 75%<", ">B 95%<", ">客户23<"] {
        assert!(svg.contains(shown), "{shown} in\n{svg}");
    }
    assert!(!svg.contains("客户24"));
    holds(&chart);
}

#[test]
fn a_crowded_place_says_how_many_more() {
    let names: Vec<String> = (0..40).map(|at| format!("云岭移动{at}")).collect();
    let shape = Shape::Grid {
        across: "最近购买".to_owned(),
        upwards: "频次与金额".to_owned(),
        places: vec![(5, 5, names), (1, 1, vec!["江北广电".to_owned()]), (9, 0, vec!["星桥".to_owned()])],
        regions: vec![(5, 5, "重要价值".to_owned())],
    };
    let chart = chart(shape);
    let svg = svg(&chart, Lang::Zh);
    assert!(svg.contains("另有 ") && svg.contains(">40<") && svg.contains("重要价值") && svg.contains("星桥"), "{svg}");
    holds(&chart);
}

/// Names as archives have them, and worse.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[云岭移动通信有限公司星桥设备江北广电]{0,24}",
        "[A-Za-z][a-z]{0,30}( [A-Z][a-z]{1,12}){0,3}",
        "20[0-9]{2}-[01][0-9]",
        "2026-Q[1-4]",
        "[a-zA-Z0-9 云岭（）<&\"\\n\\t%—…]{0,40}",
    ]
}

fn amount() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (-200_000i64..5_000_000, 0u32..5).prop_map(|(value, places)| Decimal::new(value, places)),
        (0i64..1000).prop_map(Decimal::from),
        any::<i64>().prop_map(Decimal::from),
        Just(Decimal::ZERO),
    ]
}

fn some_bars() -> impl Strategy<Value = Shape> {
    let groups = prop_oneof![
        prop::collection::vec(name(), 0..30),
        prop::collection::vec(name(), 0..230),
        prop::collection::vec("20[0-9]{2}-[01][0-9]", 1..80)
    ];
    let series = prop::collection::vec((name(), prop::collection::vec(prop::option::of(amount()), 0..230)), 0..10);
    let level = prop::option::of((name(), amount()));
    let unit = prop_oneof![Just("%".to_owned()), Just("万元".to_owned()), Just(String::new())];
    (groups, series, any::<bool>(), unit, level).prop_map(|(groups, series, stacked, unit, level)| Shape::Bars {
        groups,
        series: series.into_iter().map(|(name, values)| Series { name, values }).collect(),
        stacked,
        unit,
        level,
    })
}

fn some_pareto() -> impl Strategy<Value = Shape> {
    let rows = prop::collection::vec(
        (name(), amount(), (0i64..10_001).prop_map(|share| Decimal::new(share, 2)), prop::char::range('A', 'D')),
        0..120,
    );
    let ends = prop::collection::vec(((0i64..101).prop_map(Decimal::from), prop::char::range('A', 'C')), 0..5);
    (rows, ends).prop_map(|(bars, ends)| Shape::Pareto { bars, unit: "万元".to_owned(), ends })
}

fn some_grid() -> impl Strategy<Value = Shape> {
    let places = prop::collection::vec((0u8..8, 0u8..8, prop::collection::vec(name(), 0..30)), 0..30);
    let regions = prop::collection::vec((0u8..8, 0u8..8, name()), 0..30);
    (name(), name(), places, regions).prop_map(|(across, upwards, places, regions)| Shape::Grid { across, upwards, places, regions })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps(shape in prop_oneof![3 => some_bars(), 1 => some_pareto(), 1 => some_grid()], title in name()) {
        holds(&Chart { title, notes: vec!["a note".to_owned(), "合计过大，不能表示".to_owned()], shape });
    }
}
