//! `kehu revenue` on the example archive: the golden totals, every format, groups, and what happens when a document cannot be read.

use std::fs;
use std::path::Path;

use crate::support::{Done, Kehu, copy_of};

const TELECOM: &str = "examples/telecom";
const AS_OF: &str = "2026-07-08";

fn revenue(folder: &Path, words: &str) -> Done {
    Kehu::line(&format!("revenue --as-of {AS_OF} {words}")).inside(folder).run()
}

#[test]
fn a_row_a_project_in_yuan() {
    let copy = copy_of(TELECOM);
    let csv = revenue(copy.path(), "--year 2026 --format csv").clean();
    let golden = [
        "customer,project,year,contract,win_rate,expected,margin,profit,outcome,account_manager",
        "jiangbei-catv,双向网改造首期工程,2026,6000000.00,20.00,1200000.00,6.00,72000.00,open,zhou-lan",
        "starbridge,云岭无线督导与安装服务,2026,3200000.00,70.00,2240000.00,9.00,201600.00,open,chen-li",
        "starbridge,传输设备割接服务,2026,1805000.00,45.00,812250.00,7.50,60918.75,open,chen-li",
        "yunling-mobile,2026 年 5G 无线网主设备安装工程(春城片区),2026,12000000.00,60.00,7200000.00,8.00,576000.00,open,zhou-lan",
        "yunling-mobile,传输管线改造工程,2026,8000000.00,50.00,4000000.00,10.00,400000.00,open,zhou-lan",
        "yunling-mobile,数据中心配套动力工程,2026,4500000.00,30.00,1350000.00,12.00,162000.00,open,zhou-lan",
    ];
    assert_eq!(csv.lines().collect::<Vec<_>>(), golden);
}

#[test]
fn the_totals_of_the_example() {
    let copy = copy_of(TELECOM);
    let json: serde_json::Value = serde_json::from_str(&revenue(copy.path(), "--format json").clean()).expect("JSON");
    let total = serde_json::json!({
        "contract": "35505000.00", "win_rate": "47.32", "expected": "16802250.00", "margin": "8.76", "profit": "1472518.75"
    });
    assert_eq!((&json["version"], &json["total"]), (&serde_json::json!(1), &total));
    assert_eq!(json["rows"].as_array().map(Vec::len), Some(6));
    assert_eq!(json["rows"][0]["year"], serde_json::json!(2026));
    assert!(json.get("unread").is_none());

    let table = revenue(copy.path(), "").clean();
    for shown in ["合同额（万元）", "云岭移动", "周岚", "进行中", "3,550.50", "1,680.225", "147.251875", "47.32%", "8.76%"]
    {
        assert!(table.contains(shown), "{shown} in\n{table}");
    }
    let rounded = revenue(copy.path(), "--round 2 --format markdown").clean();
    for shown in ["1,680.23", "81.23", "6.09", "147.25"] {
        assert!(rounded.contains(shown), "{shown} in\n{rounded}");
    }
}

#[test]
fn sums_by_customer_weigh_their_rates() {
    let copy = copy_of(TELECOM);
    let csv = revenue(copy.path(), "--by customer --format csv").clean();
    let golden = [
        "customer,projects,contract,expected,profit,win_rate,margin",
        "jiangbei-catv,1,6000000.00,1200000.00,72000.00,20.00,6.00",
        "starbridge,2,5005000.00,3052250.00,262518.75,60.98,8.60",
        "yunling-mobile,3,24500000.00,12550000.00,1138000.00,51.22,9.07",
    ];
    assert_eq!(csv.lines().collect::<Vec<_>>(), golden);
    let table = revenue(copy.path(), "--by 客户 --round 2").clean();
    for shown in ["1,680.23", "305.23", "26.25", "147.25"] {
        assert!(table.contains(shown), "{shown} in\n{table}");
    }
}

#[test]
fn sums_by_every_key() {
    let copy = copy_of(TELECOM);
    let first = |by: &str| -> Vec<String> {
        let csv = revenue(copy.path(), &format!("--by {by} --format csv")).clean();
        csv.lines().map(|line| line.split(',').take(2).collect::<Vec<_>>().join(",")).collect()
    };
    assert_eq!(first("am"), ["am,projects", "chen-li,2", "zhou-lan,4"]);
    assert_eq!(first("tier"), ["tier,projects", "vip,3", "key,2", "reserve,1"]);
    assert_eq!(first("category")[0], "category,projects");
    // No project names a product or a stage: one group without a name.
    assert_eq!(first("product"), ["product,projects", ",6"]);
    assert_eq!(first("stage"), ["stage,projects", ",6"]);
    assert_eq!(first("region")[1], "southwest,4");
    assert!(revenue(copy.path(), "--by product").clean().contains("（未填写）"));
}

