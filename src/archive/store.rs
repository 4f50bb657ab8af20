//! The texts of documents: kept where a finding needs an excerpt, read again where only few do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::findings::Finding;
use crate::source::{encoding, lines::LineIndex};

/// Texts by path.
#[derive(Debug, Default)]
pub struct Store {
    root: PathBuf,
    texts: BTreeMap<Arc<str>, Arc<str>>,
}

impl Store {
    /// A store for the archive at `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), texts: BTreeMap::new() }
    }

    /// Keeps a text.
    pub fn keep(&mut self, path: Arc<str>, text: Arc<str>) {
        self.texts.insert(path, text);
    }

    /// The text of a document: kept, or read again.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Arc<str>> {
        if let Some(text) = self.texts.get(path) {
            return Some(text.clone());
        }
        let bytes = super::document::bytes(&self.root.join(path)).ok()?;
        Some(encoding::decode(bytes).ok()?.as_str().into())
    }

    /// Gives line and column to the findings that have none yet.
    pub fn place<'f>(&self, findings: impl IntoIterator<Item = &'f mut Finding>) {
        let mut waiting: Vec<&mut Finding> = findings.into_iter().filter(|finding| finding.start.line == 0).collect();
        // Hundreds may wait in one register: its lines are counted once.
        for group in waiting.chunk_by_mut(|a, b| a.path == b.path) {
            let text = group.first().and_then(|first| self.get(&first.path));
            let lines = text.as_deref().map(LineIndex::new);
            let first = crate::findings::Position { line: 1, column: 1 };
            for finding in group {
                let at = |byte| lines.as_ref().map_or(first, |lines| lines.position(byte));
                (finding.start, finding.end) = (at(finding.span.start), at(finding.span.end));
            }
        }
    }
}
