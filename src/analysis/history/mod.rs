//! How a customer's archive came to be: what each commit changed, field by field and record by record. Layout, order, comments and the kind
//! of file are no change.

mod compare;
mod sides;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::CustomerFolder;
use crate::git::log::Commit;
use crate::render::table::Cell;
use crate::world::World;

use sides::Side;
use told::Told;

/// One thing that a commit changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is about: the customer, a person, a project …; for machines the id.
    pub subject: String,
    /// Which field or form; for machines the key.
    pub field: String,
    /// What stood there.
    pub before: Cell,
    /// What stands there from then on.
    pub after: Cell,
    /// The key people whom it is about.
    pub people: Vec<String>,
}

/// What the history is told with.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// Settings, staff, names, as they are now.
    pub world: &'a World,
    /// The customer as it is now: names of its people.
    pub customer: &'a CustomerFolder,
    /// Keys and ids instead of labels and names.
    pub machine: bool,
}

/// What the commits changed.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// A commit's place in the log, and a change of it; the log's order.
    pub changes: Vec<(usize, Change)>,
    /// Documents of which an earlier version cannot be read.
    pub unread: BTreeSet<String>,
}

/// The names of the contents that have to be read.
#[must_use]
pub fn needed(commits: &[Commit]) -> BTreeSet<&str> {
    let files = commits.iter().flat_map(|commit| &commit.files).filter(|file| sides::is_read(&file.path));
    files.flat_map(|file| file.before.iter().chain(&file.after)).map(String::as_str).collect()
}

/// Tells what these commits changed; `contents` by name.
#[must_use]
pub fn of(teller: Teller<'_>, commits: &[Commit], contents: &BTreeMap<String, Vec<u8>>) -> History {
    let mut out = History::default();
    for (at, commit) in commits.iter().enumerate() {
        let (mut before, mut after) = (Side::default(), Side::default());
        for file in &commit.files {
            before.take(&teller, &file.path, file.before.as_ref(), contents);
            after.take(&teller, &file.path, file.after.as_ref(), contents);
        }
        // Of what cannot be read on one side nobody can tell what changed.
        before.forget(&after);
        after.forget(&before);
        out.unread.extend(before.broken.values().chain(after.broken.values()).cloned());
        let mut told = Told::new(teller);
        if let Some((was, now)) = &commit.renamed {
            compare::renamed(&mut told, was, now);
        }
        compare::sides(&mut told, &before, &after);
        out.changes.extend(told.changes.into_iter().map(|change| (at, change)));
    }
    out
}
