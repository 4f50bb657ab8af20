//! What the archive knows of a customer for its analysis: trade, profit, satisfaction, complaints, relations, what is wrong.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::analysis::contacts::Contacts;
use crate::analysis::coverage::{self, Coverage};
use crate::analysis::due::{self, Item};
use crate::analysis::outcome::{Actual, Outcomes};
use crate::analysis::relationship::{Index, Scale};
use crate::analysis::revenue::{Figures, Totals};
use crate::analysis::sales::rfm::Facts as Trade;
use crate::analysis::sales::{Book, total};
use crate::analysis::verdict::{Verdict, verdict};
use crate::archive::{CustomerFolder, Doc, Order};
use crate::findings::{Finding, Level};
use crate::form::choices::SubmissionKind;
use crate::form::customer::Customer;
use crate::form::registers::{Submission, Suggestion, Survey};
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::Period;
use crate::rules::cadence::cad_07;
use crate::rules::{Scene, registry, satisfaction, service};

use super::super::Ask;

/// What was bought.
pub(super) struct Sales {
    /// In the period, and in the one before; none where a sum is too large.
    pub(super) amount: Option<Money>,
    pub(super) before: Option<Money>,
    /// In the twelve months up to the day.
    pub(super) year: Option<Money>,
    /// Orders of the period, and how many of them state a cost.
    pub(super) orders: usize,
    pub(super) costed: usize,
    /// What those that state a cost brought (ANA-08), and what was sold with them.
    pub(super) profit: Option<Money>,
    pub(super) costed_amount: Option<Money>,
    /// The last purchase, and whether it is longer ago than usual (ANA-07).
    pub(super) last: Option<NaiveDate>,
    pub(super) overdue: bool,
    /// What was bought most in the period.
    pub(super) products: Vec<(String, Money)>,
}

impl Sales {
    /// Change against the period before.
    pub(super) fn change(&self) -> Option<Percent> {
        let ratio = Percent::weighted(self.amount?, self.before.filter(|before| *before > Money::ZERO)?)?;
        Some(Percent::new(ratio.value() - Decimal::ONE_HUNDRED))
    }

    /// Profit ÷ what was sold at a known cost.
    pub(super) fn margin(&self) -> Option<Percent> {
        Percent::weighted(self.profit?, self.costed_amount?)
    }
}

/// The newest survey, with the change against the one before.
pub(super) struct Satisfaction<'a> {
    pub(super) day: NaiveDate,
    pub(super) survey: &'a Survey,
    pub(super) score: Decimal,
    pub(super) change: Option<Decimal>,
}

/// A complaint or query that is open on the day.
pub(super) struct Open {
    pub(super) received: NaiveDate,
    pub(super) content: String,
}

/// Everything.
pub(super) struct Facts<'a> {
    pub(super) folder: &'a CustomerFolder,
    pub(super) record: Option<&'a Customer>,
    /// None without `orders.csv`.
    pub(super) sales: Option<Sales>,
    pub(super) plan: Totals,
    pub(super) outcomes: Outcomes,
    pub(super) satisfaction: Option<Satisfaction<'a>>,
    /// Complaints and queries received in the period.
    pub(super) complaints: usize,
    pub(super) open_complaints: Vec<Open>,
    /// Contacts of the period, and how many of them were visits.
    pub(super) contacts: usize,
    pub(super) visits: usize,
    pub(super) last_contact: Option<NaiveDate>,
    pub(super) coverage: Coverage,
    pub(super) sole: Vec<(&'a str, usize)>,
    pub(super) index: Option<Index>,
    /// The index when the period began.
    pub(super) index_before: Option<Index>,
    pub(super) verdict: Verdict,
    pub(super) findings: Vec<&'a Finding>,
    pub(super) overdue: Vec<Item>,
    pub(super) suggestions: Vec<&'a Suggestion>,
    /// 客户分析报告 that were handed in for the period.
    pub(super) analyses: Vec<&'a Submission>,
}

