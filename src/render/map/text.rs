//! The map for a terminal: a tree for every site, with who of ours knows each of them.

use crate::analysis::map::{Map, Theirs};
use crate::analysis::verdict::Light;
use crate::form::choices::RelationshipStatus;
use crate::render::paper::{one_line, width, wrap};
use crate::say;
use crate::words::Lang;

use super::{MapStyle, words as said};

/// A terminal is never taken for narrower.
const NARROWEST: usize = 24;

/// The sign of a status. Each has its own shape: colour alone tells nothing to some, and nothing without colour.
const fn sign(status: Option<RelationshipStatus>) -> &'static str {
    match status {
        Some(RelationshipStatus::Positive) => "●",
        Some(RelationshipStatus::Neutral) => "◐",
        Some(RelationshipStatus::Negative) => "×",
        Some(RelationshipStatus::None) => "○",
        None => "?",
    }
}

/// The colour of a status on a terminal.
const fn tint(status: Option<RelationshipStatus>) -> &'static str {
    match status {
        Some(RelationshipStatus::Positive) => "32",
        Some(RelationshipStatus::Neutral) => "33",
        Some(RelationshipStatus::Negative) => "31",
        Some(RelationshipStatus::None) | None => "2",
    }
}

/// Writes lines that fit.
struct Page<'a> {
    style: &'a MapStyle,
    out: String,
}

impl Page<'_> {
    fn room(&self) -> usize {
        self.style.width.max(NARROWEST)
    }

    fn inked(&self, text: &str, tint: &str) -> String {
        if self.style.color { format!("\x1b[{tint}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// A text after `first`; its further lines after `rest`. Both are as wide as they look.
    fn hang(&mut self, first: &str, rest: &str, text: &str) {
        let wide = width(first).max(width(rest));
        let lines = wrap(&one_line(text), self.room().saturating_sub(wide));
        for (at, line) in lines.iter().enumerate() {
            let before = if at == 0 { first } else { rest };
            self.line(&format!("{before}{line}"));
        }
    }
}

/// The map.
pub(super) fn render(map: &Map, style: &MapStyle) -> String {
    let lang = style.lang;
    let mut page = Page { style, out: String::new() };
    let title = format!("{}{}{}", said::title(map, lang), say!(lang, "，", ", "), map.day);
    for line in wrap(&one_line(&title), page.room()) {
        let line = page.inked(&line, "1");
        page.line(&line);
    }
    verdict(&mut page, map);
    if !map.people.is_empty() {
        page.hang("", "", &said::facts(map, lang));
    }
    for (at, site) in map.sites.iter().enumerate() {
        page.line("");
        let (name, whereabouts) = (said::site(site, lang), said::whereabouts(site, lang));
        let head = if whereabouts.is_empty() { name } else { say!(lang, "{name}（{whereabouts}）", "{name} ({whereabouts})") };
        for line in wrap(&one_line(&head), page.room()) {
            let line = page.inked(&line, "1");
            page.line(&line);
        }
        tree(&mut page, map, at);
    }
    ours(&mut page, map);
    notes(&mut page, map);
    page.out
}

/// What the map lacks, and what to do next. A command stands on a line of its own, unbroken.
fn notes(page: &mut Page<'_>, map: &Map) {
    let lang = page.style.lang;
    let (gaps, step) = (said::gaps(map, lang), said::step(map, lang));
    if !gaps.is_empty() || step.is_some() {
        page.line("");
    }
    for line in &gaps {
        page.hang("", "  ", line);
    }
    if let Some((what, command)) = step {
        page.hang("", "  ", &what);
        if let Some(command) = command {
            page.line(&format!("  {command}"));
        }
    }
}

fn verdict(page: &mut Page<'_>, map: &Map) {
    let lang = page.style.lang;
    let tint = match map.verdict.light {
        Light::Green => "1;32",
        Light::Amber => "1;33",
        Light::Red => "1;31",
        Light::Unknown => "1",
    };
    let (plain, light) = (map.verdict.line(lang), map.verdict.light.label(lang));
    let lines = wrap(&one_line(&plain), page.room());
    for (at, line) in lines.iter().enumerate() {
        match line.strip_prefix(light).filter(|_| at == 0) {
            Some(rest) => {
                let light = page.inked(light, tint);
                page.line(&format!("{light}{rest}"));
            }
            None => page.line(line),
        }
    }
}

/// Everybody of a site, each below whom he or she reports to.
fn tree(page: &mut Page<'_>, map: &Map, site: usize) {
    // Deep trees would leave no room for words.
    let step = if page.room() < 60 { 2 } else { 3 };
    for (at, person) in map.people.iter().enumerate().filter(|(_, person)| person.site == site) {
        let depth = person.depth.min(page.room() / 3 / step);
        let mut bars: Vec<bool> = (1..=depth).map(|level| goes_on(map, at, level)).collect();
        let (mut first, mut rest) = (String::new(), String::new());
        let last = bars.pop();
        for bar in bars {
            let part = pad(if bar { "│" } else { "" }, step);
            first.push_str(&part);
            rest.push_str(&part);
        }
        if let Some(more) = last {
            first.push_str(&pad(if more { "├─" } else { "└─" }, step));
            rest.push_str(&pad(if more { "│" } else { "" }, step));
        }
        let below = map.people.get(at + 1).is_some_and(|next| next.hangs && next.site == site && next.depth > person.depth);
        rest.push_str(if below { "│ " } else { "  " });
        one(page, map, at, person, &first, &rest);
    }
}

fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.chars().count())))
}

