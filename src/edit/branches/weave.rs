//! Which steps bring the changes of the other branch into this one.

use super::Clash;
use super::identity;
use crate::edit::look::{is_records, records_key};
use crate::edit::merge::plain as with_form_keys;
use crate::edit::op::{Op, Place};
use crate::edit::shape::{Shape, child};
use crate::edit::value::{Pair, Value};
use crate::form::{KindSpec, RecordSpec};

/// Three documents with the form's own keys, the records of a register under the key of the second. None where a table says one thing twice.
pub(super) fn plain(three: [&Value; 3], shape: Shape) -> Option<[Value; 3]> {
    let records = records_key(three[1]).to_owned();
    let one = |value: &Value| {
        let Value::Table(pairs) = value else { return None };
        let mut out = Vec::with_capacity(pairs.len());
        for pair in pairs {
            if shape.packed && is_records(&pair.key) {
                out.push(Pair::new(records.as_str(), with_form_keys(&pair.value, Some(shape.spec))));
            } else if let Value::Table(one) = with_form_keys(&Value::Table(vec![pair.clone()]), Some(shape.spec)) {
                out.extend(one);
            }
        }
        Some(Value::Table(out)).filter(is_single)
    };
    Some([one(three[0])?, one(three[1])?, one(three[2])?])
}

/// Whether no table has a key twice (once by its label, once by its name).
fn is_single(value: &Value) -> bool {
    match value {
        Value::Scalar(_) => true,
        Value::List(items) => items.iter().all(|item| is_single(&item.value)),
        Value::Table(pairs) => {
            pairs.iter().enumerate().all(|(at, pair)| is_single(&pair.value) && pairs[..at].iter().all(|before| before.key != pair.key))
        }
    }
}

/// Whether both say the same, in whatever order of keys and of elements that are tables; what is empty may be missing.
pub(super) fn alike(one: &Value, two: &Value) -> bool {
    match (one, two) {
        (Value::Table(one), Value::Table(two)) => {
            let has = |all: &[Pair], pair: &Pair| {
                pair.value.is_nothing() || all.iter().any(|other| other.key == pair.key && alike(&other.value, &pair.value))
            };
            one.iter().all(|pair| has(two, pair)) && two.iter().all(|pair| has(one, pair))
        }
        (Value::List(one), Value::List(two)) if one.len() == two.len() => {
            if !one.iter().chain(two).all(|item| matches!(item.value, Value::Table(_))) {
                return one.iter().zip(two).all(|(one, two)| alike(&one.value, &two.value));
            }
            let mut rest: Vec<&Value> = two.iter().map(|item| &item.value).collect();
            one.iter().all(|item| rest.iter().position(|other| alike(&item.value, other)).map(|at| rest.remove(at)).is_some())
        }
        (one, two) => one.same(two),
    }
}

/// The steps, to be taken one after the other.
pub(super) fn ops(shape: Shape, base: &Value, ours: &Value, theirs: &Value) -> Result<Vec<Op>, Vec<Clash>> {
    let mut weaver = Weaver { shape, ops: Vec::new(), clashes: Vec::new() };
    let top = At { place: Place::top(), way: Clash::default(), table: Some(shape.spec), many: false };
    weaver.table(&top, base, ours, theirs);
    if weaver.clashes.is_empty() { Ok(weaver.ops) } else { Err(weaver.clashes) }
}

/// A place with the form's word for it.
struct At {
    place: Place,
    way: Clash,
    /// The table that it is, or whose list it is.
    table: Option<&'static RecordSpec>,
    /// One value stands for a list of one.
    many: bool,
}

/// One thing on both branches and before.
#[derive(Clone, Copy)]
struct Sides<'v> {
    base: Option<&'v Value>,
    ours: Option<&'v Value>,
    theirs: Option<&'v Value>,
}

struct Weaver {
    shape: Shape,
    ops: Vec<Op>,
    clashes: Vec<Clash>,
}

fn is(one: Option<&Value>, two: Option<&Value>) -> bool {
    match (one, two) {
        (Some(one), Some(two)) => one.same(two),
        (one, two) => one.is_none() && two.is_none(),
    }
}

fn get<'v>(table: &'v Value, key: &str) -> Option<&'v Value> {
    let Value::Table(pairs) = table else { return None };
    pairs.iter().find(|pair| pair.key == key).map(|pair| &pair.value)
}

