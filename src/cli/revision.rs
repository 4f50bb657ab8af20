//! The archive as a commit has it: its files in a folder of their own, judged there on any day, with git's history up to that commit.

use std::path::PathBuf;

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::archive::Loaded;
use crate::archive::load::{self, Base, Judge, Scope};
use crate::discover;
use crate::git::repo::Repo;
use crate::git::{Fault, history};
use crate::words::Lang;

/// The files of a commit.
pub(crate) struct Revision {
    root: PathBuf,
    repo: Repo,
    /// Removed when dropped; nobody else may look into it.
    _folder: TempDir,
}

impl Revision {
    /// Takes the files of a commit out of the archive's repository; none where there was no archive in it.
    ///
    /// # Errors
    /// When git, or the disk, refuses.
    pub(crate) fn take(repo: &Repo, commit: &str) -> Result<Option<Self>, Fault> {
        let disk = |error: std::io::Error| Fault::Said(error.to_string());
        let folder = tempfile::tempdir().map_err(disk)?;
        let root = folder.path().join("files");
        std::fs::create_dir(&root).map_err(disk)?;
        let there = history::check_out(repo, commit, &root, &[])? && discover::SETTINGS.iter().any(|name| root.join(name).is_file());
        Ok(there.then(|| Self { root, repo: repo.at(commit), _folder: folder }))
    }

    /// Its settings and staff, in this language. `history`: what no document tells is asked of git, up to the day.
    pub(crate) fn base(&self, lang: Lang, day: NaiveDate, history: bool) -> Base {
        let mut base = load::base(&self.root, Some(lang), lang);
        if history {
            base.world.ask_git(self.repo.clone(), day);
        }
        base
    }

    /// Judges it on a day.
    ///
    /// # Errors
    /// When `customers/` cannot be listed.
    pub(crate) fn audit(&self, base: Base, day: NaiveDate, scope: &Scope) -> std::io::Result<Loaded> {
        load::load(&self.root, base, scope, Judge::Audit(day))
    }
}
