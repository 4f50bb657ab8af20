//! Edits as they show in a diff: the snapshot beside holds what each of them does.

use crate::edit::op::{Act, Op, Place};
use crate::edit::shape::Shape;
use crate::edit::splice::{Stuck, apply};
use crate::edit::value::Value;
use crate::form::Record;
use crate::form::choices::KeyLanguage;
use crate::form::customer::Customer;
use crate::form::key_people::KeyPeople;
use crate::form::settings::Settings;
use crate::source::Syntax;

fn shape(spec: &'static crate::form::RecordSpec) -> Shape {
    Shape { spec, packed: false, keys: KeyLanguage::English }
}

fn customer() -> Shape {
    shape(Customer::SPEC)
}

fn at(path: &str) -> Place {
    path.split('.').filter(|step| !step.is_empty()).fold(Place::top(), |place, step| match step.parse::<usize>() {
        Ok(index) => place.at(index),
        Err(_) => place.key(step),
    })
}

fn set(path: &str, value: Value) -> Op {
    Op::set(at(path), value)
}

fn append(path: &str, value: Value) -> Op {
    Op::append(at(path), value)
}

fn remove(path: &str) -> Op {
    Op::remove(at(path))
}

fn rename(path: &str, name: &str) -> Op {
    Op { place: at(path), act: Act::Rename(name.into()) }
}

fn text(text: &str) -> Value {
    Value::text(text)
}

/// The diff of an edit between what stays the same, with one line before and after it.
fn diff(shape: Shape, before: &str, op: &Op) -> String {
    let after = match apply(Syntax::Toml, before, shape, std::slice::from_ref(op)) {
        Ok(after) => after,
        Err(Stuck::ByHand(paste)) => return format!("BY HAND:\n{paste}"),
        Err(other) => return format!("{other:?}\n"),
    };
    let lines = |text: &str| -> Vec<String> {
        let shown = |line: &str| match line.strip_suffix('\n') {
            Some(line) => line.replace('\r', "␍"),
            None => format!("{line}⏚"),
        };
        text.split_inclusive('\n').map(shown).collect()
    };
    let (one, two) = (lines(before), lines(&after));
    let head = one.iter().zip(&two).take_while(|(one, two)| one == two).count();
    let tail = one[head..].iter().rev().zip(two[head..].iter().rev()).take_while(|(one, two)| one == two).count();
    let show = |out: &mut String, sign: char, lines: &[String]| lines.iter().for_each(|line| *out += &format!("{sign}{line}\n"));
    let mut out = String::new();
    show(&mut out, ' ', &one[head.saturating_sub(1)..head]);
    show(&mut out, '-', &one[head..one.len() - tail]);
    show(&mut out, '+', &two[head..two.len() - tail]);
    show(&mut out, ' ', one[one.len() - tail..].get(..1).unwrap_or_default());
    if before == after { "nothing\n".to_owned() } else { out }
}

/// A document with the edits that are tried on it, each by itself.
fn told(out: &mut String, title: &str, shape: Shape, before: &str, ops: &[(&str, Op)]) {
    *out += &format!("######## {title}\n");
    for (name, op) in ops {
        *out += &format!("==== {name}\n{}", diff(shape, before, op));
    }
}

fn site(name: &str) -> Value {
    Value::table([
        ("kind", text("branch")),
        ("name", text(name)),
        ("contacts", Value::list([Value::table([("person", text("李国强")), ("mobile", text("129"))])])),
    ])
}

fn contact() -> Value {
    Value::table([("person", text("zhao")), ("office", text("0990"))])
}

fn day(text: &str) -> Value {
    Value::day(text.parse().expect("a day"))
}

const LABELS: &str = r#"# 附表1
"单位名称" = "云岭移动"   # 全称
"客户层级" = 'vip'

# 授信以风控为准
# 每年一次
"信用状况" = "good"
"大客户" = [
    "critical",   # 关键
    "national"
]
"支持小组" = [{ "人员" = "sun", "职责" = "x" }]

[["机构"]]
"机构名称" = "总部"

  [["机构"."重要联系人"]]
  "联系人" = "a"

# 分公司
[["机构"]]
"机构名称" = "分公司"
# 待补

# 完
"#;

