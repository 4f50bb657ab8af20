//! What is published in `docs/` is what the program says. `UPDATE_DOCS=1 cargo test --test it docs` rewrites it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use kehu::archive::DocKind;
use kehu::cli::{Exit, help};
use kehu::form::choices::EVERY;
use kehu::form::schema::{self, Own};
use kehu::form::{KindSpec, Need, RecordSpec};
use kehu::report::explain::records;
use kehu::report::numbered::Spec;
use kehu::report::reference;
use kehu::rules::{Run, registry};
use kehu::template::TEMPLATE;
use kehu::words::{Lang, Words};

use crate::support::{project, quick, updating};

/// Every generated page: its path below `docs/` and its text.
fn pages() -> Vec<(String, String)> {
    let mut out = vec![
        ("rules.md".to_owned(), reference::rules()),
        ("forms.md".to_owned(), reference::forms()),
        ("cli.md".to_owned(), cli()),
        ("reports.md".to_owned(), reference::reports(&columns)),
    ];
    let schemas = schema::files(DocKind::FORMS, Own::default());
    out.extend(schemas.into_iter().map(|(name, text)| (format!("schema/{name}"), text)));
    out.extend(PICTURES.iter().map(|(name, line)| (format!("images/{name}.svg"), picture(line))));
    out
}

/// Pictures that the README shows, with what draws them.
const PICTURES: &[(&str, &str)] = &[
    ("map", "map yunling-mobile -C examples/telecom --as-of 2026-07-08"),
    ("abc", "stats abc --period 2025 -C examples/trading --as-of 2026-07-08"),
];

fn picture(line: &str) -> String {
    let (exit, text, errors) = quick(&format!("{line} --format svg"), "zh-CN", 100);
    assert_eq!((exit, errors.as_str()), (Exit::Clean, ""), "{line}");
    text
}

/// The header of a report's CSV.
fn columns(spec: &Spec) -> String {
    let (exit, text, _) = quick(&format!("report {} -C examples/trading --as-of 2026-07-08 --format csv", spec.name), "zh-CN", 100);
    assert_eq!(exit, Exit::Clean, "{}", spec.name);
    text.lines().next().unwrap_or_default().to_owned()
}

fn cli() -> String {
    let intro = "# 命令行 Command line\n\n由程序的帮助生成，请勿手改。Generated from the program's help; not to be edited.\n";
    format!("{intro}\n## 中文\n\n{}## English\n\n{}", help::reference(Lang::Zh), help::reference(Lang::En)).trim_end().to_owned() + "\n"
}

#[test]
fn the_published_pages_are_not_stale() {
    let docs = project().join("docs");
    let update = updating();
    let mut stale = Vec::new();
    for (name, text) in pages() {
        let path = docs.join(&name);
        let there = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if there == text {
            continue;
        }
        if update {
            fs::create_dir_all(path.parent().expect("a page lies in a folder")).expect("the folder can be made");
            fs::write(&path, &text).expect("the page can be written");
        } else {
            stale.push(name);
        }
    }
    let known: BTreeSet<String> = pages().into_iter().map(|(name, _)| name).collect();
    for entry in fs::read_dir(docs.join("schema")).expect("readable") {
        let name = format!("schema/{}", entry.expect("readable").file_name().to_string_lossy());
        if !known.contains(&name) {
            stale.push(format!("{name} belongs to no form"));
        }
    }
    assert!(stale.is_empty(), "stale: {stale:?}; run `UPDATE_DOCS=1 cargo test --test it docs`");
}

#[test]
fn editors_of_a_new_archive_know_every_form() {
    let text = |name: &str| TEMPLATE.iter().find(|file| file.to == name).expect("it is there").text;
    for (name, forms) in [(".taplo.toml", DocKind::FORMS), (".vscode/settings.json", DocKind::FORMS)] {
        let named: BTreeSet<&str> =
            text(name).split("schema/").skip(1).filter_map(|rest| rest.split_once(".json")).map(|(form, _)| form).collect();
        let forms: BTreeSet<&str> = forms.iter().filter_map(|kind| kind.form_name()).collect();
        assert_eq!(named, forms, "{name}");
    }
}

