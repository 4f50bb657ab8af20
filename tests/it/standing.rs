//! `kehu stats` of what is in profiles, plans and registers: relationship, tier, class, calibration, scorecard.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::support::{Done, Kehu, copy_of};

const TELECOM: &str = "examples/telecom";
const TRADING: &str = "examples/trading";

fn stats(folder: &Path, words: &str) -> Done {
    Kehu::line(&format!("stats {words} --as-of 2026-07-08")).inside(folder).width(80).run()
}

/// As people read it in both languages, and as machines do.
fn all_ways(archive: &str, words: &str) -> String {
    let copy = copy_of(archive);
    let ways = ["", "--lang en", "--format csv", "--format json"];
    let shown = ways.map(|way| format!("$ kehu stats {words} {way}\n{}", stats(copy.path(), &format!("{words} {way}")).clean()));
    shown.join("\n")
}

fn change(folder: &Path, path: &str, from: &str, to: &str) {
    let file = folder.join(path);
    let text = fs::read_to_string(&file).expect("there");
    assert!(text.contains(from), "{path} has no {from}");
    fs::write(&file, text.replace(from, to)).expect("written");
}

fn line<'t>(text: &'t str, start: &str) -> &'t str {
    text.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no {start} in\n{text}"))
}

#[test]
fn relationship() {
    assert_snapshot!(all_ways(TELECOM, "relationship"));
}

#[test]
fn tier() {
    assert_snapshot!(all_ways(TRADING, "tier"));
}

#[test]
fn class() {
    assert_snapshot!(all_ways(TELECOM, "class"));
}

#[test]
fn calibration() {
    assert_snapshot!(all_ways(TRADING, "calibration"));
}

#[test]
fn scorecard() {
    assert_snapshot!(all_ways(TRADING, "scorecard"));
}

#[test]
fn the_index_goes_by_the_parameters() {
    let copy = copy_of(TELECOM);
    change(copy.path(), "kehu.toml", "[regulation]", "[params]\nF3-10.weight_blocker = 0\nF3-10.stale_factor = 100\n\n[regulation]");
    let csv = stats(copy.path(), "relationship --format csv").clean();
    // (3 + 1 + 1.125 + 1.5) ÷ 8.
    assert!(line(&csv, "yunling-mobile").starts_with("yunling-mobile,82.80,37.50,12.50,14.06,0.00,18.75,,"), "{csv}");
    change(copy.path(), "kehu.toml", "F3-10.weight_blocker = 0", "F3-10.weight_blocker = \"1.5.2\"");
    let audit = Kehu::line("audit --as-of 2026-07-08 --format concise").inside(copy.path()).run();
    assert!(audit.stdout.contains("F3-10.weight_blocker"), "{}", audit.stdout);
}

#[test]
fn key_people_that_cannot_be_read_are_named() {
    let copy = copy_of(TELECOM);
    let path = "customers/starbridge/key-people.toml";
    fs::write(copy.path().join(path), "[[people]\nid = = 1\n").expect("written");
    let done = stats(copy.path(), "relationship --format csv");
    assert_eq!((done.status, done.stdout.lines().count()), (Some(1), 3), "{}", done.stdout);
    assert!(done.stderr.contains(path), "{}", done.stderr);
    assert_eq!(stats(copy.path(), "relationship am:zhou-lan").status, Some(0), "outside the query");
}

#[test]
fn a_stated_yearly_trade_needs_no_orders() {
    let copy = copy_of(TRADING);
    let path = "customers/beiling-bank/orders.csv";
    fs::write(copy.path().join(path), "no,table,at,all\n1\n").expect("written");
    let done = stats(copy.path(), "tier --format csv");
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains(path), "{}", done.stderr);
    assert_eq!(line(&done.stdout, "beiling-bank"), "beiling-bank,,good,key,");
    change(copy.path(), "customers/beiling-bank/customer.toml", "credit = \"good\"", "credit = \"good\"\nannual_trade = 9.9");
    let csv = stats(copy.path(), "tier --format csv").clean();
    assert_eq!(line(&csv, "beiling-bank"), "beiling-bank,99000.00,good,key,general");
}

#[test]
fn much_trade_without_a_rating_is_left_open() {
    let copy = copy_of(TRADING);
    change(copy.path(), "customers/jinghe-datacenter/customer.toml", "credit = \"excellent\"\n", "");
    let table = stats(copy.path(), "tier customer:jinghe").clean();
    assert!(table.contains("信用待评定") && table.contains("1 个客户的信用没有评定"), "{table}");
    change(copy.path(), "customers/wanquan-hospital/customer.toml", "credit = \"excellent\"", "credit = \"good\"");
    let csv = stats(copy.path(), "tier --format csv").clean();
    assert!(line(&csv, "wanquan-hospital").ends_with(",good,vip,key"), "{csv}");
    let table = stats(copy.path(), "tier customer:wanquan").clean();
    assert!(table.contains("偏高") && table.contains("信用不是优秀，按重点客户对待"), "{table}");
}

