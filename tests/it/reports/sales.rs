//! R-12 … …: what is sold, what customers say and wait for, and what the audit says of it all.

use std::fs;
use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;
use kehu::cli::Exit;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Kehu, copy_of, quick};

use super::{DAY, Row, put};

/// The trading example with complaints, feedback and a survey by dimensions.
fn trading() -> TempDir {
    let copy = copy_of("examples/trading");
    let root = copy.path();
    put(
        root,
        "customers/beiling-bank/complaints/2026-06-02-late.toml",
        "received_at = 2026-06-02T10:20:00\ntype = \"complaint\"\ncontent = \"到货比约定晚三天\"\nfirst_handler = \"fang-qing\"\nforwarded_to = \"物流部\"\ncause = \"到货延误\"\nplan = \"书面说明\"\npromised_by = 2026-06-03T12:00:00\nclosed_at = 2026-06-04T11:00:00\nsatisfied = false\n",
    );
    put(
        root,
        "customers/hongdu-metro/complaints/2026-06-20-query.toml",
        "received_at = 2026-06-20T09:00:00\ntype = \"query\"\ncontent = \"询问维保报价\"\nfirst_handler = \"tan-lei\"\nanswered_at = 2026-06-20T09:08:00\n",
    );
    put(
        root,
        "customers/hongdu-metro/complaints/2026-05-20-claim.toml",
        "received_at = 2026-05-20\ntype = \"claim\"\ncontent = \"压缩机损坏索赔\"\nfirst_handler = \"tan-lei\"\ncause = \"到货延误\"\nforwarded_to = \"售后部\"\npromised_by = 2026-06-10\n",
    );
    put(
        root,
        "customers/qingshan-telecom/feedback/2026-06-11-price.toml",
        "date = 2026-06-11\nfrom = \"王阳\"\nopinion = \"维保价格偏高，希望按站点打包\"\nforwarded_to = \"售后部\"\ncommitment = \"七月前给出打包报价\"\ndue = 2026-07-05\ntold_customer_on = 2026-06-12\n",
    );
    let survey = root.join("customers/qingshan-telecom/surveys/2026-06-10-satisfaction.toml");
    let text = fs::read_to_string(&survey).expect("there");
    fs::write(&survey, format!("{text}expected = 85\nperceived = 78\n[dimensions]\n价格 = 66\n服务 = 88\n")).expect("written");
    copy
}

/// A report of an archive: exit status, data, words.
fn report(root: &Path, words: &str, lang: &str) -> (Exit, String, String) {
    let (exit, data, words) = quick(&format!("-C {} report {words} {DAY}", root.display()), lang, 100);
    // Where the copy lies is another place each time.
    let place = format!("-C {} ", root.display());
    (exit, data.replace(&place, ""), words.replace(&place, ""))
}

fn json(root: &Path, words: &str) -> Value {
    let (_, text, _) = report(root, &format!("{words} --format json"), "zh-CN");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{words}: {error}\n{text}"))
}

/// The rows of a table: of the first one, or of one of the others by its name.
fn rows(json: &Value, table: &str) -> Vec<Row> {
    let at = if table.is_empty() { &json["rows"] } else { &json["tables"][table]["rows"] };
    let row = |row: &Value| {
        let cells = row.as_object().expect("an object").iter();
        cells.map(|(key, cell)| (key.clone(), cell.as_str().map_or_else(|| cell.to_string(), str::to_owned))).collect()
    };
    at.as_array().unwrap_or_else(|| panic!("no table {table}")).iter().map(row).collect()
}

fn column(rows: &[Row], key: &str) -> Vec<String> {
    rows.iter().map(|row| row[key].clone()).collect()
}

fn fen(text: &str) -> i64 {
    text.replace('.', "").parse().expect("an amount")
}

#[test]
fn every_page_as_people_and_programs_read_it() {
    let (trading, telecom) = (trading(), copy_of("examples/telecom"));
    let names = ["composition", "season", "mix", "rfm", "scorecard", "callback", "satisfaction", "complaints"];
    let all = names.map(|name| (name, trading.path())).into_iter().chain(["effectiveness", "audit"].map(|name| (name, telecom.path())));
    for (name, root) in all {
        let shown = |more: &str, lang: &str| {
            let done = Kehu::line(&format!("report {name} {DAY} {more}")).inside(root).lang(lang).width(100).run();
            assert_eq!(done.status, Some(0), "{name} {more}: {}", done.stderr);
            format!("{}────\n{}", done.stdout, done.stderr)
        };
        assert_snapshot!(format!("{name}_text"), shown("", "zh-CN"));
        assert_snapshot!(format!("{name}_markdown"), shown("--format markdown", "en"));
        assert_snapshot!(format!("{name}_csv"), shown("--format csv", "zh-CN"));
    }
}

