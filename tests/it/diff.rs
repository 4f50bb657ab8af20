//! `kehu diff`: what changed between two revisions, in business words.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{Kehu, copy_of};

const CUSTOMER: &str = "customers/yunling-mobile";

/// Runs git as somebody who is nobody's colleague; the dates make hashes the same everywhere.
fn git(root: &Path, words: &[&str]) -> String {
    let mut command = Command::new("git");
    let who = ["-c", "user.name=z", "-c", "user.email=z@example.com", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"];
    command.args(who).args(words).current_dir(root);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    command.env("GIT_AUTHOR_DATE", "2026-07-05T12:00:00+08:00").env("GIT_COMMITTER_DATE", "2026-07-05T12:00:00+08:00");
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn commit(root: &Path, what: &str) {
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "--allow-empty", "-m", what]);
}

/// The example as the first commit.
fn telecom() -> tempfile::TempDir {
    let archive = copy_of("examples/telecom");
    git(archive.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(archive.path(), "示例");
    archive
}

fn change(root: &Path, file: &str, old: &str, new: &str) {
    let path = root.join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert!(text.contains(old), "{file} has no {old:?}");
    fs::write(path, text.replacen(old, new, 1)).expect("written");
}

fn append(root: &Path, file: &str, more: &str) {
    let path = root.join(file);
    let text = fs::read_to_string(&path).unwrap_or_default();
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, format!("{text}{more}")).expect("written");
}

/// The words, less the first line, which names commits.
fn told(root: &Path, line: &str, lang: &str) -> String {
    let text = Kehu::line(&format!("diff {line}")).inside(root).lang(lang).run().clean();
    text.split_once('\n').expect("a first line").1.to_owned()
}

#[test]
fn what_is_the_same_is_no_change() {
    let archive = telecom();
    let root = archive.path();
    assert!(Kehu::line("diff --exit-code").inside(root).run().clean().contains("档案没有改动"));
    // Another language of documents, other order, comments, another name of the file.
    let done = Kehu::line("fmt --to yaml customers/starbridge --yes").inside(root).run();
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    let people = format!("{CUSTOMER}/key-people.toml");
    let text = fs::read_to_string(root.join(&people)).expect("UTF-8");
    let (head, rows) = text.split_once("[[people]]").expect("people");
    let (rows, concerns) = rows.split_once("[concerns]").expect("form 4");
    let mut rows: Vec<&str> = rows.split("[[people]]").map(str::trim_end).collect();
    rows.reverse();
    let turned = format!("# 次序不同\n{head}[[people]]{}\n\n[concerns]{concerns}", rows.join("\n\n[[people]]"));
    fs::write(root.join(&people), turned).expect("written");
    let report = root.join(CUSTOMER).join("contact-reports");
    fs::rename(report.join("2026-06-10-wang-min-zhou-lan.toml"), report.join("2026-06-10-王敏.toml")).expect("moved");
    let shown = Kehu::line("diff --exit-code").inside(root).run().clean();
    assert!(shown.contains("内容没有改动") && shown.lines().count() == 1, "{shown}");
    commit(root, "版式");
    let shown = Kehu::line("diff HEAD~1..HEAD --exit-code").inside(root).lang("en").run().clean();
    assert!(shown.contains("no change of content"), "{shown}");
}

#[test]
fn a_history_in_business_words() {
    let archive = telecom();
    let root = archive.path();
    let mut story = String::new();
    for (at, step) in STEPS.iter().enumerate() {
        step(root);
        commit(root, &format!("第 {} 步", at + 1));
        story.push_str(&format!("━━ {}\n{}", at + 1, told(root, "HEAD~1..HEAD", "zh-CN")));
    }
    insta::assert_snapshot!("history", story);
    let count = STEPS.len();
    insta::assert_snapshot!("history_all_en", told(root, &format!("HEAD~{count}"), "en"));
    let page = Kehu::line(&format!("diff HEAD~{count}..HEAD~12 --format markdown")).inside(root).run().clean();
    insta::assert_snapshot!("history_markdown", page.lines().skip(3).collect::<Vec<_>>().join("\n"));
}

