//! Arguments of the commands that write contacts and plans.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, ValueEnum};

use super::registers::customer;
use super::values;
use super::{ChangeArgs, ReceiveArgs};
use crate::cli::language::t;
use crate::cli::write::common::WriteArgs;
use crate::cli::write::options::{FieldSet, Fields};
use crate::form::contact::ContactReport;
use crate::form::key_people::KeyPersonRow;
use crate::form::plan::{Action, ContactLine, Plan, RevenueLine};
use crate::form::{Record, RecordSpec};

/// A form's fields as a command's options.
macro_rules! fields {
    ($(#[$meta:meta])* $name:ident: $form:ident $(, only $only:expr)? $(, without $without:expr)? $(, day $day:literal)?) => {
        $(#[$meta])*
        pub(crate) struct $name;

        impl FieldSet for $name {
            fn spec() -> &'static RecordSpec {
                $form::SPEC
            }
            $(fn only() -> &'static [&'static str] {
                $only
            })?
            $(fn without() -> &'static [&'static str] {
                $without
            })?
            $(fn day() -> Option<&'static str> {
                Some($day)
            })?
        }
    };
}

fields!(
    /// 接触情况报告.
    ReportFields: ContactReport, without &["unit_name", "people"]
);
fields!(
    /// A line of 附表6.
    LineFields: ContactLine, only &["ours", "times", "next"]
);
fields!(
    /// 关系状况 of a row of 附表3.
    AssessFields: KeyPersonRow,
    only &["role", "status", "ours", "assessed_on", "evidence", "target_status", "influence", "competitor_ties", "source_level", "concerns"],
    day "assessed_on"
);
fields!(
    /// An action of 附表7.
    ActionFields: Action, without &["what"]
);
fields!(
    /// How far an action is.
    ProgressFields: Action, only &["status", "progress", "done_on", "note"], day "done_on"
);
fields!(
    /// A project of 附表7.
    ProjectFields: RevenueLine, without &["project"]
);
fields!(
    /// What became of a project.
    OutcomeFields: RevenueLine,
    only &[
        "remark", "stage", "decided_on", "reason", "contract_no", "contract_date", "actual_contract", "actual_revenue", "actual_profit"
    ],
    day "decided_on"
);
fields!(
    /// The head of a plan.
    PlanFields: Plan, only &["author", "guided_by"]
);

fn person() -> &'static str {
    t("关键人物的编号或姓名", "Id or name of a key person")
}

/// How a record that is there is changed.
#[derive(Clone, Debug, Default, Args)]
pub struct UpdateArgs {
    /// Any field of the form.
    #[arg(long, value_name = "KEY=VALUE", value_parser = crate::cli::write::common::pair, help = t(
        "填这一条的任意一项；`KEY=` 清空",
        "Fill in any field of the record; `KEY=` empties it",
    ))]
    pub set: Vec<String>,
    /// What every change has.
    #[command(flatten)]
    pub change: ChangeArgs,
    /// Opens the editor on the result.
    #[arg(long, conflicts_with = "from", help = t("写入前用编辑器再改一遍", "Open the editor on the result before writing"))]
    pub edit: bool,
    /// Many from a file.
    #[arg(long, value_name = "FILE", help = t("从 csv 或 jsonl 文件成批录入，`-` 为标准输入", "Many records from a csv or jsonl file; `-` is standard input"))]
    pub from: Option<std::path::PathBuf>,
}

impl UpdateArgs {
    /// The same for what every writing command shares.
    #[must_use]
    pub fn write(&self) -> WriteArgs {
        let Self { set, change, edit, from } = self.clone();
        WriteArgs { set, edit, from, ..change.write() }
    }
}

/// `log`.
#[derive(Clone, Debug, Args)]
pub struct LogArgs {
    /// Whose.
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = customer())]
    pub customer: Option<String>,
    /// Whom.
    #[arg(value_name = "PERSON", help = t("见了谁：关键人物的编号或姓名，可写几个", "Who was met: ids or names of key people"))]
    pub people: Vec<String>,
    /// The report.
    #[command(flatten)]
    pub(crate) report: Fields<ReportFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `schedule`.
#[derive(Clone, Debug, Args)]
pub struct ScheduleArgs {
    /// Whose.
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = customer())]
    pub customer: Option<String>,
    /// Whom.
    #[arg(value_name = "PERSON", help = person())]
    pub person: Option<String>,
    /// The line.
    #[command(flatten)]
    pub(crate) line: Fields<LineFields>,
    /// How it is written.
    #[command(flatten)]
    pub update: UpdateArgs,
}

