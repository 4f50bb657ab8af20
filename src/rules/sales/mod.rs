//! ANA-…: what the sales say, by customer, product and season.

mod ana_01;
mod ana_02;
mod ana_03;
mod ana_04;
pub(crate) mod ana_05;
pub(crate) mod ana_06;
mod ana_07;
mod ana_08;
mod ana_09;
mod ana_10;
mod ana_11;
mod ana_12;
mod ana_13;

use chrono::{Datelike, NaiveDate};
use rust_decimal::RoundingStrategy;

use crate::archive::gathered::Trade;
use crate::archive::{Doc, DocKind, Loaded};
use crate::form::choices::Lifecycle;
use crate::form::registers::Targets;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::Period;
use crate::words::Lang;
use crate::world::World;

use super::periods::counts;
use super::{ArchiveScene, Rule};

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[
    &ana_01::RULE,
    &ana_02::RULE,
    &ana_03::RULE,
    &ana_04::RULE,
    &ana_05::RULE,
    &ana_06::RULE,
    &ana_07::RULE,
    &ana_08::RULE,
    &ana_09::RULE,
    &ana_10::RULE,
    &ana_11::RULE,
    &ana_12::RULE,
    &ana_13::RULE,
];

/// Where customers' trade is analysed in the bundle of seed 001.
const TRADE: &str = "客户关系管理制度 第三条 3";
/// Where sales targets are worked out there.
const SEASON: &str = "客户关系管理制度 第四条 1";

/// The year up to the newest complete month: what targets of the year are measured by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SoFar {
    /// 1 January to the end of that month.
    pub(crate) period: Period,
    /// How many months those are, 1 to 12.
    months: i64,
}

impl SoFar {
    /// That of a day: the newest month that was over before it.
    pub(crate) fn of(today: NaiveDate) -> Option<Self> {
        let month = Trade::month(today);
        let first = NaiveDate::from_ymd_opt(month.first_day().year(), 1, 1)?;
        let period = Period::days_between(first, month.last_day())?;
        Some(Self { period, months: i64::from(month.first_day().month()) })
    }

    /// The calendar year.
    pub(crate) fn year(self) -> i32 {
        self.period.first_day().year()
    }

    /// The part of a yearly target that falls on these months.
    pub(crate) fn part(self, target: Money) -> Option<Money> {
        target.mul_ratio(self.months, 12)
    }

    /// `2026 年前 6 个月`
    pub(crate) fn label(self, lang: Lang) -> String {
        let (year, months) = (self.year(), self.months);
        match lang {
            Lang::Zh => format!("{year} 年前 {months} 个月"),
            Lang::En => format!("the first {months} month(s) of {year}"),
        }
    }
}

/// The year's targets, where every customer is there to be summed up and the year is one that is judged (definitions G1).
pub(crate) fn targets<'a>(world: &World, archive: &'a Loaded, so_far: SoFar) -> impl Iterator<Item = &'a Doc<Targets>> + use<'a> {
    let judged = world.customers_complete && counts(so_far.period, world, []);
    let docs = archive.registers.targets.iter().filter(move |_| judged);
    docs.filter(move |doc| doc.record.year.value().map(|year| year.0).or_else(|| doc.stem.parse().ok()) == Some(so_far.year()))
}

/// The sum of what is taken of each customer's trade; none when some customer's orders could not be read, or nothing was sold.
fn total(scene: &ArchiveScene<'_>, of: impl Fn(&Trade) -> Money) -> Option<Money> {
    if !scene.world.customers_complete || scene.archive.customers.iter().any(|customer| customer.has_unread(DocKind::Orders)) {
        return None;
    }
    let trades = scene.archive.customers.iter().filter_map(|customer| customer.gathered.trade.as_deref());
    Money::total(trades.map(of)).filter(|sum| *sum > Money::ZERO)
}

/// A rate in percent with one decimal, cut off: what falls short of a limit never looks as if it had reached it.
fn cut(rate: Percent) -> String {
    let cut = rate.value().round_dp_with_strategy(1, RoundingStrategy::ToZero);
    Percent::new(cut).rounded(1)
}

/// Whether the customer has signed: contracted, developed, partner.
const fn has_signed(lifecycle: Option<Lifecycle>) -> bool {
    matches!(lifecycle, Some(Lifecycle::Contracted | Lifecycle::Developed | Lifecycle::Partner))
}
