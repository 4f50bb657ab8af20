//! Commands that change fields anywhere and many documents at once, as a person meets them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::changes::{all, diff};
use crate::support::{Done, Kehu, copy_of};
use crate::twins::convert::{Keys, twin};

const YUNLING: &str = "customers/yunling-mobile";
const JIANGBEI: &str = "customers/jiangbei-catv";

fn kehu(root: &Path, words: &[&str]) -> Done {
    Kehu::new(words.iter().copied()).inside(root).lang("zh-CN").var("KEHU_ME", "wu-fang").run()
}

/// A line as it is typed, without quotes.
pub(crate) fn line(root: &Path, line: &str) -> Done {
    kehu(root, &line.split_whitespace().collect::<Vec<_>>())
}

/// Runs a line that must write, and gives its words.
pub(crate) fn does(root: &Path, text: &str) -> String {
    let Done { status, stdout, stderr } = line(root, text);
    assert_eq!(status, Some(0), "{text}\n{stdout}{stderr}");
    stderr
}

fn text(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a line changed: removed lines with `-`, new ones with `+`, under the path.
pub(crate) fn changes(root: &Path, text: &str) -> String {
    let before = all(root);
    does(root, text);
    diff(&before, &all(root))
}

pub(crate) fn telecom() -> TempDir {
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
      2026 年的计划已批准，这是调整：kehu plan revise yunling-mobile --year 2026 --reason 原因 --approved-by 批准人
      F6-08 陈立与李国强全年计划联系 6 次，到 2026-07-29 应有 3.4 次，实际 0 次，进度 0%，低于 75%
        kehu log yunling-mobile li-guoqiang --kind KIND --summary TEXT
      F6-08 陈立与王敏全年计划联系 4 次，到 2026-07-29 应有 2.3 次，实际 0 次，进度 0%，低于 75%
        kehu log yunling-mobile wang-min --kind KIND --summary TEXT
      F6-08 陈立与钱雪梅全年计划联系 2 次，到 2026-07-29 应有 1.1 次，实际 0 次，进度 0%，低于 75%
        kehu log yunling-mobile qian-xuemei --kind KIND --summary TEXT
      F6-08 陈立与何俊全年计划联系 2 次，到 2026-07-29 应有 1.1 次，实际 0 次，进度 0%，低于 75%
        kehu log yunling-mobile he-jun --kind KIND --summary TEXT
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

#[test]
fn a_person_is_erased_and_reports_stay() {
    let archive = telecom();
    let root = archive.path();
    does(root, "set yunling-mobile/wang-min reports_to=李国强");
    does(root, "set yunling-mobile/he-jun influences=li-guoqiang,wang-min");
    does(root, "set yunling-mobile/action/编制春城片区工期保证书 counterpart=li-guoqiang");
    let before = all(root);
    let unsure = line(root, "erase yunling-mobile 李国强");
    assert!(unsure.status == Some(2) && all(root) == before, "{}", unsure.stderr);
    let said = does(root, "erase yunling-mobile 李国强 --yes");
    insta::assert_snapshot!(said, @r#"
    附表3 的一行、附表2、联系方式和别处的 9 处引用都会删除
    1 份接触报告只有此人：报告保留，不再写客户方联系人，并在 kehu.toml 记为例外
    云岭移动：删除一名关键人物的个人信息
      删除 customers/yunling-mobile/contact-reports/2026-03-18-li-guoqiang-ma-chao.toml
      新建 customers/yunling-mobile/contact-reports/2026-03-18-ma-chao.toml
      删除 customers/yunling-mobile/contact-reports/2026-05-15-li-guoqiang-zheng-keqin.toml
      新建 customers/yunling-mobile/contact-reports/2026-05-15-zheng-keqin.toml
      删除 customers/yunling-mobile/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml
      新建 customers/yunling-mobile/contact-reports/2026-06-24-zhou-lan.toml
      修改 customers/yunling-mobile/customer.toml
      修改 customers/yunling-mobile/key-people.toml
      删除 customers/yunling-mobile/people/li-guoqiang.toml
      修改 customers/yunling-mobile/plans/2026.toml
      修改 kehu.toml
    接下来：
      文字里还有「李国强」或 li-guoqiang，共 1 行，请自己改：customers/yunling-mobile/plans/2026.toml:85
      git 历史里仍留有这些信息：先备份，再用 `git filter-repo --path customers/yunling-mobile/people/li-guoqiang.toml --invert-paths` 和 `git filter-repo --replace-text` 清除，然后各处重新克隆
      F4-01 5 位关键人物中没有「角色作用」为「决策者」的人
        请查明谁作出或批准决定、控制资金，登记为决策者：role = "decision_maker"
    "#);
    let after = all(root);
    insta::assert_snapshot!(diff(&before, &after), @r#"
    customers/yunling-mobile/contact-reports/2026-03-18-li-guoqiang-ma-chao.toml
    -date = 2026-03-18
    -kind = "meeting"
    -purpose = "visit"                              # 拜访
    -ours = ["ma-chao", "zhou-lan"]
    -people = ["li-guoqiang", "wang-min"]
    -summary = "大区经理半年拜访:通报一季度完工情况"
    -follow_up = "无"
    -reported_on = 2026-03-19
    -reported_to = ["zhou-lan", "wu-fang"]
    customers/yunling-mobile/contact-reports/2026-03-18-ma-chao.toml
    +date = 2026-03-18
    +kind = "meeting"
    +purpose = "visit"                              # 拜访
    +ours = ["ma-chao", "zhou-lan"]
    +people = ["wang-min"]
    +summary = "大区经理半年拜访:通报一季度完工情况"
    +follow_up = "无"
    +reported_on = 2026-03-19
    +reported_to = ["zhou-lan", "wu-fang"]
    customers/yunling-mobile/contact-reports/2026-05-15-li-guoqiang-zheng-keqin.toml
    -date = 2026-05-15
    -kind = "onsite"
    -purpose = "callback"                           # 回访
    -ours = ["zheng-keqin", "zhou-lan"]
    -people = ["li-guoqiang"]
    -summary = "董事长回访:征求对公司服务的意见"
    -follow_up = "意见转工程部,6 月底前回复客户"
    -reported_on = 2026-05-18
    -reported_to = ["zhou-lan", "wu-fang"]
    customers/yunling-mobile/contact-reports/2026-05-15-zheng-keqin.toml
    +date = 2026-05-15
    +kind = "onsite"
    +purpose = "callback"                           # 回访
    +ours = ["zheng-keqin", "zhou-lan"]
    +summary = "董事长回访:征求对公司服务的意见"
    +follow_up = "意见转工程部,6 月底前回复客户"
    +reported_on = 2026-05-18
    +reported_to = ["zhou-lan", "wu-fang"]
    customers/yunling-mobile/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml
    -date = 2026-06-24
    -kind = "onsite"                                # 现场走访
    -ours = ["zhou-lan", "gao-zhenyu"]
    -people = ["li-guoqiang", "he-jun"]
    -summary = "汇报 5G 三期施工准备;李总要求 8 月 20 日前完成 40% 站点"
    -follow_up = "7 月 15 日前提交分片区工期保证书"
    -next_date = 2026-07-15
    -reported_on = 2026-06-25
    -reported_to = ["zhou-lan", "wu-fang"]
    customers/yunling-mobile/contact-reports/2026-06-24-zhou-lan.toml
    +date = 2026-06-24
    +kind = "onsite"                                # 现场走访
    +ours = ["zhou-lan", "gao-zhenyu"]
    +people = ["he-jun"]
    +summary = "汇报 5G 三期施工准备;李总要求 8 月 20 日前完成 40% 站点"
    +follow_up = "7 月 15 日前提交分片区工期保证书"
    +next_date = 2026-07-15
    +reported_on = 2026-06-25
    +reported_to = ["zhou-lan", "wu-fang"]
    customers/yunling-mobile/customer.toml
    -  { person = "li-guoqiang", mobile = "12900000101", office = "0990-5550101" },
    customers/yunling-mobile/key-people.toml
    -[[people]]
    -id = "li-guoqiang"
    -name = "李国强"
    -title = "副总经理(分管建设)"
    -role = "decision_maker"                        # 决策者
    -status = "positive"                            # 积极的
    -ours = ["zhou-lan", "gao-zhenyu"]
    -assessed_on = 2026-06-24
    -reports_to = "li-guoqiang"
    -influences = ["li-guoqiang", "wang-min"]
    +influences = ["wang-min"]
    customers/yunling-mobile/people/li-guoqiang.toml
    -# 附表2 个人情况资料(限阅)
    -name = "李国强"
    -title = "副总经理(分管建设)"
    -hobbies = "羽毛球、摄影"
    -birthplace = "云岭省江城市"
    -birth_date = 1970-05-18
    -journals = "《通信世界》《电信工程技术与标准化》"
    -native_place = "云岭江城"
    -education = "硕士"
    -family = "已婚"
    -school = "南岭邮电学院"
    -associations = "云岭省通信学会常务理事"
    -other = "重视工期与安全生产"
    -career = "1992–2008 省邮电设计院;2008–2016 云岭移动网络部;2016 至今 副总经理"
    -source_level = 3
    -recorded_on = 2026-06-12
    -lawful_basis = "业务往来中本人提供"
    customers/yunling-mobile/plans/2026.toml
    -person = "li-guoqiang"
    -times = 6
    -next = 2026-07-15
    -
    -[[contact_plan.lines]]
    -ours = "zhou-lan"
    -ours = "gao-zhenyu"
    -person = "li-guoqiang"
    -times = 2
    -next = 2026-09-16
    -
    -[[contact_plan.lines]]
    -counterpart = "li-guoqiang"
    kehu.toml
    +[[ignore]]
    +rule = "F6-12"
    +path = "customers/yunling-mobile/contact-reports/2026-05-15-zheng-keqin.toml"
    +reason = "2026-07-29 按要求删除了个人信息"
    +
    "#);
    assert_eq!(line(root, "check").status, Some(0));
    assert_eq!(line(root, "undo").status, Some(2), "it cannot be taken back");
    let kept: Vec<_> =
        walkdir::WalkDir::new(root.join(".kehu")).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()).collect();
    for entry in kept {
        let text = String::from_utf8_lossy(&fs::read(entry.path()).expect("readable")).into_owned();
        assert!(!text.contains("李国强") && !text.contains("li-guoqiang"), "{}", entry.path().display());
    }
}

#[test]
fn the_last_write_is_taken_back() {
    let archive = telecom();
    let root = archive.path();
    let first = all(root);
    does(root, "set yunling-mobile tier=key");
    let second = all(root);
    does(root, "rename yunling-mobile yunling --yes");
    let shown = line(root, "undo --dry-run");
    assert!(
        shown.stdout.contains("customers/yunling/customer.toml") && shown.stderr.contains("编号 yunling-mobile → yunling"),
        "{}",
        shown.stderr
    );
    does(root, "undo");
    assert_eq!(all(root), second);
    let said = does(root, "undo");
    assert!(said.contains("撤销：云岭移动：客户层级 VIP客户 → 重点客户"), "{said}");
    assert_eq!(all(root), first);
    assert!(line(root, "undo").refused().contains("没有可撤销的写入"));
    does(root, "set yunling-mobile tier=key");
    fs::write(root.join(YUNLING).join("customer.toml"), "unit_name = \"x\"\n").expect("written");
    assert_eq!(line(root, "undo").status, Some(2), "somebody changed it since");
}

#[test]
fn two_people_become_one() {
    let archive = telecom();
    let root = archive.path();
    let path = root.join(YUNLING).join("contact-reports/2026-06-10-wang-min-zhou-lan.toml");
    let report = text(root, &format!("{YUNLING}/contact-reports/2026-06-10-wang-min-zhou-lan.toml"));
    fs::write(&path, report.replace("people = [\"wang-min\"", "people = [\"wang-min\", \"he-jun\"")).expect("written");
    does(root, "set yunling-mobile/he-jun reports_to=wang-min");
    let before = all(root);
    let shown = line(root, "merge yunling-mobile/何俊 王敏 --dry-run");
    assert!(shown.status == Some(0) && all(root) == before, "{}", shown.stderr);
    assert_eq!(line(root, "merge yunling-mobile/何俊 王敏").status, Some(2));
    let said = does(root, "merge yunling-mobile/何俊 王敏 --yes");
    insta::assert_snapshot!(said, @r#"
    两处写法不同的 8 项：
      王敏 关键人物名称：保留「王敏」，舍去「何俊」
      王敏 职务：保留「计划建设部总经理」，舍去「计划建设部项目主管」
      王敏 角色作用：保留「顾问人员」，舍去「支持者」
      王敏 关系状况：保留「中立的」，舍去「积极的」
      王敏 评估日期：保留「2026-06-10」，舍去「2026-06-24」
      王敏 附表2 工作经历：保留「2001 起在云岭移动计划部」，舍去「2014 起负责无线网建设项目」
      重要联系人 手机：保留「12900000102」，舍去「12900000105」
      重要联系人 办公室电话：保留「0990-5550102」，舍去「0990-5550105」
    云岭移动：何俊（he-jun）并入 王敏（wang-min）
      修改 customers/yunling-mobile/contact-reports/2026-06-10-wang-min-zhou-lan.toml
      修改 customers/yunling-mobile/contact-reports/2026-06-18-zhao-zhiyuan-sun-tao.toml
      修改 customers/yunling-mobile/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml
      修改 customers/yunling-mobile/customer.toml
      修改 customers/yunling-mobile/key-people.toml
      删除 customers/yunling-mobile/people/he-jun.toml
      修改 customers/yunling-mobile/people/wang-min.toml
      修改 customers/yunling-mobile/plans/2026.toml
    接下来：
      F4-02 5 位关键人物中没有「角色作用」为「支持者」的人
        kehu set yunling-mobile/key-people concerns.ROLE=TEXT
    "#);
    insta::assert_snapshot!(diff(&before, &all(root)), @r#"
    customers/yunling-mobile/contact-reports/2026-06-10-wang-min-zhou-lan.toml
    -people = ["wang-min", "he-jun"]
    +people = ["wang-min"]
    customers/yunling-mobile/contact-reports/2026-06-18-zhao-zhiyuan-sun-tao.toml
    -people = ["zhao-zhiyuan", "he-jun"]
    +people = ["zhao-zhiyuan", "wang-min"]
    customers/yunling-mobile/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml
    -people = ["li-guoqiang", "he-jun"]
    +people = ["li-guoqiang", "wang-min"]
    customers/yunling-mobile/customer.toml
    -  { person = "he-jun", mobile = "12900000105", office = "0990-5550105" },
    customers/yunling-mobile/key-people.toml
    -ours = ["zhou-lan"]
    +ours = ["zhou-lan", "sun-tao"]
    -
    -[[people]]
    -id = "he-jun"
    -name = "何俊"
    -title = "计划建设部项目主管"
    -role = "supporter"                             # 支持者
    -status = "positive"
    -ours = ["zhou-lan", "sun-tao"]
    -assessed_on = 2026-06-24
    -reports_to = "wang-min"
    customers/yunling-mobile/people/he-jun.toml
    -# 附表2 个人情况资料(限阅)
    -name = "何俊"
    -title = "计划建设部项目主管"
    -hobbies = "篮球"
    -education = "本科"
    -career = "2014 起负责无线网建设项目"
    -source_level = 4
    -recorded_on = 2026-06-24
    -lawful_basis = "业务往来中本人提供"
    customers/yunling-mobile/people/wang-min.toml
    +hobbies = "篮球"
    customers/yunling-mobile/plans/2026.toml
    -times = 4
    +times = 6
    -
    -[[contact_plan.lines]]
    -ours = "zhou-lan"
    -person = "he-jun"
    -times = 2
    -next = 2026-07-14
    -person = "he-jun"
    +person = "wang-min"
    "#);
    assert_eq!(line(root, "check").status, Some(0));
    does(root, "undo");
    assert_eq!(all(root), before);
    assert_eq!(line(root, "merge yunling-mobile/王敏 王敏 --yes").status, Some(2));
    assert_eq!(line(root, "merge yunling-mobile/王敏 starbridge/冯凯 --yes").status, Some(2));
}

#[test]
fn two_customers_become_one() {
    let archive = telecom();
    let root = archive.path();
    does(root, "set yunling-mobile parent=starbridge");
    fs::write(root.join("customers/starbridge/notes.txt"), "x\n").expect("written");
    fs::write(root.join("customers/starbridge/orders.csv"), "date,order,project,product,amount,cost\n2026-01-02,a,,,1,\n")
        .expect("written");
    fs::write(root.join(YUNLING).join("orders.csv"), "date,order,project,product,amount,cost\n2026-01-01,b,,,1,\n").expect("written");
    let before = all(root);
    let said = does(root, "merge 星桥设备 云岭移动 --yes");
    insta::assert_snapshot!(said, @r#"
    两处写法不同的 33 项：
      附表1 客户基本状况表 单位名称：保留「云岭移动通信有限公司」，舍去「星桥通信设备股份有限公司」
      附表1 客户基本状况表 简称：保留「云岭移动」，舍去「星桥设备」
      附表1 客户基本状况表 客户类别：保留「运营商」，舍去「设备商」
      附表1 客户基本状况表 客户经理：保留「周岚」，舍去「陈立」
      附表1 客户基本状况表 大区：保留「西南大区」，舍去「华东大区」
      附表1 客户基本状况表 客户阶段：保留「已开发客户」，舍去「签约客户」
      附表1 客户基本状况表 客户层级：保留「VIP客户」，舍去「重点客户」
      附表1 客户基本状况表 ABC类：保留「A类」，舍去「B类」
      附表1 客户基本状况表 关系层次：保留「被优先考虑的供应商」，舍去「卖主关系」
      附表1 客户基本状况表 信用状况：保留「优秀」，舍去「良好」
      附表1 客户基本状况表 信用评定日期：保留「2026-06-22」，舍去「2026-03-05」
      附表1 客户基本状况表 年交易额：保留「1860.00」，舍去「46.50」
      附表1 客户基本状况表 建档日期：保留「2024-03-11」，舍去「2025-02-18」
      附表1 客户基本状况表 最近增补日期：保留「2026-06-22」，舍去「2026-03-05」
      附表1 客户基本状况表 机构名称：保留「云岭移动省公司」，舍去「星桥设备总部」
      附表1 客户基本状况表 所处地点：保留「云岭省春城市滨江路88号」，舍去「东湾市高新区星桥路1号」
      附表1 客户基本状况表 日期：保留「2026-06-30」，舍去「2026-03-30」
      附表3 关键人物关系图、附表4 角色作用表 决策者：保留「工期能否保证 5G 三期 9 月底开通;投资不…」，舍去「服务商交付满意度影响其部门 KPI」
      附表3 关键人物关系图、附表4 角色作用表 使用者：保留「割接质量、故障率、代维衔接」，舍去「进场及时、文档齐套」
      附表3 关键人物关系图、附表4 角色作用表 阻拦者：保留「资质、报价合规、合同条款风险」，舍去「框架价下浮」
      客户计划 编制人：保留「周岚」，舍去「陈立」
      客户计划 批准日期：保留「2025-12-22」，舍去「2026-01-15」
      客户计划 归档日期：保留「2025-12-26」，舍去「2026-01-20」
      客户计划 计划摘要：保留「总目标:由优先供应商走向伙伴关系;2026 年…」，舍去「总目标:进入短名单,预期收入 300 万元。」
      客户计划 客户概况：保留「关键人物六人;最新动向为采购权上收;优势网络规…」，舍去「关键人物四人;最新动向为外包商收敛。」
      客户计划 竞争概况：保留「主要对手:虹桥工程、中岭通建;对手价格低、属地…」，舍去「主要对手三家本地劳务公司,价格低、资质弱。」
      客户计划 情况评估：保留「2019 年开始合作,处于成长期;积极 3、中…」，舍去「2025 年起合作;积极 2、中立 1、尚未建…」
      客户计划 客户计划：保留「1) 春城片区份额≥60%;2) 采购中心由消…」，舍去「1) 进入短名单;2) 与技术顾问苏晴建立关系。」
      客户计划 目的描述：保留「系统建立双方关键人物之间一一对应的关系,化解采…」，舍去「进入云岭交付短名单」
      客户计划 呈交对象：保留「周岚」，舍去「陈立」
      客户计划 目的描述：保留「确保 5G 三期春城片区份额不低于 60%,建…」，舍去「进入云岭交付短名单」
      客户计划 目的描述：保留「2026 年预期收入不低于 1200 万元」，舍去「2026 年预期收入 300 万元」
      客户计划 收入目标：保留「1200」，舍去「300」
    星桥设备（starbridge）并入 云岭移动（yunling-mobile）
      删除 customers/starbridge/contact-reports/2026-03-05-feng-kai-chen-li.toml
      删除 customers/starbridge/customer.toml
      删除 customers/starbridge/insight.toml
      删除 customers/starbridge/key-people.toml
      删除 customers/starbridge/notes.txt
      删除 customers/starbridge/orders.csv
      删除 customers/starbridge/people/deng-chao.toml
      删除 customers/starbridge/people/feng-kai.toml
      删除 customers/starbridge/people/luo-yan.toml
      删除 customers/starbridge/plans/2026.toml
      新建 customers/yunling-mobile/contact-reports/2026-03-05-feng-kai-chen-li.toml
      修改 customers/yunling-mobile/customer.toml
      修改 customers/yunling-mobile/insight.toml
      修改 customers/yunling-mobile/key-people.toml
      新建 customers/yunling-mobile/notes.txt
      修改 customers/yunling-mobile/orders.csv
      新建 customers/yunling-mobile/people/deng-chao.toml
      新建 customers/yunling-mobile/people/feng-kai.toml
      新建 customers/yunling-mobile/people/luo-yan.toml
      修改 customers/yunling-mobile/plans/2026.toml
      删除 suggestions/2026-Q2-starbridge.toml
      新建 suggestions/2026-Q2-yunling-mobile.toml
    "#);
    let after = all(root);
    insta::assert_snapshot!(moved(&before, &after), @r#"
    - customers/starbridge/contact-reports/2026-03-05-feng-kai-chen-li.toml
    - customers/starbridge/customer.toml
    - customers/starbridge/insight.toml
    - customers/starbridge/key-people.toml
    - customers/starbridge/notes.txt
    - customers/starbridge/orders.csv
    - customers/starbridge/people/deng-chao.toml
    - customers/starbridge/people/feng-kai.toml
    - customers/starbridge/people/luo-yan.toml
    - customers/starbridge/plans/2026.toml
    - suggestions/2026-Q2-starbridge.toml
    + customers/yunling-mobile/contact-reports/2026-03-05-feng-kai-chen-li.toml
    + customers/yunling-mobile/notes.txt
    + customers/yunling-mobile/people/deng-chao.toml
    + customers/yunling-mobile/people/feng-kai.toml
    + customers/yunling-mobile/people/luo-yan.toml
    + suggestions/2026-Q2-yunling-mobile.toml
    "#);
    let here: BTreeMap<_, _> = before.iter().filter(|(path, _)| after.contains_key(*path)).map(|(k, v)| (k.clone(), v.clone())).collect();
    let now: BTreeMap<_, _> = after.iter().filter(|(path, _)| before.contains_key(*path)).map(|(k, v)| (k.clone(), v.clone())).collect();
    insta::assert_snapshot!(diff(&here, &now), @r#"
    customers/yunling-mobile/customer.toml
    -parent = "starbridge"
    +[[assignments]]
    +staff = "chen-li"
    +from = 2025-02-18
    +to = 2026-07-29
    +assigned_by = "wu-fang"
    +
    +  { person = "feng-kai", mobile = "12900000301", office = "0991-5550301" },
    +  { person = "luo-yan", office = "0991-5550302" },
    +[[sites]]
    +kind = "branch"
    +name = "星桥设备云岭办事处"
    +location = "云岭省春城市创新大厦 9 层"
    +contacts = [
    +  { person = "deng-chao", mobile = "12900000303" },
    +  { person = "su-qing" },
    +]
    +
    +[[verified]]
    +date = 2026-03-27
    +by = "chen-li"
    +checked_by = "wu-fang"
    +
    customers/yunling-mobile/insight.toml
    +
    +[[topics]]
    +topic = "industry_and_market"
    +information = "设备商服务外包单价连续两年下调"
    +implication = "必须提高人效,选择性投标"
    +updated_on = 2026-03-05
    +
    +[[topics]]
    +topic = "plans"
    +information = "计划把云岭交付外包收敛到 2 家"
    +implication = "必须进入短名单"
    +updated_on = 2026-03-05
    +
    +[[topics]]
    +topic = "organization"
    +information = "框架由总部采购定价,办事处派单"
    +implication = ""
    +updated_on = 2026-03-05
    +
    +[[topics]]
    +topic = "investment"
    +information = ""
    +implication = ""
    +updated_on = 2026-03-05
    customers/yunling-mobile/key-people.toml
    +[[people]]
    +id = "feng-kai"
    +name = "冯凯"
    +title = "工程服务部总监"
    +role = "decision_maker"
    +status = "positive"
    +ours = ["chen-li"]
    +assessed_on = 2026-03-05
    +
    +[[people]]
    +id = "luo-yan"
    +name = "罗艳"
    +title = "采购经理"
    +role = "blocker"
    +status = "neutral"
    +ours = ["chen-li"]
    +assessed_on = 2026-02-11
    +
    +[[people]]
    +id = "deng-chao"
    +name = "邓超"
    +title = "云岭交付经理"
    +role = "user"
    +status = "positive"
    +ours = ["chen-li"]
    +assessed_on = 2026-03-05
    +
    +[[people]]
    +id = "su-qing"
    +name = "苏晴"
    +title = "技术顾问"
    +role = "advisor"
    +status = "none"
    +ours = []
    +assessed_on = 2026-02-11
    +
    customers/yunling-mobile/orders.csv
    +2026-01-02,a,,,1,
    customers/yunling-mobile/plans/2026.toml
    +[[contact_plan.lines]]
    +ours = "chen-li"
    +person = "feng-kai"
    +times = 6
    +next = 2026-06-20
    +
    +[[contact_plan.lines]]
    +ours = "chen-li"
    +person = "luo-yan"
    +times = 4
    +next = 2026-07-22
    +
    +[[contact_plan.lines]]
    +ours = "chen-li"
    +person = "deng-chao"
    +times = 12
    +next = 2026-07-13
    +
    +[[action_plan.actions]]
    +what = "提交班组能力说明"
    +owner = "chen-li"
    +start = 2026-03-06
    +end = 2026-03-20
    +status = "in_progress"
    +progress = 80
    +note = "逾期"
    +
    +[[action_plan.actions]]
    +what = "拜访总部采购"
    +owner = "chen-li"
    +start = 2026-07-01
    +end = 2026-08-31
    +status = "not_started"
    +progress = 0
    +
    +
    +[[revenue_plan.lines]]
    +project = "云岭无线督导与安装服务"
    +contract = 320.00
    +win_rate = 70
    +margin = 9
    +
    +[[revenue_plan.lines]]
    +project = "传输设备割接服务"
    +contract = 180.50
    +win_rate = 45
    +margin = 7.5
    "#);
    assert!(!root.join("customers/starbridge").exists());
    assert_eq!(line(root, "check").status, Some(0), "{}", line(root, "check").stdout);
    does(root, "undo");
    assert_eq!(all(root), before);
    // From YAML with comments into TOML.
    does(root, "merge 江北广电 云岭移动 --yes");
    assert_eq!(line(root, "check").status, Some(0), "{}", line(root, "check").stdout);
}

#[test]
fn registers_of_earlier_years_are_packed() {
    let archive = telecom();
    let root = archive.path();
    let audit = line(root, "audit --format csv").stdout.lines().count();
    // Packed records have an id of their own; the rest of the list is the same.
    let list = || line(root, "list contact-reports --columns customer,date,kind,ours,people,summary --format csv").stdout;
    let rows = list();
    let before = all(root);
    let said = does(root, "pack --before 2027 --yes");
    insta::assert_snapshot!(said, @r#"
    2027 年以前的登记文件 14 份并为 8 份
      删除 customers/jiangbei-catv/contact-reports/2026-06-11-xu-zhihong-zhou-lan.yaml
      新建 customers/jiangbei-catv/contact-reports/2026.yaml
      删除 customers/starbridge/contact-reports/2026-03-05-feng-kai-chen-li.toml
      新建 customers/starbridge/contact-reports/2026.toml
      删除 customers/yunling-mobile/complaints/2026-05-15-site-cleanup.toml
      新建 customers/yunling-mobile/complaints/2026.toml
      删除 customers/yunling-mobile/contact-reports/2026-03-18-li-guoqiang-ma-chao.toml
      删除 customers/yunling-mobile/contact-reports/2026-05-15-li-guoqiang-zheng-keqin.toml
      删除 customers/yunling-mobile/contact-reports/2026-05-28-duan-yunfei-sun-tao.toml
      删除 customers/yunling-mobile/contact-reports/2026-06-10-wang-min-zhou-lan.toml
      删除 customers/yunling-mobile/contact-reports/2026-06-16-qian-xuemei-zhou-lan.toml
      删除 customers/yunling-mobile/contact-reports/2026-06-18-zhao-zhiyuan-sun-tao.toml
      删除 customers/yunling-mobile/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml
      新建 customers/yunling-mobile/contact-reports/2026.toml
      删除 customers/yunling-mobile/surveys/2026-02-06-satisfaction.toml
      新建 customers/yunling-mobile/surveys/2026.toml
      删除 lending/2026-0007.toml
      新建 lending/2026.toml
      删除 market/2026-07-zhou-lan.toml
      新建 market/2026.toml
      删除 suggestions/2026-Q2-starbridge.toml
      新建 suggestions/2026.toml
    "#);
    let after = all(root);
    insta::assert_snapshot!(moved(&before, &after), @r#"
    - customers/jiangbei-catv/contact-reports/2026-06-11-xu-zhihong-zhou-lan.yaml
    - customers/starbridge/contact-reports/2026-03-05-feng-kai-chen-li.toml
    - customers/yunling-mobile/complaints/2026-05-15-site-cleanup.toml
    - customers/yunling-mobile/contact-reports/2026-03-18-li-guoqiang-ma-chao.toml
    - customers/yunling-mobile/contact-reports/2026-05-15-li-guoqiang-zheng-keqin.toml
    - customers/yunling-mobile/contact-reports/2026-05-28-duan-yunfei-sun-tao.toml
    - customers/yunling-mobile/contact-reports/2026-06-10-wang-min-zhou-lan.toml
    - customers/yunling-mobile/contact-reports/2026-06-16-qian-xuemei-zhou-lan.toml
    - customers/yunling-mobile/contact-reports/2026-06-18-zhao-zhiyuan-sun-tao.toml
    - customers/yunling-mobile/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml
    - customers/yunling-mobile/surveys/2026-02-06-satisfaction.toml
    - lending/2026-0007.toml
    - market/2026-07-zhou-lan.toml
    - suggestions/2026-Q2-starbridge.toml
    + customers/jiangbei-catv/contact-reports/2026.yaml
    + customers/starbridge/contact-reports/2026.toml
    + customers/yunling-mobile/complaints/2026.toml
    + customers/yunling-mobile/contact-reports/2026.toml
    + customers/yunling-mobile/surveys/2026.toml
    + lending/2026.toml
    + market/2026.toml
    + suggestions/2026.toml
    "#);
    insta::assert_snapshot!(text(root, &format!("{YUNLING}/complaints/2026.toml")), @r#"
    # 客户投诉
    [[records]]
    id = "2026-05-15-site-cleanup"
    received_at = 2026-05-15T10:20:00
    type = "complaint"
    content = "春城 3 个站点垃圾未清运"
    first_handler = "zhou-lan"                     # 首问负责
    forwarded_to = "工程部"
    plan = "工程部当日清运,清运后请客户确认"
    promised_by = 2026-05-15T14:00:00
    closed_at = 2026-05-15T13:40:00
    result = "当日清运完毕,客户确认"

    [[records.tracking]]
    date = 2026-05-15
    note = "工程部当日清运完毕,客户确认"
    "#);
    let comments = |files: &BTreeMap<String, Vec<u8>>| {
        let text: Vec<String> = files.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
        let mut all: Vec<String> =
            text.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once("# ").map(|(_, rest)| rest.to_owned())).collect();
        all.sort();
        all
    };
    assert_eq!(comments(&after), comments(&before), "no comment is lost");
    assert_eq!(list(), rows);
    assert_eq!(line(root, "audit --format csv").stdout.lines().count(), audit);
    let changed = changes(root, "set yunling-mobile/complaints/2026-05-15-site-cleanup satisfied=否");
    insta::assert_snapshot!(changed, @r#"
    customers/yunling-mobile/complaints/2026.toml
    +satisfied = false
    "#);
    does(root, "rename yunling-mobile li-guoqiang lgq --files");
    assert_eq!(line(root, "check").status, Some(0));
    let none = does(root, "pack --before 2027 --yes");
    assert!(none.contains("没有要改的"), "{none}");
}

/// The same archive in another language, with other keys.
fn chinese() -> TempDir {
    twin(telecom().path(), kehu::source::Syntax::Yaml, Keys::Chinese, &[])
}

#[test]
fn every_command_works_with_chinese_keys_in_yaml() {
    let archive = chinese();
    let root = archive.path();
    assert_eq!(line(root, "check").status, Some(0), "{}", line(root, "check").stdout);
    insta::assert_snapshot!(changes(root, "set yunling-mobile/王敏 关系状况=积极的 依据=技术交流"), @r#"
    customers/yunling-mobile/key-people.yaml
    -    关系状况: 中立的
    +    关系状况: positive
    +    依据: 技术交流
    "#);
    insta::assert_snapshot!(changes(root, "add 云岭移动 竞争对手 名称=西岭通信 优势=价格低"), @r#"
    customers/yunling-mobile/customer.yaml
    +  - 名称: 西岭通信
    +    优势: 价格低
    "#);
    insta::assert_snapshot!(changes(root, "set yunling-mobile/project/传输管线改造工程 获取率=60"), @r#"
    customers/yunling-mobile/plans/2026.yaml
    -      获取率: 50
    +      获取率: 60
    "#);
    insta::assert_snapshot!(changes(root, "handover yunling-mobile --from 周岚 --to 陈立 --date 2026-08-01 --yes"), @r#"
    customers/yunling-mobile/customer.yaml
    -客户经理: zhou-lan
    +客户经理: chen-li
    +    截止日期: 2026-07-31
    +    指派人: wu-fang
    +  - 人员: chen-li
    +    起始日期: 2026-08-01
    customers/yunling-mobile/plans/2026.yaml
    -    - 我方联系人员: zhou-lan
    +    - 我方联系人员: chen-li
    -    - 我方联系人员: zhou-lan
    +    - 我方联系人员: chen-li
    -    - 我方联系人员: zhou-lan
    +    - 我方联系人员: chen-li
    -    - 我方联系人员: zhou-lan
    +    - 我方联系人员: chen-li
    -      执行人: zhou-lan
    +      执行人: chen-li
    "#);
    insta::assert_snapshot!(changes(root, "contact-left yunling-mobile 段云飞 --date 2026-07-20"), @r#"
    customers/yunling-mobile/key-people.yaml
    +    离职日期: 2026-07-20
    "#);
    insta::assert_snapshot!(changes(root, "staff-left 孙涛 --date 2026-07-31"), @r#"
    staff.yaml
    +    离岗日期: 2026-07-31
    "#);
    for text in [
        "rename yunling-mobile li-guoqiang lgq --files",
        "rename staff/周岚 zl --yes",
        "rename yunling-mobile yunling --yes",
        "merge yunling/何俊 王敏 --yes",
        "erase yunling 赵志远 --yes",
        "merge 星桥设备 云岭移动 --yes",
        "pack --before 2027 --yes",
        "rename yunling yl --yes",
        "erase yl lgq --yes",
        "set yl/complaints/2026-05-15-site-cleanup 客户是否满意=是",
    ] {
        does(root, text);
        let Done { status, stdout, .. } = line(root, "check --format concise");
        assert_eq!(status, Some(0), "{text}\n{stdout}");
    }
    let rest: Vec<String> =
        all(root).into_iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(" zhou-lan")).map(|(path, _)| path).collect();
    assert_eq!(rest, Vec::<String>::new(), "who was renamed is named so nowhere");
}
