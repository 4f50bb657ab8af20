//! JSON Schema of the forms: real documents fit, wrong ones do not, and what is published is what the forms declare.

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use kehu::archive::DocKind;
use kehu::archive::load::{self, Base};
use kehu::discover::{self, Found, Ignored};
use kehu::form::schema::{self, Own};
use kehu::source::Syntax;
use kehu::words::Lang;
use serde_json::Value;

use crate::support::{Kehu, project};

/// A document as an editor's schema checker sees it: dates are text.
fn document(syntax: Syntax, text: &str) -> Value {
    match syntax {
        Syntax::Toml => plain(toml::from_str(text).expect("TOML")),
        Syntax::Yaml => serde_yaml::from_str(text).expect("YAML"),
    }
}

fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(yes) => Value::from(yes),
        toml::Value::Datetime(day) => Value::from(day.to_string()),
        toml::Value::Array(items) => items.into_iter().map(plain).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, plain(value))).collect(),
    }
}

fn validator(kind: DocKind, own: Own<'_>) -> Validator {
    let text = schema::of(kind, own).expect("a form").pretty();
    let schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap_or_else(|error| panic!("{kind:?}: {error}"))
}

fn faults(validator: &Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn files(root: &Path) -> Vec<Found> {
    let ignored = Ignored::new(root);
    let mut out = discover::root_file(root, "kehu", DocKind::Settings);
    out.extend(discover::root_file(root, "staff", DocKind::Staff));
    out.extend(discover::register_files(root, &ignored));
    for id in discover::customers(root, &ignored).expect("readable") {
        out.extend(discover::customer_files(root, &id, &ignored).found);
    }
    out
}

#[test]
fn every_document_of_the_examples_fits_its_schema() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for folder in ["examples/telecom", "examples/minimal", "tests/it/fixtures/base"] {
        let root = project().join(folder);
        let Base { world, .. } = load::base(&root, None, Lang::Zh);
        for found in files(&root) {
            let (Some(kind), Some(syntax)) = (found.kind, found.syntax) else { continue };
            let text = fs::read_to_string(root.join(&found.path)).expect("readable");
            let document = document(syntax, &text);
            for own in [Own::default(), Own { custom: Some(&world.custom), short_name: &world.short_name }] {
                let faults = faults(&validator(kind, own), &document);
                wrong.extend(faults.iter().map(|fault| format!("{folder}/{}: {fault}", found.path)));
            }
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A document of few lines that is right.
const COMPLAINT: &str = "received_at = 2026-05-15T10:20:00\ncontent = \"噪声\"\nfirst_handler = \"zhou-lan\"\n";
const LOAN: &str = "\"借阅人\" = \"周岚\"\ncustomer = \"yunling\"\nforms = [\"附表2\", \"3\", 5]\npurpose = \"拜访\"\nlent_on = 2026-06-01\ndue_back = 2026-06-05\napproved_by = \"wu-fang\"\n";

#[test]
fn what_the_reader_takes_fits() {
    let right = [
        ("complaint", COMPLAINT.to_owned()),
        ("complaint", format!("{COMPLAINT}x_note = 1\ncause = \"\"\nid = 7\nsatisfied = true\n")),
        ("complaint", format!("[[records]]\n{COMPLAINT}id = \"a\"\n[[records]]\n{COMPLAINT}id = \"b\"\n")),
        ("complaint", format!("[[\"记录\"]]\n{COMPLAINT}")),
        ("loan", LOAN.to_owned()),
        ("targets", "[[staff]]\nstaff = \"zhou-lan\"\nsales = \"800万\"\nshare = \"60%\"\n".to_owned()),
        ("market", "author = \"a\"\nsubmitted_on = 2026-07-03\n\"信息条目\" = [{ subject = \"竞争对手\", content = \"…\" }]\n".to_owned()),
        ("person", "birth_date = 1970\nsource_level = 3\nrecorded_on = 2026-01-02\ncareer = \"1990年起在本单位\"\n".to_owned()),
        ("holidays", "[[days]]\ndate = 2026-10-10\nkind = \"调休上班\"\nname = \"国庆节\"\n".to_owned()),
        ("kehu", "format = 1\n[company]\nname = \"甲\"\nshort_name = \"甲\"\namount_unit = \"元\"\n[rules]\n\"COV-07\" = \"warning\"\n\"GFT-01\" = { level = \"off\", reason = \"…\" }\n[params]\nCOV-03.min_persons = 4\n".to_owned()),
    ];
    for (name, text) in right {
        let kind = DocKind::named(name).expect("a form");
        let faults = faults(&validator(kind, Own::default()), &document(Syntax::Toml, &text));
        assert!(faults.is_empty(), "{name}\n{text}{faults:#?}");
    }
}

#[test]
fn wrong_documents_do_not_fit() {
    let cases = [
        ("complaint", COMPLAINT.replace("content", "contents"), "contents"),
        ("complaint", COMPLAINT.replace("content", "x_content"), "\"content\" is a required property"),
        ("complaint", format!("{COMPLAINT}\"内容\" = \"又写一次\"\n"), "/content"),
        ("complaint", format!("{COMPLAINT}type = \"吐槽\"\n"), "/type"),
        ("complaint", format!("{COMPLAINT}satisfied = \"是\"\n"), "/satisfied"),
        ("complaint", format!("{COMPLAINT}closed_at = \"去年\"\n"), "/closed_at"),
        ("complaint", format!("[[records]]\nid = \"a\"\n{}", COMPLAINT.replace("first_handler", "handler")), "/records/0"),
        ("complaint", format!("{COMPLAINT}[[records]]\n{COMPLAINT}"), "received_at"),
        ("loan", LOAN.replace("purpose = \"拜访\"", "purpose = true"), "/purpose"),
        ("loan", LOAN.replace("\"附表2\"", "\"附表9\""), "/forms"),
        ("loan", LOAN.replace("2026-06-05", "\"2026/6/5\""), "/due_back"),
        ("loan", LOAN.replace("2026-06-05", "\"2026-06-31\""), "/due_back"),
        ("targets", "[[staff]]\nstaff = \"zhou-lan\"\nsales = \"很多\"\n".to_owned(), "/staff/0/sales"),
        ("targets", "[[staff]]\nstaff = \"zhou-lan\"\nsales = 8\nshare = 160\n".to_owned(), "/staff/0/share"),
        ("insight", "[[topics]]\ntopic = \"plans\"\ninfo = \"…\"\nupdated_on = 2026-01-01\n".to_owned(), "/topics/0"),
        ("kehu", "format = 1\n[company]\nname = \"甲\"\nshort_name = \"甲\"\namount_unit = \"美元\"\n".to_owned(), "/company/amount_unit"),
        (
            "kehu",
            "format = 1\n[company]\nname = \"甲\"\nshort_name = \"甲\"\namount_unit = \"元\"\n[params]\nCOV-03.persons = 4\n".to_owned(),
            "persons",
        ),
    ];
    for (name, text, place) in cases {
        let kind = DocKind::named(name).expect("a form");
        let faults = faults(&validator(kind, Own::default()), &document(Syntax::Toml, &text));
        assert!(faults.iter().any(|fault| fault.contains(place)), "{name}: nothing about {place}\n{text}{faults:#?}");
    }
}

#[test]
fn an_archive_adds_its_own_fields_and_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "format = 1\n[company]\nname = \"远擎通信\"\nshort_name = \"远擎\"\namount_unit = \"元\"\n[fields.customer.contract_form]\nlabel = \"合同形式\"\ntype = \"choice\"\nrequired = true\nchoices = [\"框架\", \"单项\"]\n";
    fs::write(folder.path().join("kehu.toml"), settings).expect("written");
    let text = Kehu::line("schema customer").inside(folder.path()).run().clean();
    let own: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(own["properties"]["contract_form"]["enum"], serde_json::json!(["框架", "单项"]));
    assert_eq!(own["properties"]["合同形式"]["$ref"], "#/properties/contract_form");
    let people: Value = serde_json::from_str(&Kehu::line("schema key-people").inside(folder.path()).run().clean()).expect("JSON");
    assert!(people["$defs"]["key-people.people"]["properties"]["与远擎的关系"].is_object());
    let bare = tempfile::tempdir().expect("a folder");
    let without: Value = serde_json::from_str(&Kehu::line("schema customer").inside(bare.path()).run().clean()).expect("JSON");
    assert!(without["properties"]["contract_form"].is_null());
}

#[test]
fn the_command_writes_one_two_or_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let kehu = |line: &str| Kehu::line(line).inside(folder.path()).lang("en");
    let all: Value = serde_json::from_str(&kehu("schema").run().clean()).expect("JSON");
    assert_eq!(all["$defs"].as_object().expect("forms").len(), DocKind::FORMS.len());
    assert!(jsonschema::validator_for(&all).is_ok());
    let done = kehu("schema --output-dir out/schema").run();
    assert_eq!((done.status, done.stdout.as_str()), (Some(0), ""));
    assert!(done.stderr.contains(&DocKind::FORMS.len().to_string()), "{}", done.stderr);
    let one = fs::read_to_string(folder.path().join("out/schema/contact-report.json")).expect("written");
    assert_eq!(one, kehu("schema contact_report").run().clean());
    let words = kehu("schema custmer").run().refused();
    assert!(words.contains("`custmer`") && words.contains("customer"), "{words}");
}
