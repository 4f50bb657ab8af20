//! What became of the relations in a stretch of time, by 评估历史 and the assessment in force.

use chrono::NaiveDate;

use crate::form::choices::RelationshipStatus;
use crate::form::key_people::KeyPersonRow;
use crate::form::kind::Text;

/// A relation that became another one.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The day of the assessment that says so.
    pub day: NaiveDate,
    /// What it was; none where it was never assessed before.
    pub from: Option<RelationshipStatus>,
    /// What it is.
    pub to: RelationshipStatus,
    /// Why.
    pub note: Option<&'a Text>,
}

/// The changes of a person's status within these days, both ends included, oldest first. The first assessment of all counts as one.
#[must_use]
pub fn of_status(row: &KeyPersonRow, first: NaiveDate, last: NaiveDate) -> Vec<Change<'_>> {
    let history = row.history.get().into_iter().flat_map(|list| list.iter());
    let past = history.filter_map(|one| Some((one.0.date.value()?, one.0.status.value()?, one.0.note.get())));
    let now = row.assessed_on.value().zip(row.status.value()).map(|(day, status)| (day, status, row.evidence.get()));
    let mut all: Vec<_> = past.chain(now).collect();
    // The assessment in force may stand in the history as well; it comes last of its day.
    all.sort_by_key(|(day, ..)| *day);
    let mut out: Vec<Change<'_>> = Vec::new();
    let mut before: Option<RelationshipStatus> = None;
    for (day, to, note) in all {
        if before != Some(to) && (first..=last).contains(&day) {
            out.push(Change { day, from: before, to, note });
        }
        before = Some(to);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::load::{self, Judge, Scope};
    use crate::words::Lang;

    #[test]
    fn the_first_assessment_counts_and_one_that_says_the_same_does_not() {
        let archive = tempfile::tempdir().expect("a folder");
        let folder = archive.path().join("customers/a");
        std::fs::create_dir_all(&folder).expect("made");
        let people = "[[people]]\nid = \"li\"\nname = \"李\"\ntitle = \"总\"\nrole = \"decision_maker\"\nstatus = \"positive\"\nassessed_on = 2026-06-20\nevidence = \"支持我方\"\nours = [\"wu\"]\nhistory = [{ date = 2026-01-05, status = \"neutral\" }, { date = 2026-04-05, status = \"neutral\" }]\n";
        std::fs::write(folder.join("key-people.toml"), people).expect("written");
        std::fs::write(folder.join("customer.toml"), "unit_name = \"甲\"\n").expect("written");
        std::fs::write(archive.path().join("kehu.toml"), "format = 1\n").expect("written");
        let base = load::base(archive.path(), Some(Lang::Zh), Lang::Zh);
        let loaded = load::load(archive.path(), base, &Scope::default(), Judge::Nothing).expect("listed");
        let day = |text: &str| -> NaiveDate { text.parse().expect("a day") };
        let row = loaded.customers[0].people_on(None).next().expect("one person");
        let of = |first: &str, last: &str| {
            let changes = of_status(row, day(first), day(last));
            changes.iter().map(|one| (one.day.to_string(), one.from, one.to)).collect::<Vec<_>>()
        };
        let (neutral, positive) = (RelationshipStatus::Neutral, RelationshipStatus::Positive);
        assert_eq!(of("2026-01-01", "2026-03-31"), [("2026-01-05".to_owned(), None, neutral)]);
        assert_eq!(of("2026-04-01", "2026-04-30"), []);
        assert_eq!(of("2026-06-01", "2026-06-30"), [("2026-06-20".to_owned(), Some(neutral), positive)]);
        assert_eq!(of("2026-06-01", "2026-06-19"), []);
    }
}
