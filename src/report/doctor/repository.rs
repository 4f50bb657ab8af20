//! The repository, and what a clone of it has to be told: nothing of this is in the commits.

use crate::say;
use crate::words::{Lang, words};

use super::{At, Check, Group, Item, Mend, some, word};

const REPOSITORY: Item = item("repository", "仓库", "Repository");
const COMMITS: Item = item("commits", "提交", "Commits");
const HISTORY: Item = item("history", "历史", "History");
const NAMES: Item = item("file-names", "中文文件名", "Chinese file names");
const ENDS: Item = item("line-endings", "换行", "Line endings");
const HOOK: Item = item("hook", "提交前的检查", "Check before commits");
const DRIVER: Item = item("merge-driver", "合并驱动", "Merge driver");

const fn item(name: &'static str, zh: &'static str, en: &'static str) -> Item {
    Item::new(Group::Repository, name, words(zh, en))
}

/// Where the archive lies, as git sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// There is no git to ask.
    NoGit,
    /// In no repository.
    Nowhere,
    /// In a repository of somebody else, which git does not open; its folder.
    Foreign(&'a str),
    /// Git does not tell; its own words.
    Refused(&'a str),
    /// In a work tree, so far below its top.
    Tree(&'a str),
}

/// Whether the archive has a repository, and its own.
#[must_use]
pub fn repository(place: Place<'_>, at: &At, lang: Lang) -> Check {
    match place {
        Place::NoGit => REPOSITORY.skipped(say!(lang, "没有 git 可问", "there is no git to ask")),
        Place::Nowhere => REPOSITORY
            .missing(say!(
                lang,
                "档案不在 git 仓库中，没有历史，也不能与别人合并",
                "the archive is in no git repository; it has no history and cannot be merged with others' work"
            ))
            .run(at.git("init")),
        Place::Foreign(folder) => REPOSITORY
            .wrong(say!(
                lang,
                "仓库属于别的用户，git 不肯打开，历史无从得知",
                "the repository belongs to another user and git does not open it; nothing is known of its history"
            ))
            .run(format!("git config --global --add safe.directory {}", word(folder))),
        Place::Refused(why) => REPOSITORY.unknown(say!(lang, "git 没有回答：{why}", "git does not answer: {why}")),
        Place::Tree("") => REPOSITORY.ok(say!(lang, "档案在自己的仓库的顶层", "the archive is the top of its own repository")),
        Place::Tree(prefix) => {
            let prefix = prefix.trim_end_matches('/');
            let check = REPOSITORY.wrong(say!(
                lang,
                "档案只是更大的仓库中的 `{prefix}`，git 的历史不作依据（增补日期、计划调整等不从历史得出）",
                "the archive is `{prefix}` of a larger repository; its history is no evidence (last supplements, adjusted plans)"
            ));
            check.say(say!(
                lang,
                "给档案一个自己的仓库：把文件夹移到仓库之外，在其中 `git init` 并提交",
                "give the archive a repository of its own: move the folder out, then `git init` and commit in it"
            ))
        }
    }
}

/// A repository without a work tree: what is there is only seen in a clone.
#[must_use]
pub fn bare(has_archive: Option<bool>, folder: &str, lang: Lang) -> Check {
    let clone = format!("git clone {}", word(folder));
    let check = match has_archive {
        Some(true) => REPOSITORY.skipped(say!(
            lang,
            "裸仓库，最新的提交中有客户档案；设置要在克隆里查",
            "a bare repository with an archive in its last commit; look at a clone"
        )),
        Some(false) => REPOSITORY.wrong(say!(
            lang,
            "裸仓库，最新提交的顶层没有 kehu.toml",
            "a bare repository without kehu.toml at the top of its last commit"
        )),
        None => REPOSITORY.missing(say!(
            lang,
            "裸仓库，还没有任何提交，从建有档案的文件夹推送到这里",
            "a bare repository without a commit; push an archive to it"
        )),
    };
    check.run(clone)
}

/// Whether there is a commit; `head` says which is the last.
#[must_use]
pub fn commits(head: Option<&str>, at: &At, lang: Lang) -> Check {
    match head {
        Some(head) => COMMITS.ok(say!(lang, "最近一次是 {head}", "the last one is {head}")),
        None => {
            let what = say!(lang, "建立客户档案", "Start the customer archive");
            let check = COMMITS.missing(say!(lang, "还没有任何提交，没有历史可查", "there is no commit yet; there is no history"));
            check.run(format!("{} && {}", at.git("add -A"), at.git(&format!("commit -m \"{what}\""))))
        }
    }
}

/// Whether the whole history was fetched.
#[must_use]
pub fn history(shallow: bool, at: &At, lang: Lang) -> Check {
    if !shallow {
        return HISTORY.ok(say!(lang, "完整", "complete"));
    }
    let check = HISTORY.wrong(say!(
        lang,
        "浅克隆，较早的提交没有取回，增补日期等不从历史得出",
        "a shallow clone without older commits; last supplements and the like are not taken from history"
    ));
    check.run(at.git("fetch --unshallow"))
}

/// Whether git shows Chinese names as they are; `example` is one of the archive's.
#[must_use]
pub fn names(example: Option<&str>, plain: bool, at: &At, lang: Lang) -> Check {
    match example {
        _ if plain => NAMES.ok(say!(lang, "git 照原样显示", "git shows them as they are")),
        None => NAMES.skipped(say!(lang, "档案中没有", "there are none")),
        Some(name) => {
            let octal: String = name.bytes().take(6).map(|byte| format!("\\{byte:o}")).collect();
            let check = NAMES.missing(say!(
                lang,
                "git 把「{name}」显示成 `{octal}…`，认不出是谁的文件",
                "git shows `{name}` as `{octal}…`, which nobody can read"
            ));
            check.run(at.git("config core.quotePath false")).mend(Mend::Config("core.quotePath", "false"))
        }
    }
}

/// What git does to line endings: `core.autocrlf` and `core.eol` as they are set.
#[must_use]
pub fn line_endings(autocrlf: Option<&str>, eol: Option<&str>, at: &At, lang: Lang) -> Check {
    let is = |value: Option<&str>, wanted: &[&str]| value.is_some_and(|value| wanted.iter().any(|one| value.eq_ignore_ascii_case(one)));
    // Windows lives with its own line endings; so does kehu.
    if cfg!(windows) {
        return ENDS.ok(say!(lang, "由 git 统一", "git keeps them the same"));
    }
    let check = |what: &str| {
        ENDS.wrong(say!(
            lang,
            "`{what}`，检出的文件变成 Windows 换行，本机的其他程序会多读出一个字符",
            "`{what}`; files are checked out with the line endings of Windows, which other programs here do not expect"
        ))
    };
    if is(autocrlf, &["true", "yes", "on", "1"]) {
        return check("core.autocrlf = true").run(at.git("config core.autocrlf input"));
    }
    if is(eol, &["crlf"]) {
        return check("core.eol = crlf").run(at.git("config core.eol lf"));
    }
    ENDS.ok(say!(lang, "不变", "left as they are"))
}

/// What stands where the hook belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookFound<'a> {
    /// Nothing, and the folder serves this repository alone.
    Nothing,
    /// Nothing, in a folder that other repositories have too.
    Shared(&'a str),
    /// kehu's own, with this archive in it.
    Ours,
    /// kehu's own as an earlier version wrote it, or without this archive.
    Old,
    /// Another one that runs kehu.
    Asks,
    /// Another one that does not; the line that it needs.
    Other(&'a str),
    /// That of the pre-commit framework, and whether its settings name kehu.
    Framework(bool),
    /// None, though `.pre-commit-config.yaml` names kehu.
    NotInstalled,
    /// It is there and is not run: not executable. Its path.
    Idle(&'a str),
    /// It cannot be read.
    Unread(&'a str),
}

/// Whether git asks kehu before a commit.
#[must_use]
pub fn hook(found: HookFound<'_>, lang: Lang) -> Check {
    let install = "kehu hook install";
    let nothing = || say!(lang, "没有安装，写错的档案也会提交上去", "not installed; documents with mistakes are committed as well");
    match found {
        HookFound::Nothing => HOOK.missing(nothing()).run(install).mend(Mend::Hook),
        HookFound::Shared(folder) => HOOK
            .missing(say!(
                lang,
                "没有；`core.hooksPath` 指向几个仓库共用的 `{folder}`，写在那里不影响没有档案的仓库",
                "none; `core.hooksPath` is `{folder}`, which other repositories share; it does nothing where there is no archive"
            ))
            .run("kehu hook install --force"),
        HookFound::Ours => HOOK.ok(say!(lang, "已安装", "installed")),
        HookFound::Old => HOOK
            .wrong(say!(lang, "是早先版本写的，或没有包括这份档案", "written by an earlier version, or without this archive"))
            .run(install)
            .mend(Mend::Hook),
        HookFound::Asks => HOOK.ok(say!(lang, "已有的钩子会运行 kehu", "the hook that is there runs kehu")),
        HookFound::Other(line) => HOOK
            .missing(say!(lang, "已有别的钩子，其中没有运行 kehu", "there is another hook, which does not run kehu"))
            .say(say!(lang, "在其中加上一行 `{line}`", "add the line `{line}` to it"))
            .say(say!(lang, "或换掉它，原来的改名保留：", "or replace it; the old one is kept under another name:"))
            .run("kehu hook install --force"),
        HookFound::Framework(true) => HOOK.ok(say!(lang, "由 pre-commit 运行", "run by pre-commit")),
        HookFound::Framework(false) => {
            HOOK.missing(say!(lang, "pre-commit 在用，其中没有 kehu", "pre-commit is in use, without kehu")).say(framework(lang))
        }
        HookFound::NotInstalled => HOOK
            .missing(say!(
                lang,
                "`.pre-commit-config.yaml` 中有 kehu，但这个克隆没有装上 pre-commit 的钩子",
                "`.pre-commit-config.yaml` names kehu, but this clone has no hook of pre-commit"
            ))
            .run("pre-commit install"),
        HookFound::Idle(path) => HOOK
            .wrong(say!(lang, "钩子不可执行，git 不会运行它", "the hook is not executable; git does not run it"))
            .run(format!("chmod +x {path}")),
        HookFound::Unread(why) => HOOK.unknown(say!(lang, "读不出钩子：{why}", "the hook cannot be read: {why}")),
    }
}

fn framework(lang: Lang) -> String {
    say!(
        lang,
        "在 `.pre-commit-config.yaml` 的 repos 下加上 kehu 的仓库，id 写 `kehu-check-system`",
        "add kehu's repository to the repos of `.pre-commit-config.yaml`, with the id `kehu-check-system`"
    )
}

/// What is known of the merge driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DriverFound<'a> {
    /// This clone does not know it.
    Nothing,
    /// Its command is not that of this version.
    Old,
    /// It is there, and these documents are not given to it.
    NotGiven(&'a [String]),
    /// It is there and takes all documents.
    Works,
}

/// Whether documents that two branches changed are merged by field.
#[must_use]
pub fn merge_driver(found: DriverFound<'_>, lang: Lang) -> Check {
    let install = "kehu merge-driver install";
    match found {
        DriverFound::Nothing => DRIVER
            .missing(say!(
                lang,
                "没有登记到这个克隆，两人改同一份档案时按行合并，多有冲突",
                "this clone does not know it; what two people changed is merged by line, often with conflicts"
            ))
            .run(install)
            .mend(Mend::Driver),
        DriverFound::Old => {
            DRIVER.wrong(say!(lang, "登记的命令不是这个版本的", "its command is not that of this version")).run(install).mend(Mend::Driver)
        }
        DriverFound::Works => {
            DRIVER.ok(say!(lang, "已登记，两人改同一份档案时按字段合并", "registered; what two people changed is merged by field"))
        }
        DriverFound::NotGiven(paths) => {
            let mut endings: Vec<&str> = paths.iter().filter_map(|path| Some(path.rsplit_once('.')?.1)).collect();
            endings.sort_unstable();
            endings.dedup();
            let names = some(paths, lang);
            let check = DRIVER.wrong(say!(
                lang,
                "已登记，但 `.gitattributes` 没有把这些文件交给它：{names}",
                "registered, but `.gitattributes` does not give it these: {names}"
            ));
            let lines = endings.iter().map(|ending| format!("*.{ending} merge=kehu"));
            check.fix(Mend::Lines(".gitattributes", lines.collect()))
        }
    }
}
