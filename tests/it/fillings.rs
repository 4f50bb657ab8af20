//! How forms are filled in wrongly in real life (the ten ways, and what Chinese input methods and Windows add): each is
//! found under its rule, at its line, in words that name the field, what stands there and what should, with the right line.

mod table;

use std::fs;
use std::path::Path;

use kehu::findings::{Finding, Level};
use kehu::render::findings::{self as render, Format, Report};
use kehu::words::Lang;

use crate::archive::{audited, replace};
use crate::support::copy_of;

use table::{FILLINGS, MORE_PROJECTS, PLAN};

const Y: &str = "customers/yunling-mobile/";

fn render_text(root: &Path, before: &[String]) -> (Vec<String>, String) {
    let mut loaded = audited(root);
    loaded.findings.retain(|finding| !before.contains(&place(finding)));
    let line =
        |finding: &Finding| format!("{} {} {}:{}", finding.rule, finding.level.key(), finding.path.replace(Y, "Y/"), finding.start.line);
    let found = loaded.findings.iter().map(line).collect();
    let sources = |path: &str| loaded.store.get(path);
    let report = Report {
        prints: Vec::new(),
        suppressed: &[],
        fail_on: Level::Error,
        findings: &loaded.findings,
        as_of: None,
        unread: &loaded.unread,
        sealed: 0,
        not_judged: &[],
        files: loaded.files,
        customers: &[],
        sources: &sources,
        lang: Lang::Zh,
        color: false,
        width: Some(80),
    };
    let text = String::from_utf8(render::render(Format::Text, &report)).expect("UTF-8");
    // Counts are not what this is about.
    let end = text.find("\n共 ").or_else(|| text.find("没有发现问题")).unwrap_or(text.len());
    (found, text[..end].to_owned())
}

fn place(finding: &Finding) -> String {
    format!("{} {}:{}", finding.rule, finding.path, finding.start.line)
}

/// What is found in the clean archive anyway.
fn before() -> Vec<String> {
    let copy = copy_of("tests/it/fixtures/base");
    audited(copy.path()).findings.iter().map(place).collect()
}

#[test]
fn each_wrong_filling_gets_a_finding_that_one_can_act_on() {
    let before = before();
    let mut faults = Vec::new();
    for filling in FILLINGS {
        let copy = copy_of("tests/it/fixtures/base");
        for (file, find, put) in filling.edits {
            replace(copy.path(), &file.replace("Y/", Y), find, put);
        }
        let (found, text) = render_text(copy.path(), &before);
        if found != filling.found {
            faults.push(format!("{}: expected {:?}, found {found:?}", filling.name, filling.found));
        }
        // Wrapped lines are one text again.
        let flat: String = text.lines().map(str::trim_start).collect();
        for says in filling.says {
            if !text.contains(says) && !flat.contains(says) {
                faults.push(format!("{}: nothing says `{says}`", filling.name));
            }
        }
        insta::assert_snapshot!(format!("filling_{}", filling.name), text);
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Orders in 元 in an archive of 万元, copied from the accounts: each looks right, all of them together do not.
#[test]
fn orders_in_yuan_in_an_archive_of_wan() {
    let before = before();
    let copy = copy_of("tests/it/fixtures/base");
    let on = "[[regulation.versions]]\ndate = 2026-01-15\nversion = \"2026\"\napproved_by = \"总经理办公会\"\n\n[rules]\n\"ANA-01\" = \"warning\"";
    replace(copy.path(), "kehu.toml", "manager = \"ma-chao\"", &format!("manager = \"ma-chao\"\n\n{on}"));
    replace(copy.path(), &PLAN.replace("Y/", Y), "remark = \"联合体\"", MORE_PROJECTS);
    replace(copy.path(), &format!("{Y}customer.toml"), "annual_trade = 1860.00\n", "");
    let orders = "日期,订单号,项目,产品,金额,成本\n2026-05-12,A-1,,安装,3200000,2100000\n2026-06-15,A-2,,安装,4100000,2900000\n";
    fs::write(copy.path().join(Y).join("orders.csv"), orders).expect("written");
    let (found, text) = render_text(copy.path(), &before);
    assert_eq!(found, ["ANA-01 warning Y/orders.csv:1"]);
    let flat: String = text.lines().map(str::trim_start).collect();
    for says in ["疑似以元填写", "+ 日期,订单号,项目,产品,金额(元),成本"] {
        assert!(flat.contains(says) || text.contains(says), "nothing says `{says}`:\n{text}");
    }
}

/// Documents that are right but for the way they are stored.
#[test]
fn another_encoding_is_named_and_a_byte_order_mark_is_read() {
    let before = before();
    let file = "customers/yunling-mobile/insight.toml";
    let copy = copy_of("tests/it/fixtures/base");
    let text = fs::read_to_string(copy.path().join(file)).expect("UTF-8");
    fs::write(copy.path().join(file), format!("\u{feff}{}", text.replace('\n', "\r\n"))).expect("written");
    assert_eq!(render_text(copy.path(), &before).0, [""; 0], "a byte order mark and CRLF are nothing to speak of");

    fs::write(copy.path().join(file), encoding_rs::GB18030.encode(&text).0).expect("written");
    let (found, shown) = render_text(copy.path(), &before);
    assert_eq!(found, ["ARC-05 error Y/insight.toml:1"]);
    insta::assert_snapshot!("filling_plus_gbk", shown);

    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    fs::write(copy.path().join(file), units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()).expect("written");
    let (found, shown) = render_text(copy.path(), &before);
    assert_eq!(found, ["ARC-05 error Y/insight.toml:1"]);
    insta::assert_snapshot!("filling_plus_utf_16", shown);
}

/// YAML written in an editor that puts tabs, and with the colon of a Chinese keyboard.
#[test]
fn tabs_and_full_width_colons_in_yaml() {
    let before = before();
    let copy = copy_of("tests/it/fixtures/base");
    let toml = "customers/yunling-mobile/surveys/2026-02-06-satisfaction.toml";
    fs::remove_file(copy.path().join(toml)).expect("deleted");
    let path = copy.path().join(toml).with_extension("yaml");
    fs::write(&path, "surveyed_on：2026-02-06\nmethod： 现场走访\nscore: 88\nreported_on: 2026-02-10\n").expect("written");
    let (found, shown) = render_text(copy.path(), &before);
    assert_eq!(
        found,
        ["ARC-05 warning Y/surveys/2026-02-06-satisfaction.yaml:1", "ARC-05 warning Y/surveys/2026-02-06-satisfaction.yaml:2"]
    );
    insta::assert_snapshot!("filling_plus_yaml_colon", shown);

    fs::write(&path, "surveyed_on: 2026-02-06\nscore: 88\nreported_on: 2026-02-10\ndimensions:\n\t工期: 90\n").expect("written");
    let (found, shown) = render_text(copy.path(), &before);
    assert_eq!(found, ["ARC-05 error Y/surveys/2026-02-06-satisfaction.yaml:5"]);
    assert!(shown.contains("+   工期: 90"), "{shown}");
    insta::assert_snapshot!("filling_plus_yaml_tab", shown);
}
