//! A key person's data is erased: row, sheet, contact, and every reference. Reports of contacts stay, without the person.

use chrono::NaiveDate;

use crate::archive::DocKind;
use crate::discover::Found as File;
use crate::form::Target;
use crate::resolve::{Found, Names, same};
use crate::say;
use crate::world::World;

use super::desk::{Desk, Trouble};
use super::look::View;
use super::op::{Op, Place, Step};
use super::refs::{Mention, Sought};
use super::rename::accepted;
use super::rewrite::Search;
use super::shape::Shape;
use super::target::spec_of;
use super::value::Value;

/// Whose data.
#[derive(Clone, Copy)]
pub struct Whose<'a> {
    /// The customer.
    pub customer: &'a str,
    /// The id.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// All key people of the customer.
    pub people: &'a Names,
    /// The day.
    pub today: NaiveDate,
}

/// What was erased.
#[derive(Clone, Debug, Default)]
pub struct Erased {
    /// References that are gone.
    pub places: usize,
    /// Reports that were of this person alone: the accepted finding says why nobody is named.
    pub alone: Vec<String>,
    /// Texts that still hold the name or the id: path and line.
    pub texts: Vec<(String, usize)>,
    /// Documents that nobody could look through.
    pub unread: Vec<String>,
}

/// Erases.
///
/// # Errors
/// When a document cannot be edited.
pub fn person(desk: &mut Desk, whose: Whose<'_>, files: &[File], world: &World) -> Result<Erased, Trouble> {
    let is = |text: &str| match whose.people.find(text) {
        Found::One(at) | Found::Alias(at) => whose.people.id(at) == whose.id,
        Found::Several(_) | Found::Nothing => same(text, whose.id),
    };
    let root = desk.root().to_owned();
    let search = Search { root: &root, files, world, sought: Sought::Of(Target::Person), is: &is };
    let scan = search.scan();
    let mut out = Erased { unread: scan.unread.clone(), ..Erased::default() };
    for (path, kind) in &scan.found {
        let Some(shape) = desk.shape(*kind) else { continue };
        let value = desk.value(path)?;
        let mentions = search.mentions(&value, *kind);
        out.places += mentions.len();
        let (ops, alone) = removals(&value, shape, *kind, &mentions);
        if alone {
            out.alone.push(path.clone());
        }
        desk.edit(path, *kind, &ops)?;
    }
    own_row(desk, whose, files)?;
    for file in files.iter().filter(|file| file.kind == Some(DocKind::Person) && same(&file.stem, whose.id)) {
        desk.remove(&file.path)?;
    }
    let renamed = unnamed(desk, whose, files)?;
    for path in &mut out.alone {
        if let Some((_, to)) = renamed.iter().find(|(from, _)| from == path) {
            path.clone_from(to);
        }
    }
    accept(desk, &out.alone, whose.today, world)?;
    out.texts = texts(desk, whose, files, &renamed);
    Ok(out)
}

/// Steps that take references away: a key or an element that may be missing goes, else the line around it. Of a report that names nobody
/// else the key goes, too: the contact took place.
fn removals(value: &Value, shape: Shape, kind: DocKind, mentions: &[Mention]) -> (Vec<Op>, bool) {
    let top = View { value, table: Some(shape.spec), place: Place::top() };
    let mut alone = false;
    let mut places: Vec<Place> = Vec::new();
    for mention in mentions {
        let mut way = mention.place.0.clone();
        let list = matches!(way.last(), Some(Step::At(_))).then(|| Place(way[..way.len() - 1].to_vec()));
        let whole = list.as_ref().and_then(|list| top.at(list)).is_some_and(|list| {
            let of_list = |other: &&Mention| other.place.0.len() == way.len() && other.place.0[..way.len() - 1] == list.place.0[..];
            mentions.iter().filter(of_list).count() >= list.elements().len()
        });
        if whole {
            way.pop();
        }
        let emptied = list.is_none() || whole;
        if kind == DocKind::ContactReport && emptied {
            alone = true;
        } else if !mention.spare && emptied {
            while matches!(way.last(), Some(Step::Key(_))) {
                way.pop();
            }
        }
        if !way.is_empty() && !places.contains(&Place(way.clone())) {
            places.push(Place(way));
        }
    }
    // From the last to the first: the places of the others stay right.
    (places.into_iter().rev().map(Op::remove).collect(), alone)
}

