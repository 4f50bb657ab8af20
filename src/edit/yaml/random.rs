//! Edits and layouts over documents made at random, such as people write.

use proptest::prelude::*;

use super::tests::SHAPE;
use super::{print, read};
use crate::edit::op::{Act, Op, Place};
use crate::edit::splice::{Stuck, apply};
use crate::edit::value::{Document, Value};
use crate::source::{Arena, Kind, Node, Syntax, parse};

/// Writes a document by choices that become simpler as they become fewer.
struct Pen {
    choices: std::vec::IntoIter<u8>,
    out: String,
}

const KEYS: &[&[&str]] = &[
    &["unit_name", "单位名称", "category", "区域"],
    &["tier", "\"客户层级\"", "credit", "x_1"],
    &["sites", "机构", "team", "'people'"],
    &["filed", "purchase", "归档", "x y"],
    &["origin", "documents", "渠道", "2026"],
];
const WORDS: &[&str] =
    &["x", "云岭 通信", "7", "7.5", "\"q: # 'x\"", "'it''s'", "2026-07-08", "60%", "true", "~", "a:b", "说，好", "\"a\\nb\""];
const COMMENTS: &[&str] = &["", "", "", "", " # 注", "   #x", " # a: 'b"];
const LINES: &[&str] = &["云岭", "  deeper", "", "a: b", "# d", "- c"];

impl Pen {
    fn document(choices: Vec<u8>) -> String {
        let mut pen = Self { choices: choices.into_iter(), out: String::new() };
        let crlf = pen.one_in(4);
        if pen.one_in(6) {
            pen.out += "---";
            pen.end(0);
        }
        if pen.one_in(4) {
            pen.out += "# 附表1\n";
        }
        pen.table(0, 0, false);
        if pen.one_in(4) {
            pen.out.truncate(pen.out.trim_end().len());
        }
        if crlf { pen.out.replace('\n', "\r\n") } else { pen.out }
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
    fn end(&mut self, column: usize) {
        self.any(COMMENTS);
        self.out.push('\n');
        while self.one_in(6) {
            match self.below(3) {
                0 => {}
                1 => {
                    self.indent(column);
                    self.out += "# 上";
                }
                _ => self.out += "    # 深",
            }
            self.out.push('\n');
        }
    }

    fn table(&mut self, column: usize, depth: usize, behind_dash: bool) {
        for (number, keys) in KEYS.iter().take(1 + self.below(KEYS.len())).enumerate() {
            if number > 0 || !behind_dash {
                self.indent(column);
            }
            self.any(keys);
            self.out.push(':');
            self.value(column, depth, true);
        }
    }

    fn list(&mut self, column: usize, depth: usize) {
        for _ in 0..=self.below(3) {
            self.indent(column);
            self.out.push('-');
            if depth < 4 && self.one_in(2) {
                if self.one_in(5) {
                    self.end(column + 2);
                    self.indent(column + 2);
                } else {
                    self.out.push(' ');
                }
                self.table(column + 2, depth + 1, true);
            } else {
                self.value(column, depth, false);
            }
        }
    }

    fn value(&mut self, column: usize, depth: usize, behind_key: bool) {
        let kinds = if behind_key && depth < 4 { 9 } else { 6 };
        match self.below(kinds) {
            0..=2 => {
                self.out.push(' ');
                self.any(WORDS);
                self.end(column);
            }
            3 => self.end(column),
            4 => {
                self.out.push(' ');
                self.flow(column, depth);
                self.end(column);
            }
            5 => {
                self.any(&[" |", " >", " |-", " |+"]);
                self.any(&["", "", " # 注"]);
                self.out.push('\n');
                for number in 0..=self.below(3) {
                    let line = if number == 0 { "首行" } else { LINES[self.below(LINES.len())] };
                    self.indent(if line.is_empty() { 0 } else { column + 2 });
                    self.out += line;
                    self.out.push('\n');
                }
            }
            6 => {
                self.end(column + 2);
                self.table(column + 2, depth + 1, false);
            }
            kind => {
                let dash = if kind == 7 { column + 2 } else { column };
                self.end(dash);
                self.list(dash, depth + 1);
            }
        }
    }

    fn flow(&mut self, column: usize, depth: usize) {
        let breaks = self.one_in(4);
        let table = self.one_in(2);
        self.out.push(if table { '{' } else { '[' });
        let count = self.below(4);
        for (number, keys) in KEYS.iter().enumerate().take(count) {
            self.gap(breaks, column + 2);
            if table {
                self.out += keys[0];
                self.out += ": ";
            }
            if depth < 4 && self.one_in(5) {
                self.flow(column, depth + 1);
            } else {
                self.any(WORDS);
            }
            if number + 1 < count || self.one_in(4) {
                self.out.push(',');
                if breaks {
                    self.any(COMMENTS);
                }
            }
        }
        if count > 0 {
            self.gap(breaks, column + 1);
        }
        self.out.push(if table { '}' } else { ']' });
    }

    fn gap(&mut self, breaks: bool, column: usize) {
        if breaks {
            self.out.push('\n');
            self.indent(column);
        } else {
            self.out.push(' ');
        }
    }
}

/// Every place of a tree with its value.
fn places<'t>(node: &Node<'t>, here: &Place, out: &mut Vec<(Place, Node<'t>)>) {
    let mut add = |place: Place, node: &Node<'t>| {
        out.push((place.clone(), *node));
        places(node, &place, out);
    };
    match node.kind {
        Kind::Scalar(..) => {}
        Kind::List(items) => items.iter().enumerate().for_each(|(index, item)| add(here.clone().at(index), item)),
        Kind::Map(entries) => entries.iter().for_each(|entry| add(here.clone().key(entry.key), &entry.value)),
    }
}

