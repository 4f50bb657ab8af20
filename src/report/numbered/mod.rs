//! The thirty numbered reports R-01 … R-30: which there are, for whom, when, and what each is made from. A report, a file; each makes
//! sheets for people or, where a machine reads, the same figures with ids and keys.

mod actions;
mod activity;
mod audit;
mod callback;
mod card;
mod catalogue;
mod common;
mod complaints;
mod composition;
mod contact_digest;
mod customer;
mod due;
mod effectiveness;
mod figures;
mod follow_up;
mod key_account;
mod lending;
mod major_info;
mod market;
mod matrix;
mod mix;
mod monthly;
pub mod pack;
mod plan;
mod quarterly;
mod reception;
mod region;
mod revenue;
mod rfm;
mod satisfaction;
mod scorecard;
mod season;
mod shape;
mod statistics;
mod suggestions;
mod verification;

use chrono::{Datelike, Days, NaiveDate};

use crate::analysis::snapshot::Snapshot;
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::findings::Finding;
use crate::model::money::Unit;
use crate::model::period::{Period, PeriodKind};
use crate::query::Query;
use crate::report::sheet::Sheet;
use crate::words::{Lang, Words, words};

pub use callback::{Begun, begun};
pub use catalogue::{ALL, find, list};

/// What a numbered report is.
#[derive(Debug)]
pub struct Spec {
    /// 3 of R-03.
    pub number: u8,
    /// The word on the command line.
    pub name: &'static str,
    /// 客户信息统计表
    pub title: Words,
    /// What stands in it.
    pub about: Words,
    /// Who makes it.
    pub maker: Words,
    /// Who reads it.
    pub audience: Words,
    /// Over which stretch of time it goes unless it is said.
    pub cycle: Cycle,
    /// How many days after the period facts still count when nobody names the day: what is due after its end can be in it.
    pub grace: u64,
    /// When it is due, in the regulation's words: 每月 25 日.
    pub when: Words,
    /// Seed file and article.
    pub source: &'static str,
    /// What it is made from.
    pub reads: Reads,
    /// Makes it.
    pub make: fn(&Ask<'_>) -> Made,
}

/// Over which stretch of time a report goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cycle {
    /// How things stand on the day.
    Day,
    /// The two weeks up to the day.
    TwoWeeks,
    /// The last complete month.
    Month,
    /// The month whose reports are to be in: this one once its due day is over, until then the one before.
    DueMonth,
    /// The last complete quarter.
    Quarter,
    /// The last complete year.
    Year,
    /// The year that the day lies in.
    ThisYear,
}

impl Cycle {
    /// The same in words.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::Day => words("当天", "the day itself"),
            Self::TwoWeeks => words("到当天为止的十四天", "the two weeks up to the day"),
            Self::Month => words("最近一个完整的月", "the last complete month"),
            Self::DueMonth => words("最近一个已过截止日的月", "the last month whose due day is over"),
            Self::Quarter => words("最近一个完整的季度", "the last complete quarter"),
            Self::Year => words("最近一个完整的年", "the last complete year"),
            Self::ThisYear => words("当年", "the current year"),
        }
    }
}

/// What a report is made from besides settings and staff.
#[derive(Clone, Copy, Debug)]
pub enum Reads {
    /// The registers and these documents of the customers.
    Kinds(&'static [DocKind]),
    /// Everything.
    All,
    /// Everything, and what the audit says on the day.
    Findings,
    /// As [`Reads::Findings`]; and how the archive stood at the end of so many periods of this kind before.
    Before(PeriodKind, u8),
}

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// The report.
    pub spec: &'static Spec,
    /// The archive; with findings where [`Spec::reads`] wants them.
    pub loaded: &'a Loaded,
    /// The day of judgement: what is later counts nowhere.
    pub day: NaiveDate,
    /// The stretch of time.
    pub period: Period,
    /// The terms, of reports whose rows are not customers.
    pub query: &'a Query,
    /// Which customers count.
    pub wanted: &'a dyn Fn(&CustomerFolder) -> bool,
    /// Whose documents the answer needs: those that count, and those of whom nobody knows because their profile cannot be read.
    pub needed: &'a dyn Fn(&CustomerFolder) -> bool,
    /// Ids and keys instead of names and labels.
    pub machine: bool,
    /// The unit of amounts.
    pub unit: Unit,
    /// How the archive stood before, newest first ([`Reads::Before`]).
    pub before: &'a [Snapshot],
    /// The command that settles a finding.
    pub settles: &'a dyn Fn(&Finding) -> Option<String>,
}

/// A report that has been made.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// Its pages. The first named table of the first page is what CSV holds; JSON and workbooks hold all named tables.
    pub pages: Vec<Sheet>,
    /// What matters most, in a phrase for the subject of a mail: 逾期 4 项，7 天内 3 项. Never empty.
    pub summary: String,
    /// How many things somebody has to do something about: `--exit-code` asks.
    pub open: usize,
}

impl Spec {
    ///
    #[must_use]
    pub fn id(&self) -> String {
        format!("R-{:02}", self.number)
    }

    /// The stretch of time that is shown on `day` unless it is said.
    #[must_use]
    pub fn period(&self, day: NaiveDate, due_day: u32) -> Period {
        match self.cycle {
            Cycle::Day => Period::of(PeriodKind::Days, day),
            Cycle::TwoWeeks => {
                let from = day.checked_sub_days(Days::new(13)).unwrap_or(day);
                Period::days_between(from, day).unwrap_or_else(|| Period::of(PeriodKind::Days, day))
            }
            Cycle::Month => Period::last_complete(PeriodKind::Month, day),
            Cycle::DueMonth if day.day() > due_day => Period::of(PeriodKind::Month, day),
            Cycle::DueMonth => Period::last_complete(PeriodKind::Month, day),
            Cycle::Quarter => Period::last_complete(PeriodKind::Quarter, day),
            Cycle::Year => Period::last_complete(PeriodKind::Year, day),
            Cycle::ThisYear => Period::of(PeriodKind::Year, day),
        }
    }
}

/// The day on which a period is judged when nobody names one: the end of a period that is over, else `today`. So the report of a past period
/// is the same whenever it is made.
#[must_use]
pub fn judged_on(period: Period, today: NaiveDate, grace: u64) -> NaiveDate {
    let end = period.last_day();
    end.checked_add_days(Days::new(grace)).unwrap_or(end).min(today)
}

impl Ask<'_> {
    /// The language of words.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.loaded.world.lang
    }

    /// The customers that count, in the order of their ids.
    pub fn customers(&self) -> impl Iterator<Item = &CustomerFolder> {
        self.loaded.customers.iter().filter(|customer| (self.wanted)(customer))
    }
}
