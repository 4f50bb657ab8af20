//! How the archive stood on earlier days: its files of then, out of git, judged as of then; without them those of now.

use std::path::Path;

use chrono::NaiveDate;

use super::revision::Revision;
use crate::analysis::snapshot::{Because, Snapshot};
use crate::archive::load::{self, Judge, Scope};
use crate::git::repo::Repo;
use crate::git::{Fault, history};
use crate::world::World;

/// The snapshots of these days, in their order.
pub(crate) fn snapshots(
    root: &Path,
    repo: &Repo,
    world: &World,
    days: impl IntoIterator<Item = NaiveDate>,
    scope: &Scope,
) -> Vec<Snapshot> {
    days.into_iter().map(|day| snapshot(root, repo, world, day, scope)).collect()
}

fn snapshot(root: &Path, repo: &Repo, world: &World, day: NaiveDate, scope: &Scope) -> Snapshot {
    match committed(repo, world, day, scope) {
        Ok(then) => then,
        Err(because) => {
            let base = load::base(root, Some(world.lang), world.lang);
            let now = load::load(root, base, &keeping(scope), Judge::Audit(day));
            let now = now.map(|loaded| Snapshot::back(&loaded, day)).unwrap_or_default();
            Snapshot { day, because: Some(because), ..now }
        }
    }
}

/// That of the files that were committed by then.
fn committed(repo: &Repo, world: &World, day: NaiveDate, scope: &Scope) -> Result<Snapshot, Because> {
    let why = |fault: Fault| if fault == Fault::NoRepository || fault == Fault::NoGit { Because::NoRepository } else { Because::Failed };
    if !repo.is_top().map_err(why)? {
        return Err(Because::Within);
    }
    let early = || if history::is_shallow(&repo.folder) { Because::Shallow } else { Because::Early };
    let commit = history::last_of(&repo.folder, day, world.zone()).map_err(why)?.ok_or_else(early)?;
    let then = Revision::take(repo, &commit).map_err(why)?.ok_or(Because::Early)?;
    let base = then.base(world.lang, day, !world.updated.is_off());
    let loaded = then.audit(base, day, &keeping(scope)).map_err(|_| Because::Failed)?;
    Ok(Snapshot { revision: Some(commit), ..Snapshot::of(&loaded, day) })
}

fn keeping(scope: &Scope) -> Scope {
    Scope { keep: true, ..scope.clone() }
}
