//! `kehu due`: what falls due and what is overdue, as a table, as one table a person, as a calendar.

pub mod calendar;
mod row;

use chrono::{Days, NaiveDate};

use crate::analysis::due::{self, Item, State};
use crate::archive::{CustomerFolder, Loaded};
use crate::query::Query;
use crate::query::matching::Subject;
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::hints::first_customer;
use crate::say;
use crate::words::{Lang, words};

pub use row::is_of_rows;

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The day of judgement.
    pub today: NaiveDate,
    /// How many days ahead.
    pub days: usize,
    /// Which items.
    pub query: &'a Query,
    /// Only what these of ours are to do; empty: everybody.
    pub staff: &'a [String],
    /// With what has gone to the superior.
    pub escalate: bool,
}

impl Asked<'_> {
    /// The last day that is looked at.
    #[must_use]
    pub fn until(&self) -> NaiveDate {
        let days = Days::new(u64::try_from(self.days).unwrap_or(u64::MAX));
        self.today.checked_add_days(days).unwrap_or(NaiveDate::MAX)
    }
}

/// The items that are asked for, sorted.
#[must_use]
pub fn items(loaded: &Loaded, asked: &Asked<'_>) -> Vec<Item> {
    let mut items = due::all(loaded, asked.today, asked.until());
    if asked.escalate {
        items.extend(due::escalated(loaded, &items, asked.today));
        items.sort_by(Item::order);
    }
    items.retain(|item| is_staff(item, asked.staff) && (asked.query.is_empty() || matches(loaded, item, asked)));
    items
}

fn is_staff(item: &Item, staff: &[String]) -> bool {
    staff.is_empty() || item.staff.as_ref().is_some_and(|one| staff.contains(&one.id))
}

fn matches(loaded: &Loaded, item: &Item, asked: &Asked<'_>) -> bool {
    let folder = item.customer.as_ref().and_then(|customer| due::folder(loaded, &customer.id));
    let row = row::Queried::of(item, folder);
    asked.query.matches(&Subject { world: &loaded.world, folder, row: Some(&row), today: asked.today })
}

/// The table of items: ids and keys for machines; names, and how each item stands in words, for people.
#[must_use]
pub fn table(items: &[Item], machine: bool, lang: Lang) -> Table {
    let date = Column::new("date", words("日期", "date"));
    let [kind, customer, subject, person, staff] = [
        Column::new("kind", words("种类", "kind")),
        Column::new("customer", words("客户", "customer")),
        Column::new("subject", words("事项", "what")),
        Column::new("person", words("对象", "with")),
        Column::new("staff", words("经办人", "who")),
    ];
    if machine {
        let (days, overdue) = (Column::new("days", words("天数", "days")), Column::new("overdue", words("已过期", "overdue")));
        let mut table = Table::new(vec![date, days, kind, customer, subject, person, staff, overdue]);
        table.rows = items.iter().map(machine_row).collect();
        return table;
    }
    let state = Column::new("state", words("状态", "state"));
    let mut table = Table::new(vec![date, state, kind, customer, subject, person, staff]);
    table.rows = items.iter().map(|item| row_for_people(item, lang)).collect();
    drop_blank(&mut table);
    table
}

/// The same table for people without the columns of these keys: a heading says it already.
#[must_use]
pub fn without(mut table: Table, keys: &[&str]) -> Table {
    let keep: Vec<bool> = table.columns.iter().map(|column| !keys.contains(&&*column.key)).collect();
    retain(&mut table, &keep);
    table
}

/// People are spared the columns in which nothing stands.
fn drop_blank(table: &mut Table) {
    let keep: Vec<bool> = (0..table.columns.len()).map(|at| table.cells(at).any(|cell| *cell != Cell::Empty)).collect();
    if !table.rows.is_empty() {
        retain(table, &keep);
    }
}

fn retain(table: &mut Table, keep: &[bool]) {
    let kept = |at: &usize| keep.get(*at).copied().unwrap_or(true);
    for row in &mut table.rows {
        *row = (0..row.len()).filter(kept).map(|at| row[at].clone()).collect();
    }
    table.columns = (0..table.columns.len()).filter(kept).map(|at| table.columns[at].clone()).collect();
}

fn machine_row(item: &Item) -> Vec<Cell> {
    let id = |named: &Option<due::Named>| named.as_ref().map(|one| Cell::text(&*one.id)).unwrap_or_default();
    vec![
        item.date.into(),
        Cell::Int(item.days),
        item.kind.key().into(),
        id(&item.customer),
        Cell::text(&*item.subject),
        id(&item.person),
        id(&item.staff),
        Cell::Bool(item.is_past()),
    ]
}

fn row_for_people(item: &Item, lang: Lang) -> Vec<Cell> {
    let name = |named: &Option<due::Named>| named.as_ref().map(|one| Cell::text(&*one.name)).unwrap_or_default();
    vec![
        item.date.into(),
        state_cell(item, lang),
        item.kind.label().get(lang).into(),
        name(&item.customer),
        Cell::text(&*item.subject),
        name(&item.person),
        name(&item.staff),
    ]
}

