//! The map as a picture: their people by site and superior, ours beside them, a line for every relation. Nothing lies upon anything else.

mod face;
mod frame;
mod layout;
mod stack;
#[cfg(test)]
mod tests;

use crate::analysis::map::Map;
use crate::render::svg::{Area, Canvas, Ink, Type, escape, number};
use crate::words::Lang;

use super::{stroke, words as said};
use face::{CARD, MATE};
use layout::{Card, INSET, Layout, MARGIN, Run, Side};

/// Height of the letters beside a line.
const SMALL: f64 = 10.5;

/// The picture.
pub(super) fn render(map: &Map, lang: Lang) -> String {
    let canvas = drawn(map, lang);
    canvas.finish(&format!("{} {}", said::title(map, lang), map.day), MARGIN)
}

/// The canvas before it becomes text.
fn drawn(map: &Map, lang: Lang) -> Canvas {
    let layout = Layout::of(map, lang);
    let width = layout.width.max(frame::LEAST);
    let mut canvas = Canvas::default();
    let top = frame::head(&mut canvas, map, width, lang);
    let drawing = Drawing { map, layout: &layout, left: MARGIN + (width - layout.width) / 2.0, top, lang };
    drawing.draw(&mut canvas);
    frame::legend(&mut canvas, map, top + layout.height + if map.people.is_empty() { 0.0 } else { 26.0 }, width, lang);
    canvas
}

/// What the drawing functions share.
struct Drawing<'a> {
    map: &'a Map,
    layout: &'a Layout,
    left: f64,
    top: f64,
    lang: Lang,
}

