//! Random edits of random documents, by the desk and to the disk: nothing outside of an edit changes, reading gives the change, findings come
//! and go only where it explains them, and taking it back gives the bytes back.

use std::fs;
use std::path::Path;

use kehu::archive::DocKind;
use kehu::archive::load;
use kehu::edit::change::Change;
use kehu::edit::desk::{Desk, Trouble};
use kehu::edit::disk::{self, Lock, Note, PATIENCE, RealDisk};
use kehu::edit::judge::judge;
use kehu::edit::op::{Act, Op, Place, Step};
use kehu::edit::shape::child;
use kehu::edit::splice::{self, Stuck};
use kehu::edit::value::Value;
use kehu::findings::Finding;
use kehu::form::{FieldSpec, KindSpec, RecordSpec};
use kehu::words::Lang;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::copy_of;

/// Documents of the example: TOML with English keys, YAML with Chinese ones.
const DOCUMENTS: [(&str, DocKind); 10] = [
    ("customers/yunling-mobile/customer", DocKind::Customer),
    ("customers/yunling-mobile/key-people", DocKind::KeyPeople),
    ("customers/yunling-mobile/insight", DocKind::Insight),
    ("customers/yunling-mobile/plans/2026", DocKind::Plan),
    ("customers/yunling-mobile/people/wang-min", DocKind::Person),
    ("customers/jiangbei-catv/customer", DocKind::Customer),
    ("customers/jiangbei-catv/key-people", DocKind::KeyPeople),
    ("customers/jiangbei-catv/insight", DocKind::Insight),
    ("customers/jiangbei-catv/plans/2026", DocKind::Plan),
    ("customers/jiangbei-catv/people/pan-lu", DocKind::Person),
];

/// Choices; when they run out, always the first.
struct Dice<'d> {
    bytes: &'d [u8],
    at: usize,
}

impl Dice<'_> {
    fn roll(&mut self, sides: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % sides.max(1)
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == sides - 1
    }

    /// A value as somebody might say it, right or wrong.
    fn value(&mut self, kind: &KindSpec) -> Value {
        let text = ["拜访所见：\"很好\" #不错", "a: b", "两\n行", "-", "yes"][self.roll(5)];
        match kind {
            KindSpec::Choice(choice) => Value::text(choice.options[self.roll(choice.options.len())].key),
            KindSpec::Date => Value::day(chrono::NaiveDate::from_ymd_opt(2026, 7, 1).expect("a day")),
            KindSpec::Money | KindSpec::Percent { .. } | KindSpec::Number { .. } => Value::number(["12", "7.50", "0"][self.roll(3)]),
            KindSpec::Integer { .. } => Value::number(["1", "3", "2026"][self.roll(3)]),
            KindSpec::List(inner) | KindSpec::OneOrMany(inner) => Value::list((0..=self.roll(2)).map(|_| self.value(inner))),
            KindSpec::Record(spec) => {
                let fields: Vec<&FieldSpec> = spec.fields.iter().filter(|field| !field.block).take(3).collect();
                Value::table(fields.into_iter().map(|field| (field.key, self.value(&field.kind))))
            }
            _ => Value::text(text),
        }
    }

    /// One step in a document: something is set, appended or taken away.
    fn op(&mut self, spec: &'static RecordSpec) -> Op {
        let field = &spec.fields[self.roll(spec.fields.len())];
        let place = Place::top().key(field.key);
        match &field.kind {
            KindSpec::List(KindSpec::Record(inner)) if self.one_in(2) => {
                let field = &inner.fields[self.roll(inner.fields.len())];
                let place = place.at(self.roll(2)).key(field.key);
                if self.one_in(4) { Op::remove(place) } else { Op::set(place, self.value(&field.kind)) }
            }
            KindSpec::List(inner) if self.one_in(2) => Op::append(place, self.value(inner)),
            KindSpec::Record(inner) => {
                let field = &inner.fields[self.roll(inner.fields.len())];
                Op::set(place.key(field.key), self.value(&field.kind))
            }
            _ if self.one_in(5) => Op::remove(place),
            kind => Op::set(place, self.value(kind)),
        }
    }

    /// The text as other people keep it: with comments and blank lines, with other ends of lines, with a mark before it.
    fn rewritten(&mut self, text: &str) -> Vec<u8> {
        let mut out = String::new();
        let mut inside = false;
        for line in text.lines() {
            // Not within a text of several lines, nor within brackets.
            let free = !inside && !line.starts_with([' ', ']', '}', '-']);
            inside ^= line.matches("\"\"\"").count() % 2 == 1;
            if free && self.one_in(5) {
                out.push_str("# 说明\n");
            }
            if free && self.one_in(9) {
                out.push('\n');
            }
            out.push_str(line);
            out.push('\n');
        }
        if self.one_in(4) {
            out = out.replace('\n', "\r\n");
        }
        if self.one_in(4) {
            out.insert(0, '\u{feff}');
        }
        out.into_bytes()
    }
}

