//! Documents as a whole: which was which before, and what it means that one came or went.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::archive::DocKind;
use crate::model::money::Unit;
use crate::say;
use crate::words::{Lang, plural};

use super::row::amount_said;
use super::tell::{Place, Teller, brief, shorten};
use super::{Body, Change, Group, Part, Row, Side, Whose, plan};

/// So much of a summary is told of a contact.
const SUMMARY: usize = 60;

/// The name of the customer.
pub(super) fn name(side: &Side) -> Option<String> {
    let profile = side.parts.iter().find(|part| part.kind == DocKind::Customer)?.form()?;
    let said = |key: &str| Some(profile.said(key, Lang::Zh)).filter(|name| !name.is_empty());
    said("short_name").or_else(|| said("unit_name"))
}

fn profile(side: &Side) -> Option<&Row> {
    side.parts.iter().find(|part| part.kind == DocKind::Customer)?.form()
}

/// Whether the customer is there on one side only.
pub(super) fn came_or_went(group: &Group) -> bool {
    profile(&group.before).is_some() != profile(&group.after).is_some()
}

/// A customer whose folder has another name is the same customer.
pub(super) fn renamed(groups: Vec<Group>) -> Vec<Group> {
    let full = |side: &Side, other: &Side| profile(other).is_none().then(|| profile(side).map(|row| row.raw("unit_name"))).flatten();
    let (mut gone, mut rest): (Vec<Group>, Vec<Group>) = groups
        .into_iter()
        .partition(|group| group.whose.id.is_some() && full(&group.before, &group.after).is_some_and(|name| !name.is_empty()));
    for group in &mut rest {
        let Some(name) = full(&group.after, &group.before).filter(|name| !name.is_empty()) else { continue };
        let same = |old: &Group| full(&old.before, &old.after).is_some_and(|was| was == name) && old.after.parts.is_empty();
        // Two of one name: nobody knows which of them it was.
        let mut found = gone.iter().enumerate().filter(|(_, old)| same(old)).map(|(at, _)| at);
        let (Some(at), None) = (found.next(), found.next()) else { continue };
        let old = gone.remove(at);
        group.before = old.before;
        group.was = old.whose.id;
        group.lost.extend(old.lost);
    }
    rest.append(&mut gone);
    rest
}

/// It has another id.
pub(super) fn renamed_change(whose: &Whose, was: &Arc<str>, lang: Lang) -> Change {
    let id = whose.id.as_deref().unwrap_or_default();
    Change {
        customer: whose.id.clone(),
        path: format!("customers/{id}"),
        kind: "renamed",
        subject: String::new(),
        field: String::new(),
        before: Some(was.to_string()),
        after: Some(id.to_owned()),
        text: say!(lang, "客户编号：{was} → {id}", "Customer id: {was} → {id}"),
    }
}

/// A document before and after; at least one is there.
type Pair<'p> = (Option<&'p Part>, Option<&'p Part>);

/// Which document was which before. One that is the same under another name only moved.
pub(super) fn pairs<'p>(before: &'p [Part], after: &'p [Part]) -> Vec<Pair<'p>> {
    let mut all: BTreeMap<(DocKind, String), Pair<'p>> = BTreeMap::new();
    let mut twice = Vec::new();
    for part in before {
        let place = all.entry(part.key()).or_default();
        if place.0.is_some() { twice.push((Some(part), None)) } else { place.0 = Some(part) }
    }
    for part in after {
        let place = all.entry(part.key()).or_default();
        if place.1.is_some() { twice.push((None, Some(part))) } else { place.1 = Some(part) }
    }
    let mut out: Vec<Pair<'p>> = all.into_values().chain(twice).collect();
    let gone: Vec<usize> = (0..out.len()).filter(|at| out[*at].1.is_none()).collect();
    for at in gone {
        let Some(old) = out[at].0 else { continue };
        let moved = out.iter().position(|(was, is)| was.is_none() && is.is_some_and(|new| new.kind == old.kind && old.is_same(new)));
        if let Some(to) = moved {
            out[to].0 = Some(old);
            out[at].0 = None;
        }
    }
    out.retain(|(old, new)| old.is_some() || new.is_some());
    out.sort_by_key(|(old, new)| new.or(*old).map(|part| (part.kind, part.stem.clone())));
    out
}

