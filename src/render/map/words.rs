//! What the maps say, whatever they are drawn with.

use chrono::{Datelike, NaiveDate};

use crate::analysis::map::{Map, Ours, Place, Theirs, Tie};
use crate::analysis::verdict::Standing;
use crate::form::choices::{RelationshipStatus, Role, StaffRole};
use crate::resolve::fold;
use crate::say;
use crate::words::{Lang, words};

/// The title.
pub(super) fn title(map: &Map, lang: Lang) -> String {
    let name = &map.name;
    say!(lang, "{name} 关键人物关系图", "Relationship map of {name}")
}

/// How many there are, how many of them we know, how often somebody met them this year.
pub(super) fn facts(map: &Map, lang: Lang) -> String {
    let (all, known) = (map.people.len(), map.coverage.covered);
    let people = if all == 1 { "person" } else { "people" };
    say!(lang, "关键人物 {all} 人，我方认识 {known} 人", "{all} key {people}, {known} of them known to us")
}

/// The first few of these, and how many more there are.
fn some(names: &[String], lang: Lang) -> String {
    const NAMED: usize = 6;
    let mut named: Vec<String> = names.iter().take(NAMED).cloned().collect();
    let more = names.len().saturating_sub(NAMED);
    if more > 0 {
        named.push(say!(lang, "另外 {more} 个", "{more} more"));
    }
    lang.join(named)
}

/// What the map lacks: documents that could not be read, roles that nobody has, sites where nobody is known.
pub(super) fn gaps(map: &Map, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    if !map.left_out.is_empty() {
        let paths = some(&map.left_out, lang);
        out.push(say!(lang, "未计入（文件未能读取）：{paths}", "left out (could not be read): {paths}"));
    }
    if !map.missing.is_empty() && !map.people.is_empty() {
        let roles = lang.join(map.missing.iter().map(|role| role.label(lang)));
        out.push(say!(lang, "没有人的角色：{roles}", "roles that nobody has: {roles}"));
    }
    if !map.deserted.is_empty() && !map.people.is_empty() {
        let names = some(&map.deserted, lang);
        out.push(say!(lang, "没有关键人物的机构：{names}", "sites without key people: {names}"));
    }
    out
}

/// The next step in words, and the command for it.
pub(super) fn step(map: &Map, lang: Lang) -> Option<(String, Option<String>)> {
    let (what, command) = map.verdict.advice(&map.id, lang)?;
    Some((say!(lang, "下一步：{what}", "next: {what}"), command))
}

/// The name of a site.
pub(super) fn site(place: &Place, lang: Lang) -> String {
    let unnamed = || match place.kind {
        Some(kind) => kind.label(lang).to_owned(),
        None => say!(lang, "未注明机构", "Site not stated"),
    };
    place.name.clone().unwrap_or_else(unnamed)
}

/// What kind of site, and where.
pub(super) fn whereabouts(place: &Place, lang: Lang) -> String {
    let kind = place.kind.filter(|_| place.name.is_some()).map(|kind| kind.label(lang).to_owned());
    let parts: Vec<String> = kind.into_iter().chain(place.location.clone()).collect();
    parts.join(words("，", ", ").get(lang))
}

/// The status; that nobody knows it, too.
pub(super) fn status(status: Option<RelationshipStatus>, lang: Lang) -> &'static str {
    status.map_or(words("关系不明", "not known").get(lang), |status| status.label(lang))
}

/// When that was found, and whether it still holds.
pub(super) fn assessed(standing: &Standing, today: NaiveDate, lang: Lang) -> String {
    match (standing.on, standing.age) {
        (Some(_), Some(age)) if standing.stale => say!(lang, "{age} 天前评估，已过期", "assessed {age} days ago, out of date"),
        (Some(on), _) => {
            let on = short(on, today);
            say!(lang, "{on} 评估", "assessed {on}")
        }
        (None, _) if standing.status.is_some() => say!(lang, "没有评估日期", "no date of assessment"),
        (None, _) => String::new(),
    }
}

/// A day without its year where that is today's.
pub(super) fn short(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() { day.format("%m-%d").to_string() } else { day.to_string() }
}

/// How often they met this year, and when last.
pub(super) fn met(tie: &Tie, today: NaiveDate, lang: Lang) -> String {
    let count = tie.contacts;
    match tie.last.map(|day| short(day, today)) {
        None => say!(lang, "没有接触记录", "no contact on record"),
        Some(last) if count == 0 => say!(lang, "最近 {last}", "last {last}"),
        Some(last) => say!(lang, "{count} 次，最近 {last}", "{count}×, last {last}"),
    }
}

/// A person's roles.
pub(super) fn roles(person: &Theirs, lang: Lang) -> Vec<&'static str> {
    person.roles.iter().map(|role: &Role| role.label(lang)).collect()
}

