//! 关键人物关系图 of one customer on a day: who sits where and below whom, who influences whom, who of ours knows whom and how often they met.
//! Source: `000_492afcb71e7a325f.txt` 附表1 (sites), 附表3 (people, status, our people), 附表4 (roles).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::contacts::Contacts;
use super::coverage;
use super::verdict::{self, Standing, Verdict};
use crate::archive::CustomerFolder;
use crate::form::choices::{RelationshipStatus, Role, SiteKind};
use crate::form::customer::Site;
use crate::form::key_people::KeyPersonRow;
use crate::form::kind::Text;
use crate::world::World;

/// The map. Who is referred to stands in these lists; the numbers are places in them.
#[derive(Clone, Debug)]
pub struct Map {
    /// The customer's id.
    pub id: String,
    /// What people call the customer.
    pub name: String,
    /// What people call us; may be empty.
    pub company: String,
    /// The day.
    pub day: NaiveDate,
    /// How the account stands.
    pub verdict: Verdict,
    /// How many of them somebody of ours knows.
    pub coverage: coverage::Coverage,
    /// Where they sit; only sites with somebody, in the order of the form.
    pub sites: Vec<Place>,
    /// The names of the sites where nobody is known.
    pub deserted: Vec<String>,
    /// Roles that nobody has.
    pub missing: Vec<Role>,
    /// Their people: site by site, everybody right after whom he or she reports to.
    pub people: Vec<Theirs>,
    /// Who influences whom.
    pub influences: Vec<(usize, usize)>,
    /// Our people who know somebody, in the order in which they are first named.
    pub ours: Vec<Ours>,
    /// Who of ours knows whom.
    pub ties: Vec<Tie>,
    /// Documents that could not be read and so are not on it, by path.
    pub left_out: Vec<String>,
}

/// A site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its name; none for people of whom it is not said where they sit.
    pub name: Option<String>,
    /// What it is.
    pub kind: Option<SiteKind>,
    /// Where it is.
    pub location: Option<String>,
}

/// One of their people.
#[derive(Clone, Debug)]
pub struct Theirs {
    /// Id.
    pub id: String,
    /// Name, or the id.
    pub name: String,
    /// Title; may be empty.
    pub title: String,
    /// Roles, the main one first.
    pub roles: Vec<Role>,
    /// The relation on the day.
    pub standing: Standing,
    /// What the relation is to become.
    pub target: Option<RelationshipStatus>,
    /// Where the person sits.
    pub site: usize,
    /// How many superiors the person has within the site.
    pub depth: usize,
    /// Whom the person reports to, when that person is there.
    pub boss: Option<usize>,
    /// Whether the person stands below that one in the tree: not when they sit apart, or report to each other in a circle.
    pub hangs: bool,
    /// 影响力, 1 to 5.
    pub influence: Option<i64>,
    /// Competitors with the status of the tie.
    pub rivals: Vec<(String, Option<RelationshipStatus>)>,
}

/// One of our people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ours {
    /// Id.
    pub id: String,
    /// Name, or the id.
    pub name: String,
    /// Title; may be empty.
    pub title: String,
    /// Whether he or she is the account manager.
    pub is_manager: bool,
    /// Whether he or she has left us.
    pub left: bool,
}

/// A relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Who of ours.
    pub ours: usize,
    /// Whom.
    pub person: usize,
    /// Contacts from the first day of the day's year up to the day.
    pub contacts: usize,
    /// The last contact ever.
    pub last: Option<NaiveDate>,
}

