//! TOML files as people write them.

use super::*;

/// A tree as one line a value: path, text, form, note, and what its span holds.
pub(super) fn lines(tree: &Tree<'_>, text: &str) -> Vec<String> {
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
            out.push(format!("{path} = {value} {form:?}{note} «{}»", &text[node.span.range()]));
        }
        Kind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &format!("{path}[{index}]"), text, out);
            }
        }
        Kind::Map(entries) => {
            for entry in *entries {
                let dot = if path.is_empty() { "" } else { "." };
                walk(&entry.value, &format!("{path}{dot}{}", entry.key), text, out);
            }
        }
    }
}

/// Faults as text: kind, and what the span holds.
pub(super) fn faults(tree: &Tree<'_>, text: &str) -> Vec<String> {
    let faults = tree.faults.iter();
    faults
        .map(|fault| {
            let at = &text[fault.span.range()];
            match &fault.kind {
                FaultKind::Syntax(words) => format!("{words} «{at}»"),
                FaultKind::DuplicateKey { key, first } => {
                    format!("duplicate {key} «{at}» first «{}»@{}", &text[first.range()], first.start)
                }
                kind => format!("{kind:?} «{at}»"),
            }
        })
        .collect()
}

#[track_caller]
fn check(text: &str, want: &[&str], want_faults: &[&str], broken: bool) {
    let arena = Arena::new();
    let tree = toml::parse(text, &arena);
    assert_eq!(lines(&tree, text), want, "{text}");
    assert_eq!(faults(&tree, text), want_faults, "{text}");
    assert_eq!(tree.broken, broken, "{text}");
}

#[test]
fn a_valid_file() {
    check(
        "a = 1.50\n[b.\"c d\"] # x\ne.f = \"x\\ty\"\ng = 2026-07-08\nn = 1_000\n[[s]]\nx = [+1, '云']\n[[s]]\nok = true\n",
        &[
            "a = 1.50 Float «1.50»",
            "b.c d.e.f = x\ty Quoted «\"x\\ty\"»",
            "b.c d.g = 2026-07-08 Date «2026-07-08»",
            "b.c d.n = 1_000 Integer «1_000»",
            "s[0].x[0] = +1 Integer «+1»",
            "s[0].x[1] = 云 Quoted «'云'»",
            "s[1].ok = true Bool «true»",
        ],
        &[],
        false,
    );
}

#[test]
fn tables_point_at_their_headers() {
    let text = "[a.b] # x\nc.d = 1\n[[s]]\n[[ s ]]\n[a]\ni = { z = 1 }\n";
    let arena = Arena::new();
    let tree = toml::parse(text, &arena);
    let mut spans = Vec::new();
    tables(&tree.root, "", text, &mut spans);
    assert_eq!(
        spans,
        [
            "a «[a]» key «a»",
            "a.b «[a.b]» key «b»",
            "a.b.c «c» key «c»",
            "a.i «{ z = 1 }» key «i»",
            "s «[[s]]» key «s»",
            "s[0] «[[s]]»",
            "s[1] «[[ s ]]»",
        ]
    );
}

fn tables(node: &Node<'_>, path: &str, text: &str, out: &mut Vec<String>) {
    if let Kind::List(items) = &node.kind {
        for (index, item) in items.iter().enumerate() {
            let path = format!("{path}[{index}]");
            out.push(format!("{path} «{}»", &text[item.span.range()]));
            tables(item, &path, text, out);
        }
    }
    for entry in node.entries().unwrap_or_default() {
        if entry.value.scalar().is_none() {
            let dot = if path.is_empty() { "" } else { "." };
            let path = format!("{path}{dot}{}", entry.key);
            let (value, key) = (&text[entry.value.span.range()], &text[entry.key_span.range()]);
            out.push(format!("{path} «{value}» key «{key}»"));
            tables(&entry.value, &path, text, out);
        }
    }
}