/// Twenty commits, each of a kind of its own.
const STEPS: &[fn(&Path)] = &[
    |root| change(root, &format!("{CUSTOMER}/key-people.toml"), "status = \"neutral\"", "status = \"积极的\""),
    |root| change(root, &format!("{CUSTOMER}/key-people.toml"), "role = \"advisor\"", "role = [\"advisor\", \"supporter\"]"),
    |root| change(root, &format!("{CUSTOMER}/key-people.toml"), "title = \"计划建设部总经理\"", "title = \"副总经理\""),
    |root| {
        let person = "[[people]]\nid = \"shen-yue\"\nname = \"沈越\"\ntitle = \"网络部主管\"\nrole = \"user\"\nstatus = \"neutral\"\nours = \"sun-tao\"\nassessed_on = 2026-07-01\n\n[[people]]";
        change(root, &format!("{CUSTOMER}/key-people.toml"), "[[people]]", person);
    },
    |root| {
        change(
            root,
            &format!("{CUSTOMER}/key-people.toml"),
            "assessed_on = 2026-07-01\n",
            "assessed_on = 2026-07-01\nleft_on = 2026-07-20\n",
        )
    },
    |root| change(root, &format!("{CUSTOMER}/plans/2026.toml"), "times = 6", "times = 8"),
    |root| {
        let revision = "\n[[revisions]]\ndate = 2026-07-10\nreason = \"客户追加三期\"\napproved_by = \"wu-fang\"\n\n[plan]";
        change(root, &format!("{CUSTOMER}/plans/2026.toml"), "\n[plan]", revision);
        change(root, &format!("{CUSTOMER}/plans/2026.toml"), "times = 4", "times = 5");
    },
    |root| {
        let project = "\n[[revenue_plan.lines]]\nproject = \"云岭四期\"\ncontract = 200\nwin_rate = 50\nmargin = 20\n";
        append(root, &format!("{CUSTOMER}/plans/2026.toml"), project);
    },
    |root| change(root, &format!("{CUSTOMER}/plans/2026.toml"), "contract = 200\nwin_rate = 50", "contract = 200\nwin_rate = 80"),
    |root| change(root, &format!("{CUSTOMER}/plans/2026.toml"), "contract = 200\n", "contract = \"260万元\"\n"),
    |root| change(root, &format!("{CUSTOMER}/plans/2026.toml"), "next = 2026-07-15", "next = 2026-08-15"),
    |root| {
        let report = "date = 2026-07-08\nkind = \"meeting\"\nours = \"zhou-lan\"\npeople = [\"wang-min\"]\nsummary = \"谈三期的进度。\"\nreported_on = 2026-07-09\nreported_to = \"wu-fang\"\n";
        append(root, &format!("{CUSTOMER}/contact-reports/2026-07-08-王敏.toml"), report);
    },
    |root| change(root, &format!("{CUSTOMER}/customer.toml"), "tier = \"", "origin = \"招标\"\ntier = \""),
    |root| {
        let complaint = "received_at = 2026-07-02T09:00:00\ntype = \"complaint\"\ncontent = \"施工扰民\"\nfirst_handler = \"sun-tao\"\n";
        append(root, &format!("{CUSTOMER}/complaints/2026-07-02-a.toml"), complaint);
    },
    |root| append(root, &format!("{CUSTOMER}/complaints/2026-07-02-a.toml"), "closed_at = 2026-07-05T10:00:00\nresult = \"已道歉\"\n"),
    |root| append(root, "lending/2026-0007.toml", "\n# 已还\n"),
    |root| append(root, &format!("{CUSTOMER}/orders.csv"), "date,order,project,product,amount,cost\n2026-06-30,A-2,,割接,4,1\n"),
    |root| append(root, &format!("{CUSTOMER}/people/wang-min.toml"), "\nwechat = \"wm-001\"\n"),
    |root| {
        change(root, "staff.toml", "name = \"周岚\"\n", "name = \"周岚\"\naccount = \"zhoulan\"\n");
    },
    |root| {
        fs::rename(root.join("customers/starbridge"), root.join("customers/星桥")).expect("moved");
        fs::remove_dir_all(root.join("customers/jiangbei-catv")).expect("removed");
    },
];

