//! What a document must agree with outside itself, whatever the regulation says: its file name, and the ids of its neighbours.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::Level;
use crate::form::contact::ContactReport;
use crate::form::field::Field;
use crate::form::holidays::Holidays;
use crate::form::plan::Plan;
use crate::form::reader::{DocInfo, quote};
use crate::form::registers::{Loan, MarketReport, Targets};
use crate::form::{Record, RecordSpec};
use crate::resolve::fold;
use crate::say;
use crate::source::Span;
use crate::words::Lang;

use super::customer::{Collector, with_fix};
use super::{CustomerFolder, Registers};

/// Names that Windows reserves, whatever the ending.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4",
    "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Why an id cannot be a file name everywhere; none when it can.
#[must_use]
pub fn unsafe_id(id: &str, lang: Lang) -> Option<String> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if let Some(bad) = id.chars().find(|c| !inside(*c)) {
        return Some(say!(lang, "含有不能用的字符「{bad}」", "contains the sign `{bad}`"));
    }
    if id.starts_with('.') || id.ends_with('.') {
        return Some(say!(lang, "不能以点开头或结尾", "begins or ends with a dot"));
    }
    let base = id.split('.').next().unwrap_or_default().to_ascii_lowercase();
    if RESERVED.contains(&base.as_str()) {
        return Some(say!(lang, "是 Windows 的保留名", "is a name that Windows reserves"));
    }
    if id.chars().count() > 64 || id.len() > 96 {
        return Some(say!(lang, "太长（最多 64 个字符、96 字节）", "is too long (at most 64 characters, 96 bytes)"));
    }
    None
}

/// Compares the documents of a customer with their file names, and the ids among themselves.
pub fn customer(collector: &mut Collector<'_>, folder: &CustomerFolder) {
    for doc in folder.plans.iter() {
        let stated = doc.record.year.value().map(|year| year.0.to_string());
        agree(collector, &doc.info, &doc.record.year, stated.as_deref(), &doc.stem, (Plan::SPEC, "year"));
    }
    for doc in &folder.reports {
        let stated = doc.record.date.value().map(|date| date.to_string());
        let name = doc.stem.get(..10).filter(|name| crate::model::period::parse_date(name).is_some());
        match (stated, name) {
            (Some(stated), Some(name)) => agree(collector, &doc.info, &doc.record.date, Some(&stated), name, (ContactReport::SPEC, "date")),
            (None, None) if doc.whole && doc.record.date.is_blank() => report_without_day(collector, &doc.info, doc.record.head),
            _ => {}
        }
    }
    people(collector, folder);
    actions(collector, folder);
}

fn report_without_day(collector: &mut Collector<'_>, info: &DocInfo, head: Span) {
    let lang = collector.world.lang;
    let message = say!(lang, "缺少「日期」（date），文件名里也没有", "`date` is missing, and the file name does not give it");
    let help = say!(lang, "请填写，如 date = 2026-07-08", "fill it in, as date = 2026-07-08");
    collector.note_as("FRM-01", info, Level::Error, head, message, help).field = "date".to_owned();
}

/// A stated key must agree with the file name: PLN-10 for the year of a plan where that is in force, else FRM-03.
fn agree<T>(
    collector: &mut Collector<'_>,
    info: &DocInfo,
    field: &Field<T>,
    stated: Option<&str>,
    name: &str,
    (form, key): (&RecordSpec, &str),
) {
    let Some(stated) = stated.filter(|stated| *stated != name) else { return };
    let lang = collector.world.lang;
    let label = form.find(key).map_or(key, |(_, field)| field.label(lang));
    let message = say!(lang, "{label}写的是 {stated}，文件名是 {name}，两者不一致", "{label} says {stated}, the file name {name}");
    let help = say!(
        lang,
        "请改正其中一个；可以删去这一行，以文件名为准",
        "correct one of the two; the line may be left out, then the file name counts"
    );
    let policy = &collector.world.policy;
    let own = (form.name == Plan::SPEC.name && policy.is_catalogued("PLN-10")).then_some("PLN-10");
    let rule = own.unwrap_or("FRM-03");
    let level = policy.reading_level(rule);
    let finding = collector.note_as(rule, info, level, field.span, message, help);
    finding.field = key.to_owned();
    let bare = name.bytes().all(|b| b.is_ascii_digit() || b == b'-') && key != "card_no" && key != "month";
    let right = if bare { name.to_owned() } else { quote(name) };
    with_fix(finding, field.span, right);
}

