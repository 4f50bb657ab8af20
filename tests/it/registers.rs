//! Commands that write the registers, as a person meets them.

use std::fs;
use std::path::Path;

use crate::changes::all;
use crate::structure::{changes, does, telecom};
use crate::support::{Done, Kehu};

/// A line on a day, by somebody.
pub(crate) fn on(root: &Path, me: &str, text: &str) -> Done {
    let words = text.split_whitespace();
    Kehu::new(words).inside(root).lang("zh-CN").var("KEHU_ME", me).var("KEHU_AS_OF", "2026-07-08").run()
}

/// What such a line changed; it must go through.
pub(crate) fn changed(root: &Path, me: &str, text: &str) -> String {
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
