//! Findings in every format: one file a format, one arm here.

mod concise;
mod csv;
mod excerpt;
mod fix;
mod github;
mod gitlab;
pub(crate) mod json;
mod junit;
mod markdown;
mod sarif;
mod summary;
#[cfg(test)]
mod tests;
mod text;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::findings::{Accepted, Finding, Level, Suppressed};
use crate::render::table::Table;
use crate::words::Lang;

pub use crate::archive::Unread;
pub use crate::findings::fingerprints;
pub use crate::rules::engine::NotJudged;

/// Who a customer is, for formats that group by customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its id.
    pub id: Arc<str>,
    /// Its name for people.
    pub name: String,
    /// Its account manager's name; empty when nobody is named.
    pub manager: String,
}

/// Findings in words with their lines, without a summary: why a write was refused. `color`, `width`: as in [`Report`].
#[must_use]
pub fn explained(findings: &[Finding], sources: &dyn Fn(&str) -> Option<Arc<str>>, lang: Lang, color: bool, width: Option<u16>) -> String {
    let report = Report {
        findings,
        prints: Vec::new(),
        suppressed: &[],
        fail_on: Level::Error,
        as_of: None,
        unread: &[],
        sealed: 0,
        not_judged: &[],
        files: 0,
        customers: &[],
        sources,
        lang,
        color,
        width,
    };
    text::each(&report)
}

/// What `check` and `audit` have to say.
pub struct Report<'a> {
    /// What was found, in the order of [`crate::findings::sink::sort`].
    pub findings: &'a [Finding],
    /// Their fingerprints, in the same order.
    pub prints: Vec<String>,
    /// What was found and does not count, in the same order, with its fingerprints.
    pub suppressed: &'a [(Suppressed, String)],
    /// From which level on a finding makes the exit status 1.
    pub fail_on: Level,
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
    /// Customers read, by id.
    pub customers: &'a [About],
    /// The text of a document by its path (after a byte order mark, as spans count), for excerpts.
    pub sources: &'a dyn Fn(&str) -> Option<Arc<str>>,
    /// Language of everything around the findings' own messages.
    pub lang: Lang,
    /// Whether to use ANSI colours (`text` only).
    pub color: bool,
    /// Columns of the terminal; none off a terminal.
    pub width: Option<u16>,
}

impl Report<'_> {
    /// How many findings the baseline knows.
    #[must_use]
    pub fn known(&self) -> usize {
        self.suppressed.iter().filter(|(one, _)| one.accepted == Accepted::Baseline).count()
    }

    /// The customer with this id, when it was read.
    #[must_use]
    pub fn customer(&self, id: &str) -> Option<&About> {
        self.customers.binary_search_by(|about| (*about.id).cmp(id)).ok().map(|at| &self.customers[at])
    }
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
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub's workflow commands.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// JUnit's XML.
    Junit,
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 9] =
        [Self::Text, Self::Concise, Self::Json, Self::Csv, Self::Markdown, Self::Sarif, Self::Github, Self::Gitlab, Self::Junit];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
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
        Format::Json => json::pieces(report).collect::<Vec<_>>().concat(),
        Format::Csv => csv::render(report),
        Format::Markdown => markdown::render(report).into_bytes(),
        Format::Sarif => sarif::render(report).into_bytes(),
        Format::Github => github::render(report).into_bytes(),
        Format::Gitlab => gitlab::render(report).into_bytes(),
        Format::Junit => junit::render(report).into_bytes(),
    }
}

/// The same in pieces that follow each other, for those who only hand it on: each is made when it is asked for.
#[must_use]
pub fn pieces<'a>(format: Format, report: &'a Report<'_>) -> Box<dyn Iterator<Item = Vec<u8>> + 'a> {
    match format {
        Format::Json => Box::new(json::pieces(report)),
        _ => Box::new(std::iter::once_with(move || render(format, report))),
    }
}

/// The findings as a table with the columns of the machine formats, for CSV and spreadsheets.
#[must_use]
pub fn table(findings: &[Finding]) -> Table {
    csv::table(findings)
}
