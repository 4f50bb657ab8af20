//! Rules that go by git's history: whole commands on archives whose commits have fixed days and authors.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Kehu, copy_of};

const CUSTOMER: &str = "customers/云岭移动/customer.toml";
const PEOPLE: &str = "customers/云岭移动/key-people.toml";
const PLAN: &str = "customers/云岭移动/plans/2026.toml";
const REPORTS: &str = "customers/云岭移动/contact-reports";
/// The rules that look at history.
const RULES: &str = "PLN-04,F6-09,F3-10,CLS-06,CAD-08,CAD-03";
const RATE: (&str, &str) = ("win_rate = 60", "win_rate = 40");
const MOVED: (&str, &str) = ("next = 2026-07-15", "next = 2026-08-15");

/// An archive in git.
struct Archive {
    folder: TempDir,
    /// Below the folder, where it is not at its top.
    inner: &'static str,
}

impl Archive {
    /// The clean archive of the fixtures, its customer under a Chinese id: set up long ago, the plan approved in December.
    fn new() -> Self {
        let archive = Self { folder: copy_of("tests/it/fixtures/base"), inner: "" };
        let root = archive.root();
        fs::rename(root.join("customers/yunling-mobile"), root.join("customers/云岭移动")).expect("renamed");
        for file in ["lending/2026-0007.toml", "market/2026-07-zhou-lan.toml"] {
            let text = fs::read_to_string(root.join(file)).expect("there");
            fs::write(root.join(file), text.replace("yunling-mobile", "云岭移动")).expect("written");
        }
        archive.edit("kehu.toml", ("presets = [", "presets = [\"construction-group\", "));
        let plan = fs::read_to_string(root.join(PLAN)).expect("there");
        fs::remove_file(root.join(PLAN)).expect("removed");
        archive.git("2025-06-01", "吴芳", &["init", "--quiet", "--initial-branch=main"]);
        archive.commit("2025-06-01", "吴芳", "建档");
        fs::write(root.join(PLAN), plan).expect("written");
        archive.commit("2025-12-22", "吴芳", "批准 2026 年计划");
        archive
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join(self.inner)
    }

    fn git(&self, day: &str, author: &str, args: &[&str]) {
        git(self.folder.path(), day, author, args);
    }

    fn commit(&self, day: &str, author: &str, message: &str) {
        self.git(day, author, &["add", "-A"]);
        self.git(day, author, &["commit", "--quiet", "-m", message]);
    }

    fn edit(&self, file: &str, (from, to): (&str, &str)) {
        let path = self.root().join(file);
        let text = fs::read_to_string(&path).expect("it is there");
        assert!(text.contains(from), "{file} has no {from}");
        fs::write(path, text.replacen(from, to, 1)).expect("written");
    }

    /// An edit and its commit by 周岚.
    fn changed(&self, day: &str, file: &str, edit: (&str, &str), message: &str) {
        self.edit(file, edit);
        self.commit(day, "周岚", message);
    }

    fn audit(&self, more: &str) -> String {
        audit(&self.root(), more)
    }

    #[track_caller]
    fn silent(&self) {
        let found = self.audit("");
        assert!(found.is_empty(), "{found}");
    }

    /// The only finding, which holds these texts.
    #[track_caller]
    fn finds(&self, parts: &[&str]) {
        let found = self.audit("");
        assert_eq!(found.lines().count(), 1, "{found}");
        for part in parts {
            assert!(found.contains(part), "{part}: {found}");
        }
    }
}

