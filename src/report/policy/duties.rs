//! `kehu policy duties`: who has which duty when, a checklist by role.

use chrono::NaiveDate;

use crate::form::choices::StaffRole;
use crate::model::period::{Period, PeriodKind};
use crate::policy::duties::{DUTIES, Deadline, Duty};
use crate::render::document::{Block, Document};
use crate::render::table::{Cell, Column, Table};
use crate::rules::{Rule, Run, Seed};
use crate::say;
use crate::words::{Lang, words};
use crate::world::World;

/// What is asked.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Settings, staff, policy.
    pub world: &'a World,
    /// Only this role.
    pub role: Option<StaffRole>,
    /// Deadlines within it.
    pub period: Period,
    /// Only these rules; none: all.
    pub rules: Option<&'a [&'static Rule]>,
}

/// A line of the checklist.
struct Line {
    duty: &'static Duty,
    rule: &'static Rule,
    /// None: everybody.
    role: Option<StaffRole>,
    /// None: no day of its own.
    deadline: Option<Deadline>,
}

/// Everything that is to be done by somebody in the period: what has a day by its day, then what has none, in the order of the table.
fn lines(asked: Asked<'_>) -> Vec<Line> {
    let mut out = Vec::new();
    for duty in DUTIES {
        let wanted = |rule: &&Rule| asked.rules.is_none_or(|rules| rules.iter().any(|one| one.id == rule.id));
        let Some(rule) = duty.rule().filter(wanted).filter(|rule| asked.world.policy.is_in_force(rule)) else { continue };
        let everybody = duty.is_everybodys();
        let roles: Vec<Option<StaffRole>> = if everybody { vec![None] } else { duty.roles.iter().map(|role| Some(*role)).collect() };
        let roles: Vec<_> = roles.into_iter().filter(|role| asked.role.is_none() || role.is_none() || *role == asked.role).collect();
        let deadlines = duty.deadlines(rule, &asked.world.policy, asked.period);
        // What began before the regulation took effect is nobody's duty.
        let counts = |one: &Deadline| asked.world.effective_from().is_none_or(|from| one.of.first_day() >= from);
        let days: Vec<Option<Deadline>> = match duty.has_days() {
            true => deadlines.into_iter().filter(counts).map(Some).collect(),
            false => vec![None],
        };
        for deadline in days {
            out.extend(roles.iter().map(|role| Line { duty, rule, role: *role, deadline }));
        }
    }
    out.sort_by_key(|line| line.deadline.map_or(NaiveDate::MAX, |one| one.due));
    out
}

/// A row a duty, a person's role and a day, for machines.
#[must_use]
pub fn duties(asked: Asked<'_>) -> Table {
    let lang = asked.world.lang;
    let mut table = Table::new(vec![
        Column::new("due", words("期限", "due")),
        Column::new("role", words("职务", "role")),
        Column::new("staff", words("人员", "staff")),
        Column::new("rule", words("规则", "rule")),
        Column::new("duty", words("职责", "duty")),
        Column::new("rhythm", words("时间", "rhythm")),
        Column::new("period", words("所属期间", "period")),
        Column::new("judged", words("判断", "judged")),
        Column::new("article", words("依据", "source")),
        Column::new("quote", words("原文", "quotation")),
    ]);
    for line in lines(asked) {
        table.rows.push(vec![
            line.deadline.map(|one| one.due).into(),
            Cell::text(line.role.map_or("everybody", StaffRole::key)),
            Cell::List(line.role.map(|role| holders(role, asked)).unwrap_or_default().into_iter().map(|(id, _)| id).collect()),
            Cell::text(line.rule.id),
            Cell::text(line.rule.title.get(lang)),
            Cell::text(line.duty.rhythm.words(line.rule, &asked.world.policy, lang)),
            Cell::text(line.deadline.map(|one| one.of.to_string()).unwrap_or_default()),
            Cell::text(if matches!(line.rule.run, Run::Duty) { "people" } else { "machine" }),
            Cell::text(line.rule.source_text()),
            Cell::text(line.rule.quote),
        ]);
    }
    table
}

/// The same as a page for people: a table a role.
#[must_use]
pub fn checklist(asked: Asked<'_>) -> Document {
    let lang = asked.world.lang;
    let mut page = Document::default();
    page.heading(1, heading(asked.period, lang));
    let lines = lines(asked);
    let of_role = |role: StaffRole| lines.iter().filter(move |line| line.role == Some(role));
    for role in StaffRole::ALL.iter().filter(|role| of_role(**role).next().is_some()) {
        let names: Vec<String> = holders(*role, asked).into_iter().map(|(_, name)| name).collect();
        let who = if names.is_empty() { say!(lang, "未设", "nobody") } else { lang.join(names) };
        let label = role.label(lang);
        super::section(&mut page, say!(lang, "{label}（{who}）", "{label} ({who})"), table(of_role(*role), asked));
    }
    super::section(&mut page, say!(lang, "全体人员", "Everybody"), table(lines.iter().filter(|line| line.role.is_none()), asked));
    if let Some(words) = nothing(&lines, asked) {
        page.prose(words);
    }
    if !lines.is_empty() {
        page.push(Block::Prose(say!(
            lang,
            "判断一栏为「人」的，机器看不出做没做，请本人核对；其余由 `kehu audit` 核查。",
            "Where people judge, no machine can tell whether it was done; the others are judged by `kehu audit`."
        )));
    }
    page
}