/// `assess`.
#[derive(Clone, Debug, Args)]
pub struct AssessArgs {
    /// Whose.
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = customer())]
    pub customer: Option<String>,
    /// Whom.
    #[arg(value_name = "PERSON", help = person())]
    pub person: Option<String>,
    /// The assessment.
    #[command(flatten)]
    pub(crate) row: Fields<AssessFields>,
    /// How it is written.
    #[command(flatten)]
    pub update: UpdateArgs,
}

/// What `plan` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PlanWhat {
    /// The plan on a page.
    #[value(alias = "查看", help = t("看一年的计划；只写客户也是看", "a year's plan on a page, as is CUSTOMER alone"))]
    Show,
    /// A new year's plan.
    #[value(alias = "新建", help = t("新建一年的计划，沿用上一年未了的部分", "a new year's plan, with what of last year's still holds"))]
    New,
    /// Approval.
    #[value(alias = "批准", help = t("批准", "its approval"))]
    Approve,
    /// Adjustment.
    #[value(alias = "调整", help = t("登记一次调整", "an adjustment"))]
    Revise,
    /// Filing, which is `receive --plan`.
    #[value(hide = true, alias = "归档")]
    File,
}

/// The first word after `plan`: what to do, or the customer whose plan is to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanWord {
    /// What to do.
    What(PlanWhat),
    /// Anything else.
    Other(String),
}

/// Reads [`PlanWord`]. Help and completion know the words for what to do.
#[derive(Clone, Copy, Debug)]
struct PlanWords;

impl TypedValueParser for PlanWords {
    type Value = PlanWord;

    fn parse_ref(&self, command: &clap::Command, _: Option<&clap::Arg>, value: &OsStr) -> Result<PlanWord, clap::Error> {
        let text = value.to_str().ok_or_else(|| clap::Error::new(ErrorKind::InvalidUtf8).with_cmd(command))?;
        Ok(PlanWhat::from_str(text, true).map_or_else(|_| PlanWord::Other(text.to_owned()), PlanWord::What))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(PlanWhat::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}

/// `plan`.
#[derive(Clone, Debug, Args)]
pub struct PlanArgs {
    /// What, or whose.
    #[arg(value_name = "WHAT", value_parser = PlanWords, help = t("做什么；省去时为 `show`", "What to do; else `show`"))]
    pub word: PlanWord,
    /// Whose.
    #[arg(value_name = "CUSTOMER", help = customer())]
    pub customer: Option<String>,
    /// Of which year.
    #[arg(long, value_name = "YEAR", value_parser = values::year, help = t(
        "哪一年的计划；不写时为当年，`new` 在已有当年的时为下一年",
        "The plan of which year; else the current one, or for `new` the next where that is there",
    ))]
    pub year: Option<i32>,
    /// The summary alone.
    #[arg(long, help = t("`show`：只要计划摘要，可以与其他部分分开呈送", "`show`: the summary alone, to be handed out without the rest"))]
    pub summary_only: bool,
    /// Without last year's.
    #[arg(long, help = t("`new`：不沿用上一年的计划", "`new`: carry nothing over from last year's"))]
    pub empty: bool,
    /// Who approves.
    #[arg(long, visible_alias = "approved-by", value_name = "STAFF", help = t(
        "`approve`、`revise`：批准人；`approve` 不写时为本人",
        "`approve`, `revise`: who approves; for `approve` else yourself",
    ))]
    pub by: Option<String>,
    /// When.
    #[arg(long, value_name = "DATE", help = t("`approve`、`revise`：哪一天；不写时为今天", "`approve`, `revise`: which day; else today"))]
    pub date: Option<String>,
    /// Why.
    #[arg(long, value_name = "TEXT", help = t("`revise`：调整的原因", "`revise`: why it is adjusted"))]
    pub reason: Option<String>,
    /// What changes.
    #[arg(long, value_name = "TEXT", help = t("`revise`：调整了什么", "`revise`: what is adjusted"))]
    pub changes: Option<String>,
    /// The plan's own fields.
    #[command(flatten)]
    pub(crate) fields: Fields<PlanFields>,
    /// Shows the change only.
    #[arg(long, help = t("只显示将要作的改动，不写入", "Show the change as a diff, write nothing"))]
    pub dry_run: bool,
    /// Writes although values are wrong.
    #[arg(long, help = t("即使有不合规定的值也写入；`approve`：改已有的批准", "Write even if values are wrong; `approve`: change the approval that is there"))]
    pub force: bool,
    /// One git commit.
    #[arg(long, help = t("写入后作一次提交，只含这些文件", "Make one git commit of exactly these files"))]
    pub commit: bool,
}

