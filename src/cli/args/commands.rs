//! Arguments of each command.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

use super::choices::{FailOn, FormNumber, FromEncoding, KeysChoice, ListKind, PolicyWhat, Preset, ToFormat, UnitChoice};
use super::values;
use crate::cli::language::t;
use crate::form::choices::StaffRole;

pub(super) fn query() -> &'static str {
    t(
        "条件，须全部满足，如 `am:zhou-lan region:西南 tier:vip,key last_contact:..2026-04-01`；不带冒号的词按名称找",
        "Terms that must all hold, such as `am:zhou-lan tier:vip,key last_contact:..2026-04-01`; free words match names",
    )
}

pub(super) fn customer() -> &'static str {
    t(
        "客户的编号、名称或简称，也可以是能认出它的开头或拼音",
        "Id, name or short name of a customer, or a prefix or pinyin that fits only one",
    )
}

fn person() -> &'static str {
    t("该客户一个人物的编号或姓名", "Id or name of one of that customer's people")
}

pub(super) fn year() -> &'static str {
    t("哪一年的计划；不写时为当年", "Plan of which year; else the current one")
}

pub(super) fn excel() -> &'static str {
    t("CSV 供 Excel 打开：带 BOM、中文表头，公式字符失效", "CSV for Excel: with a BOM, Chinese headings, formulas neutralised")
}

/// Which rules are judged, how grave they are, and what counts: `check` and `audit`.
#[derive(Clone, Debug, Default, Args)]
pub struct JudgeArgs {
    /// Which rules.
    #[arg(long = "rule", value_name = "RULE", value_delimiter = ',', help = t(
        "只用这些规则：编号、族（`COV`）或通配（`F6-*`），可写多次",
        "Only these rules: an id, a family (`COV`) or a glob (`F6-*`), may be repeated",
    ))]
    pub rules: Vec<String>,
    /// How grave they are, this time.
    #[arg(long = "level", value_name = "RULE=LEVEL", value_delimiter = ',', help = t(
        "这一次把规则定为 `error`、`warning`、`info` 或 `off`，如 `COV-03=warning`、`F5=off`，可写多次，后写的为准；只有写出编号才能启用一条尚未采用的规则",
        "Make rules `error`, `warning`, `info` or `off` this time, such as `COV-03=warning`, `F5=off`; may be repeated, the last one holds. Only an id puts a rule in force that is not yet",
    ))]
    pub levels: Vec<String>,
    /// From which level on the exit status is 1.
    #[arg(long, value_name = "LEVEL", ignore_case = true, default_value = "error", help = t(
        "发现达到哪一级时退出状态为 1",
        "Level of findings from which the exit status is 1",
    ))]
    pub fail_on: FailOn,
    /// Known findings.
    #[arg(long, value_name = "FILE", help = t(
        "这份基线中已知的问题不列出，也不影响退出状态；审计整个档案时还指出其中已解决的",
        "Leave out the findings that this baseline knows, of the exit status too; an audit of the whole archive names entries that are settled",
    ))]
    pub baseline: Option<PathBuf>,
    /// Spreadsheet flavour of CSV.
    #[arg(long, help = excel())]
    pub excel: bool,
}

/// `init`.
#[derive(Clone, Debug, Default, Args)]
pub struct InitArgs {
    /// Where.
    #[arg(value_name = "DIR", help = t(
        "新档案的文件夹；不写时为当前文件夹",
        "Folder of the new archive; else the current one",
    ))]
    pub dir: Option<PathBuf>,
    /// Presets of rules.
    #[arg(long = "preset", value_name = "PRESET", value_delimiter = ',', ignore_case = true, help = t(
        "采用哪一套规定，可写多次；不写时为 `telecom-contractor`",
        "Regulation to follow, may be repeated; else `telecom-contractor`",
    ))]
    pub presets: Vec<Preset>,
    /// A filled example instead of an empty archive.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["presets", "company", "short"], help = t(
        "不建空档案，而取一份填好的示例，如 `telecom`",
        "A filled example instead of an empty archive, such as `telecom`",
    ))]
    pub example: Option<String>,
    /// The company's name.
    #[arg(long, value_name = "NAME", help = t("本公司全称", "Full name of our company"))]
    pub company: Option<String>,
    /// The company's short name.
    #[arg(long, value_name = "NAME", help = t("本公司简称", "Short name of our company"))]
    pub short: Option<String>,
}

