//! What an account manager's work is measured by (seed 004 二 C; 第十三条 4 for the archives): sales against the target, share of all sales,
//! satisfaction, loyalty, churn, suggestions closed, reports on time. Each figure stands by itself; where there are no data there is none.

mod score;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::analysis::outcome::Actual;
use crate::analysis::sales::Book;
use crate::analysis::sales::churn::Churn;
use crate::archive::gathered::twelve_months_before;
use crate::archive::{CustomerFolder, Doc, Loaded};
use crate::form::choices::{StaffRole, SuggestionStatus};
use crate::form::customer::{Assignment, Customer};
use crate::form::registers::{MarketReport, StaffTarget, Suggestion};
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::{Month, Period, PeriodKind};
use crate::rules::periods;
use crate::world::World;

use super::market;

pub use score::{Part, Weights};

/// The time that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The days that count: none of them after the day of judgement.
    pub period: Period,
    /// The twelve months that end with it, or the year: loyalty and churn go by it and the one before.
    pub window: Period,
    day: NaiveDate,
}

impl Frame {
    /// The period asked for, as far as it has come; else the year up to the newest complete month.
    #[must_use]
    pub fn of(asked: Option<Period>, day: NaiveDate) -> Self {
        let so_far = || {
            let month = Period::last_complete(PeriodKind::Month, day);
            let first = NaiveDate::from_ymd_opt(month.first_day().year(), 1, 1).unwrap_or(month.first_day());
            Period::days_between(first, month.last_day()).unwrap_or(month)
        };
        let asked = asked.unwrap_or_else(so_far);
        let cut = (asked.last_day() > day).then(|| Period::days_between(asked.first_day(), day)).flatten();
        let period = cut.unwrap_or(asked);
        let end = period.last_day();
        let year = Period::days_between(twelve_months_before(end), end).unwrap_or(period);
        Self { period, window: if period.kind() == PeriodKind::Year { period } else { year }, day }
    }

    /// The part of a year's target that falls on the period: by months where it is made of whole ones, else by days.
    fn part(self, target: Money, year: i32) -> Option<Money> {
        let (first, last) = (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
        let part = Period::days_between(first.max(self.period.first_day()), last.min(self.period.last_day()))?;
        let (from, to) = (Month::of(part.first_day()), Month::of(part.last_day()));
        if from.first_day() == part.first_day() && to.last_day() == part.last_day() {
            target.mul_ratio(i64::from(to.number()) - i64::from(from.number()) + 1, 12)
        } else {
            target.mul_ratio(part.len_days(), (last - first).num_days() + 1)
        }
    }
}

/// What sales are known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// `orders.csv`.
    Orders,
    /// No customer has any: actual contract amounts of the projects won.
    Contracts,
}

/// One account manager.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card<'a> {
    /// The id in the staff register.
    pub staff: &'a str,
    /// Customers in charge at the end of the period, the lost ones left out.
    pub customers: usize,
    /// The target's part of the period.
    pub target: Option<Money>,
    /// The share of all sales that is the target.
    pub share_target: Option<Percent>,
    /// What was sold to customers while they were in this person's charge.
    pub actual: Option<Money>,
    /// Its share of all sales.
    pub share: Option<Percent>,
    /// The newest score of each customer surveyed in the period.
    pub surveyed: Vec<Decimal>,
    /// Customers that bought in the twelve months before the window.
    pub before: usize,
    /// Those of them that bought in the window too.
    pub kept: usize,
    /// Those of them that are lost.
    pub lost: usize,
    /// Suggestions about these customers that fell due in the period.
    pub issued: usize,
    /// Those of them that are closed.
    pub closed: usize,
    /// Market reports that fell due in the period.
    pub due: usize,
    /// Those of them that came in time.
    pub on_time: usize,
    /// The same month by month, oldest first.
    pub months: Vec<Handed>,
}

/// A market report that fell due, and when it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handed {
    /// Its month.
    pub month: Month,
    /// The last day for it.
    pub due: NaiveDate,
    /// When it was handed in; none: not by the day.
    pub on: Option<NaiveDate>,
}

