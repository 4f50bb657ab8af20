//! Laying out: what is read is printed, and printed again it stays.

use crate::edit::shape::Shape;
use crate::edit::value::{Document, Value};
use crate::form::Record;
use crate::form::choices::KeyLanguage;
use crate::form::customer::Customer;
use crate::form::key_people::KeyPeople;
use crate::form::plan::Plan;
use crate::form::settings::Settings;
use crate::source::{Arena, Syntax, parse};

fn read(text: &str) -> Option<Document> {
    let arena = Arena::new();
    let tree = parse(Syntax::Toml, text, &arena);
    assert!(tree.faults.iter().all(|fault| fault.kind.is_warning()), "{:?}\n{text}", tree.faults);
    super::read::document(text, &tree)
}

fn laid_out(spec: &'static crate::form::RecordSpec, text: &str) -> String {
    let shape = Shape { spec, packed: false, keys: KeyLanguage::English };
    let once = super::print::document(&read(text).expect("comments can be kept"), shape);
    let again = super::print::document(&read(&once).expect("comments can be kept"), shape);
    assert_eq!(once, again);
    let value = |text: &str| {
        let arena = Arena::new();
        Value::of(&parse(Syntax::Toml, text, &arena).root)
    };
    assert!(value(text).same(&value(&once)), "{text}\n{once}");
    once
}

#[test]
fn the_examples_are_canonical() {
    let root = std::path::Path::new("examples/telecom");
    let files: [(&str, &'static crate::form::RecordSpec); 7] = [
        ("kehu.toml", Settings::SPEC),
        ("customers/yunling-mobile/customer.toml", Customer::SPEC),
        ("customers/starbridge/customer.toml", Customer::SPEC),
        ("customers/yunling-mobile/key-people.toml", KeyPeople::SPEC),
        ("customers/starbridge/key-people.toml", KeyPeople::SPEC),
        ("customers/yunling-mobile/plans/2026.toml", Plan::SPEC),
        ("customers/starbridge/plans/2026.toml", Plan::SPEC),
    ];
    for (file, spec) in files {
        let text = std::fs::read_to_string(root.join(file)).expect("the example is there");
        assert_eq!(laid_out(spec, &text), text, "{file}");
    }
}

#[test]
fn whatever_people_write_gets_the_forms_layout() {
    let mut out = String::new();
    let customer = r#"
#  title

# about
"单位名称"="x"   # beside
客户层级 = 2026-07
region = "a\tb"
needs = "一\n二"
evaluation = """
甲 "乙"
丙"""   # after the text
key_account = [ # behind the bracket
  "critical", # one
  # two
  "national"

  # last
] # behind the list
team = [{ staff = "a" }, { staff = "b", duty = 'c"d' }]
budget = [
  # none yet
]
turnover = [
  {
    year = 2026, # inside
    amount = 3,
  },
]
x_own = { a = 1, b = { c = 2 } }
filed.date = 2026-07-08 # dotted
social_relations = "x"

[sites_of_old]
a = 1
[x_long]
# within
a = 1
[[x_many]]
a = 1 # one
[[x_many]]
a = 2
# loose

# above the block
[[sites]] # at the header
name = "x"
[[sites.contacts]] # in a block
person = "p"
[[sites.contacts]]
person = "q"

[purchase]
focus = "f"
# the end

# really
"#;
    out += &laid_out(Customer::SPEC, customer);
    out += "########\n";
    let kehu = "format = 1\nparams = { CAD-01 = { due_day = 7 }, x = 1 }\n[params.\"F6-10\"]\n";
    let kehu = kehu.replace("[params.\"F6-10\"]\n", "");
    let kehu = format!(
        "{kehu}fields.customer.bank = {{ label = \"开户行\", choices = [\"a\", \"b\"] }}\nrules = {{ \"F6-06\" = {{ level = \"off\", reason = \"r\" }} }}\n"
    );
    out += &laid_out(Settings::SPEC, &kehu);
    out += "########\n";
    let people = "role = [\"一二三四五六七八九十一二三四五六七八九十\", \"一二三四五六七八九十一二三四五六七八九十\", \"一二三四五六七八九十\"]\r\n# crlf\r\nx = \"\"\"a\r\nb\"\"\"\r\n";
    let arena = Arena::new();
    let tree = parse(Syntax::Toml, people, &arena);
    let read = super::read::document(people, &tree).expect("comments can be kept");
    out += &super::print::document(&read, Shape { spec: KeyPeople::SPEC, packed: false, keys: KeyLanguage::English });
    insta::assert_snapshot!("layout", out);
}

#[test]
fn values_of_elsewhere_are_written_as_toml_has_them() {
    let yaml = "unit_name: 'it''s'\nshort_name: 2026-07-08\ncredit_rated_on: 2026-07-08\nannual_trade: 1e3\norigin: 0o14\nneeds: |\n  一\n  二\nteam:\n- staff: a\nfiled:\n  copies: 2\nverified:\n- date: 2026-01-01\nsites: []\nparent: \"a\\u0001\\\"\\\\b\"\ntier: true\n";
    let arena = Arena::new();
    let tree = parse(Syntax::Yaml, yaml, &arena);
    let Value::Table(mut pairs) = Value::of(&tree.root) else { panic!("a table") };
    for pair in &mut pairs {
        if let Value::Scalar(scalar) = &mut pair.value {
            let at = tree
                .root
                .entries()
                .and_then(|entries| entries.iter().find(|entry| entry.key == pair.key))
                .map(|entry| entry.value.span.range());
            scalar.raw = at.map(|at| yaml[at].into());
        }
    }
    let shape = Shape { spec: Customer::SPEC, packed: false, keys: KeyLanguage::English };
    let text = super::print::document(&Document { pairs, after: vec!["# 完".into()] }, shape);
    let value = Value::of(&tree.root);
    let arena = Arena::new();
    assert!(Value::of(&parse(Syntax::Toml, &text, &arena).root).same(&value), "{text}");
    insta::assert_snapshot!("from_yaml", text);
}

#[test]
fn texts_of_several_lines_come_back() {
    for text in ["a\nb", "\n", "a\n", "\"\"\"\n\"", "\\\n\\", "a \n\tb\r\n\u{1}\"\"", "\"\"\"\"\"\n\"\"\"\""] {
        let document = Document::new([("needs", Value::text(text))]);
        let shape = Shape { spec: Customer::SPEC, packed: false, keys: KeyLanguage::English };
        let printed = super::print::document(&document, shape);
        let arena = Arena::new();
        let tree = parse(Syntax::Toml, &printed, &arena);
        assert_eq!(Value::of(&tree.root), Value::table([("needs", Value::text(text))]), "{printed}");
    }
}

#[test]
fn an_empty_document_is_an_empty_text() {
    let shape = Shape { spec: Customer::SPEC, packed: false, keys: KeyLanguage::English };
    assert_eq!(super::print::document(&Document::default(), shape), "");
    assert_eq!(super::print::document(&read("\n# a\n\n").unwrap_or_default(), shape), "# a\n");
}
