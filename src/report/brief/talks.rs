//! What was said last, and what was promised.

use crate::analysis::contacts::Contact;
use crate::form::contact::ContactReport;
use crate::form::registers::Feedback;
use crate::form::{Field, Record};
use crate::report::sheet::{Block, Pair, Sheet};
use crate::report::show::label;
use crate::say;

use super::Source;

/// So many contacts are told.
const TOLD: usize = 3;
/// Promises of so many contacts are told: of older ones nobody expects anything any more.
const PROMISED: usize = 5;
/// How many days back a promise is looked for.
const BACK: i64 = 366;

/// The contacts up to the day, newest first.
fn newest_first<'a>(source: &Source<'a>) -> Vec<Contact<'a>> {
    let mut all: Vec<Contact<'a>> = source.contacts().all().collect();
    all.sort_by_key(|contact| std::cmp::Reverse(contact.day));
    all
}

/// 2026-06-24（14 天前），现场走访
pub(super) fn newest(source: &Source<'_>) -> String {
    let lang = source.lang();
    let Some(contact) = newest_first(source).into_iter().next() else { return say!(lang, "从未", "never") };
    let (day, kind) = (source.since(contact.day), source.value(&contact.doc.record.kind));
    if kind.is_empty() { day } else { say!(lang, "{day}，{kind}", "{day}, {kind}") }
}

/// The last contacts: when, how, who, what was said, what the customer thought.
pub(super) fn last(source: &Source<'_>, sheet: &mut Sheet) {
    let lang = source.lang();
    let mut pairs = Vec::new();
    for contact in newest_first(source).into_iter().take(TOLD) {
        let report = &contact.doc.record;
        let (ours, people) = (source.value(&report.ours), source.value(&report.people));
        let who = say!(lang, "{ours}与{people}", "{ours} with {people}");
        let mut text = match source.value(&report.summary) {
            nothing if nothing.is_empty() => who,
            summary => say!(lang, "{who}：{summary}", "{who}: {summary}"),
        };
        let callback = report.callback.get().map(|callback| source.value(&callback.opinions)).unwrap_or_default();
        for opinion in [source.value(&report.customer_opinion), callback].into_iter().filter(|opinion| !opinion.is_empty()) {
            let name = label::<ContactReport>("customer_opinion", lang);
            text.push_str(&say!(lang, "\n{name}：{opinion}", "\n{name}: {opinion}"));
        }
        let label = format!("{} {}", contact.day, source.value(&report.kind));
        pairs.push(Pair::new(label.trim_end(), text));
    }
    if pairs.is_empty() {
        return;
    }
    sheet.heading(say!(lang, "上次说了什么", "What was said last"));
    sheet.push(Block::Pairs(pairs));
}

/// What we promised and what is to follow: of the last contacts, and what 客户意见与公司承诺 still has open.
pub(super) fn promises(source: &Source<'_>, sheet: &mut Sheet) {
    let mut items: Vec<String> = source
        .customer
        .feedback
        .iter()
        .filter(|doc| doc.record.date.value().is_none_or(|day| day <= source.today))
        .filter_map(|doc| open(source, &doc.record))
        .collect();
    let recent = newest_first(source).into_iter().filter(|contact| (source.today - contact.day).num_days() <= BACK);
    items.extend(recent.filter_map(|contact| promised(source, &contact)).take(PROMISED));
    if !items.is_empty() {
        sheet.heading(say!(source.lang(), "承诺与后续（请核对是否已办）", "Promises and what was to follow (check whether it was done)"));
        sheet.push(Block::Items(items));
    }
}

/// What one report promises.
fn promised(source: &Source<'_>, contact: &Contact<'_>) -> Option<String> {
    let lang = source.lang();
    let report = &contact.doc.record;
    let texts = [("commitment", source.value(&report.commitment)), ("follow_up", source.value(&report.follow_up))];
    let texts: Vec<String> = texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| {
            let name = label::<ContactReport>(key, lang);
            say!(lang, "{name}：{text}", "{name}: {text}")
        })
        .collect();
    let told = (!texts.is_empty()).then(|| texts.join(crate::words::words("；", "; ").get(lang)))?;
    let (day, ours) = (contact.day, source.value(&report.ours));
    Some(say!(lang, "{day} {told}（{ours}）", "{day} {told} ({ours})"))
}

/// An opinion or commitment that is not closed by the day.
fn open(source: &Source<'_>, record: &Feedback) -> Option<String> {
    let lang = source.lang();
    let done = |field: &Field<chrono::NaiveDate>| field.value().is_some_and(|day| day <= source.today);
    if done(&record.closed_on) {
        return None;
    }
    let mut parts = Vec::new();
    for (key, text) in [("opinion", source.value(&record.opinion)), ("commitment", source.value(&record.commitment))] {
        if !text.is_empty() {
            let name = Feedback::SPEC.find(key).map_or("", |(_, spec)| spec.label(lang));
            parts.push(say!(lang, "{name}：{text}", "{name}: {text}"));
        }
    }
    if parts.is_empty() {
        return None;
    }
    if let Some(due) = record.due.value() {
        parts.push(match (source.today - due).num_days() {
            late if late > 0 => say!(lang, "应在 {due} 前兑现，已过 {late} 天", "due on {due}, {late} days ago"),
            _ => say!(lang, "{due} 前兑现", "due on {due}"),
        });
    }
    if !record.commitment.is_blank() && !done(&record.told_customer_on) {
        parts.push(say!(lang, "还没有告知客户", "the customer has not been told"));
    } else if record.commitment.is_blank() && !done(&record.forwarded_on) {
        parts.push(say!(lang, "还没有转告", "not passed on yet"));
    }
    let (day, text) = (source.value(&record.date), parts.join(crate::words::words("；", "; ").get(lang)));
    Some(format!("{day} {text}").trim_start().to_owned())
}
