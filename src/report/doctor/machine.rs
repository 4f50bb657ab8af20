//! The programs: git, and kehu as git's hooks find it.

use crate::say;
use crate::words::{Lang, words};

use super::{Check, Group, Item};

const GIT: Item = Item::new(Group::Machine, "git", words("git 程序", "git"));
const KEHU: Item = Item::new(Group::Machine, "kehu", words("kehu 程序", "kehu"));

/// The oldest git that does all that kehu asks of it.
const OLDEST: (u32, u32) = (2, 30);

/// The git program, by what `git --version` says; none where there is none.
#[must_use]
pub fn git(version: Option<&str>, lang: Lang) -> Check {
    let Some(version) = version else {
        let found = say!(
            lang,
            "没有 git 程序，改动没有历史，也不能多人协作",
            "there is no git program; changes have no history and cannot be shared"
        );
        return with_git(GIT.missing(found), lang);
    };
    let number = version.trim().trim_start_matches("git version ").split(' ').next().unwrap_or_default().to_owned();
    let (major, minor) = OLDEST;
    match numbers(&number) {
        Some(found) if found >= OLDEST => GIT.ok(number),
        Some(_) => {
            let found =
                say!(lang, "版本 {number} 太旧，要 {major}.{minor} 以上", "version {number} is too old; it takes {major}.{minor} or newer");
            with_git(GIT.wrong(found), lang)
        }
        None => GIT.unknown(say!(lang, "看不出版本：{version}", "its version cannot be read: {version}")),
    }
}

fn with_git(check: Check, lang: Lang) -> Check {
    if cfg!(windows) {
        return check.run("winget install --id Git.Git");
    }
    if cfg!(target_os = "macos") {
        return check.run("xcode-select --install");
    }
    check.run("sudo apt install git").say(say!(
        lang,
        "不是 Debian、Ubuntu 的，用本系统的安装命令，如 `sudo dnf install git`",
        "elsewhere than on Debian and Ubuntu by the system's own command, such as `sudo dnf install git`"
    ))
}

fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// The kehu that a program finds by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnPath<'a> {
    /// What `kehu --version` says; none where there is no such program.
    pub version: Option<&'a str>,
    /// The version that runs now.
    pub own: &'a str,
    /// The folder of the program that runs now.
    pub folder: Option<&'a str>,
}

/// Whether git's hooks find this kehu.
#[must_use]
pub fn kehu(on_path: &OnPath<'_>, lang: Lang) -> Check {
    let own = on_path.own;
    let Some(version) = on_path.version else {
        let check = KEHU.missing(say!(
            lang,
            "PATH 中没有 kehu（正在运行的是 {own}），git 的钩子和合并驱动找不到它",
            "there is no kehu on PATH (this is {own}); git's hook and merge driver do not find it"
        ));
        return match on_path.folder {
            Some(folder) if cfg!(windows) => check.run(format!("setx PATH \"%PATH%;{folder}\"")),
            Some(folder) => check.run(format!("export PATH=\"{folder}:$PATH\"")).say(say!(
                lang,
                "写进 `~/.profile`，以后一直有效",
                "put it into `~/.profile` so that it stays"
            )),
            None => check.run("cargo install kehu --locked"),
        };
    };
    let number = version.trim().trim_start_matches("kehu ");
    if number == own {
        return KEHU.ok(say!(lang, "{own}，在 PATH 中", "{own}, on PATH"));
    }
    let check = KEHU.wrong(say!(
        lang,
        "正在运行的是 {own}，PATH 中的是 {number}，git 的钩子用的是后者",
        "this is {own}, on PATH there is {number}; that is what git's hook runs"
    ));
    check.run("cargo install kehu --locked")
}
