//! Why git did not do it, in words, with what to do: the same everywhere.

use super::CliError;
use crate::git::Fault;
use crate::git::revisions::Trouble;
use crate::say;
use crate::words::Lang;

/// So many lines of git's own words are shown.
const MOST: usize = 6;

/// `what` could not be done. Where the archive lies in no repository `outside` says what to do.
pub(crate) fn told(what: &str, fault: &Fault, outside: &str, lang: Lang) -> CliError {
    match fault {
        Fault::NoGit => CliError::system(say!(lang, "{what}：没有 git 程序", "{what}: there is no git program")).hint(say!(
            lang,
            "请安装 git",
            "install git"
        )),
        Fault::NoRepository => {
            CliError::user(say!(lang, "{what}：档案不在 git 仓库里", "{what}: the archive is in no git repository")).hint(outside)
        }
        Fault::Said(words) => said(what, fault, words, lang),
        Fault::Merging | Fault::Ignored(_) | Fault::Uncommitted(_) => CliError::system(what),
    }
}

/// What git says of itself is for those who know it well; what happens often is said so that everybody knows what to do.
fn said(what: &str, fault: &Fault, words: &str, lang: Lang) -> CliError {
    if fault.is_foreign() {
        let error = CliError::system(say!(
            lang,
            "{what}：仓库属于别的用户，git 不读取它",
            "{what}: the repository belongs to another user, and git does not read it"
        ));
        let command = words.lines().map(str::trim).find(|line| line.starts_with("git config "));
        let command = command.unwrap_or("git config --global --add safe.directory DIR");
        return error.hint(say!(lang, "信得过它就运行 `{command}`", "if you trust it run `{command}`"));
    }
    if words.contains("safe.bareRepository") {
        let error = CliError::system(say!(
            lang,
            "{what}：git 的设置 safe.bareRepository 不许读取裸仓库",
            "{what}: git's setting safe.bareRepository forbids bare repositories"
        ));
        return error.hint(say!(
            lang,
            "先克隆出一份工作区，或运行 `git config --global safe.bareRepository all`",
            "clone it with a work tree, or run `git config --global safe.bareRepository all`"
        ));
    }
    if words.contains("must be run in a work tree") {
        return CliError::user(say!(lang, "{what}：这里没有工作区", "{what}: there is no work tree here")).hint(say!(
            lang,
            "在克隆出的工作区里运行",
            "run it in a clone with a work tree"
        ));
    }
    if words.contains("not a git repository") {
        let error = CliError::system(say!(
            lang,
            "{what}：`.git` 指向的地方不是 git 仓库",
            "{what}: `.git` names a place that is no git repository"
        ));
        let error = error.hint(words);
        return error.hint(say!(
            lang,
            "工作区或子模块移动过：在原仓库运行 `git worktree repair` 或 `git submodule update --init`",
            "the work tree or submodule was moved: run `git worktree repair` or `git submodule update --init` in its repository"
        ));
    }
    CliError::system(say!(lang, "{what}：git 拒绝了", "{what}: git refused")).hint(words.lines().take(MOST).collect::<Vec<_>>().join("\n"))
}

/// Why a revision cannot be looked up, and what to do.
pub(crate) fn trouble(trouble: &Trouble, lang: Lang) -> CliError {
    match trouble {
        Trouble::Git(fault) => told(&say!(lang, "看不到历史", "there is no history to be seen"), fault, "", lang),
        Trouble::NoCommit => CliError::user(say!(lang, "还没有任何提交，没有可比较的版本", "there is no commit yet to compare with"))
            .hint(say!(lang, "先提交一次：`git add .`，`git commit`", "commit once first: `git add .`, `git commit`")),
        Trouble::Unknown(name, true) => CliError::user(say!(
            lang,
            "没有版本 `{name}`：这个仓库是浅克隆，没有更早的提交",
            "there is no revision `{name}`: this is a shallow clone without older commits"
        ))
        .hint(say!(lang, "取回全部历史：`git fetch --unshallow`", "fetch the whole history: `git fetch --unshallow`")),
        Trouble::Unknown(name, false) => CliError::user(say!(lang, "没有版本 `{name}`", "there is no revision `{name}`")).hint(say!(
            lang,
            "用 `git log --oneline` 看有哪些",
            "`git log --oneline` lists them"
        )),
        Trouble::Apart(range) => CliError::user(say!(
            lang,
            "`{range}` 的两个版本没有共同的祖先，或没有取回",
            "the revisions of `{range}` have no common ancestor, or it was not fetched"
        ))
        .hint(say!(lang, "改写成 `REV..REV`，或取回全部历史", "write `REV..REV`, or fetch the whole history")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_often_ends_in_what_to_do() {
        let words = "fatal: detected dubious ownership in repository at '/srv/档案'\nTo add an exception for this directory, call:\n\n\tgit config --global --add safe.directory /srv/档案";
        let error = told("不能比较", &Fault::Said(words.to_owned()), "", Lang::Zh);
        assert_eq!(error.hints, ["信得过它就运行 `git config --global --add safe.directory /srv/档案`"]);
        for words in ["fatal: this operation must be run in a work tree", "fatal: not a git repository: /a/.git/worktrees/b"] {
            let error = told("", &Fault::Said(words.to_owned()), "", Lang::En);
            assert!(!error.message.contains("git refused") && !error.hints.is_empty(), "{error:?}");
        }
        assert_eq!(told("x", &Fault::Said("fatal: ?".to_owned()), "", Lang::En).hints, ["fatal: ?"]);
    }
}
