//! The matrix of our people and theirs: for every key person who of ours has to do with him or her, and how often they met against the plan.
//! Source: `000_492afcb71e7a325f.txt` 附表3 (与我方的关系), 附表6 (联系次数, 下一次联系的日期).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::contacts::{Contacts, Pace};
use super::coverage::{self, Coverage};
use crate::archive::CustomerFolder;
use crate::form::key_people::KeyPersonRow;
use crate::form::plan::ContactLine;
use crate::words::{Words, words};

/// What ties one of ours to one of theirs, the firmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Named in 附表3 as having a relation.
    Held,
    /// Only to contact by 附表6.
    Planned,
    /// Only in contact reports.
    Met,
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Held, Self::Planned, Self::Met];

    /// As machines read it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Planned => "planned",
            Self::Met => "met",
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> Words {
        match self {
            Self::Held => words("已建立联系（附表3）", "relation held (form 3)"),
            Self::Planned => words("只列入接触计划", "only planned (form 6)"),
            Self::Met => words("只有接触记录", "only met"),
        }
    }

    /// As a sign in a grid.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Held => '●',
            Self::Planned => '○',
            Self::Met => '△',
        }
    }
}

/// What one of ours has to do with a key person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie<'a> {
    /// Whom of ours, as an id.
    pub staff: &'a str,
    /// What ties them.
    pub relation: Relation,
    /// Contacts planned in the year; none without a line of 附表6 that says so.
    pub planned: Option<i64>,
    /// Contacts of the year up to the day.
    pub actual: i64,
    /// The date in force of the next contact, the earliest of their lines.
    pub next: Option<NaiveDate>,
    /// Their newest contact up to the day, of any year.
    pub last: Option<NaiveDate>,
    /// Planned against actual; none before the year.
    pub pace: Option<Pace>,
}

/// A key person with those of ours who have to do with him or her; a hole where there is nobody.
#[derive(Clone, Debug)]
pub struct Theirs<'a> {
    /// The row of 附表3.
    pub row: &'a KeyPersonRow,
    /// Those of 附表3 in its order, then those of 附表6, then those who only met.
    pub ties: Vec<Tie<'a>>,
}

/// What the rows of one customer, or of several, add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Key people with somebody of ours in 附表3, and all.
    pub coverage: Coverage,
    /// Established relations.
    pub held: usize,
    /// Who holds how many of them alone: most first, then by id.
    pub sole: Vec<(String, usize)>,
    /// Contacts planned in the year.
    pub planned: i64,
    /// Those made of them.
    pub actual: i64,
    /// Lines that are behind.
    pub behind: usize,
}

/// The key people of a customer on `today` with their ties: contacts and plan are those of `year`. None where 附表3 could not be read whole.
#[must_use]
pub fn of(folder: &CustomerFolder, year: i32, today: NaiveDate) -> Vec<Theirs<'_>> {
    if folder.key_people.as_ref().is_none_or(|doc| !doc.whole) {
        return Vec::new();
    }
    let until = NaiveDate::from_ymd_opt(year, 12, 31).map_or(today, |last| last.min(today));
    let contacts = Contacts::of(folder, Some(today)).whole();
    let met = met(contacts, year);
    let lines = lines(folder, year);
    folder.people_on(Some(today)).map(|row| Theirs { row, ties: ties(row, &lines, &met, (contacts, until, year)) }).collect()
}

/// How often and when last each pair met: their person, our person.
type Met<'a> = BTreeMap<(&'a str, &'a str), (i64, NaiveDate)>;

