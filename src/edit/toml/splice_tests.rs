//! Edits as they show in a diff.

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

/// The diff of an edit, line by line, unchanged lines left out.
#[track_caller]
fn diff(shape: Shape, before: &str, op: &Op) -> String {
    let after = match apply(Syntax::Toml, before, shape, std::slice::from_ref(op)) {
        Ok(after) => after,
        Err(Stuck::ByHand(paste)) => {
            let raw = super::splice::changed(before, &crate::source::parse(Syntax::Toml, before, &crate::source::Arena::new()), shape, op);
            return format!("by hand: {paste}\n{raw:?}");
        }
        Err(other) => return format!("{other:?}"),
    };
    let (one, two): (Vec<&str>, Vec<&str>) = (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let head = one.iter().zip(&two).take_while(|(one, two)| one == two).count();
    let tail = one[head..].iter().rev().zip(two[head..].iter().rev()).take_while(|(one, two)| one == two).count();
    let show = |sign: char, lines: &[&str]| {
        lines
            .iter()
            .map(|line| {
                format!("{sign}{}\n", line.escape_default().to_string().replace("\\n", "").replace("\\\"", "\"").replace("\\u{", "\\u{"))
            })
            .collect::<String>()
    };
    let plain = |sign: char, lines: &[&str]| {
        lines.iter().map(|line| format!("{sign}{}\n", line.trim_end_matches('\n').replace('\r', "␍"))).collect::<String>()
    };
    let _ = show;
    format!(
        "{}{}{}{}",
        if head > 0 { format!(" {}\n", one[head - 1].trim_end_matches('\n').replace('\r', "␍")) } else { String::new() },
        plain('-', &one[head..one.len() - tail]),
        plain('+', &two[head..two.len() - tail]),
        if tail > 0 { format!(" {}\n", one[one.len() - tail].trim_end_matches('\n').replace('\r', "␍")) } else { String::new() }
    )
}

#[test]
fn probe() {
    let doc = std::fs::read_to_string("examples/telecom/customers/yunling-mobile/customer.toml").unwrap_or_default();
    for op in [
        set("tier", text("key")),
        set("needs", text("x\ny")),
        set("parent", text("x")),
        set("channel", text("direct")),
        append("team", Value::table([("staff", text("zz"))])),
        append("budget", Value::table([("year", Value::number("2026")), ("amount", Value::number("3"))])),
        append(
            "sites",
            Value::table([
                ("kind", text("branch")),
                ("name", text("n")),
                ("contacts", Value::list([Value::table([("person", text("p"))])])),
            ]),
        ),
        append("sites.0.contacts", Value::table([("person", text("p")), ("mobile", text("1"))])),
        append("gifts", Value::table([("kind", text("branch"))])),
        append("key_account", text("critical")),
        set("sites.1.location", text("x")),
        set("sites.1.contacts.0.mobile", text("x")),
        set("filed", Value::table([("copies", Value::number("3"))])),
        set("sites.0", Value::table([("name", text("3"))])),
        remove("sites.0"),
        remove("sites"),
        remove("filed"),
        remove("team.1"),
        remove("unit_name"),
        remove("category"),
        remove("abc_factors"),
        remove("sites.1.contacts.0"),
        remove("sites.1.contacts"),
        rename("sites", "机构"),
        rename("sites.0.contacts", "重要联系人"),
        rename("sites.0.contacts.0.person", "联系人"),
        set("purchase.focus", text("a")),
        set("x_own.a.b", text("a")),
        set("filed", text("x")),
    ] {
        eprintln!("=== {op:?}\n{}", diff(customer(), &doc, &op));
    }
    let people = std::fs::read_to_string("examples/telecom/customers/starbridge/key-people.toml").unwrap_or_default();
    for op in [
        append("unidentified", text("supporter")),
        append("people", Value::table([("id", text("supporter")), ("role", Value::list([text("user")]))])),
        append("people.0.ours", text("supporter")),
        append("people.0.role", text("supporter")),
        append("people.3.ours", text("supporter")),
        append("people.0.history", Value::table([("date", text("supporter"))])),
        remove("people.0"),
        remove("people.0.ours.0"),
        set("concerns.supporter", text("x")),
    ] {
        eprintln!("=== {op:?}\n{}", diff(shape(KeyPeople::SPEC), &people, &op));
    }
    let _ = Settings::SPEC;
}
