//! Golden figures, and the same figures computed another way over random orders.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;

use crate::archive::{CustomerFolder, orders};
use crate::form::reader::DocInfo;
use crate::model::money::{Money, Unit};
use crate::model::percent::Percent;
use crate::model::period::Period;
use crate::source::Syntax;
use crate::world::World;

use super::abc::{Class, Ends, classify};
use super::churn::Churn;
use super::mix::mix;
use super::rfm::{Cuts, Facts, Scores, Segment, score};
use super::season::{missing, season, sums};
use super::{TooLarge, books};

const ENDS: Ends = Ends { a: 75, b: 95, upper: true };

fn wan(text: &str) -> Money {
    Money::parse(text, Unit::Wan).expect("an amount").0
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn period(text: &str) -> Period {
    Period::parse(text, day("2026-07-08")).expect("a period")
}

/// A customer with these orders: `date,product,amount` in yuan.
fn folder(id: &str, rows: &[String]) -> CustomerFolder {
    let info = Arc::new(DocInfo { path: format!("customers/{id}/orders.csv").into(), customer: Some(id.into()), syntax: Syntax::Toml });
    let text = format!("date,product,amount\n{}\n", rows.join("\n"));
    let read = orders::read(text.into_bytes(), &info, &World::default());
    CustomerFolder { id: id.into(), orders: read.orders, ..CustomerFolder::default() }
}

fn of(id: &str, rows: &[&str]) -> CustomerFolder {
    folder(id, &rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>())
}

/// Numbers that look random and are the same in every run.
struct Lot(u64);

impl Lot {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Ten thousand orders of a hundred customers from 2022 to 2026; a twentieth of them are returns.
fn random_orders() -> Vec<(usize, NaiveDate, i64)> {
    let mut lot = Lot(20_260_708);
    let first = day("2022-01-01");
    let order = |_| {
        let customer = lot.below(100);
        // The higher the number, the smaller and the older the customer.
        let date = first + Days::new(lot.below(1825 - customer * 9));
        let size = 1_000_000 / (customer + 1);
        let fen = i64::try_from(lot.below(size * 100) + 1).expect("small");
        let sign = if lot.below(20) == 0 { -1 } else { 1 };
        (usize::try_from(customer).expect("small"), date, sign * fen)
    };
    (0..10_000).map(order).collect()
}

fn folders(orders: &[(usize, NaiveDate, i64)]) -> Vec<CustomerFolder> {
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (customer, date, fen) in orders {
        rows.entry(*customer).or_default().push(format!("{date},,{}", Money::from_fen(*fen)));
    }
    rows.iter().map(|(customer, rows)| folder(&format!("c{customer:03}"), rows)).collect()
}

fn letters(sales: &[Money], ends: &Ends) -> String {
    classify(sales, ends).expect("small").iter().map(|line| line.class.letter()).collect()
}

#[test]
fn abc_golden() {
    let sales = ["600", "300", "250", "180", "90", "40", "25", "15"].map(wan);
    let lines = classify(&sales, &ENDS).expect("small");
    let cumulative: Vec<String> = lines.iter().map(|line| line.cumulative.to_machine()).collect();
    assert_eq!(cumulative, ["40.00", "60.00", "76.67", "88.67", "94.67", "97.33", "99.00", "100.00"]);
    assert_eq!(letters(&sales, &ENDS), "AAABBBCC");
    assert_eq!(letters(&sales, &Ends { upper: false, ..ENDS }), "AABBBCCC");
}

#[test]
fn abc_ties_nothing_and_returns() {
    let lines = classify(&["0", "5", "-3", "5", "0"].map(wan), &ENDS).expect("small");
    let shown: Vec<(usize, String, char)> = lines.iter().map(|line| (line.at, line.share.to_machine(), line.class.letter())).collect();
    let golden = [(1, "50.00", 'A'), (3, "50.00", 'A'), (0, "0.00", 'C'), (4, "0.00", 'C'), (2, "0.00", 'C')];
    assert_eq!(shown, golden.map(|(at, share, class)| (at, share.to_owned(), class)));
    assert_eq!(letters(&[], &ENDS), "");
    assert_eq!(letters(&["0", "-1"].map(wan), &ENDS), "CC");
    assert_eq!(letters(&[wan("7")], &ENDS), "A");
    // Exactly on a line: the next one is below it.
    assert_eq!(letters(&["75", "20", "5"].map(wan), &ENDS), "ABC");
    assert_eq!(letters(&["75", "20", "5"].map(wan), &Ends { upper: false, ..ENDS }), "ABC");
    assert_eq!(classify(&[Money::from_fen(i64::MAX), Money::from_fen(1)], &ENDS), Err(TooLarge));
}

#[test]
fn abc_agrees_with_fractions_over_random_orders() {
    let orders = random_orders();
    let folders = folders(&orders);
    for year in 2022..=2026 {
        let period = period(&year.to_string());
        let books = books(&folders, day("2026-12-31"));
        let sales: Vec<Money> = books.iter().map(|book| book.sold(period).expect("small")).collect();
        // Once more: a sum a customer, then sorted pairs, in whole numbers scaled by the total.
        let mut naive: BTreeMap<usize, i128> = folders.iter().enumerate().map(|(at, _)| (at, 0)).collect();
        for (customer, date, fen) in &orders {
            if date.year() == year {
                let at = folders.iter().position(|folder| *folder.id == *format!("c{customer:03}")).expect("there");
                *naive.entry(at).or_default() += i128::from(*fen);
            }
        }
        let all: i128 = naive.values().filter(|sum| **sum > 0).sum();
        let mut pairs: Vec<(i128, usize)> = naive.iter().map(|(at, sum)| (-*sum, *at)).collect();
        pairs.sort_unstable();
        let mut before = 0;
        for (line, (minus, at)) in classify(&sales, &ENDS).expect("small").iter().zip(pairs) {
            assert_eq!((line.at, i128::from(line.sales.fen())), (at, -minus), "{year}");
            let class = match (-minus, before * 20) {
                (..=0, _) => Class::C,
                (_, reached) if reached < all * 15 => Class::A,
                (_, reached) if reached < all * 19 => Class::B,
                _ => Class::C,
            };
            before += (-minus).max(0);
            assert_eq!(line.class, class, "{year}");
            // Hundredths of a percent, rounded half-up.
            let hundredths = (before * 20_000 + all) / (2 * all);
            assert_eq!(line.cumulative.to_machine(), format!("{}.{:02}", hundredths / 100, hundredths % 100), "{year}");
        }
    }
}

/// The months of three years (B5.7), in 万元.
const YEARS: [[i64; 12]; 3] = [
    [80, 60, 95, 100, 110, 120, 105, 100, 115, 125, 130, 160],
    [85, 62, 100, 108, 118, 130, 110, 104, 120, 134, 140, 171],
    [90, 64, 105, 112, 126, 140, 115, 108, 125, 141, 150, 185],
];

fn three_years() -> CustomerFolder {
    let rows = YEARS
        .iter()
        .zip(2023..)
        .flat_map(|(months, year)| months.iter().zip(1..).map(move |(wan, month)| format!("{year}-{month:02}-15,安装,{}", wan * 10_000)));
    folder("a", &rows.collect::<Vec<_>>())
}

#[test]
fn season_golden() {
    let folder = three_years();
    let books = books([&folder], day("2026-07-08"));
    let sums = sums(&books, 2026).expect("small");
    let season = season(&sums, Some(wan("1800"))).expect("small").expect("something was sold");
    assert_eq!((season.year, season.month.display(Unit::Wan, 4)), (wan("1381"), "115.0833".to_owned()));
    let shown = |of: fn(&super::season::Part) -> String| season.months.iter().map(of).collect::<Vec<_>>();
    assert_eq!(
        shown(|month| month.index.to_machine()),
        ["73.86", "53.87", "86.89", "92.69", "102.53", "112.96", "95.58", "90.37", "104.27", "115.86", "121.65", "149.46"]
    );
    assert_eq!(
        shown(|month| month.target.expect("one was given").display(Unit::Wan, 2)),
        ["110.79", "80.81", "130.34", "139.03", "153.80", "169.44", "143.37", "135.55", "156.41", "173.79", "182.48", "224.19"]
    );
    let targets = season.months.iter().filter_map(|month| month.target);
    assert_eq!(Money::total(targets), Some(wan("1800")));
    let index: Decimal = season.months.iter().map(|month| month.index.value()).sum();
    assert_eq!(Percent::new(index).rounded(10), "1200.0000000000");
}

#[test]
fn season_needs_three_whole_years() {
    let texts = |year, first: Option<&str>, on| missing(year, first.map(day), day(on)).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(texts(2026, Some("2023-01-31"), "2026-07-08"), Vec::<String>::new());
    assert_eq!(texts(2026, Some("2023-02-01"), "2026-07-08"), ["2023-01"]);
    assert_eq!(texts(2026, None, "2026-07-08").len(), 36);
    assert_eq!(texts(2027, Some("2020-01-01"), "2026-11-30"), ["2026-11", "2026-12"]);
    assert_eq!(season(&[Money::ZERO; 12], None), Ok(None));
    let returned = [wan("-5"), wan("4")].into_iter().chain(std::iter::repeat_n(Money::ZERO, 10)).collect::<Vec<_>>();
    assert_eq!(season(&returned.try_into().expect("twelve"), None), Ok(None));
}

#[test]
fn seasonal_targets_add_up_whatever_the_months() {
    let mut lot = Lot(7);
    for _ in 0..500 {
        // Returns may outweigh the sales of a month.
        let mut month = || Money::from_fen(i64::try_from(lot.below(2_000_000)).expect("small") - 200_000);
        let sums: [Money; 12] = std::array::from_fn(|_| month());
        let target = Money::from_fen(i64::try_from(lot.below(9_000_000_000)).expect("small") + 1);
        let Some(season) = season(&sums, Some(target)).expect("small") else { continue };
        assert_eq!(Money::total(season.months.iter().filter_map(|month| month.target)), Some(target));
    }
}

#[test]
fn season_agrees_with_floating_point_over_random_orders() {
    let orders = random_orders();
    let folders = folders(&orders);
    let books = books(&folders, day("2026-12-31"));
    let season = season(&sums(&books, 2026).expect("small"), Some(wan("1800"))).expect("small").expect("something was sold");
    let mut naive = [0f64; 12];
    for (_, date, fen) in orders.iter().filter(|(_, date, _)| (2023..=2025).contains(&date.year())) {
        naive[date.month0() as usize] += *fen as f64;
    }
    let all: f64 = naive.iter().sum();
    for (month, sum) in season.months.iter().zip(naive) {
        let near = |text: String, number: f64| (text.parse::<f64>().expect("a number") - number).abs() < 0.006;
        assert!(near(month.index.to_machine(), sum / all * 1200.0) && near(month.composition.to_machine(), sum / all * 100.0));
        assert!((month.average.fen() as f64 - sum / 3.0).abs() <= 0.51);
        assert!((month.target.expect("given").fen() as f64 - sum / all * 1_800_000_000.0).abs() < 1.1);
    }
}

fn cuts(min_customers: usize) -> Cuts {
    Cuts {
        recency: [90, 180, 270, 365],
        frequency: [12, 6, 3, 2],
        monetary: [1000, 200, 50, 10].map(|n| wan(&n.to_string())),
        min_customers,
    }
}

fn facts(recency_days: i64, frequency: usize, monetary: &str) -> Facts {
    Facts { recency_days, frequency, monetary: wan(monetary), purchases: frequency, mean_gap: None }
}

#[test]
fn rfm_facts_of_orders() {
    let rows = ["2025-07-08,,1", "2025-07-09,,10", "2025-07-09,,5", "2026-01-10,,-4", "2026-06-08,,20", "2026-07-09,,99"];
    let folder = of("a", &rows);
    let books = books([&folder], day("2026-07-08"));
    let year = Period::days_between(day("2025-07-09"), day("2026-07-08")).expect("a period");
    let found = Facts::of(&books[0], year, day("2026-07-08")).expect("small").expect("it bought");
    // Two orders of a day are one purchase, the return is none and lowers the amount; what is later counts nowhere.
    let golden =
        Facts { recency_days: 30, frequency: 2, monetary: Money::from_fen(3100), purchases: 3, mean_gap: Some(Decimal::new(1675, 1)) };
    assert_eq!(found, golden);
    assert!(!found.is_overdue(2, 3) && !found.is_overdue(0, 4) && found.is_overdue(0, 3));
    let returned = of("b", &["2026-01-10,,-4"]);
    let books = super::books([&returned], day("2026-07-08"));
    assert_eq!(Facts::of(&books[0], year, day("2026-07-08")), Ok(None));
}

#[test]
fn rfm_scores_by_cuts_where_there_are_few() {
    let all = [facts(90, 12, "1000"), facts(91, 6, "999.99"), facts(270, 3, "50"), facts(365, 2, "10"), facts(366, 0, "0")];
    let scores: Vec<(u8, u8, u8)> = score(&all, &cuts(10)).iter().map(|one| (one.r, one.f, one.m)).collect();
    assert_eq!(scores, [(5, 5, 5), (4, 4, 4), (3, 3, 3), (2, 2, 2), (1, 1, 1)]);
}

#[test]
fn rfm_scores_by_fifths_where_there_are_enough() {
    let all: Vec<Facts> = (1..=10).map(|at| facts(1, at, &(at * at).to_string())).collect();
    let scores = score(&all, &cuts(10));
    assert_eq!(scores.iter().map(|one| one.f).collect::<Vec<_>>(), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    assert_eq!(scores.iter().map(|one| one.m).collect::<Vec<_>>(), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    // Who is like all others stands in the middle; who bought nothing stands lowest, however many do.
    let same = score(&vec![facts(1, 4, "5"); 12], &cuts(10));
    assert!(same.iter().all(|one| (one.f, one.m) == (3, 3)));
    let nothing = score(&vec![facts(400, 0, "0"); 12], &cuts(10));
    assert!(nothing.iter().all(|one| (one.f, one.m, one.segment()) == (1, 1, Segment::Lost)));
    // The later, the higher; but nobody who bought lately is called lost for being last.
    let late = score(&(0..10).map(|at| facts(at, 1, "1")).collect::<Vec<_>>(), &cuts(10));
    assert_eq!(late.iter().map(|one| one.r).collect::<Vec<_>>(), [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
    assert!(late.iter().all(|one| one.band == 5 && one.segment() == late[0].segment()));
}

#[test]
fn rfm_segments() {
    let at = |band, f, m| Scores { r: 1, f, m, band }.segment();
    assert_eq!([at(5, 5, 5), at(4, 4, 4), at(4, 4, 3)], [Segment::Champion; 3]);
    assert_eq!(
        (at(3, 5, 4), at(3, 3, 2), at(5, 2, 1), at(5, 1, 1)),
        (Segment::Loyal, Segment::Promising, Segment::Promising, Segment::Small)
    );
    assert_eq!((at(2, 4, 4), at(2, 2, 2), at(3, 1, 1), at(1, 5, 5)), (Segment::AtRisk, Segment::Dormant, Segment::Dormant, Segment::Lost));
    assert_eq!((Segment::Champion.overdue(), Segment::Lost.overdue()), (Segment::AtRisk, Segment::Lost));
}

#[test]
fn rfm_agrees_with_counting_over_random_orders() {
    let orders = random_orders();
    let folders = folders(&orders);
    let (today, from) = (day("2026-07-08"), day("2025-07-09"));
    let books = books(&folders, today);
    let year = Period::days_between(from, today).expect("a period");
    let found = books.iter().map(|book| Facts::of(book, year, today).expect("small").expect("everybody bought")).collect::<Vec<_>>();
    let scores = score(&found, &cuts(10));
    let mut naive: Vec<(i64, usize, i64)> = Vec::new();
    for folder in &folders {
        let own = || orders.iter().filter(|(customer, date, _)| *folder.id == *format!("c{customer:03}") && *date <= today);
        let days: std::collections::BTreeSet<NaiveDate> = own().filter(|(.., fen)| *fen > 0).map(|(_, date, _)| *date).collect();
        let last = days.iter().next_back().expect("everybody bought");
        let fen = own().filter(|(_, date, _)| *date >= from).map(|(.., fen)| fen).sum();
        naive.push(((today - *last).num_days(), days.range(from..).count(), fen));
    }
    for (at, (recency, frequency, fen)) in naive.iter().enumerate() {
        assert_eq!((found[at].recency_days, found[at].frequency, found[at].monetary.fen()), (*recency, *frequency, *fen));
        let band = [365, 270, 180, 90].iter().filter(|days| *recency <= **days).count() + 1;
        assert_eq!(usize::from(scores[at].band), band);
        // A fifth is how many of the others stand below, those alongside by half: floor(5 × rank ÷ n), 1 at least.
        let rank = |below: usize, alike: usize| ((below as f64 + alike as f64 / 2.0) * 5.0 / naive.len() as f64).floor() as usize + 1;
        let r = rank(naive.iter().filter(|one| one.0 > *recency).count(), naive.iter().filter(|one| one.0 == *recency).count());
        assert_eq!(usize::from(scores[at].r), r);
        let f = rank(naive.iter().filter(|one| one.1 < *frequency).count(), naive.iter().filter(|one| one.1 == *frequency).count());
        let m = rank(naive.iter().filter(|one| one.2 < *fen).count(), naive.iter().filter(|one| one.2 == *fen).count());
        let some = |is: bool, score: usize| if is { score } else { 1 };
        assert_eq!((usize::from(scores[at].f), usize::from(scores[at].m)), (some(*frequency > 0, f), some(*fen > 0, m)));
    }
}

#[test]
fn churn_counts_who_stopped() {
    let days = |texts: &[&str]| texts.iter().map(|text| day(text)).collect::<Vec<_>>();
    let purchases = [
        days(&["2024-03-01", "2025-02-01"]),
        days(&["2024-12-31"]),
        days(&["2024-05-05", "2026-01-01"]),
        days(&["2023-05-05"]),
        days(&["2025-05-05"]),
        days(&[]),
    ];
    let today = day("2026-07-08");
    let of = |text: &str, days| Churn::of(&purchases, period(text), today, days);
    let churn = of("2025", 365);
    assert_eq!((churn.before, churn.lost.clone()), (3, vec![1, 2]));
    assert_eq!(churn.rate().map(Percent::to_machine), Some("66.67".to_owned()));
    // Half a year is sooner over, and what is not over yet is seen on the day.
    assert_eq!(of("2025", 180).lost, [0, 1, 2]);
    assert_eq!((of("2026", 365).before, of("2026", 365).lost), (2, vec![0, 4]));
    assert_eq!((of("2023", 365).before, of("2023", 365).rate()), (0, None));
}

#[test]
fn products_are_added_up_however_they_are_written() {
    let a = of("a", &["2025-01-01,安装,10", "2025-02-01,ＡＢＣ,30", "2025-03-01,abc,5", "2025-03-01,,7"]);
    let b = of("b", &["2025-01-01,安装,20", "2024-12-31,安装,900", "2025-06-01,维保,-2"]);
    let both = [a, b];
    let books = books(&both, day("2026-07-08"));
    let lines = mix(&books, period("2025"), ["培训", "ABC"]).expect("small");
    let shown: Vec<(&str, String, String)> = lines
        .iter()
        .map(|line| {
            let rate = |rate: Option<Percent>| rate.map(Percent::to_machine).unwrap_or_default();
            (line.product.as_str(), line.sales.to_yuan_string(), rate(line.cumulative))
        })
        .collect();
    let golden = [
        ("ＡＢＣ", "35.00", "50.00"),
        ("安装", "30.00", "92.86"),
        ("培训", "0.00", "92.86"),
        ("维保", "-2.00", "90.00"),
        ("", "7.00", "100.00"),
    ];
    assert_eq!(shown, golden.map(|(product, sales, share)| (product, sales.to_owned(), share.to_owned())));
    assert!(mix(&books, period("2023"), []).expect("small").is_empty());
}