fn met(contacts: Contacts<'_>, year: i32) -> Met<'_> {
    let mut out: Met<'_> = BTreeMap::new();
    for contact in contacts.all() {
        let record = &contact.doc.record;
        // A name that stands twice in a report is one person at one contact.
        let people: BTreeSet<&str> = record.people.get().into_iter().flat_map(|list| list.iter()).map(|one| &*one.id).collect();
        let ours: BTreeSet<&str> = record.ours.get().into_iter().flat_map(|list| list.iter()).map(|one| &*one.id).collect();
        for pair in people.iter().flat_map(|person| ours.iter().map(|one| (*person, *one))) {
            let entry = out.entry(pair).or_insert((0, contact.day));
            entry.0 += i64::from(contact.day.year() == year);
            entry.1 = entry.1.max(contact.day);
        }
    }
    out
}

/// The lines of the year's 附表6.
fn lines(folder: &CustomerFolder, year: i32) -> Vec<&ContactLine> {
    let plan = folder.plan_of(year).filter(|doc| doc.whole);
    plan.into_iter().flat_map(|doc| doc.record.contact_lines()).collect()
}

fn ties<'a>(
    row: &'a KeyPersonRow,
    lines: &[&'a ContactLine],
    met: &Met<'a>,
    (contacts, until, year): (Contacts<'a>, NaiveDate, i32),
) -> Vec<Tie<'a>> {
    let person = row.key();
    let own: Vec<&ContactLine> = lines.iter().copied().filter(|line| line.person.get().is_some_and(|one| one.is(person))).collect();
    let mut who: Vec<(&'a str, Relation)> = coverage::ours(row).map(|id| (id, Relation::Held)).collect();
    let planned = own.iter().filter_map(|line| line.ours.get()).map(|one| (&*one.id, Relation::Planned));
    let met_by =
        met.range((person, "")..).map(|(pair, _)| *pair).take_while(|(theirs, _)| *theirs == person).map(|(_, ours)| (ours, Relation::Met));
    for (id, relation) in planned.chain(met_by) {
        if who.iter().all(|(known, _)| *known != id) {
            who.push((id, relation));
        }
    }
    let tie = |(staff, relation): (&'a str, Relation)| {
        let found = met.get(&(person, staff));
        let mine = || own.iter().filter(|line| line.ours.get().is_some_and(|one| one.is(staff)));
        let times: Vec<i64> = mine().filter_map(|line| line.times.value()).map(|times| times.0).collect();
        let planned = (!times.is_empty()).then(|| times.iter().sum());
        let actual = found.map_or(0, |found| found.0);
        let next = mine().filter_map(|line| contacts.in_force(line)).map(|found| found.day).min();
        let pace = planned.filter(|_| until.year() == year).map(|times| Pace::on(until, times, actual));
        Tie { staff, relation, planned, actual, next, last: found.map(|found| found.1), pace }
    };
    who.into_iter().map(tie).collect()
}

impl Tie<'_> {
    /// Whether the contacts are behind the plan: below `least` percent of what is due by now, as F6-08 judges.
    #[must_use]
    pub fn is_behind(&self, least: Option<i64>) -> bool {
        self.pace.zip(least).is_some_and(|(pace, least)| pace.is_due() && pace.is_below(least))
    }
}

impl Sums {
    /// What these people and ties add up to. `least`: the pace below which a line is behind, where that is judged.
    #[must_use]
    pub fn of(people: &[Theirs<'_>], least: Option<i64>) -> Self {
        let rows = || people.iter().map(|one| one.row);
        let mut out = Self {
            coverage: coverage::coverage(rows()),
            held: rows().filter(|row| coverage::is_established(row)).count(),
            sole: coverage::sole_holders(rows()).into_iter().map(|(id, count)| (id.to_owned(), count)).collect(),
            ..Self::default()
        };
        for tie in people.iter().flat_map(|one| &one.ties) {
            let Some(planned) = tie.planned else { continue };
            out.planned += planned;
            out.actual += tie.actual;
            out.behind += usize::from(tie.is_behind(least));
        }
        out
    }

    /// Adds those of another customer.
    pub fn add(&mut self, other: &Self) {
        self.coverage.covered += other.coverage.covered;
        self.coverage.persons += other.coverage.persons;
        self.held += other.held;
        for (id, count) in &other.sole {
            match self.sole.iter_mut().find(|(known, _)| known == id) {
                Some((_, sum)) => *sum += count,
                None => self.sole.push((id.clone(), *count)),
            }
        }
        self.sole.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        self.planned += other.planned;
        self.actual += other.actual;
        self.behind += other.behind;
    }

    /// All contacts planned in the year against those made, as one line.
    #[must_use]
    pub fn pace(&self, year: i32, today: NaiveDate) -> Option<Pace> {
        let until = NaiveDate::from_ymd_opt(year, 12, 31).map_or(today, |last| last.min(today));
        (self.planned > 0 && until.year() == year).then(|| Pace::on(until, self.planned, self.actual))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::archive::Loaded;
    use crate::archive::load::{self, Judge, Scope};
    use crate::words::Lang;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn example() -> Loaded {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom");
        let base = load::base(&root, Some(Lang::Zh), Lang::Zh);
        load::load(&root, base, &Scope::default(), Judge::Nothing).expect("the example can be listed")
    }

    fn matrix<'a>(loaded: &'a Loaded, id: &str, today: &str) -> Vec<Theirs<'a>> {
        let folder = loaded.customers.iter().find(|folder| &*folder.id == id).expect("the example has this customer");
        of(folder, 2026, day(today))
    }

    #[test]
    fn coverage_and_pace_of_the_example() {
        let loaded = example();
        let of = |id: &str| {
            let people = matrix(&loaded, id, "2026-07-08");
            let paces: Vec<i64> = people.iter().flat_map(|one| &one.ties).filter_map(|tie| tie.pace).map(Pace::percent).collect();
            (Sums::of(&people, Some(75)).coverage.to_string(), paces)
        };
        let (coverage, paces) = of("yunling-mobile");
        assert_eq!((coverage.as_str(), paces.iter().all(|pace| *pace == 97), paces.is_empty()), ("6/6", true, false));
        assert_eq!(of("starbridge"), ("3/4".to_owned(), vec![32, 0, 16]));
        assert_eq!(of("jiangbei-catv"), ("2/3".to_owned(), vec![49, 0, 65]));
    }

    #[test]
    fn ties_of_every_kind_and_a_hole() {
        let loaded = example();
        let people = matrix(&loaded, "starbridge", "2026-07-08");
        let hole = people.iter().find(|one| one.row.key() == "su-qing").expect("she is there");
        assert!(hole.ties.is_empty());
        let first = &people[0].ties[0];
        assert_eq!((first.staff, first.relation, first.planned, first.actual), ("chen-li", Relation::Held, Some(6), 1));
        assert_eq!((first.last.map(|day| day.to_string()).as_deref(), first.next.is_some()), (Some("2026-03-05"), true));
        let yunling = matrix(&loaded, "yunling-mobile", "2026-07-08");
        let met = yunling.iter().flat_map(|one| &one.ties).filter(|tie| tie.relation != Relation::Held).count();
        assert!(met > 0, "somebody met without being named in form 3");
    }

    #[test]
    fn another_year_has_its_own_contacts_and_no_pace_before_it_begins() {
        let loaded = example();
        let folder = &loaded.customers[0];
        let ties = |year, today| -> Vec<(Option<i64>, i64, bool)> {
            of(folder, year, day(today)).iter().flat_map(|one| &one.ties).map(|tie| (tie.planned, tie.actual, tie.pace.is_some())).collect()
        };
        assert!(ties(2026, "2025-12-31").iter().all(|tie| tie.1 == 0 && !tie.2));
        assert!(ties(2025, "2026-07-08").iter().all(|tie| tie.0.is_none() && !tie.2));
        assert!(ties(2026, "2027-03-01").iter().any(|tie| tie.2), "of a year that is over the whole of it");
    }

    #[test]
    fn sums_of_customers_are_sums() {
        let loaded = example();
        let mut all = Sums::default();
        for folder in &loaded.customers {
            all.add(&Sums::of(&of(folder, 2026, day("2026-07-08")), Some(75)));
        }
        assert_eq!((all.coverage.to_string().as_str(), all.held), ("11/13", 11));
        assert_eq!(all.sole, [("chen-li".to_owned(), 3), ("zhou-lan".to_owned(), 3), ("sun-tao".to_owned(), 2)]);
    }
}
