//! Which rules are in force, how grave they are, and with which parameters: presets, `[rules]`, `[params]`.

pub mod duties;
mod faults;
pub mod ignore;
pub mod presets;
pub mod review;
pub mod value;
pub mod weigh;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::findings::{Finding, Level};
use crate::form::kind::list::Raw;
use crate::rules::{Param, ParamValue, Rule, Seed, registry};

pub use presets::{DEFAULT_PRESET, PRESETS};

/// What `[rules]` says of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Not at all.
    Off,
    /// In force, at this level.
    Level(Level),
}

/// The policy of an archive. What is unknown or unfit in `kehu.toml` is not in it; [`review`] reports it.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    presets: Vec<String>,
    /// `[rules]`: what is set, and in which line.
    settings: BTreeMap<String, (Setting, u32)>,
    /// `[rules]`: why, where it says so.
    reasons: BTreeMap<String, String>,
    /// `[params]`.
    set: Vec<Set>,
    /// Parameters whose value is not the rule's own: all that has to be looked at while rules run, and few.
    changed: Vec<Changed>,
    /// Levels that presets in force demand at least.
    demanded: Vec<(&'static str, Level)>,
}

/// A parameter that `[params]` sets.
#[derive(Clone, Debug)]
struct Set {
    rule: &'static str,
    name: &'static str,
    value: ParamValue,
    line: u32,
}

/// A parameter whose value in force is not the rule's own.
#[derive(Clone, Debug)]
struct Changed {
    rule: &'static str,
    name: &'static str,
    value: ParamValue,
}

impl Policy {
    /// The policy of these presets, `[rules]` and `[params]`.
    #[must_use]
    pub fn new(presets: &[String], rules: Option<&Raw>, params: Option<&Raw>) -> Self {
        let mut policy = Self { presets: presets.to_vec(), ..Self::default() };
        if policy.presets.is_empty() {
            policy.presets.push(DEFAULT_PRESET.to_owned());
        }
        for entry in rules.map(|raw| raw.entries.as_slice()).unwrap_or_default() {
            let id = entry.path.first().cloned().unwrap_or_default();
            if let ([_, key], Some(reason)) = (entry.path.as_slice(), entry.values.first())
                && key == "reason"
            {
                policy.reasons.insert(id.clone(), reason.clone());
            }
            let is_level = entry.path.len() == 1 || entry.path.get(1).is_some_and(|key| key == "level");
            if let Some(setting) = entry.values.first().filter(|_| is_level && !entry.list).and_then(|word| setting(word)) {
                policy.settings.insert(id, (setting, entry.line));
            }
        }
        for entry in params.map(|raw| raw.entries.as_slice()).unwrap_or_default() {
            let Some((rule, param)) = param_at(&entry.path.join(".")) else { continue };
            if let Ok(Some(value)) = value::read(param, entry) {
                policy.set.push(Set { rule: rule.id, name: param.name, value, line: entry.line });
            }
        }
        policy.resolve();
        policy
    }

    /// Settles once what `[params]` and the presets in force say: rules ask for parameters thousands of times.
    fn resolve(&mut self) {
        let stated = self.in_force().flat_map(|preset| preset.params.iter());
        let stated = stated.flat_map(|(rule, params)| params.keys().map(move |name| (rule.as_str(), name.as_str())));
        let mut named: Vec<(&str, &str)> = stated.chain(self.set.iter().map(|set| (set.rule, set.name))).collect();
        named.sort_unstable();
        named.dedup();
        let mut changed = Vec::new();
        for (id, name) in named {
            let Some(rule) = registry::find(id) else { continue };
            let Some(param) = rule.params.iter().find(|param| param.name == name) else { continue };
            let value = self.weigh_param(rule, param).value;
            if value != value::default_of(param) {
                changed.push(Changed { rule: rule.id, name: param.name, value });
            }
        }
        self.changed = changed;
        let levels =
            self.in_force().flat_map(|preset| preset.levels.keys().filter_map(|id| Some((registry::find(id)?.id, preset.level(id)?))));
        self.demanded = levels.collect();
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
        match self.setting(rule.id) {
            Some(Setting::Off) => false,
            Some(Setting::Level(_)) => true,
            None => self.belongs(rule),
        }
    }

    /// What `[rules]` says of a rule.
    #[must_use]
    pub fn setting(&self, id: &str) -> Option<Setting> {
        self.settings.get(id).map(|(setting, _)| *setting)
    }

    /// Puts a setting over what `[rules]` says (`--level`).
    pub fn set(&mut self, rule: &Rule, setting: Setting) {
        // It stands on no line of kehu.toml.
        self.settings.insert(rule.id.to_owned(), (setting, 0));
    }

    /// Why `[rules]` sets a rule, where it says so.
    #[must_use]
    pub fn reason(&self, id: &str) -> Option<&str> {
        self.reasons.get(id).map(|reason| reason.trim()).filter(|reason| !reason.is_empty())
    }

