//! What to mind before one goes: who is against us, what is overdue or open, and what the audit says of this customer.

use std::collections::BTreeMap;

use crate::analysis::due::{Item, Kind};
use crate::analysis::verdict::{Standing, max_age};
use crate::findings::{Finding, Level};
use crate::form::choices::{ComplaintType, RelationshipStatus, Role};
use crate::form::key_people::KeyPersonRow;
use crate::form::kind::date::Moment;
use crate::report::explain::families;
use crate::report::hints::tally;
use crate::report::sheet::{Block, Sheet};
use crate::rules::registry;
use crate::say;
use crate::words::{Lang, shell_word, words};

use super::{Page, Source};

/// So many things of one sort are named; of more it is said how many there are.
const NAMED: usize = 3;
/// So many findings are told in their own words.
const TOLD: usize = 3;
/// So many families are named.
const FAMILIES: usize = 4;
/// What the points above the audit's line, and the promises below it, say already.
const SAID: &[&str] = &["F3-06", "COV-02", "F4-06", "SVC-01", "SVC-02", "SVC-04", "SVC-05", "SVC-06"];

/// The section; nothing where all is well.
pub(super) fn put(page: &Page<'_>, sheet: &mut Sheet) {
    let source = &page.source;
    let mut items = Vec::new();
    relations(source, &mut items);
    stale(source, &mut items);
    competitors(source, &mut items);
    complaints(source, &mut items);
    overdue(page, &mut items);
    audit(page, &mut items);
    if !items.is_empty() {
        sheet.heading(say!(source.lang(), "要注意", "Mind"));
        sheet.push(Block::Items(items));
    }
}

/// The people who count on the day, with how they stand.
fn people<'a>(source: &Source<'a>) -> Vec<(&'a KeyPersonRow, Standing)> {
    let most = max_age(&source.world.policy);
    source.customer.people_on(Some(source.today)).map(|row| (row, Standing::of(row, source.today, most))).collect()
}

/// Who is against us, and whom nobody of ours knows.
fn relations(source: &Source<'_>, items: &mut Vec<String>) {
    let lang = source.lang();
    let people = people(source);
    for (row, standing) in &people {
        let unmet = standing.status == Some(RelationshipStatus::None) && row.has_role(Role::DecisionMaker);
        if standing.status == Some(RelationshipStatus::Negative) || unmet {
            let (name, role, status) = (row.called(), source.value(&row.role), standing.status.map_or("", |status| status.label(lang)));
            let evidence = source.value(&row.evidence);
            let why = if evidence.is_empty() { evidence } else { say!(lang, "，{evidence}", ", {evidence}") };
            items.push(say!(lang, "{name}（{role}）：{status}{why}", "{name} ({role}): {status}{why}"));
        }
    }
    let unknown = people.iter().filter(|(row, _)| row.our_ids().is_empty()).map(|(row, _)| row.called().to_owned());
    let unknown: Vec<String> = unknown.collect();
    if !unknown.is_empty() {
        let names = source.list(&unknown);
        items.push(say!(lang, "我方没有人认识：{names}", "nobody of ours knows: {names}"));
    }
}

/// Assessments that are too old to be relied on.
fn stale(source: &Source<'_>, items: &mut Vec<String>) {
    let lang = source.lang();
    let people = people(source);
    let mut old: Vec<(i64, &str)> =
        people.iter().filter(|(_, one)| one.stale).filter_map(|(row, one)| Some((one.age?, row.called()))).collect();
    old.sort_by_key(|(age, _)| -age);
    let one = |(age, name): &(i64, &str)| say!(lang, "{name} {age} 天前", "{name} {age} days ago");
    if !old.is_empty() {
        let (names, more) = few(source, old.iter().map(one).collect());
        items.push(say!(lang, "关系状况评估已久：{names}{more}", "assessed long ago: {names}{more}"));
    }
}

/// Who has ties with a competitor.
fn competitors(source: &Source<'_>, items: &mut Vec<String>) {
    let lang = source.lang();
    for (row, _) in people(source) {
        let ties = row.competitor_ties.get().into_iter().flat_map(|list| list.iter());
        // A bad relation with a competitor is no danger.
        let ties = ties.filter(|tie| !matches!(tie.status.value(), Some(RelationshipStatus::Negative | RelationshipStatus::None)));
        let ties: Vec<String> =
            ties.map(|tie| format!("{} {}", source.value(&tie.competitor), source.value(&tie.status)).trim().to_owned()).collect();
        if !ties.is_empty() {
            let (name, ties) = (row.called(), source.list(&ties));
            items.push(say!(lang, "{name}与竞争对手有关系：{ties}", "{name} has ties with competitors: {ties}"));
        }
    }
}

