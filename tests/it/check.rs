//! `kehu check` of some documents, and of a text that is not saved yet.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Kehu, copy_of};

fn check(archive: &Path, line: &str) -> crate::support::Done {
    Kehu::line(&format!("check --format concise {line}")).inside(archive).run()
}

#[test]
fn only_what_the_paths_name_is_reported() {
    let copy = copy_of("examples/telecom");
    let all = check(copy.path(), "").stdout;
    let one = check(copy.path(), "customers/starbridge").stdout;
    assert!(!one.is_empty() && one.lines().count() < all.lines().count());
    assert!(one.lines().all(|line| line.starts_with("customers/starbridge/")), "{one}");
    assert!(one.lines().all(|line| all.contains(line)), "a part says what the whole says");
    let inside = check(&copy.path().join("customers/starbridge"), "insight.toml").stdout;
    assert!(inside.contains("F5-02") && inside.lines().all(|line| line.starts_with("customers/starbridge/insight.toml:")), "{inside}");
}

#[test]
fn a_path_that_is_not_there_is_refused() {
    let copy = copy_of("examples/telecom");
    let missing = check(copy.path(), "customers/nobody");
    assert_eq!(missing.status, Some(2));
    assert!(missing.stderr.contains("customers/nobody"), "{}", missing.stderr);
    let outside = tempfile::tempdir().expect("a temporary folder");
    let away = check(copy.path(), &outside.path().display().to_string());
    assert_eq!(away.status, Some(2));
}

/// What an editor does: the text on standard input stands for the document on disk.
fn unsaved(archive: &Path, text: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kehu"))
        .args(["check", "--format", "concise", "--stdin-filename", "customers/starbridge/insight.toml", "-"])
        .current_dir(archive)
        .env("KEHU_LANG", "zh-CN")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("kehu starts");
    child.stdin.take().expect("it is piped").write_all(text.as_bytes()).expect("kehu reads it");
    String::from_utf8(child.wait_with_output().expect("kehu ends").stdout).expect("kehu writes UTF-8")
}

#[test]
fn an_unsaved_text_counts_instead_of_the_saved_one() {
    let copy = copy_of("examples/telecom");
    let path = copy.path().join("customers/starbridge/insight.toml");
    let saved = fs::read_to_string(&path).expect("the example has it");
    assert!(unsaved(copy.path(), &saved).contains("F5-02"));
    let mended = saved.replace("implication = \"\"", "implication = \"必须与总部采购建立关系\"");
    assert!(!unsaved(copy.path(), &mended).contains("F5-02"));
    let broken = unsaved(copy.path(), "[[topics]\n");
    assert!(broken.contains("customers/starbridge/insight.toml:1:") && broken.contains("ARC-05"), "{broken}");
    assert_eq!(fs::read_to_string(&path).expect("still there"), saved);
}

#[test]
fn standard_input_and_its_name_go_together() {
    let copy = copy_of("examples/telecom");
    assert_eq!(check(copy.path(), "-").status, Some(2));
    assert_eq!(check(copy.path(), "--stdin-filename customers/starbridge/insight.toml").status, Some(2));
}
