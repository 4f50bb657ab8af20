//! Which targets of `targets/<year>` an answer is held against. A target covers customers: one of its own, those of one of our people, or all;
//! it is set against an answer only when all that it covers is in it.

use std::collections::BTreeMap;

use crate::analysis::sales::{Book, TooLarge, season, total};
use crate::archive::{CustomerFolder, Loaded};
use crate::form::kind::StaffRef;
use crate::form::registers::{ProductTarget, Targets};
use crate::model::money::Money;
use crate::resolve::fold;
use crate::say;
use crate::words::Lang;

use super::Asked;
use super::sales::{amount, targets};

/// A target of a whole year, and in words where it comes from.
pub(super) struct YearTarget {
    pub(super) amount: Money,
    pub(super) note: String,
}

/// The year's sales target of the customers asked for: `--target`, else the sum of what is set for them. Of everybody those of our people
/// come first, of a part those of its customers.
pub(super) fn of_year(loaded: &Loaded, asked: &Asked<'_>, books: &[Book<'_>], year: i32) -> Result<Option<YearTarget>, TooLarge> {
    let lang = loaded.world.lang;
    if let Some(target) = asked.target {
        let shown = amount(target, asked.unit, lang);
        return Ok(Some(YearTarget {
            amount: target, note: say!(lang, "目标：{shown}（`--target`）", "target: {shown} (`--target`)")
        }));
    }
    let Some(set) = targets(loaded, year) else { return Ok(None) };
    let of_staff = || staff_target(set, loaded, asked, books);
    let of_customers = || customer_target(set, asked, books, year);
    let (found, by_staff) = if asked.everybody {
        let found = of_staff()?;
        (if found.is_some() { found } else { of_customers()? }, found.is_some())
    } else {
        let found = of_customers()?;
        (if found.is_some() { found } else { of_staff()? }, found.is_none())
    };
    Ok(found.map(|target| YearTarget { amount: target, note: note(target, by_staff, year, asked, lang) }))
}

fn note(target: Money, by_staff: bool, year: i32, asked: &Asked<'_>, lang: Lang) -> String {
    let shown = amount(target, asked.unit, lang);
    if by_staff {
        say!(lang, "目标：{shown}，targets/{year} 中人员目标之和", "target: {shown}, the staff targets of targets/{year} together")
    } else {
        say!(lang, "目标：{shown}，targets/{year} 中客户目标之和", "target: {shown}, the customer targets of targets/{year} together")
    }
}

/// The targets of our people all of whose customers are asked for; none unless every customer that sold anything is one of them.
fn staff_target(set: &Targets, loaded: &Loaded, asked: &Asked<'_>, books: &[Book<'_>]) -> Result<Option<Money>, TooLarge> {
    let rows = set.staff.get().into_iter().flat_map(|rows| rows.iter());
    let rows = rows.filter_map(|row| row.staff.get().zip(row.sales.value()));
    let rows: Vec<(&StaffRef, Money)> = rows.filter(|(staff, _)| covers(loaded, asked, |folder| is_of(folder, &staff.id))).collect();
    let is_covered = |book: &Book<'_>| rows.iter().any(|(staff, _)| is_of(book.folder, &staff.id));
    if rows.is_empty() || !(asked.everybody || books.iter().all(is_covered)) {
        return Ok(None);
    }
    total(rows.into_iter().map(|row| row.1)).map(Some)
}

/// The targets of the customers asked for; none unless each that sold anything in the three years has one.
fn customer_target(set: &Targets, asked: &Asked<'_>, books: &[Book<'_>], year: i32) -> Result<Option<Money>, TooLarge> {
    let rows = set.customers.get().into_iter().flat_map(|rows| rows.iter());
    let mut own: BTreeMap<&str, Money> = BTreeMap::new();
    for (customer, sales) in rows.filter_map(|row| row.customer.get().zip(row.sales.value())) {
        own.entry(&customer.id).or_insert(sales);
    }
    let mut out = Vec::new();
    for book in books.iter().filter(|book| (asked.wanted)(book.folder)) {
        match own.get(&*book.folder.id) {
            Some(target) => out.push(*target),
            None if season::sums(std::slice::from_ref(book), year)?.iter().any(|sum| !sum.is_zero()) => return Ok(None),
            None => {}
        }
    }
    if out.is_empty() { Ok(None) } else { total(out).map(Some) }
}

fn is_of(folder: &CustomerFolder, staff: &str) -> bool {
    let manager = folder.profile.as_ref().and_then(|doc| doc.record.account_manager.get());
    manager.is_some_and(|manager| manager.is(staff))
}

/// Whether there are such customers, and all of them are asked for.
fn covers(loaded: &Loaded, asked: &Asked<'_>, is: impl Fn(&CustomerFolder) -> bool) -> bool {
    let mut of_them = loaded.customers.iter().filter(|folder| is(folder)).peekable();
    of_them.peek().is_some() && of_them.all(|folder| (asked.wanted)(folder))
}

/// What covers more comes first: a target of the company already holds those of its parts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Company,
    Staff,
    Customer,
}

/// The yearly targets of the products for the customers asked for, by folded name, with the name as it is written there. Of each product
/// those of the widest level that is there, together.
pub(super) fn of_products<'a>(loaded: &'a Loaded, asked: &Asked<'_>, year: i32) -> Result<BTreeMap<String, (&'a str, Money)>, TooLarge> {
    let mut found: BTreeMap<String, (Level, &'a str, Money)> = BTreeMap::new();
    let rows = targets(loaded, year).and_then(|set| set.products.get());
    for row in rows.into_iter().flat_map(|rows| rows.iter()) {
        let (Some(product), Some(sales)) = (row.product.get(), row.sales.value()) else { continue };
        let Some(level) = level(row, loaded, asked) else { continue };
        let entry = found.entry(fold(product.as_str())).or_insert((level, product.as_str(), Money::ZERO));
        if level < entry.0 {
            *entry = (level, product.as_str(), Money::ZERO);
        }
        if level == entry.0 {
            entry.2 = total([entry.2, sales])?;
        }
    }
    Ok(found.into_iter().map(|(name, (_, product, sales))| (name, (product, sales))).collect())
}

/// What a product's target covers; none where that is more than is asked for, or nobody knows.
fn level(row: &ProductTarget, loaded: &Loaded, asked: &Asked<'_>) -> Option<Level> {
    if row.customer.is_bad() || row.staff.is_bad() {
        return None;
    }
    let (customer, staff) = (row.customer.get(), row.staff.get());
    let (level, covered) = match (customer, staff) {
        (None, None) => (Level::Company, asked.everybody),
        (None, Some(staff)) => (Level::Staff, covers(loaded, asked, |folder| is_of(folder, &staff.id))),
        (Some(customer), _) => (Level::Customer, covers(loaded, asked, |folder| customer.is(&folder.id))),
    };
    covered.then_some(level)
}
