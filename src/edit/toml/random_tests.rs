//! Random documents as people write them, and random edits of them.

use proptest::prelude::*;

use crate::edit::op::{Act, Op, Place, Step};
use crate::edit::shape::{Shape, child};
use crate::edit::splice::{Stuck, apply};
use crate::edit::value::{Document, Value};
use crate::form::choices::KeyLanguage;
use crate::form::contact::ContactReport;
use crate::form::customer::Customer;
use crate::form::key_people::KeyPeople;
use crate::form::plan::Plan;
use crate::form::settings::Settings;
use crate::form::{FieldSpec, KindSpec, Record, RecordSpec};
use crate::source::{Arena, Kind, Node, Syntax, parse};

/// Choices; when they run out, always the first.
pub(in crate::edit) struct Dice<'d> {
    bytes: &'d [u8],
    at: usize,
    comments: usize,
}

impl<'d> Dice<'d> {
    /// Choices by these bytes.
    pub(in crate::edit) const fn of(bytes: &'d [u8]) -> Self {
        Self { bytes, at: 0, comments: 0 }
    }

    fn roll(&mut self, sides: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % sides
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == sides - 1
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        format!("# 说明 {}", self.comments)
    }

    fn key(&mut self, field: &FieldSpec, zh: bool) -> String {
        let zh = if self.one_in(8) { !zh } else { zh };
        if zh && self.one_in(10) {
            return field.zh.to_owned();
        }
        if zh { format!("\"{}\"", field.zh) } else { field.key.to_owned() }
    }