#[test]
fn a_query_chooses_customers_and_projects() {
    let copy = copy_of(TELECOM);
    let projects = |query: &str| revenue(copy.path(), &format!("{query} --format csv")).clean().lines().count() - 1;
    for (query, count) in [
        ("am:chen-li", 2),
        ("am:周岚", 4),
        ("not:am:周岚", 2),
        ("云岭移动", 3),
        ("customer:yunling", 3),
        ("tier:vip,key", 5),
        ("project:传输", 2),
        ("tier:vip project:传输", 1),
        ("outcome:open", 6),
        ("outcome:won", 0),
        ("year:2026", 6),
        ("year:2025", 0),
    ] {
        assert_eq!(projects(query), count, "{query}");
    }
    assert_eq!(revenue(copy.path(), "nonsense:1").status, Some(2));
}

#[test]
fn a_broken_plan_outside_the_query_is_not_needed() {
    let copy = copy_of(TELECOM);
    fs::write(copy.path().join("customers/starbridge/plans/2026.toml"), "year = = 2026\n").expect("written");
    assert_eq!(revenue(copy.path(), "am:zhou-lan").status, Some(0));
    assert_eq!(revenue(copy.path(), "am:chen-li").status, Some(1));
    assert_eq!(revenue(copy.path(), "project:传输").status, Some(1));
}

#[test]
fn a_year_without_plans_is_an_empty_list() {
    let copy = copy_of(TELECOM);
    assert_eq!(revenue(copy.path(), "--year 2025 --format csv").clean().lines().count(), 1);
    let table = revenue(copy.path(), "--year 2025").clean();
    assert!(table.contains("（无）") && table.contains("`kehu revenue --year 2026`"), "{table}");
}

#[test]
fn excel_reads_chinese_headings_and_no_formula() {
    let copy = copy_of(TELECOM);
    let plan = copy.path().join("customers/jiangbei-catv/plans/2026.yaml");
    let text = fs::read_to_string(&plan).expect("there").replace("双向网改造首期工程", "=1+1");
    fs::write(&plan, text).expect("written");
    let csv = revenue(copy.path(), "--format csv --excel").clean();
    assert!(csv.starts_with("\u{feff}客户,项目名称,年度,合同额（元）,"), "{csv}");
    assert!(csv.contains("\r\n") && !csv.contains(",=1+1"), "{csv}");
}

#[test]
fn a_plan_that_cannot_be_read_is_named_and_not_counted() {
    let copy = copy_of(TELECOM);
    let path = "customers/starbridge/plans/2026.toml";
    fs::write(copy.path().join(path), "year = 2026\n[revenue_plan\npurpose = = 1\n").expect("written");
    let done = revenue(copy.path(), "--format json");
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains("未计入") && done.stderr.contains(path), "{}", done.stderr);
    let json: serde_json::Value = serde_json::from_str(&done.stdout).expect("JSON");
    assert_eq!(json["unread"][0]["path"], serde_json::json!(path));
    assert_eq!(json["total"]["contract"], serde_json::json!("30500000.00"));
    let table = revenue(copy.path(), "");
    assert!(table.stdout.contains(&format!("未计入：{path}")), "{}", table.stdout);
    // The answer of another year does not need it.
    assert_eq!(revenue(copy.path(), "--year 2025").status, Some(0));
}

#[test]
fn a_document_that_the_answer_does_not_need_may_be_broken() {
    let copy = copy_of(TELECOM);
    fs::write(copy.path().join("customers/starbridge/insight.toml"), "[[topics\n= = 1\n").expect("written");
    assert_eq!(revenue(copy.path(), "").status, Some(0));
}

#[test]
fn a_project_without_a_win_rate_stands_in_the_list_and_in_no_rate() {
    let copy = copy_of(TELECOM);
    let plan = copy.path().join("customers/starbridge/plans/2026.toml");
    let text = fs::read_to_string(&plan).expect("there").replace("win_rate = 45\n", "");
    fs::write(&plan, text).expect("written");
    let json: serde_json::Value = serde_json::from_str(&revenue(copy.path(), "--format json").clean()).expect("JSON");
    assert_eq!(json["rows"][2]["expected"], serde_json::Value::Null);
    assert_eq!(json["total"]["contract"], serde_json::json!("35505000.00"));
    // 1599 ÷ 3370, the contract without a win rate left out on both sides.
    assert_eq!(json["total"]["win_rate"], serde_json::json!("47.45"));
    assert!(json["notes"][0].as_str().is_some_and(|note| note.contains("1 个项目")));
}

#[test]
fn what_was_decided_after_the_day_is_open() {
    let copy = copy_of(TELECOM);
    let plan = copy.path().join("customers/yunling-mobile/plans/2026.toml");
    let text = fs::read_to_string(&plan).expect("there");
    let won = "outcome = \"won\"\ndecided_on = 2026-09-10\nactual_contract = 430";
    fs::write(&plan, text.replace("remark = \"联合体\"", won)).expect("written");
    let last = |day: &str| {
        let csv = Kehu::line(&format!("revenue --as-of {day} --format csv")).inside(copy.path()).run().clean();
        csv.lines().last().map(|line| line.split(',').nth(8).unwrap_or_default().to_owned())
    };
    assert_eq!(last("2026-09-09").as_deref(), Some("open"));
    assert_eq!(last("2026-09-10").as_deref(), Some("won"));
}

