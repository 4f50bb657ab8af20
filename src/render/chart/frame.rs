//! What every chart has around it: title, legend, notes, and the field in which values become places.

use rust_decimal::Decimal;

use crate::render::svg::{Anchor, Area, Canvas, Ink, Type, cut, width_of, wrapped};

use super::Chart;
use super::axis::Scale;

/// Room on the left and above.
pub(super) const MARGIN: f64 = 16.0;
/// A chart is never narrower.
pub(super) const NARROWEST: f64 = 420.0;
/// Size of labels.
pub(super) const LABEL: f64 = 12.0;
/// Size of ticks, notes, values.
pub(super) const SMALL: f64 = 11.0;
/// From one base line to the next, in parts of the size.
const LEADING: f64 = 1.4;
/// A name in the legend is not wider.
const WIDEST_NAME: f64 = 180.0;

/// The colours of series, in order.
pub(super) const SERIES: [Ink; 6] = [Ink::First, Ink::Second, Ink::Third, Ink::Fourth, Ink::Fifth, Ink::Sixth];

/// How an entry of the legend is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A filled square.
    Filled(Ink),
    /// A line with a dot.
    Line(Ink),
}

/// The field of a chart: a slot a group one way, the values the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plot {
    /// Where it stands.
    pub(super) area: Area,
    /// Bars run to the right, groups stand below one another.
    pub(super) lying: bool,
    /// The values.
    pub(super) scale: Scale,
    /// Room kept free beyond the lowest and the highest value: for what is written at the ends of bars.
    pub(super) spare: (f64, f64),
}

impl Plot {
    /// The place of a value: an `x` where bars lie, a `y` where they stand.
    pub(super) fn at(&self, value: Decimal) -> f64 {
        let part = self.scale.part(value);
        if self.lying {
            self.area.x + self.spare.0 + part * (self.area.w - self.spare.0 - self.spare.1)
        } else {
            self.area.bottom() - self.spare.0 - part * (self.area.h - self.spare.0 - self.spare.1)
        }
    }

    /// The bar between two values, from `start` on across them, so thick.
    pub(super) fn bar(&self, from: Decimal, to: Decimal, start: f64, thick: f64) -> Area {
        let (one, other) = (self.at(from), self.at(to));
        let (low, length) = (one.min(other), (one - other).abs());
        if self.lying { Area::new(low, start, length, thick) } else { Area::new(start, low, thick, length) }
    }

    /// A line across the field at a value.
    pub(super) fn rule(&self, canvas: &mut Canvas, value: Decimal, ink: Ink, thick: f64, more: &str) {
        let (at, area) = (self.at(value), self.area);
        let ends = if self.lying { [(at, area.y), (at, area.bottom())] } else { [(area.x, at), (area.right(), at)] };
        canvas.line(&ends, ink, thick, more);
    }

    /// Lines at the ticks with their numbers: on the left, or below where bars lie. Numbers that would touch are left out.
    pub(super) fn ticks(&self, canvas: &mut Canvas, sign: &str) {
        let style = Type::new(SMALL, Ink::Muted);
        let mut free = f64::MIN;
        for tick in self.scale.ticks() {
            let (ink, thick) = if tick.is_zero() { (Ink::Muted, 1.2) } else { (Ink::Line, 0.7) };
            self.rule(canvas, tick, ink, thick, "");
            let text = format!("{}{sign}", self.scale.label(tick));
            let at = self.at(tick);
            if !self.lying {
                canvas.text(self.area.x - 6.0, at + SMALL * 0.35, &text, style.from(Anchor::End));
                continue;
            }
            let half = width_of(&text, SMALL) / 2.0;
            if at - half > free + 8.0 {
                canvas.text(at, self.area.bottom() + SMALL + 5.0, &text, style.from(Anchor::Middle));
                free = at + half;
            }
        }
    }
}

/// Lines of text below one another from `y` on; gives where the next thing may begin.
pub(super) fn lines(canvas: &mut Canvas, texts: &[String], x: f64, mut y: f64, style: Type) -> f64 {
    for text in texts {
        canvas.text(x, y + style.size * 0.9, text, style);
        y += style.size * LEADING;
    }
    y
}

/// The title and what stands below it (the unit).
pub(super) fn head(canvas: &mut Canvas, title: &str, below: &str, width: f64) -> f64 {
    let style = Type::new(16.0, Ink::Text).bold();
    // Bold is wider.
    let y = lines(canvas, &wrapped(title, 16.0, width / 1.08, 3), MARGIN, MARGIN, style);
    if below.is_empty() { y + 4.0 } else { lines(canvas, &wrapped(below, SMALL, width, 2), MARGIN, y, Type::new(SMALL, Ink::Muted)) + 4.0 }
}

/// The legend, beside one another where they fit.
pub(super) fn legend(canvas: &mut Canvas, entries: &[(Mark, String)], y: f64, width: f64) -> f64 {
    const SIDE: f64 = 11.0;
    let (mut x, mut y) = (MARGIN, y);
    for (mark, name) in entries {
        let name = cut(name, LABEL, WIDEST_NAME.min(width - SIDE - 8.0));
        let room = SIDE + 5.0 + width_of(&name, LABEL);
        if x > MARGIN && x + room > MARGIN + width {
            (x, y) = (MARGIN, y + LABEL * 1.6);
        }
        match mark {
            Mark::Filled(ink) => canvas.rect(Area::new(x, y + 1.0, SIDE, SIDE), *ink, Ink::Clear, 2.0),
            Mark::Line(ink) => {
                canvas.line(&[(x, y + 6.5), (x + SIDE, y + 6.5)], *ink, 1.6, "");
                canvas.dot(x + SIDE / 2.0, y + 6.5, 2.6, *ink);
            }
        }
        canvas.text(x + SIDE + 5.0, y + LABEL * 0.9, &name, Type::new(LABEL, Ink::Text));
        x += room + 18.0;
    }
    if entries.is_empty() { y } else { y + LABEL * 1.6 + 4.0 }
}

/// The notes below everything.
pub(super) fn notes(canvas: &mut Canvas, notes: &[String], y: f64, width: f64) {
    let mut y = y + 6.0;
    for note in notes {
        y = lines(canvas, &wrapped(note, SMALL, width, 6), MARGIN, y, Type::new(SMALL, Ink::Muted)) + 2.0;
    }
}

/// A chart without anything to draw.
pub(super) fn empty(canvas: &mut Canvas, chart: &Chart, text: &str) {
    let width = NARROWEST;
    let y = head(canvas, &chart.title, "", width);
    let area = Area::new(MARGIN, y + 4.0, width, 96.0);
    canvas.boxed(area, Ink::Surface, Ink::Line, 4.0);
    let (x, middle) = area.middle();
    canvas.text(x, middle + 4.0, &cut(text, LABEL, width - 24.0), Type::new(LABEL, Ink::Muted).from(Anchor::Middle));
    notes(canvas, &chart.notes, area.bottom() + 4.0, width);
}
