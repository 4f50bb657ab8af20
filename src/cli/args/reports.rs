//! Arguments of `report`.

use clap::Args;

use super::commands::{TableArgs, query};
use crate::cli::language::t;
use crate::cli::write::common::pair;

/// `report`.
#[derive(Clone, Debug, Args)]
pub struct ReportArgs {
    /// Which report.
    #[arg(value_name = "NAME", help = t(
        "哪份报告：名称如 `statistics`，编号如 `R-03`；`monthly`、`quarterly` 是整套资料；`list` 列出全部",
        "Which report: a name such as `statistics`, a number such as `R-03`; `monthly` and `quarterly` are whole packs; `list` names them all",
    ))]
    pub name: String,
    /// Which customers.
    #[arg(value_name = "QUERY", help = query())]
    pub query: Vec<String>,
    /// Of what time.
    #[arg(long, value_name = "PERIOD", help = t(
        "哪一段时间，如 `2026-06`、`2026-Q2`、`上月`；不写时为最近一个完整的期间。已结束的期间以其结束之日为准，另用 `--as-of` 指定的除外",
        "Of which period, such as `2026-06`, `2026-Q2`, `last-month`; else the last complete one. A period that is over is judged on its last day, unless `--as-of` names another",
    ))]
    pub period: Option<String>,
    /// Writes the document to be filled in.
    #[arg(long, visible_alias = "draft", help = t(
        "不出报告，而在档案中写好待填的文件，已知的内容先填上：`market`、`major-info`、`suggestions`、`callback`、`reception`",
        "Instead of the report write the document to be filled in, with what the archive knows: `market`, `major-info`, `suggestions`, `callback`, `reception`",
    ))]
    pub skeleton: bool,
    /// How it is written.
    #[command(flatten)]
    pub draft: DraftArgs,
    /// For `mail` and `sendmail`.
    #[arg(long, conflicts_with = "skeleton", help = t(
        "写成邮件，含主题、正文与 HTML 附件，可交给 `sendmail -t`；与 `-o DIR` 同用则写成 `subject.txt`、`body.txt` 和 HTML 文件",
        "As a mail with subject, text and an HTML attachment, for `sendmail -t`; with `-o DIR` as `subject.txt`, `body.txt` and an HTML file",
    ))]
    pub mail_format: bool,
    /// To whom the mail goes.
    #[arg(long, value_name = "ADDRESS", requires = "mail_format", help = t(
        "邮件的收件人，可写多次",
        "To whom the mail goes, may be repeated",
    ))]
    pub to: Vec<String>,
    /// How tables are shown.
    #[command(flatten)]
    pub shown: TableArgs,
    /// Open points make the exit status 1.
    #[arg(long, help = t("有待办的事项时退出状态为 1", "Exit status 1 when there is something to be done"))]
    pub exit_code: bool,
}

/// How the document of `--skeleton` is written.
#[derive(Clone, Debug, Default, Args)]
pub struct DraftArgs {
    /// Fields that are known.
    #[arg(long, value_name = "KEY=VALUE", requires = "skeleton", value_parser = pair, help = t(
        "用于 `--skeleton`：先填上这一项，如 `visitor_rank=top`，可写多次",
        "With `--skeleton`: fill in this field, such as `visitor_rank=top`; may be repeated",
    ))]
    pub set: Vec<String>,
    /// Shows the change only.
    #[arg(long, requires = "skeleton", help = t("用于 `--skeleton`：只显示将要写的文件", "With `--skeleton`: show what would be written"))]
    pub dry_run: bool,
    /// Opens the editor on the result.
    #[arg(long, requires = "skeleton", help = t("用于 `--skeleton`：写入前用编辑器填好", "With `--skeleton`: fill it in with the editor before it is written"))]
    pub edit: bool,
    /// One git commit.
    #[arg(long, requires = "skeleton", help = t("用于 `--skeleton`：写入后作一次提交", "With `--skeleton`: make one git commit of it"))]
    pub commit: bool,
}
