//! Two key people of one customer are the same person.

use crate::archive::DocKind;
use crate::discover::Found as File;
use crate::edit::desk::Desk;
use crate::edit::look::View;
use crate::edit::op::Op;
use crate::edit::refs::Sought;
use crate::edit::rewrite::Search;
use crate::edit::shape::same_key;
use crate::edit::target::spec_of;
use crate::edit::value::Value;
use crate::form::Target;
use crate::resolve::{Found, Names, same};
use crate::say;

use super::{Both, Cannot, Context, Fill, Merged, doubles};

/// Joins the rows, the sheets, and all that refers to the one that goes.
///
/// # Errors
/// When a document cannot be edited, or a sheet is encrypted.
pub fn persons(desk: &mut Desk, both: Both<'_>, people: &Names, files: &[File], cx: &Context<'_>) -> Result<Merged, Cannot> {
    let mut out = Merged::default();
    rows(desk, both, people, files, cx, &mut out)?;
    sheets(desk, both, people, files, cx, &mut out)?;
    let root = desk.root().to_owned();
    let is = |text: &str| names(people, text, both.from);
    let search = Search { root: &root, files, world: cx.known.world, sought: Sought::Of(Target::Person), is: &is };
    let scan = search.scan();
    out.places += search.rewrite(desk, &scan, both.into, &|text| names(people, text, both.into))?;
    out.unread = scan.unread;
    for file in files {
        let Some(kind) = file.kind.filter(|kind| matches!(kind, DocKind::Customer | DocKind::Plan | DocKind::KeyPeople)) else { continue };
        let Ok(value) = desk.value(&file.path) else { continue };
        let ops = tidy(&View::top(&value, spec_of(kind)), kind, both.into, cx, &mut out.differences);
        if !ops.is_empty() {
            desk.edit(&file.path, kind, &ops)?;
        }
    }
    Ok(out)
}

/// Whether a text names the person with this id.
pub(super) fn names(people: &Names, text: &str, id: &str) -> bool {
    match people.find(text) {
        Found::One(at) | Found::Alias(at) => people.id(at) == id,
        Found::Several(_) | Found::Nothing => same(text, id),
    }
}

/// What became double, and who refers to themselves now.
pub(super) fn tidy(document: &View<'_>, kind: DocKind, id: &str, cx: &Context<'_>, out: &mut Vec<String>) -> Vec<Op> {
    match kind {
        DocKind::Customer => {
            let sites = document.rows(&["sites"]);
            sites.iter().rev().flat_map(|site| doubles(site, &["contacts"], &cx.known, out)).collect()
        }
        DocKind::Plan => doubles(document, &["contact_plan", "lines"], &cx.known, out),
        DocKind::KeyPeople => {
            let rows = document.rows(&["people"]);
            let own = rows.iter().filter(|row| row.text("id").is_some_and(|own| same(own, id)));
            own.flat_map(|row| ["reports_to", "influences"].into_iter().filter_map(|key| itself(row, key, id))).collect()
        }
        _ => Vec::new(),
    }
}

fn itself(row: &View<'_>, key: &str, id: &str) -> Option<Op> {
    let child = row.child(key)?;
    if child.scalar().is_some_and(|text| same(text, id)) {
        return Some(Op::remove(child.place));
    }
    let own =
        (0..child.elements().len()).filter_map(|at| child.element(at)).find(|item| item.scalar().is_some_and(|text| same(text, id)))?;
    Some(Op::remove(if child.elements().len() == 1 { child.place } else { own.place }))
}

fn rows(desk: &mut Desk, both: Both<'_>, people: &Names, files: &[File], cx: &Context<'_>, out: &mut Merged) -> Result<(), Cannot> {
    for file in files.iter().filter(|file| file.kind == Some(DocKind::KeyPeople)) {
        let value = desk.value(&file.path)?;
        let rows = View::top(&value, spec_of(DocKind::KeyPeople)).rows(&["people"]);
        let row = |id: &str| rows.iter().find(|row| row.text("id").is_some_and(|own| same(own, id)));
        let (Some(into), Some(from)) = (row(both.into), row(both.from)) else { continue };
        let mut fill = Fill::new(cx.known, &["id"], people.called(both.into).to_owned());
        fill.table(into, from);
        fill.ops.push(Op::remove(from.place.clone()));
        out.differences.append(&mut fill.differences);
        desk.edit(&file.path, DocKind::KeyPeople, &fill.ops)?;
    }
    Ok(())
}

fn sheets(desk: &mut Desk, both: Both<'_>, people: &Names, files: &[File], cx: &Context<'_>, out: &mut Merged) -> Result<(), Cannot> {
    let own = |id: &str| files.iter().find(|file| file.kind == Some(DocKind::Person) && same(&file.stem, id));
    let Some(from) = own(both.from) else { return Ok(()) };
    let folder = from.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    match own(both.into) {
        None => {
            let ending = &from.path[folder.len() + 1 + from.stem.len()..];
            let to = format!("{folder}/{}{ending}", both.into);
            desk.rename(&from.path, &to)?;
            if from.syntax.is_some() {
                // The row of 附表3 says what the person is called.
                forget(desk, &to, &["name", "title"])?;
            }
        }
        Some(into) => one_sheet(desk, (into, from), people.called(both.into), cx, out)?,
    }
    Ok(())
}

/// Two sheets become one.
pub(super) fn one_sheet(
    desk: &mut Desk,
    (into, from): (&File, &File),
    called: &str,
    cx: &Context<'_>,
    out: &mut Merged,
) -> Result<(), Cannot> {
    let lang = cx.known.lang();
    if let Some(sealed) = [into, from].into_iter().find(|file| file.sealed) {
        let path = &sealed.path;
        let words = say!(lang, "{path} 是加密的，不能合并", "{path} is encrypted and cannot be merged");
        return Err(Cannot::Words(
            words,
            say!(lang, "先把它解密成普通文件，合并以后再加密", "decrypt it into a plain file first, and encrypt it again after the merge"),
        ));
    }
    let (one, two) = (desk.value(&into.path)?, desk.value(&from.path)?);
    let spec = spec_of(DocKind::Person);
    let whose = say!(lang, "{called} 附表2", "{called} form 2");
    let mut fill = Fill::new(cx.known, &["name", "title", "unit_name", "source_level", "recorded_on"], whose);
    fill.table(&View::top(&one, spec), &View::top(&two, spec));
    out.differences.append(&mut fill.differences);
    if !fill.ops.is_empty() {
        desk.edit(&into.path, DocKind::Person, &fill.ops)?;
    }
    desk.remove(&from.path)?;
    desk.follows(&from.path, &into.path);
    Ok(())
}

/// Takes stated values away that another document says.
fn forget(desk: &mut Desk, path: &str, keys: &[&str]) -> Result<(), Cannot> {
    let value = desk.value(path)?;
    let Value::Table(pairs) = &value else { return Ok(()) };
    let spec = Some(spec_of(DocKind::Person));
    let stated = keys.iter().filter(|key| pairs.iter().any(|pair| same_key(spec, &pair.key, key)));
    let ops: Vec<Op> = stated.map(|key| Op::remove(crate::edit::op::Place::top().key(*key))).collect();
    if !ops.is_empty() {
        desk.edit(path, DocKind::Person, &ops)?;
    }
    Ok(())
}
