//! Tables come in: all rows or none, bad ones with their reasons in a file, and brought again they change nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use encoding_rs::GB18030;
use tempfile::TempDir;

use crate::support::{Done, Kehu, copy_of};

const FIRST: &str = "一丁七万三上下不丑专且世丘丙业丛东丝丢两严丧个丰临丸丹为主丽";
const GIVEN: &str = "国强雪梅志远建设云飞克勤振宇可心若兰海波";

fn run(folder: &TempDir, line: &str) -> Done {
    Kehu::line(line).inside(folder.path()).run()
}

fn put(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) {
    fs::write(folder.path().join(name), bytes).expect("written");
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("is there")
}

fn gb(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

/// Every file of the archive with its bytes, tables at the root apart.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(dir: &Path, root: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(dir).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            if name == ".kehu" || (name.ends_with(".csv") && !name.contains('/')) {
                continue;
            }
            if path.is_dir() {
                walk(&path, root, out);
            } else {
                out.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    let mut out = BTreeMap::new();
    walk(folder, folder, &mut out);
    out
}

const HEADER: &str =
    "客户名称,简称,客户类别,负责人,阶段,客户级别,建档日期,地址,联系人,职位,角色,关系状况,与北湾通信的关系,评估日期,手机号码,内部备注";

/// 900 rows: 300 customers with three people each.
fn table() -> Vec<String> {
    let first: Vec<char> = FIRST.chars().collect();
    let given: Vec<char> = GIVEN.chars().collect();
    let mut rows = Vec::new();
    for customer in 0..300 {
        let short = format!("北湾{}{}", first[customer / first.len()], first[customer % first.len()]);
        for person in 0..3 {
            let name = format!(
                "{}{}{}",
                ["李", "王", "欧阳"][person],
                given[customer % given.len()],
                given[(customer / 7 + person) % given.len()]
            );
            let role = ["决策者", "顾问人员", "使用者"][person];
            rows.push(format!(
                "{short}通信有限公司,{short},运营商,秦悦,意向客户,重点客户,2026/7/{},\"北湾市滨江路{customer}号, A座\",{name},主任,{role},中立的,秦悦,2026年7月8日,129{customer:04}{person:04},x",
                customer % 28 + 1,
            ));
        }
    }
    rows
}

fn csv(rows: &[String]) -> String {
    format!("{HEADER}\r\n{}\r\n", rows.join("\r\n"))
}

