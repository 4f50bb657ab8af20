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

const PLAN: &str = "customers/starbridge/plans/2026.toml";

/// Commits of every kind of change, each on a day of its own.
fn eventful() -> TempDir {
    let archive = archive("2026-01-10");
    let root = archive.path();
    edit(root, PEOPLE, "status = \"neutral\"", "status = \"positive\"");
    edit(root, PEOPLE, "title = \"采购经理\"\nrole = \"blocker\"", "title = \"采购总监\"\nrole = [\"blocker\", \"user\"]");
    commit(root, "2026-02-01", "罗艳");
    edit(root, CUSTOMER, "account_manager = \"chen-li\"", "account_manager = \"zhou-lan\"");
    edit(root, CUSTOMER, "tier = \"key\"", "tier = \"vip\"");
    edit(root, CUSTOMER, "12900000301", "12900000999");
    commit(root, "2026-03-01", "交接");
    edit(root, PLAN, "win_rate = 70", "win_rate = 50");
    edit(root, PLAN, "contract = 320.00", "contract = 300");
    edit(root, PLAN, "progress = 80", "progress = 90");
    edit(root, PLAN, "next = 2026-07-22", "next = 2026-08-22");
    commit(root, "2026-04-01", "计划");
    let report = "date = 2026-05-06\nkind = \"visit\"\nours = [\"chen-li\"]\npeople = [\"feng-kai\"]\nsummary = \"谈了三季度的安排\"\nreported_on = 2026-05-06\nreported_to = [\"wu-fang\"]\n";
    fs::write(root.join("customers/starbridge/contact-reports/2026-05-06-feng-kai-chen-li.toml"), report).expect("written");
    commit(root, "2026-05-07", "拜访");
    // Somebody goes, the order changes.
    let text = fs::read_to_string(root.join(PEOPLE)).expect("it is there");
    let at = text.find("# 缺附表2").expect("the last of them");
    let end = text.find("# 附表4").expect("what follows");
    let first = text.find("[[people]]\nid = \"luo-yan\"").expect("the second");
    let reordered = format!("{}{}{}", &text[first..at], &text[..first], &text[end..]);
    fs::write(root.join(PEOPLE), reordered).expect("written");
    commit(root, "2026-06-01", "苏晴");
    // Comments, another order of keys, another kind of file: nothing was changed.
    edit(root, PLAN, "year = 2026\nauthor = \"chen-li\"", "author = \"chen-li\" # 编制\nyear   = 2026");
    let done =
        Kehu::line("fmt --to yaml --keys zh customers/starbridge/insight.toml customers/starbridge/customer.toml").inside(root).run();
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    commit(root, "2026-06-02", "整理");
    fs::write(root.join("customers/starbridge/people/feng-kai.toml"), "name = \"冯凯\"\nhobbies = \"围棋\"\n").expect("written");
    commit(root, "2026-06-03", "附表2");
    edit(root, "customers/yunling-mobile/key-people.toml", "\n", "\n# 别人的\n");
    commit(root, "2026-06-04", "云岭");
    archive
}

#[test]
fn a_history_tells_who_changed_what_newest_first() {
    let archive = eventful();
    let run = |line: &str| Kehu::line(line).inside(archive.path()).lang("zh").run().clean();
    let csv = run("history starbridge --format csv");
    // Hashes depend on the files of the example.
    let rows: Vec<String> = csv
        .lines()
        .map(|line| line.split(',').enumerate().filter(|(at, _)| *at != 2).map(|(_, word)| word).collect::<Vec<_>>().join(","))
        .collect();
    insta::assert_snapshot!("history_csv", rows.join("\n"));
    assert!(!csv.contains("12900000") && !csv.contains("围棋"), "restricted: {csv}");
    let table = run("history 星桥设备");
    assert!(table.contains("周岚") && table.contains("罗艳") && table.contains("中立") && table.contains("陈立"), "{table}");
    // One of its people, whom the archive no longer knows too.
    let of = |person: &str| run(&format!("history starbridge {person} --format csv"));
    assert!(of("冯凯").contains("谈了三季度的安排") && !of("冯凯").contains("luo-yan"), "{}", of("冯凯"));
    assert!(of("su-qing").lines().any(|line| line.starts_with("2026-06-01")), "{}", of("su-qing"));
    assert_eq!(run("history starbridge --limit 3 --format csv").lines().count(), 4);
    // What came later counts nowhere.
    assert!(!run("history starbridge --as-of 2026-02-15 --format csv").contains("2026-03-01"));
    let json: serde_json::Value = serde_json::from_str(&run("history starbridge --format json")).expect("JSON");
    assert_eq!(json["rows"][0]["date"], serde_json::json!("2026-06-03"));
    for format in ["markdown", "html", "jsonl"] {
        assert!(!run(&format!("history starbridge --format {format}")).is_empty());
    }
}

