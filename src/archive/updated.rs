//! When customers' archives were last supplemented, as git knows it: for those that have no `last_updated` of their own. Git is asked once,
//! and only where there is such a customer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;

use crate::form::customer::Customer;
use crate::git::repo::Repo;
use crate::git::{self, Fault, history, log};
use crate::say;
use crate::words::{Lang, plural};
use crate::world::World;

/// What git is asked for; nothing where nobody wants to know (`--no-history`).
#[derive(Clone, Debug, Default)]
pub struct Updated(Option<Arc<Asked>>);

#[derive(Debug)]
struct Asked {
    repo: Repo,
    day: NaiveDate,
    zone: String,
    answer: OnceLock<Result<Days, Why>>,
    /// Customers of which it is not known because their changes are not committed.
    unknown: Mutex<BTreeSet<String>>,
}

#[derive(Debug)]
struct Days {
    days: BTreeMap<String, NaiveDate>,
    uncommitted: BTreeSet<String>,
}

/// Why git is no evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// There is no git, or no repository: nobody expects anything of it.
    Nowhere,
    /// The archive is a part of a larger repository.
    Within,
    /// Older commits were left out.
    Shallow,
    /// It could not tell.
    Failed,
}

/// The day of the last supplement, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Update {
    /// The day.
    pub day: NaiveDate,
    /// The customer's own `last_updated` says so; else git.
    pub stamped: bool,
}

impl Updated {
    /// Git, about this archive: commits up to a day, in this time zone.
    #[must_use]
    pub fn by_git(repo: Repo, day: NaiveDate, zone: &str) -> Self {
        Self(Some(Arc::new(Asked { repo, day, zone: zone.to_owned(), answer: OnceLock::new(), unknown: Mutex::default() })))
    }

    /// Nobody wants to know.
    #[must_use]
    pub const fn is_off(&self) -> bool {
        self.0.is_none()
    }

    fn of(&self, world: &World, id: &str) -> Option<NaiveDate> {
        let asked = self.0.as_ref()?;
        let days = asked.answer.get_or_init(|| asked.ask(world)).as_ref().ok()?;
        if days.uncommitted.contains(id) {
            asked.unknown.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned());
            return None;
        }
        days.days.get(id).copied()
    }

    /// What is to be said where somebody's last supplement is not known though there is a repository.
    #[must_use]
    pub fn notice(&self, lang: Lang) -> Option<String> {
        let asked = self.0.as_ref()?;
        let why = match asked.answer.get()? {
            Err(Why::Nowhere) => return None,
            Err(Why::Within) => say!(
                lang,
                "档案只是 git 仓库的一部分，不从 git 取得最近增补日期",
                "the archive is only a part of its git repository: the day of the last supplement is not taken from git"
            ),
            Err(Why::Shallow) => say!(
                lang,
                "git 仓库是浅克隆，较早的提交不在，不能从中得知最近增补日期（`git fetch --unshallow` 可补全）",
                "the git repository is a shallow clone: it does not tell the day of the last supplement (`git fetch --unshallow` completes it)"
            ),
            Err(Why::Failed) => say!(lang, "git 没有告知最近增补日期", "git did not tell the day of the last supplement"),
            Ok(_) => {
                let count = asked.unknown.lock().unwrap_or_else(PoisonError::into_inner).len();
                if count == 0 {
                    return None;
                }
                let customers = plural(count, "customer", "customers");
                say!(
                    lang,
                    "{count} 个客户有改动没有提交，最近增补日期不明",
                    "{customers} with changes that are not committed: the day of the last supplement is not known"
                )
            }
        };
        Some(say!(
            lang,
            "{why}；没有填写「最近增补日期」的客户不判断 CAD-04。`--no-history` 不再查 git",
            "{why}; customers without `last_updated` are not judged by CAD-04. `--no-history` does not ask git"
        ))
    }
}

impl Asked {
    fn ask(&self, world: &World) -> Result<Days, Why> {
        let why = |fault: Fault| match fault {
            Fault::NoGit | Fault::NoRepository => Why::Nowhere,
            _ => Why::Failed,
        };
        if !self.repo.is_top().map_err(why)? {
            return Err(Why::Within);
        }
        if history::is_shallow(&self.repo.folder) {
            return Err(Why::Shallow);
        }
        // What is not committed now says nothing about the files of a commit.
        let changed = if self.repo.commit.is_some() { Vec::new() } else { git::changed(&self.repo.folder).map_err(why)? };
        let folder = |path: &String| Some(path.strip_prefix("customers/")?.split_once('/')?.0.to_owned());
        let uncommitted: BTreeSet<String> = changed.iter().filter_map(folder).collect();
        let ids = (0..world.customers.len()).map(|at| world.customers.id(at));
        let wanted: BTreeSet<&str> = ids.filter(|id| !uncommitted.contains(*id)).collect();
        // Before the first commit everything is uncommitted.
        let days = match self.repo.newest() {
            Some(_) => log::last_changes(&self.repo, &self.zone, self.day, &wanted).map_err(why)?,
            None => BTreeMap::new(),
        };
        Ok(Days { days, uncommitted })
    }
}

impl World {
    /// When a customer's archive was last supplemented: by its own `last_updated`, else by git.
    #[must_use]
    pub fn updated_on(&self, id: &str, record: &Customer) -> Option<Update> {
        let own = &record.last_updated;
        if own.is_blank() {
            return self.updated.of(self, id).map(|day| Update { day, stamped: false });
        }
        own.value().map(|day| Update { day, stamped: true })
    }

    /// The archive's time zone.
    #[must_use]
    pub fn zone(&self) -> &str {
        self.settings.company.get().and_then(|company| company.timezone.get()).map_or("Asia/Shanghai", |zone| zone.as_str())
    }
}