#[test]
fn three_hundred_customers_come_in_once_the_ten_bad_rows_are_mended() {
    let copy = copy_of("examples/minimal");
    let good = table();
    let mut bad = good.clone();
    let wanted = [
        (3, ",秦悦,意向客户", ",秦越,意向客户", "负责人"),
        (33, "重点客户", "特级客户", "客户级别"),
        (63, "2026/7/", "2026/13/", "建档日期"),
        (94, "主任", "", "职位"),
        (125, "使用者", "", "角色"),
        (156, ",129", ",1.29E+10,129", "多出一格"),
        (187, "1290062000", "1.29E+9", "科学计数法"),
        (214, "中立的", "随便", "关系状况"),
        (245, "意向客户", "签约客户", "请改成一致"),
        (270, "秦悦,2026年7月8日", "诸葛亮,2026年7月8日", "与北湾通信的关系"),
    ];
    for (at, from, to, _) in wanted {
        assert!(bad[at].contains(from), "{}", bad[at]);
        bad[at] = bad[at].replacen(from, to, 1);
    }
    put(&copy, "customers.csv", gb(&csv(&bad)));
    let before = files(copy.path());
    let done = run(&copy, "import customers.csv --as customers --yes");
    assert_eq!((done.status, done.stdout.as_str()), (Some(1), ""), "{}", done.stderr);
    assert!(done.stderr.contains("没有用到「内部备注」"), "{}", done.stderr);
    assert_eq!(files(copy.path()), before, "nothing is written at first");
    let rejects = text(&copy, "customers-rejects.csv");
    assert!(rejects.starts_with(&format!("\u{feff}{HEADER},原因\r\n")), "{rejects}");
    assert_eq!(rejects.lines().count(), 11, "{rejects}\n{}", done.stderr);
    for (at, _, _, reason) in wanted {
        let line = done.stderr.lines().find(|line| line.starts_with(&format!("customers.csv：第 {} 行", at + 2)));
        assert!(line.is_some_and(|line| line.contains(reason)), "row {}: {reason}\n{}", at + 2, done.stderr);
    }
    assert!(rejects.contains("秦越"), "{rejects}");

    put(&copy, "customers.csv", gb(&csv(&good)));
    let asked = run(&copy, "import customers.csv --as customers");
    assert_eq!(asked.status, Some(2), "off a terminal it wants --yes: {}", asked.stderr);
    assert_eq!(files(copy.path()), before);
    let done = run(&copy, "import customers.csv --as customers --yes");
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert!(done.stderr.contains("客户：新增 300，更新 0，不变 0"), "{}", done.stderr);
    assert!(done.stderr.contains("关键人物：新增 900"), "{}", done.stderr);
    let after = files(copy.path());
    assert_eq!(after.len(), before.len() + 600);

    let again = run(&copy, "import customers.csv --as customers");
    assert_eq!(again.status, Some(0), "{}", again.stderr);
    assert!(again.stderr.contains("客户：新增 0，更新 0，不变 300"), "{}", again.stderr);
    assert!(again.stderr.contains("关键人物：新增 0，更新 0，不变 900"), "{}", again.stderr);
    assert_eq!(files(copy.path()), after);
    let check = run(&copy, "check");
    assert_eq!(check.status, Some(0), "{}", check.stdout);
}

const PEOPLE: &str = "客户名称,姓名,职务,角色,关系,我方对接人,评估时间,手机,机构
云岭移动,李国强,副总经理(分管建设),决策者,积极的,周岚;高振宇,2026-06-24,12900000101,
yunling-mobile,陈曾,处长,使用者、顾问人员,中立,周岚,2026.7.1,12999999999,云岭移动春城分公司
江北广电,单雄信,工程师,使用者,中立的,周岚,2026/7/1,12988888888,
";
const ORDERS: &str = "客户,订单日期,合同编号,项目名称,产品,合同金额(元),成本
云岭移动,2026/3/1,HT-1,5G三期,施工,\"3,200,000\",200
云岭移动,2026/3/1,HT-1,5G三期,施工,\"3,200,000\",200
云岭移动,2026/3/2,HT-2,5G三期,\"A,B\",1000,
starbridge,2026/3/2,,a,b,¥1000,
";
const REPORTS: &str = "客户,跟进日期,联系方式,拜访人,联系人,跟进内容,填报日期,填报人,呈报对象,下次跟进日期
云岭移动,2026-05-15,会面,郑克勤、周岚,李国强,谈三期,2026-05-16,周岚,马超,2026-08-01
云岭移动,2026-07-15,电话,周岚,李国强;王敏,谈四期,2026-07-16,孙涛,马超,2026-08-01
云岭移动,2026-07-15,电话,周岚,李国强,谈五期,2026-07-16,周岚,马超,2026-08-01
";
const STAFF: &str = "工号;姓名;职务;岗位;上级;邮箱;入职日期
;王曾强;经理;客户经理;陆小凤;w@x.cn;2020/1/1
;陆小凤;大区经理;大区经理;马超;l@x.cn;2019-01-01
;孙涛;项目总工程师;同事;;;
";

