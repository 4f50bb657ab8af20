//! `check --staged`: what will be committed, not what the folder holds.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Done, Kehu, copy_of, project};

const INSIGHT: &str = "customers/starbridge/insight.toml";
const STAFF: &str = "staff.toml";

/// Git without the settings of whoever runs the tests.
pub(crate) fn git(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(args).current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command
}

pub(crate) fn does(folder: &Path, args: &[&str]) -> String {
    let output = git(folder, args).output().expect("git");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{args:?}\n{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// A new repository in this folder.
pub(crate) fn init(folder: &Path) {
    does(folder, &["init", "--quiet", "--initial-branch=main"]);
    for (key, value) in [("user.email", "zhou@example.com"), ("user.name", "周岚"), ("commit.gpgsign", "false"), ("core.autocrlf", "false")]
    {
        does(folder, &["config", key, value]);
    }
}

/// The telecom example, committed.
pub(crate) fn committed() -> TempDir {
    let copy = copy_of("examples/telecom");
    init(copy.path());
    does(copy.path(), &["add", "--all"]);
    does(copy.path(), &["commit", "--quiet", "-m", "档案"]);
    copy
}

fn check(root: &Path, words: &str) -> Done {
    Kehu::line(&format!("check --staged {words}")).inside(root).run()
}

/// The errors, one a line.
fn found(root: &Path) -> Vec<String> {
    let done = check(root, "--format concise");
    assert_ne!(done.status, Some(2), "{}", done.stderr);
    done.stdout.lines().filter(|line| line.contains("error[")).map(str::to_owned).collect()
}

pub(crate) fn append(root: &Path, path: &str, text: &str) {
    let old = fs::read_to_string(root.join(path)).unwrap_or_default();
    fs::create_dir_all(root.join(path).parent().expect("a folder")).expect("made");
    fs::write(root.join(path), format!("{text}{old}")).expect("written");
}

#[test]
fn what_is_staged_counts_and_nothing_else() {
    let copy = committed();
    let root = copy.path();
    let good = fs::read_to_string(root.join(INSIGHT)).expect("readable");
    append(root, INSIGHT, "nonsense = = 1\n");
    append(root, "customers/yunling-mobile/insight.toml", "nonsense = = 1\n");
    let nothing = check(root, "");
    assert_eq!(nothing.status, Some(0), "{}", nothing.stdout);
    assert!(nothing.stderr.contains("将要提交的没有档案文件"), "{}", nothing.stderr);
    // Mended in the folder after it was staged.
    does(root, &["add", INSIGHT]);
    fs::write(root.join(INSIGHT), &good).expect("written");
    let lines = found(root);
    assert!(lines.len() == 1 && lines[0].contains(INSIGHT), "{lines:?}");
    assert_eq!(check(root, "").status, Some(1));
    assert!(check(root, "").stdout.contains("nonsense = = 1"), "the excerpt is of what is staged");
    // Spoilt in the folder after it was staged.
    append(root, INSIGHT, "# 备注\n");
    does(root, &["add", INSIGHT]);
    append(root, INSIGHT, "nonsense = = 1\n");
    assert_eq!(found(root), [""; 0]);
    assert_eq!(check(root, "").status, Some(0));
}

#[test]
fn the_customer_and_the_staff_are_those_of_the_index() {
    let copy = committed();
    let root = copy.path();
    // Somebody new, and a report about them: the report alone would name nobody.
    let report = "customers/yunling-mobile/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml";
    let text = fs::read_to_string(root.join(report)).expect("readable");
    fs::write(root.join(report), text.replace("\"zhou-lan\"", "\"新人\"")).expect("written");
    append(root, STAFF, "[[staff]]\nid = \"新人\"\nname = \"新人\"\ntitle = \"客户经理\"\nrole = \"account_manager\"\n");
    does(root, &["add", report]);
    assert!(!found(root).is_empty(), "nobody of that name is staged");
    does(root, &["add", STAFF]);
    assert_eq!(found(root), [""; 0]);
    // A document that stays in the folder but leaves the index, and a new one that is not in it.
    does(root, &["commit", "--quiet", "-m", "新人"]);
    does(root, &["rm", "--quiet", "--cached", "customers/yunling-mobile/key-people.toml"]);
    append(root, "customers/yunling-mobile/insight.toml", "# 备注\n");
    does(root, &["add", "customers/yunling-mobile/insight.toml"]);
    let people = |lines: Vec<String>| lines.into_iter().filter(|line| line.contains("key-people")).count();
    assert_eq!(people(found(root)), 0, "what goes is not checked");
}

#[test]
fn registers_and_settings_can_be_staged() {
    let copy = committed();
    let root = copy.path();
    for path in ["lending/2026-0007.toml", "market/2026-07-zhou-lan.toml", "suggestions/2026-Q2-starbridge.toml", "kehu.toml", STAFF] {
        append(root, path, "# 备注\n");
        does(root, &["add", path]);
        assert_eq!(found(root), [""; 0], "{path}");
    }
    append(root, "lending/2026-0007.toml", "nonsense = = 1\n");
    append(root, "kehu.toml", "nonsense = = 1\n");
    does(root, &["add", "--all"]);
    assert_eq!(found(root).len(), 2);
}

#[test]
fn before_the_first_commit_below_the_top_and_with_any_name() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    init(folder.path());
    let root = folder.path().join("客户 档案");
    let copy = copy_of("examples/minimal");
    fs::rename(copy.path(), &root).expect("moved");
    fs::rename(root.join("customers/qingyuan-water"), root.join("customers/清源水务")).expect("renamed");
    append(&root, "customers/清源水务/customer.toml", "nonsense = = 1\n");
    assert_eq!(found(&root), [""; 0], "nothing is staged yet");
    does(folder.path(), &["add", "--all"]);
    let lines = found(&root);
    assert!(lines.len() == 1 && lines[0].contains("customers/清源水务/customer.toml"), "{lines:?}");
}

#[test]
fn where_git_cannot_tell_it_is_said() {
    let copy = copy_of("examples/telecom");
    let outside = check(copy.path(), "").refused();
    assert!(outside.contains("档案不在 git 仓库里"), "{outside}");
    let copy = committed();
    let root = copy.path();
    assert_eq!(check(root, "staff.toml").status, Some(2));
    assert_eq!(check(root, "--fix").status, Some(2));
    does(root, &["checkout", "--quiet", "-b", "side"]);
    append(root, INSIGHT, "# 一\n");
    does(root, &["commit", "--quiet", "-am", "一"]);
    does(root, &["checkout", "--quiet", "main"]);
    append(root, INSIGHT, "# 二\n");
    does(root, &["commit", "--quiet", "-am", "二"]);
    assert!(!git(root, &["merge", "--quiet", "side"]).output().expect("git").status.success());
    let conflict = check(root, "").refused();
    assert!(conflict.contains(INSIGHT) && conflict.contains("合并冲突"), "{conflict}");
}

#[test]
fn the_framework_runs_what_kehu_has() {
    let text = fs::read_to_string(project().join(".pre-commit-hooks.yaml")).expect("readable");
    let entries: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("entry: ")).collect();
    assert_eq!(entries.len(), text.matches("- id:").count());
    let copy = committed();
    for entry in entries {
        let words = entry.strip_prefix("kehu ").expect("a command of kehu");
        assert_eq!(Kehu::line(words).inside(copy.path()).run().status, Some(0), "{entry}");
    }
}
