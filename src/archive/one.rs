//! One customer of an archive of any size: its folder is opened by name and nobody else's is touched. By name or pinyin,
//! only two keys of every `customer.toml` are read.

use std::path::Path;

use rayon::prelude::*;

use crate::discover::{self, Ignored};
use crate::source::{self, encoding, Syntax};

use super::load::Base;
use super::store::Store;
use super::{customer, document, Loaded};

/// The names by which one customer is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// The folder's name.
    pub id: String,
    /// 简称
    pub short_name: String,
    /// 单位名称
    pub unit_name: String,
}

/// Whether there is a customer with exactly this id, without listing the others.
#[must_use]
pub fn exists(root: &Path, id: &str, ignored: &Ignored) -> bool {
    let harmless = !id.is_empty() && !id.starts_with('.') && !id.contains(['/', '\\', ':', '\0']);
    let dir = root.join("customers").join(id);
    let is_dir = || std::fs::symlink_metadata(&dir).is_ok_and(|found| found.is_dir());
    harmless && is_dir() && !ignored.is_ignored(&dir, true) && is_spelled(root, id)
}

/// Where case does not count in file names, the folder may be called otherwise: then the id is not exact.
fn is_spelled(root: &Path, id: &str) -> bool {
    if !cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    let Ok(mut entries) = std::fs::read_dir(root.join("customers")) else { return false };
    entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() == *id))
}

/// The names of every customer, by id.
///
/// # Errors
/// When `customers/` cannot be listed.
pub fn names(root: &Path, ids: &[String]) -> Vec<Called> {
    ids.par_iter().map(|id| called(root, id)).collect()
}

/// The names of one customer: what cannot be read has none.
fn called(root: &Path, id: &str) -> Called {
    let mut out = Called { id: id.to_owned(), ..Called::default() };
    let dir = root.join("customers").join(id);
    for (name, syntax) in [("customer.toml", Syntax::Toml), ("customer.yaml", Syntax::Yaml), ("customer.yml", Syntax::Yaml)] {
        let path = dir.join(name);
        // A link may lead out of the archive; a name is not worth the risk.
        if !std::fs::symlink_metadata(&path).is_ok_and(|found| found.is_file()) {
            continue;
        }
        if let Some(text) = document::bytes(&path).ok().and_then(|bytes| encoding::decode(bytes).ok()) {
            read_names(&text.text, syntax, &mut out);
        }
        return out;
    }
    out
}

fn read_names(text: &str, syntax: Syntax, out: &mut Called) {
    let arena = source::Arena::new();
    let tree = source::parse(syntax, text, &arena);
    for entry in tree.root.entries().unwrap_or_default() {
        let place = match entry.key.as_ref() {
            "unit_name" | "单位名称" => &mut out.unit_name,
            "short_name" | "简称" => &mut out.short_name,
            _ => continue,
        };
        if let Some((text, _)) = entry.value.scalar() {
            *place = text.trim().to_owned();
        }
    }
}

/// Reads one customer; nothing is judged, and the registers stay closed.
#[must_use]
pub fn load(root: &Path, base: Base, id: &str, ignored: &Ignored) -> Loaded {
    let Base { mut world, mut findings, mut unread, files, .. } = base;
    world.customers.add(id, &[]);
    let mut read = customer::read(root, id, ignored, &world);
    findings.append(&mut read.findings);
    unread.append(&mut read.unread);
    let mut store = Store::new(root);
    store.place(&mut findings);
    crate::findings::sink::sort(&mut findings);
    Loaded { customers: vec![read.folder], files: files + read.files, world, findings, unread, store, ..Loaded::default() }
}

/// The ids of every customer.
///
/// # Errors
/// When `customers/` cannot be listed.
pub fn ids(root: &Path, ignored: &Ignored) -> std::io::Result<Vec<String>> {
    discover::customers(root, ignored)
}
