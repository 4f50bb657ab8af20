//! Commands that change fields anywhere and many documents at once, as a person meets them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Done, Kehu, copy_of};

const YUNLING: &str = "customers/yunling-mobile";
const JIANGBEI: &str = "customers/jiangbei-catv";

fn kehu(root: &Path, words: &[&str]) -> Done {
    Kehu::new(words.iter().copied()).inside(root).lang("zh-CN").var("KEHU_ME", "wu-fang").run()
}

/// A line as it is typed, without quotes.
fn line(root: &Path, line: &str) -> Done {
    kehu(root, &line.split_whitespace().collect::<Vec<_>>())
}

/// Runs a line that must write, and gives its words.
fn does(root: &Path, text: &str) -> String {
    let Done { status, stdout, stderr } = line(root, text);
    assert_eq!(status, Some(0), "{text}\n{stdout}{stderr}");
    stderr
}

fn text(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file of the archive with its bytes, without kehu's own folder.
fn all(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("readable").filter_map(Result::ok) {
            let path = entry.path();
            if entry.file_name() == ".kehu" {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
                out.insert(name, fs::read(&path).expect("readable"));
            }
        }
    }
    out
}

/// What a line changed: removed lines with `-`, new ones with `+`, under the path.
fn changes(root: &Path, text: &str) -> String {
    let before = all(root);
    does(root, text);
    diff(&before, &all(root))
}

