//! The same archive in TOML and YAML, with English and with Chinese keys: whatever is found in one is found in each twin.

use std::fs;
use std::path::Path;

use kehu::archive::Loaded;
use kehu::form::reader::{literal, quote};
use kehu::form::{KindSpec, RecordSpec, Target};
use kehu::source::{self, Arena, Form, Kind, Node, Note, Syntax};
use kehu::world::DEFAULT_CATEGORIES;
use tempfile::TempDir;

use crate::archive::{audited, documents, replace};
use crate::support::copy_of;

/// How the keys and choices of a twin are written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Keys {
    English,
    Chinese,
}

/// A document's content, freed from the way it is written.
enum Value {
    Scalar(String, Form),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

/// What is in a document of this form, its keys and choices in the language of the twin.
fn translated(node: &Node<'_>, kind: Option<KindSpec>, keys: Keys) -> Value {
    assert_eq!(node.note, Note::None, "only a text that both languages can say has a twin");
    match &node.kind {
        Kind::Map(_) => Value::Map(match kind {
            Some(KindSpec::Record(spec) | KindSpec::Section(spec) | KindSpec::TextOrList(spec)) => record(node, spec, keys),
            Some(KindSpec::List(KindSpec::Record(spec))) => record(node, spec, keys),
            Some(KindSpec::Free(inner)) => plain(node, Some(*inner), keys),
            _ => plain(node, None, keys),
        }),
        Kind::List(items) => {
            let inner = match kind {
                Some(KindSpec::List(inner) | KindSpec::OneOrMany(inner)) => Some(*inner),
                Some(KindSpec::TextOrList(spec)) => Some(KindSpec::Record(spec)),
                other => other,
            };
            Value::List(items.iter().map(|item| translated(item, inner, keys)).collect())
        }
        Kind::Scalar(text, form) => Value::Scalar(word(text, kind, keys), *form),
    }
}

fn record(node: &Node<'_>, spec: &'static RecordSpec, keys: Keys) -> Vec<(String, Value)> {
    let entries = node.entries().expect("a table").iter();
    let one = |entry: &source::Entry<'_>| {
        let field = spec.find(&entry.key).map(|(_, field)| field);
        let key = match (field, keys) {
            (Some(field), Keys::English) => field.key,
            (Some(field), Keys::Chinese) => field.zh,
            (None, _) => &entry.key,
        };
        (key.to_owned(), translated(&entry.value, field.map(|field| field.kind), keys))
    };
    entries.map(one).collect()
}

fn plain(node: &Node<'_>, kind: Option<KindSpec>, keys: Keys) -> Vec<(String, Value)> {
    let entries = node.entries().expect("a table").iter();
    entries.map(|entry| (entry.key.to_string(), translated(&entry.value, kind, keys))).collect()
}

/// A choice in the words of the twin; any other text as it is.
fn word(text: &str, kind: Option<KindSpec>, keys: Keys) -> String {
    let pairs: Vec<(&str, &str)> = match kind {
        Some(KindSpec::Choice(choice)) => choice.options.iter().map(|option| (option.key, option.zh)).collect(),
        Some(KindSpec::OneOrMany(inner)) => return word(text, Some(*inner), keys),
        Some(KindSpec::Ref(Target::Category)) => DEFAULT_CATEGORIES.to_vec(),
        _ => return text.to_owned(),
    };
    let found = pairs.into_iter().find(|(key, zh)| *key == text || *zh == text);
    found.map_or(text, |(key, zh)| if keys == Keys::English { key } else { zh }).to_owned()
}

fn scalar(text: &str, form: Form, syntax: Syntax) -> String {
    let text_of = |text: &str| if syntax == Syntax::Toml { quote(text) } else { literal(syntax, text) };
    match form {
        Form::Quoted => text_of(text),
        // YAML has no dates: what TOML would take for one is written as one there.
        Form::Plain if syntax == Syntax::Toml && text.parse::<toml::value::Datetime>().is_ok() => text.to_owned(),
        Form::Plain => text_of(text),
        Form::Null => if syntax == Syntax::Toml { "\"\"" } else { "" }.to_owned(),
        Form::Integer | Form::Float | Form::Bool | Form::Date => text.to_owned(),
    }
}

fn toml_key(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if bare { key.to_owned() } else { quote(key) }
}

