//! Arguments of the commands that change fields anywhere, and many documents at once.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::values;
use crate::cli::language::t;
use crate::cli::write::common::WriteArgs;

fn target() -> &'static str {
    t(
        "改哪里：`yunling`（客户）、`yunling/li-guoqiang`（人物）、`yunling/li-guoqiang/sheet`（附表2）、`yunling/key-people`、`yunling/insight`、`yunling/plan/2026`、`yunling/action/编号`、`yunling/project/项目名称`、`kehu`、`staff`、`staff/zhou-lan`、`holidays`，或登记文件的路径，如 `lending/2026-0007`",
        "What is changed: `yunling` (customer), `yunling/li-guoqiang` (person), `yunling/li-guoqiang/sheet` (form 2), `yunling/key-people`, `yunling/insight`, `yunling/plan/2026`, `yunling/action/ID`, `yunling/project/NAME`, `kehu`, `staff`, `staff/zhou-lan`, `holidays`, or the path of a document of a register, such as `lending/2026-0007`",
    )
}

fn customer() -> &'static str {
    t("客户的编号、名称或简称", "Id, name or short name of a customer")
}

fn person() -> &'static str {
    t("该客户一个人物的编号或姓名", "Id or name of one of that customer's people")
}

/// How a change is made, where nothing new is filled in.
#[derive(Clone, Debug, Default, Args)]
pub struct ChangeArgs {
    /// Shows the change only.
    #[arg(long, help = t("只显示将要作的改动，不写入", "Show the change as a diff, write nothing"))]
    pub dry_run: bool,
    /// Writes although values are wrong.
    #[arg(long, help = t("即使有不合规定的值也写入", "Write even if values are wrong"))]
    pub force: bool,
    /// One git commit.
    #[arg(long, help = t("写入后作一次提交，只含这些文件", "Make one git commit of exactly these files"))]
    pub commit: bool,
}

impl ChangeArgs {
    /// The same for what every writing command shares.
    #[must_use]
    pub fn write(&self) -> WriteArgs {
        WriteArgs { dry_run: self.dry_run, force: self.force, commit: self.commit, ..WriteArgs::default() }
    }
}

/// `set`.
#[derive(Clone, Debug, Args)]
pub struct SetArgs {
    /// What.
    #[arg(value_name = "TARGET", help = target())]
    pub target: String,
    /// The new values.
    #[arg(value_name = "KEY=VALUE", required = true, help = t(
        "新的值；键可用点连接，列表中的一项写它的序号（从 1 起）、编号或名称，如 `sites.总部.location=…`；`KEY=` 清空",
        "The new values; keys may be dotted, an element of a list is its number from 1, its id or name, as in `sites.HQ.location=…`; `KEY=` empties",
    ))]
    pub pairs: Vec<String>,
    /// Of which year's plan.
    #[arg(long, value_name = "YEAR", help = t("哪一年的计划；不写时为有它的最近一年", "Plan of which year; else the newest that has it"))]
    pub year: Option<i32>,
    /// Opens the editor on the result.
    #[arg(long, help = t("写入前用编辑器再改一遍", "Open the editor on the result before writing"))]
    pub edit: bool,
    /// How.
    #[command(flatten)]
    pub change: ChangeArgs,
}

/// `add`.
#[derive(Clone, Debug, Args)]
pub struct AddArgs {
    /// What.
    #[arg(value_name = "TARGET", help = target())]
    pub target: String,
    /// The list.
    #[arg(value_name = "LIST", help = t(
        "哪个列表，键或标签，可用点连接，如 `competitors`、`资质资料`、`plan.objectives`",
        "Which list, by key or label, dotted where nested, such as `competitors`, `documents`, `plan.objectives`",
    ))]
    pub list: String,
    /// The new element.
    #[arg(value_name = "KEY=VALUE", required = true, help = t(
        "新的一项的各个值；列表中只是单个的值时，直接写值，如 `add yunling key_account national`",
        "The values of the new element; where the list holds plain values, those, as in `add yunling key_account national`",
    ))]
    pub pairs: Vec<String>,
    /// Of which year's plan.
    #[arg(long, value_name = "YEAR", help = t("哪一年的计划；不写时为最近一年", "Plan of which year; else the newest"))]
    pub year: Option<i32>,
    /// Opens the editor on the result.
    #[arg(long, help = t("写入前用编辑器再改一遍", "Open the editor on the result before writing"))]
    pub edit: bool,
    /// How.
    #[command(flatten)]
    pub change: ChangeArgs,
}

