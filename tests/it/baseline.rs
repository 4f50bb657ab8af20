//! `--baseline` and `--write-baseline`: what a legacy archive owes is known, what is new is told, what is settled is named.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Done, Kehu, copy_of};

const FILE: &str = "kehu-baseline.toml";

fn kehu(line: &str, folder: &Path) -> Done {
    Kehu::line(&format!("{line} --as-of 2026-07-08")).inside(folder).run()
}

fn count(folder: &Path) -> usize {
    kehu("audit --format concise", folder).stdout.lines().count()
}

fn edit(folder: &Path, path: &str, from: &str, to: &str) {
    let path = folder.join(path);
    let text = fs::read_to_string(&path).expect("readable");
    assert!(text.contains(from), "{from} is not in {}", path.display());
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

#[test]
fn what_is_known_is_left_out() {
    let copy = copy_of("examples/telecom");
    let folder = copy.path();
    let all = count(folder);
    let written = kehu("audit --write-baseline", folder);
    assert_eq!(written.status, Some(0), "{}", written.stderr);
    assert_eq!(written.stderr, format!("已写入 {FILE}：{all} 处\n"));
    assert!(
        written.stdout.starts_with("没有新的问题。\n") && written.stdout.contains(&format!("另有 {all} 处在基线中")),
        "{}",
        written.stdout
    );
    let again = kehu(&format!("audit --baseline {FILE} --fail-on info --format concise"), folder);
    assert_eq!((again.status, again.stdout.as_str()), (Some(0), ""));
    assert_eq!(again.stderr, format!("另有 {all} 处在基线中，不列出，也不影响退出状态\n"));
    assert_eq!(kehu(&format!("audit -q --baseline {FILE} --format concise"), folder).clean(), "");
    // Without the option everything is said, as ever.
    assert_eq!(count(folder), all);
    // Moved lines, other words and another language of the file change nothing.
    edit(folder, "customers/starbridge/key-people.toml", "[[people]]", "# 一行\n# 又一行\n\n[[people]]");
    assert_eq!(kehu(&format!("audit --baseline {FILE} --format concise --lang en"), folder).stdout, "");
    // A check knows the same findings.
    assert_eq!(kehu(&format!("check --baseline {FILE} --fail-on info --format concise"), folder).stdout, "");
}

#[test]
fn the_file_compares_well() {
    let copy = copy_of("examples/telecom");
    let folder = copy.path();
    kehu("audit --write-baseline", folder).clean_status();
    let first = fs::read_to_string(folder.join(FILE)).expect("written");
    let entries: Vec<&str> = first.lines().filter(|line| line.starts_with("  {")).collect();
    assert_eq!(entries.len(), count(folder));
    let mut sorted = entries.clone();
    sorted.sort_unstable();
    assert_eq!(entries, sorted);
    // The same archive gives the same file, in whichever language.
    kehu("audit --write-baseline --lang en", folder).clean_status();
    assert_eq!(fs::read_to_string(folder.join(FILE)).expect("written"), first);
    insta::assert_snapshot!(
        first.lines().filter(|line| !line.starts_with("  {") || line.contains("COV-03")).collect::<Vec<_>>().join("\n")
    );
}

impl Done {
    fn clean_status(&self) {
        assert_eq!(self.status, Some(0), "{}{}", self.stdout, self.stderr);
    }
}

#[test]
fn new_findings_count_and_settled_ones_are_named() {
    let copy = copy_of("examples/telecom");
    let folder = copy.path();
    kehu("audit --write-baseline", folder).clean_status();
    let insight = "customers/starbridge/insight.toml";
    edit(folder, insight, "implication = \"\"", "implication = \"必须与总部采购建立关系，由董事长拜访\"");
    let better = kehu(&format!("audit --baseline {FILE} --format concise"), folder);
    assert_eq!((better.status, better.stdout.as_str()), (Some(0), ""), "{}", better.stderr);
    assert!(better.stderr.contains("处已解决：\n  F5-0") && better.stderr.contains(insight), "{}", better.stderr);
    assert!(better.stderr.contains(&format!("`kehu audit --baseline {FILE} --write-baseline`")), "{}", better.stderr);
    // Of a part, or by some rules only, nothing can be said of the rest.
    for part in ["云岭移动", "--rule COV", "--level F5-*=off"] {
        let line = format!("audit {part} --baseline {FILE} --format concise");
        assert!(!kehu(&line, folder).stderr.contains("已解决"), "{part}");
    }
    edit(folder, "customers/yunling-mobile/customer.toml", "account_manager = ", "account_manager = \"nobody\" # ");
    let worse = kehu(&format!("audit --baseline {FILE} --format concise"), folder);
    assert_eq!(worse.status, Some(1));
    assert!(worse.stdout.contains("ORG-01") && !worse.stdout.contains("starbridge"), "{}", worse.stdout);
    assert!(worse.stderr.contains("从基线中删去这些行"), "{}", worse.stderr);
    let anew = kehu(&format!("audit --baseline {FILE} --write-baseline --format concise"), folder);
    assert_eq!((anew.status, anew.stdout.as_str()), (Some(0), ""));
    assert!(anew.stderr.contains("新增 ") && anew.stderr.contains("去掉 "), "{}", anew.stderr);
    let calm = kehu(&format!("audit --baseline {FILE} --format concise"), folder);
    assert!(!calm.stderr.contains("已解决"), "{}", calm.stderr);
}

#[test]
fn what_could_not_be_judged_is_not_settled() {
    let copy = copy_of("examples/telecom");
    let folder = copy.path();
    kehu("audit --write-baseline", folder).clean_status();
    fs::write(folder.join("customers/starbridge/insight.toml"), b"[[topics]]\n# \xc0\xee\n").expect("written");
    let broken = kehu(&format!("audit --baseline {FILE} --format concise"), folder);
    assert_eq!(broken.status, Some(1));
    assert!(!broken.stderr.contains("F5-0"), "{}", broken.stderr);
    let written = kehu("audit --write-baseline=other.toml --format concise", folder);
    assert_eq!(written.status, Some(1), "a document could not be read");
    assert!(written.stderr.contains("有 1 份文件未能读取"), "{}", written.stderr);
}

#[test]
fn known_findings_stay_in_sarif_as_suppressed() {
    let copy = copy_of("examples/telecom");
    let folder = copy.path();
    let all = count(folder);
    kehu("audit --write-baseline", folder).clean_status();
    let done = kehu(&format!("audit --baseline {FILE} --format sarif"), folder);
    assert_eq!(done.status, Some(0));
    let log: Value = serde_json::from_str(&done.stdout).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), all);
    assert!(results.iter().all(|one| one["suppressions"][0]["kind"] == "external"));
    let before: Value = serde_json::from_str(&kehu("audit --format sarif", folder).stdout).expect("JSON");
    let print = |one: &Value| one["partialFingerprints"]["kehuFinding/v1"].as_str().map(str::to_owned);
    let before: Vec<_> = before["runs"][0]["results"].as_array().expect("results").iter().map(print).collect();
    assert_eq!(results.iter().map(print).collect::<Vec<_>>(), before);
}

