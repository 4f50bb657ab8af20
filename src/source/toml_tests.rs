//! TOML files as people write them.

use super::*;

/// A tree as one line a value: path, text, form, note, and what its span holds.
fn lines(tree: &Tree<'_>, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    walk(&tree.root, "", text, &mut out);
    out
}

fn walk(node: &Node<'_>, path: &str, text: &str, out: &mut Vec<String>) {
    match &node.kind {
        Kind::Scalar(value, form) => {
            let note = match node.note {
                Note::None => String::new(),
                note => format!(" {note:?}"),
            };
            out.push(format!(
                "{path} = {value} {form:?}{note} «{}»",
                &text[node.span.range()]
            ));
        }
        Kind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &format!("{path}[{index}]"), text, out);
            }
        }
        Kind::Map(entries) => {
            for entry in entries {
                let dot = if path.is_empty() { "" } else { "." };
                walk(
                    &entry.value,
                    &format!("{path}{dot}{}", entry.key),
                    text,
                    out,
                );
            }
        }
    }
}

/// Faults as text: kind, and what the span holds.
fn faults(tree: &Tree<'_>, text: &str) -> Vec<String> {
    let faults = tree.faults.iter();
    faults
        .map(|fault| {
            let at = &text[fault.span.range()];
            match &fault.kind {
                FaultKind::Syntax(words) => format!("{words} «{at}»"),
                FaultKind::DuplicateKey { key, first } => {
                    format!(
                        "duplicate {key} «{at}» first «{}»@{}",
                        &text[first.range()],
                        first.start
                    )
                }
                kind => format!("{kind:?} «{at}»"),
            }
        })
        .collect()
}

#[track_caller]
fn check(text: &str, want: &[&str], want_faults: &[&str]) {
    let arena = Arena::new();
    let tree = toml::parse(text, &arena);
    assert_eq!(lines(&tree, text), want, "{text}");
    assert_eq!(faults(&tree, text), want_faults, "{text}");
}

#[test]
fn bare_values_read_as_if_quoted() {
    check(
        "month = 2026-07\nquarter = 2026-Q2 # 季度\nday=05-18\nshare = 60%\nsum = 1,200\nphone = 0990-5550101\ncard = 007\n",
        &["month = 2026-07 Plain NeedsQuotes «2026-07»"],
        &[],
    );
}

#[test]
fn probe() {
    for text in [
        "单位名称 = \"云岭\"\n[[机构]]\n名称 = 总部\n[计划.客户 计划]\na.摘要 = 1\n",
        "a = [2026-07, 60%，甲 , \"x\" # c\n, 007\n]\nb = { 日期 = 2026-02-30, n = 1 }\nc = yes\nd = 2026/7/15\ne=２０２６－０７－１５\nf = “云岭”公司”\ng = \"云岭”\nh = ‘x’ # y\n",
        "a ＝ 1\n［b］\nc：“x”\n【【d】】\nx: 1\n",
        "这是一行没有等号的说明\na = 1\nb = \nc = 2\n[ok]\nd = \"x\ne = 3\nf = \"\\q\"\ng = 1 2\n",
        "a = 1\na = 2\n[t]\nx = 1\n[u]\ny = 1\n[t]\nx = 2\nz = 3\n[v]\nq = { a = 1, a = 2, b = 3 }\n",
        "a = 1\n<<<<<<< HEAD\nb = 1\n[[s]]\nx = 1\n=======\nb = 2\nc = 5\n>>>>>>> 分支\nd = 3\n",
        "[[sites]\nname = \"x\"\ncontacts = [\n  { person = \"a\" }\n  { person = \"b\" },\n\n[[verified]]\nby = 1\n[x\ny = 1\n",
        "filed = { date = 2026-06-30, copies = 2\nnext = 1\ntext = \"\"\"\nabc\n\nz = 2\n[k]\nv = 1\n",
        "a = 1\r\nb = 2026-07\r\nc = x\"y\r\nd = 1\r\n",
        "zip = 1 # x\n[a.\"b c\".d]\nv = 1979-05-27T07:32:00Z\nw = -0.5e3\nbad = 99999999999999999999999999999999999999999\nneg = -007\n",
        "x = { a = 1 b = 2 }\ny = [1 2]\nz = {\n a = 1,\n}\n",
        "[]\na=1\n[b]]\nc=1\n[d] x\ne=1\n",
    ] {
        let arena = Arena::new();
        let tree = toml::parse(text, &arena);
        println!(
            "{text}---\n{}\n{}\n broken {}\n==========",
            lines(&tree, text).join("\n"),
            faults(&tree, text).join("\n"),
            tree.broken
        );
    }
}
