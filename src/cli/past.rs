//! How the archive stood on earlier days: its files of then, out of git, judged as of then; without them those of now.

use std::path::Path;

use chrono::NaiveDate;

use crate::analysis::snapshot::{Because, Snapshot};
use crate::archive::Loaded;
use crate::archive::load::{self, Judge, Scope};
use crate::archive::updated::Updated;
use crate::git::{Fault, history};
use crate::words::Lang;
use crate::world::World;

/// The snapshots of these days, in their order.
pub(crate) fn snapshots(root: &Path, world: &World, days: impl IntoIterator<Item = NaiveDate>, scope: &Scope) -> Vec<Snapshot> {
    let zone = world.zone();
    days.into_iter().map(|day| snapshot(root, world, day, zone, scope)).collect()
}

fn snapshot(root: &Path, world: &World, day: NaiveDate, zone: &str, scope: &Scope) -> Snapshot {
    match committed(root, world, day, zone, scope) {
        Ok(then) => then,
        Err(because) => {
            let now =
                judged(root, world.lang, Updated::default(), day, scope).map(|loaded| Snapshot::back(&loaded, day)).unwrap_or_default();
            Snapshot { day, because: Some(because), ..now }
        }
    }
}

/// That of the files that were committed by then.
fn committed(root: &Path, world: &World, day: NaiveDate, zone: &str, scope: &Scope) -> Result<Snapshot, Because> {
    let why = |fault: Fault| if fault == Fault::NoRepository || fault == Fault::NoGit { Because::NoRepository } else { Because::Failed };
    if !history::is_top(root).map_err(why)? {
        return Err(Because::Within);
    }
    let early = || if history::is_shallow(root) { Because::Shallow } else { Because::Early };
    let commit = history::last_of(root, day, zone).map_err(why)?.ok_or_else(early)?;
    // Removed when dropped; nobody else may look into it.
    let folder = tempfile::tempdir().map_err(|_| Because::Failed)?;
    let files = folder.path().join("files");
    std::fs::create_dir(&files).map_err(|_| Because::Failed)?;
    history::check_out(root, &commit, &files).map_err(why)?;
    if !crate::discover::SETTINGS.iter().any(|name| files.join(name).is_file()) {
        return Err(Because::Early);
    }
    let loaded = judged(&files, world.lang, world.updated.back(day), day, scope).ok_or(Because::Failed)?;
    Ok(Snapshot { revision: Some(commit), ..Snapshot::of(&loaded, day) })
}

fn judged(root: &Path, lang: Lang, updated: Updated, day: NaiveDate, scope: &Scope) -> Option<Loaded> {
    let mut base = load::base(root, Some(lang), lang);
    base.world.updated = updated;
    load::load(root, base, &Scope { keep: true, ..scope.clone() }, Judge::Audit(day)).ok()
}
