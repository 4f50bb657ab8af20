//! Tables of every sort against an archive with nothing in it.

use proptest::prelude::*;

use super::*;
use crate::edit::csv::{self, Coding, Options};
use crate::resolve::Names;

fn table(kind: Kind, text: &str) -> (Table, Vec<Column>) {
    let all = columns(kind);
    let known = |name: &str| columns::named(&all, name, "北湾").is_some();
    let options = Options { coding: Coding::Auto, header_row: None, known: &known };
    (csv::read(text.as_bytes(), &options).expect("is a table"), all)
}

fn planned(kind: Kind, text: &str, loaded: &Loaded) -> Outcome {
    let (table, all) = table(kind, text);
    let mapping = map(&table, &all, &[], "北湾").expect("fits");
    let archive =
        Archive { loaded, value: &|path| Err(path.to_owned()), text: &|_| None, keys: crate::form::choices::KeyLanguage::English };
    let today = NaiveDate::from_ymd_opt(2026, 7, 29).expect("a day");
    plan(Brought { kind, table: &table, columns: &all, mapping: &mapping }, archive, How { on_conflict: OnConflict::Error, today })
}

fn archive() -> Loaded {
    let mut loaded = Loaded::default();
    let mut names = Names::default();
    names.add("zhou-lan", &["周岚"]);
    loaded.world.staff.names = names;
    loaded.world.categories.add("operator", &["运营商"]);
    loaded.world.customers_complete = true;
    loaded
}

#[test]
fn columns_are_known_by_key_label_and_the_words_of_people() {
    let key = |kind: Kind, header: &str| {
        let all = columns(kind);
        columns::named(&all, header, "北湾").map(|at| all[at].key.clone()).unwrap_or_default()
    };
    for (header, wanted) in [
        ("unit_name", "unit_name"),
        ("单位名称*", "unit_name"),
        ("客户名称（必填）", "unit_name"),
        ("年交易额(元)", "annual_trade"),
        ("类别", "category"),
        ("地 址", "sites.location"),
        ("ＴＥＬ", "contacts.mobile"),
        ("职务", "people.title"),
        ("与北湾的关系", "people.ours"),
        ("sheet.email", "sheet.email"),
        ("频率", "purchase.frequency"),
        ("备注", ""),
        ("", ""),
    ] {
        assert_eq!(key(Kind::Customers, header), wanted, "{header}");
    }
    assert_eq!((key(Kind::People, "客户名称").as_str(), key(Kind::People, "客户编号").as_str()), ("unit_name", "customer"));
    assert_eq!((key(Kind::Orders, "合同金额(万元)").as_str(), key(Kind::ContactReports, "联系人").as_str()), ("amount", "people"));
}

const HEADER: &str = "客户名称,客户类别,客户经理,阶段,级别,上级单位,联系人,职务,角色,关系,我方人员,评估日期";

#[test]
fn rows_refer_to_later_rows_and_never_to_bad_ones() {
    let child = "春城移动,运营商,周岚,意向客户,一般客户,云岭移动,,,,,,";
    let parent = "云岭移动,运营商,周岚,意向客户,一般客户,,李强,主任,决策者,中立的,周岚,2026/7/1";
    let good = planned(Kind::Customers, &format!("{HEADER}\n{child}\n{parent}\n"), &archive());
    assert_eq!((good.bad.as_slice(), good.added.len(), good.papers.len()), (&[][..], 3, 3));
    let bad = planned(Kind::Customers, &format!("{HEADER}\n{child}\n{}\n", parent.replace("意向", "无意")), &archive());
    assert_eq!(bad.bad_rows().into_iter().collect::<Vec<_>>(), [2, 3], "{:?}", bad.bad);
    assert!(bad.papers.is_empty());
}

#[test]
fn rows_of_one_customer_agree_or_are_bad_and_the_same_twice_is_passed_over() {
    let row = "云岭移动,运营商,周岚,意向客户,一般客户,,李强,主任,决策者,中立的,周岚,2026/7/1";
    let other = "云岭移动,,,,,,王敏,主任,使用者,中立的,周岚,2026/7/1";
    let out = planned(Kind::Customers, &format!("{HEADER}\n{row}\n{other}\n{row}\n"), &archive());
    assert_eq!((out.bad.as_slice(), out.added.len(), out.repeated.as_slice()), (&[][..], 3, &[(4, 2)][..]));
    let out = planned(Kind::Customers, &format!("{HEADER}\n{row}\n{}\n", row.replace("主任", "处长")), &archive());
    assert_eq!((out.bad.len(), out.bad[0].row, out.bad[0].column.as_deref()), (1, 3, Some("职务")));
    assert!(out.bad[0].reason.contains("第 2 行"), "{}", out.bad[0].reason);
}

proptest! {
    #[test]
    fn no_table_panics_and_every_row_is_accounted_for(
        at in 0_usize..5,
        cells in prop::collection::vec(prop::collection::vec(
            prop::sample::select(vec!["", "云岭", "周岚", "运营商", "2026-07-01", "1.2E+10", "-5", "是", "con", "；、", "决策者", "中立", "ＡＢ"]), 9), 0..6),
    ) {
        let kind = Kind::ALL[at];
        let header: Vec<String> = columns(kind).iter().map(|column| column.key.clone()).collect();
        let mut text = String::new();
        for shift in 0..header.len().div_ceil(9).max(1) {
            text.clear();
            let names = header.iter().skip(shift * 9).take(9).map(String::as_str);
            csv::write(&mut text, ',', names.chain(["x"]));
            for row in &cells {
                csv::write(&mut text, ',', row.iter().copied());
            }
            let out = planned(kind, &text, &archive());
            let bad = out.bad_rows();
            prop_assert!(out.added.iter().chain(&out.updated).chain(&out.unchanged).all(|item| !bad.contains(&item.row)));
            prop_assert!(out.papers.is_empty() || bad.len() < cells.len());
        }
    }
}
