//! `kehu fmt`: laid out anew a document says the same, keeps its comments, and a second time nothing changes.

use std::fs;
use std::path::Path;

use kehu::archive::DocKind;
use kehu::cli::Exit;
use kehu::edit::fmt::{Held, Wish, format};
use kehu::edit::shape::Shape;
use kehu::edit::value::Value;
use kehu::form::choices::KeyLanguage;
use kehu::source::{self, Arena, Syntax};
use tempfile::TempDir;

use crate::archive::{Dice, audited, documents};
use crate::support::{copy_of, quick};
use crate::twins::convert::{Keys, twin};
use crate::twins::generate;

const EXAMPLES: [&str; 3] = ["examples/telecom", "examples/minimal", "tests/it/fixtures/base"];

/// A document of an archive.
struct Document {
    path: String,
    syntax: Syntax,
    shape: Shape,
    text: String,
}

fn shape(kind: DocKind) -> Shape {
    Shape { spec: kind.spec().expect("a form"), packed: kind.may_be_packed(), keys: KeyLanguage::English }
}

fn all(root: &Path) -> Vec<Document> {
    let written = documents(root).into_iter().filter_map(|(_, found)| {
        let (kind, syntax) = (found.kind?, found.syntax?);
        let text = fs::read_to_string(root.join(&found.path)).expect("the document is there");
        Some(Document { shape: shape(kind), path: found.path, syntax, text })
    });
    written.collect()
}

/// Every document that the tests have, in both languages and with both kinds of keys.
fn corpus() -> Vec<Document> {
    let mut out = Vec::new();
    for folder in EXAMPLES {
        let copy = copy_of(folder);
        out.extend(all(copy.path()));
        for (syntax, keys) in [(Syntax::Toml, Keys::Chinese), (Syntax::Yaml, Keys::English), (Syntax::Yaml, Keys::Chinese)] {
            out.extend(all(twin(copy.path(), syntax, keys, &[]).path()));
        }
    }
    out
}

fn value(syntax: Syntax, text: &str) -> Option<Value> {
    let arena = Arena::new();
    let tree = source::parse(syntax, text, &arena);
    tree.faults.is_empty().then(|| Value::of(&tree.root))
}

/// One thing that somebody may do to a text without changing what it says.
fn mutated(text: &str, dice: &mut Dice, mark: &mut usize) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let at = dice.below(lines.len());
    let mut comment = || {
        *mark += 1;
        format!("# 注{mark}注")
    };
    match dice.below(6) {
        0 | 1 if at + 1 < lines.len() => lines.swap(at, at + 1),
        2 => {
            let line = format!("{}\n", comment());
            lines.insert(at, line);
        }
        3 => {
            if let Some(line) = lines.get_mut(at).filter(|line| !line.contains('#') && !line.trim().is_empty()) {
                *line = format!("{}  {}\n", line.trim_end(), comment());
            }
        }
        4 => lines.insert(at, "\n".to_owned()),
        // Whole tables change places.
        _ => {
            let heads: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with('[')).chain([lines.len()]).collect();
            if heads.len() > 2 {
                let place = dice.below(heads.len() - 2);
                let (one, two, end) = (heads[place], heads[place + 1], heads[place + 2]);
                lines[one..end].rotate_left(two - one);
            }
        }
    }
    lines.concat()
}

/// A text that says the same, after some of these.
fn shaken(document: &Document, dice: &mut Dice) -> (String, usize) {
    let Some(wanted) = value(document.syntax, &document.text) else { return (document.text.clone(), 0) };
    let (mut text, mut mark) = (document.text.clone(), 0);
    for _ in 0..12 {
        let before = mark;
        let next = mutated(&text, dice, &mut mark);
        let marks = next.matches('注').count() == text.matches('注').count() + 2 * (mark - before);
        if marks && value(document.syntax, &next).is_some_and(|value| value.same(&wanted)) {
            text = next;
        } else {
            mark = before;
        }
    }
    if dice.below(4) == 0 {
        let windows = text.replace('\n', "\r\n");
        // A text over several lines has other line ends then.
        if value(document.syntax, &windows).is_some_and(|value| value.same(&wanted)) {
            text = windows;
        }
    }
    (text, mark)
}

/// Whether all marks are there, each once.
fn marked(text: &str, count: usize) -> bool {
    (1..=count).all(|mark| text.matches(&format!("注{mark}注")).count() == 1)
}

const fn other(syntax: Syntax) -> Syntax {
    match syntax {
        Syntax::Toml => Syntax::Yaml,
        Syntax::Yaml => Syntax::Toml,
    }
}

