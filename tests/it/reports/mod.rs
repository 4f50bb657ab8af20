//! The numbered reports, one file each; `every` goes through all of them. Here: what their tests share.

mod every;
mod packs;
mod plans;
mod registers;
mod sales;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use kehu::cli::Exit;

use crate::support::quick;

const TELECOM: &str = "examples/telecom";
const DAY: &str = "--as-of 2026-07-08";

type Row = BTreeMap<String, String>;

/// A report of an archive: exit status, data, words.
fn report(archive: &Path, line: &str) -> (Exit, String, String) {
    quick(&format!("-C {} report {line}", archive.display()), "zh-CN", 100)
}

/// A report of the example in text, as its reader sees it: the page, then the words on standard error.
fn in_text(name: &str) -> String {
    let (exit, out, err) = report(Path::new(TELECOM), &format!("{name} {DAY}"));
    assert_eq!(exit, Exit::Clean, "{name}: {err}");
    format!("{out}\n--\n{err}")
}

/// The same in English and Markdown.
fn in_markdown(name: &str) -> String {
    let (exit, out, err) = quick(&format!("-C {TELECOM} report {name} {DAY} --format markdown"), "en", 100);
    assert_eq!(exit, Exit::Clean, "{name}: {err}");
    format!("{out}\n--\n{err}")
}

/// The same as CSV.
fn in_csv(name: &str) -> String {
    let (exit, out, err) = report(Path::new(TELECOM), &format!("{name} {DAY} --format csv"));
    assert_eq!(exit, Exit::Clean, "{name}: {err}");
    out
}

/// The first table of a report as machines read it.
fn rows(archive: &Path, line: &str) -> Vec<Row> {
    let (_, out, err) = report(archive, &format!("{line} --format csv"));
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{line}: {error}\n{out}{err}"))).collect()
}

/// A report as JSON.
fn json(archive: &Path, line: &str) -> serde_json::Value {
    let (_, out, err) = report(archive, &format!("{line} --format json"));
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{line}: {error}\n{out}{err}"))
}

/// A further table of a report.
fn table(archive: &Path, line: &str, name: &str) -> Vec<serde_json::Value> {
    json(archive, line)["tables"][name]["rows"].as_array().unwrap_or_else(|| panic!("{line}: no table {name}")).clone()
}

/// Some columns of each row.
fn columns(rows: &[Row], keys: &[&str]) -> Vec<String> {
    rows.iter().map(|row| keys.iter().map(|key| row[*key].as_str()).collect::<Vec<_>>().join(" ")).collect()
}

/// Puts a file into an archive.
fn put(archive: &Path, path: &str, text: &str) {
    let path = archive.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}
