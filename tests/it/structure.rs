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
    insta::assert_snapshot!(yaml, @r#"
    customers/jiangbei-catv/key-people.yaml
    -    status: negative              # 消极的
    +    status: positive              # 消极的
    "#);
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

/// Paths that went or came, and how many others changed.
fn moved(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> String {
    let mut out = String::new();
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        out.push_str(&format!("- {path}\n"));
    }
    for path in after.keys().filter(|path| !before.contains_key(*path)) {
        out.push_str(&format!("+ {path}\n"));
    }
    out
}

#[test]
fn a_customer_is_renamed_with_all_that_refers_to_it() {
    let archive = telecom();
    let root = archive.path();
    does(root, "set jiangbei-catv parent=yunling-mobile");
    does(root, "set starbridge parent=云岭移动");
    let ignore = "rule=F6-06 customer=yunling-mobile path=customers/yunling-mobile/plans/* reason=x until=2026-12-31";
    does(root, &format!("add kehu ignore {ignore}"));
    let before = all(root);
    let audit = line(root, "audit --format csv").stdout;
    assert_eq!(line(root, "rename yunling-mobile yunling").status, Some(2), "it needs a confirmation");
    let shown = line(root, "rename yunling-mobile yunling --dry-run");
    assert_eq!((shown.status, all(root) == before), (Some(0), true), "{}", shown.stderr);
    does(root, "rename 云岭移动 yunling --yes");
    let after = all(root);
    assert!(!root.join(YUNLING).exists(), "the old folder is gone");
    insta::assert_snapshot!(moved(&before, &after), @r#"
    - customers/yunling-mobile/complaints/2026-05-15-site-cleanup.toml
    - customers/yunling-mobile/contact-reports/2026-03-18-li-guoqiang-ma-chao.toml
    - customers/yunling-mobile/contact-reports/2026-05-15-li-guoqiang-zheng-keqin.toml
    - customers/yunling-mobile/contact-reports/2026-05-28-duan-yunfei-sun-tao.toml
    - customers/yunling-mobile/contact-reports/2026-06-10-wang-min-zhou-lan.toml
    - customers/yunling-mobile/contact-reports/2026-06-16-qian-xuemei-zhou-lan.toml
    - customers/yunling-mobile/contact-reports/2026-06-18-zhao-zhiyuan-sun-tao.toml
    - customers/yunling-mobile/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml
    - customers/yunling-mobile/customer.toml
    - customers/yunling-mobile/insight.toml
    - customers/yunling-mobile/key-people.toml
    - customers/yunling-mobile/people/duan-yunfei.toml
    - customers/yunling-mobile/people/he-jun.toml
    - customers/yunling-mobile/people/li-guoqiang.toml
    - customers/yunling-mobile/people/qian-xuemei.toml
    - customers/yunling-mobile/people/wang-min.toml
    - customers/yunling-mobile/people/zhao-zhiyuan.toml
    - customers/yunling-mobile/plans/2026.toml
    - customers/yunling-mobile/surveys/2026-02-06-satisfaction.toml
    + customers/yunling/complaints/2026-05-15-site-cleanup.toml
    + customers/yunling/contact-reports/2026-03-18-li-guoqiang-ma-chao.toml
    + customers/yunling/contact-reports/2026-05-15-li-guoqiang-zheng-keqin.toml
    + customers/yunling/contact-reports/2026-05-28-duan-yunfei-sun-tao.toml
    + customers/yunling/contact-reports/2026-06-10-wang-min-zhou-lan.toml
    + customers/yunling/contact-reports/2026-06-16-qian-xuemei-zhou-lan.toml
    + customers/yunling/contact-reports/2026-06-18-zhao-zhiyuan-sun-tao.toml
    + customers/yunling/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml
    + customers/yunling/customer.toml
    + customers/yunling/insight.toml
    + customers/yunling/key-people.toml
    + customers/yunling/people/duan-yunfei.toml
    + customers/yunling/people/he-jun.toml
    + customers/yunling/people/li-guoqiang.toml
    + customers/yunling/people/qian-xuemei.toml
    + customers/yunling/people/wang-min.toml
    + customers/yunling/people/zhao-zhiyuan.toml
    + customers/yunling/plans/2026.toml
    + customers/yunling/surveys/2026-02-06-satisfaction.toml
    "#);
    let others: BTreeMap<_, _> = after.iter().filter(|(path, _)| before.contains_key(*path)).map(|(k, v)| (k.clone(), v.clone())).collect();
    let same: BTreeMap<_, _> = before.iter().filter(|(path, _)| after.contains_key(*path)).map(|(k, v)| (k.clone(), v.clone())).collect();
    insta::assert_snapshot!(diff(&same, &others), @r#"
    customers/jiangbei-catv/customer.yaml
    -parent: yunling-mobile
    +parent: yunling
    customers/starbridge/customer.toml
    -parent = "yunling-mobile"
    +parent = "yunling"
    kehu.toml
    -customer = "yunling-mobile"
    -path = "customers/yunling-mobile/plans/*"
    +customer = "yunling"
    +path = "customers/yunling/plans/*"
    lending/2026-0007.toml
    -customer = "yunling-mobile"
    +customer = "yunling"
    market/2026-07-zhou-lan.toml
    -customers = ["yunling-mobile", "jiangbei-catv"]
    +customers = ["yunling", "jiangbei-catv"]
    "#);
    let mended = line(root, "audit --format csv")
        .stdout
        .replace("customers/yunling/", "customers/yunling-mobile/")
        .replace(",yunling,", ",yunling-mobile,");
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&mended), sorted(&audit));
    does(root, "rename yunling yunling-mobile --yes");
    assert_eq!(all(root), before, "and back again, to the byte");
}

#[test]
fn a_person_and_a_staff_member_are_renamed() {
    let archive = telecom();
    let root = archive.path();
    let before = all(root);
    insta::assert_snapshot!(changes(root, "rename jiangbei-catv 田野 tian-ye-2"), @r#"
    customers/jiangbei-catv/contact-reports/2026-06-11-xu-zhihong-zhou-lan.yaml
    -people: [xu-zhihong, tian-ye]
    +people: [xu-zhihong, tian-ye-2]
    customers/jiangbei-catv/customer.yaml
    -      - { person: tian-ye, office: "0992-5550403" }
    +      - { person: tian-ye-2, office: "0992-5550403" }
    customers/jiangbei-catv/key-people.yaml
    -  - id: tian-ye
    +  - id: tian-ye-2
    customers/jiangbei-catv/people/tian-ye-2.yaml
    +# 附表2 个人情况资料(限阅)
    +name: 田野
    +title: 招标办主管
    +source_level: 2
    +recorded_on: 2026-05-20
    +lawful_basis: 公开招标公告
    customers/jiangbei-catv/people/tian-ye.yaml
    -# 附表2 个人情况资料(限阅)
    -name: 田野
    -title: 招标办主管
    -source_level: 2
    -recorded_on: 2026-05-20
    -lawful_basis: 公开招标公告
    customers/jiangbei-catv/plans/2026.yaml
    -      person: tian-ye
    +      person: tian-ye-2
    "#);
    does(root, "rename jiangbei-catv/tian-ye-2 tian-ye");
    assert_eq!(all(root), before);
    does(root, "rename yunling-mobile li-guoqiang lgq --files");
    insta::assert_snapshot!(moved(&before, &all(root)), @r#"
    - customers/yunling-mobile/contact-reports/2026-03-18-li-guoqiang-ma-chao.toml
    - customers/yunling-mobile/contact-reports/2026-05-15-li-guoqiang-zheng-keqin.toml
    - customers/yunling-mobile/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml
    - customers/yunling-mobile/people/li-guoqiang.toml
    + customers/yunling-mobile/contact-reports/2026-03-18-lgq-ma-chao.toml
    + customers/yunling-mobile/contact-reports/2026-05-15-lgq-zheng-keqin.toml
    + customers/yunling-mobile/contact-reports/2026-06-24-lgq-zhou-lan.toml
    + customers/yunling-mobile/people/lgq.toml
    "#);
    does(root, "rename yunling-mobile lgq li-guoqiang --files");
    assert_eq!(all(root), before);
    does(root, "rename staff/周岚 zl --yes");
    assert!(line(root, "check").status == Some(0) && !text(root, &format!("{YUNLING}/plans/2026.toml")).contains("zhou-lan"));
    assert!(text(root, &format!("{JIANGBEI}/customer.yaml")).contains("account_manager: zl"));
    does(root, "rename staff/zl zhou-lan --yes");
    assert_eq!(all(root), before);
    for (text, says) in [
        ("rename yunling-mobile starbridge --yes", "编号 starbridge 已经有了"),
        ("rename yunling-mobile a/b --yes", "不能作编号"),
        ("rename yunling-mobile li-guoqiang wang-min", "编号 wang-min 已经有了"),
        ("rename yunling-mobile nobody x", "没有关键人物"),
    ] {
        assert!(line(root, text).refused().contains(says), "{text}");
    }
}

#[test]
fn a_customer_is_handed_over() {
    let archive = telecom();
    let root = archive.path();
    let before = all(root);
    assert_eq!(line(root, "handover am:zhou-lan --from 周岚 --to 陈立").status, Some(2));
    let words = "handover yunling-mobile --from 周岚 --to 陈立 --date 2026-08-01 --reason 换岗 --yes";
    let said = does(root, words);
    insta::assert_snapshot!(said, @r#"
    云岭移动：周岚 交接给 陈立：客户经理、联系安排 4 条、行动 1 项
      修改 customers/yunling-mobile/customer.toml
      修改 customers/yunling-mobile/plans/2026.toml
    接下来：
      2026 年的计划已批准，这是调整：kehu plan revise yunling-mobile --year 2026 --reason 原因
      F6-08 陈立与李国强全年计划联系 6 次，到 2026-07-29 应有 3.4 次，实际 0 次，进度 0%，低于 75%
        请补上联系并写接触情况报告；计划变了的，按第十六条调整联系次数
      F6-08 陈立与王敏全年计划联系 4 次，到 2026-07-29 应有 2.3 次，实际 0 次，进度 0%，低于 75%
        请补上联系并写接触情况报告；计划变了的，按第十六条调整联系次数
      F6-08 陈立与钱雪梅全年计划联系 2 次，到 2026-07-29 应有 1.1 次，实际 0 次，进度 0%，低于 75%
        请补上联系并写接触情况报告；计划变了的，按第十六条调整联系次数
      F6-08 陈立与何俊全年计划联系 2 次，到 2026-07-29 应有 1.1 次，实际 0 次，进度 0%，低于 75%
        请补上联系并写接触情况报告；计划变了的，按第十六条调整联系次数
    "#);
    insta::assert_snapshot!(diff(&before, &all(root)), @r#"
    customers/yunling-mobile/customer.toml
    -account_manager = "zhou-lan"
    +account_manager = "chen-li"
    +to = 2026-07-31
    +[[assignments]]
    +staff = "chen-li"
    +from = 2026-08-01
    +assigned_by = "wu-fang"
    +reason = "换岗"
    +
    customers/yunling-mobile/plans/2026.toml
    -ours = "zhou-lan"
    +ours = "chen-li"
    -ours = "zhou-lan"
    +ours = "chen-li"
    -ours = "zhou-lan"
    +ours = "chen-li"
    -ours = "zhou-lan"
    +ours = "chen-li"
    -owner = "zhou-lan"
    +owner = "chen-li"
    "#);
    assert!(does(root, words).contains("没有可交接的"));
    let said = does(root, "handover am:zhou-lan --from 周岚 --to 陈立 --date 2026-08-01 --yes");
    assert!(said.contains("江北广电：周岚 交接给 陈立：客户经理"), "{said}");
    assert_eq!(line(root, "handover x:y --from 周岚 --to 陈立 --yes").status, Some(2));
}

#[test]
fn who_left_leaves_next_steps_that_work() {
    let archive = telecom();
    let root = archive.path();
    let before = all(root);
    let said = does(root, "contact-left yunling-mobile 段云飞 --date 2026-07-20");
    insta::assert_snapshot!(said, @r#"
    云岭移动 段云飞：2026-07-20 离职
      修改 customers/yunling-mobile/key-people.toml
    接下来：
      2026 年联系安排 sun-tao—段云飞（下次 2026-07-28）：换人用 `kehu set yunling-mobile/plan/2026 contact_plan.lines.6.person=接任者`，删去用 `contact_plan.lines.6=`
    "#);
    insta::assert_snapshot!(diff(&before, &all(root)), @r#"
    customers/yunling-mobile/key-people.toml
    +left_on = 2026-07-20
    "#);
    does(root, "set yunling-mobile/plan/2026 contact_plan.lines.6=");
    assert!(!text(root, &format!("{YUNLING}/plans/2026.toml")).contains("duan-yunfei"));
    let before = all(root);
    let said = does(root, "staff-left 孙涛 --date 2026-07-31");
    insta::assert_snapshot!(said, @r#"
    孙涛：2026-07-31 离岗
      修改 staff.toml
    接下来：
      手上还有联系安排 2 条、行动 2 项：`kehu handover --from sun-tao --to 接手人 --date 2026-08-01`
      云岭移动的赵志远由其联系：引见接手人之后 `kehu set yunling-mobile/zhao-zhiyuan ours=接手人`
      云岭移动的何俊由其联系：引见接手人之后 `kehu set yunling-mobile/he-jun ours=接手人`
    "#);
    insta::assert_snapshot!(diff(&before, &all(root)), @r#"
    staff.toml
    +active_to = 2026-07-31
    "#);
    does(root, "handover --from sun-tao --to 陈立 --date 2026-08-01 --yes");
    assert_eq!(line(root, "contact-left yunling-mobile 谁").status, Some(2));
}