/// `check`.
#[derive(Clone, Debug, Default, Args)]
pub struct CheckArgs {
    /// Documents or folders; `-` is standard input.
    #[arg(value_name = "PATH", help = t(
        "只查这些文件或文件夹；不写时查整个档案。`-` 为标准输入",
        "Only these files or folders; else the whole archive. `-` is standard input",
    ))]
    pub paths: Vec<PathBuf>,
    /// What will be committed.
    #[arg(long, conflicts_with_all = ["paths", "stdin_filename", "fix", "unsafe_fixes", "diff"], help = t(
        "只查将要提交的文件，以 `git add` 时的内容为准；供提交前的钩子使用",
        "Only what will be committed, as it was when `git add` took it; for a hook before a commit",
    ))]
    pub staged: bool,
    /// Which document standard input is.
    #[arg(long, value_name = "FILE", help = t(
        "标准输入的内容当作哪个文件来查，供编辑器使用，与 `-` 同用",
        "Which document standard input stands for, for editors; goes with `-`",
    ))]
    pub stdin_filename: Option<PathBuf>,
    /// Mends what can be mended.
    #[arg(long, help = t(
        "改正能放心改正的：引号、全角字符、不规范的用词、写错位置的项、中文项名；直到没有可改的。从标准输入读取时，改好的内容写到标准输出",
        "Mend what can be mended without a second thought (quotes, full-width signs, other words, misplaced keys, bare Chinese keys) until nothing changes. What came from standard input goes to standard output",
    ))]
    pub fix: bool,
    /// Also mends where a person should look afterwards.
    #[arg(long, help = t(
        "也改正多半如此、但要核对的，与 `--fix` 或 `--diff` 同用",
        "Also mend what is very likely meant but should be looked at; goes with `--fix` or `--diff`",
    ))]
    pub unsafe_fixes: bool,
    /// Only shows.
    #[arg(long, help = t(
        "只显示 `--fix` 将怎样改，不写入；有改动则退出状态为 1",
        "Only show what `--fix` would change, write nothing; exit status 1 when it would change something",
    ))]
    pub diff: bool,
    /// What is judged, and how.
    #[command(flatten)]
    pub judge: JudgeArgs,
}

/// `audit`.
#[derive(Clone, Debug, Default, Args)]
pub struct AuditArgs {
    /// Which customers.
    #[arg(value_name = "QUERY", help = query())]
    pub query: Vec<String>,
    /// What is judged, and how.
    #[command(flatten)]
    pub judge: JudgeArgs,
    /// Writes what is known from now on.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, help = t(
        "把整个档案现有的问题写成基线；不写 FILE 时为 `--baseline` 的文件，再不然是档案中的 `kehu-baseline.toml`",
        "Write what is found in the whole archive as the baseline; without FILE that of `--baseline`, else `kehu-baseline.toml` in the archive",
    ))]
    pub write_baseline: Option<Option<PathBuf>>,
    /// Only what is new.
    #[arg(long, value_name = "REV", conflicts_with = "write_baseline", help = t(
        "只报与 REV（如 `origin/main`）的共同祖先还没有的问题，两边以同一天判断；供合并请求使用",
        "Only what the merge base with REV (such as `origin/main`) did not have, both judged on the same day; for pull requests",
    ))]
    pub new_since: Option<String>,
    /// Leaves git out.
    #[arg(long, help = t(
        "不看 `git` 历史：最后更新日期等只凭档案自己的记载",
        "Leave git history out: dates of last change come from the archive itself",
    ))]
    pub no_history: bool,
}

/// `explain`.
#[derive(Clone, Debug, Default, Args)]
pub struct ExplainArgs {
    /// A rule, a form, or a field of a form.
    #[arg(value_name = "RULE|FORM[.FIELD]", help = t(
        "规则编号、表名，或表名加字段，如 `COV-03`、`customer.tier`；不写时列出全部规则",
        "A rule, a form, or a form and a field, such as `COV-03`, `customer.tier`; else a list of all rules",
    ))]
    pub topic: Option<String>,
}

