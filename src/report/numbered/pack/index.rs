//! What is to be minded first, and the parts with what each says.

use std::collections::BTreeMap;

use crate::analysis::verdict::{Light, verdict};
use crate::findings::Level;
use crate::form::choices::Tier;
use crate::render::table::{Cell, Column, Table};
use crate::report::due::by_staff;
use crate::report::hints::{first_customer, tally};
use crate::report::sheet::{Block, Entry, Link, Sheet};
use crate::rules::registry;
use crate::say;
use crate::words::{plural, words};

use super::{Pack, Part, entry};

/// So many are named; of more it is said how many there are.
const NAMED: usize = 5;

/// 要紧的事: what is overdue and whose, where we stand badly with important customers, the gravest findings, what the parts leave open.
pub(super) fn first(pack: &Pack<'_>, sheet: &mut Sheet) {
    let lang = pack.ask.lang();
    if pack.ask.loaded.customers.is_empty() {
        sheet.push(Block::Text(first_customer(lang)));
        return;
    }
    let mut items = Vec::new();
    items.extend(late(pack));
    items.extend(red(pack));
    items.extend(errors(pack));
    items.extend(open_parts(pack));
    sheet.heading(say!(lang, "要紧的事", "What matters most"));
    if items.is_empty() {
        sheet.push(Block::Text(say!(lang, "没有过期的事项，审计没有错误。", "Nothing is overdue, and the audit found no errors.")));
    } else {
        sheet.push(Block::Items(items));
    }
}

/// The first few, and how many more there are.
fn few(pack: &Pack<'_>, all: Vec<String>) -> String {
    let lang = pack.ask.lang();
    let more = all.len().saturating_sub(NAMED);
    let shown = lang.join(all.into_iter().take(NAMED));
    if more == 0 { shown } else { say!(lang, "{shown}，另外 {more} 个", "{shown}, and {more} more") }
}

fn late(pack: &Pack<'_>) -> Option<String> {
    let lang = pack.ask.lang();
    let all = pack.owed.len();
    let mut people: Vec<(usize, String)> = by_staff(pack.owed.clone())
        .into_iter()
        .map(|(staff, items)| {
            let name = staff.map_or_else(|| say!(lang, "无人负责", "nobody in charge"), |one| one.name);
            (items.len(), name)
        })
        .collect();
    people.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let people = few(pack, people.into_iter().map(|(count, name)| format!("{name} {count}")).collect());
    (all > 0).then(|| say!(lang, "过期 {all} 项：{people}", "{all} overdue: {people}"))
}

/// Important customers that show red.
fn red(pack: &Pack<'_>) -> Option<String> {
    let (lang, policy) = (pack.ask.lang(), &pack.ask.loaded.world.policy);
    let tier = |folder: &crate::archive::CustomerFolder| folder.profile.as_ref().and_then(|doc| doc.record.tier.value());
    let important = pack.ask.customers().filter(|folder| matches!(tier(folder), Some(Tier::Vip | Tier::Key)));
    let red: Vec<String> = important
        .map(|folder| (folder, verdict(folder, policy, pack.ask.day)))
        .filter(|(_, verdict)| verdict.light == Light::Red)
        .map(|(folder, verdict)| {
            let (name, why) = (folder.called(), verdict.reasons.first().map(|one| one.words(lang)).unwrap_or_default());
            say!(lang, "{name}（{why}）", "{name} ({why})")
        })
        .collect();
    let count = red.len();
    let named = few(pack, red);
    let customers = plural(count, "important customer shows", "important customers show");
    (count > 0).then(|| say!(lang, "重点客户中红灯 {count} 个：{named}", "{customers} red: {named}"))
}

/// The gravest findings, by rule.
fn errors(pack: &Pack<'_>) -> Option<String> {
    let lang = pack.ask.lang();
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    pack.findings().filter(|one| one.level == Level::Error).for_each(|one| *rules.entry(one.rule).or_default() += 1);
    let mut rules: Vec<(&str, usize)> = rules.into_iter().collect();
    rules.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
    let title = |rule: &str| registry::find(rule).map_or_else(|| rule.to_owned(), |one| format!("{} {}", one.id, one.title.get(lang)));
    let named: Vec<String> = rules.into_iter().map(|(rule, count)| say!(lang, "{}（{count}）", "{} ({count})", title(rule))).collect();
    let found = tally(pack.now.count(Level::Error), pack.now.count(Level::Warning), lang);
    let named = few(pack, named);
    (!named.is_empty()).then(|| say!(lang, "审计：{found}；错误最多的是 {named}", "audit: {found}; most errors: {named}"))
}

/// What the parts leave open, in their own words; what is overdue and what was found is said above.
fn open_parts(pack: &Pack<'_>) -> Vec<String> {
    let lang = pack.ask.lang();
    let mut open: Vec<&Part> = pack.parts.iter().filter(|part| part.made.open > 0 && !matches!(part.spec.name, "due" | "audit")).collect();
    open.sort_by_key(|part| part.spec.number);
    let one = |part: &Part| {
        let (title, summary) = (part.spec.title.get(lang), &part.made.summary);
        say!(lang, "{title}：{summary}", "{title}: {summary}")
    };
    open.into_iter().map(one).collect()
}

/// The parts with their files, and the two lists of the pack itself.
pub(super) fn entries(pack: &Pack<'_>, links: &dyn Fn(&str) -> Vec<Link>, sheet: &mut Sheet) {
    let lang = pack.ask.lang();
    sheet.heading(say!(lang, "各份报告", "The reports"));
    let mut entries: Vec<Entry> = pack.parts.iter().map(|part| entry(part, links(part.spec.name), &pack.ask)).collect();
    let (owed, differ) = (pack.owed.len(), pack.change.as_ref().map(|change| change.findings.new.len() + change.findings.closed.len()));
    let lists = [
        (
            "owes",
            say!(lang, "谁欠什么", "Who owes what"),
            say!(lang, "过期 {owed} 项，各有办理命令", "{owed} overdue, each with its command"),
        ),
        (
            "compare",
            say!(lang, "与上期相比", "Compared with the period before"),
            differ.map_or_else(String::new, |count| {
                say!(lang, "审计发现变化 {count} 个，及计划、覆盖、关系状况", "{count} findings came or went; plans, coverage, statuses")
            }),
        ),
    ];
    let lists = lists.map(|(name, title, text)| Entry { title, text, links: links(name) });
    entries.extend(lists.into_iter().filter(|one| !one.links.is_empty()));
    sheet.push(Block::Entries(entries));
}

/// The parts for machines.
pub(super) fn table(pack: &Pack<'_>) -> Table {
    let lang = pack.ask.lang();
    let mut table = Table::new(vec![
        Column::new("number", words("编号", "number")),
        Column::new("name", words("名称", "name")),
        Column::new("title", words("报告", "report")),
        Column::new("period", words("期间", "period")),
        Column::new("summary", words("摘要", "summary")),
        Column::new("open", words("待办", "open")),
    ])
    .named("parts");
    table.rows = pack
        .parts
        .iter()
        .map(|part| {
            vec![
                part.spec.id().into(),
                part.spec.name.into(),
                part.spec.title.get(lang).into(),
                part.period.to_string().into(),
                Cell::text(&*part.made.summary),
                Cell::count(part.made.open),
            ]
        })
        .collect();
    table
}
