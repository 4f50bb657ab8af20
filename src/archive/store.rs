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
        let mut last: Option<(Arc<str>, Option<Arc<str>>)> = None;
        for finding in findings.into_iter().filter(|finding| finding.start.line == 0) {
            if last.as_ref().is_none_or(|(path, _)| *path != finding.path) {
                last = Some((finding.path.clone(), self.get(&finding.path)));
            }
            if let Some((_, Some(text))) = &last {
                let lines = LineIndex::new(text);
                finding.start = lines.position(finding.span.start);
                finding.end = lines.position(finding.span.end);
            } else {
                finding.start = crate::findings::Position { line: 1, column: 1 };
                finding.end = finding.start;
            }
        }
    }
}