impl Weaver {
    /// Key by key. All three are tables.
    fn table(&mut self, at: &At, base: &Value, ours: &Value, theirs: &Value) {
        let mut keys: Vec<&str> = Vec::new();
        for value in [ours, theirs, base] {
            let Value::Table(pairs) = value else { continue };
            keys.extend(pairs.iter().map(|pair| pair.key.as_str()));
        }
        let mut seen: Vec<&str> = Vec::with_capacity(keys.len());
        for key in keys {
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let here = self.below(at, key);
            self.one(&here, Sides { base: get(base, key), ours: get(ours, key), theirs: get(theirs, key) });
        }
    }

    fn below(&self, at: &At, key: &str) -> At {
        let place = at.place.clone().key(key);
        if at.place.0.is_empty() && self.shape.packed && is_records(key) {
            return At { place, way: at.way.clone(), table: at.table, many: false };
        }
        let field = at.table.and_then(|table| table.find(key)).map(|(_, field)| field);
        let way = field.map_or_else(|| at.way.step(key, key), |field| at.way.step(field.zh, field.en));
        let many = field.is_some_and(|field| matches!(field.kind, KindSpec::OneOrMany(_)));
        At { place, way, table: field.and_then(|field| child(&field.kind)), many }
    }

    /// What is under one key, or one element.
    fn one(&mut self, at: &At, sides: Sides<'_>) {
        let Sides { base, ours, theirs } = sides;
        if is(ours, theirs) || is(base, theirs) {
            return;
        }
        let empty = Value::Table(Vec::new());
        match (base, ours, theirs) {
            (Some(base), Some(ours), Some(theirs)) if base.is_table() && ours.is_table() && theirs.is_table() => {
                self.table(at, base, ours, theirs);
            }
            (None, Some(ours), Some(theirs)) if ours.is_table() && theirs.is_table() => self.table(at, &empty, ours, theirs),
            (Some(base @ Value::List(_)), Some(ours @ Value::List(_)), Some(theirs @ Value::List(_))) => self.list(at, base, ours, theirs),
            // Each branch began a list.
            (None, Some(ours @ Value::List(_)), Some(theirs @ Value::List(_))) if at.table.is_some() => {
                self.list(at, &Value::List(Vec::new()), ours, theirs);
            }
            (base, ours, Some(theirs)) if is(base, ours) => self.ops.push(Op::set(at.place.clone(), theirs.clone())),
            (base, ours, None) if is(base, ours) => self.ops.push(Op::remove(at.place.clone())),
            (Some(base), Some(ours), Some(theirs)) if at.many && !base.is_table() => self.list(at, base, ours, theirs),
            _ => self.clashes.push(at.way.clone()),
        }
    }

    /// Element by element. All three are lists, or one value that stands for a list of one.
    fn list(&mut self, at: &At, base: &Value, ours: &Value, theirs: &Value) {
        let (base, ours, theirs) = (elements(base), elements(ours), elements(theirs));
        if let Some([b, o, t]) = identity::names([&base, &ours, &theirs], at.table) {
            return self.named(at, [&b, &o, &t], [&base, &ours, &theirs]);
        }
        let unchanged = base.len() == ours.len() && base.iter().zip(&ours).all(|(one, two)| one.same(two));
        if unchanged { self.follow(at, &ours, &theirs) } else { self.bag(at, &base, &ours, &theirs) }
    }

    /// Elements that have names.
    fn named(&mut self, at: &At, names: [&[String]; 3], lists: [&[&Value]; 3]) {
        let find = |side: usize, name: &String| names[side].iter().position(|one| one == name).map(|at| lists[side][at]);
        let element = |index: usize, name: &String| At {
            place: at.place.clone().at(index),
            way: at.way.step(name.as_str(), name.as_str()),
            table: at.table,
            many: false,
        };
        let mut gone = Vec::new();
        for (index, name) in names[1].iter().enumerate() {
            let sides = Sides { base: find(0, name), ours: Some(lists[1][index]), theirs: find(2, name) };
            match sides.theirs {
                None if sides.base.is_none() => {}
                None if is(sides.base, sides.ours) => gone.push(index),
                _ => self.one(&element(index, name), sides),
            }
        }
        let mut new = Vec::new();
        for (index, name) in names[2].iter().enumerate().filter(|(_, name)| !names[1].contains(name)) {
            match find(0, name) {
                None => new.push(lists[2][index]),
                Some(base) if base.same(lists[2][index]) => {}
                // Taken away here, changed there.
                Some(_) => self.clashes.push(element(0, name).way),
            }
        }
        self.change(at, gone, new);
    }

