//! `kehu revenue`: 附表7 收益计划 over the customers, a row a project or a row a group; held against what came of it; as a picture.

mod actual;
mod chart;
mod groups;
mod meant;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::analysis::revenue::{Figures, Totals};
use crate::archive::{CustomerFolder, DocKind, Loaded, Unread};
use crate::form::Target;
use crate::form::customer::Customer;
use crate::form::plan::RevenueLine;
use crate::model::money::{Money, Unit};
use crate::render::chart::text::bar_of;
use crate::render::table::{Align, Cell, Column, Formula, Table};
use crate::report::hints::first_customer;
use crate::say;
use crate::words::{Lang, Words, words};
use crate::world::World;

use groups::{Group, group};

pub use actual::spoken;
pub use meant::{about_customers, is_meant};

/// What the sums are made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// 客户
    Customer,
    /// 客户经理
    Am,
    /// 大区
    Region,
    /// 客户类别
    Category,
    /// 客户层级
    Tier,
    /// 产品
    Product,
    /// 商机阶段
    Stage,
    /// 预计签约的月份
    Month,
}

impl By {
    /// Every key, in the order of the help.
    pub const ALL: [Self; 8] =
        [Self::Customer, Self::Am, Self::Region, Self::Category, Self::Tier, Self::Product, Self::Stage, Self::Month];

    /// The word on the command line, which is the column's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Am => "am",
            Self::Region => "region",
            Self::Category => "category",
            Self::Tier => "tier",
            Self::Product => "product",
            Self::Stage => "stage",
            Self::Month => "month",
        }
    }

    /// The column's heading.
    #[must_use]
    pub const fn label(self) -> Words {
        match self {
            Self::Customer => words("客户", "customer"),
            Self::Am => words("客户经理", "account manager"),
            Self::Region => words("大区", "region"),
            Self::Category => words("客户类别", "category"),
            Self::Tier => words("客户层级", "tier"),
            Self::Product => words("产品", "product"),
            Self::Stage => words("商机阶段", "stage"),
            Self::Month => words("预计签约月份", "month"),
        }
    }
}

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The plans' year.
    pub year: i32,
    /// The day: what was decided after it counts as open.
    pub day: NaiveDate,
    /// Sums by this instead of single projects.
    pub by: Option<By>,
    /// Plan against outcome.
    pub actual: bool,
    /// Ids and keys instead of names and labels.
    pub machine: bool,
    /// The unit of amounts in pictures and notes.
    pub unit: Unit,
    /// Which customers: whose documents the answer needs.
    pub wanted: &'a dyn Fn(&CustomerFolder) -> bool,
    /// Which projects.
    pub project: &'a dyn Fn(&CustomerFolder, &RevenueLine) -> bool,
}

/// A project with whose it is.
struct Row<'a> {
    customer: &'a CustomerFolder,
    line: &'a RevenueLine,
    figures: Figures,
}

/// The revenue plans of a year as a table, with its totals and with what is not counted.
#[must_use]
pub fn table(loaded: &Loaded, asked: &Asked<'_>) -> Table {
    let rows = rows(loaded, asked);
    let mut totals = Totals::default();
    rows.iter().for_each(|row| totals.add(&row.figures));
    let world = &loaded.world;
    let mut table = match (asked.actual, asked.by) {
        (true, _) => actual::table(&rows, &totals, asked, world),
        (false, None) => projects(&rows, &totals, asked, world),
        (false, Some(by)) => groups(&rows, &totals, by, asked, world),
    };
    let lang = world.lang;
    if totals.partial > 0 {
        let count = totals.partial;
        table.notes.push(say!(
            lang,
            "{count} 个项目缺合同额、获取率或利润率，缺少的金额未计入",
            "{count} projects lack a contract amount, win rate or margin; what is missing is not counted"
        ));
    }
    if totals.contract.is_none() || totals.expected.is_none() || totals.profit.is_none() {
        table.notes.push(say!(lang, "合计过大，不能表示", "a sum is too large to be shown"));
    }
    if rows.is_empty() {
        nothing(&mut table, loaded, asked);
    }
    let unread = unread(loaded, asked);
    table.unread = unread.iter().map(|one| (one.path.to_string(), one.reason.clone())).collect();
    table
}

pub use chart::chart;

