//! Who of ours met whom of theirs, and when (definitions G2): a report is one contact for all its `ours` × `people`, on its date.
//! What lies after the day counts nowhere.

use chrono::{Datelike, NaiveDate};

use crate::archive::{CustomerFolder, Doc};
use crate::form::choices::ContactKind;
use crate::form::contact::ContactReport;
use crate::form::plan::ContactLine;
use crate::model::period::Period;

/// The contacts of one customer up to a day. Only a view: nothing is copied.
#[derive(Clone, Copy, Debug)]
pub struct Contacts<'a> {
    reports: &'a [Doc<ContactReport>],
    until: Option<NaiveDate>,
    whole: bool,
}

/// One contact.
#[derive(Clone, Copy, Debug)]
pub struct Contact<'a> {
    /// Its day.
    pub day: NaiveDate,
    /// Its report.
    pub doc: &'a Doc<ContactReport>,
}

/// The date in force of a contact-plan line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The day of the next contact.
    pub day: NaiveDate,
    /// The day of the report that set it; none where the plan's own `next` still holds.
    pub report: Option<NaiveDate>,
}

/// How far the contacts of a plan line are behind or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Planned contacts in the year.
    pub times: i64,
    /// Contacts from 1 January up to the day.
    pub actual: i64,
    /// Days gone since 1 January.
    gone: i64,
    /// Days of the year.
    length: i64,
}

impl<'a> Contacts<'a> {
    /// The customer's contacts up to and including `until`; all of them where no day is given.
    #[must_use]
    pub fn of(folder: &'a CustomerFolder, until: Option<NaiveDate>) -> Self {
        Self { reports: &folder.reports, until, whole: false }
    }

    /// The same without reports that could not be read whole: those count in no list.
    #[must_use]
    pub const fn whole(self) -> Self {
        Self { whole: true, ..self }
    }

    /// The contacts of a period.
    pub fn within(self, period: Period) -> impl Iterator<Item = Contact<'a>> {
        self.all().filter(move |contact| period.contains(contact.day))
    }

    /// Every contact, in the order of the files. A report without a readable day is none.
    pub fn all(self) -> impl Iterator<Item = Contact<'a>> {
        let dated = |doc: &'a Doc<ContactReport>| doc.record.day_or(&doc.stem).map(|day| Contact { day, doc });
        let counts = move |doc: &&'a Doc<ContactReport>| doc.whole || !self.whole;
        self.reports.iter().filter(counts).filter_map(dated).filter(move |contact| self.until.is_none_or(|until| contact.day <= until))
    }

    /// The contacts of one of ours with one of theirs.
    pub fn of_pair<'k>(self, ours: &'k str, person: &'k str) -> impl Iterator<Item = Contact<'a>> + use<'a, 'k> {
        self.all().filter(move |contact| contact.has_ours(ours) && contact.has_person(person))
    }

    /// How many contacts the pair had in these days, both ends included.
    #[must_use]
    pub fn count(self, ours: &str, person: &str, from: NaiveDate, to: NaiveDate) -> usize {
        self.of_pair(ours, person).filter(|contact| (from..=to).contains(&contact.day)).count()
    }

    /// The pair's newest contact.
    #[must_use]
    pub fn newest(self, ours: &str, person: &str) -> Option<NaiveDate> {
        self.of_pair(ours, person).map(|contact| contact.day).max()
    }

    /// The last contact of anybody of ours with this person.
    #[must_use]
    pub fn last_with(self, person: &str) -> Option<NaiveDate> {
        self.all().filter(|contact| contact.has_person(person)).map(|contact| contact.day).max()
    }

    /// The last contact with the customer at all.
    #[must_use]
    pub fn last(self) -> Option<NaiveDate> {
        self.all().map(|contact| contact.day).max()
    }

    /// The date in force of a plan line: `next` while it is later than the pair's newest report; after that the report's `next_date`.
    /// Of several reports of that day the latest `next_date` counts. None where neither is filled in.
    /// A line whose pair cannot be told has no report, so that its own `next` holds.
    #[must_use]
    pub fn in_force(self, line: &ContactLine) -> Option<InForce> {
        let planned = line.next.value().map(|day| InForce { day, report: None });
        let (Some(ours), Some(person)) = (line.ours.get(), line.person.get()) else { return planned };
        let Some(newest) = self.newest(&ours.id, &person.id) else { return planned };
        if let Some(planned) = planned.filter(|next| next.day > newest) {
            return Some(planned);
        }
        let of_that_day = self.of_pair(&ours.id, &person.id).filter(|contact| contact.day == newest);
        let next = of_that_day.filter_map(|contact| contact.doc.record.next_date.value()).max();
        next.map(|day| InForce { day, report: Some(newest) })
    }

    /// The pace of a plan line on `day`, from the first day of that year.
    #[must_use]
    pub fn pace(self, line: &ContactLine, day: NaiveDate) -> Option<Pace> {
        let (ours, person) = (line.ours.get()?, line.person.get()?);
        let times = line.times.value()?.0;
        let first = NaiveDate::from_ymd_opt(day.year(), 1, 1)?;
        let actual = i64::try_from(self.count(&ours.id, &person.id, first, day)).unwrap_or(i64::MAX);
        Some(Pace::on(day, times, actual))
    }
}

