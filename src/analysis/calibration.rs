//! How planned win rates came true: of the projects given 60 to 80 %, were 60 to 80 in a hundred won? By bands of 20 points.
//! Only what the customer decided counts; cancelled and postponed projects say nothing about our chances.

use rust_decimal::Decimal;

use crate::model::percent::Percent;

/// How many points a band is wide.
const WIDTH: i64 = 20;
/// How many bands there are.
const BANDS: usize = 5;

/// Decided projects by how likely they were said to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calibration {
    /// From low to high: [0,20) [20,40) [40,60) [60,80) [80,100].
    pub bands: Vec<Band>,
    /// All of them.
    pub total: Band,
    /// Decided projects without a win rate: they are in no band.
    pub unrated: usize,
}

/// Projects of one band.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Band {
    /// From this win rate on.
    pub from: i64,
    /// Up to this one; not included, but for the last band.
    pub to: i64,
    /// How many projects.
    pub projects: usize,
    /// How many of them were won.
    pub won: usize,
    /// Their win rates together.
    rates: Decimal,
}

impl Default for Calibration {
    fn default() -> Self {
        let band = |from: i64| Band { from, to: from + WIDTH, ..Band::default() };
        let bands: Vec<Band> = (0..).map(|at| band(at * WIDTH)).take(BANDS).collect();
        Self { bands, total: Band { to: 100, ..Band::default() }, unrated: 0 }
    }
}

impl Calibration {
    /// Adds a decided project.
    pub fn add(&mut self, rate: Option<Percent>, won: bool) {
        let Some(rate) = rate.map(Percent::value) else {
            self.unrated += 1;
            return;
        };
        let above = |band: &&mut Band| Decimal::from(band.from) <= rate;
        if let Some(band) = self.bands.iter_mut().rev().find(above) {
            band.add(rate, won);
            self.total.add(rate, won);
        }
    }
}

impl Band {
    fn add(&mut self, rate: Decimal, won: bool) {
        self.projects += 1;
        self.won += usize::from(won);
        self.rates += rate;
    }

    /// The mean of the planned win rates; none of no project.
    #[must_use]
    pub fn planned(&self) -> Option<Percent> {
        self.rates.checked_div(Decimal::from(self.projects)).map(Percent::new)
    }

    /// The share that was won; none of no project.
    #[must_use]
    pub fn realised(&self) -> Option<Percent> {
        Percent::ratio(i64::try_from(self.won).ok()?, i64::try_from(self.projects).ok()?)
    }

    /// `20-40`; the last `80-100`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}-{}", self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(projects: &[(&str, bool)]) -> Calibration {
        let mut calibration = Calibration::default();
        for (rate, won) in projects {
            calibration.add(Some(Percent::parse(rate).expect("a rate").0), *won);
        }
        calibration
    }

    #[test]
    fn a_rate_belongs_to_the_band_that_it_begins() {
        let bands =
            of(&[("0", false), ("19.99", false), ("20", true), ("40", true), ("60", true), ("79.9", false), ("80", true), ("100", true)]);
        let counts: Vec<(String, usize, usize)> = bands.bands.iter().map(|band| (band.key(), band.projects, band.won)).collect();
        let golden = [("0-20", 2, 0), ("20-40", 1, 1), ("40-60", 1, 1), ("60-80", 2, 1), ("80-100", 2, 2)];
        assert_eq!(counts, golden.map(|(key, projects, won)| (key.to_owned(), projects, won)));
        assert_eq!((bands.total.projects, bands.total.won, bands.total.key().as_str()), (8, 5, "0-100"));
    }

    #[test]
    fn planned_is_the_mean_and_realised_the_share_won() {
        let bands = of(&[("60", true), ("70", true), ("65", false)]);
        let band = bands.bands[3];
        assert_eq!(band.planned().map(|rate| rate.rounded(2)).as_deref(), Some("65.00"));
        assert_eq!(band.realised().map(|rate| rate.rounded(2)).as_deref(), Some("66.67"));
        assert_eq!((bands.bands[0].planned(), bands.bands[0].realised()), (None, None));
    }

    #[test]
    fn without_a_rate_it_stands_in_no_band() {
        let mut bands = of(&[("50", true)]);
        bands.add(None, true);
        assert_eq!((bands.unrated, bands.total.projects), (1, 1));
    }
}
