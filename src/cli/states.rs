//! Two states of the archive out of git: the documents that differ, with those beside them that tell names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::analysis::difference::{self, File};
use crate::archive::load;
use crate::archive::{DocKind, document};
use crate::discover::overlay::Overlay;
use crate::discover::{self, Found};
use crate::git::repo::Repo;
use crate::git::revisions::{self, After, Differing, Range};
use crate::git::{Fault, blobs};
use crate::say;
use crate::source::limits;
use crate::words::{Lang, refusal};
use crate::world::World;

/// Documents at the archive's root against which all others are read.
const ROOT: &[&str] = &["kehu", "staff", "holidays"];
const ENDINGS: &[&str] = &["toml", "yaml", "yml"];
/// Documents of a customer that tell names.
const NAMING: &[(&str, DocKind)] = &[("customer", DocKind::Customer), ("key-people", DocKind::KeyPeople)];

/// The two states, as far as they differ.
pub(crate) struct States {
    /// Settings and staff before.
    pub(crate) before: World,
    /// Settings and staff after.
    pub(crate) after: World,
    /// The documents that differ.
    pub(crate) files: Vec<File>,
    /// Documents that tell names and do not differ.
    pub(crate) names: Vec<(Found, Vec<u8>)>,
}

/// Where the two states come from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    /// The archive's root.
    pub(crate) root: &'a Path,
    /// Where git is asked about it.
    pub(crate) repo: &'a Repo,
    /// Which two.
    pub(crate) range: &'a Range,
}

/// Fetches them. `now`: settings and staff of the work tree.
///
/// # Errors
/// When git cannot tell.
pub(crate) fn states(source: Source<'_>, now: &World) -> Result<States, Fault> {
    let Source { root, repo, range } = source;
    // Each waits for a git of its own.
    let settled = || range.to.as_ref().map(|commit| settings(source, commit)).transpose();
    // By its own tree: looking a document up from the top would read the list of all customers again and again.
    let trees = || range.to.as_ref().map_or_else(|| Ok(Vec::new()), |commit| revisions::folders(repo, range, commit, "customers"));
    let (differing, settled, trees) = std::thread::scope(|scope| {
        let (settled, trees) = (scope.spawn(settled), scope.spawn(trees));
        (revisions::differing(repo, range), settled.join(), trees.join())
    });
    let broke = |_| Fault::Said("git".to_owned());
    let (differing, settled, trees) = (differing?, settled.map_err(broke)??, trees.map_err(broke)??);
    let trees: BTreeMap<String, String> = trees.into_iter().collect();
    let found: Vec<(Found, Differing)> =
        differing.into_iter().filter_map(|one| Some((discover::document(&one.path).filter(|found| found.kind.is_some())?, one))).collect();
    let told: Vec<Found> = found.iter().map(|(found, _)| found.clone()).collect();
    let (files, names) = rayon::join(|| contents(source, found, now.lang), || names(source, &trees, &told));
    let (files, names) = (files?, names?);
    let after = settled.as_ref().map_or_else(|| keeping(now.clone()), |overlay| world(root, now.lang, overlay.clone()));
    let is_root = |file: &&File| !file.found.path.contains('/');
    let mut overlay = settled.unwrap_or_default();
    files.iter().filter(is_root).for_each(|file| overlay.put(&file.found.path, file.before.clone()));
    let before = if files.iter().any(|file| is_root(&file)) { world(root, now.lang, overlay) } else { after.clone() };
    Ok(States { before, after, files, names })
}

/// Settings and staff to read documents against that are compared: what no form has may differ, too.
fn world(root: &Path, lang: Lang, overlay: Overlay) -> World {
    keeping(load::base_with(root, Some(lang), lang, overlay).world)
}

fn keeping(mut world: World) -> World {
    world.custom.keep_all();
    world
}

