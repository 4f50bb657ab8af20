//! What is done to a document: one step each, said in the form's keys and not in bytes.

use super::value::Value;

/// A step down into a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into the value of this key: the form's snake_case key, however the document writes it (`单位名称` is found as `unit_name`), or any
    /// other key as written.
    Key(String),
    /// Into this element of a list, from 0.
    At(usize),
}

/// Where in a document: from the top table down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place(pub Vec<Step>);

impl Place {
    /// The top table.
    #[must_use]
    pub const fn top() -> Self {
        Self(Vec::new())
    }

    /// One step further, to a key.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// One step further, to an element.
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        self.0.push(Step::At(index));
        self
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Op {
    /// Where.
    pub place: Place,
    /// What.
    pub act: Act,
}

/// What is done at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The place gets this value. A key that is not there yet is put where the form's order wants it; tables on the way are made. Only the
    /// value's own bytes change where there was one: the comment behind it stays.
    Set(Value),
    /// The list at the place gets one more, at its end. A list that is not there yet is made; a single value of a field that takes one or
    /// many becomes the first of two.
    Append(Value),
    /// The key with its value, or the element, goes, together with the comments that stand right above it and behind it.
    Remove,
    /// The key at the place is called this from now on; its value stays as it is.
    Rename(String),
}

impl Op {
    /// Sets a value.
    #[must_use]
    pub const fn set(place: Place, value: Value) -> Self {
        Self { place, act: Act::Set(value) }
    }

    /// Appends to a list.
    #[must_use]
    pub const fn append(place: Place, value: Value) -> Self {
        Self { place, act: Act::Append(value) }
    }

    /// Removes.
    #[must_use]
    pub const fn remove(place: Place) -> Self {
        Self { place, act: Act::Remove }
    }
}