/// Whether somebody of this depth follows under the same superior.
fn goes_on(map: &Map, at: usize, level: usize) -> bool {
    let site = map.people[at].site;
    let after = map.people[at + 1..].iter().take_while(|next| next.site == site && next.depth >= level);
    after.into_iter().any(|next| next.depth == level)
}

/// One person: who, how the relation is, who of ours.
fn one(page: &mut Page<'_>, map: &Map, at: usize, person: &Theirs, first: &str, rest: &str) {
    let lang = page.style.lang;
    let status = person.standing.status;
    let mut who = person.name.clone();
    for part in [person.title.clone(), lang.join(said::roles(person, lang))].iter().filter(|part| !part.is_empty()) {
        who.push_str("  ");
        who.push_str(part);
    }
    let mark = page.inked(sign(status), tint(status));
    let indent = format!("{first}{} ", sign(status));
    let lines = wrap(&one_line(&who), page.room().saturating_sub(width(&indent).max(width(rest))));
    for (number, line) in lines.iter().enumerate() {
        if number == 0 {
            page.line(&format!("{first}{mark} {line}"));
        } else {
            page.line(&format!("{rest}{line}"));
        }
    }
    page.hang(rest, rest, &relation(map, at, lang));
    let more = further(map, at, lang);
    if !more.is_empty() {
        page.hang(rest, rest, &more.join(semicolon(lang)));
    }
}

const fn semicolon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    }
}

/// 积极的，06-24 评估；周岚 3 次，最近 06-24
fn relation(map: &Map, at: usize, lang: Lang) -> String {
    let person = &map.people[at];
    let when = said::assessed(&person.standing, map.day, lang);
    let status = said::status(person.standing.status, lang);
    let status = if when.is_empty() { status.to_owned() } else { say!(lang, "{status}（{when}）", "{status} ({when})") };
    let ties = said::known_to(map, at, lang);
    if map.ties_of(at).next().is_some() {
        return say!(lang, "{status}；我方：{ties}", "{status}; ours: {ties}");
    }
    say!(lang, "{status}；{ties}", "{status}; {ties}")
}

/// What else there is to say of a person.
fn further(map: &Map, at: usize, lang: Lang) -> Vec<String> {
    let person = &map.people[at];
    let mut out = said::further(person, lang);
    if let Some(boss) = person.boss.filter(|_| !person.hangs) {
        out.push(said::reports(&map.people[boss].name, lang));
    }
    let names: Vec<&str> = map.influenced_by(at).map(|one| one.name.as_str()).collect();
    if !names.is_empty() {
        out.push(said::influences(&names, lang));
    }
    out
}

/// Our people.
fn ours(page: &mut Page<'_>, map: &Map) {
    let lang = page.style.lang;
    if map.ours.is_empty() {
        return;
    }
    page.line("");
    let head = say!(lang, "我方人员", "Our people");
    let head = page.inked(&head, "1");
    page.line(&head);
    for (at, one) in map.ours.iter().enumerate() {
        let manager = one.is_manager.then(|| said::manager(lang).to_owned());
        let duty = manager.into_iter().chain(Some(said::duty(one, lang)).filter(|duty| !duty.is_empty()));
        let (name, duty, reach) = (&one.name, lang.join(duty), said::reach(map, at, lang));
        let name = if duty.is_empty() { name.clone() } else { say!(lang, "{name}（{duty}）", "{name} ({duty})") };
        page.hang("", "  ", &say!(lang, "{name}：{reach}", "{name}: {reach}"));
    }
}
