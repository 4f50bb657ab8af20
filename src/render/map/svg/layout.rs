//! Where everything stands. Every one of theirs has rows of his or her own, so that a line to one of ours runs through no box; our people stand
//! beside them, or in the middle where there are too many for one side.

use super::face::{self, CARD, Face, MATE};
use super::stack::{self, Wish};
use crate::analysis::map::Map;
use crate::render::map::words as said;
use crate::render::svg::width_of;
use crate::words::Lang;

/// Around the picture.
pub(super) const MARGIN: f64 = 24.0;
/// Between two boxes of a panel.
const GAP: f64 = 12.0;
/// Between two panels.
const APART: f64 = 18.0;
/// Between the edge of a panel and its boxes.
pub(super) const INSET: f64 = 14.0;
/// How far a person stands in below the superior, at most.
const STEP: f64 = 30.0;
/// What all steps together may take.
const STEPS: f64 = 180.0;
/// Between two lines that run to our people.
const TIE: f64 = 19.0;
/// Between two ends of influence lines, and between two lanes of them.
const LANE: f64 = 11.0;
/// From so many people on there are two sides.
const CROWD: usize = 13;

/// A panel: a site, or what the other side has not room for.
#[derive(Clone, Debug)]
pub(super) struct Panel {
    /// Upper and lower edge.
    pub(super) top: f64,
    /// Its height.
    pub(super) h: f64,
    /// Its head.
    pub(super) head: Face,
}

/// The box of one of theirs. `u` counts from the outer edge of its side inwards.
#[derive(Clone, Debug)]
pub(super) struct Card {
    /// Who.
    pub(super) person: usize,
    /// Its outer edge.
    pub(super) u: f64,
    /// Its upper edge.
    pub(super) top: f64,
    /// Its height.
    pub(super) h: f64,
    /// What stands in it.
    pub(super) face: Face,
    /// Heights of the lines to ours, in the order of `ties`.
    pub(super) ties: Vec<(usize, f64)>,
    /// Heights of the ends of influence lines, by the number of the influence.
    pub(super) ends: Vec<(usize, f64)>,
}

/// A line that runs along a side: whose end, whose other end, in which lane.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The number of the influence; of a report, the person who reports.
    pub(super) which: usize,
    /// From which card of the side.
    pub(super) from: usize,
    /// To which.
    pub(super) to: usize,
    /// The lane, 0 nearest to the boxes.
    pub(super) lane: usize,
}

/// One side of the picture.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    /// Its panels.
    pub(super) panels: Vec<Panel>,
    /// The boxes.
    pub(super) cards: Vec<Card>,
    /// Influence lines, inside.
    pub(super) influences: Vec<Run>,
    /// Reports between panels, outside.
    pub(super) reports: Vec<Run>,
    /// Where the panels begin.
    pub(super) panel_u: f64,
    /// How wide the panels are.
    pub(super) panel_w: f64,
    /// Where the words about the lines begin, and where they end.
    pub(super) words: (f64, f64),
}

/// One of ours.
#[derive(Clone, Debug)]
pub(super) struct Mate {
    /// Who.
    pub(super) ours: usize,
    /// Upper edge.
    pub(super) top: f64,
    /// Height.
    pub(super) h: f64,
    /// What stands in the box.
    pub(super) face: Face,
    /// Side, tie, height of each line's end.
    pub(super) ends: Vec<(usize, usize, f64)>,
}

/// All of it, without header and legend; heights count from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// One side or two.
    pub(super) sides: Vec<Side>,
    /// Our people.
    pub(super) mates: Vec<Mate>,
    /// The panel around them.
    pub(super) team: Option<Panel>,
    /// Width of the space between a side and our people.
    pub(super) channel: f64,
    /// How wide all is.
    pub(super) width: f64,
    /// How high.
    pub(super) height: f64,
}

impl Layout {
    /// Where everything of this map stands.
    pub(super) fn of(map: &Map, lang: Lang) -> Self {
        let sides: Vec<Side> = split(map).iter().map(|people| side(map, people, lang)).collect();
        let height = sides.iter().map(Side::height).fold(0.0, f64::max);
        let busiest = map.ties.len();
        let channel = if map.ties.is_empty() { 0.0 } else { 110.0 + 4.0 * f64::from(u16::try_from(busiest.min(25)).unwrap_or(25)) };
        let head = face::company(map, lang);
        let mates = mates(map, &sides, head.h, lang);
        let inner = if mates.is_empty() { 0.0 } else { MATE + INSET * 2.0 };
        let channels = channel * f64::from(u8::try_from(sides.len()).unwrap_or(2));
        let width = sides.iter().map(|side| side.words.1).sum::<f64>() + channels + inner;
        let first = mates.iter().map(|mate| mate.top).fold(f64::INFINITY, f64::min);
        let last = mates.iter().map(|mate| mate.top + mate.h).fold(0.0, f64::max);
        let team = (!mates.is_empty()).then_some(Panel { top: first - head.h, h: last - first + head.h + INSET, head });
        let height = team.as_ref().map_or(height, |team| height.max(team.top + team.h));
        Self { sides, mates, team, channel, width, height }
    }
}

