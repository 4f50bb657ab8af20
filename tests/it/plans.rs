//! Commands that write contacts and plans, as a person meets them.

use std::fs;
use std::path::Path;

use crate::changes::{changes, kehu, line, nothing};
use crate::support::copy_of;

/// The words of a line that must do its work.
fn said(root: &Path, me: &str, text: &str) -> String {
    let done = line(root, me, text);
    assert_eq!(done.status, Some(0), "{text}\n{}{}", done.stdout, done.stderr);
    done.stderr
}

/// An archive that writes Chinese keys, with one customer in YAML with them.
fn chinese() -> tempfile::TempDir {
    let archive = copy_of("examples/telecom");
    let settings = archive.path().join("kehu.toml");
    let text = fs::read_to_string(&settings).expect("it is there");
    fs::write(&settings, text.replace("keys = \"en\"", "keys = \"zh\"")).expect("written");
    said(archive.path(), "", "fmt --keys zh --to yaml customers/starbridge");
    archive
}

#[test]
fn a_contact_is_logged_in_one_line() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    let call = "log 云岭移动 李国强 --kind 电话 --summary 确认工期保证书";
    insta::assert_snapshot!(changes(root, "周岚", call));
    // The same again is the same contact; another one on the same day has a number.
    let again = nothing(root, "周岚", call, 2);
    assert!(again.contains("2026-07-08-li-guoqiang-zhou-lan"), "{again}");
    let other = said(root, "周岚", "log 云岭移动 李国强 --kind 电话 --summary 晚上又谈了一次");
    assert!(other.contains("2026-07-08-li-guoqiang-zhou-lan-2"), "{other}");
    let forced = said(root, "周岚", &format!("{call} --force"));
    assert!(forced.contains("2026-07-08-li-guoqiang-zhou-lan-3"), "{forced}");
}

#[test]
fn an_early_contact_moves_the_plan_and_a_late_one_does_not() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    // Before 2026-07-15 with 李国强, and before 2026-07-14 with 何俊: both lines move; 高振宇 has one with 李国强 alone.
    let early = "log yunling-mobile 李国强 何俊 --ours 周岚,高振宇 --kind 现场走访 --date 昨天 --summary 汇报施工准备 --next-date +30d \
                 --customer-opinion 满意 --callback opinions=无,needs=扩容 --source-level 3";
    insta::assert_snapshot!(changes(root, "周岚", early));
    // On the planned day the report's own date is in force.
    let due = "log yunling-mobile 赵志远 --ours 孙涛 --kind phone --date 2026-07-21 --reported-on 2026-07-21 --summary 设计会审 --next-date 2026-09-01 --as-of 2026-07-21";
    insta::assert_snapshot!(changes(root, "孙涛", due));
    // An older contact that is entered late moves nothing.
    let late = changes(root, "周岚", "log yunling-mobile 王敏 --kind 电话 --date 2026-06-01 --summary 补记 --next-date 2026-06-20");
    assert!(!late.contains("plans/2026"), "{late}");
}

#[test]
fn a_contact_in_yaml_and_with_chinese_keys() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    insta::assert_snapshot!(changes(root, "周岚", "log jiangbei-catv 田野 --kind 会面 --summary 招标时间 --next-date 2026-08-20"));
    let archive = chinese();
    let root = archive.path();
    insta::assert_snapshot!(changes(
        root,
        "陈立",
        "log starbridge 冯凯 罗艳 --接触方式 会面 --情况摘要 交流备件库存 --下次联系日期 2026-08-03"
    ));
    insta::assert_snapshot!(changes(root, "陈立", "assess starbridge 冯凯 --status 积极的 --evidence 邀请参加方案评审"));
    insta::assert_snapshot!(changes(root, "陈立", "schedule starbridge 罗艳 --ours 陈立 --times 3 --next 2026-08-06"));
    insta::assert_snapshot!(changes(root, "陈立", "plan new starbridge"));
}