/// `policy`.
#[derive(Clone, Debug, Args)]
pub struct PolicyArgs {
    /// What to show.
    #[arg(value_name = "WHAT", ignore_case = true, help = t("看什么", "What to show"))]
    pub what: PolicyWhat,
    /// Which rules.
    #[arg(value_name = "RULE", help = t(
        "只看这些规则：编号、族（`CAD`）或通配（`F6-*`）；不写时 `show` 看全部有效的规则",
        "Only these rules: an id, a family (`CAD`) or a glob (`F6-*`); else `show` has all that are in force",
    ))]
    pub rules: Vec<String>,
    /// Whose duties.
    #[arg(long, value_name = "ROLE", ignore_case = true, value_parser = values::role(), help = t(
        "只看这一职务的职责，用于 `duties`",
        "Only the duties of this role, for `duties`",
    ))]
    pub role: Option<StaffRole>,
    /// When.
    #[arg(long, value_name = "PERIOD", help = t(
        "哪一段时间的职责，如 `2026-07`、`2026-Q3`、`本季度`，用于 `duties`；不写时为当月",
        "Duties of which period, such as `2026-07`, `2026-Q3`, `this-quarter`, for `duties`; else the current month",
    ))]
    pub period: Option<String>,
    /// Spreadsheet flavour of CSV.
    #[arg(long, help = excel())]
    pub excel: bool,
}

/// `list`.
#[derive(Clone, Debug, Args)]
pub struct ListArgs {
    /// What to list.
    #[arg(value_name = "KIND", ignore_case = true, help = t("列什么", "What to list"))]
    pub kind: ListKind,
    /// Which of them.
    #[arg(value_name = "QUERY", help = query())]
    pub query: Vec<String>,
    /// Order.
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true, value_delimiter = ',', help = t(
        "按列排序，前加 `-` 为从大到小，如 `-last_contact`",
        "Sort by a column; a leading `-` turns the order round, such as `-last_contact`",
    ))]
    pub sort: Vec<String>,
    /// Which columns.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', help = t(
        "只要这些列，按此次序，以逗号隔开",
        "Only these columns, in this order, separated by commas",
    ))]
    pub columns: Vec<String>,
    /// How many rows.
    #[arg(long, value_name = "N", value_parser = values::count, help = t("最多几行", "At most so many rows"))]
    pub limit: Option<usize>,
    /// How the table is shown.
    #[command(flatten)]
    pub shown: TableArgs,
    /// Rows make the exit status 1.
    #[arg(long, help = exit_code())]
    pub exit_code: bool,
}

pub(super) fn exit_code() -> &'static str {
    t("有行时退出状态为 1", "Exit status 1 when there are rows")
}

/// How a table is shown, whatever it is about.
#[derive(Clone, Debug, Default, Args)]
pub struct TableArgs {
    /// Unit of amounts.
    #[arg(long, value_name = "UNIT", ignore_case = true, hide_possible_values = true, help = t(
        "金额以元、万元还是亿元显示；不写时同档案的 `amount_unit`。CSV、JSON 总是元",
        "Show amounts in yuan (`元`, `yuan`), in 10,000 (`万元`, `wan`) or in 100,000,000 (`亿元`, `yi`); else in the archive's `amount_unit`. CSV and JSON are always in yuan",
    ))]
    pub unit: Option<UnitChoice>,
    /// Decimals.
    #[arg(long, value_name = "N", value_parser = values::decimals, help = t(
        "金额与百分数四舍五入到几位小数；不写时不舍入",
        "Round money and percentages to so many decimals; else nothing is rounded",
    ))]
    pub round: Option<u32>,
    /// Spreadsheet flavour of CSV.
    #[arg(long, help = excel())]
    pub excel: bool,
}

impl TableArgs {
    /// Of a table in which there are no amounts.
    #[must_use]
    pub fn plain(excel: bool) -> Self {
        Self { excel, ..Self::default() }
    }
}

/// `show`.
#[derive(Clone, Debug, Args)]
pub struct ShowArgs {
    /// Which customer.
    #[arg(value_name = "CUSTOMER", help = customer())]
    pub customer: String,
    /// Which of its people.
    #[arg(value_name = "PERSON", help = person())]
    pub person: Option<String>,
    /// Restricted fields in clear.
    #[arg(long, help = t("显示受限字段；不写时以 `***` 代替", "Show restricted fields; else they are masked by `***`"))]
    pub reveal: bool,
}

