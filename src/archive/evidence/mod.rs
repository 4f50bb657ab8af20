//! Git's history as evidence: asked once, when the first rule of an audit wants to know; of each customer only what that customer's rules look
//! at. Contents come one customer after the other, so that they are never in memory together.

mod build;
mod ground;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;

use crate::git::blobs::Reader;
use crate::git::line::{Head, MainLine, authors, main_line};
use crate::git::repo::Repo;
use crate::model::period::{Period, PeriodKind};
use crate::say;
use crate::words::Lang;
use crate::world::World;

use super::CustomerFolder;
use super::past::{Past, Step};
use super::updated::Updated;

use ground::place;
pub use ground::{Ground, Uncommitted, Why, only};

/// How many quarters before that of the day the history begins.
const QUARTERS: usize = 4;

/// The history; nothing where nobody wants to know (`--no-history`).
#[derive(Clone, Debug, Default)]
pub struct Evidence(Option<Arc<Asked>>);

#[derive(Debug)]
struct Asked {
    ground: Arc<Ground>,
    line: OnceLock<Result<Option<Line>, Why>>,
    authors: OnceLock<BTreeMap<String, NaiveDate>>,
    /// Those that nobody is using: no more than there are threads.
    readers: Mutex<Vec<Reader>>,
}

/// The main line with its commits as rules see them; that of 0 comes first.
#[derive(Debug)]
struct Line {
    main: MainLine,
    steps: Vec<Arc<Step>>,
    since: Option<NaiveDate>,
    /// It ends with the newest commit.
    newest: bool,
}

impl Line {
    fn new(main: MainLine, tip: &str, from: NaiveDate, until: NaiveDate) -> Self {
        let step = |(at, head): (usize, &Head)| {
            // A clock may have been wrong: what came before was not made later.
            let day = head.day.min(until);
            let (commit, author) = (head.shown().into(), head.author.as_str().into());
            let (email, message) = (head.email.as_str().into(), head.message.as_str().into());
            Arc::new(Step { at, day, commit, author, email, message, substance: true })
        };
        let steps = std::iter::once(&main.base).chain(&main.steps).enumerate().map(step).collect();
        Self { steps, since: (!main.whole).then_some(from), newest: main.end == tip, main }
    }
}

/// The first day of the history that rules see on a day.
#[must_use]
pub fn window(day: NaiveDate) -> NaiveDate {
    let now = Period::of(PeriodKind::Quarter, day);
    std::iter::successors(Some(now), |quarter| Some(quarter.previous())).nth(QUARTERS).unwrap_or(now).first_day()
}

impl Evidence {
    fn on(ground: Arc<Ground>) -> Self {
        Self(Some(Arc::new(Asked { ground, line: OnceLock::new(), authors: OnceLock::new(), readers: Mutex::default() })))
    }

    /// Git is asked while customers are still being read: the answer takes its time.
    pub fn prepare(&self) {
        if let Some(asked) = self.0.clone() {
            std::thread::spawn(move || asked.line(None).is_some());
        }
    }

    /// What git tells of a customer: none where git is no evidence, or nothing was committed by the day.
    #[must_use]
    pub fn past(&self, world: &World, customer: &CustomerFolder) -> Option<Box<Past>> {
        let asked = self.0.as_ref()?;
        let line = asked.line(only(&world.customers))?;
        build::past(asked, line, world, customer).map(Box::new)
    }

    /// The newest day, not after the day of judgement, on which somebody with this address wrote a commit; none where git does not tell.
    #[must_use]
    pub fn wrote_on(&self, email: &str) -> Option<NaiveDate> {
        let asked = self.0.as_ref()?;
        let ask = || {
            let Ground { repo, day, zone, .. } = &*asked.ground;
            let tip = asked.ground.holds().ok().and_then(|()| repo.newest());
            tip.and_then(|tip| authors(&repo.folder, zone, &tip, window(*day), *day).ok()).unwrap_or_default()
        };
        asked.authors.get_or_init(ask).get(&email.to_lowercase()).copied()
    }

    /// Why git tells nothing; none where it does, or nobody has asked.
    fn trouble(&self) -> Option<Why> {
        let asked = self.0.as_ref()?;
        asked.line.get()?.as_ref().err().copied()
    }
}

impl Asked {
    /// `only`: nobody else is read.
    fn line(&self, only: Option<&str>) -> Option<&Line> {
        let ask = || {
            let Ground { repo, day, zone, .. } = &*self.ground;
            self.ground.holds()?;
            // Before the first commit there is no history.
            let Some(tip) = repo.newest() else { return Ok(None) };
            let from = window(*day);
            let main = std::thread::scope(|scope| {
                // Every customer asks for it next; what it says, they are told then.
                scope.spawn(|| self.ground.uncommitted(only).is_ok());
                main_line(&repo.folder, zone, &tip, (from, *day), &place(only))
            })?;
            Ok(main.map(|main| Line::new(main, &tip, from, *day)))
        };
        self.line.get_or_init(ask).as_ref().ok()?.as_ref()
    }

    /// Contents by name; none of all where git does not answer.
    fn contents(&self, names: &[String]) -> Option<Vec<Option<Vec<u8>>>> {
        if names.is_empty() {
            return Some(Vec::new());
        }
        let free = || self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        let one = free().pop();
        let mut reader = match one {
            Some(reader) => reader,
            None => Reader::open(&self.ground.repo.folder).ok()?,
        };
        let found = reader.contents(names)?;
        free().push(reader);
        Some(found)
    }
}

impl World {
    /// From now on git is asked what no document tells: about this state of the archive, up to a day.
    pub fn ask_git(&mut self, repo: Repo, day: NaiveDate) {
        let ground = Arc::new(Ground::new(repo, day, self.zone()));
        self.updated = Updated::on(ground.clone());
        self.evidence = Evidence::on(ground);
    }

    /// What is to be said where git was asked and could not tell all: one line.
    #[must_use]
    pub fn unknown_to_git(&self, lang: Lang) -> Option<String> {
        let because = |why: Why| why.words(lang);
        let (updates, rules) = (self.updated.trouble(lang), self.evidence.trouble().and_then(because));
        let what = match (&updates, &rules) {
            (Some(_), Some(_)) => say!(
                lang,
                "没有填写「最近增补日期」的客户不判断 CAD-04，按历史判断的规则（如 PLN-04、F6-09）不看历史",
                "customers without `last_updated` are not judged by CAD-04, and rules that look at history (as PLN-04, F6-09) do without it"
            ),
            (Some(_), None) => {
                say!(lang, "没有填写「最近增补日期」的客户不判断 CAD-04", "customers without `last_updated` are not judged by CAD-04")
            }
            (None, Some(_)) => {
                say!(lang, "按历史判断的规则（如 PLN-04、F6-09）不看历史", "rules that look at history (as PLN-04, F6-09) do without it")
            }
            (None, None) => return None,
        };
        let why = updates.or(rules)?;
        Some(say!(lang, "{why}；{what}。`--no-history` 不再查 git", "{why}; {what}. `--no-history` does not ask git"))
    }
}
