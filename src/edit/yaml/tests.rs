//! Edits of YAML texts: before, what is done, after.

use crate::edit::op::{Act, Op, Place, Step};
use crate::edit::shape::Shape;
use crate::edit::splice::{Stuck, apply};
use crate::edit::value::{Comments, Pair, Value};
use crate::form::Record;
use crate::form::choices::KeyLanguage;
use crate::form::customer::Customer;
use crate::source::{Arena, Syntax, parse};

pub(super) const SHAPE: Shape = Shape { spec: Customer::SPEC, packed: false, keys: KeyLanguage::English };

/// A place as `sites.0.name`.
pub(super) fn place(path: &str) -> Place {
    Place(path.split('.').map(|step| step.parse().map_or_else(|_| Step::Key(step.to_owned()), Step::At)).collect())
}

fn set(path: &str, value: Value) -> Op {
    Op::set(place(path), value)
}

fn text(path: &str, value: &str) -> Op {
    set(path, Value::text(value))
}

fn append(path: &str, value: Value) -> Op {
    Op::append(place(path), value)
}

fn remove(path: &str) -> Op {
    Op::remove(place(path))
}

fn edited(before: &str, op: &Op) -> Result<String, Stuck> {
    apply(Syntax::Yaml, before, SHAPE, std::slice::from_ref(op))
}

#[track_caller]
fn becomes(before: &str, op: &Op, after: &str) {
    assert_eq!(edited(before, op).as_deref(), Ok(after), "{op:?}");
    // The same with the line ends of Windows.
    let windows = |text: &str| text.replace('\n', "\r\n");
    if before.contains('\n') {
        assert_eq!(edited(&windows(before), op), Ok(windows(after)), "{op:?} with CRLF");
    }
}

#[track_caller]
fn by_hand(before: &str, op: &Op) {
    assert!(matches!(edited(before, op), Err(Stuck::ByHand(_))), "{:?}", edited(before, op));
}

fn site() -> Value {
    Value::table([("kind", Value::text("branch")), ("name", Value::text("二分部"))])
}

fn contact(person: &str) -> Value {
    Value::table([("person", Value::text(person)), ("mobile", Value::text("13900000000"))])
}

#[test]
fn a_value_changes_and_nothing_beside_it() {
    let before = "unit_name: 云岭   # 全称\ntier:  'key'\nregion: >\n  西\n  南\n\n# 末尾\n";
    becomes(before, &text("unit_name", "云岭移动"), &before.replace("云岭 ", "云岭移动 "));
    becomes(before, &text("tier", "vip"), &before.replace("'key'", "vip"));
    becomes(before, &text("region", "北"), "unit_name: 云岭   # 全称\ntier:  'key'\nregion: 北\n\n# 末尾\n");
    becomes("region: | # 注\n  a\ntier: key", &text("region", "x"), "region: x # 注\ntier: key");
    becomes("region:\ntier: key\n", &text("region", "x"), "region: x\ntier: key\n");
    becomes("region: # 注\ntier: key\n", &text("region", "x"), "region: x # 注\ntier: key\n");
    becomes("region: x # 注\ntier: key\n", &text("region", "一\n二\n"), "region: | # 注\n  一\n  二\ntier: key\n");
    becomes("region: x", &text("region", "一\n二"), "region: |-\n  一\n  二");
    becomes("region: x\n", &text("region", " 一\n二\n\n"), "region: |2+\n   一\n  二\n\n");
}

#[test]
fn texts_are_plain_where_they_stay_texts() {
    for (value, written) in [
        ("云岭", "云岭"),
        ("2026-07-08", "2026-07-08"),
        ("60%", "60%"),
        ("13800000000", "\"13800000000\""),
        ("007", "\"007\""),
        ("0x1F", "\"0x1F\""),
        ("1e3", "\"1e3\""),
        ("true", "\"true\""),
        ("a: b", "\"a: b\""),
        ("a # b", "\"a # b\""),
        ("- a", "\"- a\""),
        ("*a", "\"*a\""),
        ("", "\"\""),
        (" a ", "\" a \""),
        ("a\tb\u{7}", "\"a\\tb\\x07\""),
        ("说\"好\"", "说\"好\""),
        ("a, b [c]", "a, b [c]"),
        ("null", "\"null\""),
        ("~", "\"~\""),
    ] {
        becomes("region: x\n", &text("region", value), &format!("region: {written}\n"));
        let flow = if value.contains(',') { "\"a, b [c]\"" } else { written };
        becomes("key_account: [x]\n", &text("key_account.0", value), &format!("key_account: [{flow}]\n"));
    }
    becomes("region: x\n", &set("region", Value::number("12.50")), "region: 12.50\n");
    becomes("region: x\n", &set("region", Value::truth(true)), "region: true\n");
}

