//! The page about a rule, and the table of rules.

use crate::findings::Level;
use crate::form::choices::{Lifecycle, Tier};
use crate::policy::value::of_tenths;
use crate::policy::{Policy, Setting, duties};
use crate::render::document::{Block, Document};
use crate::render::table::{Align, Cell, Column, Table};
use crate::rules::{Default as ParamDefault, Levels, Param, Rule, Run, Seed, When};
use crate::say;
use crate::words::{Lang, words};
use crate::world::World;

use super::{Asked, family_name, remarks};
use crate::report::policy::{level_from, param_here};

/// Adds the page of a rule.
pub(super) fn page(rule: &'static Rule, asked: Asked<'_>, page: &mut Document) {
    let lang = asked.lang;
    page.heading(1, format!("{} {}", rule.id, rule.title.get(lang)));
    page.push(Block::Terms(terms(rule, asked)));
    if !rule.quote.is_empty() {
        page.push(Block::Quote(rule.quote.to_owned(), String::new()));
    }
    page.heading(2, words("含义", "Meaning").get(lang));
    page.prose(rule.meaning.get(lang));
    if !rule.params.is_empty() {
        page.heading(2, words("参数", "Parameters").get(lang));
        page.push(Block::Table(params(rule, asked)));
    }
    if !rule.bad.is_empty() {
        page.heading(2, words("不对", "Wrong").get(lang));
        page.push(Block::Code(remarks::in_language(rule.bad, lang)));
    }
    if !rule.good.is_empty() {
        page.heading(2, words("对", "Right").get(lang));
        page.push(Block::Code(remarks::in_language(rule.good, lang)));
    }
    page.heading(2, words("怎么办", "What to do").get(lang));
    page.prose(rule.remedy.get(lang));
}

fn terms(rule: &'static Rule, asked: Asked<'_>) -> Vec<(String, String)> {
    let lang = asked.lang;
    let mut out = vec![
        (say!(lang, "类别", "Family"), format!("{} {}", rule.family(), family_name(rule.family()).get(lang))),
        (say!(lang, "级别", "Level"), level_words(rule, lang)),
        (say!(lang, "依据", "Source"), source_words(rule, lang)),
        (say!(lang, "何时判断", "Judged"), when_words(rule, lang)),
    ];
    out.extend(whose(rule, asked).map(|who| (say!(lang, "由谁", "Whose"), who)));
    if !matches!(rule.run, Run::Duty) {
        out.push((say!(lang, "指向", "Points to"), rule.anchor.get(lang).to_owned()));
    }
    if !rule.yields_to.is_empty() {
        out.push((say!(lang, "让位于", "Yields to"), rule.yields_to.join(words("、", ", ").get(lang))));
    }
    out.push((say!(lang, "所属制度", "Preset"), preset_words(rule, lang)));
    if let Some(world) = asked.world {
        out.push((say!(lang, "本档案", "Here"), here(rule, world, lang)));
    }
    out
}

/// `错误，情形较轻时为警告`; by stage or tier where it depends on them.
#[must_use]
pub fn level_words(rule: &Rule, lang: Lang) -> String {
    if matches!(rule.run, Run::Duty) {
        return say!(lang, "职责，不产生检查结果", "a duty, never a finding");
    }
    let main = match rule.level {
        Levels::Fixed(level) => level.word().get(lang).to_owned(),
        Levels::By(_) => by_customer(rule, lang),
    };
    match rule.lesser {
        Some(level) => {
            let lesser = level.word().get(lang);
            say!(lang, "{main}；情形较轻时为{lesser}", "{main}; {lesser} in the lesser case")
        }
        None => main,
    }
}

/// Which stages or tiers have which level.
fn by_customer(rule: &Rule, lang: Lang) -> String {
    let stages: Vec<(&str, Level)> = Lifecycle::ALL.iter().map(|stage| (stage.label(lang), rule.level_for(Some(*stage), None))).collect();
    let tiers: Vec<(&str, Level)> = Tier::ALL.iter().map(|tier| (tier.label(lang), rule.level_for(None, Some(*tier)))).collect();
    let varies = |list: &[(&str, Level)]| list.iter().any(|(_, level)| *level != list[0].1);
    let list = if varies(&stages) { &stages } else { &tiers };
    let mut groups: Vec<(Level, Vec<&str>)> = Vec::new();
    for (label, level) in list {
        match groups.iter_mut().find(|(one, _)| one == level) {
            Some((_, labels)) => labels.push(label),
            None => groups.push((*level, vec![label])),
        }
    }
    let one = |(level, labels): &(Level, Vec<&str>)| {
        let word = level.word().get(lang);
        let labels = lang.join(labels);
        say!(lang, "{word}（{labels}）", "{word} ({labels})")
    };
    groups.iter().map(one).collect::<Vec<_>>().join(words("，", "; ").get(lang))
}

