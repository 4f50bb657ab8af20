//! Arguments of what account managers and directors look at: what falls due, who knows whom, what the figures say.

use clap::Args;

use super::choices::{RevenueBy, StatsName};
use super::commands::{TableArgs, customer, excel, exit_code, query, year};
use super::values;
use crate::cli::language::t;

/// `status`.
#[derive(Clone, Debug, Default, Args)]
pub struct StatusArgs {
    /// How far ahead.
    #[arg(long, value_name = "N", value_parser = values::count, help = t("往后看几天；不写时为 7", "How many days ahead; else 7"))]
    pub days: Option<usize>,
}

/// `brief`.
#[derive(Clone, Debug, Args)]
pub struct BriefArgs {
    /// Which customer.
    #[arg(value_name = "CUSTOMER", help = customer())]
    pub customer: String,
    /// With what is restricted.
    #[arg(long, help = t(
        "加上限阅的个人情况：生日、手机、业余爱好",
        "Add what is restricted of each person: birthday, mobile number, hobbies",
    ))]
    pub reveal: bool,
}

/// `history`.
#[derive(Clone, Debug, Args)]
pub struct HistoryArgs {
    /// Which customer.
    #[arg(value_name = "CUSTOMER", help = customer())]
    pub customer: String,
    /// Which of its people.
    #[arg(value_name = "PERSON", help = t(
        "只看与其中一人有关的：编号或姓名，已删去的写编号",
        "Only what is about one of its people: id or name; the id of one who is there no longer",
    ))]
    pub person: Option<String>,
    /// How many rows.
    #[arg(long, value_name = "N", value_parser = values::count, help = t("最多几行", "At most so many rows"))]
    pub limit: Option<usize>,
    /// How the table is shown.
    #[command(flatten)]
    pub shown: TableArgs,
}

/// `due`.
#[derive(Clone, Debug, Default, Args)]
pub struct DueArgs {
    /// Which customers.
    #[arg(value_name = "QUERY", help = query())]
    pub query: Vec<String>,
    /// How far ahead.
    #[arg(long, value_name = "N", value_parser = values::count, help = t(
        "列出今后几天内到期的，已过期的总是列出；不写时为 14",
        "What falls due within so many days; what is overdue is always there; else 14",
    ))]
    pub days: Option<usize>,
    /// Whose.
    #[arg(long, value_name = "STAFF", value_delimiter = ',', help = t("只看由这些人办的，`me` 为本人", "Only what these people are to do, `me` for yourself"))]
    pub staff: Vec<String>,
    /// One list a person.
    #[arg(long, value_name = "BY", help = t(
        "按人分开，一人一份；`-o 文件夹/` 则一人一个文件",
        "One list for each person; with `-o FOLDER/` one file for each",
    ))]
    pub split: Option<SplitBy>,
    /// What has gone to the superior.
    #[arg(long, help = t(
        "加上过期已久、按制度应由上级过问的，列在上级名下",
        "Add what is so long overdue that it has gone to the superior, under his or her name",
    ))]
    pub escalate: bool,
    /// Rows make the exit status 1.
    #[arg(long, help = exit_code())]
    pub exit_code: bool,
    /// Spreadsheet flavour of CSV.
    #[arg(long, help = excel())]
    pub excel: bool,
}

/// `due --split`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum SplitBy {
    /// By person.
    #[value(alias = "人员", help = t("按人员", "by person"))]
    Staff,
}

/// `actions`.
#[derive(Clone, Debug, Default, Args)]
pub struct ActionsArgs {
    /// Which.
    #[arg(value_name = "QUERY", help = query())]
    pub query: Vec<String>,
    /// Of which year's plan.
    #[arg(long, value_name = "YEAR", value_parser = values::year, help = t(
        "只看这一年的行动计划；不写时为当年的，以及往年还没有办完的",
        "Only the action plan of this year; else that of the current one and what of earlier ones is still open",
    ))]
    pub year: Option<i32>,
    /// Spreadsheet flavour of CSV.
    #[arg(long, help = excel())]
    pub excel: bool,
}

/// `matrix`.
#[derive(Clone, Debug, Default, Args)]
pub struct MatrixArgs {
    /// Which.
    #[arg(value_name = "QUERY", help = query())]
    pub query: Vec<String>,
    /// Of which year's plan.
    #[arg(long, value_name = "YEAR", value_parser = values::year, help = year())]
    pub year: Option<i32>,
    /// Spreadsheet flavour of CSV.
    #[arg(long, help = excel())]
    pub excel: bool,
}

/// `map`.
#[derive(Clone, Debug, Args)]
pub struct MapArgs {
    /// Which customer.
    #[arg(value_name = "CUSTOMER", help = customer())]
    pub customer: String,
}

/// `revenue`.
#[derive(Clone, Debug, Default, Args)]
pub struct RevenueArgs {
    /// Which customers.
    #[arg(value_name = "QUERY", help = query())]
    pub query: Vec<String>,
    /// Which year's plan.
    #[arg(long, value_name = "YEAR", value_parser = values::year, help = year())]
    pub year: Option<i32>,
    /// Sums instead of projects.
    #[arg(long, value_name = "KEY", ignore_case = true, help = t(
        "不列各项目，而按此汇总",
        "Sums by this instead of single projects",
    ))]
    pub by: Option<RevenueBy>,
    /// Plan against outcome.
    #[arg(long, help = t("计划与实际对照：已决定的项目，中标与否、实际合同额、收入、利润", "Plan against outcome: what was decided, won or not, and what came of it"))]
    pub actual: bool,
    /// How the table is shown.
    #[command(flatten)]
    pub shown: TableArgs,
}

/// `stats`.
#[derive(Clone, Debug, Args)]
pub struct StatsArgs {
    /// What.
    #[arg(value_name = "NAME", ignore_case = true, help = t("算什么", "What to compute"))]
    pub name: StatsName,
    /// Which customers.
    #[arg(value_name = "QUERY", help = query())]
    pub query: Vec<String>,
    /// Of what time.
    #[arg(long, value_name = "PERIOD", help = t(
        "哪一段时间，如 `2026`、`2026-Q2`、`2026-06`、`上月`、`ytd`；不写时由所算的内容而定",
        "Of which period, such as `2026`, `2026-Q2`, `2026-06`, `last-month`, `ytd`; else as the figure asks for",
    ))]
    pub period: Option<String>,
    /// The year's target.
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true, help = t(
        "`season`：全年的销售目标，如 `1800`、`1800万元`；不写时取登记的销售目标",
        "`season`: the year's sales target, such as `1800`, `1800万元`; else the targets on record (`targets/`)",
    ))]
    pub target: Option<String>,
    /// How the table is shown.
    #[command(flatten)]
    pub shown: TableArgs,
}
