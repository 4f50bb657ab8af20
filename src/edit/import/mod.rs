//! Tables that people bring become records of the archive: every row is checked first, nothing is written for a bad one, and a table that is
//! brought again changes nothing. Pure: an archive that was read and rows go in, what would be done comes out.

mod cell;
mod check;
mod clients;
pub mod columns;
mod customers;
mod draft;
mod orders;
mod papers;
mod people;
mod reports;
mod row;
mod staff;
#[cfg(test)]
mod tests;
mod words;
mod written;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::archive::Loaded;
use crate::edit::csv::Table;
use crate::edit::value::Value;
use crate::form::choices::KeyLanguage;
use crate::say;
use crate::words::Lang;

pub use columns::{Column, Kind, MapFault, Mapping, REASON, columns, map};
pub use papers::{Content, Paper};
pub use written::{lay, rejects, template, words};

use papers::Papers;
use row::Row;

/// What is done with a row that matches a record which says something else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnConflict {
    /// The row is bad.
    #[default]
    Error,
    /// The record stays.
    Skip,
    /// The record takes what the row says.
    Update,
}

/// The archive, as a plan sees it.
#[derive(Clone, Copy)]
pub struct Archive<'a> {
    /// As it was loaded, whole.
    pub loaded: &'a Loaded,
    /// What a document says; why it cannot be read otherwise.
    pub value: &'a dyn Fn(&str) -> Result<Value, String>,
    /// The text of a file that is no form (`orders.csv`); none where there is none.
    pub text: &'a dyn Fn(&str) -> Option<String>,
    /// Which keys and words new records have.
    pub keys: KeyLanguage,
}

/// A table with what is known of its columns.
#[derive(Clone, Copy)]
pub struct Brought<'a> {
    /// What it holds.
    pub kind: Kind,
    /// Its rows.
    pub table: &'a Table,
    /// The columns that are known.
    pub columns: &'a [Column],
    /// Which of them its columns are.
    pub mapping: &'a Mapping,
}

/// How it is taken in.
#[derive(Clone, Copy, Debug)]
pub struct How {
    /// What is done with a row that says something else than the archive.
    pub on_conflict: OnConflict,
    /// The day of a record that begins today (建档日期).
    pub today: NaiveDate,
}

/// A record that a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The row.
    pub row: usize,
    /// What it is.
    pub kind: Kind,
    /// What people call it.
    pub name: String,
    /// Which record it is: several rows may be about one.
    pub id: String,
}

/// Something wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// The row.
    pub row: usize,
    /// The column; none where it is about the row, or about a column that the table does not have.
    pub column: Option<String>,
    /// What is wrong, and what to do.
    pub reason: String,
    /// A required column that the table does not have at all: the same for every row.
    pub absent: bool,
}

/// What would be done.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Records that come to be.
    pub added: Vec<Item>,
    /// Records that change.
    pub updated: Vec<Item>,
    /// Records that stay, because the archive says the same.
    pub unchanged: Vec<Item>,
    /// Records that stay though the row says something else (`--on-conflict skip`).
    pub kept: Vec<Item>,
    /// Rows that repeat an earlier one: row and earlier row. They are passed over.
    pub repeated: Vec<(usize, usize)>,
    /// What is wrong with which row.
    pub bad: Vec<Bad>,
    /// What is written for the other rows.
    pub papers: Vec<Paper>,
}

impl Outcome {
    /// The numbers of the bad rows, each once.
    #[must_use]
    pub fn bad_rows(&self) -> BTreeSet<usize> {
        self.bad.iter().map(|bad| bad.row).collect()
    }

    /// A record that several rows, or several forms, are about counts once: as what most happens to it.
    fn count_once(&mut self) {
        let mut seen: BTreeSet<(Kind, String)> = BTreeSet::new();
        for items in [&mut self.added, &mut self.updated, &mut self.kept, &mut self.unchanged] {
            items.retain(|item| seen.insert((item.kind, item.id.clone())));
        }
    }
}

/// What a table would do to an archive. Rows that others refer to (a superior, a parent) are found wherever they stand; who refers to a bad
/// row is bad, too.
#[must_use]
pub fn plan(brought: Brought<'_>, archive: Archive<'_>, how: How) -> Outcome {
    let rows = row::rows(&brought);
    let mut bad: Vec<Bad> = rows.iter().filter_map(|row| beyond(row, &brought, archive.loaded.world.lang)).collect();
    loop {
        let left: BTreeSet<usize> = bad.iter().map(|bad| bad.row).collect();
        let rows: Vec<Row<'_>> = rows.iter().filter(|row| !left.contains(&row.number)).cloned().collect();
        let mut run = Run { brought, archive, how, papers: Papers::new(archive), outcome: Outcome::default() };
        match brought.kind {
            Kind::Customers | Kind::People => customers::plan(&rows, &mut run),
            Kind::Orders => orders::plan(&rows, &mut run),
            Kind::ContactReports => reports::plan(&rows, &mut run),
            Kind::Staff => staff::plan(&rows, &mut run),
        }
        let Run { papers, mut outcome, .. } = run;
        let done = outcome.bad.is_empty();
        bad.append(&mut outcome.bad);
        if done {
            bad.sort_by_key(|bad| bad.row);
            bad.dedup();
            outcome.bad = bad;
            outcome.papers = papers.finish();
            outcome.count_once();
            return outcome;
        }
    }
}

/// A row that is wider than the header: most often a separator that stands in a value without quotes.
fn beyond(row: &Row<'_>, brought: &Brought<'_>, lang: Lang) -> Option<Bad> {
    let raw = brought.table.rows.iter().find(|raw| raw.number == row.number)?;
    let at = brought.table.beyond(raw)?;
    let reason = say!(
        lang,
        "这一行比表头多出一格；值里有分隔符时请加引号",
        "the row has more cells than the header; put a value that holds a separator in quotes"
    );
    Some(Bad { row: row.number, column: Some(brought.table.column(at)), reason, absent: false })
}

/// The state of one pass over the rows.
struct Run<'a> {
    brought: Brought<'a>,
    archive: Archive<'a>,
    how: How,
    papers: Papers<'a>,
    outcome: Outcome,
}

impl Run<'_> {
    fn lang(&self) -> Lang {
        self.archive.loaded.world.lang
    }

    /// Something wrong with a row as a whole.
    fn refuse(&mut self, row: &Row<'_>, column: Option<String>, reason: String) {
        self.outcome.bad.push(Bad { row: row.number, column, reason, absent: false });
    }

    fn item(row: &Row<'_>, kind: Kind, name: impl Into<String>, id: impl Into<String>) -> Item {
        Item { row: row.number, kind, name: name.into(), id: id.into() }
    }
}
