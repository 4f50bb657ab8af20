//! `[[ignore]]`: an accepted finding is gone, until its day has come.

use std::fs;

use crate::support::{Kehu, copy_of};

const ACCEPTED: &str = "\n[[ignore]]\nrule = \"COV-03\"\ncustomer = \"星桥设备\"\nreason = \"三季度起由高振宇参与\"\nuntil = 2026-09-30\n";

fn audit(day: &str, more: &str) -> String {
    let copy = copy_of("examples/telecom");
    let path = copy.path().join("kehu.toml");
    let settings = fs::read_to_string(&path).expect("the example has settings");
    fs::write(&path, settings + more).expect("the copy can be written");
    Kehu::line(&format!("audit --rule COV-03 --format concise --as-of {day}")).inside(copy.path()).run().stdout
}

#[test]
fn an_accepted_finding_is_gone_until_its_day() {
    assert_eq!(audit("2026-07-08", "").lines().count(), 2);
    let left = audit("2026-07-08", ACCEPTED);
    assert!(left.lines().count() == 1 && left.contains("jiangbei-catv"), "{left}");
    assert_eq!(audit("2026-10-01", ACCEPTED).lines().count(), 2);
}

#[test]
fn a_rule_that_a_run_leaves_out_does_not_make_its_entries_useless() {
    let copy = copy_of("examples/telecom");
    let path = copy.path().join("kehu.toml");
    let settings = fs::read_to_string(&path).expect("the example has settings");
    fs::write(&path, settings + ACCEPTED).expect("the copy can be written");
    let line = "audit --format concise --as-of 2026-07-08";
    for line in [line.to_owned(), format!("{line} --level COV-03=off"), format!("{line} --level COV=off")] {
        let found = Kehu::line(&line).inside(copy.path()).run().stdout;
        assert!(found.contains("F6-08") && !found.contains("GOV-01"), "{line}: {found}");
    }
}

#[test]
fn a_path_narrows_and_a_reason_is_needed() {
    let path = "\n[[ignore]]\nrule = \"COV-03\"\npath = \"customers/*/key-people.yaml\"\nreason = \"新客户\"\n";
    assert!(audit("2026-07-08", path).contains("starbridge"));
    assert_eq!(audit("2026-07-08", path).lines().count(), 1);
    assert_eq!(audit("2026-07-08", &path.replace("reason = \"新客户\"\n", "")).lines().count(), 2);
}

/// The lines of a whole audit about `kehu.toml`.
fn about_settings(command: &str, more: &str, change: impl FnOnce(&std::path::Path)) -> Vec<String> {
    let copy = copy_of("examples/telecom");
    let path = copy.path().join("kehu.toml");
    let settings = fs::read_to_string(&path).expect("the example has settings");
    fs::write(&path, settings + more).expect("the copy can be written");
    change(copy.path());
    let text = Kehu::line(command).inside(copy.path()).run().stdout;
    text.lines().filter(|line| line.starts_with("kehu.toml")).map(str::to_owned).collect()
}

const AUDIT: &str = "audit --format concise --as-of 2026-07-08";

#[test]
fn one_that_matches_nothing_is_reported_in_a_whole_audit_only() {
    let stale = ACCEPTED.replace("COV-03", "F7B-04");
    let found = about_settings(AUDIT, &stale, |_| ());
    assert!(found.len() == 1 && found[0].contains("warning[GOV-01]") && found[0].contains("F7B-04"), "{found:?}");
    assert_eq!(about_settings(AUDIT, ACCEPTED, |_| ()), Vec::<String>::new());
    for narrowed in [
        "audit 星桥设备 --format concise --as-of 2026-07-08",
        "audit --rule COV --format concise --as-of 2026-07-08",
        "check --format concise",
    ] {
        assert_eq!(about_settings(narrowed, &stale, |_| ()), Vec::<String>::new(), "{narrowed}");
    }
    let off = format!(
        "{stale}\n[[regulation.versions]]\ndate = 2026-01-15\nversion = \"1\"\napproved_by = \"x\"\n\n[rules]\n\"GOV-01\" = \"off\"\n"
    );
    assert_eq!(about_settings(AUDIT, &off, |_| ()), Vec::<String>::new());
    let preset = |root: &std::path::Path| {
        let path = root.join("kehu.toml");
        let text = fs::read_to_string(&path).expect("readable").replace("\"telecom-contractor\", ", "");
        fs::write(path, text).expect("written");
    };
    assert_eq!(about_settings(AUDIT, &stale, preset).len(), 1, "in force whatever the presets");
}

#[test]
fn one_that_has_run_out_is_reported() {
    let found = about_settings("audit --format concise --as-of 2026-10-01", ACCEPTED, |_| ());
    assert!(found.iter().any(|line| line.contains("GOV-01") && line.contains("2026-09-30")), "{found:?}");
}

#[test]
fn what_could_not_be_judged_may_still_be_needed() {
    let stale = ACCEPTED.replace("COV-03", "F7B-04");
    let broken = |root: &std::path::Path| fs::write(root.join("customers/starbridge/plans/2026.toml"), "year = = 2026\n").expect("written");
    assert_eq!(about_settings(AUDIT, &stale, broken), Vec::<String>::new());
    let elsewhere = stale.replace("星桥设备", "云岭移动");
    assert_eq!(about_settings(AUDIT, &elsewhere, broken).len(), 1);
}

#[test]
fn an_unknown_rule_is_an_error() {
    let found = about_settings("check --format concise", &ACCEPTED.replace("COV-03", "COV-33"), |_| ());
    assert!(found.len() == 1 && found[0].contains("error[ARC-05]") && found[0].contains("COV-33"), "{found:?}");
}

#[test]
fn what_is_accepted_is_counted() {
    let copy = copy_of("examples/telecom");
    let path = copy.path().join("kehu.toml");
    let settings = fs::read_to_string(&path).expect("the example has settings");
    fs::write(&path, settings + ACCEPTED).expect("the copy can be written");
    let told = |more: &str| Kehu::line(&format!("audit --rule COV-03 --as-of 2026-07-08 {more}")).inside(copy.path()).run().stdout;
    assert!(told("").contains("另有 1 处是 [[ignore]] 中认可的例外，不列出"), "{}", told(""));
    assert!(told("--format markdown --lang en").contains("1 finding is accepted by [[ignore]]"));
}
