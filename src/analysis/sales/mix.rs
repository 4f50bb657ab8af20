//! Sales by product. Spellings that differ in case and width only are one product.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::Period;
use crate::resolve::fold;

use super::{Book, TooLarge, total};

/// A product in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// As it was first written; empty for orders that name none.
    pub product: String,
    /// Its sales.
    pub sales: Money,
    /// Their share of all; none when nothing was sold on the whole.
    pub share: Option<Percent>,
    /// The share of all down to here.
    pub cumulative: Option<Percent>,
}

/// The products of a period, the highest sales first, equal ones by name; orders that name none come last. `also` are products that stand in
/// the list even if nothing was sold of them.
///
/// # Errors
/// [`TooLarge`].
pub fn mix<'n>(books: &[Book<'_>], period: Period, also: impl IntoIterator<Item = &'n str>) -> Result<Vec<Line>, TooLarge> {
    let mut sums: Sums<'_> = Sums::default();
    for book in books {
        for order in book.of_period(period) {
            sums.add(book.product(order), order.amount)?;
        }
    }
    for product in also {
        sums.add_name(product);
    }
    let mut lines = sums.lines;
    lines.sort_by(|a, b| a.0.is_empty().cmp(&b.0.is_empty()).then(b.2.cmp(&a.2)).then_with(|| a.0.cmp(&b.0)));
    let all = total(lines.iter().map(|line| line.2))?;
    let mut sum = Money::ZERO;
    let line = |(_, product, sales): (String, String, Money)| {
        sum = sum.checked_add(sales).ok_or(TooLarge)?;
        let share = |part: Money| Percent::weighted(part, all).filter(|_| all > Money::ZERO);
        Ok(Line { product, sales, share: share(sales), cumulative: share(sum) })
    };
    lines.into_iter().map(line).collect()
}

/// Products as they come: folded name, first spelling, sum.
#[derive(Default)]
struct Sums<'a> {
    lines: Vec<(String, String, Money)>,
    /// Where a spelling counts: orders repeat a few spellings thousands of times.
    spellings: HashMap<&'a str, usize, RandomState>,
    names: HashMap<String, usize, RandomState>,
}

impl<'a> Sums<'a> {
    fn add(&mut self, product: &'a str, amount: Money) -> Result<(), TooLarge> {
        let at = match self.spellings.get(product) {
            Some(at) => *at,
            None => {
                let at = self.add_name(product);
                self.spellings.insert(product, at);
                at
            }
        };
        let sum = &mut self.lines[at].2;
        *sum = sum.checked_add(amount).ok_or(TooLarge)?;
        Ok(())
    }

    fn add_name(&mut self, product: &str) -> usize {
        let name = fold(product);
        let next = self.lines.len();
        let at = *self.names.entry(name.clone()).or_insert(next);
        if at == next {
            self.lines.push((name, product.trim().to_owned(), Money::ZERO));
        }
        at
    }
}
