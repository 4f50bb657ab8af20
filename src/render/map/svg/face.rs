//! What stands in a box: texts, badges and marks with their places, measured before anything is drawn.

use crate::analysis::map::{Map, Place};
use crate::analysis::verdict::Standing;
use crate::form::choices::{RelationshipStatus, Role};
use crate::render::map::words as said;
use crate::render::svg::{Area, Canvas, Ink, Type, number, width_of, wrapped};
use crate::words::Lang;

/// Width of the box of one of theirs.
pub(super) const CARD: f64 = 296.0;
/// Width of the box of one of ours.
pub(super) const MATE: f64 = 204.0;
/// Between the edge of a box and what stands in it.
const PAD: f64 = 12.0;
/// Bold is wider, as the canvas has it.
const BOLD: f64 = 1.06;
/// Half the width of a status mark.
const MARK: f64 = 5.0;

/// Something that stands in a box.
#[derive(Clone, Debug)]
enum Part {
    Text { x: f64, y: f64, text: String, style: Type },
    Badge { area: Area, text: String, filled: bool },
    Mark { x: f64, y: f64, status: Option<RelationshipStatus> },
}

/// The contents of a box, relative to its upper left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Face {
    parts: Vec<Part>,
    /// How high the contents are.
    pub(super) h: f64,
}

/// The box of a person. Where the colour stands for what may no longer be so, there is only its stripe, in a dashed box.
pub(super) fn boxed(canvas: &mut Canvas, area: Area, standing: &Standing) {
    let (ink, surface) = inks(standing.status);
    if standing.stale {
        canvas.boxed(area, Ink::Page, Ink::Clear, 6.0);
        dashed(canvas, area);
    } else {
        canvas.boxed(area, surface, Ink::Line, 6.0);
    }
    let stripe = format!(
        "<path d=\"M{x},{y} h-2 a6,6 0 0 0 -6,6 v{v} a6,6 0 0 0 6,6 h2 z\" class=\"{} {}\"/>",
        ink.fill(),
        ink.stroke(),
        x = number(area.x + 8.0),
        y = number(area.y),
        v = number(area.h - 12.0),
    );
    canvas.raw(area, &stripe);
}

/// A dashed edge around the area.
pub(super) fn dashed(canvas: &mut Canvas, area: Area) {
    let svg = format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"none\" stroke-dasharray=\"5 3\" class=\"{}\"/>",
        number(area.x),
        number(area.y),
        number(area.w),
        number(area.h),
        number(6.0_f64.min(area.h / 4.0)),
        Ink::Blank.stroke()
    );
    canvas.raw(area, &svg);
}

/// The colours of a status: of its mark, of its box.
pub(super) const fn inks(status: Option<RelationshipStatus>) -> (Ink, Ink) {
    match status {
        Some(RelationshipStatus::Positive) => (Ink::Good, Ink::GoodSurface),
        Some(RelationshipStatus::Neutral) => (Ink::Fair, Ink::FairSurface),
        Some(RelationshipStatus::Negative) => (Ink::Bad, Ink::BadSurface),
        Some(RelationshipStatus::None) | None => (Ink::Blank, Ink::BlankSurface),
    }
}

impl Face {
    /// Lines of text below what there is; `gap` above the first.
    pub(super) fn lines(&mut self, x: f64, gap: f64, lines: &[String], style: Type) {
        for (at, line) in lines.iter().enumerate() {
            self.h += if at == 0 { gap } else { 0.0 } + style.size * 1.35;
            self.parts.push(Part::Text { x, y: self.h - style.size * 0.35, text: line.clone(), style });
        }
    }

    fn text(&mut self, x: f64, y: f64, text: &str, style: Type) {
        self.parts.push(Part::Text { x, y, text: text.to_owned(), style });
    }

    /// A badge with its upper right corner here; gives its width.
    fn badge(&mut self, right: f64, y: f64, text: &str, filled: bool) -> f64 {
        let w = badge_width(text);
        self.parts.push(Part::Badge { area: Area::new(right - w, y, w, 18.0), text: text.to_owned(), filled });
        w
    }

