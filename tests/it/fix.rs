//! `kehu check --fix`: what can be mended without a second thought is mended, and nothing else changes its meaning.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use kehu::archive::load::{self, Judge, Scope};
use kehu::cli::Exit;
use kehu::findings::{Finding, Safety};
use kehu::source::{self, Arena, Kind, Node, Syntax};
use kehu::words::Lang;

use crate::archive::{documents, replace};
use crate::rules::bad_archives;
use crate::support::{copy_of, quick};

const CUSTOMER: &str = "customers/yunling-mobile/customer.toml";
const PEOPLE: &str = "customers/yunling-mobile/key-people.toml";
const PLAN: &str = "customers/yunling-mobile/plans/2026.toml";

fn fix(root: &Path, words: &str) -> (Exit, String, String) {
    quick(&format!("check -C {} --format concise --fix {words}", root.display()), "zh-CN", 100)
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).expect("the document is there")
}

fn checked(root: &Path) -> Vec<Finding> {
    let base = load::base(root, Some(Lang::Zh), Lang::Zh);
    load::load(root, base, &Scope::default(), Judge::Check).expect("the archive can be listed").findings
}

/// One document with everything that people do to it.
fn untidy() -> tempfile::TempDir {
    let copy = copy_of("tests/it/fixtures/base");
    let root = copy.path();
    replace(root, CUSTOMER, "short_name = \"云岭移动\"\n", "简称 = “云岭移动”\n");
    replace(root, CUSTOMER, "credit_rated_on = 2026-06-22\n", "credit_rated_on = \"２０２６－０６－２２\"\n");
    replace(root, CUSTOMER, "annual_trade = 1860.00\n", "annual_trade ＝ １８６０.00\n");
    replace(root, CUSTOMER, "lifecycle = \"developed\"                        # 已开发客户\n", "");
    let text = read(root, CUSTOMER);
    fs::write(root.join(CUSTOMER), format!("{text}lifecycle = \"developed\" # 已开发客户\n")).expect("written");
    replace(root, PEOPLE, "id = \"wang-min\"\n", "id = \"wang-min\"\ninfluence = \"007\"\n");
    copy
}

#[test]
fn safe_fixes_settle_until_nothing_is_left() {
    let copy = untidy();
    let root = copy.path();
    let before = checked(root).iter().filter(|finding| &*finding.path == CUSTOMER).count();
    assert!(before >= 5, "{before}");
    let (_, out, words) = fix(root, CUSTOMER);
    assert_eq!(out, "", "{words}");
    assert!(words.starts_with("已改正 ") && words.contains("1 份文件"), "{words}");
    let after = read(root, CUSTOMER);
    for line in ["\"简称\" = \"云岭移动\"\n", "credit_rated_on = 2026-06-22\n", "annual_trade = 1860.00\n"] {
        assert!(after.contains(line), "{line}\n{after}");
    }
    // The key that stood in the last table is back among those at the top, its comment with it, above the blank line and the header's own.
    assert!(after.contains("]\nlifecycle = \"developed\" # 已开发客户\n\n# 有合作历史"), "{after}");
    assert!(read(root, PEOPLE).contains("\"007\""), "only what was asked for is touched");
    let (exit, out, words) = fix(root, CUSTOMER);
    assert_eq!((exit, out.as_str(), words.as_str()), (Exit::Clean, "", "没有可以改正的\n"));
    assert_eq!(read(root, CUSTOMER), after);
}

#[test]
fn words_that_are_read_all_the_same_become_the_regulations_own() {
    let copy = copy_of("tests/it/fixtures/base");
    let root = copy.path();
    let text = read(root, PEOPLE);
    let status = text.lines().find(|line| line.starts_with("status = ")).expect("somebody has one").to_owned();
    let role = text.lines().find(|line| line.starts_with("role = ")).expect("somebody has one").to_owned();
    fs::write(root.join(PEOPLE), text.replacen(&status, "status = \"悲观的\"", 1).replacen(&role, "role = \"拍板人\"", 1))
        .expect("written");
    let win = read(root, PLAN).lines().find(|line| line.starts_with("win_rate = ")).expect("a project has one").to_owned();
    let text = read(root, PLAN).replacen(&win, "win_rate = 60%", 1);
    fs::write(root.join(PLAN), text).expect("written");
    let (_, _, words) = fix(root, "");
    assert!(read(root, PEOPLE).contains("status = \"消极的\""));
    assert!(read(root, PLAN).contains("win_rate = \"60%\""));
    assert!(read(root, PEOPLE).contains("role = \"拍板人\"") && words.contains("`--unsafe-fixes`"), "{words}");
    fix(root, "--unsafe-fixes");
    assert!(read(root, PEOPLE).contains("role = \"决策者\""), "{}", read(root, PEOPLE));
}

#[test]
fn byte_order_mark_and_line_ends_stay() {
    let copy = copy_of("tests/it/fixtures/base");
    let path = copy.path().join(CUSTOMER);
    let text = read(copy.path(), CUSTOMER).replace("tier = \"vip\"", "tier = “vip”").replace('\n', "\r\n");
    fs::write(&path, format!("\u{feff}{text}")).expect("written");
    fix(copy.path(), "");
    assert_eq!(read(copy.path(), CUSTOMER), format!("\u{feff}{}", text.replace("“vip”", "\"vip\"")));
}

