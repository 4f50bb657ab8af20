//! A grid of five by five: recency to the right, frequency and amount upwards; in every place how many customers stand there, and who.

use crate::render::paper::one_line;
use crate::render::svg::{Anchor, Area, Canvas, Ink, Type, cut, width_of};
use crate::say;
use crate::words::Lang;

use super::frame::{LABEL, MARGIN, SMALL, empty, head, notes};
use super::{Chart, Shape};

/// Places each way.
const SIDE: u8 = 5;
/// Size of a place.
const PLACE: (f64, f64) = (156.0, 92.0);
/// From one base line to the next.
const LEADING: f64 = 14.5;
/// Lines of names in a place.
const NAMES: usize = 4;
/// Room of the scores on the left.
const LEFT: f64 = 18.0;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas, chart: &Chart, lang: Lang) {
    let Shape::Grid { across, upwards, places, regions } = &chart.shape else { return };
    if places.iter().all(|(.., names)| names.is_empty()) {
        return empty(canvas, chart, &say!(lang, "没有可画的数据", "There is nothing to draw"));
    }
    let width = LEFT + PLACE.0 * f64::from(SIDE);
    let y = head(canvas, &chart.title, "", width);
    let muted = Type::new(SMALL, Ink::Muted);
    canvas.text(MARGIN, y + SMALL, &cut(&format!("↑ {}", one_line(upwards)), SMALL, width), muted);
    let top = y + SMALL * 1.6;
    for up in 1..=SIDE {
        let row = f64::from(SIDE - up);
        canvas.text(MARGIN + 4.0, top + PLACE.1 * (row + 0.5) + LABEL * 0.36, &up.to_string(), Type::new(LABEL, Ink::Text));
        for right in 1..=SIDE {
            let area = Area::new(MARGIN + LEFT + PLACE.0 * f64::from(right - 1), top + PLACE.1 * row, PLACE.0, PLACE.1);
            let is_here = |one: (u8, u8)| (one.0.clamp(1, SIDE), one.1.clamp(1, SIDE)) == (right, up);
            let names: Vec<&str> =
                places.iter().filter(|(x, y, _)| is_here((*x, *y))).flat_map(|(.., names)| names).map(String::as_str).collect();
            let region = regions.iter().find(|(x, y, _)| is_here((*x, *y))).map_or("", |(.., name)| name);
            place(canvas, area, region, &names, lang);
        }
    }
    let bottom = top + PLACE.1 * f64::from(SIDE);
    for right in 1..=SIDE {
        let x = MARGIN + LEFT + PLACE.0 * (f64::from(right) - 0.5);
        canvas.text(x, bottom + LABEL * 1.3, &right.to_string(), Type::new(LABEL, Ink::Text).from(Anchor::Middle));
    }
    let across = cut(&format!("{} →", one_line(across)), SMALL, width);
    canvas.text(MARGIN + width, bottom + LABEL * 1.3 + SMALL * 1.5, &across, muted.from(Anchor::End));
    notes(canvas, &chart.notes, bottom + LABEL * 1.3 + SMALL * 2.0, width);
}

/// One place: its region and its number above, the names below, as many as there is room for.
fn place(canvas: &mut Canvas, area: Area, region: &str, names: &[&str], lang: Lang) {
    let (fill, edge) = if names.is_empty() { (Ink::Surface, Ink::Line) } else { (Ink::FirstSurface, Ink::First) };
    let inner = Area::new(area.x + 2.0, area.y + 2.0, area.w - 4.0, area.h - 4.0);
    canvas.boxed(inner, fill, edge, 3.0);
    let (left, room) = (inner.x + 7.0, inner.w - 14.0);
    let base = inner.y + 15.0;
    let mut taken = 0.0;
    if !names.is_empty() {
        let count = names.len().to_string();
        canvas.text(inner.right() - 7.0, base, &count, Type::new(14.0, Ink::Text).from(Anchor::End).bold());
        taken = width_of(&count, 14.0) * 1.1 + 8.0;
    }
    canvas.text(left, base, &cut(&one_line(region), SMALL, room - taken), Type::new(SMALL, Ink::Muted));
    for (at, line) in shown(names, room, lang).iter().enumerate() {
        canvas.text(left, base + LEADING * (at as f64 + 1.0) + 2.0, line, Type::new(SMALL, Ink::Text));
    }
}

/// Whole names in the lines that there are; where not all fit, the last line says how many more there are.
fn shown(names: &[&str], room: f64, lang: Lang) -> Vec<String> {
    let comma = say!(lang, "、", ", ");
    let mut lines: Vec<(String, usize)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let name = one_line(name);
        let full = lines.len() == NAMES;
        match lines.last_mut() {
            Some((line, count)) if width_of(&format!("{line}{comma}{name}"), SMALL) <= room => {
                *line = format!("{line}{comma}{name}");
                *count += 1;
            }
            Some((line, count)) if full => {
                let rest = names.len() - at + *count;
                *line = cut(&say!(lang, "另有 {rest} 户", "and {rest} more"), SMALL, room);
                break;
            }
            _ => lines.push((cut(&name, SMALL, room), 1)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}
