//! How an archive stood on a day, in the figures that the month is compared with the month before: plan totals, coverage, statuses, findings;
//! and what came to differ between two such days.

mod compare;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::analysis::coverage::{Coverage, coverage};
use crate::analysis::revenue::{Figures, Totals};
use crate::analysis::verdict::Standing;
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::findings::{Finding, Level, fingerprints};
use crate::form::choices::{Lifecycle, RelationshipStatus, Role};
use crate::words::{Words, words};

pub use compare::{Change, Comparison, CustomerChange, FindingsChange, Moved, PersonChange, compare};

/// How an archive stood on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The day.
    pub day: NaiveDate,
    /// The commit whose files it shows; none: the files as they are now, judged as of the day.
    pub revision: Option<String>,
    /// Why there are no files of that day; none where there are.
    pub because: Option<Because>,
    /// The customers, by id.
    pub customers: Vec<CustomerState>,
    /// What the audit said on the day, in its order; what `[[ignore]]` accepts is not there.
    pub findings: Vec<FindingState>,
    /// Documents that could not be read whole: what they held is not known.
    pub unread: Vec<Arc<str>>,
    /// Rules that could not be judged, of a customer or of all.
    pub not_judged: Vec<(&'static str, Option<Arc<str>>)>,
}

/// Why the files of a day are not to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// The archive lies in no git repository, or there is no git.
    NoRepository,
    /// It is a folder of a larger repository, whose commits say nothing of it.
    Within,
    /// Older commits were left out when the repository was fetched.
    Shallow,
    /// Nothing was committed yet.
    Early,
    /// Git could not bring them out.
    Failed,
}

impl Because {
    /// The reason, as a part of a sentence.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::NoRepository => words("档案不在 git 仓库中", "the archive is in no git repository"),
            Self::Within => words("档案不在 git 仓库的顶层", "the archive is not at the top of its git repository"),
            Self::Shallow => words("仓库是浅克隆，没有那时的提交", "the repository is a shallow clone without the commits of that time"),
            Self::Early => words("那时还没有提交", "nothing was committed by then"),
            Self::Failed => words("git 取不出那时的文件", "git could not bring out the files of that time"),
        }
    }
}

/// How a customer stood.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerState {
    /// Its id.
    pub id: Arc<str>,
    /// What people call it.
    pub name: String,
    /// 客户阶段
    pub lifecycle: Option<Lifecycle>,
    /// 收益计划 by year; a plan that could not be read whole is in no sum.
    pub plans: BTreeMap<i32, Totals>,
    /// How many of its key people somebody of ours knows; none when 附表3 could not be read.
    pub coverage: Option<Coverage>,
    /// The key people who counted on the day, in the order of the form.
    pub people: Vec<PersonState>,
}

/// How one of their key people stood to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonState {
    /// The person's id.
    pub id: Box<str>,
    /// The name.
    pub name: Box<str>,
    /// 角色作用
    pub roles: Vec<Role>,
    /// 关系状况 by the last assessment up to the day.
    pub status: Option<RelationshipStatus>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingState {
    /// What it is known by from one day to another.
    pub print: String,
    /// Rule id of the catalogue.
    pub rule: &'static str,
    /// How grave.
    pub level: Level,
    /// Customer id; none for staff, registers and the archive itself.
    pub customer: Option<Arc<str>>,
    /// Document, relative to the archive's root.
    pub path: Arc<str>,
    /// What was wrong, in the language of the run.
    pub message: String,
}

impl Snapshot {
    /// That of an archive with the findings of `day`.
    #[must_use]
    pub fn of(loaded: &Loaded, day: NaiveDate) -> Self {
        Self::taken(loaded, day, |_| true)
    }

