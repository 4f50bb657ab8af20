//! The plain reader of YAML against the parser of events.

use super::*;

/// Whether the plain reader reads the text; what it reads is what the parser of events reads.
#[track_caller]
pub(super) fn agrees(text: &str) -> bool {
    let arena = Arena::new();
    let Some(plain) = yaml_plain::read(text, &arena) else {
        return false;
    };
    assert_eq!(plain, yaml::parse_events(text, &arena), "{text:?}");
    true
}

#[track_caller]
fn reads(texts: &[&str]) {
    for text in texts {
        assert!(agrees(text), "not read: {text:?}");
        let other = text.replace('\n', "\r\n");
        assert!(agrees(&other), "not read: {other:?}");
        let cut = text.trim_end_matches('\n');
        assert!(agrees(cut), "not read: {cut:?}");
    }
}

#[track_caller]
fn gives_up(texts: &[&str]) {
    for text in texts {
        assert!(!agrees(text), "read: {text:?}");
    }
}

#[test]
fn tables_and_lists() {
    reads(&[
        "a: 1\n",
        "单位名称: 云岭 通信  # z\nb:\n  d: x\n  no: no\n",
        "# 注\n\n  # 又注\na: 1\n\n# 尾\n",
        "---\na: 1\n",
        "# 头\n--- # 头\na: 1\n",
        "  a: 1\n  b: 2\n",
        "l:\n  - n: 007\n    m: 7.5\n  - 2026-07-08\n\n  # 注\n  -\n  - # 注\n  -   x: 1\n      y: 2\ne:\n",
        "l:\n- a\n- b: 1\n  c: 2\n-\n- # 注\nm: 1\n",
        "l:\n- # 注\n- a\nm: 1\n",
        "l:\n-\n  a: 1\n-\n  - x\n  - y\nm: 1\n",
        "l:\n  - - a\n    - b\n  - - - c\nm:\n  - k:\n    - 1\n    - 2\n    n: 3\n",
        "a:\n  b:\n    c:\n      d: 1\n  e: 2\nf: 3\n",
        "a:\n # 注\n\n    b: 1\n",
        "a: # 注\n  b: 1\nc:   # 注\n- 1\n",
        "a : 1\n\"b\" : 2\n'c':\n  d: 1\n- 5: 1\n".strip_suffix("- 5: 1\n").expect("the end"),
        "true: 1\n~: 2\nnull: 3\n5: 4\n-5: 6\n2026-07-08: 7\na b: 8\na:b: 9\na#b: 10\n[: 1\n".strip_suffix("[: 1\n").expect("the end"),
    ]);
}

#[test]
fn texts() {
    reads(&[
        "a: x:y\nb: http://a.b/c?d#e\nc: 10:20\nd: a, b [c] {d}\ne: -5\nf: -.5\ng: 1,200\nh: a'b\"c\ni: a - b\nj: =1\n",
        "a: ~\nb: Null\nc: TRUE\nd: False\ne: .inf\nf: ...\ng: '~'\nh: \"true\"\n",
        "a: \"q \\\" \\\\ \\/ \\n\\t\\r\\ \"\nb: 'it''s'\nc: ''\nd: \"\"\ne: '''a'''\nf: \"a: b # c\"  # d\n\"g\\n\": 1\n'h''': 2\n",
        "l:\n  - \"a\"\n  - 'b' # c\n  - \"k\": 1\n    'm': 2\n  - x #y\n  - x#y\n",
        "备注: 甲：乙，丙；（丁）「戊」“己”\n电话: ０９９０\n姓名: 古丽·买买提\n价: ￥5\n",
    ]);
}

#[test]
fn brackets() {
    reads(&[
        "a: []\nb: {}\nc: [1, 2.5, x y, \"q\", 'r', ~]\nd: {a: 1, b: x y, \"c\": 'd', 'e' : f}\n",
        "a: [ 1 , 2 , ]  # z\nb: { x: 1 , }\nc: [[1], [2, [3]], {a: [b, {c: d}]}]\n",
        "a: [\n  {x: 1, y: 2},\n  {x: 3, y: 4}, # 注\n  # 注\n\n]\nb: 1\n",
        "a: [1,\n 2\n]\nb:\n  - [x, y]\n  - {x: 1}\n  - [\n  z\n  ]\n",
        "a: {\"x\":1,\"y\":[2],'z':{\"w\":\"v\"}}\n",
        "a: {k:\n  v,\n  l: w\n  }\n",
        "a: [10:20, http://a.b/c, a#b, -1, x #y\n ]\n",
    ]);
}

