//! `kehu status`: today at a glance. What is due, what is overdue, what the audit says of one's customers, what is not committed, and
//! what to do first, for one of ours or for everybody.

mod lists;
mod next;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::analysis::due::Item;
use crate::archive::{CustomerFolder, Loaded, Unread};
use crate::findings::Finding;
use crate::form::choices::StaffRole;
use crate::form::staff::StaffRow;
use crate::report::hints::tally;
use crate::resolve::Found;
use crate::say;
use crate::words::{Lang, words};
use crate::world::{Rank, World};

use super::sheet::{Block, Pair, Sheet};

/// What the page is made from.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The archive, judged on the day.
    pub loaded: &'a Loaded,
    /// Who is asking; none: everybody.
    pub me: Option<&'a str>,
    /// The day.
    pub today: NaiveDate,
    /// How many days ahead.
    pub days: usize,
    /// What falls due in these days and what is overdue, of everybody; with it what has gone to me as the superior.
    pub due: &'a [Item],
    /// Files with changes that are not committed; none where the archive lies in no repository.
    pub changed: Option<&'a [String]>,
    /// The command that settles a finding.
    pub settles: &'a dyn Fn(&Finding) -> Option<String>,
}

/// Which customers somebody looks after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Care {
    /// Those whose account manager he or she is.
    Own,
    /// Those of the regions that he or she manages.
    Region,
    /// All of them: directors, administrators, nobody in particular.
    All,
    /// None: colleagues who help.
    None,
}

/// The page.
#[must_use]
pub fn sheet(page: &Page<'_>) -> Sheet {
    let lang = page.lang();
    let mut sheet = Sheet::new(page.title());
    if page.is_empty() {
        next::first_steps(page, &mut sheet);
        return sheet;
    }
    let mine = page.mine();
    sheet.push(Block::Pairs(page.head(&mine)));
    lists::ahead(page, &mut sheet);
    lists::overdue(page, &mut sheet);
    lists::findings(page, &mine, &mut sheet);
    lists::changes(page, &mut sheet);
    next::steps(page, &mine, &mut sheet);
    let unread = unread(page);
    if !unread.is_empty() {
        let items = unread.iter().map(|one| format!("{}{}{}", one.path, words("：", ": ").get(lang), one.reason)).collect();
        sheet.note(say!(lang, "未计入（文件未能读取）：", "Left out (could not be read):"), items);
    }
    sheet
}

/// The documents that this page needed and that could not be read whole: those of the archive and of the customers looked after.
#[must_use]
pub fn unread<'a>(page: &Page<'a>) -> Vec<&'a Unread> {
    // Where the profile could not be read nobody knows whose the customer is.
    let unknown = page.loaded.customers.iter().filter(|folder| folder.profile.as_ref().is_none_or(|doc| !doc.whole));
    let ids: BTreeSet<&str> = page.mine().into_iter().chain(unknown).map(|folder| &*folder.id).collect();
    let concerns = |one: &&Unread| one.customer.as_ref().is_none_or(|id| ids.contains(&**id));
    page.loaded.unread.iter().filter(concerns).collect()
}

impl<'a> Page<'a> {
    const fn lang(&self) -> Lang {
        self.loaded.world.lang
    }