fn diff(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> String {
    let mut out = String::new();
    let paths: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for path in paths {
        let lines = |files: &BTreeMap<String, Vec<u8>>| {
            let bytes = files.get(path).cloned().unwrap_or_default();
            String::from_utf8(bytes).expect("UTF-8").lines().map(str::to_owned).collect::<Vec<_>>()
        };
        let (old, new) = (lines(before), lines(after));
        if old == new && before.contains_key(path) == after.contains_key(path) {
            continue;
        }
        out.push_str(&format!("{path}\n"));
        for change in similar::TextDiff::from_slices(
            &old.iter().map(String::as_str).collect::<Vec<_>>(),
            &new.iter().map(String::as_str).collect::<Vec<_>>(),
        )
        .iter_all_changes()
        {
            match change.tag() {
                similar::ChangeTag::Equal => {}
                similar::ChangeTag::Delete => out.push_str(&format!("-{}\n", change.value())),
                similar::ChangeTag::Insert => out.push_str(&format!("+{}\n", change.value())),
            }
        }
    }
    out
}

fn telecom() -> TempDir {
    copy_of("examples/telecom")
}

#[test]
fn set_changes_a_row_and_keeps_every_other_byte() {
    let archive = telecom();
    let root = archive.path();
    let said = does(root, "set yunling-mobile/王敏 status=积极的 evidence=两次技术交流");
    assert!(said.contains("云岭移动 王敏：关系状况 中立的 → 积极的，依据 无 → 两次技术交流"), "{said}");
    let again = does(root, "set yunling-mobile/wang-min status=positive");
    assert!(again.contains("没有要改的"), "{again}");
    let changed = changes(root, "set yunling-mobile sites.2.location=春城市 tier=key short_name=");
    insta::assert_snapshot!(changed, @r#"
    customers/yunling-mobile/customer.toml
    -short_name = "云岭移动"
    -tier = "vip"                                   # VIP客户
    +tier = "key"                                   # VIP客户
    -location = "云岭省春城市新港区通达街12号"
    +location = "春城市"
    "#);
    let yaml = changes(root, "set jiangbei-catv/tian-ye 关系状况=积极的");
    insta::assert_snapshot!(yaml, @"");
}

#[test]
fn set_finds_records_actions_projects_and_settings() {
    let archive = telecom();
    let root = archive.path();
    insta::assert_snapshot!(changes(root, "set yunling-mobile/project/传输管线改造工程 win_rate=60%"), @r#"
    customers/yunling-mobile/plans/2026.toml
    -win_rate = 50
    +win_rate = 60
    "#);
    insta::assert_snapshot!(changes(root, "set yunling-mobile/action/采购中心资质核验专题沟通 progress=60"), @r#"
    customers/yunling-mobile/plans/2026.toml
    -progress = 40
    +progress = 60
    "#);
    insta::assert_snapshot!(changes(root, "set staff/周岚 phone=12900000999"), @r#"
    staff.toml
    +phone = "12900000999"
    "#);
    insta::assert_snapshot!(changes(root, "set kehu params.CAD-01.due_day=8"), @r#"
    kehu.toml
    +[params]
    +CAD-01.due_day = 8
    +
    "#);
    insta::assert_snapshot!(changes(root, "set customers/yunling-mobile/complaints/2026-05-15-site-cleanup.toml satisfied=是"), @r#"
    customers/yunling-mobile/complaints/2026-05-15-site-cleanup.toml
    +satisfied = true
    "#);
}

#[test]
fn adjusting_an_approved_plan_says_what_comes_next_and_progress_does_not() {
    let archive = telecom();
    let root = archive.path();
    let said = does(root, "set yunling-mobile/project/传输管线改造工程 win_rate=55");
    assert!(said.contains("kehu plan revise yunling-mobile --year 2026"), "{said}");
    let said = does(root, "set yunling-mobile/action/采购中心资质核验专题沟通 progress=70");
    assert!(!said.contains("plan revise"), "{said}");
}

#[test]
fn derived_values_that_are_stated_follow() {
    let archive = telecom();
    let root = archive.path();
    does(root, "set yunling-mobile/project/传输管线改造工程 expected=400 profit=40");
    does(root, "set yunling-mobile/plan/2026 revenue_plan.total.expected=1255");
    let changed = changes(root, "set yunling-mobile/project/传输管线改造工程 win_rate=60");
    insta::assert_snapshot!(changed, @r#"
    customers/yunling-mobile/plans/2026.toml
    -win_rate = 50
    -expected = 400
    +win_rate = 60
    +expected = 480
    -profit = 40
    +profit = 48
    -expected = 1255
    +expected = 1335
    "#);
    let refused = line(root, "set yunling-mobile/project/传输管线改造工程 expected=500");
    assert_eq!(refused.status, Some(1), "{}", refused.stderr);
}

#[test]
fn names_that_others_use_are_changed_with_it() {
    let archive = telecom();
    let root = archive.path();
    does(root, "set yunling-mobile/li-guoqiang/sheet name=李国强");
    does(root, "set yunling-mobile/action/高层互访(高振宇—李国强) counterpart=李国强 project=传输管线改造工程");
    insta::assert_snapshot!(changes(root, "set yunling-mobile/li-guoqiang name=李国彊"), @r#"
    customers/yunling-mobile/key-people.toml
    -name = "李国强"
    +name = "李国彊"
    customers/yunling-mobile/people/li-guoqiang.toml
    -name = "李国强"
    +name = "李国彊"
    "#);
    insta::assert_snapshot!(changes(root, "set yunling-mobile/project/传输管线改造工程 project=管线改造"), @r#"
    customers/yunling-mobile/plans/2026.toml
    -project = "传输管线改造工程"
    +project = "管线改造"
    -project = "传输管线改造工程"
    +project = "管线改造"
    "#);
}

#[test]
fn set_refuses_what_is_wrong() {
    let archive = telecom();
    let root = archive.path();
    let before = all(root);
    for (text, status, says) in [
        ("set yunling-mobile teir=vip", 2, "tier"),
        ("set yunling-mobile tier=vvip", 2, "VIP客户"),
        ("set yunling-mobile tier=", 1, "客户层级"),
        ("set yunling-mobile/li-guoqaing status=positive", 2, "李国强(li-guoqiang)"),
        ("set yunling-mobile/project/传输管线 win_rate=60", 2, "传输管线改造工程"),
        ("set yunling-mobile/plan/2031 author=周岚", 2, "kehu plan new"),
        ("set yunling-mobile/li-guoqiang id=li", 2, "kehu rename yunling-mobile li-guoqiang li"),
        ("set yunling tier=vip", 2, "yunling-mobile"),
        ("set lending/2026-9999 purpose=x", 2, "lending/2026-9999"),
        ("set yunling-mobile tier", 2, "名=值"),
        ("add yunling-mobile tier vip", 2, "kehu set yunling-mobile tier="),
        ("add yunling-mobile documents number=1", 1, "名称"),
    ] {
        let Done { status: found, stderr, .. } = line(root, text);
        assert_eq!(found, Some(status), "{text}\n{stderr}");
        assert!(stderr.contains(says), "{text}\n{stderr}");
        assert_eq!(all(root), before, "{text}");
    }
    let shown = line(root, "set yunling-mobile tier=key --dry-run");
    assert!(shown.stdout.contains("+tier = \"key\""), "{}", shown.stdout);
    assert_eq!(all(root), before);
}

#[test]
fn add_puts_one_more_into_a_list() {
    let archive = telecom();
    let root = archive.path();
    insta::assert_snapshot!(changes(root, "add yunling-mobile competitors name=西岭通信 strengths=价格低，班组多"), @r#"
    customers/yunling-mobile/customer.toml
    +[[competitors]]
    +name = "西岭通信"
    +strengths = "价格低，班组多"
    +
    "#);
    insta::assert_snapshot!(changes(root, "add 云岭移动 key_account 全国客户"), @r#"
    customers/yunling-mobile/customer.toml
    +key_account = ["national"]
    "#);
    insta::assert_snapshot!(changes(root, "add yunling-mobile team staff=陈立 duty=方案"), @r#"
    customers/yunling-mobile/customer.toml
    +  { staff = "chen-li", duty = "方案" },
    "#);
    insta::assert_snapshot!(changes(root, "add kehu regions id=northeast name=东北大区"), @r#"
    kehu.toml
    +
    +[[regions]]
    +id = "northeast"
    +name = "东北大区"
    "#);
    insta::assert_snapshot!(changes(root, "add jiangbei-catv 竞争对手 名称=西岭通信"), @r#"
    customers/jiangbei-catv/customer.yaml
    +competitors:
    +  - name: 西岭通信
    "#);
    let again = does(root, "add 云岭移动 key_account national");
    assert!(again.contains("已经有了"), "{again}");
}
