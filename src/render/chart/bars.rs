//! Bars over groups. They stand where what is below them fits there; they lie, one group below the other, where names are long or many.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::render::paper::one_line;
use crate::render::svg::{Anchor, Area, Canvas, Ink, Type, cut, width_of, wrapped};
use crate::say;
use crate::words::Lang;

use super::axis::{Scale, decimals, written};
use super::frame::{LABEL, MARGIN, Mark, NARROWEST, Plot, SERIES, SMALL, empty, head, legend, notes};
use super::{Chart, Series};

/// More groups are not drawn; the table has them.
const MOST_GROUPS: usize = 200;
/// Standing bars need names below them; more groups than this lie, unless they are points in time.
const MOST_STANDING: usize = 16;
/// A bar is not thicker.
const THICKEST: f64 = 52.0;
/// Standing bars are so high.
const HEIGHT: f64 = 300.0;
/// One of several lying bars of a group is so high: as its number needs.
const ROW: f64 = 13.0;
/// Lying bars are so long.
const LENGTH: f64 = 520.0;
/// Widest name beside a lying bar.
const WIDEST_NAME: f64 = 230.0;
/// Size of a number at the end of a bar.
const VALUE: f64 = 10.5;

/// What is drawn, ready.
struct Bars<'a> {
    groups: Vec<Cow<'a, str>>,
    series: Vec<(Ink, Cow<'a, str>, Vec<Option<Decimal>>)>,
    stacked: bool,
    unit: &'a str,
    level: Option<&'a (String, Decimal)>,
    decimals: u32,
}

/// How the groups are set.
enum Layout {
    /// Upright, so wide each; the labels in lines, and only every so many of them.
    Standing { slot: f64, labels: Vec<Vec<String>>, every: usize },
    /// Below one another, so high each; the names in so much room.
    Lying { slot: f64, room: f64 },
}

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas, chart: &Chart, lang: Lang) {
    let Some((bars, more)) = Bars::of(chart, lang) else {
        return empty(canvas, chart, &say!(lang, "没有可画的数据", "There is nothing to draw"));
    };
    let layout = bars.layout();
    let plot = bars.plot(&layout);
    let width = (plot.area.right() - MARGIN).max(NARROWEST);
    let unit = bars.unit;
    let below = if unit.is_empty() || unit == "%" { String::new() } else { say!(lang, "单位：{unit}", "unit: {unit}") };
    let y = head(canvas, &chart.title, &below, width);
    let entries: Vec<(Mark, String)> =
        if bars.series.len() > 1 { bars.series.iter().map(|one| (Mark::Filled(one.0), one.1.to_string())).collect() } else { Vec::new() };
    let y = legend(canvas, &entries, y, width);
    // A level stands above lying bars, a number above standing ones may rise to the edge.
    let plot = Plot { area: Area { y: y + if bars.level.is_some() && plot.lying { 18.0 } else { 6.0 }, ..plot.area }, ..plot };
    plot.ticks(canvas, bars.sign());
    bars.fill(canvas, &plot, &layout);
    plot.rule(canvas, Decimal::ZERO, Ink::Muted, 1.2, "");
    bars.level(canvas, &plot);
    let y = bars.names(canvas, &plot, &layout);
    let all: Vec<String> = chart.notes.iter().cloned().chain(more).collect();
    notes(canvas, &all, y, width);
}

impl<'a> Bars<'a> {
    /// The data as they are drawn, and what had to be put together or left out; none where there is no value.
    fn of(chart: &'a Chart, lang: Lang) -> Option<(Self, Vec<String>)> {
        let super::Shape::Bars { groups, series, stacked, unit, level } = &chart.shape else { return None };
        let mut more = Vec::new();
        let shown = groups.len().min(MOST_GROUPS);
        if groups.len() > shown {
            let rest = groups.len() - shown;
            more.push(say!(lang, "只画前 {shown} 项，其余 {rest} 项见表", "the first {shown} are drawn; the table has {rest} more"));
        }
        let values = |one: &Series| (0..shown).map(|at| one.values.get(at).copied().flatten()).collect::<Vec<_>>();
        let mut out: Vec<(Ink, Cow<'a, str>, Vec<Option<Decimal>>)> = Vec::new();
        let (kept, rest) = largest(series);
        for (one, ink) in kept.into_iter().zip(SERIES) {
            out.push((ink, one_line(&one.name), values(one)));
        }
        if !rest.is_empty() {
            let count = rest.len();
            let name = say!(lang, "其余 {count} 项", "{count} others");
            out.push((Ink::Blank, Cow::Owned(name), sums(&rest, shown)));
        }
        let flat = || out.iter().flat_map(|one| one.2.iter().flatten().copied());
        flat().next()?;
        let decimals = decimals(flat());
        let groups = groups[..shown].iter().map(|group| one_line(group)).collect();
        Some((Self { groups, series: out, stacked: *stacked, unit, level: level.as_ref(), decimals }, more))
    }

    /// What follows every number.
    fn sign(&self) -> &'static str {
        if self.unit == "%" { "%" } else { "" }
    }

