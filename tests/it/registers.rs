//! Commands that write the registers, as a person meets them.

use std::fs;
use std::path::Path;

use crate::structure::{all, changes, does, line, telecom};
use crate::support::{Done, Kehu};

/// A line on a day, by somebody.
fn on(root: &Path, me: &str, text: &str) -> Done {
    let words = text.split_whitespace();
    Kehu::new(words).inside(root).lang("zh-CN").var("KEHU_ME", me).var("KEHU_AS_OF", "2026-07-08").run()
}

/// What such a line changed; it must go through.
fn changed(root: &Path, me: &str, text: &str) -> String {
    changes(root, &format!("--me {me} --as-of 2026-07-08 {text}"))
}

/// Makes the archive write Chinese keys.
fn chinese(root: &Path) {
    let path = root.join("kehu.toml");
    let text = fs::read_to_string(&path).expect("there");
    fs::write(&path, text.replace("keys = \"en\"", "keys = \"zh\"")).expect("written");
}

#[test]
fn a_complaint_is_a_file_of_its_own() {
    let archive = telecom();
    let root = archive.path();
    let text = "add-complaint 云岭移动 --content 春城工地夜间施工扰民 --type 投诉 --received-at 2026-07-07T10:20 --complaint-from 段云飞";
    insta::assert_snapshot!(changed(root, "zhou-lan", text), @"");
    let again = changed(root, "zhou-lan", text);
    assert!(again.starts_with("customers/yunling-mobile/complaints/2026-07-07-chuncheng-gongdi-yejian-2.toml\n"), "{again}");
    insta::assert_snapshot!(changed(root, "zhou-lan", "add-complaint jiangbei-catv --id noise --content 噪声 --set x_no=7"), @"");
    let before = all(root);
    let shown = on(root, "zhou-lan", &format!("{text} --dry-run"));
    assert!(shown.stdout.contains("+content = \"春城工地夜间施工扰民\""), "{}", shown.stdout);
    for (text, status, says) in [
        ("add-complaint yunling-mobile", 2, "--content"),
        ("add-complaint yunling --content x", 2, "yunling-mobile"),
        ("add-complaint yunling-mobile --content x --type 表扬", 2, "投诉"),
        ("add-complaint yunling-mobile --content x --id a/b", 2, "a/b"),
        ("add-complaint yunling-mobile --content x --first-handler 李四", 2, "李四"),
        ("add-complaint yunling-mobile --id 2026-07-07-chuncheng-gongdi-yejian --date 2026-07-07 --content x", 2, "已经有了"),
    ] {
        let done = on(root, "zhou-lan", text);
        assert_eq!(done.status, Some(status), "{text}\n{}", done.stderr);
        assert!(done.stderr.contains(says), "{text}\n{}", done.stderr);
    }
    assert_eq!(all(root), before);
}

#[test]
fn complaints_from_a_file_are_all_taken_or_none() {
    let archive = telecom();
    let root = archive.path();
    let table = "客户,受理时间,内容,类型\nyunling-mobile,2026-07-01,垃圾未清运,投诉\n江北广电,2026-07-02,查询进度,表扬\n";
    fs::write(root.join("in.csv"), table).expect("written");
    let before = all(root);
    let Done { status, stderr, .. } = on(root, "zhou-lan", "add-complaint --from in.csv --yes");
    assert_eq!(status, Some(1), "{stderr}");
    assert!(stderr.contains("表扬"), "{stderr}");
    fs::remove_file(root.join("in-rejects.csv")).expect("the bad row is beside it");
    assert_eq!(all(root), before);
    fs::write(root.join("in.csv"), table.replace("表扬", "查询")).expect("written");
    insta::assert_snapshot!(changed(root, "zhou-lan", "add-complaint --from in.csv --yes"), @"");
}

#[test]
fn every_register_takes_a_record() {
    let archive = telecom();
    let root = archive.path();
    let all: Vec<String> = [
        "add-survey yunling-mobile --score 88 --method 电话 --set dimensions.工期=92",
        "add-feedback yunling-mobile --opinion 割接通知太晚 --forwarded-to 工程部 --forwarded-on 今天",
        "add-reception jiangbei-catv --visitor-rank 部门经理 --visitors 许志宏一行 --date 2026-07-20",
        "add-major-info 云岭移动 --content 分管副总调整 --occurred-on 2026-07-07 --source-level 3",
        "add-major-info --content 资质标准调整 --mode 口头",
        "add-incident --what 附表2遗失一页 --person 马超 --handling 通报",
    ]
    .map(|text| changed(root, "zhou-lan", text))
    .to_vec();
    insta::assert_snapshot!(all.join("\n"), @"");
    let refused = on(root, "zhou-lan", "add-feedback yunling-mobile").refused();
    assert!(refused.contains("--opinion"), "{refused}");
}

