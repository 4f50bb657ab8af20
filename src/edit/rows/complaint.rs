//! What is wrong with a file of records, and with each of them.

use crate::edit::csv::Fault;
use crate::edit::input::Complaint;
use crate::edit::json::Broken;
use crate::say;
use crate::words::Lang;

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowComplaint {
    /// The record's number.
    pub number: usize,
    /// The column or key as written; empty where it is about the whole record.
    pub column: String,
    /// What is wrong.
    pub wrong: RowWrong,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowWrong {
    /// A value, or a key.
    Value(Complaint),
    /// There are more cells than columns: this is the first one.
    TooLong(String),
    /// It is no JSON.
    Json(Broken),
    /// It is JSON, but no object.
    NoObject,
    /// Whatever a later step says.
    Words(String),
}

impl RowComplaint {
    /// What is wrong, without row and column.
    #[must_use]
    pub fn reason(&self, lang: Lang) -> String {
        match &self.wrong {
            RowWrong::Value(complaint) => complaint.line(lang),
            RowWrong::TooLong(cell) => {
                say!(
                    lang,
                    "单元格比表头多：「{cell}」；值里有分隔符时要加引号",
                    "more cells than columns: `{cell}`; a value with a separator needs quotes"
                )
            }
            RowWrong::Json(broken) => {
                let why = broken.words(lang);
                say!(lang, "不是 JSON：{why}", "no JSON: {why}")
            }
            RowWrong::NoObject => say!(lang, "应是一个 JSON 对象 {{…}}", "expected a JSON object {{…}}"),
            RowWrong::Words(words) => words.clone(),
        }
    }

    /// Row, column and reason in one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let (number, column, reason) = (self.number, &self.column, self.reason(lang));
        if column.is_empty() || matches!(self.wrong, RowWrong::Value(_)) && reason.contains(column.as_str()) {
            say!(lang, "第 {number} 行：{reason}", "row {number}: {reason}")
        } else {
            say!(lang, "第 {number} 行「{column}」：{reason}", "row {number}, {column}: {reason}")
        }
    }
}

/// Why nothing could be read.
#[derive(Debug)]
pub enum Unread {
    /// The bytes are no text or no table.
    Table(Fault),
    /// These columns are none of the form.
    Columns(Vec<Complaint>),
    /// Two columns fill in the same field.
    Twice(String, String),
}

impl Unread {
    /// Why, and what to do.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Table(fault) => fault.words(lang),
            Self::Columns(complaints) => {
                let lines: Vec<String> = complaints.iter().map(|complaint| complaint.line(lang)).collect();
                lines.join("\n")
            }
            Self::Twice(one, two) => say!(
                lang,
                "「{one}」和「{two}」两列是同一项；请去掉一列",
                "the columns `{one}` and `{two}` are the same field; leave one out"
            ),
        }
    }
}
