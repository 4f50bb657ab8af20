//! `kehu actions`: how far the actions of 附表7 are, action by action, and summed up by who carries them out.

mod owners;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::form::choices::ActionStatus;
use crate::form::plan::Action;
use crate::form::{Record, Target};
use crate::query::Query;
use crate::render::chart::text::meter;
use crate::render::table::{Align, Cell, Column, Table, Tone};
use crate::report::hints::first_customer;
use crate::say;
use crate::words::{Lang, words};

pub use owners::{Sums, owners, sums};

/// Columns of the bar that shows how far an action is.
const BAR: usize = 6;

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The day of judgement.
    pub today: NaiveDate,
    /// Only this year's plan; else that of the day's year, and what of earlier ones is still open.
    pub year: Option<i32>,
    /// By owner, what is most overdue first; else by customer and in the order of the plan.
    pub by_owner: bool,
    /// Ids and keys instead of names and labels.
    pub machine: bool,
    /// Which customers: whose documents the answer needs.
    pub wanted: &'a dyn Fn(&CustomerFolder) -> bool,
    /// Which actions.
    pub action: &'a dyn Fn(&CustomerFolder, &Action) -> bool,
}

/// An action with whose it is.
struct Row<'a> {
    customer: &'a CustomerFolder,
    year: i32,
    action: &'a Action,
}

impl<'a> Row<'a> {
    /// Who carries it out.
    fn owner(&self) -> Option<&'a str> {
        self.action.owner.get().map(|owner| &*owner.id)
    }

    /// How it stood on the day: what was done later was not done yet.
    fn status(&self, today: NaiveDate) -> Option<ActionStatus> {
        let later = || self.action.done_on.value().is_some_and(|done| done > today);
        self.action.status.value().map(|status| if status == ActionStatus::Done && later() { ActionStatus::InProgress } else { status })
    }

    /// Percent done: stated, else what the status tells.
    fn progress(&self, today: NaiveDate) -> Option<i64> {
        let status = self.status(today);
        match (self.action.progress.value(), status) {
            (Some(stated), _) if status == self.action.status.value() => Some(stated.0),
            (_, Some(ActionStatus::Done)) => Some(100),
            (_, Some(ActionStatus::NotStarted)) => Some(0),
            _ => None,
        }
    }

    /// Days since its end where it is still open, else 0.
    fn overdue(&self, today: NaiveDate) -> i64 {
        let gone = self.action.end.value().map_or(0, |end| (today - end).num_days());
        if self.action.is_over(today) { 0 } else { gone.max(0) }
    }
}

/// The terms that speak of customers: the others cannot be judged by a plan that was not read.
#[must_use]
pub fn about_customers(query: &Query) -> Query {
    let of_rows = |key: &str| matches!(key, "year" | "owner" | "staff") || Action::SPEC.fields.iter().any(|spec| spec.key == key);
    let terms = query.terms.iter().filter(|term| !term.key.is_some_and(of_rows));
    Query { terms: terms.cloned().collect() }
}

/// The actions.
#[must_use]
pub fn table(loaded: &Loaded, asked: &Asked<'_>) -> Table {
    let rows = rows(loaded, asked);
    let lang = loaded.world.lang;
    let mut table = Table::new(columns());
    table.rows = rows.iter().map(|row| cells(row, loaded, asked)).collect();
    if !asked.machine {
        for_people(&mut table, &rows, asked, lang);
    }
    if rows.is_empty() {
        table.hints.push(hint(loaded, lang));
    }
    table.unread = unread(loaded, asked);
    table
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("customer", words("客户", "customer")),
        // A year is a name, not a quantity.
        Column::new("year", words("年度", "year")).aligned(Align::Left),
        Column::new("what", words("行动内容", "what")),
        Column::new("owner", words("执行人", "owner")),
        Column::new("start", words("开始日期", "start")),
        Column::new("end", words("结束日期", "end")),
        Column::new("status", words("完成情况", "status")),
        Column::new("progress", words("进度", "progress")),
        Column::new("overdue_days", words("逾期天数", "days overdue")),
    ]
}