    fn written(&self, value: Decimal) -> String {
        format!("{}{}", written(value, self.decimals), self.sign())
    }

    /// Bars beside one another in a group.
    fn abreast(&self) -> usize {
        if self.stacked { 1 } else { self.series.len() }
    }

    /// What is above and what is below zero in a stack.
    fn stack(&self, group: usize) -> (Decimal, Decimal) {
        let values = self.series.iter().filter_map(|one| one.2[group]);
        values.fold((Decimal::ZERO, Decimal::ZERO), |(up, down), value| {
            if value > Decimal::ZERO { (up.saturating_add(value), down) } else { (up, down.saturating_add(value)) }
        })
    }

    /// Everything that the axis must reach.
    fn extent(&self) -> Vec<Decimal> {
        let level = self.level.map(|level| level.1);
        if self.stacked {
            (0..self.groups.len()).map(|at| self.stack(at)).flat_map(|(up, down)| [up, down]).chain(level).collect()
        } else {
            self.series.iter().flat_map(|one| one.2.iter().flatten().copied()).chain(level).collect()
        }
    }

    /// What is written at the end of each bar: value and text. A stack with parts below zero has no one end.
    fn ends(&self, group: usize) -> Vec<Option<(Decimal, String)>> {
        if !self.stacked {
            return self.series.iter().map(|one| one.2[group].map(|value| (value, self.written(value)))).collect();
        }
        let (up, down) = self.stack(group);
        let any = self.series.iter().any(|one| one.2[group].is_some());
        vec![(any && down.is_zero()).then(|| (up, self.written(up)))]
    }

    fn layout(&self) -> Layout {
        let count = self.groups.len();
        let narrow = (self.abreast() * 7 + 5).max(12) as f64;
        let standing = |slot: f64| -> Option<Vec<Vec<String>>> { self.groups.iter().map(|group| below(group, slot - 8.0)).collect() };
        let slot = (860.0 / count as f64).clamp(narrow, 120.0);
        if count <= MOST_STANDING
            && let Some(labels) = standing(slot)
        {
            return Layout::Standing { slot, labels, every: 1 };
        }
        if self.groups.iter().all(|group| is_time(group)) {
            let widest = self.groups.iter().map(|group| width_of(group, SMALL)).fold(0.0, f64::max) + 10.0;
            let every = [1, 2, 3, 4, 6, 12, 24, 48].into_iter().find(|every| slot * *every as f64 >= widest).unwrap_or(96);
            return Layout::Standing { slot, labels: self.groups.iter().map(|group| vec![group.to_string()]).collect(), every };
        }
        let room = self.groups.iter().map(|group| width_of(group, LABEL)).fold(0.0, f64::max).min(WIDEST_NAME);
        let many = count > 60;
        let slot = match self.abreast() {
            1 => {
                if many {
                    17.0
                } else {
                    24.0
                }
            }
            abreast => abreast as f64 * ROW + if many { 4.0 } else { 9.0 },
        };
        Layout::Lying { slot, room }
    }

    /// The field, not yet at its height: where it stands below the head is not known yet.
    fn plot(&self, layout: &Layout) -> Plot {
        let extent = self.extent();
        let count = self.groups.len() as f64;
        let texts = |below: bool| {
            let ends = (0..self.groups.len()).flat_map(|at| self.ends(at)).flatten();
            ends.filter(move |(value, _)| (*value < Decimal::ZERO) == below)
                .map(|(_, text)| width_of(&text, VALUE) + 8.0)
                .fold(0.0, f64::max)
        };
        match layout {
            Layout::Standing { slot, labels, .. } => {
                let scale = Scale::over(extent, 5);
                let ticks = scale.ticks().into_iter().map(|tick| width_of(&format!("{}{}", scale.label(tick), self.sign()), SMALL));
                // The first of thinned labels may reach to the left of its slot.
                let first = labels[0].iter().map(|line| width_of(line, SMALL)).fold(0.0, f64::max) / 2.0 - slot / 2.0;
                let left = MARGIN + (ticks.fold(0.0, f64::max) + 8.0).max(first);
                let spare = (if scale.has_negative() { 16.0 } else { 0.0 }, 16.0);
                Plot { area: Area::new(left, 0.0, slot * count, HEIGHT), lying: false, scale, spare }
            }
            Layout::Lying { slot, room } => {
                let area = Area::new(MARGIN + room + 10.0, 0.0, LENGTH, slot * count);
                let spare = (texts(true).clamp(4.0, 140.0), texts(false).clamp(4.0, 140.0));
                // As many steps as have room for their numbers.
                let fits = |scale: &Scale| {
                    let ticks = scale.ticks();
                    let widest = ticks.iter().map(|tick| width_of(&scale.label(*tick), SMALL)).fold(0.0, f64::max) + 24.0;
                    widest * (ticks.len() as f64) < area.w - spare.0 - spare.1
                };
                let scale = [6, 5, 4, 3, 2].into_iter().map(|steps| Scale::over(extent.iter().copied(), steps)).find(fits);
                Plot { area, lying: true, scale: scale.unwrap_or_else(|| Scale::over(extent, 1)), spare }
            }
        }
    }

