//! `kehu stats` of orders: the figures of the example in every form, targets, what cannot be read, and what there is too little of.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Done, Kehu, copy_of};

const TRADING: &str = "examples/trading";
const AS_OF: &str = "2026-07-08";
const NAMES: [&str; 7] = ["abc", "composition", "share", "season", "mix", "rfm", "churn"];

fn stats(folder: &Path, words: &str) -> Done {
    Kehu::line(&format!("stats --as-of {AS_OF} {words}")).inside(folder).run()
}

fn json(folder: &Path, words: &str) -> serde_json::Value {
    serde_json::from_str(&stats(folder, &format!("{words} --format json")).clean()).expect("JSON")
}

fn column(folder: &Path, words: &str, name: &str) -> Vec<String> {
    let json = json(folder, words);
    let rows = json["rows"].as_array().expect("rows");
    rows.iter().map(|row| row[name].as_str().map_or_else(|| row[name].to_string(), str::to_owned)).collect()
}

#[test]
fn every_figure_in_every_form() {
    let copy = copy_of(TRADING);
    for words in ["abc", "composition --period ytd", "share", "season --target 1800", "mix --period 2026", "rfm", "churn --period 2026"] {
        let shown = |more: &str, lang: &str| {
            Kehu::line(&format!("stats --as-of {AS_OF} {words} {more}")).inside(copy.path()).lang(lang).width(80).run().clean()
        };
        let forms = [shown("", "zh-CN"), shown("", "en"), shown("--format csv", "zh-CN"), shown("--format json", "en")];
        let name = words.split(' ').next().unwrap_or_default();
        insta::assert_snapshot!(format!("figures_{name}"), forms.join("\n────\n"));
    }
}

#[test]
fn printed_lines_add_up_and_a_unit_changes_no_figure() {
    let copy = copy_of(TRADING);
    let total = |words: &str, name: &str| json(copy.path(), words)["total"][name].as_str().map(str::to_owned);
    assert_eq!(total("abc", "sales").as_deref(), Some("15000000.00"));
    assert_eq!(total("composition", "sales").as_deref(), Some("15000000.00"));
    assert_eq!(total("mix --period 2025", "sales").as_deref(), Some("15000000.00"));
    assert_eq!(total("season --target 1234567.89元", "target").as_deref(), Some("1234567.89"));
    assert_eq!(stats(copy.path(), "abc --unit 元 --format csv").clean(), stats(copy.path(), "abc --format csv").clean());
    assert!(stats(copy.path(), "abc --unit 元").clean().contains("15,000,000.00"));
}

#[test]
fn the_line_between_two_classes_is_a_parameter() {
    let copy = copy_of(TRADING);
    assert_eq!(column(copy.path(), "abc", "class").concat(), "AAABBBCC");
    let settings = copy.path().join("kehu.toml");
    let text = fs::read_to_string(&settings).expect("there");
    fs::write(&settings, format!("{text}\n[params]\n\"CLS-05.boundary\" = \"lower\"\n")).expect("written");
    assert_eq!(column(copy.path(), "abc", "class").concat(), "AABBBCCC");
}

#[test]
fn facts_after_the_day_count_nowhere() {
    let copy = copy_of(TRADING);
    let sum = |day: &str| {
        let text = Kehu::line(&format!("stats mix --period 2026 --as-of {day} --format json")).inside(copy.path()).run().clean();
        let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        json["total"]["sales"].as_str().map(str::to_owned)
    };
    assert_eq!((sum("2026-01-31").as_deref(), sum("2026-07-08").as_deref()), (Some("731400.00"), Some("6427800.00")));
    let refused = stats(copy.path(), "abc --period 2027").refused();
    assert!(refused.contains("还没有开始"), "{refused}");
}

#[test]
fn targets_are_set_against_whom_they_cover() {
    let copy = copy_of(TRADING);
    let target = |words: &str| json(copy.path(), &format!("season {words}"))["total"]["target"].as_str().map(str::to_owned);
    // Of everybody those of our people, of one of them his or her customers', of one customer its own.
    assert_eq!(target("").as_deref(), Some("16000000.00"));
    assert_eq!(target("customer:jinghe-datacenter").as_deref(), Some("6360000.00"));
    assert_eq!(target("--target 1800").as_deref(), Some("18000000.00"));
    assert_eq!(target("--period 2026 customer:jinghe-datacenter --target 100").as_deref(), Some("1000000.00"));
    let categories = stats(copy.path(), "composition --period 2026").clean();
    assert!(categories.contains("目标比重"), "{categories}");
    assert!(!stats(copy.path(), "composition --period 2026 tier:vip").clean().contains("目标比重"));
    // A product's target of the company is none of a part of the customers.
    assert_eq!(column(copy.path(), "mix --period 2026-H1", "target"), ["4750000.00", "1900000.00", "1300000.00"]);
    assert_eq!(column(copy.path(), "mix --period 2026-H1 tier:vip", "target"), ["null", "null", "null"]);
    for words in ["season --target 0", "season --target 很多", "abc --target 5"] {
        assert!(stats(copy.path(), words).refused().contains("--target"), "{words}");
    }
}