#[test]
fn files_are_found_from_here_or_from_the_archive() {
    let copy = copy_of("examples/telecom");
    let folder = copy.path();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let from = |line: &str| kehu(&format!("-C {} audit --format concise {line}", folder.display()), elsewhere.path());
    from("--write-baseline").clean_status();
    assert!(folder.join(FILE).is_file(), "it lies in the archive");
    from("--write-baseline=here.toml").clean_status();
    assert!(elsewhere.path().join("here.toml").is_file(), "a file that is named lies where the command is given");
    for name in [FILE, "here.toml"] {
        assert_eq!(from(&format!("--baseline {name}")).stdout, "", "{name}");
    }
    from("--baseline new.toml --write-baseline").clean_status();
    assert!(elsewhere.path().join("new.toml").is_file());
}

#[test]
fn what_is_no_baseline_is_refused() {
    let copy = copy_of("examples/telecom");
    let folder = copy.path();
    let refused = |line: &str| kehu(&format!("{line} --lang en"), folder).refused();
    let words = refused("audit --baseline none.toml");
    assert!(words.contains("there is no baseline `none.toml`") && words.contains("--write-baseline=none.toml"), "{words}");
    let settings = fs::read(folder.join("kehu.toml")).expect("readable");
    for line in ["audit --write-baseline=kehu.toml", "audit --baseline kehu.toml", "check --baseline kehu.toml"] {
        let words = refused(line);
        assert!(words.contains("`kehu.toml` is no baseline") && !words.contains("delete"), "{words}");
    }
    assert_eq!(fs::read(folder.join("kehu.toml")).expect("readable"), settings);
    kehu("audit --write-baseline", folder).clean_status();
    edit(folder, FILE, "findings = [", "<<<<<<< ours\nfindings = [");
    let words = refused(&format!("audit --baseline {FILE}"));
    assert!(words.contains("line 4") && words.contains("merge conflict"), "{words}");
    assert!(refused("audit --write-baseline").contains("line 4"));
    fs::write(folder.join("later.toml"), "version = 2\nfindings = {}\n").expect("written");
    assert!(refused("audit --baseline later.toml").contains("version 2"));
    fs::write(folder.join("gbk.toml"), b"version = 1\n# \xc0\xee\n").expect("written");
    assert!(refused("audit --baseline gbk.toml").contains("line 2"));
    for part in ["云岭移动", "--rule COV", "--level COV=off"] {
        let words = refused(&format!("audit {part} --write-baseline=part.toml"));
        assert!(words.contains("whole archive"), "{words}");
        assert!(!folder.join("part.toml").exists());
    }
    assert!(refused("audit --write-baseline=none/x.toml").contains("none/x.toml"));
    assert!(refused(&format!("audit --baseline {}", "customers")).contains("customers"));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_archive_is_not_followed() {
    let copy = copy_of("examples/telecom");
    let outside = tempfile::tempdir().expect("a folder");
    let target = outside.path().join("precious");
    fs::write(&target, "version = 1\nfindings = []\n").expect("written");
    std::os::unix::fs::symlink(&target, copy.path().join(FILE)).expect("made");
    kehu("audit --write-baseline", copy.path()).refused();
    assert_eq!(fs::read_to_string(&target).expect("readable"), "version = 1\nfindings = []\n");
    fs::remove_file(&target).expect("removed");
    kehu("audit --write-baseline", copy.path()).refused();
    assert!(!target.exists());
}