    /// Bars and numbers.
    fn fill(&self, canvas: &mut Canvas, plot: &Plot, layout: &Layout) {
        let (slot, origin) = match layout {
            Layout::Standing { slot, .. } => (*slot, plot.area.x),
            Layout::Lying { slot, .. } => (*slot, plot.area.y),
        };
        let abreast = self.abreast() as f64;
        let inner = match (plot.lying, self.abreast()) {
            (false, _) => slot * 0.76,
            (true, 1) => slot - if slot > 20.0 { 8.0 } else { 4.0 },
            (true, abreast) => abreast as f64 * ROW,
        };
        let thick = (inner / abreast).min(THICKEST);
        let numbers = plot.lying || self.numbers_fit(if abreast > 1.0 { thick } else { slot });
        for group in 0..self.groups.len() {
            let start = origin + slot * group as f64 + (slot - thick * abreast) / 2.0;
            self.bars_of(canvas, plot, group, start, thick);
            if !numbers {
                continue;
            }
            for (at, end) in self.ends(group).into_iter().enumerate() {
                let Some((value, text)) = end else { continue };
                let level = self.level.map(|level| plot.at(level.1));
                number(canvas, plot, (value, &text), start + thick * (at as f64 + 0.5), level);
            }
        }
    }

    fn bars_of(&self, canvas: &mut Canvas, plot: &Plot, group: usize, start: f64, thick: f64) {
        let (mut up, mut down) = (Decimal::ZERO, Decimal::ZERO);
        let gap = if self.stacked || thick < 6.0 { 0.0 } else { 1.0 };
        for (at, (ink, name, values)) in self.series.iter().enumerate() {
            let Some(value) = values[group] else { continue };
            let (from, start) = match (self.stacked, value < Decimal::ZERO) {
                (false, _) => (Decimal::ZERO, start + thick * at as f64),
                (true, false) => (up, start),
                (true, true) => (down, start),
            };
            let to = from.saturating_add(value);
            let (group, written) = (&self.groups[group], self.written(value));
            let unit = if self.sign().is_empty() { self.unit } else { "" };
            let told =
                if self.series.len() > 1 { format!("{group} {name}: {written} {unit}") } else { format!("{group}: {written} {unit}") };
            let mut area = plot.bar(from, to, start, thick - gap);
            // A value above nothing can be seen.
            if !value.is_zero() && plot.lying {
                area.w = area.w.max(0.8);
            }
            // An edge around parts of a stack, unless it would cover them.
            let edge = if self.stacked && area.w.min(area.h) > 3.0 { Ink::Page } else { Ink::Clear };
            canvas.told(area, *ink, edge, 0.0, told.trim_end());
            if value < Decimal::ZERO { down = to.min(down) } else { up = to.max(up) }
        }
    }

    /// Whether every number fits above its standing bar.
    fn numbers_fit(&self, room: f64) -> bool {
        let all = (0..self.groups.len()).flat_map(|at| self.ends(at)).flatten();
        all.map(|(_, text)| width_of(&text, VALUE)).fold(0.0, f64::max) + 2.0 <= room
    }

    fn level(&self, canvas: &mut Canvas, plot: &Plot) {
        let Some((name, value)) = self.level else { return };
        plot.rule(canvas, *value, Ink::Text, 1.2, "stroke-dasharray=\"5 4\"");
        let number = written(*value, value.normalize().scale().min(self.decimals));
        let text = cut(&format!("{} {number}{}", one_line(name), self.sign()), SMALL, 200.0);
        let (at, style) = (plot.at(*value), Type::new(SMALL, Ink::Text));
        if plot.lying {
            // In the middle of its line unless that leaves the picture.
            let half = width_of(&text, SMALL) / 2.0;
            canvas.text(at.max(MARGIN + half), plot.area.y - 5.0, &text, style.from(Anchor::Middle));
        } else {
            canvas.text(plot.area.right() + 6.0, at + SMALL * 0.35, &text, style);
        }
    }