#[test]
fn a_new_key_goes_where_the_form_wants_it() {
    let before = "# 附表1\nunit_name: 云岭\ntier: key   # 层级\n\nsites:\n  - kind: branch\n    name: 分部\n  # 另有一处\n\n# 建档\nestablished_on: 2026-01-01\n";
    becomes(before, &text("region", "西"), &before.replace("tier:", "region: 西\ntier:"));
    becomes(before, &text("credit", "good"), &before.replace("# 层级\n", "# 层级\ncredit: good\n"));
    becomes(before, &text("origin", "展会"), &format!("{before}origin: 展会\n"));
    becomes(before, &text("x_own", "1a"), &format!("{before}x_own: 1a\n"));
    becomes(before, &text("filed.received_by", "he-xin"), &format!("{before}filed:\n  received_by: he-xin\n"));
    let site = before.replace("name: 分部\n", "name: 分部\n    location: 春城\n");
    becomes(before, &text("sites.0.location", "春城"), &site);
    becomes("# 附表1\ntier: key\n\nx: 1\n", &text("unit_name", "云岭"), "# 附表1\nunit_name: 云岭\ntier: key\n\nx: 1\n");
    becomes("a: 1\n\nb: 2\n\nc: 3\n", &text("d", "x"), "a: 1\n\nb: 2\n\nc: 3\n\nd: x\n");
    becomes("tier: key", &text("credit", "good"), "tier: key\ncredit: good");
    becomes("客户层级: key\n", &text("credit", "good"), "客户层级: key\n信用状况: good\n");
}

#[test]
fn empty_documents_get_their_first_key() {
    for (before, after) in [
        ("", "tier: key\n"),
        ("# 注\n", "# 注\ntier: key\n"),
        ("# 注", "# 注\ntier: key"),
        ("{}\n", "tier: key\n"),
        ("# 注\n{ }  # 空\n", "# 注\ntier: key  # 空\n"),
        ("---\n", "---\ntier: key\n"),
        ("---\n...\n", "---\ntier: key\n...\n"),
    ] {
        becomes(before, &text("tier", "key"), after);
    }
    becomes("---\na: 1\n...\n", &text("tier", "key"), "---\na: 1\ntier: key\n...\n");
}

#[test]
fn lists_of_lines_grow_as_they_are_written() {
    becomes(
        "sites:\n  - kind: a\n    name: b\n  # 其余\ntier: key\n",
        &append("sites", site()),
        "sites:\n  - kind: a\n    name: b\n  # 其余\n  - kind: branch\n    name: 二分部\ntier: key\n",
    );
    becomes(
        "机构:\n-   类别: a\n\n-   类别: b\n\n# 层级\n客户层级: key\n",
        &append("sites", site()),
        "机构:\n-   类别: a\n\n-   类别: b\n\n-   类别: branch\n    机构名称: 二分部\n\n# 层级\n客户层级: key\n",
    );
    becomes("sites: []\n", &append("sites", site()), "sites:\n  - kind: branch\n    name: 二分部\n");
    becomes("sites: # 机构\n", &append("sites", site()), "sites: # 机构\n  - kind: branch\n    name: 二分部\n");
    becomes("tier: key\n", &append("team", contact("a")), "tier: key\nteam:\n  - { person: a, mobile: \"13900000000\" }\n");
    let before = "sites:\n  - kind: a\n    contacts:\n      - { person: x }\n";
    let after = format!("{before}      - {{ person: y, mobile: \"13900000000\" }}\n");
    becomes(before, &append("sites.0.contacts", contact("y")), &after);
    let before = "sites:\n- kind: a\n  contacts:\n  - person: x\n";
    becomes(before, &append("sites.0.contacts", contact("y")), &format!("{before}  - person: y\n    mobile: \"13900000000\"\n"));
}