#[test]
fn block_texts() {
    reads(&[
        "f: |  # c\n\n  a\n  b\ng: >-\n  x\n",
        "a: |-\n  甲\n    乙\n\n  丙\n\n\nb: |+\n  x\n\n\nc: >+\n  x\n\n",
        "a: >\n  x\n  y\n\n  z\n    w\n    v\n  u\n\n\n  t\n   \n  s\nb: 1\n",
        "l:\n  - |\n    a\n    b\n  - k: >\n      x\n      y\n    m: 1\n",
        "l:\n- |\n  a: 1\n  - b # c\n- >-\n   x\nk: |\n \"a\n# 注\nm: 1\n",
        "a: |\n    x\n  # 注\nb: 1\n",
        "a: |\n  x\n \n  y  \n\n  ",
    ]);
}

#[test]
fn what_is_not_plain() {
    gives_up(&[
        "",
        "# 空\n",
        "---\n",
        "a\n",
        "- a\n",
        "[a]\n",
        "--- a: 1\n",
        "a: 1\n---\nb: 2\n",
        "a: 1\n...\n",
        "%YAML 1.2\n---\na: 1\n",
        "a:\tb\n",
        "a: \"x\ty\"\n",
        "a: &x 1\n",
        "a: *x\n",
        "a: !!str 1\n",
        "<<: {a: 1}\n",
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        "? a\n: b\n",
        "a: x\n  y\n",
        "a: \"x\n  y\"\n",
        "a:\n  x\n",
        "a: b: c\n",
        "a: - b\n",
        "a: -\n",
        "a: |2\n  x\n",
        "a: |\nb: 1\n",
        "a: \"\\x41\"\n",
        "a: \"x\" y\n",
        "a: \"x\"#y\n",
        "a: [x]#y\n",
        "a: [b: 1]\n",
        "a: {b}\n",
        "a: {b: }\n",
        "a: [,]\n",
        "a: [x\n",
        "a: [x\n  y]\n",
        "a: %x\n",
        "a: @x\n",
        "a: `x`\n",
        "a:\n  - b\n c: 1\n",
        "a:\n  - b\n  c: 1\n",
        "a: 1\n  b: 2\n",
        "a: 1\n- b\n",
        "a:\n   b: 1\n  c: 2\n",
        " a: 1\nb: 2\n",
        "a: \u{feff}b\n",
        "a: b\u{1}c\n",
        "a: b\u{85}c\n",
        "a: b\rc: d\n",
        "a：1\n",
        "a: 1\nb：2\n",
    ]);
}

#[test]
fn every_example_is_read() {
    let examples = super::yaml_plain_random::examples();
    assert!(examples.len() >= 8);
    for (path, text) in examples {
        assert!(agrees(&text), "not read: {}", path.display());
    }
}

#[test]
fn limits_of_the_plain_reader() {
    let long = |length: usize| format!("{}: 1\n", "k".repeat(length));
    assert!(agrees(&long(900)));
    assert!(!agrees(&long(1_025)));
    let text = format!("a: {0}\nl:\n  - {0}\n  - \"{0}\"\nm: [{0}, '{0}']\n", "云 ".repeat(2_000));
    assert!(agrees(&text));
    let lists = |depth: usize| format!("a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    assert!(agrees(&lists(63)));
    assert!(!agrees(&lists(64)));
    let tables = |depth: usize| (0..depth).map(|level| format!("{}k:\n", " ".repeat(level))).collect::<String>();
    assert!(agrees(&tables(64)));
    assert!(!agrees(&tables(65)));
    let keys = |count: usize| (0..count).map(|n| format!("k{n}: 1\n")).collect::<String>();
    assert!(agrees(&keys(64)));
    assert!(!agrees(&keys(65)));
    let many = |count: usize| format!("a: [{}]\n", "1,".repeat(count));
    assert!(agrees(&many(limits::MAX_NODES - 3)));
    assert!(!agrees(&many(limits::MAX_NODES - 2)));
}
