//! A document in the other language, with the other keys: made from the declarations of the forms.

use std::fs;
use std::path::Path;

use kehu::form::reader::{literal, quote};
use kehu::form::{KindSpec, RecordSpec, Target};
use kehu::source::{self, Arena, Form, Kind, Node, Note, Syntax};
use kehu::world::DEFAULT_CATEGORIES;
use tempfile::TempDir;

use crate::archive::documents;

/// How the keys and choices of a twin are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Keys {
    English,
    Chinese,
}

/// A document's content, freed from the way it is written.
#[derive(Clone)]
pub(crate) enum Value {
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
        let field = spec.find(entry.key).map(|(_, field)| field);
        let key = match (field, keys) {
            (Some(field), Keys::English) => field.key,
            (Some(field), Keys::Chinese) => field.zh,
            (None, _) => entry.key,
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

/// One value of the archive that is written wrongly in every twin: document (without ending), number of the value in it, what stands there.
pub(crate) struct Change {
    pub(crate) document: String,
    pub(crate) number: usize,
    pub(crate) value: Value,
}

/// How many values there are that are no table and no list.
pub(crate) fn count(value: &Value) -> usize {
    match value {
        Value::Scalar(..) => 1,
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(entries) => entries.iter().map(|(_, value)| count(value)).sum(),
    }
}

/// Puts another value in the place of the one with this number; how many have been passed.
fn put(value: &mut Value, number: usize, other: &Value) -> usize {
    let parts: Vec<&mut Value> = match value {
        Value::Scalar(..) => {
            if number == 0 {
                *value = other.clone();
            }
            return 1;
        }
        Value::List(items) => items.iter_mut().collect(),
        Value::Map(entries) => entries.iter_mut().map(|(_, value)| value).collect(),
    };
    let mut passed = 0;
    for part in parts {
        if passed > number {
            break;
        }
        passed += put(part, number - passed, other);
    }
    passed
}

/// The archive once more, every document in this language with these keys.
pub(crate) fn twin(of: &Path, syntax: Syntax, keys: Keys, changes: &[Change]) -> TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    for (_, found) in documents(of) {
        let (Some(spec), Some(own)) = (found.kind.and_then(kehu::archive::DocKind::spec), found.syntax) else {
            // A table of rows has no twin.
            let path = copy.path().join(&found.path);
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
            fs::copy(of.join(&found.path), path).expect("the file can be copied");
            continue;
        };
        let text = fs::read_to_string(of.join(&found.path)).expect("UTF-8");
        let arena = Arena::new();
        let tree = source::parse(own, &text, &arena);
        assert!(tree.faults.is_empty(), "{}: {:?}", found.path, tree.faults);
        let mut value = translated(&tree.root, Some(KindSpec::Record(spec)), keys);
        for change in changes.iter().filter(|change| found.path.rsplit_once('.').is_some_and(|(stem, _)| stem == change.document)) {
            put(&mut value, change.number, &change.value);
        }
        let Value::Map(entries) = value else { unreachable!("a document is a table") };
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

/// The documents (without ending) with how many values each has.
pub(crate) fn contents(of: &Path) -> Vec<(String, usize)> {
    let mut out = Vec::new();
    for (_, found) in documents(of) {
        let (Some(spec), Some(syntax)) = (found.kind.and_then(kehu::archive::DocKind::spec), found.syntax) else { continue };
        let text = fs::read_to_string(of.join(&found.path)).expect("UTF-8");
        let arena = Arena::new();
        let tree = source::parse(syntax, &text, &arena);
        let value = translated(&tree.root, Some(KindSpec::Record(spec)), Keys::English);
        let stem = found.path.rsplit_once('.').map_or(found.path.as_str(), |(stem, _)| stem);
        out.push((stem.to_owned(), count(&value)));
    }
    out
}