    fn scalar(&mut self) -> &'static str {
        ["\"文字\"", "'x # y'", "12", "2026-07-08", "true", "\"\"", "\"a]b}c\"", "\"\"\"两\n行\"\"\"", "7.50", "2026-07"][self.roll(10)]
    }

    fn list(&mut self, elements: &[String]) -> String {
        let tail = if self.one_in(2) { "," } else { "" };
        if self.one_in(2) || elements.iter().any(|element| element.contains('\n')) {
            return format!("[{}{}]", elements.join(", "), if elements.is_empty() { "" } else { tail });
        }
        let mut out = String::from("[");
        if self.one_in(8) {
            out.push(' ');
            out.push_str(&self.comment());
        }
        out.push('\n');
        for (n, element) in elements.iter().enumerate() {
            if self.one_in(6) {
                out.push_str(&format!("  {}\n", self.comment()));
            }
            let comma = if n + 1 == elements.len() { tail } else { "," };
            let beside = if self.one_in(6) { format!(" {}", self.comment()) } else { String::new() };
            let end = if beside.is_empty() && n + 1 < elements.len() && self.one_in(6) { " " } else { "\n" };
            out.push_str(&format!("  {element}{comma}{beside}{end}"));
        }
        if self.one_in(8) {
            out.push_str(&format!("  {}\n", self.comment()));
        }
        out.push(']');
        out
    }

    fn inline_table(&mut self, spec: &RecordSpec, zh: bool) -> String {
        let mut pairs = Vec::new();
        for field in spec.fields.iter().filter(|field| child(&field.kind).is_none()).take(4) {
            if self.one_in(2) {
                let value = ["\"x\"", "3", "2026-07-08", "[\"a\", \"b\"]", "[]"][self.roll(5)];
                pairs.push(format!("{} = {value}", self.key(field, zh)));
            }
        }
        if pairs.is_empty() { "{}".into() } else { format!("{{ {} }}", pairs.join(", ")) }
    }

    /// The value of a field behind its key.
    fn value(&mut self, kind: &KindSpec, zh: bool) -> String {
        match kind {
            KindSpec::List(inner) | KindSpec::OneOrMany(inner) => {
                let count = self.roll(4);
                let mut elements = Vec::new();
                for _ in 0..count {
                    elements.push(match child(inner) {
                        Some(spec) => self.inline_table(spec, zh),
                        None => self.scalar().to_owned(),
                    });
                }
                self.list(&elements)
            }
            KindSpec::Record(spec) => self.inline_table(spec, zh),
            _ => self.scalar().to_owned(),
        }
    }

    fn line(&mut self, out: &mut String, key: &str, value: &str) {
        if self.one_in(8) {
            out.push('\n');
        }
        if self.one_in(6) {
            out.push_str(&self.comment());
            out.push('\n');
            if self.one_in(6) {
                out.push('\n');
            }
        }
        out.push_str(&format!("{key} = {value}"));
        if self.one_in(6) {
            out.push_str(&format!("  {}", self.comment()));
        }
        out.push('\n');
    }

    /// A table's own keys, then its blocks.
    fn table(&mut self, spec: &RecordSpec, path: &str, zh: bool, keep: usize) -> String {
        let mut out = String::new();
        let mut blocks = String::new();
        for field in spec.fields {
            if !self.one_in(keep) {
                continue;
            }
            let key = self.key(field, zh);
            let inner = match &field.kind {
                KindSpec::Record(inner) => Some((*inner, false)),
                KindSpec::List(KindSpec::Record(inner)) => Some((*inner, true)),
                _ => None,
            };
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match inner {
                Some((inner, array)) if field.block != self.one_in(6) => {
                    for _ in 0..if array { 1 + self.roll(3) } else { 1 } {
                        blocks.push_str(&self.block(inner, &path, array, zh));
                    }
                }
                Some((inner, false)) if self.one_in(3) => {
                    for field in inner.fields.iter().take(2) {
                        let (name, value) = (self.key(field, zh), self.scalar());
                        self.line(&mut out, &format!("{key}.{name}"), value);
                    }
                }
                _ => {
                    let value = self.value(&field.kind, zh);
                    self.line(&mut out, &key, &value);
                }
            }
        }
        if path.is_empty() && self.one_in(4) {
            let value = ["1", "{ a = { b = 1 } }", "{ a = 1, c = [1, 2] }", "[[1, 2], [3]]"][self.roll(4)];
            self.line(&mut out, "x_own", value);
        }
        if path.is_empty() && self.one_in(4) {
            blocks.push_str("\n[x_block.deep]\na = 1 # 说明 0\n");
        }
        if self.one_in(10) {
            out.push_str(&format!("{}\n", self.comment()));
        }
        out + &blocks
    }

    fn block(&mut self, spec: &RecordSpec, path: &str, array: bool, zh: bool) -> String {
        let mut out = String::new();
        if !self.one_in(6) {
            out.push('\n');
        }
        if self.one_in(4) {
            out.push_str(&self.comment());
            out.push('\n');
            if self.one_in(4) {
                out.push('\n');
            }
        }
        out.push_str(&if array { format!("[[{path}]]") } else { format!("[{path}]") });
        if self.one_in(6) {
            out.push_str(&format!(" {}", self.comment()));
        }
        out.push('\n');
        out + &self.table(spec, path, zh, 2)
    }

    pub(in crate::edit) fn document(&mut self, spec: &'static RecordSpec) -> String {
        let mut out = String::new();
        if self.one_in(3) {
            out.push_str(&format!("{}\n", self.comment()));
            if self.one_in(2) {
                out.push('\n');
            }
        }
        let zh = self.one_in(2);
        out.push_str(&self.table(spec, "", zh, if spec.fields.len() > 20 { 5 } else { 2 }));
        if self.one_in(6) {
            out.push_str(&format!("\n{}\n", self.comment()));
        }
        if self.one_in(4) {
            out = out.replace('\n', "\r\n");
        }
        if self.one_in(5) {
            out.truncate(out.trim_end_matches(['\n', '\r']).len());
        }
        out
    }

    /// A place of the tree: there, or missing by its last key.
    fn place(&mut self, node: &Node<'_>, spec: Option<&'static RecordSpec>, mut place: Place) -> Place {
        match node.kind {
            Kind::Map(entries) => {
                let fields = spec.map_or(&[][..], |spec| spec.fields);
                if entries.is_empty() || (!fields.is_empty() && self.one_in(3)) {
                    let key = fields.get(self.roll(fields.len().max(1))).map_or("x_new", |field| field.key);
                    let there = entries.iter().find(|entry| crate::edit::shape::same_key(spec, entry.key, key));
                    return there.map_or_else(|| place.clone().key(key), |entry| place.clone().key(entry.key));
                }
                let entry = &entries[self.roll(entries.len())];
                let field = spec.and_then(|spec| spec.find(entry.key)).map(|(_, field)| field);
                place = place.key(field.map_or(entry.key, |field| field.key));
                if self.one_in(3) { place } else { self.place(&entry.value, field.and_then(|field| child(&field.kind)), place) }
            }
            Kind::List(items) if !items.is_empty() && !self.one_in(3) => {
                let at = self.roll(items.len());
                place = place.at(at);
                if self.one_in(3) { place } else { self.place(&items[at], spec, place) }
            }
            _ => place,
        }
    }

    pub(in crate::edit) fn op(&mut self, root: &Node<'_>, form: &'static RecordSpec) -> Op {
        let place = self.place(root, Some(form), Place::top());
        let (spec, field) = shape(form).at(&place);
        let scalar = [Value::text("新"), Value::number("5"), Value::text("一\n二"), Value::truth(true)][self.roll(4)].clone();
        let table = |dice: &mut Self| {
            let fields = spec.map_or(&[][..], |spec| spec.fields);
            let fields: Vec<_> = fields.iter().filter(|field| child(&field.kind).is_none()).take(1 + dice.roll(3)).collect();
            Value::table(fields.iter().map(|field| (field.key, Value::text("新"))))
        };
        let is_list = field.is_some_and(|field| matches!(field.kind, KindSpec::List(_) | KindSpec::OneOrMany(_)));
        let is_element = matches!(place.0.last(), Some(Step::At(_)));
        let one = if spec.is_some() { table(self) } else { scalar };
        let act = match self.roll(4) {
            0 if is_list && !is_element => Act::Set(Value::list([one.clone(), one])),
            0 => Act::Set(one),
            1 if is_list && !is_element => Act::Append(one),
            1 => Act::Set(one),
            2 => Act::Remove,
            _ if is_element => Act::Remove,
            _ => Act::Rename("x_别名".into()),
        };
        Op { place, act }
    }
}