impl PlanArgs {
    /// `plan file CUSTOMER` as `receive --plan CUSTOMER`.
    #[must_use]
    pub fn filing(&self, customer: &str) -> ReceiveArgs {
        ReceiveArgs {
            targets: vec![customer.to_owned()],
            plan: true,
            market: false,
            statistics: false,
            copies: None,
            year: self.year,
            month: None,
            date: self.date.clone(),
            change: ChangeArgs { dry_run: self.dry_run, force: self.force, commit: self.commit },
        }
    }

    /// The same for what every writing command shares.
    #[must_use]
    pub fn write(&self) -> WriteArgs {
        WriteArgs { dry_run: self.dry_run, force: self.force, commit: self.commit, ..WriteArgs::default() }
    }
}

/// `add-action`.
#[derive(Clone, Debug, Args)]
pub struct AddActionArgs {
    /// Whose.
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = customer())]
    pub customer: Option<String>,
    /// What.
    #[arg(value_name = "WHAT", help = t("行动内容：做什么、交出什么成果", "What is done, and what comes of it"))]
    pub what: Option<String>,
    /// Of which year's plan.
    #[arg(long, value_name = "YEAR", value_parser = values::year, help = t("写入哪一年的计划；不写时为当年", "Into the plan of which year; else the current one"))]
    pub year: Option<i32>,
    /// The action.
    #[command(flatten)]
    pub(crate) action: Fields<ActionFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `progress`.
#[derive(Clone, Debug, Args)]
pub struct ProgressArgs {
    /// Whose.
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = customer())]
    pub customer: Option<String>,
    /// Which.
    #[arg(value_name = "ACTION", help = t("行动的编号或行动内容", "The action's id, or what is done"))]
    pub action: Option<String>,
    /// Of which year's plan.
    #[arg(long, value_name = "YEAR", value_parser = values::year, help = t(
        "哪一年的计划；不写时为当年，当年没有的为最近一年",
        "Of the plan of which year; else the current one, or the newest that has it",
    ))]
    pub year: Option<i32>,
    /// How far.
    #[command(flatten)]
    pub(crate) fields: Fields<ProgressFields>,
    /// How it is written.
    #[command(flatten)]
    pub update: UpdateArgs,
}

/// `add-project`.
#[derive(Clone, Debug, Args)]
pub struct AddProjectArgs {
    /// Whose.
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = customer())]
    pub customer: Option<String>,
    /// What.
    #[arg(value_name = "PROJECT", help = t("项目名称", "The project's name"))]
    pub project: Option<String>,
    /// Of which year's plan.
    #[arg(long, value_name = "YEAR", value_parser = values::year, help = t("写入哪一年的计划；不写时为当年", "Into the plan of which year; else the current one"))]
    pub year: Option<i32>,
    /// The project.
    #[command(flatten)]
    pub(crate) line: Fields<ProjectFields>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `outcome`.
#[derive(Clone, Debug, Args)]
pub struct OutcomeArgs {
    /// Whose.
    #[arg(value_name = "CUSTOMER", required_unless_present = "from", help = customer())]
    pub customer: Option<String>,
    /// Which.
    #[arg(value_name = "PROJECT", help = t("项目名称", "The project's name"))]
    pub project: Option<String>,
    /// What became of it.
    #[arg(value_name = "OUTCOME", help = t(
        "结果：won（中标）、lost（失标）、cancelled（取消）、postponed（推迟）",
        "What became of it: won, lost, cancelled, postponed",
    ))]
    pub outcome: Option<String>,
    /// Of which year's plan.
    #[arg(long, value_name = "YEAR", value_parser = values::year, help = t(
        "哪一年的计划；不写时为当年，当年没有的为最近一年",
        "Of the plan of which year; else the current one, or the newest that has it",
    ))]
    pub year: Option<i32>,
    /// What else is known.
    #[command(flatten)]
    pub(crate) fields: Fields<OutcomeFields>,
    /// How it is written.
    #[command(flatten)]
    pub update: UpdateArgs,
}