impl Drawing<'_> {
    /// From the outer edge of a side to the picture: the second side is a mirror image.
    fn x(&self, side: usize, u: f64) -> f64 {
        if side == 0 { self.left + u } else { self.left + self.layout.width - u }
    }

    fn area(&self, side: usize, u: f64, top: f64, w: f64, h: f64) -> Area {
        let x = if side == 0 { self.x(side, u) } else { self.x(side, u + w) };
        Area::new(x, self.top + top, w, h)
    }

    fn draw(&self, canvas: &mut Canvas) {
        for (at, side) in self.layout.sides.iter().enumerate() {
            for panel in &side.panels {
                let area = self.area(at, side.panel_u, panel.top, side.panel_w, panel.h);
                canvas.rect(area, Ink::Surface, Ink::Line, 10.0);
                panel.head.draw(canvas, area.x, area.y);
            }
        }
        if let Some(team) = &self.layout.team {
            let area = Area::new(self.mates_x() - INSET, self.top + team.top, MATE + INSET * 2.0, team.h);
            canvas.rect(area, Ink::Surface, Ink::Line, 10.0);
            team.head.draw(canvas, area.x + INSET, area.y);
        }
        // Lines before boxes: where a thick one meets a box it ends at the edge.
        for (at, side) in self.layout.sides.iter().enumerate() {
            self.reports(canvas, at, side);
            self.ties(canvas, at, side);
            self.influences(canvas, at, side);
        }
        for (at, side) in self.layout.sides.iter().enumerate() {
            self.cards(canvas, at, side);
        }
        for mate in &self.layout.mates {
            let area = Area::new(self.mates_x(), self.top + mate.top, MATE, mate.h);
            canvas.boxed(area, Ink::Page, Ink::First, 8.0);
            mate.face.draw(canvas, area.x, area.y + (mate.h - mate.face.h) / 2.0);
        }
    }

    /// The left edge of our people.
    fn mates_x(&self) -> f64 {
        self.left + self.layout.sides.first().map_or(0.0, |side| side.words.1) + self.layout.channel + INSET
    }

    fn cards(&self, canvas: &mut Canvas, at: usize, side: &Side) {
        for card in &side.cards {
            let area = self.area(at, card.u, card.top, CARD, card.h);
            face::boxed(canvas, area, &self.map.people[card.person].standing);
            card.face.draw(canvas, area.x, area.y + (card.h - card.face.h) / 2.0);
        }
    }

    /// Who reports to whom: below each other by an elbow, between panels outside of them.
    fn reports(&self, canvas: &mut Canvas, at: usize, side: &Side) {
        let point = |u: f64, y: f64| (self.x(at, u), self.top + y);
        for boss in &side.cards {
            let below = |one: &&Card| self.map.people[one.person].hangs && self.map.people[one.person].boss == Some(boss.person);
            let below: Vec<&Card> = side.cards.iter().filter(below).collect();
            let Some(last) = below.last() else { continue };
            let trunk = boss.u + (last.u - boss.u) / 2.0;
            let middle = |card: &Card| card.top + card.h / 2.0;
            let way = [point(trunk, boss.top + boss.h), point(trunk, middle(last)), point(last.u, middle(last))];
            canvas.line(&way, Ink::Muted, 1.6, "stroke-linejoin=\"round\"");
            for card in below.iter().rev().skip(1) {
                canvas.line(&[point(trunk, middle(card)), point(card.u, middle(card))], Ink::Muted, 1.6, "");
            }
        }
        for run in &side.reports {
            // The card that reports is the last of the run, its superior the first.
            let (boss, card) = (&side.cards[run.from], &side.cards[run.to]);
            let lane = side.panel_u - layout::lane(run);
            let (from, to) = (boss.top + boss.h - 10.0, card.top + card.h / 2.0);
            let way = [point(boss.u, from), point(lane, from), point(lane, to), point(card.u, to)];
            canvas.line(&way, Ink::Muted, 1.6, "stroke-linejoin=\"round\"");
        }
    }

    /// Who influences whom: dashed, with an arrow.
    fn influences(&self, canvas: &mut Canvas, at: usize, side: &Side) {
        for run in &side.influences {
            let end = |card: usize| {
                let card = &side.cards[card];
                card.ends.iter().find(|(which, _)| *which == run.which).map(|(_, y)| (card.u + CARD, self.top + y))
            };
            let (Some(from), Some(to)) = (end(run.from), end(run.to)) else { continue };
            self.influence(canvas, at, side, run, from, to);
        }
    }

    fn influence(&self, canvas: &mut Canvas, at: usize, side: &Side, run: &Run, from: (f64, f64), to: (f64, f64)) {
        let lane = self.x(at, side.panel_u + side.panel_w + layout::lane(run));
        let (start, tip) = (self.x(at, from.0), self.x(at, to.0));
        let back = if at == 0 { 8.0 } else { -8.0 };
        let way = [(start, from.1), (lane, from.1), (lane, to.1), (tip + back, to.1)];
        canvas.line(&way, Ink::Third, 1.6, "stroke-dasharray=\"5 3\" stroke-linejoin=\"round\"");
        arrow(canvas, tip, to.1, back);
    }

    /// Who of ours knows whom, with the contacts of the year.
    fn ties(&self, canvas: &mut Canvas, at: usize, side: &Side) {
        let (begin, end) = side.words;
        for card in &side.cards {
            if card.ties.is_empty() {
                let y = self.top + card.top + card.h / 2.0 + 4.0;
                self.beside(canvas, at, begin, y, said::nobody(self.lang), Ink::Bad);
            }
            for (tie, y) in &card.ties {
                let y = self.top + y;
                let one = &self.map.ties[*tie];
                let words = said::met(one, self.map.day, self.lang);
                self.beside(canvas, at, begin, y - 4.5, &words, Ink::Muted);
                let mate = self.layout.mates.iter().find(|mate| mate.ours == one.ours);
                let Some(mate) = mate else { continue };
                let Some(port) = mate.ends.iter().find(|port| port.1 == *tie) else { continue };
                let (thick, dashed) = stroke(one.contacts);
                let (ink, _) = face::inks(self.map.people[card.person].standing.status);
                let edge = if at == 0 { self.mates_x() } else { self.mates_x() + MATE };
                let name = format!("{} – {} {words}", self.map.ours[one.ours].name, self.map.people[card.person].name);
                let way = Way { from: self.x(at, card.u + CARD), bend: self.x(at, end), to: edge, y, port: self.top + port.2 };
                canvas.raw(Area::default(), &way.svg(ink, thick, dashed, &name));
            }
        }
    }

    /// Small words beside a line.
    fn beside(&self, canvas: &mut Canvas, side: usize, u: f64, y: f64, words: &str, ink: Ink) {
        let style = Type::new(SMALL, ink);
        if side == 0 {
            canvas.text(self.x(side, u + 8.0), y, words, style);
        } else {
            canvas.text(self.x(side, u + 8.0), y, words, style.from(crate::render::svg::Anchor::End));
        }
    }
}

/// The tip of an arrow that points to this edge.
fn arrow(canvas: &mut Canvas, tip: f64, y: f64, back: f64) {
    let (tip, base) = (number(tip), number(tip + back));
    let (up, mid, down) = (number(y - 4.0), number(y), number(y + 4.0));
    let svg = format!("<polygon points=\"{tip},{mid} {base},{up} {base},{down}\" class=\"{}\"/>", Ink::Third.fill());
    canvas.raw(Area::default(), &svg);
}

/// The way of a tie: straight past the words, then in a bend to one of ours.
struct Way {
    from: f64,
    bend: f64,
    to: f64,
    y: f64,
    port: f64,
}

impl Way {
    fn svg(&self, ink: Ink, thick: f64, dashed: bool, name: &str) -> String {
        let middle = number((self.bend + self.to) / 2.0);
        let dash = if dashed { " stroke-dasharray=\"4 4\"" } else { "" };
        format!(
            "<path d=\"M{},{y} L{},{y} C{middle},{y} {middle},{port} {},{port}\" fill=\"none\" stroke-width=\"{}\" class=\"{}\"{dash}><title>{}</title></path>",
            number(self.from),
            number(self.bend),
            number(self.to),
            number(thick),
            ink.stroke(),
            escape(name),
            y = number(self.y),
            port = number(self.port),
        )
    }
}
