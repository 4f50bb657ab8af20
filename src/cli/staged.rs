//! `check --staged`: the documents as the next commit will have them. Only the customers that it touches are read.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use super::{CliError, Cx};
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
    let changed: Vec<(String, bool)> =
        index::staged(root).map_err(failed)?.into_iter().filter(|(path, _)| discover::document(path).is_some()).collect();
    let folders: BTreeSet<&str> = changed.iter().filter_map(|(path, _)| folder(path)).collect();
    let mut places: Vec<String> = folders.iter().map(|folder| (*folder).to_owned()).collect();
    if !changed.is_empty() {
        places.extend(AT_ROOT.iter().map(|name| (*name).to_owned()));
    }
    let mut entries = index::entries(root, &places).map_err(failed)?;
    let conflicts: Vec<&str> = entries.iter().filter(|entry| entry.conflict).map(|entry| entry.path.as_str()).collect();
    if !conflicts.is_empty() {
        let list = lang.join(conflicts);
        let error = CliError::user(say!(lang, "这些文件的合并冲突还没有解决：{list}", "a merge conflict is not settled in: {list}"));
        return Err(error.hint(say!(lang, "改好后运行 `git add FILE`", "settle it, then run `git add FILE`")).into());
    }
    entries.retain(|entry| discover::document(&entry.path).is_some());
    let mut overlay = gone(root, &folders, &entries);
    let mut blobs = index::blobs(root, entries.iter().filter_map(|entry| entry.blob.as_deref())).map_err(failed)?;
    for entry in &entries {
        // The same text may stand in several files.
        let bytes = entry.blob.as_ref().and_then(|hash| blobs.get_mut(hash)).map(|bytes| bytes.clone());
        if bytes.is_some() {
            overlay.put(&entry.path, bytes);
        }
    }
    let customers: BTreeSet<&str> = folders.iter().filter_map(|folder| folder.strip_prefix("customers/")).collect();
    let no_registers = customers.len() == folders.len();
    let scope = Scope { customers: Some(customers.into_iter().map(str::to_owned).collect()), no_registers, ..Scope::default() };
    let paths = changed.into_iter().filter(|(_, there)| *there).map(|(path, _)| path).collect();
    Ok(Staged { paths, overlay, scope })
}

/// The customer's folder, or that of the register.
fn folder(path: &str) -> Option<&str> {
    let below = path.strip_prefix("customers/").map_or(0, |_| "customers/".len());
    path[below..].find('/').map(|at| &path[..below + at])
}

/// The documents of these folders that lie on the disk but are not staged.
fn gone(root: &Path, folders: &BTreeSet<&str>, entries: &[index::Entry]) -> Overlay {
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
    let known = |path: &str| entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).is_ok();
    Overlay::new(found.into_iter().filter(|one| !known(&one.path)).map(|one| (one.path, None)))
}

fn why(fault: &Fault, lang: Lang) -> CliError {
    let what = say!(lang, "不知道将提交什么", "cannot tell what will be committed");
    match fault {
        Fault::NoGit => CliError::system(say!(lang, "{what}：没有 git 程序", "{what}: there is no git program")),
        Fault::NoRepository => {
            let error = CliError::user(say!(lang, "{what}：档案不在 git 仓库里", "{what}: the archive is in no git repository"));
            error.hint(say!(lang, "用 `kehu check` 检查文件夹里的文件", "check the files of the folder by `kehu check`"))
        }
        Fault::Said(words) => CliError::system(say!(lang, "{what}：git 拒绝了", "{what}: git refused")).hint(words.clone()),
        Fault::Merging | Fault::Ignored(_) | Fault::Uncommitted(_) => CliError::system(what),
    }
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
