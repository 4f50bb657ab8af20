//! Arguments of the commands that write the registers.

use clap::Args;

use super::ChangeArgs;
use crate::cli::language::t;
use crate::cli::write::common::{WriteArgs, pair};
use crate::cli::write::options::{FieldSet, Fields};
use crate::form::registers::{Complaint, Feedback, Incident, MajorInfo, Reception, Survey};
use crate::form::{Record, RecordSpec};

pub use super::registers_more::*;

/// Declares the fields of a form that a command takes: all but those that it fills itself.
macro_rules! fields {
    ($(#[$meta:meta])* $name:ident of $form:ty, without $($key:literal),*) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl FieldSet for $name {
            fn spec() -> &'static RecordSpec {
                <$form>::SPEC
            }

            fn without() -> &'static [&'static str] {
                &[$($key),*]
            }
        }
    };
}
pub(super) use fields;

fields! {
    /// 投诉、查询
    ComplaintFields of Complaint, without "unit_name"
}
fields! {
    /// 满意度调查
    SurveyFields of Survey, without "unit_name"
}
fields! {
    /// 客户意见与公司承诺
    FeedbackFields of Feedback, without "unit_name", "date"
}
fields! {
    /// 客户来访接待
    ReceptionFields of Reception, without "unit_name", "date"
}
fields! {
    /// 失密、遗失
    IncidentFields of Incident, without "date"
}
fields! {
    /// 重大信息
    MajorInfoFields of MajorInfo, without "customer"
}

pub(super) fn customer() -> &'static str {
    t("客户的编号、名称或简称", "Id, name or short name of the customer")
}

pub(super) fn day() -> &'static str {
    t("这条记录本身的日期；不写时为今天（或 `--as-of`）", "The record's own day; else today (or `--as-of`)")
}

/// One record of a customer's register.
#[derive(Clone, Debug, Args)]
pub struct OwnRecordArgs<F: FieldSet> {
    /// Whose.
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = customer())]
    pub customer: Option<String>,
    /// The record's own day.
    #[arg(long, value_name = "DATE", help = day())]
    pub date: Option<String>,
    /// The form.
    #[command(flatten)]
    pub(crate) fields: Fields<F>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `add-incident`.
#[derive(Clone, Debug, Args)]
pub struct AddIncidentArgs {
    /// The record's own day.
    #[arg(long, value_name = "DATE", help = day())]
    pub date: Option<String>,
    /// The form.
    #[command(flatten)]
    pub(crate) fields: Fields<IncidentFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `add-major-info`.
#[derive(Clone, Debug, Args)]
pub struct AddMajorInfoArgs {
    /// Whom it is about.
    #[arg(value_name = "CUSTOMER", help = t(
        "涉及哪个客户：编号、名称或简称；与客户无关的不写",
        "Which customer it is about: id, name or short name; may be left out",
    ))]
    pub customer: Option<String>,
    /// The record's own day.
    #[arg(long, value_name = "DATE", help = t("发生日期；不写时为今天（或 `--as-of`）", "When it occurred; else today (or `--as-of`)"))]
    pub date: Option<String>,
    /// The form.
    #[command(flatten)]
    pub(crate) fields: Fields<MajorInfoFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `close`.
#[derive(Clone, Debug, Args)]
pub struct CloseArgs {
    /// What.
    #[arg(value_name = "RECORD", help = t(
        "投诉、意见、建议或失密记录：路径，如 `yunling/complaints/2026-05-15-…`，或只写文件名或其开头，只要唯一",
        "A complaint, feedback, suggestion or incident: its path, such as `yunling/complaints/2026-05-15-…`, or the file name or its beginning where only one has it",
    ))]
    pub record: String,
    /// When.
    #[arg(long, value_name = "DATE", help = t(
        "办结日期，投诉可写到时刻；不写时为今天（或 `--as-of`）",
        "When it was closed, of a complaint with the time if you like; else today (or `--as-of`)",
    ))]
    pub date: Option<String>,
    /// How it ended.
    #[arg(long, alias = "处理结果", value_name = "TEXT", help = t("处理结果（投诉）", "Result (complaints)"))]
    pub result: Option<String>,
    /// Whether the customer is satisfied.
    #[arg(long, alias = "客户是否满意", value_name = "YES|NO", help = t("客户是否满意（投诉）", "Whether the customer is satisfied (complaints)"))]
    pub satisfied: Option<String>,
    /// When it was answered.
    #[arg(long, alias = "答复时间", value_name = "TIME", help = t("答复时间（投诉）", "When it was answered (complaints)"))]
    pub answered_at: Option<String>,
    /// When the customer was told.
    #[arg(long, alias = "告知客户日期", value_name = "DATE", help = t("告知客户日期（意见）", "When the customer was told (feedback)"))]
    pub told_customer_on: Option<String>,
    /// What was done.
    #[arg(long, alias = "处理", value_name = "TEXT", help = t("处理（失密、遗失）", "What was done (incidents)"))]
    pub handling: Option<String>,
    /// Any field.
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, help = t("填这条记录的任意一项", "Fill in any field of the record"))]
    pub set: Vec<String>,
    /// How it is written.
    #[command(flatten)]
    pub change: ChangeArgs,
}

/// `certify`.
#[derive(Clone, Debug, Args)]
pub struct CertifyArgs {
    /// Whose.
    #[arg(value_name = "CUSTOMER|QUERY", required = true, help = t(
        "客户的编号、名称或简称，可写几个；或条件，如 `am:me`",
        "Ids, names or short names of customers; or a query, such as `am:me`",
    ))]
    pub customers: Vec<String>,
    /// By the one who checks.
    #[arg(long, help = t(
        "复核最近一次核定：由市场部部长或大区经理，不能是核定人自己",
        "Check the newest verification: by the marketing director or a regional manager, never by who made it",
    ))]
    pub countersign: bool,
    /// When.
    #[arg(long, value_name = "DATE", conflicts_with = "countersign", help = t(
        "核定日期；不写时为今天（或 `--as-of`）",
        "When it was verified; else today (or `--as-of`)",
    ))]
    pub date: Option<String>,
    /// How it is written.
    #[command(flatten)]
    pub change: ChangeArgs,
}
