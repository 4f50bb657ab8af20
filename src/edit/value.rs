//! A document's content in memory, owned and with its comments: what edits put in, what `fmt` lays out anew, what a new document is printed
//! from. TOML and YAML meet here as in [`crate::source::Node`]; the comments come along.

use crate::source::{Form, Kind, Node};

/// Comments of an entry, each from its `#` on, without the line's end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// On lines of their own above it; an empty text is a blank line that separates two groups of comments.
    pub above: Vec<String>,
    /// Behind it on the same line.
    pub beside: Option<String>,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, number, date, truth value, null.
    Scalar(Scalar),
    /// A list.
    List(Vec<Element>),
    /// A table, in order.
    Table(Vec<Pair>),
}

/// Text, number, date, truth value or null.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// Without quotes and escapes; numbers and dates as written.
    pub text: String,
    /// What it is.
    pub form: Form,
    /// As it stands in the document that it comes from, quotes included: the same language writes it so again. None: quoted as is usual.
    pub raw: Option<Box<str>>,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// As written, without quotes: `unit_name` or `单位名称`.
    pub key: String,
    /// Its value.
    pub value: Value,
    /// Its comments; those of a table stand at its header.
    pub comments: Comments,
}

/// One of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// The value.
    pub value: Value,
    /// Its comments.
    pub comments: Comments,
}

/// A whole document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The top table.
    pub pairs: Vec<Pair>,
    /// Comments after everything else.
    pub after: Vec<String>,
}

impl Value {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::scalar(text, Form::Quoted)
    }

    /// A number, as its digits.
    #[must_use]
    pub fn number(digits: impl Into<String>) -> Self {
        let digits = digits.into();
        let form = if digits.contains(['.', 'e', 'E']) { Form::Float } else { Form::Integer };
        Self::scalar(digits, form)
    }

    /// A day, as `2026-07-08`: bare in both languages.
    #[must_use]
    pub fn day(day: chrono::NaiveDate) -> Self {
        Self::scalar(day.format("%Y-%m-%d").to_string(), Form::Date)
    }

    /// `true` or `false`.
    #[must_use]
    pub fn truth(value: bool) -> Self {
        Self::scalar(value.to_string(), Form::Bool)
    }

    /// A list of values without comments.
    #[must_use]
    pub fn list(values: impl IntoIterator<Item = Self>) -> Self {
        Self::List(values.into_iter().map(|value| Element { value, comments: Comments::default() }).collect())
    }

    /// A table of keys and values without comments.
    #[must_use]
    pub fn table<K: Into<String>>(pairs: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Table(pairs.into_iter().map(|(key, value)| Pair::new(key, value)).collect())
    }

    fn scalar(text: impl Into<String>, form: Form) -> Self {
        Self::Scalar(Scalar { text: text.into(), form, raw: None })
    }

    /// The value of a tree, without comments and without the way in which it was written.
    #[must_use]
    pub fn of(node: &Node<'_>) -> Self {
        match node.kind {
            Kind::Scalar(text, form) => Self::scalar(text, form),
            Kind::List(items) => Self::list(items.iter().map(Self::of)),
            Kind::Map(entries) => Self::table(entries.iter().map(|entry| (entry.key, Self::of(&entry.value)))),
        }
    }

    /// Whether nothing is in it: an empty text, null, an empty list. The same as [`crate::form::reader::is_blank`].
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Scalar(scalar) => scalar.form == Form::Null || scalar.text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Table(_) => false,
        }
    }

    /// Whether it is a table.
    #[must_use]
    pub const fn is_table(&self) -> bool {
        matches!(self, Self::Table(_))
    }

    /// Whether it is a table without keys.
    #[must_use]
    pub const fn is_empty_table(&self) -> bool {
        matches!(self, Self::Table(pairs) if pairs.is_empty())
    }

    /// Whether it is a list without elements, or a table of nothing else: a document need not write it.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Table(pairs) => pairs.iter().all(|pair| pair.value.is_nothing()),
            Self::List(items) => items.is_empty(),
            Self::Scalar(_) => false,
        }
    }

    /// Whether both say the same, in whatever language, order of keys or quotation: comments do not count, and a day is the text of it.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Scalar(one), Self::Scalar(two)) => one.text == two.text && class(one.form) == class(two.form),
            (Self::List(one), Self::List(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.value.same(&two.value))
            }
            (Self::Table(one), Self::Table(two)) => {
                let has = |pair: &Pair| two.iter().any(|other| other.key == pair.key && other.value.same(&pair.value));
                one.len() == two.len() && one.iter().all(has)
            }
            _ => false,
        }
    }
}

/// Forms that no reader of a form tells apart.
const fn class(form: Form) -> u8 {
    match form {
        Form::Quoted | Form::Plain | Form::Date => 0,
        Form::Integer => 1,
        Form::Float => 2,
        Form::Bool => 3,
        Form::Null => 4,
    }
}

impl Pair {
    /// A pair without comments.
    #[must_use]
    pub fn new(key: impl Into<String>, value: Value) -> Self {
        Self { key: key.into(), value, comments: Comments::default() }
    }
}

impl Document {
    /// A document without comments.
    #[must_use]
    pub fn new<K: Into<String>>(pairs: impl IntoIterator<Item = (K, Value)>) -> Self {
        Self { pairs: pairs.into_iter().map(|(key, value)| Pair::new(key, value)).collect(), after: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Arena, Syntax, parse};

    #[test]
    fn languages_order_and_quotes_do_not_matter_but_values_do() {
        let read = |syntax, text: &str| Value::of(&parse(syntax, text, &Arena::new()).root);
        let toml = read(Syntax::Toml, "a = \"x\"\nd = 2026-07-08\nn = 1\nl = ['y']\n");
        let yaml = read(Syntax::Yaml, "n: 1\nl:\n- y\nd: 2026-07-08\na: x\n");
        assert!(toml.same(&yaml));
        for other in ["a: x\nn: 1\nl: [y]\n", "a: x\nn: '1'\nl: [y]\nd: 2026-07-08\n", "a: x\nn: 1\nl: [y, y]\nd: 2026-07-08\n"] {
            assert!(!toml.same(&read(Syntax::Yaml, other)), "{other}");
        }
    }
}
