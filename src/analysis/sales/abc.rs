//! A, B and C by sales (CLS-05): the customers from high to low, by the share that they have together. Computed, never stored; it has nothing
//! to do with the judged `abc_class`.

use crate::model::money::Money;
use crate::model::percent::Percent;

use super::{TooLarge, total};

/// A class by sales.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The few that bring most.
    A,
    /// Those between.
    B,
    /// The many that bring little, and those that bring nothing.
    C,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// `A`, `B`, `C`.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
        }
    }
}

/// Where the classes end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Up to which share of all sales it is A, in percent.
    pub a: i64,
    /// Up to which it is B.
    pub b: i64,
    /// Who crosses a line stays in the upper class; else goes to the lower one.
    pub upper: bool,
}

impl Ends {
    /// The class of who comes after `before` and reaches `after` of `all`.
    fn class(&self, before: Money, after: Money, all: Money) -> Class {
        let share = |end: i64| i128::from(all.fen()) * i128::from(end);
        let reached = |sum: Money| i128::from(sum.fen()) * 100;
        let within = |end: i64| if self.upper { reached(before) < share(end) } else { reached(after) <= share(end) };
        if within(self.a) {
            Class::A
        } else if within(self.b) {
            Class::B
        } else {
            Class::C
        }
    }
}

/// A customer in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in what was given.
    pub at: usize,
    /// Its sales.
    pub sales: Money,
    /// Their share of all.
    pub share: Percent,
    /// The share of all down to here.
    pub cumulative: Percent,
    /// Its class.
    pub class: Class,
}

/// Puts sales in order, the highest first and equal ones as they were given, and tells their classes. Who bought nothing, or gave back more
/// than was bought, is C and has no share; shares are of what the others bought.
///
/// # Errors
/// [`TooLarge`].
pub fn classify(sales: &[Money], ends: &Ends) -> Result<Vec<Line>, TooLarge> {
    let all = total(sales.iter().copied().filter(|one| *one > Money::ZERO))?;
    let mut places: Vec<usize> = (0..sales.len()).collect();
    places.sort_by_key(|at| std::cmp::Reverse(sales[*at]));
    let mut sum = Money::ZERO;
    let mut out = Vec::with_capacity(sales.len());
    for at in places {
        let own = sales[at];
        if own <= Money::ZERO {
            let cumulative = if all.is_zero() { Percent::ZERO } else { Percent::HUNDRED };
            out.push(Line { at, sales: own, share: Percent::ZERO, cumulative, class: Class::C });
            continue;
        }
        let before = sum;
        sum = sum.checked_add(own).ok_or(TooLarge)?;
        let share = |part: Money| Percent::weighted(part, all).unwrap_or_default();
        out.push(Line { at, sales: own, share: share(own), cumulative: share(sum), class: ends.class(before, sum, all) });
    }
    Ok(out)
}