/// The period and, unless its name tells them, its days.
fn heading(period: Period, lang: Lang) -> String {
    let (label, from, to) = (period.label(lang), period.first_day(), period.last_day());
    match period.kind() {
        PeriodKind::Days if from == to => say!(lang, "{from} 的职责", "Duties of {from}"),
        PeriodKind::Days => say!(lang, "{from} 至 {to} 的职责", "Duties from {from} to {to}"),
        _ => say!(lang, "{label}的职责（{from} 至 {to}）", "Duties of {label} ({from} to {to})"),
    }
}

/// Why there is nothing, or nothing of the role's own.
fn nothing(lines: &[Line], asked: Asked<'_>) -> Option<String> {
    let lang = asked.world.lang;
    if let Some(rules) = asked.rules.filter(|_| lines.is_empty()) {
        let ids = rules.iter().take(5).map(|rule| rule.id).collect::<Vec<_>>().join(" ");
        return Some(say!(
            lang,
            "这段时间没有职责出自这些规则：它们没有采用，或看的是档案填得怎样，而不是谁在何时做什么。见 `kehu policy list {ids}`。",
            "No duty of this period comes from these rules: they are not in force, or are about how the archive is filled in, not about who does what when. See `kehu policy list {ids}`."
        ));
    }
    if lines.is_empty() {
        return Some(say!(
            lang,
            "没有职责：采用的制度没有这方面的规定。采用了哪些制度见 `kehu policy list`。",
            "No duties: the regulations that are followed have none. Which they are: `kehu policy list`."
        ));
    }
    let role = asked.role.filter(|role| lines.iter().all(|line| line.role != Some(*role)))?.label(lang);
    Some(say!(lang, "{role}在这段时间没有自己的职责，只有全体人员的。", "In this period the role {role} has no duties but everybody's."))
}

fn table<'l>(lines: impl Iterator<Item = &'l Line>, asked: Asked<'_>) -> Table {
    let lang = asked.world.lang;
    let mut table = Table::new(vec![
        Column::new("done", words("完成", "done")),
        Column::new("due", words("期限", "due")),
        Column::new("duty", words("职责", "duty")),
        Column::new("rhythm", words("时间", "rhythm")),
        Column::new("rule", words("规则", "rule")),
        Column::new("judged", words("判断", "judged by")),
        Column::new("article", words("依据", "source")),
    ]);
    for line in lines {
        let due = match line.deadline {
            Some(one) => Cell::Date(one.due),
            None => Cell::text("—"),
        };
        table.rows.push(vec![
            Cell::text("□"),
            due,
            Cell::text(what(line, lang)),
            Cell::text(line.duty.rhythm.words(line.rule, &asked.world.policy, lang)),
            Cell::text(line.rule.id),
            Cell::text(if matches!(line.rule.run, Run::Duty) { words("人", "people") } else { words("机器", "machine") }.get(lang)),
            Cell::text(article(line.rule, lang)),
        ]);
    }
    table
}

/// The duty, and the period that it is for where the day lies outside it.
fn what(line: &Line, lang: Lang) -> String {
    let title = line.rule.title.get(lang);
    match line.deadline.filter(|one| !one.of.contains(one.due)) {
        Some(one) => {
            let of = one.of.label(lang);
            say!(lang, "{title}（{of}）", "{title} ({of})")
        }
        None => title.to_owned(),
    }
}

/// `000 第十二条「每月第一种星期…」`: the seed's number, the article, its words.
fn article(rule: &Rule, lang: Lang) -> String {
    let Some(source) = rule.sources.first() else { return String::new() };
    let seed = match source.seed {
        Seed::Outside => words("法律或惯例", "law or practice").get(lang),
        Seed::Format => "",
        seed => seed.file().split('_').next().unwrap_or_default(),
    };
    let quote = if rule.quote.is_empty() { String::new() } else { format!("「{}」", rule.quote) };
    format!("{seed} {}{quote}", source.article).trim().to_owned()
}

/// Who of ours has the role at the end of the period or leaves within it: id and name.
fn holders(role: StaffRole, asked: Asked<'_>) -> Vec<(String, String)> {
    let staff = &asked.world.staff;
    let rows = staff.rows.iter().filter(|row| row.has_role(role));
    let there = rows.filter(|row| {
        row.active_from.value().is_none_or(|from| from <= asked.period.last_day())
            && row.active_to.value().is_none_or(|to| to >= asked.period.first_day())
    });
    let named = |id: &str| (id.to_owned(), staff.names.called(id).to_owned());
    there.filter_map(|row| row.id.get().map(|id| named(id.as_str()))).collect()
}
