//! `kehu doctor`: what is not set up, and the commands that mend it. Asks git and the disk; `report::doctor` says what it means.

mod clone;
mod files;
mod mend;
mod own;

use std::collections::BTreeMap;
use std::env::current_exe;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::archive::load;
use crate::cli::args::{DoctorArgs, Format};
use crate::cli::{Cx, Exit, Globals, open};
use crate::discover;
use crate::git::setup::{self, Place};
use crate::render::doctor::{self as render, Style};
use crate::report::doctor::machine::{self, OnPath};
use crate::report::doctor::{At, Check, FIX, State, Step, people, repository, settings};
use crate::say;
use crate::words::Lang;

/// What every group of checks is asked with.
struct Asked<'a> {
    root: &'a Path,
    place: &'a Place,
    at: &'a At,
    globals: &'a Globals,
    lang: Lang,
}

/// Looks at everything and says it.
pub(crate) fn run(args: &DoctorArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = globals.format(Format::CHECKS)?;
    let start = globals.archive.as_ref().map_or_else(|| cx.env.cwd.clone(), |dir| cx.env.cwd.join(dir));
    let (root, mut checks) = match archive(&start, globals, cx)? {
        Some(root) => {
            let checks = if args.fix { mend::all(&root, globals, cx)? } else { whole(&root, globals, cx)? };
            (root, checks)
        }
        None => (start.clone(), without_archive(&start, globals, cx)),
    };
    for step in checks.iter_mut().flat_map(|check| check.todo.iter_mut()) {
        let (Step::Do(text) | Step::Run(text)) = step;
        *text = cx.ui.typed(text);
    }
    let lang = cx.lang;
    let (version, folder) = (env!("CARGO_PKG_VERSION"), root.display());
    let style = Style {
        lang,
        width: cx.ui.prose_width(),
        commands: cx.ui.table_width().filter(|_| globals.output.is_none()),
        color: cx.ui.color_data() && globals.output.is_none(),
        title: say!(lang, "kehu {version}：{folder}", "kehu {version}: {folder}"),
        sums: render::sums(&checks, lang),
        closing: closing(&checks, lang).map(|text| cx.ui.typed(&text)),
    };
    let found = checks.iter().any(|check| check.state.is_fault());
    if args.todo {
        checks.retain(|check| check.state.is_fault() || check.state == State::Unknown);
    }
    let page = match format {
        Format::Json => render::json(&checks, lang),
        Format::Markdown => render::markdown(&checks, &style),
        _ => render::text(&checks, &style),
    };
    cx.deliver(globals, page.as_bytes())?;
    Ok(Exit::found(found))
}

/// How much of it need not be typed.
fn closing(checks: &[Check], lang: Lang) -> Option<String> {
    let count = checks.iter().filter(|check| !check.mends.is_empty()).count();
    (count > 0).then(|| say!(lang, "其中 {count} 项可用 `{FIX}` 一次补上", "`{FIX}` mends {count} of them at once"))
}

/// The archive; none where there is none, and nobody named a folder that should be one.
fn archive(start: &Path, globals: &Globals, cx: &Cx<'_>) -> Result<Option<PathBuf>> {
    if globals.archive.is_none() {
        return Ok(discover::root(start));
    }
    match open::root(globals, cx) {
        Ok(root) => Ok(Some(root)),
        // What was named is a repository without a work tree: there is something to say about it.
        Err(_) if matches!(setup::place(start, discover::SETTINGS), Place::Bare(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Git's settings in a folder.
struct Git(BTreeMap<String, String>);

impl Git {
    /// What a key is set to; nothing for one that is empty.
    fn value(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

/// Programs, and whose commits they make.
fn machine(settings: &Git, cx: &Cx<'_>) -> Vec<Check> {
    let own = env!("CARGO_PKG_VERSION");
    let (git, kehu) = (setup::version(), setup::kehu());
    let folder = current_exe().ok().and_then(|path| Some(path.parent()?.display().to_string()));
    let on_path = OnPath { version: kehu.as_deref(), own, folder: folder.as_deref() };
    vec![
        machine::git(git.as_deref(), cx.lang),
        machine::kehu(&on_path, cx.lang),
        people::user_name(settings.value("user.name"), cx.lang),
        people::user_email(settings.value("user.email"), cx.lang),
    ]
}

/// Outside an archive, or in a repository without a work tree.
fn without_archive(start: &Path, globals: &Globals, cx: &Cx<'_>) -> Vec<Check> {
    let lang = cx.lang;
    let mut checks = machine(&Git(setup::settings(start)), cx);
    let bare = match setup::place(start, discover::SETTINGS) {
        Place::Bare(has) => Some(has),
        _ => None,
    };
    if let Some(has_archive) = bare {
        let folder = globals.archive.clone().unwrap_or_else(|| start.to_owned());
        checks.push(repository::bare(has_archive, &folder.display().to_string(), lang));
    }
    if bare.is_none() {
        checks.push(settings::no_archive(lang));
    }
    checks
}

fn whole(root: &Path, globals: &Globals, cx: &mut Cx<'_>) -> Result<Vec<Check>> {
    let asked = globals.asked_lang.or_else(|| cx.env.lang_hint.as_deref().and_then(Lang::parse));
    let fallback = cx.env.locale_hint.as_deref().and_then(Lang::parse).unwrap_or_default();
    // An archive of a later format is one, too: that is what is found then.
    let base = load::base(root, asked, fallback);
    cx.lang = base.world.lang;
    let (place, at) = (setup::place(root, discover::SETTINGS), At { dir: seen_from(root, globals, cx) });
    let asked = Asked { root, place: &place, at: &at, globals, lang: cx.lang };
    let git = Git(setup::settings(root));
    let mut checks = machine(&git, cx);
    checks.extend(clone::checks(&asked, &git));
    checks.extend(files::checks(&asked, &base.world));
    checks.extend(own::people(&asked, &base.world, &git));
    let settings = own::settings(&asked, &base.world);
    checks.extend(own::forge(&asked, base));
    checks.extend(settings);
    Ok(checks)
}

/// The archive's folder as commands name it; none where it is the current one.
fn seen_from(root: &Path, globals: &Globals, cx: &Cx<'_>) -> Option<String> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (here, there) = (real(&cx.env.cwd), real(root));
    if here == there {
        return None;
    }
    if let Some(dir) = &globals.archive {
        return Some(dir.display().to_string());
    }
    let steps = here.strip_prefix(&there).ok()?.components().count();
    Some(vec![".."; steps].join("/"))
}