#[test]
fn twice_is_once_and_nothing_is_lost() {
    let mut dice = Dice(11);
    let (mut all, mut held, mut faults) = (0, Vec::new(), Vec::new());
    for document in corpus() {
        for round in 0..6 {
            let (text, marks) = if round == 0 { (document.text.clone(), 0) } else { shaken(&document, &mut dice) };
            let what = |said: &str, now: &str| format!("{}: {said}\n--- before\n{text}\n--- after\n{now}", document.path);
            all += 1;
            let wanted = value(document.syntax, &text);
            let once = match format(document.syntax, &text, document.shape, Wish::default()) {
                Ok(once) => once,
                Err(why) => {
                    held.push((why, what("held", "")));
                    continue;
                }
            };
            if !value(document.syntax, &once).zip(wanted).is_some_and(|(now, wanted)| now.same(&wanted)) {
                faults.push(what("other values", &once));
            }
            if !marked(&once, marks) {
                faults.push(what("a comment is lost", &once));
            }
            if text.contains("\r\n") != once.contains("\r\n") {
                faults.push(what("other line ends", &once));
            }
            match format(document.syntax, &once, document.shape, Wish::default()) {
                Ok(twice) if twice == once => {}
                Ok(twice) => faults.push(what("not the same twice", &format!("{once}\n--- twice\n{twice}"))),
                Err(why) => faults.push(what(&format!("held the second time: {why:?}"), &once)),
            }
        }
    }
    assert!(faults.is_empty(), "{} faults of {all}\n{}", faults.len(), faults.into_iter().take(3).collect::<Vec<_>>().join("\n\n"));
    let wrong: Vec<&String> = held.iter().filter(|(why, _)| *why != Held::Comment).map(|(_, what)| what).collect();
    assert!(wrong.is_empty(), "{} held for values\n{}", wrong.len(), wrong[0]);
    assert!(held.len() * 50 < all, "{} of {all} held\n{}", held.len(), held[0].1);
}

#[test]
fn the_other_language_and_other_keys_and_back() {
    let mut dice = Dice(12);
    let mut faults = Vec::new();
    for document in corpus() {
        let (text, marks) = shaken(&document, &mut dice);
        let what = |said: String, now: &str| format!("{}: {said}\n--- before\n{text}\n--- after\n{now}", document.path);
        let own = |text: &str| format(document.syntax, text, document.shape, Wish { keys: Some(KeyLanguage::English), to: None });
        let wish = Wish { keys: Some(KeyLanguage::Chinese), to: Some(other(document.syntax)) };
        let Ok(straight) = own(&text) else { continue };
        let there = match format(document.syntax, &text, document.shape, wish) {
            Ok(there) => there,
            Err(why) => {
                faults.push(what(format!("held: {why:?}"), ""));
                continue;
            }
        };
        let back = Wish { keys: Some(KeyLanguage::English), to: Some(document.syntax) };
        match format(other(document.syntax), &there, document.shape, back) {
            Ok(back) => {
                let same = value(document.syntax, &back).zip(value(document.syntax, &straight)).is_some_and(|(one, two)| one.same(&two));
                if !same || !marked(&there, marks) || !marked(&back, marks) {
                    faults.push(what(format!("not the same back; in between\n{there}"), &back));
                }
            }
            Err(why) => faults.push(what(format!("held on the way back: {why:?}"), &there)),
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.into_iter().take(3).collect::<Vec<_>>().join("\n\n"));
}

/// Findings without places: lines move.
fn rows(root: &Path) -> Vec<String> {
    let plain = |text: &str| text.chars().filter(|sign| !sign.is_ascii_digit()).collect::<String>();
    let stem = |path: &str| path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned();
    let row = |finding: &kehu::findings::Finding| {
        let message = plain(&finding.message).replace(".yaml", ".toml");
        format!("{} {} {} {message}", finding.rule, stem(&finding.path), finding.field)
    };
    let mut out: Vec<String> = audited(root).findings.iter().map(row).collect();
    out.sort();
    out
}

fn fmt(root: &Path, words: &str) -> (Exit, String, String) {
    quick(&format!("fmt -C {} {words}", root.display()), "zh-CN", 100)
}

/// Archives whose documents have been shaken.
fn archives() -> Vec<TempDir> {
    let generated = tempfile::tempdir().expect("a temporary folder");
    let plan = generate::Plan { customers: 3, syntax: generate::Syntax::Toml, broken_one_in: 0 };
    generate::write(generated.path(), plan).expect("written");
    let mut out: Vec<TempDir> = EXAMPLES.into_iter().map(copy_of).chain([generated]).collect();
    out.push(twin(out[0].path(), Syntax::Yaml, Keys::Chinese, &[]));
    let mut dice = Dice(13);
    for copy in &out {
        for document in all(copy.path()) {
            fs::write(copy.path().join(&document.path), shaken(&document, &mut dice).0).expect("written");
        }
    }
    out
}

#[test]
fn what_is_found_before_is_found_afterwards() {
    for copy in archives() {
        let root = copy.path();
        let before = rows(root);
        let (_, _, words) = fmt(root, "");
        assert_eq!(rows(root), before, "{words}");
        assert!(fmt(root, "--check").1.is_empty());
        fmt(root, "--keys zh --to yaml");
        assert_eq!(rows(root), before);
        fmt(root, "--keys en --to toml");
        assert_eq!(rows(root), before);
    }
}

#[test]
fn the_examples_are_laid_out_as_fmt_does() {
    for folder in ["examples/telecom", "examples/minimal"] {
        let copy = copy_of(folder);
        let (exit, out, words) = fmt(copy.path(), "--diff");
        assert_eq!((exit, out.as_str()), (Exit::Clean, ""), "{folder}: {words}");
    }
}

const INSIGHT: &str = "customers/starbridge/insight.toml";

#[test]
fn only_what_is_asked_for_and_only_when_it_is_to_be_written() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    fmt(root, "");
    let text = fs::read_to_string(root.join(INSIGHT)).expect("it is there");
    let untidy = format!("\u{feff}{}", text.replace(" = ", "   =   ").replace('\n', "\r\n"));
    fs::write(root.join(INSIGHT), &untidy).expect("written");
    let (exit, out, _) = fmt(root, "--check");
    assert_eq!((exit, out), (Exit::Findings, format!("{INSIGHT}\n")));
    let (exit, out, _) = fmt(root, "--diff customers/starbridge");
    assert!(exit == Exit::Findings && out.starts_with(&format!("diff --git a/{INSIGHT}")), "{out}");
    assert_eq!(fmt(root, "--dry-run").0, Exit::Clean);
    assert_eq!(fmt(root, "customers/yunling-mobile").0, Exit::Clean);
    assert_eq!(fs::read_to_string(root.join(INSIGHT)).expect("it is there"), untidy);
    let (exit, _, words) = fmt(root, INSIGHT);
    assert!(exit == Exit::Clean && words.contains("已整理 1 份"), "{words}");
    // Byte order mark and line ends are the document's own.
    assert_eq!(fs::read_to_string(root.join(INSIGHT)).expect("it is there"), format!("\u{feff}{}", text.replace('\n', "\r\n")));
}

