//! What rules about the whole archive need of a customer's contact reports and orders. It is gathered once, in an audit, before the
//! folder is slimmed (`CustomerFolder::slim`); facts after the day are not in it.

use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::analysis::contacts::Contacts;
use crate::form::choices::Direction;
use crate::form::kind::StaffRef;
use crate::form::reader::DocInfo;
use crate::model::money::{Money, median};
use crate::model::period::{Period, PeriodKind};
use crate::source::Span;

use super::{CustomerFolder, Orders};

/// What is kept of one customer for rules about the whole archive.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// Our people who stand in a record of this customer.
    pub seen: Vec<Seen>,
    /// The newest satisfaction survey.
    pub surveyed_on: Option<NaiveDate>,
    /// How many key people there are on the day: who left does not count.
    pub people: usize,
    /// The newest contact that came from the customer (`direction = "inbound"`).
    pub inbound_on: Option<NaiveDate>,
    /// Sums of `orders.csv`; none without the file, and none where no order counts.
    pub trade: Option<Box<Trade>>,
}

/// One of our people in the records of one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The id in the staff register.
    pub staff: Box<str>,
    /// The newest day on which he or she took part in a contact (`ours`) or wrote its report (`reported_by`), finished an action,
    /// verified the archive, first handled a complaint or planned a reception.
    pub newest: NaiveDate,
    /// Visits (meeting or on site, definitions G2) as one of `ours` in the newest complete quarter. Whether that quarter is judged at all
    /// (definitions G1) is for the rule to say: `ArchiveScene::complete`.
    pub visits: u32,
}

/// Sums of the orders of one customer up to the day.
#[derive(Clone, Debug)]
pub struct Trade {
    /// `orders.csv`.
    pub info: Arc<DocInfo>,
    /// Where the amounts' column is named; none where the name says its unit.
    pub amount_name: Option<Span>,
    /// The middle amount of all orders in the file: what an order usually comes to.
    pub median: Money,
    /// The twelve months that end on the day.
    pub last_12_months: Money,
    /// How many orders those are.
    pub last_12_orders: u32,
    /// How many orders the twelve months before had.
    pub earlier_12_orders: u32,
    /// The newest complete month ([`Trade::month`] names it).
    pub in_month: Money,
    /// From 1 January of the newest complete month's year to the end of that month.
    pub year_to_month: Money,
    /// The same by product as it is written, in the order of the file; orders without a product are left out.
    pub products: Vec<(Box<str>, Money)>,
    /// The month of the same number in the three calendar years before, together.
    pub same_month_before: Money,
    /// Those three calendar years, together.
    pub three_years: Money,
    /// Whether the orders reach back to the first month of those three years, so that seasons can be told (ANA-04).
    pub has_three_years: bool,
}

impl Gathered {
    /// Takes together what the folder's records and orders say up to the day.
    #[must_use]
    pub fn of(folder: &CustomerFolder, today: NaiveDate) -> Self {
        let mut out = Self::default();
        let quarter = Period::last_complete(PeriodKind::Quarter, today);
        for contact in Contacts::of(folder, Some(today)).all() {
            let record = &contact.doc.record;
            if record.direction.value() == Some(Direction::Inbound) {
                out.inbound_on = out.inbound_on.max(Some(contact.day));
            }
            let visit = contact.is_visit() && quarter.contains(contact.day);
            for ours in record.ours.get().into_iter().flat_map(|ours| ours.iter()) {
                out.see(ours, contact.day, today, visit);
            }
            if let Some(writer) = record.reported_by.get() {
                out.see(writer, record.reported_on.value().unwrap_or(contact.day), today, false);
            }
        }
        for doc in &folder.complaints {
            if let Some((handler, at)) = doc.record.first_handler.get().zip(doc.record.received_at.value()) {
                out.see(handler, at.at.date(), today, false);
            }
        }
        for doc in &folder.receptions {
            if let Some((planner, day)) = doc.record.plan_by.get().zip(doc.record.date.value()) {
                out.see(planner, day, today, false);
            }
        }
        for action in folder.plans.iter().flat_map(|doc| doc.record.actions()) {
            if let Some((owner, day)) = action.owner.get().zip(action.done_on.value()) {
                out.see(owner, day, today, false);
            }
        }
        let stamps = folder.profile.as_ref().and_then(|doc| doc.record.verified.get());
        for stamp in stamps.into_iter().flat_map(|stamps| stamps.iter()) {
            if let Some((by, day)) = stamp.by.get().zip(stamp.date.value()) {
                out.see(by, day, today, false);
            }
        }
        out.people = folder.people_on(Some(today)).count();
        let surveys = folder.surveys.iter().filter_map(|doc| doc.record.surveyed_on.value());
        out.surveyed_on = surveys.filter(|day| *day <= today).max();
        out.trade = folder.orders.as_ref().and_then(|orders| Trade::of(orders, today)).map(Box::new);
        out
    }

    /// What is known of one of our people here.
    #[must_use]
    pub fn of_staff(&self, id: &str) -> Option<&Seen> {
        self.seen.iter().find(|seen| &*seen.staff == id)
    }

    fn see(&mut self, staff: &StaffRef, day: NaiveDate, today: NaiveDate, visit: bool) {
        if day > today || !staff.known {
            return;
        }
        let visits = u32::from(visit);
        match self.seen.iter_mut().find(|seen| seen.staff == staff.id) {
            Some(seen) => {
                seen.newest = seen.newest.max(day);
                seen.visits += visits;
            }
            None => self.seen.push(Seen { staff: staff.id.clone(), newest: day, visits }),
        }
    }
}

