//! `KEY=VALUE` with a dotted key: a place in a document, and what is put there.

use crate::edit::op::{Op, Place, Step};
use crate::edit::shape::{child, same_key};
use crate::edit::value::{Element, Value};
use crate::form::{FieldSpec, KindSpec, RecordSpec};
use crate::resolve::same;

use super::complaint::{Complaint, Wrong};
use super::{Known, custom, nested, value};

/// Keys by which an element of a list is called.
const NAMING: &[&str] = &["id", "name", "short_name", "topic", "person", "project", "what", "competitor", "title", "date"];

/// What one `KEY=VALUE` says.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// Where.
    pub place: Place,
    /// What; blank: the place is emptied.
    pub value: Value,
    /// Whether something is there now.
    pub there: bool,
    /// The form's field; none for the organisation's own ones and free keys.
    pub field: Option<&'static FieldSpec>,
}

impl Assignment {
    /// As a step of an edit. What is emptied is removed; where it may not be there, [`Assignment::step`] looks first.
    #[must_use]
    pub fn op(self) -> Op {
        if self.value.is_blank() { Op::remove(self.place) } else { Op::set(self.place, self.value) }
    }

    /// The same; none where what is emptied was not there anyway.
    #[must_use]
    pub fn step(self) -> Option<Op> {
        (self.there || !self.value.is_blank()).then(|| self.op())
    }
}

/// What may stand at a place.
#[derive(Clone, Copy)]
enum At<'a> {
    Table(&'static RecordSpec),
    Kind(KindSpec),
    Own(&'a crate::form::custom::CustomField),
    /// Nobody says.
    Free,
}

/// Reads `KEY=VALUE`: `title=总经理`, `concerns.user=…`, `sites.1.name=…`, `people.li-guoqiang.status=积极的`, `x_note=…`. `now` is the document
/// as it is: elements of lists are known by their number from 1, or by id or name.
///
/// # Errors
/// When there is no such key, or the value is none for it.
pub fn assignment(spec: &'static RecordSpec, pair: &str, now: &Value, cx: &Known<'_>) -> Result<Assignment, Complaint> {
    let Some(at) = pair.find(['=', '＝']) else { return Err(Complaint::new(pair, Wrong::NoEquals)) };
    let text = pair[at..].strip_prefix(['=', '＝']).unwrap_or_default();
    let keys = segments(&pair[..at]);
    let mut walk = Walk { at: At::Table(spec), here: Some(now), place: Place::top(), field: None, zh: String::new(), en: String::new() };
    for key in &keys {
        walk.down(key, cx)?;
    }
    let there = walk.here.is_some();
    let typed = match walk.at {
        At::Kind(kind) => value(&kind, text, cx),
        At::Table(_) if walk.place.0.is_empty() => return Err(Complaint::new(pair, Wrong::NoEquals)),
        At::Table(inner) => value(&KindSpec::Record(inner), text, cx),
        At::Own(own) => return Ok(Assignment { value: custom(own, text, cx)?, place: walk.place, there, field: None }),
        At::Free => Ok(nested::untyped(text.trim())),
    };
    let key = walk.field.map(|field| field.key);
    let value = typed.map_err(|complaint| Complaint { key, ..complaint.within(&walk.zh, &walk.en) })?;
    Ok(Assignment { place: walk.place, value, there, field: walk.field })
}

/// The parts of a dotted key; one in quotation marks may hold dots.
fn segments(key: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in key.trim().chars() {
        let here = out.last_mut().expect("it begins with one");
        match c {
            '"' => quoted = !quoted,
            '.' | '．' if !quoted => out.push(String::new()),
            c => here.push(c),
        }
    }
    out.iter().map(|part| part.trim().to_owned()).collect()
}

struct Walk<'a> {
    at: At<'a>,
    here: Option<&'a Value>,
    place: Place,
    field: Option<&'static FieldSpec>,
    zh: String,
    en: String,
}

impl<'a> Walk<'a> {
    /// One part of the key further.
    fn down(&mut self, key: &str, cx: &Known<'a>) -> Result<(), Complaint> {
        match self.at {
            At::Table(spec) => self.key(spec, key, cx),
            At::Kind(kind) => self.below(kind, key, cx),
            At::Free => {
                self.step(key, None);
                Ok(())
            }
            At::Own(own) => Err(Complaint::new(key, Wrong::NoElement { there: Vec::new() }).within(&own.label, &own.label)),
        }
    }