/// What to do where there is no project to show: the first customer, the first project; or the year that has some.
fn nothing(table: &mut Table, loaded: &Loaded, asked: &Asked<'_>) {
    let (lang, year) = (loaded.world.lang, asked.year);
    if loaded.customers.is_empty() {
        table.hints.push(first_customer(lang));
        return;
    }
    let plans = loaded.customers.iter().flat_map(|customer| customer.plans.iter().map(move |doc| (customer, doc)));
    let with_projects: Vec<_> = plans.filter(|(_, doc)| doc.whole && doc.record.projects().next().is_some()).collect();
    if with_projects.is_empty() {
        table.hints.push(say!(
            lang,
            "还没有项目；用 `kehu add-project 客户 项目名称 --contract 合同额 --win-rate 获取率 --margin 利润率` 登记",
            "there are no projects; enter one with `kehu add-project CUSTOMER PROJECT --contract AMOUNT --win-rate RATE --margin RATE`"
        ));
        return;
    }
    // A query that meets nothing is an answer, not a fault: who reads the figures by machine is told nothing.
    let meant = with_projects
        .iter()
        .filter(|(customer, doc)| (asked.wanted)(customer) && doc.record.projects().any(|line| (asked.project)(customer, line)));
    let nearest = meant.filter_map(|(_, doc)| doc.year()).min_by_key(|one| ((one - year).abs(), -one));
    if let Some(other) = nearest.filter(|_| !asked.machine) {
        table.notes.push(say!(
            lang,
            "{year} 年没有这样的项目；{other} 年有，用 `kehu revenue --year {other}` 查看",
            "there are no such projects in {year}; {other} has some: `kehu revenue --year {other}`"
        ));
    }
}

/// Documents that the answer needed and that could not be read whole: the year's plans and the profiles of the customers
/// asked for, and the settings, without which nobody knows the unit.
fn unread<'a>(loaded: &'a Loaded, asked: &Asked<'_>) -> Vec<&'a Unread> {
    let year = asked.year.to_string();
    let of_year = |path: &str| {
        let stem = path.rsplit('/').next().and_then(|name| name.split('.').next());
        stem == Some(year.as_str())
    };
    let mut paths: Vec<&str> = Vec::new();
    for customer in loaded.customers.iter().filter(|customer| (asked.wanted)(customer)) {
        for (kind, path) in &customer.broken {
            if *kind == DocKind::Customer || (*kind == DocKind::Plan && of_year(path)) {
                paths.push(path);
            }
        }
    }
    let settings = loaded.world.broken.iter().filter(|(kind, _)| *kind == DocKind::Settings);
    paths.extend(settings.map(|(_, path)| &**path));
    loaded.unread.iter().filter(|one| paths.contains(&&*one.path)).collect()
}

/// The year's projects that are asked for, by customer and in the order of the file. A plan that could not be read
/// whole counts in no list and no total.
fn rows<'a>(loaded: &'a Loaded, asked: &Asked<'_>) -> Vec<Row<'a>> {
    let mut out = Vec::new();
    for customer in &loaded.customers {
        for doc in customer.plans.iter().filter(|doc| doc.whole && doc.year() == Some(asked.year)) {
            let Some(plan) = doc.record.revenue_plan.get() else { continue };
            let wanted = plan.projects().filter(|line| (asked.project)(customer, line));
            out.extend(wanted.map(|line| Row { customer, line, figures: Figures::of(line) }));
        }
    }
    out
}

impl<'a> Row<'a> {
    fn profile(&self) -> Option<&'a Customer> {
        self.customer.profile.as_ref().filter(|doc| doc.whole).map(|doc| &doc.record)
    }
}

/// The customer: its id, or its name.
fn customer_cell(customer: &CustomerFolder, machine: bool) -> Cell {
    Cell::text(if machine { &*customer.id } else { customer.called() })
}

/// An id for machines, the name of what it stands for for people.
fn named(target: Target, id: &str, machine: bool, world: &World) -> String {
    if machine { id.to_owned() } else { world.name_of(target, id).unwrap_or_else(|| id.to_owned()) }
}

fn manager_cell(row: &Row<'_>, machine: bool, world: &World) -> Cell {
    let manager = row.profile().and_then(|profile| profile.account_manager.get());
    manager.map_or(Cell::Empty, |staff| Cell::text(named(Target::Staff, &staff.id, machine, world)))
}

const CONTRACT: Column = Column::new("contract", words("合同额", "contract"));
const EXPECTED: Column = Column::new("expected", words("实际收入", "expected revenue"));
/// How expected revenue compares, for the eye.
const BAR: Column = Column::picture("bar", words("图", "bar"));
/// How many columns of a terminal the longest bar takes.
const BAR_WIDTH: usize = 8;
const PROFIT: Column = Column::new("profit", words("利润额", "profit"));
const WIN_RATE: Column = Column::new("win_rate", words("获取率", "win rate"));
const MARGIN: Column = Column::new("margin", words("利润率", "margin"));

