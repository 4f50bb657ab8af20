//! Looks into a document's [`Value`] by the form's keys, whatever the document calls them, and remembers the place of what it finds.

use crate::form::RecordSpec;

use super::op::{Place, Step};
use super::shape::{RECORDS, child, same_key};
use super::value::{Element, Pair, Value};

/// A value of a document: where it stands, and which form's table it is or holds.
#[derive(Clone, Debug)]
pub struct View<'v> {
    /// The value.
    pub value: &'v Value,
    /// The form.
    pub table: Option<&'static RecordSpec>,
    /// Where it is.
    pub place: Place,
}

impl<'v> View<'v> {
    /// The whole of a document.
    #[must_use]
    pub const fn top(value: &'v Value, table: &'static RecordSpec) -> Self {
        Self { value, table: Some(table), place: Place::top() }
    }

    /// The records of a document: those of a packed register, else the document itself.
    #[must_use]
    pub fn records(value: &'v Value, table: &'static RecordSpec, packed: bool) -> Vec<Self> {
        let top = Self::top(value, table);
        let Value::Table(pairs) = value else { return vec![top] };
        let records = pairs.iter().find(|pair| packed && is_records(&pair.key)).map(|pair| (&pair.key, &pair.value));
        let Some((key, Value::List(items))) = records else { return vec![top] };
        let place = Place::top().key(key.as_str());
        items.iter().enumerate().map(|(at, item)| Self { value: &item.value, table: Some(table), place: place.clone().at(at) }).collect()
    }

    /// The keys with their values.
    #[must_use]
    pub fn pairs(&self) -> &'v [Pair] {
        match self.value {
            Value::Table(pairs) => pairs,
            _ => &[],
        }
    }

    /// The elements of a list.
    #[must_use]
    pub fn elements(&self) -> &'v [Element] {
        match self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn child(&self, key: &str) -> Option<Self> {
        let pair = self.pairs().iter().find(|pair| same_key(self.table, &pair.key, key))?;
        let field = self.table.and_then(|table| table.find(&pair.key)).map(|(_, field)| field);
        let table = field.and_then(|field| child(&field.kind));
        let key = field.map_or(pair.key.as_str(), |field| field.key);
        Some(Self { value: &pair.value, table, place: self.place.clone().key(key) })
    }

    /// An element of a list.
    #[must_use]
    pub fn element(&self, at: usize) -> Option<Self> {
        let item = self.elements().get(at)?;
        Some(Self { value: &item.value, table: self.table, place: self.place.clone().at(at) })
    }

    /// What stands at the end of a way of keys; none where one of them is missing.
    #[must_use]
    pub fn way(&self, keys: &[&str]) -> Option<Self> {
        keys.iter().try_fold(self.clone(), |here, key| here.child(key))
    }

    /// The elements of the list at the end of a way of keys.
    #[must_use]
    pub fn rows(&self, keys: &[&str]) -> Vec<Self> {
        let list = self.way(keys);
        list.iter().flat_map(|list| (0..list.elements().len()).filter_map(|at| list.element(at))).collect()
    }

    /// What stands at a place.
    #[must_use]
    pub fn at(&self, place: &Place) -> Option<Self> {
        place.0.iter().try_fold(self.clone(), |here, step| match step {
            Step::At(at) => here.element(*at),
            Step::Key(key) if here.place.0.is_empty() && is_records(key) => {
                let pair = here.pairs().iter().find(|pair| is_records(&pair.key))?;
                Some(Self { value: &pair.value, table: here.table, place: Place::top().key(pair.key.as_str()) })
            }
            Step::Key(key) => here.child(key),
        })
    }

    /// The text, number or day that it is; none when it is blank.
    #[must_use]
    pub fn scalar(&self) -> Option<&'v str> {
        match self.value {
            Value::Scalar(scalar) if !self.value.is_blank() => Some(scalar.text.trim()),
            _ => None,
        }
    }

    /// The text, number or day of a key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&'v str> {
        self.child(key).and_then(|view| view.scalar())
    }

    /// The texts of a key that holds one or a list of them.
    #[must_use]
    pub fn texts(&self, key: &str) -> Vec<&'v str> {
        let Some(view) = self.child(key) else { return Vec::new() };
        if let Some(one) = view.scalar() {
            return vec![one];
        }
        (0..view.elements().len()).filter_map(|at| view.element(at).and_then(|item| item.scalar())).collect()
    }

    /// The day of a key.
    #[must_use]
    pub fn day(&self, key: &str) -> Option<chrono::NaiveDate> {
        self.text(key).and_then(crate::model::period::parse_date)
    }
}

/// The key under which a document has its records; that of new ones where it has none.
#[must_use]
pub fn records_key(document: &Value) -> &str {
    let Value::Table(pairs) = document else { return RECORDS.0 };
    pairs.iter().find(|pair| is_records(&pair.key)).map_or(RECORDS.0, |pair| pair.key.as_str())
}

/// Whether a key is that of the records of a packed register.
#[must_use]
pub fn is_records(key: &str) -> bool {
    key == RECORDS.0 || key == RECORDS.1
}

/// One place further down from another.
#[must_use]
pub fn below(place: &Place, rest: Place) -> Place {
    let mut out = place.clone();
    out.0.extend(rest.0);
    out
}
