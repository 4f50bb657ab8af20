//! What is begun can be read, says what is missing, and counts as not handed in until somebody says so.

use chrono::NaiveDate;

use super::*;
use crate::archive::DocKind;
use crate::archive::load::{Judge, Scope, base, load};
use crate::edit::value::Document;
use crate::form::choices::VisitorRank;
use crate::model::period::{Month, parse_date};

fn day(text: &str) -> NaiveDate {
    parse_date(text).expect("a day")
}

fn example() -> crate::archive::Loaded {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom");
    load(&root, base(&root, Some(Lang::Zh), Lang::Zh), &Scope::default(), Judge::Nothing).expect("the example loads")
}

fn text_of(document: &Document, key: &str) -> Option<String> {
    document.pairs.iter().find(|pair| pair.key == key).map(|pair| match &pair.value {
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::List(items) => format!("{} items", items.len()),
        Value::Table(_) => "table".to_owned(),
    })
}

fn items(document: &Document) -> Vec<Vec<(String, String)>> {
    let Some(Value::List(items)) = document.pairs.iter().find(|pair| pair.key == "items").map(|pair| &pair.value) else {
        panic!("a report has items")
    };
    let scalar = |pair: &Pair| match &pair.value {
        Value::Scalar(scalar) => (pair.key.clone(), scalar.text.clone()),
        other => panic!("{other:?}"),
    };
    let row = |element: &Element| match &element.value {
        Value::Table(pairs) => pairs.iter().map(scalar).collect(),
        other => panic!("{other:?}"),
    };
    items.iter().map(row).collect()
}

#[test]
fn a_market_report_begins_with_what_was_heard_since_the_month_before() {
    let loaded = example();
    let own: Vec<_> = loaded.customers.iter().filter(|folder| &*folder.id == "yunling-mobile").collect();
    let source = market::Source {
        world: &loaded.world,
        customers: &own,
        author: "zhou-lan",
        month: Month::parse("2026-07").expect("a month"),
        day: day("2026-07-01"),
        lang: Lang::Zh,
    };
    let document = market::document(&source);
    assert_eq!(text_of(&document, "submitted_on").as_deref(), Some(""));
    assert_eq!(text_of(&document, "customers").as_deref(), Some("1 items"));
    let items = items(&document);
    let texts: Vec<&str> = items.iter().map(|item| item[1].1.as_str()).collect();
    assert!(texts.iter().any(|text| text.starts_with("2026-06-24 现场走访：")), "{texts:?}");
    // Neither an earlier month nor what nobody knows yet on the day.
    assert!(!texts.iter().any(|text| text.contains("2026-05-") || text.contains("2026-07-0")), "{texts:?}");
    let blanks: Vec<&str> = items.iter().filter(|item| item[1].1.is_empty()).map(|item| item[0].1.as_str()).collect();
    assert_eq!(blanks, ["industry", "competitor"]);
}

#[test]
fn a_flash_names_the_director_and_what_is_at_stake() {
    let loaded = example();
    let customer = loaded.customers.iter().find(|folder| &*folder.id == "starbridge");
    let document = major_info::document(&loaded.world, customer, &["wu-fang".to_owned()], day("2026-07-08"), Lang::En);
    assert_eq!(text_of(&document, "content").as_deref(), Some(""));
    assert_eq!(text_of(&document, "reported_to").as_deref(), Some("1 items"));
    let impact = text_of(&document, "impact").expect("there");
    assert!(impact.contains("win rate 70%"), "{impact}");
}

#[test]
fn a_reception_shows_the_standard_beside_each_item() {
    let standard = [reception::Arrangement { key: "pickup_by", text: String::new(), standard: "接站：业务部".to_owned() }];
    let visit = reception::Visit { date: Some(day("2026-07-15")), rank: Some(VisitorRank::Top), plan_by: Some("zhou-lan") };
    let document = reception::document(&visit, &standard, Lang::Zh);
    let pickup = document.pairs.iter().find(|pair| pair.key == "pickup_by").expect("there");
    assert_eq!(pickup.comments.above, ["# 接站：业务部"]);
    let spec = DocKind::Reception.spec().expect("a form");
    assert!(document.pairs.iter().all(|pair| spec.find(&pair.key).is_some()));
}
