//! Documents as they are about to be: what an editor shows or a command will write counts, not what the disk has.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{FOLDERS, Found, REGISTERS, alone, form_file, in_folder};
use crate::archive::DocKind;

/// Texts in place of those on the disk, by path below the archive's root. Cheap to copy.
#[derive(Clone, Debug, Default)]
pub struct Overlay(Arc<BTreeMap<String, Option<Vec<u8>>>>);

impl Overlay {
    /// These files: their bytes, or none for one that is gone.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (String, Option<Vec<u8>>)>) -> Self {
        Self(Arc::new(files.into_iter().collect()))
    }

    /// Puts a file in: its bytes, or none when it goes.
    pub fn put(&mut self, path: &str, bytes: Option<Vec<u8>>) {
        Arc::make_mut(&mut self.0).insert(path.to_owned(), bytes);
    }

    /// The bytes of a file that is in it; none inside for one that is gone.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Option<&[u8]>> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(path).map(|bytes| bytes.as_deref())
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The files that are there, with their bytes.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().filter_map(|(path, bytes)| Some((path.as_str(), bytes.as_deref()?)))
    }

    /// The customers whose folders it touches.
    pub fn customers(&self) -> impl Iterator<Item = &str> {
        let id = |path: &'_ str| path.strip_prefix("customers/").and_then(|rest| rest.split_once('/')).map(|(id, _)| id.len());
        self.0.keys().filter_map(move |path| id(path).map(|length| &path["customers/".len()..][..length]))
    }

    /// Puts its files of one customer among those that were found.
    pub fn lay_customer(&self, id: &str, found: &mut Vec<Found>) {
        let base = ["customers/", id, "/"].concat();
        self.lay(&base, found, |rest, path| match rest.split_once('/') {
            None => alone(rest, path),
            Some((folder, name)) => FOLDERS.iter().find(|kind| kind.folder() == Some(folder)).and_then(|kind| in_folder(*kind, name, path)),
        });
    }

    /// Puts its files of the registers among those that were found.
    pub fn lay_registers(&self, found: &mut Vec<Found>) {
        self.lay("", found, |rest, path| {
            let (folder, name) = rest.split_once('/')?;
            REGISTERS.iter().find(|kind| kind.folder() == Some(folder)).and_then(|kind| in_folder(*kind, name, path))
        });
    }

    /// Puts its documents of this name at the archive's root among those that were found.
    pub fn lay_root(&self, stem: &str, kind: DocKind, found: &mut Vec<Found>) {
        self.lay("", found, |rest, path| {
            let same = rest.rsplit_once('.').is_some_and(|(name, _)| name == stem);
            same.then(|| form_file(Some(kind), rest, path)).flatten()
        });
    }

    fn lay(&self, base: &str, found: &mut Vec<Found>, kind: impl Fn(&str, String) -> Option<Found>) {
        if self.0.is_empty() {
            return;
        }
        found.retain(|file| !matches!(self.get(&file.path), Some(None)));
        for (path, bytes) in self.0.range(base.to_owned()..) {
            let Some(rest) = path.strip_prefix(base) else { break };
            if bytes.is_some() && !found.iter().any(|file| file.path == *path) {
                found.extend(kind(rest, path.clone()));
            }
        }
        found.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_files_are_found_and_removed_ones_are_not() {
        let some = || Some(Vec::new());
        let overlay = Overlay::new([
            ("customers/a/plans/2026.toml".to_owned(), some()),
            ("customers/a/customer.toml".to_owned(), None),
            ("customers/a/insight.yaml".to_owned(), some()),
            ("customers/ab/insight.toml".to_owned(), some()),
            ("lending/2026-0001.toml".to_owned(), some()),
            ("README.md".to_owned(), some()),
        ]);
        let mut found = vec![alone("customer.toml", "customers/a/customer.toml".to_owned()).expect("a form")];
        overlay.lay_customer("a", &mut found);
        let paths: Vec<_> = found.iter().map(|file| (file.path.as_str(), file.kind)).collect();
        let wanted = [("customers/a/insight.yaml", Some(DocKind::Insight)), ("customers/a/plans/2026.toml", Some(DocKind::Plan))];
        assert_eq!(paths, wanted);
        let mut found = Vec::new();
        overlay.lay_registers(&mut found);
        assert_eq!(found.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["lending/2026-0001.toml"]);
        let mut touched: Vec<_> = overlay.customers().collect();
        touched.dedup();
        assert_eq!(touched, ["a", "ab"]);
    }
}
