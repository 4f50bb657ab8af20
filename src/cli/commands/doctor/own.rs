//! Our people, the forge, the settings.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use chrono::Datelike;

use crate::archive::load::{self, Base, Judge, Scope};
use crate::archive::{DocKind, Loaded};
use crate::form::Target;
use crate::git::setup::Tree;
use crate::policy::review::review;
use crate::report::codeowners::{Forge, Gap, owners};
use crate::report::doctor::Check;
use crate::report::doctor::forge::{self as report, Reviews, Workflow};
use crate::report::doctor::people::{self, Person};
use crate::report::doctor::settings::{self, Holidays, Zone};
use crate::rules::registry;
use crate::words::refusal;
use crate::world::World;

use super::{Asked, Git, Place};

/// The rule that counts working hours.
const WORKING_HOURS: &str = "SVC-02";
/// Where systems keep the time zones.
const ZONES: &str = "/usr/share/zoneinfo";
/// Folders with workflows of forges.
const WORKFLOWS: [&str; 3] = [".github/workflows", ".gitea/workflows", ".forgejo/workflows"];

pub(super) fn people(asked: &Asked<'_>, world: &World, git: &Git) -> Vec<Check> {
    let lang = asked.lang;
    let rows = world.staff.rows.iter().map(|row| Person {
        id: row.id.get().map(|id| id.as_str().to_owned()).unwrap_or_default(),
        name: row.called().to_owned(),
        role: row.first_role(lang).to_owned(),
        active: row.is_active(asked.globals.as_of),
        email: row.email.get().map(|email| email.trim().to_owned()).filter(|email| !email.is_empty()),
    });
    let rows: Vec<Person> = rows.collect();
    vec![
        people::staff(&rows, world.is_complete(Target::Staff), lang),
        people::me(&rows, asked.globals.me.as_deref(), git.value("user.name"), git.value("user.email"), lang),
        people::addresses(&rows, lang),
    ]
}

pub(super) fn settings(asked: &Asked<'_>, world: &World) -> Vec<Check> {
    let (lang, day) = (asked.lang, asked.globals.as_of);
    let company = world.settings.company.get();
    let zone = company.and_then(|company| company.timezone.get()).map(|zone| zone.as_str());
    let presets = world.settings.regulation.get().and_then(|one| one.presets.get());
    let stated: Vec<String> = presets.map(|list| list.iter().map(|one| one.as_str().to_owned()).collect()).unwrap_or_default();
    let there = ["toml", "yaml", "yml"].iter().any(|ending| asked.root.join(format!("holidays.{ending}")).is_file());
    let wanted = registry::find(WORKING_HOURS).is_some_and(|rule| world.policy.is_in_force(rule));
    let (days, year) = (world.calendar.days_of(day.year()), day.year());
    vec![
        settings::format(world.settings.format.value().map(|format| format.0), world.knows_settings(), lang),
        settings::company(&world.company, &world.short_name, lang),
        settings::timezone(zone, zone.map_or(Zone::Known, known), lang),
        settings::presets(&stated, world.policy.presets(), review(world).len(), lang),
        settings::holidays(Holidays { wanted, there, days, year }, lang),
    ]
}

fn known(zone: &str) -> Zone {
    let list = Path::new(ZONES);
    let plain = zone.chars().all(|c| c.is_ascii_alphanumeric() || "/_+-".contains(c)) && !zone.starts_with('/');
    match (settings::is_known(zone), list.is_dir()) {
        (true, _) => Zone::Known,
        (false, true) if plain && list.join(zone).is_file() => Zone::Known,
        (false, true) => Zone::Strange,
        (false, false) if plain => Zone::NoList,
        (false, false) => Zone::Strange,
    }
}