/// The example with one of its documents rewritten.
fn archive(path: &str, bytes: &[u8]) -> TempDir {
    let archive = copy_of("examples/telecom");
    fs::write(archive.path().join(path), bytes).expect("written");
    archive
}

/// Lines of `now` that are not in `was`, and the other way round.
fn lines(was: &[u8], now: &[u8]) -> (Vec<String>, Vec<String>) {
    let split = |bytes: &[u8]| String::from_utf8_lossy(bytes).split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
    let (was, now) = (split(was), split(now));
    let was: Vec<&str> = was.iter().map(String::as_str).collect();
    let now: Vec<&str> = now.iter().map(String::as_str).collect();
    let diff = similar::TextDiff::from_slices(&was, &now);
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for change in diff.iter_all_changes() {
        match change.tag() {
            similar::ChangeTag::Delete => gone.push(change.value().to_owned()),
            similar::ChangeTag::Insert => new.push(change.value().to_owned()),
            similar::ChangeTag::Equal => {}
        }
    }
    (gone, new)
}

/// Comments of a text, in their order. Those that stand with something removed go with it.
fn comments(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    text.lines().filter_map(|line| line.split_once("# ")).map(|(_, comment)| comment.trim_end().to_owned()).collect()
}

/// The keys as the form has them, in whichever language they were written.
fn in_form(value: Value, spec: &'static RecordSpec) -> Value {
    let inner = |value: Value, field: Option<&'static FieldSpec>| match field.and_then(|field| child(&field.kind)) {
        Some(spec) => in_form(value, spec),
        None => value,
    };
    match value {
        Value::Table(pairs) => Value::table(pairs.into_iter().map(|pair| {
            let field = spec.find(&pair.key).map(|(_, field)| field);
            (field.map_or(pair.key, |field| field.key.to_owned()), inner(pair.value, field))
        })),
        Value::List(items) => Value::list(items.into_iter().map(|item| in_form(item.value, spec))),
        scalar @ Value::Scalar(_) => scalar,
    }
}

/// Whether every comment stays where it is: nothing is taken away, and no list or table replaced by another.
fn keeps_comments(op: &Op, was: &Value) -> bool {
    let there = op.place.0.iter().try_fold(was, |value, step| match (value, step) {
        (Value::Table(pairs), Step::Key(key)) => pairs.iter().find(|pair| pair.key == *key).map(|pair| &pair.value),
        (Value::List(items), Step::At(at)) => items.get(*at).map(|item| &item.value),
        _ => None,
    });
    match op.act {
        Act::Append(_) => true,
        Act::Set(_) => there.is_none_or(|value| matches!(value, Value::Scalar(_))),
        Act::Remove | Act::Rename(_) => false,
    }
}

/// What was found, lines apart.
fn told(findings: &[Finding]) -> Vec<(&'static str, String, String)> {
    let mut out: Vec<_> = findings.iter().map(|one| (one.rule, one.path.to_string(), one.message.clone())).collect();
    out.sort();
    out
}

fn undo(root: &Path, lock: &Lock) {
    let undo = disk::undo_change(root, &RealDisk).expect("readable").expect("there is one");
    disk::take_back(lock, &RealDisk, &undo).expect("taken back");
}

