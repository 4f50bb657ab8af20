//! What git's history tells: when a customer was last supplemented, and how it came to be.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Done, Kehu, copy_of};

const CUSTOMER: &str = "customers/starbridge/customer.toml";
const PEOPLE: &str = "customers/starbridge/key-people.toml";

fn git_at(root: &Path, day: &str, args: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=周岚", "-c", "user.email=zhou@example.com", "-c", "commit.gpgsign=false"]).args(args);
    let time = format!("{day}T23:30:00+08:00");
    command.env("GIT_AUTHOR_DATE", &time).env("GIT_COMMITTER_DATE", &time).env("GIT_CONFIG_GLOBAL", "/dev/null");
    let output = command.current_dir(root).output().expect("git runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(root: &Path, day: &str, subject: &str) {
    git_at(root, day, &["add", "-A"]);
    git_at(root, day, &["commit", "--quiet", "-m", subject]);
}

fn edit(root: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(path)).expect("it is there");
    assert!(text.contains(from), "{path} has no {from}");
    fs::write(root.join(path), text.replacen(from, to, 1)).expect("written");
}

/// The example, all of it committed on a day, without the stamp of one customer.
fn archive(day: &str) -> TempDir {
    let copy = copy_of("examples/telecom");
    let text = fs::read_to_string(copy.path().join(CUSTOMER)).expect("it is there");
    let rest: Vec<&str> = text.lines().filter(|line| !line.starts_with("last_updated")).collect();
    assert!(rest.len() < text.lines().count(), "there was a stamp");
    fs::write(copy.path().join(CUSTOMER), rest.join("\n") + "\n").expect("written");
    git_at(copy.path(), day, &["init", "--quiet", "--initial-branch=main"]);
    commit(copy.path(), day, "建档");
    copy
}

fn audit(root: &Path, more: &str) -> Done {
    Kehu::line(&format!("audit customer:starbridge --rule CAD-04 {more}")).inside(root).lang("zh").run()
}

#[test]
fn the_last_commit_stands_for_a_missing_stamp() {
    let archive = archive("2026-03-05");
    let root = archive.path();
    // Somebody else's folder is none of this customer's.
    edit(root, "customers/yunling-mobile/customer.toml", "\n", "\n# 六月\n");
    commit(root, "2026-06-30", "六月");
    let done = audit(root, "");
    assert!(done.stdout.contains("git 中最近一次改动在 2026-03-05，距今 146 天，超过 92 天"), "{}{}", done.stdout, done.stderr);
    assert_eq!(done.stderr, "");
    let due = Kehu::line("due customer:starbridge --days 0 --format csv").inside(root).run();
    assert!(due.stdout.contains("上次增补 2026-03-05"), "{}", due.stdout);
    let shown = Kehu::line("show starbridge").inside(root).run().stdout;
    assert!(shown.contains("据 git"), "{shown}");
    // What was committed later than the day of judgement was not there.
    assert!(audit(root, "--as-of 2026-03-04").stdout.contains("没有问题") || !audit(root, "--as-of 2026-03-04").stdout.contains("CAD-04"));
    assert!(!audit(root, "--no-history").stdout.contains("CAD-04"));
    edit(root, PEOPLE, "\n", "\n# 七月\n");
    // Changes that are not committed: nobody knows when they were made.
    let open = audit(root, "");
    assert!(!open.stdout.contains("CAD-04") && open.stderr.contains("1 个客户有改动没有提交"), "{}{}", open.stdout, open.stderr);
    assert!(open.stderr.contains("--no-history"));
    assert_eq!(audit(root, "-q").stderr, "");
    assert_eq!(audit(root, "--no-history").stderr, "");
    commit(root, "2026-07-20", "七月");
    let done = audit(root, "");
    assert!(!done.stdout.contains("CAD-04") && done.stderr.is_empty(), "{}{}", done.stdout, done.stderr);
}

#[test]
fn a_day_is_that_of_the_archives_time_zone() {
    // Half past eleven in Shanghai, whatever the zone of who asks.
    let archive = archive("2026-03-05");
    let done = Kehu::line("audit customer:starbridge --rule CAD-04").inside(archive.path()).var("TZ", "UTC-14").run();
    assert!(done.stdout.contains("2026-03-05"), "{}", done.stdout);
}

#[test]
fn a_shallow_clone_and_a_part_of_a_repository_are_no_evidence() {
    let archive = archive("2026-03-05");
    let folder = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", archive.path().display());
    edit(archive.path(), "kehu.toml", "\n", "\n# 改\n");
    commit(archive.path(), "2026-03-06", "改");
    git_at(folder.path(), "2026-03-06", &["clone", "--quiet", "--depth=1", &from, "浅"]);
    let done = audit(&folder.path().join("浅"), "");
    assert!(!done.stdout.contains("CAD-04") && done.stderr.contains("浅克隆"), "{}{}", done.stdout, done.stderr);
    // A folder within a larger repository.
    git_at(folder.path(), "2026-03-06", &["init", "--quiet"]);
    fs::remove_dir_all(folder.path().join("浅/.git")).expect("removed");
    let done = audit(&folder.path().join("浅"), "");
    assert!(!done.stdout.contains("CAD-04") && done.stderr.contains("一部分"), "{}{}", done.stdout, done.stderr);
    // Outside git nobody expects anything of it.
    fs::remove_dir_all(folder.path().join(".git")).expect("removed");
    let done = audit(&folder.path().join("浅"), "");
    assert!(!done.stdout.contains("CAD-04") && done.stderr.is_empty(), "{}{}", done.stdout, done.stderr);
    // Nothing is committed yet.
    git_at(&folder.path().join("浅"), "2026-03-06", &["init", "--quiet"]);
    let done = audit(&folder.path().join("浅"), "");
    assert!(!done.stdout.contains("CAD-04") && done.stderr.contains("没有提交"), "{}{}", done.stdout, done.stderr);
}
