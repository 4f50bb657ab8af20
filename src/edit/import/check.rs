//! A record is checked before it is written, by the same reader that reads it afterwards.

use std::sync::Arc;

use bumpalo::Bump;

use crate::edit::value::Value;
use crate::form::reader::DocInfo;
use crate::form::{Reader, Record, Target};
use crate::resolve::Names;
use crate::source::{Entry, Kind as Tree, Node, Note, Span, Syntax};
use crate::world::World;

/// Something wrong with a record.
pub(super) struct Fault {
    /// Its keys down to the field.
    pub(super) field: String,
    /// It is not filled in.
    pub(super) missing: bool,
    /// What is wrong, and what to do.
    pub(super) reason: String,
}

/// What a record's references go to besides the archive's registers.
#[derive(Clone, Copy, Default)]
pub(super) struct Around<'a> {
    /// The customer's key people.
    pub(super) people: Option<&'a Names>,
    /// What the record's own document declares.
    pub(super) own: Option<(Target, &'a Names)>,
}

/// What is wrong with the values of a record; what may follow later (`Finding::of_value`) is not.
pub(super) fn faults<R: Record>(record: &Value, world: &World, around: Around<'_>) -> Vec<Fault> {
    let bump = Bump::new();
    let node = node(record, &bump);
    let info = DocInfo { path: Arc::from(""), customer: None, syntax: Syntax::Toml };
    let mut reader = Reader::new(world, &info, "");
    reader.people = around.people;
    reader.people_complete = around.people.is_some();
    reader.own = around.own;
    let _ = R::read(node.entries().unwrap_or_default(), Span::default(), &mut reader);
    let found = std::mem::take(&mut reader.findings);
    drop(reader);
    let wrong = found.into_iter().filter(|finding| finding.of_value);
    wrong
        .map(|finding| {
            let missing = is_missing(record, &finding.field);
            let reason =
                if finding.help.is_empty() { finding.message } else { format!("{}{}{}", finding.message, stop(world), finding.help) };
            Fault { field: finding.field, missing, reason }
        })
        .collect()
}

const fn stop(world: &World) -> &'static str {
    crate::words::words("；", "; ").get(world.lang)
}

fn is_missing(record: &Value, path: &str) -> bool {
    let mut here = record;
    for key in path.split('.') {
        let Value::Table(pairs) = here else { return false };
        match pairs.iter().find(|pair| pair.key == key) {
            Some(pair) => here = &pair.value,
            None => return true,
        }
    }
    here.is_blank()
}

fn node<'t>(value: &'t Value, bump: &'t Bump) -> Node<'t> {
    let kind = match value {
        Value::Scalar(scalar) => Tree::Scalar(&scalar.text, scalar.form),
        Value::List(items) => Tree::List(bump.alloc_slice_fill_iter(items.iter().map(|item| node(&item.value, bump)))),
        Value::Table(pairs) => Tree::Map(bump.alloc_slice_fill_iter(pairs.iter().map(|pair| Entry {
            key: &pair.key,
            key_span: Span::default(),
            key_note: Note::None,
            value: node(&pair.value, bump),
        }))),
    };
    Node { span: Span::default(), kind, note: Note::None }
}
