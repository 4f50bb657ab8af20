//! The desk on which one command lays the documents that it changes: it reads each once, takes steps, and gives the [`Change`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::change::{Change, FileChange};
use super::disk::single::Original;
use super::op::Op;
use super::shape::Shape;
use super::splice::{self, Stuck};
use super::value::{Document, Value};
use super::{Refusal, toml, yaml};
use crate::archive::DocKind;
use crate::discover::overlay::Overlay;
use crate::form::choices::{FileFormat, KeyLanguage};
use crate::source::{self, Arena, Syntax};
use crate::world::World;

/// Why a document could not be changed.
#[derive(Debug)]
pub enum Trouble {
    /// The file: it cannot be read, leads outside, is not UTF-8.
    File(String, Refusal),
    /// The text: it has faults, or is written so that it cannot be edited safely.
    Text(String, Stuck),
    /// It is there already.
    Exists(String),
    /// It is not there.
    Missing(String),
}

/// A file on the desk.
#[derive(Clone, Debug)]
struct Sheet {
    was: Option<Vec<u8>>,
    now: Option<Vec<u8>>,
}

/// The desk.
#[derive(Clone, Debug)]
pub struct Desk {
    root: PathBuf,
    keys: KeyLanguage,
    files: Syntax,
    sheets: BTreeMap<String, Sheet>,
    moved: Vec<(String, String)>,
    overlay: Overlay,
}

/// Endings of a document, the usual one first.
const ENDINGS: [&str; 3] = ["toml", "yaml", "yml"];

impl Desk {
    /// An empty desk in an archive with these settings.
    #[must_use]
    pub fn new(root: &Path, world: &World) -> Self {
        let company = world.settings.company.get();
        let keys = company.and_then(|company| company.keys.value()).unwrap_or(KeyLanguage::English);
        let files = company.and_then(|company| company.files.value());
        let files = match (files, keys) {
            (Some(FileFormat::Toml), _) | (None, KeyLanguage::English) => Syntax::Toml,
            (Some(FileFormat::Yaml), _) | (None, KeyLanguage::Chinese) => Syntax::Yaml,
        };
        Self { root: root.to_owned(), keys, files, sheets: BTreeMap::new(), moved: Vec::new(), overlay: Overlay::default() }
    }

    /// The archive's root.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Which keys new documents have.
    #[must_use]
    pub const fn keys(&self) -> KeyLanguage {
        self.keys
    }

    /// The document with this path without ending (`customers/yunling/customer`), as it is on the desk or the disk.
    #[must_use]
    pub fn find(&self, stem: &str) -> Option<String> {
        ENDINGS.iter().map(|ending| format!("{stem}.{ending}")).find(|path| self.is_there(path))
    }

    /// Whether there is such a file, on the desk or the disk.
    #[must_use]
    pub fn is_there(&self, path: &str) -> bool {
        match self.sheets.get(path) {
            Some(sheet) => sheet.now.is_some(),
            None => std::fs::symlink_metadata(self.root.join(path)).is_ok(),
        }
    }

    /// The text of a document, without its byte order mark.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn text(&mut self, path: &str) -> Result<&str, Trouble> {
        let bytes = self.bytes(path)?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
            Err(_) => Err(Trouble::File(path.to_owned(), Refusal::UnknownEncoding)),
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn bytes(&mut self, path: &str) -> Result<&[u8], Trouble> {
        if !self.sheets.contains_key(path) {
            if !self.is_there(path) {
                return Err(Trouble::Missing(path.to_owned()));
            }
            let original = Original::read(&self.root, path).map_err(|refusal| Trouble::File(path.to_owned(), refusal))?;
            let bytes = original.bytes().to_vec();
            self.sheets.insert(path.to_owned(), Sheet { was: Some(bytes.clone()), now: Some(bytes) });
        }
        let sheet = self.sheets.get(path).and_then(|sheet| sheet.now.as_deref());
        sheet.ok_or_else(|| Trouble::Missing(path.to_owned()))
    }

    /// What a document says, without comments. Keys are as it writes them.
    ///
    /// # Errors
    /// When it is not there, cannot be read, or has faults of syntax.
    pub fn value(&mut self, path: &str) -> Result<Value, Trouble> {
        let syntax = syntax(path);
        let text = self.text(path)?;
        let arena = Arena::new();
        let tree = source::parse(syntax, text, &arena);
        if tree.faults.iter().any(|fault| !fault.kind.is_warning()) {
            return Err(Trouble::Text(path.to_owned(), Stuck::Faulty));
        }
        Ok(Value::of(&tree.root))
    }

    /// Takes steps in a document that is there.
    ///
    /// # Errors
    /// When one of them cannot be taken; then the document is as it was.
    pub fn edit(&mut self, path: &str, kind: DocKind, ops: &[Op]) -> Result<(), Trouble> {
        let Some(shape) = self.shape(kind) else { return Err(Trouble::Missing(path.to_owned())) };
        let marked = self.bytes(path)?.starts_with("\u{feff}".as_bytes());
        let text = self.text(path)?;
        let after = splice::apply(syntax(path), text, shape, ops).map_err(|stuck| Trouble::Text(path.to_owned(), stuck))?;
        let bytes = if marked { ["\u{feff}", &after].concat() } else { after }.into_bytes();
        self.put(path, Some(bytes));
        Ok(())
    }