    /// Whether `--level` switched the rule off: of this run, not of the archive.
    #[must_use]
    pub fn is_muted(&self, id: &str) -> bool {
        matches!(self.settings.get(id), Some((Setting::Off, 0)))
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
        self.changed(rule, name).cloned().unwrap_or_else(|| {
            let param = rule.params.iter().find(|param| param.name == name);
            value::default_of(param.expect("a rule only asks for parameters that it declares"))
        })
    }

    /// A parameter in force as a whole number; nothing is copied.
    ///
    /// # Panics
    /// As [`Self::param`].
    #[must_use]
    pub fn number(&self, rule: &'static Rule, name: &str) -> i64 {
        if let Some(value) = self.changed(rule, name) {
            return value.whole();
        }
        let param = rule.params.iter().find(|param| param.name == name);
        match param.expect("a rule only asks for parameters that it declares").default {
            crate::rules::Default::Int(number) => number,
            crate::rules::Default::Tenths(tenths) => tenths / 10,
            crate::rules::Default::List(_) | crate::rules::Default::One(_) => 0,
        }
    }

    /// A parameter in force as a number that may have a fraction; 0 of a list.
    ///
    /// # Panics
    /// As [`Self::param`].
    #[must_use]
    pub fn decimal(&self, rule: &'static Rule, name: &str) -> Decimal {
        self.param(rule, name).number().unwrap_or_default()
    }

    /// A parameter in force by its full name: `F3-10.weight_user`.
    ///
    /// # Panics
    /// When there is no such parameter: the code names only those that rules declare.
    #[must_use]
    pub fn figure(&self, name: &str) -> Decimal {
        let (rule, param) = param_at(name).expect("only parameters that rules declare are asked for");
        self.decimal(rule, param.name)
    }

    fn changed(&self, rule: &Rule, name: &str) -> Option<&ParamValue> {
        self.changed.iter().find(|changed| changed.rule == rule.id && changed.name == name).map(|changed| &changed.value)
    }

    /// Applies `[rules]`: takes out what is off, changes levels; a preset in force may raise what `[rules]` does not name.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        if self.settings.is_empty() && self.demanded.is_empty() {
            return;
        }
        findings.retain_mut(|finding| match self.setting(finding.rule) {
            Some(Setting::Off) => false,
            Some(Setting::Level(level)) => {
                finding.level = level;
                true
            }
            None => {
                let demanded = self.demanded.iter().filter(|(rule, _)| *rule == finding.rule).map(|(_, level)| *level);
                finding.level = demanded.fold(finding.level, Level::min);
                true
            }
        });
    }
}

/// The parameter of this name: `COV-03.min_persons`.
#[must_use]
pub fn param_at(name: &str) -> Option<(&'static Rule, &'static Param)> {
    let (id, name) = name.split_once('.')?;
    let rule = registry::find(id)?;
    rule.params.iter().find(|param| param.name == name).map(|param| (rule, param))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn found(rule: &'static str, level: Level) -> Finding {
        Finding::new(rule, level, None, "kehu.toml".into(), Span::default(), String::new())
    }

    #[test]
    fn a_preset_raises_levels_and_the_settings_have_the_last_word() {
        let demanded = vec![("COV-07", Level::Error), ("COV-06", Level::Info)];
        let settings = [("F1-04".to_owned(), (Setting::Off, 3)), ("COV-03".to_owned(), (Setting::Level(Level::Info), 4))].into();
        let mut policy = Policy { demanded, settings, ..Policy::default() };
        let all = || {
            vec![found("COV-07", Level::Info), found("COV-06", Level::Warning), found("COV-03", Level::Error), found("F1-04", Level::Error)]
        };
        let levels = |policy: &Policy| {
            let mut findings = all();
            policy.apply(&mut findings);
            findings.iter().map(|one| (one.rule, one.level)).collect::<Vec<_>>()
        };
        assert_eq!(levels(&policy), [("COV-07", Level::Error), ("COV-06", Level::Warning), ("COV-03", Level::Info)]);
        policy.settings.insert("COV-07".to_owned(), (Setting::Level(Level::Info), 5));
        assert_eq!(levels(&policy)[0], ("COV-07", Level::Info));
    }

    #[test]
    fn parameters_come_from_the_presets_in_force() {
        let policy = Policy::new(&["telecom-contractor".to_owned(), "no-such-preset".to_owned()], None, None);
        assert!(policy.in_force().map(|preset| preset.name.as_str()).eq(["telecom-contractor"]));
        let (rule, param) = param_at("ARC-03.copies").expect("it is there");
        let weighed = policy.weigh_param(rule, param);
        assert_eq!((weighed.value.whole(), weighed.from.as_slice()), (2, [weigh::Origin::Preset("telecom-contractor")].as_slice()));
        assert_eq!((policy.number(rule, "copies"), policy.param(rule, "copies").whole()), (2, 2));
        assert!(param_at("ARC-03.copy").is_none());
    }
}