impl Map {
    /// The map of a customer on `day`. What lies after it is not on it.
    #[must_use]
    pub fn of(folder: &CustomerFolder, world: &World, day: NaiveDate) -> Self {
        let rows: Vec<&KeyPersonRow> = folder.people_on(Some(day)).collect();
        let (order, placed, places) = arranged(folder, &rows);
        let max_age = verdict::max_age(&world.policy);
        let at: BTreeMap<usize, usize> = order.iter().enumerate().map(|(at, row)| (*row, at)).collect();
        let mut people: Vec<Theirs> = order.iter().map(|row| theirs(rows[*row], Standing::of(rows[*row], day, max_age))).collect();
        for (person, row) in people.iter_mut().zip(&order) {
            let spot = &placed[*row];
            (person.site, person.depth, person.hangs) = (spot.site, spot.depth, spot.hangs);
            person.boss = spot.boss.map(|boss| at[&boss]);
        }
        let (ours, ties) = ties(folder, world, day, &order.iter().map(|row| rows[*row]).collect::<Vec<_>>());
        let ids: BTreeMap<&str, usize> = people.iter().enumerate().map(|(at, person)| (person.id.as_str(), at)).collect();
        let mut influences = Vec::new();
        for (from, row) in order.iter().enumerate() {
            let named = rows[*row].influences.get().into_iter().flat_map(|list| list.iter());
            for to in named.filter_map(|one| ids.get(&*one.id)).filter(|to| **to != from) {
                if !influences.contains(&(from, *to)) {
                    influences.push((from, *to));
                }
            }
        }
        Self {
            id: folder.id.to_string(),
            name: folder.called().to_owned(),
            company: if world.short_name.is_empty() { world.company.clone() } else { world.short_name.clone() },
            day,
            verdict: verdict::verdict(folder, &world.policy, day),
            coverage: coverage::coverage(rows.iter().copied()),
            deserted: deserted(folder, &places),
            sites: places.into_iter().map(|(_, place)| place).collect(),
            missing: Role::ALL.iter().copied().filter(|role| !rows.iter().any(|row| row.has_role(*role))).collect(),
            influences,
            people,
            ours,
            ties,
            left_out: Vec::new(),
        }
    }

    /// The ties of one of theirs.
    pub fn ties_of(&self, person: usize) -> impl Iterator<Item = &Tie> {
        self.ties.iter().filter(move |tie| tie.person == person)
    }

    /// The ties of one of ours.
    pub fn ties_of_ours(&self, ours: usize) -> impl Iterator<Item = &Tie> {
        self.ties.iter().filter(move |tie| tie.ours == ours)
    }

    /// Those whom the person influences.
    pub fn influenced_by(&self, person: usize) -> impl Iterator<Item = &Theirs> {
        self.influences.iter().filter(move |(from, _)| *from == person).filter_map(|(_, to)| self.people.get(*to))
    }
}

fn text(value: Option<&Text>) -> String {
    value.map(|text| text.as_str().to_owned()).unwrap_or_default()
}

fn theirs(row: &KeyPersonRow, standing: Standing) -> Theirs {
    let mut roles: Vec<Role> = Vec::new();
    for role in row.role.get().into_iter().flat_map(|roles| roles.iter()) {
        if !roles.contains(role) {
            roles.push(*role);
        }
    }
    let rivals = row.competitor_ties.get().into_iter().flat_map(|list| list.iter());
    let rival = |one: &crate::form::key_people::CompetitorTie| Some((text(Some(one.competitor.get()?)), one.status.value()));
    Theirs {
        id: row.key().to_owned(),
        name: row.called().to_owned(),
        title: text(row.title.get()),
        roles,
        standing,
        target: row.target_status.value(),
        site: 0,
        depth: 0,
        boss: None,
        hangs: false,
        influence: row.influence.value().map(|one| one.0),
        rivals: rivals.filter_map(|one| rival(&one.0)).collect(),
    }
}

/// Where somebody stands in the drawing.
#[derive(Clone, Debug, Default)]
struct Spot {
    site: usize,
    depth: usize,
    boss: Option<usize>,
    hangs: bool,
}

/// The sites of 附表1, in its order.
fn sites(folder: &CustomerFolder) -> Vec<&Site> {
    let list = folder.profile.as_ref().and_then(|doc| doc.record.sites.get());
    list.map(|list| list.iter().map(|site| &site.0).collect()).unwrap_or_default()
}

fn place(site: &Site) -> Place {
    let filled = |text: Option<&Text>| text.map(|text| text.as_str().to_owned());
    Place { name: filled(site.name.get()), kind: site.kind.value(), location: filled(site.location.get()) }
}

/// The sites where nobody is known.
fn deserted(folder: &CustomerFolder, places: &[(Option<usize>, Place)]) -> Vec<String> {
    let there = |at: usize| places.iter().any(|(site, _)| *site == Some(at));
    let empty = sites(folder).into_iter().enumerate().filter(|(at, _)| !there(*at));
    empty.map(|(_, site)| text(site.name.get())).filter(|name| !name.is_empty()).collect()
}

