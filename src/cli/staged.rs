//! `check --staged`: the documents as the next commit will have them. Only the customers that it touches are read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;

use super::{CliError, Cx, faults};
use crate::archive::load::Scope;
use crate::discover::overlay::Overlay;
use crate::discover::{self, Found, Ignored};
use crate::git::{Fault, index};
use crate::say;
use crate::words::Lang;

/// What a commit will hold.
pub(crate) struct Staged {
    /// Its documents; no others.
    pub(crate) paths: Vec<String>,
    /// The folders that are read, as the index has them.
    pub(crate) overlay: Overlay,
    /// What is loaded for them.
    pub(crate) scope: Scope,
}

/// Settings, staff and holidays: everything is read against them.
const AT_ROOT: &[&str] =
    &["kehu.toml", "kehu.yaml", "kehu.yml", "staff.toml", "staff.yaml", "staff.yml", "holidays.toml", "holidays.yaml", "holidays.yml"];

/// Asks git what is staged.
///
/// # Errors
/// Outside git, and where a merge waits to be settled.
pub(crate) fn read(root: &Path, cx: &Cx<'_>) -> Result<Staged> {
    let lang = cx.lang;
    let failed = |fault: Fault| why(&fault, lang);
    let staged = index::staged(root).map_err(failed)?;
    let changed: Vec<_> = staged.changes.into_iter().filter(|one| discover::document(&one.path).is_some()).collect();
    let conflicts: Vec<&str> = changed.iter().filter(|one| one.conflict).map(|one| one.path.as_str()).collect();
    if !conflicts.is_empty() {
        let list = lang.join(conflicts);
        let error = CliError::user(say!(lang, "这些文件的合并冲突还没有解决：{list}", "a merge conflict is not settled in: {list}"));
        return Err(error.hint(say!(lang, "改好后运行 `git add FILE`", "settle it, then run `git add FILE`")).into());
    }
    let folders: BTreeSet<&str> = changed.iter().filter_map(|one| folder(&one.path)).collect();
    let mut places: Vec<String> = folders.iter().map(|folder| format!("{folder}/")).collect();
    places.extend(AT_ROOT.iter().filter(|_| !changed.is_empty()).map(|name| (*name).to_owned()));
    let mut files = if staged.first { BTreeMap::new() } else { index::committed(root, &places).map_err(failed)? };
    for one in &changed {
        files.remove(&one.path);
        if one.there {
            files.insert(one.path.clone(), one.blob.clone());
        }
    }
    files.retain(|path, _| discover::document(path).is_some());
    let mut overlay = gone(root, &folders, &files);
    let blobs = index::blobs(root, files.values().flatten().map(String::as_str)).map_err(failed)?;
    for (path, hash) in &files {
        if let Some(bytes) = hash.as_ref().and_then(|hash| blobs.get(hash)) {
            overlay.put(path, Some(bytes.clone()));
        }
    }
    let customers: BTreeSet<&str> = folders.iter().filter_map(|folder| folder.strip_prefix("customers/")).collect();
    let no_registers = customers.len() == folders.len();
    let scope = Scope { customers: Some(customers.into_iter().map(str::to_owned).collect()), no_registers, ..Scope::default() };
    let paths = changed.iter().filter(|one| one.there).map(|one| one.path.clone()).collect();
    Ok(Staged { paths, overlay, scope })
}

/// The customer's folder, or that of the register.
fn folder(path: &str) -> Option<&str> {
    let below = path.strip_prefix("customers/").map_or(0, |_| "customers/".len());
    path[below..].find('/').map(|at| &path[..below + at])
}

/// The documents of these folders that lie on the disk but are not staged.
fn gone(root: &Path, folders: &BTreeSet<&str>, files: &BTreeMap<String, Option<String>>) -> Overlay {
    let ignored = Ignored::new(root);
    let mut found: Vec<Found> = Vec::new();
    for folder in folders {
        if let Some(id) = folder.strip_prefix("customers/") {
            found.extend(discover::customer_files(root, id, &ignored).found);
        }
    }
    if folders.iter().any(|folder| !folder.starts_with("customers/")) {
        let of_touched = |one: &Found| one.path.split_once('/').is_some_and(|(folder, _)| folders.contains(folder));
        found.extend(discover::register_files(root, &ignored).into_iter().filter(of_touched));
    }
    Overlay::new(found.into_iter().filter(|one| !files.contains_key(&one.path)).map(|one| (one.path, None)))
}

fn why(fault: &Fault, lang: Lang) -> CliError {
    let what = say!(lang, "不知道将提交什么", "cannot tell what will be committed");
    faults::told(&what, fault, &say!(lang, "用 `kehu check` 检查文件夹里的文件", "check the files of the folder by `kehu check`"), lang)
}

#[cfg(test)]
mod tests {
    use super::folder;

    #[test]
    fn documents_belong_to_a_customer_or_a_register() {
        assert_eq!(folder("customers/云岭/plans/2026.toml"), Some("customers/云岭"));
        assert_eq!(folder("lending/2026-0001.toml"), Some("lending"));
        assert_eq!(folder("kehu.toml"), None);
    }
}