/// Seeds and articles.
#[must_use]
pub fn source_words(rule: &Rule, lang: Lang) -> String {
    let one = |source: &crate::rules::Source| match source.seed {
        Seed::Outside => {
            let article = remarks::article(source.article, lang);
            say!(lang, "法律或惯例（{article}）", "law or practice ({article})")
        }
        seed => format!("{} {}", seed.file(), source.article).trim().to_owned(),
    };
    rule.sources.iter().map(one).collect::<Vec<_>>().join(words("；", "; ").get(lang))
}

/// By which command, or by whom.
#[must_use]
pub fn when_words(rule: &Rule, lang: Lang) -> String {
    match (rule.run, rule.when) {
        (Run::Duty, _) => {
            say!(lang, "机器不作判断：由人履行，或只是计算口径", "by no machine: people see to it, or it is a way of reckoning")
        }
        (_, When::Check) => say!(lang, "`kehu check` 和 `kehu audit`", "`kehu check` and `kehu audit`"),
        (_, When::Audit) => say!(lang, "`kehu audit`", "`kehu audit`"),
    }
}

/// The presets that have it.
pub(in crate::report) fn preset_words(rule: &Rule, lang: Lang) -> String {
    if rule.sources.iter().any(|source| source.seed == Seed::Format) {
        return say!(lang, "档案格式本身，一直有效", "the archive format itself, always in force");
    }
    let mut names: Vec<&str> = rule.sources.iter().filter_map(|source| source.seed.preset()).collect();
    names.dedup();
    if names.is_empty() {
        return say!(lang, "无，须在 [rules] 中点名才有效", "none; only in force when named in [rules]");
    }
    lang.join(names)
}

/// Who has the duty, and when, by the parameters in force.
pub(in crate::report) fn whose(rule: &'static Rule, asked: Asked<'_>) -> Option<String> {
    let lang = asked.lang;
    let plain = Policy::default();
    let policy = asked.world.map_or(&plain, |world| &world.policy);
    let one = |duty: &duties::Duty| {
        let roles = if duty.is_everybodys() {
            say!(lang, "全体人员", "everybody")
        } else {
            lang.join(duty.roles.iter().map(|role| role.label(lang)))
        };
        let when = duty.rhythm.words(rule, policy, lang);
        say!(lang, "{roles}：{when}", "{roles}: {when}")
    };
    let all: Vec<String> = duties::of(rule.id).map(one).collect();
    (!all.is_empty()).then(|| all.join(words("；", "; ").get(lang)))
}

/// Whether it is in force in this archive, and why.
fn here(rule: &'static Rule, world: &World, lang: Lang) -> String {
    let policy = &world.policy;
    let weighed = policy.weigh_level(rule);
    let from = level_from(rule, &weighed, world);
    match weighed.value {
        Some(Setting::Off) => say!(lang, "已在 [rules] 中关闭（{from}）", "switched off in [rules] ({from})"),
        Some(Setting::Level(level)) if policy.is_in_force(rule) => {
            let word = level.word().get(lang);
            match policy.setting(rule.id) {
                Some(_) => say!(lang, "有效，[rules] 定为{word}（{from}）", "in force; [rules] makes it {word} ({from})"),
                None => say!(lang, "有效，至少为{word}（{from}）", "in force; {from} makes it at least {word}"),
            }
        }
        _ if policy.is_in_force(rule) => {
            let own: Vec<&str> = policy.in_force().filter(|preset| preset.holds(rule)).map(|preset| preset.name.as_str()).collect();
            if own.is_empty() {
                return say!(lang, "有效", "in force");
            }
            let own = lang.join(own);
            say!(lang, "有效，依预设 {own}", "in force by preset {own}")
        }
        _ => not_in_force(rule, policy, lang),
    }
}

