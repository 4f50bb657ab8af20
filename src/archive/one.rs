//! One customer of an archive of any size: its folder is opened by name and nobody else's is touched. By name or pinyin,
//! only two keys of every `customer.toml` are read.

use std::path::Path;

use rayon::prelude::*;

use crate::discover::{self, Ignored};
use crate::source::{self, Syntax, encoding};

use super::load::Base;
use super::store::Store;
use super::{Loaded, customer, document};

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
    let home = root.join("customers");
    harmless && is_dir() && !discover::leads_out(root, &home) && !ignored.is_ignored(&dir, true) && is_spelled(root, id)
}

/// Where case does not count in file names, the folder may be called otherwise: then the id is not exact.
fn is_spelled(root: &Path, id: &str) -> bool {
    if !cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    let Ok(mut entries) = std::fs::read_dir(root.join("customers")) else { return false };
    entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() == *id))
}

/// The names of these customers, in their order.
#[must_use]
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
            read_names(text.as_str(), syntax, &mut out);
        }
        return out;
    }
    out
}

/// The names in the text of a customer's form.
#[must_use]
pub fn called_in(id: &str, text: &str, syntax: Syntax) -> Called {
    let mut out = Called { id: id.to_owned(), ..Called::default() };
    read_names(text, syntax, &mut out);
    out
}

fn read_names(text: &str, syntax: Syntax, out: &mut Called) {
    if syntax == Syntax::Toml && skim(text, out) {
        return;
    }
    let arena = source::Arena::new();
    let tree = source::parse(syntax, text, &arena);
    for entry in tree.root.entries().unwrap_or_default() {
        let place = match entry.key {
            "unit_name" | "单位名称" => &mut out.unit_name,
            "short_name" | "简称" => &mut out.short_name,
            _ => continue,
        };
        if let Some((text, _)) = entry.value.scalar() {
            *place = text.trim().to_owned();
        }
    }
}

/// The names of an ordinary TOML document, where both stand on lines of their own as plain strings; false when only a parser can tell.
/// Ten thousand of them are skimmed in the time in which a tenth would be parsed.
fn skim(text: &str, out: &mut Called) -> bool {
    let mut found = Called::default();
    for line in text.lines() {
        if line.starts_with('[') {
            break;
        }
        if line.contains("\"\"\"") || line.contains("'''") {
            return false;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        let place = match key.trim() {
            "unit_name" | "\"单位名称\"" => &mut found.unit_name,
            "short_name" | "\"简称\"" => &mut found.short_name,
            _ => continue,
        };
        let Some((value, rest)) = value.trim_start().strip_prefix('"').and_then(|value| value.split_once('"')) else { return false };
        let rest = rest.trim_start();
        if value.contains('\\') || !(rest.is_empty() || rest.starts_with('#')) {
            return false;
        }
        *place = value.trim().to_owned();
    }
    if found.unit_name.is_empty() {
        return false;
    }
    (out.unit_name, out.short_name) = (found.unit_name, found.short_name);
    true
}

/// Reads one customer; nothing is judged, and the registers stay closed.
#[must_use]
pub fn load(root: &Path, base: Base, id: &str, ignored: &Ignored) -> Loaded {
    let Base { mut world, mut findings, mut unread, files, .. } = base;
    world.customers.add(id, &[]);
    let mut read = customer::read(root, id, ignored, &world);
    findings.append(&mut read.findings);
    unread.append(&mut read.unread);
    let store = Store::new(root);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> (String, String) {
        let mut out = Called::default();
        read_names(text, Syntax::Toml, &mut out);
        (out.unit_name, out.short_name)
    }

    #[test]
    fn skimming_and_parsing_agree() {
        for (text, unit, short) in [
            ("unit_name = \"云岭\"\nshort_name=\"云\" # 简称\n[[sites]]\nunit_name = \"x\"\n", "云岭", "云"),
            ("\"单位名称\" = \"云岭\"\n\"简称\" = '云'\n", "云岭", "云"),
            ("needs = \"\"\"\nunit_name = \"x\"\n\"\"\"\nunit_name = \"云岭\"\n", "云岭", ""),
            ("unit_name = \"a\\\"b\"\n", "a\"b", ""),
            ("  unit_name = \"云岭\"\n", "云岭", ""),
        ] {
            assert_eq!(names(text), (unit.to_owned(), short.to_owned()), "{text}");
        }
        let mut skimmed = Called::default();
        assert!(skim("unit_name = \"云岭\"\n", &mut skimmed));
        assert!(!skim("needs = \"\"\"\nunit_name = \"x\"\n", &mut skimmed));
    }
}
