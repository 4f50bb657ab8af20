use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::*;
use crate::archive::customer;
use crate::archive::load;
use crate::discover::Ignored;

const CUSTOMER: &str = "customers/云岭/customer.toml";
const PEOPLE: &str = "customers/云岭/key-people.toml";
const PLAN: &str = "customers/云岭/plans/2026.toml";

fn git(root: &Path, time: &str, args: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=周岚", "-c", "user.email=Zhou@example.com", "-c", "commit.gpgsign=false"]).args(args);
    command.env("GIT_AUTHOR_DATE", time).env("GIT_COMMITTER_DATE", time).env("GIT_CONFIG_GLOBAL", "/dev/null");
    let output = command.current_dir(root).output().expect("git runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(root: &Path, day: &str, message: &str) {
    let time = format!("{day}T23:30:00+08:00");
    git(root, &time, &["add", "-A"]);
    git(root, &time, &["commit", "--quiet", "-m", message]);
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

fn edit(root: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(path)).expect("it is there");
    assert!(text.contains(from), "{path} has no {from}");
    fs::write(root.join(path), text.replacen(from, to, 1)).expect("written");
}

/// An archive that was set up long ago.
fn archive() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(root, "kehu.toml", "[company]\nname = \"星桥\"\n");
    write(root, CUSTOMER, "unit_name = \"云岭移动\"\nlifecycle = \"prospective\"\n");
    write(root, PEOPLE, "[[people]]\nid = \"shen-nan\"\nname = \"沈楠\"\nstatus = \"neutral\"\n");
    write(root, "customers/江北/customer.toml", "unit_name = \"江北广电\"\n");
    git(root, "2025-01-10T12:00:00+08:00", &["init", "--quiet", "--initial-branch=main"]);
    commit(root, "2025-01-10", "建档");
    folder
}

fn past_on(root: &Path, id: &str, day: &str) -> Option<Box<Past>> {
    let mut world = load::base(root, Some(Lang::Zh), Lang::Zh).world;
    world.ask_git(Repo::of(root), day.parse().expect("a day"));
    let folder = customer::read(root, id, &Ignored::new(root), &world).folder;
    world.evidence.past(&world, &folder)
}

fn past(root: &Path) -> Past {
    *past_on(root, "云岭", "2026-07-28").expect("git tells")
}

/// Its steps as far as they are about the customer: day, what it is about, substance.
fn told(past: &Past) -> Vec<String> {
    past.steps.iter().map(|step| format!("{} {}{}", step.day, step.message, if step.substance { "" } else { " ·" })).collect()
}

fn days<R>(versions: &[Version<R>]) -> Vec<String> {
    versions.iter().map(|version| version.step.day.to_string()).collect()
}

use crate::archive::past::Version;

#[test]
fn steps_versions_and_reports() {
    let archive = archive();
    let root = archive.path();
    write(root, PLAN, "year = 2026\n[[contact_plan.lines]]\nperson = \"shen-nan\"\nnext = 2026-03-01\n");
    commit(root, "2026-01-05", "计划");
    edit(root, CUSTOMER, "lifecycle", "last_updated = 2026-02-01\nlifecycle");
    commit(root, "2026-02-01", "核定");
    // Another kind of file, comments, the order of keys: nothing was said.
    edit(root, PLAN, "year = 2026", "# 计划\nyear = 2026");
    fs::remove_file(root.join(CUSTOMER)).expect("removed");
    write(root, "customers/云岭/customer.yaml", "lifecycle: prospective\n单位名称: 云岭移动\nlast_updated: 2026-02-01\n");
    commit(root, "2026-03-01", "整理");
    edit(root, PLAN, "next = 2026-03-01", "next = 2026-05-01");
    commit(root, "2026-04-01", "客户改期");
    write(root, "customers/云岭/contact-reports/2026-05-01-沈楠.toml", "date = 2026-05-01\nkind = \"visit\"\n");
    edit(root, "customers/云岭/customer.yaml", "prospective", "contracted");
    commit(root, "2026-05-02", "拜访");
    edit(root, "customers/江北/customer.toml", "江北广电", "江北广播");
    commit(root, "2026-05-03", "别人");
    edit(root, PLAN, "next = 2026-05-01", "next = 2026-06-01");
    commit(root, "2026-08-01", "以后");
    let past = past(root);
    assert_eq!(past.since.map(|day| day.to_string()).as_deref(), Some("2025-07-01"));
    let expected = ["2026-01-05 计划", "2026-02-01 核定 ·", "2026-03-01 整理 ·", "2026-04-01 客户改期", "2026-05-02 拜访"];
    assert_eq!(told(&past), expected);
    assert_eq!((&*past.steps[0].email, &*past.steps[0].author, past.steps[0].commit.len()), ("zhou@example.com", "周岚", 12));
    assert_eq!(days(&past.profile), ["2025-01-10", "2026-02-01", "2026-05-02"]);
    assert!(past.key_people.is_empty());
    assert_eq!(days(&past.plans["2026"]), ["2026-01-05", "2026-04-01"]);
    let brought: Vec<(&str, usize)> = past.reports.iter().map(|(stem, at)| (stem.as_str(), *at)).collect();
    assert_eq!(brought, [("2026-05-01-沈楠", past.steps[4].at)]);
    // Somebody else's steps are not this customer's, and nothing is read for whom nothing happened to.
    let other = past_on(root, "江北", "2026-04-30").expect("git tells");
    assert!(other.steps.is_empty() && other.profile.is_empty() && other.since.is_some());
    // On an earlier day less had been done.
    assert_eq!(past_on(root, "云岭", "2026-02-28").expect("git tells").steps.len(), 2);
    assert!(past_on(root, "云岭", "2025-01-09").is_none(), "nothing was committed yet");
}

