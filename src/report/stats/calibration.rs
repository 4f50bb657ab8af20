//! `stats calibration`: win rates as they were planned and as they came true, by bands of 20 points.

use crate::analysis::calibration::{Band, Calibration};
use crate::analysis::outcome::Actual;
use crate::archive::{DocKind, Loaded};
use crate::form::choices::Outcome;
use crate::model::percent::Percent;
use crate::render::chart::{Chart, Series, Shape, text::bar_of};
use crate::render::table::{Align, Cell, Column, Table};
use crate::say;
use crate::words::{Lang, words};

use super::common::{name_unread, no_customers, of_query};
use super::{Answer, Asked};

/// How many columns of a terminal a hundred percent take.
const BAR: usize = 10;

/// What was looked through.
#[derive(Default)]
struct Seen {
    calibration: Calibration,
    /// Cancelled or postponed.
    undecided: usize,
    /// Decided on no known day, while a period is asked for.
    undated: usize,
    /// Of any outcome.
    projects: usize,
}

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Answer {
    let lang = loaded.world.lang;
    let seen = look(loaded, asked);
    let mut table = Table::new(vec![
        // A band is a name, not a quantity.
        Column::new("band", words("计划获取率（%）", "planned win rate (%)")).aligned(Align::Left),
        Column::new("projects", words("项目数", "projects")),
        Column::new("planned_rate", words("计划平均", "mean planned")),
        Column::picture("planned_bar", words("计划", "planned")),
        Column::new("won", words("中标", "won")),
        Column::new("realised_rate", words("实际中标率", "won rate")),
        Column::picture("realised_bar", words("实际", "realised")),
    ]);
    let calibration = &seen.calibration;
    if calibration.total.projects > 0 {
        table.rows = calibration.bands.iter().map(|band| row(band, Cell::text(name(band, asked.machine)))).collect();
        table.totals.push(row(&calibration.total, Cell::text(words("合计", "total").get(lang))));
    }
    notes(&mut table, &seen, asked, lang);
    if calibration.total.projects == 0 {
        hints(&mut table, &seen, loaded, asked, lang);
    }
    name_unread(&mut table, loaded, asked, &of_query(asked, &[DocKind::Plan]));
    let chart = chart(calibration, &table.notes, lang);
    Answer { chart: Some(chart), ..table.into() }
}

/// The decided projects of all years' plans, or of the period.
fn look(loaded: &Loaded, asked: &Asked<'_>) -> Seen {
    let mut seen = Seen::default();
    let plans = loaded.customers.iter().filter(|folder| (asked.wanted)(folder)).flat_map(|folder| &folder.plans);
    for line in plans.filter(|doc| doc.whole).flat_map(|doc| doc.record.projects()) {
        let actual = Actual::of(line, asked.day);
        seen.projects += 1;
        let is_meant = match (asked.period, actual.decided_on) {
            (None, _) => true,
            (Some(period), Some(day)) => period.contains(day),
            (Some(_), None) => {
                seen.undated += usize::from(actual.is_decided());
                false
            }
        };
        if is_meant && actual.is_decided() {
            seen.calibration.add(line.win_rate.value().map(|rate| rate.percent), actual.outcome == Outcome::Won);
        } else if is_meant && actual.outcome != Outcome::Open {
            seen.undecided += 1;
        }
    }
    seen
}

/// `[20,40)` for people, `20-40` for machines.
fn name(band: &Band, machine: bool) -> String {
    let (from, to) = (band.from, band.to);
    match (machine, to) {
        (true, _) => band.key(),
        (false, 100) => format!("{from} ≤ x ≤ {to}"),
        (false, _) => format!("{from} ≤ x < {to}"),
    }
}

fn row(band: &Band, name: Cell) -> Vec<Cell> {
    let bar = |rate: Option<Percent>| rate.map(|rate| bar_of(rate.value(), 100.into(), BAR)).into();
    let (planned, realised) = (band.planned(), band.realised());
    vec![name, Cell::count(band.projects), planned.into(), bar(planned), Cell::count(band.won), realised.into(), bar(realised)]
}