#[test]
fn lists_in_brackets_grow() {
    let b = || Value::text("b");
    becomes("key_account: [a]  # 注\n", &append("key_account", b()), "key_account: [a, b]  # 注\n");
    becomes("key_account: []\n", &append("key_account", b()), "key_account: [b]\n");
    becomes("tier: key\n", &append("key_account", b()), "tier: key\nkey_account: [b]\n");
    becomes("key_account: [a,]\n", &append("key_account", b()), "key_account: [a, b,]\n");
    becomes("key_account: [\n  x,\n  a   # 注\n]\n", &append("key_account", b()), "key_account: [\n  x,\n  a,   # 注\n  b\n]\n");
    becomes("key_account: [\n  a,  # 注\n]\n", &append("key_account", b()), "key_account: [\n  a,  # 注\n  b,\n]\n");
    becomes("key_account: a  # 注\n", &append("key_account", b()), "key_account: [a, b]  # 注\n");
    becomes("key_account: 'a'\n", &append("key_account", b()), "key_account: ['a', b]\n");
    becomes("key_account: ''\n", &append("key_account", b()), "key_account: [b]\n");
    becomes(
        "turnover: [{ year: 2025 }]\n",
        &append("turnover", Value::table([("year", Value::number("2026"))])),
        "turnover: [{ year: 2025 }, { year: 2026 }]\n",
    );
    becomes("filed: { copies: 2 }\n", &text("filed.received_by", "a, b"), "filed: { received_by: \"a, b\", copies: 2 }\n");
    becomes("filed: {date: 2026-01-01}\n", &text("filed.received_by", "a\nb"), "filed: {date: 2026-01-01, received_by: \"a\\nb\"}\n");
    becomes("filed: {}\n", &text("filed.received_by", "a"), "filed:\n  received_by: a\n");
    becomes("{ tier: key }\n", &text("region", "a"), "{ region: a, tier: key }\n");
    becomes("{\n  tier: key,\n  credit: good\n}\n", &text("channel", "a"), "{\n  tier: key,\n  credit: good,\n  channel: a\n}\n");
}

#[test]
fn what_goes_takes_its_comments_along() {
    let before = "a: 1\n# 另\n\n# 层级\n# 二\ntier: key  # 注\nsites:\n  # 甲\n  - kind: a\n    name: b\n\n  # 乙\n  - kind: c\n    name: d\n    # 内\nz: 1\n";
    becomes(before, &remove("tier"), &before.replace("# 层级\n# 二\ntier: key  # 注\n", ""));
    becomes(before, &remove("sites.0"), &before.replace("  # 甲\n  - kind: a\n    name: b\n\n", "\n"));
    becomes(before, &remove("sites.1"), &before.replace("\n  # 乙\n  - kind: c\n    name: d\n    # 内\n", "\n"));
    becomes(before, &remove("sites.0.kind"), &before.replace("- kind: a\n    name", "- name"));
    becomes(before, &remove("sites.1.name"), &before.replace("    name: d\n", ""));
    becomes("sites: # 机构\n  - kind: a\n", &remove("sites.0"), "sites: [] # 机构\n");
    becomes("sites:\n  - kind: a\n", &remove("sites.0.kind"), "sites:\n  - {}\n");
    becomes("filed:\n  copies: 2\n", &remove("filed.copies"), "filed: {}\n");
    becomes("tier: key\n", &remove("tier"), "");
    for (before, index, after) in [
        ("[a, b, c]", 0, "[b, c]"),
        ("[a, b, c]", 1, "[a, c]"),
        ("[a, b, c]", 2, "[a, b]"),
        ("[ a ]", 0, "[]"),
        ("[\n  a,\n  b # 注\n]", 1, "[\n  a\n]"),
        ("[\n  a, # 注\n  b,\n]", 0, "[\n  b,\n]"),
        ("[\n  a, # 注\n  b,\n]", 1, "[\n  a, # 注\n]"),
    ] {
        let document = |list: &str| format!("key_account: {list} # x\n");
        becomes(&document(before), &remove(&format!("key_account.{index}")), &document(after));
    }
    becomes("filed: { copies: 2, date: x }\n", &remove("filed.copies"), "filed: { date: x }\n");
}

#[test]
fn keys_are_renamed() {
    let rename = |path: &str, to: &str| Op { place: place(path), act: Act::Rename(to.to_owned()) };
    becomes("tier: key # 注\n", &rename("tier", "客户层级"), "客户层级: key # 注\n");
    becomes("'tier' : key\n", &rename("tier", "a: b"), "\"a: b\" : key\n");
    becomes("filed: { copies: 2 }\n", &rename("filed.copies", "a,b"), "filed: { \"a,b\": 2 }\n");
}

#[test]
fn whole_tables_and_lists_are_replaced() {
    let list = || Value::list([Value::text("a"), Value::text("b")]);
    becomes("key_account: x # 注\n", &set("key_account", list()), "key_account: [a, b] # 注\n");
    becomes("key_account: # 注\n- x\n- y # 二\ntier: key\n", &set("key_account", list()), "key_account: # 注\n- a\n- b\ntier: key\n");
    becomes("key_account:\n  - x\ntier: key\n", &text("key_account", "a"), "key_account: a\ntier: key\n");
    becomes("sites:\n  - kind: a\n  - kind: b\n", &set("sites.0", site()), "sites:\n  - kind: branch\n    name: 二分部\n  - kind: b\n");
    let mut pair = Pair::new("kind", Value::text("branch"));
    pair.comments = Comments { above: vec!["# 上".to_owned()], beside: Some("# 旁".to_owned()) };
    becomes(
        "tier: key\n",
        &append("sites", Value::Table(vec![pair])),
        "tier: key\nsites:\n  -\n    # 上\n    kind: branch                  # 旁\n",
    );
}

