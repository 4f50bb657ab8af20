//! What a customer's documents were before, as git has them: evidence for the rules that no document alone can answer (PLN-04, F6-09, CAD-03,
//! CAD-08, F3-10, CLS-06, PIP-04) and for the trend of relations.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::form::customer::Customer;
use crate::form::key_people::KeyPeople;
use crate::form::plan::Plan;

/// A commit of the main line that touches a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its place in the main line: what came later has the greater number. 0: whatever was there when the window of the history began.
    pub at: usize,
    /// The day on which it was made, in the archive's time zone; of 0 the day of the last commit before the window.
    pub day: NaiveDate,
    /// Its hash, shortened.
    pub commit: Arc<str>,
    /// The name of who wrote it.
    pub author: Arc<str>,
    /// The address of who wrote it, in small letters.
    pub email: Arc<str>,
    /// What it is about, as its author says.
    pub message: Arc<str>,
    /// It changes more than the stamps of the customer (`verified`, `filed`, `last_updated`).
    pub substance: bool,
}

/// A document as a commit left it.
#[derive(Clone, Debug)]
pub struct Version<R> {
    /// The commit.
    pub step: Arc<Step>,
    /// What the document said.
    pub record: Arc<R>,
}

/// What git tells of one customer, from the beginning of the quarter four quarters ago up to the day of judgement. Versions that cannot be read
/// are left out; so are those of a document that is not there any more. What is not committed is not in it: that is what the archive itself
/// says now; but what was committed of such a document is, though nobody touched it since the history began.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The day from which on the history is known; none: from the first commit on.
    pub since: Option<NaiveDate>,
    /// The day of the state with which the history begins, that of step 0; none where it is not known.
    pub begins: Option<NaiveDate>,
    /// The commits, oldest first; without that of 0.
    pub steps: Vec<Arc<Step>>,
    /// 附表1, oldest first; two versions that follow each other differ.
    pub profile: Vec<Version<Customer>>,
    /// 附表3, 附表4; in the same way.
    pub key_people: Vec<Version<KeyPeople>>,
    /// The plans by year (the name of the file), in the same way.
    pub plans: BTreeMap<String, Vec<Version<Plan>>>,
    /// The step that brought a contact report, by the name of its file without the ending; of those that are not committed the greatest
    /// number. Those not in it were there when the window began, or came after the day.
    pub reports: BTreeMap<String, usize>,
    /// Nothing was committed after the day.
    pub newest: bool,
}

impl Past {
    /// 附表3 as it was committed on a day; `now`: as the archive has it, which is what it was where no commit touches it. None where it was not
    /// there, and where nobody knows.
    #[must_use]
    pub fn key_people_on<'a>(&'a self, day: NaiveDate, now: Option<&'a KeyPeople>) -> Option<&'a KeyPeople> {
        let known = self.since.or(self.begins).is_some_and(|since| since <= day);
        if self.key_people.is_empty() {
            return now.filter(|_| known);
        }
        self.key_people.iter().rev().find(|version| version.step.day <= day).filter(|_| known).map(|version| &*version.record)
    }
}
