//! What is wrong in the policy part of `kehu.toml`: unknown presets, rules, levels and parameters, each with the nearest, and values that
//! a parameter does not take.

use crate::findings::{Finding, Level, Safety};
use crate::form::kind::list::RawEntry;
use crate::form::reader::{DocInfo, quote};
use crate::resolve::nearest;
use crate::rules::registry;
use crate::say;
use crate::source::Span;
use crate::world::World;

use super::{PRESETS, faults, param_at, value};

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
    ignored_rules(world, info, &mut found);
    own_fields(world, info, &mut found);
    found
}

/// Rules of `[[ignore]]` that there are not.
fn ignored_rules(world: &World, info: &DocInfo, found: &mut Vec<Finding>) {
    let entries = world.settings.ignore.get().into_iter().flat_map(|list| list.iter());
    for (id, span) in entries.filter_map(|entry| Some((entry.rule.get()?.as_str(), entry.rule.span))) {
        if registry::find(id).is_none() {
            unknown_rule(world, info, id, span, "ignore.rule", found);
        }
    }
}

fn unknown_rule(world: &World, info: &DocInfo, id: &str, span: Span, field: &str, found: &mut Vec<Finding>) {
    let lang = world.lang;
    let message = say!(lang, "没有规则「{id}」", "there is no rule `{id}`");
    if let Some(family) = family_of(id) {
        let message = say!(lang, "「{id}」是一族规则，这里要写一条规则的编号", "`{id}` is a family; here one rule is named");
        let rules = registry::all().filter(|rule| rule.family() == family).map(|rule| rule.id);
        let rules = lang.join(rules);
        let once = if field == "rules" {
            say!(
                lang,
                "；只改一次审计的，用 kehu audit --level {family}=off",
                "; for one audit alone there is `kehu audit --level {family}=off`"
            )
        } else {
            String::new()
        };
        let help = say!(lang, "请逐条写出：{rules}{once}", "write them one by one: {rules}{once}");
        found.push(finding(info, span, field, message, help));
        return;
    }
    let near = nearest(id, registry::all().map(|rule| rule.id));
    let help = match near {
        Some(near) => say!(lang, "是否指 {near}？用 kehu explain 查看全部规则", "did you mean {near}? `kehu explain` lists all rules"),
        None => say!(lang, "用 kehu explain 查看全部规则", "`kehu explain` lists all rules"),
    };
    let mut one = finding(info, span, field, message, help);
    if let Some(near) = near {
        one.fix_value(span, quote(near), Safety::Unsafe);
    }
    found.push(one);
}

/// The family that a word names.
fn family_of(word: &str) -> Option<&'static str> {
    registry::all().map(crate::rules::Rule::family).find(|family| family.eq_ignore_ascii_case(word.trim()))
}

pub(super) fn finding(info: &DocInfo, span: Span, field: &str, message: String, help: String) -> Finding {
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
        unknown_rule(world, info, id, entry.key_span, "rules", found);
        return;
    }
    let last = entry.path.get(1).map(String::as_str);
    let value = entry.values.first().map_or("", String::as_str);
    match last {
        None | Some("level") if entry.list || super::setting(value).is_none() => {
            let message = say!(lang, "规则 {id} 的级别「{value}」不认识", "the level `{value}` of rule {id} is not known");
            let help = say!(lang, "可用：error、warning、info、off", "there are: error, warning, info, off");
            let near = nearest(value, ["error", "warning", "info", "off"]);
            let mut one = finding(info, entry.span, "rules", message, help);
            let safety = if near.is_some() { Safety::Unsafe } else { Safety::Example };
            one.fix_value(entry.span, quote(near.unwrap_or("warning")), safety);
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
    if let Some((_, param)) = param_at(&name) {
        if let Err(fault) = value::read(param, entry) {
            found.push(faults::describe(&fault, &name, param, entry, info, lang));
        }
        return;
    }
    let known: Vec<String> =
        registry::all().flat_map(|rule| rule.params.iter().map(move |param| format!("{}.{}", rule.id, param.name))).collect();
    let message = say!(lang, "没有参数「{name}」", "there is no parameter `{name}`");
    let head = name.split('.').next();
    let own: Vec<&str> = known.iter().filter(|one| one.split('.').next() == head).map(String::as_str).collect();
    let help = match (own.as_slice(), nearest(&name, known.iter().map(String::as_str))) {
        ([], None) => say!(lang, "用 kehu policy show 查看全部参数", "`kehu policy show` lists all parameters"),
        ([], Some(near)) => {
            say!(lang, "是否指 {near}？用 kehu policy show 查看全部参数", "did you mean {near}? `kehu policy show` lists all parameters")
        }
        (own, _) => {
            let own = lang.join(own);
            say!(lang, "这条规则的参数：{own}", "the parameters of that rule: {own}")
        }
    };
    let mut one = finding(info, entry.key_span, "params", message, help);
    if let Some(near) = nearest(&name, own.iter().copied()) {
        // Of a dotted name or a table of its own the last key is wrong, of a quoted name the whole.
        let last = near.rsplit('.').next().unwrap_or(near);
        one.fix_value(entry.key_span, if entry.path.len() == 1 { quote(near) } else { last.to_owned() }, Safety::Unsafe);
    }
    found.push(one);
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