#[test]
fn a_share_is_of_the_sales_of_all_customers() {
    let copy = copy_of(TRADING);
    assert_eq!(column(copy.path(), "share customer:青山电信", "share_of_our_sales"), ["16.67"]);
    assert_eq!(column(copy.path(), "share customer:青山电信", "share_of_wallet"), ["12.50"]);
    let shown = stats(copy.path(), "share customer:青山电信").clean();
    assert!(shown.contains("钱包份额低于 20%") && shown.contains("1,500.00 万元"), "{shown}");
    let half = stats(copy.path(), "share --period 2025-H1").clean();
    assert!(half.contains("不是一个年度") && !half.contains("钱包份额低于"), "{half}");
}

#[test]
fn what_cannot_be_read_is_named_by_whom_needs_it() {
    let copy = copy_of(TRADING);
    let path = "customers/lvyuan-food/orders.csv";
    fs::write(copy.path().join(path), "这不是交易记录\n1\n").expect("written");
    for name in NAMES {
        let done = stats(copy.path(), name);
        assert_eq!(done.status, Some(1), "{name}: {}", done.stderr);
        assert!(done.stderr.contains(path) && done.stdout.contains(&format!("未计入：{path}")), "{name}: {}", done.stdout);
        // Who does not ask for this customer does not need it, except for a part of the company's sales.
        let outside = stats(copy.path(), &format!("{name} customer:jinghe-datacenter"));
        assert_eq!(outside.status, Some(i32::from(name == "share")), "{name}: {}", outside.stderr);
    }
    assert_eq!(json_of(&stats(copy.path(), "abc --format json"))["total"]["sales"], serde_json::json!("14850000.00"));
}

fn json_of(done: &Done) -> serde_json::Value {
    serde_json::from_str(&done.stdout).expect("JSON")
}

#[test]
fn a_query_may_ask_for_what_the_figure_does_not_look_at() {
    let copy = copy_of(TRADING);
    let listed = |query: &str| {
        let text = Kehu::line(&format!("list customers {query} --as-of {AS_OF} --format csv")).inside(copy.path()).run().clean();
        let mut ids: Vec<String> = text.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default().to_owned()).collect();
        ids.sort();
        ids
    };
    for query in ["am:fang-qing", "role:decision_maker", "last_contact:2026-06-01..", "not:status:positive", "owner:方", "coverage:100"] {
        let mut ids = column(copy.path(), &format!("abc {query}"), "customer");
        ids.sort();
        assert_eq!(ids, listed(query), "{query}");
    }
}

#[test]
fn a_row_that_cannot_be_read_is_said() {
    let copy = copy_of(TRADING);
    let path = "customers/lvyuan-food/orders.csv";
    let text = fs::read_to_string(copy.path().join(path)).expect("there");
    fs::write(copy.path().join(path), format!("{text}2025-13-01,X,,配件,1.00,\n")).expect("written");
    let done = stats(copy.path(), "abc");
    assert_eq!(done.status, Some(1));
    assert!(done.stdout.contains("1,500.00") && done.stderr.contains(&format!("kehu check {path}")), "{}{}", done.stdout, done.stderr);
}

#[test]
fn a_profile_is_needed_where_it_is_looked_at() {
    let copy = copy_of(TRADING);
    let path = "customers/lvyuan-food/customer.toml";
    fs::write(copy.path().join(path), "unit_name = = 1\n").expect("written");
    assert_eq!(stats(copy.path(), "abc").status, Some(0));
    assert_eq!(stats(copy.path(), "mix").status, Some(0));
    // Its category is not known, and whether a query means it.
    assert_eq!(stats(copy.path(), "composition").status, Some(1));
    assert_eq!(stats(copy.path(), "abc tier:vip").status, Some(1));
    assert_eq!(json_of(&stats(copy.path(), "composition --format json"))["total"]["customers"], serde_json::json!(7));
}

#[test]
fn targets_of_another_year_are_not_needed() {
    let copy = copy_of(TRADING);
    fs::write(copy.path().join("targets/2026.toml"), "year = = 2026\n").expect("written");
    assert_eq!(stats(copy.path(), "mix --period 2025").status, Some(0));
    assert_eq!(stats(copy.path(), "mix --period 2026").status, Some(1));
    assert_eq!(stats(copy.path(), "season").status, Some(1));
    assert_eq!(stats(copy.path(), "abc --period 2026").status, Some(0));
}