/// What else is known: how much the person counts, what the relation is to become, whom else he or she gets along with.
pub(super) fn further(person: &Theirs, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(influence) = person.influence {
        out.push(say!(lang, "影响力 {influence}/5", "influence {influence}/5"));
    }
    if let Some(target) = person.target.filter(|target| Some(*target) != person.standing.status) {
        let target = target.label(lang);
        out.push(say!(lang, "目标：{target}", "to become {target}"));
    }
    let rival = |(name, status): &(String, Option<RelationshipStatus>)| match status {
        Some(status) => {
            let status = status.label(lang);
            say!(lang, "{name}（{status}）", "{name} ({status})")
        }
        None => name.clone(),
    };
    if !person.rivals.is_empty() {
        let rivals = lang.join(person.rivals.iter().map(rival));
        out.push(say!(lang, "竞争对手：{rivals}", "competitors: {rivals}"));
    }
    out
}

/// Whom the person reports to, where the drawing does not show it.
pub(super) fn reports(boss: &str, lang: Lang) -> String {
    say!(lang, "汇报给{boss}", "reports to {boss}")
}

/// Whom the person influences, where the drawing does not show it.
pub(super) fn influences(names: &[&str], lang: Lang) -> String {
    let names = lang.join(names);
    say!(lang, "影响{names}", "influences {names}")
}

/// Who of ours knows the person, each with the contacts of the year; that nobody does, too.
pub(super) fn known_to(map: &Map, at: usize, lang: Lang) -> String {
    let tie = |tie: &Tie| {
        let (name, met) = (&map.ours[tie.ours].name, met(tie, map.day, lang));
        say!(lang, "{name}（{met}）", "{name} ({met})")
    };
    let ties: Vec<String> = map.ties_of(at).map(tie).collect();
    if ties.is_empty() { nobody(lang).to_owned() } else { lang.join(ties) }
}

/// Nobody of ours knows the person.
pub(super) fn nobody(lang: Lang) -> &'static str {
    words("我方无人联系", "known to nobody").get(lang)
}

/// The account manager.
pub(super) const fn manager(lang: Lang) -> &'static str {
    StaffRole::AccountManager.label(lang)
}

/// What one of ours is; not said again of the account manager whose title says so.
pub(super) fn duty(ours: &Ours, lang: Lang) -> String {
    let said = ours.is_manager && fold(&ours.title) == fold(manager(Lang::Zh));
    let title = Some(ours.title.clone()).filter(|title| !title.is_empty() && !said);
    let left = ours.left.then(|| say!(lang, "已离岗", "has left"));
    lang.join(title.into_iter().chain(left))
}

/// How many one of ours knows, and how often they met this year.
pub(super) fn reach(map: &Map, ours: usize, lang: Lang) -> String {
    let known = map.ties_of_ours(ours).count();
    let contacts: usize = map.ties_of_ours(ours).map(|tie| tie.contacts).sum();
    say!(lang, "认识 {known} 人，今年 {contacts} 人次", "knows {known}, met {contacts}× this year")
}

/// The word at an influence.
pub(super) const fn influence(lang: Lang) -> &'static str {
    words("影响", "influences").get(lang)
}

/// The word at a report.
pub(super) const fn report(lang: Lang) -> &'static str {
    words("汇报", "reports to").get(lang)
}

/// Us.
pub(super) fn company(map: &Map, lang: Lang) -> String {
    if map.company.is_empty() { say!(lang, "我方人员", "Our people") } else { map.company.clone() }
}

/// One of theirs, as lines of a label.
pub(super) fn person(map: &Map, at: usize, lang: Lang) -> Vec<String> {
    let one = &map.people[at];
    let roles = lang.join(roles(one, lang));
    let name = &one.name;
    let name = if roles.is_empty() { name.clone() } else { say!(lang, "{name}（{roles}）", "{name} ({roles})") };
    let (status, when) = (status(one.standing.status, lang), assessed(&one.standing, map.day, lang));
    let status = if when.is_empty() { status.to_owned() } else { say!(lang, "{status}，{when}", "{status}, {when}") };
    let title = Some(one.title.clone()).filter(|title| !title.is_empty());
    let unknown = map.ties_of(at).next().is_none().then(|| nobody(lang).to_owned());
    let further = further(one, lang);
    std::iter::once(name).chain(title).chain([status]).chain(further).chain(unknown).collect()
}

/// One of ours, as lines of a label.
pub(super) fn mate(map: &Map, at: usize, lang: Lang) -> Vec<String> {
    let one = &map.ours[at];
    let manager = one.is_manager.then(|| manager(lang).to_owned());
    let duty = lang.join(manager.into_iter().chain(Some(duty(one, lang)).filter(|duty| !duty.is_empty())));
    std::iter::once(one.name.clone()).chain(Some(duty).filter(|duty| !duty.is_empty())).chain([reach(map, at, lang)]).collect()
}
