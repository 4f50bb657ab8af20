//! Where what holds comes from: the rule itself, a preset, or `kehu.toml`, and what else was weighed.

use crate::findings::Level;
use crate::rules::{Param, ParamValue, Rule};

use super::{Policy, Setting, presets, value};

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The rule.
    Rule,
    /// This preset.
    Preset(&'static str),
    /// `kehu.toml`, in this line.
    Settings(u32),
}

/// What holds, who says it, and what the others say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed<T> {
    /// What holds.
    pub value: T,
    /// Who says it; several presets where their lists are put together.
    pub from: Vec<Origin>,
    /// What it was weighed against.
    pub others: Vec<(Origin, T)>,
}

impl Policy {
    /// A parameter in force and where it comes from: `[params]`, else the stricter of what the presets in force state, else the rule.
    #[must_use]
    pub fn weigh_param(&self, rule: &Rule, param: &Param) -> Weighed<ParamValue> {
        let mut all = vec![(Origin::Rule, value::default_of(param))];
        all.extend(self.in_force().filter_map(|preset| {
            let stated = preset.param(rule.id, param.name).filter(|stated| value::fits(param, stated))?;
            Some((Origin::Preset(&preset.name), stated))
        }));
        let stated: Vec<&ParamValue> = all[1..].iter().map(|(_, value)| value).collect();
        let by_presets = value::strictest(param.strict, &stated).map(|(value, places)| {
            let from = places.into_iter().map(|at| all[at + 1].0).collect();
            (value, from)
        });
        let set = self.set.iter().find(|set| set.rule == rule.id && set.name == param.name);
        let set_here = set.map(|set| (set.value.clone(), vec![Origin::Settings(set.line)]));
        let (value, from) = set_here.or(by_presets).unwrap_or_else(|| (all[0].1.clone(), vec![Origin::Rule]));
        all.retain(|(origin, _)| !from.contains(origin));
        Weighed { value, from, others: all }
    }

    /// What decides a rule's level, and where that comes from: `[rules]`, else the gravest that a preset in force demands, else the rule
    /// (none).
    #[must_use]
    pub fn weigh_level(&self, rule: &Rule) -> Weighed<Option<Setting>> {
        let mut all = vec![(Origin::Rule, None)];
        let demands = self.in_force().filter_map(|preset| Some((Origin::Preset(&preset.name), preset.level(rule.id)?)));
        let demands: Vec<(Origin, Level)> = demands.collect();
        all.extend(demands.iter().map(|(origin, level)| (*origin, Some(Setting::Level(*level)))));
        let gravest = demands.iter().min_by_key(|(_, level)| *level);
        let set = self.settings.get(rule.id).map(|(setting, line)| (Some(*setting), Origin::Settings(*line)));
        let by_preset = gravest.map(|(origin, level)| (Some(Setting::Level(*level)), *origin));
        let (value, from) = set.or(by_preset).unwrap_or((None, Origin::Rule));
        all.retain(|(origin, _)| *origin != from);
        Weighed { value, from: vec![from], others: all }
    }

    /// The presets in force, as far as they are known.
    pub fn in_force(&self) -> impl Iterator<Item = &'static presets::Preset> {
        self.presets.iter().filter_map(|name| presets::find(name))
    }
}