#[test]
fn bare_values_read_as_if_quoted() {
    check(
        "month = 2026-07\r\nquarter = 2026-Q2 # 季度\r\nday=05-18\nshare = 60%\nsum = 1,200\nphone = 0990-5550101\ncard = 007\nt = 下周三 上午\ny = yes\nf=２０２６－０７－１５\nd = 2026-02-30\nlong = 99999999999999999999999999999999999999999\n",
        &[
            "month = 2026-07 Quoted NeedsQuotes «2026-07»",
            "quarter = 2026-Q2 Quoted NeedsQuotes «2026-Q2»",
            "day = 05-18 Quoted NeedsQuotes «05-18»",
            "share = 60% Quoted NeedsQuotes «60%»",
            "sum = 1,200 Quoted NeedsQuotes «1,200»",
            "phone = 0990-5550101 Quoted NeedsQuotes «0990-5550101»",
            "card = 007 Quoted NeedsQuotes «007»",
            "t = 下周三 上午 Quoted NeedsQuotes «下周三 上午»",
            "y = yes Quoted NeedsQuotes «yes»",
            "f = ２０２６－０７－１５ Quoted NeedsQuotes «２０２６－０７－１５»",
            "d = 2026-02-30 Quoted NeedsQuotes «2026-02-30»",
            "long = 99999999999999999999999999999999999999999 Quoted NeedsQuotes «99999999999999999999999999999999999999999»",
        ],
        &[],
        false,
    );
}

#[test]
fn bare_chinese_keys_get_a_note() {
    let text = "单位名称 = \"云岭\"\n[[机构]]\n名称 = 总部\n[计划.客户 计划]\na.摘要 = { 甲 = 1 }\n";
    check(
        text,
        &["单位名称 = 云岭 Quoted «\"云岭\"»", "机构[0].名称 = 总部 Quoted NeedsQuotes «总部»", "计划.客户 计划.a.摘要.甲 = 1 Integer «1»"],
        &[],
        false,
    );
    let arena = Arena::new();
    let tree = toml::parse(text, &arena);
    let entries = tree.root.entries().expect("the root is a table");
    assert!(entries.iter().all(|entry| entry.key_note == Note::NeedsQuotes));
    assert_eq!(&text[entries[1].key_span.range()], "机构");
}

#[test]
fn values_in_arrays_and_inline_tables() {
    check(
        "a = [2026-07, 60%，甲 , \"x\" # c\n, 007\n]\nb = { 日期 = 2026-02-30, n = 1 }\n",
        &[
            "a[0] = 2026-07 Quoted NeedsQuotes «2026-07»",
            "a[1] = 60% Quoted NeedsQuotes «60%»",
            "a[2] = 甲 Quoted NeedsQuotes «甲»",
            "a[3] = x Quoted «\"x\"»",
            "a[4] = 007 Quoted NeedsQuotes «007»",
            "b.日期 = 2026-02-30 Quoted NeedsQuotes «2026-02-30»",
            "b.n = 1 Integer «1»",
        ],
        &["FullWidthSign('，') «，»"],
        false,
    );
}

#[test]
fn odd_quotation_marks() {
    check(
        "f = “云岭”公司”\ng = \"云岭”\nh = ‘x’ # y\nl = [「甲」, ＂乙＂]\n",
        &[
            "f = 云岭”公司 Quoted OddQuotes «“云岭”公司”»",
            "g = 云岭 Quoted OddQuotes «\"云岭”»",
            "h = x Quoted OddQuotes «‘x’»",
            "l[0] = 甲 Quoted OddQuotes «「甲」»",
            "l[1] = 乙 Quoted OddQuotes «＂乙＂»",
        ],
        &[],
        false,
    );
}

#[test]
fn full_width_signs_and_a_colon() {
    check(
        "a ＝ 1\n［b］\nc：“x”　＃ 注\n【【d】】\nx: 1\n",
        &["a = 1 Integer «1»", "b.c = x Quoted OddQuotes «“x”»", "d[0].x = 1 Integer «1»"],
        &[
            "FullWidthSign('＝') «＝»",
            "FullWidthSign('［') «［»",
            "FullWidthSign('］') «］»",
            "FullWidthSign('：') «：»",
            "FullWidthSign('＃') «＃»",
            "FullWidthSign('【') «【»",
            "FullWidthSign('【') «【»",
            "FullWidthSign('】') «】»",
            "FullWidthSign('】') «】»",
            "found `:`, expected `=` «:»",
        ],
        false,
    );
}

#[test]
fn all_syntax_errors_and_all_that_can_be_read() {
    check(
        "这是一行没有等号的说明\na = 1\nb = \nc = 2\n[ok]\nd = \"x\ne = 3\nf = \"\\q\"\ng = \"1\" 2\nh = 4\n",
        &["a = 1 Integer «1»", "c = 2 Integer «2»", "ok.e = 3 Integer «3»", "ok.h = 4 Integer «4»"],
        &[
            "key with no value, expected `=` «这是一行没有等号的说明»",
            "missing value for key «b =»",
            "missing closing quote «\"x»",
            "missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\\`, `\"`, `x`, `u`, `U` «q»",
            "unexpected key or value, expected newline, `#` «2»",
        ],
        true,
    );
}

