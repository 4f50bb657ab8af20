//! R-11 关键人物关系图与覆盖矩阵: our people and their key people: role, status, contacts planned and made; coverage and concentration.

mod concentration;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::analysis::contacts::Pace;
use crate::analysis::matrix::Sums;
use crate::analysis::relationship::{Index, Scale};
use crate::archive::{CustomerFolder, DocKind};
use crate::model::percent::Percent;
use crate::model::period::{Period, PeriodKind};
use crate::render::chart::text::spark;
use crate::render::table::{Align, Cell, Column, Table};
use crate::report::matrix::{self, Asked, Found, Matrices};
use crate::report::sheet::Block;
use crate::say;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

/// How many quarter ends before the day the trend shows.
const QUARTERS: usize = 4;

pub(super) static SPEC: Spec = Spec {
    number: 11,
    name: "matrix",
    title: words("关键人物关系图与覆盖矩阵", "Key people and coverage matrix"),
    about: words(
        "我方人员与客户关键人物：角色、关系状况、接触次数；覆盖与集中程度",
        "Our people and their key people: role, status, contacts planned and made; coverage and concentration",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("客户经理、市场部部长", "account managers, marketing director"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("随时、每季度", "on demand, quarterly"),
    source: "000_492afcb71e7a325f.txt 附表3、附表6",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::KeyPeople, DocKind::Plan, DocKind::ContactReport]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let year = year_of(ask);
    let matrices = matrix::find(ask.loaded, Asked { year, today: ask.day, query: ask.query });
    let rows = customers(&matrices, ask);
    let holders = concentration::holders(&matrices);
    let holes = rows.iter().map(|row| row.sums.coverage.persons - row.sums.coverage.covered).sum();
    let summary = summary(&rows, holes, &holders, ask);
    let mut sheet = common::start(ask);
    let coverage = coverage_table(&rows, ask).named("coverage");
    let concentration = concentration::table(&holders, ask).named("concentration");
    if ask.machine {
        sheet.push(Block::Table(matrix::table(&matrices).named("matrix")));
        sheet.push(Block::Table(coverage));
        sheet.push(Block::Table(concentration));
    } else if rows.is_empty() {
        let unread = matrices.unread.clone();
        sheet.push(Block::Table(Table { hints: matrices.hints(), unread, ..Table::default() }));
    } else {
        sheet.push(Block::Text(summary.clone()));
        sheet.heading(say!(lang, "覆盖与关系指数", "Coverage and relationship index"));
        sheet.push(Block::Table(coverage));
        if !concentration.rows.is_empty() {
            sheet.heading(say!(lang, "关系集中在谁手里", "On whom the relations hang"));
            sheet.push(Block::Table(concentration));
        }
        // The totals stand above already, with the index.
        for part in matrix::grids(&matrices) {
            part.heading.into_iter().for_each(|heading| sheet.heading(heading));
            sheet.push(Block::Table(part.table));
        }
    }
    Made { pages: vec![sheet], summary, open: holes }
}

/// A customer with its figures.
struct Row<'a> {
    folder: &'a CustomerFolder,
    sums: Sums,
    /// Planned contacts against those made; none before the year.
    pace: Option<Pace>,
    /// The relationship index at the ends of the quarters before, and on the day; none where nobody had been assessed by then.
    trend: Vec<Option<Decimal>>,
}

fn customers<'a>(matrices: &Matrices<'a>, ask: &Ask<'_>) -> Vec<Row<'a>> {
    let scale = Scale::of(&matrices.world.policy);
    let days = trend_days(ask);
    let row = |found: &Found<'a>| {
        let sums = Sums::of(&found.people, matrices.least());
        let pace = sums.pace(year_of(ask), ask.day);
        let trend =
            days.iter().map(|day| Index::known_on(found.folder, matrices.world, &scale, *day).map(|index| index.rounded())).collect();
        Row { folder: found.folder, sums, pace, trend }
    };
    matrices.found.iter().map(row).collect()
}

/// The ends of the quarters before the period's end, and the day.
fn trend_days(ask: &Ask<'_>) -> Vec<NaiveDate> {
    let mut quarter = Period::of(PeriodKind::Quarter, ask.period.last_day().min(ask.day));
    let mut days = vec![ask.day];
    for _ in 0..QUARTERS {
        quarter = quarter.previous();
        days.insert(0, quarter.last_day());
    }
    days
}