fn notes(table: &mut Table, seen: &Seen, asked: &Asked<'_>, lang: Lang) {
    let day = asked.day;
    table.notes.push(match asked.period {
        Some(period) => {
            let period = period.label(lang);
            say!(lang, "{period}决定的项目，截至 {day}", "Projects decided in {period}, as of {day}")
        }
        None => say!(lang, "各年度计划中截至 {day} 已中标、失标的项目", "Projects of all years' plans that were won or lost by {day}"),
    });
    let all = &seen.calibration.total;
    if let (Some(planned), Some(realised)) = (all.planned(), all.realised()) {
        let apart = Percent::new(realised.value() - planned.value());
        let (points, high) = (Percent::new(apart.value().abs()).rounded(2), apart < Percent::ZERO);
        table.notes.push(match high {
            true => say!(lang, "获取率总体估高了 {points} 个百分点", "On the whole the win rates are {points} points too high"),
            false => say!(lang, "获取率总体估低了 {points} 个百分点", "On the whole the win rates are {points} points too low"),
        });
    }
    let (undecided, unrated, undated) = (seen.undecided, seen.calibration.unrated, seen.undated);
    if undecided > 0 {
        table.notes.push(say!(lang, "取消、推迟的 {undecided} 个不算", "Cancelled or postponed, not counted: {undecided}"));
    }
    if unrated > 0 {
        table.notes.push(say!(lang, "没有获取率的 {unrated} 个未计入", "Without a win rate, not counted: {unrated}"));
    }
    if undated > 0 {
        table.notes.push(say!(
            lang,
            "没有决定日期的 {undated} 个未计入；用 `kehu outcome 客户 项目 won --date 日期` 补上",
            "Decided on no known day, not counted: {undated}; give it with `kehu outcome CUSTOMER PROJECT won --date DATE`"
        ));
    }
}

fn hints(table: &mut Table, seen: &Seen, loaded: &Loaded, asked: &Asked<'_>, lang: Lang) {
    if loaded.customers.is_empty() {
        table.hints.extend(no_customers(loaded, asked, lang));
    } else if asked.machine && !(asked.everybody && asked.period.is_none()) {
        // That a query meets nothing is an answer.
    } else if !loaded.customers.iter().any(|folder| (asked.wanted)(folder)) {
        table.hints.extend(no_customers(loaded, asked, lang));
    } else if seen.projects == 0 {
        table.hints.push(say!(
            lang,
            "没有项目；用 `kehu add-project 客户 项目名称 --contract 合同额 --win-rate 获取率 --margin 利润率` 登记",
            "there are no projects; enter one with `kehu add-project CUSTOMER PROJECT --contract AMOUNT --win-rate RATE --margin RATE`"
        ));
    } else {
        table.hints.push(say!(
            lang,
            "没有已决定的项目；有了结果时用 `kehu outcome 客户 项目 won` 或 `lost` 登记",
            "no project was decided; when one is, say so with `kehu outcome CUSTOMER PROJECT won` or `lost`"
        ));
    }
}

fn chart(calibration: &Calibration, notes: &[String], lang: Lang) -> Chart {
    let with = |of: fn(&Band) -> Option<Percent>| calibration.bands.iter().map(|band| of(band).map(Percent::value)).collect();
    let groups = calibration.bands.iter().map(|band| format!("{}%", band.key())).collect();
    let series = vec![
        Series { name: words("计划获取率（平均）", "planned (mean)").get(lang).to_owned(), values: with(Band::planned) },
        Series { name: words("实际中标率", "realised").get(lang).to_owned(), values: with(Band::realised) },
    ];
    let shape = Shape::Bars { groups, series, stacked: false, unit: "%".to_owned(), level: None };
    Chart {
        title: words("获取率：计划与实现", "Win rates: planned and realised").get(lang).to_owned(), notes: notes.to_vec(), shape
    }
}