#[test]
fn machines_get_values() {
    let archive = telecom();
    let root = archive.path();
    change(root, &format!("{CUSTOMER}/key-people.toml"), "status = \"neutral\"", "status = \"positive\"");
    let done = Kehu::line("diff --format json --exit-code").inside(root).run();
    assert_eq!((done.status, done.stderr.as_str()), (Some(1), ""));
    let page: Value = serde_json::from_str(&done.stdout).expect("JSON");
    let change = &page["changes"][0];
    assert_eq!((&page["version"], &page["to"], page["changes"].as_array().map(Vec::len)), (&Value::from(1), &Value::Null, Some(1)));
    assert_eq!(change["kind"], "status");
    assert_eq!((&change["before"], &change["after"]), (&Value::from("neutral"), &Value::from("positive")));
    assert_eq!((&change["customer"], &change["field"]), (&Value::from("yunling-mobile"), &Value::from("people.status")));
    assert!(page["totals"]["plans"].as_array().is_some_and(Vec::is_empty));
}

#[test]
fn new_documents_count_before_they_are_added() {
    let archive = telecom();
    let root = archive.path();
    append(root, "customers/新客户/customer.toml", "unit_name = \"新客户有限公司\"\ntier = \"key\"\n");
    let shown = told(root, "", "zh-CN");
    assert!(shown.contains("新增客户：新客户有限公司") && shown.contains("新客户有限公司（新客户）"), "{shown}");
}

#[test]
fn what_cannot_be_read_is_named() {
    let archive = telecom();
    let root = archive.path();
    append(root, &format!("{CUSTOMER}/key-people.toml"), "\n[[people\nname = = 1\n");
    let done = Kehu::line("diff").inside(root).run();
    assert_eq!(done.status, Some(1), "{}", done.stdout);
    assert!(done.stderr.contains("key-people.toml"), "{}", done.stderr);
}

#[test]
fn where_there_is_nothing_to_compare_with() {
    let bare = copy_of("examples/telecom");
    let said = Kehu::line("diff").inside(bare.path()).var("GIT_CEILING_DIRECTORIES", "/").run().refused();
    assert!(said.contains("不在 git 仓库里"), "{said}");
    git(bare.path(), &["init", "--quiet"]);
    let said = Kehu::line("diff").inside(bare.path()).run().refused();
    assert!(said.contains("还没有任何提交"), "{said}");
    let archive = telecom();
    commit(archive.path(), "空的");
    let said = Kehu::line("diff 没有..HEAD").inside(archive.path()).run().refused();
    assert!(said.contains("没有版本 `没有`"), "{said}");
    let place = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", archive.path().display());
    git(place.path(), &["clone", "--quiet", "--depth=1", &from, "浅"]);
    let said = Kehu::line("diff HEAD~1").inside(&place.path().join("浅")).run().refused();
    assert!(said.contains("浅克隆"), "{said}");
}

#[test]
fn an_archive_may_lie_within_a_repository() {
    let place = tempfile::tempdir().expect("a folder");
    let archive = copy_of("examples/telecom");
    let root = place.path().join("资料/档案");
    fs::create_dir_all(place.path().join("资料")).expect("made");
    fs::rename(archive.path(), &root).expect("moved");
    git(place.path(), &["init", "--quiet"]);
    commit(place.path(), "一");
    change(&root, &format!("{CUSTOMER}/plans/2026.toml"), "next = 2026-07-15", "next = 2026-08-15");
    append(place.path(), "customers/x/customer.toml", "unit_name = \"不在档案里\"\n");
    commit(place.path(), "二");
    let shown = told(&root, "HEAD~1..", "zh-CN");
    assert!(shown.contains("周岚 李国强") && shown.contains("2026-07-15 → 2026-08-15") && !shown.contains("不在档案里"), "{shown}");
}

/// A fault comes, another one goes.
fn turn(root: &Path) {
    change(root, &format!("{CUSTOMER}/plans/2026.toml"), "win_rate = 60", "win_rate = 0.6");
    change(root, "customers/starbridge/customer.toml", "region = \"华东大区\"", "region = \"southwest\"");
}