#[test]
fn every_kind_comes_in_once_and_leaves_the_rest_of_its_documents_alone() {
    let copy = copy_of("examples/telecom");
    let tables =
        [("people", PEOPLE, "新增 2"), ("orders", ORDERS, "新增 3"), ("contact-reports", REPORTS, "新增 3"), ("staff", STAFF, "新增 2")];
    for (kind, table, counted) in tables {
        let before = files(copy.path());
        put(&copy, "t.csv", table);
        let line = format!("import t.csv --as {kind} --yes");
        let shown = run(&copy, &format!("{line} --dry-run -v"));
        assert_eq!(shown.status, Some(0), "{kind}: {}", shown.stderr);
        let gone: Vec<_> = shown.stdout.lines().filter(|line| line.starts_with('-') && !line.starts_with("---")).collect();
        assert!(gone.is_empty(), "{kind}: an addition changes no line: {gone:?}");
        assert_eq!(files(copy.path()), before, "{kind}");
        let done = run(&copy, &line);
        assert_eq!(done.status, Some(0), "{kind}: {}", done.stderr);
        assert!(done.stderr.contains(counted), "{kind}: {}", done.stderr);
        let after = files(copy.path());
        assert_ne!(after, before, "{kind}");
        let again = run(&copy, &line);
        assert_eq!(again.status, Some(0), "{kind}: {}", again.stderr);
        assert!(again.stderr.contains("新增 0，更新 0"), "{kind}: {}", again.stderr);
        assert_eq!(files(copy.path()), after, "{kind}");
    }
    let report = text(&copy, "customers/yunling-mobile/contact-reports/2026-07-15-li-guoqiang-zhou-lan.toml");
    assert!(report.contains("reported_by = \"sun-tao\"\n") && report.contains("reported_on = 2026-07-16\n"), "{report}");
    let orders = text(&copy, "customers/yunling-mobile/orders.csv");
    assert_eq!(
        orders,
        "date,order,project,product,amount,cost\n2026-03-01,HT-1,5G三期,施工,320,200\n2026-03-02,HT-2,5G三期,\"A,B\",0.1,\n"
    );
    assert!(text(&copy, "staff.toml").contains("superior = \"lu-xiaofeng\""));
}

#[test]
fn a_record_that_says_something_else_is_changed_only_when_asked() {
    let copy = copy_of("examples/telecom");
    put(&copy, "t.csv", "客户,姓名,职务,手机\n云岭移动,王敏,总经理,12900000102\n");
    let before = files(copy.path());
    let done = run(&copy, "import t.csv --as people --yes");
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains("t.csv：第 2 行「职务」：档案里是「计划建设部总经理」，这里是「总经理」"), "{}", done.stderr);
    let done = run(&copy, "import t.csv --as people --yes --on-conflict skip");
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert_eq!(files(copy.path()), before);
    let done = run(&copy, "import t.csv --as people --yes --on-conflict update");
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    let path = "customers/yunling-mobile/key-people.toml";
    let was = String::from_utf8(before[path].clone()).expect("UTF-8");
    assert_eq!(text(&copy, path), was.replace("title = \"计划建设部总经理\"", "title = \"总经理\""));
    put(&copy, "o.csv", ORDERS);
    assert_eq!(run(&copy, "import o.csv --as orders --yes").status, Some(0));
    put(&copy, "o.csv", "客户,日期,订单号,产品,金额\n云岭移动,2026-03-01,HT-1,施工,330\n");
    assert_eq!(run(&copy, "import o.csv --as orders --yes").status, Some(1));
    assert_eq!(run(&copy, "import o.csv --as orders --yes --on-conflict update").status, Some(0));
    assert!(text(&copy, "customers/yunling-mobile/orders.csv").contains("2026-03-01,HT-1,5G三期,施工,330,200\n"));
}

