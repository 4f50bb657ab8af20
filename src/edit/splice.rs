//! Changes of a document's text that leave every other byte as it is. Each step is read again and compared with what it should say: an edit
//! that would not is refused, with the text that a person can put in.

use crate::source::{self, Arena, Syntax};

use super::op::{Act, Op, Step};
use super::shape::{RECORDS, Shape, child, same_key};
use super::value::{Element, Pair, Value};
use super::{toml, yaml};
use crate::form::RecordSpec;

/// Why a text was not edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// The document has faults of its own: it is mended first.
    Faulty,
    /// There is nothing at this place, or something else than is needed there.
    NoPlace,
    /// It is written in a way that cannot be edited without touching more (an alias of an anchor, a merged key, …): this text would say it.
    ByHand(String),
}

/// The text after these steps, taken one after the other. `text` has no byte order mark.
///
/// # Errors
/// When one of them cannot be taken; then nothing is changed.
pub fn apply(syntax: Syntax, text: &str, shape: Shape, ops: &[Op]) -> Result<String, Stuck> {
    let mut text = text.to_owned();
    for op in ops {
        text = step(syntax, &text, shape, op)?;
    }
    Ok(text)
}

fn step(syntax: Syntax, text: &str, shape: Shape, op: &Op) -> Result<String, Stuck> {
    let arena = Arena::new();
    let tree = source::parse(syntax, text, &arena);
    if tree.faults.iter().any(|fault| !fault.kind.is_warning()) {
        return Err(Stuck::Faulty);
    }
    let mut wanted = Value::of(&tree.root);
    take(&mut wanted, shape, op).ok_or(Stuck::NoPlace)?;
    let done = match syntax {
        Syntax::Toml => toml::splice::apply(text, &tree, shape, op),
        Syntax::Yaml => yaml::splice::apply(text, &tree, shape, op),
    };
    let after = match done {
        Err(Stuck::ByHand(_)) => return Err(Stuck::ByHand(paste(syntax, shape, op))),
        done => done?,
    };
    let arena = Arena::new();
    let read = source::parse(syntax, &after, &arena);
    let right = !read.faults.iter().any(|fault| !fault.kind.is_warning()) && meant(&wanted, &Value::of(&read.root), Some(shape));
    if right { Ok(after) } else { Err(Stuck::ByHand(paste(syntax, shape, op))) }
}

/// The text that a person would put in by hand, below a comment that says where: `# people.2.ours`, elements counted from 1 as `set` does.
#[must_use]
pub fn paste(syntax: Syntax, shape: Shape, op: &Op) -> String {
    let text = match syntax {
        Syntax::Toml => toml::splice::paste(shape, op),
        Syntax::Yaml => yaml::splice::paste(shape, op),
    };
    let step = |step: &Step| match step {
        Step::Key(key) => key.clone(),
        Step::At(at) => (at + 1).to_string(),
    };
    let place: Vec<String> = op.place.0.iter().map(step).collect();
    format!("# {}\n{text}", place.join("."))
}

/// Takes a step in memory; none where the place is not there. Keys are those of the form: the text may write a label instead.
pub fn take(root: &mut Value, shape: Shape, op: &Op) -> Option<()> {
    let (last, way) = match op.place.0.split_last() {
        Some((last, way)) => (Some(last), way),
        None => (None, &[][..]),
    };
    let makes = !matches!(op.act, Act::Remove | Act::Rename(_));
    let mut here = root;
    let mut table = Some(shape.spec);
    for (depth, step) in way.iter().enumerate() {
        here = down(here, table, step, makes)?;
        table = below(shape, table, depth, step);
    }
    match (&op.act, last) {
        (Act::Set(value), Some(last)) => *down(here, table, last, true)? = value.clone(),
        (Act::Append(value), Some(last)) => append(down(here, table, last, true)?, value),
        (Act::Remove, Some(last)) => remove(here, table, last)?,
        (Act::Rename(name), Some(Step::Key(key))) => {
            let Value::Table(pairs) = here else { return None };
            pairs.iter_mut().find(|pair| same_key(table, &pair.key, key))?.key.clone_from(name);
        }
        _ => return None,
    }
    Some(())
}

fn below(shape: Shape, table: Option<&'static RecordSpec>, depth: usize, step: &Step) -> Option<&'static RecordSpec> {
    match step {
        Step::At(_) => table,
        Step::Key(key) if depth == 0 && shape.packed && (key == RECORDS.0 || key == RECORDS.1) => table,
        Step::Key(key) => table.and_then(|table| table.find(key)).and_then(|(_, field)| child(&field.kind)),
    }
}

/// Down one step; a key that is not there is made where `makes`, empty until something is put in.
fn down<'v>(here: &'v mut Value, table: Option<&'static RecordSpec>, step: &Step, makes: bool) -> Option<&'v mut Value> {
    match (here, step) {
        (Value::Table(pairs), Step::Key(key)) => {
            if let Some(at) = pairs.iter().position(|pair| same_key(table, &pair.key, key)) {
                return Some(&mut pairs[at].value);
            }
            if !makes {
                return None;
            }
            pairs.push(Pair::new(key.as_str(), Value::Table(Vec::new())));
            pairs.last_mut().map(|pair| &mut pair.value)
        }
        (Value::List(items), Step::At(at)) => items.get_mut(*at).map(|item| &mut item.value),
        _ => None,
    }
}

fn append(place: &mut Value, value: &Value) {
    let element = |value: &Value| Element { value: value.clone(), comments: super::value::Comments::default() };
    match place {
        Value::List(items) => items.push(element(value)),
        other if other.is_blank() || *other == Value::Table(Vec::new()) => *other = Value::List(vec![element(value)]),
        one => *one = Value::List(vec![element(one), element(value)]),
    }
}

fn remove(here: &mut Value, table: Option<&'static RecordSpec>, step: &Step) -> Option<()> {
    match (here, step) {
        (Value::Table(pairs), Step::Key(key)) => {
            let at = pairs.iter().position(|pair| same_key(table, &pair.key, key))?;
            pairs.remove(at);
        }
        (Value::List(items), Step::At(at)) if *at < items.len() => {
            items.remove(*at);
        }
        _ => return None,
    }
    Some(())
}

/// Whether what was read says what was wanted: keys and labels of one field are the same, order of keys does not count, and a table or list
/// that has become empty may be gone altogether.
fn meant(wanted: &Value, read: &Value, shape: Option<Shape>) -> bool {
    says(wanted, read, shape.map(|shape| (shape.spec, shape.packed)))
}

fn says(wanted: &Value, read: &Value, form: Option<(&'static RecordSpec, bool)>) -> bool {
    match (wanted, read) {
        (Value::Table(one), Value::Table(two)) => {
            let table = form.map(|(spec, _)| spec);
            let find = |pairs: &'_ [Pair], key: &str| pairs.iter().position(|pair| same_key(table, &pair.key, key));
            let inner = |key: &str| match form {
                Some((spec, true)) if key == RECORDS.0 || key == RECORDS.1 => Some((spec, false)),
                Some((spec, _)) => spec.find(key).and_then(|(_, field)| child(&field.kind)).map(|spec| (spec, false)),
                None => None,
            };
            let full = |pair: &&Pair| !pair.value.is_nothing();
            one.iter().filter(full).all(|pair| find(two, &pair.key).is_some_and(|at| says(&pair.value, &two[at].value, inner(&pair.key))))
                && two.iter().filter(full).all(|pair| find(one, &pair.key).is_some())
        }
        (Value::List(one), Value::List(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| says(&one.value, &two.value, form))
        }
        (one, two) => one.same(two),
    }
}
