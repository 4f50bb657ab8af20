//! How an archive stood on a day, in the figures that the month is compared with the month before: plan totals, coverage, statuses, findings.

use chrono::NaiveDate;

use crate::archive::Loaded;

/// How an archive stood on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The day.
    pub day: NaiveDate,
    /// The commit whose files it shows; none: the same files, judged as of the day.
    pub revision: Option<String>,
}

impl Snapshot {
    /// That of an archive with the findings of `day`.
    #[must_use]
    pub fn of(_loaded: &Loaded, day: NaiveDate) -> Self {
        Self { day, revision: None }
    }
}
