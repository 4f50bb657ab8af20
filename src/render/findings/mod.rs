//! Findings in every format: one file a format, one arm here.

mod concise;
mod csv;
mod excerpt;
mod fingerprint;
mod fix;
mod json;
mod markdown;
mod summary;
#[cfg(test)]
mod tests;
mod text;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::findings::Finding;
use crate::render::table::Table;
use crate::words::Lang;

pub use crate::archive::Unread;
pub use crate::rules::engine::NotJudged;
pub use fingerprint::fingerprints;

/// What `check` and `audit` have to say.
pub struct Report<'a> {
    /// What was found, in the order of [`crate::findings::sink::sort`].
    pub findings: &'a [Finding],
    /// The day of judgement; none for `check`, which has no clock.
    pub as_of: Option<NaiveDate>,
    /// Documents that could not be read.
    pub unread: &'a [Unread],
    /// Encrypted sheets that were not opened.
    pub sealed: usize,
    /// Rules that could not be judged.
    pub not_judged: &'a [NotJudged],
    /// Documents read.
    pub files: usize,
    /// Customers read.
    pub customers: usize,
    /// The text of a document by its path (after a byte order mark, as spans count), for excerpts.
    pub sources: &'a dyn Fn(&str) -> Option<Arc<str>>,
    /// Language of everything around the findings' own messages.
    pub lang: Lang,
    /// Whether to use ANSI colours (`text` only).
    pub color: bool,
    /// Columns of the terminal; none off a terminal.
    pub width: Option<u16>,
}

/// A format of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With excerpts, for people.
    #[default]
    Text,
    /// A line a finding: `path:line:column: level[RULE] message`.
    Concise,
    /// One JSON object, `format.md` §4.
    Json,
    /// Comma-separated values.
    Csv,
    /// Tables a customer, for a pull request's comment.
    Markdown,
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 5] = [Self::Text, Self::Concise, Self::Json, Self::Csv, Self::Markdown];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
        }
    }

    /// Reads `--format`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// The report in `format`, UTF-8, with a line break at the end unless it is empty.
#[must_use]
pub fn render(format: Format, report: &Report<'_>) -> Vec<u8> {
    match format {
        Format::Text => text::render(report).into_bytes(),
        Format::Concise => concise::render(report).into_bytes(),
        Format::Json => json::render(report),
        Format::Csv => csv::render(report),
        Format::Markdown => markdown::render(report).into_bytes(),
    }
}

/// The findings as a table with the columns of the machine formats, for CSV and spreadsheets.
#[must_use]
pub fn table(findings: &[Finding]) -> Table {
    csv::table(findings)
}
