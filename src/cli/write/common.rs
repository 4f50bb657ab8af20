//! Options of every writing command.

use std::path::PathBuf;

use clap::Args;

use crate::cli::language::t;

/// How a change is made.
#[derive(Clone, Debug, Default, Args)]
pub struct WriteArgs {
    /// Shows the change only.
    #[arg(long, help = t("只显示将要作的改动，不写入", "Show the change as a diff, write nothing"))]
    pub dry_run: bool,
    /// Writes although values are wrong.
    #[arg(long, help = t("即使有不合规定的值也写入", "Write even if values are wrong"))]
    pub force: bool,
    /// One git commit.
    #[arg(long, help = t("写入后作一次 git 提交，只含这些文件", "Make one git commit of exactly these files"))]
    pub commit: bool,
    /// Opens the editor on the result.
    #[arg(long, help = t("写入前用编辑器再改一遍", "Open the editor on the result before writing"))]
    pub edit: bool,
    /// Many from a file.
    #[arg(long, value_name = "FILE", help = t("从 csv 或 jsonl 文件成批录入，`-` 为标准输入", "Many records from a csv or jsonl file; `-` is standard input"))]
    pub from: Option<PathBuf>,
}
