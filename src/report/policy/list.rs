//! `kehu policy list`: the presets, and the rules by family.

use crate::policy::Setting;
use crate::policy::presets::{self, Preset};
use crate::render::document::Document;
use crate::render::table::{Cell, Column, Table};
use crate::report::explain::{Asked, family_name, short_level, source_words};
use crate::rules::{Rule, Run, When, registry};
use crate::say;
use crate::words::{Lang, Words, words};

/// Presets and rules in one table, for machines: `kind` says which a row is.
#[must_use]
pub fn list(rules: &[&'static Rule], with_presets: bool, asked: Asked<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("kind", words("种类", "kind")),
        Column::new("name", words("名称", "name")),
        Column::new("family", words("类别", "family")),
        Column::new("title", words("标题", "title")),
        Column::new("source", words("依据", "source")),
        Column::new("level", words("级别", "level")),
        Column::new("judged", words("判断", "judged")),
        Column::new("rules", words("规则数", "rules")),
        Column::new("in_force", words("有效", "in force")),
    ]);
    for preset in presets::all().filter(|_| with_presets) {
        table.rows.push(vec![
            Cell::text("preset"),
            Cell::text(&preset.name),
            Cell::Empty,
            Cell::text(preset.title(asked.lang)),
            Cell::text(&preset.seed),
            Cell::Empty,
            Cell::Empty,
            Cell::count(size(preset)),
            asked.world.map_or(Cell::Empty, |_| Cell::Bool(is_followed(preset, asked))),
        ]);
    }
    for rule in rules {
        table.rows.push(vec![
            Cell::text("rule"),
            Cell::text(rule.id),
            Cell::text(rule.family()),
            Cell::text(rule.title.get(asked.lang)),
            Cell::text(rule.source_text()),
            Cell::List(level_keys(rule, asked)),
            Cell::text(judged(rule).0),
            Cell::Empty,
            asked.world.map_or(Cell::Empty, |world| Cell::Bool(world.policy.is_in_force(rule))),
        ]);
    }
    table
}

/// The same as a page for people.
#[must_use]
pub fn overview(rules: &[&'static Rule], with_presets: bool, asked: Asked<'_>) -> Document {
    let lang = asked.lang;
    let mut page = Document::default();
    page.heading(1, say!(lang, "制度与规则", "Regulations and rules"));
    if with_presets {
        super::section(&mut page, say!(lang, "预设", "Presets"), preset_table(asked));
        page.prose(say!(
            lang,
            "一条规则只要出自采用的任一预设就有效；几个预设说法不同的参数取较严的。[rules] 与 [params] 最后算数。",
            "A rule is in force when any of its sources is a preset that is followed; where presets differ on a parameter the stricter value holds. [rules] and [params] have the last word."
        ));
    }
    super::section(&mut page, say!(lang, "规则", "Rules"), rule_table(rules, asked));
    let (all, in_force) = (rules.len(), asked.world.map(|world| rules.iter().filter(|rule| world.policy.is_in_force(rule)).count()));
    let mut words = match in_force {
        Some(count) => say!(lang, "共 {all} 条，有效 {count} 条。", "{all} rules, {count} in force."),
        None => say!(lang, "共 {all} 条。", "{all} rules."),
    };
    let duties = rules.iter().filter(|rule| matches!(rule.run, Run::Duty)).count();
    if duties > 0 {
        words += &say!(
            lang,
            "全部规则中有 {duties} 条由人履行，或只是计算口径，机器不作判断。",
            " Of all of them {duties} are duties of people, or ways of reckoning, and no machine judges them."
        );
    }
    page.prose(words);
    page
}

fn preset_table(asked: Asked<'_>) -> Table {
    let mut columns = vec![
        Column::new("preset", words("预设", "preset")),
        Column::new("title", words("制度", "regulation")),
        Column::new("seed", words("原文", "document")),
        Column::new("rules", words("规则数", "rules")),
    ];
    columns.extend(asked.world.map(|_| Column::new("in_force", words("本档案采用", "followed here"))));
    let mut table = Table::new(columns);
    for preset in presets::all() {
        let mut row =
            vec![Cell::text(&preset.name), Cell::text(preset.title(asked.lang)), Cell::text(&preset.seed), Cell::count(size(preset))];
        row.extend(asked.world.map(|_| Cell::Bool(is_followed(preset, asked))));
        table.rows.push(row);
    }
    table
}

fn rule_table(rules: &[&'static Rule], asked: Asked<'_>) -> Table {
    let lang = asked.lang;
    let mut columns = vec![
        Column::new("family", words("类别", "family")),
        Column::new("rule", words("规则", "rule")),
        Column::new("level", words("级别", "level")),
        Column::new("judged", words("判断", "judged")),
    ];
    columns.extend(asked.world.map(|_| Column::new("in_force", words("有效", "in force"))));
    columns.push(Column::new("title", words("要求", "demand")));
    columns.extend(asked.world.is_none().then(|| Column::new("source", words("依据", "source"))));
    let mut table = Table::new(columns);
    let mut last = "";
    for rule in rules {
        let family = if rule.family() == last { String::new() } else { family_name(rule.family()).get(lang).to_owned() };
        last = rule.family();
        let mut row =
            vec![Cell::text(family), Cell::text(rule.id), Cell::text(level_here(rule, asked)), Cell::text(judged(rule).1.get(lang))];
        row.extend(asked.world.map(|world| Cell::Bool(world.policy.is_in_force(rule))));
        row.push(Cell::text(rule.title.get(lang)));
        row.extend(asked.world.is_none().then(|| Cell::text(source_words(rule, lang))));
        table.rows.push(row);
    }
    table
}

fn size(preset: &Preset) -> usize {
    registry::all().filter(|rule| preset.holds(rule)).count()
}

fn is_followed(preset: &Preset, asked: Asked<'_>) -> bool {
    asked.world.is_some_and(|world| world.policy.presets().contains(&preset.name))
}

/// Whether a machine judges it, and by which command: key and words.
const fn judged(rule: &Rule) -> (&'static str, Words) {
    match (&rule.run, rule.when) {
        (Run::Duty, _) => ("duty", words("职责", "duty")),
        (_, When::Check) => ("check", words("check", "check")),
        (_, When::Audit) => ("audit", words("audit", "audit")),
    }
}

/// The level of the archive where `[rules]` or a preset sets one, else the rule's own.
fn level_here(rule: &'static Rule, asked: Asked<'_>) -> String {
    match asked.world.and_then(|world| world.policy.weigh_level(rule).value) {
        Some(setting) if !matches!(rule.run, Run::Duty) => setting_words(setting, asked.lang),
        _ => short_level(rule, asked.lang),
    }
}

fn level_keys(rule: &'static Rule, asked: Asked<'_>) -> Vec<String> {
    if matches!(rule.run, Run::Duty) {
        return Vec::new();
    }
    match asked.world.and_then(|world| world.policy.weigh_level(rule).value) {
        Some(Setting::Off) => Vec::new(),
        Some(Setting::Level(level)) => vec![level.key().to_owned()],
        None => rule.levels().iter().map(|level| level.key().to_owned()).collect(),
    }
}

/// `错误`, `关闭`.
pub(super) fn setting_words(setting: Setting, lang: Lang) -> String {
    match setting {
        Setting::Off => say!(lang, "关闭", "off"),
        Setting::Level(level) => level.word().get(lang).to_owned(),
    }
}