#[test]
fn findings_that_appear_and_disappear() {
    let archive = telecom();
    let root = archive.path();
    let none = told(root, "--findings", "zh-CN");
    assert_eq!(none, "\n审计发现（截至 2026-07-29）：新增 0 条，消除 0 条\n");
    turn(root);
    // The work tree and the commit say the same; without the flag nothing is judged.
    let before = told(root, "--findings --no-history", "zh-CN");
    assert!(!told(root, "", "zh-CN").contains("审计发现"));
    commit(root, "一增一减");
    let text = told(root, "HEAD~1..HEAD --findings", "zh-CN");
    assert_eq!(before, told(root, "HEAD~1..HEAD --findings --no-history", "zh-CN"));
    insta::assert_snapshot!("findings", text);
    insta::assert_snapshot!("findings_en", told(root, "HEAD~1..HEAD --findings", "en"));
    let page = Kehu::line("diff HEAD~1..HEAD --findings --format markdown").inside(root).run().clean();
    insta::assert_snapshot!("findings_markdown", page.split_once("### 审计").expect("the findings").1);
    let page: Value = serde_json::from_str(&Kehu::line("diff HEAD~1.. --findings --format json").inside(root).run().clean()).expect("JSON");
    let all: Value = serde_json::from_str(&Kehu::line("audit --format json").inside(root).run().stdout).expect("JSON");
    let appeared = page["findings"]["appeared"].as_array().expect("a list");
    assert!(!appeared.is_empty() && page["findings"]["as_of"] == "2026-07-29");
    for one in appeared {
        assert!(all["findings"].as_array().is_some_and(|all| all.contains(one)), "{one}");
    }
}

#[test]
fn findings_follow_a_customer_to_its_new_name() {
    let archive = telecom();
    let root = archive.path();
    fs::rename(root.join("customers/starbridge"), root.join("customers/星桥")).expect("moved");
    let text = told(root, "--findings", "zh-CN");
    assert!(text.contains("客户编号：starbridge → 星桥"), "{text}");
    let of_it = text.lines().filter(|line| line.trim_start().starts_with("消除") && line.contains("starbridge")).count();
    assert_eq!(of_it, 0, "{text}");
    // There was no archive yet.
    let empty = tempfile::tempdir().expect("a folder");
    git(empty.path(), &["init", "--quiet"]);
    commit(empty.path(), "空的");
    let copy = copy_of("examples/telecom");
    assert!(
        std::process::Command::new("cp")
            .args(["-r", "customers", "kehu.toml", "staff.toml"])
            .arg(empty.path())
            .current_dir(copy.path())
            .status()
            .expect("cp")
            .success()
    );
    let done = Kehu::line("diff --findings").inside(empty.path()).lang("zh-CN").run();
    assert!(done.stderr.contains("里没有档案") && done.stdout.contains("消除 0 条"), "{}{}", done.stdout, done.stderr);
}

#[test]
fn another_name_under_an_approval_is_no_approval() {
    let archive = telecom();
    let root = archive.path();
    let plan = format!("{CUSTOMER}/plans/2026.toml");
    change(root, &plan, "approved_by = \"wu-fang\"", "approved_by = \"he-xin\"");
    let text = told(root, "", "zh-CN");
    assert!(text.contains("→ 何欣") && !text.contains("已批准（") && !text.contains("没有写调整记录"), "{text}");
    commit(root, "换人");
    change(root, &plan, "approved_on = 2025-12-22", "approved_on = 2026-07-20");
    let text = told(root, "", "zh-CN");
    assert!(text.contains("已批准（2026-07-20，何欣）") && !text.contains("2025-12-22"), "{text}");
}

#[test]
fn keys_that_no_form_has_are_told_too() {
    let archive = telecom();
    let root = archive.path();
    let customer = format!("{CUSTOMER}/customer.toml");
    change(root, &customer, "unit_name = ", "x_note = [\"甲\", 2]\ntier_ = \"vip\"\nunit_name = ");
    let text = told(root, "", "zh-CN");
    assert!(text.contains("x_note：无 → 甲；2") && text.contains("tier_：无 → vip"), "{text}");
    commit(root, "本单位的键");
    // Another layout is no change.
    change(root, &customer, "x_note = [\"甲\", 2]\n", "x_note = [\n  '甲', # 注\n  2,\n]\n");
    change(root, &customer, "tier_ = \"vip\"\n", "tier_ = \"key\"\n");
    let text = told(root, "", "en");
    assert!(!text.contains("x_note") && text.contains("tier_: vip → key"), "{text}");
    // Of a form with personal data nobody said that it is harmless.
    let sheet = format!("{CUSTOMER}/people/li-guoqiang.toml");
    let before = fs::read_to_string(root.join(&sheet)).expect("a sheet");
    fs::write(root.join(&sheet), format!("x_secret = \"秘密\"\n{before}")).expect("written");
    let text = told(root, "", "zh-CN");
    assert!(text.contains("x_secret") && !text.contains("秘密"), "{text}");
}
