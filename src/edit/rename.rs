//! Another id for a customer, a key person, one of our people: folders, files and every reference.

use std::path::Path;

use walkdir::WalkDir;

use crate::archive::DocKind;
use crate::discover::Found as File;
use crate::form::Target;
use crate::resolve::same;
use crate::world::World;

use super::desk::{Desk, Trouble};
use super::look::View;
use super::op::Op;
use super::refs::Sought;
use super::rewrite::Search;
use super::target::spec_of;
use super::value::Value;

/// What a renaming came to.
#[derive(Clone, Debug, Default)]
pub struct Renaming {
    /// Files with another path.
    pub files: usize,
    /// References that were written anew.
    pub places: usize,
    /// Documents that nobody could look through.
    pub unread: Vec<String>,
}

/// From which id to which.
#[derive(Clone, Copy, Debug)]
pub struct Ids<'a> {
    /// The old one.
    pub old: &'a str,
    /// The new one.
    pub new: &'a str,
}

/// A customer: its folder with all that lies in it, references in all documents, suggestions that are named after it, accepted findings.
///
/// # Errors
/// When a document cannot be edited or moved.
pub fn customer(desk: &mut Desk, ids: Ids<'_>, files: &[File], world: &World) -> Result<Renaming, Trouble> {
    let mut out = refer(desk, Target::Customer, ids, files, world)?;
    let (from, to) = (format!("customers/{}/", ids.old), format!("customers/{}/", ids.new));
    for path in below(desk.root(), &from) {
        desk.rename(&path, &[&to, &path[from.len()..]].concat())?;
        out.files += 1;
    }
    out.files += suggestions(desk, ids, files)?;
    accepted(desk, &|path| {
        let rest = path.strip_prefix(from.as_str());
        let whole = path == from.trim_end_matches('/');
        rest.map(|rest| format!("{to}{rest}")).or_else(|| whole.then(|| to.trim_end_matches('/').to_owned()))
    })?;
    Ok(out)
}

/// A key person: row, sheet, references in the customer's documents; with `names` also the file names of contact reports, of which only
/// the day counts.
///
/// # Errors
/// When a document cannot be edited or moved.
pub fn person(desk: &mut Desk, ids: Ids<'_>, files: &[File], names: bool, world: &World) -> Result<Renaming, Trouble> {
    let mut out = refer(desk, Target::Person, ids, files, world)?;
    out.places += own_row(desk, DocKind::KeyPeople, "people", ids, files)?;
    for file in files.iter().filter(|file| file.kind == Some(DocKind::Person) && same(&file.stem, ids.old)) {
        out.files += moved(desk, &file.path, &file.stem, ids.new)?;
    }
    if names {
        out.files += named_after(desk, DocKind::ContactReport, 11, ids, files)?;
    }
    Ok(out)
}

/// One of our people: row, references in all documents, market reports that are named after them.
///
/// # Errors
/// When a document cannot be edited or moved.
pub fn staff(desk: &mut Desk, ids: Ids<'_>, files: &[File], world: &World) -> Result<Renaming, Trouble> {
    let mut out = refer(desk, Target::Staff, ids, files, world)?;
    out.places += own_row(desk, DocKind::Staff, "staff", ids, files)?;
    out.files += named_after(desk, DocKind::Market, 8, ids, files)?;
    Ok(out)
}

/// Writes the new id wherever the old one refers to it; who is called by name keeps it.
fn refer(desk: &mut Desk, target: Target, ids: Ids<'_>, files: &[File], world: &World) -> Result<Renaming, Trouble> {
    let root = desk.root().to_owned();
    let search = Search { root: &root, files, world, sought: Sought::Of(target), is: &|text| same(text, ids.old) };
    let scan = search.scan();
    let places = search.rewrite(desk, &scan, ids.new, &|_| false)?;
    Ok(Renaming { files: 0, places, unread: scan.unread })
}

/// The id of the row itself.
fn own_row(desk: &mut Desk, kind: DocKind, list: &str, ids: Ids<'_>, files: &[File]) -> Result<usize, Trouble> {
    let mut count = 0;
    for file in files.iter().filter(|file| file.kind == Some(kind)) {
        let value = desk.value(&file.path)?;
        let rows = View::top(&value, spec_of(kind)).rows(&[list]);
        let own = rows.iter().filter(|row| row.text("id").is_some_and(|id| same(id, ids.old)));
        let ops: Vec<Op> = own.map(|row| Op::set(row.place.clone().key("id"), Value::text(ids.new))).collect();
        count += ops.len();
        if !ops.is_empty() {
            desk.edit(&file.path, kind, &ops)?;
        }
    }
    Ok(count)
}

/// Suggestions are named after their customer.
///
/// # Errors
/// When a document cannot be moved.
pub(super) fn suggestions(desk: &mut Desk, ids: Ids<'_>, files: &[File]) -> Result<usize, Trouble> {
    named_after(desk, DocKind::Suggestion, 8, ids, files)
}

/// Files whose names hold the id behind so many bytes of a date: `2026-Q2-yunling-2`.
fn named_after(desk: &mut Desk, kind: DocKind, behind: usize, ids: Ids<'_>, files: &[File]) -> Result<usize, Trouble> {
    let mut count = 0;
    for file in files.iter().filter(|file| file.kind == Some(kind)) {
        let Some(rest) = file.stem.get(behind..).and_then(|rest| rest.strip_prefix(ids.old)) else { continue };
        if rest.is_empty() || rest.starts_with('-') {
            let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let stem = format!("{}{}{rest}", &file.stem[..behind], ids.new);
            let stem = super::id::unused(&stem, |stem| desk.find(&format!("{folder}/{stem}")).is_some());
            count += moved(desk, &file.path, &file.stem, &stem)?;
        }
    }
    Ok(count)
}

/// Gives a file another stem; its ending stays, `.toml.age` too.
fn moved(desk: &mut Desk, path: &str, stem: &str, to: &str) -> Result<usize, Trouble> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let new = format!("{folder}/{to}{}", &name[stem.len()..]);
    if new == path {
        return Ok(0);
    }
    desk.rename(path, &new)?;
    accepted(desk, &|ignored| (ignored == path).then(|| new.clone()))?;
    Ok(1)
}

/// Every file below a folder, sorted.
pub(super) fn below(root: &Path, folder: &str) -> Vec<String> {
    let entries = WalkDir::new(root.join(folder)).into_iter().filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir());
    let name = |entry: walkdir::DirEntry| {
        let rest = entry.path().strip_prefix(root).ok()?;
        Some(rest.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/"))
    };
    let mut paths: Vec<String> = entries.filter_map(name).collect();
    paths.sort_unstable();
    paths
}

/// Paths of accepted findings (`[[ignore]]`) follow what was moved.
pub(super) fn accepted(desk: &mut Desk, follow: &dyn Fn(&str) -> Option<String>) -> Result<(), Trouble> {
    let Some(path) = desk.find("kehu") else { return Ok(()) };
    let value = desk.value(&path)?;
    let rows = View::top(&value, spec_of(DocKind::Settings)).rows(&["ignore"]);
    let op = |row: &View<'_>| Some(Op::set(row.place.clone().key("path"), Value::text(follow(row.text("path")?)?)));
    let ops: Vec<Op> = rows.iter().filter_map(op).collect();
    if ops.is_empty() { Ok(()) } else { desk.edit(&path, DocKind::Settings, &ops) }
}