#[test]
fn a_diff_writes_nothing() {
    let copy = untidy();
    let before = read(copy.path(), CUSTOMER);
    let line = format!("check -C {} --diff {CUSTOMER}", copy.path().display());
    let (exit, out, words) = quick(&line, "zh-CN", 100);
    assert_eq!(exit, Exit::Findings);
    assert!(
        out.starts_with(&format!("diff --git a/{CUSTOMER} b/{CUSTOMER}\n")) && out.contains("\n-简称 = “云岭移动”\n+\"简称\""),
        "{out}"
    );
    assert!(words.starts_with("可以改正 "), "{words}");
    assert_eq!(read(copy.path(), CUSTOMER), before);
    fix(copy.path(), CUSTOMER);
    assert_eq!(quick(&line, "zh-CN", 100).0, Exit::Clean);
    let alone = quick(&format!("check -C {} --unsafe-fixes", copy.path().display()), "zh-CN", 100);
    assert_eq!(alone.0, Exit::Failed);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let copy = untidy();
    let before = read(copy.path(), CUSTOMER);
    let run = |text: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kehu"))
            .args(["check", "--fix", "--stdin-filename", CUSTOMER, "-"])
            .current_dir(copy.path())
            .env("KEHU_LANG", "zh-CN")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("kehu starts");
        std::io::Write::write_all(&mut child.stdin.take().expect("it is piped"), text.as_bytes()).expect("kehu reads it");
        let output = child.wait_with_output().expect("kehu ends");
        let text = |bytes| String::from_utf8(bytes).expect("kehu writes UTF-8");
        (text(output.stdout), text(output.stderr))
    };
    let (fixed, words) = run(&before);
    assert_eq!(read(copy.path(), CUSTOMER), before, "nothing is written");
    assert!(words.contains("已改正"), "{words}");
    assert_eq!(run(&fixed).0, fixed);
    fix(copy.path(), CUSTOMER);
    assert_eq!(read(copy.path(), CUSTOMER), fixed);
}

/// Without line numbers: `（第 47 行）`.
fn words(finding: &Finding) -> String {
    let message: String = finding.message.chars().filter(|sign| !sign.is_ascii_digit()).collect();
    format!("{} {} {} {message}", finding.rule, finding.path, finding.field)
}

fn leaves(node: &Node<'_>, out: &mut Vec<String>) {
    match node.kind {
        Kind::Scalar(text, _) => out.push(text.to_owned()),
        Kind::List(items) => items.iter().for_each(|item| leaves(item, out)),
        Kind::Map(entries) => entries.iter().for_each(|entry| leaves(&entry.value, out)),
    }
}

/// How often each value stands in a document; none when it has faults of syntax.
fn values(text: &str, syntax: Syntax) -> Option<BTreeMap<String, usize>> {
    let arena = Arena::new();
    let tree = source::parse(syntax, text, &arena);
    let mut out = Vec::new();
    leaves(&tree.root, &mut out);
    let mut count = BTreeMap::new();
    out.into_iter().for_each(|value| *count.entry(value).or_default() += 1);
    tree.faults.is_empty().then_some(count)
}

#[test]
fn fixes_bring_nothing_new_and_change_no_other_value() {
    let mut mended = 0;
    for (what, copy) in bad_archives() {
        let root = copy.path();
        let before = checked(root);
        let safe = |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        let fixable: Vec<&Finding> = before.iter().filter(safe).collect();
        if fixable.is_empty() {
            continue;
        }
        let texts: BTreeMap<String, Option<String>> =
            documents(root).into_iter().map(|(_, found)| (found.path.clone(), fs::read_to_string(root.join(&found.path)).ok())).collect();
        fix(root, "");
        let after = checked(root);
        assert!(!after.iter().any(|finding| safe(&finding)), "{what}: {after:#?}");
        let known: BTreeSet<String> = before.iter().map(words).collect();
        let touched: BTreeSet<&str> = fixable.iter().map(|finding| &*finding.path).collect();
        let broken = before.iter().any(|finding| finding.message.contains("语法"));
        for finding in after.iter().filter(|_| !broken) {
            assert!(known.contains(&words(finding)), "{what}: new: {finding:#?}");
        }
        for (path, text) in texts.into_iter().filter_map(|(path, text)| Some((path, text?))) {
            let now = read(root, &path);
            if !touched.contains(path.as_str()) {
                assert_eq!(now, text, "{what}");
            } else if let Some((old, new)) = Syntax::of_path(&path).and_then(|syntax| Some((values(&text, syntax)?, values(&now, syntax)?)))
            {
                let gone: usize = old.iter().map(|(value, count)| count.saturating_sub(new.get(value).copied().unwrap_or(0))).sum();
                let fixes = fixable.iter().filter(|finding| *finding.path == path).count();
                assert!(gone <= fixes, "{what}: {path}: {gone} values changed by {fixes} fixes");
            }
        }
        mended += fixable.len();
    }
    assert!(mended >= 5, "{mended}");
}
