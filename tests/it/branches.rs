//! Two branches that change one customer, merged by git with the driver.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::changes::{kehu, line};
use crate::support::{Done, Kehu, copy_of, var};

const KEY_PEOPLE: &str = "customers/yunling-mobile/key-people.toml";

/// Git with `kehu` on its path; whether it went well, and its words.
fn git(root: &Path, args: &[&str]) -> (bool, String) {
    let folder = Path::new(env!("CARGO_BIN_EXE_kehu")).parent().expect("a folder");
    let path = var("PATH").unwrap_or_default();
    let all = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path));
    git_on(root, args, &std::env::join_paths(all).expect("a path"))
}

fn git_on(root: &Path, args: &[&str], path: &std::ffi::OsStr) -> (bool, String) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=周岚", "-c", "user.email=zhou@example.com", "-c", "commit.gpgsign=false"]).args(args);
    command.current_dir(root).env("PATH", path).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("KEHU_LANG", "zh-CN").env("HOME", root);
    let output = command.output().expect("git runs");
    let words = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.success(), words)
}

fn must(root: &Path, args: &[&str]) {
    let (done, words) = git(root, args);
    assert!(done, "{args:?}\n{words}");
}

const ATTRIBUTES: &str = "*.toml text merge=kehu\n*.yaml text merge=kehu\n*.yml text merge=kehu\n";

/// The example in a repository that has the driver, on the branch `main`.
fn archive() -> TempDir {
    let copy = copy_of("examples/telecom");
    must(copy.path(), &["init", "--quiet", "--initial-branch=main"]);
    fs::write(copy.path().join(".gitattributes"), ATTRIBUTES).expect("written");
    fs::write(copy.path().join(".gitignore"), "/.kehu/\n").expect("written");
    commit(copy.path());
    assert_eq!(line(copy.path(), "", "merge-driver install").status, Some(0));
    copy
}

fn commit(root: &Path) {
    must(root, &["add", "--all"]);
    must(root, &["commit", "--quiet", "--message", "改动"]);
}

/// A branch on which somebody writes these lines.
fn branch(root: &Path, name: &str, lines: &[&str]) {
    must(root, &["checkout", "--quiet", "-b", name, "main"]);
    for text in lines {
        let Done { status, stdout, stderr } = line(root, "zhou-lan", text);
        assert_eq!(status, Some(0), "{text}\n{stdout}{stderr}");
    }
    commit(root);
}

fn replace(root: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(path)).expect("it is there");
    assert!(text.contains(from), "{path}: {from}");
    fs::write(root.join(path), text.replacen(from, to, 1)).expect("written");
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).expect("it is there")
}

#[test]
fn two_who_add_contacts_and_reports_to_one_customer_do_not_meet() {
    let copy = archive();
    let root = copy.path();
    let before = kehu(root, "", &["check"]);
    branch(
        root,
        "zhou",
        &[
            "add-contact 云岭移动 方宁 --title 采购主管 --role 使用者 --status 中立的 --ours 林静 --source-level 3 --office 0990-5550120",
            "log 云岭移动 李国强 --ours 周岚 --kind 电话 --summary 确认工期 --next-date 2026-07-22",
        ],
    );
    branch(
        root,
        "lin",
        &[
            "add-contact 云岭移动 罗颖 --title 网络部主任 --role 顾问人员 --status 积极的 --ours 孙涛 --source-level 3 --office 0990-5550121",
            "log 云岭移动 钱雪梅 --ours 林静 --kind 电话 --summary 确认资料 --next-date 2026-08-18",
        ],
    );
    must(root, &["checkout", "--quiet", "zhou"]);
    // Lines alone would not do.
    let without = var("PATH").unwrap_or_default();
    let (smooth, words) =
        git_on(root, &["-c", "merge.kehu.driver=git merge-file -q %A %O %B", "merge", "--quiet", "--no-edit", "lin"], &without);
    assert!(!smooth && words.contains("key-people.toml"), "{words}");
    must(root, &["merge", "--abort"]);
    let (smooth, words) = git(root, &["merge", "--no-edit", "lin"]);
    assert!(smooth, "{words}");
    let people = read(root, KEY_PEOPLE);
    let (first, second) = (people.find("方宁"), people.find("罗颖"));
    assert!(first.is_some() && first < second, "{people}");
    let plan = read(root, "customers/yunling-mobile/plans/2026.toml");
    assert!(plan.contains("2026-07-22") && plan.contains("2026-08-18"), "{plan}");
    let after = kehu(root, "", &["check"]);
    // The other customers of the example have findings; this one has none, before and after. Each branch came with two documents.
    assert_eq!((after.status, after.stdout), (Some(0), before.stdout.replace("读取 40 份", "读取 44 份")), "{}", after.stderr);
    assert_eq!(kehu(root, "", &["fmt", "--check"]).status, Some(0));
    assert!(kehu(root, "", &["show", "云岭移动", "方宁"]).stdout.contains("采购主管"));
    assert!(kehu(root, "", &["show", "云岭移动", "罗颖"]).stdout.contains("网络部主任"));
}

