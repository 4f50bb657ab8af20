//! `kehu hook install`: git asks kehu before every commit.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::staged::{append, committed, does, git, init};
use crate::support::{Done, Kehu, copy_of};

const INSIGHT: &str = "customers/starbridge/insight.toml";

fn kehu(root: &Path, words: &str) -> Done {
    Kehu::line(words).inside(root).var("GIT_CONFIG_GLOBAL", "/dev/null").var("GIT_CONFIG_NOSYSTEM", "1").run()
}

/// A commit with the built kehu on the path: whether it was made, and what was said.
#[expect(clippy::disallowed_methods, reason = "a test starts programs, as `context::Env` does for kehu")]
fn commit(folder: &Path, args: &[&str]) -> (bool, String) {
    let bin = Path::new(env!("CARGO_BIN_EXE_kehu")).parent().expect("a folder");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").expect("a path"));
    let mut command = git(folder, &["commit", "--quiet", "-m", "改"]);
    let output = command.args(args).env("PATH", path).env("KEHU_LANG", "zh").output().expect("git");
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).expect("UTF-8"))
}

#[test]
fn a_commit_is_checked_as_staged() {
    let copy = committed();
    let root = copy.path();
    let done = kehu(root, "hook install");
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert!(done.stderr.contains("pre-commit"), "{}", done.stderr);
    let hook = root.join(".git/hooks/pre-commit");
    assert_eq!(fs::metadata(&hook).expect("there").permissions().mode() & 0o777, 0o755);
    let text = fs::read_to_string(&hook).expect("readable");
    assert!(text.ends_with("\ncheck '.'\n"), "{text}");
    // Twice is once.
    assert_eq!(kehu(root, "hook install").status, Some(0));
    assert_eq!(fs::read_to_string(&hook).expect("readable"), text);
    let good = fs::read_to_string(root.join(INSIGHT)).expect("readable");
    append(root, INSIGHT, "nonsense = = 1\n");
    // `-a` and a commit of single files stage into an index of their own.
    for args in [&["-a"][..], &[INSIGHT]] {
        let (made, said) = commit(root, args);
        assert!(!made && said.contains("nonsense"), "{args:?} {said}");
    }
    does(root, &["add", "--all"]);
    fs::write(root.join(INSIGHT), good).expect("written");
    assert!(!commit(root, &[]).0);
    append(root, INSIGHT, "# 备注\n");
    let (made, said) = commit(root, &["-a"]);
    assert!(made, "{said}");
    // A branch without the archive.
    does(root, &["rm", "--quiet", "-r", "--cached", "."]);
    fs::remove_file(root.join("kehu.toml")).expect("removed");
    append(root, "other.txt", "x\n");
    does(root, &["add", "other.txt"]);
    assert!(commit(root, &[]).0);
}

#[test]
fn another_hook_is_kept() {
    let copy = committed();
    let root = copy.path();
    let hook = root.join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().expect("a folder")).expect("made");
    fs::write(&hook, "#!/bin/sh\nmake\n").expect("written");
    let words = kehu(root, "hook install").refused();
    assert!(words.contains("`kehu check --staged || exit 1`") && words.contains("--force"), "{words}");
    assert_eq!(fs::read_to_string(&hook).expect("there"), "#!/bin/sh\nmake\n");
    let forced = kehu(root, "hook install --force");
    assert!(forced.status == Some(0) && forced.stderr.contains("pre-commit.old"), "{}", forced.stderr);
    assert_eq!(fs::read_to_string(hook.with_file_name("pre-commit.old")).expect("kept"), "#!/bin/sh\nmake\n");
    assert!(fs::read_to_string(&hook).expect("there").contains("check '.'"));
    fs::write(&hook, "#!/bin/sh\nmake\nkehu check --staged || exit 1\n").expect("written");
    assert_eq!(kehu(root, "hook install").status, Some(0));
    assert!(fs::read_to_string(&hook).expect("there").contains("make"));
}

#[test]
fn hooks_lie_where_git_looks_for_them() {
    let copy = committed();
    let root = copy.path();
    does(root, &["config", "core.hooksPath", ".githooks"]);
    assert_eq!(kehu(root, "hook install").status, Some(0));
    assert!(root.join(".githooks/pre-commit").is_file());
    // One that other repositories have too.
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    does(root, &["config", "core.hooksPath", &elsewhere.path().display().to_string()]);
    let words = kehu(root, "hook install").refused();
    assert!(words.contains("core.hooksPath") && !elsewhere.path().join("pre-commit").exists(), "{words}");
    assert_eq!(kehu(root, "hook install --force").status, Some(0));
    assert!(elsewhere.path().join("pre-commit").is_file());
    let outside = copy_of("examples/minimal");
    assert!(kehu(outside.path(), "hook install").refused().contains("git init"));
}

#[test]
fn archives_below_the_top_and_in_other_work_trees_are_checked() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (top, other) = (folder.path().join("仓库"), folder.path().join("另一处"));
    fs::create_dir(&top).expect("made");
    init(&top);
    let names = ["客户 's", "second"];
    for name in names {
        fs::rename(copy_of("examples/minimal").keep(), top.join(name)).expect("moved");
        assert_eq!(kehu(&top.join(name), "hook install").status, Some(0));
    }
    does(&top, &["add", "--all"]);
    let (made, said) = commit(&top, &[]);
    assert!(made, "{said}");
    does(&top, &["worktree", "add", "--quiet", "-b", "side", &other.display().to_string()]);
    // The hooks are shared: to write them from here changes nothing.
    assert_eq!(kehu(&other.join("second"), "hook install").status, Some(0));
    for place in [&top, &other] {
        for name in names {
            let path = format!("{name}/customers/qingyuan-water/customer.toml");
            append(place, &path, "nonsense = = 1\n");
            for from in [place.clone(), place.join(name).join("customers")] {
                let (made, said) = commit(&from, &["-a"]);
                assert!(!made && said.contains("nonsense"), "{path} {said}");
            }
            does(place, &["checkout", "--quiet", "HEAD", "--", "."]);
            append(place, &path, "# 备注\n");
            let (made, said) = commit(place, &["-a"]);
            assert!(made, "{path} {said}");
        }
    }
}