/// What became of one document.
pub(super) fn document(mut teller: Teller<'_>, old: Option<&Part>, new: Option<&Part>, unit: Unit) -> Vec<Change> {
    match (old, new) {
        (Some(old), Some(new)) => match (&old.body, &new.body) {
            (Body::Form(before), Body::Form(after)) => {
                let place = Place::top(subject(&teller, new, after));
                if teller.kind == DocKind::Plan {
                    plan::tell(&mut teller, before, after, &place, unit);
                } else {
                    teller.rows(before, after, &place);
                }
            }
            (Body::Table(before), Body::Table(after)) => table(&mut teller, before, after),
            _ if !old.is_same(new) => sealed(&mut teller, new),
            _ => {}
        },
        (None, Some(new)) => came(&mut teller, new, true, unit),
        (Some(old), None) => came(&mut teller, old, false, unit),
        (None, None) => {}
    }
    teller.out
}

/// What a document is called before its fields; nothing for those of which a customer has one.
fn subject(teller: &Teller<'_>, part: &Part, row: &Row) -> String {
    let lang = teller.lang;
    let stem = &part.stem;
    match part.kind {
        DocKind::Customer | DocKind::KeyPeople | DocKind::Insight | DocKind::Staff | DocKind::Settings | DocKind::Holidays => String::new(),
        DocKind::Plan => say!(lang, "{stem} 年计划", "plan of {stem}"),
        DocKind::Person => {
            let name = row.said("name", lang);
            let name = if name.is_empty() { stem } else { &name };
            say!(lang, "附表2 {name}", "form 2 of {name}")
        }
        DocKind::ContactReport => {
            let (day, people) = (day(part, row, lang), row.said("people", lang));
            say!(lang, "{day} 与{people}的接触", "contact with {people} on {day}")
        }
        kind => format!("{} {stem}", kind.title().get(lang)),
    }
}

/// The day of a contact: stated, or that of the file name.
fn day(part: &Part, row: &Row, lang: Lang) -> String {
    let stated = row.said("date", lang);
    if stated.is_empty() { part.stem.get(..10).unwrap_or(&part.stem).to_owned() } else { stated }
}

/// A document came or went.
fn came(teller: &mut Teller<'_>, part: &Part, came: bool, unit: Unit) {
    let lang = teller.lang;
    let row = match &part.body {
        Body::Form(row) => row,
        Body::Table(rows) if came => return table(teller, &[], rows),
        Body::Table(rows) => return table(teller, rows, &[]),
        Body::Sealed(_) => return gone_or_new(teller, part, came),
    };
    match part.kind {
        // Each person and each setting by itself.
        DocKind::KeyPeople | DocKind::Staff | DocKind::Settings | DocKind::Holidays => {
            let empty = Row::empty(row.spec);
            let (before, after) = if came { (&empty, row) } else { (row, &empty) };
            teller.rows(before, after, &Place::default());
        }
        DocKind::Customer => {
            let (name, brief) = (row.said("unit_name", lang), profile_brief(row, lang));
            let (kind, text) = if came {
                ("customer_added", say!(lang, "新增客户：{name}{brief}", "new customer: {name}{brief}"))
            } else {
                ("customer_removed", say!(lang, "删去客户：{name}{brief}", "customer removed: {name}{brief}"))
            };
            teller.note(kind, name, text);
        }
        DocKind::Plan => {
            let (subject, sums) = (subject(teller, part, row), plan::totals(row));
            let expected = sums.expected.map(|amount| amount_said(amount, unit, lang)).unwrap_or_default();
            let what = say!(
                lang,
                "项目 {} 个，实际收入合计 {expected}",
                "{}, expected revenue {expected}",
                match lang {
                    Lang::Zh => sums.projects.to_string(),
                    Lang::En => plural(sums.projects, "project", "projects"),
                }
            );
            let (kind, text) = if came {
                ("plan_added", say!(lang, "新增 {subject}（{what}）", "new {subject} ({what})"))
            } else {
                ("plan_removed", say!(lang, "删去 {subject}（{what}）", "{subject} removed ({what})"))
            };
            teller.note(kind, subject, text);
            let (on, by) = (row.said("approved_on", lang), row.said("approved_by", lang));
            if came && !on.is_empty() {
                let subject = self::subject(teller, part, row);
                teller.note("approved", subject.clone(), say!(lang, "{subject}：已批准（{on}，{by}）", "{subject}: approved ({on}, {by})"));
            }
        }
        DocKind::ContactReport => {
            let subject = subject(teller, part, row);
            let (kind, ours) = (row.said("kind", lang), row.said("ours", lang));
            let summary = shorten(&row.said("summary", lang), SUMMARY);
            let (word, text) = if came {
                ("logged", say!(lang, "记录接触：{subject}（{ours}，{kind}）：{summary}", "logged: {subject} ({ours}, {kind}): {summary}"))
            } else {
                (
                    "removed",
                    say!(lang, "删去接触情况报告：{subject}（{ours}，{kind}）", "contact report removed: {subject} ({ours}, {kind})"),
                )
            };
            teller.note(word, subject, text);
        }
        _ => gone_or_new(teller, part, came),
    }
}