/// For people: a bar, the days overdue in place of the status, and the year once below where it is the same all the way down.
fn for_people(table: &mut Table, rows: &[Row<'_>], asked: &Asked<'_>, lang: Lang) {
    let (today, by_owner) = (asked.today, asked.by_owner);
    let Some(first) = rows.first() else { return };
    table.columns[7] = Column::picture("progress", words("进度", "progress"));
    let only = rows.iter().all(|row| row.year == first.year).then_some(first.year);
    let keep = |at: &usize| *at != 8 && (*at != 1 || only.is_none());
    // Whose list it is stands first.
    let order: Vec<usize> = if by_owner { vec![3, 0, 1, 2, 4, 5, 6, 7] } else { (0..table.columns.len()).collect() };
    let order: Vec<usize> = order.into_iter().filter(keep).collect();
    table.rows = table.rows.iter().map(|row| order.iter().map(|at| Table::cell(row, *at).clone()).collect()).collect();
    table.columns = order.iter().map(|at| table.columns[*at].clone()).collect();
    table.notes.push(summary(rows, only, today, lang));
}

fn rows<'a>(loaded: &'a Loaded, asked: &Asked<'_>) -> Vec<Row<'a>> {
    let mut out = Vec::new();
    for customer in &loaded.customers {
        let mut plans: Vec<_> = customer.plans.iter().filter(|doc| doc.whole).filter_map(|doc| Some((doc.year()?, doc))).collect();
        plans.sort_by_key(|(year, _)| *year);
        for (year, doc) in plans {
            let this = asked.year.unwrap_or_else(|| asked.today.year());
            let earlier = asked.year.is_none() && year < this;
            if year != this && !earlier {
                continue;
            }
            let open = |action: &&Action| !earlier || !action.is_over(asked.today);
            let actions = doc.record.actions().filter(open).filter(|action| (asked.action)(customer, action));
            out.extend(actions.map(|action| Row { customer, year, action }));
        }
    }
    if asked.by_owner {
        // A stable sort: equals stay by customer and in the order of the plan.
        out.sort_by_key(|row| (row.owner().is_none(), row.owner(), std::cmp::Reverse(row.overdue(asked.today)), row.action.end.value()));
    }
    out
}

fn cells(row: &Row<'_>, loaded: &Loaded, asked: &Asked<'_>) -> Vec<Cell> {
    let (world, lang, machine) = (&loaded.world, loaded.world.lang, asked.machine);
    let action = row.action;
    let owner = action.owner.get().map(|owner| match machine {
        true => owner.id.to_string(),
        false => world.name_of(Target::Staff, &owner.id).unwrap_or_else(|| owner.id.to_string()),
    });
    let (progress, overdue) = (row.progress(asked.today), row.overdue(asked.today));
    let status = match row.status(asked.today) {
        Some(status) if machine => Cell::text(status.key()),
        // 附表7 knows it as 逾期, which nobody writes down.
        _ if overdue > 0 && !machine => Cell::Toned(Tone::Bad, late(overdue, lang)),
        status => status.map(|status| status.label(lang)).into(),
    };
    let progress = match progress {
        Some(percent) if machine => Cell::Int(percent),
        Some(percent) => Cell::text(format!("{} {percent}%", meter(Decimal::from(percent) / Decimal::from(100), BAR))),
        None => Cell::Empty,
    };
    vec![
        Cell::text(if machine { &*row.customer.id } else { row.customer.called() }),
        Cell::Int(i64::from(row.year)),
        action.what.get().map(|what| Cell::text(what.as_str())).unwrap_or_default(),
        owner.into(),
        action.start.value().into(),
        action.end.value().into(),
        status,
        progress,
        Cell::Int(overdue),
    ]
}

fn late(days: i64, lang: Lang) -> String {
    if days == 1 { say!(lang, "逾期 1 天", "1 day late") } else { say!(lang, "逾期 {days} 天", "{days} days late") }
}

fn summary(rows: &[Row<'_>], year: Option<i32>, today: NaiveDate, lang: Lang) -> String {
    let all = rows.len();
    let with = |wanted: ActionStatus| rows.iter().filter(|row| row.status(today) == Some(wanted)).count();
    let (done, cancelled) = (with(ActionStatus::Done), with(ActionStatus::Cancelled));
    let overdue = rows.iter().filter(|row| row.overdue(today) > 0).count();
    let of = year.map(|year| say!(lang, "{year} 年", "{year}: ")).unwrap_or_default();
    let mut out = say!(lang, "{of}共 {all} 项，已完成 {done} 项，逾期 {overdue} 项", "{of}{all} in all, {done} done, {overdue} overdue");
    if cancelled > 0 {
        out.push_str(&say!(lang, "，已取消 {cancelled} 项", ", {cancelled} cancelled"));
    }
    out
}

fn hint(loaded: &Loaded, lang: Lang) -> String {
    if loaded.customers.is_empty() {
        return first_customer(lang);
    }
    say!(
        lang,
        "没有符合条件的行动；用 `kehu add-action CUSTOMER WHAT` 写进行动计划，另一年的用 `--year`",
        "no action matches; put one into the plan with `kehu add-action CUSTOMER WHAT`, or look at another year with `--year`"
    )
}

/// Plans, profiles of customers and whom names stand for, that the answer needed and that could not be read whole.
fn unread(loaded: &Loaded, asked: &Asked<'_>) -> Vec<(String, String)> {
    let this = asked.year.unwrap_or_else(|| asked.today.year());
    let year_of = |path: &str| path.rsplit('/').next().and_then(|name| name.split('.').next()).and_then(|stem| stem.parse::<i32>().ok());
    let needed = |path: &str| year_of(path).is_none_or(|year| year == this || (asked.year.is_none() && year < this));
    let names = loaded.world.broken.iter().filter(|(kind, _)| matches!(kind, DocKind::Staff | DocKind::Settings));
    let mut paths: Vec<&str> = names.map(|(_, path)| &**path).collect();
    for folder in loaded.customers.iter().filter(|folder| !folder.broken.is_empty() && (asked.wanted)(folder)) {
        for (kind, path) in &folder.broken {
            if *kind == DocKind::Customer || (*kind == DocKind::Plan && needed(path)) {
                paths.push(path);
            }
        }
    }
    let named = loaded.unread.iter().filter(|one| paths.contains(&&*one.path));
    named.map(|one| (one.path.to_string(), one.reason.clone())).collect()
}
