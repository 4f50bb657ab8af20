//! `kehu stats NAME`: what the figures say. A name, a file; each gives the table and, where a picture says more, the chart beside it.

mod abc;
mod calibration;
mod churn;
mod class;
mod common;
mod composition;
mod mix;
mod relationship;
pub mod rfm;
mod sales;
pub mod scorecard;
mod season;
mod share;
mod targets;
mod tier;

use chrono::NaiveDate;

use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::model::money::{Money, Unit};
use crate::model::period::Period;
use crate::render::chart::Chart;
use crate::render::table::Table;
use crate::words::{Words, words};

pub use sales::amount;

/// What can be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// 按销售额的 ABC
    Abc,
    /// 客户构成
    Composition,
    /// 占有率、钱包份额
    Share,
    /// 季节指数
    Season,
    /// 商品构成
    Mix,
    /// 最近交易、频率、金额
    Rfm,
    /// 流失率
    Churn,
    /// 分级
    Tier,
    /// 分类
    Class,
    /// 获取率校准
    Calibration,
    /// 客户经理考核
    Scorecard,
    /// 客户关系指数
    Relationship,
}

impl Name {
    /// Every name, in the order of the help.
    pub const ALL: [Self; 12] = [
        Self::Abc,
        Self::Composition,
        Self::Share,
        Self::Season,
        Self::Mix,
        Self::Rfm,
        Self::Churn,
        Self::Tier,
        Self::Class,
        Self::Calibration,
        Self::Scorecard,
        Self::Relationship,
    ];

    /// The word on the command line.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Abc => "abc",
            Self::Composition => "composition",
            Self::Share => "share",
            Self::Season => "season",
            Self::Mix => "mix",
            Self::Rfm => "rfm",
            Self::Churn => "churn",
            Self::Tier => "tier",
            Self::Class => "class",
            Self::Calibration => "calibration",
            Self::Scorecard => "scorecard",
            Self::Relationship => "relationship",
        }
    }

    /// What it shows.
    #[must_use]
    pub const fn title(self) -> Words {
        match self {
            Self::Abc => words("按销售额的 ABC", "Customers by sales, A, B and C"),
            Self::Composition => words("客户构成", "Composition of customers"),
            Self::Share => words("占有率", "Market and wallet share"),
            Self::Season => words("季节指数", "Seasonal index"),
            Self::Mix => words("商品构成", "Sales by product"),
            Self::Rfm => words("RFM：最近交易、频率、金额", "RFM: recency, frequency, amount"),
            Self::Churn => words("客户流失率", "Churn"),
            Self::Tier => words("客户分级", "Tiers"),
            Self::Class => words("客户分类", "Classes"),
            Self::Calibration => words("获取率：计划与实现", "Win rates: planned and realised"),
            Self::Scorecard => words("客户经理考核", "Scorecard of the account managers"),
            Self::Relationship => words("客户关系指数", "Index of relations"),
        }
    }

    /// Whether there is a picture of it.
    #[must_use]
    pub const fn has_chart(self) -> bool {
        matches!(self, Self::Abc | Self::Composition | Self::Season | Self::Mix | Self::Rfm | Self::Calibration)
    }

    /// The kinds of a customer's documents that it looks at.
    #[must_use]
    pub const fn kinds(self) -> &'static [DocKind] {
        match self {
            Self::Abc | Self::Composition | Self::Share | Self::Season | Self::Mix | Self::Rfm | Self::Churn | Self::Tier => {
                &[DocKind::Customer, DocKind::Orders]
            }
            Self::Class => &[DocKind::Customer],
            Self::Calibration => &[DocKind::Customer, DocKind::Plan],
            Self::Scorecard => &[DocKind::Customer, DocKind::Orders, DocKind::Survey, DocKind::Plan],
            Self::Relationship => &[DocKind::Customer, DocKind::KeyPeople],
        }
    }

    /// Whether it is about a stretch of time (`--period`).
    #[must_use]
    pub const fn has_period(self) -> bool {
        !matches!(self, Self::Tier | Self::Class | Self::Relationship)
    }
}

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The day: what is later counts nowhere.
    pub day: NaiveDate,
    /// `--period`; none: each name has its own.
    pub period: Option<Period>,
    /// `--target`.
    pub target: Option<Money>,
    /// Ids and keys instead of names and labels.
    pub machine: bool,
    /// The unit of amounts in pictures and notes.
    pub unit: Unit,
    /// Which customers count.
    pub wanted: &'a dyn Fn(&CustomerFolder) -> bool,
    /// Whose documents the answer needs: those that count, and those of whom nobody knows because their profile cannot be read.
    pub needed: &'a dyn Fn(&CustomerFolder) -> bool,
    /// Whether `wanted` is everybody.
    pub everybody: bool,
    /// The table stands on a page of a report: the period is said there, and machines get what people are shown beside the contract's columns.
    pub on_page: bool,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The figures.
    pub table: Table,
    /// Their picture; of names that have one ([`Name::has_chart`]).
    pub chart: Option<Chart>,
    /// What they say, in a phrase for the subject of a report; may be empty.
    pub gist: String,
    /// How many of the rows somebody has to do something about.
    pub open: usize,
}

impl From<Table> for Answer {
    fn from(table: Table) -> Self {
        Self { table, chart: None, gist: String::new(), open: 0 }
    }
}

/// Why nothing is computed: too little to go by. Nothing is invented in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is missing, without a full stop.
    pub message: String,
    /// What to do, one line each.
    pub hints: Vec<String>,
}

/// The table of a name with nothing in it, for where it is refused: a reader of CSV finds its columns in every case.
#[must_use]
pub fn blank(name: Name, asked: &Asked<'_>) -> Table {
    Table::new(match name {
        Name::Abc => abc::columns(),
        Name::Composition => composition::columns(asked.on_page && asked.machine, asked),
        Name::Share => share::columns(false, asked),
        Name::Season => season::columns(asked.on_page && asked.machine, asked),
        Name::Mix => mix::columns(),
        Name::Rfm => rfm::columns(),
        Name::Churn | Name::Tier | Name::Class | Name::Calibration | Name::Scorecard | Name::Relationship => Vec::new(),
    })
}

/// Computes it.
///
/// # Errors
/// [`Refusal`] when the archive does not hold what the formula needs.
pub fn answer(name: Name, loaded: &Loaded, asked: &Asked<'_>) -> Result<Answer, Refusal> {
    match name {
        // Of orders.
        Name::Abc => abc::answer(loaded, asked),
        Name::Composition => composition::answer(loaded, asked),
        Name::Share => share::answer(loaded, asked),
        Name::Season => season::answer(loaded, asked),
        Name::Mix => mix::answer(loaded, asked),
        Name::Rfm => rfm::answer(loaded, asked),
        Name::Churn => Ok(churn::answer(loaded, asked)),
        // Of profiles, plans and registers.
        Name::Tier => Ok(tier::answer(loaded, asked)),
        Name::Class => Ok(class::answer(loaded, asked)),
        Name::Calibration => Ok(calibration::answer(loaded, asked)),
        Name::Scorecard => Ok(scorecard::answer(loaded, asked)),
        Name::Relationship => Ok(relationship::answer(loaded, asked)),
    }
}