fn toml_inline(value: &Value) -> String {
    match value {
        Value::Scalar(text, form) => scalar(text, *form, Syntax::Toml),
        Value::List(items) => format!("[{}]", items.iter().map(toml_inline).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entry = |(key, value): &(String, Value)| format!("{} = {}", toml_key(key), toml_inline(value));
            format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

fn is_tables(value: &Value) -> bool {
    matches!(value, Value::List(items) if !items.is_empty() && items.iter().all(|item| matches!(item, Value::Map(_))))
}

/// Keys first, then tables, as TOML wants it.
fn toml_table(entries: &[(String, Value)], path: &str, out: &mut String) {
    for (key, value) in entries.iter().filter(|(_, value)| !matches!(value, Value::Map(_)) && !is_tables(value)) {
        out.push_str(&format!("{} = {}\n", toml_key(key), toml_inline(value)));
    }
    for (key, value) in entries {
        let path = if path.is_empty() { toml_key(key) } else { format!("{path}.{}", toml_key(key)) };
        match value {
            Value::Map(inner) => {
                out.push_str(&format!("\n[{path}]\n"));
                toml_table(inner, &path, out);
            }
            Value::List(items) if is_tables(value) => {
                for item in items {
                    out.push_str(&format!("\n[[{path}]]\n"));
                    if let Value::Map(inner) = item {
                        toml_table(inner, &path, out);
                    }
                }
            }
            _ => {}
        }
    }
}

fn yaml_value(value: &Value, indent: usize) -> String {
    match value {
        Value::Scalar(text, form) => format!(" {}\n", scalar(text, *form, Syntax::Yaml)).replace(" \n", "\n"),
        Value::List(items) if items.is_empty() => " []\n".to_owned(),
        Value::Map(entries) if entries.is_empty() => " {}\n".to_owned(),
        Value::List(items) => {
            let item = |item: &Value| {
                let text = yaml_value(item, indent + 2);
                let text = if text.starts_with('\n') { format!(" {}", text.trim_start()) } else { text };
                format!("{:indent$}-{text}", "")
            };
            format!("\n{}", items.iter().map(item).collect::<String>())
        }
        Value::Map(entries) => format!("\n{}", yaml_table(entries, indent)),
    }
}

fn yaml_table(entries: &[(String, Value)], indent: usize) -> String {
    let entry = |(key, value): &(String, Value)| {
        let deeper = indent + if matches!(value, Value::Map(_) | Value::List(_)) { 2 } else { 0 };
        format!("{:indent$}{}:{}", "", literal(Syntax::Yaml, key), yaml_value(value, deeper))
    };
    entries.iter().map(entry).collect()
}

/// The archive once more, every document in this language with these keys.
fn twin(of: &Path, syntax: Syntax, keys: Keys) -> TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    for (_, found) in documents(of) {
        let (Some(spec), Some(own)) = (found.kind.and_then(kehu::archive::DocKind::spec), found.syntax) else { continue };
        let text = fs::read_to_string(of.join(&found.path)).expect("UTF-8");
        let arena = Arena::new();
        let tree = source::parse(own, &text, &arena);
        assert!(tree.faults.is_empty(), "{}: {:?}", found.path, tree.faults);
        let Value::Map(entries) = translated(&tree.root, Some(KindSpec::Record(spec)), keys) else { unreachable!("a document is a table") };
        let (ending, text) = match syntax {
            Syntax::Yaml => ("yaml", yaml_table(&entries, 0)),
            Syntax::Toml => {
                let mut out = String::new();
                toml_table(&entries, "", &mut out);
                ("toml", out)
            }
        };
        let path = copy.path().join(&found.path).with_extension(ending);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }
    copy
}

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
    let original = audited(root);
    let wanted = rows(&original);
    let mut faults = Vec::new();
    for syntax in [Syntax::Toml, Syntax::Yaml] {
        for keys in [Keys::English, Keys::Chinese] {
            let twin = twin(root, syntax, keys);
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
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}

#[test]
fn the_twins_of_the_example_have_its_findings() {
    every_twin_agrees(copy_of("examples/telecom").path());
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
    let yaml = read(&twin(copy.path(), Syntax::Yaml, Keys::Chinese), "yunling-mobile/customer.yaml");
    assert!(
        yaml.starts_with("单位名称: 云岭移动通信有限公司\n")
            && yaml.contains("客户层级: VIP客户\n")
            && yaml.contains("\n    重要联系人:\n      - 人物: li-guoqiang\n"),
        "{yaml}"
    );
    let toml = read(&twin(copy.path(), Syntax::Toml, Keys::English), "jiangbei-catv/insight.toml");
    assert!(toml.starts_with("\n[[topics]]\ntopic = \"industry_and_market\"\n") && toml.contains("\nupdated_on = 2026-06-11\n"), "{toml}");
}