/// Any other document.
fn gone_or_new(teller: &mut Teller<'_>, part: &Part, came: bool) {
    let lang = teller.lang;
    let empty = Row::empty(&NOTHING);
    let row = part.form().unwrap_or(&empty);
    let subject = if part.form().is_some() { subject(teller, part, row) } else { sealed_name(part, lang) };
    // What a personal sheet says stays there.
    let brief = if part.kind == DocKind::Person { String::new() } else { brief(row, lang) };
    let brief = if brief.is_empty() { brief } else { say!(lang, "（{brief}）", " ({brief})") };
    let subject = if subject.is_empty() { part.kind.title().get(lang).to_owned() } else { subject };
    let (kind, text) = if came {
        ("added", say!(lang, "新增 {subject}{brief}", "new: {subject}{brief}"))
    } else {
        ("removed", say!(lang, "删去 {subject}{brief}", "removed: {subject}{brief}"))
    };
    teller.note(kind, subject, text);
}

/// The form of what cannot be looked into.
static NOTHING: crate::form::RecordSpec = crate::form::RecordSpec { name: "", title: crate::words::words("", ""), fields: &[] };

fn sealed_name(part: &Part, lang: Lang) -> String {
    say!(lang, "附表2 {}（加密）", "form 2 of {} (encrypted)", part.stem)
}

fn sealed(teller: &mut Teller<'_>, part: &Part) {
    let name = sealed_name(part, teller.lang);
    let text = say!(teller.lang, "{name}：已改，内容没有打开", "{name}: changed, not opened");
    teller.note("changed", name, text);
}

fn profile_brief(row: &Row, lang: Lang) -> String {
    let told = ["category", "account_manager", "tier"].map(|key| row.said(key, lang));
    let told: Vec<String> = told.into_iter().filter(|text| !text.is_empty()).collect();
    if told.is_empty() {
        return String::new();
    }
    match lang {
        Lang::Zh => format!("（{}）", told.join("，")),
        Lang::En => format!(" ({})", told.join(", ")),
    }
}

/// A customer is gone with all documents.
pub(super) fn gone(whose: &Whose, parts: &[Part], lang: Lang) -> Option<Change> {
    let part = parts.iter().find(|part| part.kind == DocKind::Customer)?;
    let row = part.form()?;
    let (name, brief, rest) = (row.said("unit_name", lang), profile_brief(row, lang), parts.len() - 1);
    let text = match lang {
        Lang::Zh => format!("删去客户：{name}{brief}，连同其余 {rest} 份资料"),
        Lang::En => format!("customer removed: {name}{brief}, with {}", plural(rest, "further record", "further records")),
    };
    let mut teller = Teller { lang, whose, kind: part.kind, path: &part.path, out: Vec::new() };
    teller.note("customer_removed", name, text);
    teller.out.pop()
}

/// Rows of orders or quotes; both sides are sorted.
fn table(teller: &mut Teller<'_>, before: &[String], after: &[String]) {
    let lang = teller.lang;
    let (mut came, mut went) = (Vec::new(), Vec::new());
    let (mut a, mut b) = (before.iter().peekable(), after.iter().peekable());
    loop {
        match (a.peek(), b.peek()) {
            (Some(old), Some(new)) if old == new => drop((a.next(), b.next())),
            (Some(old), Some(new)) if old < new => went.extend(a.next()),
            (_, Some(_)) => came.extend(b.next()),
            (Some(_), None) => went.extend(a.next()),
            (None, None) => break,
        }
    }
    let title = teller.kind.title().get(lang);
    for (kind, rows) in [("added", came), ("removed", went)] {
        if rows.is_empty() {
            continue;
        }
        let first = rows.first().map(|row| shorten(row, SUMMARY)).unwrap_or_default();
        let rest = if rows.len() > 1 { say!(lang, "等", " …") } else { String::new() };
        let text = match (kind, lang) {
            ("added", Lang::Zh) => format!("{title}：新增 {} 行（{first}{rest}）", rows.len()),
            (_, Lang::Zh) => format!("{title}：删去 {} 行（{first}{rest}）", rows.len()),
            ("added", Lang::En) => format!("{title}: {} added ({first}{rest})", plural(rows.len(), "row", "rows")),
            (_, Lang::En) => format!("{title}: {} removed ({first}{rest})", plural(rows.len(), "row", "rows")),
        };
        teller.note(kind, title, text);
    }
}
