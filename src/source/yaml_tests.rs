//! YAML files as people write them.

use super::toml_tests::{faults, lines};
use super::*;

#[track_caller]
fn check(text: &str, want: &[&str], want_faults: &[&str], broken: bool) {
    let arena = Arena::new();
    let tree = yaml::parse(text, &arena);
    assert_eq!(lines(&tree, text), want, "{text}");
    assert_eq!(faults(&tree, text), want_faults, "{text}");
    assert_eq!(tree.broken, broken, "{text}");
}

#[test]
fn a_valid_file() {
    check(
        "# 注\n单位名称: 云岭 通信  # z\nb:\n  d: \"q\\t\"\n  no: no\nl:\n  - n: 007\n    m: 7.5\n  - 2026-07-08\ne:\nf: |  # c\n\n  a\n  b\ng: >-\n  x\nh: {a: True, b: [x,\n y]}\n",
        &[
            "单位名称 = 云岭 通信 Plain «云岭 通信»",
            "b.d = q\t Quoted «\"q\\t\"»",
            "b.no = no Plain «no»",
            "l[0].n = 007 Integer «007»",
            "l[0].m = 7.5 Float «7.5»",
            "l[1] = 2026-07-08 Plain «2026-07-08»",
            "e =  Null «»",
            "f = \na\nb\n Quoted «|  # c\n\n  a\n  b»",
            "g = x Quoted «>-\n  x»",
            "h.a = true Bool «True»",
            "h.b[0] = x Plain «x»",
            "h.b[1] = y Plain «y»",
        ],
        &[],
        false,
    );
}

#[test]
fn spans_of_lists_and_tables() {
    let text = "sites:\n  - name: 总部\n    no: 1\n  - a\nb: {x: 1}\nc: [1,\n 2]\nd:\ne: 1\n";
    let arena = Arena::new();
    let tree = yaml::parse(text, &arena);
    let entries = tree.root.entries().expect("the root is a table");
    let at = |node: &Node<'_>| text[node.span.range()].to_owned();
    assert_eq!(at(&entries[0].value), "- name");
    let Kind::List(items) = &entries[0].value.kind else {
        panic!("sites is a list");
    };
    assert_eq!(at(&items[0]), "name");
    assert_eq!(at(&entries[1].value), "{x: 1}");
    assert_eq!(at(&entries[2].value), "[1,\n 2]");
    let null = entries[3].value.span;
    assert!(null.is_empty() && text[..null.start as usize].ends_with("d:"), "{null:?}");
}

#[test]
fn anchors_merges_and_tags() {
    check(
        "base: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\nd: *b\n? [1]\n: 2\nt: !!str 12\nk: !my 5\ni: !!int x\n",
        &[
            "base.x = 1 Integer «1»",
            "base.y = 2 Integer «2»",
            "c.y = 3 Integer «3»",
            "c.x = 1 Integer «1»",
            "d.x = 1 Integer «1»",
            "d.y = 2 Integer «2»",
            "t = 12 Quoted «12»",
            "k = 5 Integer «5»",
        ],
        &["a key must be a text, not a list or table «[1]»", "the value does not fit its tag `!!int` «x»"],
        true,
    );
    check("a: &a [*a]\n", &[], &["the alias stands inside its own anchor «*a»"], true);
}

