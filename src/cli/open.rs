//! Opens the archive that a command works on.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::progress::Watcher;
use super::{CliError, Cx, Globals, bare, faults, pick};
use crate::archive::load::{self, Base, Judge, Scope};
use crate::archive::{Loaded, one};
use crate::discover::overlay::Overlay;
use crate::discover::{self, Ignored};
use crate::git::history;
use crate::git::repo::Repo;
use crate::say;
use crate::words::Lang;

/// The archive's root with settings and staff.
pub(crate) struct Opened {
    /// The root.
    pub(crate) root: PathBuf,
    /// Where git is asked about it.
    pub(crate) repo: Repo,
    /// How much of it is there.
    part: Part,
    /// Settings and staff.
    pub(crate) base: Base,
    /// Who waits while customers are read.
    pub(crate) watcher: Watcher,
}

/// An archive that was found.
#[derive(Clone)]
pub(crate) struct Place {
    /// Its root.
    pub(crate) root: PathBuf,
    /// Where git is asked about it.
    pub(crate) repo: Repo,
    /// How much of it is there.
    pub(crate) part: Part,
}

/// How much of an archive a command needs where it has to be taken out of a repository first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it.
    Whole,
    /// Settings and staff.
    Settings,
    /// These, and the names of the customers.
    Names,
}

impl Part {
    /// The files, as git's patterns; none: all.
    pub(crate) const fn paths(self) -> &'static [&'static str] {
        match self {
            Self::Whole => &[],
            Self::Settings => &["kehu.*", "staff.*", "holidays.*"],
            Self::Names => &["kehu.*", "staff.*", "holidays.*", ".gitignore", "customers/*/customer.*"],
        }
    }
}

/// Finds the archive and reads its settings and staff; from here on the run speaks the archive's language.
///
/// # Errors
/// When there is no archive, or it needs a newer kehu.
pub(crate) fn open(globals: &Globals, cx: &mut Cx<'_>) -> Result<Opened> {
    open_with(globals, cx, Overlay::default())
}

/// The same, with documents as they are about to be in place of the saved ones.
///
/// # Errors
/// As [`open`].
pub(crate) fn open_with(globals: &Globals, cx: &mut Cx<'_>, unsaved: Overlay) -> Result<Opened> {
    let place = place(Part::Whole, globals, cx)?;
    open_at(place, globals, cx, unsaved)
}

/// The same, where a part of the archive does: all of it is there where it has a folder of its own.
///
/// # Errors
/// As [`open`].
pub(crate) fn open_part(part: Part, globals: &Globals, cx: &mut Cx<'_>) -> Result<Opened> {
    let place = place(part, globals, cx)?;
    open_at(place, globals, cx, Overlay::default())
}

/// The same, for commands that write into the archive's folder.
///
/// # Errors
/// As [`root`].
pub(crate) fn writable(globals: &Globals, cx: &mut Cx<'_>) -> Result<Opened> {
    root(globals, cx)?;
    open(globals, cx)
}

/// The same of an archive that was found already.
///
/// # Errors
/// As [`open`].
pub(crate) fn open_at(place: Place, globals: &Globals, cx: &mut Cx<'_>, unsaved: Overlay) -> Result<Opened> {
    let Place { root, repo, part } = place;
    let asked = globals.asked_lang.or_else(|| cx.env.lang_hint.as_deref().and_then(Lang::parse));
    let fallback = cx.env.locale_hint.as_deref().and_then(Lang::parse).unwrap_or_default();
    let mut base = load::base_with(&root, asked, fallback, unsaved);
    if !globals.no_history {
        base.world.ask_git(repo.clone(), globals.as_of);
    }
    cx.lang = base.world.lang;
    if let Some(format) = base.world.settings.format.value().filter(|format| format.0 > 1) {
        let version = format.0;
        let message = say!(
            cx.lang,
            "档案格式是第 {version} 版，这个 kehu 只认识第 1 版",
            "the archive has format {version}; this kehu knows format 1"
        );
        return Err(CliError::user(message).hint(say!(cx.lang, "请升级 kehu", "use a newer kehu")).into());
    }
    Ok(Opened { root, repo, part, base, watcher: Watcher::new(globals, cx) })
}

/// As [`open`], for commands that also work outside an archive. An archive that was named must be there.
///
/// # Errors
/// As [`open`].
pub(crate) fn open_if_any(globals: &Globals, cx: &mut Cx<'_>) -> Result<Option<Opened>> {
    if is_inside(globals, cx) { open(globals, cx).map(Some) } else { Ok(None) }
}

/// Whether an archive was named, or the current folder lies in one.
pub(crate) fn is_inside(globals: &Globals, cx: &Cx<'_>) -> bool {
    globals.archive.is_some() || discover::root(&cx.env.cwd).is_some() || bare::is_inside(cx)
}

/// The archive for reading: in its folder, else out of HEAD of a bare repository.
///
/// # Errors
/// When there is no archive.
pub(crate) fn place(part: Part, globals: &Globals, cx: &mut Cx<'_>) -> Result<Place> {
    if let Some(root) = found(globals, cx) {
        return Ok(Place { repo: Repo::of(&root), root, part: Part::Whole });
    }
    match bare::meant(globals, cx)? {
        Some(folder) => bare::take(&folder, part, cx),
        None => Err(nowhere(globals, cx).into()),
    }
}

