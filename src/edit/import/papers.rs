//! The documents that rows touch, as they become row by row.

use std::collections::BTreeMap;

use crate::archive::DocKind;
use crate::edit::op::{Op, Place};
use crate::edit::shape::{Shape, same_key};
use crate::edit::splice;
use crate::edit::value::{Element, Value};
use crate::form::RecordSpec;

use super::Archive;

/// A document that is written.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Its path without ending; of a file that is no form the whole path.
    pub stem: String,
    /// What happens to it.
    pub content: Content,
}

/// What happens to a document.
#[derive(Clone, Debug)]
pub enum Content {
    /// It is there and takes these steps.
    Steps(String, DocKind, Vec<Op>),
    /// It is new.
    New(DocKind, Value),
    /// It is no form, and becomes this text.
    Text(String),
}

/// A document in work.
#[derive(Clone, Debug)]
pub(super) struct Work {
    path: Option<String>,
    kind: DocKind,
    shape: Shape,
    /// What it says by now.
    pub(super) value: Value,
    steps: Vec<Op>,
}

/// All of them.
pub(super) struct Papers<'a> {
    archive: Archive<'a>,
    works: BTreeMap<String, Work>,
    texts: BTreeMap<String, String>,
}

impl<'a> Papers<'a> {
    pub(super) const fn new(archive: Archive<'a>) -> Self {
        Self { archive, works: BTreeMap::new(), texts: BTreeMap::new() }
    }

    /// A document: `path` where it is there already.
    pub(super) fn open(&mut self, stem: &str, kind: DocKind, path: Option<&str>) -> Result<&mut Work, String> {
        if !self.works.contains_key(stem) {
            let spec = kind.spec().ok_or_else(|| stem.to_owned())?;
            let value = match path {
                Some(path) => (self.archive.value)(path)?,
                None => Value::Table(Vec::new()),
            };
            let shape = Shape { spec, packed: kind.may_be_packed(), keys: self.archive.keys };
            self.works.insert(stem.to_owned(), Work { path: path.map(str::to_owned), kind, shape, value, steps: Vec::new() });
        }
        self.works.get_mut(stem).ok_or_else(|| stem.to_owned())
    }

    /// A document that is at hand already.
    pub(super) fn get(&self, stem: &str) -> Option<&Work> {
        self.works.get(stem)
    }

    /// Takes a step in a document that was opened.
    pub(super) fn take(&mut self, stem: &str, step: Op) {
        if let Some(work) = self.works.get_mut(stem)
            && splice::take(&mut work.value, work.shape, &step).is_some()
        {
            work.steps.push(step);
        }
    }

    /// Gives a file that is no form its text.
    pub(super) fn write(&mut self, path: &str, text: String) {
        self.texts.insert(path.to_owned(), text);
    }

    /// What is written.
    pub(super) fn finish(self) -> Vec<Paper> {
        let texts = self.texts.into_iter().map(|(stem, text)| Paper { stem, content: Content::Text(text) });
        let works = self.works.into_iter().filter(|(_, work)| !work.steps.is_empty());
        let works = works.map(|(stem, work)| {
            let content = match work.path {
                Some(path) => Content::Steps(path, work.kind, work.steps),
                None => Content::New(work.kind, work.value),
            };
            Paper { stem, content }
        });
        works.chain(texts).collect()
    }
}

/// What a table says under a key, or under the label of the same field.
pub(super) fn get<'v>(table: &'v Value, form: &'static RecordSpec, key: &str) -> Option<&'v Value> {
    let Value::Table(pairs) = table else { return None };
    pairs.iter().find(|pair| same_key(Some(form), &pair.key, key)).map(|pair| &pair.value)
}

/// The same as text; empty where there is none.
pub(super) fn text<'v>(table: &'v Value, form: &'static RecordSpec, key: &str) -> &'v str {
    match get(table, form, key) {
        Some(Value::Scalar(scalar)) => scalar.text.trim(),
        _ => "",
    }
}

/// The elements of a list; a table alone is one.
pub(super) fn elements(list: Option<&Value>) -> &[Element] {
    match list {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// The place of an element of a list of the document's top.
pub(super) fn element(list: &str, at: usize) -> Place {
    Place::top().key(list).at(at)
}
