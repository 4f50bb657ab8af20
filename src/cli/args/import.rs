//! Arguments of `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::values;
use crate::cli::language::t;

/// `import`.
#[derive(Clone, Debug, Args)]
pub struct ImportArgs {
    /// Which tables.
    #[arg(value_name = "FILE", required_unless_present = "template", conflicts_with = "template", help = t(
        "CSV 文件；编码、分隔符、表头都自动识别",
        "CSV files; encoding, separator and header are recognised",
    ))]
    pub files: Vec<PathBuf>,
    /// What they hold.
    #[arg(long = "as", value_name = "KIND", ignore_case = true, required_unless_present = "template", help = t("表里是什么", "What the tables hold"))]
    pub kind: Option<ImportKind>,
    /// An empty table.
    #[arg(long, value_name = "KIND", ignore_case = true, help = t(
        "不导入，而是给出一张空表，供填写",
        "Import nothing; give an empty table to fill in",
    ))]
    pub template: Option<ImportKind>,
    /// Their encoding.
    #[arg(long, value_name = "NAME", ignore_case = true, help = t("表的编码；不写时自动识别", "Encoding of the tables; else recognised"))]
    pub encoding: Option<TableEncoding>,
    /// Where the header is.
    #[arg(long, value_name = "N", value_parser = values::count, help = t(
        "表头在第几行；不写时为前五行中第一个认得出两列的",
        "Row of the header; else the first of five in which two columns are known",
    ))]
    pub header_row: Option<usize>,
    /// Which column is what.
    #[arg(long, value_name = "COL=KEY", help = t(
        "哪一列是哪一项，如 `拜访人=ours`；`COL=` 为不要这一列。可以写多次",
        "Which column is which key, such as `visitor=ours`; `COL=` leaves a column out. May be given several times",
    ))]
    pub map: Vec<String>,
    /// The same in a file.
    #[arg(long, value_name = "FILE", help = t(
        "列的对应关系写在 TOML 文件里，一行一个：`\"列名\" = \"key\"`",
        "Which column is which key, in a TOML file, one a line: `\"column\" = \"key\"`",
    ))]
    pub map_file: Option<PathBuf>,
    /// Conflicts.
    #[arg(long, value_name = "WHAT", ignore_case = true, help = t(
        "已有记录与表中不同时怎么办；不写时列为坏行",
        "What to do where a record is there and says something else; else the row is bad",
    ))]
    pub on_conflict: Option<OnConflict>,
    /// The good ones all the same.
    #[arg(long, help = t("有坏行时仍导入其余各行；退出状态为 1", "Import the other rows although some are bad; exit status 1"))]
    pub skip_bad: bool,
    /// Where bad rows go.
    #[arg(long, value_name = "FILE", help = t(
        "坏行连同原因写到哪里；不写时为原文件旁的 `<名称>-rejects.csv`",
        "Where the bad rows go with the reason; else `<name>-rejects.csv` beside the file",
    ))]
    pub rejects: Option<PathBuf>,
    /// Shows only.
    #[arg(long, help = t("只说明将做什么，不写入；加 `-v` 显示每处改动", "Only say what would be done, write nothing; with `-v` show every change"))]
    pub dry_run: bool,
    /// Writes although values are wrong.
    #[arg(long, help = t("即使有不合规定的值也写入", "Write even if values are wrong"))]
    pub force: bool,
    /// One git commit.
    #[arg(long, help = t("写入后作一次 `git` 提交，只含这些文件", "Make one git commit of exactly these files"))]
    pub commit: bool,
}

/// What a table holds that is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    /// Customers, with their people where the table has any.
    #[value(alias = "客户", help = t("客户，可带联系人", "customers, with their people where the table has them"))]
    Customers,
    /// Key people.
    #[value(aliases = ["关键人物", "联系人"], help = t("关键人物", "key people"))]
    People,
    /// Orders.
    #[value(aliases = ["交易记录", "订单"], help = t("交易记录", "orders"))]
    Orders,
    /// Contact reports.
    #[value(alias = "接触情况报告", help = t("接触情况报告", "contact reports"))]
    ContactReports,
    /// Our people.
    #[value(alias = "人员", help = t("我方人员", "our people"))]
    Staff,
}

/// The encoding of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TableEncoding {
    /// What it looks like.
    #[default]
    #[value(help = t("认得出哪种就按哪种", "whichever it looks like"))]
    Auto,
    /// UTF-8.
    #[value(name = "utf-8", alias = "utf8", help = t("UTF-8", "UTF-8"))]
    Utf8,
    /// GB18030, which holds GBK and GB2312.
    #[value(name = "gb18030", aliases = ["gbk", "gb2312", "cp936"], help = t("GB18030，含 GBK、GB2312", "GB18030, which holds GBK and GB2312"))]
    Gb18030,
}

/// What is done with a row that says something else than the archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OnConflict {
    /// Nothing is written.
    #[default]
    #[value(help = t("列为坏行", "the row is bad"))]
    Error,
    /// The archive stays.
    #[value(help = t("以档案为准", "the archive stays as it is"))]
    Skip,
    /// The table's.
    #[value(help = t("以表为准", "the archive takes what the table says"))]
    Update,
}