#[test]
fn a_chinese_archive_gets_chinese_keys() {
    let archive = telecom();
    let root = archive.path();
    chinese(root);
    let all: Vec<String> = [
        "add-complaint yunling-mobile --content 垃圾未清运 --type complaint",
        "close yunling-mobile/complaints/2026-07-08 --satisfied 是",
        "submit statistics --unit 西南大区",
        "submit month_end",
        "receive --statistics",
        "add-suggestion 云岭移动 --issue 附表5待更新 --suggestion 更新 --due 2026-07-31",
        "close 2026-Q2-yunling-mobile",
        "certify jiangbei-catv",
    ]
    .map(|text| changed(root, "zhou-lan", text))
    .to_vec();
    insta::assert_snapshot!(all.join("\n"), @"");
}

#[test]
fn a_market_report_is_one_a_month_and_author() {
    let archive = telecom();
    let root = archive.path();
    let text = "add-market-report --item subject=行业,content=共建共享扩大,source_level=1,implication=单站量下降 --item subject=lead,content=新区招标 --customers 云岭移动";
    insta::assert_snapshot!(changed(root, "chen-li", text), @"");
    let before = all(root);
    let again = on(root, "chen-li", text).refused();
    assert!(again.contains("kehu add market/2026-07-chen-li items"), "{again}");
    let empty = on(root, "chen-li", "add-market-report --month 2026-06").refused();
    assert!(empty.contains("--item"), "{empty}");
    assert_eq!(all(root), before);
    insta::assert_snapshot!(changed(root, "he-xin", "receive --market 2026-07-chen"), @"");
    let said = on(root, "he-xin", "receive --market 2026-07").refused();
    assert!(said.contains("market/2026-07-chen-li") && said.contains("market/2026-07-zhou-lan"), "{said}");
    let other = on(root, "wu-fang", "receive --market market/2026-07-chen-li.toml").refused();
    assert!(other.contains("何欣"), "{other}");
}

#[test]
fn cards_are_numbered_lent_and_returned() {
    let archive = telecom();
    let root = archive.path();
    let text = "lend 云岭移动 --borrower 高振宇 --forms 2,附表3 --purpose 拜访准备 --due-back +7d --approved-by 吴芳";
    insta::assert_snapshot!(changed(root, "he-xin", text), @"");
    assert!(changed(root, "he-xin", text).starts_with("lending/2026-0009.toml\n"));
    insta::assert_snapshot!(changed(root, "he-xin", "return 2026-0008"), @"");
    let before = all(root);
    let again = on(root, "he-xin", "return lending/2026-0008.toml");
    assert_eq!(again.status, Some(0), "{}", again.stderr);
    for (text, says) in [
        ("return 2026-0008 --date 2026-07-07", "kehu set lending/2026-0008 returned_on=2026-07-07"),
        ("return 2026-000", "2026-0009"),
        ("lend yunling-mobile --borrower 高振宇 --forms 9 --purpose x --due-back +7d --approved-by 吴芳", "附表"),
        ("lend yunling-mobile", "--due-back"),
    ] {
        let said = on(root, "he-xin", text).refused();
        assert!(said.contains(says), "{text}\n{said}");
    }
    assert_eq!(all(root), before);
    // The numbers of a packed year go on.
    fs::write(root.join("lending/2025.toml"), "[[records]]\nid = \"2025-0041\"\ncard_no = \"2025-0041\"\nborrower = \"ma-chao\"\n").expect("written");
    let packed = changed(root, "he-xin", &format!("{text} --date 2025-12-30 --force"));
    assert!(packed.starts_with("lending/2025-0042.toml\n"), "{packed}");
    insta::assert_snapshot!(changed(root, "he-xin", "return 2025-0041 --date 2025-12-31"), @"");
}

#[test]
fn what_was_handed_in_is_entered_once() {
    let archive = telecom();
    let root = archive.path();
    let text = "submit 客户信息统计表 --unit 西南大区 --summary 客户三家";
    insta::assert_snapshot!(changed(root, "he-xin", text), @"");
    let before = all(root);
    let again = on(root, "he-xin", text).refused();
    assert!(again.contains("2026年6月") && again.contains("--month"), "{again}");
    assert!(on(root, "he-xin", "submit statistics --unit 华东").refused().contains("西南大区"));
    assert!(on(root, "he-xin", "submit 月报").refused().contains("statistics"));
    assert_eq!(all(root), before);
    assert!(changed(root, "zhou-lan", "submit month_end --customer 云岭移动").starts_with("submissions/2026-06.toml\n"));
    insta::assert_snapshot!(changed(root, "wu-fang", "receive --statistics 西南大区"), @"");
    assert!(on(root, "wu-fang", "receive --statistics").refused().contains("kehu submit statistics"));
}

