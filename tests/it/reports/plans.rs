//! R-06 …: contacts, plans, revenue, relations, regions and cards.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use kehu::cli::Exit;

use crate::support::{copy_of, on_terminal, quick};

use super::{DAY, Row, TELECOM, columns, in_csv, in_markdown, in_text, json, put, report, rows, table};

const REPORTS: [&str; 11] =
    ["contact-digest", "due", "plan", "actions", "revenue", "matrix", "customer", "key-account", "reception", "region", "card"];

#[test]
fn each_in_text() {
    for name in REPORTS {
        assert_snapshot!(format!("{name}_zh"), in_text(name));
    }
}

#[test]
fn each_in_markdown() {
    for name in REPORTS {
        assert_snapshot!(format!("{name}_en"), in_markdown(name));
    }
}

#[test]
fn each_in_csv() {
    for name in REPORTS {
        assert_snapshot!(format!("{name}_csv"), in_csv(name));
    }
}

#[test]
fn every_width_is_kept() {
    for name in REPORTS {
        for (lang, width) in [("zh-CN", 40), ("en", 40), ("zh-CN", 72), ("en", 120)] {
            let (_, out, _) = on_terminal(&format!("-C {TELECOM} report {name} {DAY}"), lang, width);
            let wide = out.lines().find(|line| unicode_width::UnicodeWidthStr::width(*line) > width);
            assert_eq!(wide, None, "{name} {lang} {width}");
        }
    }
}

#[test]
fn an_empty_archive_says_what_to_do() {
    let archive = tempfile::tempdir().expect("a folder");
    put(archive.path(), "kehu.toml", "format = 1\n[company]\nname = \"甲\"\nshort_name = \"甲\"\namount_unit = \"万元\"\n");
    for name in REPORTS {
        let (exit, out, err) = report(archive.path(), &format!("{name} {DAY}"));
        assert_eq!(exit, Exit::Clean, "{name}: {err}");
        assert!(out.contains("kehu add-customer"), "{name}:\n{out}");
        let (exit, csv, _) = report(archive.path(), &format!("{name} {DAY} --format csv"));
        assert_eq!((exit, csv.lines().count()), (Exit::Clean, 1), "{name}:\n{csv}");
    }
}

#[test]
fn what_is_due_is_what_due_says() {
    let archive = Path::new(TELECOM);
    let due = rows(archive, &format!("due {DAY}"));
    let (_, same, _) = quick(&format!("-C {TELECOM} due {DAY} --days 7 --format csv"), "zh-CN", 100);
    let (_, own, _) = report(archive, &format!("due {DAY} --format csv"));
    assert_eq!(own, same);
    assert_eq!(due.iter().filter(|row| row["overdue"] == "true").count(), 12);
    let paces: Vec<String> = table(archive, &format!("due {DAY} customer:starbridge"), "pace")
        .iter()
        .map(|row| format!("{} {}", row["pace"].as_str().expect("a pace"), row["behind"]))
        .collect();
    assert_eq!(paces, ["32.00 true", "0.00 true", "16.00 true"]);
    let (exit, _, _) = report(archive, &format!("due {DAY} --exit-code"));
    assert_eq!(exit, Exit::Findings);
}

#[test]
fn actions_by_owner() {
    let archive = Path::new(TELECOM);
    let actions = rows(archive, &format!("actions {DAY}"));
    assert_eq!(columns(&actions[..2], &["owner", "overdue_days"]), ["chen-li 110", "chen-li 0"]);
    let owners = table(archive, &format!("actions {DAY}"), "owners");
    assert_eq!(owners.iter().map(|row| row["actions"].as_u64().unwrap_or(0)).sum::<u64>(), 8);
    let chosen = rows(archive, &format!("actions {DAY} owner:zhou-lan"));
    assert_eq!(columns(&chosen, &["owner", "progress"]), ["zhou-lan 100", "zhou-lan 0"]);
}

#[test]
fn revenue_foots_whatever_it_is_summed_by() {
    let archive = Path::new(TELECOM);
    let found = json(archive, &format!("revenue {DAY}"));
    let total = &found["total"];
    assert_eq!((total["contract"].as_str(), total["expected"].as_str()), (Some("35505000.00"), Some("16802250.00")));
    for name in ["by_account_manager", "by_region"] {
        assert_eq!(&found["tables"][name]["total"]["profit"], &total["profit"], "{name}");
    }
    let rows = found["rows"].as_array().expect("rows");
    assert_eq!(
        rows.iter().map(|row| row["profit"].as_str().expect("an amount")).collect::<Vec<_>>(),
        ["72000.00", "262518.75", "1138000.00"]
    );
}