impl Handed {
    /// Whether it came by its day.
    #[must_use]
    pub fn is_on_time(self) -> bool {
        self.on.is_some_and(|on| on <= self.due)
    }
}

impl<'a> Card<'a> {
    /// A card with nothing on it.
    #[must_use]
    pub fn new(staff: &'a str) -> Self {
        Self { staff, ..Self::default() }
    }

    /// Sales ÷ target.
    #[must_use]
    pub fn achievement(&self) -> Option<Percent> {
        Percent::weighted(self.actual?, self.target?)
    }

    /// The mean of the customers' newest scores.
    #[must_use]
    pub fn satisfaction(&self) -> Option<Decimal> {
        self.surveyed.iter().sum::<Decimal>().checked_div(Decimal::from(self.surveyed.len()))
    }

    /// Customers that bought again ÷ those that bought before.
    #[must_use]
    pub fn loyalty(&self) -> Option<Percent> {
        ratio(self.kept, self.before)
    }

    /// Customers lost ÷ those that bought before.
    #[must_use]
    pub fn churn(&self) -> Option<Percent> {
        ratio(self.lost, self.before)
    }

    /// Suggestions closed ÷ those due.
    #[must_use]
    pub fn suggestions_closed(&self) -> Option<Percent> {
        ratio(self.closed, self.issued)
    }

    /// Market reports in time ÷ those due.
    #[must_use]
    pub fn reports_on_time(&self) -> Option<Percent> {
        ratio(self.on_time, self.due)
    }
}

fn ratio(part: usize, of: usize) -> Option<Percent> {
    Percent::ratio(i64::try_from(part).ok()?, i64::try_from(of).ok()?)
}

/// The cards of all account managers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard<'a> {
    /// The time.
    pub frame: Frame,
    /// What sales are known from.
    pub basis: Basis,
    /// Who is active on the day, in the order of the register.
    pub cards: Vec<Card<'a>>,
    /// All sales of the period; none when too large for an amount.
    pub total: Option<Money>,
    /// Those at a time when the customer was in nobody's charge, or in that of somebody who is gone.
    pub others: Option<Money>,
}

/// Who had charge of the customer on a day: by `assignments` where there are any, else the account manager of today.
#[must_use]
pub fn holder(record: &Customer, day: NaiveDate) -> Option<&str> {
    let list = record.assignments.get().filter(|list| list.iter().next().is_some());
    let Some(list) = list else { return record.account_manager.get().map(|staff| &*staff.id) };
    let fits = |one: &&Assignment| {
        one.from.value().is_none_or(|from| from <= day) && one.to.value().is_none_or(|to| to >= day) && one.staff.get().is_some()
    };
    let found = list.iter().map(|item| &item.0).filter(fits).max_by_key(|one| one.from.value());
    found.and_then(|one| one.staff.get()).map(|staff| &*staff.id)
}

/// Computes the cards. What lies after the day counts nowhere.
#[must_use]
pub fn scorecard(loaded: &Loaded, frame: Frame) -> Scorecard<'_> {
    let world = &loaded.world;
    let managers = managers(world, frame.day);
    let mut cards: Vec<Card<'_>> = managers.iter().map(|at| Card::new(world.staff.names.id(*at))).collect();
    let place: BTreeMap<usize, usize> = managers.iter().copied().zip(0..).collect();
    let at = |id: &str| world.staff.names.at(id).and_then(|row| place.get(&row)).copied();
    let basis = if loaded.customers.iter().any(|folder| folder.orders.is_some()) { Basis::Orders } else { Basis::Contracts };
    let mut sales = Sales {
        own: vec![Some(Money::ZERO); cards.len()],
        known: vec![false; cards.len()],
        total: Some(Money::ZERO),
        others: Some(Money::ZERO),
    };
    let churn_days = i64::try_from(world.policy.figure("ANA-11.churn_days")).unwrap_or(i64::MAX);
    for folder in &loaded.customers {
        let Some(record) = folder.profile.as_ref().map(|doc| &doc.record) else { continue };
        sales.add(folder, record, basis, frame, &at);
        if let Some(card) = holder(record, frame.period.last_day()).and_then(&at).map(|at| &mut cards[at]) {
            of_customer(card, folder, record, frame, churn_days);
        }
    }
    for (card, (own, known)) in cards.iter_mut().zip(sales.own.iter().zip(&sales.known)) {
        card.actual = own.filter(|_| *known);
        card.share = card.actual.zip(sales.total).and_then(|(own, all)| Percent::weighted(own, all));
    }
    targets(loaded, frame, &mut cards);
    suggestions(loaded, frame, &mut cards, &at);
    reports(loaded, frame, &mut cards);
    Scorecard { frame, basis, cards, total: sales.total, others: sales.others }
}

