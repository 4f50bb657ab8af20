//! A Pareto chart lying on its side: a line a customer with name, bar, amount, running share and class, so that every name and every
//! figure can be read; the curve of the running share goes down across the bars.

use rust_decimal::Decimal;

use crate::render::paper::one_line;
use crate::render::svg::{Anchor, Area, Canvas, Ink, Type, cut, width_of};
use crate::say;
use crate::words::Lang;

use super::axis::{Scale, decimals, written};
use super::frame::{LABEL, MARGIN, Mark, Plot, SMALL, empty, head, legend, notes};
use super::{Chart, Shape};

/// So many customers have a line each where there are more than [`ALL`].
const KEPT: usize = 24;
/// Up to so many all have one.
const ALL: usize = 30;
/// Height of a line.
const SLOT: f64 = 24.0;
/// Length of the longest bar.
const LENGTH: f64 = 440.0;
/// Widest name.
const WIDEST_NAME: f64 = 230.0;
/// Between two columns.
const GAP: f64 = 14.0;

/// A line of the chart.
struct Line {
    name: String,
    amount: Decimal,
    share: Decimal,
    class: char,
    /// It stands for several, whose sum would make the other bars vanish.
    several: bool,
}

/// Where the columns are.
struct Columns {
    plot: Plot,
    amount: f64,
    share: f64,
    class: f64,
}

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas, chart: &Chart, lang: Lang) {
    let Shape::Pareto { bars, unit, ends } = &chart.shape else { return };
    if bars.is_empty() {
        return empty(canvas, chart, &say!(lang, "没有可画的数据", "There is nothing to draw"));
    }
    let lines = lines_of(bars, lang);
    let places = decimals(lines.iter().map(|line| line.amount));
    let unit = one_line(unit);
    let heading = say!(lang, "金额（{unit}）", "Amount ({unit})");
    let amounts = || lines.iter().map(|line| width_of(&written(line.amount, places), SMALL));
    let amount_room = amounts().fold(width_of(&heading, SMALL), f64::max);
    let share_heading = say!(lang, "累计占比", "Running share");
    let mut columns = columns(&lines, amount_room, width_of(&share_heading, SMALL).max(56.0));
    let width = columns.class + 34.0 - MARGIN;
    let y = head(canvas, &chart.title, "", width);
    let y = legend(canvas, &entries(bars, &share_heading, lang), y, width);
    let rows = marks(canvas, &columns.plot, ends, y, false);
    let top = y + (rows + 1) as f64 * SMALL * 1.35 + 4.0;
    columns.plot.area.y = top;
    marks(canvas, &columns.plot, ends, y, true);
    let style = Type::new(SMALL, Ink::Muted).from(Anchor::End);
    canvas.text(columns.amount, top - 6.0, &heading, style);
    canvas.text(columns.share, top - 6.0, &share_heading, style);
    for (at, line) in lines.iter().enumerate() {
        row(canvas, &columns, at, line, &written(line.amount, places), lines.get(at + 1).is_some_and(|next| next.class != line.class));
    }
    curve(canvas, &columns.plot, &lines);
    let mut all = chart.notes.clone();
    if lines.iter().any(|line| line.several) {
        all.push(say!(lang, "其余各户只列合计，不画条形", "of the others only sums are stated, without a bar"));
    }
    notes(canvas, &all, columns.plot.area.bottom() + 6.0, width);
}

/// The lines: the largest one each, the others put together class by class.
fn lines_of(bars: &[(String, Decimal, Decimal, char)], lang: Lang) -> Vec<Line> {
    let kept = if bars.len() > ALL { KEPT } else { bars.len() };
    let one = |(name, amount, share, class): &(String, Decimal, Decimal, char)| Line {
        name: one_line(name).into_owned(),
        amount: *amount,
        share: *share,
        class: *class,
        several: false,
    };
    let mut out: Vec<Line> = bars[..kept].iter().map(one).collect();
    for group in bars[kept..].chunk_by(|a, b| a.3 == b.3) {
        // A group is never empty.
        let (Some(last), count) = (group.last(), group.len()) else { continue };
        if count == 1 {
            out.push(one(last));
            continue;
        }
        let class = last.3;
        let amount = group.iter().fold(Decimal::ZERO, |sum, bar| sum.saturating_add(bar.1));
        let name = say!(lang, "{class} 类其余 {count} 户", "{count} others of class {class}");
        out.push(Line { name, amount, share: last.2, class, several: true });
    }
    out
}

fn columns(lines: &[Line], amounts: f64, shares: f64) -> Columns {
    let names = lines.iter().map(|line| width_of(&line.name, LABEL)).fold(40.0, f64::max).min(WIDEST_NAME);
    let drawn = lines.iter().filter(|line| !line.several).map(|line| line.amount);
    let area = Area::new(MARGIN + names + 10.0, 0.0, LENGTH, SLOT * lines.len() as f64);
    let plot = Plot { area, lying: true, scale: Scale::over(drawn, 10), spare: (0.0, 0.0) };
    let amount = area.right() + GAP + amounts;
    let share = amount + GAP + shares;
    Columns { plot, amount, share, class: share + GAP }
}