#[test]
fn a_history_in_a_part_of_a_repository_and_with_what_is_not_committed() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = copy_of("examples/telecom");
    let root = folder.path().join("客户 档案");
    fs::rename(copy.path(), &root).expect("moved");
    git_at(folder.path(), "2026-03-01", &["init", "--quiet"]);
    commit(folder.path(), "2026-03-01", "建档");
    edit(&root, CUSTOMER, "tier = \"key\"", "tier = \"vip\"");
    commit(folder.path(), "2026-03-02", "层级");
    fs::write(root.join(PEOPLE), "[[people]\n").expect("written");
    commit(folder.path(), "2026-03-03", "坏");
    git_at(folder.path(), "2026-03-04", &["checkout", "--quiet", "HEAD~1", "."]);
    commit(folder.path(), "2026-03-04", "好");
    edit(&root, CUSTOMER, "tier = \"vip\"", "tier = \"key\"");
    let done = Kehu::line("history starbridge --format csv").inside(&root).lang("zh").run();
    assert!(
        done.stdout.lines().nth(1).is_some_and(|line| line.starts_with("2026-03-02,周岚,") && line.ends_with(",starbridge,tier,key,vip")),
        "{}{}",
        done.stdout,
        done.stderr
    );
    assert!(done.stderr.contains("另有 1 个文件的改动没有提交"), "{}", done.stderr);
    // A version that cannot be read is named, and neither side of it takes part.
    assert_eq!(done.status, Some(0));
    let named = format!("{PEOPLE} 有的版本读不出来");
    assert!(done.stderr.contains(&named) && !done.stdout.contains("2026-03-04"), "{}{}", done.stdout, done.stderr);
}

#[test]
fn without_a_whole_history_there_is_none() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    let run = |folder: &Path, lang: &str| Kehu::line("history starbridge").inside(folder).lang(lang).run().refused();
    assert!(run(root, "zh").contains("不在 git 仓库里") && run(root, "en").contains("git init"));
    git_at(root, "2026-03-01", &["init", "--quiet"]);
    assert!(run(root, "zh").contains("还没有提交") && run(root, "en").contains("no commit yet"));
    commit(root, "2026-03-01", "建档");
    commit_empty(root);
    let folder = tempfile::tempdir().expect("a folder");
    git_at(folder.path(), "2026-03-06", &["clone", "--quiet", "--depth=1", &format!("file://{}", root.display()), "浅"]);
    assert!(run(&folder.path().join("浅"), "zh").contains("浅克隆") && run(&folder.path().join("浅"), "en").contains("--unshallow"));
    let bare = folder.path().join("空.git");
    git_at(folder.path(), "2026-03-06", &["init", "--quiet", "--bare", "空.git"]);
    fs::write(bare.join("kehu.toml"), "format = 1\n").expect("written");
    fs::create_dir_all(bare.join("customers/starbridge")).expect("made");
    assert!(run(&bare, "zh").contains("git"));
    assert!(Kehu::line("history nobody-is-called-so").inside(root).run().refused().contains("nobody-is-called-so"));
    assert!(Kehu::line("history starbridge --no-history").inside(root).run().refused().contains("--no-history"));
}

fn commit_empty(root: &Path) {
    git_at(root, "2026-03-02", &["commit", "--quiet", "--allow-empty", "-m", "空"]);
}

#[test]
fn a_customer_is_followed_to_its_earlier_ids() {
    let archive = archive("2026-03-05");
    let root = archive.path();
    edit(root, PEOPLE, "status = \"neutral\"", "status = \"positive\"");
    commit(root, "2026-04-01", "关系");
    assert_eq!(Kehu::line("rename starbridge 星桥 --yes").inside(root).run().status, Some(0));
    // A change beside the new name is told as one; what only moved is none.
    edit(root, "customers/星桥/customer.toml", "region = ", "needs = \"扩容\"\nregion = ");
    commit(root, "2026-05-01", "改名");
    assert_eq!(Kehu::line("rename 星桥 starbridge-2 --yes").inside(root).run().status, Some(0));
    commit(root, "2026-06-01", "再改名");
    let text = Kehu::line("history starbridge-2 --format csv").inside(root).run().clean();
    let rows: Vec<&str> = text.lines().skip(1).take_while(|line| !line.starts_with("2026-03-05")).collect();
    // Without author and commit.
    let told = |row: &&str| {
        row.splitn(4, ',').enumerate().filter(|(at, _)| ![1, 2].contains(at)).map(|(_, cell)| cell).collect::<Vec<_>>().join(" ")
    };
    let told: Vec<String> = rows.iter().map(told).collect();
    let expected = [
        "2026-06-01 starbridge-2,id,星桥,starbridge-2",
        "2026-05-01 starbridge-2,id,starbridge,星桥",
        "2026-05-01 starbridge-2,needs,,扩容",
        "2026-04-01 luo-yan,status,neutral,positive",
    ];
    assert_eq!(told, expected, "{text}");
    assert!(text.lines().any(|line| line.starts_with("2026-03-05")), "{text}");
}