#[test]
fn what_stats_computes_is_what_the_reports_say() {
    let copy = copy_of("examples/trading");
    let root = copy.path().display();
    let stats = |words: &str| quick(&format!("-C {root} stats {words} {DAY} --format csv"), "zh-CN", 100).1;
    let csv = |words: &str| report(copy.path(), &format!("{words} --format csv"), "zh-CN").1;
    assert_eq!(csv("scorecard"), stats("scorecard --period 2026-Q2"));
    assert_eq!(csv("rfm"), stats("rfm"));
    assert_eq!(csv("mix"), stats("mix --period 2026-06"));
    let (own, others) = (csv("composition"), stats("composition --period 2025"));
    let begins = |(own, other): (&str, &str)| own.starts_with(other);
    assert!(own.lines().zip(others.lines()).all(begins), "the same, and the target beside it:\n{own}{others}");
    let json = json(copy.path(), "composition");
    assert_eq!(column(&rows(&json, "abc"), "class").concat(), "AAABBBCC");
    assert_eq!(json["tables"]["abc"]["total"]["sales"], "15000000.00");
    let wallet: Vec<Row> = rows(&json, "share").into_iter().filter(|row| row["wallet_required"] != "null").collect();
    assert_eq!(column(&wallet, "customer"), ["qingshan-telecom"]);
}

#[test]
fn sums_foot() {
    let copy = copy_of("examples/trading");
    let season = json(copy.path(), "season");
    let actual: i64 = column(&rows(&season, ""), "actual").iter().filter(|cell| *cell != "null").map(|cell| fen(cell)).sum();
    assert_eq!(actual, fen(season["total"]["actual"].as_str().expect("a sum")));
    let tasks = json(copy.path(), "mix");
    let year: i64 = column(&rows(&tasks, "tasks"), "actual").iter().map(|cell| fen(cell)).sum();
    assert_eq!(year, actual, "what is sold of the products is what is sold in the months");
    let scorecard = json(copy.path(), "scorecard");
    let reports = rows(&scorecard, "punctuality");
    let on_time = reports.iter().filter(|row| row["state"] == "on_time").count();
    let counted: usize =
        column(&rows(&scorecard, "inspection"), "reports_on_time").iter().map(|n| n.parse::<usize>().expect("a number")).sum();
    assert_eq!((reports.len(), on_time), (6, counted));
}

#[test]
fn who_is_behind_is_who_the_rules_report() {
    let copy = copy_of("examples/trading");
    let settings = copy.path().join("kehu.toml");
    let text = fs::read_to_string(&settings).expect("there");
    fs::write(&settings, format!("{text}\n[rules]\n\"ANA-05\" = \"warning\"\n\"ANA-06\" = \"warning\"\n")).expect("written");
    let audit = quick(&format!("-C {} audit {DAY} --rule ANA-05 --rule ANA-06 --format csv", copy.path().display()), "zh-CN", 100).1;
    let reported = |rule: &str| audit.lines().filter(|line| line.starts_with(rule)).count();
    let behind = |report: &str, table: &str| rows(&json(copy.path(), report), table).iter().filter(|row| row["behind"] == "true").count();
    assert_eq!((behind("season", "customers"), behind("mix", "tasks")), (reported("ANA-05"), reported("ANA-06")));
    assert!(reported("ANA-06") > 0);
    let risk = rows(&json(copy.path(), "rfm"), "at_risk");
    assert_eq!(column(&risk, "customer"), ["beiling-bank"]);
}

