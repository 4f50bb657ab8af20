//! What the maps say, whatever they are drawn with.

use chrono::{Datelike, NaiveDate};

use crate::analysis::map::{Map, Ours, Place, Theirs, Tie};
use crate::analysis::verdict::Standing;
use crate::form::choices::{RelationshipStatus, Role};
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

/// What the map lacks: roles that nobody has, sites where nobody is known.
pub(super) fn gaps(map: &Map, lang: Lang) -> Vec<String> {
    const NAMED: usize = 6;
    let mut out = Vec::new();
    if !map.missing.is_empty() && !map.people.is_empty() {
        let roles = lang.join(map.missing.iter().map(|role| role.label(lang)));
        out.push(say!(lang, "没有人的角色：{roles}", "roles that nobody has: {roles}"));
    }
    if !map.deserted.is_empty() && !map.people.is_empty() {
        let mut names: Vec<String> = map.deserted.iter().take(NAMED).cloned().collect();
        let more = map.deserted.len().saturating_sub(NAMED);
        if more > 0 {
            names.push(say!(lang, "另外 {more} 处", "{more} more"));
        }
        let names = lang.join(names);
        out.push(say!(lang, "没有关键人物的机构：{names}", "sites without key people: {names}"));
    }
    out
}

/// The next step: what, and the command for it.
pub(super) fn step(map: &Map, lang: Lang) -> Option<String> {
    let (what, command) = map.verdict.advice(&map.id, lang)?;
    Some(match command {
        Some(command) => say!(lang, "下一步：{what}：`{command}`", "next: {what}: `{command}`"),
        None => say!(lang, "下一步：{what}", "next: {what}"),
    })
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
        None => say!(lang, "没有接触过", "never met"),
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

/// Nobody of ours knows the person.
pub(super) fn nobody(lang: Lang) -> &'static str {
    words("我方无人联系", "known to nobody").get(lang)
}

/// What one of ours is for this customer.
pub(super) fn duty(ours: &Ours, lang: Lang) -> String {
    let left = say!(lang, "已离岗", "has left");
    let manager = say!(lang, "客户经理", "account manager");
    let title = if ours.is_manager && crate::resolve::fold(&ours.title) == crate::resolve::fold("客户经理") { "" } else { &ours.title };
    let parts = [ours.is_manager.then_some(manager), Some(title.to_owned()).filter(|title| !title.is_empty()), ours.left.then_some(left)];
    lang.join(parts.into_iter().flatten())
}

/// How many one of ours knows, and how often they met this year.
pub(super) fn reach(map: &Map, ours: usize, lang: Lang) -> String {
    let known = map.ties_of_ours(ours).count();
    let contacts: usize = map.ties_of_ours(ours).map(|tie| tie.contacts).sum();
    say!(lang, "认识 {known} 人，今年 {contacts} 人次", "knows {known}, met {contacts}× this year")
}
