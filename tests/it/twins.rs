//! The same archive in TOML and YAML, with English and with Chinese keys: whatever is found in one is found in each twin.

pub(crate) mod convert;
#[path = "../../benches/generate.rs"]
pub(crate) mod generate;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kehu::archive::Loaded;
use kehu::source::{Arena, Form, Syntax, yaml};
use tempfile::TempDir;

use crate::archive::{Dice, audited, documents, replace};
use crate::support::copy_of;
use convert::{Change, Keys, Value, contents, twin};

/// A finding without its position: rule, level, customer, document, field, message.
fn rows(loaded: &Loaded) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for finding in &loaded.findings {
        let document = finding.path.rsplit_once('.').map_or(&*finding.path, |(stem, _)| stem);
        let customer = finding.customer.as_deref().unwrap_or("-");
        out.push(format!(
            "{} {} {customer} {document} {} | {}",
            finding.rule,
            finding.level.key(),
            finding.field,
            finding.message.replace(".yaml", ".toml")
        ));
    }
    out.sort();
    out
}

fn every_twin_agrees(root: &Path) {
    let faults = disagreements(root, &audited(root), &[]);
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}

/// What is found otherwise in a twin than in the original.
fn disagreements(root: &Path, original: &Loaded, changes: &[Change]) -> Vec<String> {
    let wanted = rows(original);
    let mut faults = Vec::new();
    for syntax in [Syntax::Toml, Syntax::Yaml] {
        for keys in [Keys::English, Keys::Chinese] {
            let twin = twin(root, syntax, keys, changes);
            let loaded = audited(twin.path());
            let found = rows(&loaded);
            let only = |these: &[String], those: &[String], sign: &str| {
                these.iter().filter(|row| !those.contains(row)).map(|row| format!("{sign} {row}")).collect::<Vec<_>>()
            };
            let difference = [only(&wanted, &found, "-"), only(&found, &wanted, "+")].concat();
            if !difference.is_empty() || found.len() != wanted.len() {
                faults.push(format!("{syntax:?} {keys:?}: {} for {}\n{}", found.len(), wanted.len(), difference.join("\n")));
            }
            assert_eq!(loaded.files, original.files);
        }
    }
    faults
}

#[test]
fn the_twins_of_the_example_have_its_findings() {
    every_twin_agrees(copy_of("examples/telecom").path());
}

/// With every preset and records in every register.
#[test]
fn the_twins_of_registers_have_their_findings() {
    every_twin_agrees(crate::defects::registers().path());
}