/// The first of the twelve months that end on `day`.
#[must_use]
pub fn twelve_months_before(day: NaiveDate) -> NaiveDate {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    next.checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN)
}

impl Trade {
    /// The month that [`Trade::in_month`] is about: the newest complete one.
    #[must_use]
    pub fn month(today: NaiveDate) -> Period {
        Period::last_complete(PeriodKind::Month, today)
    }

    /// The sums of these orders; none when none counts on the day.
    #[must_use]
    pub fn of(orders: &Orders, today: NaiveDate) -> Option<Self> {
        let rows = || orders.rows.iter().filter(|order| order.date <= today);
        let first = rows().map(|order| order.date).min()?;
        let month = Self::month(today);
        let year = month.first_day().year();
        let recent = twelve_months_before(today);
        let earlier = recent.pred_opt().map_or(NaiveDate::MIN, twelve_months_before);
        let three = NaiveDate::from_ymd_opt(year - 3, 1, 1).map(|day| Period::of(PeriodKind::Month, day));
        let mut out = Self {
            info: orders.info.clone(),
            median: median(&mut rows().map(|order| order.amount).collect::<Vec<_>>())?,
            amount_name: orders.amount_name,
            last_12_months: Money::ZERO,
            last_12_orders: 0,
            earlier_12_orders: 0,
            in_month: Money::ZERO,
            year_to_month: Money::ZERO,
            products: Vec::new(),
            same_month_before: Money::ZERO,
            three_years: Money::ZERO,
            has_three_years: three.is_some_and(|month| first <= month.last_day()),
        };
        for order in rows() {
            if order.date >= recent {
                add(&mut out.last_12_months, order.amount);
                out.last_12_orders += 1;
            } else if order.date >= earlier {
                out.earlier_12_orders += 1;
            }
            if month.contains(order.date) {
                add(&mut out.in_month, order.amount);
            }
            if order.date.year() == year && order.date <= month.last_day() {
                add(&mut out.year_to_month, order.amount);
                out.add_product(orders.product(order), order.amount);
            }
            if (year - 3..year).contains(&order.date.year()) {
                add(&mut out.three_years, order.amount);
                if order.date.month() == month.first_day().month() {
                    add(&mut out.same_month_before, order.amount);
                }
            }
        }
        Some(out)
    }

    fn add_product(&mut self, product: &str, amount: Money) {
        if product.is_empty() {
            return;
        }
        match self.products.iter_mut().find(|(name, _)| &**name == product) {
            Some((_, sum)) => add(sum, amount),
            None => self.products.push((product.into(), amount)),
        }
    }
}

/// A sum that is too large stays at the largest amount: rules compare, they do not print it to the fen.
fn add(sum: &mut Money, amount: Money) {
    *sum = Money::from_fen(sum.fen().saturating_add(amount.fen()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::load::{self, Judge, Scope};
    use crate::words::Lang;

    #[test]
    fn who_was_seen_when_and_how_often_in_the_quarter() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/base");
        let today = "2026-07-08".parse().expect("a day");
        let load =
            |how| load::load(&root, load::base(&root, Some(Lang::Zh), Lang::Zh), &Scope::default(), how).expect("the base can be listed");
        let loaded = load(Judge::Audit(today));
        let gathered = &loaded.customers[0].gathered;
        let seen = |id| gathered.of_staff(id).map(|seen| (seen.newest.to_string(), seen.visits));
        assert_eq!(seen("zhou-lan"), Some(("2026-06-29".to_owned(), 4)), "the verification is the newest record");
        assert_eq!(seen("ma-chao"), Some(("2026-03-18".to_owned(), 0)), "the quarter before");
        assert_eq!(seen("chen-li"), None);
        assert_eq!(gathered.surveyed_on.map(|day| day.to_string()).as_deref(), Some("2026-02-06"));
        assert!(gathered.trade.is_none() && loaded.customers[0].reports.is_empty(), "the rest is let go");
        assert!(load(Judge::Check).customers[0].gathered.seen.is_empty(), "only in an audit");
    }

    #[test]
    fn orders_are_summed_up_to_the_day() {
        let info =
            Arc::new(DocInfo { path: "customers/a/orders.csv".into(), customer: Some("a".into()), syntax: crate::source::Syntax::Toml });
        let text = "date,order,project,product,amount,cost\n2022-12-31,,,割接,1,\n2023-01-05,,,割接,10,\n2023-06-05,,,割接,20,\n2025-07-08,,,安装,30,\n2026-06-30,,,割接,40,\n2026-07-01,,,割接,50,\n2026-07-09,,,割接,900,\n";
        let orders =
            super::super::orders::read(text.as_bytes().to_vec(), &info, &crate::world::World::default()).orders.expect("a table of orders");
        let trade = Trade::of(&orders, "2026-07-08".parse().expect("a day")).expect("some orders count");
        let yuan = |money: Money| money.fen() / 100;
        assert_eq!((yuan(trade.last_12_months), trade.last_12_orders, trade.earlier_12_orders), (90, 2, 1));
        assert_eq!((yuan(trade.in_month), yuan(trade.year_to_month)), (40, 40));
        assert_eq!((yuan(trade.same_month_before), yuan(trade.three_years), trade.has_three_years), (20, 60, true));
        assert_eq!((yuan(trade.median), trade.products.len()), (25, 1));
        assert!(Trade::of(&orders, "2022-01-01".parse().expect("a day")).is_none());
    }

    #[test]
    fn twelve_months_end_on_the_day() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(twelve_months_before(day("2026-07-08")), day("2025-07-09"));
        assert_eq!(twelve_months_before(day("2026-12-31")), day("2026-01-01"));
        assert_eq!(twelve_months_before(day("2024-02-29")), day("2023-03-01"));
    }
}