/// Step 12 of the walk: the first project is won in September.
#[test]
fn a_project_that_was_won_is_held_against_the_plan() {
    let copy = copy_of(TELECOM);
    let path = copy.path();
    let (_, project, _) =
        quick(&format!("-C {} list projects customer:yunling --format csv --columns project", path.display()), "zh-CN", 100);
    let project = project.lines().nth(1).expect("a project").to_owned();
    let archive = path.to_str().expect("a path");
    let done = crate::support::Kehu::new([
        "-C",
        archive,
        "outcome",
        "yunling-mobile",
        &project,
        "won",
        "--actual-contract",
        "1150万",
        "--date",
        "2026-09-15",
        "--as-of",
        "2026-09-16",
        "--me",
        "zhou-lan",
    ])
    .run();
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    let before = table(path, "revenue --as-of 2026-09-14", "actual");
    assert!(before.is_empty(), "nothing was decided yet: {before:?}");
    let found = json(path, "revenue --as-of 2026-09-16");
    let actual = &found["tables"]["actual"]["rows"][0];
    assert_eq!((actual["outcome"].as_str(), actual["actual_contract"].as_str()), (Some("won"), Some("11500000.00")));
    let bands = found["tables"]["calibration"]["rows"].as_array().expect("bands");
    assert_eq!(bands.iter().map(|band| band["won"].as_u64().unwrap_or(0)).sum::<u64>(), 1);
    assert_eq!(found["total"]["contract"], "35505000.00", "the plan stays the plan");
}

#[test]
fn coverage_and_concentration() {
    let archive = Path::new(TELECOM);
    let coverage = table(archive, &format!("matrix {DAY}"), "coverage");
    let of = |key: &str| coverage.iter().map(|row| row[key].to_string().replace('"', "")).collect::<Vec<_>>();
    assert_eq!(of("covered"), ["2", "3", "6"]);
    assert_eq!(of("index"), ["5.00", "27.50", "56.30"]);
    let holders = table(archive, &format!("matrix {DAY}"), "concentration");
    let sole: Vec<String> = holders.iter().map(|row| format!("{} {}", row["staff"].as_str().expect("an id"), row["sole"])).collect();
    assert_eq!(sole, ["chen-li 3", "zhou-lan 3", "sun-tao 2", "gao-zhenyu 0", "lin-jing 0"]);
}

#[test]
fn contacts_of_the_month_and_late_reports() {
    let archive = Path::new(TELECOM);
    let march = rows(archive, "contact-digest --period 2026-03");
    assert_eq!(columns(&march, &["customer", "date", "days", "in_time"])[0], "starbridge 2026-03-05 7 false");
    // What was reported after the day was not reported yet.
    let early = rows(archive, "contact-digest --period 2026-03 --as-of 2026-03-11 customer:starbridge");
    assert_eq!(columns(&early, &["reported_on", "in_time"]), [" false"]);
    let phones = rows(archive, &format!("contact-digest --period 2026-06 {DAY} kind:phone"));
    assert_eq!(columns(&phones, &["date", "kind"]), ["2026-06-18 phone"]);
    let without = table(archive, &format!("contact-digest --period 2026-06 {DAY}"), "without_contact");
    assert_eq!(without.iter().map(|row| row["customer"].as_str().unwrap_or("")).collect::<Vec<_>>(), ["starbridge"]);
}

#[test]
fn plans_that_are_missing_or_not_approved() {
    let copy = copy_of(TELECOM);
    let path = copy.path();
    assert_eq!(
        columns(&rows(path, &format!("plan {DAY}")), &["customer", "state"]),
        ["jiangbei-catv filed", "starbridge filed", "yunling-mobile filed"]
    );
    // Before its approval a plan was not approved.
    let early = rows(path, "plan --period 2026 --as-of 2026-01-10 customer:starbridge");
    assert_eq!(columns(&early, &["state", "approved_on"]), ["written "]);
    fs::remove_file(path.join("customers/starbridge/plans/2026.toml")).expect("it is there");
    let (_, out, _) = report(path, &format!("plan {DAY}"));
    assert!(out.contains("没有制订") && out.contains("kehu plan new starbridge --year 2026"), "{out}");
}