#[test]
fn a_document_with_labels() {
    let mut out = String::new();
    let ops = [
        ("set keeps the comment", set("unit_name", text("新"))),
        ("set same", set("tier", text("vip"))),
        ("new key after the nearest earlier", set("short_name", text("云"))),
        ("new key above a commented one stays outside", set("abc_class", text("A"))),
        ("a day", set("established_on", day("2026-07-08"))),
        ("several lines", set("needs", text("一\n二 \"引\"\n"))),
        ("many lines list", append("key_account", text("long_term"))),
        ("one line list", append("team", Value::table([("staff", text("lin"))]))),
        ("new list of tables", append("budget", Value::table([("year", Value::number("2026"))]))),
        ("new block table", set("purchase.focus", text("工期"))),
        ("new blocks", append("verified", Value::table([("date", day("2026-07-08"))]))),
        ("one more block", append("sites", site("新"))),
        ("one more sub-block", append("sites.0.contacts", contact())),
        ("list in a block", append("sites.1.contacts", contact())),
        ("key in a block above its sub-block", set("sites.0.location", text("春城"))),
        ("own key", set("x_note", text("甲"))),
        ("remove with comments above", remove("credit")),
        ("remove first key", remove("unit_name")),
        ("remove element", remove("key_account.1")),
        ("remove element with comment", remove("key_account.0")),
        ("remove the only element", remove("team.0")),
        ("remove a pair of an inline table", remove("team.0.duty")),
        ("remove a block", remove("sites.1")),
        ("remove a block with sub-blocks", remove("sites.0")),
        ("remove all blocks", remove("sites")),
        ("remove sub-blocks", remove("sites.0.contacts")),
        ("rename key", rename("credit", "credit")),
        ("rename blocks", rename("sites", "sites")),
        ("rename within", rename("team.0.staff", "staff")),
        ("replace a block", set("sites.0", Value::table([("name", text("新"))]))),
        ("replace all blocks", set("sites", Value::list([site("甲"), site("乙")]))),
        ("blocks become an empty list", set("sites", Value::list([]))),
        ("replace a list", set("key_account", Value::list([text("critical")]))),
        ("no such place", set("sites.5.name", text("x"))),
    ];
    told(&mut out, "labels", customer(), LABELS, &ops);
    let crlf = LABELS.replace('\n', "\r\n");
    let ops: Vec<_> = ops
        .into_iter()
        .filter(|(name, _)| ["several lines", "many lines list", "one more block", "new block table"].contains(name))
        .collect();
    told(&mut out, "labels, CR LF, no line break at the end", customer(), crlf.trim_end(), &ops);
    insta::assert_snapshot!("labels", out);
}

#[test]
fn small_documents() {
    let mut out = String::new();
    let key = ("key", set("tier", text("vip")));
    let block = ("block", append("sites", site("甲")));
    let table = ("table", set("filed.copies", Value::number("2")));
    for (title, before) in [
        ("empty", ""),
        ("a comment", "# 附表1\n"),
        ("a comment without line break", "# 附表1"),
        ("blank lines", "\n\n"),
        ("a key", "unit_name = \"x\""),
        ("a block only", "# 附表1\n[[sites]]\nname = \"x\"\n"),
        ("empty lists", "tier = \"\"\nsites = []\n"),
        ("commented empty list", "sites = [] # 暂无\n"),
        ("inline blocks", "sites = [{ name = \"x\" }]\nfiled = {}\n"),
        ("dotted", "filed.date = 2026-07-08\n"),
        ("a bare Chinese key", "客户层级 = \"key\"\n[[机构]]\n机构名称 = \"x\"\n"),
    ] {
        told(&mut out, title, customer(), before, &[key.clone(), block.clone(), table.clone()]);
    }
    insta::assert_snapshot!("small", out);
}