/// The colour of a class.
const fn ink(class: char) -> Ink {
    match class {
        'A' => Ink::Good,
        'B' => Ink::Fair,
        _ => Ink::Blank,
    }
}

/// The classes with how many are in each, and the curve.
fn entries(bars: &[(String, Decimal, Decimal, char)], share: &str, lang: Lang) -> Vec<(Mark, String)> {
    let mut classes: Vec<(char, usize)> = Vec::new();
    for (.., class) in bars {
        match classes.iter_mut().find(|(one, _)| one == class) {
            Some((_, count)) => *count += 1,
            None => classes.push((*class, 1)),
        }
    }
    let name = |(class, count): (char, usize)| say!(lang, "{class} 类 {count} 户", "class {class}: {count}");
    let classes = classes.into_iter().map(|one| (Mark::Filled(ink(one.0)), name(one)));
    classes.chain([(Mark::Line(Ink::First), share.to_owned())]).collect()
}

/// The place of a running share: 0 where the bars begin, 100 at the right edge.
fn at(plot: &Plot, share: Decimal) -> f64 {
    let (zero, right) = (plot.at(Decimal::ZERO), plot.area.right());
    let part = Scale::over([Decimal::ONE_HUNDRED], 1).part(share);
    zero + part * (right - zero)
}

/// The shares at which a class ends: lines down through the field with their percentage above. Texts that would touch go one line higher;
/// gives how many lines they take beyond one. Drawn only when asked to: the field must know its place first.
fn marks(canvas: &mut Canvas, plot: &Plot, ends: &[(Decimal, char)], y: f64, drawn: bool) -> usize {
    let mut free: Vec<f64> = Vec::new();
    let mut ends: Vec<(Decimal, String)> =
        ends.iter().map(|(share, class)| (*share, format!("{class} {}%", written(*share, share.normalize().scale().min(2))))).collect();
    ends.sort();
    for (share, text) in ends {
        let (x, half) = (at(plot, share), width_of(&text, SMALL) / 2.0);
        let row = free.iter().position(|right| *right + 6.0 < x - half).unwrap_or(free.len());
        if row == free.len() {
            free.push(f64::MIN);
        }
        free[row] = x + half;
        if drawn {
            canvas.line(&[(x, plot.area.y - 2.0), (x, plot.area.bottom())], Ink::Muted, 1.0, "stroke-dasharray=\"4 4\"");
            let base = y + SMALL * (0.9 + 1.35 * row as f64);
            canvas.text(x, base, &text, Type::new(SMALL, Ink::Muted).from(Anchor::Middle));
        }
    }
    free.len()
}

/// A line with everything but the curve.
fn row(canvas: &mut Canvas, columns: &Columns, at: usize, line: &Line, amount: &str, ends: bool) {
    let plot = &columns.plot;
    let (top, ink) = (plot.area.y + SLOT * at as f64, ink(line.class));
    let middle = top + SLOT / 2.0;
    let name = cut(&line.name, LABEL, plot.area.x - 8.0 - MARGIN);
    canvas.text(
        plot.area.x - 8.0,
        middle + LABEL * 0.36,
        &name,
        Type::new(LABEL, if line.several { Ink::Muted } else { Ink::Text }).from(Anchor::End),
    );
    if !line.several {
        let mut area = plot.bar(Decimal::ZERO, line.amount, top + 4.0, SLOT - 8.0);
        area.w = area.w.max(if line.amount.is_zero() { 0.0 } else { 0.8 });
        let share = written(line.share, 2);
        canvas.told(area, ink, Ink::Clear, 0.0, &format!("{}: {amount}, {share}%", line.name));
    }
    let style = Type::new(SMALL, Ink::Text).from(Anchor::End);
    canvas.text(columns.amount, middle + SMALL * 0.36, amount, style);
    canvas.text(columns.share, middle + SMALL * 0.36, &format!("{}%", written(line.share, 2)), style);
    let badge = Area::new(columns.class, top + 3.5, 22.0, SLOT - 7.0);
    canvas.boxed(badge, ink, Ink::Clear, 3.0);
    canvas.text(badge.middle().0, middle + SMALL * 0.36, &line.class.to_string(), Type::new(SMALL, Ink::Upon).from(Anchor::Middle).bold());
    // Where a class ends a line is drawn, as at the end.
    let thick = if ends { 1.0 } else { 0.5 };
    let below = top + SLOT;
    canvas.line(&[(MARGIN, below), (badge.right(), below)], if ends { Ink::Muted } else { Ink::Line }, thick, "");
}

/// The running share, on a ground of its own: it runs across bars of every colour.
fn curve(canvas: &mut Canvas, plot: &Plot, lines: &[Line]) {
    let place = |(row, line): (usize, &Line)| (at(plot, line.share), plot.area.y + SLOT * (row as f64 + 0.5));
    let points: Vec<(f64, f64)> = lines.iter().enumerate().map(place).collect();
    canvas.line(&points, Ink::Page, 4.5, "");
    for (x, y) in &points {
        canvas.dot(*x, *y, 4.5, Ink::Page);
    }
    canvas.line(&points, Ink::First, 1.8, "");
    for (x, y) in points {
        canvas.dot(x, y, 2.8, Ink::First);
    }
}