#[test]
fn visits_by_the_standard() {
    let copy = copy_of(TELECOM);
    let path = copy.path();
    put(
        path,
        "customers/yunling-mobile/receptions/2026-07-20-visit.toml",
        "date = 2026-07-20\nvisitor_rank = \"top\"\nvisitors = \"李国强一行 4 人\"\nplan_by = \"wu-fang\"\napproved_by = \"wu-fang\"\npickup_by = \"吴芳\"\n",
    );
    put(
        path,
        "customers/yunling-mobile/receptions/2026-03-10-visit.toml",
        "date = 2026-03-10\nvisitor_rank = \"staff\"\nplan_by = \"zhou-lan\"\n",
    );
    put(
        path,
        "customers/starbridge/receptions/2025-03-10-visit.toml",
        "date = 2025-03-10\nvisitor_rank = \"staff\"\nplan_by = \"chen-li\"\n",
    );
    let found = rows(path, &format!("reception {DAY}"));
    assert_eq!(
        columns(&found, &["date", "tier", "approver", "missing", "state"]),
        ["2026-07-20 vip executive meeting_chair;banquet_host incomplete", "2026-03-10 vip   ready"]
    );
    let (exit, out, err) = report(path, &format!("reception {DAY} --exit-code"));
    assert_eq!(exit, Exit::Findings, "{err}");
    assert!(out.contains("吴芳的级别不够"), "{out}");
    assert_snapshot!("reception_sheet", out);
}

#[test]
fn a_card_shows_no_number() {
    for format in ["text", "markdown", "csv", "json", "html"] {
        let (_, out, _) = report(Path::new(TELECOM), &format!("card {DAY} --format {format}").replace("--format text", ""));
        assert!(out.contains("***") || out.contains("\\*\\*\\*"), "{format}");
        for secret in ["12900000101", "0991-5550301", "羽毛球", "05-18"] {
            assert!(!out.contains(secret), "{format}: {secret}");
        }
    }
    let cards = rows(Path::new(TELECOM), &format!("card {DAY}"));
    assert!(cards.iter().all(|row| row["customer"] != "jiangbei-catv"), "neither vip nor key");
    let asked = rows(Path::new(TELECOM), &format!("card {DAY} 江北"));
    assert_eq!(asked.len(), 3, "who asks for a customer gets its card");
}

#[test]
fn regions_and_what_is_left_to_do() {
    let found = rows(Path::new(TELECOM), &format!("region {DAY}"));
    assert_eq!(
        columns(&found, &["region", "manager", "customers", "verified", "suggestions_open", "errors"]),
        ["southwest ma-chao 2 2 0 0", "华东大区  1 0 1 4"]
    );
    let (_, revenue, _) = report(Path::new(TELECOM), &format!("revenue {DAY} --format csv"));
    let total = |rows: &[Row]| rows.iter().map(|row| row["contract"].parse::<f64>().expect("an amount")).sum::<f64>();
    assert!((total(&found) - total(&rows(Path::new(TELECOM), &format!("revenue {DAY}")))).abs() < 0.001, "{revenue}");
}

#[test]
fn figures_of_customers_with_orders() {
    let archive = Path::new("examples/trading");
    let found = rows(archive, "customer --period 2026-Q2");
    assert_eq!(found.len(), 8);
    for row in &found {
        let amount = |key: &str| row[key].parse::<f64>().expect("an amount");
        assert!(amount("sales") <= amount("sales_12_months") + 0.001, "{row:?}");
    }
    // The quarter's analysis does not know what came after its days of grace.
    let again = rows(archive, "customer --period 2026-Q2 --as-of 2026-07-15");
    assert_eq!(found, again);
}

#[test]
fn what_cannot_be_read_is_named() {
    let copy = copy_of(TELECOM);
    let path = copy.path();
    for file in ["plans/2026.toml", "key-people.toml", "contact-reports/2026-03-05-feng-kai-chen-li.toml"] {
        put(path, &format!("customers/starbridge/{file}"), "[[[\n");
    }
    for name in ["contact-digest", "due", "plan", "actions", "revenue", "matrix", "customer", "region", "card"] {
        for format in ["", " --format csv"] {
            let (exit, _, err) = report(path, &format!("{name} {DAY}{format}"));
            assert_eq!(exit, Exit::Findings, "{name}{format}: {err}");
            assert!(err.contains("未计入：customers/starbridge/"), "{name}: {err}");
        }
        // Another customer's report needs none of it.
        let (exit, _, err) = report(path, &format!("{name} {DAY} customer:yunling"));
        assert_eq!(exit, Exit::Clean, "{name}: {err}");
    }
}
