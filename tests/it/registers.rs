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
    insta::assert_snapshot!(changed(root, "zhou-lan", text), @r#"
    customers/yunling-mobile/complaints/2026-07-07-chuncheng-gongdi-yejian.toml
    +received_at = 2026-07-07T10:20:00
    +type = "complaint"
    +from = "段云飞"
    +content = "春城工地夜间施工扰民"
    +first_handler = "zhou-lan"
    "#);
    let again = changed(root, "zhou-lan", text);
    assert!(again.starts_with("customers/yunling-mobile/complaints/2026-07-07-chuncheng-gongdi-yejian-2.toml\n"), "{again}");
    insta::assert_snapshot!(changed(root, "zhou-lan", "add-complaint jiangbei-catv --id noise --content 噪声 --set x_no=7"), @r#"
    customers/jiangbei-catv/complaints/2026-07-08-noise.toml
    +received_at = 2026-07-08
    +content = "噪声"
    +first_handler = "zhou-lan"
    +x_no = 7
    "#);
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
    insta::assert_snapshot!(changed(root, "zhou-lan", "add-complaint --from in.csv --yes"), @r#"
    customers/jiangbei-catv/complaints/2026-07-02-chaxun-jindu.toml
    +received_at = 2026-07-02
    +type = "query"
    +content = "查询进度"
    +first_handler = "zhou-lan"
    customers/yunling-mobile/complaints/2026-07-01-laji-weiqingyun.toml
    +received_at = 2026-07-01
    +type = "complaint"
    +content = "垃圾未清运"
    +first_handler = "zhou-lan"
    "#);
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
    insta::assert_snapshot!(all.join("\n"), @r#"
    customers/yunling-mobile/surveys/2026-07-08-dianhua.toml
    +surveyed_on = 2026-07-08
    +method = "电话"
    +score = 88
    +
    +[dimensions]
    +"工期" = 92

    customers/yunling-mobile/feedback/2026-07-08-gejie-tongzhi-taiwan.toml
    +date = 2026-07-08
    +opinion = "割接通知太晚"
    +forwarded_to = "工程部"
    +forwarded_on = 2026-07-08

    customers/jiangbei-catv/receptions/2026-07-20-xuzhi-hongyixing.toml
    +date = 2026-07-20
    +visitor_rank = "manager"
    +visitors = "许志宏一行"

    major-info/2026-07-07-fenguan-fuzong-diaozheng.toml
    +occurred_on = 2026-07-07
    +customer = "yunling-mobile"
    +content = "分管副总调整"
    +source_level = 3
    +reported_to = "wu-fang"
    +reported_at = 2026-07-08

    major-info/2026-07-08-zizhi-biaozhun-diaozheng.toml
    +occurred_on = 2026-07-08
    +content = "资质标准调整"
    +reported_to = "wu-fang"
    +reported_at = 2026-07-08
    +mode = "oral"

    incidents/2026-07-08-fubiao-2-yishi-yiye.toml
    +date = 2026-07-08
    +what = "附表2遗失一页"
    +person = "ma-chao"
    +handling = "通报"
    "#);
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
    insta::assert_snapshot!(all.join("\n"), @"
    customers/yunling-mobile/complaints/2026-07-08-laji-weiqingyun.yaml
    +受理时间: 2026-07-08
    +类型: 投诉
    +内容: 垃圾未清运
    +首问责任人: zhou-lan

    customers/yunling-mobile/complaints/2026-07-08-laji-weiqingyun.yaml
    +办结时间: 2026-07-08
    +客户是否满意: true

    submissions/2026-06.yaml
    +上报:
    +  - 上报种类: 客户信息统计表
    +    上报单位: southwest
    +    上报人: zhou-lan
    +    上报日期: 2026-07-08

    submissions/2026-06.yaml
    +  - 上报种类: 月末客户信息
    +    上报人: zhou-lan
    +    上报日期: 2026-07-08

    submissions/2026-06.yaml
    +    接收人: zhou-lan

    suggestions/2026-Q2-yunling-mobile.yaml
    +季度: 2026-Q2
    +客户: yunling-mobile
    +问题: 附表5待更新
    +建议: 更新
    +落实期限: 2026-07-31
    +提出日期: 2026-07-08
    +提出人: zhou-lan
    +送达: [zhou-lan, wu-fang]
    +状态: 未办结

    suggestions/2026-Q2-yunling-mobile.yaml
    -状态: 未办结
    +状态: 已办结
    +办结日期: 2026-07-08

    customers/jiangbei-catv/customer.yaml
    +  - date: 2026-07-08
    +    by: zhou-lan
    ");
}

#[test]
fn a_market_report_is_one_a_month_and_author() {
    let archive = telecom();
    let root = archive.path();
    let text = "add-market-report --item subject=行业,content=共建共享扩大,source_level=1,implication=单站量下降 --item subject=lead,content=新区招标 --customers 云岭移动";
    insta::assert_snapshot!(changed(root, "chen-li", text), @r#"
    market/2026-07-chen-li.toml
    +month = "2026-07"
    +author = "chen-li"
    +submitted_on = 2026-07-08
    +customers = ["yunling-mobile"]
    +
    +[[items]]
    +subject = "industry"
    +content = "共建共享扩大"
    +source_level = 1
    +implication = "单站量下降"
    +
    +[[items]]
    +subject = "lead"
    +content = "新区招标"
    "#);
    let before = all(root);
    let again = on(root, "chen-li", text).refused();
    assert!(again.contains("kehu add market/2026-07-chen-li items"), "{again}");
    let empty = on(root, "chen-li", "add-market-report --month 2026-06").refused();
    assert!(empty.contains("--item"), "{empty}");
    assert_eq!(all(root), before);
    insta::assert_snapshot!(changed(root, "he-xin", "receive --market 2026-07-chen"), @r#"
    market/2026-07-chen-li.toml
    +received_by = "he-xin"
    "#);
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
    insta::assert_snapshot!(changed(root, "he-xin", text), @r#"
    lending/2026-0008.toml
    +card_no = "2026-0008"
    +borrower = "gao-zhenyu"
    +customer = "yunling-mobile"
    +forms = ["2", "3"]
    +purpose = "拜访准备"
    +lent_on = 2026-07-08
    +due_back = 2026-07-15
    +approved_by = "wu-fang"
    +handled_by = "he-xin"
    "#);
    assert!(changed(root, "he-xin", text).starts_with("lending/2026-0009.toml\n"));
    insta::assert_snapshot!(changed(root, "he-xin", "return 2026-0008"), @"
    lending/2026-0008.toml
    +returned_on = 2026-07-08
    ");
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
    fs::write(root.join("lending/2025.toml"), "[[records]]\nid = \"2025-0041\"\ncard_no = \"2025-0041\"\nborrower = \"ma-chao\"\n")
        .expect("written");
    let packed = changed(root, "he-xin", &format!("{text} --date 2025-12-30 --force"));
    assert!(packed.starts_with("lending/2025-0042.toml\n"), "{packed}");
    insta::assert_snapshot!(changed(root, "he-xin", "return 2025-0041 --date 2025-12-31"), @"
    lending/2025.toml
    +returned_on = 2025-12-31
    ");
}

#[test]
fn what_was_handed_in_is_entered_once() {
    let archive = telecom();
    let root = archive.path();
    let text = "submit 客户信息统计表 --unit 西南大区 --summary 客户三家";
    insta::assert_snapshot!(changed(root, "he-xin", text), @r#"
    submissions/2026-06.toml
    +[[submissions]]
    +kind = "statistics"
    +unit = "southwest"
    +by = "he-xin"
    +summary = "客户三家"
    +submitted_on = 2026-07-08
    "#);
    let before = all(root);
    let again = on(root, "he-xin", text).refused();
    assert!(again.contains("2026年6月") && again.contains("--month"), "{again}");
    assert!(on(root, "he-xin", "submit statistics --unit 华东").refused().contains("西南大区"));
    assert!(on(root, "he-xin", "submit statistics --unit 西南大区 --id x").refused().contains("--month"));
    assert!(on(root, "he-xin", "submit 月报").refused().contains("statistics"));
    assert_eq!(all(root), before);
    assert!(changed(root, "zhou-lan", "submit month_end --customer 云岭移动").starts_with("submissions/2026-06.toml\n"));
    insta::assert_snapshot!(changed(root, "wu-fang", "receive --statistics 西南大区"), @r#"
    submissions/2026-06.toml
    +received_by = "wu-fang"
    "#);
    assert!(on(root, "wu-fang", "receive --statistics").refused().contains("kehu submit statistics"));
}

#[test]
fn archives_and_plans_are_received() {
    let archive = telecom();
    let root = archive.path();
    insta::assert_snapshot!(changed(root, "he-xin", "receive starbridge --date 2026-07-06"), @"
    customers/starbridge/customer.toml
    -date = 2026-03-30
    +date = 2026-07-06
    ");
    insta::assert_snapshot!(changed(root, "he-xin", "receive 江北广电 --copies 3"), @"
    customers/jiangbei-catv/customer.yaml
    -  date: 2026-07-01
    +  date: 2026-07-08
    -  copies: 2
    +  copies: 3
    ");
    insta::assert_snapshot!(changed(root, "he-xin", "receive --plan starbridge"), @"
    customers/starbridge/plans/2026.toml
    -filed_on = 2026-01-20
    +filed_on = 2026-07-08
    ");
    let none = on(root, "he-xin", "receive --plan starbridge --year 2031").refused();
    assert!(none.contains("kehu plan new starbridge"), "{none}");
    let both = on(root, "he-xin", "receive --plan --market starbridge").refused();
    assert!(both.contains("--market"), "{both}");
}

#[test]
fn archives_are_verified_and_checked_by_somebody_else() {
    let archive = telecom();
    let root = archive.path();
    insta::assert_snapshot!(changed(root, "zhou-lan", "certify 云岭移动"), @r#"
    customers/yunling-mobile/customer.toml
    +[[verified]]
    +date = 2026-07-08
    +by = "zhou-lan"
    +
    "#);
    assert_eq!(changed(root, "zhou-lan", "certify 云岭移动"), "");
    let before = all(root);
    for (me, text, says) in [
        ("zhou-lan", "certify yunling-mobile --countersign", "市场部部长或大区经理"),
        ("zhou-lan", "certify yunling-mobile --countersign --force", "自己"),
        ("zhou-lan", "certify am:me", "--yes"),
        ("zhou-lan", "certify yunling-mobile jiangbei-catv tier:key", "没有客户符合条件"),
        ("zhou-lan", "certify teir:vip", "`tier:`"),
        ("zhou-lan", "certify starbridge jiangbei-catv", "--yes"),
    ] {
        let said = on(root, me, text).refused();
        assert!(said.contains(says), "{text}\n{said}");
    }
    assert_eq!(all(root), before);
    let shown = on(root, "chen-li", "certify starbridge --dry-run");
    assert!(shown.stderr.contains("个错误未解决") && shown.stderr.contains("COV-03"), "{}", shown.stderr);
    insta::assert_snapshot!(changed(root, "wu-fang", "certify yunling-mobile --countersign"), @r#"
    customers/yunling-mobile/customer.toml
    +checked_by = "wu-fang"
    "#);
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
    insta::assert_snapshot!(changed(root, "zhou-lan", "close 云岭移动/complaints/2026-07-06 --date 2026-07-07T09:30 --result 致歉 --satisfied 是"), @r#"
    customers/yunling-mobile/complaints/2026-07-06-yejian-shigong-raomin.toml
    +closed_at = 2026-07-07T09:30:00
    +result = "致歉"
    +satisfied = true
    "#);
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
    insta::assert_snapshot!(rest.join("\n"), @r#"
    customers/yunling-mobile/feedback/2026-07-06-bujiao-ziliao.toml
    +told_customer_on = 2026-07-06
    +closed_on = 2026-07-08

    incidents/2026-07-06-yishi-yiye.toml
    +handling = "通报"
    +closed_on = 2026-07-08

    suggestions/2026-Q2-starbridge.toml
    -status = "open"
    +status = "done"
    +closed_on = 2026-07-08
    +x_note = "核对无误"
    "#);
}

#[test]
fn packed_records_are_closed_and_returned_in_their_place() {
    let archive = telecom();
    let root = archive.path();
    let packed = "# 2025\nrecords:\n  - id: 2025-03-01-a\n    受理时间: 2025-03-01\n    内容: 甲\n    首问责任人: zhou-lan\n  - id: 2025-03-02-b\n    受理时间: 2025-03-02\n    内容: 乙 # 重\n    首问责任人: zhou-lan\n";
    fs::create_dir_all(root.join("customers/jiangbei-catv/complaints")).expect("made");
    fs::write(root.join("customers/jiangbei-catv/complaints/2025.yaml"), packed).expect("written");
    insta::assert_snapshot!(changed(root, "zhou-lan", "close 2025-03-02 --date 2025-03-02 --result 致歉"), @"
    customers/jiangbei-catv/complaints/2025.yaml
    +    办结时间: 2025-03-02
    +    处理结果: 致歉
    ");
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
    insta::assert_snapshot!(made, @r#"
    suggestions/2026-Q2-jiangbei-catv.toml
    +period = "2026-Q2"
    +customer = "jiangbei-catv"
    +issue = """
    +ARC-02 九项客户信息缺 1 项：客户购买程序
    +CAD-09 2026-06-30 的核定没有复核
    +COV-02 没有我方人员与潘璐建立联系（有联系的关键人物 2/3）
    +COV-03 2 位已建立关系的关键人物全部只由客户经理周岚一人联系
    +COV-05 与决策者许志宏建立联系的我方人员只有 1 人（周岚），应至少 2 人
    +F1-05 总部联系人潘璐没有电话（手机、办公室电话、家庭电话都没有填写）
    +F4-02 3 位关键人物中没有「角色作用」为「支持者」的人
    +F6-08 周岚与许志宏全年计划联系 4 次，到 2026-07-08 应有 2.1 次，实际 1 次，进度 49%，低于 75%
    +F6-08 马超与潘璐全年计划联系 2 次，到 2026-07-08 应有 1.0 次，实际 0 次，进度 0%，低于 75%
    +F6-08 周岚与田野全年计划联系 3 次，到 2026-07-08 应有 1.5 次，实际 1 次，进度 65%，低于 75%
    +PLN-07 没有填写「竞争对手」，至少要有 1 家"""
    +suggestion = """
    +请补充，填在附表1 buying_process
    +请由市场部部长或大区经理复核，然后填写 checked_by: wu-fang
    +请安排一位同事与其建立联系，建立后填入「与我方的关系」并更新「关系状况」
    +请安排另一位同事与其中至少一人建立关系，并填入「与我方的关系」
    +请再安排一位同事（如公司领导）与决策者建立关系
    +请填写手机或办公室电话，如 office = "0990-5550101"；也可填在该人的附表2
    +请在客户内部找到愿意指引我们、协助接近关键人物的人，登记为支持者：role: supporter
    +请补上联系并写接触情况报告；计划变了的，按第十六条调整联系次数
    +请在客户基本状况表的「竞争对手」中写明优势、劣势、目前状况、建议策略"""
    +due = 2026-07-31
    +issued_on = 2026-07-08
    +issued_by = "he-xin"
    +copies_to = ["zhou-lan", "wu-fang"]
    +status = "open"
    "#);
    let again = on(root, "he-xin", "add-suggestion --from-audit jiangbei-catv --due 2026-07-31 --yes");
    assert!(again.stderr.contains("略过：江北广电") && again.status == Some(0), "{}", again.stderr);
    let settings = fs::read_to_string(root.join("kehu.toml")).expect("there").replace("zh-CN", "en");
    fs::write(root.join("kehu.toml"), settings).expect("written");
    does(root, "--as-of 2026-07-08 --me he-xin add-suggestion --from-audit 星桥设备 --period 2026-Q1 --due 2026-07-31 --yes");
    let text = fs::read_to_string(root.join("suggestions/2026-Q1-starbridge.toml")).expect("there");
    assert!(text.lines().any(|line| line.contains("ARC-") || line.contains("-0")) && text.contains(" the "), "{text}");
}

#[test]
fn a_suggestion_goes_to_the_manager_and_the_director() {
    let archive = telecom();
    let root = archive.path();
    let text = "add-suggestion 云岭移动 --issue 附表5待更新 --suggestion 更新投资规划 --due 2026-07-31";
    insta::assert_snapshot!(changed(root, "he-xin", text), @r#"
    suggestions/2026-Q2-yunling-mobile.toml
    +period = "2026-Q2"
    +customer = "yunling-mobile"
    +issue = "附表5待更新"
    +suggestion = "更新投资规划"
    +due = 2026-07-31
    +issued_on = 2026-07-08
    +issued_by = "he-xin"
    +copies_to = ["zhou-lan", "wu-fang"]
    +status = "open"
    "#);
    assert!(changed(root, "he-xin", text).starts_with("suggestions/2026-Q2-yunling-mobile-2.toml\n"));
    let refused = line(root, "suggest yunling-mobile --issue x");
    assert_eq!(refused.status, Some(2));
    assert!(refused.stderr.contains("--suggestion") && refused.stderr.contains("--due"), "{}", refused.stderr);
}
