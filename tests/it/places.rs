//! Every command that reads git, in every place where an archive can be: each says something true, and what to do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Kehu, copy_of};

const CUSTOMER: &str = "customers/yunling-mobile";

/// Those that ask git; the last ones write.
const COMMANDS: &[&str] = &[
    "diff HEAD~1..HEAD",
    "diff",
    "history yunling-mobile",
    "audit --new-since HEAD~1 --format concise",
    "audit --rule CAD-04 --format concise",
    "check --staged",
    "codeowners",
    "report monthly",
    "log 云岭移动 李国强 --ours 周岚 --kind 电话 --summary 确认工期 --next-date 2026-08-22 --commit",
    "merge-driver install",
    "hook install",
];

/// Git without the settings of this machine; the dates make hashes the same everywhere.
fn git(root: &Path, words: &[&str]) {
    let mut command = Command::new("git");
    let who = ["-c", "user.name=z", "-c", "user.email=z@example.com", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"];
    command.args(who).args(["-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main"]).args(words).current_dir(root);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    command.env("GIT_AUTHOR_DATE", "2026-07-05T12:00:00+08:00").env("GIT_COMMITTER_DATE", "2026-07-05T12:00:00+08:00");
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(root: &Path, what: &str) {
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "-m", what]);
}

/// Who commits by kehu has to be somebody.
fn somebody(root: &Path) {
    git(root, &["config", "user.name", "周岚"]);
    git(root, &["config", "user.email", "zhou@example.com"]);
}

/// The example in a folder; one customer's last supplement is not stamped.
fn archive(place: &Path, folder: &str) -> PathBuf {
    let copy = copy_of("examples/telecom");
    let root = place.join(folder);
    fs::create_dir_all(root.parent().expect("a folder")).expect("made");
    fs::rename(copy.path(), &root).expect("moved");
    let path = root.join(CUSTOMER).join("customer.toml");
    let text = fs::read_to_string(&path).expect("there");
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("last_updated")).collect();
    fs::write(path, kept.join("\n")).expect("written");
    root
}

fn change(root: &Path) {
    let path = root.join(CUSTOMER).join("key-people.toml");
    let text = fs::read_to_string(&path).expect("there");
    assert!(text.contains("计划建设部总经理"));
    fs::write(path, text.replace("计划建设部总经理", "副总经理")).expect("written");
}

/// The example as two commits.
fn committed(place: &Path, folder: &str) -> PathBuf {
    let root = archive(place, folder);
    git(&root, &["init", "--quiet"]);
    somebody(&root);
    commit(&root, "一");
    change(&root);
    commit(&root, "二");
    root
}

/// What all of them say: status, the first lines of the data, every word beside it.
fn story(place: &Path, root: &Path, variables: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for line in COMMANDS {
        let mut run = Kehu::line(line).inside(root).lang("zh-CN").var("GIT_CEILING_DIRECTORIES", place.to_str().expect("UTF-8"));
        for (name, value) in variables {
            run = run.var(name, value);
        }
        let done = run.run();
        let status = done.status.unwrap_or_else(|| panic!("killed: {line}"));
        assert!(status <= 2 && !done.stderr.contains("panicked"), "{line}: {}", done.stderr);
        let (data, words) = (told(&done.stdout, place), told(&done.stderr, place));
        // Git's own words alone help nobody.
        let alone = words.lines().any(|line| line.trim_start().starts_with("fatal:"));
        assert!(!alone, "{line}: {words}");
        out.push_str(&format!("━━ {line} → {status}\n"));
        data.lines().take(3).for_each(|line| out.push_str(&format!("  {line}\n")));
        words.lines().for_each(|line| out.push_str(&format!("! {line}\n")));
    }
    out
}

/// Without the names of temporary folders and of commits that are made now.
fn told(text: &str, place: &Path) -> String {
    let text = text.replace(place.to_str().expect("UTF-8"), "…");
    text.lines()
        .map(|line| line.find("已提交 ").map_or_else(|| line.to_owned(), |at| format!("{}已提交 …", &line[..at])))
        .collect::<Vec<_>>()
        .join("\n")
}