impl Side {
    fn height(&self) -> f64 {
        self.panels.last().map_or(0.0, |panel| panel.top + panel.h)
    }
}

/// The people of each side, whole trees together.
fn split(map: &Map) -> Vec<Vec<usize>> {
    let all: Vec<usize> = (0..map.people.len()).collect();
    if all.len() < CROWD {
        return vec![all];
    }
    // Between two trees one may part; between two sites rather.
    let half = all.len() / 2;
    let part = |at: &usize| !map.people[*at].hangs;
    let far = |at: &usize| at.abs_diff(half) + if map.people[*at].site == map.people[at - 1].site { 3 } else { 0 };
    match (1..all.len()).filter(part).min_by_key(far) {
        Some(at) if at.min(all.len() - at) * 4 >= all.len() => vec![all[..at].to_vec(), all[at..].to_vec()],
        _ => vec![all],
    }
}

/// One side: panels of sites, boxes in them, lanes beside them.
fn side(map: &Map, people: &[usize], lang: Lang) -> Side {
    let mut side = Side::default();
    let deepest = people.iter().map(|person| map.people[*person].depth).max().unwrap_or(0);
    let deep = f64::from(u16::try_from(deepest).unwrap_or(u16::MAX));
    let step = if deepest == 0 { 0.0 } else { STEP.min(STEPS / deep) };
    side.panel_w = INSET * 2.0 + CARD + step * deep;
    let place = |person: usize| people.iter().position(|one| *one == person);
    let apart = |person: &usize| map.people[*person].boss.and_then(place).filter(|_| !map.people[*person].hangs);
    // From the superior to who reports.
    let spans = people.iter().enumerate().filter_map(|(at, person)| Some((*person, apart(person)?, at)));
    side.reports = lanes(spans);
    let spans = map.influences.iter().enumerate().filter_map(|(which, (from, to))| Some((which, place(*from)?, place(*to)?)));
    side.influences = lanes(spans);
    side.panel_u = lanes_width(&side.reports);
    let mut y = 0.0;
    for (at, person) in people.iter().enumerate() {
        let site = map.people[*person].site;
        if at == 0 || map.people[people[at - 1]].site != site {
            y += if at == 0 { 0.0 } else { APART };
            let again = at == 0 && *person > 0 && map.people[*person - 1].site == site;
            let head = face::site(&map.sites[site], again, side.panel_w, lang);
            side.panels.push(Panel { top: y, h: 0.0, head: head.clone() });
            y += head.h;
        }
        let depth = f64::from(u16::try_from(map.people[*person].depth).unwrap_or(u16::MAX));
        let face = face::theirs(map, *person, &notes(map, *person, people, lang), lang);
        let mut card =
            Card { person: *person, u: side.panel_u + INSET + step * depth, top: y, h: face.h, face, ties: vec![], ends: vec![] };
        dock(map, &mut card, &side.influences, at);
        y += card.h + GAP;
        side.cards.push(card);
        if let Some(panel) = side.panels.last_mut() {
            panel.h = y - GAP + INSET - panel.top;
        }
        if people.get(at + 1).is_none_or(|next| map.people[*next].site != site) {
            y += INSET - GAP;
        }
    }
    let begin = side.panel_u + side.panel_w + lanes_width(&side.influences);
    side.words = (begin, begin + words_width(map, people, lang));
    side
}

/// What no line of the side shows: a superior or somebody influenced on the other side.
fn notes(map: &Map, person: usize, people: &[usize], lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(boss) = map.people[person].boss.filter(|boss| !people.contains(boss)) {
        out.push(said::reports(&map.people[boss].name, lang));
    }
    let over = map.influences.iter().filter(|(from, to)| *from == person && !people.contains(to));
    let names: Vec<&str> = over.map(|(_, to)| map.people[*to].name.as_str()).collect();
    if !names.is_empty() {
        out.push(said::influences(&names, lang));
    }
    out
}