/// Complaints and queries that are open on the day.
fn complaints(source: &Source<'_>, items: &mut Vec<String>) {
    let lang = source.lang();
    let day = |moment: Option<Moment>| moment.map(|moment| moment.at.date());
    for doc in &source.customer.complaints {
        let record = &doc.record;
        let answered = record.answered_at.value().filter(|_| record.kind.value() == Some(ComplaintType::Query));
        let settled = day(record.closed_at.value().or(answered)).is_some_and(|on| on <= source.today);
        let Some(received) = day(record.received_at.value()).filter(|on| *on <= source.today && !settled) else { continue };
        let kind = record.kind.value().unwrap_or(ComplaintType::Complaint).label(lang);
        let content = source.value(&record.content);
        let late = day(record.promised_by.value()).map(|by| (by, (source.today - by).num_days()));
        let promised = match late {
            Some((by, late)) if late > 0 => say!(lang, "，答应 {by} 解决，已过 {late} 天", ", promised by {by}, {late} days ago"),
            Some((by, _)) => say!(lang, "，答应 {by} 解决", ", promised by {by}"),
            None => String::new(),
        };
        items.push(say!(lang, "{kind}没有办结：{received} {content}{promised}", "open {kind} of {received}: {content}{promised}"));
    }
}

/// Whether the points of overdue things name this one: old assessments and complaints have their own, promises a section.
fn is_told(item: &Item) -> bool {
    item.is_past() && !matches!(item.kind, Kind::Assessment | Kind::Complaint | Kind::Commitment | Kind::Feedback)
}

/// What is overdue, a point a sort.
fn overdue(page: &Page<'_>, items: &mut Vec<String>) {
    let (source, lang) = (&page.source, page.source.lang());
    for kind in Kind::ALL {
        let told: Vec<String> = page.due.iter().filter(|item| item.kind == *kind && is_told(item)).map(|item| late(item, lang)).collect();
        if !told.is_empty() {
            let (told, more) = few(source, told);
            let label = kind.label().get(lang);
            items.push(say!(lang, "{label}：{told}{more}", "{label}: {told}{more}"));
        }
    }
}

/// 冯凯 按接触计划联系（过期 18 天）
fn late(item: &Item, lang: Lang) -> String {
    let (subject, days) = (&item.subject, -item.days);
    let what = item.person.as_ref().map_or_else(|| subject.clone(), |person| format!("{} {subject}", person.name));
    match days {
        1 => say!(lang, "{what}（过期 1 天）", "{what} (1 day overdue)"),
        _ => say!(lang, "{what}（过期 {days} 天）", "{what} ({days} days overdue)"),
    }
}

/// The first few, and how many more there are.
fn few(source: &Source<'_>, all: Vec<String>) -> (String, String) {
    let more = all.len().saturating_sub(NAMED);
    let shown = all[..all.len().min(NAMED)].join(words("；", "; ").get(source.lang()));
    let more = if more == 0 { String::new() } else { say!(source.lang(), "，另外 {more} 项", ", {more} more") };
    (shown, more)
}

/// How many findings, of which families, and the gravest of those that were not said above.
fn audit(page: &Page<'_>, items: &mut Vec<String>) {
    let lang = page.source.lang();
    let count = |level: Level| page.findings.iter().filter(|one| one.level == level).count();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    if errors + warnings == 0 {
        return;
    }
    let grave = |one: &&Finding| one.level < Level::Info;
    let said = |rule: &str| SAID.contains(&rule) || page.due.iter().any(|item| item.rule == rule && is_told(item));
    let mut worst: Vec<&Finding> = page.findings.iter().filter(grave).filter(|one| !said(one.rule)).collect();
    worst.sort_by_key(|one| one.level);
    for one in worst.iter().take(TOLD) {
        let (message, rule) = (&one.message, one.rule);
        // What is wrong with a document itself is found where it stands.
        items.push(match one.of_value {
            true => format!("{}:{} {}", one.path, one.start.line, say!(lang, "{message}（{rule}）", "{message} ({rule})")),
            false => say!(lang, "{message}（{rule}）", "{message} ({rule})"),
        });
    }
    let mut families: BTreeMap<&str, usize> = BTreeMap::new();
    for one in page.findings.iter().filter(grave) {
        *families.entry(registry::find(one.rule).map_or(one.rule, |rule| rule.family())).or_default() += 1;
    }
    let mut families: Vec<(&str, usize)> = families.into_iter().collect();
    families.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named = families.iter().take(FAMILIES).map(|(family, count)| format!("{} {count}", families::name(family).get(lang)));
    let (named, id) = (lang.join(named), shell_word(&page.source.customer.id));
    let tally = tally(errors, warnings, lang);
    items.push(say!(
        lang,
        "审计：{tally}（{named}），见 `kehu audit customer:{id}`",
        "audit: {tally} ({named}); see `kehu audit customer:{id}`"
    ));
}
