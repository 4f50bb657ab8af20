//! Carries assignments out: the document itself, what its formulas state, and every other document that says the same thing.

use crate::archive::DocKind;
use crate::discover::Found as File;
use crate::form::Target;
use crate::model::money::Money;
use crate::world::World;

use super::assign::{Changed, Edits, is_substance};
use super::derived;
use super::desk::{Desk, Trouble};
use super::look::View;
use super::op::{Op, Place};
use super::rewrite;
use super::splice;
use super::target::{Aim, spec_of};
use super::value::Value;

/// What was done besides the assignments themselves.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// Stated values that a formula gives, mended: key and amount.
    pub mended: Vec<(Place, Money)>,
    /// How many other places say the new name now.
    pub elsewhere: usize,
    /// Documents that nobody could look through for the old name.
    pub unread: Vec<String>,
    /// An approved plan was changed in substance.
    pub adjusted: bool,
}

/// Carries out what [`super::assign`] found. `own`: the documents of the customer; `all`: those of the archive, asked for only when a name
/// was changed that any of them may use.
///
/// # Errors
/// When a document cannot be edited.
pub fn carry_out(
    desk: &mut Desk,
    aim: &Aim,
    edits: &Edits,
    own: &[File],
    all: &dyn Fn() -> Vec<File>,
    world: &World,
) -> Result<Done, Trouble> {
    let mut done = Done::default();
    if edits.ops.is_empty() {
        return Ok(done);
    }
    let before = aim.document(desk)?;
    let mut ops = edits.ops.clone();
    if aim.kind == DocKind::Plan {
        let mut after = before.clone();
        for op in &ops {
            let _ = splice::take(&mut after, aim.shape(desk), op);
        }
        let stated: Vec<Place> = ops.iter().map(|op| op.place.clone()).collect();
        for wrong in derived::made_wrong(&before, &after, &stated, world.unit) {
            done.mended.push((wrong.place.clone(), wrong.right));
            ops.push(wrong.op(world.unit));
        }
        let approved = View::top(&before, spec_of(DocKind::Plan)).text("approved_on").is_some();
        done.adjusted = approved && edits.ops.iter().any(is_substance);
    }
    match &aim.path {
        Some(path) => desk.edit(path, aim.kind, &ops)?,
        None => drop(desk.edit_or_create(&aim.stem, aim.kind, &ops)?),
    }
    done.elsewhere += stated_elsewhere(desk, aim, &before, &edits.changed, own)?;
    for one in rewrite::renamed(&edits.changed) {
        let whole = if one.whole { all() } else { Vec::new() };
        let (count, mut unread) = rewrite::spread(desk, &one, if one.whole { &whole } else { own }, world)?;
        done.elsewhere += count;
        done.unread.append(&mut unread);
    }
    Ok(done)
}

/// Name and title of a key person stand in the sheet too where somebody stated them, the unit's name in any document of the customer.
fn stated_elsewhere(desk: &mut Desk, aim: &Aim, before: &Value, changed: &[Changed], own: &[File]) -> Result<usize, Trouble> {
    let mut count = 0;
    for one in changed {
        let (Some(key), Some(new)) = (one.key, &one.new) else { continue };
        let files: Vec<&File> = match (one.table, key) {
            ("key-people.people", "name" | "title") => {
                let row = View::top(before, aim.spec_of_document()).at(&Place(one.place.0[..one.place.0.len() - 1].to_vec()));
                let id = row.and_then(|row| row.text("id")).unwrap_or_default();
                let is_own = |file: &&File| file.kind == Some(DocKind::Person) && !file.sealed && crate::resolve::same(&file.stem, id);
                own.iter().filter(is_own).collect()
            }
            ("customer", "unit_name") => own.iter().filter(|file| file.kind.is_some_and(|kind| kind != DocKind::Customer)).collect(),
            _ => continue,
        };
        for file in files.into_iter().filter(|file| file.syntax.is_some()) {
            let Some(kind) = file.kind.filter(|kind| kind.spec().is_some_and(|spec| spec.find(key).is_some())) else { continue };
            count += restate(desk, file, kind, key, new)?;
        }
    }
    Ok(count)
}

/// Writes a value where a document states it; where it does not, it stays so.
fn restate(desk: &mut Desk, file: &File, kind: DocKind, key: &str, new: &str) -> Result<usize, Trouble> {
    // What cannot be read states nothing that anybody could keep right.
    let Ok(value) = desk.value(&file.path) else { return Ok(0) };
    let records = View::records(&value, spec_of(kind), kind.may_be_packed());
    let stated = records.iter().filter(|record| record.text(key).is_some_and(|text| text != new));
    let ops: Vec<Op> = stated.map(|record| Op::set(record.place.clone().key(key), Value::text(new))).collect();
    if !ops.is_empty() {
        desk.edit(&file.path, kind, &ops)?;
    }
    Ok(ops.len())
}

/// Whether any of the assignments may refer to something of this kind: only then its register is read.
#[must_use]
pub fn asks_for(aim: &Aim, target: Target, words: &[String]) -> bool {
    let first = |word: &String| word.split(['.', '=', '＝', '．']).next().unwrap_or_default().trim().to_owned();
    let named = |word: &String| aim.spec.find(&first(word)).map(|(_, field)| field);
    let holds = |kind: &crate::form::KindSpec| super::assign::kind_holds(kind, target);
    words.iter().filter_map(named).any(|field| holds(&field.kind))
}
