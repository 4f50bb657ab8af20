//! The pages that account managers read: `plan show`, `brief`, `status` and the bare `kehu`, as commands.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Done, Kehu, copy_of};

const TELECOM: &str = "examples/telecom";

fn kehu(folder: &Path, words: &str) -> Done {
    Kehu::line(&format!("--as-of 2026-07-08 {words}")).inside(folder).run()
}

fn empty() -> TempDir {
    let archive = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(Kehu::line("init").inside(archive.path()).run().status, Some(0));
    archive
}

fn break_it(folder: &Path, path: &str) {
    fs::write(folder.join(path), "year = = 2026\n").expect("written");
}

#[test]
fn a_plan_is_shown_with_or_without_the_word() {
    let copy = copy_of(TELECOM);
    let page = kehu(copy.path(), "plan 云岭移动").clean();
    assert!(page.starts_with("云岭移动通信有限公司 2026 年客户计划\n") && page.contains("97%") && page.contains("1,255.00"), "{page}");
    for same in ["plan show yunling-mobile", "plan ylyd --year 2026", "plan 查看 云岭移动"] {
        assert_eq!(kehu(copy.path(), same).clean(), page, "{same}");
    }
    let summary = kehu(copy.path(), "plan 云岭移动 --summary-only --format markdown").clean();
    insta::assert_snapshot!(summary, @r"
    # 云岭移动通信有限公司 2026 年客户计划

    总目标:由优先供应商走向伙伴关系;2026 年预期收入 1255 万元。
    ");
}

#[test]
fn what_plan_does_not_take_is_refused() {
    let copy = copy_of(TELECOM);
    let mut all = String::new();
    for words in [
        "plan",
        "plan new",
        "plan aprove 云岭移动",
        "plan 云岭 移动",
        "plan nobody",
        "plan 云岭移动 --year 2027",
        "plan 云岭移动 --empty",
        "plan show 云岭移动 --dry-run",
        "plan new 云岭移动 --summary-only",
        "plan approve 云岭移动 --format markdown",
        "plan 云岭移动 --format csv",
    ] {
        all.push_str(&format!("$ kehu {words}\n{}\n", kehu(copy.path(), words).refused()));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_plan_that_cannot_be_read_is_named() {
    let copy = copy_of(TELECOM);
    break_it(copy.path(), "customers/starbridge/plans/2026.toml");
    let done = kehu(copy.path(), "plan starbridge");
    assert_eq!(done.status, Some(1), "{}{}", done.stdout, done.stderr);
    assert!(done.stdout.contains("未计入（文件未能读取）：") && done.stderr.contains("customers/starbridge/plans/2026.toml"));
    // Another customer's plan, and the same customer's summary of another year, need it not.
    assert_eq!(kehu(copy.path(), "plan yunling-mobile").status, Some(0));
    break_it(copy.path(), "customers/yunling-mobile/key-people.toml");
    assert_eq!(kehu(copy.path(), "plan yunling-mobile").status, Some(1));
    assert_eq!(kehu(copy.path(), "plan yunling-mobile --summary-only").status, Some(0));
}

#[test]
fn the_page_before_a_visit() {
    let copy = copy_of(TELECOM);
    insta::assert_snapshot!(kehu(copy.path(), "brief starbridge").clean());
    let english = Kehu::line("brief yunling-mobile --as-of 2026-07-08").inside(copy.path()).lang("en").width(80).run().clean();
    insta::assert_snapshot!(english);
    let masked = kehu(copy.path(), "brief 云岭移动").clean();
    let clear = kehu(copy.path(), "brief 云岭移动 --reveal").clean();
    assert!(!masked.contains("12900000101") && clear.contains("12900000101") && clear.contains("05-18（314 天后）"), "{clear}");
    fs::create_dir(copy.path().join("out")).expect("made");
    assert_eq!(kehu(copy.path(), "brief 云岭移动 -o out/brief.md").clean(), "");
    assert!(fs::read_to_string(copy.path().join("out/brief.md")).expect("written").starts_with("# 拜访前：云岭移动通信有限公司\n"));
}

#[test]
fn what_the_page_before_a_visit_lacks_is_named() {
    let copy = copy_of(TELECOM);
    break_it(copy.path(), "customers/starbridge/plans/2026.toml");
    let done = kehu(copy.path(), "brief starbridge");
    assert_eq!(done.status, Some(1));
    assert!(done.stdout.contains("冯凯") && done.stderr.contains("customers/starbridge/plans/2026.toml"), "{}", done.stderr);
    assert_eq!(kehu(copy.path(), "brief yunling-mobile").status, Some(0));
    assert!(kehu(empty().path(), "brief anybody").refused().contains("没有客户「anybody」"));
}

#[test]
fn today_at_a_glance() {
    let copy = copy_of(TELECOM);
    let page = kehu(copy.path(), "status --me 陈立").clean();
    insta::assert_snapshot!(page);
    assert_eq!(kehu(copy.path(), "--me chen-li").clean(), page, "a bare kehu in an archive");
    let markdown = kehu(copy.path(), "status --me 陈立 --format markdown").clean();
    assert!(markdown.starts_with("# 2026-07-08 星期三 陈立\n") && markdown.contains("## 审计指出"), "{markdown}");
    assert!(kehu(copy.path(), "status --me chenli").refused().contains("最接近的：陈立(chen-li)"));
    assert!(kehu(copy.path(), "status --days 60 --me 周岚").clean().contains("今后 60 天"));
    // Somebody else's document is not needed, one's own is.
    break_it(copy.path(), "customers/yunling-mobile/plans/2026.toml");
    assert_eq!(kehu(copy.path(), "status --me 陈立").status, Some(0));
    assert_eq!(kehu(copy.path(), "status --me 周岚").status, Some(1));
    assert_eq!(kehu(copy.path(), "status").status, Some(1));
}

#[test]
fn the_commands_of_the_page_run() {
    let copy = copy_of(TELECOM);
    for me in ["", "--me 陈立", "--me 周岚", "--me 吴芳", "--me 孙涛", "--me 马超", "--lang en --me 何欣"] {
        let page = kehu(copy.path(), &format!("status {me}")).clean();
        let next = page.split("接下来可以\n").nth(1).or_else(|| page.split("What to do next\n").nth(1)).expect("something to do next");
        let commands: Vec<&str> = next.lines().filter_map(|line| line.strip_prefix("- kehu ")).collect();
        assert!((1..=5).contains(&commands.len()), "{page}");
        for command in commands {
            let done = kehu(copy.path(), command);
            assert!(matches!(done.status, Some(0 | 1)), "{command}: {}", done.stderr);
        }
    }
}

#[test]
fn an_empty_archive_has_its_first_steps_and_no_archive_has_the_help() {
    let archive = empty();
    let page = kehu(archive.path(), "").clean();
    assert!(page.contains("档案里还没有客户。") && page.contains("kehu add-customer"), "{page}");
    let nowhere = tempfile::tempdir().expect("a temporary folder");
    assert!(kehu(nowhere.path(), "").clean().contains("COMMAND"));
    assert!(kehu(nowhere.path(), "-C .").refused().contains("kehu init"));
}

#[test]
fn changes_that_are_not_committed_are_named() {
    let copy = copy_of(TELECOM);
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(args).current_dir(copy.path());
        assert!(command.env("GIT_CONFIG_GLOBAL", "/dev/null").status().expect("git runs").success());
    };
    git(&["init", "--quiet"]);
    git(&["add", "-A"]);
    git(&["commit", "--quiet", "-m", "all"]);
    assert!(!kehu(copy.path(), "status").clean().contains("还没有提交的改动"));
    let path = copy.path().join("customers/starbridge/customer.toml");
    let text = fs::read_to_string(&path).expect("it is there");
    fs::write(&path, format!("{text}\n# 改动\n")).expect("written");
    let page = kehu(copy.path(), "status").clean();
    assert!(page.contains("还没有提交的改动：1 个文件\n- customers/starbridge/customer.toml\n"), "{page}");
}