/// Defects of the values, not of the text: document, what stands there, what stands there instead.
const DEFECTS: &[(&str, &str, &str)] = &[
    ("kehu.toml", "manager = \"ma-chao\"", "manager = \"ma-choa\""),
    ("kehu.toml", "[[regions]]", "[params]\n\"CAD-99.x\" = 1\n\n[[regions]]"),
    ("staff.toml", "title = \"投标主管\"\nrole = \"colleague\"", "title = \"投标主管\"\nrole = \"业务员\""),
    ("staff.toml", "id = \"wu-fang\"", "id = \"wu-fang\"\nactive_to = \"2026-13-01\""),
    ("Y/customer.toml", "lifecycle = \"developed\"", "lifecycle = \"老客户\""),
    ("Y/customer.toml", "credit = \"excellent\"", "credit = \"付款信用优秀\""),
    ("Y/customer.toml", "account_manager = \"zhou-lan\"", "account_manager = \"zhou-lam\""),
    ("Y/customer.toml", "region = \"西南大区\"", "region = \"西北\""),
    ("Y/customer.toml", "annual_trade = 1860.00", "annual_trade = \"约 2 千万\""),
    ("Y/customer.toml", "\nestablished_on = 2024-03-11", "\nestablished_on = \"2024年3月11日\""),
    ("Y/customer.toml", "location = \"云岭省春城市滨江路88号\"\n", ""),
    ("Y/customer.toml", "mobile = \"12900000101\"", "mobile = \"1290000010１\""),
    ("Y/customer.toml", "person = \"duan-yunfei\", office = \"0990-5550201\"", "person = \"duan-yunfe\", office = 5550201"),
    ("Y/customer.toml", "good_faith = true", "good_faith = \"是\""),
    ("Y/customer.toml", "copies = 2", "copies = \"两份\""),
    ("Y/customer.toml", "team = [", "buying_procces = \"集采\"\nteam = ["),
    ("Y/customer.toml", "strategy = \"动力工程联合体先行\"", "strategy = [\"动力工程\", \"联合体\"]"),
    ("Y/key-people.toml", "role = \"advisor\"", "role = \"影响者\""),
    ("Y/key-people.toml", "role = \"decision_maker\"", "role = \"决策者、使用者\""),
    ("Y/key-people.toml", "status = \"neutral\"                             # 中立的", "status = \"很好\""),
    ("Y/key-people.toml", "ours = [\"zhou-lan\", \"gao-zhenyu\"]", "ours = [\"周岚\", \"大家\"]"),
    ("Y/key-people.toml", "assessed_on = 2026-06-18", "assessed_on = \"2026-02-30\""),
    ("Y/key-people.toml", "id = \"he-jun\"", "id = \"Qian-Xuemei\""),
    ("Y/people/li-guoqiang.toml", "birth_date = 1970-05-18", "birth_date = \"05-32\""),
    ("Y/people/li-guoqiang.toml", "source_level = 3", "source_level = 7"),
    ("Y/people/he-jun.toml", "name = \"何俊\"", "name = \"何骏\""),
    ("Y/people/he-jun.toml", "recorded_on = 2026-06-24", "recorded_on = 20260624"),
    ("Y/insight.toml", "updated_on = 2026-06-16", "updated_on = \"6月16日\""),
    ("Y/insight.toml", "topic = \"plans\" ", "topic = \"战略\" "),
    ("Y/plans/2026.toml", "year = 2026", "year = 2025"),
    ("Y/plans/2026.toml", "times = 6", "times = \"6\""),
    ("Y/plans/2026.toml", "times = 4", "times = 0"),
    ("Y/plans/2026.toml", "next = 2026-07-21", "next = \"下周三\""),
    ("Y/plans/2026.toml", "next = 2026-07-28", "next = \"2026/7/28\""),
    ("Y/plans/2026.toml", "win_rate = 60", "win_rate = 0.6"),
    ("Y/plans/2026.toml", "contract = 800.00", "contract = 8000000"),
    ("Y/plans/2026.toml", "margin = 12", "margin = \"1２%\""),
    ("Y/plans/2026.toml", "progress = 100", "progress = 120"),
    ("Y/plans/2026.toml", "owner = \"lin-jing\"", "owner = \"大家\""),
    ("Y/plans/2026.toml", "guided_by = \"wu-fang\"", "guided_by = 7"),
    ("Y/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml", "\ndate = 2026-06-24", "\ndate = 2026-06-25"),
    ("Y/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml", "kind = \"onsite\"", "kind = \"微信\""),
    ("Y/complaints/2026-05-15-site-cleanup.toml", "received_at = 2026-05-15T10:20:00", "received_at = \"五月十五\""),
    ("Y/surveys/2026-02-06-satisfaction.toml", "score = 88", "score = \"88 分\""),
    ("S/key-people.toml", "name = \"苏晴\"\n", ""),
    ("S/insight.toml", "topic = \"organization\"", "topic = \"plans\""),
    ("S/plans/2026.toml", "person = \"luo-yan\"", "person = \"罗燕\""),
    ("S/plans/2026.toml", "target = 300", "target = \"300万\""),
    ("J/key-people.yaml", "status: none ", "status: 无 "),
    ("J/plans/2026.yaml", "times: 4", "times: 四"),
    ("J/plans/2026.yaml", "next: 2026-07-23", "next: 2026.7.23"),
    ("J/plans/2026.yaml", "what: 提交供应商入库材料", "what:"),
    ("lending/2026-0007.toml", "borrower = \"ma-chao\"", "borrower = \"外人\""),
    ("market/2026-07-zhou-lan.toml", "month = \"2026-07\"", "month = \"2026年7月\""),
    ("suggestions/2026-Q2-starbridge.toml", "customer = \"starbridge\"", "customer = \"星桥\""),
];

fn damaged() -> TempDir {
    let copy = copy_of("examples/telecom");
    for (file, find, put) in DEFECTS {
        let folders = [("Y/", "customers/yunling-mobile/"), ("S/", "customers/starbridge/"), ("J/", "customers/jiangbei-catv/")];
        let folder = folders.iter().find(|(short, _)| file.starts_with(short));
        let file = folder.map_or((*file).to_owned(), |(short, long)| file.replacen(short, long, 1));
        // The first key of a document has no line before it.
        let head = fs::read_to_string(copy.path().join(&file)).expect("UTF-8").starts_with(find.trim_start());
        let (find, put) = if head { (find.trim_start(), put.trim_start()) } else { (*find, *put) };
        replace(copy.path(), &file, find, put);
    }
    copy
}

#[test]
fn the_twins_of_a_damaged_archive_have_its_findings() {
    let copy = damaged();
    let before = audited(&crate::support::project().join("examples/telecom")).findings.len();
    assert!(audited(copy.path()).findings.len() > before + DEFECTS.len() / 2, "the defects are found at all");
    every_twin_agrees(copy.path());
}