fn git(folder: &Path, day: &str, author: &str, args: &[&str]) {
    let mut command = Command::new("git");
    let (name, email) = (format!("user.name={author}"), format!("user.email={author}@example.com"));
    command.args(["-c", &name, "-c", &email, "-c", "commit.gpgsign=false"]).args(args);
    let time = format!("{day}T23:30:00+08:00");
    command.env("GIT_AUTHOR_DATE", &time).env("GIT_COMMITTER_DATE", &time).env("GIT_CONFIG_GLOBAL", "/dev/null");
    let output = command.current_dir(folder).output().expect("git runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The findings of the rules that look at history: level, rule, place, message.
fn audit(root: &Path, more: &str) -> String {
    let line = format!("audit --as-of 2026-07-08 --rule {RULES} --format concise {more}");
    let done = Kehu::line(&line).inside(root).lang("zh").run();
    assert!(matches!(done.status, Some(0 | 1)), "{}", done.stderr);
    let lines = done.stdout.lines().filter(|line| line.contains("customers/"));
    // The hashes of the fixtures' commits are nobody's business.
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn an_approved_plan_is_changed() {
    let archive = Archive::new();
    archive.silent();
    archive.changed("2026-06-01", PLAN, RATE, "获取率");
    archive.finds(&["PLN-04", "plans/2026.toml:", "2025-12-22 批准的计划改了内容", "获取率：60% → 40%", "周岚 2026-06-01 提交"]);
    assert!(archive.audit("--no-history").is_empty());
    let check = Kehu::line("check --rule PLN-04").inside(&archive.root()).run();
    assert!(!check.stdout.contains("PLN-04"), "{}", check.stdout);
    // On an earlier day the commit was not there, but the file is as it is.
    let before = archive.audit("--as-of 2026-05-01");
    assert!(before.contains("截至 2026-05-01 尚未提交"), "{before}");
    // A revision settles it, in the same words as the help says.
    let revise = "plan revise 云岭移动 --year 2026 --reason 集采推迟 --approved-by wu-fang --date 2026-06-02";
    let done = Kehu::line(revise).inside(&archive.root()).run();
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    archive.silent();
    archive.commit("2026-06-02", "吴芳", "调整");
    archive.silent();
    // What comes after it does not count as revised.
    archive.changed("2026-06-20", PLAN, ("target = 1200", "target = 1000"), "目标");
    archive.finds(&["2026-06-02 批准的计划", "收入目标：1,200.00 万元 → 1,000.00 万元"]);
    archive.changed("2026-06-21", PLAN, ("target = 1000", "target = 1200"), "改回");
    archive.silent();
}

#[test]
fn what_is_not_committed_counts_too() {
    let archive = Archive::new();
    archive.edit(PLAN, RATE);
    archive.finds(&["PLN-04", "截至 2026-07-08 尚未提交"]);
    archive.edit(PLAN, (RATE.1, RATE.0));
    archive.edit(PLAN, MOVED);
    archive.finds(&["F6-09", "由 2026-07-15 改到 2026-08-15（截至 2026-07-08 尚未提交）"]);
    archive.edit(PLAN, (MOVED.1, MOVED.0));
    // Documents that no commit has touched since the first.
    archive.edit(CUSTOMER, ("lifecycle = \"developed\"", "lifecycle = \"contracted\""));
    archive.finds(&["CLS-06", "由已开发客户退回签约客户"]);
}

#[test]
fn another_kind_of_file_is_no_change() {
    let archive = Archive::new();
    let done = Kehu::new(["fmt", "--to", "yaml", "--keys", "zh", PLAN]).inside(&archive.root()).run();
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    archive.silent();
    archive.commit("2026-06-01", "周岚", "改为 YAML");
    archive.silent();
    archive.changed("2026-06-02", "customers/云岭移动/plans/2026.yaml", ("获取率: 60", "获取率: 40"), "获取率");
    archive.finds(&["PLN-04", "plans/2026.yaml:", "60% → 40%"]);
}

#[test]
fn a_person_with_another_id_is_the_same_person() {
    let archive = Archive::new();
    let done = Kehu::line("rename 云岭移动 li-guoqiang li-gq").inside(&archive.root()).run();
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert!(fs::read_to_string(archive.root().join(PLAN)).is_ok_and(|plan| plan.contains("\"li-gq\"")));
    archive.silent();
    archive.commit("2026-06-01", "周岚", "改编号");
    archive.silent();
    archive.changed("2026-06-02", PLAN, ("person = \"li-gq\"\ntimes = 6", "person = \"li-gq\"\ntimes = 3"), "次数");
    archive.finds(&["PLN-04", "接触安排「周岚 李国强」，联系次数：6 → 3"]);
}

#[test]
fn a_next_date_is_moved_on() {
    let archive = Archive::new();
    archive.changed("2026-07-06", PLAN, MOVED, "计划");
    archive.finds(&["F6-09", "周岚与李国强的下一次联系由 2026-07-15 改到 2026-08-15（周岚 2026-07-06 提交"]);
    // The report came later.
    let report = "date = 2026-07-05\nkind = \"meeting\"\nours = [\"zhou-lan\"]\npeople = [\"li-guoqiang\"]\nsummary = \"提前谈了工期保证书\"\nnext_date = 2026-08-15\nreported_on = 2026-07-06\nreported_to = [\"wu-fang\"]\n";
    let path = archive.root().join(REPORTS).join("2026-07-05-li-guoqiang-zhou-lan.toml");
    fs::write(&path, report).expect("written");
    archive.silent();
    archive.commit("2026-07-07", "周岚", "报告");
    archive.silent();
    // The commit says why.
    let archive = Archive::new();
    archive.changed("2026-07-06", PLAN, MOVED, "李国强出差，改期");
    archive.silent();
}

#[test]
fn two_branches_that_are_merged() {
    let archive = Archive::new();
    archive.git("2026-07-01", "周岚", &["switch", "--quiet", "-c", "改期"]);
    archive.changed("2026-07-02", PLAN, MOVED, "客户推迟到八月");
    archive.git("2026-07-02", "周岚", &["switch", "--quiet", "main"]);
    archive.git("2026-07-02", "周岚", &["switch", "--quiet", "-c", "另一支"]);
    archive.changed("2026-07-03", PLAN, RATE, "获取率");
    archive.git("2026-07-03", "吴芳", &["switch", "--quiet", "main"]);
    archive.git("2026-07-04", "吴芳", &["merge", "--quiet", "--no-ff", "-m", "合并一", "改期"]);
    archive.silent();
    archive.git("2026-07-05", "吴芳", &["merge", "--quiet", "--no-ff", "-m", "合并二", "另一支"]);
    archive.finds(&["PLN-04", "获取率：60% → 40%", "吴芳 2026-07-05 提交"]);
}

#[test]
fn relations_stages_and_stamps() {
    let worse = ("status = \"positive\"\nours = [\"sun-tao\"]", "status = \"neutral\"\nours = [\"sun-tao\"]");
    let archive = Archive::new();
    archive.changed("2026-07-01", PEOPLE, worse, "关系");
    archive.finds(&["F3-10", "赵志远的「关系状况」由 2026-06-18 的「积极的」变为「中立的」"]);
    archive.edit(
        PEOPLE,
        ("ours = [\"sun-tao\"]\nassessed_on = 2026-06-18", "ours = [\"sun-tao\"]\nassessed_on = 2026-07-01\nevidence = \"人事调整\""),
    );
    archive.silent();
    let archive = Archive::new();
    archive.changed("2026-05-01", CUSTOMER, ("lifecycle = \"developed\"", "lifecycle = \"contracted\""), "阶段");
    archive.finds(&["CLS-06", "由已开发客户退回签约客户（周岚 2026-05-01 提交"]);
    // Without a stamp git tells what was not handed over.
    let archive = Archive::new();
    archive.changed("2026-06-20", CUSTOMER, ("last_updated = 2026-06-22\n", ""), "去掉日期");
    archive.silent();
    archive.changed("2026-06-30", CUSTOMER, ("credit = \"excellent\"", "credit = \"good\""), "信用");
    archive.silent();
    archive.changed("2026-06-30", CUSTOMER, ("date = 2026-06-30\nreceived_by", "date = 2026-06-25\nreceived_by"), "归档日期");
    archive.finds(&["CAD-08", "git 中的改动（周岚 2026-06-30 提交", "最近归档是 2026-06-25"]);
}

#[test]
fn four_quarters_of_stamps() {
    let archive = Archive::new();
    fs::remove_file(archive.root().join(PLAN)).expect("removed");
    archive.git("2025-06-02", "吴芳", &["reset", "--quiet", "--hard", "HEAD~1"]);
    let stamp =
        |day: &str| format!("[[verified]]\ndate = {day}\nby = \"zhou-lan\"\nchecked_by = \"wu-fang\"\n\n[[verified]]\ndate = 2026-06-29");
    for day in ["2025-09-28", "2025-12-29", "2026-03-30"] {
        archive.changed(day, CUSTOMER, ("[[verified]]\ndate = 2026-06-29", &stamp(day)), "核定");
    }
    archive.finds(&["CAD-03", "2025年第3季度至2026年第2季度", "2025-07-01 起档案毫无改动"]);
    let done = Kehu::line("audit --as-of 2026-07-08 --rule CAD-03 --format json").inside(&archive.root()).run();
    assert!(done.stdout.contains("\"info\""), "{}", done.stdout);
    archive.changed("2026-04-02", PEOPLE, ("title = \"采购中心主任\"", "title = \"采购中心总经理\""), "职务");
    archive.silent();
}

#[test]
fn where_git_is_no_evidence() {
    let archive = Archive::new();
    archive.changed("2026-06-01", PLAN, RATE, "获取率");
    let folder = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", archive.root().display());
    git(folder.path(), "2026-06-02", "周岚", &["clone", "--quiet", "--depth=1", &from, "浅"]);
    let shallow = folder.path().join("浅");
    let line = "audit --as-of 2026-07-08 --rule PLN-04";
    let done = Kehu::line(line).inside(&shallow).lang("zh").run();
    assert!(
        !done.stdout.contains("获取率") && done.stderr.contains("浅克隆") && done.stderr.contains("PLN-04"),
        "{}{}",
        done.stdout,
        done.stderr
    );
    // A part of a larger repository.
    fs::remove_dir_all(shallow.join(".git")).expect("removed");
    git(folder.path(), "2026-06-02", "周岚", &["init", "--quiet"]);
    git(folder.path(), "2026-06-02", "周岚", &["add", "-A"]);
    git(folder.path(), "2026-06-02", "周岚", &["commit", "--quiet", "-m", "全部"]);
    let done = Kehu::line(line).inside(&shallow).lang("zh").run();
    assert!(!done.stdout.contains("获取率") && done.stderr.contains("一部分"), "{}{}", done.stdout, done.stderr);
    fs::remove_dir_all(folder.path().join(".git")).expect("removed");
    let done = Kehu::line(line).inside(&shallow).lang("zh").run();
    assert!(!done.stdout.contains("获取率") && done.stderr.is_empty(), "{}{}", done.stdout, done.stderr);
    // A clone with the whole history knows it all.
    git(folder.path(), "2026-06-02", "周岚", &["clone", "--quiet", &from, "全"]);
    assert!(audit(&folder.path().join("全"), "").contains("获取率：60% → 40%"));
}
