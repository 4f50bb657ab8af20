//! Properties of the source layer.

use std::fmt::Write as _;

use ::toml::de::{DeTable, DeValue};
use proptest::prelude::*;

use super::*;

/// Every span lies in the text, on character boundaries.
fn spans_fit(tree: &Tree<'_>, text: &str) {
    let fits = |span: Span| {
        assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    };
    fn walk(node: &Node<'_>, fits: &impl Fn(Span)) {
        fits(node.span);
        match &node.kind {
            Kind::Scalar(..) => {}
            Kind::List(items) => items.iter().for_each(|item| walk(item, fits)),
            Kind::Map(entries) => {
                for entry in *entries {
                    fits(entry.key_span);
                    walk(&entry.value, fits);
                }
            }
        }
    }
    walk(&tree.root, &fits);
    for fault in &tree.faults {
        fits(fault.span);
        if let Some(fix) = &fault.fix {
            fits(fix.span);
        }
        if let FaultKind::DuplicateKey { first, .. } = fault.kind {
            fits(first);
        }
        for lang in [Lang::Zh, Lang::En] {
            assert!(!describe(&fault.kind, lang).0.is_empty());
        }
    }
}

fn read_both(text: &str) {
    let arena = Arena::new();
    for syntax in [Syntax::Toml, Syntax::Yaml] {
        let tree = parse(syntax, text, &arena);
        spans_fit(&tree, text);
        let lines = lines::LineIndex::new(text);
        for fault in &tree.faults {
            assert!(lines.position(fault.span.start) <= lines.position(fault.span.end));
        }
        // What is not said must be whole: a silent tree is never broken.
        assert!(!tree.broken || !tree.faults.is_empty(), "{text:?}");
    }
}

/// A value of a document, for writing it in both languages.
#[derive(Clone, Debug)]
enum Value {
    Text(String),
    Integer(i64),
    Float(i32, u16),
    Bool(bool),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        "[ -~云岭：，“”\\t\\n]{0,12}".prop_map(Value::Text),
        any::<i64>().prop_map(Value::Integer),
        (-999..999i32, any::<u16>()).prop_map(|(whole, part)| Value::Float(whole, part)),
        any::<bool>().prop_map(Value::Bool),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![prop::collection::vec(inner.clone(), 0..5).prop_map(Value::List), entries(inner).prop_map(Value::Map),]
    })
}

fn entries(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Vec<(String, Value)>> {
    prop::collection::btree_map("[a-z云岭客户_]{1,6}", inner, 0..6).prop_map(|map| map.into_iter().collect())
}

fn document() -> impl Strategy<Value = Vec<(String, Value)>> {
    entries(value())
}

/// A string that is one in TOML, YAML and JSON alike.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string is always JSON")
}

fn inline(value: &Value, sign: &str, out: &mut String) {
    match value {
        Value::Text(text) => out.push_str(&quoted(text)),
        Value::Integer(number) => write!(out, "{number}").expect("a String takes all"),
        Value::Float(whole, part) => write!(out, "{whole}.{part}").expect("a String takes all"),
        Value::Bool(truth) => write!(out, "{truth}").expect("a String takes all"),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                inline(item, sign, out);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            out.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                out.push_str(&quoted(key));
                out.push_str(sign);
                inline(value, sign, out);
            }
            out.push('}');
        }
    }
}

fn all_maps(value: &Value) -> bool {
    matches!(value, Value::List(items) if !items.is_empty() && items.iter().all(|item| matches!(item, Value::Map(_))))
}

/// TOML with headers where it can have them.
fn to_toml(entries: &[(String, Value)], path: &str, out: &mut String) {
    let table = |value: &Value| matches!(value, Value::Map(_)) || all_maps(value);
    for (key, value) in entries.iter().filter(|(_, value)| !table(value)) {
        out.push_str(&quoted(key));
        out.push_str(" = ");
        inline(value, " = ", out);
        out.push('\n');
    }
    for (key, value) in entries.iter().filter(|(_, value)| table(value)) {
        let dot = if path.is_empty() { "" } else { "." };
        let path = format!("{path}{dot}{}", quoted(key));
        let items = match value {
            Value::Map(entries) => {
                writeln!(out, "[{path}]").expect("a String takes all");
                to_toml(entries, &path, out);
                continue;
            }
            Value::List(items) => items,
            _ => continue,
        };
        for item in items {
            if let Value::Map(entries) = item {
                writeln!(out, "[[{path}]]").expect("a String takes all");
                to_toml(entries, &path, out);
            }
        }
    }
}

/// YAML in blocks, tables in the order that [`to_toml`] gives them.
fn to_yaml(entries: &[(String, Value)], indent: usize, out: &mut String) {
    let table = |value: &Value| matches!(value, Value::Map(_)) || all_maps(value);
    let (tables, plain): (Vec<_>, Vec<_>) = entries.iter().partition(|(_, value)| table(value));
    for (key, value) in plain.into_iter().chain(tables) {
        let lead = " ".repeat(indent);
        write!(out, "{lead}{key}:").expect("a String takes all");
        match value {
            Value::Map(entries) if !entries.is_empty() => {
                out.push('\n');
                to_yaml(entries, indent + 2, out);
            }
            Value::List(items) if all_maps(value) => {
                out.push('\n');
                for item in items {
                    let mut text = String::new();
                    match item {
                        Value::Map(entries) if !entries.is_empty() => to_yaml(entries, indent + 4, &mut text),
                        other => inline(other, ": ", &mut text),
                    }
                    writeln!(out, "{lead}  - {}", text.trim()).expect("a String takes all");
                }
            }
            value => {
                out.push(' ');
                inline(value, ": ", out);
                out.push('\n');
            }
        }
    }
}