/// Why it is not in force, and how to put it in force.
fn not_in_force(rule: &'static Rule, policy: &Policy, lang: Lang) -> String {
    let level = rule.levels().first().map_or("warning", |level| level.key());
    let line = format!("\"{}\" = \"{level}\"", rule.id);
    let mut own: Vec<&str> = rule.sources.iter().filter_map(|source| source.seed.preset()).collect();
    own.dedup();
    if own.is_empty() {
        return say!(
            lang,
            "无效：不属于任何预设；要用，在 [rules] 中写 {line}",
            "not in force: it belongs to no preset; to have it, write {line} in [rules]"
        );
    }
    let (own, followed) = (lang.join(own), lang.join(policy.presets()));
    say!(
        lang,
        "无效：采用的预设是 {followed}；要用，在 presets 中加上 {own}，或在 [rules] 中写 {line}",
        "not in force: the presets are {followed}; to have it, add {own} to `presets`, or write {line} in [rules]"
    )
}

fn params(rule: &'static Rule, asked: Asked<'_>) -> Table {
    let lang = asked.lang;
    let mut columns =
        vec![Column::new("param", words("参数", "parameter")), Column::new("default", words("默认值", "default")).aligned(Align::Right)];
    if asked.world.is_some() {
        columns.push(Column::new("value", words("本档案", "here")).aligned(Align::Right));
        columns.push(Column::new("from", words("来自", "from")));
    }
    columns.extend([Column::new("unit", words("单位", "unit")), Column::new("what", words("意思", "meaning"))]);
    let mut table = Table::new(columns);
    for param in rule.params {
        let mut row = vec![Cell::text(format!("{}.{}", rule.id, param.name)), Cell::text(default_words(param))];
        if let Some(world) = asked.world {
            let (value, from) = param_here(rule, param, world, lang);
            // A long list is not told twice.
            let same = matches!(param.default, ParamDefault::List(_)) && value == default_words(param);
            let value = if same { say!(lang, "同默认值", "the default") } else { value };
            row.extend([Cell::text(value), Cell::text(from)]);
        }
        row.extend([Cell::text(param.unit.get(lang)), Cell::text(param.what.get(lang))]);
        table.rows.push(row);
    }
    table
}

/// A parameter's default as it is written in `[params]`.
pub(in crate::report) fn default_words(param: &Param) -> String {
    match param.default {
        ParamDefault::Int(number) => number.to_string(),
        ParamDefault::Tenths(tenths) => of_tenths(tenths).to_string(),
        ParamDefault::List(words) => words.join(" "),
        ParamDefault::One(words) => words.first().copied().unwrap_or_default().to_owned(),
    }
}

/// A table of rules.
#[must_use]
pub fn list(rules: impl Iterator<Item = &'static Rule>, asked: Asked<'_>) -> Table {
    let lang = asked.lang;
    let mut columns = vec![
        Column::new("rule", words("规则", "rule")),
        Column::new("level", words("级别", "level")),
        Column::new("title", words("要求", "demand")),
    ];
    columns.push(if asked.world.is_some() {
        Column::new("here", words("本档案", "here"))
    } else {
        Column::new("preset", words("所属制度", "preset"))
    });
    let mut table = Table::new(columns);
    for rule in rules {
        let last = asked.world.map_or_else(|| preset_words(rule, lang), |world| state(rule, world, lang));
        table.rows.push(vec![Cell::text(rule.id), Cell::text(short_level(rule, lang)), Cell::text(rule.title.get(lang)), Cell::text(last)]);
    }
    table
}

/// The gravest level and the lightest: `错误/警告`.
#[must_use]
pub fn short_level(rule: &Rule, lang: Lang) -> String {
    if matches!(rule.run, Run::Duty) {
        return say!(lang, "职责", "duty");
    }
    rule.levels().iter().map(|level| level.word().get(lang)).collect::<Vec<_>>().join("/")
}

fn state(rule: &'static Rule, world: &World, lang: Lang) -> String {
    match world.policy.setting(rule.id) {
        Some(Setting::Off) => say!(lang, "关闭", "off"),
        Some(Setting::Level(level)) => level.word().get(lang).to_owned(),
        None if world.policy.is_in_force(rule) => say!(lang, "有效", "in force"),
        None => say!(lang, "无效", "not in force"),
    }
}
