//! `revenue --actual`: plan against outcome, a row a project or a row a group.

use std::collections::BTreeMap;

use crate::analysis::outcome::{Actual, Outcomes};
use crate::analysis::revenue::Totals;
use crate::form::choices::Outcome;
use crate::model::money::{Money, Unit};
use crate::render::table::{Align, Cell, Column, Table};
use crate::say;
use crate::words::{Lang, words};
use crate::world::World;

use super::groups::{Group, group};
use super::{Asked, By, CONTRACT, EXPECTED, GROUPS, MARGIN, PROFIT, PROJECTS, Row, WIN_RATE, customer_cell, manager_cell, total_cell};

const ACTUAL_CONTRACT: Column = Column::new("actual_contract", words("实际合同额", "actual contract"));
const ACTUAL_REVENUE: Column = Column::new("actual_revenue", words("实现收入", "actual revenue"));
const ACTUAL_PROFIT: Column = Column::new("actual_profit", words("实现利润", "actual profit"));

/// The projects with what came of them.
pub(super) fn table(rows: &[Row<'_>], totals: &Totals, asked: &Asked<'_>, world: &World) -> Table {
    let mut outcomes = Outcomes::default();
    for row in rows {
        outcomes.add(&row.figures, &Actual::of(row.line, asked.day));
    }
    let mut table = match asked.by {
        None => projects(rows, totals, &outcomes, asked, world),
        Some(by) => groups(rows, totals, &outcomes, by, asked, world),
    };
    if !asked.machine {
        leave_out_blank(&mut table);
    }
    if !rows.is_empty() {
        notes(&mut table, &outcomes, asked, world.lang);
    }
    table
}

/// People need no column of outcomes in which nothing stands yet.
fn leave_out_blank(table: &mut Table) {
    const OUTCOMES: [&str; 4] = ["decided_on", "actual_contract", "actual_revenue", "actual_profit"];
    for at in (0..table.columns.len()).rev() {
        if OUTCOMES.contains(&&*table.columns[at].key) && table.cells(at).all(|cell| *cell == Cell::Empty) {
            table.columns.remove(at);
            for row in table.rows.iter_mut().chain(&mut table.totals).filter(|row| row.len() > at) {
                row.remove(at);
            }
        }
    }
}

/// A row a project.
fn projects(rows: &[Row<'_>], totals: &Totals, outcomes: &Outcomes, asked: &Asked<'_>, world: &World) -> Table {
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("project", words("项目名称", "project")),
        Column::new("year", words("年度", "year")).aligned(Align::Left),
        CONTRACT,
        WIN_RATE,
        EXPECTED,
        PROFIT,
        Column::new("outcome", words("结果", "outcome")),
        Column::new("decided_on", words("决定日期", "decided on")),
        ACTUAL_CONTRACT,
        ACTUAL_REVENUE,
        ACTUAL_PROFIT,
        Column::new("account_manager", words("客户经理", "account manager")),
    ])
    .computed(PROJECTS);
    for row in rows {
        let (figures, actual) = (row.figures, Actual::of(row.line, asked.day));
        table.rows.push(vec![
            customer_cell(row.customer, asked.machine),
            Cell::text(row.line.called()),
            Cell::Int(i64::from(asked.year)),
            figures.contract.into(),
            figures.win_rate.into(),
            figures.expected.into(),
            figures.profit.into(),
            Cell::text(if asked.machine { actual.outcome.key() } else { actual.outcome.label(world.lang) }),
            actual.decided_on.into(),
            actual.contract.into(),
            actual.revenue.into(),
            actual.profit.into(),
            manager_cell(row, asked.machine, world),
        ]);
    }
    if !rows.is_empty() {
        table.totals.push(vec![
            total_cell(world.lang),
            Cell::Empty,
            Cell::Empty,
            totals.contract.into(),
            totals.win_rate().into(),
            totals.expected.into(),
            totals.profit.into(),
            Cell::Empty,
            Cell::Empty,
            outcomes.contract.into(),
            outcomes.revenue.into(),
            outcomes.profit.into(),
        ]);
    }
    table
}

