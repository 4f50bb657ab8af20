//! `kehu show`: who is meant, what is masked, what could not be read.

use std::fs;
use std::path::Path;

use crate::support::{Done, Kehu, copy_of};

fn run(folder: &Path, line: &str) -> Done {
    Kehu::line(&format!("{line} --as-of 2026-07-08")).inside(folder).run()
}

#[test]
fn a_customer_by_any_name() {
    let folder = copy_of("examples/telecom");
    let by_id = run(folder.path(), "show starbridge").clean();
    assert!(by_id.starts_with("星桥通信设备股份有限公司\n"), "{by_id}");
    for name in ["星桥设备", "星桥", "star", "xingqiao", "xqsb", "StarBridge"] {
        assert_eq!(run(folder.path(), &format!("show {name}")).clean(), by_id, "{name}");
    }
}

#[test]
fn restricted_fields_are_masked_until_revealed() {
    let folder = copy_of("examples/telecom");
    let masked = run(folder.path(), "show yunling 李国强").clean();
    assert!(masked.contains("***") && !masked.contains("羽毛球") && !masked.contains("12900000101"), "{masked}");
    let clear = run(folder.path(), "show yunling 李国强 --reveal").clean();
    assert!(!clear.contains("***") && clear.contains("羽毛球") && clear.contains("12900000101"), "{clear}");
}

#[test]
fn own_fields_of_a_restricted_sheet_are_masked_too() {
    let folder = copy_of("examples/telecom");
    let settings = folder.path().join("kehu.toml");
    let text = fs::read_to_string(&settings).expect("readable");
    fs::write(&settings, format!("{text}\n[fields.person.nickname]\nlabel = \"绰号\"\ntype = \"text\"\n")).expect("writable");
    let sheet = folder.path().join("customers/starbridge/people/feng-kai.toml");
    let text = fs::read_to_string(&sheet).expect("readable");
    fs::write(&sheet, format!("nickname = \"老冯头\"\n{text}")).expect("writable");
    let page = run(folder.path(), "show starbridge feng-kai").clean();
    assert!(page.contains("绰号") && !page.contains("老冯头"), "{page}");
}

#[test]
fn more_than_one_and_nobody() {
    let folder = copy_of("examples/telecom");
    let other = folder.path().join("customers/yunling-catv");
    fs::create_dir(&other).expect("a new folder");
    fs::write(other.join("customer.yaml"), "单位名称: 云岭广电网络有限公司\n简称: 云岭广电\n").expect("writable");
    let words = run(folder.path(), "show 云岭").refused();
    assert_eq!(words, "错误：「云岭」对应不止一个客户：云岭广电（yunling-catv）、云岭移动（yunling-mobile）\n  请写编号，或写得更全\n");
    assert_eq!(
        run(folder.path(), "show yunling").refused().lines().next(),
        Some("错误：「yunling」对应不止一个客户：云岭广电（yunling-catv）、云岭移动（yunling-mobile）")
    );
    let page = run(folder.path(), "show ylgd").clean();
    assert!(page.starts_with("云岭广电网络有限公司\n") && page.contains("缺少：") && page.contains("附表5"), "{page}");
    assert_eq!(run(folder.path(), "show starbrige").refused(), "错误：没有客户「starbrige」\n  最接近的：星桥设备（starbridge）\n");
    assert!(run(folder.path(), "show ../starbridge").refused().starts_with("错误：没有客户"));
    assert!(run(folder.path(), "show starbridge 冯恺").refused().contains("最接近的：冯凯（feng-kai）"));
}

#[test]
fn with_an_id_nobody_else_is_read() {
    let folder = copy_of("examples/telecom");
    let other = folder.path().join("customers/yunling-mobile/customer.toml");
    fs::write(other, "= broken").expect("writable");
    fs::write(folder.path().join("market/2026-07-zhou-lan.toml"), "= broken").expect("writable");
    let _ = run(folder.path(), "show starbridge").clean();
}

#[test]
fn a_document_that_cannot_be_read_is_named_and_the_rest_printed() {
    let folder = copy_of("examples/telecom");
    fs::write(folder.path().join("customers/starbridge/insight.toml"), [0xD6, 0xD0, 0xB9, 0xFA]).expect("writable");
    let done = run(folder.path(), "show starbridge");
    assert_eq!(done.status, Some(1), "{done:?}");
    assert!(done.stderr.starts_with("未计入：customers/starbridge/insight.toml 未能读取："), "{}", done.stderr);
    assert!(done.stdout.contains("冯凯") && done.stdout.contains("未计入（文件未能读取）："), "{}", done.stdout);
}

#[test]
fn in_english() {
    let folder = copy_of("examples/telecom");
    let page = Kehu::line("show starbridge --as-of 2026-07-08").lang("en").inside(folder.path()).run().clean();
    assert!(page.contains("Key people") && page.contains("decision maker") && page.contains("Days overdue"), "{page}");
}
