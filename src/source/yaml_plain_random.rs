//! The plain reader of YAML against the parser of events, over documents made at random: such as people write, and spoilt ones.

use proptest::prelude::*;

use super::yaml_plain_tests::agrees;

/// Writes a document by choices that become simpler as they become fewer.
struct Pen {
    choices: std::vec::IntoIter<u8>,
    out: String,
    lines: &'static str,
}

const KEYS: &[&str] = &["a", "单位名称", "\"q k\"", "'s'", "name of", "c-d", "x_1", "5", "true", "机构", "e:f", "g#", "\"t\\n\"", "~"];
const PLAIN: &[&str] = &[
    "x",
    "云岭 通信",
    "007",
    "7.5",
    "2026-07-08",
    "60%",
    "a:b",
    "a#b",
    "no",
    "True",
    "~",
    "-5",
    "10:20",
    "http://a.b/c",
    "1,200",
    "甲：乙，丙",
    "a - b",
    "it's",
    ".5",
    "=x",
    "0x1F",
    "a\"b",
    "古丽·买买提",
];
const FLOW_PLAIN: &[&str] = &["x", "云 岭", "007", "7.5", "-1", "a:b", "a#b", "null", "甲：乙，丙", "http://a.b/c"];
const QUOTED: &[&str] = &["\"x\"", "'x'", "\"\"", "''", "\"a \\\" \\\\ \\n\"", "'it''s'", "\"a: b # c\"", "' x '", "\"云\\t岭\"", "'[\"'"];
const LINES: &[&str] = &["x", "云岭 通信", "  deeper", "", "", "a: b", "- c", "# d", "  # e", "\"q", "x  ", "\u{3000}"];
const COMMENTS: &[&str] = &["", "", "", " ", " # 注", "  #x", " # a: 'b"];

impl Pen {
    fn new(choices: Vec<u8>) -> Self {
        let mut pen = Self { choices: choices.into_iter(), out: String::new(), lines: "\n" };
        if pen.one_in(4) {
            pen.lines = "\r\n";
        }
        if pen.one_in(4) {
            pen.out += "---";
            pen.end();
        }
        let indent = if pen.one_in(8) { 2 } else { 0 };
        pen.table(indent, 0, false);
        if pen.one_in(4) {
            pen.out.truncate(pen.out.trim_end().len());
        }
        pen
    }

    fn below(&mut self, count: usize) -> usize {
        usize::from(self.choices.next().unwrap_or(0)) % count
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == count - 1
    }

    fn any(&mut self, of: &[&str]) {
        let index = self.below(of.len());
        self.out += of[index];
    }

    fn indent(&mut self, by: usize) {
        self.out.extend(std::iter::repeat_n(' ', by));
    }

    /// Ends a line; comments and empty lines may follow.
    fn end(&mut self) {
        self.any(COMMENTS);
        self.out += self.lines;
        while self.one_in(8) {
            self.any(&["", "   ", "# 注", "      # x", " "]);
            self.out += self.lines;
        }
    }

    fn table(&mut self, indent: usize, depth: usize, behind_dash: bool) {
        for number in 0..=self.below(4) {
            if number > 0 || !behind_dash {
                self.indent(indent);
            }
            // Every key once.
            let from = self.below(3);
            self.out += KEYS[(from + number * 3) % KEYS.len()];
            if self.one_in(8) {
                self.out.push(' ');
            }
            self.out.push(':');
            self.value(indent, depth, true);
        }
    }

    fn list(&mut self, indent: usize, depth: usize, behind_dash: bool) {
        for number in 0..=self.below(4) {
            if number > 0 || !behind_dash {
                self.indent(indent);
            }
            self.out.push('-');
            let blanks = 1 + self.below(6) / 4;
            match self.below(8) {
                0 if depth < 5 => {
                    self.indent(blanks);
                    self.table(indent + 1 + blanks, depth + 1, true);
                }
                1 if depth < 5 => {
                    self.indent(blanks);
                    self.list(indent + 1 + blanks, depth + 1, true);
                }
                _ => self.value(indent, depth, false),
            }
        }
    }

    /// What stands behind a key or a dash, and below it.
    fn value(&mut self, indent: usize, depth: usize, of_key: bool) {
        match self.below(if depth < 5 { 8 } else { 6 }) {
            0 | 1 => {
                self.out.push(' ');
                self.any(PLAIN);
                self.end();
            }
            2 => {
                self.out.push(' ');
                self.any(QUOTED);
                self.end();
            }
            3 => {
                self.out.push(' ');
                self.flow(0);
                self.end();
            }
            4 => self.end(),
            5 => self.block(indent),
            6 => {
                self.end();
                let deeper = indent + 1 + self.below(4);
                self.table(deeper, depth + 1, false);
            }
            _ => {
                self.end();
                let deeper = indent + self.below(4).max(usize::from(!of_key));
                self.list(deeper, depth + 1, false);
            }
        }
    }