/// `rename`.
#[derive(Clone, Debug, Args)]
pub struct RenameArgs {
    /// The customer.
    #[arg(value_name = "CUSTOMER", help = t(
        "客户的编号、名称或简称；`staff/编号` 为我方人员",
        "Id, name or short name of a customer; `staff/ID` for one of our people",
    ))]
    pub customer: String,
    /// A person of it, or the new id.
    #[arg(value_name = "PERSON", help = t("该客户的一个人物；只改客户编号时不写", "One of that customer's people; left out for the customer's own id"))]
    pub person: String,
    /// The new id.
    #[arg(value_name = "NEW-ID", help = t("新的编号", "The new id"))]
    pub new: Option<String>,
    /// Names of contact reports, too.
    #[arg(long, help = t("接触报告的文件名中有该人编号的，也一并改名", "Rename contact reports whose file names hold the person's id, too"))]
    pub files: bool,
    /// How.
    #[command(flatten)]
    pub change: ChangeArgs,
}

/// `handover`.
#[derive(Clone, Debug, Args)]
pub struct HandoverArgs {
    /// Which customers.
    #[arg(value_name = "QUERY", help = t(
        "交接哪些客户：条件，如 `am:zhou-lan region:西南`，或客户的编号、名称；不写时为他手上的全部",
        "Which customers: terms such as `am:zhou-lan region:SOUTH`, or customers by id or name; else all that the person holds",
    ))]
    pub query: Vec<String>,
    /// Who hands over.
    #[arg(long = "from", value_name = "STAFF", required = true, help = t("交出的人：编号或姓名", "Who hands over: id or name"))]
    pub from: String,
    /// Who takes over.
    #[arg(long = "to", value_name = "STAFF", required = true, help = t("接手的人：编号或姓名", "Who takes over: id or name"))]
    pub to: String,
    /// From which day on.
    #[arg(long, value_name = "DATE", value_parser = values::date, help = t("从哪一天起；不写时为当天", "From which day on; else today"))]
    pub date: Option<NaiveDate>,
    /// Why.
    #[arg(long, value_name = "TEXT", help = t("原因，记入指派记录", "Why, for the assignments"))]
    pub reason: Option<String>,
    /// How.
    #[command(flatten)]
    pub change: ChangeArgs,
}

/// `staff-left`.
#[derive(Clone, Debug, Args)]
pub struct StaffLeftArgs {
    /// Who.
    #[arg(value_name = "STAFF", help = t("离岗的人：编号或姓名", "Who left: id or name"))]
    pub staff: String,
    /// The last day.
    #[arg(long, value_name = "DATE", value_parser = values::date, help = t("最后在岗的一天；不写时为当天", "The last day; else today"))]
    pub date: Option<NaiveDate>,
    /// How.
    #[command(flatten)]
    pub change: ChangeArgs,
}

/// `contact-left`.
#[derive(Clone, Debug, Args)]
pub struct ContactLeftArgs {
    /// The customer.
    #[arg(value_name = "CUSTOMER", help = customer())]
    pub customer: String,
    /// Who.
    #[arg(value_name = "PERSON", help = person())]
    pub person: String,
    /// When.
    #[arg(long, value_name = "DATE", value_parser = values::date, help = t("离职日期；不写时为当天", "When; else today"))]
    pub date: Option<NaiveDate>,
    /// How.
    #[command(flatten)]
    pub change: ChangeArgs,
}

