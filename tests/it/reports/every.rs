//! Every report, in every format, on filled examples and on an empty archive: it is made, it can be read by machine, it says what matters, and
//! it is the same whoever makes it where.

use std::path::Path;

use kehu::report::numbered;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Done, Kehu, copy_of};

const FORMATS: &[&str] = &["text", "markdown", "csv", "json", "html"];

fn empty() -> TempDir {
    let root = TempDir::new().expect("a folder");
    Kehu::line("init -q archive --company 青原通信工程有限公司 --short 青原工程").inside(root.path()).run().clean();
    root
}

fn run(archive: &Path, line: &str) -> Done {
    Kehu::line(&format!("report {line} --as-of 2026-07-08")).inside(archive).lang("zh-CN").run()
}

/// The rows of CSV, the header first; all as long as it.
fn rows(text: &str, what: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap_or_else(|error| panic!("{what}: {error}\n{text}")));
    let rows: Vec<Vec<String>> = rows.map(|row| row.iter().map(str::to_owned).collect()).collect();
    assert!(!rows.is_empty(), "{what}: no header");
    rows
}

/// One report of an archive in all formats.
fn one(archive: &Path, name: &str, id: &str, title: &str) {
    let mut header = Vec::new();
    for format in FORMATS {
        let what = format!("report {name} --format {format}");
        let done = run(archive, &format!("{name} --format {format}"));
        assert_eq!(done.status, Some(0), "{what}: {}{}", done.stdout, done.stderr);
        assert!(done.stderr.contains(id), "{what}: says nothing of what matters:\n{}", done.stderr);
        match *format {
            "text" => assert!(done.stdout.contains(title), "{what}:\n{}", done.stdout),
            "markdown" => assert!(done.stdout.starts_with("# "), "{what}:\n{}", done.stdout),
            "csv" => header = rows(&done.stdout, &what).swap_remove(0),
            "json" => {
                let json: Value = serde_json::from_str(&done.stdout).unwrap_or_else(|error| panic!("{what}: {error}\n{}", done.stdout));
                let rows = json["rows"].as_array().unwrap_or_else(|| panic!("{what}: no rows"));
                for row in rows {
                    let keys: Vec<&String> = row.as_object().expect("a row is an object").keys().collect();
                    assert_eq!(keys.len(), header.len(), "{what}: {keys:?} and {header:?}");
                    assert!(header.iter().all(|key| row.get(key).is_some()), "{what}: {row} lacks one of {header:?}");
                }
            }
            _ => {
                let page = done.stdout.to_lowercase();
                assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"), "{what}:\n{page}");
                assert!(page.contains("<meta name=\"viewport\"") && done.stdout.contains(title), "{what}");
                // Nothing is run, and nothing fetched from anywhere.
                for active in ["<script", "<link", "<img", "<iframe", "@import", "url("] {
                    assert!(!page.contains(active), "{what} holds {active}");
                }
            }
        }
    }
}

fn all(archive: &Path) {
    for spec in numbered::ALL {
        one(archive, spec.name, &spec.id(), spec.title.zh);
    }
}

#[test]
fn there_are_thirty() {
    let copy = copy_of("examples/telecom");
    let done = Kehu::line("report list --format csv").inside(copy.path()).run();
    let rows = rows(&done.clean(), "report list");
    assert_eq!(rows[0], ["number", "name", "title", "period", "audience"]);
    let numbers: Vec<String> = (1..=30).map(|number| format!("R-{number:02}")).collect();
    assert_eq!(rows[1..].iter().map(|row| row[0].clone()).collect::<Vec<_>>(), numbers);
    let names = "market major-info statistics verification suggestions contact-digest due plan actions revenue matrix scorecard callback satisfaction customer key-account complaints composition season mix rfm follow-up activity lending reception region effectiveness card audit monthly";
    assert_eq!(rows[1..].iter().map(|row| row[1].as_str()).collect::<Vec<_>>().join(" "), names);
}

#[test]
fn each_is_made_of_the_telecom_example() {
    all(copy_of("examples/telecom").path());
}

#[test]
fn each_is_made_of_the_trading_example() {
    all(copy_of("examples/trading").path());
}

#[test]
fn each_is_made_of_an_empty_archive() {
    let root = empty();
    all(&root.path().join("archive"));
}

#[test]
fn number_name_and_title_mean_the_same_report() {
    let copy = copy_of("examples/telecom");
    let by_name = run(copy.path(), "statistics -q --format csv").clean();
    for other in ["R-03", "r3", "3", "客户信息统计表"] {
        assert_eq!(run(copy.path(), &format!("{other} -q --format csv")).clean(), by_name, "{other}");
    }
    let done = run(copy.path(), "statistic");
    assert_eq!(done.status, Some(2));
    assert!(done.stderr.contains("`statistics`"), "{}", done.stderr);
}

#[test]
fn a_period_that_is_over_is_the_same_whenever_and_wherever_it_is_made() {
    let copy = copy_of("examples/telecom");
    // No day is named: a period that is over has its own.
    let make = |spec: &numbered::Spec, format: &str, zone: &str, locale: &str| {
        let period = if spec.name == "monthly" { "2026-03" } else { "2026-Q1" };
        let line = format!("report -q {} --period {period} --format {format} --lang zh-CN", spec.name);
        let run = Kehu::line(&line).inside(copy.path()).var("KEHU_AS_OF", "").var("TZ", zone).var("LC_ALL", locale).var("LANG", locale);
        run.run().clean()
    };
    for spec in numbered::ALL {
        let here = make(spec, "html", "UTC", "C");
        let there = make(spec, "html", "Pacific/Kiritimati", "de_DE.UTF-8");
        assert_eq!(here, there, "{}", spec.name);
    }
}

#[test]
fn a_query_leaves_everybody_else_out() {
    let copy = copy_of("examples/telecom");
    for spec in numbered::ALL {
        let csv = run(copy.path(), &format!("-q {} customer:yunling --format csv", spec.name)).clean();
        let rows = rows(&csv, spec.name);
        let Some(at) = rows[0].iter().position(|key| key == "customer") else { continue };
        let others: Vec<&str> =
            rows[1..].iter().map(|row| row[at].as_str()).filter(|id| !id.is_empty() && *id != "yunling-mobile").collect();
        assert!(others.is_empty(), "{}: {others:?}", spec.name);
    }
}
