//! Where git looks for the hooks of a repository.

use std::path::{Path, PathBuf};

use super::{Fault, read};

/// The hooks of the repository in which a folder lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hooks {
    /// Their folder: that of `core.hooksPath`, else that of the repository, which all its work trees share.
    pub folder: PathBuf,
    /// The folder serves this repository alone.
    pub own: bool,
    /// The archive below the top of the work tree, ending in `/`; nothing for the top itself.
    pub prefix: String,
}

/// Asks git.
///
/// # Errors
/// When git cannot tell: there is none, or the folder lies in no work tree.
pub fn of(root: &Path) -> Result<Hooks, Fault> {
    let prefix = super::prefix(root)?;
    let top = path(&read(root, &["rev-parse", "--show-toplevel"])?);
    // Hooks run at the top: a `core.hooksPath` that is not absolute begins there.
    let folder = top.join(path(&read(&top, &["rev-parse", "--git-path", "hooks"])?));
    let common = top.join(path(&read(&top, &["rev-parse", "--git-common-dir"])?));
    let own = within(&folder, &top) || within(&folder, &common);
    Ok(Hooks { folder, own, prefix })
}

fn path(answer: &str) -> PathBuf {
    PathBuf::from(answer.trim_end_matches(['\n', '\r']))
}

/// Whether a folder, which need not be there yet, lies in another one.
fn within(folder: &Path, outer: &Path) -> bool {
    let there = folder.ancestors().find_map(|one| one.canonicalize().ok());
    there.zip(outer.canonicalize().ok()).is_some_and(|(there, outer)| there.starts_with(outer))
}
