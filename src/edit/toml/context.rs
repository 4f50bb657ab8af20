//! What the form says about a table while its text is written: names of keys, which tables are blocks.

use crate::edit::op::Step;
use crate::edit::shape::{RECORDS, Shape, child};
use crate::edit::value::{Element, Pair, Scalar, Value};
use crate::form::choices::KeyLanguage;
use crate::form::{FieldSpec, KindSpec, RecordSpec};
use crate::source::Form;

use super::write;

/// A table of the document as its form sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// Its form; none where keys are free.
    pub(super) spec: Option<&'static RecordSpec>,
    /// It may hold `[[records]]`.
    packed: bool,
    /// How tables of free keys are written.
    free: Free,
    /// What a date may stand in.
    field: Option<&'static FieldSpec>,
}

/// How tables below free keys are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Free {
    /// `key = { … }`
    Inline,
    /// `[x.key]`, so many levels down.
    Blocks(u8),
    /// `key.name = …`
    Dotted,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Behind its key.
    Inline,
    /// `[x]`
    Table,
    /// `[[x]]`
    Array,
    /// `x.key = …`
    Dotted,
}

impl Context {
    /// The top table.
    pub(super) const fn top(shape: Shape) -> Self {
        Self { spec: Some(shape.spec), packed: shape.packed, free: Free::Inline, field: None }
    }

    /// The table at a place.
    pub(super) fn at(shape: Shape, place: &[Step]) -> Self {
        place.iter().fold(Self::top(shape), |context, step| match step {
            Step::Key(key) => context.below(key),
            Step::At(_) => context,
        })
    }

    /// The field of a key and its place in the form.
    pub(super) fn find(self, key: &str) -> Option<(usize, &'static FieldSpec)> {
        self.spec.and_then(|spec| spec.find(key))
    }

    fn is_records(self, key: &str) -> bool {
        self.packed && (key == RECORDS.0 || key == RECORDS.1)
    }

    /// The table, or the tables of the list, of a key.
    pub(super) fn below(self, key: &str) -> Self {
        if self.is_records(key) {
            return Self { packed: false, ..self };
        }
        let field = self.find(key).map(|(_, field)| field);
        let free = match (field, self.free) {
            (Some(field), _) => free(self.spec, field),
            (None, Free::Blocks(levels)) => Free::Blocks(levels.saturating_sub(1)),
            (None, free) => free,
        };
        Self { spec: field.and_then(|field| child(&field.kind)), packed: false, free, field: field.or(self.field) }
    }

    /// How the value of a key is written where nothing is there yet.
    pub(super) fn style(self, key: &str, value: &Value) -> Style {
        let field = self.find(key).map(|(_, field)| field);
        // Own tables are written on one line as long as they are short and nothing is said within them.
        let own = field.is_none() && !self.is_records(key) && write::is_unfit(value);
        let block = self.is_records(key) || own || field.is_some_and(|field| field.block);
        match value {
            Value::List(items) if block && !items.is_empty() && items.iter().all(|item| matches!(item.value, Value::Table(_))) => {
                Style::Array
            }
            Value::Table(pairs) if field.is_none() && self.spec.is_none() && self.free == Free::Dotted && !pairs.is_empty() => {
                Style::Dotted
            }
            Value::Table(_) if block => Style::Table,
            Value::Table(_) if field.is_none() && self.spec.is_none() => match self.free {
                Free::Blocks(levels) if levels > 0 => Style::Table,
                _ => Style::Inline,
            },
            _ => Style::Inline,
        }
    }

    /// A key as it is written where keys are of this language.
    pub(super) fn spell(self, key: &str, keys: KeyLanguage) -> String {
        let zh = keys == KeyLanguage::Chinese;
        if self.is_records(key) {
            return (if zh { RECORDS.1 } else { RECORDS.0 }).to_owned();
        }
        self.find(key).map_or(key, |(_, field)| if zh { field.zh } else { field.key }).to_owned()
    }

    /// The value of a key of this table with its own keys in this language (none: as they are), and plain days as days.
    pub(super) fn speak(self, key: &str, value: &Value, keys: Option<KeyLanguage>) -> Value {
        self.below(key).spoken(value, keys)
    }

    fn spoken(self, value: &Value, keys: Option<KeyLanguage>) -> Value {
        match value {
            Value::Scalar(scalar) => Value::Scalar(self.day(scalar)),
            Value::List(items) => Value::List(
                items.iter().map(|item| Element { value: self.spoken(&item.value, keys), comments: item.comments.clone() }).collect(),
            ),
            Value::Table(pairs) => Value::Table(pairs.iter().map(|pair| self.pair(pair, keys)).collect()),
        }
    }

    /// A pair of this table likewise.
    pub(super) fn pair(self, pair: &Pair, keys: Option<KeyLanguage>) -> Pair {
        Pair {
            key: keys.map_or_else(|| pair.key.clone(), |keys| self.spell(&pair.key, keys)),
            value: self.speak(&pair.key, &pair.value, keys),
            comments: pair.comments.clone(),
        }
    }

    /// YAML writes days as plain text; in TOML they are values of their own.
    fn day(self, scalar: &Scalar) -> Scalar {
        let dated = |kind: &KindSpec| matches!(kind, KindSpec::Date | KindSpec::Birth | KindSpec::Moment);
        let is_day = scalar.form == Form::Plain
            && self.field.is_some_and(|field| match &field.kind {
                KindSpec::List(kind) | KindSpec::OneOrMany(kind) => dated(kind),
                kind => dated(kind),
            });
        if is_day { Scalar { form: Form::Date, raw: None, ..scalar.clone() } } else { scalar.clone() }
    }
}

/// Settings that other parts read, as people write them.
fn free(spec: Option<&'static RecordSpec>, field: &FieldSpec) -> Free {
    match (spec.map(|spec| spec.name), field.key) {
        (Some("kehu"), "fields") => Free::Blocks(2),
        (Some("kehu"), "params") => Free::Dotted,
        _ => Free::Inline,
    }
}
