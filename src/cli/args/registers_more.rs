//! Arguments of the commands that write market reports, suggestions, lending cards and submissions.

use clap::Args;

use super::ChangeArgs;
use super::registers::{customer, day, fields};
use crate::cli::language::t;
use crate::cli::write::common::WriteArgs;
use crate::cli::write::options::{FieldSet, Fields};
use crate::form::registers::{Loan, MarketReport, Submission, Suggestion};
use crate::form::{Record, RecordSpec};

fields! {
    /// 客户行业和市场信息报告
    MarketFields of MarketReport, without "month", "items"
}
fields! {
    /// 档案完善建议
    SuggestionFields of Suggestion, without "customer"
}
fields! {
    /// 借阅卡
    LoanFields of Loan, without "customer", "card_no"
}
fields! {
    /// 上报
    SubmissionFields of Submission, without "kind"
}

/// `add-market-report`.
#[derive(Clone, Debug, Args)]
pub struct AddMarketReportArgs {
    /// Of which month.
    #[arg(long, alias = "月份", value_name = "MONTH", help = t(
        "月份；不写时为最近到期而尚未提交的月份，否则为本月",
        "Of which month; else the one that fell due last, if it was not handed in, else this month",
    ))]
    pub month: Option<String>,
    /// The record's own day.
    #[arg(long, value_name = "DATE", help = t("提交日期；不写时为今天（或 `--as-of`）", "When it was handed in; else today (or `--as-of`)"))]
    pub date: Option<String>,
    /// What it reports.
    #[arg(long, aliases = ["items", "信息条目"], value_name = "KEY=VALUE,…", help = t(
        "一条信息，如 `subject=行业,content=…,implication=…,source_level=2`；可写几次",
        "One item, such as `subject=industry,content=TEXT,implication=TEXT,source_level=2`; may be given several times",
    ))]
    pub item: Vec<String>,
    /// The form.
    #[command(flatten)]
    pub(crate) fields: Fields<MarketFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `add-suggestion`.
#[derive(Clone, Debug, Args)]
pub struct AddSuggestionArgs {
    /// For whose archive.
    #[arg(value_name = "CUSTOMER", required_unless_present_any = ["from", "from_audit"], conflicts_with = "from_audit", help = customer())]
    pub customer: Option<String>,
    /// From what the audit finds.
    #[arg(long, value_name = "QUERY", num_args = 0.., conflicts_with_all = ["from", "id", "edit"], help = t(
        "按审计结果，每个有错误或警告的客户一份；可写客户或条件，如 `am:周岚`",
        "From the audit, one for each customer with errors or warnings; customers or a query may follow, such as `am:zhou-lan`",
    ))]
    pub from_audit: Option<Vec<String>>,
    /// The record's own day.
    #[arg(long, value_name = "DATE", help = t("提出日期；不写时为今天（或 `--as-of`）", "When it is issued; else today (or `--as-of`)"))]
    pub date: Option<String>,
    /// The form.
    #[command(flatten)]
    pub(crate) fields: Fields<SuggestionFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `lend`.
#[derive(Clone, Debug, Args)]
pub struct LendArgs {
    /// Whose forms.
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = customer())]
    pub customer: Option<String>,
    /// The record's own day.
    #[arg(long, value_name = "DATE", help = t("借出日期；不写时为今天（或 `--as-of`）", "When it is lent; else today (or `--as-of`)"))]
    pub date: Option<String>,
    /// The card.
    #[command(flatten)]
    pub(crate) fields: Fields<LoanFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `return`.
#[derive(Clone, Debug, Args)]
pub struct ReturnArgs {
    /// Which card.
    #[arg(value_name = "CARD", help = t("借阅卡的卡号，如 `2026-0007`", "The card's number, such as `2026-0007`"))]
    pub card: String,
    /// When.
    #[arg(long, value_name = "DATE", help = t("归还日期；不写时为今天（或 `--as-of`）", "When it came back; else today (or `--as-of`)"))]
    pub date: Option<String>,
    /// How it is written.
    #[command(flatten)]
    pub change: ChangeArgs,
}

/// `submit`.
#[derive(Clone, Debug, Args)]
pub struct SubmitArgs {
    /// What.
    #[arg(value_name = "KIND", required_unless_present = "from", help = t(
        "`statistics`（客户信息统计表）、`month_end`（月末客户信息）、`regional_analysis`（区域分析）、`callback_evaluation`（回访评估报告）、`customer_analysis`（客户分析报告）",
        "`statistics`, `month_end`, `regional_analysis`, `callback_evaluation` or `customer_analysis`",
    ))]
    pub kind: Option<String>,
    /// Of which month.
    #[arg(long, value_name = "MONTH", help = t(
        "哪个月的；不写时为上月，统计表为最近到期而尚未上报的月份，否则为本月",
        "Of which month; else the last one; of the statistics the one that fell due last, if it was not handed in, else this month",
    ))]
    pub month: Option<String>,
    /// The record's own day.
    #[arg(long, value_name = "DATE", help = day())]
    pub date: Option<String>,
    /// The entry.
    #[command(flatten)]
    pub(crate) fields: Fields<SubmissionFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `receive`.
#[derive(Clone, Debug, Args)]
pub struct ReceiveArgs {
    /// What.
    #[arg(value_name = "TARGET", required_unless_present = "statistics", help = t(
        "客户的编号、名称或简称；`--market` 时为报告的文件名或路径，`--statistics` 时为上报单位",
        "Ids, names or short names of customers; with `--market` names or paths of reports, with `--statistics` units",
    ))]
    pub targets: Vec<String>,
    /// A plan.
    #[arg(long, conflicts_with_all = ["market", "statistics", "copies"], help = t("收存客户计划", "The customer's plan"))]
    pub plan: bool,
    /// A market report.
    #[arg(long, conflicts_with_all = ["statistics", "copies"], help = t("收客户行业和市场信息报告", "A report on industry and market"))]
    pub market: bool,
    /// Statistics.
    #[arg(long, conflicts_with = "copies", help = t("收客户信息统计表", "The monthly statistics"))]
    pub statistics: bool,
    /// How many copies.
    #[arg(long, alias = "份数", value_name = "N", help = t("档案的份数；不写时为制度规定的份数（2）", "How many copies of the archive; else as many as the regulation wants (2)"))]
    pub copies: Option<String>,
    /// Of which year.
    #[arg(long, value_name = "YEAR", requires = "plan", help = t(
        "哪一年的计划；不写时为今年的，没有时为最近一年的",
        "The plan of which year; else this year's, or the newest",
    ))]
    pub year: Option<i32>,
    /// Of which month.
    #[arg(long, value_name = "MONTH", requires = "statistics", help = t(
        "哪个月的统计表；不写时为最近一个还没有签收的月份",
        "The statistics of which month; else the newest that nobody has received",
    ))]
    pub month: Option<String>,
    /// When.
    #[arg(long, value_name = "DATE", conflicts_with_all = ["market", "statistics"], help = t(
        "归档日期；不写时为今天（或 `--as-of`）",
        "When it was filed; else today (or `--as-of`)",
    ))]
    pub date: Option<String>,
    /// How it is written.
    #[command(flatten)]
    pub change: ChangeArgs,
}
