//! JSON whose keys keep the order in which they were put: a schema reads in the order of its form.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object; keys in this order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// An object without keys.
    #[must_use]
    pub const fn object() -> Self {
        Self::Object(Vec::new())
    }

    /// Puts a key at the end of an object; on anything else it does nothing.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: impl Into<Self>) -> Self {
        self.put(key, value);
        self
    }

    /// As [`Json::with`], in place.
    pub fn put(&mut self, key: impl Into<String>, value: impl Into<Self>) {
        if let Self::Object(entries) = self {
            entries.push((key.into(), value.into()));
        }
    }

    /// Takes over the keys of another object.
    #[must_use]
    pub fn merged(mut self, other: Self) -> Self {
        if let (Self::Object(entries), Self::Object(more)) = (&mut self, other) {
            entries.extend(more);
        }
        self
    }

    /// As text, indented, with a line feed at the end.
    #[must_use]
    pub fn pretty(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl<const N: usize> From<[&str; N]> for Json {
    fn from(items: [&str; N]) -> Self {
        Self::List(items.into_iter().map(Self::from).collect())
    }
}