fn own_row(desk: &mut Desk, whose: Whose<'_>, files: &[File]) -> Result<(), Trouble> {
    for file in files.iter().filter(|file| file.kind == Some(DocKind::KeyPeople)) {
        let value = desk.value(&file.path)?;
        let rows = View::top(&value, spec_of(DocKind::KeyPeople)).rows(&["people"]);
        let own = rows.iter().rev().filter(|row| row.text("id").is_some_and(|id| same(id, whose.id)));
        let ops: Vec<Op> = own.map(|row| Op::remove(row.place.clone())).collect();
        if !ops.is_empty() {
            desk.edit(&file.path, DocKind::KeyPeople, &ops)?;
        }
    }
    Ok(())
}

/// A name of a file or record without the person's id: `2026-06-24-li-guoqiang-zhou-lan` is `2026-06-24-zhou-lan`.
fn without_id(stem: &str, id: &str) -> Option<String> {
    let rest = stem.get(11..)?.strip_prefix(id)?;
    if rest.is_empty() {
        return Some(format!("{}0", &stem[..11]));
    }
    rest.strip_prefix('-').map(|rest| format!("{}{rest}", &stem[..11]))
}

/// Reports that are named after the person get another name, packed ones another id.
fn unnamed(desk: &mut Desk, whose: Whose<'_>, files: &[File]) -> Result<Vec<(String, String)>, Trouble> {
    let mut out = Vec::new();
    for file in files.iter().filter(|file| file.kind == Some(DocKind::ContactReport) && file.syntax.is_some()) {
        let folder = format!("customers/{}/contact-reports", whose.customer);
        if let Some(stem) = without_id(&file.stem, whose.id) {
            let stem = super::id::unused(&stem, |stem| desk.find(&format!("{folder}/{stem}")).is_some());
            let ending = &file.path[folder.len() + 1 + file.stem.len()..];
            let to = format!("{folder}/{stem}{ending}");
            desk.rename(&file.path, &to)?;
            accepted(desk, &|path| (path == file.path).then(|| to.clone()))?;
            out.push((file.path.clone(), to));
            continue;
        }
        let Ok(value) = desk.value(&file.path) else { continue };
        let records = View::records(&value, spec_of(DocKind::ContactReport), true);
        let op = |record: &View<'_>| {
            let id = without_id(record.text("id")?, whose.id)?;
            let id = super::id::unused(&id, |id| records.iter().any(|other| other.text("id") == Some(id)));
            Some(Op::set(record.place.clone().key("id"), Value::text(id)))
        };
        let ops: Vec<Op> = records.iter().filter_map(op).collect();
        if !ops.is_empty() {
            desk.edit(&file.path, DocKind::ContactReport, &ops)?;
        }
    }
    Ok(out)
}

/// A report without anybody of theirs is a finding; why it is so stands in the settings.
fn accept(desk: &mut Desk, reports: &[String], today: NaiveDate, world: &World) -> Result<(), Trouble> {
    let Some(settings) = desk.find("kehu").filter(|_| !reports.is_empty()) else { return Ok(()) };
    let field = spec_of(DocKind::ContactReport).find("people").and_then(|(_, field)| field.rule);
    let rule = field.filter(|rule| world.policy.is_catalogued(rule)).unwrap_or("FRM-01");
    let reason = say!(world.lang, "{today} 按要求删除了个人信息", "personal data was erased on request on {today}");
    let row = |path: &String| {
        let pairs = [("rule", Value::text(rule)), ("path", Value::text(path.as_str())), ("reason", Value::text(reason.as_str()))];
        Op::append(Place::top().key("ignore"), Value::table(pairs))
    };
    let ops: Vec<Op> = reports.iter().map(row).collect();
    desk.edit(&settings, DocKind::Settings, &ops)
}

/// Lines that still hold the name or the id: what was written freely is changed by a person.
fn texts(desk: &mut Desk, whose: Whose<'_>, files: &[File], renamed: &[(String, String)]) -> Vec<(String, usize)> {
    let mut out = Vec::new();
    for file in files {
        let moved = renamed.iter().find(|(from, _)| *from == file.path).map(|(_, to)| to);
        let path = moved.unwrap_or(&file.path).clone();
        let Ok(text) = desk.text(&path) else { continue };
        let holds = |line: &&str| (!whose.name.is_empty() && line.contains(whose.name)) || line.contains(whose.id);
        let lines = text.lines().enumerate().filter(|(_, line)| holds(line));
        out.extend(lines.map(|(at, _)| (path.clone(), at + 1)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_reports_lose_the_person() {
        assert_eq!(without_id("2026-06-24-li-guoqiang-zhou-lan", "li-guoqiang").as_deref(), Some("2026-06-24-zhou-lan"));
        assert_eq!(without_id("2026-06-24-li", "li").as_deref(), Some("2026-06-24-0"));
        assert_eq!(without_id("2026-06-24-lin-tao", "li"), None);
        assert_eq!(without_id("x", "li"), None);
    }
}
