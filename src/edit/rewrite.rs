//! Writes another name wherever documents name something: the documents are looked through in parallel, and only those that do are laid on
//! the desk.

use std::path::Path;

use rayon::prelude::*;

use crate::archive::DocKind;
use crate::discover::Found as File;
use crate::form::Target;
use crate::resolve::same;
use crate::source::{self, Arena, encoding};
use crate::world::World;

use super::assign::Changed;
use super::desk::{Desk, Trouble};
use super::disk::single::Original;
use super::refs::{self, COMPETITORS, Mention, PROJECTS, Sought};
use super::value::Value;

/// The documents that name something, and those that nobody could look through.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// They name it: path and kind.
    pub found: Vec<(String, DocKind)>,
    /// They cannot be read.
    pub unread: Vec<String>,
}

/// What is looked for, and where.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// The archive.
    pub root: &'a Path,
    /// Its documents, or those of one customer.
    pub files: &'a [File],
    /// Settings.
    pub world: &'a World,
    /// What.
    pub sought: Sought<'a>,
    /// Whether a text is it.
    pub is: &'a (dyn Fn(&str) -> bool + Sync),
}

impl Search<'_> {
    /// Looks through the documents on the disk.
    #[must_use]
    pub fn scan(&self) -> Scan {
        let looked: Vec<Option<bool>> = self.files.par_iter().map(|file| self.names_it(file)).collect();
        let mut out = Scan::default();
        for (file, looked) in self.files.iter().zip(looked) {
            match (looked, file.kind) {
                (Some(true), Some(kind)) => out.found.push((file.path.clone(), kind)),
                (None, _) => out.unread.push(file.path.clone()),
                _ => {}
            }
        }
        out
    }

    /// Whether a document names it; none when it cannot be read.
    fn names_it(&self, file: &File) -> Option<bool> {
        let Some((kind, spec)) = file.kind.and_then(|kind| kind.spec().map(|spec| (kind, spec))) else { return Some(false) };
        let Some(syntax) = file.syntax.filter(|_| !file.sealed) else { return Some(false) };
        let may = match self.sought {
            Sought::Of(target) => refs::may_name(spec, target, self.world),
            Sought::Texts(keys) => keys.iter().any(|(table, _)| table.split('.').next() == Some(spec.name)),
        };
        if !may {
            return Some(false);
        }
        let original = Original::read(self.root, &file.path).ok()?;
        let text = encoding::decode(original.bytes().to_vec()).ok()?;
        let arena = Arena::new();
        let tree = source::parse(syntax, text.as_str(), &arena);
        if tree.broken {
            return None;
        }
        Some(!self.mentions(&Value::of(&tree.root), kind).is_empty())
    }

    /// Every place of a document.
    #[must_use]
    pub fn mentions(&self, value: &Value, kind: DocKind) -> Vec<Mention> {
        kind.spec().map_or_else(Vec::new, |spec| {
            refs::mentions(value, spec, kind.may_be_packed(), self.sought, self.world, &|text| (self.is)(text))
        })
    }

    /// Writes `new` in all these places; a list that has it already loses the other one. Gives how many places there were.
    ///
    /// # Errors
    /// When a document cannot be edited.
    pub fn rewrite(&self, desk: &mut Desk, scan: &Scan, new: &str, is_new: &dyn Fn(&str) -> bool) -> Result<usize, Trouble> {
        let mut count = 0;
        for (path, kind) in &scan.found {
            let Some(shape) = desk.shape(*kind) else { continue };
            if !desk.is_there(path) {
                continue;
            }
            let value = desk.value(path)?;
            let places = self.mentions(&value, *kind);
            count += places.len();
            let ops = refs::replaced(&value, shape, &places, new, is_new);
            if !ops.is_empty() {
                desk.edit(path, *kind, &ops)?;
            }
        }
        Ok(count)
    }
}

/// A name that was changed and by which other documents may call the same thing.
#[derive(Clone, Debug)]
pub struct Renamed {
    /// How they call it.
    pub sought: Sought<'static>,
    /// The old name.
    pub old: String,
    /// The new one.
    pub new: String,
    /// Documents of the whole archive may; else only those of the same customer.
    pub whole: bool,
}

impl std::fmt::Debug for Sought<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Sought::Of(target) => write!(f, "{target:?}"),
            Sought::Texts(keys) => write!(f, "{keys:?}"),
        }
    }
}

/// Which names changed by which others may call it.
#[must_use]
pub fn renamed(changed: &[Changed]) -> Vec<Renamed> {
    let one = |changed: &Changed| {
        let (old, new) = (changed.old.clone()?, changed.new.clone()?);
        let (sought, whole) = match (changed.table, changed.key?) {
            ("key-people.people", "name") => (Sought::Of(Target::Person), false),
            ("plan.revenue_plan.lines", "project") => (Sought::Texts(PROJECTS), false),
            ("customer.competitors", "name") => (Sought::Texts(COMPETITORS), false),
            ("customer", "unit_name" | "short_name") => (Sought::Of(Target::Customer), true),
            ("staff.staff", "name") => (Sought::Of(Target::Staff), true),
            ("kehu.regions", "id" | "name") => (Sought::Of(Target::Region), true),
            ("kehu.units", "id" | "name") => (Sought::Of(Target::Unit), true),
            ("kehu.stages", "id" | "name") => (Sought::Of(Target::Stage), true),
            ("kehu.categories", "id" | "name") => (Sought::Of(Target::Category), true),
            _ => return None,
        };
        Some(Renamed { sought, old, new, whole })
    };
    changed.iter().filter_map(one).collect()
}

/// Writes the new name wherever documents call it by the old one. Gives the number of places, and the documents nobody could look through.
///
/// # Errors
/// When a document cannot be edited.
pub fn spread(desk: &mut Desk, one: &Renamed, files: &[File], world: &World) -> Result<(usize, Vec<String>), Trouble> {
    let root = desk.root().to_owned();
    let search = Search { root: &root, files, world, sought: one.sought, is: &|text| same(text, &one.old) };
    let scan = search.scan();
    let count = search.rewrite(desk, &scan, &one.new, &|_| false)?;
    Ok((count, scan.unread))
}