/// The forms that documents are made for.
pub(in crate::edit) fn form(choice: u8) -> &'static RecordSpec {
    [Customer::SPEC, KeyPeople::SPEC, Plan::SPEC, Settings::SPEC, ContactReport::SPEC][usize::from(choice) % 5]
}

pub(in crate::edit) fn shape(spec: &'static RecordSpec) -> Shape {
    Shape { spec, packed: false, keys: KeyLanguage::English }
}

fn comments(text: &str) -> Vec<String> {
    let mut found: Vec<String> =
        text.split("# 说明 ").skip(1).map(|rest| rest.chars().take_while(char::is_ascii_digit).collect()).collect();
    found.sort();
    found
}

/// Whether the lines of one text are all there in another, in order.
fn within(one: &str, other: &str) -> bool {
    let mut lines = other.lines();
    one.lines().all(|line| lines.any(|other| other == line))
}

/// Takes an edit; the text after it, or why not.
fn check(text: &str, op: &Op, form: &'static RecordSpec) -> Result<Option<Stuck>, TestCaseError> {
    let after = match apply(Syntax::Toml, text, shape(form), std::slice::from_ref(op)) {
        Ok(after) => after,
        Err(stuck) => return Ok(Some(stuck)),
    };
    let told = || format!("{op:?}\n--- before\n{text}\n--- after\n{after}");
    let arena = Arena::new();
    let tree = parse(Syntax::Toml, text, &arena);
    let node = op.place.0.iter().try_fold((tree.root, Some(form)), |(node, spec), step| match (node.kind, step) {
        (Kind::Map(entries), Step::Key(key)) => {
            let entry = entries.iter().find(|entry| crate::edit::shape::same_key(spec, entry.key, key))?;
            Some((entry.value, spec.and_then(|spec| spec.find(key)).and_then(|(_, field)| child(&field.kind))))
        }
        (Kind::List(items), Step::At(at)) => Some((*items.get(*at)?, spec)),
        _ => None,
    });
    match (&op.act, node.map(|(node, _)| node)) {
        (Act::Set(_), Some(node)) if node.scalar().is_some() => {
            prop_assert!(after.starts_with(&text[..node.span.start as usize]), "{}", told());
            prop_assert!(after.ends_with(&text[node.span.end as usize..]), "{}", told());
        }
        (Act::Set(_), Some(_)) => {}
        // What goes is one stretch, or several parts of the same block: the lines that stay are those that were there.
        (Act::Remove, _) if matches!(op.place.0.last(), Some(Step::Key(_))) => {
            let one_line = after.lines().count() == text.lines().count()
                && after.lines().zip(text.lines()).filter(|(new, old)| new != old).count() == 1;
            let inside = one_line || after.lines().any(|line| !text.lines().any(|old| old == line));
            prop_assert!(inside || within(&after, text), "{}", told());
        }
        (Act::Remove, _) => {}
        _ => prop_assert_eq!(comments(text), comments(&after), "{}", told()),
    }
    if matches!(op.act, Act::Append(_) | Act::Set(_)) && node.is_none() {
        // A line with an inline table may get one more pair.
        let lines = text.lines().filter(|line| !line.contains('{')).collect::<Vec<_>>().join("\n");
        let empty = text.lines().any(|line| line.ends_with("[]") || line.ends_with("{}"));
        prop_assert!(empty || within(&lines, &after), "{}", told());
    }
    if text.contains("\r\n") && !text.replace("\r\n", "").contains('\n') {
        prop_assert!(!after.replace("\r\n", "").contains('\n'), "{}", told());
    }
    if text.trim().contains('\n') && after.trim().contains('\n') && !matches!(op.act, Act::Remove) {
        prop_assert_eq!(text.ends_with('\n'), after.ends_with('\n'), "{}", told());
    }
    let untouched = !text.contains("\n\n\n") && !text.contains("\r\n\r\n\r\n");
    prop_assert!(!untouched || !after.contains("\n\n\n") && !after.contains("\r\n\r\n\r\n"), "{}", told());
    Ok(None)
}