/// What is looked through once for all customers.
pub(super) struct Books<'a> {
    findings: BTreeMap<&'a str, Vec<&'a Finding>>,
    suggestions: BTreeMap<&'a str, Vec<&'a Suggestion>>,
    analyses: BTreeMap<&'a str, Vec<&'a Submission>>,
    scale: Scale,
}

impl<'a> Books<'a> {
    pub(super) fn of(ask: &Ask<'a>) -> Self {
        let loaded = ask.loaded;
        let mut books = Self {
            findings: BTreeMap::new(),
            suggestions: BTreeMap::new(),
            analyses: BTreeMap::new(),
            scale: Scale::of(&loaded.world.policy),
        };
        for finding in &loaded.findings {
            if let Some(id) = finding.customer.as_deref() {
                books.findings.entry(id).or_default().push(finding);
            }
        }
        let open = |doc: &&Doc<Suggestion>| {
            doc.record.issued_on.value().is_none_or(|on| on <= ask.day) && !cad_07::is_closed(&doc.record, ask.day)
        };
        for doc in loaded.registers.suggestions.iter().filter(open) {
            if let Some(customer) = doc.record.customer.get() {
                books.suggestions.entry(&customer.id).or_default().push(&doc.record);
            }
        }
        let submissions = loaded.registers.submissions.iter().filter_map(|doc| doc.record.submissions.get());
        for submission in submissions.flat_map(|list| list.iter()).map(|item| &item.0) {
            let of_period = submission.submitted_on.value().is_some_and(|on| ask.period.first_day() <= on && on <= ask.day);
            let is_analysis = submission.kind.value() == Some(SubmissionKind::CustomerAnalysis);
            if let Some(customer) = submission.customer.get().filter(|_| is_analysis && of_period) {
                books.analyses.entry(&customer.id).or_default().push(submission);
            }
        }
        books
    }
}

impl<'a> Facts<'a> {
    pub(super) fn of(folder: &'a CustomerFolder, books: &Books<'a>, ask: &Ask<'a>) -> Self {
        let (world, day, period) = (&ask.loaded.world, ask.day, ask.period);
        let plan = folder.plan_of(period.last_day().year()).filter(|doc| doc.whole);
        let (mut totals, mut outcomes) = (Totals::default(), Outcomes::default());
        for line in plan.into_iter().flat_map(|doc| doc.record.projects()) {
            let figures = Figures::of(line);
            totals.add(&figures);
            outcomes.add(&figures, &Actual::of(line, day));
        }
        let contacts = Contacts::of(folder, Some(day)).whole();
        let of_period = || contacts.within(period);
        let (complaints, open_complaints) = complaints(folder, ask);
        let own = |map: &BTreeMap<&'a str, Vec<&'a Finding>>| map.get(&*folder.id).cloned().unwrap_or_default();
        let first = period.first_day().pred_opt().unwrap_or(day);
        Self {
            folder,
            record: folder.profile.as_ref().map(|doc| &doc.record),
            sales: sales(folder, ask),
            plan: totals,
            outcomes,
            satisfaction: surveyed(folder, ask),
            complaints,
            open_complaints,
            contacts: of_period().count(),
            visits: of_period().filter(|contact| contact.is_visit()).count(),
            last_contact: contacts.last(),
            coverage: coverage::coverage(folder.people_on(Some(day))),
            sole: coverage::sole_holders(folder.people_on(Some(day))),
            index: Index::known_on(folder, world, &books.scale, day),
            index_before: Index::known_on(folder, world, &books.scale, first),
            verdict: verdict(folder, &world.policy, day),
            findings: own(&books.findings),
            overdue: due::of_customer(world, folder, day, day).into_iter().filter(Item::is_past).collect(),
            suggestions: books.suggestions.get(&*folder.id).cloned().unwrap_or_default(),
            analyses: books.analyses.get(&*folder.id).cloned().unwrap_or_default(),
        }
    }