fn check(stem: &str, kind: DocKind, dice: &mut Dice<'_>) -> Result<(), TestCaseError> {
    let filled = copy_of("examples/telecom");
    let ending = ["toml", "yaml"].into_iter().find(|ending| filled.path().join(format!("{stem}.{ending}")).is_file()).expect("there");
    let path = format!("{stem}.{ending}");
    let bytes = dice.rewritten(&fs::read_to_string(filled.path().join(&path)).expect("readable"));
    let archive = archive(&path, &bytes);
    let root = archive.path();
    let base = load::base(root, Some(Lang::En), Lang::En);
    let mut desk = Desk::new(root, &base.world);
    let shape = desk.shape(kind).expect("a form");
    let mut model = desk.value(&path).expect("readable");
    let ops: Vec<Op> = (0..=dice.roll(3)).map(|_| dice.op(shape.spec)).collect();
    let mut only_adds = true;
    for op in &ops {
        let before = desk.bytes(&path).expect("readable").to_vec();
        let was = model.clone();
        let possible = splice::take(&mut model, shape, op).is_some();
        match desk.edit(&path, kind, std::slice::from_ref(op)) {
            Ok(()) => prop_assert!(possible, "{path}: {op:?} went through, and there is no such place"),
            // Refused with the text to paste, or because there is no such place: then nothing happened.
            Err(Trouble::Text(_, why)) => {
                prop_assert!(matches!(why, Stuck::ByHand(_)) || !possible, "{path}: {op:?}: {why:?}");
                prop_assert_eq!(desk.bytes(&path).expect("readable"), &before[..]);
                model = was;
                continue;
            }
            Err(other) => return Err(TestCaseError::fail(format!("{path}: {op:?}: {other:?}"))),
        }
        let now = desk.bytes(&path).expect("readable").to_vec();
        prop_assert_eq!(now.starts_with("\u{feff}".as_bytes()), bytes.starts_with("\u{feff}".as_bytes()));
        let crlf = |bytes: &[u8]| bytes.windows(2).filter(|two| two == b"\r\n").count();
        if crlf(&before) > 0 {
            prop_assert_eq!(crlf(&now), now.iter().filter(|byte| **byte == b'\n').count(), "{:?}", op);
        } else {
            prop_assert_eq!(crlf(&now), 0);
        }
        only_adds &= matches!(op.act, Act::Append(_));
        if keeps_comments(op, &in_form(was, shape.spec)) {
            let (was, now) = (comments(&before), comments(&now));
            prop_assert!(was.iter().all(|comment| now.contains(comment)), "{path}: {op:?}\n{was:?}\n{now:?}");
        }
    }
    let reread = desk.value(&path).expect("readable");
    let (reread, model) = (in_form(reread, shape.spec), in_form(model, shape.spec));
    prop_assert!(reread.same(&model), "{path}: {ops:?}\n{reread:?}\n{model:?}");
    let change: Change = desk.change("试一试");
    prop_assert!(change.paths().all(|changed| changed == path));
    if change.is_empty() {
        return Ok(());
    }
    let now = change.files[0].now.clone().expect("it is there");
    if only_adds && path.ends_with(".toml") {
        let (gone, new) = lines(&bytes, &now);
        // A list on one line gets longer; everything else is only added.
        prop_assert!(gone.len() <= ops.len() && gone.len() <= new.len(), "{path}: {ops:?}\n{gone:?}\n{new:?}");
    }
    judged(root, &path, &change)?;
    let lock = Lock::take(root, PATIENCE).expect("free");
    disk::commit(&lock, &RealDisk, &change, &Note::default()).expect("written");
    prop_assert_eq!(&fs::read(root.join(&path)).expect("readable"), &now);
    undo(root, &lock);
    prop_assert_eq!(&fs::read(root.join(&path)).expect("readable"), &bytes);
    Ok(())
}

/// What is found new or settled is of the customer at hand; the faults for which nothing would be written are of the document itself. Back
/// again, everything new is settled and everything settled is new.
fn judged(root: &Path, path: &str, change: &Change) -> Result<(), TestCaseError> {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 7, 8).expect("a day");
    let customer = path.split('/').nth(1);
    let mut world = load::base(root, Some(Lang::En), Lang::En).world;
    let there = judge(root, &mut world, change, today).expect("readable");
    prop_assert!(there.refused.iter().all(|one| *one.path == *path));
    let all = there.refused.iter().chain(&there.steps).chain(&there.settled);
    let strange: Vec<_> = all.filter(|one| one.customer.as_deref() != customer).map(|one| &one.message).collect();
    prop_assert!(strange.is_empty(), "{:?}", strange);
    let new: Vec<Finding> = there.refused.into_iter().chain(there.steps).collect();
    // The other way round, on an archive as it would be.
    fs::write(root.join(path), change.files[0].now.as_deref().expect("there")).expect("written");
    let mut back = change.clone();
    let file = &mut back.files[0];
    (file.was, file.now) = (file.now.take(), file.was.take());
    let again = judge(root, &mut world, &back, today).expect("readable");
    fs::write(root.join(path), back.files[0].now.as_deref().expect("there")).expect("written");
    let back: Vec<Finding> = again.refused.into_iter().chain(again.steps).collect();
    prop_assert_eq!(told(&new), told(&again.settled));
    prop_assert_eq!(told(&there.settled), told(&back));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_change_what_they_say_and_nothing_else(which in 0..DOCUMENTS.len(), bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        let (stem, kind) = DOCUMENTS[which];
        check(stem, kind, &mut Dice { bytes: &bytes, at: 0 })?;
    }
}