#[test]
fn what_is_missing_or_unknown_is_said_at_once() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    let mut all = String::new();
    for text in [
        "log yunling-mobile",
        "log yunling-mobile 李国祥 --kind 电话 --summary x",
        "log yunling-mobile 李国强 --kind 见面会 --summary x",
        "schedule yunling-mobile 李国强 --ours 周岚",
        "schedule yunling-mobile 李国强 --ours 周岚 --next 2027-01-04",
        "assess yunling-mobile 李国强 --status 积极的",
        "assess yunling-mobile 李国强 --status 积极的 --evidence x --date 2026-06-01",
        "plan new yunling-mobile --year 2026",
        "plan approve yunling-mobile --by 郑克勤",
        "plan revise yunling-mobile",
        "plan new yunling-mobile --reason x",
        "add-action yunling-mobile",
        "add-action yunling-mobile 编制春城片区工期保证书 --end 2026-08-01",
        "progress yunling-mobile 工期保证书 --progress 80",
        "add-project yunling-mobile 江城传输网 --contract 一百万 --win-rate 160",
        "add-project yunling-mobile 传输管线改造工程 --contract 1 --win-rate 1 --margin 1",
        "outcome yunling-mobile 传输管线改造工程 赢了吗",
        "outcome yunling-mobile 传输管线 won",
    ] {
        all.push_str(&format!("$ kehu {text}\n{}", nothing(root, "周岚", text, 2)));
    }
    let nobody = nothing(root, "", "log yunling-mobile 李国强 --kind 电话 --summary x", 2);
    all.push_str(&format!("# nobody\n{nobody}"));
    insta::assert_snapshot!(all);
    let english = kehu(root, "", &["--lang", "en", "log", "starbridge", "--kind", "chat"]);
    assert_eq!(english.status, Some(2));
    insta::assert_snapshot!(english.stderr);
}

#[test]
fn lines_of_the_contact_plan() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    // 云岭移动 is a VIP customer: its account manager is to visit it every month.
    insta::assert_snapshot!(changes(root, "周岚", "schedule 云岭移动 段云飞 --ours 周岚 --next 2026-08-12"));
    let words = said(root, "周岚", "schedule 云岭移动 段云飞 --ours 周岚 --next 2026-08-12");
    assert!(words.contains("没有要改的"), "{words}");
    insta::assert_snapshot!(changes(root, "周岚", "schedule 云岭移动 李国强 --ours zhou-lan --next 2026-07-20"));
    let words = said(root, "周岚", "schedule 云岭移动 李国强 --ours zhou-lan --next 2026-07-21 --times 8");
    assert!(words.contains("kehu plan revise yunling-mobile --year 2026"), "{words}");
    insta::assert_snapshot!(changes(root, "周岚", "schedule jiangbei-catv 潘璐 --ours 周岚 --times 2 --next 2026-08-20"));
}

#[test]
fn an_assessment_keeps_the_one_before() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    insta::assert_snapshot!(changes(
        root,
        "周岚",
        "assess 云岭移动 王敏 --status 积极的 --evidence 主动邀请参加方案评审 --target-status 积极的"
    ));
    // Assessed again and found the same: only day and evidence.
    insta::assert_snapshot!(changes(root, "周岚", "assess 云岭移动 王敏 --status positive --evidence 再次邀请 --as-of 2026-07-10"));
    insta::assert_snapshot!(changes(
        root,
        "周岚",
        "assess jiangbei-catv 潘璐 --status 中立的 --evidence 首次会谈 --ours 周岚 --date 2026-07-07"
    ));
}

#[test]
fn a_plan_is_made_approved_and_adjusted() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    insta::assert_snapshot!(said(root, "周岚", "plan new 云岭移动"));
    insta::assert_snapshot!(fs::read_to_string(root.join("customers/yunling-mobile/plans/2027.toml")).expect("written"));
    let approved = changes(root, "吴芳", "plan approve 云岭移动");
    insta::assert_snapshot!(approved);
    let words = said(root, "吴芳", "plan approve 云岭移动 --year 2027");
    assert!(words.contains("没有要改的"), "{words}");
    insta::assert_snapshot!(changes(
        root,
        "吴芳",
        "plan revise 云岭移动 --year 2027 --reason 集采推迟 --approved-by me --changes 改到四季度"
    ));
    let again = said(root, "吴芳", "plan revise 云岭移动 --year 2027 --reason 集采推迟 --approved-by me --changes 改到四季度");
    assert!(again.contains("没有要改的"), "{again}");
    // Approved on a day, nobody said by whom.
    insta::assert_snapshot!(changes(root, "吴芳", "plan approve 江北广电"));
    insta::assert_snapshot!(changes(root, "陈立", "plan new starbridge --year 2028 --empty --guided-by 吴芳"));
}

#[test]
fn actions_come_on() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    insta::assert_snapshot!(changes(
        root,
        "周岚",
        "add-action 云岭移动 提交分片区工期保证书 --owner 孙涛 --end 2026-08-20 --counterpart 李国强"
    ));
    insta::assert_snapshot!(changes(root, "周岚", "progress 云岭移动 编制春城片区工期保证书 --progress 80 --note 只差附图"));
    insta::assert_snapshot!(changes(root, "周岚", "progress 云岭移动 编制春城片区工期保证书 --status 已完成"));
    let words = said(root, "周岚", "progress 云岭移动 编制春城片区工期保证书 --status 已完成 --as-of 2026-07-20");
    assert!(words.contains("没有要改的"), "{words}");
    insta::assert_snapshot!(changes(root, "周岚", "progress jiangbei-catv 提交供应商入库材料 --progress 100 --date 2026-07-06"));
}

