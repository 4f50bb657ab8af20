//! The repository and this clone of it.

use std::fs;
use std::path::Path;

use crate::discover;
use crate::git::hooks::{self, Hooks, There};
use crate::git::setup::{self, Tree};
use crate::git::{Fault, driver};
use crate::report::doctor::Check;
use crate::report::doctor::repository::{self as report, DriverFound, HookFound};
use crate::words::refusal;

use super::{Asked, Git, Place};

/// One document of each ending: an archive without customers will have some.
const ASKED: [&str; 3] = ["customers/kehu/customer.toml", "customers/kehu/customer.yaml", "customers/kehu/customer.yml"];

pub(super) fn checks(asked: &Asked<'_>, git: &Git) -> Vec<Check> {
    let (at, lang) = (asked.at, asked.lang);
    let seen = match asked.place {
        Place::NoGit => report::Place::NoGit,
        // A work tree's own folder of git: no place for an archive.
        Place::Nowhere | Place::Bare(_) => report::Place::Nowhere,
        Place::Foreign(folder) => report::Place::Foreign(folder),
        Place::Refused(why) => report::Place::Refused(why),
        Place::Tree(tree) => report::Place::Tree(&tree.prefix),
    };
    let mut checks = vec![report::repository(seen, at, lang)];
    let Place::Tree(tree) = asked.place else { return checks };
    checks.push(report::commits(tree.head.as_deref(), at, lang));
    checks.push(report::history(tree.shallow, at, lang));
    let paths = setup::paths(asked.root).unwrap_or_default();
    checks.push(names(&paths, git, asked));
    checks.push(report::line_endings(git.value("core.autocrlf"), git.value("core.eol"), at, lang));
    checks.push(hook(tree, asked));
    checks.push(merge_driver(paths, asked));
    checks
}

fn names(paths: &[String], git: &Git, asked: &Asked<'_>) -> Check {
    let foreign = |part: &&str| !part.is_ascii();
    let example = paths.iter().find_map(|path| path.split('/').find(foreign));
    let off = |value: &str| ["false", "no", "off", "0"].iter().any(|word| value.eq_ignore_ascii_case(word));
    report::names(example, git.value("core.quotepath").is_some_and(off), asked.at, asked.lang)
}

fn hook(tree: &Tree, asked: &Asked<'_>) -> Check {
    let lang = asked.lang;
    let Ok(Hooks { folder, own, prefix }) = hooks::of(asked.root) else { return report::hook(HookFound::Unread("git"), lang) };
    let path = folder.join("pre-commit");
    let archive = hooks::quoted(if prefix.is_empty() { "." } else { prefix.trim_end_matches('/') });
    let there = match hooks::there(&path) {
        Ok(there) => there,
        Err(error) => return report::hook(HookFound::Unread(&refusal(&error, lang)), lang),
    };
    let text = fs::read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    // The framework's own hook says nothing of kehu: its settings do.
    let framework = settings_of_framework(&tree.top);
    let (shown, line) = (hooks::quoted(&path.display().to_string()), hooks::line(&archive));
    let folder = folder.display().to_string();
    let found = match there {
        There::Nothing if framework == Some(true) => HookFound::NotInstalled,
        There::Nothing if own => HookFound::Nothing,
        There::Nothing => HookFound::Shared(&folder),
        _ if !is_executable(&path) => HookFound::Idle(&shown),
        There::Ours(archives) if archives.contains(&archive) && hooks::script(&archives) == text => HookFound::Ours,
        There::Ours(_) => HookFound::Old,
        There::Asks => HookFound::Asks,
        There::Other if text.contains("pre-commit.com") || text.contains("pre_commit") => HookFound::Framework(framework == Some(true)),
        There::Other => HookFound::Other(&line),
    };
    report::hook(found, lang)
}

/// Whether the pre-commit framework's settings name kehu; none without such a file.
fn settings_of_framework(top: &Path) -> Option<bool> {
    let text = fs::read_to_string(top.join(".pre-commit-config.yaml")).ok()?;
    Some(text.lines().any(|line| !line.trim_start().starts_with('#') && line.contains("kehu")))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(_: &Path) -> bool {
    true
}

fn merge_driver(paths: Vec<String>, asked: &Asked<'_>) -> Check {
    let lang = asked.lang;
    let Some(command) = driver::installed(asked.root) else { return report::merge_driver(DriverFound::Nothing, lang) };
    if !driver::is_current(&command) {
        return report::merge_driver(DriverFound::Old, lang);
    }
    let is_document = |path: &String| discover::document(path).is_some_and(|found| found.kind.is_some() && found.syntax.is_some());
    let mut documents: Vec<String> = paths.into_iter().filter(is_document).collect();
    documents.extend(ASKED.map(str::to_owned));
    let lost = not_given(asked.root, documents).unwrap_or_default();
    let found = if lost.is_empty() { DriverFound::Works } else { DriverFound::NotGiven(&lost) };
    report::merge_driver(found, lang)
}

fn not_given(root: &Path, documents: Vec<String>) -> Result<Vec<String>, Fault> {
    let values = setup::attribute(root, "merge", &documents)?;
    Ok(documents.into_iter().zip(values).filter(|(_, value)| value != driver::NAME).map(|(path, _)| path).collect())
}
