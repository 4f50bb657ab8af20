//! Options of every writing command.

use std::path::PathBuf;

use clap::Args;

use crate::cli::language::t;

/// How a change is made.
#[derive(Clone, Debug, Default, Args)]
pub struct WriteArgs {
    /// The id of what is new.
    #[arg(long, value_name = "ID", conflicts_with = "from", help = t("编号；不写时由拼音生成", "Its id; else it is made from the pinyin"))]
    pub id: Option<String>,
    /// Any field, nested and own ones too.
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, help = t(
        "填任意一项，也可以是嵌套的或本单位自定的，如 `concerns.user=扩容`；`KEY=` 清空",
        "Fill in any field, nested and own ones too, such as `concerns.user=TEXT`; `KEY=` empties it",
    ))]
    pub set: Vec<String>,
    /// Shows the change only.
    #[arg(long, help = t("只显示将要作的改动，不写入", "Show the change as a diff, write nothing"))]
    pub dry_run: bool,
    /// Writes although values are wrong.
    #[arg(long, help = t("即使有不合规定的值也写入", "Write even if values are wrong"))]
    pub force: bool,
    /// One git commit.
    #[arg(long, help = t("写入后作一次提交，只含这些文件", "Make one git commit of exactly these files"))]
    pub commit: bool,
    /// Opens the editor on the result.
    #[arg(long, conflicts_with = "from", help = t("写入前用编辑器再改一遍", "Open the editor on the result before writing"))]
    pub edit: bool,
    /// Many from a file.
    #[arg(long, value_name = "FILE", help = t("从 csv 或 jsonl 文件成批录入，`-` 为标准输入", "Many records from a csv or jsonl file; `-` is standard input"))]
    pub from: Option<PathBuf>,
}

/// `KEY=VALUE`, taken apart later: the form says what the key is.
pub(crate) fn pair(text: &str) -> Result<String, String> {
    match text.split_once(['=', '＝']) {
        Some((key, _)) if !key.trim().is_empty() => Ok(text.to_owned()),
        _ => Err(t("应写成 `KEY=VALUE`", "expected `KEY=VALUE`").to_owned()),
    }
}
