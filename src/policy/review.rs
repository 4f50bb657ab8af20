//! What is wrong in the policy part of `kehu.toml`: unknown presets, rules, levels and parameters, each with the nearest.

use crate::findings::{Finding, Level, Safety};
use crate::form::kind::list::RawEntry;
use crate::form::reader::{DocInfo, quote};
use crate::resolve::{fold, likeness};
use crate::rules::registry;
use crate::say;
use crate::source::Span;
use crate::world::World;

use super::PRESETS;

/// The findings (ARC-05) of presets, `[rules]` and `[params]`.
#[must_use]
pub fn review(world: &World) -> Vec<Finding> {
    let Some(info) = &world.settings_info else { return Vec::new() };
    let mut found = Vec::new();
    presets(world, info, &mut found);
    for entry in world.settings.rules.get().map(|raw| raw.entries.as_slice()).unwrap_or_default() {
        rule(world, info, entry, &mut found);
    }
    for entry in world.settings.params.get().map(|raw| raw.entries.as_slice()).unwrap_or_default() {
        param(world, info, entry, &mut found);
    }
    own_fields(world, info, &mut found);
    found
}

/// The most alike of some names, when it is alike enough to be worth naming.
fn nearest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let word = fold(word);
    let best = names.map(|name| (name, likeness(&word, &fold(name)))).max_by(|a, b| a.1.total_cmp(&b.1));
    best.filter(|(_, alike)| *alike >= 0.5).map(|(name, _)| name)
}

fn finding(info: &DocInfo, span: Span, field: &str, message: String, help: String) -> Finding {
    Finding { field: field.to_owned(), help: help.into(), ..Finding::new("ARC-05", Level::Error, None, info.path.clone(), span, message) }
}

fn presets(world: &World, info: &DocInfo, found: &mut Vec<Finding>) {
    let lang = world.lang;
    let Some(list) = world.settings.regulation.get().and_then(|one| one.presets.get()) else { return };
    for item in list.0.iter().filter(|item| !PRESETS.contains(&item.value.as_str())) {
        let name = item.value.as_str();
        let all = PRESETS.join(", ");
        let message = say!(lang, "没有预设「{name}」", "there is no preset `{name}`");
        let near = nearest(name, PRESETS.iter().copied());
        let help = match near {
            Some(near) => say!(lang, "是否指 {near}？可用：{all}", "did you mean {near}? there are: {all}"),
            None => say!(lang, "可用：{all}", "there are: {all}"),
        };
        let mut one = finding(info, item.span, "regulation.presets", message, help);
        if let Some(near) = near {
            one.fix_value(item.span, quote(near), Safety::Unsafe);
        }
        found.push(one);
    }
}

fn rule(world: &World, info: &DocInfo, entry: &RawEntry, found: &mut Vec<Finding>) {
    let lang = world.lang;
    let id = entry.path.first().map_or("", String::as_str);
    if registry::find(id).is_none() {
        let message = say!(lang, "没有规则「{id}」", "there is no rule `{id}`");
        let near = nearest(id, registry::all().map(|rule| rule.id));
        let help = match near {
            Some(near) => say!(lang, "是否指 {near}？用 kehu explain 查看全部规则", "did you mean {near}? `kehu explain` lists all rules"),
            None => say!(lang, "用 kehu explain 查看全部规则", "`kehu explain` lists all rules"),
        };
        let mut one = finding(info, entry.key_span, "rules", message, help);
        if let Some(near) = near {
            one.fix_value(entry.key_span, quote(near), Safety::Unsafe);
        }
        found.push(one);
        return;
    }
    let last = entry.path.get(1).map(String::as_str);
    let value = entry.values.first().map_or("", String::as_str);
    match last {
        None | Some("level") if super::setting(value).is_none() => {
            let message = say!(lang, "规则 {id} 的级别「{value}」不认识", "the level `{value}` of rule {id} is not known");
            let help = say!(lang, "可用：error、warning、info、off", "there are: error, warning, info, off");
            let near = nearest(value, ["error", "warning", "info", "off"].into_iter()).unwrap_or("warning");
            let mut one = finding(info, entry.span, "rules", message, help);
            one.fix_value(entry.span, quote(near), Safety::Unsafe);
            found.push(one);
        }
        Some(other) if other != "level" && other != "reason" => {
            let message = say!(lang, "规则 {id} 的设置没有「{other}」这一项", "the setting of rule {id} has no key `{other}`");
            let help = say!(lang, "可用：level、reason", "there are: level, reason");
            found.push(finding(info, entry.key_span, "rules", message, help));
        }
        _ => {}
    }
}

fn param(world: &World, info: &DocInfo, entry: &RawEntry, found: &mut Vec<Finding>) {
    let lang = world.lang;
    let name = entry.path.join(".");
    let known: Vec<String> =
        registry::all().flat_map(|rule| rule.params.iter().map(move |param| format!("{}.{}", rule.id, param.name))).collect();
    if known.contains(&name) {
        return;
    }
    let message = say!(lang, "没有参数「{name}」", "there is no parameter `{name}`");
    let near = nearest(&name, known.iter().map(String::as_str));
    let help = match near {
        Some(near) => {
            say!(lang, "是否指 {near}？用 kehu explain 规则编号 查看参数", "did you mean {near}? `kehu explain RULE` shows parameters")
        }
        None => say!(lang, "用 kehu explain 规则编号 查看参数", "`kehu explain RULE` shows parameters"),
    };
    found.push(finding(info, entry.key_span, "params", message, help));
}

/// Types of own fields that there are not.
fn own_fields(world: &World, info: &DocInfo, found: &mut Vec<Finding>) {
    let lang = world.lang;
    for own in world.custom.all().iter().filter(|own| !crate::form::custom::TYPES.contains(&own.kind.as_str())) {
        let (key, kind) = (&own.key, &own.kind);
        let all = crate::form::custom::TYPES.join(", ");
        let message = say!(lang, "自定义项「{key}」的类型「{kind}」不认识", "the type `{kind}` of the own field `{key}` is not known");
        let help = say!(lang, "可用：{all}", "there are: {all}");
        found.push(finding(info, own.span, "fields", message, help));
    }
}
