//! An archive in a bare repository: reading commands take it out of HEAD; what needs a work tree says so.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::open::{Part, Place};
use super::{CliError, Cx, Globals, faults};
use crate::discover;
use crate::git::bare::{self, Head};
use crate::git::history;
use crate::git::repo::Repo;
use crate::say;
use crate::words::Lang;

/// The bare repository that is meant: the folder of `-C`, else the one in which the run began.
///
/// # Errors
/// When git refuses to say what it is.
pub(crate) fn meant(globals: &Globals, cx: &Cx<'_>) -> Result<Option<PathBuf>, CliError> {
    let found = match &globals.archive {
        Some(dir) => bare::of(&cx.env.cwd.join(dir), false),
        None => bare::of(&cx.env.cwd, true),
    };
    found.map_err(|fault| faults::told(&say!(cx.lang, "不能读取档案", "the archive cannot be read"), &fault, "", cx.lang))
}

/// Whether the run began in a bare repository with an archive.
pub(crate) fn is_inside(cx: &Cx<'_>) -> bool {
    let found = bare::of(&cx.env.cwd, true).ok().flatten();
    found.is_some_and(|folder| matches!(bare::head(&folder, discover::SETTINGS), Ok(Head::Archive(..))))
}

/// Takes the archive, or a part of it, out of HEAD.
///
/// # Errors
/// When there is none.
pub(crate) fn take(folder: &Path, part: Part, cx: &mut Cx<'_>) -> Result<Place> {
    let lang = cx.lang;
    let failed = |fault| faults::told(&say!(lang, "不能读取档案", "the archive cannot be read"), &fault, "", lang);
    let (commit, inner) = match bare::head(folder, discover::SETTINGS).map_err(failed)? {
        Head::Archive(commit, inner) => (commit, inner),
        other => return Err(without(folder, &other, lang).into()),
    };
    let disk = |error: std::io::Error| CliError::system(format!("{error}"));
    let place = tempfile::tempdir().map_err(disk)?;
    let root = place.path().join("files");
    std::fs::create_dir(&root).map_err(disk)?;
    let repo = Repo::bare(folder, &commit, &inner);
    history::check_out(&repo, &commit, &root, part.paths()).map_err(failed)?;
    // It goes when the run ends.
    cx.folders.push(place);
    let commit = commit.get(..history::DIGITS).unwrap_or(&commit);
    let within = inner.trim_end_matches('/');
    cx.ui.notice(match within {
        "" => say!(lang, "这是裸仓库：读取 HEAD（{commit}）里的档案", "a bare repository: the archive of HEAD ({commit}) is read"),
        _ => say!(
            lang,
            "这是裸仓库：读取 HEAD（{commit}）里 `{within}` 中的档案",
            "a bare repository: the archive in `{within}` of HEAD ({commit}) is read"
        ),
    });
    Ok(Place { root, repo, part })
}

/// What needs a work tree is not done.
pub(crate) fn refused(folder: &Path, lang: Lang) -> CliError {
    let shown = folder.display();
    let error = CliError::user(say!(
        lang,
        "`{shown}` 是裸仓库，没有工作区：这里只能查看和审计",
        "`{shown}` is a bare repository without a work tree: an archive can only be read and audited there"
    ));
    error.hint(say!(
        lang,
        "克隆一份再运行：`git clone {shown} 档案`，改好后 `git push`",
        "run it in a clone: `git clone {shown} archive`, then `git push`"
    ))
}

/// There is no archive in HEAD.
fn without(folder: &Path, head: &Head, lang: Lang) -> CliError {
    let shown = folder.display();
    let short = |commit: &str| commit.get(..history::DIGITS).unwrap_or(commit).to_owned();
    match head {
        Head::Unborn(branch, others) => {
            let error = CliError::user(say!(
                lang,
                "裸仓库 `{shown}` 的 HEAD 是 `{branch}`，那里还没有提交",
                "HEAD of the bare repository `{shown}` is `{branch}`, which has no commit yet"
            ));
            match others.first() {
                None => error.hint(say!(lang, "先向它推送：`git push`", "push to it first: `git push`")),
                Some(other) => error.hint(say!(
                    lang,
                    "换成有提交的分支：`git -C {shown} symbolic-ref HEAD refs/heads/{other}`",
                    "name a branch with commits: `git -C {shown} symbolic-ref HEAD refs/heads/{other}`"
                )),
            }
        }
        Head::Several(commit, places) => {
            let (commit, list) = (short(commit), lang.join(places.iter().take(5)));
            let error = CliError::user(say!(
                lang,
                "裸仓库 `{shown}` 的 HEAD（{commit}）里有几份档案：{list}",
                "HEAD ({commit}) of the bare repository `{shown}` has several archives: {list}"
            ));
            error.hint(say!(lang, "克隆一份，用 `-C` 指明其中哪一份", "clone it and say by `-C` which one is meant"))
        }
        Head::Nothing(commit) | Head::Archive(commit, _) => {
            let commit = short(commit);
            let error = CliError::user(say!(
                lang,
                "裸仓库 `{shown}` 的 HEAD（{commit}）里没有客户档案：找不到 kehu.toml",
                "HEAD ({commit}) of the bare repository `{shown}` has no customer archive: there is no kehu.toml"
            ));
            error.hint(say!(lang, "核对仓库和 HEAD 所指的分支", "check the repository and the branch that HEAD names"))
        }
    }
}