#[test]
fn a_history_that_is_known_from_its_beginning() {
    let archive = archive();
    let root = archive.path();
    edit(root, PEOPLE, "neutral", "positive");
    commit(root, "2025-03-01", "沈楠");
    let past = *past_on(root, "云岭", "2025-04-01").expect("git tells");
    assert_eq!(past.since, None);
    assert_eq!(told(&past), ["2025-03-01 沈楠"]);
    // What was there with the first commit is where the versions begin.
    assert_eq!(days(&past.key_people), ["2025-01-10", "2025-03-01"]);
    assert_eq!(past.key_people[0].step.at, 0);
}

#[test]
fn a_merge_is_one_step_with_the_words_of_what_it_brought() {
    let archive = archive();
    let root = archive.path();
    write(root, PLAN, "year = 2026\n[[contact_plan.lines]]\nnext = 2026-03-01\n");
    commit(root, "2026-01-05", "计划");
    git(root, "2026-01-06T12:00:00+08:00", &["switch", "--quiet", "-c", "改"]);
    edit(root, PLAN, "2026-03-01", "2026-05-01");
    commit(root, "2026-02-01", "客户改期");
    git(root, "2026-02-01T12:00:00+08:00", &["switch", "--quiet", "main"]);
    edit(root, PEOPLE, "neutral", "positive");
    commit(root, "2026-02-10", "沈楠");
    git(root, "2026-02-20T12:00:00+08:00", &["merge", "--quiet", "--no-ff", "-m", "合并", "改"]);
    let past = past(root);
    assert_eq!(told(&past), ["2026-01-05 计划", "2026-02-10 沈楠", "2026-02-20 合并\n客户改期"]);
    assert_eq!(days(&past.plans["2026"]), ["2026-01-05", "2026-02-20"]);
}

#[test]
fn what_is_gone_cannot_be_read_or_is_packed() {
    let archive = archive();
    let root = archive.path();
    let report = "date = 2026-01-04\nkind = \"visit\"\n";
    write(root, "customers/云岭/contact-reports/2026-01-04.toml", report);
    write(root, PLAN, "year = 2026\n");
    commit(root, "2026-01-05", "一");
    edit(root, PLAN, "2026", "2026\n[[[");
    commit(root, "2026-01-06", "坏");
    edit(root, PLAN, "\n[[[", "\nauthor = \"zhou-lan\"");
    // Packed together with a new one.
    fs::remove_file(root.join("customers/云岭/contact-reports/2026-01-04.toml")).expect("removed");
    let packed = format!("[[records]]\nid = \"2026-01-04\"\n{report}[[records]]\nid = \"2026-01-07\"\n{}", report.replace("04", "07"));
    write(root, "customers/云岭/contact-reports/2026.toml", &packed);
    commit(root, "2026-01-07", "二");
    let before = past(root);
    assert_eq!(days(&before.plans["2026"]), ["2026-01-05", "2026-01-07"], "the broken one is left out");
    assert_eq!(before.reports.values().copied().collect::<Vec<_>>(), [before.steps[0].at, before.steps[2].at]);
    fs::remove_file(root.join(PLAN)).expect("removed");
    commit(root, "2026-01-08", "删");
    let after = past(root);
    assert!(after.plans.is_empty());
    assert_eq!(after.steps.len(), 4);
}

#[test]
fn the_window_begins_four_quarters_before_that_of_the_day() {
    let from = |day: &str| window(day.parse().expect("a day")).to_string();
    assert_eq!(from("2026-07-28"), "2025-07-01");
    assert_eq!(from("2026-01-01"), "2025-01-01");
    assert_eq!(from("2026-12-31"), "2025-10-01");
}

#[test]
fn elsewhere_git_is_no_evidence() {
    let archive = archive();
    let root = archive.path();
    let inner = tempfile::tempdir_in(root).expect("a folder");
    write(inner.path(), CUSTOMER, "unit_name = \"云岭移动\"\n");
    let mut world = World::default();
    world.ask_git(Repo::of(inner.path()), "2026-07-28".parse().expect("a day"));
    assert!(world.evidence.past(&world, &CustomerFolder::default()).is_none());
    assert!(world.unknown_to_git(Lang::Zh).is_some_and(|text| text.contains("一部分") && text.contains("PLN-04")));
    let nowhere = tempfile::tempdir().expect("a folder");
    world.ask_git(Repo::of(nowhere.path()), "2026-07-28".parse().expect("a day"));
    assert!(world.evidence.past(&world, &CustomerFolder::default()).is_none() && world.unknown_to_git(Lang::Zh).is_none());
    assert!(World::default().evidence.past(&world, &CustomerFolder::default()).is_none());
}
