//! `kehu hook install`: before every commit git asks `kehu check --staged`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cli::args::{HookArgs, HookWhat};
use crate::cli::{CliError, Cx, Exit, Globals, faults, open};
use crate::edit::disk::whole;
use crate::git::Fault;
use crate::git::hooks::{self, Hooks, There, line, quoted, script, there};
use crate::say;
use crate::words::{Lang, refusal};

/// Does what was asked.
pub(crate) fn run(args: &HookArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    match args.what {
        HookWhat::Install => {
            let exit = install(args.force, globals, cx)?;
            cx.ui.notice(what_else(cx.lang));
            Ok(exit)
        }
    }
}

/// Writes the hook; over somebody else's only with `force`.
pub(super) fn install(force: bool, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let root = open::writable(globals, cx)?.root;
    let lang = cx.lang;
    let Hooks { folder, own, prefix } = hooks::of(&root).map_err(|fault| why(&fault, lang))?;
    let path = folder.join("pre-commit");
    let archive = quoted(if prefix.is_empty() { "." } else { prefix.trim_end_matches('/') });
    let failed = |error: &std::io::Error| {
        let (shown, why) = (path.display(), refusal(error, lang));
        CliError::system(say!(lang, "不能写入 `{shown}`：{why}", "cannot write `{shown}`: {why}"))
    };
    let mut archives = match there(&path).map_err(|error| failed(&error))? {
        There::Ours(archives) => archives,
        There::Nothing if own || force => Vec::new(),
        There::Asks => {
            let shown = path.display();
            cx.ui.notice(say!(lang, "`{shown}` 已经运行 kehu，没有改动", "`{shown}` runs kehu already; left alone"));
            return Ok(Exit::Clean);
        }
        There::Nothing => return Err(shared(&folder, &archive, lang).into()),
        There::Other if force => {
            let kept = put_aside(&path).map_err(|error| failed(&error))?;
            let kept = kept.display();
            cx.ui.notice(say!(lang, "原来的钩子改名为 `{kept}`，不再运行", "the hook that was there is now `{kept}` and runs no more"));
            Vec::new()
        }
        There::Other => return Err(other(&path, &archive, lang).into()),
    };
    if !archives.contains(&archive) {
        archives.push(archive);
    }
    write(&path, &script(&archives)).map_err(|error| failed(&error))?;
    let shown = path.display();
    cx.ui.notice(say!(
        lang,
        "已写入 `{shown}`：每次提交前运行 `kehu check --staged`",
        "wrote `{shown}`: before every commit it runs `kehu check --staged`"
    ));
    Ok(Exit::Clean)
}

/// Where to look for the rest of what a clone needs.
pub(super) fn what_else(lang: Lang) -> String {
    say!(lang, "这个克隆还有什么没有设置好，用 `kehu doctor` 看", "`kehu doctor` tells what else this clone needs")
}

/// Another name beside it that is free.
fn put_aside(path: &Path) -> std::io::Result<PathBuf> {
    let names = std::iter::once("pre-commit.old".to_owned()).chain((2..).map(|n| format!("pre-commit.old{n}")));
    let mut free = names.map(|name| path.with_file_name(name)).filter(|path| fs::symlink_metadata(path).is_err());
    let Some(kept) = free.next() else { return Err(std::io::Error::from(ErrorKind::AlreadyExists)) };
    fs::rename(path, &kept)?;
    Ok(kept)
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    whole::write(path, text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

fn other(path: &Path, archive: &str, lang: Lang) -> CliError {
    let (shown, line) = (path.display(), line(archive));
    let error = CliError::user(say!(lang, "`{shown}` 是别的钩子，没有改动", "`{shown}` is another hook; left alone"));
    let error = error.hint(say!(lang, "请在其中加上一行：`{line}`", "add this line to it: `{line}`"));
    error.hint(say!(
        lang,
        "或用 `kehu hook install --force` 换掉它，原来的改名保留",
        "or replace it by `kehu hook install --force`, which keeps it under another name"
    ))
}

fn shared(folder: &Path, archive: &str, lang: Lang) -> CliError {
    let (shown, line) = (folder.display(), line(archive));
    let error = CliError::user(say!(
        lang,
        "git 的 `core.hooksPath` 指向 `{shown}`，那里的钩子也用于别的仓库；没有写入",
        "git's `core.hooksPath` is `{shown}`, whose hooks serve other repositories too; nothing was written"
    ));
    let error = error.hint(say!(lang, "请在那里的 pre-commit 中加上一行：`{line}`", "add this line to the pre-commit there: `{line}`"));
    error.hint(say!(
        lang,
        "或用 `kehu hook install --force` 写在那里：没有档案的仓库不受影响",
        "or write it there by `kehu hook install --force`: it does nothing where there is no archive"
    ))
}

fn why(fault: &Fault, lang: Lang) -> CliError {
    let what = say!(lang, "没有安装钩子", "the hook was not installed");
    faults::told(&what, fault, &say!(lang, "先在档案里运行 `git init`", "run `git init` in the archive first"), lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hook_is_known_again() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("pre-commit");
        assert!(matches!(there(&path), Ok(There::Nothing)));
        write(&path, &script(&["'.'".to_owned(), quoted("客户's")])).expect("written");
        assert!(matches!(there(&path), Ok(There::Ours(archives)) if archives == ["'.'", "'客户'\\''s'"]));
        fs::write(&path, "#!/bin/sh\n# kehu check --staged\nmake\n").expect("written");
        assert!(matches!(there(&path), Ok(There::Other)));
        fs::write(&path, "#!/bin/sh\nkehu check --staged || exit 1\n").expect("written");
        assert!(matches!(there(&path), Ok(There::Asks)));
        for name in ["pre-commit.old", "pre-commit.old2"] {
            fs::write(&path, name).expect("written");
            assert_eq!(put_aside(&path).expect("moved"), folder.path().join(name));
        }
    }
}