/// The archive's root, for writing: `-C`, else the nearest folder above with `kehu.toml`.
///
/// # Errors
/// When there is no archive, or it has no folder of its own.
pub(crate) fn root(globals: &Globals, cx: &Cx<'_>) -> Result<PathBuf> {
    if let Some(root) = found(globals, cx) {
        return Ok(root);
    }
    match bare::meant(globals, cx)? {
        Some(folder) => Err(bare::refused(&folder, cx.lang).into()),
        None => Err(nowhere(globals, cx).into()),
    }
}

fn start(globals: &Globals, cx: &Cx<'_>) -> PathBuf {
    globals.archive.as_ref().map_or_else(|| cx.env.cwd.clone(), |dir| cx.env.cwd.join(dir))
}

fn found(globals: &Globals, cx: &Cx<'_>) -> Option<PathBuf> {
    let start = start(globals, cx);
    if globals.archive.is_none() {
        return discover::root(&start);
    }
    discover::SETTINGS.iter().any(|name| start.join(name).is_file()).then_some(start)
}

fn nowhere(globals: &Globals, cx: &Cx<'_>) -> CliError {
    let (lang, start) = (cx.lang, start(globals, cx));
    let place = start.display();
    let error =
        CliError::user(say!(lang, "`{place}` 不是客户档案：找不到 kehu.toml", "`{place}` is no customer archive: there is no kehu.toml"));
    error.hint(say!(
        lang,
        "用 `kehu init DIR` 新建一个，用 `kehu init DIR --example telecom` 取一份填好的示例，或用 `-C DIR` 指明档案在哪里",
        "make one with `kehu init DIR`, take a filled example with `kehu init DIR --example telecom`, or say where it is with `-C DIR`"
    ))
}

/// A path of the command line as the archive names it: relative to the root, with `/`. It may be written relative to the current folder or
/// to the root.
///
/// # Errors
/// When there is no such file, or it does not lie in the archive.
pub(crate) fn inside(path: &Path, root: &Path, cx: &Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let shown = path.display();
    let Some(full) = [cx.env.cwd.join(path), root.join(path)].into_iter().find(|full| full.exists()) else {
        let error = CliError::user(say!(lang, "没有文件 `{shown}`", "there is no file `{shown}`"));
        let hint = say!(
            lang,
            "核对路径；路径相对于当前文件夹或档案的文件夹",
            "check the path; it is relative to the current folder or to the archive's"
        );
        return Err(error.hint(hint).into());
    };
    let places = full.canonicalize().ok().zip(root.canonicalize().ok());
    let relative = places.and_then(|(full, root)| full.strip_prefix(root).ok().map(PathBuf::from));
    let Some(relative) = relative else {
        let message = if full.is_symlink() {
            say!(lang, "`{shown}` 是符号链接，指向档案之外", "`{shown}` is a symbolic link that leads out of the archive")
        } else {
            say!(lang, "`{shown}` 不在这个档案里", "`{shown}` is not in this archive")
        };
        return Err(CliError::user(message).into());
    };
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    Ok(parts.join("/"))
}

/// Says so where git should have told something, and could not.
pub(crate) fn say_unknown_updates(loaded: &Loaded, cx: &mut Cx<'_>) {
    if let Some(notice) = loaded.world.unknown_to_git(cx.lang) {
        cx.ui.notice(notice);
    }
}

impl Opened {
    /// Takes the documents of a customer too, where only a part of the archive was taken out of a repository.
    fn fetch(&self, id: &str, lang: Lang) -> Result<(), CliError> {
        let Some(commit) = self.repo.commit.as_ref().filter(|_| self.part != Part::Whole) else { return Ok(()) };
        // A name is no pattern.
        let path = format!(":(literal)customers/{id}");
        let done = history::check_out(&self.repo, commit, &self.root, &[&path]);
        done.map(drop).map_err(|fault| faults::told(&say!(lang, "不能读取档案", "the archive cannot be read"), &fault, "", lang))
    }

    /// Loads the one customer that a reading command means, and nobody else's documents.
    ///
    /// # Errors
    /// Nobody, or more than one, is called so.
    pub(crate) fn one(self, text: &str, cx: &Cx<'_>) -> Result<Loaded> {
        let ignored = Ignored::new(&self.root);
        let id = pick::customer(&self, text, &ignored, cx)?;
        self.fetch(&id, cx.lang)?;
        Ok(one::load(&self.root, self.base, &id, &ignored))
    }

    /// Loads the archive.
    ///
    /// # Errors
    /// When `customers/` cannot be listed.
    pub(crate) fn load(self, scope: &Scope, how: Judge) -> Result<Loaded> {
        let watch = self.watcher.watch();
        let scope = Scope { counter: Some(watch.counter().clone()), ..scope.clone() };
        Ok(load::load(&self.root, self.base, &scope, how)?)
    }
}
