//! Git as evidence: what it tells of the time before, in findings, reports and lists; and what is said where it does not tell.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Done, Kehu, copy_of};

const PLAN: &str = "customers/starbridge/plans/2026.toml";

fn git_by(who: &str, root: &Path, day: &str, args: &[&str]) {
    let mut command = Command::new("git");
    let email = format!("user.email={who}@example.com");
    command.args(["-c", "user.name=周岚", "-c", &email, "-c", "commit.gpgsign=false"]).args(args);
    let time = format!("{day}T23:30:00+08:00");
    command.env("GIT_AUTHOR_DATE", &time).env("GIT_COMMITTER_DATE", &time).env("GIT_CONFIG_GLOBAL", "/dev/null");
    let output = command.current_dir(root).output().expect("git runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn git(root: &Path, day: &str, args: &[&str]) {
    git_by("zhou", root, day, args);
}

fn commit(root: &Path, day: &str, subject: &str) {
    git(root, day, &["add", "-A"]);
    git(root, day, &["commit", "--quiet", "--no-verify", "-m", subject]);
}

fn edit(root: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(path)).expect("it is there");
    assert!(text.contains(from), "{path} has no {from}");
    fs::write(root.join(path), text.replace(from, to)).expect("written");
}

/// The example, changed, all of it committed on a day.
fn archive(day: &str, change: impl FnOnce(&Path)) -> TempDir {
    let copy = copy_of("examples/telecom");
    change(copy.path());
    git(copy.path(), day, &["init", "--quiet", "--initial-branch=main"]);
    commit(copy.path(), day, "建档");
    copy
}

/// Takes the day of the last supplement out of a customer.
fn unstamp(root: &Path) {
    let path = root.join("customers/starbridge/customer.toml");
    let text = fs::read_to_string(&path).expect("it is there");
    let rest: Vec<&str> = text.lines().filter(|line| !line.starts_with("last_updated")).collect();
    fs::write(path, rest.join("\n") + "\n").expect("written");
}

fn run(root: &Path, line: &str) -> Done {
    Kehu::line(line).inside(root).lang("zh").run()
}

#[test]
fn what_history_told_of_the_base_is_not_new() {
    let archive = archive("2026-01-20", unstamp);
    let root = archive.path();
    edit(root, PLAN, "win_rate = 70", "win_rate = 50");
    commit(root, "2026-02-01", "改了获取率");
    git(root, "2026-02-02", &["switch", "--quiet", "-c", "改"]);
    fs::write(root.join("说明.md"), "说明\n").expect("written");
    commit(root, "2026-06-01", "说明");
    let all = run(root, "audit --rule PLN-04,CAD-04 --format concise");
    assert!(all.stdout.contains("starbridge/plans/2026.toml") && all.stdout.contains("PLN-04"), "{}{}", all.stdout, all.stderr);
    assert!(all.stdout.contains("git 中最近一次改动在 2026-02-01"), "{}", all.stdout);
    let gate = run(root, "audit --rule PLN-04,CAD-04 --format concise --new-since main --fail-on warning");
    assert_eq!(gate.status, Some(0), "{}{}", gate.stdout, gate.stderr);
    // Another approved plan is changed on the branch.
    edit(root, "customers/yunling-mobile/plans/2026.toml", "win_rate = 60", "win_rate = 40");
    commit(root, "2026-06-02", "也改了");
    let gate = run(root, "audit --rule PLN-04,CAD-04 --format concise --new-since main --fail-on warning");
    assert_eq!(gate.status, Some(1), "{}{}", gate.stdout, gate.stderr);
    let found: Vec<&str> = gate.stdout.lines().filter(|line| line.contains("customers/")).collect();
    assert!(!found.is_empty() && found.iter().all(|line| line.contains("yunling-mobile") && line.contains("PLN-04")), "{found:?}");
    // Without a history both sides are judged by their files alone.
    let gate = run(root, "audit --rule PLN-04,CAD-04 --format concise --new-since main --fail-on warning --no-history");
    assert_eq!(gate.status, Some(0), "{}{}", gate.stdout, gate.stderr);
}

