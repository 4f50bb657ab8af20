//! What kehu tells people to run can be run: neither its texts nor the files of a new archive name a command that is not there yet.

use std::fs;
use std::path::Path;

use kehu::cli::pages;

use crate::support::project;

/// Commands that are planned. One that is there needs no line here.
const PLANNED: &[&str] = &[
    "actions",
    "add",
    "assess",
    "brief",
    "certify",
    "close",
    "codeowners",
    "diff",
    "due",
    "edit",
    "erase",
    "export",
    "handover",
    "history",
    "hook",
    "import",
    "lend",
    "log",
    "map",
    "matrix",
    "merge",
    "outcome",
    "pack",
    "plan",
    "progress",
    "receive",
    "rename",
    "report",
    "return",
    "schedule",
    "search",
    "secret",
    "set",
    "stats",
    "status",
    "submit",
    "undo",
];

fn is_missing(word: &str) -> bool {
    let planned = PLANNED.contains(&word) || word.starts_with("add-") || word.ends_with("-left");
    planned && pages::page(word).is_none()
}

/// The words behind each `kehu `.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.split("kehu ").skip(1).map(|rest| rest.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).next().unwrap_or_default())
}

fn look(path: &Path, faults: &mut Vec<String>) {
    if path.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(path).expect("readable").map(|entry| entry.expect("readable").path()).collect();
        entries.sort();
        entries.iter().filter(|path| !path.ends_with("tests")).for_each(|path| look(path, faults));
        return;
    }
    let text = fs::read_to_string(path).expect("UTF-8");
    let is_rust = path.extension().is_some_and(|ending| ending == "rs");
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !(is_rust && line.trim_start().starts_with("//"))) {
        faults.extend(named(line).filter(|word| is_missing(word)).map(|word| format!("{}:{}: kehu {word}", path.display(), at + 1)));
    }
}

#[test]
fn nobody_is_sent_to_a_command_that_is_not_there() {
    let mut faults = Vec::new();
    for place in ["src", "archive-template", "examples"] {
        look(&project().join(place), &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