#[test]
fn seasons_are_refused_without_three_years() {
    let copy = copy_of(TRADING);
    let refused = |words: &str| stats(copy.path(), words).refused().replace(['\n', ' '], "");
    let early = refused("season --period 2025");
    assert!(early.contains("缺12个月：2022-01至2022-12") && early.contains("--period2026"), "{early}");
    let late = refused("season --period 2027");
    assert!(late.contains("缺6个月：2026-07至2026-12") && late.contains("--period2026"), "{late}");
    assert!(refused("season --period 2026-Q1").contains("不是一个年度"));
    assert!(refused("season customer:nobody").contains("kehulistcustomers"));
    let copy = copy_of("examples/telecom");
    let none = stats(copy.path(), "season").refused();
    assert!(none.contains("缺 36 个月") && none.contains("--as orders"), "{none}");
}

#[test]
fn nothing_to_show_is_no_fault_and_says_what_to_do() {
    let trading = copy_of(TRADING);
    for name in ["abc", "composition", "share", "mix"] {
        let done = stats(trading.path(), &format!("{name} --period 2021")).clean();
        assert!(done.contains("2023-01-12 到 2026-06-14"), "{name}: {done}");
    }
    for name in ["abc", "composition", "share", "mix", "rfm", "churn"] {
        let done = stats(trading.path(), &format!("{name} customer:nobody")).clean();
        assert!(done.contains("（无）") && done.contains("kehu list customers"), "{name}: {done}");
    }
    let telecom = copy_of("examples/telecom");
    for name in ["abc", "composition", "mix", "rfm", "churn"] {
        let done = stats(telecom.path(), name).clean();
        assert!(done.contains("kehu import orders.csv --as orders"), "{name}: {done}");
    }
    let root = TempDir::new().expect("a folder");
    Kehu::line("init archive --company 青原通信工程有限公司 --short 青原工程 -q").inside(root.path()).run().clean();
    for name in ["abc", "composition", "share", "mix", "rfm", "churn"] {
        let done = stats(&root.path().join("archive"), name).clean();
        assert!(done.contains("kehu add-customer"), "{name}: {done}");
    }
}

#[test]
fn pictures_where_there_are_any() {
    let copy = copy_of(TRADING);
    for name in ["abc", "composition", "season", "mix", "rfm"] {
        let svg = stats(copy.path(), &format!("{name} --format svg")).clean();
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{name}: {svg}");
        // The same on the next day's run: nothing in it but the figures.
        assert_eq!(svg, stats(copy.path(), &format!("{name} --format svg")).clean(), "{name}");
    }
    for name in ["share", "churn"] {
        let refused = stats(copy.path(), &format!("{name} --format svg")).refused();
        assert!(refused.contains("abc, composition, season, mix, rfm"), "{refused}");
    }
    stats(copy.path(), "rfm -o rfm.svg").clean();
    assert!(fs::read_to_string(copy.path().join("rfm.svg")).expect("written").contains("京和数据"));
    let telecom = copy_of("examples/telecom");
    assert!(stats(telecom.path(), "abc --format svg").stdout.starts_with("<svg"));
}

#[test]
fn a_customer_behind_its_own_rhythm_is_at_risk() {
    let copy = copy_of(TRADING);
    let rows = json(copy.path(), "rfm");
    let of = |customer: &str| {
        let rows = rows["rows"].as_array().expect("rows");
        rows.iter().find(|row| row["customer"] == customer).map(|row| row["segment"].as_str().unwrap_or_default().to_owned())
    };
    // Bought every other month, and not for 233 days.
    assert_eq!(of("beiling-bank").as_deref(), Some("at_risk"));
    assert_eq!(of("jinghe-datacenter").as_deref(), Some("champion"));
    // What is known outweighs what the orders say.
    let path = copy.path().join("customers/hongdu-metro/customer.toml");
    let text = fs::read_to_string(&path).expect("there");
    fs::write(&path, text.replacen("established_on", "lost_on = 2026-07-01\nestablished_on", 1)).expect("written");
    assert_eq!(column(copy.path(), "rfm customer:hongdu-metro", "segment"), ["lost"]);
    // By fifths the smallest of the customers score 1, whatever the amount.
    let settings = copy.path().join("kehu.toml");
    let text = fs::read_to_string(&settings).expect("there");
    fs::write(&settings, format!("{text}\n[params]\n\"ANA-07.min_customers\" = 5\n\"ANA-11.churn_days\" = 180\n")).expect("written");
    assert_eq!(column(copy.path(), "rfm", "m").concat(), "55432311");
    assert_eq!(column(copy.path(), "churn --period 2026", "lost"), ["2"]);
}