    const fn world(&self) -> &'a World {
        &self.loaded.world
    }

    fn title(&self) -> String {
        let (day, weekday) = (self.today, weekday(self.today, self.lang()));
        match self.me {
            Some(me) => {
                let name = self.world().staff.names.called(me);
                say!(self.lang(), "{day} {weekday} {name}", "{day} {weekday}, {name}")
            }
            None => format!("{day} {weekday}"),
        }
    }

    fn is_empty(&self) -> bool {
        self.loaded.customers.is_empty() && self.loaded.unread.is_empty()
    }

    fn row(&self) -> Option<&'a StaffRow> {
        self.me.and_then(|me| self.world().staff.row(me))
    }

    fn care(&self) -> Care {
        let Some(me) = self.me else { return Care::All };
        if self.loaded.customers.iter().any(|folder| manager(folder) == Some(me)) {
            return Care::Own;
        }
        let Some(row) = self.row() else { return Care::None };
        let keeps = row.has_role(StaffRole::InfoAdmin) || row.has_role(StaffRole::ArchiveKeeper);
        if row.has_role(StaffRole::RegionalManager) {
            Care::Region
        } else if keeps || row.rank() >= Rank::Manager {
            Care::All
        } else {
            Care::None
        }
    }

    /// The customers looked after.
    fn mine(&self) -> Vec<&'a CustomerFolder> {
        let care = self.care();
        let is_mine = |folder: &&CustomerFolder| match care {
            Care::All => true,
            Care::None => false,
            Care::Own => manager(folder) == self.me,
            Care::Region => self.manages(folder),
        };
        self.loaded.customers.iter().filter(is_mine).collect()
    }

    /// Whether the customer lies in a region that I manage.
    fn manages(&self, folder: &CustomerFolder) -> bool {
        let region = folder.profile.as_ref().and_then(|doc| doc.record.region.get());
        let Some(Found::One(at) | Found::Alias(at)) = region.map(|region| self.world().regions.find(&region.id)) else { return false };
        let regions = self.world().settings.regions.get();
        let Some(manager) = regions.and_then(|list| list.iter().nth(at)).and_then(|region| region.manager.get()) else { return false };
        match self.world().staff.names.find(manager.as_str()) {
            Found::One(at) | Found::Alias(at) => Some(self.world().staff.names.id(at)) == self.me,
            Found::Several(_) | Found::Nothing => false,
        }
    }

    /// What is to be done by me; of everybody where nobody asks.
    fn items(&self) -> impl Iterator<Item = &'a Item> {
        let me = self.me;
        self.due.iter().filter(move |item| me.is_none_or(|me| item.staff.as_ref().is_some_and(|staff| staff.id == me)))
    }

    /// What the audit says of these customers, and of me.
    fn findings(&self, mine: &[&CustomerFolder]) -> Vec<&'a Finding> {
        let all = self.care() == Care::All;
        let ids: BTreeSet<&str> = mine.iter().map(|folder| &*folder.id).collect();
        let concerns = |one: &&Finding| match &one.customer {
            Some(id) => all || ids.contains(&**id),
            None => all || Some(one.subject.as_str()) == self.me,
        };
        self.loaded.findings.iter().filter(concerns).collect()
    }

    fn head(&self, mine: &[&CustomerFolder]) -> Vec<Pair> {
        let (lang, days) = (self.lang(), self.days);
        let mut pairs = Vec::new();
        if self.me.is_none() {
            let text = say!(
                lang,
                "全体人员；只看自己的：`kehu status --me 姓名`，或设环境变量 KEHU_ME，或在 staff.toml 登记与 git 的 user.email 相同的 email",
                "everybody; for yourself `kehu status --me NAME`, or set KEHU_ME, or enter in staff.toml the email that git has as user.email"
            );
            pairs.push(Pair::new(say!(lang, "范围", "Of"), text));
        }
        let count = |fits: &dyn Fn(&Item) -> bool| self.items().filter(|item| fits(item)).count();
        let (today, ahead) =
            (count(&|item| item.days == 0), count(&|item| (0..=i64::try_from(days).unwrap_or(i64::MAX)).contains(&item.days)));
        let due = say!(lang, "今天 {today} 项，{days} 天内共 {ahead} 项", "{today} today, {ahead} within {days} days");
        pairs.push(Pair::new(say!(lang, "到期", "Due"), due));
        pairs.push(Pair::new(say!(lang, "过期", "Overdue"), lists::by_kind(self.items().filter(|item| item.is_past()), lang)));
        if self.care() != Care::None {
            let (errors, warnings) = lists::counts(&self.findings(mine));
            let customers = mine.len();
            let text = match self.care() {
                Care::Own => say!(lang, "我的客户 {customers} 个", "my customers: {customers}"),
                Care::Region => say!(lang, "大区的客户 {customers} 个", "customers of the region: {customers}"),
                Care::All | Care::None => say!(lang, "全部客户 {customers} 个", "all customers: {customers}"),
            };
            let tally = tally(errors, warnings, lang);
            let text = say!(lang, "{text}，{tally}", "{text}; {tally}");
            pairs.push(Pair::new(say!(lang, "审计", "Audit"), text));
        }
        pairs
    }
}

/// The customer's account manager.
fn manager(folder: &CustomerFolder) -> Option<&str> {
    folder.profile.as_ref()?.record.account_manager.get().map(|staff| &*staff.id)
}

/// 星期三
const fn weekday_words(day: Weekday) -> crate::words::Words {
    match day {
        Weekday::Mon => words("星期一", "Monday"),
        Weekday::Tue => words("星期二", "Tuesday"),
        Weekday::Wed => words("星期三", "Wednesday"),
        Weekday::Thu => words("星期四", "Thursday"),
        Weekday::Fri => words("星期五", "Friday"),
        Weekday::Sat => words("星期六", "Saturday"),
        Weekday::Sun => words("星期日", "Sunday"),
    }
}

fn weekday(day: NaiveDate, lang: Lang) -> &'static str {
    weekday_words(day.weekday()).get(lang)
}
