//! `revenue --format svg`: the months in which contracts are expected, stacked by account manager; or any groups beside one another.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::analysis::outcome::Actual;
use crate::archive::Loaded;
use crate::model::money::{Money, Unit};
use crate::render::chart::{Chart, Series, Shape};
use crate::render::table::Cell;
use crate::say;
use crate::words::{Lang, words};
use crate::world::World;

use super::groups::{Group, group};
use super::{Asked, By, Row, rows};

/// More account managers than this are told apart by nobody.
const MOST_SERIES: usize = 7;
/// More groups than this do not fit side by side.
const MOST_GROUPS: usize = 40;

/// Sums of one group.
#[derive(Clone, Debug, Default)]
struct Sums {
    name: String,
    contract: Decimal,
    expected: Decimal,
    /// None where nothing was won yet.
    actual: Option<Decimal>,
}

/// The revenue plans of a year as a picture.
#[must_use]
pub fn chart(loaded: &Loaded, asked: &Asked<'_>) -> Chart {
    // A picture is for people, whatever the format of the figures.
    let asked = &Asked { machine: false, ..*asked };
    let (rows, world) = (rows(loaded, asked), &loaded.world);
    let (lang, year) = (world.lang, asked.year);
    // Where no project has a day there are no months to look at.
    let dated = rows.is_empty() || rows.iter().any(|row| row.line.expected_on.value().is_some());
    let by = asked.by.unwrap_or(if dated { By::Month } else { By::Am });
    let shape = if by == By::Month && !asked.actual { by_month(&rows, asked, world) } else { side_by_side(&rows, by, asked, world) };
    let label = by.label().get(lang);
    let title = match (asked.actual, lang) {
        (false, Lang::Zh) => format!("{year} 年收益计划（按{label}）"),
        (true, Lang::Zh) => format!("{year} 年收益计划与实际（按{label}）"),
        (false, Lang::En) => format!("Revenue plan {year} by {label}"),
        (true, Lang::En) => format!("Revenue plan {year} and outcome by {label}"),
    };
    let mut notes = notes(&rows, by, asked, lang);
    if !dated && asked.by.is_none() {
        notes.push(say!(
            lang,
            "项目都没有「预计签约日期」（expected_on），因此按客户经理，而不按月份",
            "no project has an `expected_on`, so this is by account manager and not by month"
        ));
    }
    Chart { title, notes, shape }
}

fn notes(rows: &[Row<'_>], by: By, asked: &Asked<'_>, lang: Lang) -> Vec<String> {
    let (day, count) = (asked.day, rows.len());
    let mut notes = vec![say!(
        lang,
        "截至 {day}，{count} 个项目；实际收入 = 合同额 × 获取率",
        "As of {day}, projects: {count}; expected revenue = contract × win rate"
    )];
    let partial = rows.iter().filter(|row| row.figures.expected.is_none()).count();
    if partial > 0 {
        notes.push(say!(lang, "{partial} 个项目缺合同额或获取率，未计入", "without a contract amount or win rate, not counted: {partial}"));
    }
    let undated = rows.iter().filter(|row| row.line.expected_on.value().is_none()).count();
    if by == By::Month && undated > 0 {
        notes.push(say!(lang, "{undated} 个项目没有预计签约日期", "without a day on which they are expected: {undated}"));
    }
    notes
}

/// An amount as a number of the axis.
fn number(money: Option<Money>, unit: Unit) -> Decimal {
    money.map_or(Decimal::ZERO, |money| Decimal::new(money.fen(), unit.max_decimals()))
}

fn said(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => text,
        other => other.raw().into_owned(),
    }
}