#[test]
fn a_reason_makes_another_class_right() {
    let copy = copy_of(TELECOM);
    let path = "customers/yunling-mobile/customer.toml";
    change(copy.path(), path, "[abc_factors]", "[abc_factors]\nharsh_demands = true");
    let csv = stats(copy.path(), "class --format csv").clean();
    assert_eq!(line(&csv, "yunling-mobile"), "yunling-mobile,A,C,harsh_demands");
    let table = stats(copy.path(), "class").clean();
    assert!(table.contains("不符") && table.contains("要求苛刻"), "{table}");
    change(copy.path(), path, "[abc_factors]", "[abc_factors]\noverride_reason = \"集团战略客户\"");
    let table = stats(copy.path(), "class").clean();
    assert!(table.contains("改判：集团战略客户") && !table.contains("不符"), "{table}");
}

#[test]
fn calibration_of_a_period_and_of_a_query() {
    let copy = copy_of(TRADING);
    let of = |words: &str| {
        let json: serde_json::Value =
            serde_json::from_str(&stats(copy.path(), &format!("calibration {words} --format json")).clean()).expect("JSON");
        (json["total"]["projects"].clone(), json["total"]["won"].clone())
    };
    assert_eq!(of("--period 2026-Q1"), (4.into(), 2.into()));
    assert_eq!(of("am:tan-lei"), (3.into(), 1.into()));
    assert_eq!(of("am:tan-lei --period 2026-Q2"), (1.into(), 1.into()));
    change(copy.path(), "customers/hongdu-metro/plans/2026.toml", "decided_on = 2026-06-12\n", "");
    assert_eq!(of(""), (7.into(), 4.into()), "without a day it counts all the same");
    let table = stats(copy.path(), "calibration --period 2026-Q2").clean();
    assert!(table.contains("没有决定日期的 1 个未计入"), "{table}");
    let svg = stats(copy.path(), "calibration --format svg").clean();
    assert!(svg.contains("实际中标率"));
}

#[test]
fn sales_belong_to_who_had_charge_then() {
    let copy = copy_of(TRADING);
    let path = "customers/jinghe-datacenter/customer.toml";
    let before = stats(copy.path(), "scorecard --format csv").clean();
    let assignments = "[[assignments]]\nstaff = \"tan-lei\"\nfrom = 2023-01-01\nto = 2026-03-31\n\n[[assignments]]\nstaff = \"fang-qing\"\nfrom = 2026-04-01\n\n[purchase]";
    change(copy.path(), path, "[purchase]", assignments);
    let after = stats(copy.path(), "scorecard --format csv").clean();
    let sales = |csv: &str, who: &str| -> f64 { line(csv, who).split(',').nth(3).and_then(|cell| cell.parse().ok()).expect("an amount") };
    assert!(sales(&after, "tan-lei") > sales(&before, "tan-lei"));
    let sum = |csv: &str| (sales(csv, "tan-lei") + sales(csv, "fang-qing")).round();
    assert_eq!(sum(&after) as i64, sum(&before) as i64, "nothing is lost on the way");
    assert_eq!(line(&after, "fang-qing").split(',').nth(1), Some("4"), "customers of the end of the period");
    // From a day on which nobody had charge.
    change(copy.path(), path, "from = 2023-01-01", "from = 2026-02-01");
    let table = stats(copy.path(), "scorecard").clean();
    assert!(table.contains("当时不由在岗的客户经理负责"), "{table}");
}

#[test]
fn a_part_without_data_is_left_out_of_the_score() {
    let copy = copy_of(TELECOM);
    let csv = stats(copy.path(), "scorecard --format csv").clean();
    // Satisfaction 88 and no report in time: (88 + 0) ÷ 2.
    assert_eq!(line(&csv, "zhou-lan"), "zhou-lan,2,,0.00,,,88.00,,,,0.00,44.00");
    let table = stats(copy.path(), "scorecard").clean();
    for shown in ["不得作为考核的唯一依据", "忠诚度没有数据，未计入得分：全部 2 人", "满意度没有数据，未计入得分：陈立", "没有 orders.csv"]
    {
        assert!(table.contains(shown), "{shown} in\n{table}");
    }
    change(copy.path(), "kehu.toml", "[regulation]", "[params]\nANA-11.weight_archive = 0.5\n\n[regulation]");
    let csv = stats(copy.path(), "scorecard --format csv").clean();
    assert!(line(&csv, "zhou-lan").ends_with(",58.67"), "{csv}");
}

#[test]
fn a_scorecard_of_a_period_and_of_one() {
    let copy = copy_of(TRADING);
    let csv = stats(copy.path(), "scorecard am:谭磊 --period 2026-Q2 --format csv").clean();
    // A quarter of 520: 130; 142.98 were sold.
    assert_eq!(csv.lines().count(), 2);
    assert!(line(&csv, "tan-lei").starts_with("tan-lei,4,1300000.00,1429800.00,109.98,"), "{csv}");
    // Half of April to June, by days.
    let csv = stats(copy.path(), "scorecard --period 2026-04-01..2026-05-15 --format csv").clean();
    assert!(line(&csv, "tan-lei").starts_with("tan-lei,4,641095.89,"), "{csv}");
    assert_eq!(stats(copy.path(), "scorecard --format svg").status, Some(2));
    let broken = "targets/2026.toml";
    fs::write(copy.path().join(broken), "year = = 1\n").expect("written");
    let done = stats(copy.path(), "scorecard");
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains(broken), "{}", done.stderr);
}