#[test]
fn a_billion_laughs_end_early() {
    let mut text = String::from("a0: &a0 ha\n");
    for level in 1..12 {
        let refs = vec![format!("*a{}", level - 1); 10].join(", ");
        text += &format!("a{level}: &a{level} [{refs}]\n");
    }
    let arena = Arena::new();
    let tree = yaml::parse(&text, &arena);
    assert_eq!(tree.faults.len(), 1);
    assert_eq!(tree.faults[0].kind, FaultKind::AliasBomb);
    assert!(tree.broken);
    let mut deep = String::from("a0: &a0 [1]\n");
    for level in 1..100 {
        deep += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    assert_eq!(yaml::parse(&deep, &Arena::new()).faults[0].kind, FaultKind::TooDeep);
}

#[test]
fn full_width_colons() {
    check(
        "单位名称：云岭\n机构：\n  - 名称：总部\n    地点: 春城\n备注：无\n电话:0990\n",
        &[
            "单位名称 = 云岭 Plain «云岭»",
            "机构[0].名称 = 总部 Plain «总部»",
            "机构[0].地点 = 春城 Plain «春城»",
            "备注 = 无 Plain «无»",
            "电话 = 0990 Integer «0990»",
        ],
        &[
            "FullWidthSign('：') «：»",
            "FullWidthSign('：') «：»",
            "FullWidthSign('：') «：»",
            "FullWidthSign('：') «：»",
            "missing space after `:` «:»",
        ],
        false,
    );
    check(
        "l:\n  - 名称：总部\n    地点：春城\n  - 说明：一句话\n",
        &["l[0].名称 = 总部 Plain «总部»", "l[0].地点 = 春城 Plain «春城»", "l[1] = 说明：一句话 Plain «说明：一句话»"],
        &["FullWidthSign('：') «：»", "FullWidthSign('：') «：»"],
        false,
    );
}

#[test]
fn texts_with_full_width_colons_stay_texts() {
    check(
        "注：另: 1\nl: [说明：一]\nm: 说明：一\nn: |\n  甲：乙\n  丙：丁\n",
        &[
            "注：另 = 1 Integer «1»",
            "l[0] = 说明：一 Plain «说明：一»",
            "m = 说明：一 Plain «说明：一»",
            "n = 甲：乙\n丙：丁\n Quoted «|\n  甲：乙\n  丙：丁»",
        ],
        &[],
        false,
    );
}

#[test]
fn the_first_syntax_error_and_what_came_before() {
    check(
        "a: 1\na: 2\nb: [1, 2\nc: 3\n",
        &["a = 1 Integer «1»", "b[0] = 1 Integer «1»"],
        &["duplicate a «a» first «a»@0", "illegal placement of ':' indicator «:»"],
        true,
    );
    check("z: 0\na: 1\n b: 2\nc: 3\n", &["z = 0 Integer «0»"], &["mapping values are not allowed in this context «:»"], true);
    check("a:\n\t- b\n", &["a[0] = b Plain «b»"], &["tabs disallowed in the indentation «\t»"], false);
    check(
        "a:\n\tb: 1\n\tc:\n\t\td: 2\n",
        &["a.b = 1 Integer «1»", "a.c.d = 2 Integer «2»"],
        &[
            "tabs disallowed in the indentation «\t»",
            "tabs disallowed in the indentation «\t»",
            "tabs disallowed in the indentation «\t\t»",
        ],
        false,
    );
}

#[test]
fn documents_that_are_no_table() {
    check("- 1\n- 2\n", &[], &["NotATable «- 1»"], true);
    check("云岭\n", &[], &["NotATable «云岭»"], true);
    check("", &[], &[], false);
    check("# 空\n", &[], &[], false);
    check("--- # 头\na: 1\n...\n", &["a = 1 Integer «1»"], &[], false);
    check("a: 1\n---\nb: 2\n", &["a = 1 Integer «1»"], &["SeveralDocuments «---»"], true);
}

#[test]
fn a_conflict_is_one_fault() {
    check(
        "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\nc: 3\n",
        &["a = 1 Integer «1»", "b = 1 Integer «1»", "c = 3 Integer «3»"],
        &["ConflictMarker «<<<<<<< HEAD»"],
        true,
    );
}

#[test]
fn limits_hold() {
    let deep = "[".repeat(1_000) + &"]".repeat(1_000);
    assert_eq!(yaml::parse(&format!("a: {deep}"), &Arena::new()).faults[0].kind, FaultKind::TooDeep);
    let many = format!("a: [{}]", "1,".repeat(limits::MAX_NODES + 1));
    assert_eq!(yaml::parse(&many, &Arena::new()).faults[0].kind, FaultKind::TooManyNodes);
    let large = "#".repeat(limits::MAX_BYTES + 1);
    assert_eq!(yaml::parse(&large, &Arena::new()).faults[0].kind, FaultKind::TooLarge);
    let keys: String = (0..100).map(|n| format!("k{}: 1\n", n % 60)).collect();
    assert_eq!(yaml::parse(&keys, &Arena::new()).faults.len(), 40);
}