/// The year's months, and those of other years and none where projects have them; a series an account manager.
fn by_month(rows: &[Row<'_>], asked: &Asked<'_>, world: &World) -> Shape {
    let lang = world.lang;
    let months = (1..=12).map(|month| format!("{}-{month:02}", asked.year));
    let mut groups: BTreeMap<Group, String> = months.map(|month| ((false, 0, month.clone()), month)).collect();
    let mut managers: BTreeMap<Group, (String, BTreeMap<Group, Decimal>)> = BTreeMap::new();
    for row in rows {
        let (month, month_name) = group(row, By::Month, false, world);
        let (manager, name) = group(row, By::Am, false, world);
        groups.entry(month.clone()).or_insert_with(|| said(month_name));
        let sums = &mut managers.entry(manager).or_insert_with(|| (said(name), BTreeMap::new())).1;
        *sums.entry(month).or_default() += number(row.figures.expected, asked.unit);
    }
    let mut series: Vec<(String, BTreeMap<Group, Decimal>)> = managers.into_values().collect();
    if series.len() > MOST_SERIES {
        // The largest keep their names; who is among them does not change their order.
        let mut sums: Vec<(Decimal, usize)> = series.iter().map(|(_, sums)| sums.values().sum()).zip(0..).collect();
        sums.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let small: Vec<usize> = sums.iter().skip(MOST_SERIES - 1).map(|(_, at)| *at).collect();
        let mut rest: BTreeMap<Group, Decimal> = BTreeMap::new();
        for (month, sum) in small.iter().flat_map(|at| &series[*at].1) {
            *rest.entry(month.clone()).or_default() += *sum;
        }
        let mut at = 0..;
        series.retain(|_| !at.next().is_some_and(|at| small.contains(&at)));
        let count = small.len();
        series.push((say!(lang, "其余 {count} 人", "{count} others"), rest));
    }
    let values = |sums: &BTreeMap<Group, Decimal>| groups.keys().map(|month| sums.get(month).copied()).collect();
    let series = series.iter().map(|(name, sums)| Series { name: name.clone(), values: values(sums) }).collect();
    Shape::Bars { groups: groups.into_values().collect(), series, stacked: true, unit: asked.unit.label(lang).to_owned(), level: None }
}

/// Contract and expected revenue of each group, or expected revenue and what was contracted.
fn side_by_side(rows: &[Row<'_>], by: By, asked: &Asked<'_>, world: &World) -> Shape {
    let lang = world.lang;
    let mut groups: BTreeMap<Group, Sums> = BTreeMap::new();
    for row in rows {
        let (key, name) = group(row, by, false, world);
        let sums = groups.entry(key).or_insert_with(|| Sums { name: said(name), ..Sums::default() });
        sums.contract += number(row.figures.contract, asked.unit);
        sums.expected += number(row.figures.expected, asked.unit);
        let actual = Actual::of(row.line, asked.day).contract;
        sums.actual = added(sums.actual, actual.map(|actual| number(Some(actual), asked.unit)));
    }
    let groups = largest(groups.into_values().collect(), by, lang);
    let series = |name: &str, of: fn(&Sums) -> Option<Decimal>| Series { name: name.to_owned(), values: groups.iter().map(of).collect() };
    let expected = series(words("实际收入（预期）", "expected revenue").get(lang), |sums| Some(sums.expected));
    let series = if asked.actual {
        vec![expected, series(words("实际合同额", "actual contract").get(lang), |sums| sums.actual)]
    } else {
        vec![series(words("合同额", "contract").get(lang), |sums| Some(sums.contract)), expected]
    };
    let names = groups.iter().map(|one| one.name.clone()).collect();
    Shape::Bars { groups: names, series, stacked: false, unit: asked.unit.label(lang).to_owned(), level: None }
}

/// The sum of two that may not be there.
fn added(one: Option<Decimal>, other: Option<Decimal>) -> Option<Decimal> {
    one.zip(other).map(|(one, other)| one + other).or(one).or(other)
}

/// Of very many groups the largest, and the rest together; months stay as they are.
fn largest(groups: Vec<Sums>, by: By, lang: Lang) -> Vec<Sums> {
    if groups.len() <= MOST_GROUPS || by == By::Month {
        return groups;
    }
    let mut sorted = groups;
    // A stable sort: equals stay in their order.
    sorted.sort_by_key(|one| std::cmp::Reverse(one.expected));
    let rest = sorted.split_off(MOST_GROUPS - 1);
    let count = rest.len();
    let name = say!(lang, "其余 {count} 个", "{count} others");
    sorted.push(rest.into_iter().fold(Sums { name, ..Sums::default() }, |sum, one| Sums {
        contract: sum.contract + one.contract,
        expected: sum.expected + one.expected,
        actual: added(sum.actual, one.actual),
        ..sum
    }));
    sorted
}