/// The places in the register of the account managers who are active. An id that stands twice was reported (REF-03): the first row is the
/// person.
fn managers(world: &World, day: NaiveDate) -> Vec<usize> {
    let rows = world.staff.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row, row.id.get()?.as_str())));
    let active =
        rows.filter(|(at, row, id)| row.has_role(StaffRole::AccountManager) && row.is_active(day) && world.staff.names.at(id) == Some(*at));
    active.map(|(at, ..)| at).collect()
}

/// Sales of the period by who had charge then.
struct Sales {
    own: Vec<Option<Money>>,
    /// Whether any of the person's customers has a record of sales.
    known: Vec<bool>,
    total: Option<Money>,
    others: Option<Money>,
}

impl Sales {
    fn add(&mut self, folder: &CustomerFolder, record: &Customer, basis: Basis, frame: Frame, at: &dyn Fn(&str) -> Option<usize>) {
        let holder_on = |day: NaiveDate| holder(record, day).and_then(at);
        let plus = |sum: &mut Option<Money>, amount: Money| *sum = sum.and_then(|sum| sum.checked_add(amount));
        let mut sold = |day: NaiveDate, amount: Money| {
            plus(&mut self.total, amount);
            match holder_on(day) {
                Some(at) => plus(&mut self.own[at], amount),
                None => plus(&mut self.others, amount),
            }
        };
        match basis {
            Basis::Orders => {
                let Some(book) = Book::of(folder, frame.day) else { return };
                book.of_period(frame.period).for_each(|order| sold(order.date, order.amount));
            }
            Basis::Contracts => {
                let mut any = false;
                for line in folder.plans.iter().filter(|doc| doc.whole).flat_map(|doc| doc.record.projects()) {
                    any = true;
                    let actual = Actual::of(line, frame.day);
                    if let Some((day, amount)) = actual.decided_on.zip(actual.contract).filter(|(day, _)| frame.period.contains(*day)) {
                        sold(day, amount);
                    }
                }
                if !any {
                    return;
                }
            }
        }
        // Who has the customer now, and who had it at the beginning: of both it is known what was sold.
        for day in [frame.period.first_day(), frame.period.last_day()] {
            if let Some(at) = holder_on(day) {
                self.known[at] = true;
            }
        }
    }
}

/// What one customer says of who has charge of it at the end of the period.
fn of_customer(card: &mut Card<'_>, folder: &CustomerFolder, record: &Customer, frame: Frame, churn_days: i64) {
    let end = frame.period.last_day();
    card.customers += usize::from(record.lost_on.value().is_none_or(|lost| lost > end));
    let surveys =
        folder.surveys.iter().filter(|doc| doc.whole).filter_map(|doc| doc.record.surveyed_on.value().zip(doc.record.score.get()));
    let newest = surveys.filter(|(on, _)| frame.period.contains(*on)).max_by_key(|(on, _)| *on);
    card.surveyed.extend(newest.map(|(_, score)| score.0));
    let Some(book) = Book::of(folder, frame.day) else { return };
    let purchases = book.purchases();
    let kept = purchases.iter().any(|day| frame.window.contains(*day));
    let churn = Churn::of(&[purchases], frame.window, frame.day, churn_days);
    card.before += churn.before;
    card.lost += churn.lost.len();
    card.kept += usize::from(kept && churn.before > 0);
}