#[test]
fn what_stands_twice() {
    check(
        "a = 1\na = 2\n[t]\nx = 1\n[u]\ny = 1\n[t]\nx = 2\nz = 3\n[v]\nq = { a = 1, a = 2, b = 3 }\n",
        &["a = 1 Integer «1»", "t.x = 1 Integer «1»", "u.y = 1 Integer «1»", "v.q.a = 1 Integer «1»", "v.q.b = 3 Integer «3»"],
        &["duplicate a «a» first «a»@0", "duplicate t «[t]» first «[t]»@12", "duplicate a «a» first «a»@58"],
        true,
    );
    check("单位 = 1\n\"单位\" = 2\n", &["单位 = 1 Integer «1»"], &["duplicate 单位 «\"单位\"» first «单位»@0"], true);
}

#[test]
fn a_conflict_is_one_fault() {
    check(
        "a = 1\n<<<<<<< HEAD\nb = 1\n[[s]]\nx = 1\n=======\nb = 2\nb = 3\nc = \n>>>>>>> 分支\nd = 3\n",
        &["a = 1 Integer «1»", "b = 1 Integer «1»", "s[0].x = 1 Integer «1»", "s[0].d = 3 Integer «3»"],
        &["ConflictMarker «<<<<<<< HEAD»"],
        true,
    );
}

#[test]
fn brackets_that_are_not_closed() {
    check(
        "[[sites]\nname = \"x\"\ncontacts = [\n  { person = \"a\" }\n  { person = \"b\" },\n\n[[verified]]\nby = 1\n[x\ny = 1\n",
        &["sites[0].name = x Quoted «\"x\"»", "verified[0].by = 1 Integer «1»", "x.y = 1 Integer «1»"],
        &[
            "unclosed table header, expected `]` «[[sites]»",
            "unclosed array, expected `]` «[»",
            "missing comma between array elements, expected `,` «»",
            "unclosed table header, expected `]` «[x»",
        ],
        true,
    );
    check(
        "filed = { date = 2026-06-30, copies = 2\nnext = 1\ntext = \"\"\"\nabc\n\nz = 2\n[k]\nv = 1\n",
        &["next = 1 Integer «1»", "z = 2 Integer «2»", "k.v = 1 Integer «1»"],
        &["unclosed inline table, expected `}` «{»", "unclosed multi-line string, expected three closing quotes «\"\"\"»"],
        true,
    );
}

#[test]
fn a_header_that_cannot_be_read_takes_its_keys_with_it() {
    check(
        "[]\na=1\n[d] x\ne=1\n[f]\ng=1\n",
        &["d.e = 1 Integer «1»", "f.g = 1 Integer «1»"],
        &["unquoted keys cannot be empty, expected letters, numbers, `-`, `_` «]»", "unexpected key or value, expected newline, `#` «x»"],
        true,
    );
}

#[test]
fn inline_tables_of_toml_1_1() {
    let text = "z = {\n a = 1,\n b = { c = 2, },\n}\n";
    check(text, &["z.a = 1 Integer «1»", "z.b.c = 2 Integer «2»"], &["MultilineInlineTable «{\n a = 1,\n b = { c = 2, },\n}»"], false);
    let arena = Arena::new();
    let fix = toml::parse(text, &arena).faults.pop().and_then(|fault| fault.fix);
    assert_eq!(fix.map(|fix| fix.text).as_deref(), Some("{ a = 1, b = { c = 2 } }"));
}

#[test]
fn limits_hold() {
    let arena = Arena::new();
    let deep = format!("a = {}1{}", "[".repeat(100), "]".repeat(100));
    let tree = toml::parse(&deep, &arena);
    assert_eq!(tree.faults[0].kind, FaultKind::TooDeep);
    for text in [
        format!("{deep}]]"),
        format!("{} = ", "a.".repeat(100_000)),
        format!("[{}", "a.".repeat(100_000)),
        format!("x = \"\" {}", "[".repeat(100_000)),
        format!("x = \"\" {}", "{a=".repeat(100_000)),
    ] {
        assert!(toml::parse(&text, &arena).broken);
    }
    let many = format!("a = [{}]", "1,".repeat(limits::MAX_NODES + 1));
    assert_eq!(toml::parse(&many, &arena).faults[0].kind, FaultKind::TooManyNodes);
    let large = "#".repeat(limits::MAX_BYTES + 1);
    assert_eq!(toml::parse(&large, &arena).faults[0].kind, FaultKind::TooLarge);
}
