//! Where a path of a change really lies: never outside of the archive, never in a hidden folder of it (`.git` runs programs).

use std::path::{Component, Path, PathBuf};

use super::calls::Disk;
use super::failure::Failure;
use crate::edit::Refusal;

/// Where a file lies, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Relative to the root with `/`, symbolic links followed.
    pub(super) at: String,
    /// Folders that have to be made for it, from the top, as `at`.
    pub(super) missing: Vec<String>,
    /// Something lies there.
    pub(super) exists: bool,
    /// It was reached by its own name being a link.
    pub(super) link: bool,
    /// Write-protected.
    pub(super) protected: bool,
    /// What others than its owner may do with it.
    pub(super) others: u32,
}

impl Place {
    /// Follows a path that is relative to `root`, which has no links itself.
    pub(super) fn find(root: &Path, disk: &dyn Disk, path: &str) -> Result<Self, Failure> {
        let refused = |why| Failure::file(path, why);
        let parts = parts(path).ok_or_else(|| refused(Refusal::BadPath))?;
        let (name, above) = parts.split_last().ok_or_else(|| refused(Refusal::BadPath))?;
        let mut folder = root.to_owned();
        let mut missing = Vec::new();
        for part in above {
            folder.push(part);
            if !missing.is_empty() {
                missing.push(folder.clone());
                continue;
            }
            match disk.look(&folder).map_err(|error| refused(Refusal::Read(error)))? {
                None => missing.push(folder.clone()),
                Some(look) if look.link => {
                    folder = disk.real(&folder).map_err(|_| refused(Refusal::Outside))?;
                    if !folder.starts_with(root) {
                        return Err(refused(Refusal::Outside));
                    }
                }
                Some(look) if look.folder => {}
                Some(_) => return Err(refused(Refusal::Read(std::io::ErrorKind::NotADirectory.into()))),
            }
        }
        let mut full = folder.join(name);
        let mut look = if missing.is_empty() { disk.look(&full).map_err(|error| refused(Refusal::Read(error)))? } else { None };
        let link = look.is_some_and(|look| look.link);
        if link {
            full = disk.real(&full).map_err(|_| refused(Refusal::Outside))?;
            look = disk.look(&full).map_err(|error| refused(Refusal::Read(error)))?;
        }
        if look.is_some_and(|look| look.folder) {
            return Err(refused(Refusal::Read(std::io::ErrorKind::IsADirectory.into())));
        }
        let at = below(root, &full).ok_or_else(|| refused(Refusal::Outside))?;
        if look.is_none() && !at.split('/').all(is_portable) {
            return Err(refused(Refusal::BadPath));
        }
        let missing = missing.iter().filter_map(|folder| below(root, folder)).collect();
        let protected = look.is_some_and(|look| look.protected);
        Ok(Self { at, missing, exists: look.is_some(), link, protected, others: look.map_or(0o777, |look| look.others) })
    }
}

/// The parts of a path, where it is one that a change may have.
fn parts(path: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = path.split('/').collect();
    parts.iter().all(|part| is_part(part)).then_some(parts)
}

/// A name that leads one step down, and into nothing hidden.
fn is_part(part: &str) -> bool {
    // Windows has short names, too: `git~1` is `.git`.
    let short = part.len() > 4 && part.as_bytes()[..4].eq_ignore_ascii_case(b"git~");
    let slips = part.contains('\0') || (cfg!(windows) && part.contains(['\\', ':']));
    !part.is_empty() && !part.starts_with('.') && !short && !slips
}

/// A name that every system takes, for a file that is not there yet: an archive goes from one to the other.
fn is_portable(part: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
    let numbered = |kind: &str| stem.strip_prefix(kind).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit());
    let device = DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt");
    let odd = part.chars().any(|c| c.is_control() || "\\:*?\"<>|".contains(c));
    !device && !odd && !part.ends_with(['.', ' '])
}

/// A real path as one relative to the root; none when it lies elsewhere, or in a hidden folder.
pub(super) fn below(root: &Path, full: &Path) -> Option<String> {
    let mut out: Vec<&str> = Vec::new();
    for part in full.strip_prefix(root).ok()?.components() {
        let Component::Normal(name) = part else { return None };
        out.push(name.to_str().filter(|name| is_part(name))?);
    }
    (!out.is_empty()).then(|| out.join("/"))
}

/// The full path of `at` as a journal has it: no link on the way, nothing hidden. None when that is not so: somebody else wrote it.
pub(super) fn trusted(root: &Path, disk: &dyn Disk, at: &str) -> Option<PathBuf> {
    let mut full = root.to_owned();
    let parts = parts(at)?;
    let (name, above) = parts.split_last()?;
    for part in above {
        full.push(part);
        if disk.look(&full).ok()?.is_some_and(|look| look.link) {
            return None;
        }
    }
    Some(full.join(name))
}
