//! `audit --new-since REV`: a change is judged by what it brings, on the same day as what was there before.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Done, Kehu, copy_of};

fn git(root: &Path, words: &[&str]) {
    let base = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"];
    let done = Command::new("git").args(base).args(words).current_dir(root).output().expect("git runs");
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
}

fn commit(root: &Path) {
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "--no-verify", "-m", "x"]);
}

fn audit(root: &Path, more: &str) -> Done {
    Kehu::line(&format!("audit --as-of 2026-07-08 {more}")).inside(root).lang("zh-CN").run()
}

fn replace(root: &Path, file: &str, what: &str, with: &str) {
    let path = root.join(file);
    let text = fs::read_to_string(&path).expect("there");
    assert!(text.contains(what), "{file}: {what}");
    fs::write(&path, text.replace(what, with)).expect("written");
}

#[test]
fn only_what_a_change_brings_counts() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    git(root, &["init", "-q"]);
    commit(root);
    git(root, &["checkout", "-q", "-b", "变更"]);
    let done = audit(root, "--new-since main");
    assert_eq!(done.status, Some(0), "nothing got worse: {}", done.stdout);
    assert!(done.stderr.contains("新增 0 处；原有 59 处"), "{}", done.stderr);
    // A new fault, and one that is settled.
    replace(root, "customers/yunling-mobile/plans/2026.toml", "win_rate = 60", "win_rate = 0.6");
    replace(root, "customers/starbridge/customer.toml", "region = \"华东大区\"", "region = \"southwest\"");
    commit(root);
    let done = audit(root, "--new-since main --format concise --fail-on warning");
    assert_eq!(done.status, Some(1), "{}", done.stdout);
    let lines: Vec<&str> = done.stdout.lines().filter(|line| line.contains("customers/")).collect();
    assert!(!lines.is_empty() && lines.iter().all(|line| line.contains("yunling-mobile/plans/2026.toml")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("F7B-04")), "{lines:?}");
    assert!(done.stderr.contains("解决 "), "{}", done.stderr);
    // What main has got since the branch began is not the branch's.
    git(root, &["checkout", "-q", "main"]);
    replace(root, "customers/yunling-mobile/plans/2026.toml", "win_rate = 60", "win_rate = 0.6");
    commit(root);
    git(root, &["checkout", "-q", "变更"]);
    assert_eq!(audit(root, "--new-since main --format concise --fail-on warning").stdout, done.stdout);
    assert_eq!(audit(root, "--new-since HEAD").status, Some(0));
}

#[test]
fn an_archive_in_a_folder_of_a_repository_is_found_there() {
    let copy = copy_of("examples/telecom");
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().join("档案 库");
    let made = Command::new("cp").arg("-r").arg(copy.path()).arg(&root).status().expect("cp runs");
    assert!(made.success());
    git(place.path(), &["init", "-q"]);
    let done = audit(&root, "--new-since HEAD");
    assert_eq!(done.status, Some(2), "there is no commit yet: {}", done.stderr);
    commit(place.path());
    let done = audit(&root, "--new-since HEAD");
    assert_eq!((done.status, done.stdout.contains("错误[")), (Some(0), false), "{}", done.stdout);
}

#[test]
fn what_git_does_not_know_is_refused() {
    let copy = copy_of("examples/telecom");
    let done = audit(copy.path(), "--new-since main");
    assert!(done.status == Some(2) && done.stderr.contains("不在 git 仓库里"), "{}", done.stderr);
    git(copy.path(), &["init", "-q"]);
    commit(copy.path());
    let done = audit(copy.path(), "--new-since nowhere");
    assert!(done.status == Some(2) && done.stderr.contains("nowhere"), "{}", done.stderr);
    let done = audit(copy.path(), "--new-since=--output=x");
    assert_eq!(done.status, Some(2), "{}", done.stderr);
    git(copy.path(), &["checkout", "-q", "--orphan", "other"]);
    git(copy.path(), &["add", "-A"]);
    git(copy.path(), &["commit", "-q", "--no-verify", "-m", "another beginning"]);
    let done = audit(copy.path(), "--new-since main");
    assert!(done.status == Some(2) && done.stderr.contains("没有共同的祖先"), "{}", done.stderr);
}
