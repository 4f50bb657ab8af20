//! Arguments of the commands that make git and forges know the archive.

use clap::{Args, ValueEnum};

use crate::cli::language::t;

/// `hook`.
#[derive(Clone, Debug, Args)]
pub struct HookArgs {
    /// What to do.
    #[arg(value_name = "WHAT", ignore_case = true, help = t("做什么", "What to do"))]
    pub what: HookWhat,
    /// Over somebody else's hook.
    #[arg(long, help = t(
        "即使已有别的钩子也写入；原来的改名保留",
        "Write it even where there is another hook, which is kept under another name",
    ))]
    pub force: bool,
}

/// What `hook` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HookWhat {
    /// Writes the hook.
    #[value(alias = "安装", help = t("写入提交前的检查", "write the check before a commit"))]
    Install,
}

/// `codeowners`.
#[derive(Clone, Debug, Default, Args)]
pub struct CodeownersArgs {
    /// Whose rules.
    #[arg(long, value_name = "FORGE", ignore_case = true, default_value = "github", help = t(
        "写给哪个平台：路径和账号的写法各不相同",
        "For which forge: paths and accounts are written differently",
    ))]
    pub forge: ForgeChoice,
}

/// Whose rules `CODEOWNERS` keeps to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ForgeChoice {
    /// GitHub.
    #[default]
    Github,
    /// GitLab.
    Gitlab,
    /// Gitea, Forgejo.
    #[value(alias = "forgejo")]
    Gitea,
}

/// `doctor`.
#[derive(Clone, Debug, Default, Args)]
pub struct DoctorArgs {
    /// Leaves out what is in order.
    #[arg(long, help = t("只显示要做的：缺少、不对和不明的", "Only what is to be done: missing, wrong or unknown"))]
    pub todo: bool,
    /// Does what can be done without asking.
    #[arg(long, help = t(
        "把能直接补上的补上：钩子、合并驱动、缺少的文件和行、Schema；写过的都保留",
        "Mend what can be mended at once: the hook, the merge driver, missing files and lines, schemas; nothing that was written is lost",
    ))]
    pub fix: bool,
}
