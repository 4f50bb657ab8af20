//! The actions summed up by who carries them out: how many are done, how many are late, what the period brought.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::archive::Loaded;
use crate::form::Target;
use crate::form::choices::ActionStatus;
use crate::model::percent::Percent;
use crate::model::period::Period;
use crate::render::chart::text::meter;
use crate::render::table::{Cell, Column, Table};
use crate::words::words;

use super::{Asked, BAR, Row, rows};

/// What actions come to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// How many there are.
    pub actions: usize,
    /// How many are done.
    pub done: usize,
    /// How many are open after their end.
    pub overdue: usize,
    /// Days that the latest one is overdue.
    longest: i64,
    cancelled: usize,
    /// To be finished within the period.
    due: usize,
    /// Finished within the period.
    finished: usize,
}

impl Sums {
    fn add(&mut self, row: &Row<'_>, period: Period, today: NaiveDate) {
        let (status, overdue) = (row.status(today), row.overdue(today));
        let is_done = status == Some(ActionStatus::Done);
        let is_cancelled = status == Some(ActionStatus::Cancelled);
        let within = |day: Option<NaiveDate>| day.is_some_and(|day| period.contains(day));
        self.actions += 1;
        self.done += usize::from(is_done);
        self.overdue += usize::from(overdue > 0);
        self.longest = self.longest.max(overdue);
        self.cancelled += usize::from(is_cancelled);
        self.due += usize::from(!is_cancelled && within(row.action.end.value()));
        self.finished += usize::from(is_done && within(row.action.done_on.value()));
    }

    /// Done ÷ all that were not cancelled.
    #[must_use]
    pub fn share(&self) -> Option<Percent> {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        Percent::ratio(count(self.done), count(self.actions - self.cancelled))
    }
}

/// What all of them come to. `period`: what fell due and was finished in it is counted.
#[must_use]
pub fn sums(loaded: &Loaded, asked: &Asked<'_>, period: Period) -> Sums {
    let mut all = Sums::default();
    rows(loaded, asked).iter().for_each(|row| all.add(row, period, asked.today));
    all
}

/// A row a person, in the order of ids; what nobody is in charge of comes last.
#[must_use]
pub fn owners(loaded: &Loaded, asked: &Asked<'_>, period: Period) -> Table {
    let lang = loaded.world.lang;
    let rows = rows(loaded, asked);
    let mut groups: BTreeMap<(bool, &str), Sums> = BTreeMap::new();
    let mut all = Sums::default();
    for row in &rows {
        let owner = row.owner();
        groups.entry((owner.is_none(), owner.unwrap_or_default())).or_default().add(row, period, asked.today);
        all.add(row, period, asked.today);
    }
    let mut table = Table::new(columns());
    for ((nobody, id), sums) in &groups {
        let name = match (asked.machine, nobody) {
            (true, _) => Cell::text(*id),
            (false, true) => Cell::text(words("（没有写明）", "(not stated)").get(lang)),
            (false, false) => Cell::text(loaded.world.name_of(Target::Staff, id).unwrap_or_else(|| (*id).to_owned())),
        };
        table.rows.push(cells(name, sums));
    }
    if groups.len() > 1 || asked.machine && !rows.is_empty() {
        table.totals.push(cells(Cell::text(words("合计", "total").get(lang)), &all));
    }
    if !asked.machine {
        drop_zeros(&mut table);
    }
    table
}

/// People are spared the counts that are zero all the way down.
fn drop_zeros(table: &mut Table) {
    const SPARED: [&str; 4] = ["longest_overdue", "cancelled", "due_in_period", "done_in_period"];
    for at in (0..table.columns.len()).rev() {
        if SPARED.contains(&&*table.columns[at].key) && table.cells(at).all(|cell| *cell == Cell::Int(0)) {
            table.columns.remove(at);
            table.rows.iter_mut().chain(&mut table.totals).for_each(|row| drop(row.remove(at)));
        }
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("owner", words("执行人", "owner")),
        Column::new("actions", words("行动", "actions")),
        Column::new("done", words("已完成", "done")),
        Column::new("done_share", words("完成率", "share done")),
        Column::picture("bar", words("图", "bar")),
        Column::new("open", words("未完成", "open")),
        Column::new("overdue", words("逾期", "overdue")),
        Column::new("longest_overdue", words("最长逾期天数", "longest overdue (days)")),
        Column::new("cancelled", words("已取消", "cancelled")),
        Column::new("due_in_period", words("本期应完成", "due in the period")),
        Column::new("done_in_period", words("本期完成", "done in the period")),
    ]
}

fn cells(name: Cell, sums: &Sums) -> Vec<Cell> {
    let share = sums.share();
    vec![
        name,
        Cell::count(sums.actions),
        Cell::count(sums.done),
        share.into(),
        share.map(|share| meter(share.value() / Decimal::ONE_HUNDRED, BAR)).into(),
        Cell::count(sums.actions - sums.done - sums.cancelled),
        Cell::count(sums.overdue),
        Cell::Int(sums.longest),
        Cell::count(sums.cancelled),
        Cell::count(sums.due),
        Cell::count(sums.finished),
    ]
}