/// Both sides of the documents that differ.
fn contents(source: Source<'_>, found: Vec<(Found, Differing)>, lang: Lang) -> Result<Vec<File>, Fault> {
    let mut wanted = Vec::new();
    for (_, one) in &found {
        wanted.extend(one.before.clone());
        if let After::Blob(hash) = &one.after {
            wanted.push(hash.clone());
        }
    }
    let mut blobs = blobs::contents(&source.repo.folder, &wanted)?.into_iter();
    let mut blob = |lost: &mut Option<String>| {
        let bytes = blobs.next().flatten();
        if bytes.is_none() {
            *lost = Some(say!(lang, "git 里取不出内容，或文件太大", "git has no contents for it, or it is too large"));
        }
        bytes
    };
    let file = |(found, one): (Found, Differing)| {
        let mut lost = None;
        let before = one.before.is_some().then(|| blob(&mut lost)).flatten();
        let after = match one.after {
            After::Gone => None,
            After::Blob(_) => blob(&mut lost),
            After::WorkTree => match document::bytes(&source.root.join(&found.path)) {
                Ok(bytes) if bytes.len() <= limits::MAX_BYTES => Some(bytes),
                Ok(_) => {
                    lost = Some(say!(lang, "文件太大", "it is too large"));
                    None
                }
                Err(error) => {
                    lost = Some(refusal(&error, lang));
                    None
                }
            },
        };
        File { found, before, after, lost }
    };
    Ok(found.into_iter().map(file).collect())
}

/// Settings and staff of a commit; those of the work tree that it has not are gone.
fn settings(source: Source<'_>, commit: &str) -> Result<Overlay, Fault> {
    let at = source.range.at(commit);
    let paths: Vec<String> = ROOT.iter().flat_map(|stem| ENDINGS.iter().map(move |ending| format!("{stem}.{ending}"))).collect();
    let wanted: Vec<String> = paths.iter().map(|path| format!("{at}{path}")).collect();
    Ok(Overlay::new(paths.into_iter().zip(blobs::contents(&source.repo.folder, &wanted)?)))
}

/// The documents that tell names of the customers that differ, where they do not differ themselves.
fn names(source: Source<'_>, trees: &BTreeMap<String, String>, files: &[Found]) -> Result<Vec<(Found, Vec<u8>)>, Fault> {
    let mut missing: BTreeSet<(&str, &str)> = BTreeSet::new();
    for id in files.iter().filter_map(|found| difference::customer_of(&found.path)) {
        missing.extend(NAMING.iter().map(|(stem, _)| (id, *stem)));
    }
    for found in files {
        let stem = NAMING.iter().find(|(_, kind)| found.kind == Some(*kind)).map(|(stem, _)| *stem);
        if let (Some(id), Some(stem)) = (difference::customer_of(&found.path), stem) {
            missing.remove(&(id, stem));
        }
    }
    if source.range.to.is_none() {
        return Ok(saved(source.root, &missing));
    }
    let mut out = Vec::new();
    // Nearly all are TOML: the other endings are asked for only where that is not there.
    for endings in [&ENDINGS[..1], &ENDINGS[1..]] {
        let asked: Vec<(&str, &str, String)> = missing
            .iter()
            .flat_map(|(id, stem)| endings.iter().map(move |ending| (*id, *stem, format!("{stem}.{ending}"))))
            .filter(|(id, ..)| trees.contains_key(*id))
            .collect();
        let wanted: Vec<String> = asked.iter().map(|(id, _, name)| format!("{}:{name}", trees[*id])).collect();
        for ((id, stem, name), bytes) in asked.iter().zip(blobs::contents(&source.repo.folder, &wanted)?) {
            let found = discover::document(&format!("customers/{id}/{name}"));
            if let Some((found, bytes)) = found.zip(bytes) {
                missing.remove(&(*id, *stem));
                out.push((found, bytes));
            }
        }
    }
    Ok(out)
}

/// Those of the work tree.
fn saved(root: &Path, missing: &BTreeSet<(&str, &str)>) -> Vec<(Found, Vec<u8>)> {
    let one = |(id, stem): &(&str, &str)| {
        ENDINGS.iter().find_map(|ending| {
            let found = discover::document(&format!("customers/{id}/{stem}.{ending}"))?;
            let path = root.join(&found.path);
            // A link may lead out of the archive; a name is not worth the risk.
            let is_file = std::fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
            let bytes = is_file.then(|| document::bytes(&path).ok()).flatten()?;
            Some((found, bytes))
        })
    };
    missing.iter().filter_map(one).collect()
}