    /// How many findings of a level.
    pub(super) fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|one| one.level == level).count()
    }
}

/// Twelve months up to a day.
fn twelve_months(day: NaiveDate) -> Option<Period> {
    let from = day.with_year(day.year() - 1).or_else(|| NaiveDate::from_ymd_opt(day.year() - 1, 2, 28))?.succ_opt()?;
    Period::days_between(from, day)
}

fn sales(folder: &CustomerFolder, ask: &Ask<'_>) -> Option<Sales> {
    let book = Book::of(folder, ask.day)?;
    let policy = &ask.loaded.world.policy;
    let orders: Vec<&Order> = book.of_period(ask.period).collect();
    let costed = || orders.iter().filter_map(|order| Some((order.amount, order.cost?)));
    let costed_amount = total(costed().map(|(amount, _)| amount)).ok();
    let cost = total(costed().map(|(_, cost)| cost)).ok();
    let figure = |name: &str| i64::try_from(policy.figure(name)).unwrap_or(i64::MAX);
    let overdue = Trade::of(&book, ask.period, ask.day).ok().flatten().is_some_and(|trade| {
        let least = figure("ANA-07.min_orders");
        let few = i64::try_from(trade.purchases).unwrap_or(i64::MAX) < least;
        trade.is_overdue(figure("ANA-07.times"), least) || (few && trade.recency_days > figure("ANA-07.max_days"))
    });
    let mut products: BTreeMap<&str, Option<Money>> = BTreeMap::new();
    for order in &orders {
        let sum = products.entry(book.product(order)).or_insert(Some(Money::ZERO));
        *sum = sum.and_then(|sum| sum.checked_add(order.amount));
    }
    let mut products: Vec<(String, Money)> =
        products.into_iter().filter(|(name, _)| !name.is_empty()).filter_map(|(name, sum)| Some((name.to_owned(), sum?))).collect();
    products.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    Some(Sales {
        amount: book.sold(ask.period).ok(),
        before: book.sold(ask.period.previous()).ok(),
        year: twelve_months(ask.day).and_then(|period| book.sold(period).ok()),
        orders: orders.len(),
        costed: costed().count(),
        profit: costed_amount.zip(cost).and_then(|(amount, cost)| amount.checked_sub(cost)).filter(|_| costed().count() > 0),
        costed_amount,
        last: book.purchases().last().copied(),
        overdue,
        products,
    })
}

/// A scene of this rule on the day: for what rules know already.
fn scene<'a>(folder: &'a CustomerFolder, rule: &str, ask: &Ask<'a>) -> Option<Scene<'a>> {
    let rule = registry::find(rule)?;
    Some(Scene { world: &ask.loaded.world, customer: folder, today: Some(ask.day), rule, found: Vec::new() })
}

fn surveyed<'a>(folder: &'a CustomerFolder, ask: &Ask<'a>) -> Option<Satisfaction<'a>> {
    let surveys = satisfaction::surveys(&scene(folder, "SAT-01", ask)?);
    let (day, doc) = surveys.last()?;
    let score = doc.record.score.value()?.0;
    let before = surveys.iter().rev().nth(1).and_then(|(_, doc)| doc.record.score.value());
    Some(Satisfaction { day: *day, survey: &doc.record, score, change: before.map(|before| score - before.0) })
}

/// How many came in the period, and those that are open on the day.
fn complaints(folder: &CustomerFolder, ask: &Ask<'_>) -> (usize, Vec<Open>) {
    let Some(scene) = scene(folder, "SVC-02", ask) else { return (0, Vec::new()) };
    let (mut received, mut open) = (0, Vec::new());
    for case in service::cases(&scene) {
        let day = case.received.date();
        received += usize::from(ask.period.contains(day));
        if case.settled(&scene).is_none() && !case.is_unclear() {
            let content = case.doc.record.content.get().map(|text| text.to_string()).unwrap_or_default();
            open.push(Open { received: day, content });
        }
    }
    (received, open)
}
