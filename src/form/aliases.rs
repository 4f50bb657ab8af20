//! The words that people write for a choice (`aliases.toml`), and how a written word finds its value.
//! Source: the seeds' damaged and varying wording (`requirements.md` §0.2) and what users of such forms write.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::spec::{ChoiceOption, ChoiceSpec};
use crate::resolve::{NEAR, best, fold, spelling};

/// The words of one value: read with a warning (`A`), or only suggested (`S`).
#[derive(Debug, Default, Deserialize)]
struct ValueWords {
    #[serde(rename = "A", default)]
    read: Vec<String>,
    #[serde(rename = "S", default)]
    suggest: Vec<String>,
}

type Choices = BTreeMap<String, BTreeMap<String, ValueWords>>;

/// How a written word relates to a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is the value (key or label after NFKC and case folding).
    Value(usize),
    /// It is read as the value, with a warning.
    Alias(usize),
    /// It is not read; these values come near, the nearest first. May be empty.
    Suggest(Vec<usize>),
}

/// The embedded list, parsed once, when the first unusual word turns up.
fn table() -> &'static Choices {
    static TABLE: OnceLock<Choices> = OnceLock::new();
    TABLE.get_or_init(|| {
        let whole: toml::Table = toml::from_str(include_str!("aliases.toml")).expect("the embedded list is TOML: a test reads it");
        let mut out = Choices::new();
        for (group, inner) in whole {
            // `[education]` stands alone, the others are `[form.field]`.
            let nested: Result<BTreeMap<String, BTreeMap<String, ValueWords>>, _> = inner.clone().try_into();
            match nested {
                Ok(fields) if group != "education" => {
                    for (field, values) in fields {
                        out.insert(format!("{group}.{field}"), values);
                    }
                }
                _ => {
                    let values = inner.try_into().expect("the embedded list has two shapes: a test reads it");
                    out.insert(group, values);
                }
            }
        }
        out
    })
}

/// Finds what a written word means in a choice. Labels win over aliases, aliases over suggestions, those over likeness.
#[must_use]
pub fn find(choice: &ChoiceSpec, written: &str) -> Match {
    let word = fold(written);
    let same = |text: &str| fold(text) == word;
    if let Some(at) = choice.options.iter().position(|option| same(option.key) || same(option.zh)) {
        return Match::Value(at);
    }
    let words = table().get(choice.name);
    let of = |at: usize| words.and_then(|values| values.get(choice.options[at].key));
    let places = 0..choice.options.len();
    if let Some(at) = places.clone().find(|at| of(*at).is_some_and(|value| value.read.iter().any(|text| same(text)))) {
        return Match::Alias(at);
    }
    if let Some(at) = choice.options.iter().position(|option| same(option.en)) {
        return Match::Alias(at);
    }
    let mut near: Vec<usize> = places.filter(|at| of(*at).is_some_and(|value| value.suggest.iter().any(|text| same(text)))).collect();
    if near.is_empty() {
        near = nearest(choice, &word).into_iter().collect();
    }
    Match::Suggest(near)
}

/// The words that are read as a value of a configurable list (客户类别).
#[must_use]
pub fn words_of(list: &str, key: &str) -> Vec<String> {
    table().get(list).and_then(|values| values.get(key)).map(|words| words.read.clone()).unwrap_or_default()
}

/// The most alike value, when it is alike enough to be worth naming.
fn nearest(choice: &ChoiceSpec, word: &str) -> Option<usize> {
    // Values are short words that often hold one another: only the spelling counts. Backwards, so that of equals the first is named.
    let score = |(_, option): &(usize, &ChoiceOption)| spelling(&fold(option.key), word).max(spelling(&fold(option.zh), word));
    best(choice.options.iter().enumerate().rev(), NEAR, score).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::choices::{RelationshipStatus, Role};

    #[test]
    fn labels_win_over_aliases_and_aliases_over_suggestions() {
        assert_eq!(find(Role::CHOICE, "决策者"), Match::Value(0));
        assert_eq!(find(Role::CHOICE, "Decision_Maker"), Match::Value(0));
        assert_eq!(find(Role::CHOICE, "决策人"), Match::Alias(0));
        assert_eq!(find(Role::CHOICE, "拍板人"), Match::Suggest(vec![0]));
        assert_eq!(find(Role::CHOICE, "影响者"), Match::Suggest(vec![1]));
        assert_eq!(find(RelationshipStatus::CHOICE, "悲观的"), Match::Alias(2));
        assert_eq!(find(RelationshipStatus::CHOICE, "很好"), Match::Suggest(vec![0]));
        assert_eq!(find(Role::CHOICE, "decison_maker"), Match::Suggest(vec![0]));
    }

    #[test]
    fn every_list_of_the_embedded_aliases_belongs_to_a_choice() {
        let known: Vec<&str> = crate::form::choices::EVERY.iter().map(|choice| choice.name).collect();
        for (name, values) in table() {
            if name == "customer.category" {
                continue; // configurable: a reference, matched in kind/reference.rs
            }
            let choice = crate::form::choices::EVERY.iter().find(|choice| choice.name == name);
            let choice = choice.unwrap_or_else(|| panic!("{name} is not one of {known:?}"));
            for key in values.keys() {
                assert!(choice.options.iter().any(|option| option.key == key), "{name}.{key}");
            }
        }
    }
}