/// `form`.
#[derive(Clone, Debug, Args)]
pub struct FormArgs {
    /// Which form.
    #[arg(value_name = "FORM", ignore_case = true, help = t("哪张附表", "Which form of the appendix"))]
    pub form: FormNumber,
    /// Of which customer.
    #[arg(value_name = "CUSTOMER", help = customer(), required_unless_present = "blank")]
    pub customer: Option<String>,
    /// Of which person.
    #[arg(value_name = "PERSON", help = person())]
    pub person: Option<String>,
    /// An empty form.
    #[arg(long, help = t("输出空表，供手填", "An empty form, to be filled in by hand"))]
    pub blank: bool,
    /// Which year's plan.
    #[arg(long, value_name = "YEAR", value_parser = values::year, help = year())]
    pub year: Option<i32>,
}

/// `schema`.
#[derive(Clone, Debug, Default, Args)]
pub struct SchemaArgs {
    /// Which form.
    #[arg(value_name = "FORM", help = t(
        "哪张表，如 `customer`；不写时为全部",
        "Which form, such as `customer`; else all of them",
    ))]
    pub form: Option<String>,
    /// One file a form.
    #[arg(long, value_name = "DIR", conflicts_with = "output", help = t(
        "每张表一个文件，写入此文件夹",
        "Write one file a form into this folder",
    ))]
    pub output_dir: Option<PathBuf>,
}

/// `fmt`.
#[derive(Clone, Debug, Default, Args)]
pub struct FmtArgs {
    /// Documents or folders.
    #[arg(value_name = "PATH", help = t(
        "档案里的文件或文件夹，相对于当前文件夹或档案的文件夹；不写时为整个档案",
        "Documents or folders of the archive, relative to the current folder or to the archive's; else the whole archive",
    ))]
    pub paths: Vec<PathBuf>,
    /// Which keys they have from now on.
    #[arg(long, value_name = "LANG", ignore_case = true, help = t(
        "项名改为英文或中文；不写时保持原样",
        "Write keys in English or Chinese; else each stays as it is",
    ))]
    pub keys: Option<KeysChoice>,
    /// Which language they are in from now on.
    #[arg(long, value_name = "FORMAT", ignore_case = true, help = t(
        "改写成另一种文件，文件名的后缀随之改变；不写时保持原样",
        "Rewrite as the other kind of file, which gets its ending; else each stays what it is",
    ))]
    pub to: Option<ToFormat>,
    /// What they are now.
    #[arg(long, value_name = "NAME", requires = "paths", ignore_case = true, conflicts_with_all = ["keys", "to", "diff"], help = t(
        "不整理，而把这种编码的文件转换成 UTF-8；已是 UTF-8 的不动",
        "Do not lay out, but convert documents of this encoding to UTF-8; what is UTF-8 already is left alone",
    ))]
    pub from_encoding: Option<FromEncoding>,
    /// Only tells, and the exit status tells too.
    #[arg(long, conflicts_with_all = ["dry_run", "diff"], help = t(
        "只列出要改的文件，不写入；有则退出状态为 1",
        "Only list what would change, write nothing; exit status 1 when there is any",
    ))]
    pub check: bool,
    /// Only shows, and the exit status tells.
    #[arg(long, conflicts_with = "dry_run", help = t(
        "只显示将怎样改，不写入；有改动则退出状态为 1",
        "Only show what would change, write nothing; exit status 1 when there is any",
    ))]
    pub diff: bool,
    /// Only tells.
    #[arg(long, help = t("只显示将怎样改，不写入", "Only show what would be done, write nothing"))]
    pub dry_run: bool,
}

/// `completions`.
#[derive(Clone, Debug, Args)]
pub struct CompletionsArgs {
    /// Which shell.
    #[arg(value_name = "SHELL", ignore_case = true, help = t("哪种命令行外壳", "Which shell"))]
    pub shell: Shell,
}

/// `help`.
#[derive(Clone, Debug, Default, Args)]
pub struct HelpArgs {
    /// Of which command.
    #[arg(value_name = "COMMAND", help = t("哪个命令", "Which command"))]
    pub command: Option<String>,
}