/// The staff targets of the years that the period touches: none where one of them has none.
fn targets(loaded: &Loaded, frame: Frame, cards: &mut [Card<'_>]) {
    let (first, last) = (frame.period.first_day().year(), frame.period.last_day().year());
    let docs: Vec<_> = loaded.registers.targets.iter().filter(|doc| doc.whole).collect();
    let row_of = |year: i32, id: &str| -> Option<&StaffTarget> {
        let doc = docs.iter().find(|doc| doc.record.year.value().map(|year| year.0).or_else(|| doc.stem.parse().ok()) == Some(year))?;
        let mut rows = doc.record.staff.get()?.iter();
        rows.find(|row| row.staff.get().is_some_and(|staff| staff.is(id))).map(|row| &row.0)
    };
    for card in cards {
        let parts = (first..=last).map(|year| frame.part(row_of(year, card.staff)?.sales.value()?, year));
        card.target = parts.collect::<Option<Vec<_>>>().and_then(Money::total);
        card.share_target = row_of(last, card.staff).and_then(|row| row.share.value()).map(|share| share.percent);
    }
}

/// Suggestions that fell due in the period, by who had charge of the customer then.
fn suggestions(loaded: &Loaded, frame: Frame, cards: &mut [Card<'_>], at: &dyn Fn(&str) -> Option<usize>) {
    let by_id: BTreeMap<&str, &CustomerFolder> = loaded.customers.iter().map(|folder| (&*folder.id, folder)).collect();
    for record in loaded.registers.suggestions.iter().filter(|doc| doc.whole).map(|doc| &doc.record) {
        let issued = record.issued_on.value().is_none_or(|on| on <= frame.day);
        let Some(due) = record.due.value().filter(|due| issued && frame.period.contains(*due)) else { continue };
        let customer = record.customer.get().and_then(|customer| by_id.get(&*customer.id));
        let profile = customer.and_then(|folder| folder.profile.as_ref());
        if let Some(at) = profile.and_then(|doc| holder(&doc.record, due)).and_then(at) {
            cards[at].issued += 1;
            cards[at].closed += usize::from(is_closed(record, frame.day));
        }
    }
}

/// Whether a suggestion is closed on a day.
#[must_use]
pub fn is_closed(record: &Suggestion, day: NaiveDate) -> bool {
    match record.closed_on.value() {
        Some(closed) => closed <= day,
        None => record.status.value() == Some(SuggestionStatus::Done),
    }
}

/// Market reports that fell due in the period and before the day (CAD-01): of months in which the duty was there already.
fn reports(loaded: &Loaded, frame: Frame, cards: &mut [Card<'_>]) {
    let world = &loaded.world;
    let due_day = u32::try_from(world.policy.figure("CAD-01.due_day")).unwrap_or(1);
    let first = loaded.customers.iter().filter_map(|folder| folder.profile.as_ref()?.record.established_on.value()).min();
    let Some(first) = first else { return };
    let earliest = first.max(frame.period.first_day());
    let mut month = Month::of(earliest);
    while month.first_day() <= frame.period.last_day() {
        let due = month.day(due_day);
        let handed_in = |doc: &&Doc<MarketReport>| {
            market::month_of(doc) == Some(month) && doc.record.submitted_on.value().is_some_and(|on| on <= frame.day)
        };
        let handed_in: Vec<&Doc<MarketReport>> = loaded.registers.market.iter().filter(handed_in).collect();
        for card in cards.iter_mut().filter(|_| frame.period.contains(due) && due < frame.day) {
            let came = world.staff.row(card.staff).and_then(|row| row.active_from.value());
            if !periods::counts(month.into(), world, [came, Some(first)]) {
                continue;
            }
            let own = handed_in.iter().filter(|doc| market::is_by(doc, card.staff));
            let handed = Handed { month, due, on: own.filter_map(|doc| doc.record.submitted_on.value()).min() };
            card.due += 1;
            card.on_time += usize::from(handed.is_on_time());
            card.months.push(handed);
        }
        let next = month.next();
        if next == month {
            break;
        }
        month = next;
    }
}