/// A tree without spans, forms and notes.
fn shape(node: &Node<'_>) -> String {
    match &node.kind {
        Kind::Scalar(text, _) => quoted(text),
        Kind::List(items) => {
            let items: Vec<String> = items.iter().map(shape).collect();
            format!("[{}]", items.join(","))
        }
        Kind::Map(entries) => {
            let entries = entries.iter().map(|e| format!("{}:{}", e.key, shape(&e.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
    }
}

/// Holds a node against what the `toml` crate read: values, forms, and the spans of scalars and keys.
fn same(node: &Node<'_>, other: &DeValue<'_>, span: std::ops::Range<usize>, text: &str) {
    let form = match (&node.kind, other) {
        (Kind::Map(entries), DeValue::Table(table)) => return same_table(entries, table, text),
        (Kind::List(items), DeValue::Array(array)) => {
            assert_eq!(items.len(), array.len());
            for (item, other) in items.iter().zip(array.iter()) {
                same(item, other.get_ref(), other.span(), text);
            }
            return;
        }
        (Kind::Scalar(value, Form::Quoted), DeValue::String(other)) => {
            assert_eq!(value, other);
            Form::Quoted
        }
        (_, DeValue::Integer(_)) => Form::Integer,
        (_, DeValue::Float(_)) => Form::Float,
        (_, DeValue::Boolean(_)) => Form::Bool,
        (_, DeValue::Datetime(_)) => Form::Date,
        (kind, other) => panic!("{kind:?} and {other:?}"),
    };
    assert_eq!(node.scalar().map(|(_, form)| form), Some(form));
    assert_eq!(node.span.range(), span);
    if form != Form::Quoted {
        assert_eq!(node.scalar().map(|(value, _)| value), Some(&text[span]));
    }
}

fn same_table(entries: &[Entry<'_>], table: &DeTable<'_>, text: &str) {
    assert_eq!(entries.len(), table.len());
    for entry in entries {
        let (key, other) = table.get_key_value(entry.key).expect("both have the same keys");
        if !matches!(other.get_ref(), DeValue::Table(_) | DeValue::Array(_)) {
            assert_eq!(entry.key_span.range(), key.span());
        }
        same(&entry.value, other.get_ref(), other.span(), text);
    }
}

/// A document with a few changes as a slip of the hand makes them.
fn damaged() -> impl Strategy<Value = String> {
    const SLIPS: [&str; 24] = [
        "",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "=",
        "＝",
        "：",
        ":",
        ",",
        "，",
        "\n",
        "\r\n",
        "#",
        "“",
        "”",
        "\t",
        "- ",
        "<<<<<<< a\n=======\n>>>>>>> b\n",
        "\"\"\"",
        "&a ",
        "\n[x\n",
    ];
    let slip = (any::<prop::sample::Index>(), 0..SLIPS.len(), 0..4usize);
    let slips = prop::collection::vec(slip, 1..6);
    (document(), any::<bool>(), slips).prop_map(|(document, toml, slips)| {
        let mut text = String::new();
        if toml {
            to_toml(&document, "", &mut text);
        } else {
            to_yaml(&document, 0, &mut text);
        }
        for (place, slip, remove) in slips {
            let mut chars: Vec<char> = text.chars().collect();
            let at = place.index(chars.len() + 1);
            let end = (at + remove).min(chars.len());
            chars.splice(at..end, SLIPS[slip].chars());
            text = chars.into_iter().collect();
        }
        text
    })
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        read_both(&text);
    }

    #[test]
    fn any_syntax_is_read(text in "[\\[\\]{}=\"'#:,.a1 \\n\\r\\t云＝：，“”［］&*!|>-]{0,60}") {
        read_both(&text);
    }

    #[test]
    fn any_damage_is_read(text in damaged()) {
        read_both(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let length = bytes.len();
        match encoding::decode(bytes) {
            Ok(text) => read_both(text.as_str()),
            Err(fault) => prop_assert!(fault.span.end as usize <= length),
        }
    }

    #[test]
    fn both_toml_parsers_read_the_same(document in document()) {
        let mut text = String::new();
        to_toml(&document, "", &mut text);
        let arena = Arena::new();
        let tree = toml::parse(&text, &arena);
        prop_assert_eq!(&tree.faults, &Vec::new());
        let other = DeTable::parse(&text).expect("written by this test");
        same_table(tree.root.entries().expect("a table"), other.get_ref(), &text);
    }

    #[test]
    fn both_languages_read_the_same(document in document()) {
        let (mut toml_text, mut yaml_text) = (String::new(), String::new());
        to_toml(&document, "", &mut toml_text);
        to_yaml(&document, 0, &mut yaml_text);
        let arena = Arena::new();
        let toml = toml::parse(&toml_text, &arena);
        let yaml_arena = Arena::new();
        let yaml = yaml::parse(&yaml_text, &yaml_arena);
        prop_assert_eq!(&yaml.faults, &Vec::new(), "{}", yaml_text);
        prop_assert_eq!(shape(&toml.root), shape(&yaml.root), "{}\n{}", toml_text, yaml_text);
    }

    #[test]
    fn fixes_of_full_width_signs_settle_them(text in "(a|名称)(＝|：)(1|“x”|甲)\n［t］\n") {
        let arena = Arena::new();
        let tree = toml::parse(&text, &arena);
        let fixes: Vec<Edit> = tree.faults.iter().filter_map(|fault| fault.fix.clone()).collect();
        let (fixed, _) = offsets::apply(&text, &fixes, &[]);
        prop_assert_eq!(&toml::parse(&fixed, &arena).faults, &Vec::new());
    }
}