fn value(text: &str) -> Value {
    let arena = Arena::new();
    let tree = parse(Syntax::Toml, text, &arena);
    Value::of(&tree.root)
}

fn read(text: &str) -> Option<Document> {
    let arena = Arena::new();
    let tree = parse(Syntax::Toml, text, &arena);
    assert!(tree.faults.iter().all(|fault| fault.kind.is_warning()), "{:?}\n{text}", tree.faults);
    super::read::document(text, &tree)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_leave_all_else_as_it_is(bytes in prop::collection::vec(any::<u8>(), 0..600), choice in prop::collection::vec(any::<u8>(), 0..24), spec in 0..5u8) {
        let form = form(spec);
        let text = Dice { bytes: &bytes, at: 0, comments: 0 }.document(form);
        let arena = Arena::new();
        let tree = parse(Syntax::Toml, &text, &arena);
        prop_assume!(tree.faults.iter().all(|fault| fault.kind.is_warning()));
        let op = Dice { bytes: &choice, at: 0, comments: 0 }.op(&tree.root, form);
        check(&text, &op, form)?;
    }

    #[test]
    fn what_is_laid_out_says_the_same_and_stays(bytes in prop::collection::vec(any::<u8>(), 0..600), spec in 0..5u8) {
        let form = form(spec);
        let text = Dice { bytes: &bytes, at: 0, comments: 0 }.document(form);
        let arena = Arena::new();
        prop_assume!(parse(Syntax::Toml, &text, &arena).faults.iter().all(|fault| fault.kind.is_warning()));
        let document = read(&text);
        prop_assert!(document.is_some(), "{}", text);
        let once = super::print::document(&document.unwrap_or_default(), shape(form));
        prop_assert!(value(&text.replace("\r\n", "\n")).same(&value(&once)), "{}\n---\n{}", text, once);
        prop_assert_eq!(comments(&text), comments(&once), "{}\n---\n{}", &text, &once);
        let again = super::print::document(&read(&once).unwrap_or_default(), shape(form));
        prop_assert_eq!(&again, &once, "{}", text);
    }
}

#[test]
fn few_edits_are_left_to_people() {
    let mut state: u64 = 7;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as u8
    };
    let (mut done, mut stuck) = (0, Vec::new());
    for turn in 0..3000u32 {
        let form = form((turn % 5) as u8);
        let bytes: Vec<u8> = (0..500).map(|_| next()).collect();
        let text = Dice { bytes: &bytes, at: 0, comments: 0 }.document(form);
        let arena = Arena::new();
        let tree = parse(Syntax::Toml, &text, &arena);
        if tree.faults.iter().any(|fault| !fault.kind.is_warning()) {
            continue;
        }
        let choice: Vec<u8> = (0..24).map(|_| next()).collect();
        let op = Dice { bytes: &choice, at: 0, comments: 0 }.op(&tree.root, form);
        match apply(Syntax::Toml, &text, shape(form), std::slice::from_ref(&op)) {
            Err(Stuck::ByHand(_)) => stuck.push((text, op)),
            _ => done += 1,
        }
    }
    let shown: Vec<String> = stuck.iter().take(4).map(|(text, op)| format!("{op:?}\n{text}")).collect();
    assert!(stuck.len() * 100 <= done, "{} of {done}\n{}", stuck.len(), shown.join("\n=====\n"));
}
