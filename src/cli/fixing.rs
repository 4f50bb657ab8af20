//! `kehu check --fix`: findings settle themselves, round by round, until nothing changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;

use crate::archive::Loaded;
use crate::cli::Cx;
use crate::discover::overlay::Overlay;
use crate::edit::change::{Change, FileChange};
use crate::edit::disk::single::Original;
use crate::edit::fix;
use crate::findings::Safety;
use crate::say;
use crate::source::{Syntax, encoding};

/// One document while it is fixed.
struct Sheet {
    was: Vec<u8>,
    bom: bool,
    text: String,
    taken: usize,
    /// Every text that it has had: fixes that undo each other would go round for ever.
    seen: BTreeSet<String>,
}

/// Documents and what becomes of them.
#[derive(Default)]
pub(crate) struct Fixing {
    with_unsafe: bool,
    /// None inside: this one is left alone.
    sheets: BTreeMap<String, Option<Sheet>>,
    unsaved: Option<(String, Vec<u8>)>,
}

impl Fixing {
    /// Nothing has been fixed yet. `unsaved` is a document that is not as it is on the disk.
    pub(crate) fn new(with_unsafe: bool, unsaved: Option<(String, Vec<u8>)>) -> Self {
        Self { with_unsafe, unsaved, ..Self::default() }
    }

    /// The documents as they are by now.
    pub(crate) fn overlay(&self) -> Overlay {
        let sheets = self.sheets.iter().filter_map(|(path, sheet)| Some((path.clone(), Some(sheet.as_ref()?.bytes()))));
        Overlay::new(self.unsaved.iter().map(|(path, bytes)| (path.clone(), Some(bytes.clone()))).chain(sheets))
    }

    /// Judges and fixes until nothing changes. Gives what is left.
    ///
    /// # Errors
    /// As `judge`.
    pub(crate) fn settle(
        &mut self,
        root: &Path,
        cx: &mut Cx<'_>,
        mut judge: impl FnMut(Overlay, &mut Cx<'_>) -> Result<Loaded>,
    ) -> Result<Loaded> {
        let mut loaded = judge(self.overlay(), cx)?;
        for _ in 0..fix::MOST_ROUNDS {
            if !self.round(root, &loaded, cx) {
                break;
            }
            loaded = judge(self.overlay(), cx)?;
        }
        Ok(loaded)
    }

    /// Takes one round of fixes; whether there was any.
    fn round(&mut self, root: &Path, loaded: &Loaded, cx: &mut Cx<'_>) -> bool {
        let mut changed = false;
        for (path, fixes) in fix::by_document(&loaded.findings, self.with_unsafe) {
            if !self.sheets.contains_key(path) {
                let sheet = self.open(root, path, cx);
                self.sheets.insert(path.to_owned(), sheet);
            }
            let Some(Some(sheet)) = self.sheets.get_mut(path) else { continue };
            let Some(round) = fix::round(Syntax::of_path(path), &sheet.text, &fixes) else { continue };
            if !sheet.seen.insert(round.text.clone()) {
                continue;
            }
            sheet.text = round.text;
            sheet.taken += round.taken;
            changed = true;
        }
        changed
    }

    fn open(&self, root: &Path, path: &str, cx: &mut Cx<'_>) -> Option<Sheet> {
        let unsaved = self.unsaved.as_ref().filter(|(name, _)| name == path).map(|(_, bytes)| bytes.clone());
        let read = unsaved.map_or_else(|| Original::read(root, path).map(|original| original.bytes().to_vec()), Ok);
        let was = match read {
            Ok(was) => was,
            Err(refusal) => {
                let (lang, why) = (cx.lang, refusal.words(cx.lang));
                cx.ui.say(say!(lang, "{path}：没有改动：{why}", "{path}: left alone: {why}"));
                return None;
            }
        };
        let decoded = encoding::decode(was.clone()).ok()?;
        let text = decoded.as_str().to_owned();
        Some(Sheet { was, bom: decoded.bom, seen: BTreeSet::from([text.clone()]), text, taken: 0 })
    }

    fn changed(&self) -> impl Iterator<Item = (&String, &Sheet)> {
        let sheets = self.sheets.iter().filter_map(|(path, sheet)| Some((path, sheet.as_ref()?)));
        sheets.filter(|(_, sheet)| sheet.was != sheet.bytes())
    }

    /// What is to be written.
    pub(crate) fn change(&self, cx: &Cx<'_>) -> Change {
        let files =
            self.changed().map(|(path, sheet)| FileChange { path: path.clone(), was: Some(sheet.was.clone()), now: Some(sheet.bytes()) });
        let files: Vec<FileChange> = files.collect();
        let (fixed, count) = (self.fixed(), files.len());
        let subject = say!(cx.lang, "check --fix：改正 {count} 份文件中的 {fixed} 处", "check --fix: {fixed} fixed in {count} documents");
        Change { files, subject, ..Change::default() }
    }

    /// The text of the unsaved document, fixed.
    pub(crate) fn unsaved_text(&self) -> Option<Vec<u8>> {
        let (path, bytes) = self.unsaved.as_ref()?;
        Some(self.sheets.get(path).and_then(Option::as_ref).map_or_else(|| bytes.clone(), Sheet::bytes))
    }

    fn fixed(&self) -> usize {
        self.changed().map(|(_, sheet)| sheet.taken).sum()
    }

    /// One line: what was fixed, or would be, and what else could be.
    pub(crate) fn summary(&self, loaded: &Loaded, only_shown: bool, cx: &Cx<'_>) -> String {
        let lang = cx.lang;
        let (fixed, files) = (self.fixed(), self.changed().count());
        let mut line = match (fixed, only_shown) {
            (0, _) => say!(lang, "没有可以改正的", "nothing to fix"),
            (_, false) => say!(lang, "已改正 {fixed} 处（{files} 份文件）", "fixed {fixed} in {files} documents"),
            (_, true) => say!(lang, "可以改正 {fixed} 处（{files} 份文件）", "would fix {fixed} in {files} documents"),
        };
        let unsafe_ones = |safety| !self.with_unsafe && safety == Safety::Unsafe;
        let more = loaded.findings.iter().filter(|one| one.fix.as_ref().is_some_and(|fix| unsafe_ones(fix.safety))).count();
        if more > 0 {
            line.push_str(&say!(
                lang,
                "；另有 {more} 处可用 `--unsafe-fixes` 改正，改后请核对",
                "; {more} more by `--unsafe-fixes`, to be looked at afterwards"
            ));
        }
        line
    }
}

impl Sheet {
    fn bytes(&self) -> Vec<u8> {
        let mark = if self.bom { "\u{feff}" } else { "" };
        [mark, &self.text].concat().into_bytes()
    }
}