#[test]
fn a_twin_is_really_written_in_the_other_way() {
    let copy = copy_of("examples/telecom");
    let read = |twin: &TempDir, file: &str| fs::read_to_string(twin.path().join("customers").join(file)).expect("written");
    let yaml = read(&twin(copy.path(), Syntax::Yaml, Keys::Chinese, &[]), "yunling-mobile/customer.yaml");
    assert!(
        yaml.starts_with("单位名称: 云岭移动通信有限公司\n")
            && yaml.contains("客户层级: VIP客户\n")
            && yaml.contains("\n    重要联系人:\n      - 人物: li-guoqiang\n"),
        "{yaml}"
    );
    let toml = read(&twin(copy.path(), Syntax::Toml, Keys::English, &[]), "jiangbei-catv/insight.toml");
    assert!(toml.starts_with("\n[[topics]]\ntopic = \"industry_and_market\"\n") && toml.contains("\nupdated_on = 2026-06-11\n"), "{toml}");
}

/// Everything in this archive is read without the parser of events, and alike.
fn is_plain(root: &Path) {
    let arena = Arena::new();
    let mut count = 0;
    for (_, found) in documents(root).into_iter().filter(|(_, found)| found.syntax == Some(Syntax::Yaml)) {
        let text = fs::read_to_string(root.join(&found.path)).expect("UTF-8");
        assert!(yaml::is_plain(&text, &arena), "{}", found.path);
        assert_eq!(yaml::parse(&text, &arena), yaml::parse_events(&text, &arena), "{}", found.path);
        count += 1;
    }
    assert!(count >= 8);
}

#[test]
fn yaml_as_people_and_programs_write_it_is_plain() {
    let copy = copy_of("examples/telecom");
    is_plain(copy.path());
    for keys in [Keys::English, Keys::Chinese] {
        is_plain(twin(copy.path(), Syntax::Yaml, keys, &[]).path());
    }
    let large = tempfile::tempdir().expect("a temporary folder");
    let plan = generate::Plan { customers: 2, syntax: generate::Syntax::Yaml, broken_one_in: 0 };
    generate::write(large.path(), plan).expect("the archive can be written");
    is_plain(large.path());
}

/// Whatever one can write in the place of a value, in TOML and in YAML.
fn odd_values() -> Vec<Value> {
    let scalar = |text: &str, form| Value::Scalar(text.to_owned(), form);
    vec![
        scalar("错的", Form::Quoted),
        scalar("", Form::Quoted),
        scalar("-1", Form::Integer),
        scalar("0.5", Form::Float),
        scalar("99999999999999999999", Form::Integer),
        scalar("true", Form::Bool),
        scalar("2026-05-01", Form::Date),
        scalar("2026-02-30", Form::Quoted),
        scalar("2026年5月", Form::Quoted),
        scalar("１２％", Form::Quoted),
        scalar("60%", Form::Quoted),
        scalar("决策者、积极", Form::Quoted),
        scalar("zhou lan", Form::Quoted),
        scalar("待补", Form::Quoted),
        Value::List(Vec::new()),
        Value::List(vec![scalar("1", Form::Integer), scalar("甲", Form::Quoted)]),
        Value::Map(vec![("甲".to_owned(), scalar("1", Form::Integer))]),
    ]
}

#[test]
fn the_twins_of_generated_defects_agree() {
    let copy = copy_of("examples/telecom");
    let mut dice = Dice(20_260_708);
    let odd = odd_values();
    let all: Vec<(String, usize)> = contents(copy.path());
    let right: BTreeSet<String> = audited(copy.path()).findings.into_iter().map(|finding| finding.message).collect();
    let mut new = 0;
    let mut faults = Vec::new();
    for round in 0..24 {
        let mut changes = Vec::new();
        for _ in 0..8 {
            let (document, values) = dice.of(&all).clone();
            changes.push(Change { document, number: dice.below(values), value: dice.of(&odd).clone() });
        }
        // One change a document: the second would count another value.
        changes.sort_by(|a, b| a.document.cmp(&b.document));
        changes.dedup_by(|a, b| a.document == b.document);
        let first = twin(copy.path(), Syntax::Toml, Keys::English, &changes);
        let wrong = audited(first.path());
        new += wrong.findings.iter().filter(|finding| !right.contains(&finding.message)).count();
        let found = disagreements(copy.path(), &wrong, &changes);
        faults.extend(found.into_iter().map(|fault| format!("round {round}: {fault}")));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
    assert!(new > 150, "only {new} findings: the values are not odd enough");
}
