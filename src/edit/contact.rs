//! 接触情况报告: what a new one is called, whom it goes to, whether it is there already.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::id;
use crate::archive::CustomerFolder;
use crate::form::choices::ContactKind;

/// Longest part of a report's name that one id may take: both and the day fit into a file name.
const LONGEST: usize = 22;

/// The name of a new report: the day, the first of theirs, the first of ours.
#[must_use]
pub fn stem(day: NaiveDate, person: &str, ours: &str, taken: impl Fn(&str) -> bool) -> String {
    let base = format!("{day}-{}-{}", short(person), short(ours));
    id::unused(&base, taken)
}

/// The beginning of a long id.
fn short(id: &str) -> &str {
    let mut end = id.len();
    // Signs take up to four bytes, and a file name has at most 96.
    while id[..end].chars().count() > LONGEST || end > 36 {
        end = id[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    }
    id[..end].trim_end_matches(['-', '_', '.'])
}

/// Whom a report goes to, where nobody says so.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reach<'a> {
    /// 呈交对象 of the year's contact plan.
    pub report_to: Option<&'a str>,
    /// The superior of who reports.
    pub superior: Option<&'a str>,
    /// The customer's account manager: a report that they did not take part in goes to them too.
    pub manager: Option<&'a str>,
    /// Who reports.
    pub by: Option<&'a str>,
}

impl Reach<'_> {
    /// Whom, in order; nobody where nobody is known.
    #[must_use]
    pub fn of(&self, ours: &[&str]) -> Vec<String> {
        // Nobody reports to themselves while there is somebody above them.
        let to_self = self.report_to.is_some() && self.report_to == self.by;
        let first = if to_self { self.superior.or(self.report_to) } else { self.report_to.or(self.superior) };
        let manager = self.manager.filter(|manager| !ours.contains(manager) && first != Some(manager));
        first.into_iter().chain(manager).map(str::to_owned).collect()
    }
}

/// What a contact is known by: twice the same is the same.
#[derive(Clone, Copy, Debug)]
pub struct Same<'a> {
    /// The day.
    pub day: NaiveDate,
    /// Ours.
    pub ours: &'a [&'a str],
    /// Theirs.
    pub people: &'a [&'a str],
    /// How.
    pub kind: Option<ContactKind>,
    /// What was said.
    pub summary: &'a str,
}

/// The path of the report that says the same already.
#[must_use]
pub fn already<'f>(folder: &'f CustomerFolder, new: Same<'_>) -> Option<&'f str> {
    let set = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<String>>();
    let (ours, people) = (set(new.ours), set(new.people));
    let found = folder.reports.iter().find(|doc| {
        let report = &doc.record;
        let mine = report.ours.get().is_some_and(|list| list.iter().map(|one| one.id.to_string()).collect::<BTreeSet<_>>() == ours);
        let theirs = report.people.get().is_some_and(|list| list.iter().map(|one| one.id.to_string()).collect::<BTreeSet<_>>() == people);
        let said = report.summary.get().is_some_and(|text| text.as_str() == new.summary);
        report.day_or(&doc.stem) == Some(new.day) && report.kind.value() == new.kind && mine && theirs && said
    });
    found.map(|doc| &*doc.info.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_called_by_day_and_people() {
        let day = NaiveDate::from_ymd_opt(2026, 6, 24).expect("a day");
        assert_eq!(stem(day, "li-guoqiang", "zhou-lan", |_| false), "2026-06-24-li-guoqiang-zhou-lan");
        let taken = |name: &str| matches!(name, "2026-06-24-li-guoqiang-zhou-lan" | "2026-06-24-li-guoqiang-zhou-lan-2");
        assert_eq!(stem(day, "li-guoqiang", "zhou-lan", taken), "2026-06-24-li-guoqiang-zhou-lan-3");
        let long = "李".repeat(64);
        let name = stem(day, &long, "a-very-long-id-of-somebody-who-has-many-names-and-titles", |_| false);
        assert!(name.len() <= 92 && crate::archive::compare::unsafe_id(&name, crate::words::Lang::En).is_none(), "{name}");
    }

    #[test]
    fn a_report_goes_up_and_to_the_account_manager() {
        let reach = Reach { report_to: Some("wu"), superior: Some("gao"), manager: Some("zhou"), by: Some("zhou") };
        assert_eq!(reach.of(&["zhou"]), ["wu"]);
        assert_eq!(reach.of(&["sun"]), ["wu", "zhou"]);
        assert_eq!(Reach { report_to: Some("zhou"), ..reach }.of(&["zhou"]), ["gao"]);
        assert_eq!(Reach { report_to: Some("zhou"), superior: None, ..reach }.of(&["zhou"]), ["zhou"]);
        assert_eq!(Reach { report_to: None, ..reach }.of(&["zhou", "sun"]), ["gao"]);
        assert_eq!(Reach { report_to: None, superior: None, ..reach }.of(&["zhou"]), Vec::<String>::new());
        assert_eq!(Reach { manager: Some("wu"), ..reach }.of(&["sun"]), ["wu"]);
    }
}