fn every_record() -> Vec<&'static RecordSpec> {
    DocKind::FORMS.iter().flat_map(|kind| records(*kind)).collect()
}

#[test]
fn keys_and_labels_are_unique_in_their_table() {
    for spec in every_record() {
        assert!(!spec.fields.is_empty(), "{} has no fields", spec.name);
        assert!(spec.fields.len() <= 64, "{} has more fields than the reader can keep account of", spec.name);
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for field in spec.fields {
            assert!(
                !field.key.is_empty() && field.key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'),
                "{}.{}",
                spec.name,
                field.key
            );
            assert!(!field.zh.is_ascii() && !field.en.is_empty() && field.en.is_ascii(), "{}.{}", spec.name, field.key);
            for name in [field.key, field.zh].iter().chain(field.also) {
                assert_eq!(seen.insert(name, field.key), None, "{}: {name} twice", spec.name);
            }
        }
    }
}

#[test]
fn names_of_tables_follow_their_place() {
    fn inner(kind: &KindSpec) -> Option<&'static RecordSpec> {
        kehu::report::explain::inner(kind)
    }
    let mut names = BTreeSet::new();
    for spec in every_record() {
        assert!(names.insert(spec.name), "{} twice", spec.name);
        for field in spec.fields {
            if let Some(inner) = inner(&field.kind) {
                assert_eq!(inner.name, format!("{}.{}", spec.name, field.key));
            }
        }
    }
}

#[test]
fn rules_named_by_fields_exist() {
    for spec in every_record() {
        for field in spec.fields {
            assert!(field.rule.is_none_or(|rule| registry::find(rule).is_some()), "{}.{}: {:?}", spec.name, field.key, field.rule);
            assert!(
                field.need != Need::Conditional || field.rule.is_some(),
                "{}.{}: no rule says when it is required",
                spec.name,
                field.key
            );
        }
    }
}

#[test]
fn choices_have_both_labels_and_no_word_twice() {
    for choice in EVERY {
        let mut seen = BTreeSet::new();
        assert!(!choice.options.is_empty(), "{}", choice.name);
        for option in choice.options {
            assert!(!option.zh.is_empty() && !option.en.is_empty(), "{}.{}", choice.name, option.key);
            assert!(seen.insert(option.key) && (option.zh == option.key || seen.insert(option.zh)), "{}.{} twice", choice.name, option.key);
        }
    }
}

#[test]
fn every_rule_has_all_its_texts_in_both_languages() {
    let mut seen = BTreeSet::new();
    for rule in registry::all() {
        let id = rule.id;
        assert!(seen.insert(id), "{id} twice");
        let both = |what: &str, words: Words| {
            assert!(words.zh.chars().any(|c| c > '\u{2e7f}'), "{id}: {what} in Chinese");
            assert!(words.en.chars().any(|c| c.is_ascii_alphabetic()), "{id}: {what} in English");
            assert!(!words.zh.ends_with(['。', '，']) || what == "meaning", "{id}: {what} ends in a full stop");
        };
        both("title", rule.title);
        both("meaning", rule.meaning);
        both("remedy", rule.remedy);
        assert!(!rule.sources.is_empty(), "{id} has no source");
        for param in rule.params {
            both(param.name, param.what);
            assert_eq!(param.unit.zh.is_empty(), param.unit.en.is_empty(), "{id}.{}: unit", param.name);
        }
        if !matches!(rule.run, Run::Duty) {
            both("anchor", rule.anchor);
            assert!(!rule.bad.is_empty() && !rule.good.is_empty(), "{id}: bad and good");
        }
        for other in rule.yields_to {
            assert!(*other != id && other.contains('-'), "{id} yields to {other}");
        }
    }
}