impl Contact<'_> {
    /// How the contact was made; none where it cannot be read.
    #[must_use]
    pub fn kind(&self) -> Option<ContactKind> {
        self.doc.record.kind.value()
    }

    /// Whether it was a visit: a meeting or on site (definitions G2).
    #[must_use]
    pub fn is_visit(&self) -> bool {
        matches!(self.kind(), Some(ContactKind::Meeting | ContactKind::Onsite))
    }

    /// Whether this one of ours took part.
    #[must_use]
    pub fn has_ours(&self, id: &str) -> bool {
        self.doc.record.ours.get().is_some_and(|ours| ours.iter().any(|one| one.is(id)))
    }

    /// Whether this person of theirs took part.
    #[must_use]
    pub fn has_person(&self, id: &str) -> bool {
        self.doc.record.people.get().is_some_and(|people| people.iter().any(|one| one.is(id)))
    }
}

impl Pace {
    /// So many contacts planned for the year of `day`, so many made up to it.
    #[must_use]
    pub fn on(day: NaiveDate, times: i64, actual: i64) -> Self {
        Self { times, actual, gone: i64::from(day.ordinal0()), length: if day.leap_year() { 366 } else { 365 } }
    }

    /// Whether at least one contact should have taken place by now; before that a ratio says nothing.
    #[must_use]
    pub const fn is_due(self) -> bool {
        self.times * self.gone >= self.length
    }

    /// Whether it is below so many percent; exact, nothing is rounded.
    #[must_use]
    pub const fn is_below(self, percent: i64) -> bool {
        self.actual * self.length * 100 < percent * self.times * self.gone
    }

    /// The ratio as a whole percent, half up; 100 where nothing is due yet.
    #[must_use]
    pub const fn percent(self) -> i64 {
        let due = self.times * self.gone;
        if due == 0 { 100 } else { (self.actual * self.length * 200 + due) / (2 * due) }
    }

    /// Contacts due by now in tenths, half up: 31 for 3.1.
    #[must_use]
    pub const fn due_tenths(self) -> i64 {
        (self.times * self.gone * 20 + self.length) / (2 * self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::load::{self, Judge, Scope};
    use crate::words::Lang;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn yunling() -> CustomerFolder {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/base");
        let base = load::base(&root, Some(Lang::Zh), Lang::Zh);
        let loaded = load::load(&root, base, &Scope::default(), Judge::Nothing).expect("the base can be listed");
        loaded.customers.into_iter().next().expect("the base has a customer")
    }

    #[test]
    fn a_report_counts_for_all_its_pairs_up_to_the_day() {
        let folder = yunling();
        let contacts = Contacts::of(&folder, Some(day("2026-07-08")));
        let year = |ours, person| contacts.count(ours, person, day("2026-01-01"), day("2026-12-31"));
        assert_eq!((year("zhou-lan", "li-guoqiang"), year("gao-zhenyu", "he-jun"), year("lin-jing", "li-guoqiang")), (3, 1, 0));
        assert_eq!(contacts.last_with("he-jun"), Some(day("2026-06-24")));
        assert_eq!(contacts.last(), Some(day("2026-06-24")));
        let earlier = Contacts::of(&folder, Some(day("2026-06-23")));
        assert_eq!((earlier.newest("zhou-lan", "li-guoqiang"), earlier.last()), (Some(day("2026-05-15")), Some(day("2026-06-18"))));
        assert_eq!(Contacts::of(&folder, Some(day("2026-01-01"))).last(), None);
    }

    #[test]
    fn the_plan_s_date_holds_until_the_contact_then_the_report_s() {
        let folder = yunling();
        let plan = folder.plans[0].record.contact_plan.get().expect("a contact plan");
        let first = &plan.lines.get().expect("lines").0[0].value.0;
        let contacts = |until| Contacts::of(&folder, Some(day(until)));
        assert_eq!(contacts("2026-07-08").in_force(first), Some(InForce { day: day("2026-07-15"), report: None }));
        let mut passed = first.clone();
        let at = first.next.span;
        passed.next = crate::form::Field::found(Some(day("2026-06-20")), at, at, crate::form::field::State::Good);
        assert_eq!(contacts("2026-07-08").in_force(&passed), Some(InForce { day: day("2026-07-15"), report: Some(day("2026-06-24")) }));
        assert_eq!(contacts("2026-06-23").in_force(&passed), Some(InForce { day: day("2026-06-20"), report: None }));
        passed.next = crate::form::Field::found(Some(day("2026-05-10")), at, at, crate::form::field::State::Good);
        assert_eq!(contacts("2026-06-23").in_force(&passed), None);
        passed.person = crate::form::Field::default();
        assert_eq!(contacts("2026-06-23").in_force(&passed), Some(InForce { day: day("2026-05-10"), report: None }));
    }

    #[test]
    fn pace_is_exact() {
        let pace = |times, actual| Pace { times, actual, gone: 188, length: 365 };
        let percents: Vec<i64> =
            [(6, 1), (4, 0), (12, 1), (4, 1), (2, 0), (3, 1), (6, 3), (2, 1)].map(|(times, actual)| pace(times, actual).percent()).to_vec();
        assert_eq!(percents, [32, 0, 16, 49, 0, 65, 97, 97]);
        assert_eq!(pace(6, 1).due_tenths(), 31);
        assert!(pace(2, 0).is_due() && !pace(1, 0).is_due());
        let even = Pace { times: 4, actual: 3, gone: 365, length: 365 };
        assert!(!even.is_below(75) && even.is_below(76));
    }
}
