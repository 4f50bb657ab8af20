//! What stands above and below the drawing: title, verdict, what the map lacks, and what its signs mean.

use super::arrow;
use super::face::{self, inks};
use super::layout::MARGIN;
use crate::analysis::map::Map;
use crate::analysis::verdict::Light;
use crate::form::choices::RelationshipStatus;
use crate::render::map::{stroke, words as said};
use crate::render::svg::{Anchor, Area, Canvas, Ink, Type, width_of, wrapped};
use crate::say;
use crate::words::Lang;

/// A picture is at least so wide: title and legend need their room.
pub(super) const LEAST: f64 = 640.0;

/// The colours of a light: of its circle, of the band behind the words.
const fn light(light: Light) -> (Ink, Ink) {
    match light {
        Light::Green => (Ink::Good, Ink::GoodSurface),
        Light::Amber => (Ink::Fair, Ink::FairSurface),
        Light::Red => (Ink::Bad, Ink::BadSurface),
        Light::Unknown => (Ink::Blank, Ink::BlankSurface),
    }
}

/// Title, facts, verdict, gaps. Gives the height at which the drawing may begin.
pub(super) fn head(canvas: &mut Canvas, map: &Map, width: f64, lang: Lang) -> f64 {
    let mut y = MARGIN;
    for line in wrapped(&said::title(map, lang), 22.0, width / 1.07, 2) {
        y += 26.0;
        canvas.text(MARGIN, y, &line, Type::new(22.0, Ink::Text).bold());
    }
    let facts = format!("{}{}{}", map.day, say!(lang, "，", ", "), said::facts(map, lang));
    for line in wrapped(&facts, 13.0, width, 2) {
        y += 21.0;
        canvas.text(MARGIN, y, &line, Type::new(13.0, Ink::Muted));
    }
    y = band(canvas, map, y + 14.0, width, lang);
    let gaps = said::gaps(map, lang);
    if !gaps.is_empty() {
        y += 4.0;
    }
    for line in gaps.iter().flat_map(|gap| wrapped(gap, 12.0, width, 2)) {
        y += 18.0;
        canvas.text(MARGIN, y, &line, Type::new(12.0, Ink::Muted));
    }
    y + 20.0
}

/// The verdict: a lamp, its colour in words, the reasons.
fn band(canvas: &mut Canvas, map: &Map, top: f64, width: f64, lang: Lang) -> f64 {
    let (ink, surface) = light(map.verdict.light);
    let lines = wrapped(&map.verdict.line(lang), 14.0, (width - 54.0) / 1.07, 6);
    let h = 20.0 + 20.0 * f64::from(u8::try_from(lines.len()).unwrap_or(u8::MAX));
    canvas.rect(Area::new(MARGIN, top, width, h), surface, ink, 8.0);
    canvas.dot(MARGIN + 22.0, top + 20.0, 8.0, ink);
    for (at, line) in lines.iter().enumerate() {
        let y = top + 25.0 + 20.0 * f64::from(u8::try_from(at).unwrap_or(u8::MAX));
        canvas.text(MARGIN + 40.0, y, line, Type::new(14.0, Ink::Text).bold());
    }
    top + h
}

/// A sign of the legend.
enum Sign {
    Status(Option<RelationshipStatus>),
    Stale,
    Reports,
    Influence,
    Contacts(usize),
    Lamp(Light),
}

/// What the signs of this map mean.
fn signs(map: &Map, lang: Lang) -> Vec<(Sign, String)> {
    let mut out: Vec<(Sign, String)> =
        RelationshipStatus::ALL.iter().map(|status| (Sign::Status(Some(*status)), status.label(lang).to_owned())).collect();
    if map.people.iter().any(|person| person.standing.status.is_none()) {
        out.push((Sign::Status(None), said::status(None, lang).to_owned()));
    }
    if map.people.iter().any(|person| person.standing.stale) {
        out.push((Sign::Stale, say!(lang, "评估已过期", "assessment out of date")));
    }
    if map.people.iter().any(|person| person.boss.is_some()) {
        out.push((Sign::Reports, say!(lang, "下级汇报给上级", "reports to")));
    }
    if !map.influences.is_empty() {
        out.push((Sign::Influence, say!(lang, "影响", "influences")));
    }
    let kinds = [
        (0, say!(lang, "今年没有接触", "no contact this year")),
        (1, say!(lang, "今年接触 1–2 次", "1–2 contacts this year")),
        (3, say!(lang, "3–5 次", "3–5")),
        (6, say!(lang, "6 次以上", "6 or more")),
    ];
    let there = |contacts: usize| map.ties.iter().any(|tie| stroke(tie.contacts) == stroke(contacts));
    out.extend(kinds.into_iter().filter(|(contacts, _)| there(*contacts)).map(|(contacts, words)| (Sign::Contacts(contacts), words)));
    for light in [Light::Green, Light::Amber, Light::Red] {
        let (label, meaning) = (light.label(lang), light.meaning(lang));
        out.push((Sign::Lamp(light), say!(lang, "{label}：{meaning}", "{label}: {meaning}")));
    }
    out
}

/// The legend, as many signs in a line as fit.
pub(super) fn legend(canvas: &mut Canvas, map: &Map, top: f64, width: f64, lang: Lang) {
    if map.people.is_empty() {
        return;
    }
    canvas.line(&[(MARGIN, top), (MARGIN + width, top)], Ink::Line, 1.0, "");
    let (mut x, mut y) = (MARGIN, top + 24.0);
    for (sign, words) in signs(map, lang) {
        let room = match sign {
            Sign::Status(_) | Sign::Lamp(_) => 18.0,
            Sign::Stale => 26.0,
            Sign::Reports | Sign::Influence | Sign::Contacts(_) => 36.0,
        };
        let w = room + width_of(&words, 12.0);
        // The lamps are another matter: they begin a line.
        let full = x + w > MARGIN + width || matches!(sign, Sign::Lamp(Light::Green));
        if full && x > MARGIN {
            (x, y) = (MARGIN, y + 22.0);
        }
        draw(canvas, &sign, x, y - 4.4);
        canvas.text(x + room, y, &words, Type::new(12.0, Ink::Muted).from(Anchor::Start));
        x += w + 22.0;
    }
}

fn draw(canvas: &mut Canvas, sign: &Sign, x: f64, y: f64) {
    match sign {
        Sign::Status(status) => face::mark(canvas, x + 6.0, y, *status),
        Sign::Lamp(one) => canvas.dot(x + 6.0, y, 5.5, light(*one).0),
        Sign::Stale => face::dashed(canvas, Area::new(x, y - 6.0, 18.0, 12.0)),
        Sign::Reports => canvas.line(&[(x, y), (x + 28.0, y)], Ink::Muted, 1.6, ""),
        Sign::Influence => {
            canvas.line(&[(x, y), (x + 20.0, y)], Ink::Third, 1.6, "stroke-dasharray=\"5 3\"");
            arrow(canvas, x + 28.0, y, -8.0);
        }
        Sign::Contacts(contacts) => {
            let (thick, dashed) = stroke(*contacts);
            let more = if dashed { "stroke-dasharray=\"4 4\"" } else { "" };
            canvas.line(&[(x, y), (x + 28.0, y)], inks(None).0, thick, more);
        }
    }
}
