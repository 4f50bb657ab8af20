//! Options that every command takes.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgAction, Args};

use super::{ColorChoice, Format, LangChoice, values};
use crate::cli::language::t;

/// Options that every command takes, before or after its name.
#[derive(Clone, Debug, Default, Args)]
pub struct GlobalArgs {
    /// The archive's folder.
    #[arg(
        short = 'C', long, global = true, value_name = "DIR",
        help = t(
            "档案所在的文件夹；不写时用环境变量 `KEHU_ARCHIVE`，再不然是最近的含 `kehu.toml` 的上级文件夹",
            "Folder of the archive; else `KEHU_ARCHIVE`, else the nearest parent with a `kehu.toml`",
        ),
    )]
    pub archive: Option<PathBuf>,
    /// The day of judgement.
    #[arg(
        long, global = true, value_name = "DATE", value_parser = values::date,
        help = t(
            "以哪一天为准，如 `2026-07-29`；不写时用 `KEHU_AS_OF`，再不然是今天。此后的事一概不计",
            "Judge as of this day, such as `2026-07-29`; else `KEHU_AS_OF`, else today. Later facts count nowhere",
        ),
    )]
    pub as_of: Option<NaiveDate>,
    /// Who is asking.
    #[arg(
        long, global = true, value_name = "STAFF",
        help = t(
            "我是谁：人员编号或姓名，条件中写作 `me`；不写时用 `KEHU_ME`，再不然按 `git` 的 `user.email` 认",
            "Who I am: id or name of a staff member, `me` in a query; else `KEHU_ME`, else known by git's `user.email`",
        ),
    )]
    pub me: Option<String>,
    /// How the result is written.
    #[arg(
        long, global = true, value_name = "FORMAT", ignore_case = true, hide_possible_values = true,
        help = t(
            "输出格式，各命令所能输出的见其帮助；不写时看 `-o` 的扩展名",
            "Output format, those of a command are in its help; else by the extension of `-o`",
        ),
    )]
    pub format: Option<Format>,
    /// Where the result goes.
    #[arg(
        short, long, global = true, value_name = "FILE",
        help = t("把结果写入文件，而不是标准输出", "Write the result to a file instead of standard output"),
    )]
    pub output: Option<PathBuf>,
    /// The language of texts.
    #[arg(
        long, global = true, value_name = "LANG", ignore_case = true,
        help = t(
            "文字用中文还是英文；不写时依次看 `KEHU_LANG`、档案的 `company.language`、系统语言",
            "Language of texts; else `KEHU_LANG`, the archive's `company.language`, the locale; Chinese when none is set",
        ),
    )]
    pub lang: Option<LangChoice>,
    /// Colour or not.
    #[arg(
        long, global = true, value_name = "WHEN", ignore_case = true,
        help = t(
            "何时着色；不写时同 `auto`，`NO_COLOR` 可关掉它",
            "When to colour; else `auto`, which `NO_COLOR` turns off",
        ),
    )]
    pub color: Option<ColorChoice>,
    /// Errors only.
    #[arg(
        short, long, global = true, conflicts_with = "verbose",
        help = t("只报错误，不报提示", "Say errors only, no notices"),
    )]
    pub quiet: bool,
    /// Says more.
    #[arg(
        short, long, global = true, action = ArgAction::Count,
        help = t("多说一些：文件、用时、未判的规则", "Say more: files, timings, rules not judged"),
    )]
    pub verbose: u8,
    /// Git is no evidence.
    #[arg(
        long, global = true,
        help = t(
            "不以 `git` 的历史为凭据（增补日期、批准后的改动、关系走势等），如同档案不在 `git` 中",
            "Take nothing from git's history (day of the last supplement, changes after an approval, trends), as if outside git",
        ),
    )]
    pub no_history: bool,
    /// Never asks.
    #[arg(
        long, global = true,
        help = t("从不提问（同 `KEHU_NO_INPUT`）", "Never ask (as `KEHU_NO_INPUT`)"),
    )]
    pub no_input: bool,
    /// Yes to everything.
    #[arg(
        short, long, global = true,
        help = t("凡需确认的都答「是」", "Answer yes wherever a confirmation is needed"),
    )]
    pub yes: bool,
    /// Prints help.
    #[arg(
        short, long, global = true, action = ArgAction::Help,
        help = t("显示帮助", "Print help"),
    )]
    pub help: Option<bool>,
}