#[test]
fn commits_are_records_of_who_wrote_them() {
    let archive = archive("2026-07-01", |root| {
        edit(root, "staff.toml", "id = \"zhou-lan\"\n", "id = \"zhou-lan\"\nemail = \"Zhou.Lan@example.com\"\n");
        let text = fs::read_to_string(root.join("kehu.toml")).expect("it is there");
        fs::write(root.join("kehu.toml"), text + "\n[rules]\n\"PIP-04\" = \"warning\"\n").expect("written");
        edit(root, "staff.toml", "id = \"chen-li\"\n", "id = \"chen-li\"\nemail = \"chen@example.com\"\n");
    });
    let root = archive.path();
    let silent = |more: &str| {
        let done = run(root, &format!("audit --rule PIP-04 --format concise {more}"));
        ["周岚", "陈立"].map(|name| done.stdout.contains(name))
    };
    assert_eq!(silent(""), [true, true]);
    fs::write(root.join("说明.md"), "说明\n").expect("written");
    git(root, "2026-07-20", &["add", "-A"]);
    git_by("zhou.lan", root, "2026-07-20", &["commit", "--quiet", "-m", "说明"]);
    assert_eq!(silent(""), [false, true]);
    assert_eq!(silent("--no-history"), [true, true]);
    // The day of judgement decides what was written by then.
    assert_eq!(silent("--as-of 2026-07-19")[1], silent("--as-of 2026-07-19 --no-history")[1]);
    let report = run(root, "report activity --format csv");
    let line = report.stdout.lines().find(|line| line.contains("zhou-lan")).expect("a line of hers");
    assert!(line.contains("2026-07-20"), "{line}");
}

#[test]
fn reports_and_lists_look_back_by_git() {
    let people = "customers/yunling-mobile/key-people.toml";
    let archive = archive("2026-01-10", |root| {
        let text = fs::read_to_string(root.join(people)).expect("it is there");
        let earlier = |line: &str| if line.starts_with("assessed_on") { "assessed_on = 2026-01-05".to_owned() } else { line.to_owned() };
        fs::write(root.join(people), text.lines().map(earlier).collect::<Vec<_>>().join("\n") + "\n").expect("written");
        unstamp(root);
    });
    let root = archive.path();
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom");
    fs::copy(original.join(people), root.join(people)).expect("copied");
    commit(root, "2026-06-24", "评估");
    let trend = |more: &str| {
        let report = run(root, &format!("report matrix --as-of 2026-07-08 {more}"));
        let line = report.stdout.lines().find(|line| line.starts_with("云岭移动")).expect("a line of the customer");
        line.split_whitespace().skip(5).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(trend("--no-history"), ["56.3", "····█"]);
    let by_git = trend("");
    assert!(by_git.len() == 3 && by_git[1].parse::<f64>().is_ok_and(|index| index > 0.0) && by_git[2].starts_with("···"), "{by_git:?}");
    let updated = |more: &str| run(root, &format!("list customers starbridge --columns customer,last_updated --format csv {more}")).stdout;
    assert_eq!(updated("").lines().last(), Some("starbridge,2026-01-10"));
    assert_eq!(updated("--no-history").lines().last(), Some("starbridge,"));
    let found = run(root, "list customers last_updated:2026-01 --columns customer --format csv").stdout;
    assert!(found.contains("starbridge") && !found.contains("yunling"), "{found}");
    let verified = |more: &str| run(root, &format!("report verification customer:starbridge --format csv {more}")).stdout;
    assert_ne!(verified(""), verified("--no-history"), "whether it changed since is known");
}

#[test]
fn one_line_says_what_git_could_not_tell() {
    let archive = archive("2026-01-20", unstamp);
    edit(archive.path(), PLAN, "win_rate = 70", "win_rate = 50");
    commit(archive.path(), "2026-02-01", "改了获取率");
    let folder = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", archive.path().display());
    git(folder.path(), "2026-03-06", &["clone", "--quiet", "--depth=1", &from, "浅"]);
    let shallow = folder.path().join("浅");
    let done = run(&shallow, "audit");
    assert!(!done.stdout.contains("没有调整记录"), "{}", done.stdout);
    let said: Vec<&str> = done.stderr.lines().filter(|line| line.contains("--no-history")).collect();
    assert_eq!(said.len(), 1, "{}", done.stderr);
    assert!(said[0].contains("浅克隆") && said[0].contains("CAD-04") && said[0].contains("PLN-04"), "{}", said[0]);
    assert!(!run(&shallow, "audit --no-history").stderr.contains("浅克隆"));
    // `check` asks nobody.
    assert!(!run(&shallow, "check").stderr.contains("浅克隆"));
    // Not yet committed changes are no obstacle: what is there now is the newest state.
    let root = archive.path();
    edit(root, "customers/yunling-mobile/plans/2026.toml", "win_rate = 60", "win_rate = 40");
    let done = run(root, "audit customer:yunling-mobile --rule PLN-04");
    assert!(!done.stderr.contains("--no-history"), "{}", done.stderr);
}