    /// That of an archive whose files are newer than `day`: a customer whose archive was set up later was not there yet.
    #[must_use]
    pub fn back(loaded: &Loaded, day: NaiveDate) -> Self {
        let later = |folder: &CustomerFolder| {
            let on = folder.profile.as_ref().and_then(|doc| doc.record.established_on.value());
            on.is_some_and(|on| on > day)
        };
        Self::taken(loaded, day, |folder| !later(folder))
    }

    fn taken(loaded: &Loaded, day: NaiveDate, wanted: impl Fn(&CustomerFolder) -> bool) -> Self {
        let customers: Vec<CustomerState> =
            loaded.customers.iter().filter(|folder| wanted(folder)).map(|folder| CustomerState::of(folder, day)).collect();
        let there = |id: &Option<Arc<str>>| {
            id.as_ref()
                .is_none_or(|id| loaded.customers.len() == customers.len() || customers.binary_search_by(|one| one.id.cmp(id)).is_ok())
        };
        let prints = fingerprints(&loaded.findings);
        let findings = loaded.findings.iter().zip(prints).filter(|(one, _)| there(&one.customer));
        Self {
            day,
            revision: None,
            because: None,
            findings: findings.map(|(one, print)| FindingState::of(one, print)).collect(),
            unread: loaded.unread.iter().map(|one| one.path.clone()).collect(),
            not_judged: loaded.not_judged.iter().map(|one| (one.rule, one.customer.clone())).collect(),
            customers,
        }
    }

    /// 收益计划 of a year over all customers.
    #[must_use]
    pub fn plan(&self, year: i32) -> Totals {
        let mut sum = Totals::default();
        self.customers.iter().filter_map(|one| one.plans.get(&year)).for_each(|own| sum.merge(own));
        sum
    }

    /// Coverage over the key people of all customers.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        let parts = self.customers.iter().filter_map(|one| one.coverage);
        parts.fold(Coverage::default(), |sum, own| Coverage { covered: sum.covered + own.covered, persons: sum.persons + own.persons })
    }

    /// How many findings of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|one| one.level == level).count()
    }

    /// How many findings of each rule.
    #[must_use]
    pub fn by_rule(&self) -> BTreeMap<&'static str, usize> {
        let mut out = BTreeMap::new();
        self.findings.iter().for_each(|one| *out.entry(one.rule).or_default() += 1);
        out
    }

    /// The customer of this id.
    #[must_use]
    pub fn customer(&self, id: &str) -> Option<&CustomerState> {
        self.customers.binary_search_by(|one| (*one.id).cmp(id)).ok().map(|at| &self.customers[at])
    }
}

impl CustomerState {
    fn of(folder: &CustomerFolder, day: NaiveDate) -> Self {
        let mut plans: BTreeMap<i32, Totals> = BTreeMap::new();
        for doc in folder.plans.iter().filter(|doc| doc.whole) {
            let Some(year) = doc.year() else { continue };
            let totals = plans.entry(year).or_default();
            doc.record.projects().for_each(|line| totals.add(&Figures::of(line)));
        }
        let readable = !folder.has_unread(DocKind::KeyPeople);
        let person = |row: &crate::form::key_people::KeyPersonRow| PersonState {
            id: row.key().into(),
            name: row.called().into(),
            roles: row.role.get().map(|roles| roles.iter().copied().collect()).unwrap_or_default(),
            status: Standing::of(row, day, None).status,
        };
        Self {
            id: folder.id.clone(),
            name: folder.called().to_owned(),
            lifecycle: folder.profile.as_ref().and_then(|doc| doc.record.lifecycle.value()),
            plans,
            coverage: readable.then(|| coverage(folder.people_on(Some(day)))),
            people: folder.people_on(Some(day)).filter(|_| readable).map(person).collect(),
        }
    }
}

impl FindingState {
    fn of(finding: &Finding, print: String) -> Self {
        Self {
            print,
            rule: finding.rule,
            level: finding.level,
            customer: finding.customer.clone(),
            path: finding.path.clone(),
            message: finding.message.clone(),
        }
    }
}
