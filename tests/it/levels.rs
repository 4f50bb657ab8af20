//! `--rule`, `--level` and `--fail-on`: which rules, how grave, and what that means for the exit status.

use std::path::PathBuf;

use crate::support::{Done, Kehu, project};

fn telecom() -> PathBuf {
    project().join("examples/telecom")
}

fn kehu(line: &str) -> Done {
    Kehu::line(&format!("{line} --as-of 2026-07-08 --format concise")).inside(&telecom()).run()
}

#[test]
fn rules_are_named_by_id_family_and_glob() {
    let family = kehu("audit --rule cov").stdout;
    assert!(family.lines().count() > 4 && family.lines().all(|line| line.contains("[COV-0")), "{family}");
    assert_eq!(kehu("audit --rule COV-*").stdout, family);
    assert_eq!(kehu("audit --rule COV-0?").stdout, family);
    let two = kehu("audit --rule COV-03,F5-0[2]").stdout;
    assert!(two.contains("[COV-03]") && two.contains("[F5-02]") && !two.contains("[COV-01]"), "{two}");
    let check = kehu("check --rule F5-02").stdout;
    assert!(check.lines().count() == 1 && check.contains("[F5-02]"), "{check}");
}

#[test]
fn levels_of_this_run_outrank_the_archive() {
    assert!(kehu("audit 星桥设备 --rule COV-03").stdout.contains("error[COV-03]"));
    let lighter = kehu("audit 星桥设备 --rule COV --level COV-03=warning,COV-01=提示");
    assert!(lighter.stdout.contains("warning[COV-03]") && lighter.stdout.contains("info[COV-01]"), "{}", lighter.stdout);
    assert_eq!(lighter.status, Some(0));
    assert_eq!(kehu("audit 星桥设备 --rule COV --level cov=off").stdout, "");
    let graver = kehu("check --rule F5-02 --level F5-*=error");
    assert!(graver.stdout.contains("error[F5-02]") && graver.status == Some(1), "{}", graver.stdout);
    // The last word holds.
    assert!(kehu("audit 星桥设备 --rule COV-03 --level COV=off --level COV-03=info").stdout.contains("info[COV-03]"));
    // A level is of this run alone.
    assert!(kehu("audit 星桥设备 --rule COV-03").stdout.contains("error[COV-03]"));
}

#[test]
fn what_counts_is_said_with_fail_on() {
    for (line, status) in [
        ("check --rule F5-02", 0),
        ("check --rule F5-02 --fail-on warning", 1),
        ("audit 云岭移动 --fail-on warning", 0),
        ("audit 云岭移动 --fail-on info", 1),
        ("audit 云岭移动 --fail-on info --level *=off", 0),
    ] {
        assert_eq!(kehu(line).status, Some(status), "{line}");
    }
}

#[test]
fn unknown_names_are_refused_with_the_nearest() {
    let refused = |line: &str| Kehu::line(&format!("{line} --lang en")).inside(&telecom()).run().refused();
    for (line, part) in [
        ("audit --rule COV03", "`COV-03`"),
        ("check --rule XYZ-*", "`kehu explain`"),
        ("audit --level COV-03", "`--level COV-03=warning`"),
        ("audit --level COV-03=warn", "`warning`"),
        ("audit --level COV-3=off", "`COV-03`"),
        ("check --level =off", "there is no rule"),
    ] {
        let words = refused(line);
        assert!(words.contains(part), "{line}: {words}");
    }
}

#[test]
fn a_query_that_nobody_matches_is_no_clean_audit() {
    let done = kehu("audit yunlin-mobil -q");
    assert!(done.stderr.contains("没有客户符合条件「yunlin-mobil」，什么也没有审计"), "{}", done.stderr);
    let done = kehu("audit am:nobody --lang en");
    assert!(done.stderr.contains("nothing was audited; `kehu list customers`"), "{}", done.stderr);
    let some = kehu("audit 云岭");
    assert!(!some.stderr.contains("没有客户"), "{}", some.stderr);
}

#[test]
fn a_path_that_cannot_be_written_is_told_in_the_readers_language() {
    let words = kehu("audit -o no/such/folder/findings.json").refused();
    assert!(words.contains("不能写入 `no/such/folder/findings.json`：没有这个文件或文件夹") && !words.contains("os error"), "{words}");
}
