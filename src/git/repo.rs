//! Where git is asked about an archive: its own folder, or the repository out of which its files were taken.

use std::path::{Path, PathBuf};

use super::{Fault, read};

/// Where git is asked, and which state of the archive it is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repo {
    /// The folder in which git runs.
    pub folder: PathBuf,
    /// The commit whose files the archive is; none: the work tree, which comes from HEAD.
    pub commit: Option<String>,
    /// Where the archive lies in that commit, where the folder does not tell: empty at the top, else `a/b/`.
    inner: Option<String>,
}

impl Repo {
    /// That of the archive in this folder, as it is there.
    #[must_use]
    pub fn of(root: &Path) -> Self {
        Self { folder: root.to_owned(), commit: None, inner: None }
    }

    /// The archive that lies at `inner` (empty, or `a/b/`) of a commit of a bare repository.
    #[must_use]
    pub fn bare(folder: &Path, commit: &str, inner: &str) -> Self {
        Self { folder: folder.to_owned(), commit: Some(commit.to_owned()), inner: Some(inner.to_owned()) }
    }

    /// The same archive as another commit has it.
    #[must_use]
    pub fn at(&self, commit: &str) -> Self {
        Self { commit: Some(commit.to_owned()), ..self.clone() }
    }

    /// There is no work tree.
    #[must_use]
    pub const fn is_bare(&self) -> bool {
        self.inner.is_some()
    }

    /// Where the archive of a bare repository lies in its commits; empty where the folder tells.
    #[must_use]
    pub fn inner(&self) -> &str {
        self.inner.as_deref().unwrap_or_default()
    }

    /// Git's option that names files below the archive's root.
    pub(super) fn relative(&self) -> String {
        if self.inner().is_empty() { "--relative".to_owned() } else { format!("--relative={}", self.inner()) }
    }

    /// The commit up to which the history counts.
    #[must_use]
    pub fn revision(&self) -> &str {
        self.commit.as_deref().unwrap_or("HEAD")
    }

    /// Where the archive lies below the top: empty there, else `a/b/`.
    ///
    /// # Errors
    /// When git cannot tell: there is none, or no repository.
    pub fn prefix(&self) -> Result<String, Fault> {
        let asked = super::prefix(&self.folder)?;
        Ok(self.inner.clone().unwrap_or(asked))
    }

    /// Whether the archive is all that the repository holds.
    ///
    /// # Errors
    /// When git cannot tell: there is none, or no repository.
    pub fn is_top(&self) -> Result<bool, Fault> {
        self.prefix().map(|prefix| prefix.is_empty())
    }

    /// The commit of now, its whole hash; none before the first one.
    #[must_use]
    pub fn newest(&self) -> Option<String> {
        let hash = read(&self.folder, &["rev-parse", "--quiet", "--verify", &format!("{}^{{commit}}", self.revision())]).ok()?;
        Some(hash.trim().to_owned()).filter(|hash| !hash.is_empty())
    }
}