/// What the rows come to: for machines every figure in a column of its own, for people those that say most.
fn coverage_table(rows: &[Row<'_>], ask: &Ask<'_>) -> Table {
    let (lang, machine) = (ask.lang(), ask.machine);
    let mut table = Table::new(columns(machine));
    let mut all = Sums::default();
    for row in rows {
        let mut cells = cells(common::customer_cell(row.folder, ask), &row.sums, row.pace, machine);
        let [newest, before] = [0, 1].map(|back| row.trend.iter().rev().nth(back).copied().flatten());
        cells.extend([newest.into(), before.into(), Cell::text(spark(&row.trend))]);
        table.rows.push(cells);
        all.add(&row.sums);
    }
    if rows.len() > 1 {
        let pace = rows.iter().find_map(|row| row.pace).and_then(|_| all.pace(year_of(ask), ask.day));
        table.totals.push(cells(Cell::text(words("合计", "total").get(lang)), &all, pace, machine));
    }
    let day = ask.day;
    table.notes.push(say!(
        lang,
        "关系指数 0–100；走势为前 {QUARTERS} 个季度末和 {day} 的指数，按评估历史推算，没有评估历史的看 git，没有评估过的不画；组成见 `kehu stats relationship`",
        "index: 0 to 100; trend: at the ends of {QUARTERS} quarters before and on {day}, by the history of assessments, else by git, nothing where nobody was assessed; its parts: `kehu stats relationship`"
    ));
    table
}

fn columns(machine: bool) -> Vec<Column> {
    let mut columns = vec![Column::new("customer", words("客户", "customer"))];
    if machine {
        columns.extend([
            Column::new("people", words("关键人物", "people")),
            Column::new("covered", words("有我方人员", "covered")),
            Column::new("coverage", words("覆盖率", "coverage")),
            Column::new("held", words("已建立关系", "established")),
            Column::new("sole", words("独自维系", "held alone")),
            Column::new("planned", words("全年计划", "planned")),
            Column::new("due", words("应有", "due")),
            Column::new("actual", words("实际", "actual")),
        ]);
    } else {
        columns.extend([
            Column::new("people", words("覆盖", "covered")).aligned(Align::Right),
            Column::new("coverage", words("覆盖率", "coverage")),
            Column::new("sole", words("独自维系", "held alone")).aligned(Align::Right),
        ]);
    }
    columns.extend([
        Column::new("pace", words("接触进度", "pace")),
        Column::new("index", words("关系指数", "index")),
        Column::new("index_before", words("上季度末", "quarter before")),
        Column::picture("trend", words("走势", "trend")),
    ]);
    columns
}

fn cells(name: Cell, sums: &Sums, pace: Option<Pace>, machine: bool) -> Vec<Cell> {
    let sole: usize = sums.sole.iter().map(|(_, count)| count).sum();
    let (share, percent) = (sums.coverage.percent(), pace.map(|pace| Percent::from_int(pace.percent())));
    if !machine {
        let held = sums.held;
        return vec![name, sums.coverage.to_string().into(), share.into(), format!("{sole}/{held}").into(), percent.into()];
    }
    vec![
        name,
        Cell::count(sums.coverage.persons),
        Cell::count(sums.coverage.covered),
        share.into(),
        Cell::count(sums.held),
        Cell::count(sole),
        Cell::Int(sums.planned),
        pace.map(|pace| Decimal::new(pace.due_tenths(), 1)).into(),
        Cell::Int(sums.actual),
        percent.into(),
    ]
}

/// The plan's year: the query's, else that in which the period ends.
fn year_of(ask: &Ask<'_>) -> i32 {
    ask.query.year().unwrap_or_else(|| ask.period.last_day().year())
}

/// 关键人物 13 人，覆盖 11 人（84.62%）；……
fn summary(rows: &[Row<'_>], holes: usize, holders: &[concentration::Holder<'_>], ask: &Ask<'_>) -> String {
    let lang = ask.lang();
    let mut all = Sums::default();
    rows.iter().for_each(|row| all.add(&row.sums));
    let Some(share) = all.coverage.percent() else { return say!(lang, "没有关键人物", "no key people") };
    let (covered, persons, share) = (all.coverage.covered, all.coverage.persons, share.rounded(0));
    let holes = match holes {
        0 => String::new(),
        _ => say!(lang, "，{holes} 人无人联系", ", {holes} known to nobody"),
    };
    let most = holders.first().filter(|one| one.sole > 0).map_or_else(String::new, |one| {
        let (name, sole) = (ask.loaded.world.staff.names.called(one.staff), one.sole);
        say!(lang, "；{name}独自维系 {sole} 个关系，最多", "; {name} holds most relations alone ({sole})")
    });
    say!(lang, "关键人物覆盖 {covered}/{persons}（{share}%）{holes}{most}", "coverage {covered}/{persons} ({share}%){holes}{most}")
}