#[test]
fn archives_and_plans_are_received() {
    let archive = telecom();
    let root = archive.path();
    insta::assert_snapshot!(changed(root, "he-xin", "receive starbridge --date 2026-07-06"), @"");
    insta::assert_snapshot!(changed(root, "he-xin", "receive 江北广电 --copies 3"), @"");
    insta::assert_snapshot!(changed(root, "he-xin", "receive --plan starbridge"), @"");
    let none = on(root, "he-xin", "receive --plan starbridge --year 2031").refused();
    assert!(none.contains("kehu plan new starbridge"), "{none}");
    let both = on(root, "he-xin", "receive --plan --market starbridge").refused();
    assert!(both.contains("--market"), "{both}");
}

#[test]
fn archives_are_verified_and_checked_by_somebody_else() {
    let archive = telecom();
    let root = archive.path();
    insta::assert_snapshot!(changed(root, "zhou-lan", "certify 云岭移动"), @"");
    assert_eq!(changed(root, "zhou-lan", "certify 云岭移动"), "");
    let before = all(root);
    for (me, text, says) in [
        ("zhou-lan", "certify yunling-mobile --countersign", "市场部部长或大区经理"),
        ("zhou-lan", "certify yunling-mobile --countersign --force", "自己"),
        ("zhou-lan", "certify am:me", "--yes"),
        ("zhou-lan", "certify yunling-mobile jiangbei-catv tier:reserve", "没有客户符合条件"),
        ("zhou-lan", "certify teir:vip", "`tier:`"),
        ("zhou-lan", "certify starbridge jiangbei-catv", "--yes"),
    ] {
        let said = on(root, me, text).refused();
        assert!(said.contains(says), "{text}\n{said}");
    }
    assert_eq!(all(root), before);
    let shown = on(root, "chen-li", "certify starbridge --dry-run");
    assert!(shown.stderr.contains("个错误未解决") && shown.stderr.contains("COV-03"), "{}", shown.stderr);
    insta::assert_snapshot!(changed(root, "wu-fang", "certify yunling-mobile --countersign"), @"");
    assert_eq!(changed(root, "wu-fang", "certify yunling-mobile --countersign"), "");
    let other = on(root, "ma-chao", "certify yunling-mobile --countersign").refused();
    assert!(other.contains("吴芳"), "{other}");
    let both = changed(root, "chen-li", "certify tier:vip,key --yes");
    assert!(both.contains("customers/starbridge/customer.toml") && both.contains("customers/yunling-mobile/customer.toml"), "{both}");
}