/// `erase`.
#[derive(Clone, Debug, Args)]
pub struct EraseArgs {
    /// The customer.
    #[arg(value_name = "CUSTOMER", help = customer())]
    pub customer: String,
    /// Who.
    #[arg(value_name = "PERSON", help = person())]
    pub person: String,
    /// How.
    #[command(flatten)]
    pub change: ChangeArgs,
}

/// `merge`.
#[derive(Clone, Debug, Args)]
pub struct MergeArgs {
    /// What goes.
    #[arg(value_name = "CUSTOMER[/PERSON]", help = t(
        "并掉哪一个：客户，或 `客户/人物`",
        "Which one goes: a customer, or `CUSTOMER/PERSON`",
    ))]
    pub from: String,
    /// What stays.
    #[arg(value_name = "INTO", help = t("并入哪一个：客户，或同一客户的人物", "Which one stays: a customer, or a person of the same customer"))]
    pub into: String,
    /// How.
    #[command(flatten)]
    pub change: ChangeArgs,
}

/// `undo`.
#[derive(Clone, Debug, Args)]
pub struct UndoArgs {
    /// How.
    #[command(flatten)]
    pub change: ChangeArgs,
}

/// `pack`.
#[derive(Clone, Debug, Args)]
pub struct PackArgs {
    /// Which years.
    #[arg(long, value_name = "YEAR", required = true, help = t("把这一年以前的登记文件合并，每年一个文件", "Documents of earlier years, one file a year"))]
    pub before: i32,
    /// How.
    #[command(flatten)]
    pub change: ChangeArgs,
}

/// `merge-driver`.
#[derive(Clone, Debug, Args)]
pub struct MergeDriverArgs {
    /// `install`, or the file as before the branches parted.
    #[arg(value_name = "install|BASE", help = t(
        "`install`：登记到本仓库的 `git` 设置；否则为分支之前的文件（`git` 的 `%O`）",
        "`install`: register it in this repository's git settings; else the file as before the branches parted (git's `%O`)",
    ))]
    pub base: String,
    /// Ours; the result goes here.
    #[arg(value_name = "OURS", help = t("我方的文件（`%A`），结果写在这里", "Our file (`%A`); the result goes here"))]
    pub ours: Option<PathBuf>,
    /// Theirs.
    #[arg(value_name = "THEIRS", help = t("对方的文件（`%B`）", "Their file (`%B`)"))]
    pub theirs: Option<PathBuf>,
    /// The document's path.
    #[arg(value_name = "PATH", help = t("文件在仓库中的路径（`%P`）", "The document's path in the repository (`%P`)"))]
    pub path: Option<String>,
    /// How long conflict markers are.
    #[arg(value_name = "SIZE", help = t("冲突标记的长度（`%L`）", "Length of the conflict markers (`%L`)"))]
    pub marker: Option<u32>,
}

/// `diff`.
#[derive(Clone, Debug, Args)]
pub struct DiffArgs {
    /// Which revisions.
    #[arg(value_name = "REV[..REV]", help = t(
        "比较哪两个版本，如 `HEAD~3`、`v1..v2`、`main...HEAD`；只写一个时与工作区比较，不写时为 `HEAD` 与工作区",
        "Which revisions, such as `HEAD~3`, `v1..v2`, `main...HEAD`; one alone is held against the work tree; else `HEAD`",
    ))]
    pub range: Option<String>,
    /// What the findings make of it.
    #[arg(long, help = t(
        "另列审计发现的增减：两个版本按同一天（`--as-of`）各自审计",
        "Also the findings that appear and disappear: both revisions are audited on the same day (`--as-of`)",
    ))]
    pub findings: bool,
    /// Changes make the exit status 1.
    #[arg(long, help = t("有改动时退出状态为 1", "Exit with status 1 when there is a change"))]
    pub exit_code: bool,
}
