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