#[test]
fn the_other_language_gets_the_other_ending_unless_that_is_taken() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    let (exit, _, words) = fmt(root, &format!("--to yaml --keys zh {INSIGHT}"));
    assert_eq!(exit, Exit::Clean, "{words}");
    let yaml = INSIGHT.replace(".toml", ".yaml");
    assert!(!root.join(INSIGHT).exists());
    assert!(fs::read_to_string(root.join(&yaml)).expect("it is there").contains("\n客户概况:\n"));
    fs::rename(root.join(&yaml), root.join(INSIGHT.replace(".toml", ".yml"))).expect("renamed");
    fs::copy(root.join("staff.toml"), root.join(INSIGHT)).expect("copied");
    let (exit, _, words) = fmt(root, "--to toml customers/starbridge");
    assert!(exit == Exit::Findings && words.contains("同一份文件还有一个"), "{words}");
    fs::remove_file(root.join(INSIGHT)).expect("removed");
    assert_eq!(fmt(root, "--to toml customers/starbridge").0, Exit::Clean);
    assert!(root.join(INSIGHT).exists());
}

#[test]
fn packed_registers_are_laid_out_record_by_record() {
    let text = "# 2025\n\n[[records]]\nsummary = \"a\"\nid = \"2025-01-02-x\"\ndate = 2025-01-02\n\n# 二\n[[records]]\ndate = 2025-02-03\n";
    let once = format(Syntax::Toml, text, shape(DocKind::ContactReport), Wish::default()).expect("laid out");
    let place = |word: &str| once.find(word).unwrap_or_else(|| panic!("{word}: {once}"));
    assert!(place("# 2025") < place("[[records]]") && place("date = 2025-01-02") < place("summary"), "{once}");
    assert!(place("summary") < place("# 二") && place("# 二") < place("date = 2025-02-03"), "{once}");
}

#[test]
fn documents_with_faults_are_left_alone_and_named() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    for (text, line) in [("topics = [\n", 1), ("a = 1\n简称 = \"x\"\n", 2), ("a = 1\nb = 60%\n", 2)] {
        fs::write(root.join(INSIGHT), text).expect("written");
        let (exit, _, words) = fmt(root, INSIGHT);
        assert!(exit == Exit::Findings && words.contains(INSIGHT), "{words}");
        assert!(words.contains(&format!("第 {line} 行")) && words.contains("--fix"), "{words}");
        assert_eq!(fs::read_to_string(root.join(INSIGHT)).expect("it is there"), text);
    }
    fs::write(root.join("customers/starbridge/orders.csv"), "date,amount\n").expect("written");
    assert_eq!(fmt(root, "customers/starbridge/orders.csv").0, Exit::Clean);
    assert_eq!(fmt(root, &root.join("README.md").display().to_string()).0, Exit::Findings);
}