#[test]
fn projects_and_what_became_of_them() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    let plan = root.join("customers/yunling-mobile/plans/2026.toml");
    let text = fs::read_to_string(&plan).expect("it is there");
    fs::write(&plan, format!("{}\n[revenue_plan.total]\ncontract = 2450\nexpected = 1255.00   # 合计\n", text.trim_end()))
        .expect("written");
    let added = changes(root, "周岚", "add-project 云岭移动 江城传输网 --contract 450 --win-rate 60% --margin 12");
    insta::assert_snapshot!(added);
    let words = said(root, "周岚", "add-project 云岭移动 春城二期 --contract 100万 --win-rate 0.6 --margin 12");
    assert!(words.contains("F7B-04") && words.contains("kehu set yunling-mobile/project/春城二期 win_rate=60 --year 2026"), "{words}");
    insta::assert_snapshot!(changes(root, "周岚", "outcome 云岭移动 传输管线改造工程 won --actual-contract 780 --reason 工期承诺占优"));
    let words = said(root, "周岚", "outcome 云岭移动 传输管线改造工程 中标 --as-of 2026-07-20");
    assert!(words.contains("没有要改的"), "{words}");
    insta::assert_snapshot!(changes(root, "周岚", "outcome jiangbei-catv 双向网改造首期工程 推迟 --date 2026-07-01 --reason 投资收紧"));
    insta::assert_snapshot!(changes(root, "周岚", "outcome jiangbei-catv 双向网改造首期工程 进行中"));
}

#[test]
fn a_dry_run_shows_what_would_be_written() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    for text in [
        "log 云岭移动 李国强 --kind 电话 --summary x --next-date 2026-08-10 --dry-run",
        "schedule 云岭移动 段云飞 --ours 周岚 --next 2026-08-12 --dry-run",
        "assess 云岭移动 王敏 --status 积极的 --evidence x --dry-run",
        "plan new 云岭移动 --dry-run",
        "plan revise 云岭移动 --reason x --approved-by 吴芳 --dry-run",
        "add-action 云岭移动 访谈 --end 2026-08-20 --dry-run",
        "progress 云岭移动 编制春城片区工期保证书 --progress 80 --dry-run",
        "add-project 云岭移动 新项目 --contract 1 --win-rate 50 --margin 5 --dry-run",
        "outcome 云岭移动 传输管线改造工程 lost --dry-run",
    ] {
        let before = crate::changes::all(root);
        let done = line(root, "周岚", text);
        assert_eq!(done.status, Some(0), "{text}: {}", done.stderr);
        assert!(done.stdout.starts_with("diff --git a/customers/yunling-mobile/"), "{text}: {}", done.stdout);
        assert_eq!(crate::changes::diff(&before, &crate::changes::all(root)), "", "{text}");
    }
}

#[test]
fn a_bad_value_is_refused_and_can_be_forced() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    let wrong = "add-project 云岭移动 新项目 --contract 100 --win-rate 50 --margin 10 --expected 80";
    let words = nothing(root, "周岚", wrong, 1);
    assert!(words.contains("F7B-02") && words.contains("--force"), "{words}");
    let forced = changes(root, "周岚", &format!("{wrong} --force"));
    assert!(forced.contains("+expected = 80"), "{forced}");
}

#[test]
fn many_contacts_from_one_file() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    let good = "客户,客户方联系人,接触方式,日期,情况摘要,下次联系日期\n\
                云岭移动,李国强,电话,2026-07-06,确认工期,2026-08-10\n\
                jiangbei-catv,许志宏、田野,会面,2026-07-07,入库进度,\n";
    fs::write(root.join("contacts.csv"), good.replace("许志宏", "许志红")).expect("written");
    let refused = line(root, "周岚", "log --from contacts.csv --yes");
    assert_eq!(refused.status, Some(1), "{}", refused.stderr);
    insta::assert_snapshot!(refused.stderr);
    fs::remove_file(root.join("contacts-rejects.csv")).expect("written beside it");
    fs::write(root.join("contacts.csv"), good).expect("written");
    insta::assert_snapshot!(changes(root, "周岚", "log --from contacts.csv --yes"));
    // Twice the same file writes nothing twice.
    let again = line(root, "周岚", "log --from contacts.csv --yes");
    assert_eq!(again.status, Some(1), "{}", again.stderr);
    fs::write(root.join("progress.jsonl"), "{\"客户\":\"jiangbei-catv\",\"行动\":\"提交供应商入库材料\",\"完成百分比\":70}\n")
        .expect("written");
    insta::assert_snapshot!(changes(root, "周岚", "progress --from progress.jsonl"));
}
