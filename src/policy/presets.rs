//! The presets: one for each seed document. Which rules belong to one follows from the rules' sources; the file of a preset says which
//! values its document states, in the document's own words, and where it is stricter than usual.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::findings::Level;
use crate::rules::{ParamValue, Rule};
use crate::words::Lang;

use super::Setting;

/// The presets that there are, in the order in which they are listed.
pub const PRESETS: &[&str] = &["telecom-contractor", "construction-group", "tiered-sales", "key-account", "crm-discipline"];

/// The preset in force when `kehu.toml` names none.
pub const DEFAULT_PRESET: &str = "telecom-contractor";

/// Each is read when somebody first asks for it: most archives follow one or two.
static READ: [LazyLock<Preset>; 5] = [
    LazyLock::new(|| read(include_str!("presets/telecom-contractor.toml"))),
    LazyLock::new(|| read(include_str!("presets/construction-group.toml"))),
    LazyLock::new(|| read(include_str!("presets/tiered-sales.toml"))),
    LazyLock::new(|| read(include_str!("presets/key-account.toml"))),
    LazyLock::new(|| read(include_str!("presets/crm-discipline.toml"))),
];

/// One regulation to follow.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// `telecom-contractor`.
    pub name: String,
    /// The seed document's file name.
    pub seed: String,
    /// What it is called.
    pub title: Title,
    /// Rule, parameter, value.
    #[serde(default)]
    pub params: BTreeMap<String, BTreeMap<String, Stated>>,
    /// Rules that its document asks for more strictly than they usually are.
    #[serde(default)]
    pub levels: BTreeMap<String, StatedLevel>,
}

/// A name in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

/// A value that the document states.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// The value.
    pub value: Value,
    /// In which article.
    pub article: String,
    /// In which words.
    pub quote: String,
}

/// A value as a preset writes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number.
    Number(i64),
    /// A list of words.
    List(Vec<String>),
}

/// A level that the document demands at least.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedLevel {
    level: String,
    /// In which article.
    pub article: String,
    /// In which words.
    pub quote: String,
}

impl Preset {
    /// What it is called.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.title.zh,
            Lang::En => &self.title.en,
        }
    }

    /// What it says of a parameter.
    #[must_use]
    pub fn param(&self, rule: &str, name: &str) -> Option<ParamValue> {
        self.params.get(rule).and_then(|params| params.get(name)).map(|stated| stated.value.get())
    }

    /// The level that it demands of a rule's findings at least.
    #[must_use]
    pub fn level(&self, rule: &str) -> Option<Level> {
        match super::setting(&self.levels.get(rule)?.level) {
            Some(Setting::Level(level)) => Some(level),
            Some(Setting::Off) | None => None,
        }
    }

    /// Whether a rule belongs to it: one of the rule's sources is its document.
    #[must_use]
    pub fn holds(&self, rule: &Rule) -> bool {
        rule.sources.iter().any(|source| source.seed.preset() == Some(self.name.as_str()))
    }
}

impl Value {
    /// As rules read it.
    #[must_use]
    pub fn get(&self) -> ParamValue {
        match self {
            Self::Number(number) => ParamValue::Number((*number).into()),
            Self::List(words) => ParamValue::List(words.clone()),
        }
    }
}

fn read(text: &str) -> Preset {
    toml::from_str(text).expect("a test reads every preset")
}

/// The preset of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().position(|one| *one == name).map(|at| &*READ[at])
}

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Preset> {
    READ.iter().map(|one| &**one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::pending::is_pending;
    use crate::policy::value::fits;
    use crate::rules::{Seed, registry};

    const SEEDS: [Seed; 5] = [Seed::S000, Seed::S002, Seed::S003, Seed::S004, Seed::S001];
    /// How the documents write numbers that are not digits.
    const SPOKEN: &[(&str, i64)] = &[
        ("第一种星期", 7),
        ("三个月", 92),
        ("每年", 365),
        ("两份", 2),
        ("十分钟", 10),
        ("半个工作日", 4),
        ("两周", 14),
        ("拜访大客户一次", 1),
    ];

    fn numbers(quote: &str) -> Vec<i64> {
        let digits = quote.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok());
        digits.chain(SPOKEN.iter().filter(|(words, _)| quote.contains(words)).map(|(_, number)| *number)).collect()
    }

    #[test]
    fn each_seed_has_its_preset() {
        for (preset, (name, seed)) in all().zip(PRESETS.iter().zip(SEEDS)) {
            assert_eq!((preset.name.as_str(), preset.seed.as_str(), Some(*name)), (*name, seed.file(), seed.preset()));
            assert!(!preset.title.zh.is_ascii() && preset.title.en.is_ascii(), "{name}");
            for rule in registry::all() {
                assert_eq!(preset.holds(rule), rule.sources.iter().any(|source| source.seed == seed), "{name} {}", rule.id);
            }
        }
    }

    #[test]
    fn what_presets_state_is_there_and_quoted() {
        for preset in all() {
            for (id, params) in &preset.params {
                for (name, stated) in params {
                    let at = format!("{}: {id}.{name}", preset.name);
                    assert!(!stated.article.is_empty() && !stated.quote.is_empty(), "{at}");
                    if let Value::Number(number) = &stated.value {
                        assert!(numbers(&stated.quote).contains(number), "{at}: {number} is not in the quotation");
                    }
                    let Some(rule) = registry::find(id) else {
                        assert!(is_pending(id), "{at}: there is no such rule");
                        continue;
                    };
                    assert!(preset.holds(rule), "{at}: the rule belongs to another preset");
                    let param = rule.params.iter().find(|param| param.name == name);
                    assert!(param.is_some_and(|param| fits(param, &stated.value.get())), "{at}: no such parameter, or of another type");
                }
            }
            for (id, stated) in &preset.levels {
                assert!(preset.level(id).is_some() && !stated.article.is_empty() && !stated.quote.is_empty(), "{}: {id}", preset.name);
                match registry::find(id) {
                    Some(rule) => {
                        assert!(preset.holds(rule) && preset.level(id) < Some(rule.level_for(None, None)), "{id} is not stricter")
                    }
                    None => assert!(is_pending(id), "{}: {id} is no rule", preset.name),
                }
            }
        }
    }
}