#[test]
fn good_rows_may_go_first_and_the_mended_rejects_follow() {
    let copy = copy_of("examples/telecom");
    put(&copy, "t.csv", PEOPLE.replace("工程师,使用者", "工程师,随便"));
    let done = run(&copy, "import t.csv --as people --yes --skip-bad --rejects bad.csv");
    assert_eq!(done.status, Some(1), "{}", done.stderr);
    assert!(text(&copy, "customers/yunling-mobile/key-people.toml").contains("陈曾"));
    assert!(!text(&copy, "customers/jiangbei-catv/key-people.yaml").contains("单雄信"));
    put(&copy, "bad.csv", text(&copy, "bad.csv").replace("工程师,随便", "工程师,使用者"));
    let done = run(&copy, "import bad.csv --as people --yes");
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert!(!done.stderr.contains("原因"), "the column is not a column: {}", done.stderr);
    assert!(text(&copy, "customers/jiangbei-catv/key-people.yaml").contains("name: 单雄信"));
}

#[test]
fn what_is_wrong_with_a_table_is_said_once_with_what_to_do() {
    let copy = copy_of("examples/telecom");
    let says = |name: &str, bytes: &[u8], options: &str, status: i32, words: &str| {
        put(&copy, name, bytes);
        let done = run(&copy, &format!("import {name} --as customers {options}"));
        assert_eq!(done.status, Some(status), "{}", done.stderr);
        let flat: String = done.stderr.split_whitespace().collect();
        assert!(flat.contains(&words.replace(' ', "")), "{words}\n{}", done.stderr);
    };
    let table = "客户名称,负责人\n新云水务,周岚\n新云电力,周岚\n";
    says("a.csv", &gb(table), "--encoding utf-8", 2, "像是 GB18030");
    says("a.csv", b"PK\x03\x04", "", 2, "另存为 CSV");
    says("a.csv", b"\n", "", 2, "没有表头");
    says("a.csv", "客户名称,负责人\n\"新云\n".as_bytes(), "", 2, "第 2 行的引号没有结束");
    says("a.csv", table.as_bytes(), "--map 负责人=teir", 2, "没有 `teir` 这一项；最接近的是 tier");
    says("a.csv", table.as_bytes(), "--map 负责=tier", 2, "没有「负责」这一列；最接近的是 负责人");
    says("a.csv", "客户名称,公司\n新云,新云\n".as_bytes(), "", 2, "两列都对应 `unit_name`");
    says("a.csv", table.as_bytes(), "", 1, "第 2 行（共 2 行）：缺少必填的「客户层级」（tier）");
    let done = run(&copy, "import none.csv --as customers");
    assert_eq!(done.status, Some(2));
    assert_eq!(run(&copy, "import a.csv").status, Some(2), "what it holds must be said");
}

#[test]
fn chinese_keys_and_yaml_stay_chinese_and_yaml() {
    let copy = copy_of("examples/minimal");
    let settings = text(&copy, "kehu.toml").replace("amount_unit = \"万元\"", "amount_unit = \"万元\"\nkeys = \"zh\"");
    put(&copy, "kehu.toml", settings);
    put(&copy, "t.csv", csv(&table()[..3]));
    let done = run(&copy, "import t.csv --as customers --yes");
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    let profile = text(&copy, "customers/beiwan-yiyi/customer.yaml");
    assert!(profile.contains("客户层级: 重点客户\n") && profile.contains("类别: 公司总部"), "{profile}");
    let again = run(&copy, "import t.csv --as customers --yes");
    assert!(again.stderr.contains("不变 1") && again.stderr.contains("不变 3"), "{}", again.stderr);
}

#[test]
fn a_filled_template_comes_in() {
    let copy = copy_of("examples/telecom");
    assert_eq!(run(&copy, "import --template staff -o staff.csv").status, Some(0));
    let header = text(&copy, "staff.csv");
    assert!(header.starts_with("\u{feff}编号,姓名*,职务*,岗位*") && header.ends_with("\r\n"), "{header}");
    put(&copy, "staff.csv", format!("{header},王曾强,经理,客户经理\r\n"));
    let done = run(&copy, "import staff.csv --as staff --yes");
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert!(text(&copy, "staff.toml").contains("name = \"王曾强\""));
}