    fn below(&mut self, kind: KindSpec, key: &str, cx: &Known<'a>) -> Result<(), Complaint> {
        match kind {
            KindSpec::Record(spec) | KindSpec::Section(spec) => self.key(spec, key, cx),
            KindSpec::List(inner) | KindSpec::OneOrMany(inner) => self.element(*inner, key),
            KindSpec::TextOrList(spec) => self.element(KindSpec::Record(spec), key),
            KindSpec::Free(inner) => {
                self.step(key, None);
                self.at = At::Kind(*inner);
                Ok(())
            }
            KindSpec::Raw => {
                self.step(key, None);
                self.at = At::Free;
                Ok(())
            }
            _ => Err(Complaint::new(key, Wrong::NoElement { there: Vec::new() }).within(&self.zh, &self.en)),
        }
    }

    /// Into a key of a table.
    fn key(&mut self, spec: &'static RecordSpec, key: &str, cx: &Known<'a>) -> Result<(), Complaint> {
        if let Some((_, field)) = nested::find(spec, key) {
            self.step(field.key, Some(spec));
            self.at = At::Kind(field.kind);
            self.field = Some(field);
            self.called(field.zh, field.en);
        } else if let Some(own) = cx.world.custom.find(spec.name, key) {
            self.step(&own.key, Some(spec));
            self.at = At::Own(own);
            self.field = None;
        } else if key.starts_with("x_") {
            self.step(key, Some(spec));
            self.at = At::Free;
            self.field = None;
        } else {
            return Err(nested::no_key(spec, key).within(&self.zh, &self.en));
        }
        Ok(())
    }

    fn called(&mut self, zh: &str, en: &str) {
        let (before, between) = if self.zh.is_empty() { ("", "") } else { ("·", ": ") };
        self.zh = format!("{}{before}{zh}", self.zh);
        self.en = format!("{}{between}{en}", self.en);
    }

    fn step(&mut self, key: &str, table: Option<&'static RecordSpec>) {
        let inner = |here: &'a Value| match here {
            Value::Table(pairs) => pairs.iter().find(|pair| same_key(table, &pair.key, key)).map(|pair| &pair.value),
            _ => None,
        };
        self.here = self.here.and_then(inner);
        self.place.0.push(Step::Key(key.to_owned()));
    }

    /// Into an element of a list: by its number, else by what it is called. One value alone is the first of a list that is not written yet.
    fn element(&mut self, kind: KindSpec, key: &str) -> Result<(), Complaint> {
        let items: &[Element] = match self.here {
            Some(Value::List(items)) => items,
            _ => &[],
        };
        let spec = child(&kind);
        let by_name = || {
            let mut found = (0..items.len()).filter(|at| is_called(spec, &items[*at].value, key));
            found.next().filter(|_| found.next().is_none())
        };
        let at = by_name().or_else(|| key.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|at| *at < items.len()));
        let Some(at) = at else {
            let name = |(at, item): (usize, &Element)| match names(spec, &item.value).next() {
                Some(name) => format!("{} {name}", at + 1),
                None => (at + 1).to_string(),
            };
            let there = items.iter().enumerate().map(name).collect();
            return Err(Complaint::new(key, Wrong::NoElement { there }).within(&self.zh, &self.en));
        };
        self.here = items.get(at).map(|item| &item.value);
        self.place.0.push(Step::At(at));
        self.at = At::Kind(kind);
        Ok(())
    }
}

/// What an element is called: its id and names, or its own text.
fn names<'v>(spec: Option<&'static RecordSpec>, item: &'v Value) -> impl Iterator<Item = &'v str> {
    let pairs: &[_] = match item {
        Value::Table(pairs) => pairs,
        _ => &[],
    };
    let named = move |key: &str| {
        let pair = pairs.iter().find(|pair| same_key(spec, &pair.key, key))?;
        text_of(&pair.value)
    };
    NAMING.iter().filter_map(move |key| named(key)).chain(text_of(item))
}

fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::Scalar(scalar) => Some(scalar.text.as_str()),
        _ => None,
    }
}

fn is_called(spec: Option<&'static RecordSpec>, item: &Value, name: &str) -> bool {
    names(spec, item).any(|own| same(own, name))
}