/// Ids of key people: safe, and unique without regard to case and width.
fn people(collector: &mut Collector<'_>, folder: &CustomerFolder) {
    let Some(doc) = &folder.key_people else { return };
    let rows = doc.record.people.get().map(|list| list.0.as_slice()).unwrap_or_default();
    let ids = rows.iter().filter_map(|item| item.value.id.get().map(|id| (id.as_str(), item.value.id.span)));
    unique(collector, &doc.info, ids, "people.id");
}

/// Ids of actions, where given.
fn actions(collector: &mut Collector<'_>, folder: &CustomerFolder) {
    for doc in &folder.plans {
        let actions = doc.record.action_plan.get().and_then(|plan| plan.actions.get());
        let rows = actions.map(|list| list.0.as_slice()).unwrap_or_default();
        let ids = rows.iter().filter_map(|item| item.value.id.get().map(|id| (id.as_str(), item.value.id.span)));
        unique(collector, &doc.info, ids, "action_plan.actions.id");
    }
}

/// Reports an id that stands twice (REF-03), and one that cannot be a file name (ARC-05).
pub fn unique<'i>(collector: &mut Collector<'_>, info: &DocInfo, ids: impl Iterator<Item = (&'i str, Span)>, field: &str) {
    let lang = collector.world.lang;
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let ids: Vec<(&str, Span)> = ids.collect();
    // Nearly always all is well with a handful of plain ids: seen at a glance.
    let plain =
        |id: &str| id.len() <= 64 && !id.starts_with('.') && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let apart = |at: usize| ids[..at].iter().all(|(other, _)| *other != ids[at].0);
    if ids.len() <= 12 && ids.iter().all(|(id, _)| plain(id) && !RESERVED.contains(id)) && (0..ids.len()).all(apart) {
        return;
    }
    for (id, span) in ids {
        if let Some(why) = unsafe_id(id, lang) {
            let message = say!(lang, "编号「{id}」{why}，不能作文件名", "the id `{id}` {why} and cannot be a file name");
            let help = say!(lang, "请只用字母、汉字、数字、- 和 _", "use letters, digits, - and _");
            collector.note(info, Level::Error, span, message, help).field = field.to_owned();
        }
        if let Some(first) = seen.get(&fold(id)) {
            let message =
                say!(lang, "编号「{id}」与前面的「{first}」重复（不分大小写）", "the id `{id}` repeats `{first}` (case does not count)");
            let help = say!(lang, "请换一个编号，如 {id}-2", "choose another id, as {id}-2");
            let finding = collector.note_as("REF-03", info, Level::Error, span, message, help);
            finding.field = field.to_owned();
            with_fix(finding, span, quote(&format!("{id}-2")));
            continue;
        }
        seen.insert(fold(id), id);
    }
}

/// A day of `holidays.toml` that stands twice (REF-03): only the first counts.
pub fn holidays(collector: &mut Collector<'_>, info: &DocInfo, holidays: &Holidays) {
    let lang = collector.world.lang;
    let mut seen: BTreeSet<chrono::NaiveDate> = BTreeSet::new();
    for row in holidays.days.get().into_iter().flat_map(|list| list.iter()) {
        let (Some(day), span) = (row.date.value(), row.date.span) else { continue };
        if seen.insert(day) {
            continue;
        }
        let message = say!(lang, "日期 {day} 重复，只有第一条有效", "the day {day} stands twice; only the first entry counts");
        let help = say!(lang, "请删去其中一条", "delete one of the two");
        collector.note_as("REF-03", info, Level::Error, span, message, help).field = "days.date".to_owned();
    }
}

/// Compares register documents with their file names.
pub fn registers(collector: &mut Collector<'_>, registers: &Registers) {
    for doc in &registers.loans {
        let stated = doc.record.card_no.get().map(|card| card.to_string());
        agree(collector, &doc.info, &doc.record.card_no, stated.as_deref(), &doc.stem, (Loan::SPEC, "card_no"));
    }
    for doc in &registers.market {
        let stated = doc.record.month.value().map(|month| month.to_string());
        let name = doc.stem.get(..7).filter(|name| crate::model::period::Month::parse(name).is_some());
        if let Some(name) = name {
            agree(collector, &doc.info, &doc.record.month, stated.as_deref(), name, (MarketReport::SPEC, "month"));
        }
    }
    for doc in &registers.targets {
        let stated = doc.record.year.value().map(|year| year.0.to_string());
        agree(collector, &doc.info, &doc.record.year, stated.as_deref(), &doc.stem, (Targets::SPEC, "year"));
    }
}