    /// Draws it with its corner at this point.
    pub(super) fn draw(&self, canvas: &mut Canvas, left: f64, top: f64) {
        for part in &self.parts {
            match part {
                Part::Text { x, y, text, style } => {
                    canvas.text(left + x, top + y, text, *style);
                }
                Part::Badge { area, text, filled } => {
                    let area = Area::new(left + area.x, top + area.y, area.w, area.h);
                    let (fill, edge, ink) = if *filled { (Ink::First, Ink::First, Ink::Upon) } else { (Ink::Page, Ink::Line, Ink::Text) };
                    canvas.rect(area, fill, edge, 9.0);
                    let style = Type::new(11.0, ink).from(crate::render::svg::Anchor::Middle);
                    canvas.text(area.middle().0, area.y + 13.0, text, style);
                }
                Part::Mark { x, y, status } => mark(canvas, left + x, top + y, *status),
            }
        }
    }
}

fn badge_width(text: &str) -> f64 {
    width_of(text, 11.0) + 16.0
}

/// The mark of a status around this point. Each has its own shape: colour alone tells nothing to some.
pub(super) fn mark(canvas: &mut Canvas, x: f64, y: f64, status: Option<RelationshipStatus>) {
    let (ink, _) = inks(status);
    match status {
        Some(RelationshipStatus::Positive) => canvas.dot(x, y, MARK, ink),
        Some(RelationshipStatus::Neutral) => {
            ring(canvas, x, y, ink);
            let (top, bottom, edge) = (number(y - MARK), number(y + MARK), number(MARK));
            let half = format!("<path d=\"M{0},{top} A{edge},{edge} 0 0 0 {0},{bottom} Z\" class=\"{1}\"/>", number(x), ink.fill());
            canvas.raw(Area::new(x - MARK, y - MARK, MARK * 2.0, MARK * 2.0), &half);
        }
        Some(RelationshipStatus::Negative) => {
            let arm = MARK * 0.85;
            canvas.line(&[(x - arm, y - arm), (x + arm, y + arm)], ink, 2.4, "stroke-linecap=\"round\"");
            canvas.line(&[(x - arm, y + arm), (x + arm, y - arm)], ink, 2.4, "stroke-linecap=\"round\"");
        }
        Some(RelationshipStatus::None) => ring(canvas, x, y, ink),
        None => ring_of(canvas, x, y, ink, " stroke-dasharray=\"2 2\""),
    }
}

fn ring(canvas: &mut Canvas, x: f64, y: f64, ink: Ink) {
    ring_of(canvas, x, y, ink, "");
}

fn ring_of(canvas: &mut Canvas, x: f64, y: f64, ink: Ink, more: &str) {
    let radius = MARK - 0.8;
    let (x, y, class) = (number(x), number(y), ink.stroke());
    let svg =
        format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\" fill=\"none\" stroke-width=\"1.6\" class=\"{class}\"{more}/>", number(radius));
    canvas.raw(Area::default(), &svg);
}

/// The contents of the box of one of theirs. `notes`: what the drawing cannot show by lines.
pub(super) fn theirs(map: &Map, person: usize, notes: &[String], lang: Lang) -> Face {
    let one = &map.people[person];
    let mut face = Face { h: PAD - 2.0, ..Face::default() };
    let left = PAD + 8.0;
    let room = CARD - left - PAD;
    let roles = said::roles(one, lang);
    let mut name_room = room;
    if let Some(first) = roles.first() {
        let decides = one.roles.first() == Some(&Role::DecisionMaker);
        name_room -= face.badge(CARD - PAD, face.h, first, decides) + 8.0;
    }
    let names = wrapped(&one.name, 15.0, name_room / BOLD, 3);
    face.lines(left, 0.0, &names, Type::new(15.0, Ink::Text).bold());
    if !one.title.is_empty() {
        face.lines(left, 1.0, &wrapped(&one.title, 12.0, room, 3), Type::new(12.0, Ink::Muted));
    }
    further_roles(&mut face, one.roles.iter().zip(&roles).skip(1).map(|(role, word)| (*word, *role == Role::DecisionMaker)), left);
    status_line(&mut face, map, person, left, room, lang);
    let mut more = said::further(one, lang);
    more.extend(notes.iter().cloned());
    for line in &more {
        face.lines(left, 1.0, &wrapped(line, 11.0, room, 3), Type::new(11.0, Ink::Muted));
    }
    face.h += PAD - 3.0;
    face
}