/// Where lines leave the inner edge: those to ours, then those to colleagues. A box grows until all have room.
fn dock(map: &Map, card: &mut Card, influences: &[Run], at: usize) {
    let mates: Vec<usize> = map.ties.iter().enumerate().filter(|(_, tie)| tie.person == card.person).map(|(tie, _)| tie).collect();
    let ends: Vec<usize> = influences.iter().filter(|run| run.from == at || run.to == at).map(|run| run.which).collect();
    let count = |n: usize| f64::from(u16::try_from(n).unwrap_or(u16::MAX));
    let need = TIE * count(mates.len().max(1)) + LANE * count(ends.len());
    card.h = card.h.max(need + 10.0);
    let mut y = card.top + (card.h - need) / 2.0 + TIE * 0.75;
    for tie in &mates {
        card.ties.push((*tie, y));
        y += TIE;
    }
    if mates.is_empty() {
        y += TIE;
    }
    y += (LANE - TIE) / 2.0;
    for which in ends {
        card.ends.push((which, y));
        y += LANE;
    }
}

/// Lines from card to card, each in the innermost lane that is free along its way.
fn lanes(spans: impl Iterator<Item = (usize, usize, usize)>) -> Vec<Run> {
    let mut runs: Vec<Run> = spans.map(|(which, from, to)| Run { which, from, to, lane: 0 }).collect();
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by_key(|at| (runs[*at].from.abs_diff(runs[*at].to), *at));
    let mut taken: Vec<Vec<(usize, usize)>> = Vec::new();
    for at in order {
        let (low, high) = (runs[at].from.min(runs[at].to), runs[at].from.max(runs[at].to));
        let free = |lane: &Vec<(usize, usize)>| lane.iter().all(|(from, to)| high < *from || low > *to);
        let lane = taken.iter().position(free).unwrap_or_else(|| {
            taken.push(Vec::new());
            taken.len() - 1
        });
        taken[lane].push((low, high));
        runs[at].lane = lane;
    }
    runs
}

/// The room of so many lanes.
pub(super) fn lanes_width(runs: &[Run]) -> f64 {
    runs.iter().map(|run| run.lane + 1).max().map_or(0.0, |lanes| 12.0 + LANE * f64::from(u16::try_from(lanes).unwrap_or(u16::MAX)))
}

/// How far the lane lies from the boxes' side.
pub(super) fn lane(run: &Run) -> f64 {
    12.0 + LANE * f64::from(u16::try_from(run.lane).unwrap_or(u16::MAX))
}

/// The widest words about a line.
fn words_width(map: &Map, people: &[usize], lang: Lang) -> f64 {
    let of = |person: &usize| map.ties_of(*person).map(|tie| said::met(tie, map.day, lang)).collect::<Vec<_>>();
    let lone = people.iter().any(|person| map.ties_of(*person).next().is_none()).then(|| said::nobody(lang).to_owned());
    let words = people.iter().flat_map(of).chain(lone);
    words.map(|word| width_of(&word, 10.5)).fold(0.0, f64::max) + 20.0
}

/// Our people, each as near as may be to the middle of those whom he or she knows.
fn mates(map: &Map, sides: &[Side], least: f64, lang: Lang) -> Vec<Mate> {
    let mut mates: Vec<Mate> = Vec::new();
    let mut wishes: Vec<Wish> = Vec::new();
    for ours in 0..map.ours.len() {
        let mut ends: Vec<(usize, usize, f64)> = Vec::new();
        for (at, side) in sides.iter().enumerate() {
            let lines = side.cards.iter().flat_map(|card| &card.ties).filter(|(tie, _)| map.ties[*tie].ours == ours);
            ends.extend(lines.map(|(tie, y)| (at, *tie, *y)));
        }
        let face = face::ours(map, ours, lang);
        let most = (0..sides.len()).map(|side| ends.iter().filter(|end| end.0 == side).count()).max().unwrap_or(0);
        let count = |n: usize| f64::from(u16::try_from(n).unwrap_or(u16::MAX));
        let h = face.h.max(count(most) * 9.0 + 12.0);
        let middle = ends.iter().map(|end| end.2).sum::<f64>() / count(ends.len().max(1));
        wishes.push(Wish { middle, h });
        mates.push(Mate { ours, top: 0.0, h, face, ends });
    }
    for (mate, top) in mates.iter_mut().zip(stack::placed(&wishes, 16.0, least)) {
        mate.top = top;
        for side in 0..sides.len() {
            let mut here: Vec<&mut (usize, usize, f64)> = mate.ends.iter_mut().filter(|end| end.0 == side).collect();
            here.sort_by(|a, b| a.2.total_cmp(&b.2));
            let count = f64::from(u16::try_from(here.len()).unwrap_or(u16::MAX));
            let apart = ((mate.h - 14.0) / count.max(1.0)).min(14.0);
            let mut y = mate.top + (mate.h - apart * (count - 1.0)) / 2.0;
            for end in here {
                end.2 = y;
                y += apart;
            }
        }
    }
    mates
}
