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
