//! Opens the archive that a command works on.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::progress::Watcher;
use super::{CliError, Cx, Globals, pick};
use crate::archive::load::{self, Base, Judge, Scope};
use crate::archive::{Loaded, one};
use crate::discover::overlay::Overlay;
use crate::discover::{self, Ignored};
use crate::git::repo::Repo;
use crate::say;
use crate::words::Lang;

/// The archive's root with settings and staff.
pub(crate) struct Opened {
    /// The root.
    pub(crate) root: PathBuf,
    /// Where git is asked about it.
    pub(crate) repo: Repo,
    /// Settings and staff.
    pub(crate) base: Base,
    /// Who waits while customers are read.
    pub(crate) watcher: Watcher,
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
    let root = root(globals, cx)?;
    let asked = globals.asked_lang.or_else(|| cx.env.lang_hint.as_deref().and_then(Lang::parse));
    let fallback = cx.env.locale_hint.as_deref().and_then(Lang::parse).unwrap_or_default();
    let repo = Repo::of(&root);
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
    Ok(Opened { root, repo, base, watcher: Watcher::new(globals, cx) })
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
    globals.archive.is_some() || discover::root(&cx.env.cwd).is_some()
}

/// The archive's root: `-C`, else the nearest folder above with `kehu.toml`.
///
/// # Errors
/// When there is no archive.
pub(crate) fn root(globals: &Globals, cx: &Cx<'_>) -> Result<PathBuf> {
    let lang = cx.lang;
    let start = globals.archive.as_ref().map_or_else(|| cx.env.cwd.clone(), |dir| cx.env.cwd.join(dir));
    let found = if globals.archive.is_some() {
        discover::SETTINGS.iter().any(|name| start.join(name).is_file()).then(|| start.clone())
    } else {
        discover::root(&start)
    };
    found.ok_or_else(|| {
        let place = start.display();
        let error = CliError::user(say!(
            lang,
            "`{place}` 不是客户档案：找不到 kehu.toml",
            "`{place}` is no customer archive: there is no kehu.toml"
        ));
        let hint = say!(
            lang,
            "用 `kehu init DIR` 新建一个，用 `kehu init DIR --example telecom` 取一份填好的示例，或用 `-C DIR` 指明档案在哪里",
            "make one with `kehu init DIR`, take a filled example with `kehu init DIR --example telecom`, or say where it is with `-C DIR`"
        );
        error.hint(hint).into()
    })
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
    /// Loads the one customer that a reading command means, and nobody else's documents.
    ///
    /// # Errors
    /// Nobody, or more than one, is called so.
    pub(crate) fn one(self, text: &str, cx: &Cx<'_>) -> Result<Loaded> {
        let ignored = Ignored::new(&self.root);
        let id = pick::customer(&self, text, &ignored, cx)?;
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