    /// A new document at this path without ending. Gives its path.
    ///
    /// # Errors
    /// When there is one already.
    pub fn create(&mut self, stem: &str, kind: DocKind, document: &Document) -> Result<String, Trouble> {
        if let Some(path) = self.find(stem) {
            return Err(Trouble::Exists(path));
        }
        let path = format!("{stem}.{}", if self.files == Syntax::Toml { "toml" } else { "yaml" });
        let Some(shape) = self.shape(kind) else { return Err(Trouble::Missing(path)) };
        let mut document = document.clone();
        super::arrange::arrange(&mut document, shape, Some(self.keys));
        let text = match self.files {
            Syntax::Toml => toml::print::document(&document, shape),
            Syntax::Yaml => yaml::print::document(&document, shape),
        };
        self.put(&path, Some(text.into_bytes()));
        Ok(path)
    }

    /// Takes steps in a document, which is begun where there is none. Gives its path.
    ///
    /// # Errors
    /// As [`Self::edit`].
    pub fn edit_or_create(&mut self, stem: &str, kind: DocKind, ops: &[Op]) -> Result<String, Trouble> {
        if let Some(path) = self.find(stem) {
            self.edit(&path, kind, ops)?;
            return Ok(path);
        }
        let path = format!("{stem}.{}", if self.files == Syntax::Toml { "toml" } else { "yaml" });
        let Some(shape) = self.shape(kind) else { return Err(Trouble::Missing(path)) };
        let mut value = Value::Table(Vec::new());
        for op in ops {
            splice::take(&mut value, shape, op).ok_or_else(|| Trouble::Text(path.clone(), Stuck::NoPlace))?;
        }
        let Value::Table(pairs) = value else { return Err(Trouble::Text(path, Stuck::NoPlace)) };
        self.create(stem, kind, &Document { pairs, after: Vec::new() })
    }

    /// Gives a document another text; a byte order mark stays, or stays away.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn retext(&mut self, path: &str, text: &str) -> Result<(), Trouble> {
        let marked = self.bytes(path)?.starts_with("\u{feff}".as_bytes());
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let bytes = if marked { ["\u{feff}", text].concat() } else { text.to_owned() }.into_bytes();
        self.put(path, Some(bytes));
        Ok(())
    }

    /// Gives a file these bytes.
    pub fn write(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), Trouble> {
        if self.is_there(path) {
            self.bytes(path)?;
        }
        self.put(path, Some(bytes));
        Ok(())
    }

    /// Takes a file away.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn remove(&mut self, path: &str) -> Result<(), Trouble> {
        self.bytes(path)?;
        self.put(path, None);
        Ok(())
    }

    /// Gives a file another path.
    ///
    /// # Errors
    /// When there is none, or one at the new path.
    pub fn rename(&mut self, path: &str, to: &str) -> Result<(), Trouble> {
        if self.is_there(to) {
            return Err(Trouble::Exists(to.to_owned()));
        }
        let bytes = self.bytes(path)?.to_vec();
        self.put(path, None);
        self.put(to, Some(bytes));
        self.moved.push((path.to_owned(), to.to_owned()));
        Ok(())
    }

    /// What is found at `path` is found at `to` from now on: for a document that became a part of another one.
    pub fn follows(&mut self, path: &str, to: &str) {
        self.moved.push((path.to_owned(), to.to_owned()));
    }

    /// The form of a kind of document.
    #[must_use]
    pub fn shape(&self, kind: DocKind) -> Option<Shape> {
        Some(Shape { spec: kind.spec()?, packed: kind.may_be_packed(), keys: self.keys })
    }

    /// What has been changed on the desk.
    #[must_use]
    pub fn change(&self, subject: impl Into<String>) -> Change {
        let files = self.sheets.iter().filter(|(_, sheet)| sheet.was != sheet.now);
        let files = files.map(|(path, sheet)| FileChange { path: path.clone(), was: sheet.was.clone(), now: sheet.now.clone() });
        Change { files: files.collect(), subject: subject.into(), moved: self.moved.clone() }
    }

    /// The documents as they are on the desk, for reading them.
    #[must_use]
    pub fn overlay(&self) -> Overlay {
        self.overlay.clone()
    }

    fn put(&mut self, path: &str, now: Option<Vec<u8>>) {
        self.overlay.put(path, now.clone());
        match self.sheets.get_mut(path) {
            Some(sheet) => sheet.now = now,
            None => {
                self.sheets.insert(path.to_owned(), Sheet { was: None, now });
            }
        }
    }
}

/// The language of a document.
#[must_use]
pub fn syntax(path: &str) -> Syntax {
    Syntax::of_path(path).unwrap_or(Syntax::Toml)
}
