//! Which rules are in force, how grave they are, and with which parameters: presets, `[rules]`, `[params]`.

pub mod ignore;
pub mod review;

use std::collections::BTreeMap;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::findings::{Finding, Level};
use crate::form::kind::list::Raw;
use crate::rules::{Default as ParamDefault, ParamValue, Rule, Seed, registry};

/// What `[rules]` says of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Not at all.
    Off,
    /// In force, at this level.
    Level(Level),
}

/// The policy of an archive.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    presets: Vec<String>,
    settings: BTreeMap<String, Setting>,
    params: BTreeMap<String, ParamValue>,
}

/// The presets that there are.
pub const PRESETS: &[&str] = &["telecom-contractor", "construction-group", "tiered-sales", "key-account", "crm-discipline"];

/// The preset in force when `kehu.toml` names none.
pub const DEFAULT_PRESET: &str = "telecom-contractor";

impl Policy {
    /// The policy of these presets, `[rules]` and `[params]`. What is unknown in them is passed over here; `world` reports it.
    #[must_use]
    pub fn new(presets: &[String], rules: Option<&Raw>, params: Option<&Raw>) -> Self {
        let mut policy = Self { presets: presets.to_vec(), ..Self::default() };
        if policy.presets.is_empty() {
            policy.presets.push(DEFAULT_PRESET.to_owned());
        }
        for entry in rules.map(|raw| raw.entries.as_slice()).unwrap_or_default() {
            let id = entry.path.first().cloned().unwrap_or_default();
            let is_level = entry.path.len() == 1 || entry.path.get(1).is_some_and(|key| key == "level");
            if let Some(setting) = entry.values.first().filter(|_| is_level).and_then(|word| setting(word)) {
                policy.settings.insert(id, setting);
            }
        }
        for entry in params.map(|raw| raw.entries.as_slice()).unwrap_or_default() {
            if let Some(value) = param_value(&entry.values, entry.list) {
                policy.params.insert(entry.path.join("."), value);
            }
        }
        policy
    }

    /// The presets in force.
    #[must_use]
    pub fn presets(&self) -> &[String] {
        &self.presets
    }

    /// Whether a catalogued rule belongs to a preset in force, or is named in `[rules]`; one that is off still is catalogued.
    #[must_use]
    pub fn is_catalogued(&self, id: &str) -> bool {
        registry::find(id).is_some_and(|rule| self.settings.contains_key(id) || self.belongs(rule))
    }

    fn belongs(&self, rule: &Rule) -> bool {
        rule.sources.iter().any(|source| match source.seed {
            Seed::Format => true,
            seed => seed.preset().is_some_and(|preset| self.presets.iter().any(|one| one == preset)),
        })
    }

    /// Whether the rule is judged.
    #[must_use]
    pub fn is_in_force(&self, rule: &Rule) -> bool {
        match self.settings.get(rule.id) {
            Some(Setting::Off) => false,
            Some(Setting::Level(_)) => true,
            None => self.belongs(rule),
        }
    }

    /// What `[rules]` says of a rule.
    #[must_use]
    pub fn setting(&self, id: &str) -> Option<Setting> {
        self.settings.get(id).copied()
    }

    /// Puts a setting over what `[rules]` says (`--level`).
    pub fn set(&mut self, rule: &Rule, setting: Setting) {
        self.settings.insert(rule.id.to_owned(), setting);
    }

    /// The level of a fault that the form reader finds.
    #[must_use]
    pub fn reading_level(&self, id: &str) -> Level {
        registry::find(id).map_or(Level::Error, |rule| rule.level_for(None, None))
    }

    /// A parameter in force.
    ///
    /// # Panics
    /// When the rule has no such parameter: a test asks every rule for every parameter that it names.
    #[must_use]
    pub fn param(&self, rule: &'static Rule, name: &str) -> ParamValue {
        if !self.params.is_empty()
            && let Some(value) = self.params.get(&format!("{}.{name}", rule.id))
        {
            return value.clone();
        }
        let param = rule.params.iter().find(|param| param.name == name);
        match param.expect("a rule only asks for parameters that it declares").default {
            ParamDefault::Int(number) => ParamValue::Number(Decimal::from(number)),
            ParamDefault::List(words) => ParamValue::List(words.iter().map(|word| (*word).to_owned()).collect()),
        }
    }

    /// Whether `[params]` sets this parameter.
    #[must_use]
    pub fn is_set(&self, name: &str) -> bool {
        self.params.contains_key(name)
    }

    /// Applies `[rules]`: takes out what is off, changes levels.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        if self.settings.is_empty() {
            return;
        }
        findings.retain_mut(|finding| match self.settings.get(finding.rule) {
            Some(Setting::Off) => false,
            Some(Setting::Level(level)) => {
                finding.level = *level;
                true
            }
            None => true,
        });
    }
}

/// `error`, `warning`, `info`, `off`, and the Chinese words for them.
#[must_use]
pub fn setting(word: &str) -> Option<Setting> {
    match word.trim() {
        "off" | "关" | "关闭" => Some(Setting::Off),
        "error" | "错误" => Some(Setting::Level(Level::Error)),
        "warning" | "警告" => Some(Setting::Level(Level::Warning)),
        "info" | "提示" => Some(Setting::Level(Level::Info)),
        _ => None,
    }
}

fn param_value(values: &[String], list: bool) -> Option<ParamValue> {
    if list {
        return Some(ParamValue::List(values.to_vec()));
    }
    let text = values.first()?.trim_end_matches('%').replace('_', "");
    Some(Decimal::from_str(&text).map_or_else(|_| ParamValue::List(values.to_vec()), ParamValue::Number))
}