/// The roles beside the main one, as many in a row as fit.
fn further_roles<'r>(face: &mut Face, roles: impl Iterator<Item = (&'r str, bool)>, left: f64) {
    let mut x = f64::INFINITY;
    for (word, decides) in roles {
        let w = badge_width(word);
        if x + w > CARD - PAD {
            x = left;
            face.h += 22.0;
        }
        face.badge(x + w, face.h - 18.0, word, decides);
        x += w + 6.0;
    }
    if x.is_finite() {
        face.h += 2.0;
    }
}

/// ● 积极的  06-24 评估
fn status_line(face: &mut Face, map: &Map, person: usize, left: f64, room: f64, lang: Lang) {
    let standing = &map.people[person].standing;
    let (ink, _) = inks(standing.status);
    let (word, when) = (said::status(standing.status, lang), said::assessed(standing, map.day, lang));
    // Grey text is set in the darker grey: the mark alone carries the colour there.
    let ink = if ink == Ink::Blank { Ink::Muted } else { ink };
    face.h += 4.0 + 12.0 * 1.35;
    let y = face.h - 12.0 * 0.35;
    face.parts.push(Part::Mark { x: left + MARK, y: y - 4.4, status: standing.status });
    let x = left + MARK * 2.0 + 6.0;
    face.text(x, y, word, Type::new(12.0, ink).bold());
    let after = x + width_of(word, 12.0) * BOLD + 8.0;
    let style = Type::new(11.0, Ink::Muted);
    if after + width_of(&when, 11.0) <= left + room {
        face.text(after, y, &when, style);
    } else {
        face.lines(x, 1.0, &wrapped(&when, 11.0, room - (x - left), 2), style);
    }
}

/// The contents of the box of one of ours.
pub(super) fn ours(map: &Map, ours: usize, lang: Lang) -> Face {
    let one = &map.ours[ours];
    let mut face = Face { h: PAD - 3.0, ..Face::default() };
    let room = MATE - PAD * 2.0;
    let mut name_room = room;
    if one.is_manager {
        name_room -= face.badge(MATE - PAD, face.h, said::manager(lang), true) + 8.0;
    }
    face.lines(PAD, 0.0, &wrapped(&one.name, 14.0, name_room / BOLD, 3), Type::new(14.0, Ink::Text).bold());
    let duty = said::duty(one, lang);
    if !duty.is_empty() {
        face.lines(PAD, 1.0, &wrapped(&duty, 12.0, room, 2), Type::new(12.0, Ink::Muted));
    }
    face.lines(PAD, 2.0, &wrapped(&said::reach(map, ours, lang), 11.0, room, 2), Type::new(11.0, Ink::Muted));
    face.h += PAD - 3.0;
    face
}

/// The head of the panel of our people.
pub(super) fn company(map: &Map, lang: Lang) -> Face {
    let name = said::company(map, lang);
    let mut face = Face { h: PAD - 3.0, ..Face::default() };
    face.lines(0.0, 0.0, &wrapped(&name, 14.0, MATE / BOLD, 2), Type::new(14.0, Ink::Text).bold());
    face.h += 6.0;
    face
}

/// The head of a site in a panel of this width.
pub(super) fn site(place: &Place, again: bool, width: f64, lang: Lang) -> Face {
    let mut face = Face { h: PAD - 3.0, ..Face::default() };
    let room = width - PAD * 2.0;
    let mut name = said::site(place, lang);
    if again {
        name.push_str(&crate::say!(lang, "（续）", " (continued)"));
    }
    face.lines(PAD, 0.0, &wrapped(&name, 14.0, room / BOLD, 2), Type::new(14.0, Ink::Text).bold());
    let whereabouts = said::whereabouts(place, lang);
    if !whereabouts.is_empty() && !again {
        face.lines(PAD, 0.0, &wrapped(&whereabouts, 11.0, room, 2), Type::new(11.0, Ink::Muted));
    }
    face.h += 6.0;
    face
}
