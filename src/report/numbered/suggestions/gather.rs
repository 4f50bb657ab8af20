//! What is to be improved in the archive of each customer: what the audit finds, and what was suggested before.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::archive::{CustomerFolder, Doc};
use crate::findings::{Finding, Level};
use crate::form::registers::Suggestion;
use crate::model::period::Period;
use crate::rules::cadence::{cad_06, cad_07};
use crate::rules::registry;

use super::super::{Ask, shape};
use super::kinds::Kind;

/// Something that the audit finds.
pub(super) struct Point<'a> {
    pub(super) finding: &'a Finding,
    pub(super) kind: Kind,
    /// The open suggestion that names it already.
    pub(super) issued: Option<&'a Doc<Suggestion>>,
}

/// A suggestion that was issued before.
pub(super) struct Earlier<'a> {
    pub(super) doc: &'a Doc<Suggestion>,
    pub(super) done: bool,
    /// Days after its day while it is open.
    pub(super) overdue: i64,
}

/// One customer's.
pub(super) struct Improvement<'a> {
    pub(super) customer: &'a CustomerFolder,
    pub(super) points: Vec<Point<'a>>,
    pub(super) earlier: Vec<Earlier<'a>>,
}

/// One letter: that of an account manager.
pub(super) struct Letter<'a> {
    /// The id; nothing where nobody is in charge.
    pub(super) manager: &'a str,
    pub(super) customers: Vec<Improvement<'a>>,
    /// What is only worth knowing in the archives of all the person's customers: counted, not listed.
    pub(super) infos: usize,
}

impl Improvement<'_> {
    pub(super) fn count(&self, level: Level) -> usize {
        self.points.iter().filter(|point| point.finding.level == level).count()
    }

    fn is_empty(&self) -> bool {
        self.points.is_empty() && self.earlier.is_empty()
    }
}

impl Letter<'_> {
    pub(super) fn count(&self, level: Level) -> usize {
        self.customers.iter().map(|one| one.count(level)).sum()
    }

    pub(super) fn points(&self) -> impl Iterator<Item = &Point<'_>> {
        self.customers.iter().flat_map(|one| &one.points)
    }

    pub(super) fn earlier(&self) -> impl Iterator<Item = &Earlier<'_>> {
        self.customers.iter().flat_map(|one| &one.earlier)
    }
}

/// The day by which what is new is to be carried out.
pub(super) fn deadline(ask: &Ask<'_>) -> NaiveDate {
    ask.day.checked_add_days(Days::new(cad_06::DAYS_TO_SETTLE)).unwrap_or(ask.day)
}

/// The letters, by account manager; those without anything to say are left out.
pub(super) fn letters<'a>(ask: &Ask<'a>) -> Vec<Letter<'a>> {
    let loaded = ask.loaded;
    let mut found: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &loaded.findings {
        if let Some(customer) = finding.customer.as_deref() {
            found.entry(customer).or_default().push(finding);
        }
    }
    let mut issued: BTreeMap<&str, Vec<&Doc<Suggestion>>> = BTreeMap::new();
    let by_now = |doc: &&Doc<Suggestion>| doc.whole && doc.record.issued_on.value().is_none_or(|day| day <= ask.day);
    for doc in loaded.registers.suggestions.iter().filter(by_now) {
        if let Some(customer) = doc.record.customer.get() {
            issued.entry(&customer.id).or_default().push(doc);
        }
    }
    let mut letters: BTreeMap<&str, Letter<'a>> = BTreeMap::new();
    for customer in loaded.customers.iter().filter(|customer| (ask.wanted)(customer)) {
        let docs = issued.remove(&*customer.id).unwrap_or_default();
        let findings = found.remove(&*customer.id).unwrap_or_default();
        let manager = shape::manager(customer).map_or("", |one| &one.id);
        let letter = letters.entry(manager).or_insert_with(|| Letter { manager, customers: Vec::new(), infos: 0 });
        letter.infos += findings.iter().filter(|finding| finding.level == Level::Info).count();
        let improvement = improvement(customer, &findings, &docs, ask);
        letter.customers.extend((!improvement.is_empty()).then_some(improvement));
    }
    letters.into_values().filter(|letter| !letter.customers.is_empty()).collect()
}

fn improvement<'a>(customer: &'a CustomerFolder, findings: &[&'a Finding], docs: &[&'a Doc<Suggestion>], ask: &Ask<'a>) -> Improvement<'a> {
    let open: Vec<&Doc<Suggestion>> = docs.iter().copied().filter(|doc| !cad_07::is_closed(&doc.record, ask.day)).collect();
    let listed = findings.iter().copied().filter(|finding| finding.level != Level::Info);
    let mut points: Vec<Point<'a>> = listed
        .map(|finding| Point {
            finding,
            kind: Kind::of(finding.rule),
            issued: open.iter().copied().find(|doc| names(&doc.record, finding.rule)),
        })
        .collect();
    points.sort_by(|a, b| a.kind.cmp(&b.kind).then(a.finding.level.cmp(&b.finding.level)).then(a.finding.rule.cmp(b.finding.rule)));
    let mut earlier: Vec<Earlier<'a>> = docs.iter().filter_map(|doc| earlier(doc, ask)).collect();
    earlier.sort_by_key(|one| (one.done, one.doc.record.due.value()));
    Improvement { customer, points, earlier }
}

/// Whether the suggestion names the rule: those made from an audit begin each line with it.
fn names(record: &Suggestion, rule: &str) -> bool {
    let lines = record.issue.get().map_or("", |text| text.as_str()).lines();
    lines.map(str::trim_start).any(|line| line.strip_prefix(rule).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '：', ':'])))
}

/// Those that are open, and those of the period or carried out since it began.
fn earlier<'a>(doc: &'a Doc<Suggestion>, ask: &Ask<'_>) -> Option<Earlier<'a>> {
    let record = &doc.record;
    let done = cad_07::is_closed(record, ask.day);
    let since = |day: Option<NaiveDate>| day.is_some_and(|day| day >= ask.period.first_day());
    let of_period = record.period.value().is_some_and(|own| overlap(Period::from(own), ask.period));
    if done && !of_period && !since(record.closed_on.value()) {
        return None;
    }
    let overdue = record.due.value().filter(|_| !done).map_or(0, |due| (ask.day - due).num_days().max(0));
    Some(Earlier { doc, done, overdue })
}

fn overlap(a: Period, b: Period) -> bool {
    a.first_day() <= b.last_day() && b.first_day() <= a.last_day()
}

/// What to do about it: the finding's own advice, else the rule's.
pub(super) fn advice<'f>(finding: &'f Finding, ask: &Ask<'_>) -> &'f str {
    if finding.help.is_empty() { registry::find(finding.rule).map_or("", |rule| rule.remedy.get(ask.lang())) } else { &finding.help }
}

/// On one line.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
