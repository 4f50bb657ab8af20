//! A new archive with nothing in it: every command that looks at customers works, and says what to do next by a command that is there.

use std::path::Path;

use clap::CommandFactory;
use kehu::cli::args::Cli;
use tempfile::TempDir;

use crate::support::{Done, Kehu};

/// What looks at the whole archive.
const LINES: &[&str] = &[
    "due",
    "due --escalate",
    "actions",
    "matrix",
    "revenue",
    "revenue --actual",
    "revenue --by am",
    "status",
    "",
    "stats abc",
    "stats composition",
    "stats share",
    "stats mix",
    "stats rfm",
    "stats churn",
    "stats tier",
    "stats class",
    "stats calibration",
    "stats scorecard",
    "stats relationship",
    "list customers",
];

fn new() -> TempDir {
    let root = TempDir::new().expect("a folder");
    Kehu::line("init -q archive --company 青原通信工程有限公司 --short 青原工程").inside(root.path()).run().clean();
    root
}

fn run(archive: &Path, line: &str, lang: &str) -> Done {
    Kehu::line(&format!("{line} --as-of 2026-07-08")).inside(archive).lang(lang).run()
}

/// The command lines between backticks, or on lines of their own.
fn advised(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let lines = text.lines().map(|line| line.trim_start_matches([' ', '-']));
    quoted.chain(lines).filter(|code| code.starts_with("kehu ")).map(str::to_owned).collect()
}

#[test]
fn an_empty_archive_is_no_fault_and_says_what_to_do_next() {
    let root = new();
    let archive = root.path().join("archive");
    for lang in ["zh-CN", "en"] {
        for line in LINES {
            for format in ["", " --format csv", " --format json", " --format markdown"] {
                let document = line.is_empty() || *line == "status";
                if document && (format.contains("csv") || format.contains("json")) {
                    continue;
                }
                if line.is_empty() && !format.is_empty() {
                    continue;
                }
                let done = run(&archive, &format!("{line}{format}"), lang);
                assert_eq!(done.status, Some(0), "{line}{format} ({lang}): {}{}", done.stdout, done.stderr);
                let said = format!("{}\n{}", done.stdout, done.stderr);
                let advised = advised(&said);
                assert!(!advised.is_empty(), "{line}{format} ({lang}) says nothing of what to do next:\n{said}");
                for command in advised {
                    let words = command.split_whitespace().map(str::to_owned);
                    let known = Cli::command().get_subcommands().any(|one| words.clone().nth(1).is_some_and(|word| one.get_name() == word));
                    assert!(known, "{line}: `{command}` is no command");
                }
            }
        }
    }
}

#[test]
fn what_needs_data_is_refused_with_what_is_missing() {
    let root = new();
    let archive = root.path().join("archive");
    for (lang, word) in [("zh-CN", "orders.csv"), ("en", "orders.csv")] {
        let done = run(&archive, "stats season", lang);
        assert_eq!((done.status, done.stdout.as_str()), (Some(2), ""), "{}", done.stderr);
        assert!(done.stderr.contains(word), "{}", done.stderr);
    }
}

#[test]
fn who_is_not_there_is_said_so() {
    let root = new();
    let archive = root.path().join("archive");
    for line in ["brief 云岭", "map 云岭", "plan show 云岭", "plan 云岭"] {
        let done = run(&archive, line, "zh-CN");
        assert_eq!((done.status, done.stdout.as_str()), (Some(2), ""), "{line}: {}", done.stderr);
        assert!(done.stderr.contains("云岭"), "{line}: {}", done.stderr);
    }
}