#[test]
fn settings_and_lists() {
    let mut out = String::new();
    let kehu = "format = 1\n[company]\nname = \"x\"\n[params]\nCAD-01.due_day = 7\n\"F6-10\" = { days = 3 }\n[fields.customer.bank]\nlabel = \"开户行\"\n[regulation.versions_note]\na = 1\n";
    let ops = [
        ("dotted", set("params.CAD-01.other", Value::number("3"))),
        ("inline", set("params.F6-10.days", Value::number("5"))),
        ("new param", set("params.COV-01", Value::table([("days", Value::number("5"))]))),
        ("new table", set("rules.F6-06", text("off"))),
        ("deep block", set("fields.customer.tax", Value::table([("label", text("税号")), ("type", text("text"))]))),
        ("header of a table that has none", set("regulation.title", text("制度"))),
        ("blocks below it", append("regulation.versions", Value::table([("date", day("2026-07-08"))]))),
        ("one block becomes two", append("company", Value::table([("name", text("y"))]))),
        ("remove dotted", remove("params.CAD-01")),
        ("rename in headers", rename("fields", "自定义项")),
    ];
    told(&mut out, "settings", shape(Settings::SPEC), kehu, &ops);
    let lists = "role = [ \"user\", ]\nunidentified = [\n  # 暂无\n]\n[[people]]\nid = \"a\"\nrole = \"user\"\nours = [\n  \"a\", \"b\",\n  \"c\" ] # 我方\nhistory = [\n  { status = \"none\" }, # 初\n\n  # 二\n  { status = \"x\" },\n\n  { status = \"y\" },\n]\n";
    let ops = [
        ("one line with comma", append("role", text("x"))),
        ("only a comment", append("unidentified", text("user"))),
        ("closing bracket on the last line", append("people.0.ours", text("d"))),
        ("one value becomes many", append("people.0.role", text("advisor"))),
        ("remove first of a shared line", remove("people.0.ours.0")),
        ("remove second of a shared line", remove("people.0.ours.1")),
        ("remove last", remove("people.0.ours.2")),
        ("remove with blank lines", remove("people.0.history.1")),
        ("remove the last with a blank line above", remove("people.0.history.2")),
        ("into an inline table", set("people.0.history.0.date", day("2026-07-08"))),
        ("replace an element", set("people.0.history.1", Value::table([("note", text("n"))]))),
        ("new list in the only block", append("people.0.influences", text("b"))),
    ];
    told(&mut out, "lists", shape(KeyPeople::SPEC), lists, &ops);
    let packed = Shape { packed: true, ..shape(crate::form::contact::ContactReport::SPEC) };
    let records = "[[records]]\nid = \"a\"\nkind = \"x\"\n\n[[records]]\nid = \"b\"\n";
    let ops = [
        ("a field of a record", set("records.0.summary", text("s"))),
        ("a block of a record", set("records.0.callback", Value::table([("x_a", text("s"))]))),
        ("one more record", append("records", Value::table([("id", text("c")), ("kind", text("x"))]))),
        ("one record less", remove("records.0")),
    ];
    told(&mut out, "records", packed, records, &ops);
    told(&mut out, "no records yet", packed, "", &ops[2..3]);
    insta::assert_snapshot!("settings_and_lists", out);
}

#[test]
fn what_people_put_in_by_hand() {
    let mut out = String::new();
    for op in [
        set("tier", text("vip")),
        set("sites.0.location", text("春城")),
        append("sites", site("甲")),
        append("sites.0.contacts", contact()),
        append("key_account", text("critical")),
        set("filed", Value::table([("copies", Value::number("2"))])),
        set("team.0", Value::table([("staff", text("lin"))])),
        remove("tier"),
        rename("tier", "客户层级"),
    ] {
        for keys in [KeyLanguage::English, KeyLanguage::Chinese] {
            out += &format!("==== {:?}\n{}\n", op.place.0, crate::edit::splice::paste(Syntax::Toml, Shape { keys, ..customer() }, &op));
        }
    }
    insta::assert_snapshot!("by_hand", out);
}

#[test]
fn signs_that_toml_does_not_know_are_no_obstacle() {
    let mut out = String::new();
    let before =
        "单位名称＝\"x\"\n简称 = “云”\ncategory = 运营商 # 类别\nkey_account = [“a”, 2026-07]\nteam = [{ staff = “b” }]\n[机构.x]\na = 1\n";
    let ops = [
        ("value", set("unit_name", text("y"))),
        ("quotes", set("short_name", text("y"))),
        ("bare", set("category", text("operator"))),
        ("new", set("region", text("r"))),
        ("append", append("key_account", text("b"))),
        ("element", set("key_account.1", text("b"))),
        ("inline", set("team.0.staff", text("b"))),
        ("rename", rename("机构", "x_机构")),
        ("remove", remove("short_name")),
    ];
    told(&mut out, "odd", customer(), before, &ops);
    let full = "key_account = [\"a\"，\"b\"]\nteam = ［］\n# x\n";
    told(&mut out, "full-width brackets", customer(), full, &[("key", set("tier", text("key")))]);
    insta::assert_snapshot!("odd", out);
}

#[test]
fn line_ends_are_kept_where_no_line_stays() {
    let before = "[x_block.deep]\r\na = 1\r\n";
    let after = apply(Syntax::Toml, before, customer(), &[set("x_block", text("新"))]);
    assert_eq!(after.expect("it can be written"), "x_block = \"新\"\r\n");
}
