//! `kehu policy show`: every parameter and level in force, where it comes from, and what else was weighed.

use crate::policy::Setting;
use crate::policy::weigh::{Origin, Weighed};
use crate::render::document::Document;
use crate::render::table::{Align, Cell, Column, Table};
use crate::report::explain::level_words;
use crate::rules::{Param, ParamValue, Rule, Run};
use crate::say;
use crate::words::{Lang, words};
use crate::world::World;

use super::list::setting_words;
use super::{origin_key, origin_words};

/// Words of a list that an overview shows.
const SHOWN: usize = 3;

/// Parameters and levels in one table, for machines: `kind` says which a row is.
#[must_use]
pub fn show(rules: &[&'static Rule], world: &World) -> Table {
    let lang = world.lang;
    let mut table = Table::new(vec![
        Column::new("kind", words("种类", "kind")),
        Column::new("rule", words("规则", "rule")),
        Column::new("name", words("参数", "parameter")),
        Column::new("value", words("值", "value")),
        Column::new("unit", words("单位", "unit")),
        Column::new("from", words("来自", "from")),
        Column::new("weighed", words("另有", "weighed against")),
        Column::new("in_force", words("有效", "in force")),
        Column::new("meaning", words("意思", "meaning")),
    ]);
    let keys = |origins: &[Origin]| Cell::List(origins.iter().map(|origin| origin_key(*origin, world)).collect());
    for rule in rules {
        let in_force = Cell::Bool(world.policy.is_in_force(rule));
        for param in rule.params {
            let weighed = world.policy.weigh_param(rule, param);
            let others = weighed.others.iter().map(|(origin, value)| format!("{}={}", origin_key(*origin, world), value_text(value, ",")));
            table.rows.push(vec![
                Cell::text("param"),
                Cell::text(rule.id),
                Cell::text(format!("{}.{}", rule.id, param.name)),
                value_cell(&weighed.value),
                Cell::text(param.unit.get(lang)),
                keys(&weighed.from),
                Cell::List(others.collect()),
                in_force.clone(),
                Cell::text(param.what.get(lang)),
            ]);
        }
        if matches!(rule.run, Run::Duty) {
            continue;
        }
        let weighed = world.policy.weigh_level(rule);
        let others = weighed.others.iter().map(|(origin, value)| format!("{}={}", origin_key(*origin, world), level_key(*value, rule)));
        table.rows.push(vec![
            Cell::text("level"),
            Cell::text(rule.id),
            Cell::Empty,
            Cell::text(level_key(weighed.value, rule)),
            Cell::Empty,
            keys(&weighed.from),
            Cell::List(others.collect()),
            in_force,
            Cell::text(rule.title.get(lang)),
        ]);
    }
    table
}

/// The same as a page for people. `all`: rules not in force too, and levels that nobody changed.
#[must_use]
pub fn settings(rules: &[&'static Rule], all: bool, world: &World) -> Document {
    let lang = world.lang;
    let mut page = Document::default();
    page.heading(1, say!(lang, "参数与级别", "Parameters and levels"));
    let presets = lang.join(world.policy.presets());
    page.prose(say!(lang, "采用的预设：{presets}", "Presets followed: {presets}"));
    super::section(&mut page, say!(lang, "参数", "Parameters"), params(rules, all, world));
    let table = levels(rules, all, world);
    let none = table.rows.is_empty();
    super::section(&mut page, say!(lang, "级别", "Levels"), table);
    if !all {
        page.prose(if none {
            say!(
                lang,
                "没有改动过级别：各规则用自己的级别，见 `kehu policy list`。",
                "No level is changed: every rule has its own, see `kehu policy list`."
            )
        } else {
            say!(lang, "其余规则用自己的级别，见 `kehu policy list`。", "The other rules have their own levels, see `kehu policy list`.")
        });
    }
    page
}

fn params(rules: &[&'static Rule], all: bool, world: &World) -> Table {
    let lang = world.lang;
    let mut table = Table::new(vec![
        Column::new("param", words("参数", "parameter")),
        Column::new("value", words("值", "value")).aligned(Align::Left),
        Column::new("from", words("来自", "from")),
        Column::new("weighed", words("另有", "weighed against")),
        Column::new("what", words("意思", "meaning")),
    ]);
    for rule in rules {
        for param in rule.params {
            let weighed = world.policy.weigh_param(rule, param);
            table.rows.push(vec![
                Cell::text(format!("{}.{}", rule.id, param.name)),
                Cell::text(short(&weighed.value, param, all, lang)),
                Cell::text(from_words(&weighed, world)),
                Cell::text(others_words(&weighed, param, all, world)),
                Cell::text(param.what.get(lang)),
            ]);
        }
    }
    without_empty(table, "weighed")
}

/// Without the column of this key when no row has anything in it.
fn without_empty(mut table: Table, key: &str) -> Table {
    let empty = |at: &usize| table.rows.iter().all(|row| row.get(*at).is_none_or(|cell| cell.raw().is_empty()));
    if let Some(at) = table.columns.iter().position(|column| column.key == key).filter(empty) {
        table.columns.remove(at);
        table.rows.iter_mut().for_each(|row| drop(row.remove(at)));
    }
    table
}

fn levels(rules: &[&'static Rule], all: bool, world: &World) -> Table {
    let lang = world.lang;
    let mut table = Table::new(vec![
        Column::new("rule", words("规则", "rule")),
        Column::new("level", words("级别", "level")),
        Column::new("from", words("来自", "from")),
        Column::new("weighed", words("另有", "weighed against")),
        Column::new("in_force", words("有效", "in force")),
    ]);
    for rule in rules.iter().filter(|rule| !matches!(rule.run, Run::Duty)) {
        let weighed = world.policy.weigh_level(rule);
        if !all && weighed.value.is_none() {
            continue;
        }
        let level = |value: Option<Setting>| value.map_or_else(|| level_words(rule, lang), |setting| setting_words(setting, lang));
        let others =
            weighed.others.iter().map(|(origin, value)| say!(lang, "{}：{}", "{}: {}", origin_words(*origin, world, lang), level(*value)));
        table.rows.push(vec![
            Cell::text(rule.id),
            Cell::text(level(weighed.value)),
            Cell::text(level_from(rule, &weighed, world)),
            Cell::text(others.collect::<Vec<_>>().join(words("；", "; ").get(lang))),
            Cell::Bool(world.policy.is_in_force(rule)),
        ]);
    }
    without_empty(table, "weighed")
}

/// Who says it.
fn from_words<T>(weighed: &Weighed<T>, world: &World) -> String {
    let from: Vec<String> = weighed.from.iter().map(|origin| origin_words(*origin, world, world.lang)).collect();
    world.lang.join(from)
}

/// Who says a level, and why, where `[rules]` gives a reason.
#[must_use]
pub(in crate::report) fn level_from(rule: &Rule, weighed: &Weighed<Option<Setting>>, world: &World) -> String {
    let from = from_words(weighed, world);
    match world.policy.reason(rule.id).filter(|_| matches!(weighed.from.as_slice(), [Origin::Settings(_)])) {
        Some(reason) => say!(world.lang, "{from}：{reason}", "{from}: {reason}"),
        None => from,
    }
}

/// What the others say of a parameter.
fn others_words(weighed: &Weighed<ParamValue>, param: &Param, all: bool, world: &World) -> String {
    let lang = world.lang;
    let other =
        |(origin, value): &(Origin, ParamValue)| format!("{} {}", origin_words(*origin, world, lang), short(value, param, all, lang));
    // A preset that repeats the rule's default says nothing new.
    let differs = |(origin, value): &&(Origin, ParamValue)| *origin != Origin::Rule || *value != weighed.value;
    weighed.others.iter().filter(differs).map(other).collect::<Vec<_>>().join(words("；", "; ").get(lang))
}

/// A value with its unit; of a long list only the beginning, unless the rule was asked for by name.
fn short(value: &ParamValue, param: &Param, all: bool, lang: Lang) -> String {
    match value {
        ParamValue::Number(number) => param.counted(*number, lang),
        ParamValue::List(list) if all || list.len() <= SHOWN + 1 => list.join(" "),
        ParamValue::List(list) => {
            let (first, count) = (list[..SHOWN].join(" "), list.len());
            say!(lang, "{first} …（共 {count} 个）", "{first} … ({count} in all)")
        }
    }
}

fn value_cell(value: &ParamValue) -> Cell {
    match value {
        ParamValue::Number(_) => Cell::Int(value.whole()),
        ParamValue::List(words) => Cell::List(words.clone()),
    }
}

fn value_text(value: &ParamValue, separator: &str) -> String {
    match value {
        ParamValue::Number(number) => number.normalize().to_string(),
        ParamValue::List(words) => words.join(separator),
    }
}

fn level_key(value: Option<Setting>, rule: &Rule) -> String {
    match value {
        Some(Setting::Off) => "off".to_owned(),
        Some(Setting::Level(level)) => level.key().to_owned(),
        None => rule.levels().iter().map(|level| level.key()).collect::<Vec<_>>().join("/"),
    }
}

/// A parameter's value and who says it, in one line of `explain`.
#[must_use]
pub(in crate::report) fn param_here(rule: &Rule, param: &Param, world: &World, lang: Lang) -> (String, String) {
    let weighed = world.policy.weigh_param(rule, param);
    let from: Vec<String> = weighed.from.iter().map(|origin| origin_words(*origin, world, lang)).collect();
    (value_text(&weighed.value, " "), lang.join(from))
}