    fn block(&mut self, indent: usize) {
        self.out.push(' ');
        self.any(&["|", ">", "|-", ">-", "|+", ">+"]);
        self.any(COMMENTS);
        self.out += self.lines;
        let deeper = indent + 1 + self.below(4);
        if self.one_in(4) {
            self.out += self.lines;
        }
        self.indent(deeper);
        self.out += "x";
        self.out += self.lines;
        for _ in 0..self.below(5) {
            self.indent(deeper);
            self.any(LINES);
            self.out += self.lines;
        }
        if self.one_in(4) {
            self.out += self.lines;
        }
    }

    fn gap(&mut self) {
        match self.below(12) {
            9 => self.out.push(' '),
            10 => self.out += self.lines,
            11 => {
                self.out += "  # 注";
                self.out += self.lines;
            }
            _ => {}
        }
        if self.out.ends_with('\n') {
            let by = self.below(4);
            self.indent(by);
        }
    }

    fn flow(&mut self, depth: usize) {
        let table = self.one_in(2);
        self.out.push(if table { '{' } else { '[' });
        let count = self.below(4);
        for number in 0..count {
            self.gap();
            if table {
                self.out += ["a", "\"b\"", "c d", "'e'"][number];
                self.any(&[": ", ":  ", " : "]);
            }
            match self.below(6) {
                0 if depth < 3 => self.flow(depth + 1),
                1 | 2 => self.any(QUOTED),
                _ => self.any(FLOW_PLAIN),
            }
            self.gap();
            if number + 1 < count || self.one_in(4) {
                self.out.push(',');
                self.any(&[" ", "", "  "]);
            }
        }
        self.gap();
        self.out.push(if table { '}' } else { ']' });
    }
}

/// Lines in which any signs stand in some place; `K` stands for the key.
fn lines() -> impl Strategy<Value = String> {
    let around = prop::sample::select(vec![
        ("K:", ""),
        ("K: ", ""),
        ("K: x", ""),
        ("K: ", "x"),
        ("K", ": x"),
        ("K: [", "]"),
        ("K: [x, ", ",\n y ]"),
        ("K: {x: ", "}"),
        ("K: {x", ": 1}"),
        ("K: \"", "\""),
        ("K: '", "'"),
        ("K: \"x\"", ""),
        ("\"K", "\": 1"),
        ("K: |\n  x", ""),
        ("K: |\n  ", "\n  x"),
        ("K: >-\n  x\n  ", "\n  y"),
        ("K: |", "\n  x"),
        ("K:\n- ", "\n- x"),
        ("K:\n  - x", "\n  - y"),
        ("K:\n  - x: ", "\n    y: 1"),
        ("K: x # ", ""),
        ("K: x\n", ""),
    ]);
    let signs = "([-bx0-9.云：]|[-:#'\"\\\\\\[\\]{},|>+?.&*!%@`= \t]|: | #|\n  |\n - |, |  ){0,4}";
    (around, signs).prop_map(|((before, after), signs)| format!("{before}{signs}{after}\n"))
}

/// A change of a text: where (in thousandths), how many characters are taken out, what is put in.
type Harm = (usize, usize, String);

fn harms() -> impl Strategy<Value = Vec<Harm>> {
    let signs = "([-: #'\"\\[\\]{}&*!|>%@`?,~=<.\t\r\n\\\\0a：，「“　云\u{85}\u{feff}]|\n {0,4}|: |- |--- |  |\r\n){0,3}";
    prop::collection::vec((0..=1000_usize, 0..4_usize, signs), 0..4)
}

fn harmed(text: &str, harms: &[Harm]) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    for (at, cut, put) in harms {
        let start = signs.len() * at / 1000;
        let end = (start + cut).min(signs.len());
        signs.splice(start..end, put.chars());
    }
    signs.into_iter().collect()
}

/// The example archive's documents in YAML.
pub(super) fn examples() -> Vec<(std::path::PathBuf, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let path = entry.expect("the examples can be read").into_path();
        if path.extension().is_some_and(|ending| ending == "yaml") {
            let text = std::fs::read_to_string(&path).expect("an example is UTF-8");
            found.push((path, text));
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_people_write_is_read(choices in prop::collection::vec(any::<u8>(), 0..300)) {
        let text = Pen::new(choices).out;
        prop_assert!(agrees(&text), "not read: {text:?}");
    }

    #[test]
    fn what_is_spoilt_is_read_alike_or_not_at_all(choices in prop::collection::vec(any::<u8>(), 0..100), harms in harms()) {
        agrees(&harmed(&Pen::new(choices).out, &harms));
    }

    #[test]
    fn spoilt_examples_are_read_alike_or_not_at_all(at in any::<prop::sample::Index>(), harms in harms()) {
        let examples = examples();
        agrees(&harmed(&at.get(&examples).1, &harms));
    }

    #[test]
    fn signs_at_random_are_read_alike_or_not_at_all(parts in prop::collection::vec(lines(), 1..3)) {
        let text: String = parts.iter().zip('a'..).map(|(part, key)| part.replace('K', &key.to_string())).collect();
        agrees(&text);
        agrees(&format!("{text}z: 1\n"));
    }
}