/// What follows from what in a row a project, and in its total.
const PROJECTS: &[Formula] = &[
    Formula::Product { into: "expected", amount: "contract", rate: "win_rate" },
    Formula::Product { into: "profit", amount: "expected", rate: "margin" },
    Formula::Share { into: "win_rate", part: "expected", of: "contract", rows: false },
    Formula::Share { into: "margin", part: "profit", of: "expected", rows: false },
];

/// The same where only projects that lack nothing are added up, as on 附表7（二）.
pub(in crate::report) const WHOLE_PROJECTS: &[Formula] =
    &[PROJECTS[0], PROJECTS[1], PROJECTS[2], PROJECTS[3], Formula::Whole { by: "profit" }];

/// The same in a row a group, whose amounts are sums.
const GROUPS: &[Formula] = &[
    Formula::Share { into: "win_rate", part: "expected", of: "contract", rows: true },
    Formula::Share { into: "margin", part: "profit", of: "expected", rows: true },
];

/// A row a project.
fn projects(rows: &[Row<'_>], totals: &Totals, asked: &Asked<'_>, world: &World) -> Table {
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("project", words("项目名称", "project")),
        // A year is a name, not a quantity.
        Column::new("year", words("年度", "year")).aligned(Align::Left),
        CONTRACT,
        WIN_RATE,
        EXPECTED,
        MARGIN,
        PROFIT,
        Column::new("outcome", words("结果", "outcome")),
        Column::new("account_manager", words("客户经理", "account manager")),
    ])
    .computed(PROJECTS);
    let lang = world.lang;
    for row in rows {
        let (line, figures) = (row.line, row.figures);
        let outcome = line.outcome_on(Some(asked.day));
        table.rows.push(vec![
            customer_cell(row.customer, asked.machine),
            Cell::text(line.called()),
            Cell::Int(i64::from(asked.year)),
            figures.contract.into(),
            figures.win_rate.into(),
            figures.expected.into(),
            figures.margin.into(),
            figures.profit.into(),
            Cell::text(if asked.machine { outcome.key() } else { outcome.label(lang) }),
            manager_cell(row, asked.machine, world),
        ]);
    }
    if !rows.is_empty() {
        table.totals.push(vec![
            total_cell(lang),
            Cell::Empty,
            Cell::Empty,
            totals.contract.into(),
            totals.win_rate().into(),
            totals.expected.into(),
            totals.margin().into(),
            totals.profit.into(),
        ]);
    }
    table
}

fn total_cell(lang: Lang) -> Cell {
    Cell::text(words("合计", "total").get(lang))
}

/// A row a group, in an order that does not depend on how the groups are called: that of the form or of the settings, else of the key.
fn groups(rows: &[Row<'_>], totals: &Totals, by: By, asked: &Asked<'_>, world: &World) -> Table {
    let projects = Column::new("projects", words("项目数", "projects"));
    let mut table =
        Table::new(vec![Column::new(by.key(), by.label()), projects, CONTRACT, EXPECTED, BAR, PROFIT, WIN_RATE, MARGIN]).computed(GROUPS);
    let mut groups: BTreeMap<Group, (Cell, Totals)> = BTreeMap::new();
    for row in rows {
        let (group, cell) = group(row, by, asked.machine, world);
        groups.entry(group).or_insert_with(|| (cell, Totals::default())).1.add(&row.figures);
    }
    let most = groups.values().filter_map(|(_, sums)| sums.expected).max();
    let bar = |sums: &Totals| -> Cell {
        let fen = |money: Money| Decimal::from(money.fen());
        sums.expected.zip(most).map(|(own, most)| bar_of(fen(own), fen(most), BAR_WIDTH)).into()
    };
    table.rows = groups.into_values().map(|(cell, sums)| sums_row(cell, bar(&sums), &sums)).collect();
    if !rows.is_empty() {
        table.totals.push(sums_row(total_cell(world.lang), Cell::Empty, totals));
    }
    table
}

fn sums_row(name: Cell, bar: Cell, sums: &Totals) -> Vec<Cell> {
    vec![
        name,
        Cell::count(sums.projects),
        sums.contract.into(),
        sums.expected.into(),
        bar,
        sums.profit.into(),
        sums.win_rate().into(),
        sums.margin().into(),
    ]
}