#[test]
fn what_both_changed_is_marked_and_told() {
    let copy = archive();
    let root = copy.path();
    for (name, status) in [("one", "neutral"), ("two", "negative")] {
        must(root, &["checkout", "--quiet", "-b", name, "main"]);
        replace(root, KEY_PEOPLE, "\"positive\"                            # 积极的", &format!("\"{status}\""));
        commit(root);
    }
    let (smooth, words) = git(root, &["merge", "--no-edit", "one"]);
    assert!(!smooth && words.contains("key-people.toml：两个分支都改了，改得不同：关键人物／li-guoqiang／关系状况；"), "{words}");
    let text = read(root, KEY_PEOPLE);
    assert!(text.contains("<<<<<<< ours\nstatus = \"negative\"\n=======\nstatus = \"neutral\"\n>>>>>>> theirs\n"), "{text}");
    assert!(kehu(root, "", &["check"]).status == Some(1));
}

#[test]
fn smooth_lines_do_not_hide_what_nobody_decided() {
    let copy = archive();
    let root = copy.path();
    // The same id for two people, far apart in the document.
    let person = |name: &str| format!("[[people]]\nid = \"fang\"\nname = \"{name}\"\ntitle = \"主任\"\n\n");
    must(root, &["checkout", "--quiet", "-b", "one", "main"]);
    replace(root, KEY_PEOPLE, "[[people]]\nid = \"wang-min\"", &format!("{}[[people]]\nid = \"wang-min\"", person("方宁")));
    commit(root);
    must(root, &["checkout", "--quiet", "-b", "two", "main"]);
    replace(root, KEY_PEOPLE, "[[people]]\nid = \"he-jun\"", &format!("{}[[people]]\nid = \"he-jun\"", person("方圆")));
    commit(root);
    let (smooth, words) = git(root, &["merge", "--no-edit", "one"]);
    assert!(!smooth && words.contains("关键人物／fang／关键人物名称"), "{words}");
    let text = read(root, KEY_PEOPLE);
    assert!(text.contains("<<<<<<< ours") && text.contains("方宁") && text.contains("方圆"), "{text}");
}

#[test]
fn an_archive_further_down_and_documents_of_no_form() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    must(root, &["init", "--quiet", "--initial-branch=main"]);
    fs::write(root.join(".gitattributes"), ATTRIBUTES).expect("written");
    let dir = root.join("档案 一/customers/云岭");
    fs::create_dir_all(&dir).expect("made");
    fs::write(root.join("档案 一/kehu.toml"), "format = 1\n").expect("written");
    fs::write(root.join("other.toml"), "a = 1\n").expect("written");
    fs::write(dir.join("customer.yaml"), "单位名称: 云岭\n资质资料: []\n").expect("written");
    commit(root);
    let again = ["-C", "档案 一", "merge-driver", "install"];
    assert_eq!(Kehu::new(again).inside(root).run().status, Some(0));
    for (name, last, number) in [("one", "简称: 云", 2), ("two", "行业: 通信", 3)] {
        must(root, &["checkout", "--quiet", "-b", name, "main"]);
        fs::write(dir.join("customer.yaml"), format!("单位名称: 云岭\n资质资料: []\n{last}\n")).expect("written");
        fs::write(root.join("other.toml"), format!("a = {number}\n")).expect("written");
        commit(root);
    }
    let (smooth, words) = git(root, &["merge", "--no-edit", "one"]);
    assert!(!smooth && words.contains("other.toml") && !words.contains("customer.yaml：") && !words.contains("in 档案"), "{words}");
    assert!(read(root, "other.toml").contains("<<<<<<< ours\na = 3\n=======\na = 2\n>>>>>>> theirs\n"));
    assert_eq!(read(root, "档案 一/customers/云岭/customer.yaml"), "单位名称: 云岭\n简称: 云\n资质资料: []\n行业: 通信\n");
}

#[test]
fn without_kehu_lines_are_merged() {
    let copy = archive();
    let root = copy.path();
    for (name, from, to) in [("one", "title = \"采购中心主任\"", "title = \"主任\""), ("two", "副总经理(分管建设)", "副总经理")]
    {
        must(root, &["checkout", "--quiet", "-b", name, "main"]);
        replace(root, KEY_PEOPLE, from, to);
        commit(root);
    }
    let path = var("PATH").unwrap_or_default();
    let (smooth, words) = git_on(root, &["merge", "--no-edit", "one"], &path);
    assert!(smooth, "{words}");
    let text = read(root, KEY_PEOPLE);
    assert!(text.contains("title = \"主任\"") && text.contains("title = \"副总经理\""), "{text}");
}

#[test]
fn the_entry_says_what_else_is_needed() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    let outside = kehu(root, "", &["merge-driver", "install"]);
    assert!(
        outside.status == Some(2) && outside.stderr.contains("不在 git 仓库里") && outside.stderr.contains("git init"),
        "{}",
        outside.stderr
    );
    must(root, &["init", "--quiet"]);
    let first = kehu(root, "", &["merge-driver", "install"]);
    assert!(
        first.status == Some(1) && first.stderr.contains("还没有起作用") && first.stderr.contains("`*.toml merge=kehu`"),
        "{}",
        first.stderr
    );
    fs::write(root.join(".gitattributes"), ATTRIBUTES).expect("written");
    let second = kehu(root, "", &["merge-driver", "install"]);
    assert_eq!((second.status, second.stdout.as_str(), second.stderr.as_str()), (Some(0), "", "已经登记过，没有改动\n"));
    let english = Kehu::new(["merge-driver", "a.toml", "b.toml"]).inside(root).lang("en").run();
    assert!(english.status == Some(2) && english.stderr.contains("kehu merge-driver install"), "{}", english.stderr);
    // A new archive has the attributes from the start.
    let new = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(Kehu::line("init").inside(new.path()).run().status, Some(0));
    assert_eq!(Kehu::line("merge-driver install").inside(new.path()).run().status, Some(0));
}