fn here() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn a_bare_clone() {
    let place = here();
    let root = committed(place.path(), "a");
    git(place.path(), &["clone", "--quiet", "--bare", "a", "裸.git"]);
    insta::assert_snapshot!("bare", story(place.path(), &place.path().join("裸.git"), &[]));
    drop(root);
    // By name, from elsewhere; HEAD may name a branch that was never pushed.
    let listed = Kehu::line("list customers --format csv -C 裸.git").inside(place.path()).run();
    assert!(listed.status == Some(0) && listed.stdout.contains("yunling-mobile"), "{}", listed.stderr);
    git(&place.path().join("裸.git"), &["symbolic-ref", "HEAD", "refs/heads/master"]);
    let said = Kehu::line("audit -C 裸.git").inside(place.path()).lang("zh-CN").run().refused();
    assert!(said.contains("`master`") && said.contains("symbolic-ref HEAD refs/heads/main"), "{said}");
    git(place.path(), &["init", "--quiet", "--bare", "空.git"]);
    let said = Kehu::line("audit -C 空.git").inside(place.path()).lang("zh-CN").run().refused();
    assert!(said.contains("还没有提交") && said.contains("git push"), "{said}");
}

#[test]
fn a_bare_clone_of_something_larger() {
    let place = here();
    let top = place.path().join("总库");
    fs::create_dir(&top).expect("made");
    git(&top, &["init", "--quiet"]);
    let root = archive(&top, "资料/客户 档案");
    commit(&top, "一");
    change(&root);
    commit(&top, "二");
    git(place.path(), &["clone", "--quiet", "--bare", "总库", "b.git"]);
    insta::assert_snapshot!("bare_larger", story(place.path(), &place.path().join("b.git"), &[]));
    fs::write(top.join("kehu.txt"), "").expect("written");
    git(&top, &["rm", "-r", "--quiet", "资料"]);
    commit(&top, "三");
    git(&place.path().join("b.git"), &["fetch", "--quiet", "../总库", "+main:main"]);
    let said = Kehu::line("audit -C b.git").inside(place.path()).lang("zh-CN").run().refused();
    assert!(said.contains("没有客户档案"), "{said}");
}

#[test]
fn a_linked_work_tree() {
    let place = here();
    let root = committed(place.path(), "a");
    git(&root, &["worktree", "add", "--quiet", "-b", "支", "../工作树"]);
    insta::assert_snapshot!("linked", story(place.path(), &place.path().join("工作树"), &[]));
    // Its repository was moved away.
    fs::rename(&root, place.path().join("b")).expect("moved");
    let said = Kehu::line("diff").inside(&place.path().join("工作树")).lang("zh-CN").run().refused();
    assert!(said.contains("`.git`") && said.contains("git worktree repair"), "{said}");
}

#[test]
fn a_shallow_clone() {
    let place = here();
    let root = committed(place.path(), "a");
    let from = format!("file://{}", root.display());
    git(place.path(), &["clone", "--quiet", "--depth=1", &from, "浅"]);
    let root = place.path().join("浅");
    somebody(&root);
    insta::assert_snapshot!("shallow", story(place.path(), &root, &[]));
}

#[test]
fn outside_git() {
    let place = here();
    let root = archive(place.path(), "a");
    insta::assert_snapshot!("outside", story(place.path(), &root, &[]));
}

#[test]
fn before_the_first_commit() {
    let place = here();
    let root = archive(place.path(), "a");
    git(&root, &["init", "--quiet"]);
    somebody(&root);
    insta::assert_snapshot!("unborn", story(place.path(), &root, &[]));
}

#[test]
fn a_detached_head() {
    let place = here();
    let root = committed(place.path(), "a");
    git(&root, &["checkout", "--quiet", "--detach"]);
    insta::assert_snapshot!("detached", story(place.path(), &root, &[]));
}

#[test]
fn within_something_larger_with_chinese_names() {
    let place = here();
    let top = place.path().join("总 库");
    fs::create_dir(&top).expect("made");
    git(&top, &["init", "--quiet"]);
    somebody(&top);
    let root = archive(&top, "资料/客户 档案");
    fs::rename(root.join("customers/starbridge"), root.join("customers/星桥")).expect("moved");
    commit(&top, "一");
    change(&root);
    fs::write(top.join("别的.txt"), "不是档案\n").expect("written");
    commit(&top, "二");
    insta::assert_snapshot!("larger", story(place.path(), &root, &[]));
}

#[test]
fn a_submodule() {
    let place = here();
    committed(place.path(), "a");
    let top = place.path().join("总库");
    fs::create_dir(&top).expect("made");
    git(&top, &["init", "--quiet"]);
    git(&top, &["submodule", "--quiet", "add", "../a", "档案"]);
    commit(&top, "一");
    let root = top.join("档案");
    somebody(&root);
    insta::assert_snapshot!("submodule", story(place.path(), &root, &[]));
}

#[test]
fn a_repository_of_somebody_else() {
    let place = here();
    let root = committed(place.path(), "a");
    // Git's own way of testing its refusal.
    insta::assert_snapshot!("foreign", story(place.path(), &root, &[("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")]));
}