/// A row a group, in the order of `revenue --by`.
fn groups(rows: &[Row<'_>], totals: &Totals, outcomes: &Outcomes, by: By, asked: &Asked<'_>, world: &World) -> Table {
    let mut table = Table::new(vec![
        Column::new(by.key(), by.label()),
        Column::new("projects", words("项目数", "projects")),
        CONTRACT,
        EXPECTED,
        PROFIT,
        WIN_RATE,
        MARGIN,
        Column::new("decided", words("已决定", "decided")),
        Column::new("won", words("中标", "won")),
        ACTUAL_CONTRACT,
        ACTUAL_REVENUE,
        ACTUAL_PROFIT,
    ])
    .computed(GROUPS);
    let mut groups: BTreeMap<Group, (Cell, Totals, Outcomes)> = BTreeMap::new();
    for row in rows {
        let (key, cell) = group(row, by, asked.machine, world);
        let (_, totals, outcomes) = groups.entry(key).or_insert_with(|| (cell, Totals::default(), Outcomes::default()));
        totals.add(&row.figures);
        outcomes.add(&row.figures, &Actual::of(row.line, asked.day));
    }
    table.rows = groups.into_values().map(|(cell, totals, outcomes)| sums(cell, &totals, &outcomes)).collect();
    if !rows.is_empty() {
        table.totals.push(sums(total_cell(world.lang), totals, outcomes));
    }
    table
}

fn sums(name: Cell, totals: &Totals, outcomes: &Outcomes) -> Vec<Cell> {
    vec![
        name,
        Cell::count(totals.projects),
        totals.contract.into(),
        totals.expected.into(),
        totals.profit.into(),
        totals.win_rate().into(),
        totals.margin().into(),
        Cell::count(outcomes.decided()),
        Cell::count(outcomes.count(Outcome::Won)),
        outcomes.contract.into(),
        outcomes.revenue.into(),
        outcomes.profit.into(),
    ]
}

/// How many were decided, what was to be expected of them and what came of it, and how well the win rates were chosen.
fn notes(table: &mut Table, outcomes: &Outcomes, asked: &Asked<'_>, lang: Lang) {
    let (day, parts) = (asked.day, counted(outcomes, lang));
    table.notes.push(say!(lang, "截至 {day}：{parts}", "As of {day}: {parts}"));
    if let (Some(expected), Some(actual)) = (outcomes.expected, outcomes.contract) {
        let (expected, actual) = (spoken(expected, asked.unit, lang), spoken(actual, asked.unit, lang));
        table.notes.push(say!(
            lang,
            "已决定的项目：按获取率预期 {expected}，实际签约 {actual}",
            "Decided projects: {expected} was to be expected by their win rates, {actual} was contracted"
        ));
    }
    let all = &outcomes.calibration.total;
    if let (Some(planned), Some(realised)) = (all.planned(), all.realised()) {
        let (planned, realised) = (planned.rounded(2), realised.rounded(2));
        table.notes.push(say!(
            lang,
            "获取率：计划平均 {planned}%，实际中标 {realised}%；各档见 `kehu stats calibration`",
            "Win rates: {planned}% planned on average, {realised}% won; by bands: `kehu stats calibration`"
        ));
    }
    let unknown = outcomes.unknown;
    if unknown > 0 {
        table.notes.push(say!(
            lang,
            "中标而没有填「实际合同额」的 {unknown} 个，未计入实际",
            "won without an `actual_contract`, not counted as actual: {unknown}"
        ));
    }
}

/// `进行中 4 个、中标 1 个`: each outcome that there is.
fn counted(outcomes: &Outcomes, lang: Lang) -> String {
    let some = Outcome::ALL.iter().map(|one| (one, outcomes.count(*one))).filter(|(_, count)| *count > 0);
    lang.join(some.map(|(one, count)| match lang {
        Lang::Zh => format!("{} {count} 个", one.label(lang)),
        Lang::En => format!("{count} {}", one.label(lang)),
    }))
}

/// `1,200.00 万元`: an amount in a sentence.
#[must_use]
pub fn spoken(money: Money, unit: Unit, lang: Lang) -> String {
    let number = money.display(unit, money.decimals_needed(unit));
    match lang {
        Lang::Zh => format!("{number} {}", unit.label(lang)),
        Lang::En => format!("{} {number}", unit.label(lang)),
    }
}
