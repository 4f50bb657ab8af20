//! Where git looks for the hooks of a repository, and kehu's own before a commit.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{Fault, read};

/// The hooks of the repository in which a folder lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hooks {
    /// Their folder: that of `core.hooksPath`, else that of the repository, which all its work trees share.
    pub folder: PathBuf,
    /// The folder serves this repository alone.
    pub own: bool,
    /// The archive below the top of the work tree, ending in `/`; nothing for the top itself.
    pub prefix: String,
}

/// Asks git.
///
/// # Errors
/// When git cannot tell: there is none, or the folder lies in no work tree.
pub fn of(root: &Path) -> Result<Hooks, Fault> {
    let prefix = super::prefix(root)?;
    let top = path(&read(root, &["rev-parse", "--show-toplevel"])?);
    // Hooks run at the top: a `core.hooksPath` that is not absolute begins there.
    let folder = top.join(path(&read(&top, &["rev-parse", "--git-path", "hooks"])?));
    let common = top.join(path(&read(&top, &["rev-parse", "--git-common-dir"])?));
    let own = within(&folder, &top) || within(&folder, &common);
    Ok(Hooks { folder, own, prefix })
}

fn path(answer: &str) -> PathBuf {
    PathBuf::from(answer.trim_end_matches(['\n', '\r']))
}

/// Whether a folder, which need not be there yet, lies in another one.
fn within(folder: &Path, outer: &Path) -> bool {
    let there = folder.ancestors().find_map(|one| one.canonicalize().ok());
    there.zip(outer.canonicalize().ok()).is_some_and(|(there, outer)| there.starts_with(outer))
}

/// By this line kehu knows its own hook.
const MARK: &str = "# kehu hook install";
/// Every archive of the repository has such a line.
const CALL: &str = "check ";

/// What the hook does before the archives' lines. Git tells a hook of another work tree where the repository is, and then takes any folder
/// for its top: both are said.
const HEAD: &str = r#"#!/bin/sh
# kehu hook install
# 提交前检查将要提交的客户档案。Checks the customer archive as staged, before every commit.
if [ -n "$GIT_DIR" ] && [ -z "$GIT_WORK_TREE" ]; then
    GIT_DIR=$(git rev-parse --absolute-git-dir) && GIT_WORK_TREE=$(pwd) && export GIT_DIR GIT_WORK_TREE || exit 1
fi
check() {
    [ -f "$1/kehu.toml" ] || [ -f "$1/kehu.yaml" ] || [ -f "$1/kehu.yml" ] || return 0
    if ! command -v kehu >/dev/null 2>&1; then
        echo '没有找到 kehu，没有提交；安装 kehu，或用 git commit --no-verify 跳过检查' >&2
        echo 'kehu is not installed, nothing was committed; install it, or skip the check by git commit --no-verify' >&2
        exit 1
    fi
    kehu check --staged --archive "$1" || exit 1
}
"#;

/// What stands where the hook belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum There {
    /// Nothing.
    Nothing,
    /// Ours, with the archives that it checks.
    Ours(Vec<String>),
    /// Somebody else's, which asks kehu already.
    Asks,
    /// Somebody else's, which does not.
    Other,
}

/// Looks at the file.
///
/// # Errors
/// When the system does not tell.
pub fn there(path: &Path) -> std::io::Result<There> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(There::Nothing),
        Err(error) => return Err(error),
    };
    // What cannot be read is somebody's all the same: a program, or a link to nothing.
    let text = fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    if found.is_file() && text.lines().any(|line| line == MARK) {
        return Ok(There::Ours(text.lines().filter_map(|line| line.strip_prefix(CALL)).map(str::to_owned).collect()));
    }
    let asks = |line: &str| !line.trim_start().starts_with('#') && line.contains("kehu") && line.contains("check --staged");
    Ok(if text.lines().any(asks) { There::Asks } else { There::Other })
}

/// The whole hook. The archives are quoted already.
#[must_use]
pub fn script(archives: &[String]) -> String {
    archives.iter().fold(HEAD.to_owned(), |text, archive| format!("{text}{CALL}{archive}\n"))
}

/// As a shell takes it for one word, whatever is in it.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// What somebody else's hook needs to ask kehu about an archive, which is quoted already.
#[must_use]
pub fn line(archive: &str) -> String {
    if archive == "'.'" { "kehu check --staged || exit 1".to_owned() } else { format!("kehu check --staged --archive {archive} || exit 1") }
}