/// The state with its tone: red when it is overdue, yellow today and while the policy still allows it.
#[must_use]
pub fn state_cell(item: &Item, lang: Lang) -> Cell {
    let text = state(item, lang);
    match item.state {
        State::Overdue => Cell::Toned(Tone::Bad, text),
        State::Late => Cell::Toned(Tone::Fair, text),
        State::Ahead if item.days == 0 => Cell::Toned(Tone::Fair, text),
        State::Ahead => Cell::Text(text),
    }
}

/// `今天`, `3 天后`, `过期 18 天`; what the policy still allows says so.
#[must_use]
pub fn state(item: &Item, lang: Lang) -> String {
    let days = item.days.abs();
    match (item.state, item.days) {
        (_, 0) => say!(lang, "今天", "today"),
        (_, 1) => say!(lang, "明天", "tomorrow"),
        (State::Ahead, _) => say!(lang, "{days} 天后", "in {days} days"),
        (State::Late, -1) => say!(lang, "过期 1 天（宽限）", "1 day late (grace)"),
        (State::Late, _) => say!(lang, "过期 {days} 天（宽限）", "{days} days late (grace)"),
        (State::Overdue, -1) => say!(lang, "过期 1 天", "1 day late"),
        (State::Overdue, _) => say!(lang, "过期 {days} 天", "{days} days late"),
    }
}

/// How many there are of what: `已过期 12 项，今后 14 天内到期 10 项`.
#[must_use]
pub fn summary(items: &[Item], days: usize, lang: Lang) -> String {
    let late = items.iter().filter(|item| item.state == State::Late).count();
    let past = items.iter().filter(|item| item.is_past()).count();
    let ahead = items.len() - past;
    let past = match late {
        0 => say!(lang, "已过期 {past} 项", "overdue: {past}"),
        _ => say!(lang, "已过期 {past} 项（其中 {late} 项在宽限期内）", "overdue: {past} ({late} of them within grace)"),
    };
    match days {
        0 => say!(lang, "{past}，今天到期 {ahead} 项", "{past}; today: {ahead}"),
        _ => say!(lang, "{past}，今后 {days} 天内到期 {ahead} 项", "{past}; within the next {days} days: {ahead}"),
    }
}

/// What to do where nothing is listed.
#[must_use]
pub fn hints(loaded: &Loaded, asked: &Asked<'_>) -> Vec<String> {
    let lang = loaded.world.lang;
    let days = asked.days;
    if loaded.customers.is_empty() {
        return vec![first_customer(lang)];
    }
    let planned = loaded.customers.iter().flat_map(|folder| &folder.plans).any(|doc| doc.record.contact_lines().next().is_some());
    if !planned {
        return vec![say!(
            lang,
            "没有到期的事项；接触计划还是空的：用 `kehu plan new CUSTOMER` 建立计划，用 `kehu schedule CUSTOMER PERSON --ours STAFF --next DATE` 安排联系",
            "nothing falls due, and no contact is planned: make a plan with `kehu plan new CUSTOMER`, then plan contacts with `kehu schedule CUSTOMER PERSON --ours STAFF --next DATE`"
        )];
    }
    let filtered = !asked.query.is_empty() || !asked.staff.is_empty();
    let further = days.saturating_mul(2).max(30);
    vec![match filtered {
        true => say!(
            lang,
            "符合条件的事项中，没有过期的，今后 {days} 天内也没有到期的；看得更远用 `--days {further}`",
            "nothing that matches is overdue or falls due within {days} days; look further with `--days {further}`"
        ),
        false => say!(
            lang,
            "没有过期的事项，今后 {days} 天内也没有到期的；看得更远用 `--days {further}`",
            "nothing is overdue or falls due within {days} days; look further with `--days {further}`"
        ),
    }]
}

/// Documents that the answer needed and that could not be read: path and reason. `wanted`: which customers are asked for.
#[must_use]
pub fn unread(loaded: &Loaded, wanted: &dyn Fn(&CustomerFolder) -> bool) -> Vec<(String, String)> {
    let kinds = due::documents(&loaded.world);
    let folders = loaded.customers.iter().filter(|folder| !folder.broken.is_empty() && wanted(folder));
    let broken = loaded.world.broken.iter().chain(folders.flat_map(|folder| &folder.broken));
    let paths: Vec<&str> = broken.filter(|(kind, _)| kinds.contains(kind)).map(|(_, path)| &**path).collect();
    let named = loaded.unread.iter().filter(|one| paths.contains(&&*one.path));
    named.map(|one| (one.path.to_string(), one.reason.clone())).collect()
}

/// The items of each person, by name of the person; what nobody is in charge of comes last.
#[must_use]
pub fn by_staff(items: Vec<Item>) -> Vec<(Option<due::Named>, Vec<Item>)> {
    let mut out: Vec<(Option<due::Named>, Vec<Item>)> = Vec::new();
    let mut items = items;
    items.sort_by(|a, b| {
        let who = |item: &Item| (item.staff.is_none(), item.staff.as_ref().map(|one| one.id.clone()));
        who(a).cmp(&who(b)).then_with(|| a.order(b))
    });
    for item in items {
        match out.last_mut().filter(|(staff, _)| staff.as_ref().map(|one| &one.id) == item.staff.as_ref().map(|one| &one.id)) {
            Some((_, list)) => list.push(item),
            None => out.push((item.staff.clone(), vec![item])),
        }
    }
    out
}
