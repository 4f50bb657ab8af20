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
