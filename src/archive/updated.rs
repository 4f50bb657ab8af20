//! When customers' archives were last supplemented, as git knows it: for those that have no `last_updated` of their own. Git is asked once,
//! and only where there is such a customer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;

use crate::form::customer::Customer;
use crate::git::log;
use crate::say;
use crate::words::{Lang, plural};
use crate::world::World;

use super::evidence::{Ground, Why, only};

/// What git is asked for; nothing where nobody wants to know (`--no-history`).
#[derive(Clone, Debug, Default)]
pub struct Updated(Option<Arc<Asked>>);

#[derive(Debug)]
struct Asked {
    ground: Arc<Ground>,
    answer: OnceLock<Result<Days, Why>>,
    /// Customers of which it is not known because their changes are not committed.
    unknown: Mutex<BTreeSet<String>>,
}

#[derive(Debug)]
struct Days {
    days: BTreeMap<String, NaiveDate>,
    uncommitted: BTreeSet<String>,
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
    /// Git, as far as it can be asked.
    pub(super) fn on(ground: Arc<Ground>) -> Self {
        Self(Some(Arc::new(Asked { ground, answer: OnceLock::new(), unknown: Mutex::default() })))
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

    /// Why somebody's last supplement is not known though there is a repository; none where everybody's is, or nobody has asked.
    pub(super) fn trouble(&self, lang: Lang) -> Option<String> {
        let asked = self.0.as_ref()?;
        match asked.answer.get()? {
            Err(why) => why.words(lang),
            Ok(_) => {
                let count = asked.unknown.lock().unwrap_or_else(PoisonError::into_inner).len();
                let customers = plural(count, "customer", "customers");
                (count > 0).then(|| {
                    say!(
                        lang,
                        "{count} 个客户有改动没有提交，最近增补日期不明",
                        "{customers} with changes that are not committed: the day of the last supplement is not known"
                    )
                })
            }
        }
    }
}

impl Asked {
    fn ask(&self, world: &World) -> Result<Days, Why> {
        let Ground { repo, day, zone, .. } = &*self.ground;
        self.ground.holds()?;
        let uncommitted = self.ground.uncommitted(only(&world.customers))?;
        let ids = (0..world.customers.len()).map(|at| world.customers.id(at));
        let wanted: BTreeSet<&str> = ids.filter(|id| !uncommitted.contains_key(*id)).collect();
        // Before the first commit everything is uncommitted.
        let days = match repo.newest() {
            Some(_) => log::last_changes(repo, zone, *day, &wanted)?,
            None => BTreeMap::new(),
        };
        Ok(Days { days, uncommitted: uncommitted.keys().cloned().collect() })
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