#[test]
fn nothing_later_and_nobody_else() {
    let copy = trading();
    let on =
        |day: &str, words: &str| quick(&format!("-C {} report {words} --as-of {day} --format csv", copy.path().display()), "zh-CN", 100).1;
    let complaints = on("2026-06-03", "complaints --period 2026-06");
    assert!(complaints.contains("到货比约定晚三天") && complaints.contains(",overdue,"), "settled the day after:\n{complaints}");
    assert!(!complaints.contains("query") && !complaints.contains("2026-06-04"), "{complaints}");
    assert!(!on("2026-06-09", "satisfaction").contains("2026-06-10"));
    for name in ["composition", "season", "mix", "rfm", "callback", "satisfaction", "complaints", "audit"] {
        let json = json(copy.path(), &format!("{name} customer:hongdu"));
        let named = |row: &Row| row.get("customer").is_none_or(|id| id == "hongdu-metro" || id == "null");
        let tables = json["tables"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
        for table in std::iter::once("").chain(tables) {
            assert!(rows(&json, table).iter().all(named), "{name} {table}: {json}");
        }
    }
}

#[test]
fn what_somebody_has_to_do_makes_the_exit_status() {
    let copy = trading();
    let exit = |words: &str| report(copy.path(), &format!("{words} --exit-code"), "zh-CN").0;
    for name in ["composition", "season", "mix", "rfm", "scorecard", "callback", "complaints", "audit"] {
        assert_eq!(exit(name), Exit::Findings, "{name}");
    }
    assert_eq!(exit("satisfaction"), Exit::Clean, "what fell short is followed up");
    assert_eq!(exit("complaints --period 2026-04"), Exit::Clean);
    let (_, _, words) = report(copy.path(), "complaints --period 2026-04", "zh-CN");
    assert!(words.contains("没有投诉、查询"), "{words}");
}

#[test]
fn what_cannot_be_read_is_named() {
    let copy = trading();
    put(copy.path(), "customers/hongdu-metro/complaints/2026-06-20-query.toml", "received_at = \n");
    for name in ["complaints", "callback", "audit"] {
        let (exit, data, words) = report(copy.path(), name, "zh-CN");
        assert_eq!(exit, Exit::Findings, "{name}");
        assert!(words.contains("complaints/2026-06-20-query.toml") && data.contains("未计入"), "{name}: {words}\n{data}");
    }
    let (exit, ..) = report(copy.path(), "complaints customer:beiling", "zh-CN");
    assert_eq!(exit, Exit::Clean, "another customer's");
    put(copy.path(), "customers/hongdu-metro/orders.csv", "date,amount\n2026-01-05,x\n");
    for name in ["composition", "season", "mix", "rfm", "scorecard"] {
        assert_eq!(report(copy.path(), name, "zh-CN").0, Exit::Findings, "{name}");
    }
}

#[test]
fn the_evaluation_is_printed_once_it_is_handed_in() {
    let copy = trading();
    let before = report(copy.path(), "callback", "zh-CN").1;
    assert!(before.contains("评估报告还没有上报（2026-07-15 前）"), "{before}");
    put(
        copy.path(),
        "submissions/2026-06.toml",
        "[[submissions]]\nkind = \"callback_evaluation\"\nby = \"fang-qing\"\nsubmitted_on = 2026-07-06\nachievements = \"续签三年维保\"\nimprovements = \"报价先打包\"\n",
    );
    let after = report(copy.path(), "callback", "zh-CN").1;
    assert!(after.contains("评估报告已上报：方晴 2026-07-06") && after.contains("续签三年维保") && after.contains("报价先打包"), "{after}");
    let json = json(copy.path(), "callback");
    assert_eq!(column(&rows(&json, "evaluation"), "achievements"), ["续签三年维保"]);
    let unsolved = rows(&json, "unsolved");
    assert_eq!(column(&unsolved, "kind"), ["complaint", "commitment", "opinion"]);
}

#[test]
fn without_orders_or_surveys_the_page_says_what_is_missing() {
    let copy = copy_of("examples/telecom");
    let says = |name: &str| {
        let (exit, data, words) = report(copy.path(), name, "zh-CN");
        assert_eq!(exit, Exit::Clean, "{name}: {words}");
        data
    };
    for name in ["composition", "season", "mix", "rfm"] {
        assert!(says(name).contains("kehu import --template orders"), "{name}");
    }
    assert!(says("season").contains("缺 36 个月"));
    assert!(says("mix").contains("targets/2026.toml"));
}

fn git(root: &Path, words: &[&str], day: &str) {
    let at = format!("{day}T12:00:00+08:00");
    let base = ["-c", "user.name=x", "-c", "user.email=x@example.com"];
    let mut command = Command::new("git");
    command.args(base).args(words).current_dir(root).env("GIT_AUTHOR_DATE", &at).env("GIT_COMMITTER_DATE", &at);
    assert!(command.output().expect("git runs").status.success(), "{words:?}");
}

#[test]
fn new_and_settled_since_the_month_before() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    git(root, &["init", "-q"], "2026-05-20");
    git(root, &["add", "-A"], "2026-05-20");
    git(root, &["commit", "-q", "-m", "a"], "2026-05-20");
    // A region is filled in as it should be: ORG-04 is settled.
    let profile = root.join("customers/starbridge/customer.toml");
    let text = fs::read_to_string(&profile).expect("there");
    let line = text.lines().find(|line| line.starts_with("region")).expect("a region").to_owned();
    fs::write(&profile, text.replace(&line, "region = \"southwest\"")).expect("written");
    git(root, &["commit", "-q", "-a", "-m", "b"], "2026-06-20");
    let run =
        |format: &str| Kehu::line(&format!("report audit --period 2026-06 --format {format}")).inside(root).var("KEHU_AS_OF", "").run();
    let json: Value = serde_json::from_str(&run("json").stdout).expect("JSON");
    let settled: Vec<Row> = rows(&json, "").into_iter().filter(|row| row["rule"] == "ORG-04").collect();
    assert_eq!(column(&settled, "settled"), ["1"], "{json}");
    let days = column(&rows(&json, "trend"), "day");
    assert_eq!(days, ["2026-05-31", "2026-06-30"]);
    assert!(run("text").stdout.contains("与 2026-05-31 的档案（提交"));
}