#[test]
fn what_changed_since_the_last_stamp_is_shown() {
    let archive = telecom();
    let root = archive.path();
    let git = |words: &[&str]| {
        let mut command = std::process::Command::new("git");
        let who = ["-c", "user.name=z", "-c", "user.email=z@example.com", "-c", "commit.gpgsign=false"];
        command.args(who).args(words).current_dir(root);
        command.env("GIT_AUTHOR_DATE", "2026-07-05T12:00:00").env("GIT_COMMITTER_DATE", "2026-07-05T12:00:00");
        assert!(command.output().expect("git runs").status.success(), "{words:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "七月增补"]);
    let shown = on(root, "zhou-lan", "certify yunling-mobile --dry-run");
    assert!(shown.stderr.contains("七月增补") && shown.stderr.contains("customers/yunling-mobile/customer.toml"), "{}", shown.stderr);
    let later = on(root, "zhou-lan", "certify yunling-mobile --date 2026-07-06");
    assert_eq!(later.status, Some(0), "{}", later.stderr);
    let shown = on(root, "zhou-lan", "certify yunling-mobile --dry-run");
    assert!(shown.stderr.contains("git 中没有改动"), "{}", shown.stderr);
}

#[test]
fn records_are_closed() {
    let archive = telecom();
    let root = archive.path();
    does(root, "add-complaint yunling-mobile --date 2026-07-06 --content 夜间施工扰民");
    does(root, "add-feedback yunling-mobile --date 2026-07-06 --commitment 补交资料 --due 2026-07-20");
    does(root, "add-incident --date 2026-07-06 --what 遗失一页 --person 马超");
    insta::assert_snapshot!(changed(root, "zhou-lan", "close 云岭移动/complaints/2026-07-06 --date 2026-07-07T09:30 --result 致歉 --satisfied 是"), @"");
    let before = all(root);
    let several = on(root, "zhou-lan", "close 2026-07-06").refused();
    for name in ["yunling-mobile/complaints/2026-07-06-", "yunling-mobile/feedback/2026-07-06-", "incidents/2026-07-06-"] {
        assert!(several.contains(name), "{several}");
    }
    for (text, says) in [
        ("close 2026-07-07", "没有记录"),
        ("close incidents/2026-07-06 --result x", "--set"),
        ("close yunling-mobile/complaints/2026-07-06 --date 2026-07-08", "kehu set yunling-mobile/complaints/2026-07-06-"),
        ("close yunling-mobile/complaints/2026-05-15 --satisfied 一般", "--satisfied"),
    ] {
        let said = on(root, "zhou-lan", text).refused();
        assert!(said.contains(says), "{text}\n{said}");
    }
    let again = on(root, "zhou-lan", "close yunling-mobile/complaints/2026-07-06");
    assert_eq!(again.status, Some(0), "{}", again.stderr);
    assert_eq!(all(root), before);
    let rest: Vec<String> = [
        "close customers/yunling-mobile/feedback/2026-07-06-bujiao-ziliao.toml --told-customer-on 2026-07-06",
        "close incidents/2026-07-06 --handling 通报",
        "close suggestions/2026-Q2-starbridge --set x_note=核对无误",
    ]
    .map(|text| changed(root, "zhou-lan", text))
    .to_vec();
    insta::assert_snapshot!(rest.join("\n"), @"");
}

#[test]
fn packed_records_are_closed_and_returned_in_their_place() {
    let archive = telecom();
    let root = archive.path();
    let packed = "# 2025\nrecords:\n  - id: 2025-03-01-a\n    受理时间: 2025-03-01\n    内容: 甲\n    首问责任人: zhou-lan\n  - id: 2025-03-02-b\n    受理时间: 2025-03-02\n    内容: 乙 # 重\n    首问责任人: zhou-lan\n";
    fs::create_dir_all(root.join("customers/jiangbei-catv/complaints")).expect("made");
    fs::write(root.join("customers/jiangbei-catv/complaints/2025.yaml"), packed).expect("written");
    insta::assert_snapshot!(changed(root, "zhou-lan", "close 2025-03-02 --date 2025-03-02 --result 致歉"), @"");
    let several = on(root, "zhou-lan", "close jiangbei-catv/complaints/2025").refused();
    assert!(several.contains("jiangbei-catv/complaints/2025-03-01-a"), "{several}");
}

#[test]
fn the_audit_becomes_suggestions() {
    let archive = telecom();
    let root = archive.path();
    let text = "add-suggestion --from-audit --due 2026-07-31";
    let before = all(root);
    let shown = on(root, "he-xin", text).refused();
    assert!(shown.contains("江北广电（jiangbei-catv）") && shown.contains("--yes") && shown.contains("略过：星桥设备"), "{shown}");
    assert!(on(root, "he-xin", "add-suggestion --from-audit").refused().contains("--due"));
    assert_eq!(all(root), before);
    let dry = on(root, "he-xin", &format!("{text} --dry-run"));
    assert!(dry.stdout.contains("+++ b/suggestions/2026-Q2-jiangbei-catv.toml"), "{}", dry.stdout);
    assert_eq!(all(root), before);
    let made = changed(root, "he-xin", "add-suggestion --from-audit customer:jiangbei --due 2026-07-31 --yes");
    insta::assert_snapshot!(made, @"");
    let again = on(root, "he-xin", "add-suggestion --from-audit jiangbei-catv --due 2026-07-31 --yes");
    assert!(again.stderr.contains("略过：江北广电") && again.status == Some(0), "{}", again.stderr);
    let settings = fs::read_to_string(root.join("kehu.toml")).expect("there").replace("zh-CN", "en");
    fs::write(root.join("kehu.toml"), settings).expect("written");
    does(root, "--as-of 2026-07-08 --me he-xin add-suggestion --from-audit 云岭移动 --period 2026-Q1 --due 2026-07-31 --yes");
    let text = fs::read_to_string(root.join("suggestions/2026-Q1-yunling-mobile.toml")).expect("there");
    assert!(text.lines().any(|line| line.contains("ARC-") || line.contains("-0")) && text.contains(" the "), "{text}");
}

#[test]
fn a_suggestion_goes_to_the_manager_and_the_director() {
    let archive = telecom();
    let root = archive.path();
    let text = "add-suggestion 云岭移动 --issue 附表5待更新 --suggestion 更新投资规划 --due 2026-07-31";
    insta::assert_snapshot!(changed(root, "he-xin", text), @"");
    assert!(changed(root, "he-xin", text).starts_with("suggestions/2026-Q2-yunling-mobile-2.toml\n"));
    let refused = line(root, "suggest yunling-mobile --issue x");
    assert_eq!(refused.status, Some(2));
    assert!(refused.stderr.contains("--suggestion") && refused.stderr.contains("--due"), "{}", refused.stderr);
}