    /// The names of the groups; gives where what is below begins.
    fn names(&self, canvas: &mut Canvas, plot: &Plot, layout: &Layout) -> f64 {
        match layout {
            Layout::Standing { slot, labels, every } => {
                for (at, lines) in labels.iter().enumerate().filter(|(at, _)| at % every == 0) {
                    let x = plot.area.x + slot * (at as f64 + 0.5);
                    for (line, text) in lines.iter().enumerate() {
                        let y = plot.area.bottom() + 7.0 + SMALL * (1.0 + 1.3 * line as f64);
                        canvas.text(x, y, text, Type::new(SMALL, Ink::Text).from(Anchor::Middle));
                    }
                }
                let lines = labels.iter().map(Vec::len).max().unwrap_or(1) as f64;
                plot.area.bottom() + 10.0 + SMALL * 1.3 * lines
            }
            Layout::Lying { slot, room } => {
                for (at, group) in self.groups.iter().enumerate() {
                    let y = plot.area.y + slot * (at as f64 + 0.5) + LABEL * 0.36;
                    canvas.text(plot.area.x - 8.0, y, &cut(group, LABEL, *room), Type::new(LABEL, Ink::Text).from(Anchor::End));
                }
                plot.area.bottom() + SMALL + 10.0
            }
        }
    }
}

/// The series that are drawn by themselves, in their order, and the rest: where there are more than colours the largest are kept.
fn largest(series: &[Series]) -> (Vec<&Series>, Vec<&Series>) {
    let size = |one: &Series| one.values.iter().flatten().map(Decimal::abs).fold(Decimal::ZERO, Decimal::saturating_add);
    let mut places: Vec<(Decimal, usize)> = series.iter().enumerate().map(|(at, one)| (size(one), at)).collect();
    places.sort_by_key(|(size, at)| (std::cmp::Reverse(*size), *at));
    let mut kept: Vec<usize> = places.into_iter().take(SERIES.len()).map(|(_, at)| at).collect();
    kept.sort_unstable();
    let (kept, rest): (Vec<_>, Vec<_>) = series.iter().enumerate().partition(|(at, _)| kept.binary_search(at).is_ok());
    (kept.into_iter().map(|(_, one)| one).collect(), rest.into_iter().map(|(_, one)| one).collect())
}

/// Several series as one.
fn sums(series: &[&Series], groups: usize) -> Vec<Option<Decimal>> {
    let add = |sum: Option<Decimal>, value: Decimal| Some(sum.unwrap_or_default().saturating_add(value));
    let of = |group: usize| series.iter().filter_map(|one| one.values.get(group).copied().flatten()).fold(None, add);
    (0..groups).map(of).collect()
}

/// A name in at most two lines below a bar; none where it does not fit without a cut or a broken word.
fn below(name: &str, room: f64) -> Option<Vec<String>> {
    let parts = wrapped(name, SMALL, room, 9);
    let longest_word = name.split(|c: char| !c.is_ascii_graphic()).map(|word| width_of(word, SMALL)).fold(0.0, f64::max);
    (parts.len() <= 2 && longest_word <= room && parts.iter().all(|part| width_of(part, SMALL) <= room)).then_some(parts)
}

/// Whether a name is a point in time (`2026-07`, `2026-Q2`, `7月`): those may be thinned out, everybody can count.
fn is_time(name: &str) -> bool {
    let mark = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | 'Q' | 'H' | 'W' | '年' | '月' | '季' | '日' | ' ');
    name.starts_with(|c: char| c.is_ascii_digit()) && name.chars().all(mark)
}

/// A number at the end of a bar whose middle, across, is `middle`; beyond the line of a level that would strike it through.
fn number(canvas: &mut Canvas, plot: &Plot, (value, text): (Decimal, &str), middle: f64, level: Option<f64>) {
    const OFF: f64 = 4.0;
    let style = Type::new(VALUE, Ink::Text);
    let (at, below) = (plot.at(value), value < Decimal::ZERO);
    let text = cut(text, VALUE, 132.0);
    let long = if plot.lying { width_of(&text, VALUE) } else { VALUE } + OFF;
    // Away from zero: to the right and upwards, for what is below zero to the left and downwards.
    let away = if below == plot.lying { -1.0 } else { 1.0 };
    let struck = level.filter(|level| (0.0..=long + 1.0).contains(&((level - at) * away)));
    let from = struck.unwrap_or(at) + OFF * away;
    if plot.lying {
        canvas.text(from, middle + VALUE * 0.36, &text, style.from(if below { Anchor::End } else { Anchor::Start }));
    } else {
        canvas.text(middle, if below { from + VALUE * 0.76 } else { from }, &text, style.from(Anchor::Middle));
    }
}