#[test]
fn a_project_of_two_customers_is_named() {
    let copy = copy_of(TELECOM);
    let plan = copy.path().join("customers/jiangbei-catv/plans/2026.yaml");
    let text = fs::read_to_string(&plan).expect("there").replace("双向网改造首期工程", "传输设备割接服务");
    fs::write(&plan, text).expect("written");
    let audit = Kehu::line(&format!("audit --as-of {AS_OF} --format concise")).inside(copy.path()).run();
    let found: Vec<&str> = audit.stdout.lines().filter(|line| line.contains("F7B-08")).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("customers/starbridge/plans/2026.toml") && found[0].contains("江北广电"), "{found:?}");
}

const TRADING: &str = "examples/trading";

#[test]
fn plan_against_outcome_of_each_project() {
    let copy = copy_of(TRADING);
    let csv = revenue(copy.path(), "--actual --format csv").clean();
    let golden = [
        "customer,project,year,contract,win_rate,expected,profit,outcome,decided_on,actual_contract,actual_revenue,actual_profit,account_manager",
        "beiling-bank,北岭银行总行机房改造,2026,1500000.00,45.00,675000.00,81000.00,cancelled,2026-04-02,,,,fang-qing",
        "hongdu-metro,洪都地铁二号线车站空调,2026,4200000.00,20.00,840000.00,67200.00,open,,,,,tan-lei",
        "hongdu-metro,洪都地铁车辆段维保,2026,800000.00,75.00,600000.00,120000.00,won,2026-06-12,780000.00,,,tan-lei",
    ];
    assert_eq!(csv.lines().take(4).collect::<Vec<_>>(), golden);
    let table = revenue(copy.path(), "--actual").clean();
    for shown in ["已决定的项目：按获取率预期 568.10 万元，实际签约 494.50 万元", "进行中 3 个、中标 4 个、失标 3 个、取消 1 个"]
    {
        assert!(table.contains(shown), "{shown} in\n{table}");
    }
    // 3 + 1 of 7: what was planned for these seven is the plain mean of their rates.
    assert!(table.contains("计划平均 66.43%，实际中标 57.14%"), "{table}");
    assert!(!table.contains("实现收入"), "nobody needs a column of nothing:\n{table}");
    let english = revenue(copy.path(), "--actual --lang en").clean();
    assert!(english.contains("3 open, 4 won, 3 lost, 1 cancelled"), "{english}");
}

#[test]
fn plan_against_outcome_by_any_key() {
    let copy = copy_of(TRADING);
    let csv = revenue(copy.path(), "--actual --by am --format csv").clean();
    let golden = [
        "am,projects,contract,expected,profit,win_rate,margin,decided,won,actual_contract,actual_revenue,actual_profit",
        "fang-qing,6,9950000.00,6155000.00,855600.00,61.86,13.90,4,3,4165000.00,,",
        "tan-lei,5,8910000.00,2981000.00,340230.00,33.46,11.41,3,1,780000.00,,",
    ];
    assert_eq!(csv.lines().collect::<Vec<_>>(), golden);
    let json: serde_json::Value = serde_json::from_str(&revenue(copy.path(), "--actual --by month --format json").clean()).expect("JSON");
    assert_eq!(json["total"]["actual_contract"], serde_json::json!("4945000.00"));
    assert_eq!(json["total"]["win_rate"], serde_json::json!("48.44"), "weighted by money");
}

#[test]
fn what_was_decided_after_the_day_has_no_outcome_yet() {
    let copy = copy_of(TRADING);
    let csv = Kehu::line("revenue --actual --as-of 2026-04-17 --format csv").inside(copy.path()).run().clean();
    let line = |project: &str| csv.lines().find(|line| line.contains(project)).expect("there").to_owned();
    assert!(line("京和数据主机房空调更新").contains(",open,,,,,"), "{csv}");
    assert!(line("京和数据监控系统维保").contains(",won,2026-02-09,600000.00,"), "{csv}");
}

#[test]
fn a_picture_of_months_and_of_any_groups() {
    let copy = copy_of(TRADING);
    for words in ["", "--by am", "--by customer --actual", "--actual", "--lang en"] {
        let svg = revenue(copy.path(), &format!("{words} --format svg")).clean();
        assert!(svg.starts_with("<svg ") && svg.contains("2026"), "{words}");
    }
    fs::write(copy.path().join("customers/hongdu-metro/plans/2026.toml"), "year = = 2026\n").expect("written");
    let done = revenue(copy.path(), "--format svg");
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains("customers/hongdu-metro/plans/2026.toml"), "{}", done.stderr);
}