/// The forge's checks; only they need the customers, and only where somebody reviews.
pub(super) fn forge(asked: &Asked<'_>, base: Base) -> Vec<Check> {
    let (at, lang) = (asked.at, asked.lang);
    let tree = match asked.place {
        Place::Tree(tree) => Some(tree),
        _ => None,
    };
    let top = tree.map_or_else(|| asked.root.to_owned(), |tree| tree.top.clone());
    let reviews = match reviews(asked, tree, &top, base) {
        Ok(reviews) => reviews,
        Err(error) => return vec![report::unread(&refusal(&error, lang), lang)],
    };
    // A repository's own files lie at its top, wherever the archive is.
    let inner = tree.is_some_and(|tree| !tree.prefix.is_empty());
    let above = crate::report::doctor::At { dir: inner.then(|| top.display().to_string()).or_else(|| at.dir.clone()) };
    vec![report::accounts(&reviews, lang), report::owners(&reviews, &above, lang), report::checks(&workflows(&top), &reviews, lang)]
}

fn reviews(asked: &Asked<'_>, tree: Option<&Tree>, top: &Path, base: Base) -> io::Result<Reviews> {
    let remotes = tree.map(|tree| tree.remotes.as_slice()).unwrap_or_default();
    let forge = remotes.iter().find_map(|url| report::of_remote(url));
    let all = [Forge::Github, Forge::Gitlab, Forge::Gitea];
    let candidates: Vec<Forge> = forge.map_or_else(|| all.to_vec(), |forge| vec![forge]);
    let place = candidates.iter().flat_map(|forge| forge.places()).find(|place| top.join(place).is_file());
    let mut reviews = Reviews { remote: !remotes.is_empty(), forge, place: place.map(|place| (*place).to_owned()), ..Reviews::default() };
    if !reviews.matter() {
        return Ok(reviews);
    }
    let scope = Scope { kinds: Some(vec![DocKind::Customer]), no_registers: true, ..Scope::default() };
    let loaded = load::load(asked.root, base, &scope, Judge::Nothing)?;
    let prefix = tree.map(|tree| tree.prefix.as_str()).unwrap_or_default();
    let text = place.map(|place| fs::read(top.join(place)).unwrap_or_default());
    let text = text.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    // Of an unknown forge it is the one whose file this is most likely.
    let tried = candidates.into_iter().map(|forge| compared(&loaded, forge, prefix, asked, text.as_deref()));
    let best = tried.min_by_key(|(differs, _)| differs.map_or(0, |(missing, surplus)| missing + surplus));
    (reviews.differs, reviews.gaps) = best.unwrap_or_default();
    Ok(reviews)
}

type Compared = (Option<(usize, usize)>, Vec<Gap>);

/// How far a file is from what would be written, and why some would not be in it.
fn compared(loaded: &Loaded, forge: Forge, prefix: &str, asked: &Asked<'_>, text: Option<&str>) -> Compared {
    let wanted = owners(loaded, forge, prefix, asked.globals.as_of);
    let differs = text.map(|text| {
        let (own, now): (BTreeSet<&str>, BTreeSet<&str>) =
            (report::lines(text).into_iter().collect(), report::lines(&wanted.text).into_iter().collect());
        (now.difference(&own).count(), own.difference(&now).count())
    });
    (differs.filter(|differs| *differs != (0, 0)), wanted.gaps)
}

/// The files that tell forges what to run.
fn workflows(top: &Path) -> Vec<Workflow> {
    let mut paths: Vec<PathBuf> = vec![PathBuf::from(".gitlab-ci.yml")];
    for folder in WORKFLOWS {
        let Ok(entries) = fs::read_dir(top.join(folder)) else { continue };
        let names = entries.flatten().map(|entry| Path::new(folder).join(entry.file_name()));
        let mut names: Vec<PathBuf> =
            names.filter(|path| path.extension().is_some_and(|ending| ending == "yml" || ending == "yaml")).collect();
        names.sort();
        paths.append(&mut names);
    }
    let read = |path: PathBuf| {
        let text = fs::read_to_string(top.join(&path)).ok()?;
        Some(Workflow { path: path.to_string_lossy().replace('\\', "/"), text })
    };
    paths.into_iter().filter_map(read).collect()
}