fn new_value(choice: u8) -> Value {
    let table = || Value::table([("kind", Value::text("branch")), ("name", Value::text("一\n二")), ("x_n", Value::number("7"))]);
    match choice % 7 {
        0 => Value::text("新值: #"),
        1 => Value::number("12.50"),
        2 => Value::text("第一行\n  第二行\n"),
        3 => Value::list([Value::text("甲"), Value::text("乙, 丙")]),
        4 => table(),
        5 => Value::list([table(), table()]),
        _ => Value::text("首\n\n尾"),
    }
}

fn op(places: &[(Place, Node<'_>)], choices: (u8, u8, u8)) -> Op {
    let (place, node) = &places[usize::from(choices.0) % places.len()];
    let place = place.clone();
    match choices.1 % 6 {
        0 | 1 => Op::set(place, new_value(choices.2)),
        2 => Op::append(place, new_value(choices.2)),
        3 => Op::remove(place),
        4 if matches!(node.kind, Kind::Map(_)) => {
            Op::set(place.key(["kind", "location", "tier", "x_new", "origin"][usize::from(choices.2) % 5]), new_value(choices.0))
        }
        4 => Op::set(Place::top().key(["short_name", "region", "gifts", "x_new"][usize::from(choices.2) % 4]), new_value(choices.0)),
        _ => Op { place, act: Act::Rename("新名".to_owned()) },
    }
}

fn value_of(text: &str) -> Option<Value> {
    let arena = Arena::new();
    let tree = parse(Syntax::Yaml, text, &arena);
    tree.faults.is_empty().then(|| Value::of(&tree.root))
}

fn document_of(text: &str) -> Option<Document> {
    let arena = Arena::new();
    read::document(text, &parse(Syntax::Yaml, text, &arena))
}

/// Bytes that both begin with and, behind those, end with.
fn common(one: &str, two: &str) -> (usize, usize) {
    let start = one.bytes().zip(two.bytes()).take_while(|(one, two)| one == two).count();
    let (one, two) = (&one.as_bytes()[start..], &two.as_bytes()[start..]);
    (start, one.iter().rev().zip(two.iter().rev()).take_while(|(one, two)| one == two).count())
}

fn comments(text: &str) -> Vec<String> {
    let mut all: Vec<String> =
        ["# 注", "#x", "# a: 'b", "# 上", "# 深", "# 附表1"].iter().flat_map(|comment| text.matches(comment).map(str::to_owned)).collect();
    all.sort();
    all
}

fn edits(text: &str, choices: (u8, u8, u8)) -> Result<(), TestCaseError> {
    let arena = Arena::new();
    let tree = parse(Syntax::Yaml, text, &arena);
    prop_assume!(tree.faults.is_empty());
    let mut all = Vec::new();
    places(&tree.root, &Place::top(), &mut all);
    prop_assume!(!all.is_empty());
    let op = op(&all, choices);
    match apply(Syntax::Yaml, text, SHAPE, std::slice::from_ref(&op)) {
        Ok(after) => {
            let (start, end) = common(text, &after);
            let there = all.iter().find(|(place, _)| *place == op.place).map(|(_, node)| node);
            match (&op.act, there) {
                // A new key: only added bytes, where it is not put behind the last of a line that has to end first.
                (Act::Set(_), None) if !text.contains(['{', '[']) => {
                    prop_assert_eq!(start + end, text.len(), "{:?}\n{}\n{}", op, text, after)
                }
                (Act::Set(_) | Act::Append(_), Some(node))
                    if matches!(node.kind, Kind::Scalar(..)) && !text[node.span.range()].contains('\n') =>
                {
                    let blanks = text.len() - end - (node.span.end as usize).min(text.len() - end);
                    prop_assert!(
                        node.span.is_empty() || start >= (node.span.start as usize).saturating_sub(1),
                        "{:?}\n{}\n{}",
                        op,
                        text,
                        after
                    );
                    prop_assert!(text[node.span.end as usize..][..blanks].lines().count() <= 2, "{:?}\n{}\n{}", op, text, after);
                    prop_assert_eq!(comments(text), comments(&after), "{:?}\n{}\n{}", op, text, after);
                }
                (Act::Append(_), Some(node))
                    if matches!(node.kind, Kind::List(_)) && !text[node.span.start as usize..].starts_with('[') =>
                {
                    prop_assert!(start + end == text.len(), "{:?}\n{}\n{}", op, text, after);
                }
                _ => {}
            }
            if text.contains("\r\n") {
                prop_assert!(!after.replace("\r\n", "").contains('\n'), "{:?}\n{}\n{}", op, text, after);
            }
        }
        Err(Stuck::NoPlace) => {}
        // Empty lines behind what goes would be kept by such a text before it.
        Err(Stuck::ByHand(_)) if matches!(op.act, Act::Remove) && text.contains("|+") => {}
        // A table with comments does not become the first of a list.
        Err(Stuck::ByHand(_))
            if matches!(op.act, Act::Append(_)) && all.iter().any(|(place, node)| *place == op.place && node.entries().is_some()) => {}
        Err(stuck) => prop_assert!(false, "{:?}: {:?}\n{}", stuck, op, text),
    }
    Ok(())
}

fn layouts(text: &str) -> Result<(), TestCaseError> {
    let Some(value) = value_of(text) else { return Ok(()) };
    let Some(document) = document_of(text) else {
        prop_assert!(text.contains(['[', '{']), "not read:\n{}", text);
        return Ok(());
    };
    let printed = print::document(&document, SHAPE);
    let read = value_of(&printed);
    prop_assert!(read.as_ref().is_some_and(|read| read.same(&value)), "{}\nbecame\n{}", text, printed);
    prop_assert_eq!(comments(text), comments(&printed), "{}\nbecame\n{}", text, printed);
    let again = document_of(&printed).map(|document| print::document(&document, SHAPE));
    prop_assert_eq!(again.as_deref(), Some(printed.as_str()), "{}", text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_edit_changes_its_place_alone(choices in prop::collection::vec(any::<u8>(), 0..150), op in any::<(u8, u8, u8)>()) {
        edits(&Pen::document(choices), op)?;
    }

    #[test]
    fn what_is_laid_out_says_the_same(choices in prop::collection::vec(any::<u8>(), 0..200)) {
        layouts(&Pen::document(choices))?;
    }
}