/// The rows in the order of the drawing, the spot of each row, and the sites where somebody sits.
#[allow(clippy::type_complexity)]
fn arranged(folder: &CustomerFolder, rows: &[&KeyPersonRow]) -> (Vec<usize>, Vec<Spot>, Vec<(Option<usize>, Place)>) {
    let known = sites(folder);
    let mut seat: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, site) in known.iter().enumerate() {
        for contact in site.contacts.get().into_iter().flat_map(|list| list.iter()) {
            if let Some(person) = contact.0.person.get() {
                seat.entry(&*person.id).or_insert(at);
            }
        }
    }
    // Whoever is not named at a site sits where there is only one.
    let otherwise = (known.len() == 1).then_some(0);
    let sits: Vec<Option<usize>> = rows.iter().map(|row| seat.get(row.key()).copied().or(otherwise)).collect();
    let mut places: Vec<(Option<usize>, Place)> =
        known.iter().enumerate().filter(|(at, _)| sits.contains(&Some(*at))).map(|(at, site)| (Some(at), place(site))).collect();
    if sits.contains(&None) {
        places.push((None, Place::default()));
    }
    let ids: BTreeMap<&str, usize> = rows.iter().enumerate().map(|(at, row)| (row.key(), at)).collect();
    let boss = |at: usize| rows[at].reports_to.get().and_then(|one| ids.get(&*one.id).copied()).filter(|boss| *boss != at);
    let mut spots: Vec<Spot> =
        (0..rows.len()).map(|at| Spot { site: position(&places, sits[at]), boss: boss(at), ..Spot::default() }).collect();
    let order = order(&mut spots);
    (order, spots, places)
}

fn position(places: &[(Option<usize>, Place)], site: Option<usize>) -> usize {
    places.iter().position(|(at, _)| *at == site).unwrap_or(0)
}

/// Site by site, everybody after his or her superior; depths and places in the tree are filled in. Nobody is lost in a circle.
fn order(spots: &mut [Spot]) -> Vec<usize> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); spots.len()];
    let mut tops: Vec<usize> = Vec::new();
    for (at, spot) in spots.iter().enumerate() {
        match spot.boss.filter(|boss| spots[*boss].site == spot.site) {
            Some(boss) => below[boss].push(at),
            None => tops.push(at),
        }
    }
    let mut order: Vec<usize> = Vec::with_capacity(spots.len());
    let mut seen = vec![false; spots.len()];
    // Those who report to each other in a circle have nobody on top: the first of the form is taken for it.
    let all: Vec<usize> = tops.into_iter().chain(0..spots.len()).collect();
    for top in all {
        let mut open = if seen[top] { Vec::new() } else { vec![(top, 0)] };
        while let Some((at, depth)) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            (spots[at].depth, spots[at].hangs) = (depth, depth > 0);
            order.push(at);
            open.extend(below[at].iter().rev().filter(|one| !seen[**one]).map(|one| (*one, depth + 1)));
        }
    }
    order.sort_by_key(|at| spots[*at].site);
    order
}

/// Our people who know them, and who knows whom.
fn ties(folder: &CustomerFolder, world: &World, day: NaiveDate, rows: &[&KeyPersonRow]) -> (Vec<Ours>, Vec<Tie>) {
    let contacts = Contacts::of(folder, Some(day));
    let manager = folder.profile.as_ref().and_then(|doc| doc.record.account_manager.get());
    // Every year has a first day.
    let first = day.with_ordinal(1).unwrap_or(day);
    let (mut ours, mut ties): (Vec<Ours>, Vec<Tie>) = (Vec::new(), Vec::new());
    for (person, row) in rows.iter().enumerate() {
        for id in coverage::ours(row) {
            let at = ours.iter().position(|one| one.id == id).unwrap_or_else(|| {
                let staff = world.staff.row(id);
                ours.push(Ours {
                    id: id.to_owned(),
                    name: world.staff.names.called(id).to_owned(),
                    title: text(staff.and_then(|row| row.title.get())),
                    is_manager: manager.is_some_and(|manager| manager.is(id)),
                    left: staff.is_some_and(|row| row.active_to.value().is_some_and(|to| to < day)),
                });
                ours.len() - 1
            });
            let count = contacts.count(id, row.key(), first, day);
            ties.push(Tie { ours: at, person, contacts: count, last: contacts.newest(id, row.key()) });
        }
    }
    (ours, ties)
}

#[cfg(test)]
mod tests;