#[test]
fn aliases_and_what_they_stand_for_are_left_to_people() {
    let before = "x_a: &x { date: a }\nfiled: *x\nx_b:\n  <<: *x\n  y: 1\nx_c: *x\n";
    by_hand(before, &text("filed", "b"));
    by_hand(before, &text("filed.date", "b"));
    by_hand(before, &text("filed.copies", "b"));
    by_hand(before, &text("x_a.date", "b"));
    by_hand(before, &text("x_b.date", "b"));
    by_hand(before, &append("x_c", site()));
    by_hand(before, &remove("x_a"));
    becomes(before, &text("tier", "key"), &before.replace("filed:", "tier: key\nfiled:"));
    becomes(before, &text("x_b.y", "b"), &before.replace("y: 1", "y: b"));
    becomes("a: &x 1\n", &text("a", "b"), "a: &x b\n");
}

fn printed(text: &str) -> Option<String> {
    let arena = Arena::new();
    let tree = parse(Syntax::Yaml, text, &arena);
    let document = super::read::document(text, &tree)?;
    Some(super::print::document(&document, SHAPE))
}

#[track_caller]
fn laid_out(before: &str, after: &str) {
    assert_eq!(printed(before).as_deref(), Some(after));
    assert_eq!(printed(after).as_deref(), Some(after), "again");
    assert_eq!(printed(&before.replace('\n', "\r\n")).as_deref(), Some(after), "with CRLF");
}

#[test]
fn the_canonical_layout() {
    laid_out(
        "---\n# 附表1\n\n# 二\nunit_name:   '云岭'    # 全称\n\n\nsites:   # 机构\n\n- kind:  a   # 甲\n  contacts: [{person: x, mobile: '1'}, {person: y}]\n# 乙\n-   kind: b\nkey_account:\n- a\n- b\n# 末尾\n\n# 完\n",
        "# 附表1\n\n# 二\nunit_name: '云岭'                 # 全称\nsites:                            # 机构\n  - kind: a                       # 甲\n    contacts:\n      - { person: x, mobile: '1' }\n      - { person: y }\n  # 乙\n  - kind: b\nkey_account: [a, b]\n# 末尾\n\n# 完\n",
    );
    laid_out(
        "a: >\n  x\n  y\nb: \"x\\ny\"\nc: x\n  y\nd:\ne: ~\nf: {}\ng: []\n",
        "a: |\n  x y\nb: |-\n  x\n  y\nc: x y\nd:\ne: ~\nf: {}\ng: []\n",
    );
    laid_out(
        "team:\n  - staff: a # 甲\n    duty: b\n  - { staff: c }\n",
        "team:\n  - staff: a                      # 甲\n    duty: b\n  - staff: c\n",
    );
    laid_out("team:\n  - staff: a\n    duty: b\n", "team:\n  - { staff: a, duty: b }\n");
    laid_out("filed: { copies: 2, date: 2026-01-01 }\n", "filed:\n  copies: 2\n  date: 2026-01-01\n");
    laid_out("- a\n".replace("- a", "a: [x, # 一\n  # 二\n  y]").as_str(), "a:\n  - x                             # 一\n  # 二\n  - y\n");
    laid_out(
        "sites:\n  - # 甲\n    kind: a\n  -\n    # 乙\n    kind: b\n  - - x\n",
        "sites:\n  - # 甲\n    kind: a\n  -\n    # 乙\n    kind: b\n  - [x]\n",
    );
    laid_out("{a: 1, b: [x]} # 注\n", "a: 1\nb: [x]\n# 注\n");
    laid_out("", "");
    laid_out("# 注\n", "# 注\n");
    let long = format!("a: [{}]\n", ["云岭移动通信"; 12].join(", "));
    laid_out(&long, &format!("a:\n{}", "  - 云岭移动通信\n".repeat(12)));
    for text in ["a: &x 1\n", "a: !t 1\n", "a: &x {}\nb: *x\n", "a: [x\n # c\n]\n", "a: &x {b: 1}\nc:\n  <<: *x\n"] {
        assert_eq!(printed(text), None, "{text}");
    }
}

#[test]
fn what_a_person_puts_in_by_hand() {
    let paste = |op: &Op| super::splice::paste(SHAPE, op);
    assert_eq!(paste(&text("filed.received_by", "he-xin")), "filed:\n  received_by: he-xin\n");
    assert_eq!(paste(&append("sites", site())), "sites:\n  - kind: branch\n    name: 二分部\n");
    assert_eq!(paste(&append("sites.0.contacts", contact("a"))), "sites:\n  contacts:\n    - { person: a, mobile: \"13900000000\" }\n");
    assert_eq!(paste(&Op { place: place("tier"), act: Act::Rename("客户层级".to_owned()) }), "客户层级:\n");
}