    /// Here the list is as it was: it becomes that of the other branch.
    fn follow(&mut self, at: &At, ours: &[&Value], theirs: &[&Value]) {
        let mut rest = theirs.iter().peekable();
        let gone: Vec<usize> = (0..ours.len()).filter(|index| rest.next_if(|next| next.same(ours[*index])).is_none()).collect();
        let left: Vec<&Value> = rest.copied().collect();
        if gone.is_empty() || left.is_empty() {
            return self.change(at, gone, left);
        }
        let both = ours.len().min(theirs.len());
        for index in (0..both).filter(|index| !ours[*index].same(theirs[*index])) {
            let here = At { place: at.place.clone().at(index), way: at.way.clone(), table: at.table, many: false };
            self.one(&here, Sides { base: Some(ours[index]), ours: Some(ours[index]), theirs: Some(theirs[index]) });
        }
        self.change(at, (both..ours.len()).collect(), theirs[both..].to_vec());
    }

    /// Elements without names, changed on both branches: what one takes away goes, what one adds comes. An element that became another one
    /// on one branch could be any of those of the other.
    fn bag(&mut self, at: &At, base: &[&Value], ours: &[&Value], theirs: &[&Value]) {
        let [ours_new, theirs_new] = [beyond(ours, base), beyond(theirs, base)];
        let [ours_gone, theirs_gone] = [beyond(base, ours), beyond(base, theirs)];
        let replaced = (!ours_new.is_empty() && !ours_gone.is_empty()) || (!theirs_new.is_empty() && !theirs_gone.is_empty());
        let moved = !in_order(base, ours) || !in_order(base, theirs);
        if replaced || moved {
            return self.clashes.push(at.way.clone());
        }
        let mut goes: Vec<&Value> = theirs_gone.iter().map(|index| base[*index]).collect();
        for index in &ours_gone {
            // Gone on both.
            if let Some(at) = goes.iter().position(|value| value.same(base[*index])) {
                goes.remove(at);
            }
        }
        let mut gone = Vec::new();
        for (index, value) in ours.iter().enumerate() {
            if let Some(at) = goes.iter().position(|one| one.same(value)) {
                goes.remove(at);
                gone.push(index);
            }
        }
        let mut has: Vec<&Value> = ours_new.iter().map(|index| ours[*index]).collect();
        let mut new = Vec::new();
        for value in theirs_new.iter().map(|index| theirs[*index]) {
            match has.iter().position(|one| one.same(value)) {
                // Come on both.
                Some(at) => drop(has.remove(at)),
                None => new.push(value),
            }
        }
        self.change(at, gone, new);
    }

    /// Elements go from the end on, so that those before keep their places; new ones come last.
    fn change(&mut self, at: &At, gone: Vec<usize>, new: Vec<&Value>) {
        self.ops.extend(gone.into_iter().rev().map(|index| Op::remove(at.place.clone().at(index))));
        self.ops.extend(new.into_iter().map(|value| Op::append(at.place.clone(), value.clone())));
    }
}

/// The elements of a list; one value alone is a list of one.
fn elements(value: &Value) -> Vec<&Value> {
    match value {
        Value::List(items) => items.iter().map(|item| &item.value).collect(),
        one if one.is_blank() => Vec::new(),
        one => vec![one],
    }
}

/// The elements of one list that the other has not, each as often as it is there more often.
fn beyond(one: &[&Value], other: &[&Value]) -> Vec<usize> {
    let mut rest: Vec<&Value> = other.to_vec();
    let mut out = Vec::new();
    for (index, value) in one.iter().enumerate() {
        match rest.iter().position(|left| left.same(value)) {
            Some(at) => drop(rest.swap_remove(at)),
            None => out.push(index),
        }
    }
    out
}

/// Whether what both lists have stands in the same order.
fn in_order(one: &[&Value], other: &[&Value]) -> bool {
    let kept = |list: &[&Value], without: &[usize]| -> Vec<usize> { (0..list.len()).filter(|index| !without.contains(index)).collect() };
    let (left, right) = (kept(one, &beyond(one, other)), kept(other, &beyond(other, one)));
    left.len() == right.len() && left.iter().zip(&right).all(|(one_at, other_at)| one[*one_at].same(other[*other_at]))
}
