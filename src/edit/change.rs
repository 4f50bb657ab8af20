//! A change of the archive: which files become what. It is shown, judged and then written, all of it or nothing.

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// Relative to the archive's root, with `/`.
    pub path: String,
    /// What was read; none for a file that was not there.
    pub was: Option<Vec<u8>>,
    /// What it becomes; none for a file that goes.
    pub now: Option<Vec<u8>>,
}

/// Everything that one command changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The files, sorted by path, each once.
    pub files: Vec<FileChange>,
    /// What was done, in business words and the archive's language: `云岭移动：新增关键人物 李国强`. It heads the commit and is what `undo` names.
    pub subject: String,
    /// Files that got another path: old and new.
    pub moved: Vec<(String, String)>,
}

impl Change {
    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.iter().all(|file| file.was == file.now)
    }

    /// The paths that change.
    pub fn paths(&self) -> impl Iterator<Item = &str> + Clone {
        self.files.iter().filter(|file| file.was != file.now).map(|file| file.path.as_str())
    }
}
